"""What the parts of a workbook say of its cells: shared texts, number formats, and the rows themselves."""

import re

from curator.captions.text import MAX_LENGTH
from curator.manifest.sheets.cell_values import shown_number
from curator.manifest.sheets.parts import Attributes, Budget, Handler
from curator.manifest.sheets.table import MAX_COLUMNS, BadTable, Cell, Line, Unread

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class Formats(Handler):
    """The number format of each style of a cell."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self._own: dict[str, str] = {}
        self._is_inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a format, or a style that uses one."""
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            self.codes.append(self._code(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        """Leave the styles of cells behind."""
        if name == "cellXfs":
            self._is_inside = False

    def _code(self, number: str) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        built_in = int(number) if number.isdecimal() and len(number) < 9 else 0
        return self._own.get(number) or str(BUILTIN_FORMATS.get(built_in, ""))


class _Gathering(Handler):
    """Gathers the words of one element: those of runs of formatting, but not how they are pronounced."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._pieces: list[str] = []
        self._length = 0
        self._is_open = False
        self._is_spoken = False

    def data(self, text: str) -> None:
        """Take a piece of words."""
        if self._is_open:
            self._length += len(text)
            if self._length > MAX_LENGTH * 7:  # Each character may be an escape of seven.
                raise BadTable(f"a cell has more than {MAX_LENGTH:,} characters")
            self._budget.spend_text(text)
            self._pieces.append(text)

    @property
    def has_words(self) -> bool:
        """Whether there are words since the last call of :meth:`words`."""
        return bool(self._pieces)

    def words(self) -> str:
        """Return the words since the last call, escapes read."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return unescaped(text)

    def open_words(self, name: str) -> None:
        """Take note that the element *name* begins."""
        if name == "rPh":
            self._is_spoken = True
        self._is_open = name in ("t", "v") and not self._is_spoken

    def close_words(self, name: str) -> None:
        """Take note that the element *name* ends."""
        if name == "rPh":
            self._is_spoken = False
        self._is_open = False


class Texts(_Gathering):
    """The texts that cells share."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.texts: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a text."""
        self.open_words(name)

    def end(self, name: str) -> None:
        """Keep a text that is whole."""
        self.close_words(name)
        if name == "si":
            self.texts.append(self.words())


class Rows(_Gathering):
    """The rows of a sheet as they become whole."""

    def __init__(
        self, budget: Budget, texts: list[str], codes: list[str], *, since_1904: bool
    ) -> None:
        super().__init__(budget)
        self._texts, self._codes, self._since_1904 = texts, codes, since_1904
        self._ready: list[Line] = []
        self._number = 0
        self._cells: list[Cell] = []
        self._cell: Attributes = {}
        self._has_formula = False
        self._columns: dict[str, int] = {}

    def taken(self) -> list[Line]:
        """Return the rows that became whole since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a row, a cell, or the words of one."""
        if name == "c":
            self._cell, self._has_formula = attributes, False
        elif name == "row":
            told = attributes.get("r", "")
            self._number = int(told) if told.isdecimal() and len(told) < 9 else self._number + 1
            self._cells = []
        elif name == "f":
            self._has_formula = True
        else:
            self.open_words(name)

    def end(self, name: str) -> None:
        """Keep a cell or a row that is whole."""
        if name == "c":
            if self.has_words or self._has_formula:
                self._keep(self._value(self.words()))
        elif name == "row":
            self._ready.append((self._number, self._cells))
        else:
            self.close_words(name)

    def _keep(self, value: Cell) -> None:
        if value == "":
            return
        letters = self._cell.get("r", "").rstrip("0123456789")
        column = self._columns.get(letters) or self._columns.setdefault(letters, _column(letters))
        column = column or len(self._cells) + 1
        if column > MAX_COLUMNS:
            raise BadTable(f"row {self._number} has more than {MAX_COLUMNS} columns")
        self._cells.extend([""] * (column - len(self._cells)))
        self._cells[column - 1] = value

    def _value(self, stored: str) -> Cell:
        """Return what the cell at hand shows that stores *stored*."""
        match self._cell.get("t", "n"):
            case "s" if stored:
                return self._shared(stored)
            case "e":
                return Unread(f"holds an error ({stored[:20]})")
            case "b":
                return "FALSE" if stored == "0" else "TRUE"
            case "n" if stored:
                self._budget.spend_number()
                style = self._cell.get("s", "")
                code = self._codes[int(style)] if _is_below(style, len(self._codes)) else ""
                return shown_number(stored, code, since_1904=self._since_1904)
            case "n" if self._has_formula:
                return Unread("holds a formula without a result")
            case _:
                return stored

    def _shared(self, stored: str) -> str:
        if not _is_below(stored, len(self._texts)):
            raise BadTable("the workbook is damaged")
        return self._texts[int(stored)]


def _is_below(text: str, bound: int) -> bool:
    return text.isdecimal() and len(text) < 9 and int(text) < bound


def _column(letters: str) -> int:
    """Return the number of the column called *letters*, such as ``AB``; 0 if it is called nothing."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return max(number, 0)


def unescaped(text: str) -> str:
    """Return *text* with the escapes read by which a workbook holds what XML cannot."""
    if "_x" not in text:
        return text
    read = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def escaped(text: str) -> str:
    """Return *text* so that no words of it are read as an escape."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text) if "_x" in text else text
