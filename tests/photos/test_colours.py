"""Whatever colours a file has come out as 8 bits of sRGB, known colours as they are known."""

import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from curator.photos import colours, picture

PHOTOS = Path(__file__).parents[2] / ".." / "shared" / "photos"


def near(one: object, other: tuple[int, ...], within: int = 3) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def test_lab_becomes_srgb(tmp_path: Path) -> None:
    white = ImageCms.createProfile("sRGB")
    lab = ImageCms.createProfile("LAB")
    image = Image.new("RGB", (20, 20), (200, 80, 40))
    made = ImageCms.profileToProfile(image, white, lab, outputMode="LAB")
    assert made is not None
    made.save(tmp_path / "a.tif")
    assert near(picture.render(str(tmp_path / "a.tif")).getpixel((9, 9)), (200, 80, 40))


def wide_gamut(red: tuple[float, float], green: tuple[float, float], blue: tuple[float, float],
               gamma: float, white: tuple[float, float]) -> bytes:  # fmt: skip
    """Return a matrix profile with these primaries, made by hand as ICC.1:2010 lays it out."""

    def xyz(x: float, y: float, z: float) -> bytes:
        numbers = b"".join(
            round(value * 65536).to_bytes(4, "big", signed=True) for value in (x, y, z)
        )
        return b"XYZ \0\0\0\0" + numbers

    def tag(data: bytes) -> bytes:
        return data.ljust((len(data) + 3) // 4 * 4, b"\0")

    columns = _adapted(_matrix(red, green, blue, white), white)
    curve = b"curv\0\0\0\0\0\0\0\1" + round(gamma * 256).to_bytes(2, "big")
    text = b"desc\0\0\0\0\0\0\0\5test\0" + bytes(78)
    tags = [(b"desc", text), (b"wtpt", xyz(0.9642, 1.0, 0.8249))]
    tags += [
        (name, xyz(*column))
        for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)
    ]
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    table, body = len(tags).to_bytes(4, "big"), b""
    for name, data in tags:
        at = 128 + 4 + 12 * len(tags) + len(body)
        table += name + at.to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += tag(data)
    head = bytearray(128)
    head[8:12], head[12:24] = b"\2\x10\0\0", b"mntrRGB XYZ "
    head[36:40], head[68:80] = b"acsp", xyz(0.9642, 1.0, 0.8249)[8:]
    whole = bytes(head) + table + body
    return len(whole).to_bytes(4, "big") + whole[4:]


Matrix = list[list[float]]


def _solve(rows: Matrix, wanted: list[float]) -> list[float]:
    """Solve three equations by Cramer's rule."""

    def det(m: Matrix) -> float:
        return (
            m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
            - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
        )

    whole = det(rows)
    return [
        det([[wanted[r] if c == n else rows[r][c] for c in range(3)] for r in range(3)]) / whole
        for n in range(3)
    ]


def _xyz(point: tuple[float, float]) -> list[float]:
    return [point[0] / point[1], 1.0, (1 - point[0] - point[1]) / point[1]]


def _matrix(red: tuple[float, float], green: tuple[float, float], blue: tuple[float, float],
            white: tuple[float, float]) -> Matrix:  # fmt: skip
    columns = [_xyz(point) for point in (red, green, blue)]
    rows = [[column[n] for column in columns] for n in range(3)]
    weights = _solve(rows, _xyz(white))
    return [
        [value * weight for value in column]
        for column, weight in zip(columns, weights, strict=True)
    ]


def _adapted(columns: Matrix, white: tuple[float, float]) -> Matrix:
    """Adapt *columns* to D50 as Bradford does."""
    cone = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]

    def seen(xyz: list[float]) -> list[float]:
        return [sum(a * b for a, b in zip(row, xyz, strict=True)) for row in cone]

    ratio = [a / b for a, b in zip(seen([0.9642, 1.0, 0.8249]), seen(_xyz(white)), strict=True)]
    return [
        _solve(cone, [value * scale for value, scale in zip(seen(column), ratio, strict=True)])
        for column in columns
    ]


