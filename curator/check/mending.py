"""Edits that settle a problem: taking what it suggests, or letting it be with a reason."""

from dataclasses import replace

from curator.check.problem import Problem
from curator.story import blocks, edits
from curator.story.edits import Edit, EditKind
from curator.story.values import Story, Waiver


def mend(problem: Problem) -> Edit | None:
    """Make the edit that takes what *problem* suggests; ``None`` if it knows nothing that is safe.

    Where the words are others by now than those it was found in, nothing is done.
    """
    if not problem.mended:
        return None
    if problem.photo is not None and problem.field in edits.PHOTO_FIELDS:
        photo, values = problem.photo, dict(problem.mended)
        return _if_it_stands(problem, edits.set_fields({photo: values}))
    ((field, text),) = problem.mended[:1]
    if problem.photo is not None:
        return blocks.set_group_caption(problem.photo, text)
    if problem.block is not None:
        is_by = field == "by"
        return (
            blocks.set_quote_by(problem.block, text)
            if is_by
            else blocks.set_block_text(problem.block, text)
        )
    if field in edits.STORY_FIELDS:
        return edits.set_story(field, text)
    name = field.removeprefix("defaults.")
    return edits.set_default(name, text) if name in edits.DEFAULT_FIELDS else None


def _if_it_stands(problem: Problem, edit: Edit) -> Edit:
    def apply(story: Story) -> Story:
        photo = story.photos.get(problem.photo) if problem.photo is not None else None
        now = edits.read_field(photo, problem.field) if photo is not None else ""
        stands = isinstance(now, str) and problem.text in now
        return edit.apply(story) if stands else story

    return replace(edit, apply=apply, field=problem.field)


def waive(problem: Problem, reason: str) -> Edit:
    """Make the edit that lets *problem* be, as long as its words stand, and says why."""
    waiver = Waiver(*problem.place, edits.cleaned("reason", reason).strip())

    def apply(story: Story) -> Story:
        others = tuple(held for held in story.waivers if held.place != waiver.place)
        return replace(story, waivers=(*others, waiver))

    photos = (problem.photo,) if problem.photo is not None else ()
    return Edit(EditKind.WAIVE, apply, photos)
