"""The copies of a photo as a page needs them: from the cache, or made by a worker and kept, with words put in.

What a copy looks like is left to ``pictures``, what it says to ``xmp``. Copies are kept without words, so
that a caption may change and no pixel is made anew.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from platformdirs import user_cache_path

from curator import __version__
from curator.errors import PhotoError
from curator.export import boxes, pictures, report, segments
from curator.photos.files import check_file
from curator.photos.thumbnails import DiskCache
from curator.story.values import Area

SECONDS = 60.0
"""How long the copies of one photo may take."""

MAX_CACHE_BYTES = 1024**3
"""Size at which the cache forgets what was not used for longest: the copies of some 1,000 photos fit in."""

_RECIPE = "2"
# Counts up whenever copies would look different, so that old ones are not found any more.

_SETTLED = 2.0
# Seconds after a file was written for which its times say little: FAT counts them by twos, and another
# writing in the same tick would leave no trace.

_DIGEST_BYTES = 32


class Readers(Protocol):
    """The worker processes that decode photos, as :class:`curator.photos.workers.Readers` has them."""

    @property
    def size(self) -> int:
        """How many photos are decoded at once."""

    def call(
        self, function: Callable[..., Any], *arguments: Any, seconds: float
    ) -> tuple[Any, Sequence[bytes]]:
        """Return the value and the blobs that *function* returns in a worker process."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How copies are made: widths in pixels, and the qualities of both codecs; without AVIF the last is 0."""

    widths: tuple[int, ...]
    quality: int
    avif_quality: int = 0


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of a photo, small to large: width and height, a colour of it, and the files' bytes."""

    sizes: tuple[tuple[int, int], ...]
    colour: str
    jpegs: tuple[bytes, ...]
    avifs: tuple[bytes, ...] = ()

    def saying(self, packet: bytes, path: str) -> "Copies":
        """Return the same copies with the words of *packet*, every byte looked at again.

        Raises :class:`PhotoError` about the photo at *path* if they would say more.
        """
        try:
            jpegs = tuple(segments.with_packet(blob, packet) for blob in self.jpegs)
            avifs = tuple(boxes.with_packet(blob, packet) for blob in self.avifs)
        except (segments.BrokenJpeg, boxes.BrokenAvif) as error:
            raise PhotoError(path, f"its copy cannot take the words ({error})") from error
        pictures.check(path, jpegs, avifs, packet)
        return Copies(self.sizes, self.colour, jpegs, avifs)


class CopyCache:
    """The copies that were made before, by what is in the file, what is hidden of it, and the recipe."""

    def __init__(self, folder: Path | None = None) -> None:
        usual = user_cache_path("curator", appauthor=False) / "copies"
        self._files = DiskCache(folder or usual, "")

    def digest(self, path: str) -> str:
        """Return the SHA-256 of the file at *path*, unread if it is known by its times and place."""
        before = check_file(path)
        key = _traits_key(path, before)
        known = self._files.get(key)
        if known and len(known) == _DIGEST_BYTES:
            return known.hex()
        found = digest_of(path)
        is_settled = time.time() - max(before.st_mtime, before.st_ctime) > _SETTLED
        if is_settled and key == _traits_key(path, check_file(path)):
            self._files.put(key, bytes.fromhex(found))
        return found

    def get(self, key: str) -> Copies | None:
        """Return the copies kept under *key*; ``None`` if there are none, or not a whole set."""
        kept = self._files.get(key)
        copies = _unpacked(kept) if kept else None
        if copies is not None:
            self._files.touch(key)
        return copies

    def put(self, key: str, copies: Copies) -> None:
        """Keep *copies* under *key*, if the disk lets us."""
        self._files.put(key, _packed(copies))

    def clear(self) -> None:
        """Forget all copies."""
        self._files.clear()

    def prune(self, most: int = MAX_CACHE_BYTES) -> Iterator[int]:
        """Forget what was not used for longest until at most *most* bytes are kept; yield sizes forgotten."""
        yield from self._files.prune(most)


