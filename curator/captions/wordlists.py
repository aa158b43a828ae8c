"""The word lists that come with Curator, and what it knows beyond them; used where the system has no dictionary.

``pyspellchecker`` brings the lists, with how often each word was met. ``resources/words`` holds per
language what they lack: words of the news, British forms, the endings of Spanish, the joints of
German compounds. Which words to ask about is left to ``spelling``.
"""

import functools
import gzip
import itertools
import json
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, log10
from typing import Any, cast

from curator import resources
from curator.captions.nearness import ByLength, letters_of, remoteness, slips

LANGUAGES = frozenset({"de", "en", "es", "fr", "nl", "pt"})
"""The languages whose list will do.

``pyspellchecker`` has more, but those lack too many forms: of 100 words of a right caption they do not know
6 in Italian, 12 in Latvian, 34 in Russian, 36 in Persian.
"""

_LEAST = 50
"""How often a word counts as met that no list counts."""

_FORMS = 20
_PIECE = 2_000
_MAX_LENGTH = 60
_SHORTEST_PART = 4
"""Letters of a part of a compound; shorter ones are named one by one."""

_LONG = 9
_COMMON = 1e-6
_VERY_COMMON = 3e-5
"""Which part of all words met a word is that a long one may be a slip of, and that may be one of two in one."""

_RARITY = ((4, 1e-4), (5, 3e-5), (6, 1e-5), (7, 3e-6), (_MAX_LENGTH + 1, 0.0))
"""Which part of all words met a word must be that a word of so many letters is taken for a slip of."""

_NOUNS = 0.05

_VOWELS = ("a", "e", "i", "o", "y")
_BOTH_RIGHT = ("", "CA")
"""Where English may be written as in Britain and as in America; no country named is one of them."""

_OF_RE = ("", "s", "ed", "ing")
_REGIONAL_BEGINNINGS = (
    "",
    "un",
    "dis",
    "mis",
    "re",
    "multi",
    "tri",
    "water",
    "techni",
    "over",
    "out",
)


@dataclass(frozen=True, slots=True)
class Lore:
    """What ``resources/words`` says of one language, by section; empty where it says nothing.

    ``endings`` has for the end of a form what the word of the list may have in its place; ``regional``
    holds American and British forms.
    """

    words: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()
    elisions: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    short_parts: frozenset[str] = frozenset()
    compound_ends: frozenset[str] = frozenset()
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    british_endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vowels: tuple[tuple[str, str], ...] = ()
    regional: tuple[tuple[str, str], ...] = ()
    regional_whole: tuple[tuple[str, str], ...] = ()
    british: tuple[tuple[str, str], ...] = ()
    regional_endings: tuple[str, ...] = ()


@functools.cache
def lore(language: str) -> Lore:
    """Return what is known of *language*, a bare code such as ``de``."""
    try:
        text = resources.read_text("words", f"spelling-{language}.txt")
    except FileNotFoundError:
        return Lore()
    sections: dict[str, list[str]] = {}
    lines = sections.setdefault("", [])
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]").replace(" ", "_"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    given: dict[str, Any] = {name: _SHAPES[name](lines) for name, lines in sections.items() if name}
    return Lore(**given)


