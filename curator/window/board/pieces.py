"""The rows of a view as pieces of a board: runs of photos, bands of words, frames of groups; knows no Qt."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curator.story.sequence import Sequence as Blocks
from curator.story.sequence import apart
from curator.story.values import (
    BlockKey,
    GroupBlock,
    HeadingBlock,
    Key,
    PhotoId,
    WordBlock,
)
from curator.window.board.placing import Piece


@dataclass(frozen=True, slots=True)
class Structure:
    """What the sequence says of its rows: blocks of words by key, the group of photos that are in one."""

    words: dict[BlockKey, WordBlock]
    groups: dict[PhotoId, GroupBlock]


def structure(sequence: Blocks) -> Structure:
    """Return what *sequence* says of its rows."""
    found = Structure({}, {})
    for block in apart(sequence):
        if isinstance(block, GroupBlock):
            found.groups.update(dict.fromkeys(block.photos, block))
        elif isinstance(block, WordBlock):
            found.words[block.key] = block
    return found


def with_words(told: Structure, words: Mapping[BlockKey, WordBlock]) -> Structure:
    """Return *told* with blocks of words that are others now."""
    return replace(told, words={**told.words, **words})


def pieces(
    keys: Sequence[Key],
    told: Structure,
    heights_of: Callable[[WordBlock], tuple[int, int]],
    over_frame: int,
) -> Iterator[Piece]:
    """Yield the pieces of the rows of *keys*.

    *heights_of* tells how high a band is, unfolded and folded, *over_frame* the line over a frame.
    """
    words, groups = told.words, told.groups
    # Of thousands of rows few are anything but photos that stand free: those are looked at one by one.
    others = [row for row, key in enumerate(keys) if type(key) is not str or key in groups]
    at = free = 0
    while at < len(others):
        row = others[at]
        key = keys[row]
        yield from _run(free, row)
        free = row + 1
        if isinstance(key, str):
            group = groups[PhotoId(key)]
            members = frozenset[Key](group.photos)
            while free < len(keys) and keys[free] in members:
                free += 1
            yield Piece(row, free - row, over_frame, key_of(group), framed=True)
        elif (block := words.get(key)) is not None:
            yield band(row, block, heights_of)
        else:
            yield Piece(row, 1, over_frame, key)
        at += free - row
    yield from _run(free, len(keys))


def band(row: int, block: WordBlock, heights_of: Callable[[WordBlock], tuple[int, int]]) -> Piece:
    """Return the piece of the words at *row*."""
    head, low = heights_of(block)
    return Piece(row, 1, head, block.key, isinstance(block, HeadingBlock), low=low)


def _run(first: int, end: int) -> Iterator[Piece]:
    if first < end:
        yield Piece(first, end - first)


def key_of(group: GroupBlock) -> Hashable:
    """Return what names *group* for folding: its first photo."""
    return ("group", group.photos[0])
