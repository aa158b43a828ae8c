"""Edits that take from another version of the story: one value, one photo, one block of words, or all of it.

Where the files lie is not taken back: a photo that is the same picture keeps the path it has now.
The sequence is left to ``placing_back``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from curator.story import placing_back
from curator.story import sequence as order
from curator.story.aligning import align
from curator.story.comparing import (
    FROM_FILE,
    GROUP_CAPTION,
    LAYOUT,
    PHOTO_PATHS,
    PICTURE,
    STANDING,
    STORY_PATHS,
    BlockDifference,
    is_same_picture,
)
from curator.story.edits import Edit, EditKind
from curator.story.pictures import OF_PICTURE
from curator.story.table import PhotoTable
from curator.story.values import (
    Block,
    Defaults,
    Photo,
    PhotoId,
    Place,
    Source,
    Story,
)

OwnerT = TypeVar("OwnerT", Story, Photo, Defaults, Source, Place)

Pair = tuple[PhotoId | None, str]
"""A value of a story: the photo it is of, ``None`` for the story's own, and the field."""

_KIND = EditKind.BRING_BACK_WORDS

_PLACED: dict[str, Callable[[Story, Story, Sequence[PhotoId]], Story]] = {
    STANDING: placing_back.with_standing,
    LAYOUT: placing_back.with_layout,
    GROUP_CAPTION: placing_back.with_group_captions,
}


def bring_back_fields(other: Story, pairs: Iterable[Pair]) -> Edit:
    """Make the edit that takes values from *other*, fields named as ``comparing`` names them."""
    chosen = tuple(pairs)
    names = tuple(dict.fromkeys(photo for photo, _ in chosen if photo is not None))
    fields = {field for _, field in chosen}
    return Edit(
        _KIND,
        lambda story: _with_fields(story, other, chosen),
        names,
        fields.pop() if len(fields) == 1 else "",
    )


def bring_back_photo(other: Story, photo: PhotoId) -> Edit:
    """Make the edit that makes all of *photo* as it is in *other*: words, picture, place and layout.

    A photo that *other* does not have is taken out.
    """
    return bring_back_fields(other, pairs_of(photo))


def pairs_of(photo: PhotoId) -> tuple[Pair, ...]:
    """Return everything of *photo* that can be brought back."""
    fields = (*PHOTO_PATHS, PICTURE, FROM_FILE, STANDING, LAYOUT, GROUP_CAPTION)
    return tuple((photo, field) for field in fields)


def bring_back_block(other: Story, difference: BlockDifference) -> Edit:
    """Make the edit that makes a block of words as it is in *other*, where *difference* says how it was."""
    return Edit(_KIND, lambda story: placing_back.with_block(story, other, difference))


def bring_back_story(other: Story) -> Edit:
    """Make the edit that makes the whole story as *other* is."""
    return Edit(_KIND, lambda story: _whole(story, other))


def together(edits: Iterable[Edit]) -> Edit:
    """Make one edit of several that bring something back."""
    chosen = tuple(edits)
    if len(chosen) == 1:
        return chosen[0]

    def apply(story: Story) -> Story:
        for edit in chosen:
            story = edit.apply(story)
        return story

    photos = tuple(dict.fromkeys(photo for edit in chosen for photo in edit.photos))
    return Edit(_KIND, apply, photos)


# ---- the whole


def _whole(story: Story, other: Story) -> Story:
    photos = [_kept_path(photo, story.photos.get(photo.id)) for photo in other.photos.values()]
    return settled(story, replace(other, photos=PhotoTable(photos)))


def settled(story: Story, after: Story) -> Story:
    """Return *after* in the place of *story*: what is the same in both is the very same value.

    What is shown of it stays shown. Returns *story* itself where nothing differs.
    """
    alignment = align(after.sequence, story.sequence)
    now = {key: block for block in story.sequence for key in order.keys_of(block)}

    def kept(block: Block) -> Block:
        key = alignment.same.get(order.keys_of(block)[0])
        return now[key] if key is not None and now[key] == block else block

    photos = [_same_photo(photo, story.photos.get(photo.id)) for photo in after.photos.values()]
    table = PhotoTable(photos)
    if table.has_same_ids(story.photos):
        table = story.photos.with_photos(photos)
    after = replace(after, photos=table, sequence=tuple(map(kept, after.sequence)))
    return story if after == story else after


def _same_photo(photo: Photo, now: Photo | None) -> Photo:
    return now if now is not None and now == photo else photo


def _kept_path(photo: Photo, now: Photo | None) -> Photo:
    """Return *photo* with the file that the same picture has *now*; that very photo if it is equal."""
    if now is None or not is_same_picture(photo, now):
        return photo
    found = replace(photo, file=now.file, raw=now.raw, refused_file=now.refused_file)
    return now if found == now else found


# ---- values


def _with_fields(story: Story, other: Story, pairs: tuple[Pair, ...]) -> Story:
    by_photo: dict[PhotoId, list[str]] = {}
    after = story
    for photo, field in pairs:
        if photo is None:
            after = _with_story_field(after, other, field)
        else:
            by_photo.setdefault(photo, []).append(field)
    changed = []
    for photo_id, fields in by_photo.items():
        now, then = after.photos.get(photo_id), other.photos.get(photo_id)
        if now is not None and then is not None:
            changed.append(_with_photo_fields(now, then, fields))
    changed = [photo for photo in changed if photo is not after.photos[photo.id]]
    if changed:
        after = replace(after, photos=after.photos.with_photos(changed))
    for field, put in _PLACED.items():
        after = put(after, other, [photo for photo, fields in by_photo.items() if field in fields])
    return after


def _with_story_field(story: Story, other: Story, field: str) -> Story:
    if field not in STORY_PATHS:
        raise ValueError(field)
    after = put(story, field, attrgetter(field)(other))
    if field == "closing_credit":
        after = put(after, "closing_from_photos", other.closing_from_photos)
    return after


def _with_photo_fields(now: Photo, then: Photo, fields: Iterable[str]) -> Photo:
    after = now
    for field in fields:
        if field in PHOTO_PATHS:
            after = put(after, field, attrgetter(field)(then))
            after = _with_origin(after, then, field.partition(".")[0])
        elif field == PICTURE:
            kept = _kept_path(then, now)
            for name in OF_PICTURE:
                if name != "taken":  # This is one of the words, too, and brought back as one.
                    after = put(after, name, getattr(kept, name))
        elif field == FROM_FILE:
            for head in now.from_file ^ then.from_file:
                after = _with_origin(after, then, head)
    return after


def _with_origin(photo: Photo, then: Photo, head: str) -> Photo:
    """Return *photo*, its field *head* from the file or not as it was *then*, if it reads as then."""
    is_same = getattr(photo, head, None) == getattr(then, head, None)
    origin = photo.from_file - {head} | (then.from_file & {head} if is_same else frozenset())
    return put(photo, "from_file", origin)


def put(owner: OwnerT, path: str, value: Any) -> OwnerT:
    """Return *owner* with *value* at *path*, as ``place.city``; the very same object if it is there already."""
    head, _, rest = path.partition(".")
    before = getattr(owner, head)
    after = put(before, rest, value) if rest else value
    return owner if after is before or after == before else replace(owner, **{head: after})
