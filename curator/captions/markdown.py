"""What the signs of Markdown do to the words of a line, as the page will have it; painting is left to whoever shows it.

CommonMark 0.31 without pictures and raw HTML, as ``export.markup`` renders it, seen line by line, since
that is how it is shown while it is typed. So what goes on over the end of a line (emphasis, a heading
underlined) is not seen, nor are links by reference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from curator.captions.markdown_runs import emphasis
from curator.captions.markdown_words import TAG, Words, taken_apart

MOST_CHARACTERS = 20_000
"""Characters of a line beyond which it is shown as it is: it is no text that somebody writes."""

NOTHING, PARAGRAPH, IN_LIST, LIST_PARAGRAPH = range(4)
_FENCED = 4
"""What a line may go on with: nothing, a paragraph, a list, a paragraph of one; above, lines of code."""

_BREAK = re.compile(r"[ ]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*\Z")
_QUOTED = re.compile(r"[ ]{0,3}(>)[ ]?")
_ITEM = re.compile(r"[ ]{0,3}([-+*]|\d{1,9}[.)])(?:[ \t]+|\Z)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?=[ \t]|\Z)")
_CLOSING = re.compile(r"[ \t]#+[ \t]*\Z")
_FENCE = re.compile(r"[ ]{0,3}(?:(`{3,})[^`]*|(~{3,}).*)\Z")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
_MOST_DEPTH = 20  # quotes and lists within each other


class Look(StrEnum):
    """What becomes of words: how they look, or that they are no words but a sign."""

    HEADING = "heading"
    QUOTE = "quote"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    SIGN = "sign"
    AS_TYPED = "as typed"


@dataclass(frozen=True, slots=True)
class Styled:
    """The characters *start* to *end* of a line have this look, beside others that they may have."""

    start: int
    end: int
    look: Look


def looks_of(line: str, before: int = NOTHING) -> tuple[list[Styled], int]:
    """Return what becomes of the words of *line*, and what the next line may go on with.

    *before* is what this line may go on with, as returned for the one above it.
    """
    if len(line) > MOST_CHARACTERS:
        return [], PARAGRAPH
    if before >= _FENCED:
        return _in_code(line, before)
    found: list[Styled] = []
    at = _containers(line, found)
    is_contained, rest = at > 0, line[at:]
    is_in_list = before in (IN_LIST, LIST_PARAGRAPH) or any(
        s.look is Look.SIGN and line[s.start] != ">" for s in found
    )
    if not rest.strip(" \t"):
        return found, IN_LIST if is_in_list and not is_contained else NOTHING
    if before == NOTHING and not is_contained and _INDENTED.match(line):
        return [Styled(0, len(line), Look.CODE)], NOTHING
    fence = _FENCE.match(rest)
    if fence is not None:
        signs = fence[1] or fence[2]
        after = _FENCED + 2 * len(signs) + (signs[0] == "~")
        return [*found, Styled(at, len(line), Look.SIGN)], PARAGRAPH if is_contained else after
    if _BREAK.match(rest) or (before == PARAGRAPH and _UNDERLINE.match(rest)):
        return [*found, Styled(at, len(line), Look.SIGN)], NOTHING
    heading = _HEADING.match(rest)
    if heading is not None:
        return [*found, *_heading(line, at + heading.start(1), at + heading.end(1))], NOTHING
    found += _inner(line, at, len(line))
    goes_on = is_in_list and (is_contained or before == LIST_PARAGRAPH or line[:1] in " \t")
    return found, LIST_PARAGRAPH if goes_on else PARAGRAPH


def _in_code(line: str, fence: int) -> tuple[list[Styled], int]:
    """Return the looks of a line of code, or of the fence that ends it."""
    length, is_tilde = divmod(fence - _FENCED, 2)
    sign = "~" if is_tilde else "`"
    body = line.strip(" \t")
    is_end = len(body) >= length and not body.strip(sign) and not _INDENTED.match(line)
    look = Look.SIGN if is_end else Look.CODE
    return [Styled(0, len(line), look)], NOTHING if is_end else fence


def _containers(line: str, found: list[Styled]) -> int:
    """Note in *found* the signs of the quotes and lists that *line* begins with; return where they end."""
    at = 0
    for _ in range(_MOST_DEPTH):
        rest = line[at:]
        sign = None if _BREAK.match(rest) else _QUOTED.match(rest) or _ITEM.match(rest)
        if sign is None:
            break
        found.append(Styled(at + sign.start(1), at + sign.end(1), Look.SIGN))
        at += sign.end()
        if sign[1] == ">":
            found.append(Styled(at, len(line), Look.QUOTE))
    return at


def _heading(line: str, start: int, end: int) -> Iterator[Styled]:
    """Yield the looks of a heading whose signs stand from *start* to *end*."""
    closing = _CLOSING.search(line, end)
    last = closing.start() if closing else len(line)
    yield Styled(start, len(line), Look.HEADING)
    yield Styled(start, end, Look.SIGN)
    yield from _inner(line, end, last)
    yield Styled(last, len(line), Look.SIGN)


def _inner(line: str, start: int, end: int) -> Iterator[Styled]:
    """Yield the looks of the words of *line* from *start* to *end*."""
    words = taken_apart(line[start:end])
    for first, last, name in _told(words):
        yield Styled(start + first, start + last, Look(name))


def _told(words: Words) -> Iterator[tuple[int, int, str]]:
    yield from words.looks
    for level in words.levels:
        yield from emphasis(words.text, level)


def typed_tags(text: str) -> Iterator[str]:
    """Yield what in *text* looks like HTML, which the page shows as it is typed."""
    if not TAG.search(text):
        return  # As nearly every text; to look at each line takes a hundred times as long.
    before = NOTHING
    for line in text.split("\n"):
        styled, before = looks_of(line, before)
        for one in styled:
            if one.look is Look.AS_TYPED:
                yield line[one.start : one.end]
