"""Variables in a text, ``{city}`` or ``{date:%-d %B %Y}``, replaced by values; what has values is left to ``story``.

``{{`` and ``}}`` stand for braces. Dates take the directives of ``strftime`` that are in
:data:`DIRECTIVES`, the same on every system and in the language of the story, not of the machine;
numbers take ``03`` for three digits; lists take the word before the last (``{persons:and}``).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from curator.captions.codes import Span
from curator.captions.text import MAX_LENGTH, is_blank

Value = str | int | tuple[str, ...]
"""What a variable stands for: text, a number (0 for none), or a list."""

NAMES = {
    "place": "place", "sublocation": "place", "city": "city", "state": "state or province",
    "country": "country", "date": "date taken", "time": "time taken", "year": "year taken",
    "photographer": "photographer", "credit": "credit", "copyright": "copyright",
    "usage": "usage terms", "headline": "headline", "caption": "caption", "alt": "alt text",
    "persons": "persons", "keywords": "keywords", "camera": "camera",
    "filename": "file name with its ending", "name": "file name without its ending",
    "number": "number in the story", "title": "title of the story",
    "standfirst": "standfirst of the story", "byline": "byline of the story",
}  # fmt: skip
"""The variables, and what each stands for."""

DATES = {"date": "", "time": "%H:%M", "year": "%Y"}
"""Variables that hold a date in ISO 8601, and how each is shown where the text does not say."""

_EXAMPLES: dict[str, Value] = {
    **dict.fromkeys(NAMES, "x"),
    **dict.fromkeys(DATES, "2026-03-14T07:42"),
    "number": 1,
    "persons": (),
    "keywords": (),
}

_VARIABLE = re.compile(r"\{\{|\}\}|\{([A-Za-z_]{1,40})(?::([^{}\n]{0,200}))?\}")
_EMPTY = "\0"
# Stands where a variable had no value until the words around it are tidied; no clean text has it.


@dataclass(frozen=True, slots=True)
class Fault:
    """A variable that is left as typed: its name, where it stands in the text, and why."""

    start: int
    end: int
    name: str
    reason: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text with values in place of variables, and the variables that were left as typed."""

    words: str
    faults: tuple[Fault, ...] = ()


def expand(
    text: str, values: Mapping[str, Value], language: str = "en", *, list_sign: str = ", "
) -> Expanded:
    """Return *text* with *values* in place of its variables; *list_sign* parts the values of lists.

    Where a value is empty, a comma or space that would stand alone or doubled beside it goes too.
    """
    if not has_variables(text):
        return Expanded(text)
    parts: list[str] = []
    faults: list[Fault] = []
    last = length = 0
    for found in _VARIABLE.finditer(text):
        parts.append(text[last : found.start()].replace(_EMPTY, ""))
        last = found.end()
        if found[1] is None:
            parts.append(found[0][0])
            continue
        try:
            words = _words(found, values, language, list_sign).replace(_EMPTY, "")
        except _NotUnderstood as why:
            words = found[0]
            faults.append(Fault(*found.span(), found[1].lower(), str(why)))
        length += len(words)
        parts.append(_EMPTY if is_blank(words) else words)
        if length > MAX_LENGTH:
            break  # No field holds more.
    parts.append(text[last:].replace(_EMPTY, ""))
    return Expanded(_without_gaps("".join(parts)), tuple(faults))


def faults(text: str, language: str = "en") -> tuple[Fault, ...]:
    """Return the variables of *text* that no story knows, and those asked for in a form they cannot take."""
    return expand(text, _EXAMPLES, language).faults


def has_variables(text: str) -> bool:
    """Say whether anything in *text* may stand for something else, doubled braces included."""
    return "{" in text or "}" in text


@dataclass(frozen=True, slots=True)
class Completions:
    """Names that may be meant, each to be put as ``{name}`` in place of the characters *start* to *end*."""

    start: int
    end: int
    names: tuple[str, ...]


_BEGUN = re.compile(r"(\{+)([A-Za-z_]{0,40})$")
_REST = re.compile(r"[A-Za-z_]{0,40}\}?")


def completions(text: str, cursor: int) -> Completions | None:
    """Return the names that may be meant by the variable begun before *cursor*, ``None`` if none is."""
    begun = _BEGUN.search(text[max(cursor - 60, 0) : cursor])
    if begun is None or len(begun[1]) % 2 == 0:
        return None
    typed = begun[2].lower()
    names = tuple(name for name in NAMES if name.startswith(typed))
    rest = _REST.match(text, cursor)
    end = rest.end() if rest and rest[0].endswith("}") else cursor
    is_done = text[cursor : cursor + 1] == "}" and names == (typed,)
    return Completions(cursor - len(typed) - 1, end, names) if names and not is_done else None


