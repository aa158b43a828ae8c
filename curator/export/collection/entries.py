"""What a zip file from outside says it holds, looked at before a byte is unpacked; taking out is left to ``unpack``.

Everything is refused that could reach outside the folder it is unpacked to, stand for two files, or
grow beyond what a disk can hold: the whole file then, for no honest zip of a story has such an entry.
"""

import io
import os
import re
import stat
import struct
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from curator.errors import ArchiveError, shown
from curator.export.collection.naming import fold
from curator.manifest.paths import to_path

MAX_ENTRIES = 100_000
"""Files in a zip: 10,000 photos with raw files and sidecars of both are 50,000."""

MAX_DIRECTORY = 64 * 1024 * 1024
"""Bytes of the list at the end of a zip, which is read whole: some 600 for each of so many files."""

MAX_BYTES = 512 * 1024 * 1024
"""Bytes of one file unpacked, as of any photo."""

MAX_RATIO = 200
"""How many times larger than packed a file may be. Text of a story comes to 20, a scan of blank paper
that nothing compressed before to 100; the bombs that are handed round reach 1,000, the most there is."""

_SMALL = 1024 * 1024
# Bytes up to which the ratio says nothing.

_DEEPEST = 20
_LONGEST = 255

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The others unpack to some 10,000 and more times their size.

_CLUTTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_NO_CONTROLS = re.compile("[\x00-\x1f\x7f]")

DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError,
    struct.error, ValueError, OverflowError, IndexError,
)  # fmt: skip
"""What Python's reader of zip files raises at broken ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a zip: its name with ``/`` below the one top folder, if there is one, and its size."""

    name: str
    size: int
    changed: float
    info: zipfile.ZipInfo


@contextmanager
def opened(path: str) -> Iterator[tuple[zipfile.ZipFile, tuple[Entry, ...]]]:
    """Open the zip file at *path* and give what it holds; raise :class:`ArchiveError` if it is unsound."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise ArchiveError(path, "this is not a file")
        with open(path, "rb") as plain, _archive(path, plain) as archive:
            yield archive, _checked(path, archive.infolist(), os.path.getsize(path))
    except OSError as error:
        reason = f"the zip file cannot be read ({error.strerror or type(error).__name__})"
        raise ArchiveError(path, reason) from error


def _archive(path: str, plain: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(_Sparing(plain))
    except DAMAGED as error:
        raise ArchiveError(path, "this is no zip file, or it is damaged") from error


class _Sparing(io.BufferedReader):
    """A file of which nobody reads more at once than the list of an honest zip takes."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(io.FileIO(file.fileno(), closefd=False))

    def read(self, size: int | None = -1, /) -> bytes:
        """Return *size* bytes, or all that are left; refuse more than any honest list has."""
        wanted = MAX_DIRECTORY + 1 if size is None or size < 0 else size
        if wanted > MAX_DIRECTORY + 1:
            raise zipfile.BadZipFile("a list too long to be read")
        data = super().read(wanted)
        if len(data) > MAX_DIRECTORY:
            raise zipfile.BadZipFile("a list too long to be read")
        return data


def _checked(path: str, infos: list[zipfile.ZipInfo], file_size: int) -> tuple[Entry, ...]:
    """Return the files that *infos* tell of, without the clutter of systems; raise :class:`ArchiveError`."""
    if len(infos) > MAX_ENTRIES:
        raise ArchiveError(path, f"it holds more than {MAX_ENTRIES:,} files")
    if sum(info.compress_size for info in infos) > file_size:
        raise ArchiveError(path, "it says that it holds more than it does")
    seen: set[str] = set()
    folders: set[str] = set()
    named = []
    for info in infos:
        name = _name(path, info)
        if fold(name) in seen:
            raise ArchiveError(path, f"{shown(name)} stands in it twice")
        seen.add(fold(name))
        parts = fold(name).split("/")
        folders.update("/".join(parts[:n]) for n in range(1, len(parts)))
        if info.is_dir():
            continue
        _check_entry(path, name, info)
        if not _CLUTTER.search(name):
            named.append((name, info))
    if folders & {fold(name) for name, _ in named}:
        raise ArchiveError(path, "one name in it is both a file and a folder")
    top = _top([name for name, _ in named])
    return tuple(
        Entry(name.removeprefix(top), info.file_size, _changed(info), info) for name, info in named
    )


def _name(path: str, info: zipfile.ZipInfo) -> str:
    """Return the name of an entry, without the ``/`` of a folder; raise :class:`ArchiveError`."""
    name = info.orig_filename
    if not info.flag_bits & 0x800 and not name.isascii():
        # Some write UTF-8 and do not say so (macOS); whatever else it is, nothing is unpacked by it.
        name = _as_utf8(name)
    bare = name.removesuffix("/")
    parts = bare.split("/")
    is_sound = (
        not _NO_CONTROLS.search(bare)
        and "\\" not in bare
        and not _DRIVE.match(bare)
        and "." not in parts
        and "" not in parts
        and len(parts) <= _DEEPEST
        and all(len(part.encode("utf-8", "replace")) <= _LONGEST for part in parts)
        and to_path(bare, os.sep) is not None
    )
    if not is_sound:
        raise ArchiveError(path, f"the name {shown(name[:200])!r} in it leads elsewhere")
    return bare


def _as_utf8(name: str) -> str:
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _check_entry(path: str, name: str, info: zipfile.ZipInfo) -> None:
    """Raise :class:`ArchiveError` if the file of *info* is none, or would be too large."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise ArchiveError(path, f"{shown(name)} in it is a link or a device, not a file")
    if info.flag_bits & 0x1:
        raise ArchiveError(path, "it is locked with a password; unpack it and open the story")
    if info.compress_type not in _METHODS:
        raise ArchiveError(
            path, f"{shown(name)} in it is packed in a way that Curator does not read"
        )
    if info.file_size > MAX_BYTES:
        raise ArchiveError(path, f"{shown(name)} in it is larger than {MAX_BYTES // 2**20} MB")
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * info.compress_size:
        raise ArchiveError(path, f"{shown(name)} in it is packed tighter than any picture")


def _top(names: list[str]) -> str:
    """Return the folder, with ``/``, in which all of *names* lie; ``""`` if there is none."""
    tops = {name.partition("/")[0] for name in names}
    has_one = len(tops) == 1 and all("/" in name for name in names)
    return f"{tops.pop()}/" if has_one else ""


def _changed(info: zipfile.ZipInfo) -> float:
    """Return when the file of *info* was last changed, in seconds since 1970; 0 if it does not say."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x5455 and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return float(struct.unpack("<i", extra[5:9])[0])
        extra = extra[4 + size :]
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return 0.0
