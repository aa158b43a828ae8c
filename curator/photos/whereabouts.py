"""Whether the files of a story are where they were, and what they were; finding them is left to ``seeking``."""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.photos.workers import Readers
from curator.story.values import Photo, PhotoId

Sign = tuple[int, int]
"""Size of a file in bytes, and when it was written, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the files found: whose are missing, and whose may be another picture now.

    ``signs`` is by path what a later look compares with.
    """

    missing: frozenset[PhotoId]
    suspects: tuple[Photo, ...]
    signs: Mapping[str, Sign]


def look(photos: Iterable[Photo], signs: Mapping[str, Sign]) -> Seen:
    """Look whether the file of each photo is there, and whether it has the sign of an earlier look.

    No file is read. One that was never looked at is a suspect if areas of it are hidden: whether they
    still cover what they should must not depend on who watched.
    """
    missing, suspects, found = set(), [], {}
    for photo in photos:
        if not photo.file:
            continue
        sign = _sign(photo.file)
        if sign is None:
            missing.add(photo.id)
            continue
        found[photo.file] = sign
        before = signs.get(photo.file)
        if photo.digest and (before != sign if before is not None else bool(photo.hidden)):
            suspects.append(photo)
    return Seen(frozenset(missing), tuple(suspects), found)


def changed(suspects: Sequence[Photo], readers: Readers) -> list[tuple[Photo, Photo]]:
    """Return those of *suspects* whose file holds another picture now, each with that as read.

    A file that cannot be read now is left out: showing or exporting it says why.
    """
    if not suspects:
        return []
    # Hardly ever needed, and costly to load: it brings every reader of metadata along.
    from curator.photos.finding import Found
    from curator.photos.intake import take_in

    by_file: dict[str, list[Photo]] = {}
    for photo in suspects:
        by_file.setdefault(photo.file, []).append(photo)
    return [
        (photo, picture)
        for batch in take_in((Found(file) for file in by_file), readers)
        for picture in batch.photos
        for photo in by_file[picture.file]
        if picture.digest != photo.digest
    ]


def _sign(path: str) -> Sign | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None
