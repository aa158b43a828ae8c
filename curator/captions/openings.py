"""Which captions open with the same words; how that is shown is left to the window.

A reader meets captions one after the other, and hears *A man… A man… A man…* where whoever wrote
them one by one did not. Captions open alike when their first two words are equal, capitals and
punctuation aside; it counts among three captions of a story or more, and between two neighbours.
Articles alone are no opening (``The, the``), an article and a word are one (``A man``). Languages
that put no space between words are left alone.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)

MOST_OTHERS = 100
"""Captions named at most as opening like another: nobody reads more."""

_FEWEST = 2
# Words from which on an opening counts.

_MOST = 6
# Words compared at most: what is alike beyond that is the same caption, which the check finds.

_HEAD = 240
# Characters of a caption that are looked at; six words fit well into it.

_MANY = 3
# Captions from which on an opening is a repetition wherever they stand.

_EDGES = "\"'“”‘’‚„«»‹›()[]{}<>.,;:!?¡¿…·•–—-―_*~/\\|`´#&+=،؛؟。、"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"} | dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060"))

_ARTICLES = frozenset({
    "a", "an", "the",
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
    "le", "la", "les", "un", "une", "du", "de", "el", "los", "las", "una", "unos", "unas",
    "il", "lo", "gli", "i", "uno", "het", "een", "o", "os", "as", "um", "uma", "en", "et", "ett",
})  # fmt: skip


def repeated_openings(captions: Sequence[str]) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Return the places of the captions that open like others, each with the repeated words' length.

    Beside the length, in characters from the caption's start, stand the places of the others, in
    order and at most :data:`MOST_OTHERS` of them.
    """
    openings: Openings[int] = Openings()
    openings.arrange({place: place for place in range(len(captions))})
    for place, caption in enumerate(captions):
        openings.put(place, caption)
    return {
        place: (length, openings.others(place))
        for place, caption in enumerate(captions)
        if (length := openings.length(place, caption))
    }


class Openings(Generic[KeyT]):
    """The openings of the captions of one story, kept in step with it caption by caption.

    Putting a caption costs as much as its first six words, however many others there are.
    """

    def __init__(self) -> None:
        self._words: dict[KeyT, tuple[str, ...]] = {}
        self._groups: dict[tuple[str, ...], dict[KeyT, None]] = {}
        self._longer: Counter[tuple[str, ...]] = Counter()
        self._places: Mapping[KeyT, int] = {}
        self._ordered: dict[tuple[str, ...], tuple[KeyT, ...]] = {}

    def __contains__(self, key: KeyT) -> bool:
        return key in self._words

    def __iter__(self) -> Iterator[KeyT]:
        return iter(self._words)

    def arrange(self, places: Mapping[KeyT, int]) -> None:
        """Take over where captions stand; two are neighbours whose places differ by one."""
        self._places = places
        self._ordered.clear()

    def put(self, key: KeyT, caption: str) -> bool:
        """Take over the caption of *key*; return whether any caption may open otherwise than before."""
        words = opening_words(caption)
        before = self._words.get(key)
        if before == words:
            return False
        if before is not None:
            self._take_out(key, before)
        self._words[key] = words
        if _counts(words):
            self._groups.setdefault(words[:_FEWEST], {})[key] = None
            self._ordered.pop(words[:_FEWEST], None)
            for length in range(_FEWEST + 1, len(words) + 1):
                self._longer[words[:length]] += 1
        return True

    def drop(self, key: KeyT) -> None:
        """Forget the caption of *key*."""
        words = self._words.pop(key, None)
        if words is not None:
            self._take_out(key, words)

    def length(self, key: KeyT, caption: str) -> int:
        """Return how many characters of *caption*, which is that of *key*, others open with; 0 if none."""
        words = self._words.get(key, ())
        if not self._is_repeated(key, words):
            return 0
        longest = next(
            n for n in range(len(words), 1, -1) if n == _FEWEST or self._longer[words[:n]] > 1
        )
        return _end_of_word(caption, longest)

    def company(self, key: KeyT) -> tuple[KeyT, ...] | None:
        """Return the captions that open like that of *key*, itself among them, in order; ``None`` if none does.

        It is the very same as long as none of them opens otherwise, or stands elsewhere.
        """
        words = self._words.get(key, ())
        if not self._is_repeated(key, words):
            return None
        opening = words[:_FEWEST]
        ordered = self._ordered.get(opening)
        if ordered is None:
            ordered = tuple(sorted(self._groups[opening], key=lambda k: self._places.get(k, 0)))
            self._ordered[opening] = ordered
        return ordered

    def count(self, key: KeyT) -> int:
        """Return how many other captions open like that of *key*."""
        words = self._words.get(key, ())
        return len(self._groups[words[:_FEWEST]]) - 1 if self._is_repeated(key, words) else 0

    def others(self, key: KeyT) -> tuple[KeyT, ...]:
        """Return which captions open like that of *key*, in order, at most :data:`MOST_OTHERS`."""
        ordered = self.company(key) or ()
        return tuple(k for k in ordered[: MOST_OTHERS + 1] if k != key)[:MOST_OTHERS]

    def _is_repeated(self, key: KeyT, words: tuple[str, ...]) -> bool:
        group = self._groups.get(words[:_FEWEST], {}) if _counts(words) else {}
        if len(group) != _MANY - 1:
            return len(group) >= _MANY
        one, other = (self._places.get(k) for k in group)
        return one is not None and other is not None and abs(one - other) == 1

    def _take_out(self, key: KeyT, words: tuple[str, ...]) -> None:
        if not _counts(words):
            return
        opening = words[:_FEWEST]
        self._ordered.pop(opening, None)
        group = self._groups[opening]
        del group[key]
        if not group:
            del self._groups[opening]
        for length in range(_FEWEST + 1, len(words) + 1):
            longer = words[:length]
            self._longer[longer] -= 1
            if not self._longer[longer]:
                del self._longer[longer]


def opening_words(caption: str) -> tuple[str, ...]:
    """Return the first words of *caption*, folded so that words which read alike are equal."""
    head = caption[:_HEAD]
    pieces = head.split(None, _MOST)
    if len(head) < len(caption) and len(pieces) <= _MOST:
        pieces = pieces[:-1]  # The head may end within a word.
    return tuple(word for piece in pieces[:_MOST] if (word := _folded(piece)))


def _folded(piece: str) -> str:
    if not piece.isascii():
        piece = unicodedata.normalize("NFKC", piece).translate(_APOSTROPHES)
    return piece.casefold().strip(_EDGES)


def _counts(words: tuple[str, ...]) -> bool:
    """Say whether *words* make an opening: two words, not both of them articles."""
    return len(words) >= _FEWEST and not _ARTICLES.issuperset(words[:_FEWEST])


def _end_of_word(caption: str, number: int) -> int:
    """Return behind which character of *caption* its word *number*, counted from 1, ends."""
    for match in re.finditer(r"\S+", caption[:_HEAD]):
        number -= bool(_folded(match.group()))
        if number == 0:
            return match.start() + len(match.group().rstrip(_EDGES))
    return 0
