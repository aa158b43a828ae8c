"""Hints about the order of a story: what neighbours have in common that a reader would tire of.

All are hints: a long run of one place may be the story. Source: picture editors' habits of pacing, wide
and close, one voice and another (Kobré, *Photojournalism*, on picture stories).
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby, pairwise

from curator.check.facts import Facts
from curator.check.gathered import Gathered, StoryRule
from curator.check.problem import Finding, Level
from curator.check.rule import About
from curator.story import inherit
from curator.story.looks import are_near
from curator.story.values import Photo

LONG_RUN = 6
"""Photos in a row that have one thing in common from which on it is told."""

_MOST_NAMED = 5
# Photos that a hint names: nobody reads more.

_FORWARD = 0.8
# Share of steps forward in time from which on a story is told in the order of time.

_SQUARE = 1.05
# Sides that differ by less make neither a portrait nor a landscape.


def _photos(gathered: Gathered) -> list[Photo]:
    return [facts.photo for facts in gathered.facts.values()]


def _neighbours_alike(gathered: Gathered) -> Iterator[About]:
    for before, photo in pairwise(_photos(gathered)):
        if before.digest != photo.digest and are_near(before, photo):
            number = gathered.numbers[before.id]
            yield About(photo.id, "file", Finding(f"It looks much like photo {number} before it"))


def _runs(gathered: Gathered, of: Callable[[Photo], str]) -> Iterator[tuple[str, list[Photo]]]:
    """Yield what long runs of photos have in common, unless all photos have it."""
    photos = _photos(gathered)
    for common, run in groupby(photos, key=of):
        held = list(run)
        if common and LONG_RUN <= len(held) < len(photos):
            yield common, held


def _told(gathered: Gathered, run: list[Photo], what: str) -> About:
    first, last = gathered.numbers[run[0].id], gathered.numbers[run[-1].id]
    message = f"{len(run)} photos in a row {what} ({first} to {last})"
    return About(run[0].id, "", Finding(message))


def _orientations(gathered: Gathered) -> Iterator[About]:
    kinds = {"portrait", "landscape"}
    if not kinds.issubset(map(_orientation, _photos(gathered))):
        return
    for common, run in _runs(gathered, _orientation):
        yield _told(gathered, run, f"are {common}s" if common == "portrait" else "are landscapes")


def _orientation(photo: Photo) -> str:
    if not photo.width or not photo.height:
        return ""
    if photo.width >= photo.height * _SQUARE:
        return "landscape"
    return "portrait" if photo.height >= photo.width * _SQUARE else "square"


def _photographers(gathered: Gathered) -> Iterator[About]:
    defaults = gathered.story.defaults
    for common, run in _runs(
        gathered,
        lambda photo: inherit.photographer(photo, defaults) or inherit.credit_line(photo, defaults),
    ):
        yield _told(gathered, run, f"are by {common[:60]}")


def _places(gathered: Gathered) -> Iterator[About]:
    for common, run in _runs(gathered, lambda photo: photo.place.city or photo.place.sublocation):
        yield _told(gathered, run, f"are from {common[:60]}")


def _openings(gathered: Gathered) -> Iterator[About]:
    openings, told = gathered.kept.openings, gathered.kept.told["openings-alike"]
    for photo_id, facts in gathered.facts.items():
        company = openings.company(photo_id)
        if company is not None:
            yield from told.of(photo_id, (facts, company), partial(_opening, gathered, facts))


def _opening(gathered: Gathered, facts: Facts) -> Iterator[About]:
    openings, photo_id, caption = gathered.kept.openings, facts.photo.id, facts.photo.caption
    length = openings.length(photo_id, caption)
    if not length:
        return
    others, count = openings.others(photo_id), openings.count(photo_id)
    numbers = ", ".join(str(gathered.numbers[other]) for other in others[:_MOST_NAMED])
    more = f" and {count - _MOST_NAMED} more" if count > _MOST_NAMED else ""
    finding = Finding(f"It opens like photo {numbers}{more}", caption[:length], 0)
    yield About(photo_id, "caption", finding)


def _lead_small(gathered: Gathered) -> Iterator[About]:
    lead = next(iter(_photos(gathered)), None)
    least = gathered.style.lengths.lead_least_pixels
    if lead is not None and 0 < max(lead.width, lead.height) < least:
        size = f"{lead.width} × {lead.height}"
        yield About(
            lead.id,
            "file",
            Finding(f"The lead photo has {size} pixels: large screens want {least}"),
        )


def _backwards(gathered: Gathered) -> Iterator[About]:
    """Find photos taken before the one before them, where the story is told in the order of time."""
    dated = [(p, p.taken) for p in _photos(gathered) if len(p.taken) >= 16]
    steps = list(pairwise(dated))
    back = [(a, b) for a, b in steps if _moment(b[1]) < _moment(a[1])]
    if len(steps) < LONG_RUN or not back or len(back) > len(steps) * (1 - _FORWARD):
        return
    for (before, _), (photo, taken) in back:
        number = gathered.numbers[before.id]
        message = f"Taken {taken[:16].replace('T', ' ')}, before photo {number}: the story runs on in time elsewhere"
        yield About(photo.id, "taken", Finding(message, taken))


def _moment(taken: str) -> str:
    return taken[:19]


H = Level.HINT

RULES = (
    StoryRule(
        "neighbours-alike", H, "neighbours that look alike", "pacing", _neighbours_alike,
        ("photo.look", "photo.digest"),
    ),
    StoryRule(
        "orientation-run", H, "long runs of one orientation", "pacing", _orientations,
        ("photo.width", "photo.height"),
    ),
    StoryRule(
        "photographer-run", H, "long runs of one photographer", "pacing", _photographers,
        ("photo.photographer", "photo.credit"),
    ),
    StoryRule("place-run", H, "long runs of one place", "pacing", _places, ("photo.place",)),
    StoryRule(
        "openings-alike", H, "captions that open alike", "NPR", _openings, ("photo.caption",)
    ),
    StoryRule(
        "lead-small", H, "a lead photo of few pixels", "pacing", _lead_small,
        ("photo.width", "photo.height"),
    ),
    StoryRule("time-backwards", H, "times that run backwards", "pacing", _backwards, ("photo.taken",)),
)  # fmt: skip
