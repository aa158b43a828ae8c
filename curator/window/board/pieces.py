"""The rows of a view as pieces of a board: runs of photos, bands of words, frames of groups; knows no Qt."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

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
    """What the sequence says of its rows: blocks of words by key, the group and the layout of photos."""

    words: dict[BlockKey, WordBlock]
    groups: dict[PhotoId, GroupBlock]
    layouts: dict[PhotoId, str]


def structure(sequence: Blocks) -> Structure:
    """Return what *sequence* says of its rows."""
    found = Structure({}, {}, {})
    for block in sequence:
        if isinstance(block, PhotoBlock):
            if block.layout:
                found.layouts[block.photo] = block.layout
        elif isinstance(block, GroupBlock):
            found.groups.update(dict.fromkeys(block.photos, block))
        elif isinstance(block, WordBlock):
            found.words[block.key] = block
    return found


def pieces(
    keys: Sequence[Key], told: Structure, height_of: Callable[[WordBlock], int], over_frame: int
) -> Iterator[Piece]:
    """Yield the pieces of the rows of *keys*; *over_frame* is the height of the line over a frame."""
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
        if key is not None:
            height = height_of(block) if block is not None else over_frame
            yield Piece(row, 1, height, key, isinstance(block, HeadingBlock))


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
