"""A dictionary of Hunspell's, read by Curator itself: stems, forms, compounds; finding one is left to ``hunspell``.

Words and lines beyond the bounds below are left out.
"""

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from curator.captions.affixes import MAX_LINE, NO_FLAGS, Affix, Flags, Rules, read_bytes
from curator.captions.nearness import ByLength, letters_of, remoteness, slips

_MAX_STEMS = 1_500_000
_MAX_WORD = 60


class Reading(NamedTuple):
    """One way to read a form: the flags of its stem, those its affixes add, and which affixes it has."""

    stem: Flags
    onward: Flags
    has_prefix: bool = False
    has_suffix: bool = False

    def has(self, flag: str) -> bool:
        """Say whether *flag*, if it is one, stands on stem or affix."""
        return bool(flag) and (flag in self.stem or flag in self.onward)


class StemDictionary:
    """A dictionary of Hunspell's, read by Curator itself."""

    def __init__(self, path: Path) -> None:
        self._rules = Rules(path.with_suffix(".aff"))
        self._stems = _stems(read_bytes(path).decode(self._rules.encoding, "replace"), self._rules)
        named = self._rules.named
        self._circumfix = named.get("CIRCUMFIX", "")
        self._needs_affix = named.get("NEEDAFFIX", "")
        self._forbidden = named.get("FORBIDDENWORD", "")
        self._only_in_compound = named.get("ONLYINCOMPOUND", "")
        self._keeps_case = named.get("KEEPCASE", "")
        self._compounds = "COMPOUNDFLAG" in named or "COMPOUNDBEGIN" in named
        self._parts = functools.lru_cache(50_000)(self._is_part)

    def knows(self, word: str) -> bool:
        """Say whether *word* is spelled right, its capitals included."""
        if len(word) > _MAX_WORD:
            return False
        word = self._rules.normal(word)
        if self._is_form(word) or self._is_compound(word):
            return True
        small = word[:1].lower() + word[1:]
        if small == word:
            return False
        return self._is_form(small, was_capital=True) or self._is_compound(small)

    def suggestions(self, word: str) -> list[str]:
        """Return words that *word* may mean, the likeliest first; takes up to some 100 milliseconds."""
        small = word.lower()
        if len(word) > _MAX_WORD:
            return []
        tried = dict.fromkeys((*self._replaced(small), *slips(small, self._letters)))
        found = {near for near in tried if self._is_form(near)}
        found |= {near for near in map(str.capitalize, tried) if near in self._stems}
        if not found and self._compounds:
            found = {near for near in tried if self._is_compound(near)}
        found.update(near for near in self._index.within(small, 2) if self._is_form(near))
        return sorted(found, key=lambda near: (remoteness(small, near.lower()), near))[:20]

    def _replaced(self, word: str) -> Iterator[str]:
        """Yield *word* with one of the replacements that the dictionary proposes."""
        for one, other in self._rules.replacements:
            yield from (
                word[: at.start()] + other + word[at.end() :]
                for at in re.finditer(re.escape(one), word)
                if one
            )

    @functools.cached_property
    def _letters(self) -> str:
        return self._rules.letters or letters_of([*self._stems][::20])

    @functools.cached_property
    def _index(self) -> ByLength:
        return ByLength(self._stems)

    # Forms

    def _is_form(self, word: str, *, was_capital: bool = False) -> bool:
        """Say whether *word* is a stem or a stem with affixes, and may stand alone."""
        return not self._is_forbidden(word) and any(
            not reading.has(self._only_in_compound)
            and not (self._forbidden and self._forbidden in reading.stem)
            and not self._lacks_affix(reading)
            and not (was_capital and self._keeps_case and self._keeps_case in reading.stem)
            for reading in self._readings(word)
        )

    def _is_forbidden(self, word: str) -> bool:
        """Say whether the dictionary lists *word* as one that its rules would wrongly allow."""
        return bool(self._forbidden) and any(self._forbidden in f for f in self._roots(word))

    def _lacks_affix(self, reading: Reading) -> bool:
        if not self._needs_affix:
            return False
        is_bare = not (reading.has_prefix or reading.has_suffix)
        return self._needs_affix in reading.onward or (
            is_bare and self._needs_affix in reading.stem
        )

    def _roots(self, word: str) -> Iterator[Flags]:
        """Yield the flags of each stem written *word*."""
        raw = self._stems.get(word)
        if isinstance(raw, str):
            yield self._rules.flags(raw)
        elif raw is not None:
            yield from map(self._rules.flags, raw)

    def _readings(self, word: str) -> Iterator[Reading]:
        for flags in self._roots(word):
            yield Reading(flags, NO_FLAGS)
        for flags, affix in self._suffixed(word):
            if not (self._circumfix and self._circumfix in affix.onward):
                yield Reading(flags, affix.onward, has_suffix=True)
        for at in range(len(word) if self._rules.prefixes else 0):
            for affix in self._rules.prefixes.get(word[:at], ()):
                if affix.fits(stem := affix.strip + word[at:]):
                    yield from self._prefixed(stem, affix)

    def _prefixed(self, stem: str, prefix: Affix) -> Iterator[Reading]:
        is_half = bool(self._circumfix) and self._circumfix in prefix.onward
        if not is_half:
            for flags in self._roots(stem):
                if prefix.flag in flags:
                    yield Reading(flags, prefix.onward, has_prefix=True)
        if not prefix.is_cross:
            return
        for flags, suffix in self._suffixed(stem):
            if (
                suffix.is_cross
                and (prefix.flag in flags or prefix.flag in suffix.onward)
                and (bool(self._circumfix) and self._circumfix in suffix.onward) == is_half
            ):
                yield Reading(flags, suffix.onward | prefix.onward, True, True)

    def _suffixed(self, word: str, outer: str = "") -> Iterator[tuple[Flags, Affix]]:
        """Yield the flags of the stem and the last suffix; if *outer*, only suffixes that allow that one after them."""
        suffixes, second = self._rules.suffixes, self._rules.second
        for at in range("FULLSTRIP" not in self._rules.switches, len(word) + 1):
            for affix in suffixes.get(word[at:], ()):
                if outer and outer not in affix.onward:
                    continue
                stem = word[:at] + affix.strip
                if not stem or not affix.fits(stem):
                    continue
                for flags in self._roots(stem):
                    if affix.flag in flags:
                        yield flags, affix
                if not outer and affix.flag in second:
                    for flags, _ in self._suffixed(stem, affix.flag):
                        yield flags, affix

    # Compounds

    def _is_compound(self, word: str) -> bool:
        return (
            self._compounds
            and len(word) <= _MAX_WORD
            and _Cutting(word, self._rules, self._parts).holds(0, "")
            and not self._is_forbidden(word)
            and not self._is_spoilt(word)
        )

    def _is_spoilt(self, word: str) -> bool:
        """Say whether the compound *word* is rather a known fault in another word."""
        is_asked = "CHECKCOMPOUNDREP" in self._rules.switches
        return is_asked and any(map(self._is_form, self._replaced(word)))

    def _is_part(self, text: str, place: str) -> bool:
        """Say whether *text* may stand at *place* in a compound, as ``COMPOUNDEND``."""
        named = self._rules.named
        permits = named.get("COMPOUNDPERMITFLAG", "")
        for reading in self._readings(text):
            if self._forbidden and self._forbidden in reading.stem:
                continue
            allows = reading.has(named.get("COMPOUNDFLAG", "")) or reading.has(named.get(place, ""))
            if not allows or self._lacks_affix(reading):
                continue
            forbids = named.get("COMPOUNDFORBIDFLAG", "")
            if forbids and forbids in reading.onward:
                continue
            is_inside = (reading.has_suffix and place != "COMPOUNDEND") or (
                reading.has_prefix and place != "COMPOUNDBEGIN"
            )
            if not is_inside or (permits and permits in reading.onward):
                return True
        return False


