"""Keeping the versions of stories, listing and reading them; when one is kept is left to whoever saves.

Everything here waits for the disk. Several windows and programs may use one store: whoever writes
holds a lock on the story's folder.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
from platformdirs import user_state_path

from curator.captions.text import clean_line
from curator.errors import ManifestError, VersionUnusable
from curator.manifest.files import Written, fingerprint_of, load_bytes
from curator.manifest.form import FORMAT
from curator.manifest.versions import blobs, index, pruning
from curator.manifest.versions.index import Index, Version
from curator.story import sequence as order
from curator.story.values import Story

LONGEST_NAME = 80
"""Characters of a version's name."""

_PATIENCE = 2.0
# Seconds that are waited for another window that keeps a version of the same story.

_FORGOTTEN = 400 * 24 * 60 * 60
# Seconds after which the versions of a story that is gone go, too: a yearly story finds its own.


class VersionStore:
    """The versions of all stories of an account, by the real path of their manifest."""

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder or user_state_path("curator", appauthor=False) / "versions"
        self._clock = clock
        self._is_tidied = False

    # Keeping

    def keep(self, story: Story, written: Written, previous: str = "") -> Version:
        """Keep what was *written* of *story*, and return its version; the last one if nothing changed.

        *previous* is the path under which the story was open before it was saved. What stood in the
        file before is kept first, should it be a story that is no version yet. Raises
        :class:`VersionUnusable` if the disk refuses.
        """
        path = os.path.realpath(written.path)
        try:
            is_new = not previous or os.path.realpath(previous) != path
            if is_new and written.replaced is None:
                self._set_aside(path)
            with self._locked(path) as home:
                listed = self._listed(home, path, written, os.path.realpath(previous or path))
                listed = self._with_replaced(home, listed, written)
                about = Version(
                    0,
                    round(self._clock()),
                    written.fingerprint,
                    story.title,
                    sum(1 for _ in order.photo_ids(story.sequence)),
                )
                listed = self._with(home, listed, about, written.data)
                self._tidy()
        except OSError as error:
            reason = f"no version of the story was kept ({error.strerror or error})"
            raise VersionUnusable(written.path, reason) from error
        return listed.versions[0]

    def _listed(self, home: Path, path: str, written: Written, previous: str) -> Index:
        """Return the index of the manifest at *path*; if it has none, with the versions it takes over."""
        listed = self._read(home, path)
        if listed.versions:
            return listed
        if previous != path:
            return self._taken_over(home, path, self._home(previous), os.path.dirname(previous))
        if written.replaced is None:
            return listed
        other = self._left_behind(home, fingerprint_of(written.replaced))
        return listed if other is None else self._taken_over(home, path, other, "")

    def _with_replaced(self, home: Path, listed: Index, written: Written) -> Index:
        """Return *listed* with what was in the file before it was written, if that is another story."""
        if written.replaced is None:
            return listed
        digest = fingerprint_of(written.replaced)
        if digest == written.fingerprint or any(v.digest == digest for v in listed.versions[:1]):
            return listed
        about = _about(written.replaced, digest, written.replaced_at)
        return listed if about is None else self._with(home, listed, about, written.replaced)

    def _with(self, home: Path, listed: Index, about: Version, data: bytes) -> Index:
        """Return *listed* with one more version, on the disk, unless it is the newest already."""
        newest = listed.newest
        if newest is not None and newest.digest == about.digest and blobs.is_there(home, newest):
            return listed
        number = max([listed.next_number, *(n + 1 for n, _ in blobs.found(home))])
        size = blobs.write(blobs.place(home, number, about.digest), data)
        new = replace(about, number=number, size=size)
        # Only once the new one is whole on the disk may older ones go.
        whole = [new, *(v for v in listed.versions if blobs.is_there(home, v))]
        after = Index(listed.path, pruning.kept(whole))
        index.write(home, after)
        blobs.tidy(
            home, frozenset(blobs.place(home, v.number, v.digest).name for v in after.versions)
        )
        return after

    # Reading

    def versions(self, path: str, fingerprint: str | None = None) -> tuple[Version, ...]:
        """Return the versions of the manifest at *path*, the newest first.

        If it has none, and *fingerprint* is what the file says now, it takes over those of a
        manifest that is gone and last said the same.
        """
        path = os.path.realpath(path)
        home = self._home(path)
        found = self._read(home, path)
        if found.versions or fingerprint is None:
            return found.versions
        try:
            other = self._left_behind(home, fingerprint)
            if other is None:
                return ()
            with self._locked(path) as home:
                return self._taken_over(home, path, other, "").versions
        except OSError:
            return ()  # The disk does not take them; they stay where they are.

    def read(self, path: str, version: Version) -> bytes:
        """Return the manifest at *path* as it was; raise :class:`VersionUnusable` unless it is whole."""
        home = self._home(os.path.realpath(path))
        data = blobs.read(blobs.place(home, version.number, version.digest), version.digest)
        if data is None:
            raise VersionUnusable(path, "this version is not there any more, or is damaged")
        return data

    def load(self, path: str, version: Version) -> Story:
        """Return the story at *path* as it was; raise :class:`ManifestError` unless it is sound."""
        folder = version.folder or os.path.dirname(os.path.abspath(path))
        return load_bytes(self.read(path, version), path, folder).story

    def story_of(self, path: str, fingerprint: str) -> Story | None:
        """Return the version of the manifest at *path* that has *fingerprint*; ``None`` if none is to be had."""
        with suppress(ManifestError, OSError):
            for version in self.versions(path):
                if version.digest == fingerprint:
                    return self.load(path, version)
        return None

    # Names

    def rename(self, path: str, number: int, name: str) -> Version:
        """Give a version a *name*, ``""`` to take it away; raise :class:`VersionUnusable` if it is gone."""
        name = clean_line(name).strip()[:LONGEST_NAME]
        real = os.path.realpath(path)
        try:
            with self._locked(real) as home:
                listed = self._read(home, real)
                named = tuple(
                    replace(v, name=name) if v.number == number else v for v in listed.versions
                )
                found = next((v for v in named if v.number == number), None)
                if found is None:
                    raise VersionUnusable(path, "this version is not there any more")
                index.write(home, Index(real, named))
        except OSError as error:
            reason = f"the version was not named ({error.strerror or error})"
            raise VersionUnusable(path, reason) from error
        return found

    # Parts

    def forget(self, path: str) -> None:
        """Forget all versions of the manifest at *path*; raise :class:`VersionUnusable` if the disk refuses."""
        home = self._home(os.path.realpath(path))
        try:
            with suppress(FileNotFoundError):
                shutil.rmtree(home)
        except OSError as error:
            reason = f"its versions could not be forgotten ({error.strerror or error})"
            raise VersionUnusable(path, reason) from error

    def _home(self, path: str) -> Path:
        return self._folder / hashlib.sha256(os.fsencode(path)).hexdigest()[:32]

    @contextmanager
    def _locked(self, path: str) -> Iterator[Path]:
        """Hold the lock on the folder of the manifest at *path*; raise :class:`OSError` if it is taken."""
        home = self._home(path)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _wait_for(handle)
            yield home
        finally:
            os.close(handle)

    def _read(self, home: Path, path: str) -> Index:
        """Return the index in *home*; if it is damaged, one made anew of the versions that lie there."""
        listed = index.read(home)
        if listed is not None:
            return replace(listed, path=path)
        found = []
        for number, file in blobs.found(home):
            data = blobs.read(file)
            about = data and _about(data, fingerprint_of(data), file.stat().st_mtime)
            if about:
                found.append(replace(about, number=number, size=file.stat().st_size))
        return Index(path, index.newest_first(found))

    def _left_behind(self, home: Path, fingerprint: str) -> Path | None:
        """Return the versions, not those in *home*, of a manifest that is gone and last said the same."""
        for other in self._homes():
            listed = index.read(other) if other != home else None
            if listed is None or listed.newest is None or listed.newest.digest != fingerprint:
                continue
            is_aside = other != self._home(listed.path)
            if is_aside or not os.path.lexists(listed.path):
                return other
        return None

    def _homes(self) -> list[Path]:
        try:
            return sorted(self._folder.iterdir())
        except FileNotFoundError:
            return []

    def _taken_over(self, home: Path, path: str, other: Path, folder: str) -> Index:
        """Return the versions of *other*, linked into *home*; photos stay named from *folder*."""
        listed = index.read(other)
        if listed is None or not listed.versions:
            return Index(path)
        whole = [v for v in listed.versions if blobs.is_there(other, v)]
        for version in whole:
            source, target = (blobs.place(p, version.number, version.digest) for p in (other, home))
            blobs.link(source, target)
        taken = Index(path, tuple(replace(v, folder=v.folder or folder) for v in whole))
        index.write(home, taken)
        return taken

    def _set_aside(self, path: str) -> None:
        """Let go of the versions of a manifest that stood at *path* and is gone: another one comes there."""
        home = self._home(path)
        if index.read(home) is not None:
            home.rename(home.with_name(f"{home.name}-{secrets.token_hex(4)}"))

    def _tidy(self) -> None:
        """Remove, once in a while, the versions of stories that are long gone."""
        if self._is_tidied:
            return
        self._is_tidied = True
        for home in self._homes():
            listed = index.read(home)
            if listed is None or (home == self._home(listed.path) and os.path.lexists(listed.path)):
                continue
            with suppress(OSError):
                if self._clock() - (home / index.NAME).stat().st_mtime > _FORGOTTEN:
                    shutil.rmtree(home)


def _wait_for(handle: int) -> None:
    """Take the lock on *handle*; raise :class:`OSError` if somebody else keeps it."""
    try:
        import fcntl
    except ImportError:
        return  # Windows: the index is replaced whole, so that the worst is one version unlisted.
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _about(data: bytes, digest: str, saved_at: float) -> Version | None:
    """Return a version that tells of the manifest *data*; ``None`` if it is no story of ours."""
    try:
        values: Any = orjson.loads(data)
    except orjson.JSONDecodeError:
        try:
            values = json.loads(data)
        except (ValueError, RecursionError):
            return None
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        return None
    title, blocks = values.get("title", ""), values.get("sequence", [])
    photos = 0
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict):
            group = block.get("photos")
            photos += len(group) if isinstance(group, list) else "photo" in block
    return Version(0, round(saved_at), digest, title if isinstance(title, str) else "", photos)
