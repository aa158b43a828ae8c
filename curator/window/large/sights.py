"""How large a picture is seen and which point of it is where; painting it is left to ``canvas``.

All lengths are device pixels, so that one pixel of a picture can fill exactly one of the screen.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize

MOST = 4.0
"""Device pixels that one pixel of a picture fills at most, along each side."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How a picture is seen.

    ``scale`` is device pixels for one pixel of the picture, ``None`` whatever shows it whole. The
    point ``x``, ``y`` of the picture (0 to 1) lies in the middle of the place.
    """

    scale: float | None = None
    x: float = 0.5
    y: float = 0.5

    @property
    def is_zoomed(self) -> bool:
        """Whether the person chose how large; otherwise the picture is fitted."""
        return self.scale is not None


FITTED = Sight()
"""The whole picture, as large as its place allows, never enlarged."""


def fit_scale(whole: QSize, room: QSize) -> float:
    """Return the scale at which all of *whole* shows in *room*, 1 at most."""
    if whole.isEmpty() or room.isEmpty():
        return 1.0
    return min(room.width() / whole.width(), room.height() / whole.height(), 1.0)


def fitted_side(whole: QSize, room: QSize) -> int:
    """Return the longer side of a picture in the shape of *whole* that fills *room*."""
    if whole.isEmpty():
        return max(room.width(), room.height(), 1)
    fitted = min(room.width() / whole.width(), room.height() / whole.height())
    return max(1, round(max(whole.width(), whole.height()) * fitted))


def scale_of(sight: Sight, whole: QSize, room: QSize) -> float:
    """Return the scale at which *sight* shows a picture of *whole*: never smaller than fitted."""
    fitted = fit_scale(whole, room)
    return fitted if sight.scale is None else max(sight.scale, fitted)


def target(sight: Sight, whole: QSize, room: QSize) -> QRectF:
    """Return where a picture of *whole* lies in *room*, on whole device pixels."""
    exact = _exactly(sight, whole, room)
    return QRectF(
        round(exact.left()),
        round(exact.top()),
        max(1, round(exact.width())),
        max(1, round(exact.height())),
    )


def part_at(point: QPointF, place: QRectF) -> QPointF:
    """Return which part of a picture that lies in *place* is at *point*, from 0 to 1."""
    x = (point.x() - place.left()) / (place.width() or 1)
    y = (point.y() - place.top()) / (place.height() or 1)
    return QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))


def zoomed(sight: Sight, whole: QSize, room: QSize, scale: float, at: QPointF) -> Sight:
    """Return *sight* at *scale*, the part of the picture under *at* staying there.

    Drawing back, the picture comes to rest in its place rather than leave a gap beside it.
    """
    scale = min(scale, MOST)
    part = part_at(at, _exactly(sight, whole, room))
    width, height = whole.width() * scale, whole.height() * scale
    left, top = at.x() - part.x() * width, at.y() - part.y() * height
    if scale < scale_of(sight, whole, room):
        left = _rested(left, width, room.width())
        top = _rested(top, height, room.height())
    return _placed(scale, left, top, QRectF(0, 0, width, height), room)


def panned(sight: Sight, whole: QSize, room: QSize, by: QPointF) -> Sight:
    """Return *sight* with the picture moved *by* so much, no further out of its place than it is."""
    if not sight.is_zoomed:
        return sight
    now = _exactly(sight, whole, room)
    left = _slid(now.left(), by.x(), now.width(), room.width())
    top = _slid(now.top(), by.y(), now.height(), room.height())
    return _placed(sight.scale, left, top, now, room)


def shifted(sight: Sight, before: Sight, after: Sight) -> Sight:
    """Return *sight* changed as another one was, from *before* to *after*."""
    if not after.is_zoomed or sight == before:
        return after
    x, y = sight.x + after.x - before.x, sight.y + after.y - before.y
    return Sight(after.scale, min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))


def _exactly(sight: Sight, whole: QSize, room: QSize) -> QRectF:
    """Return where the picture lies before rounding, or the roundings of many steps would add up.

    One that shows whole stands in the middle, on whole pixels: steps begin from what is seen.
    """
    scale = scale_of(sight, whole, room)
    width, height = whole.width() * scale, whole.height() * scale
    if scale > fit_scale(whole, room):
        left, top = room.width() / 2 - sight.x * width, room.height() / 2 - sight.y * height
        return QRectF(left, top, width, height)
    across, down = max(1, round(width)), max(1, round(height))
    return QRectF((room.width() - across) // 2, (room.height() - down) // 2, across, down)


def _placed(scale: float | None, left: float, top: float, size: QRectF, room: QSize) -> Sight:
    middle = QPointF(room.width() / 2, room.height() / 2)
    part = part_at(middle, QRectF(left, top, size.width(), size.height()))
    return Sight(scale, part.x(), part.y())


def _bounds(length: float, room: float) -> tuple[float, float]:
    """Return between which places something of *length* begins so that no gap shows beside it."""
    return (room - length, 0.0) if length > room else ((room - length) / 2,) * 2


def _rested(start: float, length: float, room: float) -> float:
    first, last = _bounds(length, room)
    return min(max(start, first), last)


def _slid(start: float, by: float, length: float, room: float) -> float:
    first, last = _bounds(length, room)
    return min(max(start + by, min(first, start)), max(last, start))
