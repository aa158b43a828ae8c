"""What goes along in a collection, and what the story says of it there; copying it is left to ``copying``."""

import os
from collections.abc import Generator
from dataclasses import dataclass, replace

from curator.errors import PhotoError, shown
from curator.export.collection.naming import names_for
from curator.export.collection.steps import LeftOut, Progress
from curator.photos.files import read_format
from curator.photos.sidecar_files import Folders, places, read_sidecar
from curator.story.table import PhotoTable
from curator.story.values import Photo, PhotoId, Story

PHOTOS = "photos"
"""The folder of the pictures in a collection."""

_TELL_EVERY = 50
# Photos between two words on how far the looking is: a card reader may take its time over each.


@dataclass(frozen=True, slots=True)
class Item:
    """A file that goes along: where it is, its name in the collection, its size, and whose it is."""

    source: str
    name: str
    size: int
    photo: PhotoId


@dataclass(frozen=True, slots=True)
class Contents:
    """All that goes along, and what does not.

    ``names`` are those of all files that the story names, there or not, by path.
    """

    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    names: dict[str, str]

    @property
    def bytes(self) -> int:
        """What the files take."""
        return sum(item.size for item in self.items)

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """The files that are called otherwise there: path and name."""
        return tuple(
            (item.source, os.path.basename(item.name))
            for item in self.items
            if os.path.basename(item.source) != os.path.basename(item.name)
        )

    def story(self, story: Story, folder: str) -> Story:
        """Return *story* with its photos where they lie in a collection in *folder*."""
        if not story.photos:
            return story
        return replace(
            story, photos=PhotoTable(self._photo(photo, folder) for photo in story.photos.values())
        )

    def _photo(self, photo: Photo, folder: str) -> Photo:
        file, raw = (
            os.path.join(folder, PHOTOS, self.names[path]) if path else ""
            for path in (photo.file, photo.raw)
        )
        return replace(photo, file=file, raw=raw)


def look(story: Story) -> Generator[Progress, None, Contents]:
    """Look at every file of *story*, telling how far it is, and return what goes along."""
    search = _Search()
    total = len(story.photos)
    for done, photo in enumerate(story.photos.values()):
        if done % _TELL_EVERY == 0:
            yield Progress(0, total, shown(photo.file_name))
        search.take(photo)
    names = names_for(search.paths)
    items = tuple(
        Item(path, f"{PHOTOS}/{names[path]}", size, photo_id)
        for path, (size, photo_id) in search.found.items()
    )
    return Contents(items, tuple(search.left_out), names)


class _Search:
    """The files found so far: each once, whichever photos name it."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[int, PhotoId]] = {}
        self.paths: dict[str, None] = {}
        self.left_out: list[LeftOut] = []
        self._folders = Folders()

    def take(self, photo: Photo) -> None:
        """Look for the picture of *photo*, its raw file and its sidecars."""
        is_there = bool(photo.file) and self._take_picture(photo, photo.file)
        if not photo.file:
            reason = "the story names a file that Curator does not touch"
            self.left_out.append(LeftOut(photo.id, shown(photo.file_name), reason))
        if photo.raw:
            self._take_picture(photo, photo.raw)
        if is_there:
            self._take_sidecars(photo)

    def _take_picture(self, photo: Photo, path: str) -> bool:
        """Take the picture at *path* along; say whether it is one, and there."""
        self.paths.setdefault(path)
        if path in self.found:
            return True
        try:
            read_format(path)
            self.found[path] = os.path.getsize(path), photo.id
        except (PhotoError, OSError) as error:
            reason = error.reason if isinstance(error, PhotoError) else str(error.strerror)
            name = shown(os.path.basename(path))
            self.left_out.append(LeftOut(photo.id, name, reason))
            return False
        return True

    def _take_sidecars(self, photo: Photo) -> None:
        """Take along what other programs wrote beside the photo, if it is surely about this one."""
        try:
            there = places(photo, self._folders).there
        except OSError:
            return  # The folder cannot be listed: what lies in it is not known.
        for place in there:
            if not place.is_ours or place.path in self.found:
                continue
            self.paths.setdefault(place.path)
            try:
                self.found[place.path] = len(read_sidecar(place.path)), photo.id
            except PhotoError as error:
                name = shown(os.path.basename(place.path))
                self.left_out.append(LeftOut(photo.id, name, error.reason))
