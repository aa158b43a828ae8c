"""Whole files, read as an import reads them."""

import json
import struct
from pathlib import Path

import pytest
from metadata_files import (
    UTF8_DECLARED,
    alternatives,
    chunk,
    dataset,
    described,
    digest_of,
    exif,
    jpeg,
    jpeg_with_exif,
    photoshop_segment,
    png,
    resources,
    segment,
    xmp,
    xmp_segment,
)
from PIL import Image, TiffImagePlugin
from PIL.TiffImagePlugin import IFDRational

from curator.errors import NotAPhoto, PhotoError
from curator.photos.metadata import Metadata, read_metadata

GPS = {1: "S", 2: (51.0, 30.0, 45.0), 3: "W", 4: (0.0, 7.0, 30.0)}


def test_a_plain_picture_has_a_size_and_no_words(tmp_path: Path) -> None:
    found = read_metadata(jpeg(tmp_path / "a.jpg"))
    assert found.inspected() == {"width": 40, "height": 30, "orientation": 1, "format": "JPEG"}


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_text("Dear desk,")
    with pytest.raises(NotAPhoto):
        read_metadata(str(path))
    with pytest.raises(PhotoError):
        read_metadata(str(tmp_path / "missing.jpg"))


def test_camera_and_exposure_come_from_exif(tmp_path: Path) -> None:
    block = exif(
        {0x010F: "NIKON CORPORATION", 0x0110: "NIKON D850", 0x0131: "Ver.1.20"},
        {
            0x829A: IFDRational(1, 250),
            0x829D: IFDRational(28, 10),
            0x8827: 400,
            0x920A: IFDRational(50, 1),
            0xA431: "3001234",
            0xA434: "50.0 mm f/1.8",
        },
    )
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", block))
    assert (found.make, found.model, found.lens) == (
        "NIKON CORPORATION",
        "NIKON D850",
        "50.0 mm f/1.8",
    )
    assert (found.serial, found.software) == ("3001234", "Ver.1.20")
    assert (found.exposure_time, found.aperture, found.iso) == ("1/250", 2.8, 400)
    assert found.focal_length_mm == 50.0


def test_the_date_has_its_subseconds_and_offset(tmp_path: Path) -> None:
    block = exif(below={0x9003: "2026:03:14 07:42:10", 0x9291: "25", 0x9011: "+01:00"})
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", block))
    assert found.best("taken") == "2026-03-14T07:42:10.25+01:00"


def test_the_date_of_the_last_change_is_not_the_date_of_the_picture(tmp_path: Path) -> None:
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", exif({0x0132: "2026:03:14 07:42:10"})))
    assert found.best("taken") is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_as_seen_upright(tmp_path: Path, orientation: int) -> None:
    block = exif({0x0112: orientation})
    wanted = (30, 40) if orientation >= 5 else (40, 30)
    for path in (
        jpeg_with_exif(tmp_path / "a.jpg", block),
        png(tmp_path / "a.png", chunk(b"eXIf", block[6:])),
        png(tmp_path / "b.png", after=(chunk(b"eXIf", block[6:]),)),
    ):
        found = read_metadata(path)
        assert (found.width, found.height, found.orientation) == (*wanted, orientation)


def test_an_orientation_out_of_range_counts_as_none(tmp_path: Path) -> None:
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", exif({0x0112: 9})))
    assert (found.width, found.orientation) == (40, 1)


def test_southern_and_western_positions_are_negative(tmp_path: Path) -> None:
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", exif(gps=GPS)))
    assert (found.lat, found.lon) == (pytest.approx(-51.5125), pytest.approx(-0.125))


@pytest.mark.parametrize("change", [{2: (91.0, 0.0, 0.0)}, {1: ""}, {3: "X"}, {4: ()}])
def test_a_position_that_cannot_be_is_none(tmp_path: Path, change: dict[int, object]) -> None:
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", exif(gps={**GPS, **change})))
    assert (found.lat, found.lon) == (None, None)


