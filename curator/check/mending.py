"""Edits that settle a problem: taking what it suggests, or letting it be with a reason."""

from dataclasses import replace

from curator.check.problem import Problem
from curator.story import edits, passages
from curator.story.edits import Edit, EditKind
from curator.story.passages import Passage
from curator.story.values import Story, Waiver


def mend(problem: Problem) -> Edit | None:
    """Make the edit that takes what *problem* suggests; ``None`` if it knows nothing that mends it.

    Where its field holds other words by now than those it was found in, nothing is done.
    """
    if problem.mended is None:
        return None
    found_in = Passage(problem.photo, problem.block, problem.field, problem.held)
    return passages.replace({found_in: problem.mended})


def waive(problem: Problem, reason: str) -> Edit:
    """Make the edit that lets *problem* be, as long as its words stand, and says why."""
    waiver = Waiver(*problem.place, edits.cleaned("reason", reason).strip())

    def apply(story: Story) -> Story:
        others = tuple(held for held in story.waivers if held.place != waiver.place)
        return replace(story, waivers=(*others, waiver))

    photos = (problem.photo,) if problem.photo is not None else ()
    return Edit(EditKind.WAIVE, apply, photos)
