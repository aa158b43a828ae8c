"""Camera raw, shown by the preview inside: files made byte by byte, as the makers build them."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from curator.errors import DamagedPhoto, NotAPhoto
from curator.photos import picture, raw
from curator.photos.metadata import read_metadata

WIDE = (1200, 800)


def jpeg(size: tuple[int, int] = WIDE, colour: str = "teal", **more: object) -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, colour)
    image.paste("white", (0, 0, size[0] // 4, size[1] // 4))  # its upper left corner
    image.save(out, "JPEG", **more)
    return out.getvalue()


def lossless(size: tuple[int, int]) -> bytes:
    """Return what a sensor's data looks like: a JPEG of the lossless kind."""
    frame = struct.pack(">BHHBBBB", 14, size[1], size[0], 1, 1, 0x11, 0)
    head = b"\xff\xd8\xff\xc3" + struct.pack(">H", len(frame) + 2) + frame
    return head + b"\xff\xda\0\x08\1\1\0\1\0\0" + b"\x5a" * 4_000 + b"\xff\xd9"


Entry = tuple[int, int, int, bytes | int]


def directory(at: int, entries: list[Entry], following: int = 0, sign: str = "<") -> bytes:
    """Return a directory that stands at *at*, with the values that do not fit behind it."""
    table, behind = b"", b""
    end = at + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in sorted(entries):
        if isinstance(value, bytes):
            field = value.ljust(4, b"\0")
            if len(value) > 4:
                field = struct.pack(f"{sign}I", end + len(behind))
                behind += value
        else:
            form = "HH" if kind == 3 else "I"
            field = struct.pack(f"{sign}{form}", *([value, 0] if kind == 3 else [value]))
        table += struct.pack(f"{sign}HHI", tag, kind, count) + field
    return (
        struct.pack(f"{sign}H", len(entries)) + table + struct.pack(f"{sign}I", following) + behind
    )


def text(tag: int, value: str) -> Entry:
    data = value.encode() + b"\0"
    return (tag, 2, len(data), data)


PLACE = 2_000  # where the first JPEG of a made file stands
EXIF_AT = 1_000


def tiff(
    *entries: Entry, jpegs: tuple[bytes, ...] = (), magic: bytes = b"II*\0", exif: bool = True
) -> bytes:
    """Return a raw file that is built like a TIFF, with *jpegs* behind its directories."""
    main = [*entries, text(0x010F, "Maker"), text(0x0110, "Model 1")]
    if exif:
        main.append((0x8769, 4, 1, EXIF_AT))
    data = (magic + struct.pack("<I", 8) + directory(8, main)).ljust(EXIF_AT, b"\0")
    data += directory(EXIF_AT, [text(0x9003, "2021:05:03 10:11:12")])
    return data.ljust(PLACE, b"\0") + b"".join(jpegs)


def pointer(at: int, length: int) -> tuple[Entry, Entry]:
    return (0x0201, 4, 1, at), (0x0202, 4, 1, length)


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I", len(data) + 8) + kind + data


def canon(full: bytes, middle: bytes, turn: int = 1) -> bytes:
    """Return a CR3: words in boxes, a preview of 1,620 pixels in one, the large one in the data."""

    def build(at: int) -> bytes:
        main = b"II*\0\x08\0\0\0" + directory(8, [(0x0112, 3, 1, turn), text(0x0110, "R5")])
        below = b"II*\0\x08\0\0\0" + directory(8, [text(0x9003, "2021:05:03 10:11:12")])
        words = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
        stbl = box(
            b"stbl",
            box(b"stsz", bytes(4), struct.pack(">II", len(full), 1)),
            box(b"co64", bytes(4), struct.pack(">IQ", 1, at)),
        )
        moov = box(
            b"moov",
            box(b"uuid", words, box(b"CMT1", main), box(b"CMT2", below)),
            box(b"trak", box(b"mdia", box(b"minf", stbl))),
        )
        preview = box(
            b"uuid",
            bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16"),
            bytes(8),
            box(b"PRVW", bytes(12), struct.pack(">I", len(middle)), middle),
        )
        return box(b"ftyp", b"crx \0\0\0\1crx isom") + moov + preview

    head = build(0)
    head = build(len(head) + 8)
    return head + box(b"mdat", full, lossless((6000, 4000)))


