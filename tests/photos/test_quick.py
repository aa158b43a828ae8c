"""The camera's own thumbnail as a first look, where it shows what the photo shows."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from curator.photos import picture


def with_thumbnail(
    path: Path, thumbnail: bytes, size: tuple[int, int] = (1600, 1200), turn: int = 1
) -> str:
    block = b"Exif\0\0II*\0\x08\0\0\0"
    main = b"\1\0" + b"\x12\1\3\0\1\0\0\0" + bytes([turn, 0, 0, 0]) + (26).to_bytes(4, "little")
    below = b"\2\0" + b"\1\2\4\0\1\0\0\0" + (56).to_bytes(4, "little")
    below += b"\2\2\4\0\1\0\0\0" + len(thumbnail).to_bytes(4, "little") + bytes(4)
    Image.new("RGB", size, "teal").save(path, "JPEG", exif=block + main + below + thumbnail)
    return str(path)


def small(size: tuple[int, int] = (160, 120), colour: str = "tomato") -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, colour)
    image.paste("white", (0, 0, size[0] // 4, size[1] // 4))
    image.save(out, "JPEG", quality=95, comment=b"secret")
    return out.getvalue()


def test_the_thumbnail_is_handed_out_bare(tmp_path: Path) -> None:
    shown = picture.quick(with_thumbnail(tmp_path / "a.jpg", small()), 512)
    assert shown is not None
    assert (shown.size, shown.mode, shown.info) == ((160, 120), "RGB", {})
    assert type(shown) is Image.Image
    red, green, blue = shown.getpixel((150, 110))
    assert red > 240
    assert green < 120
    assert blue < 100


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_it_stands_upright(tmp_path: Path, turn: int) -> None:
    path = with_thumbnail(tmp_path / "a.jpg", small(), turn=turn)
    shown = picture.quick(path, 512)
    assert shown is not None
    large = picture.render(path, 160)
    assert shown.size == large.size
    corner = {3: (159, 119), 6: (119, 0), 8: (0, 159)}[turn]
    assert min(shown.getpixel(corner)) > 240


def test_it_is_never_larger_than_asked(tmp_path: Path) -> None:
    shown = picture.quick(with_thumbnail(tmp_path / "a.jpg", small((640, 480))), 200)
    assert shown is not None
    assert shown.size == (200, 150)


@pytest.mark.parametrize(
    "thumbnail",
    [
        b"",
        b"\xff\xd8\xff nonsense",
        small((120, 90)),
        small((160, 107)),
        small()[:400],
    ],
    ids=["none", "nonsense", "too small", "other proportions", "cut off"],
)
def test_what_would_not_do_is_none(tmp_path: Path, thumbnail: bytes) -> None:
    assert picture.quick(with_thumbnail(tmp_path / "a.jpg", thumbnail), 512) is None


def test_other_formats_have_none(tmp_path: Path) -> None:
    Image.new("RGB", (400, 300)).save(tmp_path / "a.png")
    assert picture.quick(str(tmp_path / "a.png"), 512) is None
