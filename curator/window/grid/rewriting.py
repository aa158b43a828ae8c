"""Which blocks of words two sequences tell apart, so that a keystroke costs what it changes; knows no Qt."""

from itertools import compress, count
from operator import is_not

from curator.story.sequence import Sequence
from curator.story.values import BlockKey, WordBlock


def rewritten(before: Sequence, after: Sequence) -> dict[BlockKey, WordBlock] | None:
    """Return the blocks of words that are others in *after*, by key; ``None`` if anything else is."""
    if len(before) != len(after):
        return None
    found: dict[BlockKey, WordBlock] = {}
    for place in compress(count(), map(is_not, before, after)):
        old, new = before[place], after[place]
        is_same = isinstance(old, WordBlock) and isinstance(new, WordBlock) and old.key == new.key
        if not is_same:
            return None
        assert isinstance(new, WordBlock)
        found[new.key] = new
    return found
