"""What a file says of place, camera and people, in every format and every form of page: not a byte of it travels."""

import base64
import io
import re
import struct
import zipfile
from pathlib import Path

import metadata_files as made
import pytest
from PIL import Image
from publishing import run, story_of, tree

from curator.story.values import Photo, PhotoId

FORMATS = ("jpg", "png", "webp", "tif", "avif", "gif")
LATITUDE, LONGITUDE = (3917, 101), (12507, 103)
# Fractions that no other number of a picture is.

SECRET = "CANARY"


def words_of_a_file() -> bytes:
    """Return a packet that tells place, devices, people and history."""
    return made.xmp(
        "<dc:subject><rdf:Bag><rdf:li>CANARY-KEYWORD</rdf:li></rdf:Bag></dc:subject>"
        "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>CANARY-PERSON</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImage><exif:GPSLatitude>39,CANARY-LATITUDE</exif:GPSLatitude>"
        "<photoshop:DateCreated>2011-CANARY-DATE</photoshop:DateCreated>"
        "<xmpNote:HasExtendedXMP>CANARY-NOTE</xmpNote:HasExtendedXMP>",
        'exif:GPSLongitude="CANARY-LONGITUDE" photoshop:City="CANARY-CITY" tiff:Model="CANARY-MODEL"'
        ' xmp:CreatorTool="CANARY-TOOL"',
    )


def block_of_a_file() -> bytes:
    """Return EXIF that tells the same, with a thumbnail."""
    small = io.BytesIO()
    Image.new("RGB", (16, 12), "red").save(small, "JPEG", comment=b"CANARY-THUMBNAIL")
    block = Image.Exif()
    block.update(
        {0x010F: "CANARY-MAKE", 0x013C: "CANARY-HOST", 0x0131: "CANARY-SOFTWARE", 0x0132: "2011:02:03 04:05:06"}
    )  # fmt: skip
    block.get_ifd(0x8769).update(
        {
            0xA430: "CANARY-OWNER", 0xA431: "CANARY-SERIAL", 0xA435: "CANARY-LENS", 0xA420: "CANARY-UNIQUE",
            0x927C: b"CANARY-MAKERNOTE", 0x9286: b"ASCII\0\0\0CANARY-COMMENT",
        }
    )  # fmt: skip
    north, east = ((LATITUDE[0] / LATITUDE[1],) * 3, (LONGITUDE[0] / LONGITUDE[1],) * 3)
    block.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    return block.tobytes() + small.getvalue()


def planted(folder: Path, ending: str) -> Photo:
    """Write a photo of the format of *ending* with secrets wherever that format has room for them."""
    path = folder / "CANARY-FOLDER" / f"CANARY-NAME-{ending}.{ending}"
    path.parent.mkdir(exist_ok=True)
    image = Image.new("RGB", (90, 60), "navy")
    exif, xmp = block_of_a_file(), words_of_a_file()
    iim = made.dataset(120, b"CANARY-IPTC") + made.dataset(90, b"CANARY-IPTC-CITY")
    if ending == "jpg":
        comment, trailer = made.segment(0xFE, b"CANARY-JPEG-COMMENT"), b"CANARY-TRAILER"
        parts = (made.segment(0xE1, exif), made.xmp_segment(xmp), comment)
        made.jpeg(path, *parts, made.photoshop_segment(made.resources(iim)), size=(90, 60))
        path.write_bytes(path.read_bytes() + trailer)
    elif ending == "png":
        chunks = (
            made.chunk(b"eXIf", exif.removeprefix(b"Exif\0\0")),
            made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp),
            made.chunk(b"tEXt", b"Comment\0CANARY-PNG-TEXT"),
        )
        made.png(path, *chunks, size=(90, 60))
    elif ending == "gif":
        image.save(path, comment=b"CANARY-GIF-COMMENT")
    elif ending == "tif":
        image.save(path, exif=exif, tiffinfo={700: xmp, 33723: iim, 305: "CANARY-TIFF"})
    else:
        image.save(path, exif=exif, xmp=xmp)
    assert SECRET.encode() in path.read_bytes()
    return Photo(
        id=PhotoId(f"CANARY-ID-{ending}"),
        file=str(path),
        caption=f"A wall in {ending}",
        digest="sha256:CANARY-DIGEST",
        notes="CANARY-NOTES",
        keywords=("CANARY-KEYWORD",),
        persons=("CANARY-PERSON",),
        camera="CANARY-CAMERA",
        taken="2011-02-03T04:05:06",
        raw=str(path.with_name("CANARY-RAW.nef")),
    )


def parts(folder: Path) -> dict[str, bytes]:
    """Return everything below *folder*, with what is in its archives and in the addresses of its pages."""
    found: dict[str, bytes] = {}
    waiting = list(tree(folder).items())
    while waiting:
        name, data = waiting.pop()
        found[name] = data
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                waiting += [(f"{name}/{n}", archive.read(n)) for n in archive.namelist()]
        for number, inside in enumerate(re.findall(rb"data:image/jpeg;base64,([\w+/=]+)", data)):
            found[f"{name}/{number}.jpg"] = base64.b64decode(inside)
    return found


@pytest.mark.parametrize(
    "form", [{}, {"zip": True, "epub": True}, {"single_file": True, "zip": True}], ids=str
)
def test_no_secret_of_any_file_is_in_any_form_of_the_page(tmp_path, readers, form) -> None:
    photos = [planted(tmp_path, ending) for ending in FORMATS]
    (tmp_path / "out").mkdir()
    end = run(story_of(*photos, title="Walls"), tmp_path / "out" / "page", readers, **form)
    assert end.left_out == ()
    found = parts(tmp_path / "out")
    for name, data in found.items():
        text = data.upper()
        for secret in (SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.encode("utf-16-be")):
            assert secret not in text, name
        for numbers in (LATITUDE, LONGITUDE):
            assert struct.pack(">II", *numbers) not in data
            assert struct.pack("<II", *numbers) not in data
        assert str(tmp_path).encode() not in data
        assert b"2011" not in data or not name.endswith((".html", ".json", ".txt", ".xhtml"))
    copies = [data for name, data in found.items() if name.endswith(".jpg")]
    assert len(copies) >= len(FORMATS)
    assert all(b"A wall in " in data for name, data in found.items() if name.endswith(".jpg"))
    assert not [name for name in found if SECRET in name.upper()]
