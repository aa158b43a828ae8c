"""The picture over the fields: the selected photo, and how many more are meant."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.story.values import Photo
from curator.window.covers import paint_covers
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails


class Preview(QWidget):
    """Shows one photo as large as its place allows.

    Signals:
        opened(): the picture was double-clicked.
    """

    opened = Signal()

    def __init__(self, thumbnails: Thumbnails, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._looks = thumbnails, looks
        self._photo: Photo | None = None
        self._more = 0
        self.setAccessibleName("Preview")
        self.setMinimumHeight(220)
        self.setMaximumHeight(420)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        thumbnails.ready.connect(self._repaint)
        looks.changed.connect(self.update)

    def show_photo(self, photo: Photo | None, more: int) -> None:
        """Show *photo*, the first of *more* others that are selected as well."""
        self._photo, self._more = photo, more
        self.update()

    def _repaint(self, photo_id: str) -> None:
        if self._photo is not None and self._photo.id == photo_id:
            self.update()

    # Qt's methods

    def sizeHint(self) -> QSize:
        """Ask for the shape of a landscape picture."""
        return QSize(380, 300)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the photo large."""
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture on its ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = self._looks.theme
        painter.fillRect(self.rect(), QColor(theme.well))
        if self._photo is None:
            return
        longest = round(max(self.width(), self.height()) * self.devicePixelRatioF())
        pixmap = self._thumbnails.pixmap(self._photo, longest)
        if pixmap is not None:
            size = pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            rect = QRect(0, 0, size.width(), size.height())
            rect.moveCenter(self.rect().center())
            painter.drawPixmap(rect, pixmap)
            paint_covers(painter, QRectF(rect), self._photo.hidden)
        elif reason := self._thumbnails.reason(self._photo):
            painter.setPen(QColor(theme.attention))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                self.rect().adjusted(16, 16, -16, -16), flags, f"Cannot be shown: {reason}"
            )
        if self._more:
            words = f"and {self._more} more"
            rect = QRect(self.width() - 120, self.height() - 30, 112, 22)
            painter.fillRect(rect, QColor(0, 0, 0, 190))
            painter.setPen(QColor("white"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
