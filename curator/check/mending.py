"""Edits that settle problems: taking what they suggest, or letting them be with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from curator.check.problem import Problem
from curator.story import edits, passages
from curator.story.edits import Edit, EditKind
from curator.story.passages import Passage
from curator.story.values import Story, Waiver


def mend(problems: Iterable[Problem]) -> Edit | None:
    """Make the edit that takes what *problems* suggest; ``None`` if none knows what mends it.

    Where a field holds other words by now than those it was found in, nothing is done to it. Of two
    suggestions for the same words the first is taken.
    """
    found: dict[Passage, list[Problem]] = {}
    for problem in problems:
        if problem.mended is not None:
            passage = Passage(problem.photo, problem.block, problem.field, problem.held)
            found.setdefault(passage, []).append(problem)
    mended = {passage: _together(passage.text, held) for passage, held in found.items()}
    return passages.replace(mended) if mended else None


def _together(text: str, problems: Sequence[Problem]) -> str:
    """Return *text* with what *problems* suggest for words in it, from its end to its beginning."""
    if len(problems) == 1 or any(problem.start < 0 for problem in problems):
        return problems[0].mended or ""
    left = len(text)
    for problem in sorted(problems, key=lambda problem: -problem.start):
        end = problem.start + len(problem.text)
        after = (problem.mended or "")[problem.start :]
        words = after[: len(after) - (len(problem.held) - end)]
        if end <= left:
            text, left = text[: problem.start] + words + text[end:], problem.start
    return text


def waive(problems: Iterable[Problem], reason: str) -> Edit:
    """Make the edit that lets *problems* be, as long as their words stand, and says why."""
    why = edits.cleaned("reason", reason).strip()
    waivers = {problem.place: Waiver(*problem.place, why) for problem in problems}

    def apply(story: Story) -> Story:
        others = tuple(held for held in story.waivers if held.place not in waivers)
        return replace(story, waivers=(*others, *waivers.values()))

    photos = dict.fromkeys(waiver.photo for waiver in waivers.values() if waiver.photo is not None)
    return Edit(EditKind.WAIVE, apply, tuple(photos))


def unwaive(waivers: Iterable[Waiver]) -> Edit:
    """Make the edit that has problems told again which *waivers* let be."""
    gone = {waiver.place for waiver in waivers}

    def apply(story: Story) -> Story:
        kept = tuple(held for held in story.waivers if held.place not in gone)
        return story if len(kept) == len(story.waivers) else replace(story, waivers=kept)

    return Edit(EditKind.WAIVE, apply)
