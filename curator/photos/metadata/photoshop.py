"""Photoshop's image resources, which hold IIM and its digest; what IIM says is left to ``iim``."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

IIM = 0x0404
"""Resource "IPTC-NAA record" (Adobe Photoshop File Formats Specification, image resource IDs)."""

DIGEST = 0x0425
"""Resource "Caption digest": MD5 of the IIM record when XMP was last brought into step with it."""

MAX_BYTES = 4 * 1024 * 1024
_MAX_BLOCKS = 4_000
_SIGNATURES = {b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa"}


@dataclass(frozen=True, slots=True)
class Resources:
    """What Curator wants of the resources: the IIM record and its ``digest``, each ``b""`` if absent."""

    iim: bytes = b""
    digest: bytes = b""


def read_resources(data: bytes) -> Resources:
    """Return the wanted resources of *data*, as far as it is whole."""
    data = data[:MAX_BYTES]
    iim, digest = [], b""
    for kind, content in _blocks(data):
        if kind == IIM:
            iim.append(content)
        elif kind == DIGEST and len(content) == 16:
            digest = content
    return Resources(b"".join(iim), digest)


def _blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each block: signature, number, name, size, content, padded to even."""
    at = 0
    for _ in range(_MAX_BLOCKS):
        if data[at : at + 4] not in _SIGNATURES or at + 12 > len(data):
            return
        (kind,) = struct.unpack_from(">H", data, at + 4)
        size_at = at + 6 + (data[at + 6] + 2) // 2 * 2
        if size_at + 4 > len(data):
            return
        (size,) = struct.unpack_from(">I", data, size_at)
        start = size_at + 4
        yield kind, data[start : start + size]
        at = start + (size + 1) // 2 * 2
