"""The copy desk's sheet: one row a photo, written as CSV and read back; files of stories are left to ``files``.

A sheet goes to spreadsheets, so a cell never begins as a formula does: one ``'`` is put before such
a text and taken off again when the sheet is read (OWASP, "CSV Injection"), reversible for every
text. The last column, ``fingerprint``, tells on return whether the row's words changed in the story
meanwhile, and that an emptied cell was emptied on purpose.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.captions.text import clean
from curator.errors import SheetError, shown
from curator.manifest import safe_write
from curator.story import sequence as order
from curator.story.edits import PLACE_PARTS, Edit, EditKind, cleaned, read_field, set_fields
from curator.story.values import Photo, PhotoId, Story

FIELDS = (
    "headline", "caption", "alt", "credit", "photographer", "copyright", "taken",
    *PLACE_PARTS, "keywords", "persons", "notes",
)  # fmt: skip
"""The columns that carry words, in their order; ``id``, ``number`` and ``file`` stand before them."""

MAX_BYTES = 64 * 1024 * 1024

_FINGERPRINT = "fingerprint"
_SHEET_NAMES = (b"id", b"number", b"file", b"caption", b"fingerprint")
# What the head line of every sheet of ours says, whoever saved it last; only such a file is replaced.

_LISTS = ("keywords", "persons")
_FORMULA_STARTS = "=+-@'\t\r＝＋－＠"
_ALIASES = {
    "filename": "file", "file name": "file", "photo": "file",
    "no": "number", "no.": "number", "nr": "number", "#": "number",
    "alt text": "alt", "alt_text": "alt", "place": "sublocation", "location": "sublocation", "date": "taken",
    "date taken": "taken", "text": "caption", "description": "caption",
}  # fmt: skip


def write(story: Story, path: str) -> int:
    """Write the sheet of *story* to *path*, whole or not at all; return the number of rows."""
    _check_target(story, path)
    photos = list(_ordered(story))
    numbers = order.numbers(story.sequence)
    out = io.StringIO(newline="")
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(["id", "number", "file", *FIELDS, _FINGERPRINT])
    for photo in photos:
        words = [_cell(photo, name) for name in FIELDS]
        cells = [photo.id, str(numbers.get(photo.id, "")), shown(photo.file_name), *words]
        table.writerow([*(_guarded(cell) for cell in cells), _fingerprint(photo)])
    try:
        safe_write.write(path, out.getvalue().encode("utf-8-sig", "backslashreplace"))
    except OSError as error:
        raise SheetError(path, f"the sheet was not written ({error.strerror or error})") from error
    return len(photos)


def _check_target(story: Story, path: str) -> None:
    """Raise :class:`SheetError` if there is a file at *path* that is no sheet: it would be lost."""
    if os.path.realpath(path) in {
        os.path.realpath(p.file) for p in story.photos.values() if p.file
    }:
        raise SheetError(path, "this is a photo of the story; give the sheet another name")
    try:
        with open(path, "rb") as file:
            head = file.read(2048).split(b"\n", 1)[0].lower()
    except OSError:
        return  # Nothing there, or nothing that can be written either.
    if head and not all(name in head for name in _SHEET_NAMES):
        raise SheetError(path, "there is another file of this name; give the sheet another name")


def _ordered(story: Story) -> Iterator[Photo]:
    """Yield the photos of the sequence, then those set aside."""
    numbers = order.numbers(story.sequence)
    yield from (story.photos[photo_id] for photo_id in numbers)
    yield from (photo for photo in story.photos.values() if photo.id not in numbers)


def _field(column: str) -> str:
    return f"place.{column}" if column in PLACE_PARTS else column


def _cell(photo: Photo, column: str) -> str:
    value = read_field(photo, _field(column))
    return "; ".join(value) if column in _LISTS else value


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] and text[0] in _FORMULA_STARTS else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _FORMULA_STARTS else text


def _fingerprint(photo: Photo) -> str:
    words = json.dumps([_cell(photo, name) for name in FIELDS])
    # The letter in front keeps spreadsheets from taking the digits for a number.
    return f"v{hashlib.sha256(words.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a sheet changes: new values by photo, and what somebody should look at, as sentences."""

    values: Mapping[PhotoId, Mapping[str, Any]] = field(default_factory=dict)
    rows: int = 0
    remarks: tuple[str, ...] = ()

    def edit(self) -> Edit:
        """Make the one edit that takes the corrections into a story."""
        return set_fields(self.values, EditKind.SHEET)


