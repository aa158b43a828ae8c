"""What may complete the words being typed, out of words used before; who used them is left to the caller.

A field of one value completes as a whole, a list item by item, running text only in names: an
everyday word that is completed gets in the way.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Protocol

from curator.captions.folding import folded
from curator.captions.names import PARTICLES, may_be_ordinary, primary

NAMES = "names"
"""The kind of words that holds the names of people and places, whatever field they stood in."""

TEXTS = frozenset({"caption", "alt", "standfirst", "notes", "text", "heading", "quote", "title"})
"""Fields of running text: only names are completed there."""

LISTS = frozenset({"keywords", "persons"})
"""Fields that hold several values, with commas between them."""

BESIDES: Mapping[str, tuple[str, ...]] = {
    "credit": ("photographer",),
    "persons": (NAMES,),
    "keywords": (NAMES,),
    "by": ("persons", NAMES),
    "place.sublocation": (NAMES,),
    "place.city": (NAMES,),
}
"""Words of which other kinds a field completes with too, after its own."""

SENTENCES = frozenset({"headline", "byline", "closing_credit"})
"""Fields of one value that are written like running text, names in them completed as there."""

LIMIT = 8
"""Completions that are offered at once."""

MAX_VALUE = 500
"""Characters of a value beyond which it is not kept for completing; nor is one of several lines."""

_KEY = 60  # characters by which values are sorted
_INNER_WORDS = 8  # words of a value, after its first, by which it is found
_LAST = "\U0010ffff"
_INNER = re.compile(r"(?<=[\s/(,.&|;:])\w")
_TYPED = re.compile(r"[^\W_](?:[\w\u0300-\u036f]|['’ʼ\-‐‑.](?=\w))*\Z")
_BEFORE = re.compile(r"(?:[^\W\d_][\w\u0300-\u036f'’ʼ\-‐‑]*\.?[ \u00a0])\Z")
_MAX_WORDS_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be put in place of the characters *start* to *end*."""

    start: int
    end: int
    words: str


class Lexicon:
    """Values used before, with how often and how lately, found by how they or their words begin.

    Adding and removing cost a place in a sorted list; finding costs as much as is found.
    """

    def __init__(self, uses: Mapping[str, tuple[int, int]] | None = None) -> None:
        self._uses: dict[str, tuple[int, int]] = dict(uses or {})
        self._unsorted: set[str] = set(self._uses)
        self._starts: list[tuple[str, str]] = []
        self._inner: list[tuple[str, str]] = []

    def __len__(self) -> int:
        return len(self._uses)

    def __contains__(self, value: str) -> bool:
        return value in self._uses

    def __iter__(self) -> Iterator[str]:
        return iter(self._uses)

    def count(self, value: str) -> int:
        """Return how often *value* is used."""
        return self._uses.get(value, (0, 0))[0]

    def add(self, value: str, when: int = 0) -> None:
        """Take note of one more use of *value*; a larger *when* is later."""
        count, last = self._uses.get(value, (0, 0))
        if not count:
            if len(value) > MAX_VALUE or "\n" in value or not value.strip():
                return
            self._unsorted.add(value)
        self._uses[value] = (count + 1, max(last, when))

    def remove(self, value: str) -> None:
        """Take note that one use of *value* is gone."""
        count, last = self._uses.get(value, (0, 0))
        if count > 1:
            self._uses[value] = (count - 1, last)
        elif count:
            del self._uses[value]
            if value in self._unsorted:
                self._unsorted.discard(value)
            else:
                self._drop(value)

    def sort(self) -> None:
        """Put in order what came in since the last time, as finding does when it must."""
        if len(self._unsorted) > 50:
            self._starts.extend((folded(value)[:_KEY], value) for value in self._unsorted)
            self._inner.extend((key, v) for v in self._unsorted for key in _inner_keys(v))
            self._starts.sort()
            self._inner.sort()
        else:
            for value in self._unsorted:
                insort(self._starts, (folded(value)[:_KEY], value))
                for key in _inner_keys(value):
                    insort(self._inner, (key, value))
        self._unsorted.clear()

    def starting(self, typed: str, limit: int = LIMIT) -> list[str]:
        """Return the values that begin with *typed* (folded), the most and latest used first."""
        return self._best(self._found(self._starts, typed), limit)

    def with_word(self, typed: str, limit: int = LIMIT) -> list[str]:
        """Return the values of which a word but the first begins with *typed* (folded)."""
        return self._best(dict.fromkeys(self._found(self._inner, typed)), limit)

    def most_used(self, limit: int = LIMIT) -> list[str]:
        """Return the values used most, the latest first among equals."""
        return self._best(self._uses, limit)

    def _found(self, keys: list[tuple[str, str]], typed: str) -> list[str]:
        self.sort()
        start = typed[:_KEY]
        found = keys[bisect_left(keys, (start,)) : bisect_left(keys, (start + _LAST,))]
        if len(typed) <= _KEY:
            return [value for _, value in found]
        return [value for _, value in found if typed in folded(value)]

    def _best(self, values: Iterable[str], limit: int) -> list[str]:
        return nlargest(limit, values, key=self._uses.__getitem__)

    def _drop(self, value: str) -> None:
        pairs = [(self._starts, folded(value)[:_KEY])]
        pairs += [(self._inner, key) for key in _inner_keys(value)]
        for keys, key in pairs:
            place = bisect_left(keys, (key, value))
            if keys[place : place + 1] == [(key, value)]:
                del keys[place]


