"""What differs between two stories, for whoever shows or stores one."""

from dataclasses import dataclass

from curator.story import sequence as order
from curator.story.values import BlockKey, Key, PhotoId, Story, WordBlock


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two stories.

    ``photos`` are those whose words or existence changed; ``membership`` says whether the set of
    photos did, ``sequence`` whether the blocks, ``defaults`` whether what photos inherit.
    """

    photos: frozenset[PhotoId]
    membership: bool
    sequence: bool
    defaults: bool


def between(before: Story, after: Story) -> Change:
    """Return what differs between two stories; quick for neighbours in a history."""
    return Change(
        photos=frozenset(after.photos.differing_ids(before.photos)),
        membership=not after.photos.has_same_ids(before.photos),
        sequence=after.sequence is not before.sequence,
        defaults=after.defaults is not before.defaults,
    )


def rows_between(before: Story, after: Story) -> tuple[tuple[Key, ...], tuple[BlockKey, ...]]:
    """Return the rows of *after* that *before* does not have, and the blocks of words that read otherwise."""
    if after.sequence is before.sequence:
        return (), ()
    known = set(order.rows(before.sequence))
    words = {block.key: block for block in before.sequence if isinstance(block, WordBlock)}
    come = tuple(key for key in order.rows(after.sequence) if key not in known)
    changed = (
        block.key
        for block in after.sequence
        if isinstance(block, WordBlock) and words.get(block.key, block) != block
    )
    return come, tuple(changed)
