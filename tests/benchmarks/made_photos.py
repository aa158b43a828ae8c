"""Photo files like a camera's: 24 megapixels with grain, tags, and a thumbnail of its own inside."""

import os
import random
import struct
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image

SIZE = (6000, 4000)
_STAMP = b"2026:03:14 07:42:10"


def camera_photos(folder: Path, count: int, bases: int = 12) -> None:
    """Write *count* photos into *folder*, made of *bases*; each is another file, seconds after the last."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(_base, range(min(bases, count))))
    for number in range(count):
        second = number * 7
        clock = f"{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}"
        stamp = f"2026:03:{1 + second // 86_400 % 28:02} {clock}".encode("ascii")
        data = made[number % len(made)].replace(_STAMP, stamp)
        (folder / f"DSC_{number:05}.JPG").write_bytes(data + b"%d" % number)


def _base(number: int) -> bytes:
    """Return a JPEG of soft shapes with grain."""
    chance = random.Random(number)
    small = Image.new("RGB", (60, 40))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(2_400)])
    image = small.resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise((SIZE[0] // 2, SIZE[1] // 2), 30).resize(SIZE).convert("RGB")
    image = Image.blend(image, grain, 0.18)
    own, whole = BytesIO(), BytesIO()
    image.resize((160, 107)).save(own, "JPEG", quality=80)
    image.save(whole, "JPEG", quality=70, exif=_tags(own.getvalue()))
    return whole.getvalue()


def _tags(thumbnail: bytes) -> bytes:
    """Return the EXIF block of a camera, with *thumbnail* in its second directory, which Pillow writes not."""
    texts = b"NIKON CORPORATION\0", b"NIKON D70\0", _STAMP + b"\0"
    first, below, second = 8, 8 + 2 + 3 * 12 + 4, 8 + 2 * (2 + 3 * 12 + 4) - 2 * 12
    start = second + 2 + 3 * 12 + 4
    places = [start + sum(map(len, texts[:n])) for n in range(4)]
    ascii_type, short, long = 2, 3, 4
    main = [
        (0x010F, ascii_type, len(texts[0]), places[0]),
        (0x0110, ascii_type, len(texts[1]), places[1]),
        (0x8769, long, 1, below),
    ]
    taken = [(0x9003, ascii_type, len(texts[2]), places[2])]
    small = [(0x0103, short, 1, 6), (0x0201, long, 1, places[3]), (0x0202, long, 1, len(thumbnail))]
    return b"".join(
        (
            b"Exif\0\0II*\0", struct.pack("<I", first), _directory(main, second),
            _directory(taken, 0), _directory(small, 0), *texts, thumbnail,
        )
    )  # fmt: skip


def _directory(entries: list[tuple[int, int, int, int]], following: int) -> bytes:
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<H", len(entries)) + packed + struct.pack("<I", following)
