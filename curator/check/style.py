"""A desk's own rules: levels, lengths, required fields, words and credits, in one file that can be shared.

The file is TOML, so that people write it and read it::

    [levels]                      # error, warning, hint or off, by the name of a rule
    caption-thin = "off"

    [lengths]
    caption_least_words = 5

    [required]                    # beside what the rules ask for anyway
    photo = ["place.city", "photographer"]
    story = ["byline"]

    [words]
    avoid = ["stunning"]
    prefer = { "Peking" = "Beijing" }

    [credit]
    agencies = { "AP" = ["A.P.", "Associated Press"] }
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from platformdirs import user_config_path

from curator.check.problem import Level
from curator.errors import StyleError

MAX_BYTES = 1024 * 1024
"""Size of a file beyond which it is no house style."""

NAME = "house-style.toml"
"""How the file is called in the account's folder of settings.

None is taken from beside a story: a story from elsewhere could silence the check that way.
"""

_MOST_WORDS = 5000
_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Lengths:
    """Limits, each with its source.

    The least words and characters of a caption are those of the Guardian's Grid, the most are AP's
    about two sentences; 250 characters is what IPTC grants an alt text; a picture of fewer than 800
    pixels looks soft in the column of a page.
    """

    caption_least_words: int = 5
    caption_least_characters: int = 30
    caption_most_words: int = 60
    alt_most_characters: int = 250
    picture_least_pixels: int = 800
    lead_least_pixels: int = 1600


@dataclass(frozen=True)
class Style:
    """A house style as the rules use it."""

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    lengths: Lengths = Lengths()
    required_of_photos: tuple[str, ...] = ()
    required_of_story: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    prefer: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def level(self, name: str, usual: Level) -> Level | None:
        """Return at which level the rule called *name* counts; ``None`` if not at all."""
        return self.levels.get(name, usual)

    @cached_property
    def agency_of(self) -> Mapping[str, str]:
        """How the house writes an agency, by other ways of writing it in small letters."""
        return {
            other.casefold(): form for form, others in self.agencies.items() for other in others
        }


USUAL = Style()
"""What counts where a desk has no rules of its own."""


def own_path() -> Path:
    """Return where the account's own house style lies, if there is one."""
    return user_config_path("curator", appauthor=False) / NAME


def own() -> Style:
    """Return the account's own house style, the usual one if there is none; raise :class:`StyleError`."""
    path = own_path()
    return load(path) if path.exists() else USUAL


def load(path: str | Path) -> Style:
    """Return the house style at *path*; raise :class:`StyleError`, which says what to mend."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise StyleError(path, f"it cannot be read ({error.strerror or error})") from error
    if len(data) > MAX_BYTES:
        raise StyleError(path, "it is larger than a house style can be (1 MB)")
    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise StyleError(path, f"it is no TOML ({error})") from error
    return _Reader(path).style(told)


class _Reader:
    """Reads one file, and names the place of whatever is not as it should be."""

    def __init__(self, path: str | Path) -> None:
        self._path = path

    def style(self, told: dict[str, Any]) -> Style:
        known = ("levels", "lengths", "required", "words", "credit")
        self._known(told, known, "")
        required = self._table(told, "required", ("photo", "story"))
        words = self._table(told, "words", ("avoid", "prefer"))
        credit = self._table(told, "credit", ("agencies",))
        return Style(
            levels=MappingProxyType(self._levels(self._table(told, "levels"))),
            lengths=self._lengths(self._table(told, "lengths")),
            required_of_photos=self._texts(required, "photo", "required"),
            required_of_story=self._texts(required, "story", "required"),
            avoid=self._texts(words, "avoid", "words"),
            prefer=MappingProxyType(self._pairs(words)),
            agencies=MappingProxyType(self._agencies(credit)),
        )

    def _refuse(self, what: str) -> StyleError:
        return StyleError(self._path, what)

    def _known(self, table: dict[str, Any], names: tuple[str, ...], where: str) -> None:
        for name in table:
            if name not in names:
                place = f"[{where}] " if where else ""
                offered = ", ".join(names)
                raise self._refuse(f"{place}“{name[:60]}” is not known; there are {offered}")

    def _table(
        self, told: dict[str, Any], name: str, known: tuple[str, ...] | None = None
    ) -> dict[str, Any]:
        value = told.get(name, {})
        if not isinstance(value, dict):
            raise self._refuse(f"“{name}” should be a table, written [{name}]")
        if known is not None:
            self._known(value, known, name)
        return value

    def _levels(self, told: dict[str, Any]) -> dict[str, Level | None]:
        from curator.check.rules import NAMES as RULES  # The rules know the style, not the reverse.

        found: dict[str, Level | None] = {}
        for name, value in told.items():
            if name not in RULES:
                raise self._refuse(f"[levels] there is no rule called “{name[:60]}”")
            if value not in ("error", "warning", "hint", "off"):
                raise self._refuse(f"[levels] {name} should be error, warning, hint or off")
            found[name] = None if value == "off" else Level(value)
        return found

    def _lengths(self, told: dict[str, Any]) -> Lengths:
        self._known(told, tuple(known.name for known in fields(Lengths)), "lengths")
        for name, value in told.items():
            if type(value) is not int or not 0 <= value <= 1_000_000:
                raise self._refuse(f"[lengths] {name} should be a whole number, 0 or more")
        return Lengths(**told)

    def _texts(self, table: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
        value = table.get(name, [])
        is_list = isinstance(value, list) and len(value) <= _MOST_WORDS
        if not is_list or not all(self._is_word(text) for text in value):
            raise self._refuse(f"[{where}] {name} should be a list of words in quotes")
        return tuple(value)

    def _pairs(self, words: dict[str, Any]) -> dict[str, str]:
        value = words.get("prefer", {})
        if not isinstance(value, dict) or len(value) > _MOST_WORDS:
            raise self._refuse("[words] prefer should be a table of words and better ones")
        for word, better in value.items():
            if not self._is_word(word) or not self._is_word(better):
                raise self._refuse(
                    f"[words] prefer: “{word[:60]}” should have better words in quotes"
                )
        return value

    def _agencies(self, credit: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        value = credit.get("agencies", {})
        if not isinstance(value, dict):
            raise self._refuse("[credit] agencies should be a table of lists")
        return {name: self._texts(value, name, "credit") for name in value}

    @staticmethod
    def _is_word(text: Any) -> bool:
        return isinstance(text, str) and 0 < len(text.strip()) <= _LONGEST_WORD
