"""Words that tell what was to be held back: a caption that names the place of a photo readers must not learn."""

import re
from collections.abc import Iterator
from functools import lru_cache

from curator.check.gathered import Gathered, StoryRule
from curator.check.problem import Finding, Level
from curator.check.rule import About, PhotoRule, Subject
from curator.story import inherit, reserve
from curator.story.edits import PLACE_PARTS
from curator.story.values import Defaults, Photo

_FIELDS = ("caption", "alt", "headline")
# What a reader is told of a photo, or a program of its file.

_OF_STORY = ("title", "standfirst", "byline", "dateline")
# What stands over all photos.


def _place_named(subject: Subject) -> Iterator[tuple[str, Finding]]:
    photo, defaults = subject.photo, subject.defaults
    held = _held_back(photo, defaults)
    for field in _FIELDS:
        text = getattr(photo, field)
        for name in held:
            found = _word(name).search(text)
            if found is not None:
                message = f"It names {found[0]}, which readers are not to be told of this photo"
                yield field, Finding(message, found[0], found.start())


def _place_told(gathered: Gathered) -> Iterator[About]:
    """Find names of places in the story's own lines that are held back for each photo that has them."""
    story = gathered.story
    held: dict[str, None] = {}
    told: set[str] = set()
    for facts in gathered.facts.values():
        names = _held_back(facts.photo, story.defaults)
        held.update(dict.fromkeys(names))
        place = inherit.place(facts.photo, story.defaults)
        told.update({getattr(place, part).strip() for part in PLACE_PARTS}.difference(names))
    for field in _OF_STORY:
        for name in held:
            found = _word(name).search(getattr(story, field)) if name not in told else None
            if found is not None:
                message = f"It names {found[0]}, which readers are not to be told of the photos"
                yield About(None, field, Finding(message, found[0], found.start()))


def _held_back(photo: Photo, defaults: Defaults) -> list[str]:
    """Return the names in the place of *photo* that readers are not to be told."""
    if reserve.place_detail(photo, defaults) == reserve.ALL:
        return []
    place, told = inherit.place(photo, defaults), reserve.place_told(photo, defaults)
    held = (getattr(place, part).strip() for part in PLACE_PARTS if not getattr(told, part))
    return list(dict.fromkeys(filter(None, held)))


@lru_cache(maxsize=256)
def _word(name: str) -> re.Pattern[str]:
    """Return what finds *name* as words of their own, whatever its capitals."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


RULES = (
    PhotoRule(
        "place-named", Level.WARNING, "words that name a place held back", "WITNESS", _place_named
    ),
)

STORY_RULES = (
    StoryRule(
        "place-told", Level.WARNING, "lines of the story that name a place held back", "WITNESS",
        _place_told, ("photo.place", "photo.place_detail"),
    ),
)  # fmt: skip
