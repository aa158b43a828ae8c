"""What any bytes may do to a reader, as one question: read them, or name what is wrong, and nothing else.

Each :class:`Target` reads bytes that stand for one kind of foreign file and judges the answer by a rule
that holds for all bytes there are. The suite asks it a few thousand mutants of sound files, always the
same ones; ``benchmarks/fuzz.py`` lets a search by coverage ask for hours.
"""

import atexit
import io
import json
import os
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import metadata_files as made
from factories import photo, story_of
from PIL import Image

from curator.errors import FileError, ManifestError, PhotoError, SheetError
from curator.export import boxes as avif
from curator.export import segments as jpegs
from curator.manifest import files, sheets
from curator.manifest.sheets import xlsx_file
from curator.photos import boxes, raw, tiff
from curator.photos.metadata import Metadata, directories, photoshop, png, read_metadata, write_back
from curator.photos.metadata.exif import read_exif
from curator.photos.metadata.iim import read_iim
from curator.photos.metadata.xmp import read_xmp
from curator.photos.metadata.xmp_source import UnsoundXmp
from curator.story.values import (
    Area,
    GroupBlock,
    HeadingBlock,
    Link,
    PhotoBlock,
    PhotoId,
    Place,
    QuoteBlock,
    Story,
    TextBlock,
)

# In memory where the system has such a place: a mutant is written, read and forgotten.
_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
_SCRATCH = tempfile.mkdtemp(prefix="curator-fuzz-", dir=_MEMORY)
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Target:
    """One reader under question: ``ask`` fails if it breaks its word, ``seeds`` makes sound bytes to begin with."""

    ask: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def _check_told(error: FileError, path: str) -> None:
    """Fail unless *error* names the file and says what is wrong, in words that any screen can show."""
    assert error.reason.strip()
    assert str(error).startswith(path)
    str(error).encode("utf-8")


# ---- the manifest


def ask_manifest(data: bytes) -> None:
    """Read *data* as a manifest: refused by name, or a story that comes back the same once it is saved."""
    try:
        opened = files.load_bytes(data, "/stories/story.json", "/stories")
    except ManifestError as error:
        _check_told(error, "/stories/story.json")
        return
    written = files.to_bytes(opened.story, "/stories")
    again = files.load_bytes(written, "/stories/story.json", "/stories")
    assert again.story == opened.story
    assert files.to_bytes(again.story, "/stories") == written


def manifests() -> list[bytes]:
    """Return manifests that hold something of everything."""
    words = story_of(
        photo(
            1,
            headline="Ferry",
            alt="A ferry",
            keywords=("sea", "ferry"),
            persons=("Ana Ruiz",),
            rating=4,
            mark="pick",
            taken="2026-03-14T07:42:10+01:00",
            place=Place("Quay", "Bergen", "", "Norway"),
            hidden=(Area("oval", 0.1, 0.2, 0.3, 0.4),),
            from_file=frozenset({"caption"}),
            width=6000,
            height=4000,
            extra=(("later", {"a": [1, 2.5, None, True]}),),
        ),
        photo(2, caption="No-break\u00a0space “quoted” 🎈"),
        title="Crossing",
        links=(Link("related", "More", "https://example.org/more"),),
    )
    blocks = (
        PhotoBlock(PhotoId("p1"), "wide"),
        TextBlock("Some *words*"),
        HeadingBlock("Morning"),
        QuoteBlock("We left", "Ana"),
        GroupBlock((PhotoId("p2"),), "pair"),
    )
    whole = files.to_bytes(replace(words, sequence=blocks, extra=(("x", [1e3]),)), "/stories")
    return [
        whole,
        b'{"format": "curator-story", "version": 1, "photos": {}, "sequence": []}',
        json.dumps(json.loads(whole), indent=None).encode(),
        b"\xef\xbb\xbf" + files.to_bytes(Story(), "/stories"),
    ]


# ---- the copy desk's sheet


def _sheet_story() -> Story:
    return story_of(*(photo(number, alt=f"Alt {number}") for number in range(1, 4)))


