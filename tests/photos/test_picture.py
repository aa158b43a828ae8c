"""The one door to pixels: upright, in sRGB, within limits, and nothing of the file but its pixels."""

import io
import json
import logging
import os
import struct
from pathlib import Path

import pytest
from factories import ORIENTATION, picture_file
from hostile_files import padded, png
from metadata_files import exif, segment
from PIL import Image

from curator.errors import DamagedPhoto, NotAPhoto, OversizedPhoto, PhotoError
from curator.photos import files, picture

CORNERS = {"red": (0, 0), "lime": (1, 0), "blue": (0, 1), "white": (1, 1)}
RGB = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}

# How each orientation is stored: what turns the upright picture into the stored one.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def flag(size: tuple[int, int] = (64, 32)) -> Image.Image:
    """Return a picture whose four corners have colours of their own."""
    image = Image.new("RGB", size)
    for colour, (x, y) in CORNERS.items():
        box = (x * size[0] // 2, y * size[1] // 2, (x + 1) * size[0] // 2, (y + 1) * size[1] // 2)
        image.paste(RGB[colour], box)
    return image


def near(found: object, expected: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, expected, strict=True))


def assert_is_flag(image: Image.Image) -> None:
    for colour, (x, y) in CORNERS.items():
        spot = (image.width * (1 + 2 * x) // 4, image.height * (1 + 2 * y) // 4)
        assert near(image.getpixel(spot), RGB[colour]), (colour, image.getpixel(spot))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".avif", ".tif"])
@pytest.mark.parametrize("orientation", STORED)
def test_every_orientation_is_turned_upright(tmp_path: Path, suffix: str, orientation: int) -> None:
    turn = STORED[orientation]
    stored = flag() if turn is None else flag().transpose(turn)
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    path = str(tmp_path / f"a{suffix}")
    stored.save(path, exif=tags, **({"quality": 95} if suffix != ".tif" else {}))
    whole, small = picture.render(path), picture.render(path, 32)
    assert (whole.size, small.size) == ((64, 32), (32, 16))
    assert_is_flag(whole)
    assert_is_flag(small)
    with picture.open_picture(path) as image:
        assert picture.upright_size(image) == picture.Size(64, 32)


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_that_is_none_turns_nothing(tmp_path: Path, value: int) -> None:
    tags = Image.Exif()
    tags[ORIENTATION] = value
    flag().save(tmp_path / "a.jpg", exif=tags, quality=95)
    assert_is_flag(picture.render(str(tmp_path / "a.jpg")))


def test_damaged_exif_is_no_reason_to_lose_the_picture(tmp_path: Path) -> None:
    out = io.BytesIO()
    flag().save(out, "JPEG", quality=95)
    data = out.getvalue()
    block = exif({ORIENTATION: 6})
    for broken in (block[:-3], b"Exif\0\0" + os.urandom(40), b"Exif\0\0II*\0\xff\xff\xff\xff"):
        path = tmp_path / "a.jpg"
        path.write_bytes(data[:2] + segment(0xE1, broken) + data[2:])
        assert picture.render(str(path)).size in ((64, 32), (32, 64))


# ---- colours and depths


