"""What the check knows of a language: words and phrases as data, made ready for looking.

A language without a file has none, and the rules that need words stay silent for it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from curator import resources
from curator.captions.names import primary

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one language that rules look for; patterns that match nothing where there are none.

    ``months`` and ``weekdays`` (Monday is 0) go by small letters, abbreviations included.
    """

    code: str
    placeholder: re.Pattern[str] = _NEVER
    pointer: re.Pattern[str] = _NEVER
    relative_date: re.Pattern[str] = _NEVER
    self_reference: re.Pattern[str] = _NEVER
    feeling: re.Pattern[str] = _NEVER
    toll: re.Pattern[str] = _NEVER
    sourced: re.Pattern[str] = _NEVER
    alt_opening: re.Pattern[str] = _NEVER
    pronoun: re.Pattern[str] = _NEVER
    past: re.Pattern[str] = _NEVER
    past_granted: re.Pattern[str] = _NEVER
    present: re.Pattern[str] = _NEVER
    side: re.Pattern[str] = _NEVER
    doubled_granted: frozenset[str] = frozenset()
    doubled_after_comma: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether there are words of the language."""
        return bool(self.months)


@cache
def speech(tag: str) -> Speech:
    """Return what is known of the language of the BCP 47 *tag*."""
    code = primary(tag)
    told = _tables().get(code)
    if told is None:
        return Speech(code)
    patterns = {
        name: _phrases(told.get(name, ()))
        for name in (
            "placeholder", "pointer", "relative_date", "self_reference", "feeling", "toll",
            "sourced", "past_granted", "present", "past",
        )
    }  # fmt: skip
    return Speech(
        code,
        **patterns,
        alt_opening=_opening(told.get("alt_opening", ())),
        pronoun=_opening(told.get("pronoun", ())),
        side=_phrases(told.get("side", ())),
        doubled_granted=frozenset(told.get("doubled_granted", ())),
        doubled_after_comma=frozenset(told.get("doubled_after_comma", ())),
        months=MappingProxyType(told["months"]),
        weekdays=MappingProxyType(told["weekdays"]),
    )


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of *phrases*, regular expressions themselves, as whole words."""
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE) if joined else _NEVER


def _opening(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of *phrases* where a text opens."""
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(rf"\s*[“\"„«]?({joined})(?!\w)", re.IGNORECASE) if joined else _NEVER


@cache
def _tables() -> dict[str, dict[str, Any]]:
    folder = resources.root() / "words"
    return {
        path.stem.removeprefix("check-"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("check-*.json"))
    }