def _list(lines: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


def _set(lines: list[str]) -> frozenset[str]:
    return frozenset(_list(lines))


def _pairs(lines: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in ",".join(lines).split(",") if pair.strip())
    return tuple((one, other) for one, other in pairs)


def _endings(lines: list[str]) -> dict[str, tuple[str, ...]]:
    endings: dict[str, tuple[str, ...]] = {}
    for line in lines:
        forms, _, bases = line.partition(":")
        for form in forms.split():
            found = tuple(base.strip("-") for base in bases.split())
            endings[form] = tuple(dict.fromkeys(endings.get(form, ()) + found))
    return endings


_SHAPES = {
    "words": _set, "beginnings": _set, "clitics": _list, "elisions": _set, "links": _list,
    "short_parts": _set, "compound_ends": _set, "endings": _endings, "british_endings": _endings,
    "vowels": lambda lines: tuple(tuple(line.split()) for line in lines),
    "regional": _pairs, "regional_whole": _pairs, "british": _pairs, "regional_endings": _list,
}  # fmt: skip


def word_list(language: str, region: str = "") -> "WordList | None":
    """Return the list of *language* for *region* (``GB``), ``None`` if none comes with Curator.

    Takes up to half a second, so call it where waiting is no harm.
    """
    counts = _counts(language)
    return None if counts is None else WordList(counts, lore(language), region)


@functools.lru_cache(maxsize=2)
def _counts(language: str) -> Mapping[str, int] | None:
    if language not in LANGUAGES:
        return None
    try:
        return _read_in_pieces(language)
    except (OSError, ValueError, AttributeError):  # Kept otherwise by some later version.
        from spellchecker import SpellChecker

        return cast(Mapping[str, int], SpellChecker(language).word_frequency.dictionary)


def _read_in_pieces(language: str) -> Mapping[str, int]:
    """Read the list of *language* without holding up other threads, as decoding it at once would for 0.1 seconds."""
    data = pkgutil.get_data("spellchecker", f"resources/{language}.json.gz") or b""
    entries = gzip.decompress(data).decode().strip().removeprefix("{").removesuffix("}").split("\n")
    counts: dict[str, int] = {}
    for start in range(0, len(entries), _PIECE):
        piece = "\n".join(entries[start : start + _PIECE])
        counts.update(json.loads("{" + piece.strip().removesuffix(",") + "}"))
    return counts


class WordList:
    """The words of a language in small letters, each with how often it was met, and their forms."""

    def __init__(self, counts: Mapping[str, int], known: Lore, region: str = "") -> None:
        self._counts, self._lore = counts, known
        self._is_swiss = region == "CH" and bool(known.links)
        british, american = _regional_forms(counts, known)
        self._endings = dict(known.endings)
        self._more = dict.fromkeys(known.words, _LEAST)
        self._wrong_here: Mapping[str, str] = {}
        if region == "US":
            self._wrong_here = british
        else:
            self._endings |= known.british_endings
            self._more |= {gb: counts[us] for gb, us in british.items() if gb not in counts}
            if region not in _BOTH_RIGHT:
                self._wrong_here = american
        self._longest_ending = max(map(len, self._endings), default=0)
        self._letters = letters_of([*counts][::50])
        self._total = sum(counts.values())
        common = self._total * _COMMON
        self._common = ByLength(word for word, met in counts.items() if met >= common)

    def knows(self, word: str) -> bool:
        """Say whether *word* is spelled right, whatever its capitals."""
        word = word.lower()
        if len(word) > _MAX_LENGTH or word in self._wrong_here:
            return False
        if self.count(word) or (self._is_compound(word) and not self._is_spoilt(word)):
            return True
        return self._is_swiss and "ss" in word and self.count(word.replace("ss", "ß")) > 0

    def count(self, word: str) -> int:
        """Return how often *word* was met, a form as one of many of its word; 0 if it is not known."""
        word = word.lower()
        listed = self._counts.get(word) or self._more.get(word)
        return listed or ceil(self._count_of_base(word) / _FORMS)

    def is_near(self, word: str) -> bool:
        """Say whether *word*, which is unknown, looks like a slip in a word that is common enough."""
        word = word.lower()
        if not _SHORTEST_PART <= len(word) <= _MAX_LENGTH:
            return False
        return (
            self._is_near_listed(word) or self._is_near_common(word) or self._is_near_compound(word)
        )

    def suggestions(self, word: str) -> list[str]:
        """Return words that *word* may mean, the likeliest first; takes up to 50 milliseconds."""
        word = word.lower()
        if len(word) > _MAX_LENGTH:
            return []
        if word in self._wrong_here:
            return [self._wrong_here[word]]
        found = {near for near in self._slips(word) if self.count(near)}
        found.update(self._compounds_near(word))
        reach = 2 if len(word) >= _SHORTEST_PART else 1
        found.update(self._index.within(word, reach))
        found.update(self._in_two(word))
        found.difference_update(self._wrong_here)
        return sorted(found, key=lambda near: (self.cost(word, near), near))

    def cost(self, word: str, near: str) -> float:
        """Return how unlikely it is that somebody who wrote *word* meant *near*."""
        near = near.lower()
        met = min(map(self.count, near.split(" ")))
        return remoteness(word.lower(), near) - 0.2 * log10(max(met, 1))

    def _slips(self, word: str) -> list[str]:
        return slips(word, self._letters)

    def _count_of_base(self, word: str) -> int:
        """Return how often the word was met of which *word* is a form."""
        for length in range(1, min(self._longest_ending, len(word)) + 1):
            bases = self._endings.get(word[-length:])
            stem = word[:-length]
            if bases is None or (len(stem) < 2 and length < _SHORTEST_PART):
                continue
            for other in (stem, *self._unstressed(stem)):
                for base in bases:
                    if count := self._counts.get(other + base):
                        return count
        return 0

    def _unstressed(self, stem: str) -> Iterator[str]:
        """Yield *stem* with another last vowel, as ``encend`` for ``enciend``."""
        for stressed, plain in self._lore.vowels:
            head, found, tail = stem.rpartition(stressed)
            if found and not set(tail) & set("aeiouáéíóú"):
                yield head + plain + tail

    def _is_near_listed(self, word: str) -> bool:
        """Say whether one slip makes *word* of another; the shorter, the more common that must be."""
        rarity = next(rare for length, rare in _RARITY if len(word) <= length)
        if self._lore.links:
            rarity *= _NOUNS  # The German list counts few nouns.
        least = max(self._total * rarity, _LEAST)
        slips = self._slips(word)
        met = self._counts.get
        if any(met(near, 0) >= least for near in slips):
            return True
        if any(met(near, 0) >= _LEAST for near in _likeliest(word)):
            return True
        has_forms = bool(self._more or self._endings)
        return has_forms and any(self.count(near) >= least for near in slips)

    def _is_near_common(self, word: str) -> bool:
        """Say whether two slips make a long *word* of one that is common."""
        return len(word) >= _LONG and self._common.has_within(word, 2)

    def _is_compound(self, word: str) -> bool:
        """Say whether *word* is made of parts, with or without something between that links them."""
        if not self._lore.links:
            return False
        starts = [0]
        for end in range(_SHORTEST_PART - 1, len(word) - 2):
            if any(map(self._is_head, (word[start:end] for start in starts))):
                starts.append(end)
        return any(self._is_end(word[start:]) for start in starts[1:])

    def _is_spoilt(self, word: str) -> bool:
        """Say whether what can be read as a compound is rather a slip in another word.

        ``Demonstation`` is no station, ``Wiederstand`` no stand: the other word is common, or cannot be read
        as a compound. Another ending of the same word does not count.
        """
        others = {near for near in self._slips(word) if near in self._counts}
        return any(
            self._counts[near] > _LEAST or not self._is_compound(near)
            for near in others
            if word != near[:-1] and near != word[:-1] and near[:-1] != word[:-1]
        )

    def _is_near_compound(self, word: str) -> bool:
        return len(word) >= _LONG and any(True for _ in self._compounds_near(word))

    def _compounds_near(self, word: str) -> Iterator[str]:
        """Yield compounds of two that one slip made *word* of."""
        if not self._lore.links:
            return
        sharp = word.replace("ss", "ß")
        if sharp != word:
            yield from [sharp] if self.knows(sharp) else self._compounds_near(sharp)
        for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            head, tail = word[:at], word[at:]
            if self._is_head(head):
                yield from (head + near for near in self._slips(tail) if near in self._counts)
            elif self._is_part(tail):
                yield from (near + tail for near in self._slips(head) if near in self._counts)

    def _is_head(self, text: str) -> bool:
        """Say whether *text* is a part, as it is or without what may link it to another."""
        return self._is_part(text) or any(
            text.endswith(link) and self._is_part(text.removesuffix(link))
            for link in self._lore.links
        )

    def _is_part(self, word: str) -> bool:
        if len(word) < _SHORTEST_PART:
            return word in self._lore.short_parts
        return word in self._counts or word in self._more

    def _is_end(self, word: str) -> bool:
        return self._is_part(word) or word in self._lore.compound_ends

    @functools.cached_property
    def _index(self) -> ByLength:
        return ByLength((*self._counts, *self._more))

    def _in_two(self, word: str) -> Iterator[str]:
        """Yield *word* as two common words, where a space was left out."""
        least = self._total * _VERY_COMMON
        for at in range(1, len(word)):
            one, other = word[:at], word[at:]
            if min(self._counts.get(one, 0), self._counts.get(other, 0)) >= least:
                yield f"{one} {other}"


def _regional_forms(
    counts: Mapping[str, int], known: Lore
) -> tuple[dict[str, str], dict[str, str]]:
    """Return British forms with the American ones, and the other way round where each is wrong in the other country."""
    british: dict[str, str] = {}
    american: dict[str, str] = {}
    endings = ("", *known.regional_endings)
    for pairs, allowed, is_strict in (
        (known.regional, endings, True),
        (known.british, ("",), False),
        (known.regional_whole, ("",), True),
    ):
        for us, gb in pairs:
            bare = gb.removesuffix("e")  # As in centr-ing.
            is_re = gb.endswith("re") and us.endswith("er")  # And literal is right everywhere.
            taken = [ending for ending in allowed if not is_re or ending in _OF_RE]
            beginnings = _REGIONAL_BEGINNINGS if is_strict and not is_re else ("",)
            for beginning, ending in itertools.product(beginnings, taken):
                form = beginning + us + ending
                if form in counts:
                    other = beginning + (bare if ending[:1] in _VOWELS else gb) + ending
                    british[other] = form
                    if is_strict:
                        american[form] = other
    return british, american


def _likeliest(word: str) -> Iterator[str]:
    """Yield what *word* is with a doubled letter made single, or two neighbours of its middle the right way round.

    Fingers do that more often than anything, and names seldom differ from words so.
    """
    if len(word) <= _SHORTEST_PART:
        return
    for at in range(1, len(word) - 1):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        elif at > 1:
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
