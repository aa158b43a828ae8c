"""What differs between two versions of a story, value by value; bringing something back is left to ``bringing_back``.

What counts is what a person did: words, order, layout, which picture. Where a file lies, and what
Curator itself read from it, is no difference as long as it is the same picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from curator.story import sequence as order
from curator.story.aligning import Alignment, align
from curator.story.closing import closing_credit
from curator.story.edits import DEFAULT_FIELDS, PHOTO_FIELDS, STORY_FIELDS
from curator.story.values import Block, GroupBlock, Key, Photo, PhotoBlock, PhotoId, Story

STANDING, LAYOUT, GROUP_CAPTION, PICTURE, FROM_FILE = (
    "standing", "layout", "group.caption", "picture", "from_file",
)  # fmt: skip
"""Fields of a photo beyond its words: whether and where it stands, how, and which picture it is.

``from_file`` tells which words stand as the file brought them, where the words are the same.
"""

STORY_PATHS = (
    *STORY_FIELDS, "source.name", "source.url", "links", "corrections",
    *(f"defaults.{field}" for field in DEFAULT_FIELDS), "dictionary", "names",
    "source.extra", "defaults.place.extra", "defaults.extra", "waivers", "extra",
    "date_detail", "defaults.place_detail",
)  # fmt: skip
"""Every value of a story that is compared as one; ``closing_credit`` as readers meet it."""

PHOTO_PATHS = (*PHOTO_FIELDS, "hidden", "phone_crop", "place_detail", "place.extra", "extra")
"""Every value of a photo that is compared as one, but those named above."""


class Standing(StrEnum):
    """What became of a photo in the story."""

    ADDED = "added"
    REMOVED = "removed"
    SET_ASIDE = "set aside"
    BROUGHT_IN = "brought in"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A value that differs: of ``photo``, or of the story if that is ``None``.

    ``field`` is a path as ``place.city``. Of ``layout`` the values are the blocks that hold the
    photo, of ``picture`` the photos themselves.
    """

    photo: PhotoId | None
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PhotoDifference:
    """A photo in which something differs.

    ``before`` or ``after`` is ``None`` where there is no such photo. ``numbers`` tell its place in
    the sequence in both, counted from 1, 0 where it has none.
    """

    photo: PhotoId
    before: Photo | None
    after: Photo | None
    standing: Standing | None
    numbers: tuple[int, int]
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """A block of words that is not the same in both, or stands elsewhere among the others."""

    before: Block | None
    after: Block | None
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything in which the story *after* differs from *before*.

    ``photos`` come in the order of the sequence after, then those set aside, then those that are gone.
    """

    before: Story
    after: Story
    fields: tuple[FieldDifference, ...] = ()
    photos: tuple[PhotoDifference, ...] = ()
    blocks: tuple[BlockDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both tell the same."""
        return not (self.fields or self.photos or self.blocks)

    @property
    def count(self) -> int:
        """How many values, places of photos and blocks of words differ."""
        of_photos = sum(len(p.fields) + (p.standing is not None) for p in self.photos)
        return len(self.fields) + len(self.blocks) + of_photos


def compare(before: Story, after: Story) -> Differences:
    """Return everything in which *after* differs from *before*."""
    alignment = align(before.sequence, after.sequence)
    return Differences(
        before,
        after,
        fields=tuple(_story_fields(before, after)),
        photos=tuple(_photos(before, after, alignment)),
        blocks=tuple(_blocks(alignment)),
    )


# ---- the story's own values


def _story_fields(before: Story, after: Story) -> Iterator[FieldDifference]:
    for field in STORY_PATHS:
        read = attrgetter(field)
        old, new = read(before), read(after)
        if field == "closing_credit":
            is_same = old == new and before.closing_from_photos == after.closing_from_photos
            if not is_same:
                yield FieldDifference(None, field, closing_credit(before), closing_credit(after))
        elif old != new:
            yield FieldDifference(None, field, old, new)


# ---- photos


def _photos(before: Story, after: Story, alignment: Alignment) -> Iterator[PhotoDifference]:
    compared = _PhotosCompared(before, after, alignment)
    shown = list(order.photo_ids(after.sequence))
    aside = (i for i in after.photos if i not in compared.numbers[1])
    gone = (i for i in before.photos if i not in after.photos)
    for photo_id in (*shown, *aside, *gone):
        difference = compared.difference(photo_id)
        if difference is not None:
            yield difference


