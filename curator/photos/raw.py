"""Camera raw by the preview that every camera puts inside: found and cut out, never a sensor developed.

Which files are raw is left to ``formats``, decoding the preview to ``picture``, the words beside it to
``metadata``.

Structure first, since it touches a few kilobytes: the directories of TIFF, on which most makers build,
Canon's boxes (CR3) or Fujifilm's header (RAF). Where that leads to nothing larger than a thumbnail
(Olympus, Pentax and Sigma keep theirs in places of their own), the whole file is searched for JPEGs.
"""

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from curator.errors import DamagedPhoto, NotAPhoto
from curator.photos import boxes, tiff

_THUMBNAIL = 1_000
# Pixels of the longer side up to which a preview is taken for a thumbnail, and a larger one is looked for.

_EXIF, _GPS, _XMP = 0x8769, 0x8825, 0x02BC  # EXIF 3.0, 4.6.3; XMP, part 3, 1.3

_MAX_SEGMENTS = 200
_MAX_SCANS = 500
_MAX_HITS, _MAX_ENDLESS = 2_000, 10
_MAX_PREVIEW = 64 * 1024 * 1024
_END_SLACK = 4096

_START = b"\xff\xd8\xff"
_END = b"\xff\xd9"
# ISO/IEC 10918-1, table B.1: baseline, extended and progressive frames by Huffman codes. What makers
# compress losslessly with the same means, the sensor's data, is marked 0xC3.
_FRAMES = {0xC0, 0xC1, 0xC2}
_LAST_BEFORE_PIXELS = 0xDA
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)

_NO_PREVIEW = (
    "this raw file holds no preview that can be shown; develop it and add the JPEG or TIFF instead"
)
_CUT = "the preview in this raw file is cut off; copy the file from its card again"

