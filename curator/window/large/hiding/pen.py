"""The mouse and the keys that mark areas on a large photo; the arithmetic is left to ``drawing``."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from curator.story.values import ELLIPSE, RECTANGLE, Area
from curator.window.covers import GRIP
from curator.window.large import sights
from curator.window.large.canvas import Canvas
from curator.window.large.hiding.drawing import Drawing

HINTS = "Drag to hide · R rectangle · E ellipse · Enter adds · Tab next"
MORE_HINTS = "Arrows move · Shift+arrows size · Del uncovers · H or Esc done"

_STEP, _FINE = 0.01, 0.002
# Shares of the picture by which a key moves an area, and with Ctrl held.

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class AreaPen(QObject):
    """Marks areas on the picture of *canvas* while it is on; the wheel still zooms.

    Signals:
        drawn(areas, burst): the person marked something; steps of equal burst are one.
    """

    drawn = Signal(object, object)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._drawing: Drawing = Drawing()
        self._is_on = False
        self._pressed: QPointF | None = None
        self._turn = 0

    @property
    def is_on(self) -> bool:
        """Whether the mouse marks areas, rather than to move the picture."""
        return self._is_on

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas as they are drawn."""
        return self._drawing.areas

    @property
    def chosen(self) -> Area | None:
        """The area that keys move."""
        return self._drawing.current

    def switch(self, is_on: bool) -> None:
        """Begin to mark areas, or end it."""
        if is_on is self._is_on:
            return
        self._is_on, self._pressed = is_on, None
        if is_on:
            self._canvas.installEventFilter(self)
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._drawing = self._begun(self._drawing)
        else:
            self._canvas.removeEventFilter(self)
            self._drawing = self._drawing.rested()
            self._canvas.show_sight(self._canvas.sight)  # with its own cursor
        self._show()

    def show_areas(self, areas: tuple[Area, ...]) -> None:
        """Show *areas* as the story has them, unless the mouse is drawing just now."""
        if self._pressed is None:
            self._drawing = self._drawing.showing(areas)
            self._show()

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means while areas are marked; return whether it means something."""
        if not self._is_on:
            return False
        drawing, burst = self._drawing, ("move", self._turn)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None and drawing.current is not None:
            step = _FINE if fine else _STEP
            across, down = arrow[0] * step, arrow[1] * step
            after = drawing.grown(across, down) if shift else drawing.moved(across, down)
            self._take(after, burst)
            return True
        do = self._doing(Qt.Key(event.key()))
        if do is None or fine:
            return False
        self._turn += 1
        self._take(do(drawing), ("key", self._turn))
        return True

    def _begun(self, drawing: Drawing) -> Drawing:
        """Return *drawing* as it is when marking begins."""
        return drawing

    def _doing(self, key: Qt.Key) -> Callable[[Drawing], Drawing] | None:
        """Return what *key* does to the drawing, ``None`` if nothing."""
        match key:
            case Qt.Key.Key_R:
                return lambda drawing: drawing.shaped(RECTANGLE)
            case Qt.Key.Key_E:
                return lambda drawing: drawing.shaped(ELLIPSE)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return Drawing.added
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                return Drawing.without_chosen
            case Qt.Key.Key_Tab:
                return lambda drawing: drawing.turned(1)
            case Qt.Key.Key_Backtab:
                return lambda drawing: drawing.turned(-1)
        return None

    def _take(self, after: Drawing, burst: object) -> None:
        """Show *after*, and tell if other areas are hidden by it."""
        is_other = after.areas != self._drawing.areas
        self._drawing = after
        self._show()
        if is_other:
            self.drawn.emit(after.areas, burst)

    def _show(self) -> None:
        chosen = self._drawing.chosen if self._is_on else None
        self._canvas.show_covers(self._drawing.areas, chosen)

    def _share(self, point: QPointF) -> QPointF:
        ratio = self._canvas.devicePixelRatioF()
        return sights.part_at(point * ratio, self._canvas.target)

    def _press(self, event: QMouseEvent) -> None:
        target, ratio = self._canvas.target, self._canvas.devicePixelRatioF()
        if event.button() != Qt.MouseButton.LeftButton or target.isEmpty():
            return
        self._pressed, at = event.position(), self._share(event.position())
        reach = GRIP * ratio / target.width(), GRIP * ratio / target.height()
        self._drawing = self._drawing.pressed(at.x(), at.y(), reach)
        self._show()

    def _move(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position() - self._pressed).manhattanLength()
        grip = self._drawing.grip
        if grip is not None and grip.is_new and far < QApplication.startDragDistance():
            return
        at = self._share(event.position())
        self._drawing = self._drawing.dragged(at.x(), at.y())
        self._show()

    def _release(self) -> None:
        if self._pressed is None:
            return
        self._pressed = None
        self._turn += 1
        self._drawing = self._drawing.released()
        self._show()
        self.drawn.emit(self._drawing.areas, ("mouse", self._turn))

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse's buttons and moves; leave the wheel and everything else to the canvas."""
        if isinstance(event, QMouseEvent):
            match event.type():
                case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                    self._press(event)
                case QEvent.Type.MouseMove:
                    self._move(event)
                case QEvent.Type.MouseButtonRelease:
                    self._release()
                case _:
                    return False
            return True
        return super().eventFilter(watched, event)
