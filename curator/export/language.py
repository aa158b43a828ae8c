"""The few words that a page says itself, and dates, in the story's language; which stand where is left to the theme."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from curator import resources

FALLBACK = "en"

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(?:[:.,+\-Z].*)?")
_COARSE = re.compile(r"(\d{4})(?:-(\d\d))?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Language:
    """How a page speaks: ``tag`` is the story's language, ``words_tag`` that of the page's own words."""

    tag: str
    direction: str
    words_tag: str
    words: Mapping[str, Any]

    def photos(self, count: int) -> str:
        """Return how many photos there are, in words."""
        form = "photos_one" if count == 1 else "photos_other"
        return str(self.words[form]).format(count=count)

    def day(self, iso: str) -> tuple[str, str]:
        """Return the day of *iso* as ``YYYY-MM-DD`` and in words, both ``""`` if it is none."""
        found = _DAY.fullmatch(iso.strip())
        if found is None:
            return "", ""
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError:
            return "", ""
        number = self.words.get("first_day", "1") if day.day == 1 else str(day.day)
        month = self.words["months"][day.month - 1]
        text = str(self.words["date"]).format(day=number, month=month, year=day.year)
        return day.isoformat(), text

    def date(self, iso: str) -> tuple[str, str]:
        """Return *iso* as ``<time>`` has it and in words: a day, or a month or a year where it tells no more."""
        found = _COARSE.fullmatch(iso.strip())
        if found is None:
            return self.day(iso)
        year, month = found.groups()
        if month is None:
            return year, year
        if not 1 <= int(month) <= 12:
            return "", ""
        return f"{year}-{month}", f"{self.words['months'][int(month) - 1]} {year}"

    def moment(self, iso: str) -> str:
        """Return the time of day in *iso* as ``HH:MM``, ``""`` if it tells none."""
        found = _TIME.fullmatch(iso.strip())
        return found[1] if found and self.day(iso)[0] else ""


@cache
def speaking(tag: str) -> Language:
    """Return the language that *tag* names (BCP 47), its words in English where there are none."""
    tag = tag.strip()
    if not _TAG.fullmatch(tag):
        tag = FALLBACK
    parts = tag.lower().split("-")
    is_right_to_left = not _RIGHT_TO_LEFT_SCRIPTS.isdisjoint(parts[1:]) or (
        parts[0] in _RIGHT_TO_LEFT and "latn" not in parts[1:]
    )
    known = parts[0] in _tables()
    words = dict(_tables()[parts[0] if known else FALLBACK])
    if known:
        words |= _tables().get("-".join(parts), {})
    return Language(
        tag=tag,
        direction="rtl" if is_right_to_left else "ltr",
        words_tag=tag if known else FALLBACK,
        words=MappingProxyType(words),
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """Return the words of every language there is, by its tag in lower case."""
    folder = resources.root() / "themes" / "words"
    return {
        path.stem.lower(): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.json"))
    }
