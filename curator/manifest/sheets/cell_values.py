"""What a cell shows that a spreadsheet keeps as a number: figures and dates as the person sees them.

Formats are those that people meet in a list of photos; for any other the figure stands as it is.
"""

import re
from datetime import datetime, time, timedelta
from functools import lru_cache

from curator.manifest.sheets.table import Cell, Moment

_ZEROS = re.compile(r"0+")
_DECIMALS = re.compile(r"(#,##)?0(?:\.(0+))?(%)?")
_PARTS = re.compile(
    r"""\[[^\]]*\] | "([^"]*)" | \\(.) | (a/p|am/pm) | (y+|m+|d+|h+|s+|0+) | (.)""", re.I | re.X
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LOCAL = ("mm-dd-yy", "m/d/yy h:mm", "m/d/yyyy", "dd/mm/yyyy")
# Stand in the file for “as this country writes dates”: which one showed, nobody knows any more.


def shown_number(stored: str, code: str, *, since_1904: bool) -> Cell:
    """Return what a cell shows that stores the number *stored* in the format *code*."""
    try:
        number = float(stored)
    except ValueError:
        return stored
    code = code.partition(";")[0]
    if code in ("", "General", "@"):
        return _plain(number)
    if _is_date(code):
        return _shown_date(number, code, since_1904=since_1904)
    if _ZEROS.fullmatch(code):
        return f"{number:0{min(len(code), 30)}.0f}"
    if found := _DECIMALS.fullmatch(code):
        grouping, decimals, percent = found.groups()
        digits = min(len(decimals or ""), 30)
        text = f"{number * (100 if percent else 1):{',' if grouping else ''}.{digits}f}"
        return f"{text}{percent or ''}"
    return _plain(number)


@lru_cache(256)
def _is_date(code: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(code))


def _plain(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _shown_date(number: float, code: str, *, since_1904: bool) -> Cell:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(number, epoch)
        if isinstance(moment, datetime):  # The sum of days and parts of one is off by microseconds.
            moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    except (OverflowError, ValueError):
        return _plain(number)  # Spreadsheets show a row of # there.
    if isinstance(moment, time):
        return moment.isoformat("seconds" if moment.second else "minutes")
    if not isinstance(moment, datetime):
        return _plain(number)
    has_time = bool(number % 1) or bool(re.search("h", code, re.I))
    iso = moment.isoformat() if has_time else moment.date().isoformat()
    if code in _LOCAL:
        return Moment(iso.replace("T", " "), iso)
    return Moment(_spelled(moment, code), iso)


def _spelled(moment: datetime, code: str) -> str:
    """Return *moment* as the format *code* spells it."""
    has_halves = re.search("am/pm|a/p", code, re.I) is not None
    words: list[str] = []
    last = ""
    parts = list(_PARTS.finditer(code))
    for index, part in enumerate(parts):
        quoted, escaped, half, token, other = part.groups()
        if half:
            words.append("AM" if moment.hour < 12 else "PM")
        elif token:
            token = token.lower()
            following = next((p[4].lower() for p in parts[index + 1 :] if p[4]), "")
            is_minute = token in ("m", "mm") and (last[:1] == "h" or following[:1] == "s")
            words.append(_minutes(moment, token) if is_minute else _part(moment, token, has_halves))
            last = token
        else:
            words.append(quoted or escaped or other or "")
    return "".join(words).strip()


def _minutes(moment: datetime, token: str) -> str:
    return f"{moment.minute:0{len(token)}}"


def _part(moment: datetime, token: str, has_halves: bool) -> str:
    width = min(len(token), 2)
    match token[0]:
        case "y":
            return f"{moment.year:04}" if len(token) > 2 else f"{moment.year % 100:02}"
        case "m":
            return _name(_MONTHS[moment.month - 1], moment.month, len(token))
        case "d":
            return _name(_DAYS[moment.weekday()], moment.day, len(token))
        case "h":
            hour = (moment.hour % 12 or 12) if has_halves else moment.hour
            return f"{hour:0{width}}"
        case "s":
            return f"{moment.second:0{width}}"
        case _:
            return "0" * len(token)  # Parts of a second, which no date of a photo story has.


def _name(name: str, number: int, length: int) -> str:
    if length == 5:
        return name[:1]
    return f"{number:0{length}}" if length < 3 else name[:3] if length == 3 else name
