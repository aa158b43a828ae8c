"""Which process of the account has which manifest open, and messages between them; windows are left to the caller.

A claim is a lock on a file in a folder of the account: never beside the story, and the system lets go of it
when the process ends, however it ends. Messages go through pipes in the same folder, so that there is no
socket, and no process that is gone can be written to. Between machines there are no claims: there the
fingerprint decides at each save. Windows has neither such locks nor such pipes; every claim is granted there.
"""

import errno
import hashlib
import os
import re
import select
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_state_path

_PATIENCE = 1.5
# Seconds that an answer is waited for: a window that is alive answers in a few hundredths.

_MESSAGE = re.compile(rb"(show|yield) ([0-9a-f]{32}) ([0-9a-f]{16})\n")
_MOST = 4096
# Bytes read at once: a pipe takes as many as one piece, whoever else writes.

_TRIES = 20
# Times a lock is tried whose file somebody takes away at that very moment.


class Wish(StrEnum):
    """What one process asks of another that has a manifest open."""

    SHOW = "show"
    """Bring up the window that has it."""
    YIELD = "yield"
    """Let go of it: another window takes it over."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish that came in, for the manifest with *key* (see :func:`key_of`); ``answer_to`` tells who asks."""

    wish: Wish
    key: str
    answer_to: str


def key_of(path: str) -> str:
    """Return what names the manifest at *path* in the folder of claims: no part of the path can be told from it."""
    real = os.fsencode(os.path.realpath(path))
    return hashlib.sha256(real).hexdigest()[:32]


@dataclass(slots=True)
class _Claim:
    """A lock that is held, and by how many windows of this process."""

    handle: int
    holders: int = 1


class Claims:
    """The claims of this process; safe to use from several threads, and never an obstacle.

    Where the folder cannot be written, every claim is granted and no wish arrives.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_state_path("curator", appauthor=False) / "open"
        self._name = os.urandom(8).hex()
        self._held: dict[str, _Claim] = {}
        self._guard = threading.Lock()
        self._door: int | None = None

    # ---- claims

    def take(self, path: str) -> bool:
        """Claim the manifest at *path*; return whether no other process has it.

        Each window of this process that claims it gives it up once.
        """
        key = key_of(path)
        with self._guard:
            if key in self._held:
                self._held[key].holders += 1
                return True
            try:
                handle = self._lock(key)
            except (ImportError, OSError):
                return True
            if handle is None:
                return False
            self._held[key] = _Claim(handle)
            return True

    def let_go(self, path: str) -> None:
        """Give the claim on the manifest at *path* up."""
        key = key_of(path)
        with self._guard:
            claim = self._held.get(key)
            if claim is None:
                return
            claim.holders -= 1
            if not claim.holders:
                del self._held[key]
                self._unlock(key, claim.handle)

    def is_elsewhere(self, path: str) -> bool:
        """Say whether another process has the manifest at *path* open."""
        key = key_of(path)
        with self._guard:
            if key in self._held or not self._lock_file(key).exists():
                return False
            try:
                handle = self._lock(key)
            except (ImportError, OSError):
                return False
            if handle is None:
                return True
            self._unlock(key, handle)
            return False

    def take_over(self, path: str) -> bool:
        """Claim the manifest at *path* although another process has it; return whether that one answered.

        One that does not answer, since it hangs, finds the wish when it goes on.
        """
        has_answered = self.ask(path, Wish.YIELD)
        if not self.take(path):
            with suppress(OSError):
                self._lock_file(key_of(path)).unlink()
            self.take(path)
        return has_answered

    def _lock_file(self, key: str) -> Path:
        return self._folder / f"{key}.lock"

    def _lock(self, key: str) -> int | None:
        """Return a handle that holds the lock of *key*, ``None`` if somebody else does."""
        import fcntl

        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._lock_file(key)
        for _ in range(_TRIES):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _is_at(handle, path):  # Else whoever had it took it away just now.
                    os.ftruncate(handle, 0)
                    os.write(handle, self._name.encode("ascii"))
                    return handle
            except BlockingIOError:
                os.close(handle)
                return None
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)
        raise OSError(errno.EAGAIN, "the lock cannot be had")

    def _unlock(self, key: str, handle: int) -> None:
        with suppress(OSError):
            if _is_at(handle, self._lock_file(key)):  # Else another process took over.
                self._lock_file(key).unlink()
        os.close(handle)

    # ---- wishes

    def open_door(self) -> int | None:
        """Let wishes in, and return the handle that can be read when one has come; ``None`` if none can."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep()
            path = self._pipe(self._name)
            os.mkfifo(path, 0o600)
            # Also for writing: else it is at its end, and so readable, whenever nobody writes.
            self._door = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        except (AttributeError, OSError):
            return None
        return self._door

    def close(self) -> None:
        """Let nothing in any more, and give all claims up."""
        if self._door is not None:
            os.close(self._door)
            self._door = None
            with suppress(OSError):
                self._pipe(self._name).unlink()
        with self._guard:
            for key, claim in self._held.items():
                self._unlock(key, claim.handle)
            self._held.clear()

    def wishes(self) -> list[Asked]:
        """Return the wishes that came in, without waiting; what is none is passed over."""
        if self._door is None:
            return []
        try:
            data = os.read(self._door, _MOST)
        except BlockingIOError:
            return []
        found = map(_MESSAGE.fullmatch, data.splitlines(keepends=True))
        parts = [match.groups() for match in found if match is not None]
        return [Asked(Wish(w.decode()), key.decode(), who.decode()) for w, key, who in parts]

    def answer(self, asked: Asked) -> None:
        """Tell whoever *asked* that it is done."""
        with suppress(OSError):
            _write(self._pipe(asked.answer_to), b"done\n")

    def ask(self, path: str, wish: Wish) -> bool:
        """Ask the process that has the manifest at *path* open; return whether it says that it is done.

        Waits for at most 1.5 seconds.
        """
        key, who = key_of(path), os.urandom(8).hex()
        with suppress(AttributeError, OSError), self._answer_pipe(who) as pipe:
            holder = self._lock_file(key).read_text("ascii", "replace")[:64]
            if not re.fullmatch("[0-9a-f]{16}", holder):
                return False
            _write(self._pipe(holder), f"{wish} {key} {who}\n".encode("ascii"))
            return bool(select.select([pipe], [], [], _PATIENCE)[0])
        return False

    @contextmanager
    def _answer_pipe(self, name: str) -> Iterator[int]:
        path = self._pipe(name)
        os.mkfifo(path, 0o600)
        try:
            handle = os.open(path, os.O_RDWR | os.O_NONBLOCK)
            try:
                yield handle
            finally:
                os.close(handle)
        finally:
            path.unlink()

    def _pipe(self, name: str) -> Path:
        return self._folder / f"{name}.pipe"

    def _sweep(self) -> None:
        """Take away the pipes of processes that are no more."""
        for path in self._folder.glob("*.pipe"):
            with suppress(OSError):
                try:
                    os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW))
                except OSError as error:
                    if error.errno == errno.ENXIO:  # Nobody reads it.
                        path.unlink()


def _write(path: Path, message: bytes) -> None:
    """Write to a pipe that somebody reads, or raise :class:`OSError`."""
    handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            os.write(handle, message)
    finally:
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    """Say whether the file of *handle* is the one at *path*."""
    try:
        there = os.stat(path, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(handle), there)
