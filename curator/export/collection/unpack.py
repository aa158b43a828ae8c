"""A story taken out of a zip file with its photos, into a folder of its own: built aside, put in place by one rename.

Which zip files are unsound is left to ``entries``. Of a sound one comes out: its one story, and what
that names and is what it should be, pictures and their sidecars. What else it holds stays in it.
"""

import os
import shutil
import zipfile
import zlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

import orjson

from curator.errors import ArchiveError, ManifestTooNew, ManifestUnreadable, shown
from curator.export import folder as folders
from curator.export import refusals
from curator.export.collection import listing
from curator.export.collection.entries import DAMAGED, Entry, opened
from curator.export.collection.naming import fold
from curator.export.collection.steps import Progress, Unpacked
from curator.manifest.files import load_bytes
from curator.photos.formats import HEAD_BYTES, sniff
from curator.story.values import Story

Steps = Generator[Progress | Unpacked, None, None]

MAX_STORY = 64 * 1024 * 1024
"""Bytes of a manifest in a zip file; 10,000 photos take about 12 MB."""

_MOST_CANDIDATES = 20
# Files at the top of a zip that may be the story: each is read whole.

_MAX_SIDECAR = 16 * 1024 * 1024
_ROOM = 4 * 1024 * 1024
_CHUNK = 1024 * 1024


def unpack(path: str, target: str) -> Steps:
    """Take the story out of the zip file at *path* into the folder *target*: :class:`Progress`, then :class:`Unpacked`.

    *target* is made, or is an empty folder; it appears whole at the very end, and closing the
    generator before, or any error, leaves nothing. Raises :class:`ArchiveError`, and
    :class:`ManifestError` if the story in it is damaged or too new.
    """
    path, target = os.path.abspath(path), os.path.abspath(target)
    _check_target(target)
    folders.tidy(target)
    with opened(path) as (archive, entries):
        try:
            yield from _Unpacking(path, target, archive, entries).steps()
        except (*DAMAGED, zlib.error) as error:
            raise ArchiveError(path, "the zip file is damaged; nothing was unpacked") from error


