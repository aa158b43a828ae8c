"""The small readers: dates, positions, charsets, segments, chunks, damaged directories."""

import struct
import time
import zlib
from pathlib import Path

import pytest
from metadata_files import chunk, dataset, described, exif, jpeg, png, segment, xmp, xmp_segment

from curator.photos.metadata import charsets, dates, directories
from curator.photos.metadata.exif import read_exif
from curator.photos.metadata.png import read_chunks
from curator.photos.metadata.position import position_from_exif, position_from_xmp
from curator.photos.metadata.reading import read_metadata


@pytest.mark.parametrize(
    ("stamp", "subseconds", "offset", "iso"),
    [
        ("2026:03:14 07:42:10", "", "", "2026-03-14T07:42:10"),
        ("2026:03:14 07:42:10", "050 ", "Z", "2026-03-14T07:42:10.050Z"),
        ("2026:03:14 07:42:10", "000", "+0900", "2026-03-14T07:42:10+09:00"),
        ("2026-03-14T07:42:10.5+01:00", "", "", "2026-03-14T07:42:10.5+01:00"),
        ("2026/03/14 7:42", "", "", "2026-03-14T07:42"),
        ("2026:03:14", "", "", "2026-03-14"),
        ("2026:03:14 07:42:10", "x", "+99:00", "2026-03-14T07:42:10"),
        ("2026:02:30 07:42:10", "", "", ""),
        ("2017:08:21 15:08:70", "", "", ""),
        ("0000:00:00 00:00:00", "", "", ""),
        ("    :  :     :  :  ", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_dates_of_exif(stamp: str, subseconds: str, offset: str, iso: str) -> None:
    assert dates.from_exif(stamp, subseconds, offset) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("2026-03-14", "2026-03-14"),
        ("2026-03-14T07:42", "2026-03-14T07:42"),
        ("2026-03-14T07:42:10.25+01:00", "2026-03-14T07:42:10.25+01:00"),
        ("2026-03-14T07:42:10Z", "2026-03-14T07:42:10Z"),
        ("2026:03:14 07:42:10.123", "2026-03-14T07:42:10.123"),
        ("2026-13", ""),
        ("yesterday", ""),
    ],
)
def test_dates_of_xmp(text: str, iso: str) -> None:
    assert dates.from_xmp(text) == iso


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("51,30.75N", "0,7.5W", (51.5125, -0.125)),
        ("51,30,45S", "0,7,30E", (-51.5125, 0.125)),
        ("55/1 54/1 4074/100", "36/1 57/1 4852/100", (55.911317, 36.963478)),
        ("51.5", "-0.125", (51.5, -0.125)),
        ("51,30.75", "0,7.5W", None),
        ("1/0 0/1 0/1", "1/1 0/1 0/1", None),
        ("95,0.0N", "0,0.0E", None),
        ("0,0.0N", "0,0.0E", None),
        ("", "", None),
    ],
)
def test_positions_of_xmp(
    latitude: str, longitude: str, position: tuple[float, float] | None
) -> None:
    assert position_from_xmp(latitude, longitude) == (position and pytest.approx(position))


def test_positions_of_exif_that_are_not_whole_are_none() -> None:
    assert position_from_exif((51.0,), "N", (7.0,), "E") == (51.0, 7.0)
    assert position_from_exif((float("nan"), 1.0), "N", (7.0,), "E") is None
    assert position_from_exif((), "N", (7.0,), "E") is None
    assert position_from_exif((1.0,) * 4, "N", (7.0,), "E") is None
    assert position_from_exif((-1.0,), "N", (7.0,), "E") is None


def test_comments_of_exif_are_read_in_their_charset() -> None:
    for raw, text in (
        (b"ASCII\0\0\0A ferry\0\0", "A ferry"),
        (b"UNICODE\0" + "Fähre".encode("utf-16-le"), "Fähre"),
        (b"UNICODE\0" + "Fähre".encode("utf-16-be"), "Fähre"),
        (b"UNICODE\0" + "\ufeffFähre".encode("utf-16-le"), "Fähre"),
        (b"UNICODE\0A ferry", "A ferry"),
        (b"JIS\0\0\0\0\0" + "船".encode("iso2022_jp"), "船"),
        (b"\0" * 8 + "Fähre".encode(), "Fähre"),
        (b"A ferry leaves", "A ferry leaves"),
        (b"ASCII\0\0\0" + b" " * 100, None),
        (b"", None),
    ):
        found = directories.of_block(exif({0x0110: "X"}, {0x9286: raw}))
        assert found
        assert next(iter(read_exif(found).findings.of("caption")), None) == text


def test_the_texts_of_windows_explorer_are_read() -> None:
    block = exif(
        {
            0x9C9B: "Titel".encode("utf-16-le") + b"\0\0",
            0x9C9C: "Fähre".encode("utf-16-le"),
            0x9C9D: "Oh;Pak".encode("utf-16-le"),
            0x9C9E: "sea; ferry".encode("utf-16-le"),
        }
    )
    found = directories.of_block(block)
    assert found
    findings = read_exif(found).findings
    assert findings.of("title") == ("Titel",)
    assert findings.of("caption") == ("Fähre",)
    assert findings.of("photographer") == (("Oh", "Pak"),)
    assert findings.of("keywords") == (("sea", "ferry"),)


def test_both_parts_of_a_copyright_are_kept() -> None:
    found = directories.of_block(exif({0x8298: b"Mina Oh\0The Desk\0"}))
    assert found
    assert read_exif(found).findings.of("copyright") == ("Mina Oh; The Desk",)


