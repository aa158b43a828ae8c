"""Making photos of found files: read in workers, words from the file as first words; finding is left to ``finding``."""

import itertools
import os
import re
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from curator.captions.credit import read_credit, strip_credit
from curator.captions.filler import is_camera_filler, is_machine_text
from curator.captions.text import is_blank
from curator.errors import NotAPhoto, PhotoError
from curator.photos.answers import read_photo
from curator.photos.finding import Found, Skipped, find
from curator.photos.metadata import Metadata
from curator.photos.workers import Readers
from curator.story.edits import PLACE_PARTS, cleaned
from curator.story.values import Photo, PhotoId, Place

BATCH_SECONDS = 0.2
"""How long photos are gathered before they are handed on: often enough to watch, seldom enough to be cheap."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in lately: photos, files skipped, and how many files have been dealt with in all.

    ``serials`` are the serial numbers of the cameras of ``photos``, ``""`` where the file has none: told
    here, since no story keeps them.
    """

    photos: tuple[Photo, ...]
    serials: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    done: int


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
    serials: list[str] = []
    skipped: list[Skipped] = []
    done = 0
    last = time.monotonic()
    for item in _read_in_order(items, readers, files):
        done += 1
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            photo = make_photo(*item, ids)
            ids.add(photo.id)
            photos.append(photo)
            serials.append(item[1]["metadata"]["serial"])
        if time.monotonic() - last >= BATCH_SECONDS:
            yield Batch(tuple(photos), tuple(serials), tuple(skipped), done)
            photos, serials, skipped, last = [], [], [], time.monotonic()
    yield Batch(tuple(photos), tuple(serials), tuple(skipped), done)


def read_picture(path: str, readers: Readers, known: Iterable[tuple[str, str]] = ()) -> Photo:
    """Return the picture at *path* as a photo, to take the place of another one.

    *known* are paths and digests of files: where one of them is this file by another path, the photo
    has that path. Blocks. Raises :class:`PhotoError` if it is no picture.
    """
    if os.path.isdir(path):
        raise NotAPhoto(path, "this is a folder")
    for batch in take_in(find([path]), readers):
        for skipped in batch.skipped:
            raise PhotoError(skipped.path, skipped.reason)
        for photo in batch.photos:
            real = os.path.realpath(photo.file)
            same = (file for file, digest in known if digest == photo.digest)
            there = next((file for file in same if os.path.realpath(file) == real), photo.file)
            return replace(photo, file=there)
    raise PhotoError(path, "there is nothing here")


def _read_in_order(
    items: Iterable[Found | Skipped], readers: Readers, known_files: Collection[str]
) -> Iterator[tuple[Found, Any] | Skipped]:
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
                    yield _result(*waiting.pop(0), readers)
        finally:
            for _, question in waiting:
                if question is not None:
                    question.cancel()


def _result(
    item: Found | Skipped, question: Future[tuple[Any, list[bytes]]] | None, readers: Readers
) -> tuple[Found, Any] | Skipped:
    if question is None or isinstance(item, Skipped):
        assert isinstance(item, Skipped)
        return item
    try:
        return item, question.result()[0]
    except PhotoError as error:
        skipped = Skipped(item.path, error.reason)
    if not item.raw:
        return skipped
    # The twin is damaged: the raw file may still show the picture.
    try:
        return Found(item.raw), readers.call(read_photo, item.raw)[0]
    except PhotoError:
        return skipped


def make_photo(file: Found, answer: dict[str, Any], taken_ids: Collection[str] = ()) -> Photo:
    """Return the photo of *file*, of which a worker answered *answer* to :func:`read_photo`.

    Its first words are those of the file, marked as such; what a camera wrote is left out.
    """
    found = Metadata.from_json(answer["metadata"])
    given = _given(found)
    words = {name: cleaned(name, value).strip() for name, value in given.items()}
    place = Place(**{part: cleaned(part, found.text(part)).strip() for part in PLACE_PARTS})
    others = {
        "place": place,
        "keywords": cleaned("keywords", found.texts("keywords")),
        "persons": cleaned("persons", found.texts("persons")),
        "rating": _stars(found.best("rating")),
    }
    from_file = {name for name, value in words.items() if not is_blank(value)}
    from_file |= {name for name, value in others.items() if value and value != Place()}
    return Photo(
        id=make_id(file.path, answer["digest"], taken_ids),
        file=file.path,
        raw=file.raw,
        digest=answer["digest"],
        look=answer["look"],
        camera=cleaned("camera", found.camera),
        width=found.width,
        height=found.height,
        from_file=frozenset(from_file),
        **words,
        **others,
    )


_TEXTS = ("caption", "headline", "alt", "credit", "copyright", "taken")


def _given(found: Metadata) -> dict[str, str]:
    """Return the texts that *found* offers, the credit line taken apart into photographer and agency."""
    given = {name: found.text(name) for name in _TEXTS}
    given["photographer"] = ", ".join(map(strip_credit, found.texts("photographer")))
    for name in ("caption", "headline", "copyright"):
        if is_camera_filler(given[name]) or is_machine_text(given[name]):
            given[name] = ""
    if given["credit"]:
        credit = read_credit(given["credit"])
        given["credit"] = credit.credit
        given["photographer"] = given["photographer"] or credit.photographer
    return given


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
