"""What a misspelt word may have been: all that lies a slip away, and the close ones of many; lists tell words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA


def slips(word: str, letters: str) -> list[str]:
    """Return what becomes of *word* by one letter less, another, one more, or two the wrong way round."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = [head + tail[1:] for head, tail in cuts[:-1]]
    found += [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts[:-2]]
    found += [head + letter + tail[1:] for head, tail in cuts[:-1] for letter in letters]
    found += [head + letter + tail for head, tail in cuts for letter in letters]
    return found


def letters_of(words: Iterable[str]) -> str:
    """Return the letters that *words* are made of, without those that only foreign ones have."""
    counted = Counter(char for word in words for char in word)
    least = counted.total() / 5000
    return "".join(sorted(char for char, n in counted.items() if n >= least and char.isalpha()))


def remoteness(word: str, near: str) -> float:
    """Return how many slips, weighed, lie between *word* and *near*: the less, the likelier.

    Accents and doubled letters are what people get wrong; the first letter seldom is.
    """
    if " " in near:
        return 1.3
    if _bare(word) == _bare(near):
        return 0.5
    return float(OSA.distance(word, near)) + 0.6 * (word[:1] != near[:1])


def _bare(word: str) -> str:
    """Return *word* without accents and doubled letters."""
    letters = unicodedata.normalize("NFD", word)
    return re.sub(r"(.)\1", r"\1", "".join(c for c in letters if not unicodedata.combining(c)))


class ByLength:
    """Many words by their length, so that the close ones are found in some milliseconds."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words: dict[int, list[str]] = {}
        for word in words:
            self._words.setdefault(len(word), []).append(word)

    def within(self, word: str, reach: int) -> Iterator[str]:
        """Yield the words at most *reach* slips from *word*."""
        for length in range(max(len(word) - reach, 2), len(word) + reach + 1):
            # Length by length, so that other threads get their turn between two searches in C.
            found = process.extract(
                word,
                self._words.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=reach,
                limit=None,
            )
            yield from (near for near, _, _ in found)

    def has_within(self, word: str, reach: int) -> bool:
        """Say whether any word lies within *reach* slips; words shorter or longer by two are not looked at."""
        return any(
            process.extractOne(
                word, self._words.get(length, ()), scorer=OSA.distance, score_cutoff=reach
            )
            for length in range(len(word) - 1, len(word) + 2)
        )
