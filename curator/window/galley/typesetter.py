"""Rows of the galley set in type: which part stands where, and how high a row is; colours are left to ``painting``."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from curator.captions.text import is_blank, word_count
from curator.story.values import HeadingBlock
from curator.window.galley.measures import GAP, PAD, Measures
from curator.window.galley.model import Entry
from curator.window.galley.setting import SetText

_KEPT = 96
# Rows kept set: some screens of them.


class Part(StrEnum):
    """What of a row can be edited."""

    WORDS = "words"
    CREDIT = "credit"


NO_CAPTION = "No caption yet"
NO_CREDIT = "no credit"
NO_TEXT = "No text yet"


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row in type. Places are in logical pixels, counted from the row's upper left corner.

    ``picture`` is where the picture stands as far as its shape is known; what has no words holds
    those that say so, and is ``blank``.
    """

    entry: Entry
    measures: Measures
    words: SetText
    words_place: QRect
    words_blank: bool
    word_count: int
    credit: SetText | None
    credit_place: QRect
    credit_blank: bool
    picture: QRect
    height: int

    def place(self, part: Part) -> QRect:
        """Return where the lines of *part* stand."""
        return self.words_place if part is Part.WORDS else self.credit_place

    def part_at(self, point: QPoint) -> Part | None:
        """Return which part a click at *point* is for; ``None`` left of the words."""
        if point.x() < self.measures.number:
            return None
        is_credit = self.credit is not None and point.y() >= self.credit_place.top() - GAP // 2
        return Part.CREDIT if is_credit else Part.WORDS


class Typesetter:
    """Sets rows when they come into view, and keeps the last of them."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self._rows: OrderedDict[object, SetRow] = OrderedDict()

    def row(self, entry: Entry) -> SetRow:
        """Return *entry* in type."""
        found = self._rows.get(entry.key)
        if found is None or found.measures is not self.measures or found.entry != entry:
            found = self._set(entry)
            self._rows[entry.key] = found
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        self._rows.move_to_end(entry.key)
        return found

    def guess(self, length: int, shape: tuple[int, int] | None) -> int:
        """Return about how high a row of *length* characters beside a picture of *shape* is."""
        m = self.measures
        lines = max(1, -(-length // m.line_characters))
        if shape is None:
            return 2 * PAD + lines * m.line
        foot = GAP + QFontMetrics(m.small).lineSpacing()
        return PAD + max(_picture_place(shape, m).bottom() + 1, PAD + lines * m.line + foot) + PAD

    def font(self, entry: Entry, part: Part) -> QFont:
        """Return the font in which *part* of *entry* is set."""
        if part is Part.CREDIT:
            return self.measures.small
        is_heading = isinstance(entry.block, HeadingBlock)
        return self.measures.heading if is_heading else self.measures.caption

    def _set(self, entry: Entry) -> SetRow:
        m = self.measures
        is_blank_words = is_blank(entry.words)
        nothing = NO_CAPTION if entry.photo else NO_TEXT
        font = QFont(self.font(entry, Part.WORDS))
        font.setItalic(is_blank_words)
        words = SetText(nothing if is_blank_words else entry.words, font, m.words_width)
        top = PAD + (m.line // 2 if isinstance(entry.block, HeadingBlock) else 0)
        place = QRect(m.words, top, m.words_width, words.height)
        if entry.photo is None:
            return SetRow(
                entry, m, words, place, is_blank_words, 0, None, QRect(), False, QRect(),
                place.bottom() + 1 + PAD,
            )  # fmt: skip
        is_blank_credit = is_blank(entry.credit)
        credit = SetText(NO_CREDIT if is_blank_credit else entry.credit, m.small, m.words_width)
        credit_place = QRect(m.words, place.bottom() + 1 + GAP, m.words_width, credit.height)
        picture = _picture_place((entry.photo.width, entry.photo.height), m)
        bottom = max(credit_place.bottom(), picture.bottom()) + 1
        return SetRow(
            entry, m, words, place, is_blank_words, word_count(entry.words),
            credit, credit_place, is_blank_credit, picture, bottom + PAD,
        )  # fmt: skip


def _picture_place(shape: tuple[int, int], m: Measures) -> QRect:
    """Return where the picture stands: right in its column, its upper edge level with the letters."""
    known = QSize(*shape) if all(shape) else QSize(3, 2)
    size = known.scaled(m.picture, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(8, 8))
    return QRect(QPoint(m.number - size.width(), PAD + 3), size)
