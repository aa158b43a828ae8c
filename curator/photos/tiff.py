"""The directories of a raw file that is built like a TIFF: its tags, its JPEGs and its sensor's data.

What the tags say of the photo is left to ``metadata``. Pillow's reader is not used: it takes only
TIFF's own magic, reads whole maker notes, and stops at the first tag that leads outside the file.
"""

import math
import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_ORDERS = {
    b"II*\0": "<", b"MM\0*": ">",
    b"IIRO": "<", b"IIRS": "<", b"MMOR": ">",  # Olympus
    b"IIU\0": "<",  # Panasonic
}  # fmt: skip

# TIFF 6.0, section 8 and appendix; the JPEG in one piece of its section 22; DNG 1.7; Panasonic's own.
_COMPRESSION, _PHOTOMETRIC, _ORIENTATION = 0x0103, 0x0106, 0x0112
_STRIPS, _STRIP_LENGTHS, _TILES = 0x0111, 0x0117, 0x0144
_CHILDREN, _EXIF, _JPEG, _JPEG_LENGTH = 0x014A, 0x8769, 0x0201, 0x0202
_PANASONIC_JPEG = 0x002E
_WIDTH, _HEIGHT = 0x0100, 0x0101

_OLD_JPEG, _NEW_JPEG = 6, 7
_SENSOR = (32803, 34892)  # colour filter array, linear raw
_RGB = 2

_MAX_DIRECTORIES = 100
_MAX_TAGS = 1_000
_MAX_NUMBERS = 10_000
_MAX_VALUE = 1024 * 1024
_MAX_VALUES = 8 * 1024 * 1024

# TIFF 6.0, section 2: the types by number; as struct's letters, fractions as two numbers.
_LETTERS = {
    1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 5: "2I", 10: "2i",
}  # fmt: skip
_BYTES, _FRACTIONS, _WHOLE = (1, 2, 7), (5, 10), (1, 3, 4, 13)

Data = mmap.mmap | bytes
_Tags = dict[int, tuple[int, int, int]]


@dataclass(slots=True)
class Layout:
    """What the directories declare: JPEGs as start and length, starts of the sensor's data, how to turn.

    ``orientation`` is 0 where the first directory states none; ``width`` and ``height`` are those of
    the largest picture of any.
    """

    jpegs: list[tuple[int, int]] = field(default_factory=list)
    sensor: list[int] = field(default_factory=list)
    orientation: int = 0
    width: int = 0
    height: int = 0


def order(data: Data) -> str:
    """Return the byte order of a file that starts as *data* (``<`` or ``>``), ``""`` if it is no TIFF."""
    return _ORDERS.get(data[:4], "")


def read_layout(data: Data) -> Layout:
    """Return what the directories of *data* declare; nothing for a file that is built otherwise."""
    layout = Layout()
    sign = order(data)
    if not sign:
        return layout
    waiting, seen = [_number(data, 4, sign, 4)], set[int]()
    while waiting and len(seen) < _MAX_DIRECTORIES:
        start = waiting.pop(0)
        if start in seen or not 8 <= start < len(data):
            continue
        tags, following = _directory(data, start, sign)
        if not seen:
            layout.orientation = _first(data, tags, _ORIENTATION, sign)
        seen.add(start)
        waiting += [*_values(data, tags, _CHILDREN, sign), *_values(data, tags, _EXIF, sign)]
        waiting.append(following)
        _take(layout, data, tags, sign)
    return layout


def _take(layout: Layout, data: Data, tags: _Tags, sign: str) -> None:
    """Add to *layout* what one directory declares."""
    if _PANASONIC_JPEG in tags:
        _, count, value = tags[_PANASONIC_JPEG]
        layout.jpegs.append((_number(data, value, sign, 4), count))
    start, length = (_first(data, tags, tag, sign) for tag in (_JPEG, _JPEG_LENGTH))
    if start and length:
        layout.jpegs.append((start, length))
    width, height = (_first(data, tags, tag, sign) for tag in (_WIDTH, _HEIGHT))
    if width * height > layout.width * layout.height:
        layout.width, layout.height = width, height
    strips = list(_values(data, tags, _STRIPS, sign))
    kind = _first(data, tags, _PHOTOMETRIC, sign)
    is_jpeg = _first(data, tags, _COMPRESSION, sign) in (_OLD_JPEG, _NEW_JPEG) and width
    if kind in _SENSOR:
        layout.sensor += [*strips, *_values(data, tags, _TILES, sign)]
    elif is_jpeg and kind != _RGB and len(strips) == 1:  # Canon calls plain RGB a JPEG, too.
        layout.jpegs.append((strips[0], _first(data, tags, _STRIP_LENGTHS, sign)))


