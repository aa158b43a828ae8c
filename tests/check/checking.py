"""Looking with the check in tests: one text, one photo, one story."""

from curator.check import Problem
from curator.check.checker import Checker
from curator.check.problem import Finding
from curator.check.rule import Kind, TextRule
from curator.check.rules import OF_TEXTS
from curator.check.single import PhotoCheck
from curator.check.speech import speech
from curator.check.style import USUAL, Style
from curator.story.values import Defaults, Photo, Story

TEXT_RULES: dict[str, TextRule] = {rule.name: rule for rule in OF_TEXTS}


def findings(
    rule: str, text: str, language: str = "en", kind: Kind = Kind.CAPTION, style: Style = USUAL
) -> list[Finding]:
    """Return what the rule called *rule* finds in *text*."""
    return list(TEXT_RULES[rule].find(text, kind, speech(language), style))


def mended(rule: str, text: str, language: str = "en") -> str:
    """Return *text* with every suggestion of *rule* taken, the last first."""
    for finding in sorted(findings(rule, text, language), key=lambda f: -f.start):
        if finding.suggestion is not None:
            end = finding.start + len(finding.text)
            text = text[: finding.start] + finding.suggestion + text[end:]
    return text


def rules_of(photo: Photo, defaults: Defaults | None = None, language: str = "en") -> list[str]:
    """Return the names of the rules that find something in *photo*, each once, in their order."""
    found = photo_problems(photo, defaults or Defaults(), language)
    return list(dict.fromkeys(problem.rule for problem in found))


def photo_problems(photo: Photo, defaults: Defaults, language: str = "en") -> list[Problem]:
    """Return the problems of *photo* by itself in a story with *defaults*."""
    return PhotoCheck(Story(defaults=defaults, language=language)).problems(photo)


def problems(story: Story, *rules: str, style: Style = USUAL) -> list[Problem]:
    """Return the problems of *story* that do not ask the disk, those of *rules* if any are named."""
    found = [p for batch in Checker(style).check(story, with_files=False) for p in batch]
    return [p for p in found if not rules or p.rule in rules]
