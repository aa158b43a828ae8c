"""Which words of a caption are misspelt, and what they may mean; marks nothing and asks nobody.

A caption is full of names, and no dictionary knows them. So a word with a capital within a sentence
is taken for a name, and is a fault only where it is close to another name that the story already
uses. A capital that says nothing, at the start of a sentence or anywhere in German, makes a fault
of a word only where it looks like a slip in a common word.

A language of which neither the system nor Curator has a dictionary stays without marks. Where the
system has one by Hunspell, that decides: over the captions of the tests both mark as few words and
find as many faults, but Hunspell's knows the spelling of the country, and capitals. The lists that
come with Curator still tell what looks like a slip, and suggest: they know how common a word is.
"""

import functools
import itertools
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from rapidfuzz import fuzz

from curator.captions.words import Word, parts, plain, words

if TYPE_CHECKING:
    from curator.captions.hunspell import Dictionary
    from curator.captions.wordlists import WordList

T = TypeVar("T")

Span = tuple[int, int]
"""Where something begins and ends, in characters."""

MAX_SUGGESTIONS = 5
MAX_TEXT = 50_000
"""Characters of one text that are checked."""

_MAX_VERDICTS = 20_000
_MAX_NEAR = 100_000
# More than all texts on screen have: what was looked up must not be forgotten before it is asked for.

_CAPITALS_SAY_NOTHING = frozenset({"de", "lb"})
_SCRIPTS = (
    dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"), "CYRILLIC")
    | dict.fromkeys(("ar", "fa", "ur", "ps"), "ARABIC")
    | dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI")
    | {"el": "GREEK", "he": "HEBREW", "yi": "HEBREW", "ko": "HANGUL", "hy": "ARMENIAN", "ka": "GEORGIAN",
       "th": "THAI", "bn": "BENGALI", "ta": "TAMIL", "te": "TELUGU"}
)  # fmt: skip
"""The script of each language, as Unicode names its letters; else Latin."""


class Names(Protocol):
    """What a story knows of words: those that are right in it, and the names that it uses."""

    def __contains__(self, word: object) -> bool:
        """Say whether *word*, in plain form, is right in this story."""

    def uses(self, word: str) -> bool:
        """Say whether *word* stands elsewhere in the story as a name."""

    def near(self, word: str) -> str:
        """Return the name of the story that *word* is close to but not the same as, else ``""``."""

    def has_looked(self, word: str) -> bool:
        """Say whether :meth:`near` knows about *word* without looking through all names."""


class _NoNames:
    def __contains__(self, word: object) -> bool:
        return False

    def uses(self, word: str) -> bool:
        return False

    def near(self, word: str) -> str:
        return ""

    def has_looked(self, word: str) -> bool:
        return True


NO_NAMES: Names = _NoNames()
"""What is known where there is no story."""


class Patience:
    """Time that may still go into looking for what words are close to; begun looks are finished.

    Time of the processor: what other programs take meanwhile does not count.
    """

    def __init__(self, seconds: float = inf) -> None:
        self.left = seconds

    def look(self, ask: Callable[[str], T], word: str) -> T:
        """Return what *ask* says of *word*; raise :class:`_OutOfPatience` if no time is left."""
        if self.left <= 0:
            raise _OutOfPatience
        began = time.thread_time()
        try:
            return ask(word)
        finally:
            self.left -= time.thread_time() - began


class _OutOfPatience(Exception):
    """Whether a word is right cannot be said without another look."""


@dataclass(frozen=True, slots=True)
class Check:
    """What is misspelt in a text, and the words of which that is not known yet: see :meth:`Speller.settle`."""

    spans: tuple[Span, ...] = ()
    unsure: tuple[Word, ...] = ()


def subtags(tag: str) -> tuple[str, str]:
    """Return language and country of a BCP 47 tag, ``("en", "GB")`` for ``en-GB``; both ``""`` for what is none."""
    language, *rest = tag.replace("_", "-").split("-")
    if not (language.isascii() and language.isalpha() and len(language) <= 8):
        return "", ""
    country = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    return language.lower(), country.upper()


