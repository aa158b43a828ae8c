"""Sheets as text, in whatever dress a spreadsheet saved them; the bounds are left to ``table``."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from curator.captions.text import MAX_LENGTH
from curator.manifest.sheets.columns import known, meanings
from curator.manifest.sheets.table import BadTable, Line, Table, gathered

_DELIMITERS = ",;\t"
_NO_DELIMITER = "\x1f"
_HEAD = 65_536
# Characters in which the head line ends; the first record of a file in the wrong dress may be the whole file.

_PIECE = 1 << 20
_SAMPLE = 4 << 20
_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

_ODD = (
    "the sheet is not in UTF-8 and was read as Western European, which looks wrong; "
    "save it as “CSV UTF-8” if its letters are others"
)

_MOST_PARTS = 2_000_000
# Delimiters in one line; each may cost a cell before the row is seen to have too many.

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*(?:\r\n|\r|\n)', re.I)


def packed(lines: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Return *lines* as a file that spreadsheets open: UTF-8 with a mark, every cell quoted, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        lines
    )
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def unpacked(data: bytes) -> Table:
    """Return the table that the file *data* holds; raise :class:`BadTable` if it is none."""
    encoding, head, remarks = _decoding(data)
    start, delimiter = _dress(head)
    # Decoded piece by piece: a text held whole beside its bytes would cost five times the file.
    csv.field_size_limit(MAX_LENGTH + 1)  # and one for a guard
    try:
        return gathered(_lines(data, encoding, start, delimiter, strict=True), remarks)
    except csv.Error as error:
        told = f"the quotation marks do not pair up ({error}); look at the cells below that"
    try:
        lines = _lines(data, encoding, start, delimiter, strict=False)
        return gathered(lines, [*remarks, told])
    except csv.Error as error:
        raise BadTable(f"this is not a sheet ({error})") from error


def _lines(
    data: bytes, encoding: str, start: int, delimiter: str, *, strict: bool
) -> Iterator[Line]:
    """Yield the rows from character *start* on, numbered as a spreadsheet does."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    text.read(start)
    parts = csv.reader(_narrow(text, delimiter), delimiter=delimiter, strict=strict)
    number = 0
    try:
        for number, cells in enumerate(parts, 1):
            yield number, cells
    except csv.Error as error:
        raise csv.Error(f"row {number + 1}: {error}") from error


def _narrow(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    for line in lines:
        if line.count(delimiter) > _MOST_PARTS:
            raise BadTable("the sheet has a line of more than a million cells")
        yield line


def _decoding(data: bytes) -> tuple[str, str, list[str]]:
    """Return in which encoding *data* is text, how it begins, and what should be said about that."""
    encodings: Sequence[str] = ("utf-8-sig", "cp1252")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    elif b"\0" in data[:2]:
        encodings = ("utf-16-be",) if data[:1] == b"\0" else ("utf-16-le",)
    for encoding in encodings:
        try:
            head, is_odd = _looked_through(data, encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252" and _is_damaged_utf8(data[:_SAMPLE]):
            raise BadTable("the sheet is UTF-8, but damaged; save it as “CSV UTF-8” anew")
        return encoding, head, [_ODD] if is_odd else []
    raise BadTable("the sheet is not text in UTF-8; save it as “CSV UTF-8” and try again")


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether most of what is no ASCII in *data* is whole letters of UTF-8: “â€œ” is no quotation mark."""
    beyond = len(data.translate(None, bytes(range(128))))
    return len(_UTF8_LETTER.sub(b"", data).translate(None, bytes(range(128)))) * 2 < beyond


def _looked_through(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return how *data* begins and whether it has more accents than any Western language has.

    Those are letters of another script, misread. Raises :class:`UnicodeDecodeError` for what is no
    text in *encoding*.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    head, accented, plain = "", 0, 0
    for start in range(0, len(data), _PIECE):
        text = decoder.decode(data[start : start + _PIECE], start + _PIECE >= len(data))
        head = head or text[:_HEAD]
        if encoding == "cp1252":
            accented += sum(map(len, re.findall("[\x80-\U0010ffff]+", text)))
            plain += sum(map(len, re.findall("[A-Za-z]+", text)))
    return head, accented > plain


def _dress(head: str) -> tuple[int, str]:
    """Return at which character the table begins that begins as *head* does, and what parts its cells.

    That is what the line ``sep=`` says, which Excel knows; else whichever of comma, semicolon and tab
    makes the most columns that mean something. A head of one name has rows of one cell, whatever
    commas their words hold.
    """
    told = _SEPARATOR_LINE.match(head)
    if told and told[1] not in '"\r\n':
        return told.end(), told[1]
    names = {delimiter: _first_record(head, delimiter) for delimiter in _DELIMITERS}
    best = max(names, key=lambda d: (len(known(meanings(names[d]))), len(names[d])))
    return 0, best if len(names[best]) > 1 else _NO_DELIMITER


def _first_record(head: str, delimiter: str) -> list[str]:
    records = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        return next(itertools.filterfalse(lambda cells: not any(cells), records), [])
    except csv.Error:
        return []
