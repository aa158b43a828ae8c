"""Painting the bands and frames of a board."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from curator.captions.text import first_line
from curator.story.values import GroupBlock, HeadingBlock, WordBlock
from curator.window import wording
from curator.window.board.folding import hidden, kind_of
from curator.window.board.measures import (
    FOLD,
    PADDING,
    elided,
    font_of,
    lines_of,
    words_from,
    words_room,
)
from curator.window.board.placing import Strip
from curator.window.theme import Theme

_ROUND = 6
# Logical pixels of the corners of a band and a frame, as those of a cell.


def paint_ground(
    painter: QPainter, rect: QRect, theme: Theme, *, is_chosen: bool, has_focus: bool
) -> None:
    """Paint what a band or a folded frame stands on, as a cell shows that it is selected or current."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.selected if is_chosen else theme.cell))
    painter.setPen(Qt.PenStyle.NoPen)
    if is_chosen or has_focus:
        style = Qt.PenStyle.SolidLine if is_chosen else Qt.PenStyle.DotLine
        painter.setPen(QPen(QColor(theme.accent), 2.5 if has_focus else 1.5, style))
    painter.drawRoundedRect(rect.adjusted(0, 3, 0, -3), _ROUND, _ROUND)


def paint_band(
    painter: QPainter, rect: QRect, block: WordBlock, theme: Theme, strip: Strip | None
) -> None:
    """Paint the words of *block* into *rect*, as *strip* tells; their ground is painted already."""
    painter.save()
    is_folded = strip is not None and strip.is_folded
    is_one_line = isinstance(block, HeadingBlock) or is_folded
    font, plain = font_of(block, painter.font()), painter.font()
    metrics = QFontMetrics(font)
    base = rect.top() + PADDING + metrics.ascent()
    if is_one_line:
        _paint_fold(painter, rect.left(), base - metrics.xHeight() / 2, theme, is_folded)
    painter.setPen(QColor(theme.muted))
    painter.drawText(QPoint(rect.left() + FOLD, base), wording.block_kind(block))
    left, right = rect.left() + words_from(plain), rect.right() - PADDING
    more = hidden(strip) if strip is not None else ""
    if more:
        more = f"{more} folded away"
        right -= painter.fontMetrics().horizontalAdvance(more)
        painter.drawText(QPoint(right, base), more)
        right -= 12
    room = max(right - left, 40) if is_one_line else words_room(plain, right - left)
    lines = lines_of(block, font, room, 1 if is_one_line else 3)
    painter.setPen(QColor(theme.text if lines[0] else theme.attention))
    if not lines[0]:
        lines = ["No words yet"]
        font.setItalic(True)
    painter.setFont(font)
    for number, line in enumerate(lines):
        top = base - metrics.ascent() + number * metrics.lineSpacing()
        place = QRect(left, top, right - left, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line)
    painter.restore()


def paint_card(painter: QPainter, rect: QRect, block: WordBlock, theme: Theme) -> None:
    """Paint the beginning of *block* alone, for a picture of it that is dragged."""
    font = font_of(block, painter.font())
    inner = rect.adjusted(2 * PADDING, 0, -2 * PADDING, 0)
    words = lines_of(block, font, inner.width(), 1)[0] or wording.block_kind(block)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def paint_frame(painter: QPainter, rect: QRect, theme: Theme, *, is_chosen: bool) -> None:
    """Paint the frame of a group round *rect*; it *is_chosen* if all its photos are."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.panel))
    painter.setPen(QPen(QColor(theme.accent if is_chosen else theme.line), 1.5))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
    painter.restore()


def paint_head(
    painter: QPainter, head: QRect, group: GroupBlock | None, theme: Theme, *, is_folded: bool
) -> None:
    """Paint the line *head* over the frame of *group*: what it is, and its caption."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font, metrics = painter.font(), painter.fontMetrics()
    base = head.top() + (head.height() + metrics.ascent() - metrics.descent()) // 2
    _paint_fold(painter, head.left(), base - metrics.xHeight() / 2, theme, is_folded)
    kind = kind_of(group) if group is not None else "Group"
    painter.setPen(QColor(theme.muted))
    painter.drawText(QPoint(head.left() + FOLD, base), kind)
    left = max(words_from(font), FOLD + metrics.horizontalAdvance(kind) + 14) + head.left()
    caption = first_line(group.caption) if group is not None else ""
    painter.setPen(QColor(theme.text))
    place = QRect(left, head.top(), head.right() - PADDING - left, head.height())
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, middle, elided(caption, font, place.width()))
    painter.restore()


def _paint_fold(
    painter: QPainter, left: float, middle: float, theme: Theme, is_folded: bool
) -> None:
    """Paint the sign that folds at the left end of a band or head, as high as its letters."""
    at = QPointF(left + FOLD / 2, middle)
    corners = [(-2.5, -5), (4, 0), (-2.5, 5)] if is_folded else [(-5, -3), (5, -3), (0, 4)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.muted))
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
