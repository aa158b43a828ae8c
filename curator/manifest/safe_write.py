"""Replacing a file whole: written beside, flushed, renamed; what the bytes mean is left to the caller.

The order of the calls was measured, not guessed: only a new file beside, flushed, put in place by
one rename, with the folder flushed after it, keeps old or new through kills and power cuts.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_PREFIX = ".curator-"

_PATIENCE = 2.0
# Seconds that a save waits for another one in the same folder: far longer than one takes. Whoever keeps
# the folder for longer is not saving, and must not keep anybody from it.


class Unflushed(OSError):
    """The new file is whole and in place, but the disk would not say that it stays there."""


def write(path: str, data: bytes, is_settled: Callable[[], None] | None = None) -> None:
    """Replace the file at *path* by *data*, or raise :class:`OSError` and leave it as it was.

    A link is followed, the mode of an existing file kept, one that is read-only refused. Folders
    are never made. Where the new file is in place, but may not outlive a power cut, the error is
    :class:`Unflushed`. *is_settled* is called when the new file is whole, before it takes the place of
    the old one, and may raise instead.
    """
    with writing(path, is_settled) as put:
        put(data)


@contextmanager
def alone(path: str) -> Iterator[None]:
    """Keep other savers of this machine from the folder of *path*, as far as its file system can.

    So nobody writes between looking at a file and replacing it. The folder itself is locked: nothing is
    left in it, and the lock ends with the process. Where that cannot be had, it is done without.
    """
    handle = None
    with suppress(ImportError, OSError):  # Windows has no such locks, nor have some file systems.
        import fcntl

        handle = os.open(os.path.dirname(os.path.realpath(path)), os.O_RDONLY)
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    break
                time.sleep(0.01)
    try:
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                os.close(handle)


@contextmanager
def writing(
    path: str, is_settled: Callable[[], None] | None = None
) -> Iterator[Callable[[bytes], None]]:
    """Give a function that takes the new bytes of the file at *path* bit by bit, then replace it.

    The file is as it was until the end, and stays so if an error or anything else ends it before;
    *is_settled* is called at the last moment and may raise. Raises :class:`OSError` and treats links,
    modes and folders as :func:`write` does.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    mode = _writable_mode(target)
    beside = os.path.join(folder, f"{_PREFIX}{os.urandom(8).hex()}.tmp")
    flags = (
        os.O_WRONLY
        | os.O_CREAT
        | os.O_EXCL
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_BINARY", 0)
    )
    handle = os.open(beside, flags, 0o666)
    try:
        try:
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            yield lambda data: _write_all(handle, data, os.write)
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_settled is not None:
            is_settled()
        os.replace(beside, target)
    except BaseException:
        _remove(beside)
        raise
    try:
        _flush_folder(folder)
    except OSError as error:
        raise Unflushed(*error.args) from error


def why_not_writable(path: str) -> str:
    """Return why the file at *path*, which is there, could not be replaced now; ``""`` if nothing is known."""
    target = os.path.realpath(path)
    try:
        _writable_mode(target)
    except OSError as error:
        return error.strerror or "it cannot be written"
    if not os.access(os.path.dirname(target), os.W_OK):
        return "its folder is read-only"
    return ""


def _writable_mode(target: str) -> int | None:
    """Return the mode of the file at *target*, ``None`` if there is none; refuse what is not for writing."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "this is not a file", target)
    if not os.access(target, os.W_OK) or not status.st_mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only", target)
    return stat.S_IMODE(status.st_mode)


def _write_all(
    handle: int, data: bytes, write_some: Callable[[int, bytes | memoryview], int]
) -> None:
    """Write all of *data*: a full disk may take a part without an error."""
    left = memoryview(data)
    while left:
        left = left[write_some(handle, left) :]


def _flush_folder(folder: str) -> None:
    if os.name != "posix":
        return  # Windows flushes the rename itself and opens no folders.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # Some network file systems cannot flush a folder.
            raise
    finally:
        os.close(handle)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return  # The error under way says more.
