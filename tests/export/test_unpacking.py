"""A story taken out of a zip from outside: nothing reaches beyond its folder, whatever the zip says."""

import errno
import json
import os
import shutil
import stat
import struct
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publishing import left_behind, tree

from curator.errors import ArchiveError, CuratorError, ManifestTooNew, ManifestUnreadable
from curator.export.collection import entries
from curator.export.collection.steps import Progress, Unpacked
from curator.export.collection.unpack import unpack
from curator.manifest import files

JPEG = b"\xff\xd8\xff\xe0 a picture"


def manifest(*names: str, **values: object) -> bytes:
    photos = {f"p{n}": {"file": name} for n, name in enumerate(names, 1)}
    whole = {
        "format": "curator-story",
        "version": 1,
        "title": "T",
        "photos": photos,
        "sequence": [],
    }
    return json.dumps(whole | values).encode()


Files = Iterable[tuple[str | zipfile.ZipInfo, bytes]]


def zipped(path: Path, content: Files, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in content:
            archive.writestr(name, data)
    return path


def unpacked(path: Path, target: Path) -> Unpacked:
    *before, last = unpack(str(path), str(target))
    assert all(isinstance(step, Progress) for step in before)
    assert isinstance(last, Unpacked)
    return last


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.zip"


SOUND: list[tuple[str, bytes]] = [("s.json", manifest("photos/a.jpg")), ("photos/a.jpg", JPEG)]


# ---- what comes out


@pytest.mark.parametrize("top", ["", "London/", "Ünï/"], ids=["at the top", "in a folder", "odd"])
def test_a_story_comes_out_with_its_photos(path: Path, target: Path, top: str) -> None:
    zipped(path, [(top + name, data) for name, data in SOUND])
    result = unpacked(path, target)
    assert tree(target) == dict(SOUND)
    assert result == Unpacked(str(target), str(target / "s.json"), 2)
    opened = files.load(result.story)
    assert opened.notices == ()
    assert opened.story.photos["p1"].file == str(target / "photos/a.jpg")
    assert left_behind(target) == []


def test_raw_files_and_sidecars_of_photos_come_along_and_nothing_else(path, target) -> None:
    whole = json.loads(manifest("photos/a.jpg"))
    whole["photos"]["p1"]["raw"] = "photos/a.nef"
    more = [
        ("photos/a.nef", b"II*\0raw"), ("photos/a.xmp", b"<x/>"), ("photos/a.JPG.xmp", b"<y/>"),
        ("photos/b.jpg", JPEG), ("run.sh", b"#!/bin/sh"), ("photos/c.xmp", b"<z/>"),
        ("collection-report.json", b"{}"),
    ]  # fmt: skip
    zipped(path, [("s.json", json.dumps(whole).encode()), ("photos/a.jpg", JPEG), *more])
    result = unpacked(path, target)
    assert sorted(tree(target)) == [
        "photos/a.jpg", "photos/a.jpg.xmp", "photos/a.nef", "photos/a.xmp", "s.json",
    ]  # fmt: skip
    assert sorted(result.left) == ["photos/b.jpg", "photos/c.xmp", "run.sh"]


def test_what_a_story_calls_a_photo_and_is_none_stays_in_the_zip(path, target) -> None:
    names = ("autorun.inf", "photos/x.jpg", "photos/page.jpg")
    zipped(
        path,
        [
            ("s.json", manifest(*names)), ("autorun.inf", b"[autorun]"),
            ("photos/x.jpg", b"MZ\x90\0"), ("photos/page.jpg", b"<svg>"),
        ],
    )  # fmt: skip
    result = unpacked(path, target)
    assert list(tree(target)) == ["s.json"]
    assert [line.rpartition(": ")[2] for line in result.left] == ["this is not a picture"] * 3


def test_clutter_of_systems_is_passed_over(path, target) -> None:
    clutter = [
        ("__MACOSX/London/._a.jpg", b"x"),
        ("London/.DS_Store", b"x"),
        ("London/photos/Thumbs.db", b"x"),
    ]
    zipped(path, [*((f"London/{name}", data) for name, data in SOUND), *clutter])
    result = unpacked(path, target)
    assert sorted(tree(target)) == ["photos/a.jpg", "s.json"]
    assert result.left == ()


def test_photos_that_the_zip_lacks_are_told_and_keep_their_words(path, target) -> None:
    zipped(
        path, [("s.json", manifest("photos/a.jpg", "photos/gone.jpg", "../x.jpg", "/etc/passwd"))]
    )
    result = unpacked(path, target)
    assert result.missing == ("a.jpg", "gone.jpg", "../x.jpg", "passwd")
    assert len(files.load(result.story).story.photos) == 4


def test_names_that_some_zip_tools_write_otherwise_are_found(path, target) -> None:
    plain = zipfile.ZipInfo("photos/e\u0301t\u00e9.jpg".encode().decode("cp437"))
    zipped(path, [("s.json", manifest("photos/\u00e9t\u00e9.jpg")), (plain, JPEG)])
    data = path.read_bytes()
    raw = "photos/e\u0301t\u00e9.jpg".encode()
    # Python flags such a name as UTF-8 and encodes it again; macOS writes the bytes without a flag.
    path.write_bytes(_rewritten(data, plain.filename.encode(), raw))
    result = unpacked(path, target)
    assert result.missing == ()
    assert (target / "photos/\u00e9t\u00e9.jpg").read_bytes() == JPEG


def _rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return the zip file *data* with another name of the same kind, not flagged as UTF-8."""
    import io

    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    names, directory = [], b""
    for info in source.infolist():
        name = new if info.filename.encode() == old else info.filename.encode()
        content = source.read(info)
        names.append(out.tell())
        head = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 33, info.CRC, len(content), len(content), len(name), 0
        )
        at = out.tell()
        out.write(b"PK\x03\x04" + head + name + content)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + head
        directory += struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    start = out.tell()
    out.write(directory)
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), start, 0)
    return out.getvalue() + b"PK\x05\x06" + end


def test_times_come_back_as_they_were(path, target) -> None:
    entry = zipfile.ZipInfo("photos/a.jpg", (2020, 5, 6, 7, 8, 10))
    zipped(path, [SOUND[0], (entry, JPEG)])
    unpacked(path, target)
    moment = time.localtime((target / "photos/a.jpg").stat().st_mtime)
    assert moment[:6] == (2020, 5, 6, 7, 8, 10)


def test_what_comes_out_is_a_plain_file_that_nothing_runs(path, target) -> None:
    entry = zipfile.ZipInfo("photos/a.jpg")
    entry.create_system, entry.external_attr = 3, 0o104777 << 16
    zipped(path, [SOUND[0], (entry, JPEG)])
    unpacked(path, target)
    mode = (target / "photos/a.jpg").stat().st_mode
    assert stat.S_ISREG(mode)
    assert not mode & 0o7111


def test_it_goes_into_a_new_or_an_empty_folder_and_into_no_other(path, target) -> None:
    zipped(path, SOUND)
    target.mkdir()
    unpacked(path, target)
    before = tree(target)
    with pytest.raises(ArchiveError, match="there are files in this folder already"):
        unpacked(path, target)
    assert tree(target) == before
    file = target.with_name("file")
    file.write_text("x")
    link = target.with_name("link")
    link.symlink_to(target.parent)
    for place in (file, link):
        with pytest.raises(ArchiveError, match="not a folder"):
            unpacked(path, place)


# ---- path tricks

TRICKS = [
    "/etc/passwd", "../a.jpg", "photos/../../a.jpg", "..", ".", "photos/./a.jpg", "photos//a.jpg",
    "C:\\a.jpg", "C:/a.jpg", "c:a.jpg", "photos\\a.jpg", "\\\\server\\a.jpg", "//server/a.jpg",
    "photos/con.jpg", "nul", "a\0.jpg", "a\n.jpg", "a\x7f.jpg", "/".join("d" * 25), "x" * 300,
    "./a.jpg", "photos/a.jpg/..", "~/../a",
]  # fmt: skip


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_that_leads_elsewhere_refuses_the_whole_zip(path, target, name) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    with zipfile.ZipFile(path, "w") as archive:
        for sound in SOUND:
            archive.writestr(*sound)
        archive.writestr(entry, JPEG)
    _refuse(path, target, "leads elsewhere")


def _refuse(path: Path, target: Path, said: str) -> None:
    before = tree(path.parent)
    with pytest.raises(ArchiveError, match=said):
        unpacked(path, target)
    assert tree(path.parent) == before
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK]
)
@pytest.mark.parametrize("system", [3, 0, 19])
def test_links_and_devices_refuse_the_whole_zip(path, target, kind, system) -> None:
    entry = zipfile.ZipInfo("photos/b.jpg")
    entry.create_system, entry.external_attr = system, (kind | 0o777) << 16
    zipped(path, [*SOUND, (entry, b"/etc/passwd")])
    _refuse(path, target, "a link or a device")


@pytest.mark.parametrize("name", ["photos/a.jpg", "photos/A.JPG", "PHOTOS/a.jpg", "s.json"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_refuses_the_whole_zip(path, target, name) -> None:
    zipped(path, [*SOUND, (name, b"\xff\xd8\xff other")])
    _refuse(path, target, "stands in it twice")


def test_letters_composed_otherwise_are_the_same_name(path, target) -> None:
    zipped(path, [*SOUND, ("photos/\u00e9.jpg", JPEG), ("photos/e\u0301.jpg", JPEG)])
    _refuse(path, target, "stands in it twice")


@pytest.mark.parametrize(
    "first", [("photos", JPEG), ("photos/a.jpg/b.jpg", JPEG), ("Photos", JPEG)]
)
def test_a_file_that_is_a_folder_too_refuses_the_whole_zip(path, target, first) -> None:
    zipped(path, [first, *SOUND])
    _refuse(path, target, "both a file and a folder")


# ---- sizes


def test_a_bomb_is_refused_before_it_is_unpacked(path, target, monkeypatch) -> None:
    bomb = bytes(40 * 1024 * 1024)
    zipped(path, [*SOUND, ("photos/b.jpg", bomb)])
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    _refuse(path, target, "packed tighter than any picture")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_hide_larger_bombs_are_refused(path, target, method) -> None:
    zipped(path, SOUND, method)
    _refuse(path, target, "packed in a way")


def test_more_files_than_any_story_has_are_refused(path, target, monkeypatch) -> None:
    monkeypatch.setattr(entries, "MAX_ENTRIES", 100)
    zipped(path, [*SOUND, *((f"x/{n}", b"") for n in range(100))])
    _refuse(path, target, "more than 100 files")


def test_a_list_that_is_longer_than_any_is_refused_unread(path, target, monkeypatch) -> None:
    monkeypatch.setattr(entries, "MAX_DIRECTORY", 5_000)
    zipped(path, [*SOUND, *((f"x/{n}", b"") for n in range(200))])
    _refuse(path, target, "no zip file, or it is damaged")


def test_a_file_that_is_larger_than_any_photo_is_refused(path, target, monkeypatch) -> None:
    monkeypatch.setattr(entries, "MAX_BYTES", 1_000)
    zipped(path, [*SOUND, ("photos/b.jpg", os.urandom(2_000))])
    _refuse(path, target, "larger than")


def test_files_that_share_their_bytes_are_refused(path, target) -> None:
    zipped(path, [*SOUND, ("photos/b.jpg", os.urandom(100_000))], zipfile.ZIP_STORED)
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    last = data.rindex(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    more = b"".join(
        data[last:end].replace(b"photos/b.jpg", b"photos/%c.jpg" % letter) for letter in b"cdefgh"
    )
    size, count = end - start + len(more), 9
    path.write_bytes(
        data[:end]
        + more
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, size, start, 0)
    )
    _refuse(path, target, "holds more than it does")


def test_a_disk_with_too_little_room_is_told_before(path, target, monkeypatch) -> None:
    zipped(path, SOUND)
    usage = shutil.disk_usage(target.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5000))
    _refuse(path, target, "the disk has 0 MB free")


# ---- which story


def test_a_zip_without_a_story_is_refused(path, target) -> None:
    zipped(
        path, [("a.jpg", JPEG), ("other.json", b'{"format": "other"}'), ("x/s.json", manifest())]
    )
    _refuse(path, target, "there is no story in this zip file")


def test_a_zip_of_two_stories_is_refused(path, target) -> None:
    zipped(path, [*SOUND, ("t.json", manifest())])
    _refuse(path, target, "it holds 2 stories")


def test_a_file_of_another_program_beside_the_story_is_no_second_one(path, target) -> None:
    zipped(path, [*SOUND, ("package.json", b'{"name": "x"}'), ("broken.json", b"{")])
    assert unpacked(path, target).left == ("package.json", "broken.json")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (manifest(version=99), ManifestTooNew),
        (manifest(title=5), ManifestUnreadable),
        (manifest()[:-4], ManifestUnreadable),
    ],
)
def test_a_story_that_is_damaged_or_too_new_is_told_as_such(path, target, data, kind) -> None:
    zipped(path, [("s.json", data)])
    with pytest.raises(kind):
        unpacked(path, target)
    assert list(target.parent.iterdir()) == []


# ---- damaged, locked, stopped


def test_a_locked_zip_is_told_as_such(path, target) -> None:
    zipped(path, SOUND)
    data = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(magic)
        data[at + offset] |= 1
    path.write_bytes(data)
    _refuse(path, target, "locked with a password")


def test_what_is_no_zip_is_told_as_such(path, target) -> None:
    for content in (b"", b"words", JPEG, b"PK\x03\x04"):
        path.write_bytes(content)
        _refuse(path, target, "no zip file, or it is damaged")
    path.unlink()
    path.mkdir()
    with pytest.raises(ArchiveError, match="this is not a file"):
        unpacked(path, target)
    with pytest.raises(ArchiveError, match="cannot be read"):
        unpacked(path.with_name("gone.zip"), target)


@given(st.integers(0, 10_000), st.integers(1, 255), st.booleans())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_reaches_beyond_the_folder_or_comes_out_as_anything_but_a_message(
    tmp_path: Path, at: int, flip: int, cut: bool
) -> None:
    place = tmp_path / "run"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    path = zipped(place / "s.zip", [*SOUND, ("photos/b.jpg", os.urandom(300))])
    data = bytearray(path.read_bytes())
    at %= len(data)
    path.write_bytes(data[:at] if cut else data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :])
    try:
        unpacked(path, place / "out")
    except CuratorError:
        assert [p.name for p in place.iterdir()] == ["s.zip"]
    else:
        assert sorted(p.name for p in place.iterdir()) == ["out", "s.zip"]


def test_closing_at_any_step_leaves_nothing(path, target) -> None:
    zipped(path, [*SOUND, ("photos/a.xmp", b"<x/>")])
    steps = len(list(unpack(str(path), str(target))))
    shutil.rmtree(target)
    for before in range(steps):
        work = unpack(str(path), str(target))
        for _ in range(before):
            next(work)
        work.close()
        assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["mkdir", "fsync", "rename", "makedirs"])
def test_whichever_call_fails_nothing_is_left(path, target, monkeypatch, name) -> None:
    zipped(path, SOUND)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(ArchiveError, match="the disk is full; nothing was changed"):
        unpacked(path, target)
    monkeypatch.undo()
    assert list(target.parent.iterdir()) == []
