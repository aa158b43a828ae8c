"""IPTC's Information Interchange Model: a bounded reader of its records; where they lie is left to ``containers``."""

from collections.abc import Iterator

from curator.photos.metadata import charsets, dates
from curator.photos.metadata.findings import Findings

MAX_BYTES = 1024 * 1024
"""Bytes of an IIM record beyond which nothing is read."""

_MARKER = 0x1C  # IIM 4.2, 1.6: every dataset begins with this byte.
_ENVELOPE, _APPLICATION = 1, 2
_CODED_CHARACTER_SET = 90  # IIM 4.2, 1:90

# ISO 2022 escape sequences that writers put into 1:90.
_CHARSETS = {
    b"\x1b%G": "utf-8", b"\x1b%/G": "utf-8", b"\x1b%/H": "utf-8", b"\x1b%/I": "utf-8",
    b"\x1b.A": "latin-1", b"\x1b-A": "latin-1", b"\x1b.B": "iso8859-2", b"\x1b-B": "iso8859-2",
    b"\x1b-L": "iso8859-5", b"\x1b-F": "iso8859-7",
}  # fmt: skip

# IIM 4.2, application record.
_TEXTS = {
    5: "title", 90: "city", 92: "sublocation", 95: "state", 101: "country", 105: "headline",
    110: "credit", 115: "source", 116: "copyright", 120: "caption",
}  # fmt: skip
_LISTS = {25: "keywords", 80: "photographer"}
_DATE, _TIME = 55, 60
_DIGITAL_DATE, _DIGITAL_TIME = 62, 63

BYTE_LIMITS = {
    "title": 64, "keywords": 64, "photographer": 32, "city": 32, "sublocation": 32, "state": 32,
    "country": 64, "headline": 256, "credit": 32, "source": 32, "copyright": 128, "caption": 2000,
}  # fmt: skip
"""Bytes that IIM 4.2 allows for each field: a value of that length may be cut off."""

Datasets = dict[int, list[bytes]]


def read_iim(record: bytes) -> Findings:
    """Return what the IIM *record* says, as far as it is whole."""
    declared, datasets = _collect(record[:MAX_BYTES])
    charset = _charset(declared, datasets)
    texts = {
        number: [value.decode(charset, "replace") for value in values]
        for number, values in datasets.items()
    }
    found = Findings()
    for number, field in _TEXTS.items():
        for text in texts.get(number, ())[:1]:
            found.add_text(field, text)
    for number, field in _LISTS.items():
        found.add_texts(field, texts.get(number, ()))
    found.add_text("taken", _date(texts, _DATE, _TIME))
    found.add_text("digitized", _date(texts, _DIGITAL_DATE, _DIGITAL_TIME))
    return found


def _date(texts: dict[int, list[str]], date: int, time: int) -> str:
    return dates.from_iim(*(texts.get(number, [""])[0].strip("\0") for number in (date, time)))


def _collect(record: bytes) -> tuple[bytes, Datasets]:
    """Return the declared charset of *record* and its application datasets that are not blank."""
    declared, datasets = b"", Datasets()
    for kind, number, value in _datasets(record):
        if kind == _ENVELOPE and number == _CODED_CHARACTER_SET:
            declared = value.strip()
        elif kind == _APPLICATION and value.strip(b"\0 "):
            datasets.setdefault(number, []).append(value)
    return declared, datasets


def _datasets(record: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield record number, dataset number and value; look for the next marker after a damaged one."""
    at = record.find(_MARKER)
    while 0 <= at <= len(record) - 5:
        size = int.from_bytes(record[at + 3 : at + 5], "big")
        start = at + 5
        if size & 0x8000:  # IIM 4.2, 1.6.2: an extended dataset gives the length of its length.
            width = size & 0x7FFF
            size = int.from_bytes(record[start : start + width], "big") if width <= 4 else MAX_BYTES
            start += width
        end = start + size
        if record[at + 1] in range(1, 10) and end <= len(record):
            yield record[at + 1], record[at + 2], record[start:end]
            at = record.find(_MARKER, end)
        else:
            at = record.find(_MARKER, at + 1)


def _charset(declared: bytes, datasets: Datasets) -> str:
    """Return the charset of all texts: the declared one if it fits, else UTF-8 if it does, else a guess.

    One decision for the whole record: a name of one accented letter is too short to decide on.
    """
    raw = b"\n".join(value for number in (*_TEXTS, *_LISTS) for value in datasets.get(number, ()))
    for charset in (_CHARSETS.get(declared, "utf-8"), "utf-8"):
        try:
            raw.decode(charset)
        except UnicodeDecodeError:
            continue
        return charset
    return charsets.guess(raw)
