"""Finding the photo that a row is about; what the row changes is left to ``merging``."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from curator.captions.text import clean
from curator.errors import shown
from curator.manifest.sheets.columns import NAMING
from curator.story import sequence as order
from curator.story.values import Photo, PhotoId, Story


def in_order(story: Story) -> Iterator[Photo]:
    """Yield the photos of the sequence, then those set aside."""
    numbers = order.numbers(story.sequence)
    yield from (story.photos[photo_id] for photo_id in numbers)
    yield from (photo for photo in story.photos.values() if photo.id not in numbers)


def id_text(photo: Photo) -> str:
    """Return the id of *photo* as a cell holds it."""
    return clean(photo.id)


@dataclass(frozen=True, slots=True)
class Match:
    """The photo that a row is about, ``None`` if there is none, and what should be said about that."""

    photo: Photo | None
    remark: str = ""


@dataclass(slots=True)
class _Names:
    """Photos by a name that several may have."""

    photos: dict[str, list[Photo]] = field(default_factory=dict)

    def add(self, name: str, photo: Photo) -> None:
        self.photos.setdefault(name.casefold(), []).append(photo)

    def only(self, name: str) -> Photo | None:
        """Return the photo that alone has *name*: of two, none is guessed."""
        found = self.photos.get(name.casefold(), ())
        return found[0] if len(found) == 1 else None


class Finder:
    """Finds photos by id, else by file name, else by number, else by place in the story."""

    def __init__(self, story: Story) -> None:
        self._photos = story.photos
        self._in_order = list(order.photo_ids(story.sequence))
        self._ids, self._files, self._stems = _Names(), _Names(), _Names()
        for photo in in_order(story):
            name = shown(photo.file_name)
            self._ids.add(id_text(photo), photo)
            self._files.add(name, photo)
            self._stems.add(os.path.splitext(name)[0], photo)

    def find(self, cells: Mapping[str, str], index: int) -> Match:
        """Return the photo of the row *cells*, which is row *index* of the sheet, from 0."""
        told = cells.get("id", "")
        if told:
            photo = self._photos.get(PhotoId(told)) or self._ids.only(told.strip())
            if photo is not None:
                return Match(photo)
            photo = self._by_file(cells.get("file", ""))
            words = (
                f"the story has no photo with the id “{told[:60]}”; it was matched by its file name"
            )
            return Match(photo, words if photo else "")
        if cells.get("file"):
            return Match(self._by_file(cells["file"]))
        if cells.get("number"):
            return Match(self._by_number(cells["number"].strip()))
        return Match(None if any(name in cells for name in NAMING) else self._at(index))

    def _by_file(self, name: str) -> Photo | None:
        """Return the photo whose file is called *name*: with a folder before it or none, an ending or none."""
        base = name.strip().replace("\\", "/").rpartition("/")[2]
        if not base:
            return None
        exact = self._files.only(name) or self._files.only(base)
        return exact or self._stems.only(base) or self._stems.only(os.path.splitext(base)[0])

    def _by_number(self, number: str) -> Photo | None:
        return self._at(int(number) - 1) if number.isdecimal() and len(number) < 10 else None

    def _at(self, place: int) -> Photo | None:
        return self._photos[self._in_order[place]] if 0 <= place < len(self._in_order) else None
