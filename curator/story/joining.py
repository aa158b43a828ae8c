"""Words put with those that a field has already: the four modes, for templates and for pasting alike.

Which fields can be joined at all is left to whoever asks: nothing goes before a date or a rating.
"""

import unicodedata
from enum import StrEnum
from typing import Any

from curator.captions.text import MAX_LENGTH, is_blank

_INNER = "'’‐‑-.,"
# Signs that stand within a word or a number where letters or digits follow on both sides.


class Mode(StrEnum):
    """What becomes of the words that a field has already."""

    REPLACE = "replace"
    BEFORE = "before"
    AFTER = "after"
    EMPTY = "empty"
    WHERE_EMPTY = EMPTY


def is_empty(value: Any) -> bool:
    """Say whether a field that holds *value* shows a reader nothing."""
    return is_blank(value) if isinstance(value, str) else not value


def joined(value: Any, before: Any, mode: Mode) -> Any:
    """Return what *value*, both texts or both lists, makes of what a field holds *before*.

    Texts put before or after others are parted by a space unless there is one, and not put there a
    second time; lists are united. What is too long to be kept whole is not put there at all: words
    that are there already would be lost.
    """
    if mode is Mode.REPLACE or is_empty(before):
        return value
    if mode is Mode.EMPTY or is_empty(value):
        return before
    first, second = (value, before) if mode is Mode.BEFORE else (before, value)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    if _has_already(before.strip(), value.strip(), mode):
        return before
    is_parted = first[-1].isspace() or second[0].isspace()
    whole: str = first + second if is_parted else f"{first} {second}"
    return whole if len(whole) <= MAX_LENGTH else before


def _has_already(text: str, words: str, mode: Mode) -> bool:
    """Say whether *text* begins (or ends) with *words*, and no word of it runs on there."""
    if mode is Mode.BEFORE:
        rest = text[len(words) :]
        return text.startswith(words) and not _runs_on(words[-1], rest[:2])
    rest = text[: -len(words)]
    return text.endswith(words) and not _runs_on(words[0], rest[-2:][::-1])


def _runs_on(edge: str, beyond: str) -> bool:
    """Say whether the word that *edge* is the last letter of goes on in the two signs *beyond* it."""
    if not beyond or not _is_letter(edge):
        return beyond != "" and _is_mark(beyond[0])
    is_inner = beyond[0] in _INNER and len(beyond) > 1 and _is_letter(beyond[1])
    return is_inner or _is_letter(beyond[0])


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or _is_mark(sign)


def _is_mark(sign: str) -> bool:
    """Say whether *sign* belongs to the letter before it, as an accent does."""
    return unicodedata.category(sign).startswith("M")
