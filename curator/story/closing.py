"""The closing credit of a story: as somebody wrote it, or written from the credits of the photos.

Written from the photos it names each credit once, photographers of one agency together, in the order
in which readers meet them: ``Photographs by Mina Oh and Jon Ek/Reuters, Ann Able/AFP``.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from curator import resources
from curator.captions.credit import Credit, read_credit
from curator.captions.text import is_blank
from curator.story import inherit
from curator.story import sequence as order
from curator.story.values import Story


def closing_credit(story: Story) -> str:
    """Return the closing credit that readers of *story* meet."""
    if not story.closing_from_photos:
        return story.closing_credit
    return written(credits_of(story), story.language)


def credits_of(story: Story) -> dict[str, list[str]]:
    """Return who took the photos of the sequence by agency, in the order in which readers meet them.

    The agency is ``""`` for those who work for none; nobody is named where only the agency is known.
    """
    found: dict[str, dict[str, None]] = {}
    for photo_id in order.photo_ids(story.sequence):
        photo = story.photos[photo_id]
        line = inherit.credit_line(photo, story.defaults)
        if is_blank(line):
            continue
        credit = _read(line)
        person, agency = credit.photographer, credit.credit
        if not person:
            known = inherit.photographer(photo, story.defaults).strip()
            if known:
                person, agency = known, ("" if known.casefold() in agency.casefold() else agency)
        elif person == agency:
            agency = ""
        people = found.setdefault(agency, {})
        if person:
            people.setdefault(person)
    return {agency: list(people) for agency, people in found.items()}


def written(credits: Mapping[str, Iterable[str]], language: str) -> str:
    """Return *credits*, people by agency, as one line in *language*; without them ``""``."""
    words = _words(language)
    parts = []
    for agency, people in credits.items():
        names = _listed([*people], words["and"])
        parts.append("/".join(filter(None, (names, agency))))
    if not parts:
        return ""
    is_one = len(parts) == 1 and sum(1 for people in credits.values() for _ in people) == 1
    return words["one" if is_one else "several"].format(credits=", ".join(parts))


def _listed(names: list[str], conjunction: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


@lru_cache(maxsize=4096)  # A story has few credits and many photos.
def _read(line: str) -> Credit:
    return read_credit(line)


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = json.loads(
        resources.read_text("words", "closing-credit.json")
    )
    return tables


def _words(language: str) -> dict[str, str]:
    """Return the words of *language*; where there are none, those of English."""
    primary = language.strip().lower().partition("-")[0]
    return _tables().get(primary) or _tables()["en"]
