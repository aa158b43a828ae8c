"""Small pictures and the disk cache that may vanish at any time."""

import os
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from factories import picture_file
from PIL import Image

from curator.errors import DamagedPhoto, PhotoError
from curator.photos import thumbnails
from curator.photos.answers import make_thumbnail
from curator.photos.thumbnails import ThumbnailCache, cache_key, thumbnail
from curator.photos.workers import Readers


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "cache")


def cached(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_a_thumbnail_fits_and_is_made_once(
    readers: Readers, cache: ThumbnailCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = picture_file(tmp_path / "a.jpg", size=(400, 200))
    jpeg = thumbnail(readers, cache, path, 100)
    assert Image.open(BytesIO(jpeg)).size == (100, 50)
    monkeypatch.setattr(readers, "call", lambda *_, **__: pytest.fail("made again"))
    assert thumbnail(readers, cache, path, 100) == jpeg


def test_a_changed_file_and_another_size_get_a_thumbnail_of_their_own(tmp_path: Path) -> None:
    path = picture_file(tmp_path / "a.jpg")
    keys = {cache_key(path, 100), cache_key(path, 200)}
    os.utime(path, ns=(1, 1))
    keys.add(cache_key(path, 100))
    picture_file(tmp_path / "a.jpg", size=(90, 90))
    keys.add(cache_key(path, 100))
    assert len(keys) == 4
    assert cache_key(path, 100) == cache_key(path, 100)


def test_a_file_that_is_gone_or_damaged_is_named(
    readers: Readers, cache: ThumbnailCache, tmp_path: Path
) -> None:
    with pytest.raises(PhotoError, match=r"gone\.jpg"):
        thumbnail(readers, cache, str(tmp_path / "gone.jpg"), 100)
    cut = Path(picture_file(tmp_path / "cut.jpg", size=(300, 300)))
    cut.write_bytes(cut.read_bytes()[:400])
    with pytest.raises(DamagedPhoto, match=r"cut\.jpg"):
        thumbnail(readers, cache, str(cut), 100)
    assert cached(tmp_path) == []


def test_the_cache_is_for_its_owner_only(cache: ThumbnailCache, tmp_path: Path) -> None:
    cache.put("abcd", b"jpeg")
    assert cache.get("abcd") == b"jpeg"
    (kept,) = cached(tmp_path)
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_used_is_as_good_as_none(readers: Readers, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = ThumbnailCache(tmp_path / "cache")
    cache.put("abcd", b"jpeg")
    assert cache.get("abcd") is None
    assert list(cache.prune(0)) == []
    path = picture_file(tmp_path / "a.jpg")
    assert thumbnail(readers, cache, path, 20).startswith(b"\xff\xd8")


def test_a_write_that_fails_leaves_nothing_behind(
    cache: ThumbnailCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.put("abcd", b"jpeg")
    assert cached(tmp_path) == []


def test_the_oldest_pictures_are_forgotten_first(cache: ThumbnailCache, tmp_path: Path) -> None:
    for age, key in enumerate(("newest", "middle", "oldest")):
        cache.put(key, b"x" * 100)
        os.utime(cache._path(key), (1000 - age, 1000 - age))
    assert sum(cache.prune(250)) == 100
    assert cache.get("oldest") is None
    assert cache.get("middle") is not None
    assert list(cache.prune(250)) == []
    assert sum(cache.prune(0)) == 200


def test_two_windows_may_forget_at_once(cache: ThumbnailCache) -> None:
    for n in range(200):
        cache.put(f"{n:04}", b"x" * 10)
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda _: sum(cache.prune(0)), range(4)))
    assert sum(done) >= 2000
    assert cache.get("0001") is None


def test_a_thumbnail_carries_nothing_but_pixels(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags[0x010F] = "SECRET"
    Image.new("RGB", (50, 50)).save(tmp_path / "a.jpg", exif=tags, comment=b"SECRET")
    _, (jpeg,) = make_thumbnail(str(tmp_path / "a.jpg"), 20)
    assert b"SECRET" not in jpeg
    assert b"Exif" not in jpeg


def test_a_file_that_goes_while_it_is_asked_for_is_told_by_name(
    readers: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "cache_key", lambda *_: "ab" * 32)
    with pytest.raises(PhotoError, match=r"gone\.jpg: the file is not there"):
        list(thumbnails.pictures(readers, ThumbnailCache(tmp_path), str(tmp_path / "gone.jpg"), 50))
