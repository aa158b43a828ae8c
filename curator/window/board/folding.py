"""What of a board folds, and what is folded away in what; knows no Qt."""

from collections.abc import Hashable

from curator.story.values import HeadingBlock
from curator.window.board import pieces
from curator.window.board.pieces import Structure
from curator.window.board.placing import Placing, Strip


def key_of(placing: Placing, row: int) -> Hashable | None:
    """Return what folds at *row*: its own band or frame, else the section that it is in."""
    strip = placing.strip_of(row)
    if strip is not None and strip.piece.key is not None:
        return strip.piece.key
    above = [s for s in placing.strips if s.piece.opens and s.piece.first <= row]
    return above[-1].piece.key if above else None


def holder(placing: Placing, row: int) -> Strip | None:
    """Return the strip that has *row*, or that it is folded away in."""
    above = [strip for strip in placing.strips if strip.piece.first <= row]
    return above[-1] if above else None


def everything(told: Structure) -> frozenset[Hashable]:
    """Return every section and group of a story, for folding all of them."""
    headings = {key for key, block in told.words.items() if isinstance(block, HeadingBlock)}
    groups = {pieces.key_of(group) for group in told.groups.values()}
    return frozenset({*headings, *groups})
