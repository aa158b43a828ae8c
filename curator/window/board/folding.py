"""What of a board folds, what is folded away in what, and how that is said; knows no Qt."""

from collections.abc import Hashable, Iterable

from curator.captions.text import first_line
from curator.story.values import GroupBlock, HeadingBlock, Key, PhotoId
from curator.window import wording
from curator.window.board import pieces
from curator.window.board.pieces import Structure
from curator.window.board.placing import Placing, Strip

_LAYOUTS = {"pair": "Pair", "row": "Row", "diptych": "Diptych", "grid": "Grid"}


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


def with_folded(
    placing: Placing, keys: tuple[Key, ...], rows: Iterable[int], *, sections: bool
) -> tuple[Key, ...]:
    """Return the keys of *rows* and of what is folded away in groups among them, or *sections* too."""
    whole = {each for row in rows for each in placing.rows_with(row, sections=sections)}
    return tuple(keys[row] for row in sorted(whole) if row < len(keys))


def kind_of(group: GroupBlock) -> str:
    """Return what *group* is called, for example ``Pair of 2``."""
    return f"{_LAYOUTS.get(group.layout, 'Group')} of {len(group.photos):,}"


def hidden(strip: Strip) -> str:
    """Return what is folded away under the heading of *strip*; ``""`` if nothing is."""
    told = [(strip.hides, "photo"), (strip.hides_words, "text")] if strip.piece.opens else []
    return " and ".join(wording.count(number, noun) for number, noun in told if number)


def spoken(placing: Placing, told: Structure, keys: tuple[Key, ...], row: int) -> str:
    """Return what a screen reader is to say of the fold at *row*, and of the group that begins there."""
    strip = placing.strip_of(row)
    if strip is None or strip.piece.first != row:
        return ""
    state = "folded" if strip.is_folded else "unfolded"
    if strip.piece.framed:
        group = told.groups.get(PhotoId(str(keys[row])))
        kind = kind_of(group).lower() if group is not None else "group"
        caption = first_line(group.caption) if group is not None else ""
        return f"{kind} begins, {state}{f': {caption}' if caption else ''}"
    if not strip.piece.opens:
        return state if strip.is_folded else ""
    away = hidden(strip)
    return f"{state}, {away} in it" if away else state
