"""What stands in a written JPEG, marker by marker: judges the bytes themselves, and puts words before a picture."""

import re
from collections.abc import Iterator

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
"""What an APP1 segment begins with that holds an XMP packet (XMP specification, part 3)."""

APP0, APP1, EOI, SOI, SOS = 0xE0, 0xE1, 0xD9, 0xD8, 0xDA

_PICTURE = {
    0xC0: "SOF0",
    0xC2: "SOF2",
    0xC4: "DHT",
    0xDB: "DQT",
    0xDD: "DRI",
    SOS: "SOS",
}
"""The segments of which a decoder makes the picture, and nothing else can be read."""

_AFTER_SCAN = re.compile(b"\xff+[^\x00\xff\xd0-\xd7]")
_JFIF_WITHOUT_THUMBNAIL = 14
_JFIF_HEAD = bytes((0xFF, SOI, 0xFF, APP0, 0, 2 + _JFIF_WITHOUT_THUMBNAIL))
_JFIF_END = len(_JFIF_HEAD) + _JFIF_WITHOUT_THUMBNAIL


class BrokenJpeg(ValueError):
    """The bytes are no whole JPEG."""


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker of *data* with its payload; for the end marker, whatever follows it."""
    if data[:2] != b"\xff\xd8":
        raise BrokenJpeg("no JPEG")
    at = 2
    while True:
        if data[at : at + 1] != b"\xff" or at + 2 > len(data):
            raise BrokenJpeg("no marker where one must be")
        marker = data[at + 1]
        if marker == EOI:
            yield EOI, data[at + 2 :]
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise BrokenJpeg("a segment ends beyond the file")
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == SOS:
            at = _end_of_scan(data, at)


def _end_of_scan(data: bytes, at: int) -> int:
    found = _AFTER_SCAN.search(data, at)
    if found is None:
        raise BrokenJpeg("the picture does not end")
    return found.end() - 2


def with_packet(data: bytes, packet: bytes) -> bytes:
    """Return the JPEG *data*, which has no words, with *packet* behind its JFIF head; no pixel changes.

    Raises :class:`BrokenJpeg` if it does not begin with such a head, or the packet is too long.
    """
    if not packet:
        return data
    payload = XMP_HEADER + packet
    if data[:6] != _JFIF_HEAD or len(payload) + 2 > 0xFFFF:
        raise BrokenJpeg("no place for words")
    segment = bytes((0xFF, APP1)) + (len(payload) + 2).to_bytes(2, "big") + payload
    return data[:_JFIF_END] + segment + data[_JFIF_END:]


def strays(data: bytes, packet: bytes) -> list[str]:
    """Return what *data* carries beside a plain JFIF head, the XMP *packet* and the picture."""
    found = []
    seen: set[int] = set()
    try:
        for marker, payload in segments(data):
            if not _is_wanted(marker, payload, packet) or (marker in seen and marker >= APP0):
                found.append(f"segment {marker:#x} with {len(payload)} bytes")
            seen.add(marker)
    except BrokenJpeg as error:
        found.append(str(error))
    return found


def _is_wanted(marker: int, payload: bytes, packet: bytes) -> bool:
    if marker == APP0:
        return payload[:5] == b"JFIF\0" and len(payload) == _JFIF_WITHOUT_THUMBNAIL
    if marker == APP1:
        return payload == XMP_HEADER + packet
    if marker == EOI:
        return payload == b""
    return marker in _PICTURE
