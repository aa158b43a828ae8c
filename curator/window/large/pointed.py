"""A canvas that follows the mouse: a click zooms, a drag moves, Ctrl with the wheel zooms about the pointer."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from curator.window.large.canvas import Canvas

_NOTCH, _FASTER = 120, 1.25
# Eighths of a degree of one notch of a wheel, and how much larger a picture gets by it.


class PointedCanvas(Canvas):
    """Lets the person take hold of its picture.

    Signals, beside those of the canvas:
        touched(): a mouse button went down on it.
        turned(by): the wheel was turned by so many notches, forwards for the reader.
    """

    touched = Signal()
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zooms_on_click = True
        self._pressed: QPointF | None = None
        self._held: QPointF | None = None
        self._only_chose = False
        self._turn = 0

    # Qt's methods

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer with Ctrl; otherwise tell of each notch."""
        turned = event.angleDelta()
        # Qt gives a wheel turned with Alt held as one turned sideways.
        steps = turned.y() or turned.x()
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_FASTER ** (steps / _NOTCH), event.position(), is_alone=_alone(event))
            return
        self._turn += steps
        notches = int(self._turn / _NOTCH)
        if notches:
            self._turn -= notches * _NOTCH
            self.turned.emit(-notches)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._only_chose = not self.zooms_on_click
            self._pressed = None if self._only_chose else event.position()
            self._held = event.position()
        self.touched.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the pointer."""
        if self._held is None:
            return
        moved = event.position() - self._held
        far = QApplication.startDragDistance()
        if self._pressed is not None and moved.manhattanLength() < far:
            return
        self._pressed, self._held = None, event.position()
        if self._sight.is_zoomed:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(moved * self.devicePixelRatioF(), is_alone=_alone(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the picture go; a click that moved nothing goes to 100 % there, or back."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed, self._held = self._pressed, None, None
        if pressed is not None:
            self.toggle(pressed, is_alone=_alone(event))
        else:
            self.show_sight(self._sight)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do what a click does where a click alone only chooses."""
        if event.button() == Qt.MouseButton.LeftButton and self._only_chose:
            self.toggle(event.position(), is_alone=_alone(event))


def _alone(event: QMouseEvent | QWheelEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
