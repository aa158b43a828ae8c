"""Dates as people type them, read into ISO 8601; times of photos from their files are left to ``photos.metadata``."""

import re
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        1,
    )
    for name in names.split()
}  # fmt: skip

_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_TIME = re.compile(r"[,\s]+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?$")
_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def is_iso(text: str) -> bool:
    """Say whether *text* is a date of ISO 8601: a year, a month, a day, or a day and time."""
    if _PARTIAL.fullmatch(text):
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[4:5] == "-"


def read_date(text: str) -> str | None:
    """Return *text* as ISO 8601, ``None`` if it is no date that can mean only one day.

    Understands ISO itself, ``14 March 2026``, ``March 14, 2026`` and ``14.3.2026``, each with a time
    or without. ``3/4/2026`` is refused: it is another day on either side of the Atlantic.
    """
    words = text.strip()
    if is_iso(words):
        return words
    lowered = words.lower()
    time = _TIME.search(lowered)
    day = _read_day(lowered[: time.start()] if time else lowered)
    if day is None:
        return None
    if time is None:
        return day.isoformat()
    hour, minute, second = (int(part or 0) for part in time.groups())
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second)
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds" if time[3] else "minutes")


def _read_day(text: str) -> date | None:
    text = text.strip().rstrip(",")
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), _MONTHS.get(found[2], 0), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(text):
        day, month, year = int(found[2]), _MONTHS.get(found[1], 0), int(found[3])
    elif found := _DOTTED.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    else:
        return _read_iso_day(text)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
