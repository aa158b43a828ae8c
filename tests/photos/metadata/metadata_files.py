"""Picture files with metadata, made byte by byte so that the tests need no picture of anybody else."""

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SPACES = {
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
}


def xmp(elements: str = "", attributes: str = "") -> bytes:
    """Return an XMP packet with these elements and attributes in its one description."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>'
        f'<rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def alternatives(name: str, **texts: str) -> str:
    """Return a property with language alternatives; ``x_default`` stands for ``x-default``."""
    items = "".join(
        f'<rdf:li xml:lang="{lang.replace("_", "-")}">{text}</rdf:li>'
        for lang, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def described(text: str) -> bytes:
    """Return a packet whose only word is the description."""
    return xmp(alternatives("dc:description", x_default=text))


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    """Return one dataset of IIM."""
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


UTF8_DECLARED = dataset(90, b"\x1b%G", record=1)


def resource(kind: int, data: bytes) -> bytes:
    """Return one image resource of Photoshop."""
    padded = data + b"\0" * (len(data) % 2)
    return b"8BIM" + struct.pack(">HHI", kind, 0, len(data)) + padded


def resources(iim: bytes, digest: bytes | None = None) -> bytes:
    """Return resources with an IIM record, and its digest if one is given."""
    return resource(0x0404, iim) + (resource(0x0425, digest) if digest is not None else b"")


def digest_of(iim: bytes) -> bytes:
    return hashlib.md5(iim, usedforsecurity=False).digest()


def exif(
    main: dict[int, object] | None = None,
    below: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
) -> bytes:
    """Return an EXIF block with these tags in its three directories."""
    made = Image.Exif()
    for tag, value in (main or {}).items():
        made[tag] = value
    for pointer, tags in ((0x8769, below), (0x8825, gps)):
        if tags:
            made.get_ifd(pointer).update(tags)
    return made.tobytes()


def segment(marker: int, data: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def xmp_segment(packet: bytes) -> bytes:
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)


def photoshop_segment(data: bytes) -> bytes:
    return segment(0xED, b"Photoshop 3.0\0" + data)


def jpeg(path: Path, *segments: bytes, size: tuple[int, int] = (40, 30)) -> str:
    """Write a JPEG with *segments* after its start, and return its path as text."""
    out = BytesIO()
    Image.new("RGB", size, "grey").save(out, "JPEG")
    data = out.getvalue()
    path.write_bytes(data[:2] + b"".join(segments) + data[2:])
    return str(path)


def jpeg_with_exif(path: Path, block: bytes, **more: object) -> str:
    return jpeg(path, segment(0xE1, block), **more)  # type: ignore[arg-type]


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    path: Path, *before: bytes, after: tuple[bytes, ...] = (), size: tuple[int, int] = (40, 30)
) -> str:
    """Write a PNG with chunks before and after its pixels, and return its path as text."""
    out = BytesIO()
    Image.new("RGB", size, "grey").save(out, "PNG")
    data = out.getvalue()
    end = len(data) - 12
    path.write_bytes(data[:33] + b"".join(before) + data[33:end] + b"".join(after) + data[end:])
    return str(path)