def make(
    path: str,
    hidden: Sequence[Area],
    recipe: Recipe,
    readers: Readers,
    cache: CopyCache | None,
    crop: Area | None = None,
) -> Copies:
    """Return the copies of the photo at *path*, or of the part *crop*, *hidden* areas covered, without words.

    Blocks; call it from a background thread. Raises :class:`PhotoError` if it cannot be read.
    """
    if cache is None:
        return _made(path, hidden, recipe, readers, crop)
    try:
        digest = cache.digest(path)
    except ValueError:  # A name that no disk can have: a worker says so in the usual words.
        return _made(path, hidden, recipe, readers, crop)
    key = copy_key(path, digest, hidden, recipe, crop)
    known = cache.get(key)
    if known is not None:
        return known
    made = _made(path, hidden, recipe, readers, crop)
    if (
        digest_of(path) == digest
    ):  # Else the file was changed meanwhile, and who knows which was read.
        cache.put(key, made)
    return made


def copy_key(
    path: str, digest: str, hidden: Sequence[Area], recipe: Recipe, crop: Area | None = None
) -> str:
    """Return what the copies of a file of this *digest* are kept under.

    Of its *path* only the ending counts, which tells some formats from others.
    """
    ending = os.path.splitext(path)[1].lower()
    areas = [area.values for area in hidden]
    facts = (
        _RECIPE,
        __version__,
        pictures.codecs(),
        digest,
        ending,
        str(areas),
        str(recipe),
        str(_box(crop)),
    )
    return _key("copies", *facts)


def _box(crop: Area | None) -> tuple[float, ...]:
    return crop.values[1:] if crop is not None else ()


def _made(
    path: str, hidden: Sequence[Area], recipe: Recipe, readers: Readers, crop: Area | None
) -> Copies:
    value, blobs = readers.call(
        pictures.web_copies,
        path,
        list(recipe.widths),
        recipe.quality,
        [area.values for area in hidden],
        recipe.avif_quality,
        _box(crop),
        seconds=SECONDS,
    )
    sizes = tuple((int(size["width"]), int(size["height"])) for size in value["copies"])
    jpegs, avifs = tuple(blobs[: len(sizes)]), tuple(blobs[len(sizes) :])
    return Copies(sizes, str(value["colour"]), jpegs, avifs)


def _traits_key(path: str, status: os.stat_result) -> str:
    """Return a key of what changes with the file at *path*: its size, times and place on the disk."""
    told = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
    return _key("digest", os.path.abspath(path), *map(str, told))


def _key(*facts: str) -> str:
    return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(path: str) -> str:
    """Return the SHA-256 of the photo at *path*, hexadecimal; raise :class:`PhotoError` if it cannot be read."""
    check_file(path)
    try:
        return report.digest_of(path)
    except OSError as error:
        raise PhotoError(path, "the file cannot be read") from error


def _packed(copies: Copies) -> bytes:
    """Return *copies* as one text of bytes: its digest, a line of facts, the files."""
    blobs = (*copies.jpegs, *copies.avifs)
    facts = {"sizes": copies.sizes, "colour": copies.colour, "lengths": [len(b) for b in blobs]}
    content = json.dumps(facts).encode() + b"\n" + b"".join(blobs)
    return hashlib.sha256(content).digest() + content


def _unpacked(kept: bytes) -> Copies | None:
    """Return the copies that were packed; ``None`` if a disk or a person changed a byte of them."""
    digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
    if hashlib.sha256(content).digest() != digest:
        return None
    line, _, rest = content.partition(b"\n")
    facts = json.loads(line)
    blobs, at = [], 0
    for length in facts["lengths"]:
        blobs.append(rest[at : at + length])
        at += length
    sizes = tuple((width, height) for width, height in facts["sizes"])
    return Copies(sizes, facts["colour"], tuple(blobs[: len(sizes)]), tuple(blobs[len(sizes) :]))