class Speller:
    """Spelling in one language; safe to ask from the GUI thread, but for :meth:`suggestions`."""

    def __init__(
        self,
        tag: str,
        dictionaries: "Sequence[Dictionary]" = (),
        listed: "WordList | None" = None,
    ) -> None:
        from curator.captions.wordlists import lore  # Not in the start.

        self.tag = tag
        language, _ = subtags(tag)
        self._lore = lore(language)
        self._dictionaries, self._listed = tuple(dictionaries), listed
        self._script = _SCRIPTS.get(language, "LATIN")
        self._language = language
        self._has_telling_capitals = language not in _CAPITALS_SAY_NOTHING
        self._right: dict[str, bool] = {}
        self._near: dict[str, bool] = {}

    @property
    def is_silent(self) -> bool:
        """Whether there is no dictionary of the language: then nothing is ever misspelt."""
        return not self._dictionaries and self._listed is None

    @property
    def is_thorough(self) -> bool:
        """Whether what it does not know is likely wrong: our own lists but the English one miss too much for that.

        In 21 good captions each, the German list lacked ten right words and the French one seven.
        """
        return bool(self._dictionaries) or self._language == "en"

    def misspelt(self, text: str, names: Names = NO_NAMES) -> list[Span]:
        """Return where the misspelt words of *text* stand; *names* are those of the story."""
        return list(self.check(text, names, Patience()).spans)

    def check(self, text: str, names: Names, patience: Patience) -> Check:
        """Return where the misspelt words of *text* stand, as far as *patience* lasts.

        To look what an unknown word with a capital is close to takes up to some milliseconds, the first time.
        """
        if self.is_silent:
            return Check()
        found: list[Span] = []
        unsure: list[Word] = []
        for word in words(text[:MAX_TEXT]):
            if not self._right.get(word.text):
                try:
                    found += tuple(self._faults(word, names, patience))
                except _OutOfPatience:
                    unsure.append(word)
        return Check(tuple(found), tuple(unsure))

    def settle(self, word: Word, names: Names) -> None:
        """Look up all that it takes to :meth:`check` *word* at once; safe in another thread than that."""
        for _ in self._faults(word, names, Patience()):
            pass

    def suggestions(self, word: str, name: str = "") -> list[str]:
        """Return up to five words that *word* may mean: first the *name* of the story that it is close to.

        Takes up to some 100 milliseconds, so call it where waiting is no harm.
        """
        text = plain(word)
        found = {name: None} if name else {}
        for near in map(self._dressed, self._candidates(text), itertools.repeat(word)):
            if len(found) >= MAX_SUGGESTIONS:
                break
            if near not in (word, text):
                found[near] = None
        return list(found)

    # Faults

    def _faults(self, word: Word, names: Names, patience: Patience) -> Iterator[Span]:
        """Yield what is misspelt in *word*: all of it, or parts of a compound with hyphens."""
        text = plain(word.text)
        if text in names or self._is_right(word.text):
            return
        pieces = parts(word)
        if len(pieces) == 1:
            yield from self._fault(word, names, patience)
            return
        is_name = text[0].isupper()
        if is_name and _near(text, names, patience):
            yield word.start, word.end
            return
        for number, piece in enumerate(pieces):
            if plain(piece.text).lower() not in self._lore.beginnings:
                is_doubtful = is_name and number > 0
                yield from self._fault(piece, names, patience, is_doubtful=is_doubtful)

    def _fault(
        self, word: Word, names: Names, patience: Patience, *, is_doubtful: bool = False
    ) -> Iterator[Span]:
        """Yield where *word* is misspelt; if *is_doubtful* it is the later part of a name, as in ``Yong-chol``."""
        word = self._bare(word)
        text = plain(word.text)
        if not _has_spelling(text) or text in names or self._is_right(word.text):
            return
        if not unicodedata.name(text[0], "").startswith(self._script):
            return
        if text[0].isupper():
            is_fault = self._is_fault(text, word.opens, names, patience)
        else:
            is_fault = not is_doubtful or (len(text) > 4 and self._is_near(text, patience))
        if is_fault:
            yield word.start, word.end

    def _is_fault(self, text: str, opens: bool, names: Names, patience: Patience) -> bool:
        """Say whether *text*, which has a capital, is misspelt."""
        if text[-1:] == "s" and text[:-1] in names:
            return False  # The Okonkwos; Okonkwos Töchter.
        name = _near(text, names, patience)
        if name and (self._has_telling_capitals or name in names):
            return True
        if self._language == "en" and _is_like_a_day_or_month(text):
            return True
        if self._has_telling_capitals and (not opens or names.uses(text)):
            return False
        return self._is_near(text, patience)

    def _bare(self, word: Word) -> Word:
        """Return *word* without an article before it (``l’``) and what is put on behind it (``’s``)."""
        start, text, opens = word
        at = _APOSTROPHE.search(text) if self._lore.elisions else None
        if at and plain(text[: at.start()]).lower() in self._lore.elisions:
            start, text, opens = start + at.end(), text[at.end() :], False
        for clitic in self._lore.clitics:
            if plain(text[-len(clitic) :]).lower() == clitic and len(text) > len(clitic):
                text = text[: -len(clitic)]
                break
        return Word(start, text, opens)

    # Words

    def _is_right(self, raw: str) -> bool:
        """Say whether *raw* is a word of the language; remembered, since most words come again."""
        if (known := self._right.get(raw)) is None:
            if len(self._right) >= _MAX_VERDICTS:
                self._right.clear()
            known = self._right[raw] = self._is_known(plain(raw))
        return known

    def _is_known(self, text: str) -> bool:
        if text in _PARTICLES:
            return True
        if not self._dictionaries:
            return self._listed is not None and self._listed.knows(text)
        is_listed = text.lower() in self._lore.words
        return is_listed or any(dictionary.knows(text) for dictionary in self._dictionaries)

    def _is_near(self, text: str, patience: Patience) -> bool:
        """Say whether *text* looks like a slip in a word; where there is no list to tell, it does."""
        if self._listed is None:
            return True
        if (known := self._near.get(text)) is None:
            known = patience.look(self._listed.is_near, text)
            if len(self._near) >= _MAX_NEAR:
                self._near.clear()
            self._near[text] = known
        return known

    def _candidates(self, text: str) -> Iterator[str]:
        """Yield what *text* may mean, the likeliest first.

        The list knows how common a word is, so what it offers goes first, as far as the dictionaries know it:
        all of 135 misspelt words have the right one among the first five, against 131 by ``libhunspell`` alone.
        """
        if self._listed is not None:
            for near in self._listed.suggestions(text):
                if right := self._as_dictionaries_have(near):
                    yield right
        for dictionary in self._dictionaries:
            yield from dictionary.suggestions(text)

    def _as_dictionaries_have(self, near: str) -> str:
        """Return *near*, with a capital if the dictionaries want one; ``""`` if they know no such word."""
        if not self._dictionaries:
            return near
        forms = (near, near[:1].upper() + near[1:])
        return next((form for form in forms if all(map(self._is_known, form.split(" ")))), "")

    def _dressed(self, near: str, word: str) -> str:
        """Return *near* with the capital and the apostrophes of *word*."""
        if word[0].isupper() and near[0].islower():
            near = near[0].upper() + near[1:]
        return near if "'" in word else near.replace("'", "’")