class _PhotosCompared:
    """The photos of two stories while they are compared."""

    def __init__(self, before: Story, after: Story, alignment: Alignment) -> None:
        self._before, self._after = before, after
        self._moved = alignment.moved
        self.numbers = order.numbers(before.sequence), order.numbers(after.sequence)
        self._holders = shared_holders(before.sequence, after.sequence)
        self._told: set[int] = set()

    def difference(self, photo_id: PhotoId) -> PhotoDifference | None:
        """Return in what the photo of *photo_id* differs; ``None`` if in nothing."""
        old, new = self._before.photos.get(photo_id), self._after.photos.get(photo_id)
        numbers = self.numbers[0].get(photo_id, 0), self.numbers[1].get(photo_id, 0)
        standing = self._standing(photo_id, old, new, numbers)
        found: list[FieldDifference] = []
        if old is not None and new is not None:
            found += _photo_fields(old, new)
            if all(numbers):
                found += self._layout(photo_id)
        if standing is None and not found:
            return None
        return PhotoDifference(photo_id, old, new, standing, numbers, tuple(found))

    def _standing(
        self, photo_id: PhotoId, old: Photo | None, new: Photo | None, numbers: tuple[int, int]
    ) -> Standing | None:
        if old is None or new is None:
            return Standing.ADDED if old is None else Standing.REMOVED
        if not all(numbers):
            if not any(numbers):
                return None
            return Standing.SET_ASIDE if numbers[0] else Standing.BROUGHT_IN
        return Standing.MOVED if photo_id in self._moved else None

    def _layout(self, photo_id: PhotoId) -> Iterator[FieldDifference]:
        """Yield how the photo's layout or the caption of its group differs, of a group once."""
        old, new = (held[photo_id] for held in self._holders)
        if old == new:
            return
        is_group = isinstance(old, GroupBlock) and isinstance(new, GroupBlock)
        if is_group and _uncaptioned(old) == _uncaptioned(new):
            if self._is_first_told(new):
                yield FieldDifference(photo_id, GROUP_CAPTION, _caption(old), _caption(new))
            return
        told = new if isinstance(new, GroupBlock) else old
        if isinstance(told, PhotoBlock) or self._is_first_told(told):
            yield FieldDifference(photo_id, LAYOUT, old, new)

    def _is_first_told(self, block: Block) -> bool:
        is_first = id(block) not in self._told
        self._told.add(id(block))
        return is_first


def shared_holders(
    before: order.Sequence, after: order.Sequence
) -> tuple[dict[PhotoId, Block], dict[PhotoId, Block]]:
    """Return the block that holds each photo in both orders, of photos that stand in both.

    Groups as if the others had never been in them: a photo whose neighbour was set aside has not
    itself been laid out anew.
    """
    shown = [set(order.photo_ids(sequence)) for sequence in (before, after)]
    single = shown[0] ^ shown[1]
    old, new = (
        {i: b for b in order.split(sequence, single)[1] for i in order.photos_of(b)}
        for sequence in (before, after)
    )
    return old, new


def _uncaptioned(block: Block) -> tuple[Any, ...]:
    return (block.photos, block.layout, block.extra) if isinstance(block, GroupBlock) else ()


def _caption(block: Block) -> str:
    return block.caption if isinstance(block, GroupBlock) else ""


_WORDS = tuple((field, attrgetter(field)) for field in PHOTO_PATHS)


def _photo_fields(old: Photo, new: Photo) -> list[FieldDifference]:
    if old is new or old == new:
        return []
    found = [
        FieldDifference(new.id, field, read(old), read(new))
        for field, read in _WORDS
        if read(old) != read(new)
    ]
    if not is_same_picture(old, new):
        found.append(FieldDifference(new.id, PICTURE, old, new))
    rewritten = {difference.field.partition(".")[0] for difference in found}
    old_origin, new_origin = old.from_file - rewritten, new.from_file - rewritten
    if old_origin != new_origin:
        found.append(FieldDifference(new.id, FROM_FILE, old_origin, new_origin))
    return found


def is_same_picture(one: Photo, other: Photo) -> bool:
    """Say whether two photos show the same picture: by its digest, else by the file it lies in."""
    if one.digest and other.digest:
        return one.digest == other.digest
    return (one.file, one.refused_file) == (other.file, other.refused_file)


# ---- blocks of words


def _blocks(alignment: Alignment) -> Iterator[BlockDifference]:
    """Yield the blocks of words that differ, those that are gone before the next that is there."""
    old = {key: b for b in alignment.before for key in order.keys_of(b) if not order.photos_of(b)}
    origins = {new: key for key, new in alignment.same.items()}
    gone = iter([key for key in old if key not in alignment.same])
    waiting = next(gone, None)
    places: dict[Key, int] = {key: n for n, key in enumerate(order.rows(alignment.before))}
    for block in alignment.after:
        key = order.keys_of(block)[0]
        origin = origins.get(key)
        while waiting is not None and origin is not None and places[waiting] < places[origin]:
            yield BlockDifference(old[waiting], None)
            waiting = next(gone, None)
        if order.photos_of(block):
            continue
        before = old[origin] if origin is not None else None
        if before != block or key in alignment.moved:
            yield BlockDifference(before, block, key in alignment.moved)
    while waiting is not None:
        yield BlockDifference(old[waiting], None)
        waiting = next(gone, None)
