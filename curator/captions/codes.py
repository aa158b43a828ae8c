"""Code replacements: a short code typed between two signs becomes words spelled right once; files are left to ``kit``.

``=dd13=`` stands for the first form of ``dd13``, ``=dd13#2=`` for its second. The text of a table is
the one that Photo Mechanic reads: a line a code, columns parted by tabs, the code first, then its
forms; lines that begin with ``//`` are comments; quotes are just quotes.

A column that reads ``field=value``, with one of the names of :data:`FIELDS`, is no form: it is what
the code gives another field of the photo, for example ``credit=Mina Oh/AP`` or, for lists,
``persons=Mina Oh; Jo Pak``. A form that itself begins like that is written ``form=credit=…``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from curator.captions.text import clean_line, is_blank

DELIMITER = "="
"""The sign before and after a code, unless the account chose another."""

MAX_LINES = 200_000
MAX_FORM = 100_000
MAX_CODE = 100
"""Bounds of a table: lines, characters of one form or value, characters of one code."""

FIELDS = {
    "caption": "caption", "description": "caption", "alt": "alt", "headline": "headline",
    "credit": "credit", "photographer": "photographer", "creator": "photographer",
    "copyright": "copyright", "usage": "usage", "license_url": "license_url", "notes": "notes",
    "keywords": "keywords", "persons": "persons", "city": "place.city", "state": "place.state",
    "country": "place.country", "place": "place.sublocation", "sublocation": "place.sublocation",
    "place.sublocation": "place.sublocation", "place.city": "place.city",
    "place.state": "place.state", "place.country": "place.country",
}  # fmt: skip
"""What a column may call the fields of a photo, and the field that each means."""

LISTS = ("keywords", "persons")
"""Fields that hold several values."""

Values = Mapping[str, str | tuple[str, ...]]
"""Values by the field of a photo that gets them."""

Span = tuple[int, int]
"""A stretch of a text: its first character, and the one after its last."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its forms, the plain one first, and what it gives other fields as the table has it."""

    code: str
    forms: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, Any], ...] = ()

    @property
    def values(self) -> Values:
        """What the code gives other fields, lists as tuples."""
        return {name: split_list(text) if name in LISTS else text for name, text in self.fields}


@dataclass(frozen=True, slots=True)
class Comment:
    """A line that is no code: a comment, an empty line, or one that makes no sense; kept as it is."""

    text: str


