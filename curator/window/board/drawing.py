"""Draws what a board shows: strips with what lies on them, rows as they are selected, and rows that are dragged."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from curator.story.values import PhotoId, WordBlock
from curator.window.board import painting
from curator.window.board.measures import low_band
from curator.window.board.placing import Box, Strip
from curator.window.board.plan import Plan
from curator.window.grid.model import GridModel, Role
from curator.window.theme import Looks

_CARD, _CELL = 220, QSize(150, 130)
# Logical pixels that words are wide while they are dragged, and the room of a photo.


class Drawing:
    """Draws the rows of *view*, which lie as *plan* says."""

    def __init__(self, view: QListView, rows: GridModel, plan: Plan, looks: Looks) -> None:
        self._view, self._rows, self._plan, self._looks = view, rows, plan, looks

    def paint_strip(self, painter: QPainter, strip: Strip) -> None:
        """Paint what lies under the rows of *strip*: its frame, with the line over it."""
        if not strip.piece.framed:
            return
        theme, first = self._looks.theme, strip.piece.first
        placing, index = self._plan.placing, self._rows.index(first)
        if strip.is_folded:
            chosen, focus = self._is_selected(first), self._has_focus(index)
            ground = self._view.visualRect(index)
            painting.paint_ground(painter, ground, theme, is_chosen=chosen, has_focus=focus)
        else:
            box = placing.frame(strip)
            rows = range(first, first + strip.piece.count)
            chosen = all(map(self._is_selected, rows))
            painting.paint_frame(painter, self._seen(box), theme, is_chosen=chosen)
        group = self._plan.told.groups.get(PhotoId(str(self._rows.keys[first])))
        head = self._seen(placing.head(strip))
        painting.paint_head(painter, head, group, theme, is_folded=strip.is_folded)

    def paint_row(self, painter: QPainter, row: int, rect: QRect) -> None:
        """Paint the cell or band of *row* into *rect*; of a folded group its frame says all."""
        index, strip = self._rows.index(row), self._plan.placing.strip_of(row)
        if strip is not None and strip.piece.framed and strip.is_folded:
            return
        block = index.data(Role.BLOCK)
        if not isinstance(block, WordBlock):
            self._view.itemDelegate().paint(painter, self._option(index, rect), index)
            return
        theme, chosen = self._looks.theme, self._is_selected(row)
        focus = self._has_focus(index)
        painting.paint_ground(painter, rect, theme, is_chosen=chosen, has_focus=focus)
        painting.paint_band(painter, rect, block, theme, strip)

    def picture(self, row: int) -> QPixmap:
        """Return what *row* looks like while it is dragged: its cell, smaller, or the beginning of its words."""
        index, theme = self._rows.index(row), self._looks.theme
        block, font = index.data(Role.BLOCK), self._view.font()
        is_band = isinstance(block, WordBlock)
        size = QSize(_CARD, low_band(block, font)) if is_band else self._cell()
        ratio = self._view.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter, rect = QPainter(picture), QRect(QPoint(), size)
        painter.setFont(font)
        if isinstance(block, WordBlock):
            painting.paint_ground(painter, rect, theme, is_chosen=True, has_focus=False)
            painting.paint_card(painter, rect, block, theme)
        else:
            self._view.itemDelegate().paint(painter, self._option(index, rect), index)
        painter.end()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        return picture if is_band else picture.scaled(_CELL * ratio, keep, smooth)

    def _cell(self) -> QSize:
        width, height = self._plan.placing.cells.free
        return QSize(width, height)

    def _seen(self, box: Box) -> QRect:
        top = box.top - self._view.verticalScrollBar().value()
        return QRect(box.left, top, box.width, box.height)

    def _is_selected(self, row: int) -> bool:
        return self._view.selectionModel().isSelected(self._rows.index(row))

    def _has_focus(self, index: QModelIndex) -> bool:
        return index == self._view.currentIndex() and self._view.hasFocus()

    def _option(self, index: QModelIndex, rect: QRect) -> QStyleOptionViewItem:
        option, flags = QStyleOptionViewItem(), QStyle.StateFlag
        self._view.initViewItemOption(option)
        option.rect = rect
        if self._is_selected(index.row()):
            option.state |= flags.State_Selected
        if self._has_focus(index):
            option.state |= flags.State_HasFocus
        else:
            option.state &= ~flags.State_HasFocus
        return option
