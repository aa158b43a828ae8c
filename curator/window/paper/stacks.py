"""Lines under each other, and where a column of them may end; a part of ``layout``.

All lengths are millimetres.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from curator.window.paper.sheets import POINT
from curator.window.paper.texts import Role, Text


class Setter(Protocol):
    """Sets texts into lines."""

    def heights(self, text: Text, width: float) -> Sequence[float]:
        """Return how high each line of *text* is when they are *width* wide."""


_BEFORE: Mapping[Role, float] = {
    Role.TITLE: 0.0,
    Role.STANDFIRST: 0.7,
    Role.BYLINE: 0.7,
    Role.HEADING: 0.8,
    Role.TEXT: 0.55,
    Role.QUOTE: 0.4,
    Role.SAID_BY: 0.35,
    Role.NUMBER: 0.0,
    Role.NAME: 0.0,
    Role.HEADLINE: 0.2,
    Role.CAPTION: 0.2,
    Role.CREDIT: 0.25,
    Role.FACT: 0.2,
    Role.BLANK: 0.2,
    Role.GOES_ON: 0.0,
}
# The white above a text that stands below another, in sizes of the captions' letters.

_INDENT = 1.4
# How far one step of a list goes inwards, in sizes of the captions' letters.


_LEADING = frozenset({Role.TITLE, Role.HEADING, Role.NAME})
# Texts below which a column does not end: they are about what follows.


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a stack: the ``number``-th of ``count`` of its text, with the white ``before`` it."""

    text: Text
    number: int
    count: int
    height: float
    before: float

    @property
    def is_left_over(self) -> bool:
        """Whether a break before this line would leave it the only one of its text beyond."""
        return 0 < self.number == self.count - 1

    @property
    def leads(self) -> bool:
        """Whether a break after this line would part it from what it begins."""
        return self.count > 1 == self.number + 1 or (
            self.text.role in _LEADING and self.number == self.count - 1
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one text as they stand on a page, from number ``first`` to before ``end``."""

    text: Text
    x: float
    y: float
    width: float
    first: int
    end: int
    height: float


Stack = tuple[Line, ...]


def indent_of(text: Text, size: int) -> float:
    """Return how far *text* stands inwards where captions have *size* points."""
    return text.indent * _INDENT * size * POINT


def stack(texts: Sequence[Text], width: float, size: int, setter: Setter) -> Stack:
    """Return the lines of *texts* at this *width*, captions having *size* points."""
    lines: list[Line] = []
    for text in texts:
        before = _BEFORE[text.role] * size * POINT if lines else 0.0
        heights = setter.heights(text, width - indent_of(text, size))
        for number, height in enumerate(heights):
            lines.append(Line(text, number, len(heights), height, 0.0 if number else before))
    return tuple(lines)


def height_of(lines: Sequence[Line]) -> float:
    """Return how high *lines* stand; the white before the first of them is left out."""
    return sum(line.height + line.before for line in lines) - (lines[0].before if lines else 0.0)


def may_end(lines: Stack, count: int) -> bool:
    """Say whether a column may end after the first *count* of *lines*."""
    return count == len(lines) or not (lines[count].is_left_over or lines[count - 1].leads)


def beginning(lines: Stack) -> Stack:
    """Return the fewest of *lines* after which a column may end."""
    return next((lines[:n] for n in range(1, len(lines)) if may_end(lines, n)), lines)


def fitting(lines: Stack, room: float, *, is_forced: bool = False) -> int:
    """Return how many of *lines* go into *room*, none of a text left alone if that can be helped.

    With *is_forced* it is at least one, whatever the room.
    """
    height, whole = 0.0, 0
    for line in lines:
        height += line.height + (line.before if whole else 0.0)
        if height > room + TOLERANCE:
            break
        whole += 1
    count = whole
    while count and not may_end(lines, count):
        count -= 1
    if is_forced and not count:
        return max(whole, min(1, len(lines)))
    return count


TOLERANCE = 1e-6
"""Millimetres that sums of parts may differ by."""


def placed(lines: Sequence[Line], x: float, y: float, width: float, size: int) -> list[Lines]:
    """Return *lines* as they stand from *x*, *y* down, those of one text together."""
    runs: list[Lines] = []
    for at, line in enumerate(lines):
        y += line.before if at else 0.0
        last = runs[-1] if runs else None
        if last is not None and line.number and last.text is line.text:
            height = last.height + line.height
            runs[-1] = Lines(
                last.text, last.x, last.y, last.width, last.first, line.number + 1, height
            )
        else:
            inwards = indent_of(line.text, size)
            runs.append(
                Lines(
                    line.text,
                    x + inwards,
                    y,
                    width - inwards,
                    line.number,
                    line.number + 1,
                    line.height,
                )
            )
        y += line.height
    return runs
