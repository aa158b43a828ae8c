"""The list of problems on the screen: heads that fold, lines with their level, what each suggests."""

from collections.abc import Sequence
from typing import Any

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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curator.check import Level, Problem
from curator.window.checking.rows import NAMES, Head, Let, Line, Row, said_counts
from curator.window.theme import Looks, Theme
from curator.window.wording import FIELD_NAMES

_Index = QModelIndex | QPersistentModelIndex

SIGNS = {Level.ERROR: "●", Level.WARNING: "▲", Level.HINT: "○"}
"""What stands for each level beside its colour, for those who see colours otherwise."""

_MARGIN, _INDENT = 8, 22
_LONGEST = 400
# Characters of a line of which only the head could show.


class ProblemRows(QAbstractListModel):
    """The rows of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in order."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        if role == Qt.ItemDataRole.DisplayRole:
            return said(self._rows[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(self._rows[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self._rows[index.row()]
            return row.problem.message if isinstance(row, Line) else None
        return None


def said(row: Row) -> str:
    """Return what the list says of *row*, without its level."""
    match row:
        case Head():
            return row.title
        case Line():
            words = row.problem.message
        case Let():
            where = FIELD_NAMES.get(row.waiver.field, row.waiver.field)
            text = f"“{row.waiver.text[:60]}”" if row.waiver.text else where
            words = f"{row.waiver.rule}: {text}" if text else row.waiver.rule
    return f"{row.about} · {words}" if row.about else words


def beside(row: Row) -> str:
    """Return what stands at the right end of *row*: counts, a suggestion, a reason."""
    match row:
        case Head():
            return said_counts(row.counts) or f"{len(row.waivers):,}"
        case Let():
            return row.waiver.reason
    problem = row.problem
    if problem.mended is None:
        return ""
    return f"→ {problem.suggestion}" if problem.suggestion else "→ take it out"


def _spoken(row: Row) -> str:
    if isinstance(row, Head):
        return f"{row.title}, {beside(row)}, {'folded' if row.is_folded else 'unfolded'}"
    if isinstance(row, Let):
        return f"Let be: {said(row)}: {row.waiver.reason}"
    name = NAMES[row.problem.level]
    better = f", suggestion: {row.problem.suggestion}" if row.problem.suggestion else ""
    return f"{name[:1].upper() + name[1:]}: {said(row)}{better}"


class ProblemList(QListView):
    """The list; Enter, Insert and Delete are left to whoever owns it.

    Signals:
        fold_asked(head): the group of *head* is to be folded, or unfolded.
        moved(): another row is the current one.
    """

    fold_asked = Signal(object)
    moved = Signal()

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setAccessibleName("Problems")
        self.rows = ProblemRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(looks, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        looks.changed.connect(self.viewport().update)

    @property
    def current(self) -> Row | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    @property
    def problems(self) -> list[Problem]:
        """The problems whose lines show, in order."""
        return [row.problem for row in self.rows.rows if isinstance(row, Line)]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show *rows*; the current one stays, or the one that came to stand in its place."""
        place, before = self.currentIndex().row(), self.current
        top = self.indexAt(self.viewport().rect().topLeft()).row()
        self.rows.show_rows(rows)
        if not rows:
            return
        row = _again(before, rows)
        row = min(max(place, 0), len(rows) - 1) if row is None else row
        if top > 0:
            self.scrollTo(self.rows.index(min(top, len(rows) - 1)), self.ScrollHint.PositionAtTop)
        self.setCurrentIndex(self.rows.index(row))

    def go_to(self, problem: Problem) -> None:
        """Make the line of *problem* the current one, if it shows."""
        for number, row in enumerate(self.rows.rows):
            if isinstance(row, Line) and row.problem.place == problem.place:
                self.setCurrentIndex(self.rows.index(number))
                return

    def step(self, by: int) -> Problem | None:
        """Go *by* lines on, round and round; return the problem there, ``None`` if there is none."""
        lines = [number for number, row in enumerate(self.rows.rows) if isinstance(row, Line)]
        if not lines:
            return None
        place = self.currentIndex().row()
        ahead = [n for n in (lines if by > 0 else lines[::-1]) if (n - place) * by > 0]
        row = ahead[0] if ahead else (lines[0] if by > 0 else lines[-1])
        self.setCurrentIndex(self.rows.index(row))
        line = self.rows.rows[row]
        return line.problem if isinstance(line, Line) else None

    def _head_above(self, row: int) -> int:
        return next((n for n in range(row, -1, -1) if isinstance(self.rows.rows[n], Head)), row)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Left, unfold with Right; the owner has the keys that do something to a problem."""
        row, current = self.currentIndex().row(), self.current
        match event.key():
            case Qt.Key.Key_Left if isinstance(current, Line | Let):
                self.setCurrentIndex(self.rows.index(self._head_above(row)))
            case Qt.Key.Key_Left if isinstance(current, Head) and not current.is_folded:
                self.fold_asked.emit(current)
            case Qt.Key.Key_Right if isinstance(current, Head) and current.is_folded:
                self.fold_asked.emit(current)
            case Qt.Key.Key_Escape | Qt.Key.Key_Insert | Qt.Key.Key_Delete:
                event.ignore()
            case _:
                super().keyPressEvent(event)


def _again(before: Row | None, rows: Sequence[Row]) -> int | None:
    """Return where *before* stands in *rows* now; ``None`` if it is gone."""
    if before is None:
        return None
    mark = _mark(before)
    return next((number for number, row in enumerate(rows) if _mark(row) == mark), None)


def _mark(row: Row) -> object:
    match row:
        case Head():
            return row.key
        case Let():
            return ("let", row.waiver.place)
    return ("line", row.problem.place)


class _Delegate(QStyledItemDelegate):
    """Paints a row in one line: fold or level, words, and at the right what stands beside them."""

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
        assert isinstance(model, ProblemRows)
        row, theme = model.rows[index.row()], self._looks.theme
        painter.save()
        is_head = isinstance(row, Head)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        elif is_head:
            painter.fillRect(option.rect, QColor(theme.panel))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        self._paint_sign(painter, room, row, theme)
        room.setLeft(room.left() + _INDENT)
        font = painter.font()
        font.setBold(is_head)
        painter.setFont(font)
        _paint_words(painter, room, row, theme)
        painter.restore()

    def _paint_sign(self, painter: QPainter, room: QRect, row: Row, theme: Theme) -> None:
        match row:
            case Head():
                sign, colour = ("▸" if row.is_folded else "▾"), theme.muted
            case Let():
                sign, colour = "✓", theme.muted
            case Line():
                sign, colour = SIGNS[row.problem.level], level_colour(row.problem.level, theme)
        painter.setPen(QColor(colour))
        left = room.adjusted(0 if isinstance(row, Head) else 6, 0, 0, 0)
        painter.drawText(left, _LEFT, sign)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _paint_words(painter: QPainter, room: QRect, row: Row, theme: Theme) -> None:
    metrics = painter.fontMetrics()
    more = beside(row)[:_LONGEST]
    most = room.width() // 2 if not isinstance(row, Head) else room.width()
    more = metrics.elidedText(more, Qt.TextElideMode.ElideRight, most)
    taken = metrics.horizontalAdvance(more) + 16 if more else 0
    painter.setPen(QColor(theme.muted))
    painter.drawText(room, _RIGHT, more)
    painter.setPen(QColor(theme.text))
    width = room.width() - taken
    words = metrics.elidedText(said(row)[:_LONGEST], Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, _LEFT, words)


def level_colour(level: Level, theme: Theme) -> str:
    """Return the colour that stands for *level*."""
    return {Level.ERROR: theme.error, Level.WARNING: theme.attention, Level.HINT: theme.accent}[
        level
    ]
