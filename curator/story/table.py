"""The photos of a story by id, as an immutable mapping that neighbouring stories share; see the package for why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.story.values import Photo, PhotoId

_CHUNK = 256


class PhotoTable(Mapping["PhotoId", "Photo"]):
    """An immutable mapping from photo id to photo, in the order in which photos came in.

    Replacing a photo copies one chunk of 256 references and the list of chunks; adding or removing
    photos costs as much as there are photos.
    """

    __slots__ = ("_chunks", "_slots")

    def __init__(self, photos: Iterable[Photo] = ()) -> None:
        by_id = {photo.id: photo for photo in photos}
        ordered = tuple(by_id.values())
        self._slots = {photo_id: slot for slot, photo_id in enumerate(by_id)}
        self._chunks = tuple(
            ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)
        )

    def with_photos(self, photos: Iterable[Photo]) -> PhotoTable:
        """Return the table with *photos* in place of those of the same id, new ones at the end."""
        photos = list(photos)
        if any(photo.id not in self._slots for photo in photos):
            return PhotoTable([*self.values(), *photos])
        chunks: dict[int, list[Photo]] = {}
        for photo in photos:
            number, offset = divmod(self._slots[photo.id], _CHUNK)
            chunks.setdefault(number, list(self._chunks[number]))[offset] = photo
        return self._sharing(
            tuple(
                tuple(chunks[number]) if number in chunks else chunk
                for number, chunk in enumerate(self._chunks)
            )
        )

    def without(self, ids: Iterable[PhotoId]) -> PhotoTable:
        """Return the table without the photos of *ids*."""
        gone = set(ids)
        return PhotoTable(photo for photo in self.values() if photo.id not in gone)

    def has_same_ids(self, other: PhotoTable) -> bool:
        """Say whether both tables hold photos of the same ids in the same order."""
        return self._slots is other._slots or list(self._slots) == list(other._slots)

    def differing_ids(self, other: PhotoTable) -> set[PhotoId]:
        """Return the ids whose photo is not the very same in both tables, missing ones included."""
        if self._slots is not other._slots:
            ids = self._slots.keys() | other._slots.keys()
            return {i for i in ids if self.get(i) is not other.get(i)}
        return {
            mine.id
            for ours, theirs in zip(self._chunks, other._chunks, strict=True)
            if ours is not theirs
            for mine, its in zip(ours, theirs, strict=True)
            if mine is not its
        }

    def _sharing(self, chunks: tuple[tuple[Photo, ...], ...]) -> PhotoTable:
        table = PhotoTable.__new__(PhotoTable)
        table._slots = self._slots
        table._chunks = chunks
        return table

    def __getitem__(self, photo_id: PhotoId) -> Photo:
        number, offset = divmod(self._slots[photo_id], _CHUNK)
        return self._chunks[number][offset]

    def __iter__(self) -> Iterator[PhotoId]:
        return iter(self._slots)

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, photo_id: object) -> bool:
        return photo_id in self._slots

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PhotoTable):
            return NotImplemented
        return self._chunks == other._chunks

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"PhotoTable({list(self.values())!r})"
