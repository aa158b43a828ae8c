"""The picture of what is dragged over a board: rows as a pile, with their number."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from curator.window.theme import Theme


def pile(pictures: list[QPixmap], count: int, theme: Theme) -> QPixmap:
    """Return the picture of *count* rows that are dragged as one: at most three, one over the other."""
    shown = pictures[:3]
    step = 9
    size = max((picture.deviceIndependentSize().toSize() for picture in shown), key=_area)
    room = QSize(size.width() + step * (len(shown) - 1), size.height() + step * (len(shown) - 1))
    canvas = QPixmap(room)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, picture in reversed(list(enumerate(shown))):
        painter.setOpacity(1 - 0.2 * number)
        painter.drawPixmap(QPoint(step * number, step * number), picture)
    painter.setOpacity(1)
    if count > 1:
        words = f"{count:,}"
        width = max(painter.fontMetrics().horizontalAdvance(words) + 12, 24)
        badge = QRect(4, 4, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(badge, 11, 11)
        painter.setPen(QColor(theme.accent_text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return canvas


def _area(size: QSize) -> int:
    return size.width() * size.height()
