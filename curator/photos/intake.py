"""Making photos of found files: read in workers, words from the file as first words; finding is left to ``finding``."""

import hashlib
import itertools
import os
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, BinaryIO

from natsort import os_sort_key

from curator.captions.filler import is_camera_filler
from curator.captions.text import is_blank
from curator.errors import DamagedPhoto, PhotoError
from curator.photos import picture
from curator.photos.finding import Found, Skipped
from curator.photos.metadata import Metadata, read_metadata
from curator.photos.worker import Answer
from curator.photos.workers import Readers
from curator.story.edits import PLACE_PARTS, cleaned
from curator.story.values import Photo, PhotoId, Place

BATCH_SECONDS = 0.2
"""How long photos are gathered before they are handed on: often enough to watch, seldom enough to be cheap."""

_SMALL = 3_000_000
# Pixels up to which a file is decoded whole on its way in: a few milliseconds that tell of damage.

_SCAN = b"\xda"
# The marker of a JPEG after which pixels follow (ISO/IEC 10918-1, B.1.1.3).


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in lately: photos, files skipped, and how many files have been dealt with in all."""

    photos: tuple[Photo, ...]
    skipped: tuple[Skipped, ...]
    done: int


def read_photo(path: str) -> Answer:
    """Return digest and metadata of the file at *path*; runs in a worker.

    Raises :class:`PhotoError` if the file is no picture, or is found damaged as far as that can be
    told without decoding a large picture.
    """
    picture.check_file(path)
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = read_metadata(path)
    _check_whole(path, found.width * found.height)
    return {"digest": f"sha256:{digest}", "metadata": found.to_json()}, ()


def _check_whole(path: str, pixels: int) -> None:
    if pixels <= _SMALL:
        picture.render(path)
        return
    with open(path, "rb") as file:
        if file.read(2) == b"\xff\xd8" and not _has_end(file):
            raise DamagedPhoto(path, "the picture is damaged (its end is missing)")


def _has_end(file: BinaryIO) -> bool:
    """Say whether the JPEG in *file*, read past its start mark, has its end mark behind its pixels.

    Segments before the pixels are passed over, since a preview among them has an end mark, too.
    """
    while (marker := file.read(4))[:1] == b"\xff" and marker[1:2] != _SCAN:
        is_filler = marker[1:2] == b"\xff"
        file.seek(-3 if is_filler else int.from_bytes(marker[2:], "big") - 2, os.SEEK_CUR)
    kept = b""
    while chunk := file.read(1 << 20):
        if b"\xff\xd9" in kept + chunk:
            return True
        kept = chunk[-1:]
    return False


def inspect(path: str) -> Answer:
    """Return the metadata of the file at *path*; runs in a worker and raises as :func:`read_photo`."""
    found = read_metadata(path)
    _check_whole(path, found.width * found.height)
    return found.to_json(), ()


def take_in(
    items: Iterable[Found | Skipped],
    readers: Readers,
    *,
    known_files: Collection[str] = (),
    known_ids: Collection[str] = (),
) -> Iterator[Batch]:
    """Yield photos made of *items* in their order, gathered in batches.

    A file of *known_files* is skipped in silence: it is in the story already. No photo gets an id
    of *known_ids*.
    """
    ids = set(known_ids)
    files = {os.path.realpath(file) for file in known_files}
    photos: list[Photo] = []
    skipped: list[Skipped] = []
    done = 0
    last = time.monotonic()
    for item in _read_in_order(items, readers, files):
        done += 1
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            photo = make_photo(
                item[0], item[1]["digest"], Metadata.from_json(item[1]["metadata"]), ids
            )
            ids.add(photo.id)
            photos.append(photo)
        if time.monotonic() - last >= BATCH_SECONDS:
            yield Batch(tuple(photos), tuple(skipped), done)
            photos, skipped, last = [], [], time.monotonic()
    yield Batch(tuple(photos), tuple(skipped), done)


def _read_in_order(
    items: Iterable[Found | Skipped], readers: Readers, known_files: Collection[str]
) -> Iterator[tuple[str, Any] | Skipped]:
    """Read *items* on all workers at once, and yield them in the order in which they came."""
    fresh = (
        item
        for item in items
        if isinstance(item, Skipped) or os.path.realpath(item.path) not in known_files
    )
    with ThreadPoolExecutor(readers.size, "intake") as threads:
        waiting: list[tuple[Found | Skipped, Future[tuple[Any, list[bytes]]] | None]] = []
        try:
            for item in itertools.chain(fresh, [None]):
                if item is not None:
                    question = (
                        None
                        if isinstance(item, Skipped)
                        else threads.submit(readers.call, read_photo, item.path)
                    )
                    waiting.append((item, question))
                while waiting and (item is None or len(waiting) > 2 * readers.size):
                    yield _result(*waiting.pop(0))
        finally:
            for _, question in waiting:
                if question is not None:
                    question.cancel()


def _result(
    item: Found | Skipped, question: Future[tuple[Any, list[bytes]]] | None
) -> tuple[str, Any] | Skipped:
    if question is None or isinstance(item, Skipped):
        assert isinstance(item, Skipped)
        return item
    try:
        return item.path, question.result()[0]
    except PhotoError as error:
        return Skipped(item.path, error.reason)


def make_photo(path: str, digest: str, found: Metadata, taken_ids: Collection[str] = ()) -> Photo:
    """Return the photo of the file at *path*, its first words those of the file, marked as such."""
    given = {name: found.text(name) for name in _TEXTS}
    given["photographer"] = ", ".join(found.texts("photographer"))
    if is_camera_filler(given["copyright"]):
        given["copyright"] = ""
    words = {name: cleaned(name, value).strip() for name, value in given.items()}
    place = Place(**{part: cleaned(part, found.text(part)).strip() for part in PLACE_PARTS})
    from_file = {name for name, value in words.items() if not is_blank(value)}
    if place.line:
        from_file.add("place")
    return Photo(
        id=make_id(path, digest, taken_ids),
        file=path,
        digest=digest,
        width=found.width,
        height=found.height,
        place=place,
        keywords=cleaned("keywords", found.texts("keywords")),
        persons=cleaned("persons", found.texts("persons")),
        rating=_stars(found.best("rating")),
        from_file=frozenset(from_file),
        **words,
    )


_TEXTS = ("caption", "headline", "alt", "credit", "copyright", "taken")


def _stars(value: object) -> int:
    """Return the rating 0 to 5 that *value* of a file stands for; XMP has -1 for rejected."""
    return min(max(value, 0), 5) if isinstance(value, int) else 0


def make_id(path: str, digest: str, taken: Collection[str] = ()) -> PhotoId:
    """Return a new photo id: readable in a diff, and the same for two people who add one file."""
    stem = os.path.splitext(os.path.basename(path))[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "photo"
    base = f"{name}-{digest.rpartition(':')[2][:6]}"
    candidates = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
    return PhotoId(next(candidate for candidate in candidates if candidate not in taken))


def in_capture_order(photos: Iterable[Photo]) -> list[Photo]:
    """Return *photos* by the instant of capture, sub-seconds included, undated ones last by name.

    A time without offset is taken to be in the zone that most of the dated photos name, since the
    photos of one story were mostly taken in one.
    """
    dated = [(photo, _moment(photo.taken)) for photo in photos]
    offsets = Counter(m.utcoffset() for _, m in dated if m is not None and m.tzinfo is not None)
    usual = timezone(offsets.most_common(1)[0][0] or timedelta()) if offsets else UTC

    def key(pair: tuple[Photo, datetime | None]) -> tuple[Any, ...]:
        photo, moment = pair
        name = os_sort_key(photo.file_name)
        if moment is None:
            return (1, 0.0, name)
        instant = moment if moment.tzinfo is not None else moment.replace(tzinfo=usual)
        return (0, (instant - _EPOCH).total_seconds(), name)

    return [photo for photo, _ in sorted(dated, key=key)]


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _moment(taken: str) -> datetime | None:
    try:
        return datetime.fromisoformat(taken)
    except ValueError:
        return None
