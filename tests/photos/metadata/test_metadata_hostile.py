"""Files made to hurt a reader: each is settled, by values or by a named error, and the pool lives on."""

import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from metadata_files import chunk, described, jpeg, png, segment, xmp, xmp_segment
from PIL import Image

from curator.errors import PhotoError, ReadingStopped
from curator.photos.answers import inspect, make_thumbnail
from curator.photos.metadata import Metadata
from curator.photos.workers import Readers

SECONDS = 10


def heic_with_a_box_without_size(path: Path) -> None:
    """100 bytes in which a reader that trusts sizes steps 0 bytes ahead, for ever."""
    head = struct.pack(">I", 24) + b"ftypheic\0\0\0\0heicmif1"
    endless = struct.pack(">I4sQ", 1, b"meta", 0)
    path.write_bytes((head + endless).ljust(100, b"\0"))


def jpeg_with_five_thousand_tags(path: Path) -> None:
    """60 kB that say five million fractions: each tag points to the same ones."""
    tags, fractions = 5_000, 999
    start = 8 + 2 + 12 * tags + 4
    entries = b"".join(
        struct.pack("<HHII", 0x9000 + n, 5, fractions, start - fractions) for n in range(tags)
    )
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", tags) + entries + bytes(4)
    jpeg(path, segment(0xE1, b"Exif\0\0" + block[:65_000]))


def jpeg_of_many_scans(path: Path) -> None:
    """A progressive JPEG whose pixels are gone over again and again, in 60,000 scans."""
    out = path.with_suffix(".tmp")
    Image.new("RGB", (6000, 6000), "grey").save(out, "JPEG", progressive=True, quality=10)
    data = out.read_bytes()
    out.unlink()
    first = data.index(b"\xff\xda")
    head, tables = data[:first], data[first:-2]
    # One more refinement of the brightness of nothing, over and over.
    scan = b"\xff\xda\0\x08\1\1\0\1\x3f\0" + b"\0"
    path.write_bytes(head + tables + scan * 60_000 + b"\xff\xd9")


def jpeg_that_claims_169_megapixels(path: Path) -> None:
    jpeg(path)
    data = path.read_bytes()
    at = data.index(b"\xff\xc0")
    path.write_bytes(data[: at + 5] + struct.pack(">HH", 13_000, 13_000) + data[at + 9 :])


def png_with_a_packed_bomb(kind: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        packed = zlib.compress(b"a" * 300_000_000 if kind == b"zTXt" else b" " * 300_000_000, 9)
        middle = b"\0\0" if kind == b"zTXt" else b"\0\1\0\0\0"
        key = b"Comment" if kind == b"zTXt" else b"XML:com.adobe.xmp"
        png(path, chunk(kind, key + middle + packed))

    return write


def jpeg_with_a_billion_laughs(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    packet = described("&l9;").replace(b"<x:xmpmeta", f"<!DOCTYPE x [{laughs}]><x:xmpmeta".encode())
    jpeg(path, xmp_segment(packet))


def jpeg_with_deep_xmp(path: Path) -> None:
    depth = 2_000  # What one segment holds; below, the sidecar goes to 9,000.
    jpeg(path, xmp_segment(xmp("<dc:x>" * depth + "</dc:x>" * depth)))
    deep = xmp("<dc:x>" * 9_000 + "</dc:x>" * 9_000)
    path.with_suffix(".xmp").write_bytes(deep)


def tiff_with_many_directories(path: Path) -> None:
    Image.new("RGB", (20, 20)).save(path, "TIFF")
    data = path.read_bytes()
    count, start = 999, len(data)
    pointers = b"".join(struct.pack("<I", start) for _ in range(count))
    below = struct.pack("<HHHII", 1, 0x014A, 4, count, start + 18) + bytes(4)
    path.write_bytes(data + below + pointers)


def gif_with_a_frame_far_outside(path: Path) -> None:
    frame = b"\x2c" + struct.pack("<HHHH", 65_535, 65_535, 100, 100) + b"\0\2\2\x4c\1\0"
    path.write_bytes(b"GIF89a" + struct.pack("<HH", 10, 10) + b"\0\0\0" + frame + b";")


def raw_with_directories_in_a_ring(path: Path) -> None:
    entry = struct.pack("<HHII", 0x014A, 4, 1, 8)
    path.write_bytes((b"II*\0\x08\0\0\0\1\0" + entry + struct.pack("<I", 8)).ljust(5_000, b"\xff"))


def raw_of_starts_only(path: Path) -> None:
    path.write_bytes(b"FOVb" + b"\xff\xd8\xff\xe0\0\x02" * 3_000_000)


HOSTILE: dict[str, Callable[[Path], Any]] = {
    "box.heic": heic_with_a_box_without_size,
    "tags.jpg": jpeg_with_five_thousand_tags,
    "scans.jpg": jpeg_of_many_scans,
    "claim.jpg": jpeg_that_claims_169_megapixels,
    "ztxt.png": png_with_a_packed_bomb(b"zTXt"),
    "itxt.png": png_with_a_packed_bomb(b"iTXt"),
    "laughs.jpg": jpeg_with_a_billion_laughs,
    "deep.jpg": jpeg_with_deep_xmp,
    "directories.tif": tiff_with_many_directories,
    "outside.gif": gif_with_a_frame_far_outside,
    "ring.nef": raw_with_directories_in_a_ring,
    "starts.x3f": raw_of_starts_only,
}
REFUSED = {
    "box.heic", "claim.jpg", "ztxt.png", "itxt.png", "outside.gif", "ring.nef", "starts.x3f",
}  # fmt: skip


def settled(
    readers: Readers, function: Callable[..., Any], path: Path, *more: Any, seconds: float = 8.0
) -> object:
    """Return what a worker answers, or the error that names the file; fail if it takes too long."""
    start = time.monotonic()
    try:
        answer: object = readers.call(function, str(path), *more, seconds=seconds)[0]
    except PhotoError as error:
        answer = error
    assert time.monotonic() - start < SECONDS
    return answer


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_settled_and_the_pool_lives_on(
    readers: Readers, tmp_path: Path, name: str
) -> None:
    hostile, sound = tmp_path / name, tmp_path / "sound.jpg"
    HOSTILE[name](hostile)
    jpeg(sound)
    found = settled(readers, inspect, hostile)
    if name in REFUSED:
        assert isinstance(found, PhotoError)
        assert found.path == str(hostile)
        assert found.reason
    else:
        assert isinstance(found, dict)
        assert Metadata.from_json(found).width
    assert Metadata.from_json(readers.call(inspect, str(sound))[0]).width == 40


def test_pixels_that_take_for_ever_are_given_up(readers: Readers, tmp_path: Path) -> None:
    hostile, sound = tmp_path / "scans.jpg", tmp_path / "sound.jpg"
    jpeg_of_many_scans(hostile)
    jpeg(sound)
    assert isinstance(settled(readers, make_thumbnail, hostile, 512, seconds=2.0), ReadingStopped)
    assert settled(readers, make_thumbnail, sound, 20) == [20, 15]
