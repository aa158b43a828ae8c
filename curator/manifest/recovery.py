"""Unsaved work put aside apart from the user's file, and found again after a crash; when is left to the window.

One window keeps one snapshot: the whole story as JSON, replaced whole, in a folder of the account
that nobody else may read. A lock that the system lets go of when a process ends, however it ends,
tells the snapshots of the dead from those of windows still open.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from curator.errors import ManifestError, ManifestNotWritten
from curator.manifest import safe_write
from curator.manifest.files import load_bytes, to_bytes
from curator.story.values import Story

_HEAD = b'{"format": "curator-recovery", "version": 1, "of": '
_ROOT = os.path.abspath(os.sep)
# Snapshots name photos from the root of the disk: they lie in no story's folder.


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work that a window left behind: its story, the manifest it belongs to and that one's fingerprint.

    ``path`` is ``""`` for a story never saved. ``snapshot`` is the file it was found in.
    """

    story: Story
    path: str
    fingerprint: str | None
    snapshot: Path


class RecoveryStore:
    """The snapshot of one window, and the way to those of windows that ended badly."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_state_path("curator", appauthor=False) / "recovery"
        self._key = os.urandom(8).hex()
        self._lock: int | None = None

    @property
    def account(self) -> Path:
        """The folder of the account for what Curator keeps by itself; snapshots lie in one below it."""
        return self._folder.parent

    def keep(self, story: Story, path: str, fingerprint: str | None) -> None:
        """Put *story* aside in place of what this window put aside before.

        Raises :class:`ManifestNotWritten` if the disk refuses.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._lock is None:
                self._lock = _take_lock(self._snapshot.with_suffix(".lock"))
            about = json.dumps({"path": path, "fingerprint": fingerprint}).encode("ascii")
            data = _HEAD + about + b"}\n" + to_bytes(story, _ROOT)
            safe_write.write(str(self._snapshot), data)
        except OSError as error:
            reason = f"unsaved work could not be put aside ({error.strerror})"
            raise ManifestNotWritten(self._folder, reason) from error

    def drop(self) -> None:
        """Forget what this window put aside: it is saved, or given up by choice."""
        with suppress(OSError):
            self._snapshot.unlink()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            with suppress(OSError):
                self._snapshot.with_suffix(".lock").unlink()

    def found(self) -> Iterator[Recovered]:
        """Yield what windows left behind that are no more, the latest first."""
        with suppress(OSError):
            kept = sorted(self._folder.glob("*.json"), key=os.path.getmtime, reverse=True)
            for snapshot in kept:
                if snapshot != self._snapshot and _is_left_behind(snapshot.with_suffix(".lock")):
                    with suppress(ManifestError, OSError, ValueError, KeyError):
                        yield _read(snapshot)

    @staticmethod
    def discard(recovered: Recovered) -> None:
        """Forget what was found, once it is restored or not wanted."""
        for path in (recovered.snapshot, recovered.snapshot.with_suffix(".lock")):
            with suppress(OSError):
                path.unlink()

    @property
    def _snapshot(self) -> Path:
        return self._folder / f"{self._key}.json"


def _read(snapshot: Path) -> Recovered:
    head, _, data = snapshot.read_bytes().partition(b"\n")
    about: dict[str, Any] = json.loads(head)["of"]
    opened = load_bytes(data, str(snapshot), _ROOT)
    return Recovered(opened.story, str(about["path"]), about["fingerprint"], snapshot)


def _take_lock(path: Path) -> int:
    """Return a handle that holds a lock on *path* as long as this process lives."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    _lock(handle)
    return handle


def _is_left_behind(path: Path) -> bool:
    """Say whether nobody holds the lock at *path* any more."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return True
    try:
        return _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: snapshots of open windows are offered, too; none is harmed.
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
