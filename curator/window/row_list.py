"""A list of rows in one line each, some of them heads of groups that fold; what the rows are, its owner says.

Each row is told by a :class:`Look`. The owner makes the rows, and makes them anew when one is folded.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from curator.window.theme import Looks, Theme
from curator.window.wording import tool_tip

RowT = TypeVar("RowT")
_Index = QModelIndex | QPersistentModelIndex

_MARGIN, _INDENT = 8, 22
_LONGEST = 400
# Characters of a line of which only the head could show.

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Look:
    """How a row shows: its words, and at the right what is ``beside`` them.

    ``mark`` is what names it from one making of the rows to the next, ``spoken`` what a screen reader
    says. ``sign`` stands before the words in the ``colour`` of the theme called so, or, where
    ``is_folded`` says something, what shows whether its group is. ``depth`` counts the heads above it.
    """

    words: str
    mark: Hashable
    beside: str = ""
    spoken: str = ""
    sign: str = ""
    colour: str = "muted"
    is_head: bool = False
    is_folded: bool | None = None
    depth: int = 0


class _Rows(QAbstractListModel, Generic[RowT]):
    """The rows of a list."""

    def __init__(self, look: Callable[[RowT], Look], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.rows: Sequence[RowT] = ()

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = self.look(self.rows[index.row()]).words[:_LONGEST]
            return tool_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            look = self.look(self.rows[index.row()])
            fold = {True: ", folded", False: ", unfolded", None: ""}[look.is_folded]
            return f"{look.spoken or look.words}{fold}"
        return None


class RowList(QListView, Generic[RowT]):
    """The list; *look* tells how a row shows. What keys beyond those that fold do is its owner's.

    Signals:
        fold_asked(row): the group of this head is to be folded, or unfolded.
        moved(): another row is the current one.
    """

    fold_asked = Signal(object)
    moved = Signal()

    def __init__(
        self, name: str, looks: Looks, look: Callable[[RowT], Look], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.rows: _Rows[RowT] = _Rows(look, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(looks, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        looks.changed.connect(self.viewport().update)

    @property
    def current(self) -> RowT | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show *rows*; the current one stays, or the one that came to stand in its place."""
        place, before = self.currentIndex().row(), self.current
        top = self.indexAt(self.viewport().rect().topLeft()).row()
        mark = self.rows.look(before).mark if before is not None else None
        self.rows.show_rows(rows)
        if not rows:
            return
        again = self.row_of(mark) if mark is not None else None
        row = min(max(place, 0), len(rows) - 1) if again is None else again
        if top > 0:
            self.scrollTo(self.rows.index(min(top, len(rows) - 1)), self.ScrollHint.PositionAtTop)
        self.go(row)

    def row_of(self, mark: Hashable) -> int | None:
        """Return which row has *mark*; ``None`` if none has."""
        look = self.rows.look
        return next((n for n, row in enumerate(self.rows.rows) if look(row).mark == mark), None)

    def go(self, row: int) -> None:
        """Make *row* the current one."""
        self.setCurrentIndex(self.rows.index(row))

    def _head_above(self, row: int) -> int:
        """Return the row of the head that *row* belongs to."""
        looks = [self.rows.look(found) for found in self.rows.rows[: row + 1]]
        depth = looks[row].depth
        return next((n for n in range(row, -1, -1) if looks[n].depth < depth), row)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Left, unfold with Right, and leave to the owner the keys that do something to a row."""
        row, current = self.currentIndex().row(), self.current
        is_folded = self.rows.look(current).is_folded if current is not None else None
        is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case _ if is_ctrl and event.text() and not event.text().isprintable():
                event.ignore()
            case Qt.Key.Key_Left if current is not None and is_folded is not False:
                self.go(self._head_above(row))
            case Qt.Key.Key_Left | Qt.Key.Key_Right if is_folded is (
                event.key() == Qt.Key.Key_Right
            ):
                self.fold_asked.emit(current)
            case Qt.Key.Key_Escape | Qt.Key.Key_Insert | Qt.Key.Key_Delete | Qt.Key.Key_Space:
                event.ignore()
            case _:
                super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints a row in one line: fold or sign, words, and at the right what stands beside them."""

    def __init__(self, looks: Looks, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = looks

    # Qt's methods

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for a line."""
        return QSize(200, QFontMetrics(option.font).height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row at *index*."""
        model = index.model()
        assert isinstance(model, _Rows)
        look, theme = model.look(model.rows[index.row()]), self._looks.theme
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        elif look.is_head:
            painter.fillRect(option.rect, QColor(theme.panel))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        room = option.rect.adjusted(_MARGIN + 6 * look.depth, 0, -_MARGIN, 0)
        signs = {True: "▸", False: "▾", None: look.sign}
        painter.setPen(QColor(getattr(theme, look.colour)))
        painter.drawText(room, _LEFT, signs[look.is_folded])
        room.setLeft(room.left() + _INDENT)
        font = painter.font()
        font.setBold(look.is_head)
        painter.setFont(font)
        _paint_words(painter, room, look, theme)
        painter.restore()


def _paint_words(painter: QPainter, room: QRect, look: Look, theme: Theme) -> None:
    metrics = painter.fontMetrics()
    most = room.width() if look.is_head else room.width() // 2
    more = metrics.elidedText(look.beside[:_LONGEST], Qt.TextElideMode.ElideRight, most)
    taken = metrics.horizontalAdvance(more) + 16 if more else 0
    painter.setPen(QColor(theme.muted))
    painter.drawText(room, _RIGHT, more)
    painter.setPen(QColor(theme.text))
    width = room.width() - taken
    words = metrics.elidedText(look.words[:_LONGEST], Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, _LEFT, words)
