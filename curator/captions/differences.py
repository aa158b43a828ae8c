"""Two texts compared word by word, as the runs in which they differ or agree; how those look is left to the window."""

from dataclasses import dataclass, replace
from functools import lru_cache

import regex  # type: ignore[import-untyped, unused-ignore]
from rapidfuzz.distance import Indel

_LONGEST = 4_000
# Characters of a text from its first difference on that are compared word by word.

_AROUND = 28
# Characters that are kept of what stays alike before and after a difference.

_TOKENS = regex.compile(r"\w+(?:['’-]\w+)*|\s|.", regex.DOTALL)
_VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "⍽", "\n": "↵", "\t": " "})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a text that differs from the other text, or does not."""

    text: str
    differs: bool = False


Parts = tuple[Part, ...]


@lru_cache(maxsize=512)
def compared(before: str, after: str) -> tuple[Parts, Parts]:
    """Return both texts as runs that differ and runs that do not, word by word, long alike runs cut."""
    start = max(_alike(before, after) - 2 * _AROUND, 0)
    lead = [Part("…")] if start else []
    sides: tuple[list[Part], list[Part]] = (list(lead), list(lead))
    _compare(sides, *(text[start : start + _LONGEST] for text in (before, after)))
    return _shortened(sides[0]), _shortened(sides[1])


def in_full(before: str, after: str) -> tuple[Parts, Parts]:
    """Return both texts whole as runs that differ and runs that do not, word by word.

    Of what lies between the first difference and the last, only the beginning is compared if it is
    very long; the rest of it is one run that differs.
    """
    start = _alike(before, after)
    while start and before[start - 1].isalnum():
        start -= 1  # To the beginning of the word in which they part.
    rest = [text[start:][::-1] for text in (before, after)]
    end = _alike(*rest)
    while end and rest[0][end - 1].isalnum():
        end -= 1
    middles = [text[start : len(text) - end] for text in (before, after)]
    sides: tuple[list[Part], list[Part]] = ([], [])
    for side in sides:
        _add(side, before[:start], differs=False)
    _compare(sides, *(middle[:_LONGEST] for middle in middles))
    for side, middle in zip(sides, middles, strict=True):
        _add(side, middle[_LONGEST:], differs=True)
        _add(side, before[len(before) - end :], differs=False)
    return _filled(sides[0]), _filled(sides[1])


def _filled(parts: list[Part]) -> Parts:
    return tuple(part for part in parts if part.text)


def _compare(sides: tuple[list[Part], list[Part]], before: str, after: str) -> None:
    """Add the runs of *before* and *after* to the two *sides*."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    for tag, old_from, old_to, new_from, new_to in Indel.opcodes(old, new):
        for side, tokens in zip(sides, (old[old_from:old_to], new[new_from:new_to]), strict=True):
            if tokens:
                _add(side, "".join(tokens), differs=tag != "equal")


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _add(side: list[Part], text: str, *, differs: bool) -> None:
    if differs and len(side) > 1 and side[-2].differs and side[-1].text.isspace():
        gap = side.pop()  # Two words that differ and the space between them are one difference.
        text = side.pop().text + gap.text + text
    elif side and side[-1].differs == differs:
        text = side.pop().text + text
    side.append(Part(text, differs))


def _shortened(parts: list[Part]) -> Parts:
    """Return *parts* on one line, with what stays alike cut to what stands beside a difference."""
    shown = []
    for number, part in enumerate(parts):
        text = part.text
        if part.differs:
            text = text.translate(_VISIBLE)
        elif len(text) > 2 * _AROUND + 4:
            head = text[:_AROUND] if number else ""
            tail = text[-_AROUND:] if number < len(parts) - 1 else ""
            # What follows the last difference is cut by the edge of the table instead.
            text = f"{head}…{tail}" if tail else text[:300]
        shown.append(replace(part, text=" ".join(text.split("\n")).replace("\t", " ")))
    return tuple(shown)
