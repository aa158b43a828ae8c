"""Turning dropped paths into photo files, folders read to any depth; what the files say is left to ``intake``."""

import os
import stat
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from curator.errors import NotAPhoto, PhotoError
from curator.photos.formats import HEAD_BYTES, RAW_SUFFIXES, TWIN_SUFFIXES, sniff
from curator.photos.order import by_name

_EXPORT_MARK = "export-report.json"
# What every exported page holds: its small copies are no photos of a story.

_CLUTTER = {".ds_store", "thumbs.db", "desktop.ini", ".localized", "ehthumbs.db", ".picasa.ini"}
# What systems leave in folders of pictures; nobody dropped these, so nobody is told of them.


@dataclass(frozen=True, slots=True)
class Found:
    """A file that looks like a photo by its first bytes; ``path`` is absolute.

    ``raw`` is the raw file of the same frame where one lies beside it: the two are one photo.
    """

    path: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that did not come in, and why, as a sentence without the path."""

    path: str
    reason: str


class Search:
    """What is found at and below some paths, one after the other; it can look ahead to tell how much there is."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._rest = find(paths)
        self._ahead: deque[Found | Skipped] = deque()
        self.count = 0
        self.is_over = False

    def look(self, seconds: float) -> None:
        """Look ahead for at most *seconds*; ``count`` and ``is_over`` tell what came of it."""
        end = time.monotonic() + seconds
        while not self.is_over and time.monotonic() < end:
            self._look_once()

    def _look_once(self) -> None:
        item = next(self._rest, None)
        if item is None:
            self.is_over = True
        else:
            self.count += 1
            self._ahead.append(item)

    def __iter__(self) -> "Search":
        return self

    def __next__(self) -> Found | Skipped:
        while not self._ahead and not self.is_over:
            self._look_once()
        if not self._ahead:
            raise StopIteration
        return self._ahead.popleft()


def find(
    paths: Iterable[str], seen: set[tuple[int, int]] | None = None
) -> Iterator[Found | Skipped]:
    """Yield what lies at and below *paths*, each file once, folder by folder in natural order.

    Files whose device and inode stand in *seen* are passed over; those found are put there.
    """
    seen = set() if seen is None else seen
    for path in paths:
        yield from _find(os.path.abspath(path), seen)


def _find(path: str, seen: set[tuple[int, int]]) -> Iterator[Found | Skipped]:
    waiting = [(path, "")]
    while waiting:
        current, raw = waiting.pop()
        try:
            status = os.stat(current)
        except OSError as error:
            yield Skipped(current, _reason(error))
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            continue
        seen.add(identity)
        if stat.S_ISDIR(status.st_mode):
            try:
                names = os.listdir(current)
            except OSError as error:
                yield Skipped(current, _reason(error))
                continue
            if _EXPORT_MARK in names:
                yield Skipped(current, "a page that Curator made, not a folder of photos")
                continue
            twins = _twins(names)
            waiting.extend(
                (
                    os.path.join(current, name),
                    os.path.join(current, twins[name]) if name in twins else "",
                )
                for name in reversed(_ordered(names, set(twins.values())))
            )
        else:
            yield from _look_at(current, status, raw)


def _twins(names: list[str]) -> dict[str, str]:
    """Return the raw file of the same frame by the name of the photo beside it.

    Only where one raw file has that name: of several nobody knows which belongs to the photo.
    """
    raws: dict[str, list[str]] = {}
    for name in names:
        stem, ending = os.path.splitext(name)
        if ending.lower() in RAW_SUFFIXES:
            raws.setdefault(stem.lower(), []).append(name)
    twins: dict[str, str] = {}
    for name in sorted(names):
        stem, ending = os.path.splitext(name)
        if ending.lower() in TWIN_SUFFIXES and len(raws.get(stem.lower(), ())) == 1:
            twins[name] = raws.pop(stem.lower())[0]
    return twins


def _ordered(names: list[str], left_out: Collection[str]) -> list[str]:
    """Return *names* in natural order, without clutter and without sidecars of files among them."""
    stems = {os.path.splitext(name)[0] for name in names if not name.lower().endswith(".xmp")}
    shown = [
        name
        for name in names
        if name.lower() not in _CLUTTER
        and name not in left_out
        and not (name.lower().endswith(".xmp") and _describes(name, names, stems))
    ]
    return by_name(shown, shown)


def _describes(sidecar: str, names: list[str], stems: set[str]) -> bool:
    """Say whether *sidecar* belongs to a file beside it: ``a.xmp`` or ``a.jpg.xmp`` of ``a.jpg``."""
    stem = os.path.splitext(sidecar)[0]
    return stem in stems or stem in names


def _look_at(path: str, status: os.stat_result, raw: str) -> Iterator[Found | Skipped]:
    if os.path.basename(path).startswith("._"):
        yield Skipped(path, "a file that macOS puts beside another, not a picture")
    elif not stat.S_ISREG(status.st_mode):
        yield Skipped(path, "this is not a file")
    elif status.st_size == 0:
        yield Skipped(path, "the file is empty")
    else:
        try:
            yield _recognised(path, raw)
        except PhotoError as error:
            yield Skipped(path, error.reason)


def _recognised(path: str, raw: str) -> Found:
    try:
        with open(path, "rb") as file:
            found = sniff(file.read(HEAD_BYTES), path)
    except OSError as error:
        raise PhotoError(path, _reason(error)) from error
    if found is None:
        raise NotAPhoto(path, "this is not a picture")
    if not found.is_readable:
        raise NotAPhoto(path, f"{found.name}: Curator does not read this format")
    return Found(path, raw)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is nothing here"
    if isinstance(error, PermissionError):
        return "you have no permission to read this"
    return f"it cannot be read ({error.strerror or type(error).__name__})"
