"""A story collected with its photos: whole or not at all, to the byte, and open anywhere."""

import errno
import hashlib
import io
import json
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from factories import picture_file
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publishing import left_behind, story_of, tree

from curator.captions.text import clean
from curator.errors import ExportNotWritten, FolderNotOurs
from curator.export.collection import copying, listing
from curator.export.collection.collect import collect
from curator.export.collection.steps import Collected, Progress
from curator.export.collection.unpack import unpack
from curator.manifest import files
from curator.photos.formats import RAW_SUFFIXES
from curator.story.hiding import set_hidden
from curator.story.values import RECTANGLE, Area, Photo, PhotoBlock, PhotoId, Story, TextBlock

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'


def collected(story: Story, target: Path, origin: str = "", *, as_zip: bool = False) -> Collected:
    steps = list(collect(story, str(target), origin, as_zip=as_zip))
    assert isinstance(steps[-1], Collected)
    assert all(isinstance(step, Progress) for step in steps[:-1])
    return steps[-1]


def photo(path: Path | str, number: int = 1, **words: object) -> Photo:
    return Photo(id=PhotoId(f"p{number}"), file=str(path), **words)  # type: ignore[arg-type]


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    """Two folders with photos of the same names, one with raw file and sidecars."""
    folder = tmp_path / "originals"
    for day, colour in (("monday", "teal"), ("tuesday", "gold")):
        picture_file(folder / day / "DSC_1.JPG", colour=colour)
    (folder / "monday" / "DSC_1.NEF").write_bytes(b"II*\0" + bytes(500))
    (folder / "monday" / "DSC_1.xmp").write_bytes(XMP)
    (folder / "monday" / "DSC_1.JPG.xmp").write_bytes(XMP + b" ")
    for place in sorted(folder.rglob("*")):
        os.utime(place, (1_600_000_000, 1_600_000_000))
    return folder


@pytest.fixture
def story(originals: Path) -> Story:
    first = photo(
        originals / "monday/DSC_1.JPG", 1, caption="Teal", raw=str(originals / "monday/DSC_1.NEF")
    )
    aside = photo(originals / "tuesday/DSC_1.JPG", 2, caption="Gold", notes="to be kept")
    return story_of(first, aside, title="Walls", sequence=(PhotoBlock("p1"), TextBlock("And more")))


def without_paths(story: Story) -> list[object]:
    photos = [replace(p, file="", raw="") for p in story.photos.values()]
    return [photos, replace(story, photos=type(story.photos)())]


# ---- what is in it


def test_the_folder_holds_the_story_and_every_file_of_it_to_the_byte(story, originals, target):
    result = collected(story, target, str(originals / "Walls.json"))

    found = tree(target)
    assert sorted(found) == [
        "Walls.json", "collection-report.json", "photos/DSC_1 (2).JPG", "photos/DSC_1.JPG",
        "photos/DSC_1.JPG.xmp", "photos/DSC_1.NEF", "photos/DSC_1.xmp",
    ]  # fmt: skip
    for name in ("DSC_1.JPG", "DSC_1.NEF", "DSC_1.xmp", "DSC_1.JPG.xmp"):
        assert found[f"photos/{name}"] == (originals / "monday" / name).read_bytes()
    assert found["photos/DSC_1 (2).JPG"] == (originals / "tuesday/DSC_1.JPG").read_bytes()
    assert {p.stat().st_mtime for p in (target / "photos").iterdir()} == {1_600_000_000}
    assert (result.files, result.left_out) == (6, ())
    assert result.renamed == ((str(originals / "tuesday/DSC_1.JPG"), "DSC_1 (2).JPG"),)
    assert result.bytes == sum(len(data) for name, data in found.items() if name != listing.NAME)


def test_the_manifest_names_the_photos_from_where_it_lies(story, target):
    result = collected(story, target)
    values = json.loads(Path(result.story).read_text())
    assert result.story == str(target / "story.json")
    assert [p["file"] for p in values["photos"].values()] == [
        "photos/DSC_1.JPG", "photos/DSC_1 (2).JPG",
    ]  # fmt: skip
    assert values["photos"]["p1"]["raw"] == "photos/DSC_1.NEF"
    assert str(target.parent) not in Path(result.story).read_text()


def test_a_collection_that_is_moved_stays_whole(story, target, tmp_path):
    collected(story, target)
    moved = tmp_path / "another disk"
    shutil.move(target, moved)
    shutil.rmtree(tmp_path / "originals")
    opened = files.load(str(moved / "story.json"))
    assert opened.notices == ()
    assert without_paths(opened.story) == without_paths(story)
    for one in opened.story.photos.values():
        assert one.file.startswith(f"{moved}/photos/")
        assert os.path.isfile(one.file)
    assert os.path.isfile(opened.story.photos["p1"].raw)