def write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("suffix", ["nef", "nrw", "arw", "sr2", "dng", "pef", "srw", "3fr", "iiq"])
def test_the_largest_preview_that_the_directories_name_is_shown(
    tmp_path: Path, suffix: str
) -> None:
    small, large = jpeg((160, 120), "red"), jpeg(WIDE, "teal")
    extra = (0x014A, 4, 1, 1_500)
    data = tiff(*pointer(PLACE, len(small)), extra, jpegs=(small, large, lossless((6000, 4000))))
    below = directory(1_500, [*pointer(PLACE + len(small), len(large))])
    data = data[:1_500] + below + data[1_500 + len(below) :]
    path = write(tmp_path / f"a.{suffix}", data)
    assert raw.preview(path).jpeg == large
    assert picture.render(path, 300).size == (300, 200)
    found = read_metadata(path)
    assert (found.width, found.height, found.make, found.model) == (*WIDE, "Maker", "Model 1")
    assert found.text("taken") == "2021-05-03T10:11:12"
    assert "raw" in found.format


def test_a_preview_in_a_strip_is_shown_and_the_sensor_is_not(tmp_path: Path) -> None:
    shown, sensor = jpeg(), jpeg((2400, 1600), "red")
    strips: list[Entry] = [
        (0x0100, 4, 1, WIDE[0]), (0x0101, 4, 1, WIDE[1]), (0x0103, 3, 1, 6),
        (0x0111, 4, 1, PLACE), (0x0117, 4, 1, len(shown)), (0x014A, 4, 1, 1_500),
    ]  # fmt: skip
    data = tiff(*strips, jpegs=(shown, sensor), magic=b"II*\0")
    below = directory(
        1_500,
        [(0x0103, 3, 1, 7), (0x0106, 3, 1, 34892), (0x0144, 4, 1, PLACE + len(shown))],
    )
    path = write(tmp_path / "a.dng", data[:1_500] + below + data[1_500 + len(below) :])
    assert raw.preview(path).jpeg == shown


@pytest.mark.parametrize(
    ("magic", "suffix"), [(b"IIRO", "orf"), (b"IIRS", "orf"), (b"IIU\0", "rw2")]
)
def test_a_preview_that_nothing_points_to_is_found_by_search(
    tmp_path: Path, magic: bytes, suffix: str
) -> None:
    small, large = jpeg((160, 120), "red"), jpeg(progressive=True)
    jpegs = (small, b"\xff\xd8\xff\xe0noise" * 50, large, lossless((4000, 3000)))
    data = tiff(*pointer(PLACE, len(small)), jpegs=jpegs, magic=magic)
    path = write(tmp_path / f"a.{suffix}", data)
    assert raw.preview(path).jpeg == large
    assert read_metadata(path).model == "Model 1"


def test_panasonic_names_its_preview_by_a_tag_of_its_own(tmp_path: Path) -> None:
    large = jpeg()
    data = tiff((0x002E, 7, len(large), struct.pack("<I", PLACE)), jpegs=(large,), magic=b"IIU\0")
    assert raw.preview(write(tmp_path / "a.rw2", data)).jpeg == large


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_preview_is_turned_once_as_the_raw_file_says(tmp_path: Path, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    for number, own in enumerate((None, exif)):  # the preview says nothing, or the same again
        shown = jpeg(**({"exif": own} if own else {}))
        data = tiff((0x0112, 3, 1, turn), *pointer(PLACE, len(shown)), jpegs=(shown,))
        path = write(tmp_path / f"{number}.nef", data)
        image = picture.render(path)
        size = WIDE if turn < 5 else WIDE[::-1]
        assert image.size == size
        assert (read_metadata(path).width, read_metadata(path).orientation) == (size[0], turn)
        corners = {(x, y): image.getpixel((x * (size[0] - 1), y * (size[1] - 1)))
                   for x in (0, 1) for y in (0, 1)}  # fmt: skip
        white = next(place for place, colour in corners.items() if min(colour) > 240)
        assert white == {
            1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1),
        }[turn]  # fmt: skip