@pytest.mark.filterwarnings("ignore:Truncated File Read")
@pytest.mark.parametrize("damaged", [0x010F, 0x0110, 0x0131])
def test_a_damaged_tag_costs_only_itself(damaged: int) -> None:
    texts = {0x010F: "A maker of cameras", 0x0110: "A model of cameras", 0x0131: "A program"}
    block = bytearray(exif(texts, {0x9003: "2026:03:14 07:42:10"}, {1: "N"}))
    order = ">" if block[6:8] == b"MM" else "<"
    at = block.index(struct.pack(f"{order}HH", damaged, 2))
    block[at + 8 : at + 12] = b"\x7f" * 4  # its value lies beyond the end
    found = directories.of_block(bytes(block))
    assert found
    for tag, text in texts.items():
        assert found.main.text(tag) == ("" if tag == damaged else text)
    assert found.exif.text(0x9003) == "2026:03:14 07:42:10"


@pytest.mark.parametrize(
    "block",
    [
        b"nonsense",
        b"MM\0*\0\0\0\x08" + b"\xff" * 1000,
        b"II*\0\x08\0\0\0" + b"\xff" * 200_000,
        b"II*\0\xff\xff\xff\xff",
        b"Exif\0\0",
        b"",
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_a_block_that_is_all_damage_says_nothing(block: bytes) -> None:
    found = directories.of_block(block)
    assert found is None or read_exif(found).make == ""


def _block_made_to_hurt(pointers: int, count: int, numbers: int) -> bytes:
    start = 8 + 2 + 12 * pointers + 4
    main = struct.pack(">HHII", 0x8769, 4, 1, start) * pointers
    tags = [struct.pack(">HHII", 0xA500 + at, 5, numbers, 100) for at in range(count)]
    return b"".join(
        (
            b"MM\0*\0\0\0\x08" + struct.pack(">H", pointers) + main + b"\0" * 4,
            struct.pack(">H", count) + b"".join(tags) + b"\0\0\0\x01" * 5_000,
        )
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "block", [_block_made_to_hurt(1, 4_000, 999), _block_made_to_hurt(2_000, 400, 9)]
)
def test_a_block_made_to_hurt_is_read_at_once(block: bytes) -> None:
    start = time.process_time()
    found = directories.of_block(block)
    assert found
    assert read_exif(found).iso is None
    assert time.process_time() - start < 2


def test_letters_are_repaired_only_where_they_need_it() -> None:
    assert charsets.repair("BjÃ¸rn") == "Bjørn"
    assert charsets.repair("Bjørn") == "Bjørn"
    assert charsets.repair("Минск") == "Минск"
    assert charsets.repair("plain") == "plain"


def test_extended_xmp_is_joined_to_the_packet_that_names_it(tmp_path: Path) -> None:
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    extension = described("A long caption " * 20).replace("\ufeff".encode(), b"")
    head = b"http://ns.adobe.com/xmp/extension/\0" + guid + struct.pack(">I", len(extension))
    parts = [
        segment(0xE1, head + struct.pack(">I", at) + extension[at : at + 300])
        for at in range(0, len(extension), 300)
    ]
    main = xmp("", f'xmpNote:HasExtendedXMP="{guid.decode()}" photoshop:City="Wonsan"')
    found = read_metadata(jpeg(tmp_path / "a.jpg", xmp_segment(main), *reversed(parts)))
    assert found.text("caption").startswith("A long caption A long")
    assert found.text("city") == "Wonsan"
    unnamed = jpeg(tmp_path / "b.jpg", xmp_segment(xmp()), *parts)
    assert read_metadata(unnamed).best("caption") is None
    gap = jpeg(tmp_path / "c.jpg", xmp_segment(main), *parts[1:])
    assert read_metadata(gap).best("caption") is None


def test_every_kind_of_text_in_a_png_is_read(tmp_path: Path) -> None:
    raw = exif({0x0110: "X100"})
    profile = b"\nexif\n%8d\n" % len(raw) + raw.hex().encode() + b"\n"
    iptc = dataset(90, b"Wonsan")
    path = png(
        tmp_path / "a.png",
        chunk(b"tEXt", b"Author\0Ren\xe9"),
        chunk(b"iTXt", b"Title\0\1\0\0\0" + zlib.compress("Fähre".encode())),
        chunk(b"zTXt", b"Description\0\0" + zlib.compress(b"A ferry")),
        chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(profile)),
        chunk(b"tEXt", b"Raw profile type iptc\0\niptc\n%8d\n" % len(iptc) + iptc.hex().encode()),
    )
    found = read_metadata(path)
    assert (found.best("photographer"), found.best("title")) == (("René",), "Fähre")
    assert (found.best("caption"), found.best("city"), found.model) == ("A ferry", "Wonsan", "X100")
    assert found.offers("title")[0].origin == "PNG"


def test_damaged_and_bloated_chunks_are_passed_over(tmp_path: Path) -> None:
    path = png(
        tmp_path / "a.png",
        chunk(b"zTXt", b"Title\0\0not zlib"),
        chunk(b"iTXt", b"Title\0\1"),
        chunk(b"tEXt", b"Raw profile type exif\0\nexif\n 4\nzz"),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 50_000_000)),
    )
    chunks = read_chunks(path)
    assert set(chunks.texts) == {"Comment"}
    assert len(chunks.texts["Comment"]) <= 4 * 1024 * 1024
