"""Cleaning text where it enters Curator, and measuring it; what the words mean is left to the check."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")

# What no reader can see or no UTF-8 file can hold: C0 and C1 controls but tab and newline, DEL,
# lone surrogates, byte order marks, and the non-characters of Unicode (section 23.7).
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"

MAX_LENGTH = 1_000_000
"""Characters that one field holds at most; far above any caption, far below what hurts."""


def clean(text: str) -> str:
    """Return *text* as Curator stores it: ends of lines as line feeds, invisible controls removed.

    Idempotent. Composed and decomposed letters, no-break spaces, joiners and direction marks stay
    as typed.
    """
    if text.isascii() and text.isprintable():
        return text[:MAX_LENGTH]
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))[:MAX_LENGTH]


def clean_line(text: str) -> str:
    """Return *text* for a field of one line: cleaned, runs of line ends and tabs made one space."""
    return re.sub(r"[\t\n]+", " ", clean(text))


def is_blank(text: str) -> bool:
    """Say whether *text* shows a reader nothing."""
    if not text or text[0].isalnum():  # as nearly every text, and asked of thousands at once
        return not text
    return all(char.isspace() or char in _INVISIBLE for char in text)


def first_line(text: str) -> str:
    """Return the first line of *text* that shows something, stripped; ``""`` if there is none."""
    return next((line.strip() for line in text.split("\n") if not is_blank(line)), "")


def word_count(text: str) -> int:
    """Return the number of words, counted as runs between white space."""
    return len(text.split())
