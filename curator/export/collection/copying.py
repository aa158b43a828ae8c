"""Files copied byte for byte: read once, held against what arrived; where they go is left to the caller."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from typing import BinaryIO

from curator.errors import PhotoError

_CHUNK = 1024 * 1024

_BREATH = 16
# Chunks between two steps: stopping takes effect within a fraction of a second, also in a file of 500 MB.

_IN_MEMORY = 64 * 1024 * 1024
# Bytes of a file up to which it waits in memory for its place in a zip; larger ones wait on the disk.

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
# Without waiting, should a pipe have taken the place of the picture.


@dataclass(frozen=True, slots=True)
class Copied:
    """A file as it was copied: the SHA-256 of its bytes, how many, and when it was last changed."""

    digest: str
    size: int
    changed_ns: int


def copy_bytes(source: str, target: BinaryIO) -> Generator[None, None, Copied]:
    """Copy the file at *source* into *target*, pausing now and then; return what it was.

    Raises :class:`PhotoError` if it cannot be read whole, and :class:`OSError` if *target* refuses.
    """
    try:
        handle = os.open(source, _FLAGS)
    except OSError as error:
        raise PhotoError(source, _why_unread(error)) from error
    with open(handle, "rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise PhotoError(source, "this is not a file")
        digest, size, chunks = hashlib.sha256(), 0, 0
        while chunk := _read(file, source):
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            chunks += 1
            if chunks % _BREATH == 0:
                yield
        after = os.fstat(file.fileno())
    if (after.st_size, after.st_mtime_ns) != (size, before.st_mtime_ns):
        raise PhotoError(source, "it was changed while it was copied")
    return Copied(digest.hexdigest(), size, after.st_mtime_ns)


def _read(file: BinaryIO, source: str) -> bytes:
    try:
        return file.read(_CHUNK)
    except OSError as error:
        raise PhotoError(source, _why_unread(error)) from error


def copy_file(source: str, target: str) -> Generator[None, None, Copied]:
    """Copy the file at *source* to a new one at *target*, with its time; return what it was.

    It is on the disk, and reads back as it was, when this ends. Raises as :func:`copy_bytes`, with
    nothing left at *target*.
    """
    with open(target, "xb") as file:
        try:
            copied = yield from copy_bytes(source, file)
            file.flush()
            os.fsync(file.fileno())
            _check(target, copied)
        except BaseException:
            os.unlink(target)
            raise
    os.utime(target, ns=(copied.changed_ns, copied.changed_ns))
    return copied


def _check(path: str, copied: Copied) -> None:
    """Raise :class:`OSError` unless the file at *path* reads as it was *copied*."""
    with open(path, "rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != copied.digest:
            raise OSError(errno.EIO, "the disk does not keep what is written to it", path)


def waiting_room(folder: str) -> "tempfile.SpooledTemporaryFile[bytes]":
    """Return a place for one file that has to be read whole before it is known to be sound."""
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=folder)


def _why_unread(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is not there any more"
    if isinstance(error, PermissionError):
        return "you have no permission to read this file"
    return f"the file cannot be read ({error.strerror or type(error).__name__})"
