"""Loading manifests that are sound, foreign, newer, damaged or hostile; saving beside somebody else."""

import codecs
import json
import os
from pathlib import Path

import pytest
from factories import story

from curator.errors import (
    ManifestChanged,
    ManifestError,
    ManifestNotWritten,
    ManifestTooNew,
    ManifestUnreadable,
)
from curator.manifest import files
from curator.story import edits
from curator.story.values import GroupBlock, PhotoBlock

GOLDEN = (Path(__file__).parent / "versions" / "1.json").read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.json"


def refused(path: Path, data: bytes | str) -> str:
    """Return the message with which a manifest of *data* is refused, its bytes left as they are."""
    data = data.encode() if isinstance(data, str) else data
    path.write_bytes(data)
    with pytest.raises(ManifestUnreadable) as caught:
        files.load(str(path))
    assert path.read_bytes() == data
    assert str(path) in str(caught.value)
    return caught.value.reason


def manifest(**values: object) -> str:
    return json.dumps({"format": "curator-story", "version": 1} | values)


def test_a_manifest_with_a_byte_order_mark_is_read(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF8 + GOLDEN)
    assert files.load(str(path)).story.title == "Lights on the Taedong"


def test_a_manifest_with_next_to_nothing_in_it_is_a_story(path: Path) -> None:
    path.write_text(manifest())
    opened = files.load(str(path))
    assert (opened.story.title, len(opened.story.photos), opened.notices) == ("", 0, ())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\0" * 4096, "empty"),
        (GOLDEN.decode().encode("utf-16"), "byte 1 is no UTF-8"),
        (GOLDEN.replace("é".encode(), b"\xe9"), "no UTF-8"),
        (GOLDEN + b"\0" * 512, "damaged"),
        (GOLDEN + GOLDEN, "damaged"),
        (b"[]", "no story of Curator's"),
        (b"3", "no story of Curator's"),
        (b'"curator-story"', "no story of Curator's"),
        (b"{}", "no story of Curator's"),
        (b'{"format": "curator-story"}', "version"),
        (b'{"format": "curator-story", "version": "1"}', "version"),
        (b'{"format": "curator-story", "version": true}', "version"),
        (b'{"format": "curator-story", "version": 0}', "version"),
        (b"[" * 100_000, "nested"),
        (b'{"x":' * 100_000, "nested"),
        (b"\xff\xd8\xff\xe0 a picture", "no UTF-8"),
        (b"PK\x03\x04 something", "damaged"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_what_is_no_story_is_refused_in_plain_words(path: Path, data: bytes, told: str) -> None:
    assert told in refused(path, data)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("NaN", "NaN"),
        ("-Infinity", "Infinity"),
        ("1e999", "1e999"),
        ("-1e999", "1e999"),
        ("9" * 5000, "sound"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
    ],
    ids=lambda value: value[:12],
)
def test_values_that_could_not_be_written_back_are_refused(
    path: Path, text: str, told: str
) -> None:
    assert told in refused(path, manifest(x="@").replace('"@"', text))
    assert told in refused(path, manifest(photos={"a": {"x": ["@"]}}).replace('"@"', text))


