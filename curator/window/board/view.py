"""The board: a grid whose rows lie where ``placing`` puts them, with bands of words and frames of groups."""

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from curator.story.values import GroupBlock, Key, PhotoId, WordBlock
from curator.window.board import folding, painting
from curator.window.board.pieces import Structure, pieces, structure
from curator.window.board.placing import Box, Placing, Strip, placed
from curator.window.grid.delegate import CellDelegate, cell_size
from curator.window.grid.model import GridModel, Role
from curator.window.grid.view import GridView
from curator.window.theme import Looks

_Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint

_MANY = 60
# Rows from which on all is painted anew instead of each.


class BoardView(GridView):
    """Shows the sequence: photos, texts and groups in their true order, sections that fold."""

    def __init__(
        self,
        model: GridModel,
        delegate: CellDelegate,
        looks: Looks,
        *,
        can_reorder: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._placing = Placing((), 1, (1, 1), 1)
        self._placed_for: tuple[object, ...] = ()
        self._folded: frozenset[Hashable] = frozenset()
        self._structure: tuple[object, Structure] = ((), structure(()))
        super().__init__(model, delegate, looks, can_reorder=can_reorder, parent=parent)

    @property
    def placing(self) -> Placing:
        """Where everything lies, as the rows are now; worked out when somebody asks after they changed."""
        rows, width, font = self.rows, self.viewport().width(), self.font()
        wanted = (rows.keys, rows.sequence, width, self.columns, self._folded, font)
        before = self._placed_for
        if (
            before
            and before[0] is wanted[0]
            and before[1] is wanted[1]
            and before[2:] == wanted[2:]
        ):
            return self._placing
        self._placed_for = wanted
        cell = cell_size((width - 2) // self.columns, font)
        self._placing = placed(
            pieces(
                rows.keys,
                self._told(),
                lambda block: painting.band_height(block, width, font),
                painting.frame_head(font),
            ),
            width,
            self.columns,
            (cell.width(), cell.height()),
            self._folded,
        )
        self.updateGeometries()
        return self._placing

    # Folding

    @property
    def folded(self) -> frozenset[Hashable]:
        """What is folded: keys of words, and the names of groups."""
        return self._folded

    def fold(self) -> bool:
        """Fold the section, text or group of the current row, or unfold it; return whether there is one."""
        key = folding.key_of(self.placing, self.currentIndex().row())
        if key is None:
            return False
        self._show_folded(self._folded ^ {key})
        return True

    def fold_all(self, is_folded: bool) -> None:
        """Fold every section and group, or unfold everything."""
        self._show_folded(folding.everything(self._told()) if is_folded else frozenset())

    def _show_folded(self, folded: frozenset[Hashable]) -> None:
        self._folded = folded
        row = self.currentIndex().row()
        holder = folding.holder(self.placing, row)
        if holder is not None and self.placing.box(row) is None:
            self.select([self.rows.keys[holder.piece.first]])
        self.viewport().update()

    def _reveal(self, keys: Iterable[Key]) -> None:
        """Unfold what hides the rows of *keys*."""
        for key in keys:
            row = self.rows.index_of(key).row()
            while row >= 0 and self.placing.box(row) is None:
                holder = folding.holder(self.placing, row)
                if holder is None or holder.piece.key not in self._folded:
                    break
                self._folded = self._folded - {holder.piece.key}

    # What the grid asks

    def select(self, keys: Iterable[Key], current: Key | None = None) -> None:
        """Select the rows of *keys*; what they are folded away in is unfolded."""
        chosen = list(keys)
        if self._folded:
            self._reveal([*chosen, *([current] if current is not None else [])])
        super().select(chosen, current)

    def _told(self) -> Structure:
        sequence = self.rows.sequence
        if self._structure[0] is not sequence:
            self._structure = sequence, structure(sequence)
        return self._structure[1]

    def _lay_out(self) -> None:
        current = self.currentIndex()
        if current.isValid():
            self.scrollTo(current)
        self.viewport().update()

    def _gap_at(self, position: QPoint) -> int:
        rows = self.rows.rowCount()
        return self.placing.gap_at(position.x(), position.y() + self.verticalOffset(), rows)

    def _gap_rect(self, gap: int) -> QRect:
        return self._seen(self.placing.gap_box(gap, self.rows.rowCount()))

    def _seen(self, box: Box) -> QRect:
        return QRect(box.left, box.top - self.verticalOffset(), box.width, box.height)

    def _drag_picture(self, index: QModelIndex) -> QPixmap:
        """Return what hangs at the pointer: the dragged rows as a pile."""
        rows = sorted(i.row() for i in self.selectionModel().selectedIndexes())
        near = [index.row(), *(row for row in rows if row != index.row())][:3]
        pictures = [
            self._picture_of(row).scaled(
                QSize(150, 130),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            for row in near
        ]
        return painting.pile(pictures, len(rows), self._looks.theme)

    def _picture_of(self, row: int) -> QPixmap:
        box = self.placing.box(row)
        size = QSize(box.width, box.height) if box is not None else QSize(120, 90)
        picture = QPixmap(size)
        picture.fill(QColor(self._looks.theme.window))
        painter = QPainter(picture)
        self._paint_row(painter, row, QRect(QPoint(), size))
        painter.end()
        return picture

    # Painting

    def _paint_strip(self, painter: QPainter, strip: Strip) -> None:
        """Paint what lies under the rows of *strip*: its frame, with the line over it."""
        if not strip.piece.framed:
            return
        theme, margin = self._looks.theme, 3
        rect = QRect(margin, strip.top - self.verticalOffset() + margin, self.placing.width, 0)
        rect.setRight(self.placing.width - margin - 1)
        rect.setHeight(strip.height - 2 * margin)
        group = self._group_at(strip.piece.first)
        chosen = self.selectionModel().isSelected(self.rows.index(strip.piece.first))
        if strip.is_folded and chosen:
            painter.fillRect(rect, QColor(theme.selected))
        head = self._seen(self.placing.head(strip))
        painting.paint_frame(painter, rect, head, group, theme, is_folded=strip.is_folded)

    def _paint_row(self, painter: QPainter, row: int, rect: QRect) -> None:
        index, strip = self.rows.index(row), self.placing.strip_of(row)
        if strip is not None and strip.piece.framed and strip.is_folded:
            return  # Its frame says all.
        block = index.data(Role.BLOCK)
        if not isinstance(block, WordBlock):
            self.itemDelegate().paint(painter, self._option(index, rect), index)
            return
        theme = self._looks.theme
        is_chosen = self.selectionModel().isSelected(index)
        has_focus = index == self.currentIndex() and self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.selected if is_chosen else theme.cell))
        edge = QPen(QColor(theme.accent), 2.5 if has_focus else 1.5)
        painter.setPen(edge if is_chosen or has_focus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect.adjusted(0, 3, 0, -3), 6, 6)
        is_folded, hides = (strip.is_folded, strip.hides) if strip is not None else (False, 0)
        painting.paint_band(painter, rect, block, theme, is_folded=is_folded, hides=hides)

    def _option(self, index: _Index, rect: QRect) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = rect
        flags = QStyle.StateFlag
        if self.selectionModel().isSelected(index):
            option.state |= flags.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            option.state |= flags.State_HasFocus
        else:
            option.state &= ~flags.State_HasFocus
        return option

    def _group_at(self, row: int) -> GroupBlock | None:
        key = self.rows.keys[row]
        return self._told().groups.get(PhotoId(key)) if isinstance(key, str) else None

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what shows of the board, and the mark where a drop would land."""
        painter = QPainter(self.viewport())
        top = event.rect().top() + self.verticalOffset()
        bottom = event.rect().bottom() + 1 + self.verticalOffset()
        for strip in self.placing.strips_between(top, bottom):
            self._paint_strip(painter, strip)
        count = self.rows.rowCount()
        for row in self.placing.rows_between(top, bottom):
            box = self.placing.box(row) if row < count else None
            if box is not None:
                self._paint_row(painter, row, self._seen(box))
        painter.end()
        self._paint_over()

    def visualRect(self, index: _Index) -> QRect:
        """Return where the row at *index* is seen."""
        box = self.placing.box(index.row()) if index.isValid() else None
        return QRect() if box is None else self._seen(box)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a *point*."""
        row = self.placing.row_at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.rows.index(row)

    def verticalOffset(self) -> int:
        """Return how far the board is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Return nothing: a board is as wide as its view."""
        return 0

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Scroll so that the row at *index* is seen."""
        box = self.placing.box(index.row()) if index.isValid() else None
        if box is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if hint == _Hint.PositionAtTop or box.top < bar.value():
            bar.setValue(box.top)
        elif hint == _Hint.PositionAtCenter:
            bar.setValue(box.top + (box.height - room) // 2)
        elif box.top + box.height > bar.value() + room:
            bar.setValue(min(box.top, box.top + box.height - room))

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Move what is seen."""
        self.viewport().scroll(0, down)

    def doItemsLayout(self) -> None:
        """Leave it until somebody asks where a row lies."""
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Let the scroll bar reach from end to end."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self._placing.height - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(max(self._placing.cell[1] // 4, 20))

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads, by what is seen."""
        row, placing = self.currentIndex().row(), self.placing
        if row < 0 or placing.box(row) is None:
            holder = folding.holder(self.placing, max(row, 0))
            return self.rows.index(holder.piece.first) if holder is not None else QModelIndex()
        found: int | None
        match action:
            case _Action.MoveLeft | _Action.MovePrevious:
                found = placing.beside(row, -1)
            case _Action.MoveRight | _Action.MoveNext:
                found = placing.beside(row, 1)
            case _Action.MoveUp:
                found = placing.over(row, -1)
            case _Action.MoveDown:
                found = placing.over(row, 1)
            case _Action.MoveHome:
                found = 0
            case _Action.MoveEnd:
                found = placing.strips[-1].piece.first + (
                    placing.strips[-1].piece.count - 1 if placing.strips[-1].has_cells else 0
                )
            case _:
                found = self._a_page_on(row, 1 if action == _Action.MovePageDown else -1)
        return self.rows.index(row if found is None else found)

    def _a_page_on(self, row: int, by: int) -> int:
        placing, room = self.placing, self.viewport().height()
        start = placing.box(row)
        while start is not None:
            following = placing.over(row, by)
            box = placing.box(following) if following is not None else None
            if following is None or box is None or abs(box.top - start.top) > room:
                break
            row = following
        return row

    def setSelection(self, rect: QRect, flags: QItemSelectionModel.SelectionFlag) -> None:
        """Select from the row at one corner to that at the other, or what *rect* touches."""
        one, other = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        selection = QItemSelection()
        if one.isValid() and other.isValid():
            first, last = sorted((one.row(), other.row()))
            selection.select(self.rows.index(first), self.rows.index(last))
        else:
            area = rect.normalized().translated(0, self.verticalOffset())
            for row in self.placing.rows_between(area.top(), area.bottom() + 1):
                box = self.placing.box(row)
                if box is not None and area.intersects(
                    QRect(box.left, box.top, box.width, box.height)
                ):
                    selection.select(self.rows.index(row), self.rows.index(row))
        self.selectionModel().select(selection, flags)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what has to be painted anew when *selection* changes: what is seen of it."""
        return QRegion(self.viewport().rect())

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """Paint the rows anew that changed."""
        if last.row() - first.row() > _MANY:
            self.viewport().update()
            return
        for row in range(first.row(), last.row() + 1):
            self.viewport().update(self.visualRect(self.rows.index(row)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold at the left end of a band or frame; elsewhere over a frame, select its group."""
        place = event.position().toPoint()
        strip = self.placing.strip_at(place.y() + self.verticalOffset())
        if event.button() == Qt.MouseButton.LeftButton and strip is not None and strip.piece.head:
            can_fold = strip.piece.framed or strip.piece.opens or strip.is_folded
            head = self._seen(self.placing.head(strip)) if strip.piece.framed else None
            is_in_head = head is None or head.contains(place) or strip.is_folded
            if can_fold and is_in_head and place.x() < painting.FOLD + 6:
                key = strip.piece.key
                if key is not None:
                    self._show_folded(self._folded ^ {key})
                return
            if head is not None and is_in_head:
                piece = strip.piece
                self.select(self.rows.keys[piece.first : piece.first + piece.count])
                self.setFocus()
                return
        super().mousePressEvent(event)
