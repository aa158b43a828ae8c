"""Photos of a story outside its folder: which ones this account added itself, and which it must first be asked about.

A manifest may come from anybody and name any picture of this machine. What the account added by itself is
remembered, as digests of paths in a folder that nobody else may read: a list of paths would tell where
somebody keeps what. Everything else outside is held back as files that Curator refuses are, so that nothing
looks at it, and a save writes back what the manifest said.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from platformdirs import user_state_path

from curator.manifest import safe_write
from curator.manifest.files import Opened
from curator.manifest.paths import Folder, to_path
from curator.story.edits import Edit, EditKind
from curator.story.values import Photo, PhotoId, Story

_RAW = "raw"
# The key of the raw file in a manifest.

_FEW = 100
# Photos in a folder up to which each is looked at: the folder may hold many more files.

_MOST = 1_000_000
# Files that are remembered; the oldest are forgotten beyond that. 33 bytes each.


def outside(story: Story, folder: str) -> Iterator[Photo]:
    """Yield the photos of *story* whose file or raw file lies outside *folder*, by its path or by a link.

    No file is opened. Asks the disk once for each folder, and whether each file is a link where it may be.
    """
    inside = os.path.join(os.path.realpath(folder), "")
    by_folder: dict[str, list[tuple[PhotoId, str]]] = {}
    for photo_id, *paths in story.photos.paths():
        for path in filter(None, paths):
            by_folder.setdefault(os.path.dirname(path), []).append((photo_id, path))
    found: set[PhotoId] = set()
    for parent, files in by_folder.items():
        is_inside = os.path.join(os.path.realpath(parent), "").startswith(inside)
        may_be_links = len(files) <= _FEW or _may_hold_links(parent)
        for photo_id, path in files if may_be_links or not is_inside else ():
            is_link = may_be_links and os.path.islink(path)
            if not (os.path.realpath(path).startswith(inside) if is_link else is_inside):
                found.add(photo_id)
    yield from (story.photos[photo_id] for photo_id in story.photos if photo_id in found)


def _may_hold_links(folder: str) -> bool:
    """Say whether there may be a link in *folder*: one look at all of it is quicker than one at each file."""
    try:
        with os.scandir(folder) as entries:
            return any(entry.is_symlink() for entry in entries)
    except FileNotFoundError:
        return False
    except OSError:  # A folder whose list nobody may see can hold files that somebody may.
        return True


def held_back(story: Story, photos: Iterable[Photo], folder: str) -> Story:
    """Return *story* with the files of *photos* refused: known by what the manifest in *folder* says of them.

    The raw file goes among the values that nobody asks for.
    """
    text_of = Folder(folder).text
    held = [
        replace(
            photo,
            file="",
            refused_file=text_of(photo.file),
            raw="",
            extra=(*photo.extra, (_RAW, text_of(photo.raw))) if photo.raw else photo.extra,
        )
        for photo in photos
    ]
    return replace(story, photos=story.photos.with_photos(held)) if held else story


def screened(opened: Opened, own: "OwnFiles") -> Opened:
    """Return *opened* with the photos outside its folder held back that are not among the *own* files."""
    folder = os.path.dirname(opened.path)
    photos = own.unknown(outside(opened.story, folder))
    if not photos:
        return opened
    story = held_back(opened.story, photos, folder)
    return replace(opened, story=story, held=tuple(photo.id for photo in photos))


def allow(ids: Iterable[PhotoId], folder: str) -> Edit:
    """Make the edit that lets the photos of *ids* have the files that were held back, for a story in *folder*.

    What is refused for what its text says stays refused.
    """
    chosen = tuple(ids)

    def apply(story: Story) -> Story:
        allowed = []
        for photo_id in chosen:
            photo = story.photos.get(photo_id)
            path = to_path(photo.refused_file, folder) if photo and not photo.file else None
            if photo is not None and path is not None:
                values = dict(photo.extra)
                raw = to_path(str(values.pop(_RAW, "")), folder) or ""
                extra = tuple(values.items())
                allowed.append(replace(photo, file=path, refused_file="", raw=raw, extra=extra))
        if not allowed:
            return story
        return replace(story, photos=story.photos.with_photos(allowed))

    return Edit(EditKind.ALLOW, apply, chosen)


class OwnFiles:
    """The files outside of stories that this account added itself, or was asked about and allowed."""

    def __init__(self, folder: Path | None = None) -> None:
        account = folder or user_state_path("curator", appauthor=False)
        self._path = account / "own-files"

    def unknown(self, photos: Iterable[Photo]) -> list[Photo]:
        """Return those of *photos* that this account did not add."""
        asked = list(photos)
        known = set(self._read()) if asked else set()
        return [photo for photo in asked if not all(name in known for name in _names(photo))]

    def add(self, photos: Iterable[Photo]) -> None:
        """Remember *photos*; where the disk refuses, they are asked about again."""
        names = [name for photo in photos for name in _names(photo)]
        if not names:
            return
        before = self._read()
        known = dict.fromkeys(before)
        known.update(dict.fromkeys(names))
        if len(known) > len(before):
            self._write(list(known)[-_MOST:])

    def forget(self, photos: Iterable[Photo]) -> None:
        """Remember *photos* no longer."""
        names = {name for photo in photos for name in _names(photo)}
        before = self._read()
        left = [name for name in before if name not in names]
        if len(left) < len(before):
            self._write(left)

    def _read(self) -> list[str]:
        try:
            return self._path.read_text("ascii", "replace").split()
        except OSError:
            return []

    def _write(self, names: Iterable[str]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            safe_write.write(os.fspath(self._path), "\n".join([*names, ""]).encode("ascii"))
            self._path.chmod(0o600)
        except OSError:
            return


def _names(photo: Photo) -> list[str]:
    """Return what the files of *photo* are remembered by."""
    paths = filter(None, (photo.file, photo.raw))
    return [hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32] for path in paths]
