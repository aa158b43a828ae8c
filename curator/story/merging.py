"""Two stories that grew out of one, made one again: value by value, photo by photo, block by block.

What one side alone changed is taken. What both changed in different ways is a conflict: ours stands, and
is told beside theirs, so that a person can take that with ``bringing_back``. What counts as a change,
of words, pictures and order, is left to ``comparing``; what of one value to ``three_ways``.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, TypeVar

from curator.story import placing_back
from curator.story import sequence as order
from curator.story.aligning import align
from curator.story.bringing_back import put, settled
from curator.story.comparing import (
    GROUP_CAPTION,
    LAYOUT,
    PHOTO_PATHS,
    PICTURE,
    STANDING,
    STORY_PATHS,
    BlockDifference,
    Differences,
    FieldDifference,
    PhotoDifference,
    Standing,
    compare,
    is_same_picture,
)
from curator.story.edits import Edit, EditKind, remove_photos
from curator.story.table import PhotoTable
from curator.story.three_ways import three_ways
from curator.story.values import Block, GroupBlock, Key, Photo, PhotoBlock, PhotoId, Story

_OF_FILE = (
    ("file", "refused_file"), ("raw",), ("digest", "width", "height", "look", "camera"),
)  # fmt: skip
# Where a picture lies, and what Curator read from it: no words, so never a conflict that is told.

_ORDERED = (LAYOUT, GROUP_CAPTION)
# Fields of a photo that are values of the block it stands in.

_Changed = dict[tuple[PhotoId, str], FieldDifference]
_OwnerT = TypeVar("_OwnerT", Story, Photo)


@dataclass(frozen=True, slots=True)
class Merged:
    """The story that holds both sides' changes, and ``conflicts``: where ours stands, and theirs was otherwise.

    Both ``story`` and ``theirs`` have what is the same in ours as the very same values.

    ``conflicts`` are told from theirs to ours, so that bringing one back takes theirs; ``taken`` is
    what came from theirs.
    """

    story: Story
    theirs: Story
    conflicts: Differences
    taken: Differences


def merge(base: Story | None, ours: Story, theirs: Story) -> Merged:
    """Return *ours* and *theirs*, which both grew out of *base*, as one story.

    Without a *base* nobody can tell who changed what: ours stands, and all that differs is a conflict.
    """
    if base is None:
        found = compare(theirs, ours)
        return Merged(ours, theirs, found, Differences(ours, ours))
    theirs = settled(ours, _without_clashes(base, ours, theirs))
    if theirs == base:
        after, found = ours, Differences(theirs, ours)
    elif ours == base:
        after, found = theirs, Differences(theirs, theirs)
    else:
        merging = _Merging(base, ours, theirs)
        after = settled(ours, merging.merged())
        found = merging.conflicts(after)
    return Merged(after, theirs, found, compare(ours, after))


def take_merged(merged: Story) -> Edit:
    """Make the edit that puts the merged story, or the other side's, in the place of the one that was merged."""
    return Edit(EditKind.MERGE, lambda _: merged)


def _without_clashes(base: Story, ours: Story, theirs: Story) -> Story:
    """Return *theirs* with other ids for new photos that share theirs with another new photo of *ours*."""
    names: dict[PhotoId, PhotoId] = {}
    for photo in theirs.photos.values():
        mine = ours.photos.get(photo.id)
        if mine is not None and photo.id not in base.photos and not is_same_picture(mine, photo):
            candidates = (PhotoId(f"{photo.id}-{n}") for n in itertools.count(2))
            taken = {*ours.photos, *theirs.photos, *names.values()}
            names[photo.id] = next(name for name in candidates if name not in taken)
    if not names:
        return theirs

    def named(photo: PhotoId) -> PhotoId:
        return names.get(photo, photo)

    def block_named(block: Block) -> Block:
        match block:
            case PhotoBlock():
                return replace(block, photo=named(block.photo))
            case GroupBlock():
                return replace(block, photos=tuple(map(named, block.photos)))
        return block

    return replace(
        theirs,
        photos=PhotoTable(replace(photo, id=named(photo.id)) for photo in theirs.photos.values()),
        sequence=tuple(map(block_named, theirs.sequence)),
        waivers=tuple(
            replace(waiver, photo=named(waiver.photo)) if waiver.photo is not None else waiver
            for waiver in theirs.waivers
        ),
    )


