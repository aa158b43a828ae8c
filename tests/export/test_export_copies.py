"""The copies that are kept: nothing is made twice, no word is kept, and a spoilt cache does no harm."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from publishing import run, story_of, tree

from curator.errors import PhotoError
from curator.export import copies, pictures, xmp
from curator.export.copies import CopyCache, Recipe
from curator.photos.workers import Readers
from curator.story.table import PhotoTable
from curator.story.values import ELLIPSE, Area

RECIPE = Recipe((200, 400), 80, 60)
FACE = Area(ELLIPSE, 0.2, 0.2, 0.3, 0.3)


class Counting:
    """Readers that count what they are asked."""

    size = 2

    def __init__(self):
        self.asked = []

    def call(self, function, *arguments, seconds):
        self.asked.append(arguments[0])
        return function(*arguments)


@pytest.fixture
def counting():
    return Counting()


@pytest.fixture
def cache(tmp_path):
    return CopyCache(tmp_path / "copies")


def kept(tmp_path):
    return [path for path in (tmp_path / "copies").rglob("*") if path.is_file()]


def test_copies_are_made_once(make_photo, counting, cache):
    path = make_photo("a.jpg").file
    first = copies.make(path, (), RECIPE, counting, cache)
    assert copies.make(path, (), RECIPE, counting, cache) == first
    assert copies.make(path, (), RECIPE, counting, None) == first
    assert len(counting.asked) == 2  # The last one had no cache.


def test_the_same_picture_in_another_place_is_known(make_photo, counting, cache, tmp_path):
    path = Path(make_photo("a.jpg").file)
    copies.make(str(path), (), RECIPE, counting, cache)
    moved = path.rename(tmp_path / "moved.JPG")
    copies.make(str(moved), (), RECIPE, counting, cache)
    assert len(counting.asked) == 1


def test_all_that_makes_other_pixels_makes_another_key(monkeypatch):
    def key(path="/a.jpg", digest="d", hidden=(), recipe=RECIPE):
        return copies.copy_key(path, digest, hidden, recipe)

    keys = {
        key(),
        key(path="/a.dng"),
        key(digest="e"),
        key(hidden=(FACE,)),
        key(hidden=(replace(FACE, width=0.31),)),
        key(recipe=replace(RECIPE, widths=(200, 401))),
        key(recipe=replace(RECIPE, quality=81)),
        key(recipe=replace(RECIPE, avif_quality=0)),
    }
    monkeypatch.setattr(pictures, "codecs", lambda: "others")
    keys.add(key())
    assert len(keys) == 9


def test_a_changed_file_gives_other_copies_though_its_size_and_time_are_the_same(
    make_photo, counting, cache, monkeypatch
):
    monkeypatch.setattr(copies, "_SETTLED", -10.0)
    path = make_photo("a.jpg").file
    before = copies.make(path, (), RECIPE, counting, cache)
    status = os.stat(path)
    content = Path(path).read_bytes()
    table = content.index(b"\xff\xdb") + 6  # A number by which all pixels are multiplied.
    Path(path).write_bytes(content[:table] + bytes([content[table] + 9]) + content[table + 1 :])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert os.stat(path).st_size == status.st_size
    after = copies.make(path, (), RECIPE, counting, cache)
    assert len(counting.asked) == 2
    assert after != before


def test_a_file_that_stayed_as_it_was_is_not_read_again(make_photo, cache, monkeypatch):
    monkeypatch.setattr(copies, "_SETTLED", -10.0)
    path = make_photo("a.jpg").file
    digest = cache.digest(path)
    monkeypatch.setattr(copies, "digest_of", lambda _: pytest.fail("read again"))
    assert cache.digest(path) == digest


def test_the_digest_of_a_file_just_written_is_not_kept(make_photo, cache, tmp_path):
    cache.digest(make_photo("a.jpg").file)
    assert kept(tmp_path) == []


def test_copies_of_a_file_that_changed_meanwhile_are_not_kept(
    make_photo, cache, counting, tmp_path
):
    path = make_photo("a.jpg").file

    class Slow(Counting):
        def call(self, function, *arguments, seconds):
            made = super().call(function, *arguments, seconds=seconds)
            with open(path, "ab") as file:
                file.write(b"more")
            return made

    copies.make(path, (), RECIPE, Slow(), cache)
    assert kept(tmp_path) == []


def test_no_words_and_no_names_are_kept(make_photo, readers, cache, tmp_path):
    photo = make_photo("Ann-in-Wonsan.jpg", caption="Whispered words", photographer="Ann")
    run(story_of(photo), tmp_path / "page", readers, cache=cache)
    assert kept(tmp_path)
    for path in kept(tmp_path):
        content = path.read_bytes()
        assert not {word for word in (b"Whispered", b"Ann", b"originals") if word in content}
        assert "Ann" not in str(path.relative_to(tmp_path))


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40] + b"?" + b[41:]]
)
def test_spoilt_copies_are_made_again(make_photo, counting, cache, tmp_path, spoil):
    path = make_photo("a.jpg").file
    whole = copies.make(path, (), RECIPE, counting, cache)
    for entry in kept(tmp_path):
        entry.write_bytes(spoil(entry.read_bytes()))
    assert copies.make(path, (), RECIPE, counting, cache) == whole
    assert copies.make(path, (), RECIPE, counting, cache) == whole
    assert len(counting.asked) == 2


def test_a_cache_that_cannot_be_used_is_as_good_as_none(make_photo, counting, tmp_path):
    (tmp_path / "copies").write_text("a file where the folder should be")
    cache = CopyCache(tmp_path / "copies")
    assert copies.make(make_photo("a.jpg").file, (), RECIPE, counting, cache).jpegs
    assert list(cache.prune()) == []


def test_what_was_used_last_is_forgotten_last(make_photo, counting, cache, tmp_path):
    paths = [make_photo(f"{n}.jpg", (300 + n, 200)).file for n in range(3)]
    for path in paths:
        copies.make(path, (), RECIPE, counting, cache)
    for age, entry in enumerate(sorted(kept(tmp_path), key=lambda entry: entry.stat().st_mtime_ns)):
        os.utime(entry, (age, age))
    copies.make(paths[0], (), RECIPE, counting, cache)
    sizes = [entry.stat().st_size for entry in kept(tmp_path)]
    assert len(list(cache.prune(max(sizes)))) == 2
    counting.asked.clear()
    copies.make(paths[0], (), RECIPE, counting, cache)
    assert counting.asked == []


@pytest.mark.parametrize("path", ["/nowhere/gone.jpg", "/null\0byte.jpg", "/half\ud800.jpg"])
def test_a_file_that_is_not_there_and_a_name_that_none_can_have_are_told(cache, path):
    with Readers(1) as readers, pytest.raises(PhotoError):
        copies.make(path, (), RECIPE, readers, cache)


def test_the_words_travel_in_every_copy(make_photo, counting):
    packet = xmp.packet({"caption": "A & <b>", "credit": "Zoë / Agency"})
    photo = make_photo("a.jpg")
    bare = copies.make(photo.file, (), RECIPE, counting, None)
    said = bare.saying(packet, photo.file)
    blobs = (*said.jpegs, *said.avifs)
    assert len(blobs) == 4
    assert {Image.open(BytesIO(blob)).info["xmp"] for blob in blobs} == {packet}
    assert bare.saying(b"", photo.file) == bare


@pytest.mark.parametrize("field", ["jpegs", "avifs"])
def test_words_put_into_what_is_no_copy_are_refused(make_photo, counting, field):
    bare = copies.make(make_photo("a.jpg").file, (), RECIPE, counting, None)
    wrong = replace(bare, **{field: (b"no picture", b"at all")})
    with pytest.raises(PhotoError, match="words"):
        wrong.saying(b"<ours/>", "/a.jpg")


def test_an_export_from_the_cache_has_the_same_bytes_and_asks_for_no_pixels(
    make_photo, tmp_path, counting, cache
):
    story = story_of(*(make_photo(f"{n}.jpg", (600 + n, 400), caption="A boat") for n in range(3)))
    for name, kept_in in (("without", None), ("cold", cache), ("warm", cache)):
        counting.asked.clear()
        run(story, tmp_path / name, counting, cache=kept_in)
        assert len(counting.asked) == (0 if name == "warm" else 3)
    assert tree(tmp_path / "without") == tree(tmp_path / "cold") == tree(tmp_path / "warm")


def test_a_changed_caption_asks_for_no_pixels_and_travels(make_story, tmp_path, counting, cache):
    story = make_story(2)
    run(story, tmp_path / "page", counting, cache=cache)
    first = next(iter(story.photos.values()))
    table = PhotoTable([replace(first, caption="Another one"), *list(story.photos.values())[1:]])
    counting.asked.clear()
    run(replace(story, photos=table), tmp_path / "page", counting, cache=cache)
    assert counting.asked == []
    named = {name: c for name, c in tree(tmp_path / "page").items() if name.startswith("photos/01")}
    assert named
    assert all(b"Another one" in content for content in named.values())


def test_a_newly_hidden_area_asks_for_its_pixels(make_story, tmp_path, counting, cache):
    story = make_story(2)
    run(story, tmp_path / "page", counting, cache=cache)
    first, second = story.photos.values()
    counting.asked.clear()
    hiding = replace(story, photos=PhotoTable([replace(first, hidden=(FACE,)), second]))
    run(hiding, tmp_path / "page", counting, cache=cache)
    assert counting.asked == [first.file]


def test_photos_that_cannot_be_read_are_not_kept(tmp_path, counting, cache):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    with pytest.raises(PhotoError):
        copies.make(str(broken), (), RECIPE, counting, cache)
    assert kept(tmp_path) == []
