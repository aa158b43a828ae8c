"""The story to come as a strip of small pictures, each with its time and the letter of its photographer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator.errors import shown
from curator.story.values import PhotoId
from curator.window.ordering.interleave.plan import Frame
from curator.window.ordering.interleave.signs import ground, paint_sign
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.wording import tool_tip

_Index = QModelIndex | QPersistentModelIndex

_FRAME = Qt.ItemDataRole.UserRole

_PICTURE = QSize(124, 84)
_PADDING = 8
# Logical pixels: of a picture, and around what a cell holds.


class Frames(QAbstractListModel):
    """The photos of the story to come, in order."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames: tuple[Frame, ...] = ()
        self._names: tuple[str, ...] = ()
        self._rows: dict[PhotoId, int] = {}
        thumbnails.ready.connect(self._repaint)

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The photos as they are shown."""
        return self._frames

    def show_frames(self, frames: tuple[Frame, ...], names: Sequence[str]) -> None:
        """Show *frames*, of strands with *names*."""
        self.beginResetModel()
        self._frames, self._names = frames, tuple(names)
        self._rows = {frame.photo.id: row for row, frame in enumerate(frames)}
        self.endResetModel()

    def _repaint(self, photo_id: PhotoId) -> None:
        row = self._rows.get(photo_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _spoken(self, frame: Frame) -> str:
        """Return what a screen reader says of *frame*."""
        name = "stays" if frame.strand is None else self._names[frame.strand] or "nobody named"
        day, clock = when(frame.taken)
        moment = " ".join(filter(None, (day, clock))) or "no date"
        return f"{frame.number}: {name}, {moment}, {shown(frame.photo.file_name)}"

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many photos there are."""
        return 0 if parent.isValid() else len(self._frames)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer the delegate and the screen reader."""
        if not index.isValid():
            return None
        frame = self._frames[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(frame.photo.file_name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(frame)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(self._spoken(frame))
        return frame if role == _FRAME else None


class _FrameDelegate(QStyledItemDelegate):
    """Paints one photo of the strip; never waits."""

    def __init__(self, thumbnails: Thumbnails, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._looks = thumbnails, looks

    # Qt's methods

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a cell."""
        return cell_size(option.fontMetrics)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the photo at *index*."""
        frame: Frame = index.data(_FRAME)
        theme = self._looks.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = option.rect.adjusted(2, 2, -2, -2)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(theme.accent) if is_selected else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selected if is_selected else theme.cell))
        painter.drawRoundedRect(cell, 5, 5)
        inner = cell.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        picture = QRect(inner.topLeft(), QSize(inner.width(), _PICTURE.height()))
        if frame.strand is None:
            painter.setOpacity(0.55)
        self._paint_picture(painter, picture, frame)
        painter.setOpacity(1)
        self._paint_time(painter, inner.adjusted(0, picture.height() + 5, 0, 0), frame)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRect, frame: Frame) -> None:
        theme = self._looks.theme
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.fitted(frame.photo, rect.size(), ratio)
        if pixmap is not None:
            place = QRect(QPoint(), pixmap.deviceIndependentSize().toSize())
            place.moveCenter(rect.center())
            painter.drawPixmap(place, pixmap)
        else:
            painter.fillRect(rect, QColor(theme.well))
            if self._thumbnails.reason(frame.photo):
                painter.setPen(QColor(theme.attention))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "Cannot be\nshown")

    def _paint_time(self, painter: QPainter, rect: QRect, frame: Frame) -> None:
        theme = self._looks.theme
        line = painter.fontMetrics().height()
        day, clock = when(frame.taken)
        left = rect.left()
        if frame.strand is not None:
            sign = QRect(left, rect.top(), line + 6, line + 2)
            paint_sign(painter, sign, frame.strand)
            left = sign.right() + 7
        first = QRect(left, rect.top(), rect.right() - left, line + 2)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        is_still = frame.strand is None
        painter.setPen(QColor(theme.muted if is_still else theme.text))
        painter.drawText(first, flags, clock or ("no time" if day else "no date"))
        second = QRect(rect.left(), first.bottom() + 1, rect.width(), line + 2)
        painter.setPen(QColor(theme.muted))
        painter.drawText(second, flags, "stays here" if is_still else day)
        number = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(second, number, str(frame.number))
        if frame.strand is not None:
            foot = QRect(rect.left(), second.bottom() + 2, rect.width(), 3)
            painter.fillRect(foot, ground(frame.strand))


class Strip(QListView):
    """The strip itself; it can be walked through by the keyboard."""

    def __init__(self, thumbnails: Thumbnails, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setAccessibleName("The story as it will stand")
        self.rows = Frames(thumbnails, self)
        self.setModel(self.rows)
        self.setItemDelegate(_FrameDelegate(thumbnails, looks, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(2000)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        height = cell_size(self.fontMetrics()).height() + 2 * self.frameWidth()
        self.setFixedHeight(height + self.horizontalScrollBar().sizeHint().height() + 8)
        looks.changed.connect(self.viewport().update)

    def show_frames(self, frames: tuple[Frame, ...], names: Sequence[str]) -> None:
        """Show *frames*; the strip stays at the photo at which it was."""
        row = max(self.currentIndex().row(), 0)
        at = self.horizontalScrollBar().value()
        self.rows.show_frames(frames, names)
        self.setCurrentIndex(self.rows.index(min(row, len(frames) - 1)))
        self.horizontalScrollBar().setValue(at)


def cell_size(metrics: QFontMetrics) -> QSize:
    """Return the size of a cell of the strip."""
    words = 2 * (metrics.height() + 3) + 12
    around = 2 * (_PADDING + 2)
    return QSize(_PICTURE.width() + around, _PICTURE.height() + words + around)


def when(taken: str) -> tuple[str, str]:
    """Return day and clock of the ISO 8601 moment *taken* as they are shown: ``14 Mar 2026``, ``07:42:10``."""
    try:
        moment = datetime.fromisoformat(taken)
    except ValueError:
        return taken[:20], ""
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return day, moment.strftime("%H:%M:%S") if "T" in taken else ""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
