"""One photo large: fitted or at 100 %, with the next and the previous at hand."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from curator.errors import PhotoError, shown
from curator.story.values import Photo
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_SCREEN = 2560
# Longer side, in pixels, of the picture for the fitted view: sharp on most screens, and quick.


class Viewer(QWidget):
    """Shows one photo as large as the place allows, or pixel by pixel.

    Signals:
        closed(): the person is done looking (Escape, Space, Enter, double click).
        stepped(by): the person asked for the next (1) or the previous (-1) photo.
    """

    closed = Signal()
    stepped = Signal(int)

    def __init__(self, thumbnails: Thumbnails, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._looks = thumbnails, looks
        self._photo: Photo | None = None
        self._picture: QPixmap | None = None
        self._is_whole = False
        self._is_full_size = False
        self._reason = ""
        self._centre = QPointF(0.5, 0.5)
        self._grabbed: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photo large")
        thumbnails.ready.connect(lambda _: self.update())

    @property
    def photo(self) -> Photo | None:
        """The photo being shown."""
        return self._photo

    @property
    def is_full_size(self) -> bool:
        """Whether one pixel of the picture fills one of the screen."""
        return self._is_full_size

    @property
    def picture_size(self) -> QSize:
        """Size in pixels of the sharp picture; empty while it is on its way."""
        return self._picture.size() if self._picture is not None else QSize()

    def show_photo(self, photo: Photo) -> None:
        """Show *photo*: the thumbnail at once, the sharp picture when it comes."""
        if self._photo is None or self._photo.file != photo.file:
            self._picture, self._is_whole, self._reason = None, False, ""
            self._centre = QPointF(0.5, 0.5)
            self._photo = photo
            self._ask(_SCREEN)
            if self._is_full_size:
                self._ask(None)
        self._photo = photo
        number = shown(photo.file_name)
        self.setAccessibleDescription(f"{number}: {photo.alt or photo.caption or 'no caption yet'}")
        self.update()

    def show_full_size(self, is_full: bool, at: QPointF | None = None) -> None:
        """Show one pixel of the picture on one of the screen, around *at* (0 to 1), or fit it."""
        self._is_full_size = is_full
        if at is not None:
            self._centre = at
        if is_full and not self._is_whole:
            self._ask(None)
        self.update()

    def _ask(self, longest: int | None) -> None:
        photo = self._photo
        if photo is None or not photo.file:
            self._reason = "the file is refused"
            return
        self._thumbnails.large(
            photo,
            longest,
            lambda image: self._arrived(photo, image, is_whole=longest is None),
            lambda error: self._failed(photo, error),
        )

    def _arrived(self, photo: Photo, image: QImage, *, is_whole: bool) -> None:
        if (
            self._photo is None
            or photo.file != self._photo.file
            or (self._is_whole and not is_whole)
        ):
            return
        self._picture = QPixmap.fromImage(image)
        whole_side = max(photo.width, photo.height)
        self._is_whole = is_whole or max(image.width(), image.height()) >= whole_side
        self.update()

    def _failed(self, photo: Photo, error: Exception) -> None:
        if self._photo is not None and photo.file == self._photo.file:
            self._reason = error.reason if isinstance(error, PhotoError) else "it cannot be shown"
            self.update()

    def _target(self, size: QSize) -> QRectF:
        """Return where a picture of *size* lies, in logical pixels."""
        place = QRectF(self.rect())
        if self._is_full_size:
            ratio = self.devicePixelRatioF()
            longest = max(self._photo.width, self._photo.height) if self._photo else 0
            grow = (longest or max(size.width(), size.height())) / max(
                size.width(), size.height(), 1
            )
            width, height = size.width() * grow / ratio, size.height() * grow / ratio
            left = _slide(place.width(), width, self._centre.x())
            top = _slide(place.height(), height, self._centre.y())
            return QRectF(left, top, width, height)
        fitted = QSize(size)
        limit = self.size()
        whole = (
            QSize(self._photo.width, self._photo.height)
            if self._photo and self._photo.width
            else size
        )
        if whole.width() > limit.width() or whole.height() > limit.height():
            fitted = size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
        else:
            fitted = whole
        target = QRectF(0, 0, fitted.width(), fitted.height())
        target.moveCenter(place.center())
        return target

    def _how(self) -> str:
        """Say how the picture is shown, as far as its sharp pixels have come."""
        if self._picture is None:
            return "cannot be shown" if self._reason else "loading…"
        if not self._is_full_size:
            return "fitted"
        whole = max(self._photo.width, self._photo.height) if self._photo else 0
        there = max(self._picture.width(), self._picture.height())
        if there >= whole:
            return "100 %"
        return (
            f"100 %, from a picture reduced to {there:,} pixels"
            if self._is_whole
            else "100 %, loading…"
        )

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sharpest picture there is, and how to go on from here."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#141517"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._photo is None:
            return
        picture = self._picture or self._thumbnails.pixmap(self._photo, 1024)
        if picture is not None:
            painter.drawPixmap(self._target(picture.size()), picture, QRectF(picture.rect()))
        painter.setPen(QColor("#f0f0f0"))
        if self._reason:
            words = f"{shown(self._photo.file_name)} cannot be shown: {self._reason}"
            plate = painter.fontMetrics().boundingRect(words).adjusted(-16, -10, 16, 10)
            plate.moveCenter(self.rect().center())
            painter.fillRect(plate, QColor(0, 0, 0, 200))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        foot = self.rect().adjusted(16, 0, -16, -10)
        line = painter.fontMetrics().height() + 10
        painter.fillRect(0, self.height() - line - 6, self.width(), line + 6, QColor(0, 0, 0, 150))
        flags = Qt.AlignmentFlag.AlignBottom
        painter.drawText(
            foot,
            flags | Qt.AlignmentFlag.AlignLeft,
            f"{shown(self._photo.file_name)} · {self._how()}",
        )
        keys = "← → photos · Z 100 % · Esc back"
        painter.drawText(foot, flags | Qt.AlignmentFlag.AlignRight, keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, closer or away."""
        keys = Qt.Key
        match event.key():
            case keys.Key_Escape | keys.Key_Space | keys.Key_Return | keys.Key_Enter:
                self.closed.emit()
            case keys.Key_Right | keys.Key_Down | keys.Key_PageDown:
                self.stepped.emit(1)
            case keys.Key_Left | keys.Key_Up | keys.Key_PageUp:
                self.stepped.emit(-1)
            case keys.Key_Z | keys.Key_1:
                self.show_full_size(not self._is_full_size)
            case keys.Key_F | keys.Key_0:
                self.show_full_size(False)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; otherwise go from photo to photo."""
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.show_full_size(steps > 0, self._part_at(event.position()))
        elif steps:
            self.stepped.emit(-1 if steps > 0 else 1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grabbed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture at 100 %."""
        if self._grabbed is None or not self._is_full_size or self._photo is None:
            return
        size = self._picture.size() if self._picture else QSize(1, 1)
        target = self._target(size)
        moved = event.position() - QPointF(self._grabbed)
        x = self._centre.x() - moved.x() / max(target.width(), 1)
        y = self._centre.y() - moved.y() / max(target.height(), 1)
        self._centre = QPointF(min(max(x, 0), 1), min(max(y, 0), 1))
        self._grabbed = event.position().toPoint()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the picture go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to 100 % where the person pointed, or back to the whole picture."""
        self.show_full_size(not self._is_full_size, self._part_at(event.position()))

    def _part_at(self, position: QPointF) -> QPointF:
        if self._picture is None:
            return QPointF(0.5, 0.5)
        target = self._target(self._picture.size())
        x = (position.x() - target.left()) / max(target.width(), 1)
        y = (position.y() - target.top()) / max(target.height(), 1)
        return QPointF(min(max(x, 0), 1), min(max(y, 0), 1))


def _slide(room: float, length: float, centre: float) -> float:
    """Return where something of *length* begins so that its *centre* (0 to 1) lies mid-room."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - centre * length))