class _Cutting:
    """One word, cut into parts of a compound in every way."""

    def __init__(self, word: str, rules: Rules, is_part: Callable[[str, str], bool]) -> None:
        self._word, self._rules, self._is_part = word, rules, is_part
        self._known: dict[tuple[int, str], bool] = {}

    def holds(self, start: int, before: str) -> bool:
        """Say whether the word from *start* on is made of parts, the first after *before*."""
        key = (start, before)
        if key not in self._known:
            self._known[key] = self._search(start, before)
        return self._known[key]

    def _search(self, start: int, before: str) -> bool:
        word, least = self._word, self._rules.shortest_part
        no_twins = "CHECKCOMPOUNDDUP" in self._rules.switches
        rest = word[start:]
        if (
            start
            and len(rest) >= least
            and not (no_twins and rest == before)
            and self._is_part(rest, "COMPOUNDEND")
        ):
            return True
        place = "COMPOUNDMIDDLE" if start else "COMPOUNDBEGIN"
        for end in range(start + least, len(word) - least + 1):
            part = word[start:end]
            if (
                self._fits(end)
                and not (no_twins and part == before)
                and self._is_part(part, place)
                and self.holds(end, part if no_twins else "-")
            ):
                return True
        return False

    def _fits(self, at: int) -> bool:
        """Say whether the letters on both sides of *at* may meet there."""
        one, other = self._word[at - 1], self._word[at]
        switches = self._rules.switches
        has_capital = one.isupper() or other.isupper()
        if "CHECKCOMPOUNDCASE" in switches and has_capital and "-" not in (one, other):
            return False
        if "CHECKCOMPOUNDTRIPLE" in switches and one == other:
            return one not in (self._word[at - 2 : at - 1], self._word[at + 1 : at + 2])
        return True


def _stems(text: str, rules: Rules) -> dict[str, str | tuple[str, ...]]:
    """Return the flags of each stem, unread; those of homonyms as a tuple."""
    stems: dict[str, str | tuple[str, ...]] = {}
    for line in text.split("\n")[1:]:
        if not line or line[0] in "\t#" or len(line) > MAX_LINE:
            continue
        word, flags = _word_and_flags(line)
        if not word or len(word) > _MAX_WORD:
            continue
        before = stems.get(word)
        if before is None:
            if len(stems) >= _MAX_STEMS:
                break
            stems[word] = flags
        elif len(before) < MAX_LINE:
            stems[word] = (*((before,) if isinstance(before, str) else before), flags)
    return stems


_MORPHOLOGY = re.compile(r"\t| +\w\w:")


def _word_and_flags(line: str) -> tuple[str, str]:
    line = line.rstrip("\r")
    if "\t" in line or ":" in line:
        line = _MORPHOLOGY.split(line, maxsplit=1)[0]
    word, _, flags = line.partition("/")
    while word.endswith("\\"):  # A slash of the word itself.
        more, _, flags = flags.partition("/")
        word = f"{word[:-1]}/{more}"
    return word.strip(), flags.strip()
