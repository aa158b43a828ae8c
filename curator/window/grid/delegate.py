"""Painting one cell of the grid: picture, number, first line of the caption, credit, badge."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.captions.text import first_line, is_blank
from curator.check import Level
from curator.errors import shown
from curator.story.values import HeadingBlock, Photo, WordBlock
from curator.window import wording
from curator.window.covers import paint_covers
from curator.window.grid.model import Role
from curator.window.theme import Looks, Theme
from curator.window.thumbnails import Thumbnails

MARGIN = 6
"""Logical pixels around a cell."""

MARKS = {"pick": ("✓", "#1f7a44"), "reject": ("✕", "#a3352b")}
"""Sign and ground of the badge of a mark; white on either has a contrast of more than 5."""

_PADDING = 10
_NAME_FITS = 150
# Logical pixels of a cell's foot below which the credit alone stands in it.
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a cell lie."""

    cell: QRect
    picture: QRect
    caption: QRect
    foot: QRect


def cell_size(width: int, font: QFont) -> QSize:
    """Return the size of a cell of *width* logical pixels, margin included, for texts in *font*."""
    line = QFontMetrics(font).height()
    inner = width - 2 * (MARGIN + _PADDING)
    return QSize(width, round(inner * 0.75) + 2 * line + 2 * MARGIN + 3 * _PADDING + 4)


class CellDelegate(QStyledItemDelegate):
    """Paints cells from what the model and the thumbnails already have; never waits.

    Each tells its place in the story, or that it is set aside; not so where *tells_place* is false.
    """

    def __init__(
        self,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QObject | None = None,
        *,
        tells_place: bool = True,
    ) -> None:
        super().__init__(parent)
        self._thumbnails, self._looks, self._tells_place = thumbnails, looks, tells_place

    # Qt's methods

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell of the row at *index*."""
        theme = self._looks.theme
        parts = _parts(option.rect, option.fontMetrics)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, parts, option, theme)
        photo = index.data(Role.PHOTO)
        if photo is not None:
            self._paint_photo(painter, parts, photo, index)
        else:
            _paint_block(painter, parts, index.data(Role.BLOCK), theme)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a cell of the view that asks."""
        view = option.widget
        size = view.gridSize() if isinstance(view, QListView) else QSize()
        return size if size.isValid() else QSize(160, 160)

    # Parts

    def _paint_ground(
        self, painter: QPainter, parts: _Parts, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(theme.selected if is_selected else theme.cell))
        if is_selected or has_focus:
            style = Qt.PenStyle.SolidLine if is_selected else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(theme.accent), 2.5 if has_focus else 1.5, style))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(parts.cell, 6, 6)

    def _paint_photo(self, painter: QPainter, parts: _Parts, photo: Photo, index: _Index) -> None:
        theme = self._looks.theme
        if photo.mark == "reject":
            painter.setOpacity(0.4)
        self._paint_picture(painter, parts.picture, photo)
        number = index.data(Role.NUMBER)
        if number is None and self._tells_place:
            painter.setOpacity(0.75)
        caption = first_line(photo.caption)
        if caption:
            _line(painter, parts.caption, caption, theme.text)
        else:
            _line(painter, parts.caption, "No caption yet", theme.attention, is_italic=True)
        self._paint_foot(painter, parts.foot, photo, index.data(Role.CREDIT))
        painter.setOpacity(1)
        if self._tells_place:
            place = "set aside" if number is None else str(number)
            if number is not None and (layout := index.data(Role.LAYOUT)):
                place = f"{place} · {layout}"
            corner = parts.cell.topLeft() + QPoint(8, 8)
            _badge(painter, corner, place, "#000000", "#ffffff", opacity=0.72)
        self._paint_verdict(painter, parts.picture, photo)
        self._paint_problems(painter, parts.cell, index.data(Role.PROBLEMS_SO_FAR))

    def _paint_verdict(self, painter: QPainter, picture: QRect, photo: Photo) -> None:
        """Paint pick or reject and the stars over the foot of the picture."""
        place = QPoint(picture.left(), picture.bottom() - painter.fontMetrics().height() - 3)
        if photo.mark in MARKS:
            sign, ground = MARKS[photo.mark]
            _badge(painter, place, sign, ground, "#ffffff")
            place += QPoint(_badge_width(painter, sign) + 4, 0)
        if photo.rating:
            _badge(painter, place, "★" * photo.rating, "#000000", "#ffd479", opacity=0.72)

    def _paint_problems(self, painter: QPainter, cell: QRect, problems: list) -> None:  # type: ignore[type-arg]
        counted = [problem for problem in problems if problem.level is not Level.HINT]
        if not counted:
            return
        words = f"! {len(counted)}"
        theme = self._looks.theme
        width = _badge_width(painter, words)
        _badge(
            painter,
            QPoint(cell.right() - 8 - width, cell.top() + 8),
            words,
            theme.badge,
            theme.badge_text,
        )

    def _paint_foot(self, painter: QPainter, rect: QRect, photo: Photo, credit: str) -> None:
        theme = self._looks.theme
        font = painter.font()
        font.setPointSizeF(max(font.pointSizeF() * 0.88, 7.0))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        has_credit = not is_blank(credit)
        words, ink = (credit, theme.muted) if has_credit else ("no credit", theme.attention)
        if rect.width() < _NAME_FITS:
            _line(painter, rect, words, ink)
            return
        name = metrics.elidedText(
            shown(photo.file_name), Qt.TextElideMode.ElideMiddle, rect.width() // 2
        )
        right = metrics.horizontalAdvance(name)
        _line(painter, rect.adjusted(0, 0, -right - 10, 0), words, ink)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_picture(self, painter: QPainter, rect: QRect, photo: Photo) -> None:
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.fitted(photo, rect.size(), ratio)
        if pixmap is not None:
            place = _fitted(rect, pixmap.deviceIndependentSize().toSize())
            painter.drawPixmap(place, pixmap)
            if photo.hidden:
                paint_covers(painter, QRectF(place), photo.hidden)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._looks.theme.line))  # a white picture on white has an edge
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            return
        reason = self._thumbnails.reason(photo)
        theme = self._looks.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.well))
        size = QSize(photo.width, photo.height) if photo.width and photo.height else QSize(4, 3)
        painter.drawRect(rect if reason else _fitted(rect, size))
        if reason:
            painter.setPen(QColor(theme.attention))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(8, 8, -8, -8), flags, f"Cannot be shown:\n{reason}")


