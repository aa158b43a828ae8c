"""How much of places and dates readers are told: for a whole story, or for one photo; exporting is left to ``export``.

What is held back stays in the story: for the desk, and for the day on which it may be told. Dates of photos
are told to nobody, so that only the story's own date has a choice.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace

from curator.story import inherit
from curator.story.edits import Edit, EditKind
from curator.story.table import PhotoTable
from curator.story.values import Defaults, Photo, PhotoId, Place, Story

ALL, REGION, COUNTRY, MONTH, YEAR, NONE = "all", "region", "country", "month", "year", "none"

PLACE_DETAILS = (ALL, REGION, COUNTRY, NONE)
"""How much of a photo's place is told: all of it, state and country, the country, nothing."""

DATE_DETAILS = (ALL, MONTH, YEAR, NONE)
"""How much of the story's date is told."""

_PARTS = {
    ALL: ("sublocation", "city", "state", "country"),
    REGION: ("state", "country"),
    COUNTRY: ("country",),
}

_DATE = re.compile(r"(\d{4})(-\d\d)?(?:-\d\d(?:[T ].*)?)?")


def place_detail(photo: Photo, defaults: Defaults) -> str:
    """Return how much is told of the place of *photo*: its own choice, or the story's."""
    return photo.place_detail or defaults.place_detail or ALL


def place_told(photo: Photo, defaults: Defaults) -> Place:
    """Return the place of *photo* as readers may be told it.

    A choice that this version does not know tells nothing: it was made to hold something back.
    """
    place, detail = inherit.place(photo, defaults), place_detail(photo, defaults)
    if detail == ALL:
        return place
    return Place(**{part: getattr(place, part) for part in _PARTS.get(detail, ())})


def date_told(story: Story) -> str:
    """Return the date of *story* as readers may be told it: ISO 8601, a month or a year where it is coarser.

    A date that is none in ISO 8601 cannot be made coarser, and is told as a whole or not at all.
    """
    detail = story.date_detail or ALL
    if detail == ALL:
        return story.date
    found = _DATE.fullmatch(story.date.strip())
    if found is None or detail not in (MONTH, YEAR):
        return ""
    return found[1] + (found[2] or "" if detail == MONTH else "")


def reserved(story: Story) -> Story:
    """Return *story* as readers may be told it, with its places and its date as coarse as was chosen.

    Everything that is published is made of this one.
    """
    after = replace(story, date=date_told(story), date_detail="") if story.date_detail else story
    is_own = any(photo.place_detail for photo in story.photos.values())
    if not is_own and story.defaults.place_detail in ("", ALL):
        return after
    photos = PhotoTable(
        replace(photo, place=place_told(photo, story.defaults), place_detail="")
        for photo in story.photos.values()
    )
    # Each photo has what it inherited by now: what was held back is not to be inherited after all.
    defaults = replace(story.defaults, place=Place(), place_detail="")
    return replace(after, photos=photos, defaults=defaults)


def set_place_detail(ids: Iterable[PhotoId], detail: str) -> Edit:
    """Make the edit that says how much is told of the places of photos; ``""`` leaves it to the story."""
    chosen = tuple(ids)

    def apply(story: Story) -> Story:
        photos = (story.photos[i] for i in chosen if i in story.photos)
        changed = [replace(p, place_detail=detail) for p in photos if p.place_detail != detail]
        return replace(story, photos=story.photos.with_photos(changed)) if changed else story

    return Edit(EditKind.RESERVE, apply, chosen)


def set_story_place_detail(detail: str) -> Edit:
    """Make the edit that says how much is told of the places of photos without a choice of their own."""
    return Edit(
        EditKind.RESERVE,
        lambda story: replace(story, defaults=replace(story.defaults, place_detail=detail)),
    )


def set_date_detail(detail: str, burst: Hashable = None) -> Edit:
    """Make the edit that says how much is told of the story's date."""
    return Edit(EditKind.RESERVE, lambda story: replace(story, date_detail=detail), burst=burst)