def test_utf8_names_in_exif_keep_their_letters(tmp_path: Path) -> None:
    block = exif({0x013B: b"Bj#rn".replace(b"#", "ø".encode()), 0x8298: b"Ren\xe9\0"})
    found = read_metadata(jpeg_with_exif(tmp_path / "a.jpg", block))
    assert found.best("photographer") == ("Bjørn",)
    assert found.best("copyright") == "René"


def test_what_the_camera_writes_by_itself_is_no_caption(tmp_path: Path) -> None:
    block = exif({0x010E: "OLYMPUS DIGITAL CAMERA"})
    path = jpeg(tmp_path / "a.jpg", segment(0xE1, block), xmp_segment(described("SONY DSC")))
    assert read_metadata(path).best("caption") is None


def test_every_candidate_keeps_its_origin_best_first(tmp_path: Path) -> None:
    path = jpeg(
        tmp_path / "a.jpg",
        segment(0xE1, exif({0x010E: "from EXIF"})),
        xmp_segment(described("from XMP")),
        photoshop_segment(resources(dataset(120, b"from IIM"))),
        segment(0xFE, b"from a comment"),
    )
    offers = read_metadata(path).offers("caption")
    assert [(one.value, one.origin) for one in offers] == [
        ("from XMP", "XMP"),
        ("from IIM", "IPTC"),
        ("from EXIF", "EXIF"),
        ("from a comment", "comment"),
    ]


def test_iim_that_was_changed_alone_is_believed_before_xmp(tmp_path: Path) -> None:
    old, new = dataset(120, b"old"), dataset(120, b"new")
    for digest, best in ((digest_of(old), "new"), (digest_of(new), "old"), (b"\0" * 16, "old")):
        path = jpeg(
            tmp_path / "a.jpg",
            photoshop_segment(resources(new, digest)),
            xmp_segment(described("old")),
        )
        assert read_metadata(path).best("caption") == best


def test_resources_may_go_on_in_the_next_segment(tmp_path: Path) -> None:
    data = resources(UTF8_DECLARED + dataset(120, "Zoë at the fair".encode()))
    path = jpeg(tmp_path / "a.jpg", photoshop_segment(data[:30]), photoshop_segment(data[30:]))
    assert read_metadata(path).best("caption") == "Zoë at the fair"


def test_a_png_is_read_behind_its_pixels_too(tmp_path: Path) -> None:
    packet = b"XML:com.adobe.xmp\0\0\0\0\0" + described("Behind the pixels")
    found = read_metadata(png(tmp_path / "a.png", after=(chunk(b"iTXt", packet),)))
    assert found.best("caption") == "Behind the pixels"
    assert found.format == "PNG"


def test_the_pixels_of_a_png_are_not_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = png(tmp_path / "a.png", chunk(b"eXIf", exif({0x0110: "X"})[6:]))
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    assert read_metadata(path).model == "X"


