"""A disk that refuses: at one call of all that are made, from that call on, or when it is full to the byte.

Calls are counted wherever Python makes one for a path below a folder or for a file opened there: those of
``os``, and the reads, writes and closings of files that ``open`` gives. What is outside the folder, such
as the photos of a story and Python's own modules, is left in peace.
"""

import builtins
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

_BY_PATH = (
    "open", "stat", "lstat", "access", "listdir", "scandir", "mkdir", "rmdir", "unlink", "rename",
    "replace", "link", "symlink", "chmod", "utime",
)  # fmt: skip
_BY_HANDLE = ("write", "read", "fsync", "fchmod", "fstat", "close", "sendfile")
_WRITING = frozenset({"write", "sendfile"})
_ENDLESS = 10_000
# Calls after which something goes round in circles.


class Disk:
    """What the disk below *root* does: call number *at* (from 1) fails with *error*, or it is full.

    With *for_good* every call from there on fails, apart from those that only look. With *room* it takes
    so many bytes, the last piece short as a real disk does, then says *error*. ``calls`` names each call
    that was made, ``failed`` says whether one was refused.
    """

    def __init__(
        self,
        root: Path,
        error: int,
        *,
        at: int = 0,
        for_good: bool = False,
        room: int | None = None,
        short: bool = False,
    ) -> None:
        self.root = os.path.realpath(root)
        self.error, self.at, self.for_good, self.room, self.short = error, at, for_good, room, short
        self.calls: list[str] = []
        self.failed = False
        self._handles: set[int] = set()
        self._lock = threading.Lock()

    def is_ours(self, path: object) -> bool:
        """Say whether *path* is on this disk; a file handle is if it was opened here."""
        if isinstance(path, int):
            return path in self._handles
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        full = os.path.abspath(os.fsdecode(path))
        return full == self.root or full.startswith(self.root + os.sep)

    def refuse(self, name: str, path: object = None) -> None:
        """Count a call of *name*; raise :class:`OSError` if it is one that fails."""
        with self._lock:
            self.calls.append(name)
            number = len(self.calls)
            if number > _ENDLESS:
                raise RuntimeError("there is no end to the calls")
            is_due = number == self.at or (self.for_good and 0 < self.at <= number)
            if is_due:
                self.failed = True
                raise OSError(self.error, os.strerror(self.error), path)

    def taken(self, size: int) -> int:
        """Return how many of *size* bytes the disk takes now; raise :class:`OSError` if none."""
        with self._lock:
            if self.room is not None:
                if not self.room and size:
                    self.failed = True
                    raise OSError(self.error, os.strerror(self.error))
                size = min(size, self.room)
                self.room -= size
            elif self.short:
                size = min(size, 1 + size // 2)
        return size

    def opened(self, handle: int) -> int:
        """Remember that *handle* is a file of this disk, and return it."""
        self._handles.add(handle)
        return handle

    def closed(self, handle: int) -> None:
        """Forget *handle*."""
        self._handles.discard(handle)


def _by_path(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        is_inside = any(
            named.get(key) is not None for key in ("dir_fd", "src_dir_fd", "dst_dir_fd")
        )
        first = arguments[0] if arguments else named.get("path")
        others = arguments[1:2] if name in ("rename", "replace", "link", "symlink") else ()
        if not is_inside and not any(map(disk.is_ours, (first, *others))):
            return real(*arguments, **named)
        disk.refuse(name, first)
        made = real(*arguments, **named)
        return disk.opened(made) if name == "open" else made

    return call


def _by_handle(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        if not disk.is_ours(arguments[0]):
            return real(*arguments, **named)
        if name == "close":  # The handle is gone even where closing it reports an error.
            disk.closed(arguments[0])
            real(*arguments)
            disk.refuse(name)
            return None
        disk.refuse(name)
        if name == "write":
            return real(arguments[0], memoryview(arguments[1])[: disk.taken(len(arguments[1]))])
        if name == "sendfile":
            size = disk.taken(os.stat(arguments[1]).st_size - arguments[2])
            return real(*arguments[:3], min(arguments[3], size))
        return real(*arguments, **named)

    return call


class _File(io.FileIO):
    """A file of the disk, opened by ``open``: its buffer calls these."""

    disk: Disk

    def write(self, data: Any) -> int:
        """Write as much as the disk takes."""
        self.disk.refuse("write")
        with memoryview(data) as whole:
            return super().write(whole[: self.disk.taken(whole.nbytes)])

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        self.disk.refuse("read")
        return super().readinto(buffer)

    def readall(self) -> bytes:
        """Read all that is left."""
        self.disk.refuse("read")
        return super().readall()

    def close(self) -> None:
        """Close the file, once."""
        if self.closed:
            return
        handle = self.fileno()
        super().close()
        self.disk.closed(handle)
        self.disk.refuse("close")


def _opener(disk: Disk, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
        if isinstance(file, int) or not disk.is_ours(file):
            return real(file, mode, buffering, *more, **named)
        disk.refuse("open", file)
        raw = _File(file, mode.replace("b", "").replace("t", ""))
        raw.disk = disk
        disk.opened(raw.fileno())
        if buffering == 0:
            return raw
        kind = io.BufferedRandom if "+" in mode else io.BufferedReader if "r" in mode else None
        buffered = (kind or io.BufferedWriter)(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *more, **named)

    return call


@contextmanager
def refusing(disk: Disk) -> Iterator[Disk]:
    """Put *disk* in place of the real one, for what lies below its root."""
    with ExitStack() as stack:
        for name in _BY_PATH:
            stack.enter_context(
                mock.patch.object(os, name, _by_path(disk, name, getattr(os, name)))
            )
        for name in _BY_HANDLE:
            stack.enter_context(
                mock.patch.object(os, name, _by_handle(disk, name, getattr(os, name)))
            )
        opener = _opener(disk, builtins.open)
        stack.enter_context(mock.patch.object(builtins, "open", opener))
        stack.enter_context(mock.patch.object(io, "open", opener))
        yield disk
