"""The word lists that come with Curator, and what it knows beyond them; used where the system has no dictionary.

``pyspellchecker`` brings the lists, with how often each word was met. ``resources/words`` holds per
language what they lack: words of the news, British forms, the endings of Spanish, the joints of
German compounds. Which words to ask about is left to ``spelling``.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log10
from typing import Any, cast

from curator import resources
from curator.captions.nearness import ByLength, letters_of, likelihood, slips

_LEAST = 50
"""How often a word counts as met that no list counts."""

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
    "regional": _pairs, "british": _pairs, "regional_endings": _list,
}  # fmt: skip


def word_list(language: str, region: str = "") -> "WordList | None":
    """Return the list of *language* for *region* (``GB``), ``None`` if none comes with Curator.

    Takes up to half a second, so call it where waiting is no harm.
    """
    counts = _counts(language)
    return None if counts is None else WordList(counts, lore(language), region)


@functools.lru_cache(maxsize=2)
def _counts(language: str) -> Mapping[str, int] | None:
    from spellchecker import SpellChecker  # Not in the start.

    if language not in SpellChecker.languages():
        return None
    return cast(Mapping[str, int], SpellChecker(language).word_frequency.dictionary)


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
            if region:
                self._wrong_here = american
        self._longest_ending = max(map(len, self._endings), default=0)

    def knows(self, word: str) -> bool:
        """Say whether *word* is spelled right, whatever its capitals."""
        word = word.lower()
        if len(word) > _MAX_LENGTH or word in self._wrong_here:
            return False
        return self.count(word) > 0 or (self._is_compound(word) and not self._is_spoilt(word))

    def count(self, word: str) -> int:
        """Return how often *word*, or the word of which it is a form, was met; 0 if it is not known."""
        word = word.lower()
        return self._counts.get(word) or self._more.get(word) or self._count_of_base(word)

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
        return likelihood(word.lower(), near) - 0.2 * log10(max(met, 1))

    def _slips(self, word: str) -> Iterator[str]:
        return slips(word, self._letters)

    @functools.cached_property
    def _letters(self) -> str:
        return letters_of([*self._counts][::50])

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
        return any(self.count(near) >= least for near in self._slips(word))

    def _is_near_common(self, word: str) -> bool:
        """Say whether two slips make a long *word* of one that is common."""
        return len(word) >= _LONG and self._common.has_within(word, 2)

    def _is_compound(self, word: str) -> bool:
        if not self._lore.links:
            return False
        if self._is_swiss and "ss" in word and self.count(word.replace("ss", "ß")):
            return True
        return any(
            self._is_part(head) and (self._is_end(tail) or self._is_compound(tail))
            for head, tail in self._halves(word)
        )

    def _is_spoilt(self, word: str) -> bool:
        """Say whether what can be read as a compound is rather a slip in another word.

        ``Demonstation`` is no station, ``Wiederstand`` no stand: the other word is common, or cannot be read
        as a compound. Another ending of the same word does not count.
        """
        others = {near for near in self._slips(word) if near in self._counts}
        return any(
            self._counts[near] > _LEAST or not self._is_compound(near)
            for near in others
            if word not in (near[:-1], near) and near != word[:-1] and near[:-1] != word[:-1]
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
            if any(
                len(bare) >= _SHORTEST_PART and self._is_part(bare) for bare in self._unlinked(head)
            ):
                yield from (head + near for near in self._slips(tail) if near in self._counts)
            elif self._is_part(tail):
                yield from (near + tail for near in self._slips(head) if near in self._counts)

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield each way of cutting *word* into head, without what links it, and tail; the longest head first."""
        for at in range(len(word) - 3, 2, -1):
            for head in self._unlinked(word[:at]):
                yield head, word[at:]

    def _unlinked(self, head: str) -> Iterator[str]:
        """Yield *head* as it is, and without what may link it to a tail."""
        yield head
        for link in self._lore.links:
            if head.endswith(link) and len(head) - len(link) > 2:
                yield head.removesuffix(link)

    def _is_part(self, word: str) -> bool:
        if len(word) < _SHORTEST_PART:
            return word in self._lore.short_parts
        return word in self._counts or word in self._more

    def _is_end(self, word: str) -> bool:
        return self._is_part(word) or word in self._lore.compound_ends

    @functools.cached_property
    def _index(self) -> ByLength:
        return ByLength((*self._counts, *self._more))

    @functools.cached_property
    def _common(self) -> ByLength:
        least = self._total * _COMMON
        return ByLength(word for word, met in self._counts.items() if met >= least)

    @functools.cached_property
    def _total(self) -> int:
        return sum(self._counts.values())

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
    for pairs, is_strict in ((known.regional, True), (known.british, False)):
        for us, gb in pairs:
            for beginning in _REGIONAL_BEGINNINGS:
                for ending in ("", *known.regional_endings):
                    form, other = beginning + us + ending, beginning + gb + ending
                    if form not in counts:
                        continue
                    british[other] = form
                    if is_strict:
                        american[form] = other
    return british, american