def _parts(rect: QRect, metrics: QFontMetrics) -> _Parts:
    cell = rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    inner = cell.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
    line = metrics.height()
    foot = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line)
    caption = QRect(inner.left(), foot.top() - line - 4, inner.width(), line)
    picture = QRect(
        inner.left(), inner.top(), inner.width(), caption.top() - inner.top() - _PADDING
    )
    return _Parts(cell, picture, caption, foot)


def _fitted(rect: QRect, size: QSize) -> QRect:
    """Return where a picture of *size* lies when it fills *rect* as far as its shape allows."""
    fitted = QRect(QPoint(), size.scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio))
    fitted.moveCenter(rect.center())
    return fitted


def _line(
    painter: QPainter, rect: QRect, text: str, colour: str, *, is_italic: bool = False
) -> None:
    font = painter.font()
    font.setItalic(is_italic)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    # Only the head of a line can show; eliding 5,000 letters would cost a frame.
    elided = painter.fontMetrics().elidedText(text[:300], Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
    font.setItalic(False)
    painter.setFont(font)


def _badge_width(painter: QPainter, words: str) -> int:
    return painter.fontMetrics().horizontalAdvance(words) + 14


def _badge(
    painter: QPainter, corner: QPoint, words: str, ground: str, ink: str, *, opacity: float = 1.0
) -> None:
    rect = QRect(corner, QSize(_badge_width(painter, words), painter.fontMetrics().height() + 4))
    colour = QColor(ground)
    colour.setAlphaF(opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, 5, 5)
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


def _paint_block(painter: QPainter, parts: _Parts, block: WordBlock | None, theme: Theme) -> None:
    """Paint a text or a heading as a card of its words."""
    rect = parts.picture.united(parts.foot)
    is_heading = isinstance(block, HeadingBlock)
    words = block.words if block else ""
    painter.setPen(QColor(theme.muted))
    painter.drawText(
        rect,
        Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
        wording.block_kind(block) if block else "",
    )
    font = painter.font()
    font.setBold(is_heading)
    if is_heading:
        font.setPointSizeF(font.pointSizeF() * 1.3)
    painter.setFont(font)
    painter.setPen(QColor(theme.text if words else theme.attention))
    top = painter.fontMetrics().height() + 8
    flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    painter.drawText(rect.adjusted(0, top, 0, 0), flags, words[:600] or "No text yet")