# Values as words


class _NotUnderstood(Exception):
    """A variable cannot be replaced; says why."""


class _Unsaid(Exception):
    """A date does not say what is asked of it."""


def _words(found: re.Match[str], values: Mapping[str, Value], language: str, list_sign: str) -> str:
    """Return the words that the variable *found* stands for; raise :class:`_NotUnderstood`."""
    name, form = found[1].lower(), found[2]
    if name not in values:
        raise _NotUnderstood(f"there is no variable {{{name}}}")
    value = values[name]
    if isinstance(value, tuple):
        return _listed([v for v in value if v], form, list_sign)
    if isinstance(value, int):
        return _counted(value, form)
    if name in DATES:
        return format_date(value, form or DATES[name], language)
    if form:
        raise _NotUnderstood(f"{{{name}}} takes nothing after a colon")
    return value.strip()


def _listed(values: list[str], word: str | None, sign: str) -> str:
    if not word or len(values) < 2:
        return sign.join(values)
    return f"{sign.join(values[:-1])} {word.strip()} {values[-1]}"


def _counted(number: int, form: str | None) -> str:
    width = re.fullmatch(r"0([1-9])", form or "01")
    if width is None:
        raise _NotUnderstood(f"“{form}” is no form of a number; write 03 for three digits")
    return f"{number:0{width[1]}}" if number else ""


# Dates


@dataclass(frozen=True, slots=True)
class _Calendar:
    """How a language names months and weekdays (Monday first), and writes a day and a month."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    day: str
    month: str = "%B %Y"
    first: str = ""


def _calendar(
    months: str, short: str, weekdays: str, short_weekdays: str, *forms: str
) -> _Calendar:
    names = [tuple(text.split()) for text in (months, short, weekdays, short_weekdays)]
    return _Calendar(names[0], names[1], names[2], names[3], *forms)


_CALENDARS = {
    "en": _calendar(
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "Mon Tue Wed Thu Fri Sat Sun", "%-d %B %Y",
    ),
    "de": _calendar(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Mo Di Mi Do Fr Sa So", "%-d. %B %Y",
    ),
    "fr": _calendar(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lun. mar. mer. jeu. ven. sam. dim.", "%-d %B %Y", "%B %Y", "1er",
    ),
    "es": _calendar(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
        "lunes martes miércoles jueves viernes sábado domingo",
        "lun. mar. mié. jue. vie. sáb. dom.", "%-d de %B de %Y", "%B de %Y",
    ),
    "it": _calendar(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "lun mar mer gio ven sab dom", "%-d %B %Y", "%B %Y", "1º",
    ),
    "pt": _calendar(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "seg. ter. qua. qui. sex. sáb. dom.", "%-d de %B de %Y", "%B de %Y", "1º",
    ),
    "nl": _calendar(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "ma di wo do vr za zo", "%-d %B %Y",
    ),
    "sv": _calendar(
        "januari februari mars april maj juni juli augusti september oktober november december",
        "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.",
        "måndag tisdag onsdag torsdag fredag lördag söndag",
        "mån tis ons tors fre lör sön", "%-d %B %Y",
    ),
}  # fmt: skip

_DAYS_BY_REGION = {"en-us": "%B %-d, %Y", "en-ca": "%B %-d, %Y"}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?.*)?)?)?")
_DIRECTIVE = re.compile("%(-?.?)")

_YEAR, _MONTH, _DAY, _TIME = 1, 2, 3, 4
# How much of a date a directive needs to be known.

DIRECTIVES: dict[str, tuple[int, Callable[[datetime], int | str]]] = {
    "Y": (_YEAR, lambda at: f"{at.year:04}"),
    "y": (_YEAR, lambda at: f"{at.year % 100:02}"),
    "m": (_MONTH, lambda at: f"{at.month:02}"),
    "-m": (_MONTH, lambda at: at.month),
    "d": (_DAY, lambda at: f"{at.day:02}"),
    "-d": (_DAY, lambda at: at.day),
    "H": (_TIME, lambda at: f"{at.hour:02}"),
    "-H": (_TIME, lambda at: at.hour),
    "I": (_TIME, lambda at: f"{at.hour % 12 or 12:02}"),
    "-I": (_TIME, lambda at: at.hour % 12 or 12),
    "p": (_TIME, lambda at: "am" if at.hour < 12 else "pm"),
    "M": (_TIME, lambda at: f"{at.minute:02}"),
    "S": (_TIME, lambda at: f"{at.second:02}"),
    "%": (_YEAR, lambda at: "%"),
}
"""What may stand after ``%``, beside the names ``B``, ``b``, ``A`` and ``a``."""

_NAMED: dict[str, tuple[int, Callable[[datetime, _Calendar], str]]] = {
    "B": (_MONTH, lambda at, calendar: calendar.months[at.month - 1]),
    "b": (_MONTH, lambda at, calendar: calendar.short_months[at.month - 1]),
    "A": (_DAY, lambda at, calendar: calendar.weekdays[at.weekday()]),
    "a": (_DAY, lambda at, calendar: calendar.short_weekdays[at.weekday()]),
}


def format_date(value: str, form: str, language: str) -> str:
    """Return the ISO 8601 date *value* in the *form* of ``strftime``, or as *language* writes it if ``""``.

    ``""`` where the form asks for what the date does not say; raises for a directive that there is not.
    """
    calendar = _CALENDARS.get(language.lower().replace("_", "-").partition("-")[0])
    at, known = _read_iso(value)
    if not form:
        if at is None or calendar is None or known == _YEAR:
            return value.strip() if at is None else value.strip()[:10]
        form = _usual_form(at, known, calendar, language)

    def put(found: re.Match[str]) -> str:
        words, needs = _directive(found[1], at or datetime(2000, 1, 1), calendar, language)
        if needs > known:
            raise _Unsaid
        return words

    try:
        return _DIRECTIVE.sub(put, form)
    except _Unsaid:
        return ""


def _usual_form(at: datetime, known: int, calendar: _Calendar, language: str) -> str:
    if known == _MONTH:
        return calendar.month
    form = _DAYS_BY_REGION.get(language.lower().replace("_", "-"), calendar.day)
    return form.replace("%-d", calendar.first) if at.day == 1 and calendar.first else form


def _directive(
    name: str, at: datetime, calendar: _Calendar | None, language: str
) -> tuple[str, int]:
    """Return the words of directive *name*, and how much of a date it needs."""
    if name in DIRECTIVES:
        needs, number = DIRECTIVES[name]
        return str(number(at)), needs
    if name not in _NAMED:
        raise _NotUnderstood(f"there is no %{name} in dates; write %-d %B %Y, for example")
    if calendar is None:
        raise _NotUnderstood(f"names of months and days are not known in “{language}”")
    needs, named = _NAMED[name]
    return named(at, calendar), needs


def _read_iso(text: str) -> tuple[datetime | None, int]:
    """Return the moment that *text* says, as it was on the clock there, and how much of it is known."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None, 0
    parts = [int(part) for part in found.groups() if part is not None]
    try:
        return datetime(*(*parts, 1, 1)[: max(3, len(parts))]), min(len(parts), _TIME)  # type: ignore[arg-type]
    except ValueError:
        return None, 0


