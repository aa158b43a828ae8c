"""Where pictures stand side by side so that they are as large as can be; drawing them is left to ``compare``."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize

_COLUMNS = {1: (1,), 2: (2, 1), 3: (3,), 4: (2, 4)}
# In how many columns so many pictures may stand, the usual one first.

GAP = 6
"""Logical pixels between two panes."""


def columns_for(shapes: Sequence[QSize], room: QSize, head: int) -> int:
    """Return in how many columns pictures of *shapes* show largest in *room*.

    Each stands under a head of so many pixels. The smallest counts: comparing needs them all.
    """

    def smallest(columns: int) -> float:
        cell = cells(len(shapes), columns, room)[0].size() - QSize(0, head)
        return min((_area(shape, cell) for shape in shapes), default=0.0)

    return max(_COLUMNS[len(shapes)], key=smallest)


def cells(count: int, columns: int, room: QSize) -> list[QRect]:
    """Return *count* places of one size that fill *room* in *columns*."""
    rows = -(-count // columns)
    width = max((room.width() - GAP * (columns - 1)) // columns, 0)
    height = max((room.height() - GAP * (rows - 1)) // rows, 0)
    return [
        QRect((place % columns) * (width + GAP), (place // columns) * (height + GAP), width, height)
        for place in range(count)
    ]


def _area(shape: QSize, cell: QSize) -> float:
    if shape.isEmpty() or cell.isEmpty():
        return 0.0
    scale = min(cell.width() / shape.width(), cell.height() / shape.height())
    return shape.width() * shape.height() * scale * scale
