"""Small pictures of photo files, from the disk cache or a worker; showing them is left to the window."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from curator.errors import PhotoError
from curator.photos.files import check_file
from curator.photos.workers import Readers
from curator.story.values import Area

MAX_CACHE_BYTES = 1024**3
"""Size at which the cache forgets its oldest pictures."""

_QUICK_BYTES = 1 << 20
# Size of a file from which its decoding is long enough for a first look to be worth a question.

_RECIPE = "2"
# Counts up whenever thumbnails would look different, so that old ones are not found any more.


class DiskCache:
    """A folder of files that can be made again, shared by all stories and safe with several programs.

    A file is written beside and renamed, so that nobody meets half a one. What cannot be read or
    written is as good as absent: a cache is never needed.
    """

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder, self._ending = folder, ending

    def sibling(self, name: str) -> Path:
        """Return the folder called *name* beside this one."""
        return self._folder.with_name(name)

    def get(self, key: str) -> bytes | None:
        """Return what is kept under *key*."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def touch(self, key: str) -> None:
        """Make what is kept under *key* the last to be forgotten."""
        with suppress(OSError):
            os.utime(self._path(key))

    def put(self, key: str, content: bytes) -> None:
        """Keep *content* under *key*, if the disk lets us."""
        path = self._path(key)
        beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(content)
            beside.replace(path)
        except OSError:
            _forget(beside)

    def clear(self) -> None:
        """Forget everything that is kept here."""
        for path in self._folder.glob("*/*"):
            _forget(path)

    def prune(self, most: int = MAX_CACHE_BYTES) -> Iterator[int]:
        """Forget the oldest files until at most *most* bytes are kept; yield sizes forgotten."""
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
        return self._folder / key[:2] / f"{key}{self._ending}"


class ThumbnailCache(DiskCache):
    """A folder of small JPEGs."""

    def __init__(self, folder: Path | None = None) -> None:
        usual = user_cache_path("curator", appauthor=False) / "thumbnails"
        super().__init__(folder or usual, ".jpg")


def _status(path: Path) -> os.stat_result | None:
    """Return the status of the file at *path*; ``None`` if another window has just removed it."""
    try:
        return path.stat()
    except OSError:
        return None


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def cache_key(path: str, longest: int, hidden: Sequence[Area] = ()) -> str:
    """Return the key of the thumbnail of the file at *path* as it is now, *hidden* areas covered.

    Raises :class:`PhotoError` if the file is not there.
    """
    status = check_file(path)
    facts = f"{_RECIPE}\0{status.st_size}\0{status.st_mtime_ns}\0{longest}\0"
    if hidden:
        facts += f"{[area.values for area in hidden]}\0"
    return hashlib.sha256(facts.encode() + os.fsencode(path)).hexdigest()


def pictures(readers: Readers, cache: ThumbnailCache, path: str, longest: int) -> Iterator[bytes]:
    """Yield JPEGs of the file at *path*, at most *longest* pixels long, the last of them sharp.

    One from the cache comes alone. Otherwise the camera's own thumbnail, where there is one, comes
    at once, for a first look. Blocks; call it from a background thread. Raises :class:`PhotoError`.
    """
    from curator.photos import answers  # Not in the window's start: it brings every decoder.

    key = cache_key(path, longest)
    known = cache.get(key)
    if known:
        yield known
        return
    if check_file(path).st_size >= _QUICK_BYTES:
        _, first = readers.call(answers.make_quick, path, longest, is_urgent=True)
        yield from first
    _, blobs = readers.call(answers.make_thumbnail, path, longest, seconds=20, is_urgent=True)
    if not blobs:
        raise PhotoError(path, "no picture came of it")
    cache.put(key, blobs[0])
    yield blobs[0]


def thumbnail(
    readers: Readers, cache: ThumbnailCache, path: str, longest: int, hidden: Sequence[Area] = ()
) -> bytes:
    """Return the sharp JPEG of the file at *path*, as :func:`pictures` does, *hidden* areas covered."""
    if not hidden:
        *_, sharp = pictures(readers, cache, path, longest)
        return sharp
    from curator.photos import answers

    key = cache_key(path, longest, hidden)
    known = cache.get(key)
    if known:
        return known
    values = [area.values for area in hidden]
    _, blobs = readers.call(
        answers.make_thumbnail, path, longest, values, seconds=20, is_urgent=True
    )
    if not blobs:
        raise PhotoError(path, "no picture came of it")
    cache.put(key, blobs[0])
    return blobs[0]


def large(
    readers: Readers,
    path: str,
    longest: int | None,
    hidden: Sequence[Area] = (),
    *,
    is_urgent: bool = True,
) -> bytes:
    """Return a JPEG of the file at *path* for a close look: at most *longest* pixels long, or whole.

    Blocks; call it from a background thread, not as urgent if nobody is waiting for it to be seen.
    Raises :class:`PhotoError`.
    """
    from curator.photos import answers

    values = [area.values for area in hidden]
    _, blobs = readers.call(
        answers.make_large, path, longest, values, seconds=30, is_urgent=is_urgent
    )
    if not blobs:
        raise PhotoError(path, "no picture came of it")
    return blobs[0]
