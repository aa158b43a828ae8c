"""How photographers are told apart at a glance: each has a letter, and a colour beside it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter

_GROUNDS = ("#1d5fc9", "#8a4b00", "#1f7a44", "#8d2f86", "#a3352b", "#0f6a75")
# White on each has a contrast of more than 5. They begin anew after the last: the letter is what tells.


def letter(strand: int) -> str:
    """Return the letter of a strand, ``A`` for the first; numbers follow after ``Z``."""
    return chr(ord("A") + strand) if strand < 26 else str(strand + 1)


def ground(strand: int) -> QColor:
    """Return the colour of a strand."""
    return QColor(_GROUNDS[strand % len(_GROUNDS)])


def paint_sign(painter: QPainter, rect: QRect, strand: int) -> None:
    """Paint the letter of a strand in white on its colour."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground(strand))
    painter.drawRoundedRect(rect, 4, 4)
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("white"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter(strand))
    painter.restore()
