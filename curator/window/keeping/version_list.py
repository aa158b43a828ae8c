"""The list of versions: the story as it is now, then all versions, the newest first; reading is left to ``book``."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
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

from curator.manifest.versions.index import Version
from curator.window import wording
from curator.window.keeping import telling
from curator.window.theme import Looks

_Index = QModelIndex | QPersistentModelIndex

_EDGE = 8


class VersionRows(QAbstractListModel):
    """Row 0 is the story as it is now; the others are versions, by number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Version, ...] = ()
        self._summaries: Mapping[int, str] = {}
        self._is_modified = False

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions, the newest first."""
        return self._versions

    def show_versions(self, versions: tuple[Version, ...], summaries: Mapping[int, str]) -> None:
        """Show *versions*, with what changed with each as far as it is known."""
        self.beginResetModel()
        self._versions, self._summaries = versions, summaries
        self.endResetModel()

    def show_modified(self, is_modified: bool) -> None:
        """Tell whether the story as it is now is saved."""
        self._is_modified = is_modified
        self.dataChanged.emit(self.index(0), self.index(0))

    def refresh(self, number: int) -> None:
        """Show the version called *number* anew."""
        row = next((n for n, v in enumerate(self._versions, 1) if v.number == number), 0)
        self.dataChanged.emit(self.index(row), self.index(row))

    def version(self, row: int) -> Version | None:
        """Return the version in *row*, ``None`` of the story as it is now."""
        return self._versions[row - 1] if row else None

    def row_of(self, number: int) -> int:
        """Return the row of the version called *number*; -1 if it is gone."""
        return next((n for n, v in enumerate(self._versions, 1) if v.number == number), -1)

    def lines(self, row: int) -> tuple[str, str, str]:
        """Return the three lines that a row says, the last of them maybe empty."""
        version = self.version(row)
        if version is None:
            return "As it is now", "Not saved yet" if self._is_modified else "Saved", ""
        photos = wording.count(version.photos, "photo")
        when = telling.when(version.saved_at)
        second = f"{when[:1].upper()}{when[1:]} · {photos}" if version.name else photos
        changed = self._summaries.get(version.number, "")
        if row == len(self._versions):
            changed = changed or "The first that is kept"
        return telling.version_name(version), second, changed

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._versions) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        lines = [line for line in self.lines(index.row()) if line]
        if role == Qt.ItemDataRole.DisplayRole:
            return lines[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(lines)
        return None


class _Delegate(QStyledItemDelegate):
    """Paints three lines a row: the name strong, when and what in a muted ink."""

    def __init__(self, looks: Looks, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = looks

    # Qt's methods

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for three lines."""
        return QSize(160, 3 * QFontMetrics(option.font).height() + 2 * _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row at *index*."""
        model = index.model()
        assert isinstance(model, VersionRows)
        theme = self._looks.theme
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(option.rect, QColor(theme.selected))
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(theme.accent)
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        room = option.rect.adjusted(12, _EDGE, -_EDGE, -_EDGE)
        height = QFontMetrics(option.font).height()
        for place, line in enumerate(model.lines(index.row())):
            painter.setFont(option.font if place else strong)
            painter.setPen(QColor(theme.muted if place else theme.text))
            cut = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            at = QRect(room.left(), room.top() + place * height, room.width(), height)
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()


class VersionList(QListView):
    """The list itself; one row is compared with now, two with each other.

    Signals:
        chosen(): other rows are selected.
        rename_asked(): F2 asked to name the current version.
    """

    chosen = Signal()
    rename_asked = Signal()

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.rows = VersionRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(looks, self))
        self.setObjectName("problems")
        self.setAccessibleName("Versions")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        looks.changed.connect(self.viewport().update)

    @property
    def pair(self) -> tuple[int, int] | None:
        """The rows to be compared, the older first; ``None`` while nothing is selected.

        Of more than two rows it is the first and the last; a version alone stands against now, and
        now against the last version.
        """
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if len(rows) > 1:
            return rows[-1], rows[0]
        if rows and self.rows.rowCount() > 1:
            return (rows[0] or 1), 0
        return None

    def select(self, rows: list[int]) -> None:
        """Select *rows*, the first of them with the keyboard."""
        chosen = QItemSelection()
        for row in rows:
            index = self.rows.index(row)
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if rows:
            self.selectionModel().setCurrentIndex(self.rows.index(rows[0]), flags.NoUpdate)
            self.scrollTo(self.rows.index(rows[0]))

    # Qt's methods

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other rows are selected."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take F2 for the person; leave the rest to Qt."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
        else:
            super().keyPressEvent(event)
