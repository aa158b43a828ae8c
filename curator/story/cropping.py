"""Edits of the part of a photo that phones show, and which part fits a shape; cutting it out is left to the export."""

from collections.abc import Hashable, Mapping
from dataclasses import replace

from curator.story.edits import Edit, EditKind
from curator.story.hiding import area
from curator.story.values import RECTANGLE, Area, PhotoId, Story


def set_phone_crop(crops: Mapping[PhotoId, Area | None], burst: Hashable = None) -> Edit:
    """Make the edit that has phones show these parts of the photos named; ``None`` for all of one."""
    wanted = dict(crops)

    def apply(story: Story) -> Story:
        changed = [
            replace(photo, phone_crop=wanted[photo.id])
            for photo in story.photos.of(i for i in wanted if i in story.photos)
            if photo.phone_crop != wanted[photo.id]
        ]
        return replace(story, photos=story.photos.with_photos(changed)) if changed else story

    return Edit(EditKind.CROP, apply, tuple(wanted), "phone_crop", burst)


def largest(ratio: float, x: float = 0.5, y: float = 0.5) -> Area:
    """Return the largest part with this *ratio* of its width to its height around *x*, *y*.

    All are shares of the picture: *ratio* is that of the shape wanted, divided by that of the picture.
    The part is moved as little as it takes to lie inside.
    """
    width, height = min(1.0, ratio), min(1.0, 1 / ratio)
    left = min(max(x - width / 2, 0.0), 1 - width)
    top = min(max(y - height / 2, 0.0), 1 - height)
    made = area(RECTANGLE, left, top, left + width, top + height)
    assert made is not None
    return made
