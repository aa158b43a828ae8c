"""What differs between two stories, for whoever shows or stores one."""

from dataclasses import dataclass

from curator.story.values import PhotoId, Story


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
