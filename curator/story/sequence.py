"""The arithmetic of a story's order: rows, numbers, taking blocks out and putting them in; pure tuples throughout."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, dropwhile

from curator.captions.text import is_blank
from curator.story.values import Block, GroupBlock, Key, PhotoBlock, PhotoId

Sequence = tuple[Block, ...]


def keys_of(block: Block) -> tuple[Key, ...]:
    """Return the keys of the rows that *block* fills, in order."""
    match block:
        case PhotoBlock(photo=photo):
            return (photo,)
        case GroupBlock(photos=photos):
            return photos
        case _:
            return (block.key,)


def photos_of(block: Block) -> tuple[PhotoId, ...]:
    """Return the photos that *block* shows, in order."""
    match block:
        case PhotoBlock(photo=photo):
            return (photo,)
        case GroupBlock(photos=photos):
            return photos
        case _:
            return ()


def rows(sequence: Sequence) -> tuple[Key, ...]:
    """Return the keys of all rows in the order in which a reader meets them."""
    return tuple(key for block in sequence for key in keys_of(block))


def photo_ids(sequence: Iterable[Block]) -> Iterator[PhotoId]:
    """Yield the ids of the photos in the order in which a reader meets them."""
    for block in sequence:
        yield from photos_of(block)


def numbers(sequence: Sequence) -> dict[PhotoId, int]:
    """Return each photo's number in the story, counted from 1."""
    return {photo_id: number for number, photo_id in enumerate(photo_ids(sequence), 1)}


def split(sequence: Sequence, keys: Collection[Key]) -> tuple[Sequence, Sequence]:
    """Return the blocks that hold *keys*, and the rest, both in story order.

    A group of which only some photos are meant gives those up as blocks of their own; a group left
    with one photo becomes a block of that photo, unless it has a caption, which would be lost.
    """
    wanted = set(keys)
    taken: list[Block] = []
    rest: list[Block] = []
    for block in sequence:
        held = keys_of(block)
        if not wanted.intersection(held):
            rest.append(block)
        elif wanted.issuperset(held):
            taken.append(block)
        elif isinstance(block, GroupBlock):
            taken.extend(PhotoBlock(photo) for photo in block.photos if photo in wanted)
            rest.append(_without(block, wanted))
    return tuple(taken), tuple(rest)


def _without(group: GroupBlock, keys: Collection[Key]) -> Block:
    left = tuple(photo for photo in group.photos if photo not in keys)
    is_single = len(left) == 1 and is_blank(group.caption)
    return PhotoBlock(left[0]) if is_single else replace(group, photos=left)


def insert(sequence: Sequence, blocks: Iterable[Block], before: Key | None) -> Sequence:
    """Return *sequence* with *blocks* before the block that holds *before*; at the end if none does."""
    at = next((i for i, block in enumerate(sequence) if before in keys_of(block)), len(sequence))
    return (*sequence[:at], *blocks, *sequence[at:])


def move(sequence: Sequence, keys: Collection[Key], before: Key | None) -> Sequence:
    """Return *sequence* with the blocks of *keys* as one run before *before*, their order kept.

    If *before* is itself among the moved, the run lands before the next row that stays.
    """
    moved = set(keys)
    if before in moved:
        later = dropwhile(lambda key: key != before, rows(sequence))
        before = next((key for key in later if key not in moved), None)
    taken, rest = split(sequence, moved)
    return insert(rest, taken, before)


def move_by(sequence: Sequence, keys: Collection[Key], steps: int) -> Sequence:
    """Return *sequence* with *keys* as one run, *steps* rows further on (negative: back).

    A run that meets either end stops there; one that would land within a group goes past it.
    """
    moved = set(keys)
    order = rows(sequence)
    first = next((i for i, key in enumerate(order) if key in moved), None)
    if first is None:
        return sequence
    taken, rest = split(sequence, moved)
    ends = list(accumulate((len(keys_of(block)) for block in rest), initial=0))
    place = min(max(first + steps, 0), ends[-1])
    at = bisect_left(ends, place) if steps > 0 else bisect_right(ends, place) - 1
    return (*rest[:at], *taken, *rest[at:])


def move_to(sequence: Sequence, keys: Collection[Key], place: int) -> Sequence:
    """Return *sequence* with *keys* as one run whose first row is row number *place*, from 1."""
    moved = set(keys)
    staying = [key for key in rows(sequence) if key not in moved]
    at = min(max(place - 1, 0), len(staying))
    return move(sequence, moved, staying[at] if at < len(staying) else None)
