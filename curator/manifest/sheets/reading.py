"""From a sheet's file to what it corrects in a story; what a row changes is left to ``merging``."""

from collections.abc import Mapping

from curator.errors import SheetError
from curator.manifest.sheets import csv_file, xlsx_file
from curator.manifest.sheets.columns import FIELDS, HEAD, meanings
from curator.manifest.sheets.corrections import Correction, Corrections
from curator.manifest.sheets.matching import Finder
from curator.manifest.sheets.merging import merged
from curator.manifest.sheets.table import MAX_BYTES, BadTable, Cell, Moment, Table
from curator.story.values import PhotoId, Story


def read(story: Story, path: str) -> Corrections:
    """Return what the sheet at *path* changes in *story*.

    A row is matched by ``id``, else by ``file``, else by ``number``, and in a sheet that has none of
    these columns by its place among the photos of the sequence. A row that matches nothing, and
    columns that mean nothing, are named in the remarks. Raises :class:`SheetError`.
    """
    table = load(path)
    columns = meanings(table.head)
    if not set(columns) & set(FIELDS):
        raise SheetError(path, f"no column carries words; Curator knows {', '.join(FIELDS)}")
    remarks = list(table.remarks)
    remarks += [
        f"column “{column[:60]}” means nothing to Curator and was left out"
        for column in columns
        if column and column not in HEAD
    ]
    changes: list[Correction] = []
    matched: set[PhotoId] = set()
    finder = Finder(story)
    for index, (number, row) in enumerate(table.rows):
        cells = dict(zip(columns, row, strict=True))
        match = finder.find(_naming(cells), index)
        if match.remark:
            remarks.append(f"row {number}: {match.remark}")
        if match.photo is None:
            remarks.append(f"row {number} matches no photo of the story ({_name(cells)})")
        elif match.photo.id in matched:
            remarks.append(
                f"row {number} is about a photo that an earlier row had ({_name(cells)})"
            )
        else:
            matched.add(match.photo.id)
            found, told = merged(match.photo, cells, number)
            changes += found
            remarks += told
    return Corrections(tuple(changes), len(matched), tuple(remarks))


def load(path: str) -> Table:
    """Return the table that the file at *path* holds; raise :class:`SheetError` if it is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetError(path, f"the sheet cannot be read ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise SheetError(path, f"the sheet is larger than {MAX_BYTES // 2**20} MB")
    try:
        return _unpacked(data)
    except BadTable as error:
        raise SheetError(path, str(error)) from error


def _unpacked(data: bytes) -> Table:
    """Return the table of *data*, whatever its file is called."""
    if data.startswith(xlsx_file.SIGNATURE):
        return xlsx_file.unpacked(data)
    if data.startswith(xlsx_file.OLD_SIGNATURE):
        raise BadTable(
            "this is an old Excel workbook, or one with a password; save it as .xlsx without one"
        )
    return csv_file.unpacked(data)


def _naming(cells: Mapping[str, Cell]) -> dict[str, str]:
    """Return the cells that name the photo, as texts."""
    return {column: _seen(cell) for column, cell in cells.items()}


def _seen(cell: Cell) -> str:
    if isinstance(cell, Moment):
        return cell.seen
    return cell if isinstance(cell, str) else ""


def _name(cells: Mapping[str, Cell]) -> str:
    """Return what the row says, for the person who looks for it."""
    told = [_seen(cells.get(column, "")) for column in ("id", "file", "caption", *cells)]
    return next(filter(None, told), "empty").replace("\n", " ")[:60]