def _written(data: bytes, name: str) -> str:
    path = os.path.join(_SCRATCH, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def ask_sheet(data: bytes) -> None:
    """Read *data* as a sheet, CSV or XLSX: refused by name, or corrections that one edit takes and can be told."""
    story, path = _sheet_story(), _written(data, "sheet")
    try:
        found = sheets.read(story, path)
    except SheetError as error:
        _check_told(error, path)
        return
    after = found.edit().apply(story)
    files.load_bytes(files.to_bytes(after, "/stories"), "/stories/story.json", "/stories")
    assert set(after.photos) == set(story.photos)
    for change in found.changes:
        assert change.told(story, is_taken=True)
    for remark in found.remarks:
        remark.encode("utf-8")


_PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
          "xl/_rels/workbook.xml.rels", "_rels/.rels")  # fmt: skip


def ask_workbook(data: bytes) -> None:
    """Read *data* as one part of a workbook, the first byte says which, the other parts being sound."""
    parts = dict(_workbook())
    if data:
        parts[_PARTS[data[0] % len(_PARTS)]] = data[1:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    ask_sheet(out.getvalue())


def _workbook() -> dict[str, bytes]:
    if not _KEPT:
        sheets.write(_sheet_story(), path := os.path.join(_SCRATCH, "made.xlsx"))
        with zipfile.ZipFile(path) as archive:
            _KEPT.update({name: archive.read(name) for name in archive.namelist()})
        _KEPT.setdefault("xl/sharedStrings.xml", b"<sst/>")
    return _KEPT


_KEPT: dict[str, bytes] = {}


def csv_sheets() -> list[bytes]:
    """Return sheets as spreadsheets save them."""
    sheets.write(_sheet_story(), path := os.path.join(_SCRATCH, "made.csv"))
    data = Path(path).read_bytes()
    text = data.decode("utf-8-sig")
    sheets.write(_sheet_story(), book := os.path.join(_SCRATCH, "book.xlsx"))
    return [
        data,
        text.encode("utf-16"),
        b"sep=;\r\nid;caption;taken\r\np1;caf\xe9;14/03/2026 07:42\r\np2;'=1+1;\r\n",
        b"number\tcaption\tkeywords\n1\tone\ta, b\n",
        Path(book).read_bytes(),
        xlsx_file.OLD_SIGNATURE + bytes(100),
    ]


def workbook_parts() -> list[bytes]:
    """Return each part of a sound workbook behind the byte that names it, and some that spreadsheets write."""
    parts = _workbook()
    cells = (
        b"<worksheet><sheetData><row r='1'><c t='s'><v>0</v></c><c t='inlineStr'><is><r><t>caption</t></r>"
        b"</is></c><c t='str'><f>A1</f><v>taken</v></c></row><row r='2'><c r='A2'><v>1</v></c>"
        b"<c r='B2' t='b'><v>1</v></c><c r='C2' s='1'><v>45000.5</v></c></row>"
        b"<row r='4'><c r='B4' t='e'><v>#N/A</v></c><c r='C4' t='d'><v>2026-03-14</v></c></row></sheetData></worksheet>"
    )
    return [
        *(bytes([n]) + parts.get(name, b"") for n, name in enumerate(_PARTS)),
        b"\0" + cells,
        b"\2<styleSheet><numFmts><numFmt numFmtId='170' formatCode='d/m/yyyy h:mm am/pm'/></numFmts>"
        b"<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>",
    ]


# ---- what photo files say of themselves


def ask_photo(data: bytes) -> None:
    """Read *data* as a photo file: refused by name, or metadata that crosses a pipe unharmed."""
    path = _written(data, "photo")
    try:
        found = read_metadata(path)
    except PhotoError as error:
        _check_told(error, path)
        return
    _check_values(found)


def _check_values(found: Metadata) -> None:
    """Fail unless *found* is the same behind a pipe, and every text of it may stand in a manifest."""
    sent = json.dumps(found.to_json(), allow_nan=False)
    assert Metadata.from_json(json.loads(sent)) == found
    sent.encode("ascii")
    json.dumps(found.inspected(), ensure_ascii=False).encode("utf-8")
    assert 1 <= found.orientation <= 8
    assert found.lat is None or (-90 <= found.lat <= 90 and -180 <= (found.lon or 0) <= 180)


def _ask_xmp(data: bytes) -> None:
    read_xmp([data])


def _ask_sidecar(data: bytes) -> None:
    """Put words into the sidecar *data*: refused, or it says the words and still reads."""
    words = {"caption": ("New words",), "city": ("Bergen",), "keywords": ("a", "b")}
    try:
        merged = write_back.merge(write_back.read_packet(data), words, (), "2026-03-14T07:42:10Z")
    except UnsoundXmp:
        return
    if merged.data is not None:
        again = write_back.merge(
            write_back.read_packet(merged.data), words, (), "2026-03-14T07:42:10Z"
        )
        assert again.data is None


def _ask_iim(data: bytes) -> None:
    read_iim(data)
    read_iim(photoshop.read_resources(data).iim)


def _ask_exif(data: bytes) -> None:
    found = directories.of_block(data)
    if found is not None:
        read_exif(found)
    raw.thumbnail(data)


def _ask_raw(data: bytes) -> None:
    """Read *data* as a camera's raw file, whatever it begins with."""
    path = _written(data or b"\0", "raw.nef")
    raw.words(path)
    try:
        found = raw.preview(path)
    except PhotoError:
        return
    assert found.jpeg in data


def _ask_boxes(data: bytes) -> None:
    boxes.canon_blocks(data)
    list(boxes.canon_previews(data))
    tiff.read_layout(data)
    tiff.read_tags(data)


def _ask_png(data: bytes) -> None:
    png.read_chunks(_written(data, "chunks.png"))


def _ask_written(data: bytes) -> None:
    """Judge *data* as a copy for a page: any verdict, and none that lets more than a picture through."""
    if not jpegs.strays(data, b""):
        assert b"Exif\0\0" not in data[:20]
        assert data.endswith(b"\xff\xd9")
    if not avif.strays(data, b""):
        assert b"Exif" not in data[:200]
    for put, broken in ((jpegs.with_packet, jpegs.BrokenJpeg), (avif.with_packet, avif.BrokenAvif)):
        try:
            put(data, b"<words/>")
        except broken:
            continue


_ASKED = (
    ask_photo, _ask_xmp, _ask_sidecar, _ask_iim, _ask_exif, _ask_raw, _ask_boxes, _ask_png, _ask_written,
)  # fmt: skip


def ask_metadata(data: bytes) -> None:
    """Ask the reader that the first byte of *data* names to read the rest."""
    if data:
        _ASKED[data[0] % len(_ASKED)](data[1:])


def photos() -> list[bytes]:
    """Return photo files and pieces of them, each behind the byte that names its reader."""
    found = [(0, data) for data in _whole_photos()]
    words = made.xmp(
        made.alternatives("dc:description", x_default="A ferry", nb="En ferje")
        + "<dc:creator><rdf:Seq><rdf:li>Ana Ruiz</rdf:li></rdf:Seq></dc:creator>"
        "<xmp:Rating>4</xmp:Rating><exif:GPSLatitude>60,23.5N</exif:GPSLatitude>",
        'photoshop:City="Bergen" photoshop:DateCreated="2026-03-14T07:42:10+01:00"',
    )
    iim = made.UTF8_DECLARED + made.dataset(120, "Ferje på vei".encode()) + made.dataset(80, b"Ana")
    iim += made.dataset(55, b"20260314") + made.dataset(60, b"074210+0100")
    block = made.exif(
        {0x010E: "A ferry", 0x010F: "NIKON", 0x8298: "Ana\0Desk", 0x0112: 6},
        {0x9003: "2026:03:14 07:42:10", 0x829A: (1, 250), 0x9286: b"ASCII\0\0\0Words"},
        {1: "N", 2: (60.0, 23.0, 30.0), 3: "E", 4: (5.0, 19.0, 0.0)},
    )
    found += [(1, words), (2, words), (2, write_back.new_packet({"caption": ("Old",)}, "2026"))]
    found += [(3, iim), (3, made.resources(iim)), (4, block), (4, block.removeprefix(b"Exif\0\0"))]
    found += [(5, _raw()), (6, _canon()), (6, _raw()), (7, _whole_photos()[1])]
    found += [(8, _plain("JPEG")), (8, _plain("AVIF"))]
    return [bytes([reader]) + data for reader, data in found]


def _plain(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 12), "grey").save(out, kind)
    return out.getvalue()


