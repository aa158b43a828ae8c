"""Edits of what is hidden of photos, and which other photos may show the same.

Covering it is left to ``photos.covering``.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from curator.story.edits import Edit, EditKind
from curator.story.looks import are_near
from curator.story.values import Area, Photo, PhotoId, Story

_DIGITS = 4
# Of a share of the picture: a ten-thousandth is a pixel of the largest screens.

_SAME_SHAPE = 0.02
# By how much the proportions of two frames may differ: areas on a crop lie elsewhere.


def area(shape: str, left: float, top: float, right: float, bottom: float) -> Area | None:
    """Return the area of *shape* between two corners, kept inside the picture; ``None`` if nothing is left."""
    left, right = sorted((_inside(left), _inside(right)))
    top, bottom = sorted((_inside(top), _inside(bottom)))
    width, height = round(right - left, _DIGITS), round(bottom - top, _DIGITS)
    return Area(shape, left, top, width, height) if width and height else None


def _inside(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), _DIGITS)


def set_hidden(areas: Mapping[PhotoId, Iterable[Area]], burst: Hashable = None) -> Edit:
    """Make the edit that hides exactly these areas of each photo named."""
    wanted = {photo_id: tuple(dict.fromkeys(of_photo)) for photo_id, of_photo in areas.items()}

    def apply(story: Story) -> Story:
        changed = [
            replace(photo, hidden=wanted[photo.id])
            for photo in story.photos.of(i for i in wanted if i in story.photos)
            if photo.hidden != wanted[photo.id]
        ]
        return replace(story, photos=story.photos.with_photos(changed)) if changed else story

    return Edit(EditKind.HIDE, apply, tuple(wanted), "hidden", burst)


def hide_also(ids: Iterable[PhotoId], areas: Iterable[Area]) -> Edit:
    """Make the edit that hides *areas* of each photo of *ids* beside what is hidden there already."""
    chosen, more = tuple(dict.fromkeys(ids)), tuple(areas)

    def apply(story: Story) -> Story:
        there = story.photos.of(i for i in chosen if i in story.photos)
        return set_hidden({photo.id: (*photo.hidden, *more) for photo in there}).apply(story)

    return Edit(EditKind.HIDE, apply, chosen, "hidden")


def frames_like(story: Story, photo: Photo) -> Iterator[Photo]:
    """Yield the other photos of *story* that look nearly like *photo* and have its proportions.

    The same picture counts, and so do photos that are set aside: they may be brought back.
    """
    for other in story.photos.values():
        if other.id == photo.id or not _is_of_one_shape(photo, other):
            continue
        is_same = bool(photo.digest) and other.digest == photo.digest
        if is_same or are_near(photo, other):
            yield other


def uncovered(story: Story, photo: Photo) -> list[Photo]:
    """Return the photos that :func:`frames_like` finds and that lack an area that *photo* hides."""
    wanted = set(photo.hidden)
    return [other for other in frames_like(story, photo) if not wanted.issubset(other.hidden)]


def _is_of_one_shape(one: Photo, other: Photo) -> bool:
    if not (one.width and one.height and other.width and other.height):
        return True
    return abs(one.width * other.height / (one.height * other.width) - 1) <= _SAME_SHAPE
