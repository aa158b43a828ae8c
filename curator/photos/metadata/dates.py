"""Dates as the containers write them, made ISO 8601; which date counts as taken is left to ``reconcile``."""

import re
from datetime import datetime

# EXIF 3.0, 4.6.5: "YYYY:MM:DD HH:MM:SS"; writers also use "-", "/", "." and "T".
_EXIF = re.compile(
    r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?"
    r"(?:[.,](\d+))?\s*([+-]\d\d:?\d\d|Z)?"
)

# XMP, part 1, 8.2.1.1: a date may end after the year, the month, the day, the minute or the second.
_XMP = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?)?)?"
    r"\s*([+-]\d\d:?\d\d|Z)?"
)

# IIM 4.2, 2:55 and 2:60: CCYYMMDD, HHMMSS±HHMM; a month or day of zeros is not known.
_IIM_DATE = re.compile(r"(\d{4})[:/-]?(\d\d)[:/-]?(\d\d)")
_IIM_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)?\s*([+-]\d\d:?\d\d)?")

_OFFSET = re.compile(r"([+-]\d\d):?(\d\d)")

_MAX_SUBSECOND_DIGITS = 6


def from_exif(stamp: str, subseconds: str = "", offset: str = "") -> str:
    """Return the date of EXIF's tags *stamp*, *subseconds* and *offset*; ``""`` if it is none."""
    found = _EXIF.fullmatch(stamp.strip())
    if not found or int(found[1]) == 0:
        return ""
    parts = [part and part.zfill(2) for part in found.groups()[:6]]
    fraction = found[7] or subseconds.strip()
    return _iso(parts, fraction, found[8] or offset)


def from_xmp(text: str) -> str:
    """Return the date of an XMP property; ``""`` if it is none."""
    found = _XMP.fullmatch(text.strip())
    if not found:
        return from_exif(text)  # Some sidecars hold the date in EXIF's form.
    return _iso(list(found.groups()[:6]), found[7] or "", found[8] or "")


def from_iim(date: str, time: str) -> str:
    """Return the date of IIM's *date* (2:55) and *time* (2:60); ``""`` if it is none."""
    day = _IIM_DATE.fullmatch(date.strip())
    if not day:
        return ""
    parts: list[str | None] = [part if int(part) else None for part in day.groups()]
    clock = _IIM_TIME.fullmatch(time.strip())
    if not clock or None in parts:
        return _iso([*parts, None, None, None], "", "")
    return _iso([*parts, clock[1], clock[2], clock[3]], "", clock[4] or "")


def _iso(parts: list[str | None], fraction: str, offset: str) -> str:
    """Return year to second of *parts* as far as they are known; ``""`` if no calendar has the day."""
    known = parts[: parts.index(None)] if None in parts else parts
    numbers = [int(part) for part in known if part]
    if not numbers or len(known) == 4:
        return ""
    try:
        datetime(*[*numbers, 1, 1][: max(3, len(numbers))])  # type: ignore[arg-type]
    except ValueError:
        return ""
    text = "-".join(part for part in known[:3] if part)
    if len(known) < 5:
        return text
    text += "T" + ":".join(part for part in known[3:] if part)
    digits = fraction[:_MAX_SUBSECOND_DIGITS] if fraction.isascii() and fraction.isdigit() else ""
    if digits.strip("0") and len(known) == 6:
        text += f".{digits}"
    return text + _offset(offset)


def _offset(text: str) -> str:
    text = text.strip()
    if text == "Z":
        return "Z"
    found = _OFFSET.fullmatch(text)
    if not found or int(found[1][1:]) > 14 or int(found[2]) > 59:
        return ""
    return f"{found[1]}:{found[2]}"
