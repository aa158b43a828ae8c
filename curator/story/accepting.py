"""Edits of the names whose spelling is decided in a story; which names there are is left to ``check.ledger``."""

from collections.abc import Collection
from dataclasses import replace

from curator.captions.text import clean_line
from curator.story.edits import Edit, EditKind
from curator.story.values import NAME_KINDS, AcceptedName, Story

MAX_LENGTH = 200
"""Characters of a name at most."""


def accept_name(name: str, kind: str = "", instead_of: Collection[str] = ()) -> Edit:
    """Make the edit that decides for the spelling *name*, and against those it is *instead_of*."""
    decided = " ".join(clean_line(name).split())[:MAX_LENGTH]
    kind = kind if kind in NAME_KINDS else ""

    def apply(story: Story) -> Story:
        kept = tuple(a for a in story.names if a.name not in instead_of or a.name == decided)
        known = next((a for a in kept if a.name == decided), None)
        if not decided or (known is not None and known.kind == kind):
            return story if len(kept) == len(story.names) else replace(story, names=kept)
        if known is not None:
            kept = tuple(replace(a, kind=kind) if a is known else a for a in kept)
            return replace(story, names=kept)
        return replace(story, names=(*kept, AcceptedName(decided, kind)))

    return Edit(EditKind.NAMES, apply)


def forget_name(name: str) -> Edit:
    """Make the edit that leaves the spelling *name* undecided again."""

    def apply(story: Story) -> Story:
        kept = tuple(accepted for accepted in story.names if accepted.name != name)
        return story if len(kept) == len(story.names) else replace(story, names=kept)

    return Edit(EditKind.NAMES, apply)
