"""Rules about dates in a caption: impossible, on the wrong weekday, or other than the picture's own.

Sources: AP and Reuters (a date in every caption, the day of the picture); the calendar.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from curator.check.problem import Finding, Level
from curator.check.rule import PhotoRule, Subject
from curator.check.speech import Speech
from curator.story import inherit

_LATEST_PAST = 1826
"""The year of the first photograph that is left; no picture is older."""

_CLOCKS = frozenset({"1970-01-01", "1980-01-01", "1999-12-31", "2000-01-01", "0000-00-00"})
"""Days on which the clocks of cameras begin when nobody has set them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date as a text tells it; ``day``, ``year`` and ``weekday`` (Monday is 0) may be left open."""

    text: str
    start: int
    style: str
    month: int
    day: int | None = None
    year: int | None = None
    weekday: int | None = None
    weekday_text: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has such a day."""
        if self.day is None:
            return True
        return 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]


def dates_in(text: str, speech: Speech) -> tuple[Told, ...]:
    """Return the dates that *text* tells with a month in words: a day, a year or both beside it."""
    has_digits = speech.is_known and any(c.isdigit() for c in text)
    return _dates_in(text, speech.code) if has_digits else ()


@lru_cache(maxsize=2048)  # Several rules ask of one caption after the other.
def _dates_in(text: str, code: str) -> tuple[Told, ...]:
    from curator.check.speech import speech

    known = speech(code)
    found_before: list[Told] = []
    taken: list[tuple[int, int]] = []
    for style, pattern in _table(code):
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            found_before.append(_told(found, style, known))
    return tuple(sorted(found_before, key=lambda told: told.start))


def _told(found: re.Match[str], style: str, speech: Speech) -> Told:
    parts = found.groupdict()
    weekday = parts.get("weekday") or ""
    day, year = parts.get("day"), parts.get("year")
    return Told(
        text=found[0],
        start=found.start(),
        style=style,
        month=speech.months[parts["month"].lower()],
        day=int(day) if day else None,
        year=int(year) if year else None,
        weekday=speech.weekdays.get(weekday.lower()) if weekday else None,
        weekday_text=weekday,
    )


@cache
def _table(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    from curator.check.speech import speech

    known = speech(code)
    months = "|".join(sorted(map(re.escape, known.months), key=len, reverse=True))
    days = "|".join(sorted(map(re.escape, known.weekdays), key=len, reverse=True))
    weekday = rf"(?:\b(?P<weekday>{days})\b\.?,?\s+(?:(?:the|den|dem|le)\s+)?)?"
    month, year = rf"(?P<month>{months})\b\.?", r"(?P<year>\d{4})\b"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
    forms = (
        ("day month year", rf"{weekday}\b{day}\s+(?:of\s+)?{month},?\s+{year}"),
        ("month day year", rf"{weekday}\b{month}\s+{day},?\s+{year}"),
        ("day month", rf"{weekday}\b{day}\s+(?:of\s+)?{month}(?!\w)"),
        ("month day", rf"{weekday}\b{month}\s+{day}(?![\d:]|\s*(?:%|percent|people))"),
        ("month year", rf"\b{month},?\s+{year}"),
    )
    return tuple((style, re.compile(form, re.IGNORECASE)) for style, form in forms)


def _impossible(subject: Subject) -> Iterator[tuple[str, Finding]]:
    photo = subject.photo
    for told in dates_in(photo.caption, subject.speech):
        if not told.is_possible:
            message = f"“{told.text}”: there is no such day"
            yield "caption", Finding(message, told.text, told.start)
        elif _is_out_of_time(told, subject):
            message = f"“{told.text}” cannot be when this picture was made"
            yield "caption", Finding(message, told.text, told.start)
    if photo.taken[:10] in _CLOCKS:
        message = f"{photo.taken[:10]} is what a camera says whose clock was never set"
        yield "taken", Finding(message, photo.taken)


def _last_year(subject: Subject) -> int:
    """Return the last year that a caption may name: a year past the picture's and the story's."""
    years = [
        int(text[:4]) for text in (subject.photo.taken, subject.story_date) if text[:4].isdigit()
    ]
    return max(years) + 1 if years else 9999


def _wrong_weekday(subject: Subject) -> Iterator[tuple[str, Finding]]:
    taken = _day_of(subject.photo.taken)
    for told in dates_in(subject.photo.caption, subject.speech):
        year = told.year or (taken.year if taken else None)
        if told.weekday is None or told.day is None or year is None or not told.is_possible:
            continue
        try:
            right = date(year, told.month, told.day)
        except ValueError:
            continue
        if right.weekday() != told.weekday:
            name = _weekday_name(right.weekday(), told.weekday_text, subject.speech)
            start = told.start + told.text.index(told.weekday_text)
            message = f"{told.text} was a {name}"
            yield "caption", Finding(message, told.weekday_text, start, name)


def _weekday_name(number: int, like: str, speech: Speech) -> str:
    """Return the name of weekday *number*, long or short as *like*."""
    names = [name for name, n in speech.weekdays.items() if n == number]
    is_short = len(like) <= 4
    name = min(names, key=len) if is_short else max(names, key=len)
    return name.capitalize() if like[:1].isupper() else name


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


_OF_THE_PAST = re.compile(
    r"\b(?:since|after|before|until|from|born|founded|built|opened|died|began|anniversary|war|file"
    r"|in memory|seit|nach|vor|bis|gebaut|gegründet|geboren|depuis|après|avant|née?|fondée?|archiv\w*)\b",
    re.IGNORECASE,
)
# Words before a date that say that it is another than the picture's.


def _is_out_of_time(told: Told, subject: Subject) -> bool:
    """Say whether *told* is of a year in which the picture cannot have been made."""
    return bool(told.year) and not _LATEST_PAST <= (told.year or 0) <= _last_year(subject)


def _contradicts(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """Find a caption's only date if it is another than the picture's; captions tell of other days too."""
    taken = _day_of(inherit.taken(subject.photo, subject.defaults))
    told = dates_in(subject.photo.caption, subject.speech)
    if taken is None or len(told) != 1 or not told[0].is_possible:
        return
    one = told[0]
    if _is_out_of_time(one, subject):
        return  # Told already, and worse.
    if _OF_THE_PAST.search(subject.photo.caption[: one.start].rsplit(".", 1)[-1]):
        return
    if _agrees(one, taken):
        return
    message = f"“{one.text}”, but the picture was taken on {taken.isoformat()}"
    yield "caption", Finding(message, one.text, one.start)


def _agrees(told: Told, taken: date) -> bool:
    if told.day is None:
        return told.month == taken.month and told.year in (None, taken.year)
    try:
        day = date(told.year or taken.year, told.month, told.day)
    except ValueError:
        return True
    return abs((day - taken).days) <= 1  # A clock in another time zone is no contradiction.


RULES = (
    PhotoRule(
        "date-impossible", Level.ERROR, "days that the calendar or the picture cannot have",
        "the calendar", _impossible,
    ),
    PhotoRule(
        "weekday-wrong", Level.ERROR, "a weekday that does not fit the date", "the calendar",
        _wrong_weekday,
    ),
    PhotoRule(
        "date-contradicts", Level.WARNING, "a date other than the picture's", "AP", _contradicts
    ),
)  # fmt: skip
