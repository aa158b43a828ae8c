"""Fonts, columns and distances of the galley for one width of the view; what fills them is left to ``typesetter``."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics

SERIFS = [
    "Iowan Old Style", "Palatino Linotype", "Palatino", "Source Serif 4", "Source Serif Pro", "Noto Serif",
    "Charter", "Georgia", "DejaVu Serif", "serif",
]  # fmt: skip
"""The faces of the page's words, best first."""

_SAMPLE = "The ferry leaves the harbour at dawn, and nobody on the pier looks up."
# Seventy characters of running text, by which the measure is worked out.

_MEASURE = 66
# Characters in a line: what reads best, and what the page has.

_LEAST_WORDS = 120
# Logical pixels that the words get however narrow the view is.


@dataclass(frozen=True, slots=True)
class Measures:
    """Where the columns of every row stand, in logical pixels, and the fonts in which it is set.

    From left to right: picture, number, words, count of words; centred as a whole.
    """

    width: int
    left: int
    picture: QSize
    number: int
    words: int
    words_width: int
    count: int
    right: int
    caption: QFont
    heading: QFont
    small: QFont
    line: int
    line_characters: int

    def fills_rows_like(self, other: "Measures") -> bool:
        """Say whether rows are as high as in *other*, wherever the columns stand."""
        return (self.picture, self.words_width, self.caption, self.small) == (
            other.picture, other.words_width, other.caption, other.small,
        )  # fmt: skip


PAD = 15
"""Logical pixels above and below what stands in a row."""

GAP = 6
"""Logical pixels between a caption and its credit."""


def measures(width: int, base: QFont, last: int = 0) -> Measures:
    """Return the columns for a view *width* pixels wide, in the font *base*, with numbers up to *last*."""
    caption, heading, small = _font(base, 1.32), _font(base, 1.7, bold=True), QFont(base)
    caption_metrics, small_metrics = QFontMetrics(caption), QFontMetrics(small)
    character = caption_metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    edge = 12 if width < 640 else 24
    picture = 64 if width < 480 else 96 if width < 760 else 128
    number = small_metrics.horizontalAdvance(f"{max(last, 100):,}") + 26
    count = small_metrics.horizontalAdvance("000 words" if width >= 560 else "000") + 14
    room = width - 2 * edge - picture - number - count
    words_width = max(_LEAST_WORDS, min(round(character * _MEASURE), room))
    left = max((width - picture - number - words_width - count) // 2, edge)
    return Measures(
        width=width,
        left=left,
        picture=QSize(picture, picture),
        number=left + picture,
        words=left + picture + number,
        words_width=words_width,
        count=left + picture + number + words_width,
        right=left + picture + number + words_width + count,
        caption=caption,
        heading=heading,
        small=small,
        line=caption_metrics.lineSpacing(),
        line_characters=max(1, round(words_width / character)),
    )


def _font(base: QFont, factor: float, *, bold: bool = False) -> QFont:
    font = QFont(base)
    font.setFamilies(SERIFS)
    font.setStyleHint(QFont.StyleHint.Serif)
    size = base.pointSizeF()
    if size > 0:
        font.setPointSizeF(size * factor)
    else:
        font.setPixelSize(round(base.pixelSize() * factor))
    font.setBold(bold)
    return font
