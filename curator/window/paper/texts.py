"""Paragraphs as they stand on paper, before they are set: words, what they are, which stand out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from curator.captions.text import clean, is_blank

MOST = 20_000
"""Characters of one paragraph that are set as one; a longer one goes on as the next."""


class Role(StrEnum):
    """What a text is on paper, which settles what it looks like."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    TEXT = "text"
    QUOTE = "quote"
    SAID_BY = "said by"
    NUMBER = "number"
    NAME = "name"
    HEADLINE = "headline"
    CAPTION = "caption"
    CREDIT = "credit"
    FACT = "fact"
    BLANK = "blank"
    GOES_ON = "goes on"


class Tone(StrEnum):
    """How some words of a text stand out from the others."""

    STRONG = "strong"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a text, from ``start`` to before ``end``, that have a tone of their own."""

    start: int
    end: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: words without ends of lines, and what they are; ``indent`` counts steps inwards."""

    words: str
    role: Role
    marks: tuple[Mark, ...] = ()
    indent: int = 0


def paragraphs(words: str, role: Role) -> Iterator[Text]:
    """Yield each line of *words* that shows something, one too long in parts."""
    for line in clean(words).split("\n"):
        if is_blank(line):
            continue
        for part in in_parts(line.strip()):
            yield Text(part, role)


def in_parts(line: str) -> Iterator[str]:
    """Yield *line* in parts of at most :data:`MOST` characters, cut between words where there are some."""
    while len(line) > MOST:
        at = line.rfind(" ", MOST // 2, MOST) + 1 or MOST
        yield line[:at].rstrip()
        line = line[at:].lstrip()
    if line:
        yield line