def _whole_photos() -> list[bytes]:
    """Return a small picture of each format that Curator reads, some of them with words."""
    path = Path(_SCRATCH) / "seed"
    words = made.described("A ferry")
    iim = made.dataset(120, b"A ferry")
    block = made.exif({0x010E: "A ferry", 0x0112: 6}, {0x9003: "2026:03:14 07:42:10"})
    kinds: Sequence[Callable[[], str]] = (
        lambda: made.jpeg(
            path,
            made.segment(0xE1, block),
            made.xmp_segment(words),
            made.photoshop_segment(made.resources(iim)),
            made.segment(0xFE, b"A comment"),
        ),
        lambda: made.png(
            path,
            made.chunk(b"eXIf", block.removeprefix(b"Exif\0\0")),
            made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + words),
            after=(made.chunk(b"tEXt", b"Description\0A ferry"),),
        ),
    )
    found = []
    for write in kinds:
        write()
        found.append(path.read_bytes())
    for kind in ("WEBP", "TIFF", "GIF", "AVIF"):
        out = io.BytesIO()
        more = {} if kind in ("GIF", "TIFF") else {"xmp": words}
        Image.new("RGB", (16, 12), "grey").save(out, kind, exif=block, **more)
        found.append(out.getvalue())
    return found


def _raw() -> bytes:
    """Return a TIFF of which the first directory points to a JPEG within it."""
    jpeg = _plain("JPEG")
    entries = [(0x0112, 3, 1, 6), (0x0201, 4, 1, 100), (0x0202, 4, 1, len(jpeg))]
    packed = b"".join(
        tag.to_bytes(2, "little")
        + kind.to_bytes(2, "little")
        + n.to_bytes(4, "little")
        + v.to_bytes(4, "little")
        for tag, kind, n, v in entries
    )
    head = b"II*\0\x08\0\0\0" + len(entries).to_bytes(2, "little") + packed + bytes(4)
    return head.ljust(100, b"\0") + jpeg


