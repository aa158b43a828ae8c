"""A sheet in memory, whichever file it came from: its head, its rows, and the bounds that both keep.

What the cells mean is left to ``columns``; telling a file's rows apart to ``csv_file`` and ``workbook``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curator.captions.text import MAX_LENGTH, clean
from curator.manifest.sheets.guarding import unguarded

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of a sheet's file at most."""

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_TEXT = 64_000_000
"""Characters of all cells together; far above any story, and they still fit into memory."""


class BadTable(Exception):
    """A file is no sheet, or one beyond all measure; the message says why, and whoever reads it names the file."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A cell that holds a date, not a text: as the person sees it, and in ISO 8601."""

    seen: str
    iso: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that shows the person something which is no text of theirs; ``why`` ends a sentence."""

    why: str


Cell = str | Moment | Unread
Line = tuple[int, Sequence[Cell]]
"""A row of a file: the number that a spreadsheet gives it, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet's file holds; every row of ``rows`` has a cell for each name of ``head``.

    ``remarks`` are sentences about what could not be read.
    """

    head: tuple[str, ...]
    rows: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


def gathered(lines: Iterable[Line], remarks: Iterable[str] = ()) -> Table:
    """Return the table that *lines* make: the first that is not blank is the head.

    Texts are cleaned and their guards taken off. Raises :class:`BadTable` at the first line that
    goes beyond the bounds, and where there is no head.
    """
    sound = (line for line in _bounded(lines) if any(line[1]))
    first = next(sound, None)
    if first is None:
        raise BadTable("the sheet is empty")
    head = tuple(cell if isinstance(cell, str) else "" for cell in first[1])
    told, rows = list(remarks), []
    for number, cells in sound:
        if any(cells[len(head) :]):
            told.append(f"row {number} has more cells than the head line; the rest was left out")
        fitting = (*cells[: len(head)], *[""] * (len(head) - len(cells)))
        rows.append((number, fitting))
    return Table(head, tuple(rows), tuple(told))


def _bounded(lines: Iterable[Line]) -> Iterator[Line]:
    left = MAX_TEXT
    for count, (number, cells) in enumerate(lines):
        if count > MAX_ROWS:
            raise BadTable(f"the sheet has more than {MAX_ROWS:,} rows")
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise BadTable(f"row {number} has more than {MAX_COLUMNS} columns")
        left -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if left < 0:
            raise BadTable(f"the sheet holds more than {MAX_TEXT // 1_000_000} million characters")
        yield number, [_cleaned(cell, number) for cell in cells[:MAX_COLUMNS]]


def _cleaned(cell: Cell, number: int) -> Cell:
    if not isinstance(cell, str) or not cell:
        return cell
    text = unguarded(cell)
    if len(text) > MAX_LENGTH:
        raise BadTable(f"row {number} has a cell of more than {MAX_LENGTH:,} characters")
    return clean(text)
