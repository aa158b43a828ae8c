"""The list of what differs between two versions, grouped by photo; one change in full is left to ``full_text``."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.captions.differences import compared
from curator.window.keeping.change_lines import Line
from curator.window.marking import paint_line
from curator.window.theme import Looks, Theme
from curator.window.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex

_PICTURE = 48
# Logical pixels: the width of the room for a thumbnail.

_EDGE = 6


class ChangeRows(QAbstractListModel):
    """The lines, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    @property
    def lines(self) -> Sequence[Line]:
        """All lines, in order."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (line.title, line.note, *_spoken(line))))
        return None


def _spoken(line: Line) -> tuple[str, ...]:
    before = f"{line.sides[0]}: {line.before}" if line.before else ""
    after = f"{line.sides[1]}: {line.after}" if line.after else ""
    return before, after


class _Delegate(QStyledItemDelegate):
    """Paints heads with the photo, and below them each value with its differing words marked."""

    def __init__(self, looks: Looks, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._looks, self._thumbnails = looks, thumbnails

    # Qt's methods

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for two lines."""
        return QSize(200, 2 * QFontMetrics(option.font).height() + 2 * _EDGE + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row at *index*."""
        model = index.model()
        assert isinstance(model, ChangeRows)
        line, theme = model.lines[index.row()], self._looks.theme
        painter.save()
        painter.setClipRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.selected))
        if line.is_head and index.row():
            painter.setPen(QColor(theme.line))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        room = option.rect.adjusted(_EDGE + _PICTURE + 10, _EDGE, -_EDGE, -_EDGE)
        if line.is_head:
            self._paint_picture(painter, option.rect, line)
            self._paint_two(painter, option, room, line.title, line.note)
        else:
            self._paint_value(painter, option, room, line, theme)
        painter.restore()

    # Parts

    def _paint_picture(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if line.photo is None:
            return
        place = QRect(rect.left() + _EDGE, rect.top() + 3, _PICTURE, rect.height() - 6)
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.fitted(line.photo, place.size(), ratio)
        if pixmap is None:
            painter.fillRect(place, QColor(self._looks.theme.line))
            return
        size = pixmap.deviceIndependentSize().toSize()
        at = QRect(0, 0, size.width(), size.height())
        at.moveCenter(place.center())
        painter.drawPixmap(at.topLeft(), pixmap)

    def _paint_two(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, first: str, second: str
    ) -> None:
        """Paint a strong line over a muted one."""
        theme = self._looks.theme
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        upper, lower = _halves(room) if second else (room, room)
        for text, at, font, ink in (
            (first, upper, strong, theme.text),
            (second, lower, option.font, theme.muted),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)

    def _paint_value(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, line: Line, theme: Theme
    ) -> None:
        label = min(room.width() // 3, 22 * QFontMetrics(option.font).averageCharWidth())
        name, words = QRect(room), QRect(room)
        name.setWidth(label)
        words.setLeft(room.left() + label + 8)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.muted))
        sides = [side for side in (True, False) if (line.before if side else line.after)]
        if line.note:
            sides = []
        halves = _halves(words) if len(sides) == 2 else (words, words)
        is_single = len(sides) < 2
        at = name if is_single else _halves(name)[0]
        cut = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, at.width())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.setPen(QColor(theme.text))
        if line.note:
            text = " ".join(filter(None, (line.note, line.after or line.before)))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
            return
        both = compared(line.before, line.after)
        for is_before, half in zip(sides, halves, strict=False):
            painter.setPen(QColor(theme.text))
            paint_line(painter, half, both[0 if is_before else 1], theme, is_before=is_before)


def _halves(room: QRect) -> tuple[QRect, QRect]:
    """Return the upper and the lower half of *room*."""
    half = room.height() // 2
    upper = QRect(room.left(), room.top(), room.width(), half)
    return upper, QRect(room.left(), room.top() + half, room.width(), half)


class ChangeList(QListView):
    """The list itself.

    Signals:
        chosen(): other rows are selected.
        activated_line(line): Enter or a double click asked to be led to what a line is about.
    """

    chosen = Signal()
    activated_line = Signal(object)

    def __init__(self, looks: Looks, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.rows = ChangeRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(looks, thumbnails, self))
        self.setObjectName("problems")
        self.setAccessibleName("What changed")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        looks.changed.connect(self.viewport().update)
        thumbnails.ready.connect(lambda _: self.viewport().update())

    @property
    def selected_lines(self) -> list[Line]:
        """The lines that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.rows.lines[row] for row in rows]

    @property
    def current_line(self) -> Line | None:
        """The line that has the keyboard."""
        row = self.currentIndex().row()
        return self.rows.lines[row] if 0 <= row < len(self.rows.lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; stay where the keyboard was."""
        row, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.show_lines(lines)
        if lines:
            self.setCurrentIndex(self.rows.index(min(max(row, 0), len(lines) - 1)))
            self.verticalScrollBar().setValue(top)
        self.chosen.emit()

    def _activate(self, row: int) -> None:
        self.activated_line.emit(self.rows.lines[row])

    # Qt's methods

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other rows are selected."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to what the current line is about with Enter."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self._activate(row)
        else:
            super().keyPressEvent(event)
