"""What stands in a written AVIF, box by box: judges the bytes themselves, and puts words beside a picture.

The form is that of ISO/IEC 14496-12 (boxes) and 23008-12 (items), as the AV1 Image File Format bounds
it. Only the plainest of it is let through: one picture, the XMP packet that describes it, nothing between.
"""

from collections.abc import Iterator

_BRANDS = frozenset({b"avif", b"mif1", b"miaf", b"MA1A", b"MA1B"})
_PLAIN_HANDLER = bytes(8) + b"pict" + bytes(13)

_META = (b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp")
"""The boxes that say where picture and packet lie, and what the picture is like, in their order."""

_PROPERTIES = {b"ispe": 12, b"pixi": 8, b"av1C": 4, b"colr": 11}
"""Payloads of size, depth, codec and colour; longer ones would hold more: a profile, a second header."""

_PICTURE = b"\2\0\0\0\0\1\0\0av01Color\0"
_PACKET = b"\2\0\0\0\0\2\0\0mimeXMP\0application/rdf+xml\0"
_DESCRIBES = b"\0\0\0\0\0\0\0\x0ecdsc\0\2\0\1\0\1"
# The entries of the two items, and that the second describes the first.

_OBUS = frozenset({1, 2, 3, 4, 6})
"""Sequence header, temporal delimiter, frame header, tile group, frame (AV1 bitstream specification 6.2.2)."""

_ITEM = 14
# Bytes of an item in ``iloc``: its number, where its data is, one extent.


_LIES = b"\0\0\0\0\x44\0\0"
# How ``iloc`` begins where offsets and lengths take four bytes each.


class BrokenAvif(ValueError):
    """The bytes are no whole AVIF of the plain form."""


def strays(data: bytes, packet: bytes) -> list[str]:
    """Return what *data* carries beside one picture and the XMP *packet*."""
    try:
        return list(_strays(data, packet))
    except BrokenAvif as error:
        return [str(error)]


def with_packet(data: bytes, packet: bytes) -> bytes:
    """Return the AVIF *data*, which has no words, with *packet* beside the picture: what libavif writes.

    The coded picture stays as it is. Raises :class:`BrokenAvif` if *data* is not of the plain form.
    """
    if not packet:
        return data
    kinds = [(kind, start, end) for kind, start, end in _boxes(data, 0, len(data))]
    if [kind for kind, _, _ in kinds] != [b"ftyp", b"meta", b"mdat"]:
        raise BrokenAvif("other boxes than those of a plain picture")
    (_, _, head), (_, meta, meta_end), _ = kinds
    told = {kind: data[start:end] for kind, start, end in _boxes(data, meta + 4, meta_end)}
    if tuple(told) != tuple(kind for kind in _META if kind != b"iref"):
        raise BrokenAvif("other boxes in meta than those of a plain picture")
    ((start, end),) = _extents(told[b"iloc"], 1)
    entries = _box(b"infe", _PICTURE) + _box(b"infe", _PACKET)
    told |= {b"iinf": b"\0\0\0\0\0\2" + entries, b"iref": _DESCRIBES}

    def told_for(store: int) -> bytes:
        lies = _item(1, store + len(packet), end - start) + _item(2, store, len(packet))
        held = told | {b"iloc": _LIES + b"\2" + lies}
        return _box(b"meta", bytes(4) + b"".join(_box(kind, held[kind]) for kind in _META))

    store = (
        head + len(told_for(0)) + 8
    )  # Behind the head of ``mdat``; the numbers all have one length.
    return data[:head] + told_for(store) + _box(b"mdat", packet + data[start:end])


def _box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def _item(number: int, start: int, length: int) -> bytes:
    return bytes((0, number, 0, 0, 0, 1)) + start.to_bytes(4, "big") + length.to_bytes(4, "big")


def _strays(data: bytes, packet: bytes) -> Iterator[str]:
    kinds = [(kind, start, end) for kind, start, end in _boxes(data, 0, len(data))]
    if [kind for kind, _, _ in kinds] != [b"ftyp", b"meta", b"mdat"]:
        raise BrokenAvif("other boxes than those of a plain picture")
    (_, begins, ends), (_, meta, meta_end), (_, store, store_end) = kinds
    brands = data[begins:ends]
    named = {brands[at : at + 4] for at in (0, *range(8, len(brands), 4))}
    if brands[4:8] != bytes(4) or not named <= _BRANDS:
        yield "an unknown brand"
    told = {kind: data[start:end] for kind, start, end in _boxes(data, meta + 4, meta_end)}
    wanted = _META if packet else tuple(kind for kind in _META if kind != b"iref")
    if data[meta : meta + 4] != bytes(4) or tuple(told) != wanted:
        raise BrokenAvif("other boxes in meta than those of a plain picture")
    if told[b"hdlr"] != _PLAIN_HANDLER or told[b"pitm"] != b"\0\0\0\0\0\1":
        yield "a handler or main item that says more"
    items = [
        told[b"iinf"][start:end] for _, start, end in _boxes(told[b"iinf"], 6, len(told[b"iinf"]))
    ]
    if items != [_PICTURE, _PACKET][: 1 + bool(packet)] or told.get(b"iref") not in (
        _DESCRIBES,
        None,
    ):
        raise BrokenAvif("other items than the picture and its words")
    yield from _stray_properties(told[b"iprp"])
    picture, *words = _extents(told[b"iloc"], len(items))
    if any(data[start:end] != packet for start, end in words):
        yield "words that were not to travel"
    lies = sorted([*words, picture])
    if [store, *(end for _, end in lies)] != [*(start for start, _ in lies), store_end]:
        yield "bytes that belong to neither picture nor words"
    yield from _stray_obus(data[picture[0] : picture[1]])


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, and start and end of the payload, of each box between *at* and *end*, which they fill."""
    while at < end:
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8 or at + length > end:
            raise BrokenAvif("a box ends beyond what holds it")
        yield data[at + 4 : at + 8], at + 8, at + length
        at += length


def _stray_properties(data: bytes) -> Iterator[str]:
    parts = [(kind, start, end) for kind, start, end in _boxes(data, 0, len(data))]
    if [kind for kind, _, _ in parts] != [b"ipco", b"ipma"]:
        raise BrokenAvif("other properties than those of a plain picture")
    (_, begins, ends), (_, start, end) = parts
    seen = set()
    for kind, first, last in _boxes(data, begins, ends):
        if _PROPERTIES.get(kind) != last - first or kind in seen:
            yield f"a property {kind!r} of {last - first} bytes"
        elif kind == b"colr" and data[first : first + 4] != b"nclx":
            yield "a colour profile"
        seen.add(kind)
    if end - start != 11 + len(seen):
        yield "properties of more than the picture"


def _extents(data: bytes, count: int) -> list[tuple[int, int]]:
    """Return where each of *count* items begins and ends."""
    if data[:8] != _LIES + bytes([count]) or len(data) != 8 + count * _ITEM:
        raise BrokenAvif("items that lie otherwise than in one piece")
    found = []
    for number in range(1, count + 1):
        item = data[8 + (number - 1) * _ITEM :][:_ITEM]
        if item[:6] != bytes((0, number, 0, 0, 0, 1)):
            raise BrokenAvif("an item that lies otherwise than in one piece")
        start = int.from_bytes(item[6:10], "big")
        found.append((start, start + int.from_bytes(item[10:14], "big")))
    return found


def _stray_obus(data: bytes) -> Iterator[str]:
    """Yield what the coded picture holds beside its frames: metadata and padding may hold anything."""
    at = 0
    while at < len(data):
        header = data[at]
        kind, has_extension, has_size = header >> 3 & 15, header >> 2 & 1, header >> 1 & 1
        if not has_size or header & 0x81 or has_extension:
            raise BrokenAvif("a coded picture that cannot be walked through")
        if kind not in _OBUS:
            yield f"a part of kind {kind} in the coded picture"
        length, at = _leb128(data, at + 1)
        at += length
    if at != len(data):
        raise BrokenAvif("a coded picture that ends too early")


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at *at*, and where it ends (AV1 bitstream specification 4.10.5)."""
    value = 0
    for place, byte in enumerate(data[at : at + 8]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    raise BrokenAvif("a length without an end")
