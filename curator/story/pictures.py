"""Edits that part a picture from its words: other pictures under the same words, and second copies.

What is of the picture is told by :data:`OF_PICTURE`; everything else of a photo is words about it.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from curator.story import sequence as order
from curator.story.edits import Edit, EditKind
from curator.story.values import (
    Block,
    GroupBlock,
    HeadingBlock,
    Key,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Story,
    TextBlock,
)

OF_PICTURE = (
    "file", "digest", "width", "height", "raw", "look", "camera", "taken", "refused_file", "hidden",
    "phone_crop",
)  # fmt: skip
"""The fields of a photo that go with its picture: where it lies, what it looks like, when it was made,
and what of it is hidden."""


def _with_picture(words: Photo, picture: Photo) -> Photo:
    """Return *words*, its picture being that of *picture*."""
    taken_over: dict[str, Any] = {name: getattr(picture, name) for name in OF_PICTURE}
    # What nobody has confirmed yet goes along with what it is about.
    taken_over["from_file"] = words.from_file.difference(OF_PICTURE) | (
        picture.from_file.intersection(OF_PICTURE)
    )
    return replace(words, **taken_over)


def _with_photos(story: Story, *after: Photo) -> Story:
    """Return *story* with these photos in place of those of their ids; the very same if they are equal."""
    changed = [photo for photo in after if photo != story.photos[photo.id]]
    return replace(story, photos=story.photos.with_photos(changed)) if changed else story


def swap_pictures(first: PhotoId, second: PhotoId) -> Edit:
    """Make the edit that lets two photos change pictures: words, number and layout stay in place."""

    def apply(story: Story) -> Story:
        one, other = story.photos.get(first), story.photos.get(second)
        if one is None or other is None or one is other:
            return story
        return _with_photos(story, _with_picture(one, other), _with_picture(other, one))

    return Edit(EditKind.SWAP_PICTURES, apply, (first, second))


def swap_words(first: PhotoId, second: PhotoId) -> Edit:
    """Make the edit that lets two photos change words: pictures, number and layout stay in place."""

    def apply(story: Story) -> Story:
        one, other = story.photos.get(first), story.photos.get(second)
        if one is None or other is None or one is other:
            return story
        return _with_photos(
            story,
            replace(_with_picture(other, one), id=one.id),
            replace(_with_picture(one, other), id=other.id),
        )

    return Edit(EditKind.SWAP_WORDS, apply, (first, second))


def replace_picture(photo: PhotoId, picture: Photo) -> Edit:
    """Make the edit that puts another picture, as read from its file, under the words of *photo*.

    The words of *picture* are left out. What was hidden stays hidden, whatever the new picture shows:
    one area too many is seen and taken away, a face uncovered is not taken back. If its file is that of
    another photo, the two change pictures; if it is the one that *photo* has, what was read anew takes
    the place of what was known of it.
    """

    def apply(story: Story) -> Story:
        words = story.photos.get(photo)
        if words is None:
            return story
        there = (p for p in story.photos.values() if p.file and p.file == picture.file)
        other = None if words.file == picture.file else next(there, None)
        if other is not None:
            return swap_pictures(photo, other.id).apply(story)
        hidden = (*words.hidden, *(area for area in picture.hidden if area not in words.hidden))
        return _with_photos(story, _with_picture(words, replace(picture, hidden=hidden)))

    return Edit(EditKind.REPLACE_PICTURE, apply, (photo,))


_OF_FOUND = ("file", "digest", "width", "height", "look")


def take_found(pairs: Iterable[tuple[PhotoId, Photo]]) -> Edit:
    """Make the edit that takes the files found again: each photo with the picture as read from there.

    All words stay, so do the date, the areas that are hidden and the crop: it is the same picture. A raw
    file stays, unless one lies beside the file that was found.
    """
    found = tuple(pairs)

    def apply(story: Story) -> Story:
        changed = []
        for photo_id, picture in found:
            photo = story.photos.get(photo_id)
            if photo is not None:
                values: dict[str, Any] = {name: getattr(picture, name) for name in _OF_FOUND}
                values |= {"raw": picture.raw or photo.raw, "refused_file": ""}
                changed.append(replace(photo, **values, camera=picture.camera or photo.camera))
        return _with_photos(story, *changed)

    return Edit(EditKind.REPLACE_PICTURE, apply, tuple(photo_id for photo_id, _ in found))


def duplicate(keys: Iterable[Key]) -> Edit:
    """Make the edit that puts a copy of each block of *keys* behind the last of them.

    A photo's copy is a photo of its own, with the same picture and the same words.
    """
    chosen = tuple(dict.fromkeys(keys))
    wanted = set(chosen)

    def apply(story: Story) -> Story:
        taken_ids = set(story.photos)
        photos: list[Photo] = []

        def copied(photo_id: PhotoId) -> PhotoId:
            candidates = (PhotoId(f"{photo_id}-{n}") for n in itertools.count(2))
            fresh = next(one for one in candidates if one not in taken_ids)
            taken_ids.add(fresh)
            photos.append(replace(story.photos[photo_id], id=fresh))
            return fresh

        copies: list[Block] = []
        last = 0
        for at, block in enumerate(story.sequence, 1):
            if wanted.isdisjoint(order.keys_of(block)):
                continue
            last = at
            copies.extend(_copy(block, wanted, copied))
        if not copies:
            return story
        return replace(
            story,
            photos=story.photos.with_photos(photos),
            sequence=(*story.sequence[:last], *copies, *story.sequence[last:]),
        )

    return Edit(EditKind.DUPLICATE, apply, tuple(PhotoId(k) for k in chosen if isinstance(k, str)))


def _copy(block: Block, chosen: set[Key], copied: Callable[[PhotoId], PhotoId]) -> Iterator[Block]:
    """Yield the copies of *block*: a group as a whole if all of it is chosen, else its photos."""
    match block:
        case PhotoBlock():
            layout = "" if block.layout == "lead" else block.layout
            yield replace(block, photo=copied(block.photo), layout=layout)
        case GroupBlock() if chosen.issuperset(block.photos):
            yield replace(block, photos=tuple(map(copied, block.photos)))
        case GroupBlock():
            yield from (PhotoBlock(copied(photo)) for photo in block.photos if photo in chosen)
        case TextBlock():
            yield TextBlock(block.text, extra=block.extra)
        case HeadingBlock():
            yield HeadingBlock(block.heading, extra=block.extra)
        case QuoteBlock():
            yield QuoteBlock(block.quote, block.by, extra=block.extra)
