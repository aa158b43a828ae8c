"""Words that tell what was to be held back: a caption that names the place of a photo readers must not learn."""

import re
from collections.abc import Iterator
from functools import lru_cache

from curator.check.problem import Finding, Level
from curator.check.rule import PhotoRule, Subject
from curator.story import inherit, reserve
from curator.story.edits import PLACE_PARTS

_FIELDS = ("caption", "alt", "headline")
# What a reader is told of a photo, or a program of its file.


def _place_named(subject: Subject) -> Iterator[tuple[str, Finding]]:
    photo, defaults = subject.photo, subject.defaults
    if reserve.place_detail(photo, defaults) == reserve.ALL:
        return
    place, told = inherit.place(photo, defaults), reserve.place_told(photo, defaults)
    held = [getattr(place, part).strip() for part in PLACE_PARTS if not getattr(told, part)]
    for field in _FIELDS:
        text = getattr(photo, field)
        for name in dict.fromkeys(filter(None, held)):
            found = _word(name).search(text)
            if found is not None:
                message = f"It names {found[0]}, which readers are not to be told of this photo"
                yield field, Finding(message, found[0], found.start())


@lru_cache(maxsize=256)
def _word(name: str) -> re.Pattern[str]:
    """Return what finds *name* as words of their own, whatever its capitals."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


RULES = (
    PhotoRule(
        "place-named", Level.WARNING, "words that name a place held back", "WITNESS", _place_named
    ),
)
