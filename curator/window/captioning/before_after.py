"""A table of what would change: a row with a tick for each text, before and after, the differing words marked.

What the texts are and what becomes of the ticked ones is left to whoever shows them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.captions.differences import compared
from curator.window import wording
from curator.window.marking import paint_line
from curator.window.theme import Looks

_Index = QModelIndex | QPersistentModelIndex

_TITLE, _FIELD, _BEFORE, _AFTER = range(4)

HEADS = ("Where", "Field", "Before", "After")
"""What the columns are called, unless they show something else before and after."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text that would change: whose it is, which field, and how it reads before and after."""

    title: str
    field: str
    before: str
    after: str


class BeforeAfterModel(QAbstractTableModel):
    """Rows of texts before and after, each with a tick.

    Signals:
        ticked_changed(): other rows are ticked than before.
    """

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None, heads: Sequence[str] = HEADS) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows: Sequence[Row] = ()
        self._ticks = bytearray()

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in order."""
        return self._rows

    @property
    def ticked(self) -> list[int]:
        """The numbers of the ticked rows, counted from 0."""
        return [row for row, tick in enumerate(self._ticks) if tick]

    def show_rows(self, rows: Sequence[Row], unticked: Iterable[int] = ()) -> None:
        """Show other rows, all ticked but those numbered in *unticked*."""
        self.beginResetModel()
        self._rows = rows
        self._ticks = bytearray(b"\1") * len(rows)
        for row in unticked:
            self._ticks[row] = 0
        self.endResetModel()
        self.ticked_changed.emit()

    def is_ticked(self, row: int) -> bool:
        """Say whether row number *row* is ticked."""
        return bool(self._ticks[row])

    def tick(self, rows: Iterable[int], on: bool) -> None:
        """Tick the *rows* or take their ticks away."""
        changed = [row for row in rows if bool(self._ticks[row]) != on]
        if not changed:
            return
        for row in changed:
            self._ticks[row] = on
        first, last = self.index(min(changed), _TITLE), self.index(max(changed), _TITLE)
        self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 4

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every row be selected, and its first cell be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _TITLE else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, tick and tool tip of a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == _TITLE:
            states = Qt.CheckState
            return states.Checked if self._ticks[index.row()] else states.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = f"{self._heads[column]}: " if column in (_BEFORE, _AFTER) else ""
            return name + _words(row, column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _TITLE:
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column is called."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


def _words(row: Row, column: int) -> str:
    if column in (_TITLE, _FIELD):
        return row.title if column == _TITLE else row.field
    return "".join(part.text for part in compared(row.before, row.after)[column - _BEFORE])


def _tool_tip(row: Row, column: int) -> str:
    """Return the text of a cell with line breaks, its differences marked, as rich text that wraps."""
    if column in (_TITLE, _FIELD):
        return f"<p>{escape(_words(row, column))}</p>"
    tag = "s" if column == _BEFORE else "b"
    parts = compared(row.before, row.after)[column - _BEFORE]
    marked = (f"<{tag}>{escape(p.text)}</{tag}>" if p.differs else escape(p.text) for p in parts)
    return f"<p>{''.join(marked)[:6000]}</p>"


class _CellDelegate(QStyledItemDelegate):
    """Paints the texts with their differing words marked: struck out before, bold after."""

    def __init__(self, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = looks

    # Qt's methods

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell at *index*."""
        theme = self._looks.theme
        model = index.model()
        assert isinstance(model, BeforeAfterModel)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(option.rect)
        if is_selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        view = option.widget
        if isinstance(view, QTableView) and view.currentIndex().row() == index.row():
            self._paint_current(painter, option, has_keyboard=view.hasFocus())
        ink = QColor(theme.text if model.is_ticked(index.row()) else theme.muted)
        if index.column() in (_BEFORE, _AFTER):
            row = model.rows[index.row()]
            parts = compared(row.before, row.after)[index.column() - _BEFORE]
            room = option.rect.adjusted(6, 0, -6, 0)
            painter.setPen(ink)
            painter.setFont(option.font)
            paint_line(painter, room, parts, theme, is_before=index.column() == _BEFORE)
        else:
            # The style would paint its own ground for these.
            plain = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
            option.state &= ~plain
            option.palette.setColor(option.palette.ColorRole.Text, ink)
            # Fusion makes the edge of a tick box from the ground of the window, and so none on dark.
            option.palette.setColor(option.palette.ColorRole.Window, QColor(theme.muted))
            super().paint(painter, option, index)
        painter.restore()

    # Parts

    def _paint_current(
        self, painter: QPainter, option: QStyleOptionViewItem, *, has_keyboard: bool
    ) -> None:
        """Draw lines above and below the row that keys are about."""
        theme = self._looks.theme
        painter.setPen(QColor(theme.accent if has_keyboard else theme.line))
        rect = option.rect
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class _View(QTableView):
    """The table itself; Space ticks, Enter leads to the text.

    Signals:
        jumped(row): Enter or a double click asked to be led to the text of that row.
    """

    jumped = Signal(int)

    def __init__(self, model: BeforeAfterModel, looks: Looks, name: str) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(looks, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (_BEFORE, _AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        header.resizeSection(_TITLE, 26 * letter)
        header.resizeSection(_FIELD, 17 * letter)
        self.doubleClicked.connect(lambda index: self.jumped.emit(index.row()))

    # Qt's methods

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Repaint the lines around the current row, which go over all columns."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the selected rows with Space, all alike; lead to the current one with Enter."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            # By ranges: an index for each of 10,000 rows takes a quarter of a second.
            ranges = self.selectionModel().selection()
            chosen = {n for part in ranges.toList() for n in range(part.top(), part.bottom() + 1)}
            self._rows.tick(chosen | {row}, not self._rows.is_ticked(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.jumped.emit(row)
        else:
            super().keyPressEvent(event)


class BeforeAfter(QWidget):
    """The table with its count, and the buttons that tick all rows or none; ``foot`` has room for more.

    Signals:
        ticked_changed(): other rows are ticked than before.
        jumped(row): Enter or a double click asked to be led to the text of that row.
    """

    ticked_changed = Signal()
    jumped = Signal(int)

    def __init__(
        self,
        looks: Looks,
        name: str,
        parent: QWidget | None = None,
        *,
        heads: Sequence[str] = HEADS,
        noun: str = "text",
    ) -> None:
        super().__init__(parent)
        self._noun = noun
        self.model = BeforeAfterModel(self, heads)
        self.view = _View(self.model, looks, name)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._all = _link("Tick all", lambda: self.model.tick(range(len(self.model.rows)), True))
        self._none = _link("Tick none", lambda: self.model.tick(range(len(self.model.rows)), False))
        self.foot = QHBoxLayout()
        for widget in (self._all, self._none, self._count):
            self.foot.addWidget(widget)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.view, 1)
        column.addLayout(self.foot)
        self.model.ticked_changed.connect(self._ticked_changed)
        self.view.jumped.connect(self.jumped)
        looks.changed.connect(self.view.viewport().update)
        self._ticked_changed()

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in order."""
        return self.model.rows

    @property
    def ticked(self) -> list[int]:
        """The numbers of the ticked rows, counted from 0."""
        return self.model.ticked

    def show_rows(self, rows: Sequence[Row], unticked: Iterable[int] = ()) -> None:
        """Show other rows, all ticked but those numbered in *unticked*; stay where the keyboard was."""
        row, top = self.view.currentIndex().row(), self.view.verticalScrollBar().value()
        self.model.show_rows(rows, unticked)
        if rows:
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), len(rows) - 1), 0))
            self.view.verticalScrollBar().setValue(top)

    def _ticked_changed(self) -> None:
        total, ticked = len(self.model.rows), len(self.model.ticked)
        self._count.setText(
            f"{ticked:,} of {wording.count(total, self._noun)} ticked" if total else ""
        )
        for button in (self._all, self._none):
            button.setVisible(total > 0)
        self.ticked_changed.emit()


def _link(words: str, do: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setObjectName("link")
    button.setText(words)
    button.clicked.connect(do)
    return button
