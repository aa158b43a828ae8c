"""Sheets as XLSX workbooks of texts, with a head that stays in view; what is in one is read by ``workbook``."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from curator.manifest.sheets.cells import escaped
from curator.manifest.sheets.columns import FIELDS, FINGERPRINT, HEAD
from curator.manifest.sheets.table import BadTable, Table, gathered
from curator.manifest.sheets.workbook import Workbook

MAX_CELL = 32_767
"""What Excel holds in one cell, in units of UTF-16; it cuts the rest off without a word."""

SIGNATURE = b"PK\x03\x04"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
"""How old .xls files begin, and workbooks behind a password."""

_WIDTHS = {
    "id": 22, "number": 9, "file": 24, "headline": 34, "caption": 70, "alt": 50, "usage": 34,
    "license_url": 30, "taken": 26, "notes": 40, FINGERPRINT: 14,
}  # fmt: skip
_OTHER_WIDTH = 26


def fits(text: str) -> bool:
    """Say whether a cell holds *text* whole."""
    return len(text) * 2 <= MAX_CELL or len(escaped(text).encode("utf-16-le")) // 2 <= MAX_CELL


def packed(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the workbook of *rows*, columns as in ``HEAD``, every cell of which :func:`fits`."""
    from openpyxl import Workbook as NewWorkbook
    from openpyxl import utils

    book = NewWorkbook(write_only=True)
    book.properties.creator = "Curator"
    sheet = book.create_sheet("Captions")
    sheet.freeze_panes = "D2"
    for number, column in enumerate(HEAD, 1):
        sheet.column_dimensions[utils.get_column_letter(number)].width = _WIDTHS.get(
            column, _OTHER_WIDTH
        )
    # One row of dressed cells, filled anew for each line: dressing every cell takes eight times as long.
    head, cells = _dressed(sheet, is_head=True), _dressed(sheet, is_head=False)
    for cell, name in zip(head, HEAD, strict=True):
        cell.value = name
    sheet.append(head)
    for row in rows:
        for cell, text in zip(cells, row, strict=True):
            cell.value = escaped(text) or None
            # Whatever the text looks like: never a formula, never an error.
            cell.data_type = "s" if text else "n"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dressed(sheet: Any, *, is_head: bool) -> list[Any]:
    """Return one row of empty cells, dressed for the columns of ``HEAD``."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import (
        Alignment,
        Font,
        PatternFill,
    )

    grey, pale = PatternFill("solid", fgColor="FFD9D9D9"), PatternFill("solid", fgColor="FFEFEFEF")
    cells = []
    for column in HEAD:
        cell = WriteOnlyCell(sheet)
        cell.number_format = "@"  # What is typed here stays as typed.
        cell.alignment = Alignment(wrap_text=column != FINGERPRINT, vertical="top")
        if is_head:
            cell.font, cell.fill = Font(bold=True), grey
        elif column not in FIELDS:
            cell.font, cell.fill = Font(color="FF666666"), pale
        cells.append(cell)
    return cells


def unpacked(data: bytes) -> Table:
    """Return the table that the workbook *data* holds; raise :class:`BadTable` if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return gathered(Workbook(archive).lines())
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError) as error:
        raise BadTable("the workbook is damaged") from error
