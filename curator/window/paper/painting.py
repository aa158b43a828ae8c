"""A page drawn: words, the line at its head, and frames whose picture cannot be shown.

Painters count in dots (``typesetting``); pictures themselves are put in place by whoever has them.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from curator.window.paper.layout import HEADER_SIZE, Frame, Page
from curator.window.paper.sheets import Heading, Sheet
from curator.window.paper.typesetting import DOTS, INK, QUIET_INK, Typesetter, letters

_HAIR = 0.1
# The width of a fine line, in millimetres.

_LINE_INK, _WELL = "#b4b4b4", "#f1f1f0"
# The grey of lines, and of a frame without its picture.

_REASON_SIZE = 6.5
# Points of the reason why there is no picture.


@dataclass(frozen=True, slots=True)
class Head:
    """What the heads of pages say: the title of the story, and the day on which it is printed."""

    title: str
    date: str


def paint_words(
    painter: QPainter,
    page: Page,
    sheet: Sheet,
    head: Head,
    number: int,
    total: int,
    setter: Typesetter,
) -> None:
    """Draw all words of *page*, the *number*-th of *total*; 0 in all where nobody has counted yet."""
    if sheet.header:
        _paint_head(painter, sheet, head, number, total)
    for lines in page.lines:
        setter.draw(painter, lines)


def _paint_head(painter: QPainter, sheet: Sheet, head: Head, number: int, total: int) -> None:
    left, top, width, _ = (length * DOTS for length in sheet.inside)
    of = f" of {total:,}" if total else ""
    told = {Heading.DATE: head.date, Heading.PAGES: f"Page {number:,}{of}"}
    right = "   ".join(words for part, words in told.items() if part in sheet.header)
    font = letters(HEADER_SIZE)
    metrics = QFontMetricsF(font)
    space = metrics.horizontalAdvance(right)
    line = QRectF(left, top, width, metrics.height())
    painter.setFont(font)
    painter.setPen(QColor(QUIET_INK))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
    if Heading.TITLE in sheet.header:
        room = width - space - (6 * DOTS if right else 0.0)
        title = metrics.elidedText(head.title, Qt.TextElideMode.ElideRight, max(room, 0.0))
        painter.setPen(QColor(INK))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
    painter.setPen(QPen(QColor(_LINE_INK), _HAIR * DOTS))
    below = line.bottom() + 0.8 * DOTS
    painter.drawLine(QPointF(left, below), QPointF(left + width, below))


def paint_missing(painter: QPainter, frame: Frame, reason: str) -> None:
    """Draw *frame* without its picture, with the *reason* in it as far as there is room."""
    place = place_of(frame)
    painter.save()
    painter.fillRect(place, QColor(_WELL))
    painter.setPen(QPen(QColor(_LINE_INK), _HAIR * DOTS))
    painter.drawRect(place)
    painter.setClipRect(place)
    inside = place.adjusted(DOTS, DOTS, -DOTS, -DOTS)
    painter.setFont(letters(_REASON_SIZE))
    painter.setPen(QColor(QUIET_INK))
    painter.drawText(
        inside, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), reason
    )
    painter.restore()


def paint_edge(painter: QPainter, place: QRectF) -> None:
    """Draw the fine line around a picture where *place* is, so that a white sky ends somewhere."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(_LINE_INK), _HAIR * DOTS))
    painter.drawRect(place)


def place_of(frame: Frame) -> QRectF:
    """Return where *frame* stands, in dots."""
    return QRectF(frame.x * DOTS, frame.y * DOTS, frame.width * DOTS, frame.height * DOTS)


def picture_place(frame: Frame, size: QSize) -> QRectF:
    """Return where a picture of *size* pixels stands within *frame*, in dots: whole, in the middle."""
    place = place_of(frame)
    fitted = QSize(size).toSizeF().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    inside = QRectF(QPointF(0, 0), fitted)
    inside.moveCenter(place.center())
    return inside


def paper_dots(sheet: Sheet) -> QRectF:
    """Return the whole paper of *sheet* in dots."""
    width, height = sheet.size
    return QRectF(0, 0, width * DOTS, height * DOTS)
