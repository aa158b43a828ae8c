"""The board: a grid whose rows lie where ``placing`` puts them, with bands of words and frames of groups."""

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from curator.story.values import Key
from curator.window.board import folding
from curator.window.board.drawing import Drawing
from curator.window.board.measures import FOLD, Measures
from curator.window.board.pile import pile
from curator.window.board.placing import MARGIN, Box, Placing, Strip
from curator.window.board.plan import Asked, Plan
from curator.window.grid.delegate import CellDelegate
from curator.window.grid.model import GridModel
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
        self._plan = Plan()
        self._folded: frozenset[Hashable] = frozenset()
        self._laid_out_for = (0, 0, 0)
        self._is_at_head = False
        super().__init__(model, delegate, looks, can_reorder=can_reorder, parent=parent)
        model.say_more(self._spoken)
        self._drawing = Drawing(self, model, self._plan, looks)

    @property
    def placing(self) -> Placing:
        """Where everything lies, as the rows are now; worked out when somebody asks after they changed."""
        rows = self.rows
        measures = Measures(self.viewport().width(), self.columns, self.font())
        asked = Asked(rows.keys, rows.sequence, rows.is_choice, measures, self._folded)
        if self._plan.follow(asked):
            self.updateGeometries()
        return self._plan.placing

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
        self._tell(self.currentIndex().row())
        return True

    def fold_all(self, is_folded: bool) -> None:
        """Fold every section and group, or unfold everything."""
        told = self._plan.told
        self._show_folded(folding.everything(told) if is_folded else frozenset())
        self._announce("Everything is folded" if is_folded else "Everything is unfolded")

    def _show_folded(self, folded: frozenset[Hashable]) -> None:
        self._folded = folded
        row = self.currentIndex().row()
        holder = folding.holder(self.placing, row)
        if holder is not None and self.placing.box(row) is None:
            self.select([self.rows.keys[holder.piece.first]])
        elif self.currentIndex().isValid():
            self.selected.emit()  # A group that is folded is selected whole.
        self.viewport().update()

    def _reveal(self, keys: Sequence[Key]) -> None:
        """Unfold what hides the rows of *keys*; not so a group of which all are meant, since it shows that."""
        chosen = set(keys)
        for key in keys:
            row = self.rows.index_of(key).row()
            while row >= 0 and self.placing.box(row) is None:
                holder = folding.holder(self.placing, row)
                if holder is None or holder.piece.key not in self._folded:
                    break
                first = holder.piece.first
                whole = self.rows.keys[first : first + holder.piece.count]
                if holder.piece.framed and chosen.issuperset(whole):
                    break
                self._folded = self._folded - {holder.piece.key}

    def _spoken(self, key: Key) -> str:
        row = self.rows.index_of(key).row()
        return folding.spoken(self.placing, self._plan.told, self.rows.keys, row)

    def _tell(self, row: int) -> None:
        """Tell a screen reader what was folded or unfolded at *row*."""
        if row >= 0 and (words := self._spoken(self.rows.keys[row])):
            self._announce(words)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # What the grid asks

    @property
    def selected_keys(self) -> tuple[Key, ...]:
        """The keys of the selected rows, in their order; a folded group is selected whole."""
        return super().selected_keys if not self._folded else self._with_folded(sections=False)

    @property
    def carried_keys(self) -> tuple[Key, ...]:
        """The keys of the rows that go along when those selected are dragged: whole sections if folded."""
        return super().carried_keys if not self._folded else self._with_folded(sections=True)

    @property
    def seen_keys(self) -> tuple[Key, ...]:
        """The keys of the rows that are not folded away."""
        keys = self.rows.keys
        if not self._folded:
            return keys
        return tuple(key for row, key in enumerate(keys) if self.placing.box(row) is not None)

    def _with_folded(self, *, sections: bool) -> tuple[Key, ...]:
        rows = self.selected_rows
        return folding.with_folded(self.placing, self.rows.keys, rows, sections=sections)

    def select(self, keys: Iterable[Key], current: Key | None = None) -> None:
        """Select the rows of *keys*; what they are folded away in is unfolded."""
        chosen = list(keys)
        if self._folded:
            self._reveal([*chosen, *([current] if current is not None else [])])
            now = current if current is not None else next(iter(chosen), None)
            row = self.rows.index_of(now).row()
            if (
                row >= 0 and self.placing.box(row) is None
            ):  # in a folded group, which shows its first
                holder = folding.holder(self.placing, row)
                current = self.rows.keys[holder.piece.first] if holder is not None else current
        super().select(chosen, current)

    def _last_row(self) -> int:
        return self.placing.last

    def _lay_out(self) -> None:
        self.updateGeometries()  # Qt leaves it to the layout of a list, which a board has not.
        *before, height = self._laid_out_for
        self._laid_out_for = self.viewport().width(), self.columns, self.viewport().height()
        place = self.visualRect(self.currentIndex())
        was_seen = place.top() < height and place.bottom() > 0
        # Where all lies as it did, somebody may look elsewhere, and goes on doing so.
        if not place.isNull() and (was_seen or [*self._laid_out_for[:2]] != before):
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _gap_at(self, position: QPoint) -> int:
        rows = self.rows.rowCount()
        return self.placing.gap_at(position.x(), position.y() + self.verticalOffset(), rows)

    def _gap_rect(self, gap: int) -> QRect:
        mark = self._seen(self.placing.gap_box(gap, self.rows.rowCount()))
        room = self.viewport().rect()
        if mark.intersects(room):
            return mark
        # Behind a frame that reaches out of view, for example: the edge shows which way it is.
        top = room.top() if mark.top() < room.top() else room.bottom() - 3
        return QRect(MARGIN, top, room.width() - 2 * MARGIN, 4)

    def _seen(self, box: Box) -> QRect:
        return QRect(box.left, box.top - self.verticalOffset(), box.width, box.height)

    def _drag_picture(self, index: QModelIndex) -> QPixmap:
        """Return what hangs at the pointer: the dragged rows as a pile."""
        rows = [self.rows.index_of(key).row() for key in self.carried_keys]
        near = [index.row(), *(row for row in rows if row != index.row())][:3]
        pictures = [self._drawing.picture(row) for row in near]
        return pile(pictures, len(rows), self._looks.theme)

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what shows of the board, and the mark where a drop would land."""
        painter = QPainter(self.viewport())
        top = event.rect().top() + self.verticalOffset()
        bottom = event.rect().bottom() + 1 + self.verticalOffset()
        for strip in self.placing.strips_between(top, bottom):
            self._drawing.paint_strip(painter, strip)
        count, wanted = self.rows.rowCount(), event.region()
        for row in self.placing.rows_between(top, bottom):
            box = self.placing.box(row) if row < count else None
            if box is not None and wanted.intersects(place := self._seen(box)):
                self._drawing.paint_row(painter, row, place)
        painter.end()
        self._paint_over()

    def visualRect(self, index: _Index) -> QRect:
        """Return where the row at *index* is seen."""
        box = self.placing.box(index.row()) if index.isValid() else None
        return QRect() if box is None else self._seen(box)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a *point*; at the head of a frame, its first."""
        row = self.placing.row_at(point.x(), point.y() + self.verticalOffset())
        if row is None and (strip := self._head_at(point)) is not None:
            row = strip.piece.first
        return QModelIndex() if row is None else self.rows.index(row)

    def verticalOffset(self) -> int:
        """Return how far the board is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Return nothing: a board is as wide as its view."""
        return 0

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Scroll so that the row at *index* is seen."""
        box = self.placing.reach(index.row()) if index.isValid() else None
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
        placing = self._plan.placing
        bar.setRange(0, max(placing.height - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(max(placing.cells.free[1] // 4, 20))

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
                found = placing.last
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
        before = self._plan.placing
        if last.row() - first.row() > _MANY or self.placing is not before:
            self.viewport().update()
            return
        for row in range(first.row(), last.row() + 1):
            self.viewport().update(self.visualRect(self.rows.index(row)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold at the left end of a band or frame; at the head of a frame, select its group."""
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._fold_at(place):
            return
        self._is_at_head = self._head_at(place) is not None
        super().mousePressEvent(event)
        self._choose_group(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select alone what was pressed, as Qt does, and of a frame all."""
        super().mouseReleaseEvent(event)
        if self._is_at_head:
            self._choose_group(event.position().toPoint())
        self._is_at_head = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold as a single click does; at the head of a frame nothing is opened."""
        place = event.position().toPoint()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and (self._fold_at(place) or self._head_at(place) is not None):
            return
        super().mouseDoubleClickEvent(event)

    def _head_at(self, place: QPoint) -> Strip | None:
        """Return the frame whose head is at *place*; ``None`` if it is folded, and but a band."""
        strip = self.placing.strip_at(place.y() + self.verticalOffset())
        if strip is None or not strip.piece.framed or strip.is_folded:
            return None
        return strip if self._seen(self.placing.head(strip)).contains(place) else None

    def _choose_group(self, place: QPoint) -> None:
        """Select the rest of the group at whose head *place* is, if its first photo is selected."""
        strip = self._head_at(place)
        if strip is None:
            return
        first = self.rows.index(strip.piece.first)
        last = self.rows.index(strip.piece.first + strip.piece.count - 1)
        selection, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        flag = flags.Select if selection.isSelected(first) else flags.Deselect
        selection.select(QItemSelection(first, last), flag)

    def _fold_at(self, place: QPoint) -> bool:
        """Fold or unfold what has its sign at *place*; return whether something has."""
        strip = self.placing.strip_at(place.y() + self.verticalOffset())
        if strip is None or strip.piece.key is None or place.x() >= FOLD + MARGIN:
            return False
        is_frame_head = strip.piece.framed and self._head_at(place) is not None
        if not (is_frame_head or strip.piece.opens or strip.is_folded):
            return False
        self._show_folded(self._folded ^ {strip.piece.key})
        self._tell(strip.piece.first)
        return True
