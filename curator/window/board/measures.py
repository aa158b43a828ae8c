"""How large the parts of a board are for a width and a font: cells, bands of words, heads of frames."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from curator.captions.text import first_line
from curator.story.values import HeadingBlock, QuoteBlock, WordBlock
from curator.window.board.placing import MARGIN, Cells, inner_width
from curator.window.grid.delegate import cell_size

FOLD = 26
"""Logical pixels at the left end of a band or frame that fold it."""

PADDING = 8
"""Logical pixels between the edge of a band and its words."""

_LINES = 3
# Of a text at most: the board shows where it stands, the editor what it says.

_LONGEST = 130
# Letters of a line; books have 60 to 75, a board shows much at once.

_BREAK = "\u2028"
# What Qt breaks a line at.

_WIDEST_KIND = "Diptych of 2"
# What stands before the words of nearly all bands and frames is no wider, so that words stand in one column.


@dataclass(frozen=True)
class Measures:
    """The sizes of a board that is *width* logical pixels wide, *columns* cells beside each other."""

    width: int
    columns: int
    font: QFont

    @cached_property
    def cells(self) -> Cells:
        """How large cells are, free and in a frame."""
        # Two pixels less, since Qt breaks a line of a grid that would reach the last one.
        free = cell_size((self.width - 2) // self.columns, self.font)
        framed = cell_size((inner_width(self.width) - 2) // self.columns, self.font)
        return Cells((free.width(), free.height()), (framed.width(), framed.height()))

    @cached_property
    def frame_head(self) -> int:
        """How high the line over a frame is."""
        return QFontMetrics(self.font).height() + 10

    def heights_of(self, block: WordBlock) -> tuple[int, int]:
        """Return how high the band of *block* is, unfolded and folded."""
        font, low = font_of(block, self.font), low_band(block, self.font)
        if isinstance(block, HeadingBlock):
            return low, low
        room = words_room(self.font, self.width - 2 * MARGIN - words_from(self.font) - PADDING)
        more = len(lines_of(block, font, room)) - 1
        return low + more * QFontMetrics(font).lineSpacing(), low


def low_band(block: WordBlock, font: QFont) -> int:
    """Return how high the band of *block* is with one line of words, where the rest is in *font*."""
    return QFontMetrics(font_of(block, font)).lineSpacing() + 2 * PADDING


def words_from(font: QFont) -> int:
    """Return how far from the left edge of a band in *font* its words begin, after what kind it is."""
    return FOLD + QFontMetrics(font).horizontalAdvance(_WIDEST_KIND) + 14


def words_room(font: QFont, room: int) -> int:
    """Return how wide lines of words are where there is *room*: no longer than an eye follows them."""
    return max(min(room, _LONGEST * QFontMetrics(font).averageCharWidth()), 40)


def font_of(block: WordBlock, font: QFont) -> QFont:
    """Return in what the words of *block* are set, where the rest is in *font*."""
    dressed = QFont(font)
    if isinstance(block, HeadingBlock):
        dressed.setBold(True)
        dressed.setPointSizeF(dressed.pointSizeF() * 1.25)
    elif isinstance(block, QuoteBlock):
        dressed.setItalic(True)
    return dressed


def lines_of(block: WordBlock, font: QFont, room: int, most: int = _LINES) -> list[str]:
    """Return the first lines of *block* that fit *room*; the last ends in an ellipsis if there is more."""
    words = _shown(block)
    # Three lines hold no more letters than that; shaping all of a long text would cost a frame.
    head = words[:room] + ("…" if len(words) > room else "")
    whole = _BREAK.join(line for line in head.splitlines() if line.strip())
    if not whole:
        return [""]
    layout, option = QTextLayout(whole, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = whole.encode("utf-16-le", "surrogatepass")  # as Qt counts
    found: list[str] = []
    start = end = 0
    layout.beginLayout()
    while len(found) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        found.append(_decoded(units[start:end]))
    layout.endLayout()
    if end < len(units):
        found[-1] = elided(_decoded(units[start:]).replace(_BREAK, " "), font, room)
    return [line.rstrip(f"{_BREAK} ") for line in found]


def elided(words: str, font: QFont, room: int) -> str:
    """Return *words* as far as they fit *room* on one line."""
    return QFontMetrics(font).elidedText(words[:400], Qt.TextElideMode.ElideRight, room)


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")


def _shown(block: WordBlock) -> str:
    """Return the words of *block*, with whoever says them if it is a quote."""
    by = first_line(block.by) if isinstance(block, QuoteBlock) else ""
    return f"{block.words} — {by}" if by and block.words.strip() else block.words
