"""The segments of a JPEG that hold words, joined; reading the words is left to ``xmp``, ``iim`` and ``exif``."""

from collections.abc import Iterable

_XMP = b"http://ns.adobe.com/xap/1.0/\0"  # XMP, part 3, 1.1.3
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"  # XMP, part 3, 1.1.3.1
_PHOTOSHOP = (b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:")

_GUID, _HEADER = 32, 40  # An extension's header: 32 digits, full length, offset.
_MAX_EXTENDED = 1024 * 1024  # What lies beyond is a depth map or a second picture, not words.

Segments = Iterable[tuple[str, bytes]]


def xmp_packets(segments: Segments) -> list[bytes]:
    """Return every XMP packet of *segments*, the main one first, extensions that it names joined."""
    segments = list(segments)
    packets = [
        data.removeprefix(_XMP) for name, data in segments if name == "APP1" and data[:29] == _XMP
    ]
    main = b"".join(packets)
    extensions = _extensions(segments)
    return packets + [data for guid, data in extensions.items() if guid in main]


def _extensions(segments: Segments) -> dict[bytes, bytes]:
    """Return each extended packet of which every byte is there, by its GUID."""
    parts: dict[bytes, dict[int, bytes]] = {}
    totals: dict[bytes, int] = {}
    for name, data in segments:
        if name != "APP1" or not data.startswith(_EXTENDED_XMP):
            continue
        head = data[len(_EXTENDED_XMP) :][:_HEADER]
        guid, total = head[:_GUID], int.from_bytes(head[_GUID : _GUID + 4], "big")
        if len(head) == _HEADER and total <= _MAX_EXTENDED:
            offset = int.from_bytes(head[_GUID + 4 :], "big")
            parts.setdefault(guid, {})[offset] = data[len(_EXTENDED_XMP) + _HEADER :]
            totals[guid] = total
    joined = {guid: _joined(pieces) for guid, pieces in parts.items()}
    return {guid: data for guid, data in joined.items() if len(data) == totals[guid]}


def _joined(pieces: dict[int, bytes]) -> bytes:
    """Return the bytes from offset 0 up to the first gap."""
    data = bytearray()
    while len(data) in pieces and pieces[len(data)]:
        data += pieces[len(data)]
    return bytes(data)


def photoshop_resources(segments: Segments) -> bytes:
    """Return Photoshop's image resources, which may go on from one APP13 segment to the next."""
    return b"".join(
        data[len(mark) :]
        for name, data in segments
        if name == "APP13"
        for mark in _PHOTOSHOP
        if data.startswith(mark)
    )


def comments(segments: Segments) -> list[bytes]:
    """Return the comments, in their order."""
    return [data for name, data in segments if name == "COM"]
