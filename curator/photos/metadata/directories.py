"""EXIF's directories of tags, read tag by tag so that a damaged tag costs only itself; meaning is left to ``exif``."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from curator.photos.metadata import charsets
from curator.photos.metadata.second_reader import read_with_exifread
from curator.photos.raw import Words

EXIF_POINTER, GPS_POINTER = 0x8769, 0x8825  # EXIF 3.0, 4.6.3

_MAX_NUMBERS = 16
_MAX_RAW = 1024 * 1024


class Directory:
    """One directory of tags, whoever decoded it; asking for a tag that is damaged or absent gives nothing.

    Made of layers: a later reader's entries stand where an earlier one has nothing.
    """

    def __init__(self, *layers: Mapping[int, Any]) -> None:
        self._layers = layers

    def completed(self, other: "Directory") -> "Directory":
        """Return this directory with what only *other* has."""
        return Directory(*self._layers, *other._layers)

    def value(self, tag: int) -> Any:
        """Return the value of *tag* as the reader decoded it, ``None`` if there is none."""
        found = (_decoded(entries, tag) for entries in self._layers)
        return next((value for value in found if value is not None), None)

    def raw(self, tag: int) -> bytes:
        """Return the bytes of *tag*; none if it holds numbers larger than a byte."""
        value = self.value(tag)
        if isinstance(value, str):
            return value.encode("latin-1", "replace")[:_MAX_RAW]
        if isinstance(value, tuple | list):
            is_bytes = all(isinstance(one, int) and 0 <= one < 256 for one in value)
            return bytes(value[:_MAX_RAW]) if is_bytes else b""
        return value[:_MAX_RAW] if isinstance(value, bytes) else b""

    def text(self, tag: int) -> str:
        """Return the text of *tag* up to its end mark."""
        value = self.value(tag)
        if isinstance(value, bytes):
            return charsets.decode(value.partition(b"\0")[0])
        return charsets.repair(value.partition("\0")[0]) if isinstance(value, str) else ""

    def numbers(self, tag: int) -> tuple[float, ...]:
        """Return the numbers of *tag*, ``nan`` for those with a zero denominator."""
        value = self.value(tag)
        if isinstance(value, str | bytes) or value is None:
            return ()
        values = value if isinstance(value, tuple | list) else (value,)
        return tuple(_number(one) for one in values[:_MAX_NUMBERS])

    def number(self, tag: int) -> float | None:
        """Return the first number of *tag*, ``None`` unless it is finite."""
        first = next(iter(self.numbers(tag)), math.nan)
        return first if math.isfinite(first) else None


def _decoded(entries: Mapping[int, Any], tag: int) -> Any:
    try:
        return entries.get(tag)
    except Exception:  # noqa: BLE001 — decoders raise anything on damaged values
        return None


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, ArithmeticError):
        return math.nan


@dataclass(frozen=True, slots=True)
class Directories:
    """The three directories that speak of a photo: the ``main`` one, EXIF's own, and the position.

    ``is_whole`` is false if the reader gave up before the last tag.
    """

    main: Directory
    exif: Directory
    gps: Directory
    is_whole: bool = True

    def completed(self, other: "Directories") -> "Directories":
        """Return these directories with what only *other* has."""
        return Directories(
            self.main.completed(other.main),
            self.exif.completed(other.exif),
            self.gps.completed(other.gps),
        )


def of_image(image: Image.Image) -> Directories | None:
    """Return the directories of *image*, which is no PNG: Pillow would decode that to find them."""
    try:
        found = _of_pillow(image.getexif())
    except Exception:  # noqa: BLE001 — damaged EXIF is no reason to lose the picture
        found = None
    return _complemented(found, image.info.get("exif"))


def of_block(block: bytes) -> Directories | None:
    """Return the directories of an EXIF *block* as JPEG, PNG and WebP carry it."""
    exif = Image.Exif()
    try:
        exif.load(block)
        found = _of_pillow(exif)
    except Exception:  # noqa: BLE001 — as above
        found = None
    return _complemented(found, block)


def of_raw(words: Words) -> Directories:
    """Return the directories of a raw file, which were read without Pillow."""
    return Directories(Directory(words.main), Directory(words.exif), Directory(words.gps))


def _complemented(found: Directories | None, block: object) -> Directories | None:
    """Ask the second reader for what the first did not reach: Pillow stops at the first bad offset."""
    if not isinstance(block, bytes) or not block or (found and found.is_whole):
        return found
    main, exif, gps = (Directory(entries) for entries in read_with_exifread(block))
    more = Directories(main, exif, gps)
    return found.completed(more) if found else more


def _of_pillow(exif: Image.Exif) -> Directories | None:
    if not len(exif):
        return None
    start = int.from_bytes(exif.head[4:8], _order(exif))
    is_whole = _declared(exif, start) <= len(exif)
    own, own_is_whole = _below(exif, EXIF_POINTER)
    gps, gps_is_whole = _below(exif, GPS_POINTER)
    return Directories(Directory(exif), own, gps, is_whole and own_is_whole and gps_is_whole)


def _order(exif: Image.Exif) -> Literal["little", "big"]:
    return "little" if exif.endian == "<" else "big"


def _declared(exif: Image.Exif, start: int) -> int:
    """Return the number of tags that the directory at *start* says to have."""
    exif.fp.seek(start)
    return int.from_bytes(exif.fp.read(2), _order(exif))


def _below(exif: Image.Exif, pointer: int) -> tuple[Directory, bool]:
    """Return the directory at *pointer*, and whether it is whole.

    Not by ``get_ifd``, which decodes every value at once: one damaged value would cost them all,
    and a block that is made for it would take half a minute.
    """
    start = Directory(exif).number(pointer)
    if not start:
        return Directory(), True
    try:
        entries = ImageFileDirectory_v2(exif.head, group=pointer)
        exif.fp.seek(int(start))
        entries.load(exif.fp)
        return Directory(_Unwrapped(entries)), _declared(exif, int(start)) <= len(entries)
    except Exception:  # noqa: BLE001 — as above
        return Directory(), False


class _Unwrapped(Mapping[int, Any]):
    """Pillow's directory with tuples of one value unwrapped, still decoding only what is asked for."""

    def __init__(self, entries: ImageFileDirectory_v2) -> None:
        self._entries = entries

    def __getitem__(self, tag: int) -> Any:
        value = self._entries[tag]
        return value[0] if isinstance(value, tuple) and len(value) == 1 else value

    def __iter__(self) -> Any:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
