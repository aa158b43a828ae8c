"""One picture on its ground: fitted, zoomed about a point, moved.

It is given the pixels to paint: which, is left to ``photo_canvas``; what the mouse does, to ``pointed``.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from curator.story.values import Area
from curator.window.covers import paint_covers, paint_crop
from curator.window.large import sights
from curator.window.large.sights import FITTED, Sight

_GROUND = "#141517"
# Dark in every theme: pictures are judged best on a dark, neutral ground.
_INK, _PLATE = "#f0f0f0", "#d0000000"

_PIXELS_SHOW = 2.0
# Scale from which pixels are painted as squares: who looks that closely wants to see them.

_SLACK = 0.001
# Part of the size of a picture that nobody sees, and that comes of calculating.

_ALIASES, _BLURS = 3.0, 1.6
# A picture shrunk more than this while painting shimmers; one enlarged more than this is blurred.


class Canvas(QWidget):
    """Shows a picture from whatever pixels there are, as large as the person likes.

    Signals:
        seen(before, after, is_alone): the person zoomed or moved it; alone with Alt held.
        laid_out(): its size in pixels of the screen changed.
    """

    seen = Signal(object, object, bool)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._layers = QSize(), list[QImage]()
        self._note = ""
        self._covers: tuple[Area, ...] = ()
        self._chosen: int | None = None
        self._crop: tuple[Area | None, bool] = (None, False)
        self._sight = FITTED
        self._ratio = self.devicePixelRatioF()
        self._moved = QTimer(self)  # to a screen of another density, which painting finds out
        self._moved.setSingleShot(True)
        self._moved.timeout.connect(self.laid_out)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def sight(self) -> Sight:
        """How the picture is seen."""
        return self._sight

    @property
    def room(self) -> QSize:
        """The size of this widget in pixels of the screen."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    @property
    def scale(self) -> float:
        """Pixels of the screen for one of the picture."""
        return sights.scale_of(self._sight, self._whole, self.room)

    @property
    def picture_ratio(self) -> float:
        """Width by height of the picture; 1 while it is not known."""
        return self._whole.width() / self._whole.height() if self._whole.height() else 1.0

    @property
    def target(self) -> QRectF:
        """Where the picture lies, in pixels of the screen."""
        return sights.target(self._sight, self._whole, self.room)

    def show_picture(self, whole: QSize, layers: Sequence[QImage], note: str = "") -> None:
        """Show the picture of size *whole* from *layers*, the smallest first; *note* lies over it."""
        self._whole, self._layers, self._note = whole, list(layers), note
        self.update()

    def show_covers(self, areas: tuple[Area, ...], chosen: int | None = None) -> None:
        """Show over the picture what of it is hidden from readers, the area numbered *chosen* as chosen."""
        if (areas, chosen) != (self._covers, self._chosen):
            self._covers, self._chosen = areas, chosen
            self.update()

    def show_crop(self, crop: Area | None, *, is_held: bool) -> None:
        """Darken what phones leave out of the picture; with *is_held* the corners can be held."""
        if (crop, is_held) != self._crop:
            self._crop = crop, is_held
            self.update()

    def show_sight(self, sight: Sight) -> None:
        """Show the picture as *sight* has it, without telling."""
        self._sight = sight
        is_zoomed = sight.is_zoomed
        self.setCursor(Qt.CursorShape.OpenHandCursor if is_zoomed else Qt.CursorShape.ArrowCursor)
        self.update()

    def toggle(self, at: QPointF | None = None, *, is_alone: bool = False) -> None:
        """Go to 100 % so that what is *at* this point stays there, or back to the whole picture."""
        if self._sight.is_zoomed:
            self._see(FITTED, is_alone=is_alone)
        else:
            self._see(self._zoomed(1.0, at), is_alone=is_alone)

    def fit(self) -> None:
        """Go back to the whole picture."""
        self._see(FITTED, is_alone=False)

    def zoom_by(self, factor: float, at: QPointF | None = None, *, is_alone: bool = False) -> None:
        """Show the picture *factor* times as large, stopping where it is fitted and at 100 %."""
        before = self.scale
        after = before * factor
        if after == before:
            return
        if min(before, after) < 1 < max(before, after) or abs(after - 1) < _SLACK:
            after = 1.0
        is_out = factor < 1 and after <= sights.fit_scale(self._whole, self.room) + _SLACK
        self._see(FITTED if is_out else self._zoomed(after, at), is_alone=is_alone)

    def pan(self, by: QPointF, *, is_alone: bool = False) -> None:
        """Move the picture by so many pixels of the screen."""
        self._see(sights.panned(self._sight, self._whole, self.room, by), is_alone=is_alone)

    def _zoomed(self, scale: float, at: QPointF | None) -> Sight:
        if self._whole.isEmpty():
            return Sight(scale)
        point = self._pointer() if at is None else at
        return sights.zoomed(
            self._sight, self._whole, self.room, scale, point * self.devicePixelRatioF()
        )

    def _see(self, sight: Sight, *, is_alone: bool) -> None:
        before = self._sight
        if sight != before:
            self.show_sight(sight)
            self.seen.emit(before, sight, is_alone)

    def _pointer(self) -> QPointF:
        """Return where the pointer is; the middle if it is elsewhere."""
        point = self.mapFromGlobal(QCursor.pos())
        return QPointF(point) if self.rect().contains(point) else QRectF(self.rect()).center()

    def _layer(self) -> QImage | None:
        """Return the picture to paint from: the smallest that has all the pixels that show."""
        wanted = self.target.width()
        smaller: QImage | None = None
        for layer in self._layers:
            if layer.width() >= wanted - 1:
                is_coarse = layer.width() > wanted * _ALIASES
                if is_coarse and smaller is not None and smaller.width() * _BLURS >= wanted:
                    return smaller
                return layer
            smaller = layer
        return smaller

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what shows of the picture, and what there is to say over it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(_GROUND))
        ratio = self.devicePixelRatioF()
        if ratio != self._ratio:
            self._moved.start()
            self._ratio = ratio
        layer = self._layer()
        if layer is not None:
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
            is_smooth = self.scale < _PIXELS_SHOW or layer.width() < self._whole.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
            _draw(painter, layer, _snapped(self.target, layer), self.room)
            painter.restore()
            place = QRectF(self.target.topLeft() / ratio, self.target.size() / ratio)
            if self._covers:
                paint_covers(painter, place, self._covers, self._chosen)
            crop, is_held = self._crop
            if crop is not None:
                paint_crop(painter, place, crop, is_held=is_held)
        if self._note:
            _write(painter, self._note, self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more room, or less."""
        super().resizeEvent(event)
        self.laid_out.emit()


def _snapped(place: QRectF, picture: QImage) -> QRectF:
    """Return *place* in the very size of *picture* where only rounding tells them apart."""
    off = place.size() - picture.size().toSizeF()
    is_close = max(abs(off.width()), abs(off.height())) <= 1
    return QRectF(place.topLeft(), picture.size().toSizeF()) if is_close else place


def _draw(painter: QPainter, picture: QImage, place: QRectF, room: QSize) -> None:
    """Paint what shows of *picture*, which lies in *place*; pixel for pixel where it fits exactly."""
    across, down = place.width() / picture.width(), place.height() / picture.height()
    seen = place.intersected(QRectF(QPointF(), room.toSizeF()))
    if seen.isEmpty():
        return
    left, top = (seen.left() - place.left()) / across, (seen.top() - place.top()) / down
    right, bottom = left + seen.width() / across, top + seen.height() / down
    first = QPoint(int(left), int(top))
    last = QPoint(
        min(picture.width(), int(right) + 1) - 1, min(picture.height(), int(bottom) + 1) - 1
    )
    part = QRect(first, last)
    at = QPointF(place.left() + first.x() * across, place.top() + first.y() * down)
    if across == down == 1:
        painter.drawImage(at, picture, QRectF(part))
        return
    size = QPointF(part.width() * across, part.height() * down)
    painter.drawImage(QRectF(at, at + size), picture, QRectF(part))


def _write(painter: QPainter, words: str, room: QRect) -> None:
    """Write *words* on a plate in the middle of *room*."""
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWrapAnywhere)
    place = room.adjusted(24, 16, -24, -16)
    plate = painter.boundingRect(place, flags, words)
    painter.fillRect(plate.adjusted(-14, -10, 14, 10), QColor(_PLATE))
    painter.setPen(QColor(_INK))
    painter.drawText(plate, flags, words)
