"""The table of codes as rows and columns for a view; keeping it is left to the book."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from curator.captions.codes import FIELDS, Code, CodeTable, fault, tidy
from curator.window import wording
from curator.window.captioning.codes.book import CodeBook
from curator.window.theme import Looks

_MOST_FORMS = 50
# Forms that get a column; what lies beyond is kept, not shown.

_MOST_SHOWN = 500
# Characters of a cell that are drawn; all are there to be edited.

_USUAL_FIELDS = ("photographer", "credit", "persons")
_FIELD_ORDER = tuple(dict.fromkeys(FIELDS.values()))

_AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: the code, one of its forms (counted from 0), or a value for a field."""

    kind: str
    form: int = 0
    field: str = ""

    @property
    def title(self) -> str:
        """What stands over the column."""
        if self.kind == "code":
            return "Code"
        if self.kind == "field":
            name = wording.FIELD_NAMES[self.field]
            return name[:1].upper() + name[1:]
        return "Words" if self.form == 0 else f"Form {self.form + 1}"

    def read(self, code: Code) -> str:
        """Return what *code* has here."""
        if self.kind == "code":
            return code.code
        if self.kind == "field":
            return next((text for name, text in code.fields if name == self.field), "")
        return code.forms[self.form] if self.form < len(code.forms) else ""

    def write(self, code: Code, text: str) -> Code:
        """Return *code* with *text* here."""
        if self.kind == "code":
            return tidy(replace(code, code=text))
        if self.kind == "field":
            return tidy(
                replace(code, fields=tuple((dict(code.fields) | {self.field: text}).items()))
            )
        forms = [*code.forms, *[""] * (self.form + 1 - len(code.forms))]
        forms[self.form] = text
        return tidy(replace(code, forms=tuple(forms)))


