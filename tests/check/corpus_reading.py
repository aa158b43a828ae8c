"""The corpus of captions as stories: what is sound in them, and where a fault should be found."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.check import Level, Problem
from curator.check.checker import Checker
from curator.story import sequence as order
from curator.story.table import PhotoTable
from curator.story.values import Defaults, Photo, PhotoBlock, PhotoId, Place, Story

CORPUS = Path(__file__).parent / "corpus"
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_FIELDS = {"captions": "caption", "alts": "alt", "credits": "credit", "headlines": "headline"}
_SOUND: dict[str, Any] = {
    "caption": "A woman carries two buckets of water up a hill in Haeju.",
    "alt": "Somebody with two buckets on a slope",
    "credit": "Ann Lee/AP",
    "width": 6000,
    "height": 4000,
}
_SOUND_STORY = {
    "title": "Up and down the coast",
    "standfirst": "Ten days between the hills and the sea.",
    "language": "en",
}


@dataclass(frozen=True)
class Fault:
    """A small story, the rule that should find something in it, and the very words, if any are marked."""

    rule: str
    story: Story
    text: str | None


def clean_stories(name: str) -> list[Story]:
    """Return the stories of the file *name* in which all is well."""
    return [_clean(given) for given in _read(name).get("story", ())]


def faults(name: str) -> list[Fault]:
    """Return the faults of the file *name*, each in a story of its own."""
    return [fault for given in _read(name)["faulty"] for fault in _faults(given)]


def found_in(story: Story) -> list[Problem]:
    """Return what the check finds in *story*, dictionaries and all, but not the disk."""
    return [p for batch in Checker().check(story, with_files=False) for p in batch]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / name).read_text("utf-8"))


def _clean(given: dict[str, Any]) -> Story:
    photos = [
        {"caption": caption, "alt": alt, "credit": credit}
        for caption, alt, credit in given["photos"]
    ]
    return _story({**given, "photos": photos})


def _faults(given: dict[str, Any]) -> Iterator[Fault]:
    language = given.get("language", "en")
    for name, field in _FIELDS.items():
        for text in given.get(name, ()):
            yield _fault(given["rule"], {"language": language, "photos": [{field: text}]})
    for photo in given.get("photos", ()):
        yield _fault(given["rule"], {"language": language, "photos": [photo]})
    for story in given.get("stories", ()):
        whole = story if isinstance(story, dict) else {"photos": story}
        yield _fault(given["rule"], {"language": language, **whole})


def _fault(rule: str, given: dict[str, Any]) -> Fault:
    found: list[str] = []

    def bare(value: Any) -> Any:
        if isinstance(value, str):
            found.extend(_MARKED.findall(value))
            return _MARKED.sub(r"\1", value)
        if isinstance(value, list):
            return [bare(one) for one in value]
        return {key: bare(one) for key, one in value.items()} if isinstance(value, dict) else value

    story = _story({**_SOUND_STORY, **bare(given)})
    return Fault(rule, story, found[0] if found else None)


def _story(given: dict[str, Any]) -> Story:
    credit = given.get("credit", "")
    photos = [
        _photo(number, {"caption": one} if isinstance(one, str) else one, is_credited=bool(credit))
        for number, one in enumerate(given["photos"], 1)
    ]
    names = ("title", "standfirst", "byline", "closing_credit", "language")
    return Story(
        **{name: given.get(name, "") for name in names},
        defaults=Defaults(credit=credit),
        photos=PhotoTable(photos),
        sequence=tuple(PhotoBlock(photo.id) for photo in photos),
    )


def _photo(number: int, given: dict[str, Any], *, is_credited: bool) -> Photo:
    values = {**_SOUND, "alt": f"{_SOUND['alt']}, frame {number}", **given}
    if is_credited and "credit" not in given:
        values["credit"] = ""
    if "city" in values:
        values["place"] = Place(city=values.pop("city"))
    values["persons"] = tuple(values.get("persons", ()))
    return Photo(id=PhotoId(f"p{number}"), file=f"/pictures/{number}.jpg", **values)


def planted(name: str) -> tuple[Story, set[tuple[str, int]]]:
    """Return the story of the file *name*, and which rule should find something where: 0 is the story itself."""
    given = _read(name)
    return _clean(given), {(rule, number) for rule, number in given["expected"]}


def told(story: Story) -> set[tuple[str, int]]:
    """Return the rules that find more than hints in *story*, each with the photo, 0 for the story itself."""
    numbers = order.numbers(story.sequence)
    return {
        (problem.rule, numbers[problem.photo] if problem.photo else 0)
        for problem in found_in(story)
        if problem.level is not Level.HINT
    }