def test_nothing_of_the_original_is_changed(story, originals, target, tmp_path):
    files.save(story, str(originals / "Walls.json"), None)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_mode) for p in originals.rglob("*")}
    contents = tree(originals)
    collected(story, target, str(originals / "Walls.json"))
    collected(story, tmp_path / "walls.zip", as_zip=True)
    assert tree(originals) == contents
    assert {p: (p.stat().st_mtime_ns, p.stat().st_mode) for p in originals.rglob("*")} == before


def test_the_zip_holds_the_same_in_one_folder_stored_and_dated(story, originals, target):
    path = target.with_name("Walls of é.zip")
    result = collected(story, path, "/somewhere/Walls.json", as_zip=True)
    assert (result.path, result.story, result.files) == (str(path), "", 6)
    assert left_behind(path) == []
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        entries = {info.filename: info for info in archive.infolist()}
        assert set(entries) == {
            f"Walls of é/{name}" for name in (
                "Walls.json", "collection-report.json", "photos/DSC_1.JPG", "photos/DSC_1.JPG.xmp",
                "photos/DSC_1.NEF", "photos/DSC_1.xmp", "photos/DSC_1 (2).JPG",
            )
        }  # fmt: skip
        picture = entries["Walls of é/photos/DSC_1.NEF"]
        assert picture.compress_type == zipfile.ZIP_STORED
        assert picture.date_time == (2020, 9, 13, 12, 26, 40)
        assert archive.read(picture) == (originals / "monday/DSC_1.NEF").read_bytes()


def test_the_same_story_gives_the_same_zip(story, tmp_path):
    first, second = tmp_path / "a" / "s.zip", tmp_path / "b" / "s.zip"
    for path in (first, second):
        path.parent.mkdir()
        collected(story, path, as_zip=True)
    assert first.read_bytes() == second.read_bytes()


def test_a_photo_that_stands_in_the_story_twice_is_copied_once(originals, target):
    path = originals / "monday/DSC_1.JPG"
    collected(story_of(photo(path, 1), photo(path, 2)), target)
    opened = files.load(str(target / "story.json")).story
    assert len({p.file for p in opened.photos.values()}) == 1
    assert sum(name.endswith(".JPG") for name in tree(target)) == 1


def test_a_sidecar_that_may_be_of_another_file_stays_where_it_is(originals, target):
    picture_file(originals / "tuesday/DSC_1.PNG")
    (originals / "tuesday/DSC_1.xmp").write_bytes(XMP)
    collected(story_of(photo(originals / "tuesday/DSC_1.JPG")), target)
    assert [n for n in tree(target) if n.endswith(".xmp")] == []


def test_a_story_of_words_alone_is_a_collection_too(target):
    collected(Story(title="Words"), target)
    assert sorted(tree(target)) == ["collection-report.json", "story.json"]


# ---- what is missing


def test_photos_that_are_missing_or_no_pictures_are_told_and_keep_their_words(
    story, originals, target, tmp_path
):
    (tmp_path / "secret.txt").write_text("password")
    gone = photo(originals / "gone.jpg", 3, caption="Gone", raw=str(originals / "gone.nef"))
    secret = photo(tmp_path / "secret.txt", 4, caption="Secret")
    raw = str(originals / "monday/DSC_1.NEF")
    refused = Photo(PhotoId("p5"), "", refused_file="../../x.jpg", caption="Refused", raw=raw)
    whole = replace(story, photos=story.photos.with_photos([gone, secret, refused]))
    os.mkfifo(originals / "pipe.jpg")
    whole = replace(whole, photos=whole.photos.with_photos([photo(originals / "pipe.jpg", 6)]))

    result = collected(whole, target)

    assert [(item.photo, item.name, item.reason) for item in result.left_out] == [
        ("p3", "gone.jpg", "the file is not there any more"),
        ("p3", "gone.nef", "the file is not there any more"),
        ("p4", "secret.txt", "this is not a picture"),
        ("p5", "../../x.jpg", "the story names a file that Curator does not touch"),
        ("p6", "pipe.jpg", "this is not a file"),
    ]
    assert b"password" not in b"".join(tree(target).values())
    opened = files.load(str(target / "story.json")).story
    assert [p.caption for p in opened.photos.values()] == [
        "Teal",
        "Gold",
        "Gone",
        "Secret",
        "Refused",
        "",
    ]
    assert opened.photos["p5"].raw == opened.photos["p1"].raw == str(target / "photos/DSC_1.NEF")
    # Put there later, it is found.
    assert opened.photos["p3"].file == str(target / "photos/gone.jpg")


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
def test_a_file_that_changes_while_it_is_copied_is_told_and_left_out(
    story, originals, target, as_zip, monkeypatch
):
    real, moved = copying._read, originals / "tuesday/DSC_1.JPG"

    def read(file, source):
        if source == str(moved):
            os.utime(moved, (1, 1))
        return real(file, source)

    monkeypatch.setattr(copying, "_read", read)
    path = target.with_suffix(".zip") if as_zip else target
    result = collected(story, path, as_zip=as_zip)
    assert [(i.photo, i.reason) for i in result.left_out] == [
        ("p2", "it was changed while it was copied")
    ]
    assert result.renamed == ()
    names = zipfile.ZipFile(path).namelist() if as_zip else list(tree(target))
    assert not [name for name in names if "(2)" in name]
    assert [name for name in names if name.endswith("DSC_1.JPG")]


