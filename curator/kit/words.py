"""Words of recent stories on the account's shelf, to complete what is typed; finding them is left to ``captions``.

::

    {"format": "curator-words", "version": 1, "words": {
        "credit": [{"value": "Mina Oh/Agency", "days": 3, "last": "2026-11-22"}]}}

Kept are values of short fields and the names of people and places; captions, notes, titles and
headlines never are. ``days`` counts the days on which a story with the value was saved, so that
saving often does not make a word common.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from curator.captions.completion import MAX_VALUE, NAMES, Lexicon
from curator.captions.text import clean_line, is_blank
from curator.errors import KitError
from curator.kit.shelf import Shelf

NAME = "words"
"""What the words are called on the shelf."""

FORMAT, VERSION = "curator-words", 1

KINDS = (
    "credit", "photographer", "copyright", "usage", "license_url", "byline", "closing_credit",
    "source", "language", "place.sublocation", "place.city", "place.state", "place.country",
    "keywords", "persons", NAMES,
)  # fmt: skip
"""The kinds of words that are kept."""

MAX_WORDS = 2000
"""Words of one kind that are kept; the longest unused go first."""

_MAX_DAYS = 100_000


@dataclass(frozen=True, slots=True)
class Used:
    """How often a word was used: on how many days, and on which *last*, in ISO 8601."""

    days: int
    last: str


@dataclass(frozen=True, slots=True)
class RecentWords:
    """The words of recent stories by kind; a value, safe to hand between threads."""

    kinds: Mapping[str, Mapping[str, Used]] = field(default_factory=dict)
    _lexicons: dict[str, Lexicon] = field(default_factory=dict, compare=False, repr=False)

    def lexicons(self, kind: str) -> Sequence[Lexicon]:
        """Return the words of *kind*; quick once :func:`load` or :func:`merged` made them ready."""
        if kind not in self._lexicons:
            words = self.kinds.get(kind, {})
            self._lexicons[kind] = Lexicon({v: (u.days, _number(u.last)) for v, u in words.items()})
            self._lexicons[kind].sort()
        return (self._lexicons[kind],)

    def without(self, kind: str, value: str) -> "RecentWords":
        """Return the words without one that is not wanted any more."""
        words = {v: used for v, used in self.kinds.get(kind, {}).items() if v != value}
        return _ready({**self.kinds, kind: words})


def load(shelf: Shelf) -> RecentWords:
    """Return the account's words, none if there are none yet; raise :class:`KitError`."""
    values = shelf.read(NAME)
    if values is None:
        return RecentWords()
    path = shelf.path(NAME)
    if not isinstance(values, dict) or not isinstance(values.get("words"), dict):
        raise KitError(path, "there are no words in it")
    if values.get("version", VERSION) != VERSION:
        raise KitError(path, "a later version of Curator wrote it; it is left as it is")
    kinds = {}
    for kind in KINDS:
        entries = values["words"].get(kind, [])
        if not isinstance(entries, list):
            raise KitError(path, f"its words of “{kind}” are no list")
        kinds[kind] = _bounded(dict(filter(None, map(_read, entries))))
    return _ready({kind: words for kind, words in kinds.items() if words})


def keep(shelf: Shelf, words: RecentWords) -> None:
    """Keep *words* as the account's; raise :class:`KitError`."""
    kinds = {
        kind: [{"value": v, "days": used.days, "last": used.last} for v, used in kept.items()]
        for kind in KINDS
        if (kept := words.kinds.get(kind))
    }
    shelf.write(NAME, {"format": FORMAT, "version": VERSION, "words": kinds})


def forget(shelf: Shelf) -> RecentWords:
    """Forget every word, files that cannot be read included: none stays; raise :class:`KitError`."""
    shelf.remove(NAME)
    return RecentWords()


def merged(words: RecentWords, used: Mapping[str, Iterable[str]], day: str) -> RecentWords:
    """Return *words* with those that a story *used* on *day* (ISO 8601); the very same if none is new."""
    kinds = dict(words.kinds)
    for kind in KINDS:
        before = words.kinds.get(kind, {})
        new = {
            value: Used(before[value].days + 1 if value in before else 1, day)
            for value in map(_kept, used.get(kind, ()))
            if value and (value not in before or before[value].last != day)
        }
        if new:
            kinds[kind] = _bounded({**before, **new})
    return words if kinds == words.kinds else _ready(kinds)


def _ready(kinds: Mapping[str, Mapping[str, Used]]) -> RecentWords:
    words = RecentWords(kinds)
    for kind in kinds:
        words.lexicons(kind)
    return words


def _bounded(words: dict[str, Used]) -> dict[str, Used]:
    """Return the latest and most used of *words*, in that order."""
    ordered = sorted(words.items(), key=lambda item: (item[1].last, item[1].days), reverse=True)
    return dict(ordered[:MAX_WORDS])


def _kept(value: str) -> str:
    """Return *value* as it is kept, ``""`` if it is not."""
    value = clean_line(value).strip()
    return "" if len(value) > MAX_VALUE or is_blank(value) else value


def _read(entry: Any) -> tuple[str, Used] | None:
    """Return one word of the file, ``None`` if it is none: there is nothing in it to lose."""
    if not isinstance(entry, dict):
        return None
    value, days, last = (entry.get(key) for key in ("value", "days", "last"))
    if not isinstance(value, str) or not isinstance(days, int) or not isinstance(last, str):
        return None
    used = Used(min(max(days, 1), _MAX_DAYS), last[:10])
    return (kept, used) if (kept := _kept(value)) else None


def _number(day: str) -> int:
    digits = day.replace("-", "")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