def test_sixteen_bits_of_grey_keep_their_tones(tmp_path: Path) -> None:
    row = struct.pack("<H", 0x2000) * 20 + struct.pack("<H", 0x8000) * 20
    image = Image.frombytes("I;16", (40, 20), row * 20)
    for suffix in (".png", ".tif"):
        path = str(tmp_path / f"grey{suffix}")
        image.save(path)
        for shown in (picture.render(path), picture.render(path, 20)):
            dark, light = (shown.getpixel((shown.width * x // 4, 5)) for x in (1, 3))
            assert near(dark, (32, 32, 32), 3)
            assert near(light, (128, 128, 128), 3)


def test_numbers_with_a_fraction_keep_their_tones(tmp_path: Path) -> None:
    image = Image.new("F", (40, 20), 0.0)
    image.paste(1.0, (20, 0, 40, 20))
    image.save(tmp_path / "float.tif")
    shown = picture.render(str(tmp_path / "float.tif"))
    assert (shown.getpixel((5, 5)), shown.getpixel((35, 5))) == ((0, 0, 0), (255, 255, 255))


def test_four_inks_become_three_lights(tmp_path: Path) -> None:
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    assert near(picture.render(str(tmp_path / "a.jpg")).getpixel((9, 9)), (255, 0, 0), 30)


@pytest.mark.parametrize("longest", [None, 10])
def test_clear_pixels_are_white_and_never_show_what_they_hide(
    tmp_path: Path, longest: int | None
) -> None:
    image = Image.new("RGBA", (40, 20), (200, 0, 0, 0))
    image.paste((0, 0, 200, 255), (20, 0, 40, 20))
    image.save(tmp_path / "rgba.png")
    image.convert("LA").save(tmp_path / "la.png")
    palette = Image.new("P", (40, 20), 0)
    palette.putpalette([200, 0, 0, 0, 0, 200])
    palette.paste(1, (20, 0, 40, 20))
    palette.save(tmp_path / "palette.png", transparency=0)
    palette.save(tmp_path / "palette.gif", transparency=0)
    Image.new("RGB", (40, 20), (200, 0, 0)).save(tmp_path / "key.png", transparency=(200, 0, 0))
    Image.new("L", (40, 20), 9).save(tmp_path / "grey-key.png", transparency=9)
    for name in os.listdir(tmp_path):
        shown = picture.render(str(tmp_path / name), longest)
        assert near(shown.getpixel((1, 1)), (255, 255, 255)), name
        if "key" not in name and name != "la.png":
            assert near(shown.getpixel((shown.width - 2, 2)), (0, 0, 200)), name


def test_other_kinds_of_pixels_become_rgb(tmp_path: Path) -> None:
    for mode, name in (("1", "a.png"), ("L", "b.jpg"), ("P", "c.gif"), ("LAB", "d.tif")):
        Image.new(mode, (20, 20)).save(tmp_path / name)
        assert picture.render(str(tmp_path / name)).mode == "RGB"


def test_of_an_animation_the_first_picture_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for name in ("a.gif", "a.webp", "a.png"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert near(picture.render(str(tmp_path / name)).getpixel((9, 9)), (255, 0, 0), 20)


def display_p3() -> bytes:
    """Return a profile with the primaries of Display P3, made as ICC.1:2010 has it."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))

    curve = b"para\0\0\0\0\0\3\0\0" + struct.pack(
        ">5i", *(round(v * 65536) for v in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
    )
    tags = {
        b"rXYZ": xyz(0.515102, 0.241182, -0.001050),
        b"gXYZ": xyz(0.291965, 0.692236, 0.041882),
        b"bXYZ": xyz(0.157153, 0.066582, 0.784378),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", at + len(data), len(value))
        data += value
    size = at + len(data)
    head = struct.pack(">I4sI4s4s4s", size, b"test", 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


@pytest.mark.parametrize("longest", [None, 10])
def test_the_colours_of_a_wide_profile_are_brought_into_srgb(
    tmp_path: Path, longest: int | None
) -> None:
    colour = (200, 120, 90)
    Image.new("RGB", (40, 40), colour).save(tmp_path / "p3.png", icc_profile=display_p3())
    Image.new("RGB", (40, 40), colour).save(tmp_path / "plain.png")
    shown = picture.render(str(tmp_path / "p3.png"), longest).getpixel((5, 5))
    assert near(shown, (213, 116, 83), 3), shown
    assert picture.render(str(tmp_path / "plain.png"), longest).getpixel((5, 5)) == colour


@pytest.mark.parametrize("profile", [b"broken", b"\0" * 200, display_p3()[:140]])
def test_a_broken_profile_leaves_the_plain_colours(tmp_path: Path, profile: bytes) -> None:
    Image.new("RGB", (40, 40), (200, 120, 90)).save(tmp_path / "a.png", icc_profile=profile)
    assert picture.render(str(tmp_path / "a.png")).getpixel((5, 5)) == (200, 120, 90)


def test_a_profile_for_other_channels_leaves_the_plain_colours(tmp_path: Path) -> None:
    Image.new("L", (40, 40), 90).save(tmp_path / "a.jpg", icc_profile=display_p3())
    assert near(picture.render(str(tmp_path / "a.jpg")).getpixel((5, 5)), (90, 90, 90))


# ---- size, and what comes along


def test_the_longer_side_is_kept_to_and_nothing_is_enlarged(tmp_path: Path) -> None:
    path = picture_file(tmp_path / "a.jpg", size=(3000, 100))
    assert picture.render(path, 300).size == (300, 10)
    assert picture.render(path, 5000).size == (3000, 100)
    assert picture.render(picture_file(tmp_path / "b.png", size=(1, 900)), 30).size == (1, 30)


def test_nothing_of_the_file_but_its_pixels_comes_along(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags[0x010F] = "Maker"
    everything = {"exif": tags, "icc_profile": display_p3(), "comment": b"comment", "dpi": (9, 9)}
    flag().save(tmp_path / "a.jpg", **everything, xmp=b"<x:xmpmeta/>")
    flag().save(tmp_path / "a.png", **everything)
    flag().save(tmp_path / "a.gif", comment=b"comment")
    flag().save(tmp_path / "a.tif", **everything)
    flag().save(tmp_path / "a.webp", **everything)
    for name in os.listdir(tmp_path):
        for longest in (None, 20):
            shown = picture.render(str(tmp_path / name), longest)
            assert shown.info == {}, name
            assert not shown.getexif(), name
            assert shown.mode == "RGB"
            for marker in (b"Exif", b"ICC_PROFILE", b"comment", b"xmp"):
                assert marker not in picture.encode_jpeg(shown), name


# ---- refusals


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (50_000, 100), (100, 50_000)])
def test_a_picture_beyond_the_limits_is_refused_unread(
    tmp_path: Path, width: int, height: int
) -> None:
    bomb = padded(png(tmp_path / "bomb.png", width, height, channels=1, rows=1), 1_000_000)
    with pytest.raises(OversizedPhoto, match=f"{width} × {height}"):
        picture.render(bomb)


def test_a_file_far_too_small_for_its_pixels_is_refused_unread(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (16, 16)).save(out, "JPEG")
    data = out.getvalue()
    at = data.index(b"\xff\xc0") + 5
    (tmp_path / "a.jpg").write_bytes(
        data[:at] + struct.pack(">HH", 13_000, 13_000) + data[at + 4 :]
    )
    with pytest.raises(OversizedPhoto, match="13000 × 13000"):
        picture.render(str(tmp_path / "a.jpg"))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".gif", ".webp", ".tif", ".bmp", ".avif"])
@pytest.mark.parametrize("share", [0.99, 0.6, 0.2])
def test_a_picture_cut_short_is_refused_and_never_half_shown(
    tmp_path: Path, suffix: str, share: float
) -> None:
    path = tmp_path / f"a{suffix}"
    Image.effect_noise((160, 120), 80).convert("RGB").save(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(PhotoError) as caught:
        picture.render(str(path), 100)
    assert caught.value.path == str(path)
    assert isinstance(caught.value, DamagedPhoto | OversizedPhoto)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"plain words", "not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "PostScript"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 40, "not a picture"),
    ],
)
def test_what_is_no_photo_is_never_handed_to_a_decoder(
    tmp_path: Path, data: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("a decoder was asked"))
    (tmp_path / "a.jpg").write_bytes(data)
    with pytest.raises(NotAPhoto, match=told):
        picture.render(str(tmp_path / "a.jpg"))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    for path, told in (
        (tmp_path / "pipe.jpg", "not a file"),
        (tmp_path, "not a file"),
        (tmp_path / "gone.jpg", "not there any more"),
        (Path("/dev/zero"), "not a file"),
    ):
        with pytest.raises(PhotoError, match=told):
            picture.render(str(path))


def test_a_file_beyond_all_measure_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = picture_file(tmp_path / "a.bmp", size=(100, 100))
    monkeypatch.setattr(files, "MAX_BYTES", 10_000)
    with pytest.raises(OversizedPhoto, match="larger"):
        picture.render(path)


def outcome(path: str, longest: int) -> Image.Image | PhotoError:
    """Return the picture, or the error that names its file; any other error is a failure."""
    try:
        return picture.render(path, longest)
    except PhotoError as error:
        return error


def test_bytes_changed_at_random_give_a_picture_or_a_named_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    path = tmp_path / "a"
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF"):
        out = io.BytesIO()
        flag().save(out, kind, exif=exif({ORIENTATION: 6})) if kind != "GIF" else flag().save(
            out, kind
        )
        data = out.getvalue()
        for at in range(0, len(data), max(1, len(data) // 60)):
            path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
            shown = outcome(str(path), 40)
            if isinstance(shown, PhotoError):
                assert shown.path == str(path)
            else:
                assert shown.mode == "RGB"


# ---- files of other people, where they lie beside the checkout

# Of an animation only the first picture is decoded, so one that swells later does no harm.
HARMLESS = {"broken/decompression_bomb_extents.gif"}

SLOW = {"large/200MP.heic"}  # five seconds for 200 million pixels

# Sound, but of a kind whose decoder need not be trusted with everybody's files.
REFUSED = {"formats/hopper.psd"}

PHOTOS = Path(__file__).resolve().parents[3] / "shared" / "photos"


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="the photos are not here")
@pytest.mark.parametrize("folder", ["camera", "iptc", "formats", "broken", "large"])
def test_photos_of_other_people_are_shown_or_refused_as_they_deserve(
    folder: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)  # Pillow's own words about damaged files
    known = json.loads((PHOTOS / "expected.json").read_text(encoding="utf-8"))["files"]
    wrong = []
    for name, facts in known.items():
        if not name.startswith(f"{folder}/") or name in SLOW:
            continue
        accepted = set(facts["status_accept"])
        shown = outcome(str(PHOTOS / name), 160)
        if isinstance(shown, PhotoError):
            assert shown.path == str(PHOTOS / name)
            if accepted == {"readable"} and name not in REFUSED:
                wrong.append((name, "refused", str(shown)))
        else:
            if not accepted & {"readable", "damaged", "unsupported"} and name not in HARMLESS:
                wrong.append((name, "shown", facts["status_accept"]))
            elif facts["kind"] == "readable" and min(shown.size) > 20:
                ratio = facts["width"] / facts["height"]
                if abs(shown.width / shown.height / ratio - 1) > 0.06:
                    wrong.append((name, "turned", shown.size, facts["width"], facts["height"]))
    assert wrong == []
