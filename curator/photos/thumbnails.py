"""Small pictures of photo files, from the disk cache or a worker; showing them is left to the window."""

import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from curator.errors import PhotoError
from curator.photos import picture
from curator.photos.worker import Answer
from curator.photos.workers import Readers

MAX_CACHE_BYTES = 1024**3
"""Size at which the cache forgets its oldest pictures."""

_RECIPE = "1"
# Counts up whenever thumbnails would look different, so that old ones are not found any more.


def make_thumbnail(path: str, longest: int) -> Answer:
    """Return the picture at *path* as a JPEG of at most *longest* pixels; runs in a worker."""
    image = picture.render(path, longest)
    return [image.width, image.height], (picture.encode_jpeg(image),)


def make_large(path: str, longest: int | None) -> Answer:
    """Return the picture at *path* as a JPEG fit to be looked at closely; runs in a worker."""
    image = picture.render(path, longest)
    return [image.width, image.height], (picture.encode_jpeg(image, quality=93),)


class ThumbnailCache:
    """A folder of small JPEGs, shared by all stories and safe with several windows.

    A file is written beside and renamed, so that nobody meets half a one. What cannot be read or
    written is as good as absent: the cache is never needed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_cache_path("curator", appauthor=False) / "thumbnails"

    def get(self, key: str) -> bytes | None:
        """Return the JPEG kept under *key*."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, jpeg: bytes) -> None:
        """Keep *jpeg* under *key*, if the disk lets us."""
        path = self._path(key)
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(jpeg)
            beside.replace(path)
        except OSError:
            _forget(beside)

    def prune(self, most: int = MAX_CACHE_BYTES) -> Iterator[int]:
        """Forget the oldest pictures until at most *most* bytes are kept; yield sizes forgotten."""
        kept = sorted(
            (status.st_mtime, status.st_size, entry)
            for entry in self._folder.glob("*/*")
            if (status := _status(entry)) is not None and stat.S_ISREG(status.st_mode)
        )
        excess = sum(size for _, size, _ in kept) - most
        for _, size, entry in kept:
            if excess <= 0:
                return
            _forget(entry)
            excess -= size
            yield size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.jpg"


def _status(path: Path) -> os.stat_result | None:
    """Return the status of the file at *path*; ``None`` if another window has just removed it."""
    try:
        return path.stat()
    except OSError:
        return None


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def cache_key(path: str, longest: int) -> str:
    """Return the key of the thumbnail of the file at *path* as it is now.

    Raises :class:`PhotoError` if the file is not there.
    """
    status = picture.check_file(path)
    facts = f"{_RECIPE}\0{status.st_size}\0{status.st_mtime_ns}\0{longest}\0"
    return hashlib.sha256(facts.encode() + os.fsencode(path)).hexdigest()


def thumbnail(readers: Readers, cache: ThumbnailCache, path: str, longest: int) -> bytes:
    """Return a JPEG of the file at *path*, its longer side at most *longest* pixels.

    Blocks; call it from a background thread. Raises :class:`PhotoError`.
    """
    key = cache_key(path, longest)
    known = cache.get(key)
    if known:
        return known
    _, blobs = readers.call(make_thumbnail, path, longest, seconds=20, is_urgent=True)
    if not blobs:
        raise PhotoError(path, "no picture came of it")
    cache.put(key, blobs[0])
    return blobs[0]
