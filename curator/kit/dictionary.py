"""The words that this account spells right, on its shelf; what is misspelt is left to ``captions.spelling``.

::

    {"format": "curator-dictionary", "version": 1, "words": {"all": ["Arirang"], "de": ["Ahrtal"]}}

A change is made to what lies on the shelf at that moment, so that two windows keep each other's
words. A file that cannot be read is never written over: its words would be lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.captions.text import clean_line
from curator.errors import KitError
from curator.kit.shelf import Shelf

NAME = "dictionary"
"""What the words are called on the shelf."""

FORMAT, VERSION = "curator-dictionary", 1

ALL = "all"
"""What stands in the place of a language for words that are right in every one."""

MAX_WORDS = 50_000
"""Words of one language to which no other is added; a file that holds more keeps them."""

MAX_LENGTH = 100
"""Characters of one word, or name of several words, at most."""


@dataclass(frozen=True, slots=True)
class PersonalDictionary:
    """The account's own words by language, a bare code as ``de``, or :data:`ALL`; each list in its order of coming."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, tag: str) -> frozenset[str]:
        """Return the words that are right in the language of *tag*, ``de`` for ``de-AT``."""
        return frozenset(self.words.get(ALL, ()) + self.words.get(_language(tag), ()))

    def listed(self) -> list[tuple[str, str]]:
        """Return every word with its language, in the order of the alphabet."""
        pairs = ((word, language) for language, words in self.words.items() for word in words)
        return sorted(pairs, key=lambda pair: (pair[0].casefold(), pair))

    def with_word(self, word: str, language: str = ALL) -> "PersonalDictionary":
        """Return the dictionary with *word* in it; itself if that is there or empty.

        Raises :class:`OverflowError` where :data:`MAX_WORDS` are there.
        """
        word, language = _cleaned(word), _language(language)
        words = self.words.get(language, ())
        if not word or word in words:
            return self
        if len(words) >= MAX_WORDS:
            raise OverflowError(f"there is no room for “{word}”: it holds {MAX_WORDS:,} words")
        return PersonalDictionary({**self.words, language: (*words, word)})

    def without_word(self, word: str, language: str = ALL) -> "PersonalDictionary":
        """Return the dictionary without *word* in *language*; itself if it is not there."""
        language = _language(language)
        words = self.words.get(language, ())
        if word not in words:
            return self
        left = {**self.words, language: tuple(other for other in words if other != word)}
        return PersonalDictionary({key: kept for key, kept in left.items() if kept})


def load(shelf: Shelf) -> PersonalDictionary:
    """Return the account's words, none if there are none yet; raise :class:`KitError`."""
    values = shelf.read(NAME)
    if values is None:
        return PersonalDictionary()
    if not isinstance(values, dict) or not isinstance(values.get("words"), dict):
        raise KitError(shelf.path(NAME), "there are no words in it")
    if values.get("version", VERSION) != VERSION:
        raise KitError(shelf.path(NAME), "a later version of Curator wrote it; it is left as it is")
    dictionary: dict[str, tuple[str, ...]] = {}
    for language, words in values["words"].items():
        if not isinstance(words, list):
            raise KitError(shelf.path(NAME), f"its words of “{language[:20]}” are no list")
        read = (_cleaned(word) for word in words if isinstance(word, str))
        dictionary[language] = tuple(dict.fromkeys(filter(None, read)))
    return PersonalDictionary({key: words for key, words in dictionary.items() if words})


def keep(shelf: Shelf, dictionary: PersonalDictionary) -> None:
    """Keep *dictionary* as the account's; raise :class:`KitError`."""
    words: dict[str, Any] = {language: list(w) for language, w in dictionary.words.items()}
    shelf.write(NAME, {"format": FORMAT, "version": VERSION, "words": words})


def change(
    shelf: Shelf, make: Callable[[PersonalDictionary], PersonalDictionary]
) -> PersonalDictionary:
    """Change what lies on *shelf* now by *make*, keep and return it; raise :class:`KitError`."""
    before = load(shelf)
    after = make(before)
    if after is not before:
        keep(shelf, after)
    return after


def add(shelf: Shelf, word: str, language: str = ALL) -> PersonalDictionary:
    """Add *word* to what lies on *shelf*; raise :class:`KitError`."""
    try:
        return change(shelf, lambda dictionary: dictionary.with_word(word, language))
    except OverflowError as error:
        raise KitError(shelf.path(NAME), f"{error}; remove some first") from error


def remove(shelf: Shelf, word: str, language: str = ALL) -> PersonalDictionary:
    """Take *word* out of what lies on *shelf*; raise :class:`KitError`."""
    return change(shelf, lambda dictionary: dictionary.without_word(word, language))


def _cleaned(word: str) -> str:
    return " ".join(clean_line(word[: 2 * MAX_LENGTH]).split())[:MAX_LENGTH]


def _language(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()
