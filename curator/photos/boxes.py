"""Boxes of ISO base media files (ISO/IEC 14496-12, 4.2), as far as Canon's raw (CR3) is made of them.

Who decodes what stands in them is left to ``raw`` and ``metadata``.
"""

import mmap
from collections.abc import Iterator

_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_PREVIEW = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")  # XMP, part 3, 1.2.6

_MAX_BOXES = 1_000
_MAX_DEPTH = 6
_MAX_TEXT = 1024 * 1024
_NESTING = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}

Data = mmap.mmap | bytes


def canon_previews(data: Data) -> Iterator[tuple[int, int]]:
    """Yield start and length of what the boxes of a CR3 declare to be JPEGs: of each track, and the preview."""
    sizes: int = 0
    for kind, start, stop in _boxes(data):
        if kind == b"stsz":  # One sample to a track; its size is the common one, or the first.
            sizes = _number(data, start + 4, 4) or _number(data, start + 12, 4)
        elif kind == b"co64" and _is_jpeg(data, place := _number(data, start + 8, 8)):
            yield place, sizes
        elif kind == _PREVIEW:
            # Eight bytes, then the box PRVW: eight of head, sizes in between, at 20 the length.
            at = data.find(b"PRVW", start, min(stop, start + 64))
            if at >= 0:
                yield at + 20, _number(data, at + 16, 4)


def canon_blocks(data: Data) -> tuple[dict[bytes, bytes], bytes]:
    """Return the TIFF blocks of a CR3 by name (``CMT1`` main, ``CMT2`` EXIF, ``CMT4`` GPS), and its XMP."""
    blocks: dict[bytes, bytes] = {}
    xmp = b""
    for kind, start, stop in _boxes(data):
        if stop - start > _MAX_TEXT:
            continue
        if kind in (b"CMT1", b"CMT2", b"CMT4"):
            blocks.setdefault(kind, data[start:stop])
        elif kind == _XMP:
            xmp = xmp or data[start:stop]
    return blocks, xmp


def _boxes(data: Data) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind and content of each box, those within others too; a box with a UUID has that as its kind."""
    waiting = [(0, len(data), 0)]
    seen = 0
    while waiting:
        at, stop, depth = waiting.pop()
        while at + 8 <= stop and seen < _MAX_BOXES:
            seen += 1
            size, kind, start = _number(data, at, 4), data[at + 4 : at + 8], at + 8
            if size == 1:
                size, start = _number(data, at + 8, 8), at + 16
            if kind == b"uuid":
                kind, start = data[start : start + 16], start + 16
            end = at + size if size else stop
            if end > stop or end < start:
                break
            yield kind, start, end
            if depth < _MAX_DEPTH and (kind in _NESTING or kind == _CANON):
                waiting.append((end, stop, depth))
                stop, end, depth = end, start, depth + 1
            at = end


def _is_jpeg(data: Data, at: int) -> bool:
    """Say whether a JPEG stands at *at*, or nothing does any more: the file is cut off."""
    return at >= len(data) or data[at : at + 3] == b"\xff\xd8\xff"


def _number(data: Data, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")
