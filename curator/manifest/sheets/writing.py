"""From a story to the file of its sheet, whole or not at all; how each form of file is made is left to it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from curator.captions.text import clean
from curator.errors import SheetError, shown
from curator.manifest import safe_write
from curator.manifest.sheets import csv_file, reading, xlsx_file
from curator.manifest.sheets.columns import FIELDS, HEAD, cell_text, meanings
from curator.manifest.sheets.guarding import guarded
from curator.manifest.sheets.matching import id_text, in_order
from curator.manifest.sheets.merging import fingerprint
from curator.manifest.sheets.table import MAX_ROWS
from curator.story import sequence as order
from curator.story.values import Photo, Story

_SHEET_NAMES = (b"id", b"number", b"file", b"caption", b"fingerprint")
# What the head line of every sheet of ours says, whoever saved it last; only such a file is replaced.

_OTHER_FORMS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".json")
_NEVER_NUMBERS = ("number", "taken")
# Guarded against formulas only: counted, and read by whoever looks for dates.


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows a sheet got, and what somebody should look at, as sentences."""

    rows: int
    remarks: tuple[str, ...] = ()


def write(story: Story, path: str) -> Written:
    """Write the sheet of *story* to *path*: XLSX, tabs or CSV, as its ending says.

    Raises :class:`SheetError` and leaves alone what stands at *path* if that is no sheet.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix in _OTHER_FORMS:
        raise SheetError(path, "Curator writes sheets as .xlsx, .csv and .tsv; give it such a name")
    if len(story.photos) > MAX_ROWS:
        raise SheetError(path, f"a sheet holds no more than {MAX_ROWS:,} photos")
    _check_target(story, path)
    remarks: list[str] = []
    if suffix == ".xlsx":
        data = xlsx_file.packed(_rows(story, remarks, is_xlsx=True))
    else:
        rows = [HEAD, *_rows(story, remarks, is_xlsx=False)]
        data = csv_file.packed(rows, "\t" if suffix in (".tsv", ".tab") else ",")
    try:
        safe_write.write(path, data)
    except OSError as error:
        raise SheetError(path, f"the sheet was not written ({error.strerror or error})") from error
    return Written(len(story.photos), tuple(remarks))


def _check_target(story: Story, path: str) -> None:
    """Raise :class:`SheetError` if there is a file at *path* that is no sheet: it would be lost."""
    target = os.path.realpath(path)
    if target in {os.path.realpath(p.file) for p in story.photos.values() if p.file}:
        raise SheetError(path, "this is a photo of the story; give the sheet another name")
    try:
        with open(path, "rb") as file:
            head = file.read(2048).split(b"\n", 1)[0].lower()
    except OSError:
        return  # Nothing there, or nothing that can be written either.
    if head and not _is_sheet(path, head):
        raise SheetError(path, "there is another file of this name; give the sheet another name")


def _is_sheet(path: str, head: bytes) -> bool:
    if not head.startswith(xlsx_file.SIGNATURE.lower()):
        return all(name in head for name in _SHEET_NAMES)
    try:
        names = meanings(reading.load(path).head)
    except SheetError:
        return False
    return all(name.decode() in names for name in _SHEET_NAMES)


def _rows(story: Story, remarks: list[str], *, is_xlsx: bool) -> Iterator[list[str]]:
    """Yield the cells of each photo; what does not fit into one is told in *remarks*."""
    numbers = order.numbers(story.sequence)
    for photo in in_order(story):
        naming = {
            "id": id_text(photo),
            "number": str(numbers.get(photo.id, "")),
            "file": shown(photo.file_name),
        }
        cells = naming | {column: clean(cell_text(photo, column)) for column in FIELDS}
        texts = {
            column: guarded(text, numbers=not is_xlsx and column not in _NEVER_NUMBERS)
            for column, text in cells.items()
        }
        long = [column for column, text in texts.items() if not xlsx_file.fits(text)]
        remarks += [_too_long(photo, column, is_xlsx=is_xlsx) for column in long]
        if is_xlsx:
            texts |= dict.fromkeys(long, "")
        yield [*texts.values(), fingerprint(photo, long if is_xlsx else ())]


def _too_long(photo: Photo, column: str, *, is_xlsx: bool) -> str:
    length = f"{xlsx_file.MAX_CELL:,} characters"
    what = f"{shown(photo.file_name)}: {column} is longer than the {length} of a spreadsheet’s cell"
    return f"{what} and is not in the sheet" if is_xlsx else f"{what}; Excel will cut it"
