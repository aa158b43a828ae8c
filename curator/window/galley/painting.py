"""Painting a row of the galley that was set in type; what it says and where is left to ``typesetter``."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from curator.story.values import Photo
from curator.window import wording
from curator.window.covers import paint_covers
from curator.window.galley.setting import underline
from curator.window.galley.typesetter import Part, SetRow
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.wording import count


@dataclass(frozen=True, slots=True)
class State:
    """How a row stands at the moment.

    ``edited`` is the part that a field covers.
    """

    is_current: bool = False
    has_focus: bool = False
    edited: Part | None = None


class RowPainter:
    """Paints rows from what the thumbnails already have; never waits."""

    def __init__(self, thumbnails: Thumbnails, looks: Looks) -> None:
        self._thumbnails, self._looks = thumbnails, looks

    def paint(self, painter: QPainter, row: SetRow, rect: QRect, state: State, mark: int) -> None:
        """Paint *row* into *rect*, the first *mark* UTF-16 units of its caption marked as repeated."""
        theme, top = self._looks.theme, rect.top()
        painter.save()
        if state.is_current:
            self._paint_ground(painter, row, rect, state)
        if row.entry.photo is not None:
            self._paint_picture(painter, row.picture.translated(0, top), row.entry.photo)
        self._paint_margins(painter, row, top)
        visible = QRectF(painter.viewport()) if rect.height() > 2000 else QRectF(rect)
        if state.edited is not Part.WORDS:
            place = row.words_place.translated(0, top)
            painter.setPen(QColor(theme.attention if row.words_blank else theme.text))
            row.words.draw(painter, place.left(), place.top(), visible)
            if mark and not row.words_blank:
                spans = [s.translated(place.topLeft()) for s in row.words.spans(0, mark)]
                underline(painter, spans, theme.attention)
        if state.edited is not Part.CREDIT and row.credit is not None:
            place = row.credit_place.translated(0, top)
            painter.setPen(QColor(theme.attention if row.credit_blank else theme.muted))
            row.credit.draw(painter, place.left(), place.top(), visible)
        painter.restore()

    def _paint_ground(self, painter: QPainter, row: SetRow, rect: QRect, state: State) -> None:
        theme, m = self._looks.theme, row.measures
        ground = rect.adjusted(m.left - rect.left() - 10, 2, 0, -2)
        ground.setRight(min(m.right + 10, rect.right() - 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover if state.edited is None else theme.panel))
        painter.drawRoundedRect(ground, 6, 6)
        painter.setBrush(QColor(theme.accent if state.has_focus else theme.line))
        painter.drawRoundedRect(QRect(ground.left(), ground.top(), 3, ground.height()), 1.5, 1.5)

    def _paint_margins(self, painter: QPainter, row: SetRow, top: int) -> None:
        """Paint what stands beside the first line: number or kind, and how many words."""
        theme, m, entry = self._looks.theme, row.measures, row.entry
        metrics = QFontMetrics(m.small)
        baseline = top + row.words_place.top() + row.words.first_baseline
        painter.setPen(QColor(theme.muted))
        painter.setFont(m.small)
        if entry.photo is not None:
            number = f"{entry.number:,}"
            right = m.words - 10
        else:
            number = wording.block_kind(entry.block) if entry.block else ""
            right = m.number
        painter.drawText(QPoint(right - metrics.horizontalAdvance(number), baseline), number)
        if entry.photo is not None and not row.words_blank:
            fits = metrics.horizontalAdvance("000 words") < m.right - m.count
            counted = count(row.word_count, "word") if fits else f"{row.word_count:,}"
            painter.drawText(
                QPoint(m.right - metrics.horizontalAdvance(counted), baseline), counted
            )

    def _paint_picture(self, painter: QPainter, rect: QRect, photo: Photo) -> None:
        theme = self._looks.theme
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.fitted(photo, rect.size(), ratio)
        if pixmap is not None:
            size = pixmap.deviceIndependentSize().toSize()
            place = QRect(QPoint(rect.right() + 1 - size.width(), rect.top()), size)
            painter.drawPixmap(place, pixmap)
            paint_covers(painter, QRectF(place), photo.hidden)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.line))  # a white picture on white has an edge
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover))
        painter.drawRect(rect)
        if self._thumbnails.reason(photo):
            painter.setPen(QColor(theme.attention))
            font = QFont(painter.font())
            font.setPointSizeF(max(font.pointSizeF() * 0.85, 6.5))
            painter.setFont(font)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(4, 4, -4, -4), flags, "Cannot be shown")