_PARTICLES = frozenset(
    (
        "van", "von", "vom", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la",
        "le", "el", "al", "af", "av", "ten", "ter", "bin", "ibn", "bint", "zu", "zum",
    )
)  # fmt: skip
# Small words within names of every language: Earl van der Berg.


def _near(text: str, names: Names, patience: Patience) -> str:
    return names.near(text) if names.has_looked(text) else patience.look(names.near, text)


_APOSTROPHE = re.compile("['’ʼ‘´`]")
_ROMAN = re.compile("(?:x{0,3})(?:ix|iv|v?i{0,3})")


def _has_spelling(text: str) -> bool:
    """Say whether *text*, without what stood around it, is more than a letter, an abbreviation or a number."""
    if len(text) < 2 or text[1:] != text[1:].lower():
        return False  # NGOs, McDonald, iPhone
    return not _ROMAN.fullmatch(text)


def speller(tag: str, folders: Iterable[Path] | None = None) -> Speller:
    """Return spelling for a BCP 47 *tag*, silent where there is no dictionary of the language.

    *folders* are where to look for Hunspell's, the usual ones of the system if ``None``. Takes up to a second
    the first time, so call it where waiting is no harm.
    """
    return _speller(tag, None if folders is None else tuple(folders))


@functools.lru_cache(maxsize=3)
def _speller(tag: str, folders: tuple[Path, ...] | None) -> Speller:
    from curator.captions import hunspell, wordlists  # Not in the start.

    language, region = subtags(tag)
    dictionaries = hunspell.dictionaries(language, region, folders)
    return Speller(tag, dictionaries, wordlists.word_list(language, region))


_DAYS_AND_MONTHS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "January", "February", "September", "October", "November", "December",
)  # fmt: skip
# Words with a capital that are no names and often misspelt; the short months are too like names.


def _is_like_a_day_or_month(text: str) -> bool:
    """Say whether *text* is close to, but not, a day or month: ``Febuary``, ``Wendesday``."""
    if not 5 <= len(text) <= 11 or text.endswith("s"):
        return False
    return any(85 <= fuzz.ratio(text, right) < 100 for right in _DAYS_AND_MONTHS)
