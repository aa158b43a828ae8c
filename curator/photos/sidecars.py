"""Writing the words of photos into XMP sidecars beside them; the photo files are never opened for writing.

Which sidecar is whose is left to ``sidecar_files``, what changes in one to ``metadata.write_back``. A
sidecar that is there is foreign: it is read and changed in a worker process, and the bytes that came
back replace it here, whole, and only if nobody changed it meanwhile.
"""

import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from curator.captions.text import clean, clean_line, is_blank
from curator.errors import PhotoError
from curator.photos.answers import merge_sidecar
from curator.photos.files import check_file
from curator.photos.metadata import dates
from curator.photos.metadata.write_back import Difference, Words, new_packet
from curator.photos.sidecar_files import Folders, Place, Places, places, read_sidecar
from curator.photos.workers import Readers
from curator.story import inherit
from curator.story.edits import PLACE_PARTS, cleaned
from curator.story.values import Photo, PhotoId, Story

_TRIES = 2
# Times that a sidecar is changed, if another program changes it at the same moment.


@dataclass(frozen=True, slots=True)
class Written:
    """A sidecar that says the story's words now; ``is_new`` if there was none.

    ``replaced`` are values of other programs that are gone, ``kept`` those that stayed against the
    story's; a date of the story that no sidecar can hold stands there beside nothing.
    """

    photo: PhotoId
    path: str
    is_new: bool = False
    replaced: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A sidecar that had nothing to be changed in it, not a byte; without ``path``, none was needed."""

    photo: PhotoId
    path: str = ""
    kept: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class NotWritten:
    """A sidecar, or a photo without one, that could not be written, and why."""

    photo: PhotoId
    path: str
    reason: str


Result = Written | LeftAlone | NotWritten

Write = Callable[[str, bytes], None]
"""Replaces a file whole, or raises :class:`OSError` and leaves it: ``manifest.safe_write.write``."""


def write_sidecars(
    story: Story, ids: Iterable[PhotoId], readers: Readers, write: Write
) -> Generator[Result, None, None]:
    """Write the words of the photos of *ids* into their sidecars, and yield what came of each.

    A photo has a result for each of its sidecars, and at least one. Between two results nothing is
    under way: the generator may be closed at any of them.
    """
    run = _Run(readers, write)
    for photo_id in ids:
        if (photo := story.photos.get(photo_id)) is None:
            continue
        words = words_of(photo, story)
        taken = inherit.taken(photo, story.defaults)
        unfit = () if "taken" in words or is_blank(taken) else (Difference("taken", "", taken),)
        for result in run.write(photo, words):
            if isinstance(result, Written | LeftAlone) and unfit:
                result = replace(result, kept=(*result.kept, *unfit))
            yield result


def words_of(photo: Photo, story: Story) -> dict[str, tuple[str, ...]]:
    """Return the words of *photo* that its sidecars carry, those of the story's defaults among them.

    Fields that are blank are left out. The credit is the one that somebody wrote: that of a photo
    without any is not made up of the photographer's name, as it is for readers of the page.
    """
    defaults = story.defaults
    usage, license_url = inherit.terms(photo, defaults)
    where = inherit.place(photo, defaults)
    credit = defaults.credit if is_blank(photo.credit) else photo.credit
    texts = {
        "caption": clean(photo.caption),
        "headline": clean_line(photo.headline),
        "photographer": clean_line(inherit.photographer(photo, defaults)),
        "credit": clean_line(credit),
        "copyright": clean(inherit.copyright_notice(photo, defaults)),
        "usage": clean(usage),
        "license_url": clean_line(license_url),
        "alt": clean(photo.alt),
        "rating": _rating(photo),
        "taken": dates.from_xmp(inherit.taken(photo, defaults)),
        **{part: clean_line(getattr(where, part)) for part in PLACE_PARTS},
    }
    lists = {"keywords": photo.keywords, "persons": photo.persons}
    words = {name: (text.strip(),) for name, text in texts.items() if not is_blank(text)}
    return words | {name: cleaned(name, texts) for name, texts in lists.items() if texts}


def _rating(photo: Photo) -> str:
    """Return the rating as XMP has it: -1 for a rejected photo, ``""`` for one without."""
    if photo.mark == "reject":
        return "-1"
    return str(photo.rating) if photo.rating else ""


def _untouched(photo: Photo) -> list[str]:
    """Return the fields that stand as the file brought them; not the rating of a photo that a person rejected."""
    return sorted(photo.from_file - ({"rating"} if photo.mark == "reject" else set()))


class _Run:
    """One run over photos: the folders it has seen, and whose sidecars it has dealt with."""

    def __init__(self, readers: Readers, write: Write) -> None:
        self._readers, self._write_file = readers, write
        self._folders = Folders()
        self._owners: dict[str, PhotoId] = {}

    def write(self, photo: Photo, words: Words) -> Iterator[Result]:
        """Write *words* into the sidecars of *photo*; yield a result for each, at least one."""
        if not photo.file:
            yield NotWritten(photo.id, photo.file_name, "the story does not say where the photo is")
            return
        try:
            check_file(photo.file)
            found = places(photo, self._folders)
        except PhotoError as error:
            yield NotWritten(photo.id, photo.file, error.reason)
            return
        except OSError as error:
            yield NotWritten(photo.id, photo.file, f"its folder cannot be read ({error.strerror})")
            return
        is_done = False
        for place in found.there:
            if (result := self._write_there(photo, place, words)) is not None:
                is_done = True
                yield result
        if not is_done:
            yield self._create(photo, words, found)

    def _write_there(self, photo: Photo, place: Place, words: Words) -> Result | None:
        """Write into a sidecar that is there; return ``None`` if it is another file's."""
        owner = self._owners.get(place.path, photo.id)
        if owner != photo.id:
            return NotWritten(photo.id, place.path, _SHARED) if place.is_ours else None
        try:
            result = self._change(photo, place, words)
        except PhotoError as error:
            result = NotWritten(photo.id, place.path, error.reason) if place.is_ours else None
        except OSError as error:
            result = NotWritten(photo.id, place.path, _refusal(error))
        if result is not None:
            self._owners[place.path] = photo.id
        return result

    def _change(self, photo: Photo, place: Place, words: Words) -> Result | None:
        question = {
            "words": words,
            "untouched": _untouched(photo),
            "endings": place.endings,
            "is_ours": place.is_ours,
            "now": _now(),
        }
        for _ in range(_TRIES):
            answer, blobs = self._readers.call(merge_sidecar, place.path, question)
            if not answer["is_ours"]:
                return None
            replaced, kept = _differences(answer["replaced"]), _differences(answer["kept"])
            if not blobs:
                return LeftAlone(photo.id, place.path, kept)
            if hashlib.sha256(read_sidecar(place.path)).hexdigest() == answer["digest"]:
                self._write_file(place.path, blobs[0])
                return Written(photo.id, place.path, False, replaced, kept)
        return NotWritten(photo.id, place.path, "another program is changing it at this moment")

    def _create(self, photo: Photo, words: Words, found: Places) -> Result:
        """Make a sidecar, unless there is nothing to say in it."""
        if not words:
            return LeftAlone(photo.id)
        others = {place.path for place in found.there}
        path = next((path for path in found.new if path not in others), "")
        if not path:
            return NotWritten(photo.id, found.new[-1], _SHARED)
        if os.path.lexists(path):  # It came after the folder was listed.
            result = self._write_there(photo, Place(path), words)
            return result or NotWritten(photo.id, path, _SHARED)
        ending = found.ending if path == found.new[0] else ""
        try:
            self._write_file(path, new_packet(words, _now(), ending))
        except OSError as error:
            return NotWritten(photo.id, path, _refusal(error))
        self._owners[path] = photo.id
        return Written(photo.id, path, is_new=True)


_SHARED = "it belongs to another file of this name"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _differences(told: Iterable[list[str]]) -> tuple[Difference, ...]:
    return tuple(Difference(*one) for one in told)


def _refusal(error: OSError) -> str:
    """Return why the file system refused, without the path."""
    return f"it cannot be written ({error.strerror or type(error).__name__})"