def test_a_disk_that_fails_in_the_middle_of_one_photo_costs_that_one_alone(
    story, originals, target, monkeypatch
):
    class Failing(io.BytesIO):
        def read(self, size=-1):
            raise OSError(errno.EIO, "Input/output error")

    real = copying._read
    monkeypatch.setattr(
        copying, "_read", lambda f, source: real(Failing() if "tuesday" in source else f, source)
    )
    result = collected(story, target)
    assert [(item.photo, item.reason) for item in result.left_out] == [
        ("p2", "the file cannot be read (Input/output error)")
    ]
    assert "photos/DSC_1.JPG" in tree(target)


# ---- whole or not at all


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
def test_closing_at_any_step_leaves_what_was_there(story, target, as_zip):
    path = target.with_suffix(".zip") if as_zip else target
    steps = len(list(collect(replace(story, title="Count"), str(path), as_zip=as_zip)))
    if as_zip:
        path.unlink()
    else:
        shutil.rmtree(path)
    for before in range(steps):
        work = collect(story, str(path), as_zip=as_zip)
        for _ in range(before):
            next(work)
        work.close()
        assert list(path.parent.iterdir()) == []
    collected(replace(story, title="Old"), path, as_zip=as_zip)
    old = path.read_bytes() if as_zip else tree(path)
    work = collect(story, str(path), as_zip=as_zip)
    for _ in range(steps - 1):
        next(work)
    work.close()
    assert (path.read_bytes() if as_zip else tree(path)) == old
    assert left_behind(path) == []


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("name", ["fsync", "mkdir", "utime", "replace", "rename"])
def test_whichever_call_fails_the_target_is_as_it_was(story, target, monkeypatch, name, as_zip):
    path = target.with_suffix(".zip") if as_zip else target
    real = getattr(os, name)
    for at in range(1, 20):
        calls = iter(range(1, 100))

        def failing(*arguments, at=at, calls=calls, **named):
            if next(calls) == at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **named)

        with monkeypatch.context() as patched:
            patched.setattr(os, name, failing)
            try:
                collected(story, path, as_zip=as_zip)
            except ExportNotWritten as raised:
                said = str(raised)
            else:
                break
        assert "the disk is full; nothing was changed" in said
        assert list(path.parent.iterdir()) == []
    else:
        pytest.fail("no run without a failure")
    assert path.exists()


def test_a_copy_that_does_not_read_back_stops_everything(story, target, monkeypatch):
    def rotten(path, copied):
        raise OSError(errno.EIO, "the disk does not keep what is written to it", path)

    monkeypatch.setattr(copying, "_check", rotten)
    with pytest.raises(ExportNotWritten, match="does not keep what is written"):
        collected(story, target)
    assert list(target.parent.iterdir()) == []


def test_what_a_killed_collection_left_is_cleared_away(story, target):
    left = target.parent / f".{target.name}.curator-999999999-0123abcd"
    (left / "photos").mkdir(parents=True)
    collected(story, target)
    assert left_behind(target) == []


def test_a_disk_with_too_little_room_is_told_before_anything_is_copied(story, target, monkeypatch):
    usage = shutil.disk_usage(target.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5000))
    monkeypatch.setattr(copying, "_read", lambda *_: pytest.fail("something was copied"))
    with pytest.raises(ExportNotWritten, match=r"the disk has 0 MB free, and the story takes 4 MB"):
        collected(story, target)


# ---- what must not be replaced


def test_an_earlier_collection_is_replaced(story, target):
    collected(story, target)
    collected(replace(story, photos=story.photos.without(["p2"]), title="New"), target)
    assert files.load(str(target / "story.json")).story.title == "New"
    assert not (target / "photos/DSC_1 (2).JPG").exists()
    assert left_behind(target) == []