def _directory(data: Data, start: int, sign: str) -> tuple[_Tags, int]:
    """Return type, count and place of the value of each tag at *start*, and the next directory."""
    count = _number(data, start, sign, 2)
    tags: _Tags = {}
    for at in range(start + 2, start + 2 + 12 * min(count, _MAX_TAGS), 12):
        if at + 12 > len(data):
            break
        tag, kind, number = struct.unpack_from(f"{sign}HHI", data, at)
        tags.setdefault(tag, (kind, number, at + 8))
    return tags, _number(data, start + 2 + 12 * count, sign, 4)


def _values(data: Data, tags: _Tags, tag: int, sign: str) -> Iterator[int]:
    """Yield the whole numbers of *tag*, as far as they lie within the file."""
    kind, count, at = tags.get(tag, (0, 0, 0))
    if kind not in _WHOLE:
        return
    at, size = _place(data, kind, count, at, sign)
    count = min(count, _MAX_NUMBERS, max(0, len(data) - at) // size)
    if count:  # Not even nothing can be unpacked from behind the end.
        yield from struct.unpack_from(f"{sign}{count}{_LETTERS[kind]}", data, at)


def _place(data: Data, kind: int, count: int, at: int, sign: str) -> tuple[int, int]:
    """Return where a value lies, which stands in its entry at *at* if it fits, and the size of one number."""
    size = 1 if kind in _BYTES else struct.calcsize(f"={_LETTERS[kind]}")
    return (at if size * count <= 4 else _number(data, at, sign, 4)), size


def read_tags(data: Data, start: int | None = None) -> dict[int, Any]:
    """Return the tags of the directory at *start* (the first by default), each as bytes or numbers.

    A tag whose value lies outside the file, or is larger than any word of the photo, is passed over.
    """
    sign = order(data)
    found: dict[int, Any] = {}
    if not sign:
        return found
    tags, _ = _directory(data, _number(data, 4, sign, 4) if start is None else start, sign)
    budget = _MAX_VALUES
    for tag, (kind, count, at) in tags.items():
        if kind not in _LETTERS and kind not in _BYTES:
            continue
        at, size = _place(data, kind, count, at, sign)
        budget -= size * count
        if size * count > _MAX_VALUE or at + size * count > len(data) or budget < 0:
            continue
        if kind in _BYTES:
            found[tag] = data[at : at + count]
        else:
            found[tag] = _unpacked(data, kind, count, at, sign)
    return found


def read_below(data: Data, tags: dict[int, Any], pointer: int) -> dict[int, Any]:
    """Return the tags of the directory to which the tag *pointer* of *tags* leads, none if to none."""
    place = tags.get(pointer, ())
    is_place = isinstance(place, tuple) and len(place) == 1 and isinstance(place[0], int)
    return read_tags(data, place[0]) if is_place else {}


def _unpacked(data: Data, kind: int, count: int, at: int, sign: str) -> tuple[float, ...]:
    if kind not in _FRACTIONS:
        return struct.unpack_from(f"{sign}{count}{_LETTERS[kind]}", data, at)
    numbers = struct.unpack_from(f"{sign}{2 * count}{_LETTERS[kind][1]}", data, at)
    return tuple(
        above / below if below else math.nan
        for above, below in zip(numbers[::2], numbers[1::2], strict=True)
    )


def _first(data: Data, tags: _Tags, tag: int, sign: str) -> int:
    return next(_values(data, tags, tag, sign), 0)


def _number(data: Data, at: int, sign: str, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little" if sign == "<" else "big")
