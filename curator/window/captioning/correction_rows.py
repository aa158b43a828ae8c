"""The corrections of a sheet as a table's rows, which follow the story; the dialog around them is ``correcting``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from curator.errors import shown
from curator.manifest.sheets import Correction, against
from curator.manifest.sheets.columns import joined
from curator.story.changes import Change
from curator.story.edits import PHOTO_FIELDS
from curator.story.values import PhotoId, Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.theme import Looks

PHOTO, FIELD, MINE, THEIRS = range(4)
HEADS = ("Photo", "Field", "In the story", "In the sheet")
_MOST_SHOWN = 160

_Index = QModelIndex | QPersistentModelIndex
_Key = tuple[PhotoId, str]


@dataclass(slots=True)
class _Row:
    """One correction as it stands against the story of now, and whether the sheet's words are chosen."""

    correction: Correction
    takes_theirs: bool

    @property
    def key(self) -> _Key:
        return self.correction.photo, self.correction.field


class CorrectionRows(QAbstractTableModel):
    """The corrections as rows, conflicts first; the ticked side of a row is the one that will stand.

    It follows the story: where a field is written in meanwhile, its row becomes a conflict in which
    the story's words stand until somebody chooses anew.

    Signals:
        chosen(): another choice was made, or rows came or went.
    """

    chosen = Signal()

    def __init__(
        self,
        document: StoryDocument,
        corrections: Iterable[Correction],
        looks: Looks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._looks = document, looks
        self._found = {(c.photo, c.field): c for c in corrections}
        self._photos = {photo for photo, _ in self._found}
        self._rows: list[_Row] = []
        self._rows = self._made(document.story)
        document.changed.connect(self._follow)

    @property
    def rows(self) -> Sequence[Correction]:
        """The corrections in the order of their rows."""
        return [row.correction for row in self._rows]

    @property
    def taken(self) -> list[Correction]:
        """Those in which the sheet's words are chosen."""
        return [row.correction for row in self._rows if row.takes_theirs]

    @property
    def conflicts(self) -> int:
        """How many of the rows both sides changed."""
        return sum(row.correction.is_conflict for row in self._rows)

    def let_go(self) -> None:
        """Follow the story no longer."""
        self._document.changed.disconnect(self._follow)

    def choose(self, row: int, *, theirs: bool) -> None:
        """Let the sheet's words stand in *row*, or the story's."""
        self._rows[row].takes_theirs = theirs
        self.dataChanged.emit(self.index(row, MINE), self.index(row, THEIRS))
        self.chosen.emit()

    def choose_all(self, *, theirs: bool, conflicts: bool) -> None:
        """Let one side stand in all *conflicts*, or in all rows that are none."""
        for row in self._rows:
            if row.correction.is_conflict == conflicts:
                row.takes_theirs = theirs
        if self._rows:
            self.dataChanged.emit(self.index(0, MINE), self.index(len(self._rows) - 1, THEIRS))
        self.chosen.emit()

    def toggle(self, row: int) -> None:
        """Let the other side stand in *row*."""
        self.choose(row, theirs=not self._rows[row].takes_theirs)

    def row_of(self, correction: Correction | None) -> int:
        """Return the row about the field that *correction* is about; 0 if there is none any more."""
        keys = [row.key for row in self._rows]
        key = (correction.photo, correction.field) if correction else None
        return keys.index(key) if key in keys else 0

    def _made(self, story: Story) -> list[_Row]:
        """Return the rows against *story*; a choice stands as long as what it was between."""
        before = {row.key: row for row in self._rows}
        rows = []
        for key, found in self._found.items():
            now = against(found, story)
            if now is not None:
                old = before.get(key)
                is_kept = old is not None and old.correction == now
                rows.append(old if old and is_kept else _Row(now, not now.is_conflict))
        numbers = self._document.numbers
        last = len(numbers) + 1
        return sorted(
            rows,
            key=lambda row: (
                not row.correction.is_conflict,
                numbers.get(row.correction.photo, last),
                row.correction.row,
                PHOTO_FIELDS.index(row.correction.field),
            ),
        )

    def _follow(self, before: Story, after: Story, change: Change) -> None:
        if self._photos.isdisjoint(change.photos) and not change.sequence:
            return
        rows = self._made(after)
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, THEIRS))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self.chosen.emit()

    def _text(self, row: _Row, column: int) -> str:
        correction = row.correction
        if column == PHOTO:
            number = self._document.numbers.get(correction.photo)
            name = shown(self._document.story.photos[correction.photo].file_name)
            return f"{number} · {name}" if number else name
        if column == FIELD:
            name = wording.FIELD_NAMES[correction.field]
            return f"{name} · conflict" if correction.is_conflict else name
        text = joined(correction.mine if column == MINE else correction.theirs)
        return text[:_MOST_SHOWN].replace("\n", " ⏎ ") if text else "(empty)"

    def _check(self, row: _Row, column: int) -> Qt.CheckState | None:
        """Return the tick of a cell: the sheet's words in every row, the story's where both wrote."""
        if column == THEIRS or (column == MINE and row.correction.is_conflict):
            is_on = row.takes_theirs == (column == THEIRS)
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return None

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many corrections there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return self._text(row, column)
        if role == roles.CheckStateRole:
            return self._check(row, column)
        if role == roles.AccessibleTextRole:
            return f"{HEADS[column]}: {self._text(row, column)}"
        if role == roles.ForegroundRole:
            theme = self._looks.theme
            is_empty = (
                column >= MINE and not (row.correction.mine, row.correction.theirs)[column - MINE]
            )
            if is_empty or (column == MINE and row.takes_theirs):
                return QColor(theme.muted)
            if column == FIELD and row.correction.is_conflict:
                return QColor(theme.attention)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick that was set or taken away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.choose(index.row(), theirs=is_on == (index.column() == THEIRS))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_ticked = self._check(self._rows[index.row()], index.column()) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_ticked else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands over a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
