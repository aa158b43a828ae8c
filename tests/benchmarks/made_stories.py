"""Stories as large and as mixed as real ones, the same in every run; their photos need no files."""

from collections.abc import Sequence

from factories import photo, story_of
from measuring import chance

from curator.story.values import Photo, Place, Story

RARE = "breakwater"
"""A word that one photo in a hundred has."""

_FIRST = ("Ma", "Li", "So", "Ke", "An", "Da", "Jo", "Ru", "Ta", "Ve", "Ha", "No")
_MIDDLE = ("ri", "na", "lo", "mi", "ka", "den", "ran", "sel", "vi", "to", "ne", "bar")
_LAST = ("nov", "sen", "ova", "mann", "ek", "ian", "ares", "ley", "uki", "etti", "ric", "holm")
_DOING = (
    "waits for the morning ferry", "repairs a net", "carries bread home", "reads a letter aloud",
    "looks out over the harbour", "sells apples beside the road", "shows a picture of the family",
)  # fmt: skip
_MORE = (
    "The town lost half of its people in ten years.",
    "Snow had fallen since the night before and the road was closed.",
    "Most of the boats have not left the harbour since the storm.",
    "The school reopened with three teachers and forty children.",
    f"The old {RARE} was built by hand after the war.",
)


def people(count: int) -> list[str]:
    """Return the names of *count* people, all different."""
    parts = chance(3)
    found: dict[str, None] = {}
    while len(found) < count:
        first = parts.choice(_FIRST) + parts.choice(_MIDDLE)
        found[f"{first} {parts.choice(_FIRST)}{parts.choice(_MIDDLE)}{parts.choice(_LAST)}"] = None
    return list(found)


def mixed_story(count: int, files: Sequence[str] = ()) -> Story:
    """Return a story of *count* photos of many people and places, with marks, stars and gaps.

    The photos are those of *files*, over and over, if any are given.
    """
    parts, named = chance(11), people(2_000)
    cities = [name.split()[1] for name in people(60)]
    places = [Place("Harbour", city, "Kangwon", "North Korea") for city in cities]

    def made(n: int) -> Photo:
        one, other, city = parts.choice(named), parts.choice(named), parts.choice(cities)
        more = _MORE[4] if n % 100 == 50 else parts.choice(_MORE[:4])
        minute = n * 7919 % count  # taken in another order than they come
        day = f"2026-{1 + minute // 40_320 % 12:02}-{1 + minute // 1_440 % 28:02}"
        words = f"{one} {parts.choice(_DOING)} in {city} with {other}, {day}. {more}"
        return photo(
            n,
            file=files[n % len(files)] if files else f"/nowhere/DSC_{n:06}.JPG",
            caption="" if n % 9 == 4 else words,
            alt="" if n % 3 else f"A person {parts.choice(_DOING)}.",
            credit=f"{parts.choice(named[:12])}/AFP",
            place=places[n % 60],
            keywords=("ferry", "dawn", city),
            persons=(one, other),
            digest="sha256:" + "0" * 64,
            width=6000,
            height=4000,
            rating=n % 6,
            mark=("pick", "", "", "reject", "", "", "")[n % 7],
            taken=f"{day}T{minute // 60 % 24:02}:{minute % 60:02}:10+01:00",
        )

    return story_of(*map(made, range(count)), title="The ferry")