class CodesModel(QAbstractTableModel):
    """The codes of the account, a row each, those that a filter lets through."""

    def __init__(self, book: CodeBook, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book, self._looks = book, looks
        self._table = CodeTable()
        self._rows: list[int] = []
        self._columns: list[Column] = []
        self._fields: set[str] = set(_USUAL_FIELDS)
        self._filter = ""
        self._searched: list[str] | None = None
        self._firsts: dict[str, int] | None = None
        self._show(book.table)
        book.changed.connect(self._follow)

    @property
    def columns(self) -> Sequence[Column]:
        """What the columns hold, from left to right."""
        return self._columns

    @property
    def total(self) -> int:
        """How many codes there are, shown or not."""
        return sum(1 for line in self._table.lines if isinstance(line, Code))

    def code(self, row: int) -> Code:
        """Return the code in *row*."""
        code = self._table.lines[self._rows[row]]
        assert isinstance(code, Code)
        return code

    def show_filter(self, words: str) -> None:
        """Show only the codes in which *words* occur, whatever the capitals."""
        self._filter = words.strip().casefold()
        self._show(self._table)

    def show_field(self, field: str, *, is_shown: bool) -> None:
        """Give *field* a column, or take it away where no code has a value for it."""
        (self._fields.add if is_shown else self._fields.discard)(field)
        self._show(self._table)

    def add(self) -> int:
        """Add an empty code at the end, or take the one that is there; return its row."""
        self._filter = ""
        lines = self._table.lines
        if not lines or lines[-1] != Code(""):
            self._book.change(replace(self._table, lines=(*lines, Code(""))))
        else:
            self._show(self._table)
        return len(self._rows) - 1

    def remove(self, rows: Collection[int]) -> None:
        """Take the codes of *rows* out of the table."""
        gone = {self._rows[row] for row in rows}
        kept = tuple(line for at, line in enumerate(self._table.lines) if at not in gone)
        self._book.change(replace(self._table, lines=kept))

    def _follow(self) -> None:
        """Show the table as the book has it now; a single changed code keeps every row in its place."""
        before, after = self._table, self._book.table
        at = _changed_line(before, after)
        row = self._rows.index(at) if at in self._rows else None
        if row is None:
            self._show(after)
            return
        self._table, self._searched, self._firsts = after, None, None
        self._show_columns(_columns_of(after, self._fields))
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def _show_columns(self, columns: list[Column]) -> None:
        """Show other columns without a reset, which would take the cell away that is being typed in."""
        for at in reversed(range(len(self._columns))):
            if self._columns[at] not in columns:
                self.beginRemoveColumns(_NO_INDEX, at, at)
                del self._columns[at]
                self.endRemoveColumns()
        for at, column in enumerate(columns):
            if at >= len(self._columns) or self._columns[at] != column:
                self.beginInsertColumns(_NO_INDEX, at, at)
                self._columns.insert(at, column)
                self.endInsertColumns()

    def _show(self, table: CodeTable) -> None:
        self.beginResetModel()
        if table is not self._table:
            self._searched = self._firsts = None
        self._table = table
        self._columns = _columns_of(table, self._fields)
        rows = [at for at, line in enumerate(table.lines) if isinstance(line, Code)]
        if self._filter:
            searched = self._texts()
            rows = [at for at in rows if self._filter in searched[at]]
        self._rows = rows
        self.endResetModel()

    def _texts(self) -> list[str]:
        """Return what is searched of each line; worked out once a table."""
        if self._searched is None:
            self._searched = [
                "\t".join((line.code, *line.forms, *(text for _, text in line.fields))).casefold()
                if isinstance(line, Code)
                else ""
                for line in self._table.lines
            ]
        return self._searched

    def _fault(self, row: int) -> str:
        """Return why the code in *row* never comes to be used, ``""`` if it does."""
        code = self.code(row)
        if code == Code(""):
            return ""
        if self._firsts is None:
            self._firsts = {}
            for at, line in enumerate(self._table.lines):
                if isinstance(line, Code):
                    self._firsts.setdefault(line.code, at)
        if code.code and self._firsts[code.code] != self._rows[row]:
            return f"“{code.code}” is in the table already, further up, which counts"
        if code.code and not code.forms and not code.fields:
            return f"There are no words for “{code.code}”"
        return fault(code, self._table.delimiter)

    # Qt's methods

    def rowCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        """Return how many codes are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _AnyIndex = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Let every cell be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, and why a code cannot be used."""
        row, column = index.row(), self._columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return column.read(self.code(row))
        if role == Qt.ItemDataRole.DisplayRole:
            return column.read(self.code(row))[:_MOST_SHOWN]
        if column.kind != "code":
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._looks.theme.attention) if self._fault(row) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(self._fault(row))}</p>" if self._fault(row) else None
        return self._fault(row) if role == Qt.ItemDataRole.AccessibleDescriptionRole else None

    def setData(self, index: _AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        at = self._rows[index.row()]
        code = self._columns[index.column()].write(self.code(index.row()), str(value))
        lines = self._table.lines
        if code != lines[at]:
            self._book.change(replace(self._table, lines=(*lines[:at], code, *lines[at + 1 :])))
        return True


def _columns_of(table: CodeTable, fields: Collection[str]) -> list[Column]:
    """Return the columns that *table* needs, with one for each of *fields* and room for one more form."""
    most, used = 1, set(fields)
    for line in table.lines:
        if isinstance(line, Code):
            most = max(most, len(line.forms))
            used.update(name for name, _ in line.fields)
    forms = min(max(most + 1, 2), _MOST_FORMS)
    return [
        Column("code"),
        *(Column("form", form=number) for number in range(forms)),
        *(Column("field", field=name) for name in _FIELD_ORDER if name in used),
    ]


def _changed_line(before: CodeTable, after: CodeTable) -> int | None:
    """Return which line differs if it is one, and a code; ``None`` if there is more to it."""
    if len(before.lines) != len(after.lines) or before.delimiter != after.delimiter:
        return None
    pairs = zip(before.lines, after.lines, strict=True)
    places = [at for at, (old, new) in enumerate(pairs) if old is not new]
    is_one = len(places) == 1 and isinstance(after.lines[places[0]], Code)
    return places[0] if is_one else None