class _Merging:
    """One merge under way: what each side changed, and where they clash."""

    def __init__(self, base: Story, ours: Story, theirs: Story) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._mine, self._other = compare(base, ours), compare(base, theirs)
        self._clashes: set[tuple[PhotoId | None, str]] = set()
        self._blocks_clashing: list[Block] = []

    def merged(self) -> Story:
        """Return the story with both sides' changes."""
        story = self._values(self._ours)
        story = replace(story, photos=story.photos.with_photos(self._photos()))
        return self._ordered(story)

    def conflicts(self, after: Story) -> Differences:
        """Return where *after* has ours and theirs was otherwise."""
        found = compare(self._theirs, after)
        clashing = {key for block in self._blocks_clashing for key in order.keys_of(block)}

        def clashes(difference: BlockDifference) -> bool:
            sides = (difference.before, difference.after)
            return any(clashing.intersection(order.keys_of(side)) for side in sides if side)

        return replace(
            found,
            fields=tuple(f for f in found.fields if (None, f.field) in self._clashes),
            photos=tuple(filter(None, map(self._clashing, found.photos))),
            blocks=tuple(filter(clashes, found.blocks)),
        )

    def _clashing(self, difference: PhotoDifference) -> PhotoDifference | None:
        """Return the part of *difference* that is a conflict; ``None`` if nothing of it is."""
        photo = difference.photo
        standing = difference.standing if (photo, STANDING) in self._clashes else None
        told = tuple(f for f in difference.fields if (photo, f.field) in self._clashes)
        if standing is None and not told:
            return None
        return replace(difference, standing=standing, fields=told)

    # ---- values

    def _values(self, story: Story) -> Story:
        """Return *story* with the values of the story itself merged."""
        sides = self._base, self._ours, self._theirs
        for path in STORY_PATHS:
            if path != "closing_credit":
                story = self._put(story, None, path, sides)
        closings = [(side.closing_from_photos, side.closing_credit) for side in sides]
        closing, is_clash = three_ways("closing_credit", *closings)
        if is_clash:
            self._clashes.add((None, "closing_credit"))
        return replace(story, closing_from_photos=closing[0], closing_credit=closing[1])

    def _photos(self) -> Iterator[Photo]:
        """Yield the photos of both sides in which ours and the merged one differ."""
        changed = self._ours.photos.differing_ids(self._theirs.photos)
        for ours in self._ours.photos.values():
            theirs = self._theirs.photos.get(ours.id)
            if theirs is None or ours.id not in changed:
                continue
            # Added by both: what neither wrote is what a new photo has.
            base = self._base.photos.get(ours.id) or Photo(ours.id, ours.file)
            photo = self._photo(base, ours, theirs)
            if photo != ours:
                yield photo

    def _photo(self, base: Photo, ours: Photo, theirs: Photo) -> Photo:
        sides = base, ours, theirs
        after = self._picture(ours, sides)
        for path in PHOTO_PATHS:
            after = self._put(after, ours.id, path, sides)
        return replace(after, from_file=_origins(after, sides))

    def _picture(self, after: Photo, sides: tuple[Photo, Photo, Photo]) -> Photo:
        """Return *after* with the picture that one side put there, wherever it lies now."""
        base, ours, theirs = sides
        is_other = [not is_same_picture(base, side) for side in (ours, theirs)]
        if all(is_other) and not is_same_picture(ours, theirs):
            self._clashes.add((ours.id, PICTURE))
            return after
        if any(is_other):
            source = theirs if is_other[1] else ours
            names = [name for unit in _OF_FILE for name in unit]
            return replace(after, **{name: getattr(source, name) for name in names})
        for unit in _OF_FILE:
            values = [tuple(getattr(side, name) for name in unit) for side in sides]
            merged = three_ways("", *values)[0]
            after = replace(after, **dict(zip(unit, merged, strict=True)))
        return after

    def _put(
        self, after: _OwnerT, photo: PhotoId | None, path: str, sides: tuple[Any, Any, Any]
    ) -> _OwnerT:
        """Return *after* with the merged value at *path*; note the conflict if it is one."""
        values = [attrgetter(path)(side) for side in sides]
        merged, is_clash = three_ways(path, *values)
        if is_clash:
            self._clashes.add((photo, path))
        return put(after, path, merged)

    # ---- order

    def _ordered(self, story: Story) -> Story:
        """Return *story* with photos and blocks of both sides, and in the order of both."""
        standing = self._standings()
        is_clash = any(field == STANDING for _, field in self._clashes)
        is_ours_as_before = not any((self._mine.blocks, *map(_is_ordered, self._mine.photos)))
        if is_ours_as_before and not is_clash:
            return _with_order_of(story, self._theirs)
        story = placing_back.with_standing(story, self._theirs, standing)
        for field, apply in (
            (LAYOUT, placing_back.with_layout),
            (GROUP_CAPTION, placing_back.with_group_captions),
        ):
            story = apply(story, self._theirs, self._laid_out(field))
        return replace(story, sequence=self._worded(story.sequence))

    def _standings(self) -> list[PhotoId]:
        """Return the photos that stand as theirs do; note where ours clash."""
        mine = {photo.photo: photo for photo in self._mine.photos}
        others = {photo.photo: photo for photo in self._other.photos}
        taken = []
        for photo_id, other in others.items():
            own = mine.get(photo_id)
            if own is not None and own.standing is Standing.REMOVED:
                if other.standing is not Standing.REMOVED:
                    self._clashes.add((photo_id, STANDING))
            elif other.standing is None or (own and own.standing is other.standing):
                self._note_moves(own, other)
            elif own is not None and (own.standing or other.standing is Standing.REMOVED):
                self._clashes.add((photo_id, STANDING))
            else:
                taken.append(photo_id)
        return taken

    def _note_moves(self, own: PhotoDifference | None, other: PhotoDifference) -> None:
        """Note a photo that both moved, but not to the same place."""
        if own and own.standing is other.standing is Standing.MOVED:
            self._clashes.add((own.photo, STANDING))

    def _laid_out(self, field: str) -> list[PhotoId]:
        """Return the photos whose *field*, a value of the block they stand in, is as in theirs."""
        touched = {photo for f in _fields(self._mine, _ORDERED) for photo in _touched(f)}
        taken = []
        for difference in _fields(self._other, (field,)):
            assert difference.photo is not None
            if touched.isdisjoint(_touched(difference)):
                taken.append(difference.photo)
            else:
                self._clashes.add((difference.photo, field))
        return taken

    def _worded(self, sequence: order.Sequence) -> order.Sequence:
        """Return *sequence* with the blocks of words that theirs alone put in, rewrote, moved or took out."""
        same = align(self._base.sequence, self._ours.sequence).same
        own = {key: block for block in sequence for key in order.keys_of(block)}
        rewritten = {id(d.before) for d in self._mine.blocks if d.before is not None}
        instead: dict[Key, Block | None] = {}
        placed: dict[Key, Block] = {}
        for difference in self._other.blocks:
            was, new = difference.before, difference.after
            key = None if was is None else same.get(order.keys_of(was)[0])
            now = None if key is None else own.get(key)
            if was is None and new is not None:
                if not any(new == d.after for d in self._mine.blocks):  # Both may have put it in.
                    placed[order.keys_of(new)[0]] = new
            elif id(was) in rewritten:
                if now != new:
                    self._blocks_clashing += filter(None, (now, new))
            elif now is not None:
                is_placed = difference.is_moved and new is not None
                instead[order.keys_of(now)[0]] = None if is_placed else new
                if is_placed and new is not None:
                    placed[order.keys_of(new)[0]] = new
        rest = (instead.get(order.keys_of(block)[0], block) for block in sequence)
        kept = tuple(block for block in rest if block is not None)
        return placing_back.inserted(kept, self._theirs.sequence, placed)