@pytest.mark.parametrize(
    ("values", "place", "expected"),
    [
        ({"title": 3}, "title", "text"),
        ({"title": None}, "title", "text"),
        ({"photos": []}, "photos", "an object"),
        ({"photos": {"a": "a.jpg"}}, "photos.a", "an object"),
        ({"photos": {"a": {"file": 3}}}, "photos.a.file", "text"),
        ({"photos": {"a": {"caption": ["x"]}}}, "photos.a.caption", "text"),
        ({"photos": {"a": {"width": "3"}}}, "photos.a.width", "a whole number"),
        ({"photos": {"a": {"width": 3.5}}}, "photos.a.width", "a whole number"),
        ({"photos": {"a": {"rating": True}}}, "photos.a.rating", "a whole number"),
        ({"photos": {"a": {"rating": 6}}}, "photos.a.rating", "0 to 5"),
        ({"photos": {"a": {"keywords": "sea"}}}, "photos.a.keywords", "a list"),
        ({"photos": {"a": {"keywords": ["sea", 3]}}}, "photos.a.keywords[1]", "text"),
        ({"photos": {"a": {"place": "London"}}}, "photos.a.place", "an object"),
        ({"photos": {"a": {"place": {"city": 1}}}}, "photos.a.place.city", "text"),
        ({"photos": {"a": {"hidden": {}}}}, "photos.a.hidden", "a list"),
        ({"photos": {"a": {"hidden": [3]}}}, "photos.a.hidden[0]", "an object"),
        (
            {"photos": {"a": {"hidden": [{"shape": "blob"}]}}},
            "photos.a.hidden[0].shape",
            "rectangle or ellipse",
        ),
        (
            {"photos": {"a": {"hidden": [{"shape": "ellipse", "left": "0"}]}}},
            "photos.a.hidden[0].left",
            "a number",
        ),
        (
            {"photos": {"a": {"hidden": [{"shape": "ellipse", "left": 0.1, "top": 1.5}]}}},
            "photos.a.hidden[0].top",
            "0 to 1",
        ),
        ({"sequence": {}}, "sequence", "a list"),
        ({"sequence": [{"text": "x"}, "a"]}, "sequence[1]", "an object"),
        ({"sequence": [{"photo": 3}]}, "sequence[0].photo", "text"),
        ({"sequence": [{"photos": ["a", 3]}]}, "sequence[0].photos[1]", "text"),
        ({"links": [{"url": 3}]}, "links[0].url", "text"),
        ({"source": "The Harbour"}, "source", "an object"),
        ({"defaults": {"place": []}}, "defaults.place", "an object"),
    ],
    ids=lambda value: json.dumps(value)[:50],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_place(
    path: Path, values: dict, place: str, expected: str
) -> None:
    assert f"{place} should be {expected}" in refused(path, manifest(**values))


def test_a_photo_needs_an_id_and_a_size_that_can_be(path: Path) -> None:
    assert "empty id" in refused(path, manifest(photos={"": {}}))
    told = refused(path, manifest(photos={"a": {"width": -1}}))
    assert "photos.a.width should be 0 or more, but is -1" in told


def test_values_that_look_alike_to_a_dictionary_stay_apart(path: Path) -> None:
    places = {
        "a": {"place": {"city": "Wonsan", "x": 1}},
        "b": {"place": {"city": "Wonsan", "x": True}},
        "c": {"place": {"city": "Wonsan", "x": 1.0}},
    }
    path.write_text(manifest(photos=places))
    extras = [photo.place.extra[0][1] for photo in files.load(str(path)).story.photos.values()]
    assert [type(value) for value in extras] == [int, bool, float]


@pytest.mark.parametrize("number", ["100000000000000000001", "1e400", "-0"])
def test_numbers_that_a_quick_reader_would_bend_come_back_or_are_refused(
    path: Path, number: str
) -> None:
    text = manifest(x=1).replace('"x": 1', f'"x": {number}')
    path.write_text(f"{text}\n")
    if number == "1e400":
        assert "larger than any number" in refused(path, text)
    else:
        assert dict(files.load(str(path)).story.extra)["x"] == int(number)


def test_a_manifest_of_a_newer_version_is_refused_with_its_bytes_unchanged(path: Path) -> None:
    data = GOLDEN.replace(b'"version": 1', b'"version": 2').replace(
        b'"photos": {', b'"photos": 7, "y": {'
    )
    path.write_bytes(data)
    with pytest.raises(ManifestTooNew, match="later version"):
        files.load(str(path))
    assert path.read_bytes() == data


def test_a_manifest_cut_anywhere_is_refused_and_never_half_read(path: Path) -> None:
    for length in range(0, len(GOLDEN) - 2, 50):
        refused(path, GOLDEN[:length])


def outcome(path: Path) -> str:
    """Return how opening *path* ended; any error but our own is a failure."""
    try:
        return f"opened “{files.load(str(path)).path}”"
    except ManifestError as error:
        return error.reason


def test_a_manifest_with_any_byte_damaged_opens_or_is_refused_in_plain_words(path: Path) -> None:
    for at in range(0, len(GOLDEN), 61):
        for byte in (b"\0", b"\xff", b'"', b"9"):
            path.write_bytes(GOLDEN[:at] + byte + GOLDEN[at + 1 :])
            assert outcome(path)


def test_places_without_a_story_are_told_apart(tmp_path: Path) -> None:
    def reason(path: Path) -> str:
        with pytest.raises(ManifestUnreadable) as caught:
            files.load(str(path))
        return caught.value.reason

    assert reason(tmp_path / "none.json") == "there is no story here"
    assert reason(tmp_path) == "this is a folder, not a story"
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be read" in reason(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert "no file" in reason(tmp_path / "pipe")


def test_text_is_cleaned_on_its_way_in_and_names_of_files_are_not(path: Path) -> None:
    path.write_text(
        manifest(
            title="a\r\nb\0\ud83d",
            photos={"id\0\ud800": {"file": "a\udce9.jpg", "caption": "\ufeffx\x85y"}},
            sequence=[{"photo": "id\0\ud800"}],
        )
    )
    opened = files.load(str(path)).story
    assert opened.title == "a\nb"
    assert opened.photos["id\0\ud800"].caption == "x\ny"
    assert opened.photos["id\0\ud800"].file.endswith("a\udce9.jpg")
    files.save(opened, str(path), None)
    assert files.load(str(path)).story == opened


def test_a_sequence_is_put_right_and_said_so(path: Path) -> None:
    blocks = [
        {"photo": "a"},
        {"photo": "gone"},
        {"photos": ["a", "b", "b", "gone"], "layout": "row", "x": 1},
        {"photos": ["gone"]},
        {"photo": "b"},
    ]
    path.write_text(manifest(photos={"a": {}, "b": {}}, sequence=blocks))
    opened = files.load(str(path))
    assert opened.story.sequence == (PhotoBlock("a"), GroupBlock(("b",), "row", (("x", 1),)))
    told = [notice for notice in opened.notices if "refused" not in notice]
    assert len([notice for notice in told if "“gone”" in notice]) == 3
    assert len([notice for notice in told if "twice" in notice]) == 3


# ---- saving beside somebody else


def test_a_manifest_that_somebody_else_changed_is_not_overwritten(path: Path) -> None:
    known = files.save(story(1), str(path), None)
    status = path.stat()
    theirs = path.read_bytes().replace(b"Caption 1", b"Caption 9")
    path.write_bytes(theirs)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(ManifestChanged):
        files.save(story(2), str(path), known)
    assert path.read_bytes() == theirs
    files.save(story(2), str(path), None)
    assert files.load(str(path)).story == story(2)


def test_saves_that_follow_each_other_know_each_other(path: Path) -> None:
    opened = files.load(str(path)) if files.save(story(1), str(path), None) else None
    known = opened.fingerprint
    for title in ("a", "b", "c"):
        known = files.save(edits.set_story("title", title).apply(story(1)), str(path), known)
    assert files.load(str(path)).story.title == "c"


def test_a_save_tried_again_after_it_had_reached_the_disk_is_no_quarrel(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = files.save(story(1), str(path), None)
    with monkeypatch.context() as patched:
        patched.setattr(files.safe_write, "_flush_folder", _failing_disk)
        with pytest.raises(ManifestNotWritten):
            files.save(story(2), str(path), known)
    assert files.save(story(2), str(path), known)


def _failing_disk(folder: str) -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "disk is full"),
        (OSError(122, "Disk quota exceeded"), "disk is full"),
        (OSError(30, "Read-only file system"), "Read-only file system"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (PermissionError(13, "Permission denied"), "may not write"),
        (FileNotFoundError(2, "No such file or directory"), "folder is not there"),
    ],
    ids=str,
)
def test_a_failed_save_says_why_and_what_to_do(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(files.safe_write, "write", fail)
    with pytest.raises(ManifestNotWritten, match=told) as caught:
        files.save(story(1), str(path), None)
    assert caught.value.__cause__ is error


def test_a_folder_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "drive" / "story.json"
    with pytest.raises(ManifestNotWritten, match="folder is not there"):
        files.save(story(1), str(path), None)
    assert not path.parent.exists()
