"""Hidden areas, and the part that phones show, painted over a picture on the screen."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from curator.story.values import ELLIPSE, Area

_VEIL, _HATCH = QColor(20, 21, 23, 130), QColor(255, 255, 255, 150)
_SOLID = QColor(96, 98, 102)
_EDGE, _CHOSEN = QColor("#ffffff"), QColor("#ffb000")
# Light on dark and dark under light, so that they show on every picture.

GRIP = 9.0
"""Sides of a corner that can be held, in pixels of the screen without its density."""


def paint_covers(
    painter: QPainter, place: QRectF, areas: Iterable[Area], chosen: int | None = None
) -> None:
    """Paint *areas* over the picture that lies in *place*; the one numbered *chosen* with corners to hold."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, area in enumerate(areas):
        box = box_of(area, place)
        edge = _CHOSEN if number == chosen else _EDGE
        for brush in (QBrush(_VEIL), QBrush(_HATCH, Qt.BrushStyle.BDiagPattern)):
            painter.setBrush(brush)
            painter.setPen(QPen(QColor(0, 0, 0, 200), 3.0))
            _draw(painter, area.shape, box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, 1.4))
        _draw(painter, area.shape, box)
        if number == chosen:
            _paint_grips(painter, box)
    painter.restore()


def paint_crop(painter: QPainter, place: QRectF, crop: Area, *, is_held: bool) -> None:
    """Paint over the picture in *place* what phones leave out of it; with *is_held*, corners to hold."""
    box = box_of(crop, place)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QPainterPath()
    around.addRect(place)
    around.addRect(box)  # Odd and even: what both enclose is outside.
    painter.fillPath(around, QColor(0, 0, 0, 150 if is_held else 70))
    for pen in (QPen(QColor(0, 0, 0, 200), 3.0), QPen(_CHOSEN if is_held else _EDGE, 1.4)):
        painter.setPen(pen)
        painter.drawRect(box)
    if is_held:
        _paint_grips(painter, box)
    painter.restore()


def covered(picture: QPixmap, areas: Iterable[Area]) -> QPixmap:
    """Return *picture* with *areas* over it, so that nothing shows through."""
    after = QPixmap(picture)
    painter = QPainter(after)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SOLID)
    for area in areas:
        _draw(painter, area.shape, box_of(area, QRectF(after.rect())))
    painter.end()
    return after


def box_of(area: Area, place: QRectF) -> QRectF:
    """Return where *area* lies on the screen when its picture lies in *place*."""
    return QRectF(
        place.left() + area.left * place.width(),
        place.top() + area.top * place.height(),
        area.width * place.width(),
        area.height * place.height(),
    )


def _draw(painter: QPainter, shape: str, box: QRectF) -> None:
    if shape == ELLIPSE:
        painter.drawEllipse(box)
    else:
        painter.drawRect(box)


def _paint_grips(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1.0))
    painter.setBrush(_CHOSEN)
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        half = QPointF(GRIP / 2, GRIP / 2)
        painter.drawRect(QRectF(corner - half, corner + half))