# Gaps

_SIGNS = (",", ";", "·", "/")
_SPACES = " \t\u00a0\u202f"
_OPENING, _CLOSING = "\n([", "\n)].!?:…"


def _without_gaps(text: str) -> str:
    """Return *text* without the marks of empty values, and without what would dangle beside them."""
    if _EMPTY not in text:
        return text
    words, *segments = text.split(_EMPTY)
    between: list[str] = []
    for place, segment in enumerate(segments, 1):
        if place < len(segments) and segment.strip(_SPACES) in ("", *_SIGNS):
            between.append(segment)
        else:
            words = _joined(words, between, segment)
            between = []
    return words


def _joined(left: str, between: list[str], right: str) -> str:
    """Return *left* and *right* of an empty value, or of several with *between* between them, as one."""
    start, first = _split_end(left)
    rest, last = _split_end(right[::-1])
    end, last = rest[::-1], last[::-1]
    opens = not start or start[-1] in _OPENING
    closes = not end or end[0] in _CLOSING
    if opens and closes:
        return _edges_joined(start, end)
    if opens or closes:
        return start + end
    gaps = [first, *between, last]
    joint = next((gap for gap in gaps if gap.strip(_SPACES)), "")
    if not joint or (joint[-1] not in _SPACES and last.endswith(tuple(_SPACES))):
        joint += next(filter(None, reversed(gaps)), "")[-1:]
    return start + joint + end


def _edges_joined(start: str, end: str) -> str:
    """Return *start* and *end* without the brackets or the line that would stay empty between them."""
    if start[-1:] + end[:1] in ("()", "[]"):
        start, end = start[:-1].rstrip(_SPACES), end[1:]
        return start + (end if start else end.lstrip(_SPACES))
    if start[-1:] in ("", "\n") and end[:1] == "\n":
        return start + end[1:]
    return (start.removesuffix("\n") if not end else start) + end


def _split_end(text: str) -> tuple[str, str]:
    """Return *text* without the spaces and the one sign at its end, and these."""
    core = text.rstrip(_SPACES)
    if core.endswith(_SIGNS):
        core = core[:-1].rstrip(_SPACES)
    return core, text[len(core) :]