def _check_target(target: str) -> None:
    if os.path.islink(target) or (os.path.lexists(target) and not os.path.isdir(target)):
        raise ArchiveError(target, "this is not a folder; choose a new one")
    if os.path.isdir(target) and os.listdir(target):
        raise ArchiveError(target, "there are files in this folder already; choose a new one")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file to be taken out: its entry, and where it goes below the folder."""

    entry: Entry
    name: str
    is_sidecar: bool = False


class _Unpacking:
    """One zip file while its story is taken out."""

    def __init__(
        self, path: str, target: str, archive: zipfile.ZipFile, entries: tuple[Entry, ...]
    ) -> None:
        self._path, self._target = path, target
        self._archive, self._entries = archive, entries
        self._by_name = {fold(entry.name): entry for entry in entries}
        self._left: list[str] = []

    def steps(self) -> Steps:
        """Do everything in order, yielding after each step."""
        manifest, data = self._manifest()
        story = load_bytes(data, self._path, self._target).story
        wanted, missing = self._wanted(story)
        self._check_room(len(data) + sum(item.entry.size for item in wanted))
        taken = {id(item.entry) for item in wanted} | {id(manifest)}
        self._left = [
            shown(entry.name)
            for entry in self._entries
            if id(entry) not in taken and entry.name != listing.NAME
        ]
        try:
            with folders.sibling(self._target) as work:
                yield from self._taken_out(work, wanted)
                folders.write_file(work, manifest.name, data)
                _check_target(self._target)
                folders.swap_in(work, self._target)
        except OSError as error:
            raise ArchiveError(self._target, _refusal(error)) from error
        yield Unpacked(
            folder=self._target,
            story=os.path.join(self._target, manifest.name),
            files=len(wanted) + 1,
            missing=missing,
            left=tuple(self._left),
        )

    def _manifest(self) -> tuple[Entry, bytes]:
        """Return the one story at the top of the zip file, and its bytes."""
        candidates = [
            entry
            for entry in self._entries
            if "/" not in entry.name
            and entry.name.lower().endswith(".json")
            and entry.name != listing.NAME
        ]
        if len(candidates) > _MOST_CANDIDATES:
            raise ArchiveError(self._path, "it holds too many files that may be the story")
        found = [(entry, data) for entry in candidates if (data := self._story_bytes(entry))]
        if len(found) == 1:
            return found[0]
        if found:
            reason = f"it holds {len(found)} stories; unpack it and open one of them"
            raise ArchiveError(self._path, reason)
        raise ArchiveError(self._path, "there is no story in this zip file")

    def _story_bytes(self, entry: Entry) -> bytes:
        """Return what *entry* holds if that is a story of ours, sound or not, else nothing."""
        if entry.size > MAX_STORY:
            return b""
        data = self._archive.read(entry.info)
        try:
            load_bytes(data, self._path, self._target)
        except ManifestTooNew:
            return data
        except ManifestUnreadable:
            return data if _claims_to_be_ours(data) else b""
        return data

    def _wanted(self, story: Story) -> tuple[list[_Wanted], tuple[str, ...]]:
        """Return what of the zip file belongs to *story*, and the names of photos that it lacks."""
        found: dict[str, _Wanted] = {}
        missing = []
        inside = os.path.join(self._target, "")
        for photo in story.photos.values():
            for file in filter(None, (photo.file, photo.raw)):
                name = (
                    file.removeprefix(inside).replace(os.sep, "/")
                    if file.startswith(inside)
                    else ""
                )
                entry = self._by_name.get(fold(name)) if name else None
                if entry is not None:
                    found.setdefault(fold(name), _Wanted(entry, name))
                elif file == photo.file:
                    missing.append(shown(os.path.basename(file)))
            if not photo.file:
                missing.append(shown(photo.file_name))
        for item in list(found.values()):
            for sidecar in self._sidecars(item.name):
                found.setdefault(fold(sidecar.name), sidecar)
        return list(found.values()), tuple(missing)

    def _sidecars(self, name: str) -> Iterator[_Wanted]:
        """Yield the sidecars of the picture called *name* that the zip file holds."""
        for stem in (name, os.path.splitext(name)[0]):
            entry = self._by_name.get(fold(f"{stem}.xmp"))
            if entry is not None and entry.size <= _MAX_SIDECAR:
                yield _Wanted(entry, stem + entry.name[-4:], is_sidecar=True)

    def _check_room(self, needed: int) -> None:
        above = os.path.dirname(self._target)
        while not os.path.isdir(above):
            above = os.path.dirname(above)
        usage = shutil.disk_usage(above)
        if usage.total and usage.free < needed + _ROOM:
            reason = (
                f"the disk has {usage.free / 1e6:,.0f} MB free, and the story takes "
                f"{(needed + _ROOM) / 1e6:,.0f} MB; nothing was unpacked"
            )
            raise ArchiveError(self._target, reason)

    def _taken_out(self, work: str, wanted: Sequence[_Wanted]) -> Iterator[Progress]:
        """Write the files *wanted* into the folder *work*, pictures only if they are some."""
        for done, item in enumerate(wanted):
            yield Progress(done, len(wanted), shown(os.path.basename(item.name)))
            place = os.path.join(work, *item.name.split("/"))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with self._archive.open(item.entry.info) as source:
                head = source.read(_CHUNK)
                kind = sniff(head[:HEAD_BYTES], item.name)
                if not item.is_sidecar and (kind is None or not kind.is_readable):
                    self._left.append(f"{shown(item.name)}: this is not a picture")
                    continue
                with open(place, "xb") as file:
                    while head:
                        file.write(head)
                        head = source.read(_CHUNK)
                        yield Progress(done, len(wanted), shown(os.path.basename(item.name)))
                    file.flush()
                    os.fsync(file.fileno())
            if item.entry.changed > 0:
                os.utime(place, (item.entry.changed, item.entry.changed))


def _claims_to_be_ours(data: bytes) -> bool:
    try:
        values = orjson.loads(data)
    except orjson.JSONDecodeError:
        return b'"curator-story"' in data[:200]
    return isinstance(values, dict) and values.get("format") == "curator-story"


def _refusal(error: OSError) -> str:
    return f"the story cannot be unpacked here: {refusals.said(error)}; nothing was changed"