Data = mmap.mmap | bytes


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A JPEG within a file: where it starts and ends, and the pixels that its frame declares."""

    start: int
    end: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a raw file shows: a ``jpeg``, and how to turn it (1 to 8; 0: as the JPEG itself says)."""

    jpeg: bytes
    orientation: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a raw file says outside its preview: tags by number of three directories, and XMP."""

    main: dict[int, Any]
    exif: dict[int, Any]
    gps: dict[int, Any]
    xmp: bytes = b""


def preview(path: str) -> Preview:
    """Return the largest whole JPEG inside the raw file at *path*.

    Raises :class:`NotAPhoto` if there is none, and :class:`DamagedPhoto` if there was a larger one of
    which the file holds only a part.
    """
    with _mapped(path) as data:
        layout = _read_layout(data)
        best = _best(path, data, layout)
        return Preview(data[best.start : best.end], _turn(layout, best))


def thumbnail(exif: bytes) -> bytes:
    """Return the small JPEG within the EXIF block of any photo, ``b""`` if it holds none."""
    block = exif.removeprefix(b"Exif\0\0")
    found = _largest(filter(None, (_at(block, *at) for at in tiff.read_layout(block).jpegs)))
    return block[found.start : found.end] if found else b""


def words(path: str) -> Words | None:
    """Return what the raw file at *path* says by itself, ``None`` if only its preview has words."""
    with _mapped(path) as data:
        if _is_boxes(data):
            blocks, xmp = boxes.canon_blocks(data)
            main, exif, gps = (
                tiff.read_tags(blocks.get(name, b"")) for name in (b"CMT1", b"CMT2", b"CMT4")
            )
            return Words(main, exif, gps, xmp)
        if not tiff.order(data):
            return None
        main = tiff.read_tags(data)
        xmp = main.get(_XMP, b"")
        xmp = xmp if isinstance(xmp, bytes) else b""
        return Words(
            main, tiff.read_below(data, main, _EXIF), tiff.read_below(data, main, _GPS), xmp
        )


@contextmanager
def _mapped(path: str) -> Iterator[mmap.mmap]:
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def _is_boxes(data: mmap.mmap) -> bool:
    return data[4:12] == b"ftypcrx "


def _read_layout(data: mmap.mmap) -> tiff.Layout:
    if _is_boxes(data):
        found = tiff.read_layout(boxes.canon_blocks(data)[0].get(b"CMT1", b""))
        found.jpegs = list(boxes.canon_previews(data))
        return found
    if data[:15] == b"FUJIFILMCCD-RAW":
        # The header's fields at 84 and 88, as dcraw and ExifTool know them.
        place = (int.from_bytes(data[84:88], "big"), int.from_bytes(data[88:92], "big"))
        return tiff.Layout(jpegs=[place])
    return tiff.read_layout(data)


def _turn(layout: tiff.Layout, shown: Jpeg) -> int:
    """Return the file's own orientation, 1 if the preview stands upright already.

    Phones turn it, cameras do not: its sides against the sensor's tell.
    """
    if layout.orientation < 5 or shown.width == shown.height or layout.width == layout.height:
        return layout.orientation
    is_tall, is_tall_raw = shown.height > shown.width, layout.height > layout.width
    return 1 if is_tall != is_tall_raw else layout.orientation


def _best(path: str, data: mmap.mmap, layout: tiff.Layout) -> Jpeg:
    size = len(data)
    whole = [place for place in layout.jpegs if sum(place) <= size]
    cut = max((length for at, length in layout.jpegs if at + length > size), default=0)
    best = _largest(filter(None, (_at(data, *place) for place in whole)))
    if best is None or max(best.width, best.height) <= _THUMBNAIL:
        best = _largest(chain(filter(None, [best]), _searched(data, set(layout.sensor), best)))
    if cut > (best.end - best.start if best else 0):
        raise DamagedPhoto(path, _CUT)
    if best is None:
        raise NotAPhoto(path, _NO_PREVIEW)
    return best


def _largest(found: Iterator[Jpeg]) -> Jpeg | None:
    return max(found, key=lambda one: (one.width * one.height, one.end - one.start), default=None)


def _at(data: Data, start: int, length: int) -> Jpeg | None:
    """Return the JPEG of *length* bytes at *start*; ``None`` if there stands none that Curator shows."""
    size = _frame(data, start, start + length)
    if size is None or length > _MAX_PREVIEW:
        return None
    stop = start + length
    has_end = _END in data[max(start, stop - _END_SLACK) : stop] or 0 < _end(data, start) <= stop
    return Jpeg(start, stop, *size) if has_end else None


def _searched(data: mmap.mmap, sensor: set[int], best: Jpeg | None) -> Iterator[Jpeg]:
    """Yield the whole JPEGs of the file that lie outside each other and *best*, and are larger than it."""
    at, endless = -1, 0
    for _ in range(_MAX_HITS):
        at = data.find(_START, at + 1)
        if at < 0:
            return
        if best and best.start <= at < best.end:
            at = best.end - 1  # What lies within it are its own thumbnails.
            continue
        size = None if at in sensor else _frame(data, at, len(data))
        if size is None or (best and size[0] * size[1] <= best.width * best.height):
            continue
        end = _end(data, at)
        if end:
            yield Jpeg(at, end, *size)
            at = end - 1
        elif (endless := endless + 1) > _MAX_ENDLESS:
            return


def _frame(data: Data, start: int, stop: int) -> tuple[int, int] | None:
    """Return the size that the JPEG at *start* declares, if it is one of 8 bits that Pillow decodes."""
    if data[start : start + 3] != _START:
        return None
    size = None
    at = start + 2
    for _ in range(_MAX_SEGMENTS):
        head = data[at : at + 10]
        if len(head) < 10 or head[0] != 0xFF or at >= stop:
            return None
        if head[1] in _FRAMES:
            is_shown = head[4] == 8 and head[9] in (1, 3)
            size = (int.from_bytes(head[7:9], "big"), int.from_bytes(head[5:7], "big"))
            if not is_shown or 0 in size:
                return None
        elif head[1] == _LAST_BEFORE_PIXELS:
            return size
        elif not (0xC0 <= head[1] <= 0xFE) or head[1] == 0xC3 or 0xC5 <= head[1] <= 0xCB:
            return None
        at += 2 + int.from_bytes(head[2:4], "big")
    return None


def _end(data: Data, start: int) -> int:
    """Return where the JPEG at *start* ends, 0 if its end mark is missing.

    Segments are passed over by their length: a thumbnail within one has an end mark, too.
    """
    at, scans = start + 2, 0
    limit = min(len(data), start + _MAX_PREVIEW)
    while scans <= _MAX_SCANS:
        mark = _MARKER.search(data, at, limit)
        if mark is None:
            return 0
        if mark[1] == b"\xd9":
            return mark.end()
        scans += mark[1] == b"\xda"
        at = mark.end() + int.from_bytes(data[mark.end() : mark.end() + 2], "big")
    return 0
