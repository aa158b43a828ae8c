"""Dates as spreadsheets hand them back, dressed anew; dates as people type them are left to ``captions.dates``."""

import re
from datetime import datetime

from curator.captions.dates import is_iso, read_date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?")
_AFTERNOON = re.compile(r"\b([ap])\.?m\b")


def settled_moment(text: str) -> str:
    """Return *text* in ISO 8601 where it can mean only one moment, else as it is."""
    read = read_date(text)
    if read is None:
        return text
    return f"{read[:10]}T{read[11:]}" if read[10:11] == " " else read


def is_same_moment(told: str, iso: str) -> bool:
    """Say whether *told*, as a spreadsheet has it, is no other moment than *iso*, as the story has it.

    ``14/03/2026 07:42`` and ``3/14/26 7:42 AM`` are what spreadsheets of several countries make of
    ``2026-03-14T07:42:10``; none of them is a correction.
    """
    read, known = settled_moment(told), settled_moment(iso)
    if read == known:
        return True
    if not is_iso(known) or len(known) < 10:
        return False
    moment, has_time = datetime.fromisoformat(known), len(known) > 10
    if not is_iso(read):
        return _has_numbers_of(told.lower(), moment, has_time=has_time)
    if len(read) < 10 or (len(read) > 10) != has_time:
        return False
    if is_iso(told.strip()):
        return datetime.fromisoformat(read) == moment
    # Other dress shows no offset, and often no seconds.
    seen = moment.replace(tzinfo=None, second=moment.second if len(read) > 16 else 0)
    return datetime.fromisoformat(read) == seen


def other_reading(told: str, iso: str) -> str:
    """Return which moment *told* may mean as well, if it is *iso* only by one reading of day and month, else ``""``.

    ``03/12/2026`` is the twelfth of March in one country, the third of December in another.
    """
    known = settled_moment(iso)
    if not is_iso(known) or len(known) < 10 or is_iso(settled_moment(told)):
        return ""
    month, day = known[5:7], known[8:10]
    is_as_known = re.match(rf"\D*{known[:4]}\D+0?{int(month)}\D+0?{int(day)}\b", told)
    if day == month or int(day) > 12 or is_as_known or _MONTH.search(told.lower()):
        return ""
    return f"{known[:5]}{day}-{month}{known[10:]}"


def _has_numbers_of(told: str, moment: datetime, *, has_time: bool) -> bool:
    """Say whether the numbers of *told* are those of *moment*: day, month and year in any order, then the time."""
    spelled = _MONTH.sub(lambda found: f" {_MONTHS.index(found[1]) + 1} ", told)
    numbers = [int(text) for text in re.findall(r"\d{1,4}", spelled)]
    day, time = numbers[:3], numbers[3:]
    if sorted(n % 100 for n in day) != sorted((moment.day, moment.month, moment.year % 100)):
        return False
    if not has_time or not time:
        return not time and not has_time
    half = _AFTERNOON.search(told)
    if half and time[0] <= 12:
        time[0] = time[0] % 12 + (12 if half[1] == "p" else 0)
    parts = [moment.hour, moment.minute, moment.second]
    return len(time) in (2, 3) and time == parts[: len(time)]
