"""Keeping a spreadsheet's hands off words: what looks like a formula or a number goes out behind one ``'``.

Reversible for every text. Which cells are guarded against what is left to the writers.
"""

import re

_FORMULA_STARTS = "=+-@'\t\r＝＋－＠"
_LONGEST_NUMBER = 40
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NUMBER = re.compile(
    rf"true|false|(?=.*\d)(?:[\d\s.,:/\\()%$€£¥’–—+-]|e[+-]?\d|[ap]\.?m\b|{_MONTH}\b)+", re.I | re.S
)


def guarded(text: str, *, numbers: bool) -> str:
    """Return *text* so that no cell begins as a formula does (OWASP, "CSV Injection").

    With *numbers*, what a spreadsheet would take for a number, a date or a truth value is guarded,
    too: ``0012`` comes back from a CSV file as ``12``, ``1/2`` as a day in winter.
    """
    begins = text[:1] in _FORMULA_STARTS and text != ""
    return f"'{text}" if begins or (numbers and _is_like_a_number(text)) else text


def unguarded(text: str) -> str:
    """Return what :func:`guarded` was given; a text that it never made is left as it is."""
    rest = text[1:]
    if text[:1] != "'" or not rest:
        return text
    return rest if rest[0] in _FORMULA_STARTS or _is_like_a_number(rest) else text


def _is_like_a_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None