def test_an_empty_folder_is_filled_and_folders_above_are_made(story, target, tmp_path):
    target.mkdir()
    collected(story, target)
    collected(story, tmp_path / "new/deep/walls")
    assert (tmp_path / "new/deep/walls/story.json").exists()


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda t: (t.mkdir(), (t / "thesis.txt").write_text("x")), "files that Curator did not put there"),
        (lambda t: t.write_text("x"), "a file, not a folder"),
        (lambda t: (t.with_name("real").mkdir(), t.symlink_to(t.with_name("real"))), "a link"),
    ],
)  # fmt: skip
def test_what_is_no_collection_is_never_replaced(story, target, prepare, said):
    prepare(target)
    before = tree(target.parent)
    with pytest.raises(FolderNotOurs, match=said):
        collected(story, target)
    assert tree(target.parent) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("story.json", "story.json was changed since"),
        ("photos/DSC_1.JPG", "was changed since"),
        ("photos/more.jpg", "was put there by somebody else"),
        ("empty/", "was put there by somebody else"),
    ],
)
def test_a_collection_that_somebody_worked_in_is_never_replaced(story, target, name, said):
    collected(story, target)
    if name.endswith("/"):
        (target / name).mkdir()
    else:
        (target / name).write_text("mine")
    before = tree(target)
    with pytest.raises(FolderNotOurs, match=said):
        collected(story, target)
    assert tree(target) == before


def test_a_folder_that_holds_photos_of_the_story_is_never_replaced(story, target, tmp_path):
    collected(story, target)
    opened = files.load(str(target / "story.json")).story
    for place in (target, tmp_path, tmp_path / "originals"):
        with pytest.raises(FolderNotOurs):
            collected(opened if place == target else story, place)
    assert os.path.isfile(opened.photos["p1"].file)


def test_the_folder_in_which_the_story_itself_lies_is_never_replaced(target):
    words = Story(title="Words")
    result = collected(words, target)
    with pytest.raises(FolderNotOurs, match="the story itself lies in this folder"):
        collected(words, target, result.story)


def test_a_zip_that_curator_did_not_make_is_never_replaced(story, target):
    path = target.with_suffix(".zip")
    for content in (b"words", b"PK\x05\x06" + bytes(18)):
        path.write_bytes(content)
        with pytest.raises(FolderNotOurs, match="did not make this file"):
            collected(story, path, as_zip=True)
        assert path.read_bytes() == content
    path.unlink()
    collected(story, path, as_zip=True)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more.txt", "mine")
    with pytest.raises(FolderNotOurs):
        collected(story, path, as_zip=True)


# ---- there and back

NAME = st.one_of(
    st.sampled_from(["a.jpg", "A.JPG", "CON.jpg", "é.jpg", "e\u0301.jpg", "new\nline.jpg", "10:30.jpg", "x. .jpg"]),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8)
    .filter(lambda name: name.strip(". ") and name.encode("utf-8").strip()),
)  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(["one", "two"]), NAME, st.text(max_size=5)), max_size=6),
    st.booleans(),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_photos_are_called_the_story_opens_as_it_was(tmp_path, given_photos, as_zip):
    shutil.rmtree(tmp_path / "run", ignore_errors=True)
    places, originals = tmp_path / "run", tmp_path / "run" / "originals"
    pictures = {}
    photos = []
    for number, (folder, name, words) in enumerate(given_photos, 1):
        path = originals / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff\xd8\xff" + str(path).encode())
        pictures[f"p{number}"] = path.read_bytes()
        photos.append(photo(path, number, caption=clean(words), rating=number % 5))
    whole = story_of(*photos)
    places.mkdir(exist_ok=True)
    if as_zip:
        result = collected(whole, places / "s.zip", as_zip=True)
        *_, out = unpack(result.path, str(places / "out"))
        assert (out.missing, out.left) == ((), ())
        path = out.story
    else:
        path = collected(whole, places / "out").story
    opened = files.load(path)
    assert opened.notices == ()
    assert without_paths(opened.story) == without_paths(whole)
    found = {key: Path(p.file).read_bytes() for key, p in opened.story.photos.items()}
    assert found == pictures


def test_raw_files_of_every_kind_come_along(originals, target):
    photos = []
    for number, ending in enumerate(
        sorted(RAW_SUFFIXES - {".x3f", ".orf", ".rw2", ".raf", ".cr2", ".cr3"}), 1
    ):
        path = originals / f"r{number}{ending}"
        path.write_bytes(b"II*\0" + ending.encode())
        photos.append(photo(path, number))
    assert collected(story_of(*photos), target).left_out == ()


def test_a_digest_is_listed_of_every_file(story, target):
    collected(story, target)
    digests = listing.read(str(target))
    assert digests == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in tree(target).items()
        if name != listing.NAME
    }


def test_it_is_told_how_many_files_show_what_the_page_hides(story, target):
    ids = list(story.photos)
    area = Area(RECTANGLE, 0.1, 0.1, 0.2, 0.2)
    hiding = set_hidden({ids[0]: [area], ids[1]: [area]}).apply(story)
    assert collected(hiding, target).bare == 2
    assert collected(story, target).bare == 0