D65, D50 = (0.3127, 0.3290), (0.3457, 0.3585)
SPACES = {
    # primaries, gamma, white, a colour in it, and what CSS Color 4's arithmetic makes of it in sRGB
    "Adobe RGB": (((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), 2.2, D65, (150, 120, 100), (161, 120, 99)),
    "Display P3": (((0.68, 0.32), (0.265, 0.69), (0.15, 0.06)), 2.2, D65, (150, 120, 100), (156, 119, 98)),
    "ProPhoto": (((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)), 1.8, D50,
                 (131, 141, 192), (117, 160, 209)),
}  # fmt: skip


@pytest.mark.parametrize("name", SPACES)
def test_colours_are_converted_by_the_profile(tmp_path: Path, name: str) -> None:
    primaries, gamma, white, stored, wanted = SPACES[name]
    profile = wide_gamut(*primaries, gamma, white)
    for suffix in (".png", ".tif", ".jpg", ".webp"):
        path = tmp_path / f"a{suffix}"
        Image.new("RGB", (32, 32), stored).save(path, icc_profile=profile, quality=100)
        for shown in (picture.render(str(path)), picture.render(str(path), 16)):
            assert near(shown.getpixel((5, 5)), wanted, 4), suffix


@pytest.mark.parametrize(("index", "wanted"), [("R03", (161, 120, 99)), ("R98", (150, 120, 100))])
def test_a_camera_set_to_adobe_rgb_is_known_by_its_mark(
    tmp_path: Path, index: str, wanted: tuple[int, ...]
) -> None:
    exif = Image.Exif()
    below = exif.get_ifd(0x8769)
    below[0xA001] = 0xFFFF
    below[0xA005] = {1: index}
    path = tmp_path / "_MG_0001.JPG"
    Image.new("RGB", (32, 32), (150, 120, 100)).save(path, exif=exif, quality=100)
    assert near(picture.render(str(path)).getpixel((5, 5)), wanted, 4)


def test_damaged_exif_that_speaks_of_adobe_rgb_costs_nothing(tmp_path: Path) -> None:
    pointer = (0x8769).to_bytes(2, "little") + b"\5\0\1\0\0\0\x1a\0\0\0"  # a fraction n/0
    block = b"Exif\0\0II*\0\x08\0\0\0\1\0" + pointer + bytes(4) + b"\1\0\0\0" + bytes(4) + b"R03\0"
    for number, exif in enumerate((block, block[:20] + b"R03", b"R03")):
        path = tmp_path / f"{number}.jpg"
        Image.new("RGB", (32, 32), (150, 120, 100)).save(path, exif=exif, quality=100)
        assert near(picture.render(str(path)).getpixel((5, 5)), (150, 120, 100))


def test_a_broken_profile_costs_nothing(tmp_path: Path) -> None:
    Image.new("RGB", (20, 20), (10, 120, 200)).save(tmp_path / "a.png", icc_profile=b"nonsense")
    assert picture.render(str(tmp_path / "a.png")).getpixel((3, 3)) == (10, 120, 200)


def test_numbers_of_32_bits_keep_their_tones() -> None:
    image = Image.new("I", (2, 1), 0)
    image.putpixel((1, 0), 2_000_000_000)
    shown = colours.plain(image)
    assert (shown.mode, shown.getpixel((0, 0)), shown.getpixel((1, 0))) == ("L", 0, 255)


def test_sixteen_bits_of_grey_are_scaled_and_not_clipped(tmp_path: Path) -> None:
    image = Image.frombytes(
        "I;16", (2, 1), (0x2000).to_bytes(2, "little") + (0x8000).to_bytes(2, "little")
    )
    image.save(tmp_path / "a.png")
    shown = picture.render(str(tmp_path / "a.png"))
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [(32, 32, 32), (128, 128, 128)]


def test_what_is_clear_shows_white(tmp_path: Path) -> None:
    for number, (mode, clear) in enumerate((("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)))):
        path = tmp_path / f"{number}.png"
        Image.new(mode, (20, 20), clear).save(path)
        assert picture.render(str(path)).getpixel((3, 3)) == (255, 255, 255)
        assert picture.render(str(path), 10).getpixel((3, 3)) == (255, 255, 255)
    path = tmp_path / "key.png"
    Image.new("RGB", (20, 20), (9, 9, 9)).save(path, transparency=(9, 9, 9))
    assert picture.render(str(path), 10).getpixel((3, 3)) == (255, 255, 255)


def test_jpeg_2000_is_shown_at_every_size(tmp_path: Path) -> None:
    image = Image.new("RGB", (640, 480), (200, 80, 40))
    image.save(tmp_path / "a.jp2")
    for longest, size in ((None, (640, 480)), (320, (320, 240)), (100, (100, 75)), (20, (20, 15))):
        shown = picture.render(str(tmp_path / "a.jp2"), longest)
        assert shown.size == size
        assert near(shown.getpixel((5, 5)), (200, 80, 40))


def test_nothing_of_the_file_but_its_pixels_is_carried(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret"
    for suffix in (".jpg", ".png", ".webp", ".tif"):
        path = tmp_path / f"a{suffix}"
        Image.new("RGB", (60, 40), "teal").save(path, exif=exif, comment="secret", xmp=b"<secret/>")
        for shown in (picture.render(str(path)), picture.render(str(path), 30)):
            assert type(shown) is Image.Image
            assert shown.info == {}
            assert not shown.getexif()
            for kind in ("JPEG", "PNG", "WEBP"):
                out = tmp_path / "out"
                shown.save(out, kind)
                assert b"secret" not in out.read_bytes()


def test_an_orientation_behind_the_pixels_of_a_png_is_obeyed(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = exif.tobytes().removeprefix(b"Exif\0\0")
    Image.new("RGB", (60, 40), "teal").save(tmp_path / "a.png")
    whole = (tmp_path / "a.png").read_bytes()
    chunk = b"eXIf" + data
    chunk = len(data).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    (tmp_path / "a.png").write_bytes(whole[:-12] + chunk + whole[-12:])
    assert picture.render(str(tmp_path / "a.png")).size == (40, 60)
    assert picture.render(str(tmp_path / "a.png"), 30).size == (20, 30)


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="the reference pictures are not here")
@pytest.mark.parametrize(
    ("name", "place", "wanted"),
    [
        ("formats/prophoto.png", (0, 0), (117, 160, 209)),  # by the arithmetic of CSS Color 4
        ("formats/p3.png", (4, 4), (255, 0, 0)),  # beyond sRGB: its reddest red
    ],
)
def test_known_colours_of_other_peoples_files(
    name: str, place: tuple[int, int], wanted: tuple[int, ...]
) -> None:
    assert near(picture.render(str(PHOTOS / name)).getpixel(place), wanted)


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="the reference pictures are not here")
def test_xyb_looks_like_its_original() -> None:
    one, other = (
        picture.render(str(PHOTOS / "formats" / n), 64) for n in ("sample-xyb.jpg", "sample.jpg")
    )
    pairs = zip(
        one.convert("L").tobytes(), other.resize(one.size).convert("L").tobytes(), strict=True
    )
    assert sum(abs(a - b) for a, b in pairs) / (one.width * one.height) < 6
