"""The chunks of a PNG that hold words, found without decoding a pixel; reading the words is left to the others.

Pillow reads what stands behind the pixels only after decoding them, and its ``getexif`` decodes too.
"""

import binascii
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_BYTES = 4 * 1024 * 1024
"""Bytes of one chunk, packed or not, beyond which it is passed over."""

_MAX_CHUNKS = 200_000
_MAX_WANTED = 500
_WANTED = {b"eXIf", b"tEXt", b"zTXt", b"iTXt"}
_XMP = "XML:com.adobe.xmp"  # XMP, part 3, 1.1.5
_RAW_PROFILE = "Raw profile type "  # ImageMagick's: a line end, name, length, then digits.


@dataclass(slots=True)
class Chunks:
    """The words of a PNG: an EXIF block, XMP packets, Photoshop resources, IIM and plain texts by keyword."""

    exif: bytes = b""
    xmp: list[bytes] = field(default_factory=list)
    photoshop: bytes = b""
    iim: bytes = b""
    texts: dict[str, bytes] = field(default_factory=dict)


def read_chunks(path: str) -> Chunks:
    """Return the words of the PNG at *path*, as far as it is whole."""
    chunks = Chunks()
    for kind, data in _wanted(path):
        if kind == b"eXIf":
            chunks.exif = chunks.exif or data
            continue
        keyword, text = _text(kind, data)
        if keyword == _XMP:
            chunks.xmp.append(text)
        elif keyword.startswith(_RAW_PROFILE):
            _take_profile(chunks, keyword.removeprefix(_RAW_PROFILE).lower(), _unhexed(text))
        elif keyword and text:
            chunks.texts.setdefault(keyword, text)
    return chunks


def _wanted(path: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of the chunks that hold words: length, kind, content, checksum."""
    found = 0
    with open(path, "rb") as file:
        file.seek(8)
        for _ in range(_MAX_CHUNKS):
            head = file.read(8)
            size, kind = int.from_bytes(head[:4], "big"), head[4:]
            if len(head) < 8 or kind == b"IEND" or found >= _MAX_WANTED:
                return
            if kind in _WANTED and size <= MAX_BYTES:
                found += 1
                yield kind, file.read(size)
                file.seek(4, 1)
            else:
                file.seek(size + 4, 1)


def _text(kind: bytes, data: bytes) -> tuple[str, bytes]:
    """Return keyword and text of a text chunk (PNG, 11.3.3); the text is empty if it is damaged."""
    key, _, rest = data.partition(b"\0")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt":
        is_packed, packed = rest[:1] == b"\1", rest[2:].split(b"\0", 2)
        if len(packed) < 3:
            return "", b""
        rest = _inflated(packed[2]) if is_packed else packed[2]
    return key.decode("latin-1"), rest


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MAX_BYTES)
    except zlib.error:
        return b""


def _unhexed(text: bytes) -> bytes:
    parts = text.strip().split(b"\n", 2)
    try:
        return binascii.unhexlify(b"".join(parts[2].split())) if len(parts) == 3 else b""
    except binascii.Error:
        return b""


def _take_profile(chunks: Chunks, name: str, data: bytes) -> None:
    if name in ("exif", "app1") and data.startswith(b"Exif\0\0"):
        chunks.exif = chunks.exif or data
    elif name in ("xmp", "app1") and b"<" in data:
        chunks.xmp.append(data[data.index(b"<") :])
    elif name in ("iptc", "8bim"):
        if data[:1] == b"\x1c":
            chunks.iim += data
        else:
            chunks.photoshop += data
