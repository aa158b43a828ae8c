"""A list whose rows have heights of their own; what stands in a row is left to whoever derives from it."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from curator.window.galley.heights import Heights

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Move = QAbstractItemView.CursorAction

_LINE = 28
# Logical pixels that one notch of a wheel's three, or an arrow of the scroll bar, goes.

_TRIES = 4
# Rounds in which a row that is scrolled to may still move because others came into view.


class RowsView(QListView):
    """Rows below each other, guessed in height until they come into view and measured then.

    Qt keeps the current row, the selection and what a screen reader is told; where rows lie and how
    they look is told here. What is on screen stays where it is while heights above become exact.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = Heights()
        self._is_settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)  # Rows that come and go elsewhere must not move what is read.
        self.verticalScrollBar().setSingleStep(_LINE)

    def guess_rows(self) -> Iterable[int]:
        """Return about how high each row is, quickly."""
        raise NotImplementedError

    def measure_row(self, row: int) -> int:
        """Return exactly how high *row* is."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, row: int, rect: QRect) -> None:
        """Paint *row* into *rect* of the viewport."""
        raise NotImplementedError

    def rows_settled(self) -> None:
        """Take note that rows may lie elsewhere now."""
        raise NotImplementedError

    @property
    def rows_in_view(self) -> range:
        """The rows of which something is in view."""
        top = self.verticalOffset()
        first = self._heights.row_at(top)
        last = self._heights.row_at(top + self.viewport().height() - 1)
        return range(first, last + 1) if first >= 0 else range(0)

    def row_rect(self, row: int) -> QRect:
        """Return where *row* lies in the viewport."""
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[row])

    def row_at(self, place: QPoint) -> int:
        """Return which row lies at *place* of the viewport; -1 if none does."""
        y = place.y() + self.verticalOffset()
        return self._heights.row_at(y) if 0 <= y < self._heights.total else -1

    def lay_out(self, row: int = -1, top: int = 0) -> None:
        """Guess all heights anew; then *row*, if there is one, begins *top* pixels below the upper edge."""
        self._heights = Heights(self.guess_rows())
        if 0 <= row < len(self._heights):
            self._heights.measured(row, self.measure_row(row))
        self._show_range()
        if 0 <= row < len(self._heights):
            self._scroll_silently(self._heights.top(row) - top)
        self._settle()

    def look_again(self, rows: Iterable[int] | None = None) -> None:
        """Measure *rows*, or all, again once they are in view, now for those that are."""
        self._heights.doubt(rows)
        self._settle()

    def show_span(self, top: int, bottom: int) -> None:
        """Scroll as little as brings *top* to *bottom* of the viewport into view, *top* if not both."""
        below = bottom - self.viewport().height()
        if top < 0 or below > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (top if top < 0 else min(below, top)))

    def _settle(self) -> None:
        """Measure what is in view; the first row's lower end stays where it is, and all below it."""
        self._is_settling = True
        try:
            row = self._heights.row_at(self.verticalOffset())
            bottom = self.viewport().height()
            while 0 <= row < len(self._heights) and self.row_rect(row).top() < bottom:
                is_cut = self.row_rect(row).top() < 0
                grown = 0
                if not self._heights.is_exact(row):
                    grown = self._heights.measured(row, self.measure_row(row))
                if grown:
                    self._show_range()
                if grown and is_cut:
                    self._scroll_silently(self.verticalOffset() + grown)
                    row = self._heights.row_at(self.verticalOffset())
                if not grown or not is_cut:
                    row += 1
        finally:
            self._is_settling = False
        self.rows_settled()
        self.viewport().update()

    def _scroll_silently(self, value: int) -> None:
        was_settling, self._is_settling = self._is_settling, True
        self.verticalScrollBar().setValue(value)
        self._is_settling = was_settling

    def _show_range(self) -> None:
        was_settling, self._is_settling = self._is_settling, True
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._heights.total - page))
        self._is_settling = was_settling

    # Qt's methods

    def visualRect(self, index: _Index) -> QRect:
        """Return where the row at *index* lies."""
        is_row = index.isValid() and index.row() < len(self._heights)
        return self.row_rect(index.row()) if is_row else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the index of the row at *point*."""
        row = self.row_at(point)
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring the row at *index* into view."""
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, bar = index.row(), self.verticalScrollBar()
        for _ in range(_TRIES):
            if not self._heights.is_exact(row):
                self._heights.measured(row, self.measure_row(row))
                self._show_range()
            before, rect = bar.value(), self.row_rect(row)
            if hint == _Hint.PositionAtCenter:
                bar.setValue(before + rect.center().y() - self.viewport().height() // 2)
            elif hint == _Hint.PositionAtTop:
                bar.setValue(before + rect.top())
            else:
                self.show_span(rect.top(), rect.bottom() + 1)
            if bar.value() == before:
                break

    def horizontalOffset(self) -> int:
        """Return 0: rows are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far the rows are scrolled."""
        return self.verticalScrollBar().value()

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row that *action* leads to from the current one."""
        row, last = self.currentIndex().row(), len(self._heights) - 1
        page = self.viewport().height() - 2 * _LINE
        match action:
            case _Move.MoveHome:
                wanted = 0
            case _Move.MoveEnd:
                wanted = last
            case _Move.MovePageDown:
                wanted = max(row + 1, self._heights.row_at(self._heights.top(max(row, 0)) + page))
            case _Move.MovePageUp:
                wanted = min(row - 1, self._heights.row_at(self._heights.top(max(row, 0)) - page))
            case _Move.MoveUp | _Move.MoveLeft | _Move.MovePrevious:
                wanted = row - 1
            case _:
                wanted = row + 1
        return self.model().index(min(max(wanted, 0), last), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row at the middle of *rect*."""
        index = self.indexAt(rect.center())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return the whole viewport: one row is selected, and painting what is in view is cheap."""
        return QRegion(self.viewport().rect())

    def doItemsLayout(self) -> None:
        """Leave out Qt's own layout, which would ask every row for its size."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        self._show_range()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Measure what comes into view, and paint."""
        if not self._is_settling:
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take note of another height; another width is left to whoever knows what it does to rows."""
        self._show_range()
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view."""
        painter = QPainter(self.viewport())
        for row in self.rows_in_view:
            rect = self.row_rect(row)
            if rect.intersects(event.rect()):
                self.paint_row(painter, row, rect)
        painter.end()