def _origins(after: Photo, sides: tuple[Photo, Photo, Photo]) -> frozenset[str]:
    """Return which words of *after* stand as the file brought them: as on the side that they are from."""
    base, ours, theirs = sides
    found = set()
    for head in base.from_file | ours.from_file | theirs.from_file:
        value, own, other = (getattr(side, head, None) for side in (after, ours, theirs))
        marks = [head in side.from_file for side in sides]
        if value == own == other:
            is_marked = three_ways("", *marks)[0]
        else:
            is_marked = marks[1] if value == own else marks[2] and value == other
        if is_marked:
            found.add(head)
    return frozenset(found)


def _with_order_of(story: Story, theirs: Story) -> Story:
    """Return *story* with the photos and the sequence of *theirs*."""
    new = [photo for photo in theirs.photos.values() if photo.id not in story.photos]
    gone = [photo for photo in story.photos if photo not in theirs.photos]
    story = replace(story, photos=story.photos.with_photos(new))
    return replace(remove_photos(gone).apply(story), sequence=theirs.sequence)


def _is_ordered(difference: PhotoDifference) -> bool:
    """Say whether the difference is one of the sequence, or of which photos there are."""
    return difference.standing is not None or any(f.field in _ORDERED for f in difference.fields)


def _fields(found: Differences, names: Iterable[str]) -> list[FieldDifference]:
    return [f for photo in found.photos for f in photo.fields if f.field in names]


def _touched(difference: FieldDifference) -> set[PhotoId]:
    """Return the photos whose block *difference* is about."""
    assert difference.photo is not None
    sides = [side for side in (difference.before, difference.after) if not isinstance(side, str)]
    return {difference.photo, *(photo for side in sides for photo in order.photos_of(side))}