Line = Code | Comment


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a line, counted from 1; 0 for the table as a whole."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line:,}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True, slots=True)
class CodeTable:
    """All codes in their order, comments between them, and the sign that stands around a code.

    Of two equal codes the first counts. ``unread`` holds values of the kit's file that no version of
    ours understood; they are written back.
    """

    lines: tuple[Line, ...] = ()
    delimiter: str = DELIMITER
    unread: tuple[Any, ...] = ()
    extra: tuple[tuple[str, Any], ...] = ()
    _index: list[dict[str, Code]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes without what stands between them."""
        return tuple(line for line in self.lines if isinstance(line, Code))

    def find(self, key: str) -> tuple[Code, str] | None:
        """Return the code that *key* means, and the words of the form it asks for (``dd13#2``).

        An exact code comes before one that differs in capitals, a code before a form of another.
        """
        exact, folded = self._by_code()
        base, sign, number = key.rpartition("#")
        at = (
            int(number) if sign and number.isascii() and number.isdigit() and len(number) < 4 else 0
        )
        for index, whole, part in (
            (exact, key, base),
            (folded, key.casefold(), base.casefold()),
        ):
            if (found := index.get(whole)) is not None:
                return _formed(found, 1)
            if at and (found := index.get(part)) is not None:
                return _formed(found, at)
        return None

    def _by_code(self) -> tuple[dict[str, Code], dict[str, Code]]:
        """Return the codes as written and with capitals folded; worked out when first asked for."""
        if not self._index:
            exact: dict[str, Code] = {}
            folded: dict[str, Code] = {}
            for line in self.lines:
                if isinstance(line, Code):
                    exact.setdefault(line.code, line)
                    folded.setdefault(line.code.casefold(), line)
            self._index[:] = exact, folded
        return self._index[0], self._index[1]


def _formed(code: Code, number: int) -> tuple[Code, str] | None:
    words = code.forms[number - 1] if number <= len(code.forms) else ""
    is_given = bool(words) or (number == 1 and not code.forms)
    return (code, words) if is_given else None


def is_delimiter(text: str) -> bool:
    """Say whether *text* can stand around codes: one or two signs that no word and no variable needs."""
    return 1 <= len(text) <= 2 and all(
        c.isprintable() and not c.isspace() and not c.isalnum() and c not in "#{}_'’-.,"
        for c in text
    )


# In a text


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a typed code becomes: *words* in place of the characters *start* to *end*, values elsewhere."""

    start: int
    end: int
    words: str
    values: Values


def expansion(text: str, cursor: int, table: CodeTable) -> Expansion | None:
    """Return what the code that ends right before *cursor* becomes; ``None`` if none does."""
    sign = table.delimiter
    line = max(text.rfind("\n", 0, cursor) + 1, cursor - MAX_CODE - 2 * len(sign))
    closing = cursor - len(sign)
    if closing <= line or not text.startswith(sign, closing):
        return None
    opening = text.rfind(sign, line, closing)
    key = text[opening + len(sign) : closing]
    if opening < 0 or not key or any(c.isspace() for c in key):
        return None
    if text[opening - 1 : opening] == sign[0]:
        return None  # ``==`` is a sign of its own.
    found = table.find(key)
    return Expansion(opening, cursor, found[1], found[0].values) if found else None


def unknown_codes(text: str, table: CodeTable) -> tuple[Span, ...]:
    """Return where *text* has what looks like a code, but is none of *table*.

    ``a = b = c``, ``a=b=c`` and ``==Title==`` do not look like codes.
    """
    return tuple(
        found.span()
        for found in _between_signs(text, table.delimiter)
        if found[1][0].isalnum() and not _runs_on(text, found) and table.find(found[1]) is None
    )


def replaced(text: str, table: CodeTable, resolve: Callable[[str], str] = lambda key: key) -> str:
    """Return *text* with every code of *table* replaced by its form, unknown ones left as they are.

    *resolve* may make the code of what stands between the signs: ``={city}=`` is the code that the
    city of a photo names.
    """
    if table.delimiter not in text:
        return text
    parts: list[str] = []
    last = 0
    for match in _between_signs(text, table.delimiter):
        found = table.find(resolve(match[1]))
        if found is not None:
            parts += text[last : match.start()], found[1]
            last = match.end()
    return "".join((*parts, text[last:]))


def _between_signs(text: str, sign: str) -> Iterator[re.Match[str]]:
    """Yield what stands between two of *sign* without a space, but not ``==Title==``."""
    if sign not in text:
        return
    for found in _pattern(sign).finditer(text):
        if sign[0] not in (text[found.start() - 1 : found.start()], text[found.end() :][:1]):
            yield found


@lru_cache(maxsize=8)
def _pattern(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(rf"{sign}((?:(?!{sign})\S){{1,{MAX_CODE}}}){sign}")


def _runs_on(text: str, found: re.Match[str]) -> bool:
    """Say whether a word runs on over either sign; scripts without capitals part no words."""
    around = text[: found.start()][-1:] + text[found.end() :][:1]
    return any(char.islower() or char.isupper() or char.isdigit() for char in around)


# As text


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read, and what is wrong with its lines."""

    table: CodeTable
    remarks: tuple[Remark, ...] = ()


def read(text: str, delimiter: str = DELIMITER) -> Reading:
    """Return the table that *text* holds; every line of it stays in the table, as code or as it is."""
    rows = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    if rows[-1] == "":
        rows.pop()
    remarks: list[Remark] = []
    if len(rows) > MAX_LINES:
        reason = f"this line and all after it are left out: a table holds {MAX_LINES:,} lines"
        remarks.append(Remark(MAX_LINES + 1, reason))
    lines: list[Line] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[:MAX_LINES], 1):
        line, reasons = _read_line(row)
        if isinstance(line, Code):
            first = seen.setdefault(line.code, number)
            if first != number:
                reasons.append(f"“{line.code}” is in line {first:,} already, which counts")
            if reason := fault(line, delimiter):
                reasons.append(reason)
        if line is not None:
            lines.append(line)
        remarks.extend(Remark(number, reason) for reason in reasons)
    return Reading(CodeTable(tuple(lines), delimiter), tuple(remarks))


def _read_line(row: str) -> tuple[Line | None, list[str]]:
    """Return the line that *row* is, and what is to be said of it; ``None`` if it is too long to keep."""
    columns = [clean_line(column) for column in row.split("\t")]
    if max(map(len, columns)) > MAX_FORM:
        return None, [f"left out: a form holds {MAX_FORM:,} characters at most"]
    kept = Comment("\t".join(columns))
    if row.lstrip().startswith("//") or is_blank(row):
        return kept, []
    if len(columns) == 1:
        return kept, ["there is no tab in it, so no words for a code"]
    key = columns[0].strip()
    if not key or len(key) > MAX_CODE:
        return kept, [f"a code has 1 to {MAX_CODE} characters"]
    code = code_of(key, columns[1:])
    if not code.forms and not code.fields:
        return kept, [f"there are no words for “{key}”"]
    return code, []


def code_of(key: str, columns: Sequence[str]) -> Code:
    """Return the code *key* with what *columns* say: forms, and values of other fields."""
    forms: list[str] = []
    fields: dict[str, str] = {}
    for column in columns:
        name, sign, value = column.partition("=")
        name = name.strip().lower()
        if sign and name == "form":
            forms.append(value)
        elif sign and name in FIELDS:
            fields[FIELDS[name]] = value
        else:
            forms.append(column)
    return tidy(Code(key, tuple(forms), tuple(fields.items())))


def tidy(code: Code) -> Code:
    """Return *code* as a table holds it: on one line, within its bounds, without empty values."""
    forms = [clean_line(form)[:MAX_FORM] for form in code.forms]
    forms = ["" if is_blank(form) else form for form in forms]
    while forms and not forms[-1]:
        forms.pop()
    fields = ((name, clean_line(text).strip()[:MAX_FORM]) for name, text in code.fields)
    given = tuple((name, text) for name, text in fields if not is_blank(text))
    return Code(clean_line(code.code).strip()[:MAX_CODE], tuple(forms), given, code.extra)


def fault(code: Code, delimiter: str) -> str:
    """Return why *code* cannot be typed between two *delimiter*, ``""`` if it can."""
    if not code.code:
        return "a code has 1 character at least"
    if any(c.isspace() for c in code.code):
        return f"“{code.code}” has a space in it, so it cannot be typed"
    if delimiter in code.code:
        return f"“{code.code}” has the sign {delimiter} in it, so it cannot be typed"
    if code.code.startswith("//"):
        return f"“{code.code}” begins as a comment does"
    return ""


def write(table: CodeTable) -> str:
    """Return *table* as the text that :func:`read` reads, comments in their places."""
    return "".join(f"{_written(line)}\n" for line in table.lines)


def _written(line: Line) -> str:
    if isinstance(line, Comment):
        return line.text
    forms = [f"form={form}" if _reads_as_field(form) else form for form in line.forms]
    fields = [f"{name}={text}" for name, text in line.fields]
    return "\t".join((line.code, *forms, *fields))


def _reads_as_field(form: str) -> bool:
    name, sign, _ = form.partition("=")
    name = name.strip().lower()
    return bool(sign) and (name in FIELDS or name == "form")


def split_list(text: str) -> tuple[str, ...]:
    """Return the values of a list that a person wrote: parted by semicolons, without any by commas."""
    parts = re.split(r"[;\n]" if ";" in text or "\n" in text else ",", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if not is_blank(part)))


# As a whole


@dataclass(frozen=True, slots=True)
class Merged:
    """A table with another taken in, and how many codes are new, how many have other words now."""

    table: CodeTable
    added: int
    changed: int


def merged(ours: CodeTable, theirs: CodeTable) -> Merged:
    """Take *theirs* into *ours*: codes that both have get the words of *theirs* in their old places."""
    new: dict[str, Code] = {}
    for code in theirs.codes:
        new.setdefault(code.code, code)
    known = {code.code for code in ours.codes}
    comments = {line.text for line in ours.lines if isinstance(line, Comment)}
    changed = 0
    lines: list[Line] = []
    for line in ours.lines:
        given = new.get(line.code) if isinstance(line, Code) else None
        if given is not None and isinstance(line, Code):
            given = replace(given, extra=line.extra)
            changed += given != line
        lines.append(given or line)
    lines += (
        line
        for line in theirs.lines
        if (line.code not in known if isinstance(line, Code) else line.text not in comments)
    )
    added = sum(1 for code in new if code not in known)
    return Merged(replace(ours, lines=tuple(lines)), added, changed)
