"""ExifRead, asked where Pillow stops at a damaged tag, and only if the block cannot hurt it.

What the tags mean is left to ``exif``.
"""

import logging
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import exifread

Entries = dict[int, Any]

_MAX_BYTES = 256 * 1024
_MAX_TAGS = 500
_MAX_FRACTIONS = 5_000
_FRACTIONS = (5, 10)  # TIFF 6.0, section 2: types RATIONAL and SRATIONAL
_POINTERS = (
    0x8769,
    0x8825,
    0xA005,
)  # EXIF 3.0, 4.6.3: to EXIF's own directory, GPS, interoperability

logging.getLogger("exifread").setLevel(logging.CRITICAL)  # It warns of every oddity of every file.


def read_with_exifread(block: bytes) -> tuple[Entries, Entries, Entries]:
    """Return what ExifRead finds in the three directories of an EXIF *block*: main, EXIF's own, GPS."""
    parts: dict[str, Entries] = {"Image": {}, "EXIF": {}, "GPS": {}}
    block = block.removeprefix(b"Exif\0\0")
    if _is_tame(block):
        for name, tag in _process(block).items():
            part = name.partition(" ")[0]
            if part in parts and hasattr(tag, "values"):
                parts[part].setdefault(tag.tag, tag.values)
    return parts["Image"], parts["EXIF"], parts["GPS"]


def _process(block: bytes) -> dict[str, Any]:
    try:
        return exifread.process_file(BytesIO(block), details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 — it raises a dozen kinds of errors on damaged files
        return {}


def _is_tame(block: bytes) -> bool:
    """Say whether ExifRead will be done with *block* at once.

    It decodes every value of every directory, each as often as something points to it: 60 kB made
    to hurt take it half a minute.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None or not 8 <= len(block) <= _MAX_BYTES:
        return False
    tags, fractions, waiting, seen = 0, 0, [_unpacked(f"{order}I", block, 4)], set()
    while waiting:
        start = waiting.pop()
        if start in seen:
            return False
        seen.add(start)
        for tag, kind, count, value in _entries(block, start, order):
            tags += 1
            fractions += count if kind in _FRACTIONS else 0
            waiting += [value] if tag in _POINTERS else []
        following = _unpacked(
            f"{order}I", block, start + 2 + 12 * _unpacked(f"{order}H", block, start)
        )
        waiting += [following] if following else []
        if tags > _MAX_TAGS or fractions > _MAX_FRACTIONS:
            return False
    return True


def _unpacked(form: str, block: bytes, at: int) -> int:
    if at + struct.calcsize(form) > len(block):
        return 0
    (number,) = struct.unpack_from(form, block, at)
    return int(number)


def _entries(block: bytes, start: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield tag, type, count and value or its place, of each entry of the directory at *start*."""
    count = _unpacked(f"{order}H", block, start)
    for at in range(start + 2, min(start + 2 + 12 * count, len(block) - 11), 12):
        yield struct.unpack_from(f"{order}HHII", block, at)
