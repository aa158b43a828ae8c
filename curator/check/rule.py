"""What a rule is: a name, a level, its source, and the small function that finds; which there are tells ``rules``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from curator.check.problem import Finding, Level, Problem
from curator.check.speech import Speech
from curator.check.style import Style
from curator.story.values import Defaults, Photo, PhotoId


class Kind(StrEnum):
    """What a text is for, since not every rule is one for every text."""

    CAPTION = "caption"
    LINE = "line"
    """A headline, a title, a heading, a byline."""
    ALT = "alt"
    PROSE = "prose"
    """A standfirst, running text, a quote, a correction."""
    CREDIT = "credit"


READ = frozenset({Kind.CAPTION, Kind.LINE, Kind.ALT, Kind.PROSE})
"""The texts that readers read as sentences or parts of them."""

EVERY = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its public name, its usual level, what it looks for, and on whose word."""

    name: str
    level: Level
    tells: str
    source: str


TextFind = Callable[[str, Kind, Speech, Style], Iterator[Finding]]
"""Finds in one text; what kind of text it is, its language and the house style come along."""


@dataclass(frozen=True, slots=True)
class TextRule(Rule):
    """A rule about any text of the *kinds*, whoever it belongs to."""

    kinds: frozenset[Kind]
    find: TextFind


@dataclass(frozen=True, slots=True)
class Subject:
    """One photo as rules see it: with what it inherits, and how its story speaks.

    ``has_group_caption`` says whether a caption of its group tells what it shows.
    """

    photo: Photo
    defaults: Defaults
    speech: Speech
    style: Style
    has_group_caption: bool = False
    story_date: str = ""


PhotoFind = Callable[[Subject], Iterator[tuple[str, Finding]]]
"""Finds in one photo; yields the field with each finding."""


@dataclass(frozen=True, slots=True)
class PhotoRule(Rule):
    """A rule about one photo, settled by its own words and those that it inherits."""

    find: PhotoFind


@dataclass(frozen=True, slots=True)
class About:
    """Whose field a finding of a whole story is in; ``photo`` is ``None`` for the story's own."""

    photo: PhotoId | None
    field: str
    finding: Finding


def with_text(finding: Finding, text: str) -> str | None:
    """Return what *text* is when the suggestion of *finding* is taken; ``None`` if there is none."""
    if finding.whole is not None or finding.suggestion is None:
        return finding.whole
    if finding.start < 0:
        return finding.suggestion
    end = finding.start + len(finding.text)
    return text[: finding.start] + finding.suggestion + text[end:]


def problem_of(
    rule: Rule,
    level: Level,
    finding: Finding,
    field: str,
    value: str,
    photo: Photo | None = None,
) -> Problem:
    """Return *finding* of *rule* in *field*, which holds *value*, as a problem."""
    return Problem(
        rule.name,
        level,
        finding.message,
        photo.id if photo else None,
        photo.file_name if photo else "",
        field,
        finding.text,
        finding.whole or finding.suggestion or "",
        finding.start,
        held=value,
        mended=with_text(finding, value),
    )