def test_a_preview_that_stands_upright_already_is_left_so(tmp_path: Path) -> None:
    tall = jpeg((800, 1200))
    entries: list[Entry] = [(0x0100, 4, 1, 6000), (0x0101, 4, 1, 4000), (0x0112, 3, 1, 6)]
    data = tiff(*entries, *pointer(PLACE, len(tall)), jpegs=(tall,))
    assert picture.render(write(tmp_path / "a.dng", data)).size == (800, 1200)


def test_fujifilm_keeps_all_words_in_its_preview(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "X-T1", 6
    shown = jpeg(exif=exif)
    head = b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + struct.pack(">II", 148, len(shown))
    path = write(tmp_path / "a.raf", head.ljust(148, b"\0") + shown + lossless((4000, 3000)))
    found = read_metadata(path)
    assert (found.model, found.orientation, found.width) == ("X-T1", 6, 800)
    assert picture.render(path).size == (800, 1200)


@pytest.mark.parametrize("turn", [1, 6])
def test_canon_keeps_words_and_pictures_in_boxes(tmp_path: Path, turn: int) -> None:
    full, middle = jpeg((1800, 1200)), jpeg((1620, 1080), "red")
    path = write(tmp_path / "a.cr3", canon(full, middle, turn))
    assert raw.preview(path).jpeg == full
    found = read_metadata(path)
    size = (1800, 1200) if turn == 1 else (1200, 1800)
    assert (found.model, found.width, found.height, found.orientation) == ("R5", *size, turn)
    assert found.text("taken") == "2021-05-03T10:11:12"


def test_sigma_is_searched(tmp_path: Path) -> None:
    path = write(tmp_path / "a.x3f", b"FOVb" + bytes(300) + jpeg() + bytes(90))
    assert picture.render(path).size == WIDE


def test_a_thumbnail_within_a_preview_is_not_taken_for_another(tmp_path: Path) -> None:
    inner = jpeg((2000, 1500), "red")
    shown = jpeg((300, 200), exif=b"Exif\0\0" + inner)
    data = tiff(*pointer(PLACE, len(shown)), jpegs=(shown,))
    assert raw.preview(write(tmp_path / "a.nef", data)).jpeg == shown


@pytest.mark.parametrize("keep", [1_000, 3_000])
def test_a_preview_cut_off_is_told(tmp_path: Path, keep: int) -> None:
    shown = jpeg()
    data = tiff(*pointer(PLACE, len(shown)), jpegs=(shown,))
    path = write(tmp_path / "a.nef", data[: PLACE + keep])
    with pytest.raises(DamagedPhoto, match="copy the file from its card again"):
        picture.render(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.nef", tiff()),
        ("a.cr2", b"II*\0\x10\0\0\0CR\2\0" + bytes(90)),
        ("a.cr3", canon(lossless((60, 40)), lossless((60, 40)))),
        ("a.raf", b"FUJIFILMCCD-RAW 0201" + bytes(100)),
        ("a.raf", b"FUJIFILMCCD-RAW"),
        ("a.x3f", b"FOVb"),
        ("a.dng", b"II*\0\x08\0\0\0" + b"\xff" * 3_000),
        ("a.orf", b"IIRO\xff\xff\xff\xff" + lossless((60, 40)) * 20),
    ],
)
def test_a_raw_file_without_a_preview_says_what_to_do(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = write(tmp_path / name, data)
    with pytest.raises(NotAPhoto, match="develop it and add the JPEG or TIFF"):
        picture.render(path)
    with pytest.raises(NotAPhoto):
        read_metadata(path)


def test_the_plain_small_picture_of_old_cameras_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.nef"
    Image.new("RGB", (160, 120), "teal").save(path, "TIFF", tiffinfo={0x00FE: 1})
    assert picture.render(str(path)).size == (160, 120)


def test_directories_that_lead_to_each_other_come_to_an_end(tmp_path: Path) -> None:
    data = b"II*\0\x08\0\0\0" + directory(8, [(0x014A, 4, 1, 8), (0x8769, 4, 1, 8)], 8)
    with pytest.raises(NotAPhoto):
        raw.preview(write(tmp_path / "a.nef", data.ljust(3_000, b"\0")))
