"""The account's codes on its shelf, and files of codes in and out; what a code does is left to ``captions``."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from curator.captions import codes
from curator.captions.codes import (
    DELIMITER,
    FIELDS,
    MAX_LINES,
    Code,
    CodeTable,
    Comment,
    Line,
    Reading,
    Remark,
)
from curator.captions.text import clean_line
from curator.errors import KitError
from curator.kit.shelf import MAX_BYTES, Shelf
from curator.manifest import safe_write

NAME = "codes"
"""What the table is called on the shelf."""

FORMAT, VERSION = "curator-codes", 1

_KNOWN = ("format", "version", "delimiter", "codes")
_KNOWN_FIELDS = frozenset(FIELDS.values())
_LATER = "a later version of Curator wrote it"
_MOST_REMARKS = 1000


# On the shelf


def load(shelf: Shelf) -> Reading:
    """Return the account's table, empty if there is none yet; raise :class:`KitError`."""
    values = shelf.read(NAME)
    if values is None:
        return Reading(CodeTable())
    if not isinstance(values, dict) or not isinstance(values.get("codes"), list):
        raise KitError(shelf.path(NAME), "there are no codes in it")
    if values.get("version", VERSION) != VERSION:
        raise KitError(shelf.path(NAME), _LATER)
    return from_json(values)


def keep(shelf: Shelf, table: CodeTable) -> None:
    """Keep *table* as the account's; raise :class:`KitError`."""
    if len(table.lines) > MAX_LINES:
        raise KitError(shelf.path(NAME), f"a table holds {MAX_LINES:,} lines, these are more")
    shelf.write(NAME, to_json(table), MAX_BYTES // 2)


def to_json(table: CodeTable) -> dict[str, Any]:
    """Return *table* as values of JSON."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "delimiter": table.delimiter,
        **dict(table.extra),
        "codes": [*(_line_to_json(line) for line in table.lines), *table.unread],
    }


def _line_to_json(line: Line) -> dict[str, Any]:
    if isinstance(line, Comment):
        return {"comment": line.text}
    extra = dict(line.extra)
    fields = {**dict(line.fields), **extra.pop("fields", {})}
    values: dict[str, Any] = {"code": line.code, "forms": list(line.forms)}
    return values | ({"fields": fields} if fields else {}) | extra


def from_json(values: Mapping[str, Any]) -> Reading:
    """Return the table that *values* hold; what cannot be read is told, and kept to be written back."""
    lines: list[Line] = []
    unread: list[Any] = []
    remarks: list[Remark] = []
    for number, value in enumerate(values["codes"], 1):
        line = _line_from_json(value)
        if line is not None and len(lines) < MAX_LINES:
            lines.append(line)
        else:
            unread.append(value)
            remarks.append(
                Remark(0, f"Entry {number:,} of the codes is no code; it is kept unread")
            )
    delimiter = values.get("delimiter", DELIMITER)
    if not isinstance(delimiter, str) or not codes.is_delimiter(delimiter):
        remarks.append(Remark(0, f"The sign around codes is damaged; it is {DELIMITER} again"))
        delimiter = DELIMITER
    extra = tuple((key, value) for key, value in values.items() if key not in _KNOWN)
    table = CodeTable(tuple(lines), delimiter, tuple(unread), extra)
    return Reading(table, tuple(remarks[:_MOST_REMARKS]))


def _line_from_json(value: Any) -> Line | None:
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("comment"), str) and "code" not in value:
        return Comment("\t".join(map(clean_line, value["comment"].split("\t"))))
    key, forms, fields = value.get("code"), value.get("forms", []), value.get("fields", {})
    if not isinstance(key, str) or not isinstance(forms, list) or not isinstance(fields, dict):
        return None
    if not all(isinstance(text, str) for text in (*forms, *fields.values())):
        return None
    known = tuple((name, text) for name, text in fields.items() if name in _KNOWN_FIELDS)
    strange = {name: text for name, text in fields.items() if name not in _KNOWN_FIELDS}
    extra = [(k, v) for k, v in value.items() if k not in ("code", "forms", "fields")]
    if strange:
        extra.append(("fields", strange))
    return codes.tidy(Code(key, tuple(forms), known, tuple(extra)))


# Files


def import_file(path: str, delimiter: str = DELIMITER) -> Reading:
    """Return the codes of the tab-separated file at *path*, as Photo Mechanic has them; raise :class:`KitError`."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise KitError(path, f"it cannot be read ({error.strerror or error})") from error
    if len(data) > MAX_BYTES:
        raise KitError(path, f"it is larger than {MAX_BYTES // 2**20} MB")
    text, charset = _decoded(path, data)
    found = codes.read(text, delimiter)
    if not charset:
        return found
    told = Remark(0, f"The file is not UTF-8; it was read as {charset}. Look at the accents")
    return replace(found, remarks=(told, *found.remarks))


def export_file(path: str, table: CodeTable) -> None:
    """Write *table* as tab-separated text to *path*, whole or not at all; raise :class:`KitError`."""
    try:
        safe_write.write(path, codes.write(table).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise KitError(path, f"it was not written ({error.strerror or error})") from error


def _decoded(path: str, data: bytes) -> tuple[str, str]:
    """Return *data* as text, and the charset it was taken for if that is worth telling."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    if b"\0" in data:
        return _decoded_utf16(path, data), "UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        charset = _old_charset(data)
        names = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
        return data.decode(charset, "replace"), names[charset]


def _decoded_utf16(path: str, data: bytes) -> str:
    """Return *data* as text if its zero bytes stand where those of UTF-16 do."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) * 20 < len(data) or min(even, odd) * 10 > max(even, odd):
        raise KitError(path, "it is not a text file")
    order = "utf-16-be" if even > odd else "utf-16-le"
    return data[: len(data) // 2 * 2].decode(order, "replace")


def _old_charset(data: bytes) -> str:
    """Return which of the old charsets makes better words of those lines that need one."""
    from curator.photos.metadata.charsets import guess  # Brings the readers of photos along.

    telling = [line for line in data.splitlines() if not line.isascii()]
    return guess(b"\n".join(telling[:1000]))