def read(story: Story, path: str) -> Corrections:
    """Return what the sheet at *path* changes in *story*.

    A row is matched by ``id``, else by ``file``, else by ``number``, and in a sheet that has none of
    these columns by its place among the photos of the sequence. An empty cell leaves the field
    alone, unless the sheet came from Curator and the photo has not changed since. A row that
    matches nothing, and columns that mean nothing, are named in the remarks.
    """
    columns, rows = _parse(path)
    if not set(columns) & set(FIELDS):
        raise SheetError(path, f"no column carries words; Curator knows {', '.join(FIELDS)}")
    remarks = [
        f"column “{c}” means nothing to Curator and was left out"
        for c in columns
        if c and not _known(c)
    ]
    values: dict[PhotoId, Mapping[str, Any]] = {}
    matched: set[PhotoId] = set()
    finder = _Finder(story)
    for index, (number, row) in enumerate(rows):
        cells = dict(zip(columns, row, strict=False))
        photo = finder.find(cells, index)
        if photo is None:
            remarks.append(f"row {number} matches no photo of the story ({_name(cells)})")
        elif photo.id in matched:
            remarks.append(
                f"row {number} is about a photo that an earlier row had ({_name(cells)})"
            )
        else:
            matched.add(photo.id)
            changed, remark = _changes(photo, cells, number)
            remarks.extend(remark)
            if changed:
                values[photo.id] = changed
    return Corrections(values, len(matched), tuple(remarks))


def _known(column: str) -> bool:
    return column in FIELDS or column in ("id", "number", "file", _FINGERPRINT)


def _name(cells: Mapping[str, str]) -> str:
    return (cells.get("id") or cells.get("file") or cells.get("caption") or "empty")[:60]


def _changes(
    photo: Photo, cells: Mapping[str, str], number: int
) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of *photo* that its row changes, and a remark where both sides changed."""
    unchanged_here = cells.get(_FINGERPRINT) == _fingerprint(photo)
    changed: dict[str, Any] = {}
    for column in FIELDS:
        if column not in cells or (not cells[column] and not unchanged_here):
            continue
        text = cells[column]
        if text == _cell(photo, column):
            continue
        value = [part for part in text.split(";") if part.strip()] if column in _LISTS else text
        value = cleaned(_field(column), value)
        if value != read_field(photo, _field(column)):
            changed[_field(column)] = value
    if changed and cells.get(_FINGERPRINT) and not unchanged_here:
        names = ", ".join(changed)
        return changed, [
            f"row {number} ({_name(cells)}): changed here since the sheet was written, too; "
            f"the sheet's {names} was taken"
        ]
    return changed, []


class _Finder:
    """Finds the photo that a row is about."""

    def __init__(self, story: Story) -> None:
        self._photos = story.photos
        self._in_order = list(order.photo_ids(story.sequence))
        self._by_name: dict[str, list[Photo]] = {}
        for photo in _ordered(story):
            for name in {shown(photo.file_name), os.path.splitext(shown(photo.file_name))[0]}:
                self._by_name.setdefault(name.casefold(), []).append(photo)

    def find(self, cells: Mapping[str, str], index: int) -> Photo | None:
        """Return the photo of the row *cells*, which is row *index* of the sheet, from 0."""
        if cells.get("id"):
            return self._photos.get(PhotoId(cells["id"]))
        if cells.get("file"):
            name = cells["file"].casefold()
            base = name.replace("\\", "/").rpartition("/")[2]
            found = self._by_name.get(name) or self._by_name.get(base, [])
            return found[0] if len(found) == 1 else None
        place = index
        if cells.get("number"):
            number = cells["number"].strip()
            if not number.isdecimal() or len(number) > 9:
                return None
            place = int(number) - 1
        elif {"id", "file", "number"} & cells.keys():
            return None
        return self._photos[self._in_order[place]] if 0 <= place < len(self._in_order) else None


def _parse(path: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return what the columns mean, and the rows below them that hold something, cells cleaned.

    A row comes with the number that a spreadsheet gives it.
    """
    text = _text(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    csv.field_size_limit(MAX_BYTES)
    try:
        table = [[_unguarded(clean(cell)) for cell in line] for line in lines]
    except csv.Error as error:
        raise SheetError(path, f"this is not a sheet ({error})") from error
    if not table:
        raise SheetError(path, "the sheet is empty")
    names = [name.strip().lower() for name in table[0]]
    rows = [(number, row) for number, row in enumerate(table[1:], 2) if any(row)]
    return _meanings(names), rows


def _meanings(names: list[str]) -> list[str]:
    """Return the column that each of *names* stands for; of several for one column, the first."""
    meanings: list[str] = []
    for name in names:
        alias = _ALIASES.get(name, name)
        meaning = name if alias in names else alias
        meanings.append(f"{name} (again)" if meaning and meaning in meanings else meaning)
    return meanings


def _text(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetError(path, f"the sheet cannot be read ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise SheetError(path, f"the sheet is larger than {MAX_BYTES // 2**20} MB")
    encodings: Iterable[str] = ("utf-8-sig", "cp1252")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError(path, "the sheet is not text in UTF-8; save it as “CSV UTF-8” and try again")


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first line: the comma, semicolon or tab that it has most of."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)
