"""The words that a story spells right by having them: its names and its dictionary, kept up to date as it changes.

What the fields of names hold (persons, places, photographers, credits) is right by definition. Words with a capital
within a sentence of a caption are names as well, but may be misspelt: they count only where they
stand more often. Titles are not asked, since many have capitals throughout. Which words of a
caption are looked at at all is left to ``captions.spelling``.
"""

import itertools
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

import regex  # type: ignore[import-untyped, unused-ignore]
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from curator.captions.words import plain
from curator.story import changes
from curator.story.sequence import apart
from curator.story.values import Photo, PhotoId, Place, Story, TextBlock

_LIKENESS = 88.0
"""How much of two names must be the same, of 100, for one to be taken for the other misspelt."""

_SHORTEST = 4
_LONG = 7
"""Letters of a name from which one wrong letter makes no other name; below, only two the wrong way round do not."""

_ALIKE = _LIKENESS / (200 - _LIKENESS)
"""Which part of the longer of two words the shorter one must be: if less, they cannot be as like as that."""

_MAX_NEAR = 100_000
_MANY = 100_000
"""Comparisons of changed words with verdicts from which on all are forgotten, instead of looking which."""

_MAX_TEXT = 20_000
_STORY_FIELDS = (
    "standfirst", "closing_credit", "byline", "source", "defaults", "dictionary", "names"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What one photo, or the story itself, says: the words of its names, and capitals in its texts."""

    names: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


class KnownNames:
    """What one story knows of words; see :class:`curator.captions.spelling.Names`.

    An edit costs what it touches. To learn a large story by and by, begin with an empty one, :meth:`follow` and
    :meth:`catch_up` in steps.
    """

    def __init__(self, story: Story) -> None:
        self._story = Story()
        self._behind: dict[PhotoId | None, None] = {}
        self._also: frozenset[str] = frozenset()
        self._said: dict[PhotoId | None, _Said] = {}
        self._names: Counter[str] = Counter()
        self._capitals: Counter[str] = Counter()
        self._by_length: dict[int, dict[str, None]] = {}
        self._near = _Verdicts()
        self.follow(story)
        self.catch_up()

    @property
    def is_behind(self) -> bool:
        """Whether there is more to :meth:`catch_up` with."""
        return bool(self._behind)

    def follow(self, story: Story) -> None:
        """Take note that *story*, as a rule an edit further than the last, is the story now."""
        before, self._story = self._story, story
        change = changes.between(before, story)
        # Those that stand together are read together: a long story makes its photos some at a time.
        in_order = [i for i in story.photos if i in change.photos] if len(change.photos) > 1 else ()
        self._behind.update(dict.fromkeys((*in_order, *change.photos)))
        if change.sequence or any(
            getattr(before, field) is not getattr(story, field) for field in _STORY_FIELDS
        ):
            self._behind[None] = None

    def catch_up(self, limit: int | None = None) -> bool:
        """Learn what changed, of at most *limit* photos; return whether any word changed its standing.

        Takes about 0.05 milliseconds a photo.
        """
        keys = list(itertools.islice(self._behind, limit))
        changed: set[str] = set()
        for key in keys:
            del self._behind[key]
            photo = self._story.photos.get(key) if key is not None else None
            if key is None:
                changed |= self._replace(key, _said_by_story(self._story))
            else:
                changed |= self._replace(key, _said_by_photo(photo) if photo else _Said())
        self._near.forget(changed)
        return bool(changed)

    def accept(self, also: Iterable[str]) -> None:
        """Let the words of *also*, those of a personal dictionary, be right as well, in place of earlier ones."""
        self._also = frozenset(word for text in also for word in _words_of(text))

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        return any(form in self._names or form in self._also for form in (word, word.lower()))

    def uses(self, word: str) -> bool:
        """Say whether *word* stands in a text of the story as a name."""
        return word in self._capitals

    def near(self, word: str) -> str:
        """Return the name of the story that *word* is close to but not the same as, else ``""``.

        May be asked in another thread than the one that learns.
        """
        if len(word) < _SHORTEST or word in self:
            return ""
        if (name := self._near.of(word)) is None:
            age = self._near.age
            name = next(self._close(word), "")
            self._near.keep(word, name, age)
        return name

    def has_looked(self, word: str) -> bool:
        """Say whether :meth:`near` knows about *word* without looking through all names."""
        return len(word) < _SHORTEST or word in self or self._near.of(word) is not None

    def _close(self, word: str) -> Iterator[str]:
        """Yield the names that *word* may be misspelt for, the closest first."""
        found = [
            (score, name)
            for length in _lengths_near(word)
            for name, score in _alike(word, list(self._by_length.get(length, ())), 5)
        ]
        for _, name in sorted(found, reverse=True):
            often = self._capitals[name]
            if name in self._names or often >= 2 * max(self._capitals[word], 1):
                yield name

    def _replace(self, key: PhotoId | None, said: _Said) -> set[str]:
        """Count what *key* says now in place of what it said; return the words of which the count differs."""
        before = self._said.get(key, _Said())
        if before == said:
            return set()
        if said == _Said():
            del self._said[key]
        else:
            self._said[key] = said
        changed: set[str] = set()
        for counts, gone, come in (
            (self._names, before.names, said.names),
            (self._capitals, before.capitals, said.capitals),
        ):
            counts.subtract(gone)
            counts.update(come)
            changed.update(set(gone) ^ set(come))
        for word in changed:
            self._enlist(word)
        return changed

    def _enlist(self, word: str) -> None:
        """Put *word* among those that others are compared with, or take it away, as it stands now."""
        for counts in (self._names, self._capitals):
            if not counts[word]:
                del counts[word]
        if _may_be_listed(word) and (word in self._names or self._capitals[word] > 1):
            self._by_length.setdefault(len(word), {})[word] = None
        else:
            self._by_length.get(len(word), {}).pop(word, None)


class _Verdicts:
    """Which name each word is close to, as it was found, until a change of the names may have made another of it.

    Safe in several threads: what was found while the names changed is not kept.
    """

    def __init__(self) -> None:
        self._names: dict[int, dict[str, str]] = {}
        self._lock = threading.Lock()
        self._count = 0
        self.age = 0

    def of(self, word: str) -> str | None:
        """Return the name that *word* is close to, ``""`` if to none; ``None`` if nobody looked."""
        return self._names.get(len(word), {}).get(word)

    def keep(self, word: str, name: str, age: int) -> None:
        """Remember *name* for *word*, found in the names of *age*."""
        with self._lock:
            if age != self.age:
                return
            if self._count >= _MAX_NEAR:
                self._clear()
            self._names.setdefault(len(word), {})[word] = name
            self._count += 1

    def forget(self, changed: set[str]) -> None:
        """Forget what may be otherwise now that the words *changed* stand more or less often."""
        if not changed:
            return
        with self._lock:
            self.age += 1
            if len(changed) * self._count > _MANY:
                self._clear()
                return
            for word in changed if self._count else ():
                self._drop(word)
                for length in _lengths_near(word) if _may_be_listed(word) else ():
                    for touched, _ in _alike(word, list(self._names.get(length, ())), None):
                        self._drop(touched)

    def _drop(self, word: str) -> None:
        if self._names.get(len(word), {}).pop(word, None) is not None:
            self._count -= 1

    def _clear(self) -> None:
        self._names.clear()
        self._count = 0


def _may_be_listed(word: str) -> bool:
    """Say whether *word* may be a name that others are compared with."""
    return word[0].isupper() and len(word) >= _SHORTEST


def _lengths_near(word: str) -> range:
    return range(ceil(len(word) * _ALIKE), floor(len(word) / _ALIKE) + 1)


def _alike(word: str, listed: list[str], limit: int | None) -> Iterator[tuple[str, float]]:
    """Yield those of *listed*, all of one length, that are as like *word* as a slip makes them, and how like."""
    matches = process.extract(word, listed, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=limit)
    yield from ((name, score) for name, score, _ in matches)
    if len(word) == _SHORTEST or not listed or len(listed[0]) != len(word):
        return
    nearest = process.extract(word, listed, scorer=OSA.distance, score_cutoff=1, limit=limit)
    for name, slips, _ in nearest:
        if slips and (len(word) >= _LONG or sorted(word) == sorted(name)):
            yield name, _LIKENESS


def _said_by_photo(photo: Photo) -> _Said:
    fields = (photo.photographer, photo.credit, *_place(photo.place), *photo.persons)
    return _Said(
        tuple(dict.fromkeys(word for field in fields for word in _words_of(field))),
        _capitals_of(f"{photo.caption}\n{photo.alt}"),
    )


def _said_by_story(story: Story) -> _Said:
    defaults = story.defaults
    fields = (
        story.byline, story.source.name, defaults.photographer, defaults.credit,
        *_place(defaults.place), *story.dictionary, *(accepted.name for accepted in story.names),
    )  # fmt: skip
    blocks = (block.text for block in apart(story.sequence) if isinstance(block, TextBlock))
    texts = (story.standfirst, story.closing_credit, *blocks)
    return _Said(
        tuple(dict.fromkeys(word for field in fields for word in _words_of(field))),
        tuple(dict.fromkeys(word for text in texts for word in _remembered_capitals(text))),
    )


def _place(place: Place) -> tuple[str, ...]:
    return place.sublocation, place.city, place.state, place.country


_INNER = r"[\p{L}\p{M}\u00ad]"
_WORD = regex.compile(rf"\p{{L}}{_INNER}+(?:['’‐‑-]\p{{L}}{_INNER}*)*")
_CAPITAL = regex.compile(rf"(?<=[\w,;)\]’'”\"]\s)\p{{Lu}}{_INNER}+(?:['’‐‑-]\p{{L}}{_INNER}+)*")
# Plain patterns, since cutting every field into words as a caption is cut takes five times as long.


@lru_cache(4096)
def _words_of(field: str) -> tuple[str, ...]:
    """Return the words of a field of names, compounds whole and by part; never all in capitals."""
    text = field[:_MAX_TEXT]
    found = map(plain, _WORD.findall(text.title() if text.isupper() else text))
    return tuple({part: None for word in found for part in (word, *word.split("-"))})


def _capitals_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* whose capital says something, since they open no sentence; once each."""
    found = (word for word in _CAPITAL.findall(text[:_MAX_TEXT]) if not word.isupper())
    return tuple({_without_clitic(plain(word)): None for word in found})


def _without_clitic(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


_remembered_capitals = lru_cache(512)(_capitals_of)
