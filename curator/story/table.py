"""The photos of a story by id, as an immutable mapping that neighbouring stories share; see the package for why."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.story.values import Photo, PhotoId

_CHUNK = 256


Paths = tuple["PhotoId", str, str]
"""The id of a photo, its file and its raw file."""


class Later:
    """Photos of a chunk that nobody has asked for yet: *make* makes them at the first asking.

    It always makes the same of the same, and never fails; whichever thread asks first, all threads
    are given the very same photos. *paths* tells their ids, files and raw files without that.
    """

    __slots__ = ("_lock", "_make", "_photos", "paths")

    def __init__(
        self, make: Callable[[], tuple[Photo, ...]], paths: Callable[[], Iterable[Paths]]
    ) -> None:
        self._make: Callable[[], tuple[Photo, ...]] | None = make
        self.paths = paths
        self._photos: tuple[Photo, ...] = ()
        self._lock = threading.Lock()

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos, which are made now if they are not yet."""
        if self._make is not None:
            with self._lock:
                if self._make is not None:  # Another thread may have been quicker.
                    self._photos = self._make()
                    self._make = None
        return self._photos

    def __iter__(self) -> Iterator[Photo]:
        return iter(self.photos)

    def __getitem__(self, place: int) -> Photo:
        return self.photos[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Later):
            return self.photos == other.photos
        return self.photos == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


class PhotoTable(Mapping["PhotoId", "Photo"]):
    """An immutable mapping from photo id to photo, in the order in which photos came in.

    Replacing a photo copies one chunk of 256 references and the list of chunks; adding photos copies
    the index as well, removing them costs as much as there are photos. A table that is read from
    somewhere may hold photos that are made only when one of their chunk is first asked for.
    """

    __slots__ = ("_chunks", "_slots")

    def __init__(self, photos: Iterable[Photo] = ()) -> None:
        by_id = {photo.id: photo for photo in photos}
        ordered = tuple(by_id.values())
        self._slots = {photo_id: slot for slot, photo_id in enumerate(by_id)}
        self._chunks: tuple[tuple[Photo, ...] | Later, ...] = tuple(
            ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)
        )

    @classmethod
    def told(
        cls,
        ids: Iterable[PhotoId],
        tell: Callable[[tuple[PhotoId, ...]], tuple[Photo, ...] | Later],
    ) -> PhotoTable:
        """Return the table of *ids*, of which *tell* is asked for some photos after the other, in order."""
        all_ids = tuple(ids)
        slots = {photo_id: slot for slot, photo_id in enumerate(all_ids)}
        starts = range(0, len(all_ids), _CHUNK)
        return cls._with(slots, tuple(tell(all_ids[at : at + _CHUNK]) for at in starts))

    def with_photos(self, photos: Iterable[Photo]) -> PhotoTable:
        """Return the table with *photos* in place of those of the same id, new ones at the end."""
        known: dict[int, list[Photo]] = {}
        new: dict[PhotoId, Photo] = {}
        for photo in photos:
            slot = self._slots.get(photo.id)
            if slot is None:
                new[photo.id] = photo
                continue
            number, offset = divmod(slot, _CHUNK)
            known.setdefault(number, list(self._chunks[number]))[offset] = photo
        chunks = tuple(
            tuple(known[number]) if number in known else chunk
            for number, chunk in enumerate(self._chunks)
        )
        return (
            self._with(self._slots, chunks)._appended(new)
            if new
            else self._with(self._slots, chunks)
        )

    def _appended(self, photos: dict[PhotoId, Photo]) -> PhotoTable:
        """Return the table with new *photos* at its end, every full chunk shared."""
        full = len(self._slots) // _CHUNK
        rest = (*itertools.chain(*self._chunks[full:]), *photos.values())
        more = tuple(rest[start : start + _CHUNK] for start in range(0, len(rest), _CHUNK))
        slots = self._slots | {i: n for n, i in enumerate(photos, len(self._slots))}
        return self._with(slots, self._chunks[:full] + more)

    def without(self, ids: Iterable[PhotoId]) -> PhotoTable:
        """Return the table without the photos of *ids*."""
        gone = set(ids)
        return PhotoTable(photo for photo in self.values() if photo.id not in gone)

    def of(self, ids: Iterable[PhotoId]) -> list[Photo]:
        """Return the photos of *ids*, all of which it holds; quicker than asking for one at a time."""
        slots, chunks = self._slots, self._chunks
        wanted = tuple(ids)
        if len(wanted) == len(slots) and wanted == tuple(
            slots
        ):  # all, as often when photos are ordered
            return list(self.values())
        return [chunks[(slot := slots[i]) // _CHUNK][slot % _CHUNK] for i in wanted]

    def paths(self) -> Iterator[Paths]:
        """Yield the ids of the photos in their order, with their files and raw files; makes none of them."""
        for chunk in self._chunks:
            if isinstance(chunk, Later):
                yield from chunk.paths()
            else:
                yield from ((photo.id, photo.file, photo.raw) for photo in chunk)

    def has_same_ids(self, other: PhotoTable) -> bool:
        """Say whether both tables hold photos of the same ids in the same order."""
        return self._slots is other._slots or list(self._slots) == list(other._slots)

    def differing_ids(self, other: PhotoTable) -> set[PhotoId]:
        """Return the ids whose photo is not the very same in both tables, missing ones included."""
        if self._slots.keys().isdisjoint(other._slots):  # as with another story: none need be made
            return {*self._slots, *other._slots}
        mine: dict[PhotoId, Photo] = {}
        theirs: dict[PhotoId, Photo] = {}
        for ours, others in itertools.zip_longest(self._chunks, other._chunks, fillvalue=()):
            if ours is not others:
                mine.update((photo.id, photo) for photo in ours)
                theirs.update((photo.id, photo) for photo in others)
        return {i for i in mine.keys() | theirs.keys() if mine.get(i) is not theirs.get(i)}

    @staticmethod
    def _with(
        slots: dict[PhotoId, int], chunks: tuple[tuple[Photo, ...] | Later, ...]
    ) -> PhotoTable:
        table = PhotoTable.__new__(PhotoTable)
        table._slots = slots
        table._chunks = chunks
        return table

    def __getitem__(self, photo_id: PhotoId) -> Photo:
        number, offset = divmod(self._slots[photo_id], _CHUNK)
        return self._chunks[number][offset]

    def __iter__(self) -> Iterator[PhotoId]:
        return iter(self._slots)

    def keys(self) -> KeysView[PhotoId]:
        """Return the ids in their order; sets of them are compared without a word of Python."""
        return self._slots.keys()

    def values(self) -> ValuesView[Photo]:
        """Return the photos in their order; a walk over them takes a tenth of looking up each."""
        return _Photos(self)

    def items(self) -> ItemsView[PhotoId, Photo]:
        """Return ids and photos in their order."""
        return _Pairs(self)

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


class _Photos(ValuesView["Photo"]):
    """The photos of a table."""

    _mapping: PhotoTable

    def __iter__(self) -> Iterator[Photo]:
        return itertools.chain.from_iterable(self._mapping._chunks)


class _Pairs(ItemsView["PhotoId", "Photo"]):
    """The ids and photos of a table."""

    _mapping: PhotoTable

    def __iter__(self) -> Iterator[tuple[PhotoId, Photo]]:
        return zip(self._mapping, self._mapping.values(), strict=True)
