"""A line of Markdown taken apart: code, links, escaped signs, tags; what is left for emphasis to be found in."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

Span = tuple[int, int]
Told = tuple[int, int, str]
"""From where to where, and which look."""

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_SIGNS = re.compile(r"[\\`<\[\]]")
_TICKS = re.compile("`+")
_AUTOMATIC = re.compile(r"<(?:https?://[^\s<>]+|mailto:[^\s<>@]+@[^\s<>]+|[\w.+-]+@[\w.-]+)>", re.I)
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--|-->|<[!?][^<>]*>")
_TARGET = re.compile(
    r"""\([ \t]*
    (?: <(?P<within>[^<>]*)> | (?P<bare>[^\s()<][^\s()]* (?:\([^\s()]*\)[^\s()]*)*) )
    (?:[ \t]+ (?: "[^"]*" | '[^']*' | \([^()]*\) ))?
    [ \t]*\)""",
    re.X,
)
_ADDRESS = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@", re.I)
# Where a link may lead, as far as one sees while it is typed; the page is stricter.


@dataclass(slots=True)
class Level:
    """Words that emphasis stays within, up to *end*, and the places where a sign may be one of it."""

    end: int
    places: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Words:
    """A line taken apart: ``looks`` of what is not emphasis, and the ``levels`` to find emphasis in.

    One level is the line, each other the words of a link.
    """

    text: str
    looks: list[Told] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)


@dataclass(slots=True)
class _Bracket:
    place: int
    holds_link: bool = False


def is_address(text: str) -> bool:
    """Say whether *text* may be where a link leads."""
    return _ADDRESS.match(text) is not None


def taken_apart(text: str) -> Words:
    """Take the words of one line apart."""
    words = Words(text)
    links, taken = _links(text, words)
    line = Level(len(text))
    words.levels = [line]
    level_at: dict[int, Level] = {}
    for (start, end), _ in links:
        words.levels.append(Level(end))
        level_at.update(dict.fromkeys(range(start, end), words.levels[-1]))
    for place, sign in enumerate(text):
        if sign in "*_" and place not in taken:
            level_at.get(place, line).places.append(place)
    for (start, end), last in links:
        words.looks += [(start, end, "link"), (start - 1, start, "sign"), (end, last, "sign")]
    words.looks += ((*tag.span(), "as typed") for tag in _tags(text, taken))
    return words


def _links(text: str, words: Words) -> tuple[list[tuple[Span, int]], set[int]]:
    """Return the links of *text*, by their words and where they end, and the places that are no words.

    Notes code, addresses and escaped signs in *words*. Of a link within a link the inner one counts.
    """
    ticks = _Ticks(text)
    links: list[tuple[Span, int]] = []
    taken: set[int] = set()
    brackets: list[_Bracket] = []
    at = 0
    while (found := _SIGNS.search(text, at)) is not None:
        place, sign = found.start(), found[0]
        at = place + 1
        if sign == "\\":
            if text[at : at + 1] in PUNCTUATION:
                words.looks.append((place, at, "sign"))
                taken.add(at)
                at += 1
        elif sign == "`":
            at = ticks.code(place, words)
            taken.update(range(place, at))
        elif sign == "<":
            if (automatic := _AUTOMATIC.match(text, place)) is not None:
                at = automatic.end()
                taken.update(range(place, at))
                words.looks += _automatic(place, at)
        elif sign == "[":
            brackets.append(_Bracket(place))
        elif brackets:
            end = _closed(text, place, brackets)
            if end:
                links.append(((brackets.pop().place + 1, place), end))
                taken.update(range(place, end))
                at = end
            else:
                brackets.pop()
    return links, taken


def _automatic(start: int, end: int) -> Iterator[Told]:
    yield start, start + 1, "sign"
    yield start + 1, end - 1, "link"
    yield end - 1, end, "sign"


def _closed(text: str, place: int, brackets: list[_Bracket]) -> int:
    """Return where the link ends whose words end at *place*; 0 if the last of *brackets* begins none."""
    target = None if brackets[-1].holds_link else _TARGET.match(text, place + 1)
    leads = target is not None and is_address(target["within"] or target["bare"] or "")
    if target is None or not leads:
        if len(brackets) > 1 and brackets[-1].holds_link:
            brackets[-2].holds_link = True
        return 0
    for bracket in brackets[:-1]:
        bracket.holds_link = True
    return target.end()


class _Ticks:
    """Where code begins and ends in one line, found once for all of it."""

    def __init__(self, text: str) -> None:
        self._by_length: dict[int, list[int]] = {}
        for run in _TICKS.finditer(text):
            self._by_length.setdefault(len(run[0]), []).append(run.start())
        self._text = text

    def code(self, start: int, words: Words) -> int:
        """Note the code that begins at *start* in *words*; return where it, or its mere sign, ends."""
        run = _TICKS.match(self._text, start)
        assert run is not None
        length = len(run[0])
        places = self._by_length.get(length, [])
        nth = bisect_left(places, run.end())
        if nth == len(places):
            return run.end()
        end = places[nth]
        words.looks += [
            (start, run.end(), "sign"),
            (run.end(), end, "code"),
            (end, end + length, "sign"),
        ]
        return end + length


def _tags(text: str, taken: set[int]) -> Iterator[re.Match[str]]:
    """Yield what looks like tags of HTML outside code and addresses."""
    return (tag for tag in TAG.finditer(text) if tag.start() not in taken)
