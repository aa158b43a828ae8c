"""What the copies of a photo look like, and what they carry."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from curator.errors import DamagedPhoto, PhotoError
from curator.export import pictures, segments
from curator.export.pictures import web_copies

WIDTHS = [200, 400, 800]


def opened(blob):
    return Image.open(BytesIO(blob))


def test_copies_have_the_sizes_that_are_told(make_photo):
    value, blobs = web_copies(make_photo("a.jpg", (1200, 800)).file, WIDTHS, 80)
    assert [opened(b).size for b in blobs] == [(200, 133), (400, 266), (800, 533)]
    assert value["copies"] == [
        {"width": w, "height": h} for w, h in ((200, 133), (400, 266), (800, 533))
    ]


def test_avifs_follow_the_jpegs_in_the_same_sizes(make_photo):
    photo = make_photo("a.jpg", (1200, 800)).file
    value, blobs = web_copies(photo, WIDTHS, 80, (), 60)
    jpegs, avifs = blobs[:3], blobs[3:]
    assert [opened(b).format for b in blobs] == ["JPEG"] * 3 + ["AVIF"] * 3
    assert [opened(b).size for b in jpegs] == [opened(b).size for b in avifs]
    for jpeg, avif in zip(jpegs, avifs, strict=True):
        one, other = opened(jpeg).convert("RGB"), opened(avif).convert("RGB")
        apart = ImageStat.Stat(ImageChops.difference(one, other)).mean
        assert max(apart) < 3  # of 255
    assert web_copies(photo, WIDTHS, 80, (), 60) == (value, blobs)


def test_nothing_is_enlarged(make_photo):
    value, _ = web_copies(make_photo("a.jpg", (300, 150)).file, WIDTHS, 80)
    assert value["copies"] == [{"width": 200, "height": 100}, {"width": 300, "height": 150}]


def test_a_copy_hardly_smaller_than_the_largest_is_left_out(make_photo):
    value, _ = web_copies(make_photo("a.jpg", (410, 200)).file, WIDTHS, 80)
    assert [copy["width"] for copy in value["copies"]] == [200, 410]


def test_the_longer_side_of_an_upright_photo_is_limited(make_photo):
    value, _ = web_copies(make_photo("a.jpg", (1000, 2000)).file, WIDTHS, 80)
    assert value["copies"][-1] == {"width": 400, "height": 800}


def test_a_turned_photo_stands_upright(make_photo):
    _, blobs = web_copies(make_photo("a.jpg", (900, 600), orientation=6).file, WIDTHS, 80)
    largest = opened(blobs[-1])
    assert largest.size == (800, 533)
    assert largest.getpixel((50, 50))[0] > 150
    assert largest.getpixel((750, 500))[2] > 150


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_nothing_of_the_file_but_its_pixels_travels(make_photo, name):
    _, blobs = web_copies(make_photo(name).file, WIDTHS, 80)
    for blob in blobs:
        assert b"SECRET" not in blob
        assert b"Exif" not in blob
        assert b"1999:" not in blob
        assert set(opened(blob).info) <= {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
            "dpi",
        }  # fmt: skip


def test_copies_are_progressive(make_photo):
    _, blobs = web_copies(make_photo("a.jpg").file, WIDTHS, 80)
    assert all(opened(blob).info["progressive"] for blob in blobs)


def test_the_colour_is_one_of_the_picture(make_photo):
    value, _ = web_copies(make_photo("a.jpg").file, WIDTHS, 80)
    red, blue = int(value["colour"][1:3], 16), int(value["colour"][5:], 16)
    assert max(red, blue) > 150
    assert len(value["colour"]) == 7


def test_a_damaged_photo_gives_no_copy(make_photo, tmp_path):
    photo = make_photo("a.jpg")
    broken = tmp_path / "broken.jpg"
    with open(photo.file, "rb") as file:
        broken.write_bytes(file.read()[:4000])
    with pytest.raises(DamagedPhoto):
        web_copies(str(broken), WIDTHS, 80)


def test_a_copy_that_carries_more_is_refused(make_photo, monkeypatch):
    whole = pictures._jpeg
    monkeypatch.setattr(pictures, "_jpeg", lambda image, quality: whole(image, quality) + b"more")
    with pytest.raises(PhotoError, match="more than the picture"):
        web_copies(make_photo("a.jpg").file, WIDTHS, 80)


def jpeg(**more):
    out = BytesIO()
    Image.effect_noise((64, 64), 90).save(out, "JPEG", **more)
    return out.getvalue()


def test_a_plain_jpeg_carries_nothing():
    assert segments.strays(jpeg(), b"") == []
    assert segments.strays(jpeg(progressive=True, restart_marker_rows=1), b"") == []
    assert segments.strays(jpeg(xmp=b"<ours/>"), b"<ours/>") == []


@pytest.mark.parametrize(
    "blob",
    [
        jpeg(comment=b"hello"),
        jpeg(xmp=b"<theirs/>"),
        jpeg(exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"),
        jpeg(icc_profile=b"x" * 200),
        jpeg() + b"\0",
        jpeg()[:-2],
        jpeg()[:300],
        b"",
        b"\xff\xd8\xff\xe0\0\0",
        b"\xff\xd8",
    ],
    ids=["comment", "xmp", "exif", "icc", "trailer", "endless", "cut", "empty", "short", "head"],
)
def test_anything_else_in_a_jpeg_is_found(blob):
    assert segments.strays(blob, b"<ours/>")


def test_a_second_packet_is_found():
    blob = jpeg(xmp=b"<ours/>")
    start = blob.index(b"\xff\xe1")
    length = int.from_bytes(blob[start + 2 : start + 4], "big") + 2
    doubled = blob[:start] + blob[start : start + length] + blob[start:]
    assert segments.strays(doubled, b"<ours/>")


def test_segments_come_in_the_order_of_the_file():
    markers = [marker for marker, _ in segments.segments(jpeg(xmp=b"<ours/>"))]
    assert markers[:2] == [0xE0, 0xE1]
    assert markers[-1] == 0xD9


def test_words_put_in_make_the_bytes_that_the_encoder_makes_with_words():
    bare, saying = BytesIO(), BytesIO()
    image = Image.linear_gradient("L").convert("RGB")
    image.save(bare, "JPEG", progressive=True)
    image.save(saying, "JPEG", progressive=True, xmp=b"<ours/>")
    assert segments.with_packet(bare.getvalue(), b"<ours/>") == saying.getvalue()
    assert segments.with_packet(bare.getvalue(), b"") == bare.getvalue()


@pytest.mark.parametrize(
    ("blob", "packet"),
    [(b"", b"<ours/>"), (jpeg(exif=b"Exif\0\0II*\0")[20:], b"<ours/>"), (jpeg(), b"x" * 65_510)],
    ids=["empty", "no head", "too long"],
)
def test_words_that_have_no_place_are_refused(blob, packet):
    with pytest.raises(segments.BrokenJpeg):
        segments.with_packet(blob, packet)