@pytest.mark.parametrize(("name", "shown"), [("webp", "WebP"), ("tiff", "TIFF"), ("avif", "AVIF")])
def test_other_formats_carry_exif_and_xmp(tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / f"a.{name}"
    block = Image.Exif()
    block[0x013B] = "Mina Oh"
    if name == "tiff":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[0x013B], tags[700] = "Mina Oh", described("A ferry")
        tags.tagtype[700] = 1
        Image.new("RGB", (40, 30)).save(path, tiffinfo=tags)
    else:
        Image.new("RGB", (40, 30)).save(path, exif=block, xmp=described("A ferry"))
    found = read_metadata(str(path))
    assert (found.best("photographer"), found.best("caption")) == (("Mina Oh",), "A ferry")
    assert found.format == shown


@pytest.mark.parametrize("is_long", [False, True])
def test_iim_in_a_tiff_is_read_whatever_type_it_is_declared_to_be(
    tmp_path: Path, is_long: bool
) -> None:
    record = dataset(120, b"A ferry leaves Wonsan") + b"\0" * 2
    path = tmp_path / "a.tif"
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[33723] = 7
    tags[33723] = record
    Image.new("RGB", (40, 30)).save(path, tiffinfo=tags)
    if is_long:
        declared = struct.pack("<HHI", 33723, 7, len(record))
        data = path.read_bytes()
        assert declared in data
        path.write_bytes(data.replace(declared, struct.pack("<HHI", 33723, 4, len(record) // 4)))
    assert read_metadata(str(path)).best("caption") == "A ferry leaves Wonsan"


def test_xmp_in_a_gif_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    Image.new("P", (40, 30)).save(path)
    data = path.read_bytes()
    at = 13 + 3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 13
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    block = b"!\xff\x0bXMP DataXMP" + described("A ferry") + trailer
    path.write_bytes(data[:at] + block + data[at:])
    assert read_metadata(str(path)).best("caption") == "A ferry"


@pytest.mark.parametrize("name", ["a.jpg.xmp", "a.xmp", "a.XMP"])
def test_a_sidecar_is_believed_first(tmp_path: Path, name: str) -> None:
    path = jpeg(tmp_path / "a.jpg", xmp_segment(described("inside")))
    (tmp_path / name).write_bytes(described("beside"))
    offers = read_metadata(path).offers("caption")
    assert [(one.value, one.origin) for one in offers] == [("beside", "sidecar"), ("inside", "XMP")]


def test_a_sidecar_of_this_file_is_believed_before_one_of_its_name(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "a.jpg")
    (tmp_path / "a.xmp").write_bytes(described("shared"))
    (tmp_path / "a.jpg.xmp").write_bytes(described("own"))
    assert read_metadata(path).best("caption") == "own"


def test_a_sidecar_that_is_a_folder_or_nonsense_changes_nothing(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "a.jpg", xmp_segment(described("inside")))
    (tmp_path / "a.xmp").mkdir()
    (tmp_path / "a.jpg.xmp").write_bytes(b"<rdf:RDF>" * 1000)
    assert read_metadata(path).best("caption") == "inside"


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_damaged_metadata_never_costs_the_photo(tmp_path: Path, cut: int) -> None:
    block = exif({0x010E: "A ferry", 0x010F: "X" * 30}, {0x9003: "2026:03:14 07:42:10"}, GPS)
    broken = bytearray(block)
    broken[6 + cut % (len(block) - 6)] ^= 0xFF
    path = jpeg(
        tmp_path / "a.jpg",
        segment(0xE1, bytes(broken)),
        photoshop_segment(resources(dataset(120, b"x" * 50))[: cut % 70]),
        xmp_segment(described("A ferry")[:cut]),
    )
    found = read_metadata(path)
    assert (found.width, found.height) in ((40, 30), (30, 40))


def test_metadata_goes_through_json_and_back(tmp_path: Path) -> None:
    packet = xmp(
        alternatives("dc:description", x_default="One\nTwo", de="Eins")
        + "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>",
        'xmp:Rating="3" photoshop:City="Wonsan"',
    )
    found = read_metadata(jpeg(tmp_path / "a.jpg", xmp_segment(packet)))
    assert Metadata.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert found.inspected()["keywords"] == ["a", "b"]
    assert (found.best("rating"), found.text("city"), found.texts("keywords")) == (
        3,
        "Wonsan",
        ("a", "b"),
    )


def test_inspected_names_only_what_is_there_and_nothing_else(tmp_path: Path) -> None:
    packet = xmp("", 'xmp:Rating="3" photoshop:City="Wonsan"')
    found = read_metadata(jpeg(tmp_path / "a.jpg", xmp_segment(packet)))
    assert set(found.inspected()) == {"width", "height", "orientation", "format", "city"}