def _inner_keys(value: str) -> list[str]:
    """Return the beginnings by which *value* is found at its words but the first."""
    key = folded(value)
    starts = [
        found.start() for _, found in zip(range(_INNER_WORDS), _INNER.finditer(key), strict=False)
    ]
    return [key[start : start + _KEY] for start in starts]


class Words(Protocol):
    """Whoever knows words used before."""

    def lexicons(self, kind: str) -> Sequence[Lexicon]:
        """Return the words of field *kind*, or :data:`NAMES`, those to offer first before the others."""


class Together:
    """Several that know words as one, the nearest first: this story before recent ones."""

    def __init__(self, *words: Words) -> None:
        self._words = words

    def lexicons(self, kind: str) -> Sequence[Lexicon]:
        """Return the words of all."""
        return [lexicon for words in self._words for lexicon in words.lexicons(kind)]


def completions(
    kind: str, text: str, cursor: int, words: Words, *, language: str = "en", asked: bool = False
) -> list[Completion]:
    """Return what may complete what is typed before *cursor* into field *kind*, the best first.

    Unless *asked* for, nothing is offered where the cursor is not at the end of a word, nor for
    what already stands as a value; a field asked while it holds one offers the others.
    """
    names = words.lexicons(NAMES)
    if kind in TEXTS:
        return _in_text(text, cursor, names, language, asked=asked)
    if len(text) > 100 * MAX_VALUE:
        return []
    start, end = _item(text, cursor) if kind in LISTS else (0, len(text))
    others = {part.strip() for part in (text[:start] + text[end:]).split(",")}
    besides = [x for other in BESIDES.get(kind, ()) for x in words.lexicons(other)]
    found = _whole(text[start:end], text[cursor:end], words.lexicons(kind), besides, asked=asked)
    if found or kind not in SENTENCES:
        return [Completion(start, end, value) for value in found if value not in others][:LIMIT]
    return _in_text(text, cursor, names, language, asked=asked)


def _item(text: str, cursor: int) -> tuple[int, int]:
    """Return where the item of a list that *cursor* is in begins and ends."""
    start = text.rfind(",", 0, cursor) + 1
    end = text.find(",", cursor)
    end = len(text) if end < 0 else end
    while start < cursor and text[start].isspace():
        start += 1
    return start, end


def _whole(
    typed: str, after: str, own: Sequence[Lexicon], besides: Sequence[Lexicon], *, asked: bool
) -> list[str]:
    """Return the values that may stand in place of *typed*; *after* is what stands behind the cursor."""
    if len(typed) > MAX_VALUE:
        return []
    is_value = any(typed.strip() in lexicon for lexicon in own)
    if not asked and (is_value or after.strip() or not typed.strip()):
        return []
    wanted = "" if is_value else folded(typed)
    found: dict[str, None] = {}
    if not wanted:
        for lexicon in own:
            found.update(dict.fromkeys(lexicon.most_used(2 * LIMIT)))
    for group in (own, besides) if wanted else ():
        for search in (Lexicon.starting, Lexicon.with_word):
            for lexicon in group if len(found) < LIMIT else ():
                found.update(dict.fromkeys(search(lexicon, wanted, 2 * LIMIT)))
    found.pop(typed.strip(), None)
    return list(found)


def _in_text(
    text: str, cursor: int, lexicons: Sequence[Lexicon], language: str, *, asked: bool
) -> list[Completion]:
    """Return the names that may complete the one being typed at *cursor*."""
    if text[cursor : cursor + 1].isalnum():
        return []
    starts = list(_starts(text, cursor))
    if not starts:
        found = [name for lexicon in lexicons for name in lexicon.most_used()] if asked else []
        return [Completion(cursor, cursor, name) for name in dict.fromkeys(found)][:LIMIT]
    if not asked:
        starts = _without_everyday(text, cursor, starts, language)
    best: dict[str, Completion] = {}
    for start in starts:
        typed = text[start:cursor]
        if not asked and " " in typed and any(typed in lexicon for lexicon in lexicons):
            return []
        for lexicon in lexicons:
            for name in lexicon.starting(folded(typed)):
                if name != typed:
                    best.setdefault(name, Completion(start, cursor, name))
    return list(best.values())[:LIMIT]


def _without_everyday(text: str, cursor: int, starts: list[int], language: str) -> list[int]:
    """Return those of *starts* where what is typed can well be the beginning of a name."""
    word = text[starts[-1] : cursor]
    least = 3 if primary(language) == "de" else 2  # Every noun of German has a capital.
    if not word[0].isalpha() or word[0].islower():
        return []
    # Too little to begin a name with may be enough to go on with one.
    is_begun = len(word) >= least and not may_be_ordinary(text, starts[-1], cursor, language)
    return starts if is_begun else starts[:-1]


def _starts(text: str, cursor: int) -> Iterator[int]:
    """Yield where the name that ends at *cursor* may begin: words before the one being typed, then it."""
    typed = _TYPED.search(text, max(0, cursor - 80), cursor)
    if typed is None:
        return
    start = typed.start()
    if typed[0][0].islower():
        start += max(typed[0].rfind(mark) for mark in "'’") + 1  # The name in l’Élysée.
    before: list[int] = []
    place = start
    while len(before) < _MAX_WORDS_BEFORE:
        word = _BEFORE.search(text, max(0, place - 40), place)
        if word is None or not (word[0][0].isupper() or word[0].strip() in PARTICLES):
            break
        place = word.start()
        before.append(place)
    yield from reversed(before)
    yield start
