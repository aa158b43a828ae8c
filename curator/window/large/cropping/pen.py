"""The mouse and the keys that choose what phones show of a large photo; the arithmetic is left to ``frame``."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from curator.window.large.canvas import Canvas
from curator.window.large.cropping.frame import Frame
from curator.window.large.hiding.drawing import Drawing
from curator.window.large.hiding.pen import AreaPen

HINTS = "Drag · 4 for 4:5 · 3 for 3:4 · 1 square · 0 any shape"
MORE_HINTS = "Arrows move · Shift+arrows size · Del shows all · Esc done"

_SHAPES = {Qt.Key.Key_4: 4 / 5, Qt.Key.Key_3: 3 / 4, Qt.Key.Key_1: 1.0, Qt.Key.Key_0: 0.0}
# Width to height: what feeds and phones held upright show without bars.


class CropPen(AreaPen):
    """Chooses one part of the picture on *canvas*, the rest of which it darkens."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._drawing = Frame()

    def _begun(self, drawing: Drawing) -> Drawing:
        return drawing.turned(1)

    def _doing(self, key: Qt.Key) -> Callable[[Drawing], Drawing] | None:
        if key in _SHAPES:
            return lambda drawing: self._of_shape(drawing, _SHAPES[key])
        return super()._doing(key) if key not in (Qt.Key.Key_R, Qt.Key.Key_E) else None

    def _of_shape(self, drawing: Drawing, shape: float) -> Drawing:
        assert isinstance(drawing, Frame)
        return drawing.of_ratio(shape / self._canvas.picture_ratio)

    def _show(self) -> None:
        areas = self._drawing.areas
        self._canvas.show_crop(areas[0] if areas else None, is_held=self._is_on)
