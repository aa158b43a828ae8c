"""Picture files made to hurt whoever reads them."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from metadata_files import chunk
from PIL import Image


def slow_jpeg(path: Path, *, side: int = 2000, scans: int = 20_000) -> str:
    """Write a small JPEG whose one refining scan is repeated: seconds to minutes in one C call."""
    out = BytesIO()
    Image.new("L", (side, side), "grey").save(out, "JPEG", progressive=True, quality=10)
    data = out.getvalue()
    last, end = data.rfind(b"\xff\xda"), data.rfind(b"\xff\xd9")
    path.write_bytes(data[:end] + data[last:end] * scans + data[end:])
    return str(path)


def png(path: Path, width: int, height: int, *, channels: int = 4, rows: int | None = None) -> str:
    """Write a PNG of clear black that claims *height* rows and holds *rows* of them."""
    kind = {1: 0, 3: 2, 4: 6}[channels]
    row = b"\0" * (1 + width * channels)
    pixels = zlib.compress(row * (height if rows is None else rows), 1)
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
    return str(path)


def padded(path: str, size: int) -> str:
    """Make the file at *path* at least *size* bytes long, so that it seems worth its pixels."""
    data = Path(path).read_bytes()
    Path(path).write_bytes(data + b"\0" * (size - len(data)))
    return path
