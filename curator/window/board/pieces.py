"""The rows of a view as pieces of a board: runs of photos, bands of words, frames of groups; knows no Qt."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curator.story.sequence import Sequence as Blocks
from curator.story.values import (
    BlockKey,
    GroupBlock,
    HeadingBlock,
    Key,
    PhotoBlock,
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
    for block in sequence:
        if isinstance(block, PhotoBlock):  # as most, and asked of thousands at once
            continue
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
    first, group = 0, None
    for row, key in enumerate((*keys, None)):
        if isinstance(key, str):
            held = told.groups.get(PhotoId(key))
            if held is group:
                continue
            yield from _run(first, row, group, over_frame)
            first, group = row, held
            continue
        yield from _run(first, row, group, over_frame)
        first, group = row + 1, None
        block = told.words.get(key) if key is not None else None
        if block is not None:
            yield band(row, block, heights_of)
        elif key is not None:
            yield Piece(row, 1, over_frame, key)


def band(row: int, block: WordBlock, heights_of: Callable[[WordBlock], tuple[int, int]]) -> Piece:
    """Return the piece of the words at *row*."""
    head, low = heights_of(block)
    return Piece(row, 1, head, block.key, isinstance(block, HeadingBlock), low=low)


def _run(first: int, end: int, group: GroupBlock | None, over_frame: int) -> Iterator[Piece]:
    if first == end:
        return
    if group is None:
        yield Piece(first, end - first)
    else:
        yield Piece(first, end - first, over_frame, key_of(group), framed=True)


def key_of(group: GroupBlock) -> Hashable:
    """Return what names *group* for folding: its first photo."""
    return ("group", group.photos[0])
