"""How texts look whose differing words are marked: struck out before, bold and underlined after.

Which words differ is left to ``captions.differences``. Colour never tells it alone.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from curator.captions.differences import Part, Parts
from curator.window.theme import Theme

_MOST = 600
# Characters of a line that are laid out: more than the widest window shows.


def mark_of(theme: Theme, *, is_before: bool) -> QTextCharFormat:
    """Return how words look that differ, in the text *is_before* the change or in the one after it."""
    mark = QTextCharFormat()
    mark.setForeground(QColor(theme.attention if is_before else theme.accent))
    mark.setFontStrikeOut(is_before)
    mark.setFontUnderline(not is_before)
    if not is_before:
        mark.setFontWeight(QFont.Weight.Bold)
    return mark


def paint_line(
    painter: QPainter, room: QRect, parts: Parts, theme: Theme, *, is_before: bool
) -> None:
    """Paint *parts* on one line in the middle of *room*, with pen and font of *painter*, cut to fit."""
    widest = QFont(painter.font())
    widest.setBold(not is_before)
    elided = QFontMetrics(widest).elidedText(
        "".join(part.text for part in parts)[:_MOST], Qt.TextElideMode.ElideRight, room.width()
    )
    layout = QTextLayout(elided, painter.font())
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(wrapping)
    layout.setFormats(_ranges(parts, mark_of(theme, is_before=is_before)))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    top = room.top() + (room.height() - line.height()) / 2
    layout.draw(painter, QPointF(room.left(), top))


def _ranges(parts: Iterable[Part], mark: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    """Return where in the text of *parts*, counted as Qt does, it is marked."""
    ranges = []
    place = 0
    for part in parts:
        length = len(part.text.encode("utf-16-le", "surrogatepass")) // 2
        if part.differs:
            where = QTextLayout.FormatRange()
            where.start, where.length, where.format = place, length, mark
            ranges.append(where)
        place += length
    return ranges
