"""Which key means what where photos are large; doing it is left to the widget that has the keyboard."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from curator.window.large.canvas import Canvas

_FASTER = 1.25
# How much larger a picture gets by one press.

_STRIDE = 0.15
# Part of its place by which a picture is moved by one press.

_PANS: dict[int, QPointF] = {
    Qt.Key.Key_Left: QPointF(1, 0),
    Qt.Key.Key_Right: QPointF(-1, 0),
    Qt.Key.Key_Up: QPointF(0, 1),
    Qt.Key.Key_Down: QPointF(0, -1),
}
# Where the picture goes so that the look goes where the arrow points.

_MARKS: dict[int, str] = {Qt.Key.Key_P: "pick", Qt.Key.Key_X: "reject", Qt.Key.Key_U: ""}


def is_command(event: QKeyEvent) -> bool:
    """Say whether Ctrl, Alt or Meta is held: then the key belongs to a menu."""
    held = Qt.KeyboardModifier
    return bool(event.modifiers() & (held.ControlModifier | held.AltModifier | held.MetaModifier))


def rating_of(event: QKeyEvent) -> int | None:
    """Return how many stars the key gives, ``None`` if it gives none of 0 to 5."""
    stars = event.key() - Qt.Key.Key_0
    return stars if 0 <= stars <= 5 and not event.isAutoRepeat() else None


def mark_of(event: QKeyEvent) -> str | None:
    """Return the mark that the key gives, ``""`` for no mark any more, ``None`` if it is no such key."""
    return None if event.isAutoRepeat() else _MARKS.get(event.key())


def zoom(event: QKeyEvent, canvas: Canvas) -> bool:
    """Zoom or move the picture on *canvas* if the key says so; return whether it did."""
    has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    by = _PANS.get(event.key()) if has_shift else None
    if by is not None:
        room = canvas.room
        canvas.pan(QPointF(by.x() * room.width() * _STRIDE, by.y() * room.height() * _STRIDE))
        return True
    match event.key():
        case Qt.Key.Key_Z:
            if not event.isAutoRepeat():
                canvas.toggle()
        case Qt.Key.Key_F:
            canvas.fit()
        case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
            canvas.zoom_by(_FASTER)
        case Qt.Key.Key_Minus | Qt.Key.Key_Underscore:
            canvas.zoom_by(1 / _FASTER)
        case _:
            return False
    return True