def _canon() -> bytes:
    """Return the boxes of a CR3 around a block of tags and a packet."""

    def box(kind: bytes, content: bytes) -> bytes:
        return (8 + len(content)).to_bytes(4, "big") + kind + content

    canon = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
    block = made.exif({0x010F: "Canon"}).removeprefix(b"Exif\0\0")
    samples = box(b"stsz", bytes(4) + (99).to_bytes(4, "big")) + box(b"co64", bytes(16))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", samples))))
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + box(
        b"moov", box(b"uuid", canon + box(b"CMT1", block) + box(b"CMT2", block)) + track
    )


TARGETS = {
    "manifest": Target(ask_manifest, manifests),
    "sheet": Target(ask_sheet, csv_sheets),
    "workbook": Target(ask_workbook, workbook_parts),
    "metadata": Target(ask_metadata, photos),
}


# ---- mutants without a search, for the suite


_ODD = (b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x80\0\0\0", b"\x7f\xff", b'"', b"<", b"&", b"{", b"]", b"\\ud800",
        b"1e999", b"-1", b"NaN", b"\xed\xa0\x80", b"\r\n", b",", b"'")  # fmt: skip


def mutants(seeds: Sequence[bytes], count: int, chance: random.Random) -> Iterator[bytes]:
    """Yield *count* mutants of *seeds*, one after the other: cut, spliced, with odd bytes in place of others."""
    for number in range(count):
        data = bytearray(seeds[number % len(seeds)])
        for _ in range(chance.choice((1, 1, 2, 4, 8))):
            _change(data, seeds, chance)
        yield bytes(data)


def _change(data: bytearray, seeds: Sequence[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 2, 4, 16, 64)))
    match chance.randrange(6):
        case 0:
            del data[at:end]
        case 1:
            data[at:end] = chance.choice(_ODD)
        case 2:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        case 3 if at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        case 4:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[at:end] = other[start : start + chance.choice((4, 32, 256))]
        case _ if chance.random() < 0.2:
            del data[at:]
        case _:
            data[at:end] = chance.randbytes(end - at)
