"""Photos whose files are gone, sought in folders: known again by content, name, look; taking them is the caller's.

What is offered carries its reason. Only what leaves no doubt is marked as sure; a person decides on the rest.
"""

import os
import time
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from curator.photos.finding import Found, find
from curator.photos.intake import take_in
from curator.photos.workers import Readers
from curator.story.looks import NEARLY_ALIKE, SAVED_ANEW, telling
from curator.story.values import Photo, PhotoId

_EVERY = 0.2
# Seconds between two reports of how far the search is.


class Reason(IntEnum):
    """Why a file is thought to be the photo, the best reason first."""

    SAME_BYTES = 1
    SAME_NAME_AND_LOOK = 2
    """Saved anew under its name, as by an export; the ending may differ."""
    SAME_NAME_AND_TIME = 3
    """The same where the look of one is not known: large files without a thumbnail come in without."""
    SAME_LOOK_AND_TIME = 4
    """Renamed, and saved anew or edited a little: it looks the same and was taken at the same moment."""
    SAME_LOOK = 5
    SAME_NAME = 6
    """Another picture, as far as can be seen, or one of which nothing can be told."""
    NEAR_LOOK = 7


_SURE = frozenset(
    (
        Reason.SAME_BYTES,
        Reason.SAME_NAME_AND_LOOK,
        Reason.SAME_NAME_AND_TIME,
        Reason.SAME_LOOK_AND_TIME,
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """A file that may be the photo: ``picture`` as read from it. ``is_sure`` if there is nothing to choose."""

    photo: Photo
    picture: Photo
    reason: Reason
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: files found, and how many of them were read."""

    found: int
    read: int = 0


def missing(photos: Iterable[Photo]) -> list[Photo]:
    """Return the photos whose file is not there. Asks the disk for each; refused files are left out."""
    return [photo for photo in photos if photo.file and not os.path.isfile(photo.file)]


def likely_places(lost: Iterable[Photo], others: Iterable[Photo], folder: str) -> list[str]:
    """Return the folders in which *lost* photos may be: that of the story, of *others*, and those around.

    Only folders that are there; none that lies within another of them.
    """
    places = {folder} | {os.path.dirname(photo.file) for photo in others if photo.file}
    for old in {os.path.dirname(photo.file) for photo in lost}:
        above = os.path.dirname(old)
        places |= {old, above if os.path.dirname(above) != above else old}
    there = sorted({place for place in places if place and os.path.isdir(place)})
    kept: list[str] = []
    for place in there:
        if not any(place.startswith(os.path.join(above, "")) for above in kept):
            kept.append(place)
    return kept


def seek(
    lost: Sequence[Photo],
    places: Iterable[str],
    readers: Readers,
    known_files: Collection[str] = (),
) -> Iterator[Progress | list[Match]]:
    """Yield how far the search for *lost* in *places* is, and at the end what was found.

    Files with a name like one of them are read first; once every photo is found by its content, the
    rest is not read. *known_files* are those that other photos of the story have.
    """
    known = {os.path.realpath(file) for file in known_files}
    found: list[Found] = []
    last = time.monotonic()
    for item in find(places):
        if isinstance(item, Found) and os.path.realpath(item.path) not in known:
            found.append(item)
        if time.monotonic() - last >= _EVERY:
            yield Progress(len(found))
            last = time.monotonic()
    stems = {_stem(photo.file) for photo in lost}
    pictures: list[Photo] = []
    for is_likely in (True, False):
        some = [item for item in found if (_stem(item.path) in stems) is is_likely]
        for batch in take_in(some, readers):
            pictures.extend(batch.photos)
            yield Progress(len(found), len(pictures))
            if _are_all_there(lost, pictures):
                break
        if _are_all_there(lost, pictures):
            break
    yield matches(lost, pictures)


def matches(lost: Sequence[Photo], pictures: Sequence[Photo]) -> list[Match]:
    """Return for each of *lost* the best of *pictures*, if one may be it; none twice but for the same bytes."""
    index = _Index(pictures)
    ranked = [
        (reason, -_tail(photo.file, picture.file), photo, picture)
        for photo in lost
        for picture in index.near(photo)
        if (reason := _reason(photo, picture)) is not None
    ]
    ranked.sort(key=lambda rank: rank[:2])
    best: dict[PhotoId, Match] = {}
    scores: dict[PhotoId, tuple[int, int]] = {}
    taken: set[str] = set()
    for reason, tail, photo, picture in ranked:
        match = best.get(photo.id)
        if match is not None:
            is_rival = scores[photo.id] == (reason, tail) and picture.digest != match.picture.digest
            if is_rival:
                best[photo.id] = Match(photo, match.picture, match.reason, False)
        elif reason is Reason.SAME_BYTES or picture.file not in taken:
            best[photo.id] = Match(photo, picture, reason, reason in _SURE)
            scores[photo.id] = (reason, tail)
            taken.add(picture.file)
    return [best[photo.id] for photo in lost if photo.id in best]


def moved_folders(found: Iterable[Match]) -> dict[tuple[str, str], int]:
    """Return how many photos each move of a folder explains, by old and new folder; most photos first.

    Folders that have the same names in both below the first of them are left out: ``Photos/day1`` that is
    ``Archive/Photos/day1`` now is told as ``Photos`` that is ``Archive/Photos``.
    """
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for match in found:
        if _name(match.photo.file) == _name(match.picture.file):
            counts[_parting(match.photo.file, match.picture.file)] += 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _parting(old: str, new: str) -> tuple[str, str]:
    sides = [os.path.dirname(path).split(os.sep) for path in (old, new)]
    while all(len(side) > 1 for side in sides) and sides[0][-2:] == sides[1][-2:]:
        for side in sides:
            side.pop()
    return os.sep.join(sides[0]) or os.sep, os.sep.join(sides[1]) or os.sep


def _are_all_there(lost: Iterable[Photo], pictures: Iterable[Photo]) -> bool:
    digests = {picture.digest for picture in pictures}
    return all(photo.digest and photo.digest in digests for photo in lost)


class _Index:
    """Pictures by what may make them a photo that is sought, so that thousands are not held against thousands.

    By look: two that differ in at most three of 64 places are equal in one of four parts of 16.
    """

    def __init__(self, pictures: Iterable[Photo]) -> None:
        self._by: dict[object, list[Photo]] = defaultdict(list)
        for picture in pictures:
            for key in self._keys(picture):
                self._by[key].append(picture)

    def near(self, photo: Photo) -> list[Photo]:
        """Return the copies of *photo* byte for byte, or if there are none what may be it at all."""
        if photo.digest and (same := self._by.get(("digest", photo.digest))):
            return same
        found = {p.file: p for key in self._keys(photo) for p in self._by.get(key, ())}
        return list(found.values())

    @staticmethod
    def _keys(photo: Photo) -> Iterator[object]:
        yield "digest", photo.digest
        yield "stem", _stem(photo.file)
        if photo.taken:
            yield "taken", photo.taken[:19]
        look = telling(photo.look)
        if look is not None:
            for part in range(0, 64, 16):
                yield part, look >> part & 0xFFFF


def _reason(photo: Photo, picture: Photo) -> Reason | None:
    """Return why *picture* may be *photo*; ``None`` if nothing speaks for it."""
    if photo.digest and photo.digest == picture.digest:
        return Reason.SAME_BYTES
    looks = telling(photo.look), telling(picture.look)
    is_known = None not in looks
    distance = (looks[0] ^ looks[1]).bit_count() if is_known else 64  # type: ignore[operator]
    is_same_time = bool(photo.taken) and photo.taken[:19] == picture.taken[:19]
    if _stem(photo.file) == _stem(picture.file):
        if distance <= NEARLY_ALIKE:
            return Reason.SAME_NAME_AND_LOOK
        is_told = is_same_time and not is_known
        return Reason.SAME_NAME_AND_TIME if is_told else Reason.SAME_NAME
    if distance <= NEARLY_ALIKE and is_same_time:
        return Reason.SAME_LOOK_AND_TIME
    if distance <= SAVED_ANEW:
        return Reason.SAME_LOOK
    return Reason.NEAR_LOOK if distance <= NEARLY_ALIKE else None


def _name(path: str) -> str:
    """Return the name of a file as people tell it: whatever its capitals, composed or not."""
    return unicodedata.normalize("NFC", os.path.basename(path)).casefold()


def _stem(path: str) -> str:
    return os.path.splitext(_name(path))[0]


def _tail(one: str, other: str) -> int:
    """Return how many folders above the files have the same names in both paths."""
    pairs = zip(reversed(one.split(os.sep)[:-1]), reversed(other.split(os.sep)[:-1]), strict=False)
    number = 0
    for left, right in pairs:
        if left.casefold() != right.casefold():
            break
        number += 1
    return number
