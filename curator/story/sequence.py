"""The arithmetic of a story's order: rows, numbers, taking blocks out and putting them in; pure tuples throughout."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, chain, count, dropwhile

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
        if isinstance(block, PhotoBlock):  # as most, and asked of thousands at once
            yield block.photo
        else:
            yield from photos_of(block)


def showing(sequence: Sequence, ids: Collection[PhotoId]) -> Iterator[PhotoBlock | GroupBlock]:
    """Yield the blocks that show any of *ids*, in story order."""
    for block in sequence:
        if isinstance(block, PhotoBlock):
            if block.photo in ids:
                yield block
        elif isinstance(block, GroupBlock) and any(photo in ids for photo in block.photos):
            yield block


def numbers(sequence: Sequence) -> dict[PhotoId, int]:
    """Return each photo's number in the story, counted from 1."""
    return dict(zip(photo_ids(sequence), count(1), strict=False))


def apart(sequence: Iterable[Block]) -> list[Block]:
    """Return the blocks that are anything but a photo by itself: of thousands mostly few, and looked for often."""
    return [block for block in sequence if type(block) is not PhotoBlock]


def groups(sequence: Sequence) -> dict[PhotoId, GroupBlock]:
    """Return the group of each photo that stands in one."""
    return {photo: b for b in apart(sequence) if isinstance(b, GroupBlock) for photo in b.photos}


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
    at = len(sequence)
    if before is not None:
        at = next((i for i, block in enumerate(sequence) if before in keys_of(block)), at)
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
    """Return *sequence* with *keys* as one run whose first photo gets number *place*, from 1.

    A run of words alone lands before the photo that has that number; one that would land within a
    group goes before it.
    """
    moved = set(keys)
    staying = [photo for photo in photo_ids(sequence) if photo not in moved]
    at = max(place - 1, 0)
    return move(sequence, moved, staying[at] if at < len(staying) else None)


def arranged(sequence: Sequence, ids: Iterable[PhotoId]) -> Sequence:
    """Return *sequence* with the photos of *ids* in that order, in the places which they fill now.

    A group goes by the first of *ids* that it shows. Words follow the photo behind which they stand.
    The lead photo stays at its place, and so does whatever shows none of *ids*.
    """
    wanted = tuple(dict.fromkeys(ids))
    heads, homes = _heads(sequence, wanted)
    coming = [homes[photo] for photo in wanted if photo in homes]
    slots = sorted(coming)
    if coming == slots:
        return sequence
    if len(heads) == len(sequence):  # No words to take along: an exchange of blocks.
        after = list(sequence)
        for slot, place in zip(slots, coming, strict=True):
            after[slot] = sequence[place]
        return tuple(after)
    ends = dict(zip(heads, [*heads[1:], len(sequence)], strict=True))
    taken = dict(zip(slots, coming, strict=True))
    runs = (sequence[place : ends[place]] for head in heads for place in [taken.get(head, head)])
    return (*sequence[: heads[0]], *chain.from_iterable(runs))


def _heads(sequence: Sequence, wanted: Iterable[PhotoId]) -> tuple[list[int], dict[PhotoId, int]]:
    """Return the places of all blocks of photos, and by photo those of the blocks that it moves."""
    heads: list[int] = []
    homes: dict[PhotoId, int] = {}
    chosen: set[PhotoId] | None = None
    for place, block in enumerate(sequence):
        if isinstance(block, PhotoBlock):
            heads.append(place)
            if block.layout != "lead":
                homes[block.photo] = place
        elif isinstance(block, GroupBlock):
            heads.append(place)
            chosen = chosen or set(wanted)
            first = next((photo for photo in block.photos if photo in chosen), None)
            if first is not None:
                homes[first] = place
    return heads, homes
