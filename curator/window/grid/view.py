"""A view of the grid: selects, finds, drags rows and takes drops; what those do is left to ``desk``."""

from collections.abc import Iterable
from itertools import chain, islice

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from curator.story.values import Key, PhotoId
from curator.window import carrying
from curator.window.grid.delegate import CellDelegate, cell_size
from curator.window.grid.model import GridModel
from curator.window.grid.offering import ROWS, offered
from curator.window.incoming import dropped_paths, has_paths
from curator.window.theme import Looks

_MOVES = Qt.KeyboardModifier.ShiftModifier
# Held when photos are dropped in another window, it takes them away here.

_EDGE = 72
# Logical pixels from the upper and the lower edge within which a drag scrolls.


class GridView(QListView):
    """A grid of cells.

    Signals:
        selected(): the selection or the current row changed.
        opened(): the current photo was asked for large (Space, double click).
        entered(): Enter was pressed on the current row.
        moved(keys, before): rows were dragged before the row of *before* (``None``: to the end); they may
            come from another view.
        dropped(paths, before): files were dropped before the row of *before*.
        carried(photos, before): photos of another window were dropped there, with their words.
        given(ids): photos of this view were dropped in another window, to be moved there.
        files_near(): files are being dragged over the grid.
        all_asked(): Escape was pressed while not every photo is shown.
        menu_asked(place): a context menu was asked for at this place of the screen.
    """

    selected = Signal()
    opened = Signal()
    entered = Signal()
    moved = Signal(object, object)
    dropped = Signal(object, object)
    carried = Signal(object, object)
    given = Signal(object)
    menu_asked = Signal(object)
    all_asked = Signal()
    files_near = Signal()

    empty = "No photo is in the story.\nDrop some here, or choose them in Photos and press Insert."
    none_chosen = "No photo is like that.\nPress “All” above, or Esc, to see every photo again."

    def __init__(
        self,
        model: GridModel,
        delegate: CellDelegate,
        looks: Looks,
        *,
        can_reorder: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self._rows, self._looks = model, looks
        self._can_reorder = can_reorder
        self._least_width = 220
        self._gap: int | None = None
        self._dragged_to = QPoint()
        self._roll = QTimer(self)
        self._roll.setInterval(16)
        self._roll.timeout.connect(self._roll_on)
        self._before_reset: tuple[tuple[Key, ...], tuple[Key, ...], Key | None] = ((), (), None)
        model.modelAboutToBeReset.connect(self._remember)
        self.setModel(model)
        model.modelReset.connect(self._restore)
        self.setItemDelegate(delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(2000)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.selected.emit())
        looks.changed.connect(self.viewport().update)

    @property
    def rows(self) -> GridModel:
        """The model that this view shows."""
        return self._rows

    @property
    def current_key(self) -> Key | None:
        """The key of the current row."""
        return self._rows.key(self.currentIndex())

    @property
    def selected_rows(self) -> list[int]:
        """The selected rows, in their order, by their runs: Qt would ask the model about each."""
        chosen = self.selectionModel().selection()
        each = map(chosen.at, range(chosen.count()))
        runs = sorted((run.top(), run.bottom() + 1) for run in each)
        return [row for first, end in runs for row in range(first, end)]

    @property
    def selected_keys(self) -> tuple[Key, ...]:
        """The keys of the selected rows, in their order."""
        return tuple(self._rows.keys[row] for row in self.selected_rows)

    @property
    def selected_photos(self) -> tuple[PhotoId, ...]:
        """The ids of the selected photos, in their order."""
        return tuple(PhotoId(key) for key in self.selected_keys if isinstance(key, str))

    @property
    def carried_keys(self) -> tuple[Key, ...]:
        """The keys of the rows that go along when those selected are dragged, in their order."""
        return self.selected_keys

    @property
    def seen_keys(self) -> tuple[Key, ...]:
        """The keys of the rows that a person can see, scrolling at most."""
        return self._rows.keys

    @property
    def columns(self) -> int:
        """How many cells stand beside each other."""
        return max(1, self.viewport().width() // max(self._least_width, 1))

    def set_cell_width(self, width: int) -> None:
        """Make cells at least *width* logical pixels wide; they share what is left of a line."""
        self._least_width = width
        self._lay_out()

    def select(self, keys: Iterable[Key], current: Key | None = None) -> None:
        """Select the rows of *keys*, make *current* (or the first) the current one and show it."""
        chosen = list(keys)
        selection = QItemSelection()
        for key in chosen:
            index = self._rows.index_of(key)
            if index.isValid():
                selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        first = self._rows.index_of(current if current is not None else next(iter(chosen), None))
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if first.isValid():
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        self.selected.emit()

    def step(self, by: int) -> bool:
        """Select the photo *by* rows further on alone; return whether there is one."""
        row = self.currentIndex().row() + by
        while 0 <= row < self._rows.rowCount():
            if isinstance(self._rows.keys[row], str):
                self.select([self._rows.keys[row]])
                return True
            row += 1 if by > 0 else -1
        return False

    def take_rows(self, keys: tuple[Key, ...], before: Key | None) -> None:
        """Ask for rows of *keys*, of this view or another one, to be brought before the row of *before*."""
        self.moved.emit(keys, before)

    def _drag_picture(self, index: QModelIndex) -> QPixmap:
        """Return what hangs at the pointer while the row at *index*, and others, are dragged."""
        seen = self.viewport().grab(self.visualRect(index))
        return seen.scaledToWidth(120, Qt.TransformationMode.SmoothTransformation)

    def _last_row(self) -> int:
        """Return the row that End leads to, where there is one."""
        return self._rows.rowCount() - 1

    def _remember(self) -> None:
        if self._rows.keys:  # After a search that found nothing, what was before it counts.
            self._before_reset = (self._rows.keys, self.selected_keys, self.current_key)

    def _restore(self) -> None:
        """Select what was selected, as far as it is still there; else what stands in its place now."""
        rows, selected, current = self._before_reset
        there = [key for key in selected if self._rows.index_of(key).isValid()]
        if not there and current is not None:
            beside = chain(rows[(at := rows.index(current)) :], reversed(rows[:at]))
            there = list(islice((k for k in beside if self._rows.index_of(k).isValid()), 1))
        is_current = self._rows.index_of(current).isValid()
        self.select(there, current if is_current and there else None)

    def _lay_out(self) -> None:
        # Qt breaks a line that would reach the last pixel.
        size = cell_size((self.viewport().width() - 2) // self.columns, self.font())
        if size != self.gridSize():
            self.setGridSize(size)
            current = self.currentIndex()
            if current.isValid():
                self.scrollTo(current)

    def _gap_at(self, position: QPoint) -> int:
        """Return the row before which a drop at *position* lands; the number of rows for the end."""
        cell = self.gridSize()
        line = (position.y() + self.verticalOffset()) // max(cell.height(), 1)
        column = min(round(position.x() / max(cell.width(), 1)), self.columns)
        return max(0, min(line * self.columns + column, self._rows.rowCount()))

    def _gap_rect(self, gap: int) -> QRect:
        cell = self.gridSize()
        line, column = divmod(gap, self.columns)
        if column == 0 and gap == self._rows.rowCount() and gap > 0:
            line, column = line - 1, self.columns
        top = line * cell.height() - self.verticalOffset()
        return QRect(max(column * cell.width() - 2, 0), top + 6, 4, cell.height() - 12)

    def _key_at_gap(self, position: QPoint) -> Key | None:
        gap = self._gap_at(position)
        return self._rows.keys[gap] if gap < self._rows.rowCount() else None

    def _accepts(self, event: QDropEvent) -> bool:
        if self._is_own(event):
            return self._can_reorder
        return has_paths(event.mimeData()) or event.mimeData().hasFormat(carrying.FORMAT)

    def _is_own(self, event: QDropEvent) -> bool:
        """Say whether what is dragged are rows of the story that is shown here."""
        source = event.source()
        return (
            event.mimeData().hasFormat(ROWS)
            and isinstance(source, GridView)
            and source.rows.document is self._rows.document
        )

    def _roll_on(self) -> None:
        """Scroll while something is dragged near an edge, faster the nearer."""
        bar = self.verticalScrollBar()
        y = self._dragged_to.y()
        below, above = y - (self.viewport().height() - _EDGE), _EDGE - y
        depth = max(below, above, 0)
        if depth:
            bar.setValue(bar.value() + (depth if below > 0 else -depth) // 3)
            self._set_gap(self._gap_at(self._dragged_to))  # What was there has gone on.

    def _set_gap(self, gap: int | None) -> None:
        if gap is None:
            self._roll.stop()
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    # Qt's methods

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other rows are selected."""
        super().selectionChanged(selected, deselected)
        self._rows.hold(self.selected_keys)
        self.selected.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the cells."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space, Enter and Escape for the person; leave the rest to Qt."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() == Qt.Key.Key_Space:
            self.opened.emit()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows.keys:
            # Qt does nothing if the row is current already, although others are selected, or none.
            last = self._last_row() if event.key() == Qt.Key.Key_End else 0
            self.select([self._rows.keys[last]])
        elif plain and event.key() == Qt.Key.Key_Escape and self._rows.is_choice:
            self.all_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: at the pointer, or by its key at the current cell."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            centre = self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(self.viewport().mapToGlobal(centre))
        else:
            self.menu_asked.emit(event.globalPos())

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: bare letters and digits rate and mark photos, and the search field searches."""

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected rows, as they stand in the story and as files for other programs."""
        drag = QDrag(self)
        drag.setMimeData(offered(self._rows.document.story, self.carried_keys))
        drag.setPixmap(self._drag_picture(self.currentIndex()))
        drag.setHotSpot(QPoint(12, 12))
        # Copy alone: a file manager that was offered a move would take the originals away.
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, and rows of this view where it has an order."""
        if has_paths(event.mimeData()) and event.source() is None:
            self.files_near.emit()
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where a drop would land; scroll at the edges."""
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget where a drop would have landed."""
        self._set_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped, and where."""
        self._set_gap(None)
        self.setState(QAbstractItemView.State.NoState)
        if not self._accepts(event):
            event.ignore()
            return
        before = self._key_at_gap(event.position().toPoint())
        source = event.source()
        if self._is_own(event) and isinstance(source, GridView):
            event.accept()
            self.take_rows(source.carried_keys, before)
        elif event.mimeData().hasFormat(carrying.FORMAT):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.carried.emit(event.mimeData(), before)
            if isinstance(source, GridView) and event.modifiers() & _MOVES:
                carried = source.carried_keys
                source.given.emit(tuple(PhotoId(key) for key in carried if isinstance(key, str)))
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(dropped_paths(event.mimeData()), before)

    def _consider(self, event: QDragMoveEvent | QDragEnterEvent) -> None:
        if not self._accepts(event):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._dragged_to = event.position().toPoint()
        self._set_gap(self._gap_at(self._dragged_to))
        if not self._roll.isActive():
            self._roll.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and the mark where a drop would land."""
        super().paintEvent(event)
        self._paint_over()

    def _paint_over(self) -> None:
        """Paint what there is to say where no row is, and the mark where a drop would land."""
        if not self._rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._looks.theme.muted))
            words = self.none_chosen if self._rows.is_choice else self.empty
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
        if self._gap is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(self._gap_rect(self._gap), QColor(self._looks.theme.accent))

    def sizeHint(self) -> QSize:
        """Ask for room for three cells."""
        return QSize(720, 520)
