"""Looking for words in a text and putting others in their place; which texts are looked through is left to ``story``.

What counts as the same: letters composed and decomposed (``é`` and ``e`` with an accent of its own
are one letter, and ``e`` is another), capital and small letters by full case folding unless the case
matters (``STRASSE`` finds ``Straße``), and a space typed finds a no-break space too, which stays
one when words are replaced. Apostrophes and quotes are found as they are typed. A whole word is not
a part of a longer one, and ``O’Brien`` is one word; but a possessive (``Anna’s``), a verb joined on
(``she’ll``), a clipped article (``l’homme``) and a hyphen (``London-based``) leave the word beside
them whole: what the preview shows too much is unticked, what it does not show is missed.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import regex  # type: ignore[import-untyped, unused-ignore]

from curator.captions import pattern_bounds
from curator.captions.text import MAX_LENGTH
from curator.errors import SearchError

MAX_PATTERN = 10_000
"""Characters that what is looked for, and what takes its place, hold at most."""

SECONDS = 0.5
"""Time that one text may take; a plain search of the longest takes a hundredth."""

_OFTEN = 1_000
"""Places from which on it is their number that takes the time, if the next is found quickly."""

_SPACES = " \u00a0\u2007\u202f"
_NO_MARK = r"(?!\P{ccc=0})"  # An accent of its own makes the last letter another.
_LONGEST_LETTER = 32
# Characters of one letter with its accents; what is longer is taken as a whole.

_UNCHECKED = 2000
_PILE = regex.compile(r"\p{M}{200}")
# Python takes hours to put 100,000 accents of one letter in order; such a text is taken as it stands.

_WORD = "[\\w\u00ad\u200c\u200d\u2060]"
_CLIPPED = "(?i:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|un|(?:d?a|de|ne|su|que)ll)"
_JOINED = "(?i:s|d|m|ll|re|ve)"

# Each holds at once where the match begins, or ends, with something else than a letter or digit.
_BEGINS = rf"(?:(?!{_WORD})|(?<!{_WORD})(?:(?<!\w['’])|(?<=(?<!{_WORD}){_CLIPPED}['’])))"
_ENDS = rf"(?:(?<!{_WORD})|(?!{_WORD})(?!['’](?!{_JOINED}(?!{_WORD}))\w))"

_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}
_REFERENCE = regex.compile(r"(\d{1,2})|g<([^<>]*)>")

_TOO_LONG_TAKEN = (
    "Looking for this takes too long, because the pattern fits in too many ways. "
    "Make it simpler: fewer * and + inside one another."
)
_TOO_OFTEN = (
    "This text is too long to go through in the time allowed: "
    "what is looked for stands in more than {:,} places. Look for something longer."
)
_TOO_MUCH = (
    f"Replacing would make a text of more than {MAX_LENGTH:,} characters. "
    "Put something shorter in its place, or look for something longer."
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Search:
    r"""What is looked for, how, and what takes its place; raises :class:`SearchError` if it is no pattern.

    A regular expression is one of the ``regex`` library, with ``^`` and ``$`` at every line; its
    replacement may name groups as ``\1`` or ``\g<name>``, the whole match as ``\0``, and holds
    ``\n`` and ``\t``. All else is literal. An empty pattern finds nothing.
    """

    pattern: str
    is_regex: bool = False
    whole_word: bool = False
    match_case: bool = False
    replacement: str = ""
    _regex: Any = field(init=False, repr=False, compare=False)
    _parts: tuple[str | int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if max(len(self.pattern), len(self.replacement)) > MAX_PATTERN:
            raise SearchError(f"Write at most {MAX_PATTERN:,} characters.")
        compiled = self._compiled()
        object.__setattr__(self, "_regex", compiled)
        parts = _template(self.replacement, compiled) if self.is_regex else (self.replacement,)
        object.__setattr__(self, "_parts", parts)

    def spans(self, text: str) -> list[Span]:
        """Return where in *text* it stands, as places of its first character and behind its last."""
        letters = _letters(text)
        return [letters.span(match.span()) for match in self._matches(letters)]

    def replaced(self, text: str) -> str:
        """Return *text* with the replacement in every such place."""
        return self.counted(text)[0]

    def counted(self, text: str) -> tuple[str, int]:
        """Return *text* with the replacement in every such place, and in how many it was put."""
        letters = _letters(text)
        matches = self._matches(letters)
        if not matches:
            return text, 0
        pieces: list[str] = []
        length = last = 0
        for match in matches:
            start, end = letters.span(match.span())
            for piece in (text[last:start], self._put(text, match, letters)):
                length += len(piece)
                pieces.append(piece)
            if length > MAX_LENGTH:
                raise SearchError(_TOO_MUCH)
            last = end
        if length + len(text) - last > MAX_LENGTH:
            raise SearchError(_TOO_MUCH)
        return "".join((*pieces, text[last:])), len(matches)

    def _compiled(self) -> Any:
        flags = regex.MULTILINE
        if not self.match_case:
            flags |= regex.IGNORECASE | regex.FULLCASE
        source = unicodedata.normalize("NFC", self.pattern)
        if self.is_regex:
            if excess := pattern_bounds.excess(source):
                raise SearchError(excess.value)
            alone = _compile(source, flags)
            # A comment at the end of a pattern in the verbose form would take in what follows it.
            source += "\n" if alone.flags & regex.VERBOSE else ""
        else:
            source = "".join(_literal(char) for char in source) + _NO_MARK
        if self.whole_word:
            source = f"{_BEGINS}(?:{source}){_ENDS}"
        return _compile(source, flags)

    def _matches(self, letters: "_Letters") -> list[Any]:
        """Return every match in order, none of them in another, or empty at the end of one."""
        if not self.pattern:
            return []
        matches: list[Any] = []
        try:
            matches.extend(self._regex.finditer(letters.text, timeout=SECONDS))
        except TimeoutError as error:
            raise SearchError(self._why_so_long(letters.text, matches)) from error
        except (MemoryError, ValueError) as error:
            raise SearchError(f"The pattern cannot be used ({error}).") from error
        if len(matches) < 2:
            return matches
        kept = []
        last = -1
        for match in sorted(matches, key=_span_of):  # “(?r)” looks from the end.
            start, end = letters.span(match.span())
            if start > last or (start == last and end > start):
                kept.append(match)
                last = end
        return kept

    def _why_so_long(self, text: str, matches: list[Any]) -> str:
        """Say why time ran out after *matches*: there are many, or the next alone takes long."""
        if len(matches) < _OFTEN:
            return _TOO_LONG_TAKEN
        start, end = matches[-1].span()
        rest = {"pos": end}
        if start < matches[0].start():  # “(?r)” looks from the end.
            rest = {"endpos": start}
        try:
            self._regex.search(text, timeout=SECONDS / 5, **rest)
        except (TimeoutError, MemoryError):
            return _TOO_LONG_TAKEN
        return _TOO_OFTEN.format(len(matches))

    def _put(self, text: str, match: Any, letters: "_Letters") -> str:
        """Return what takes the place of *match* in *text*."""
        if not self.is_regex:
            found = text[slice(*letters.span(match.span()))]
            return _with_spaces_of(found, self.pattern, self.replacement)
        return "".join(
            part if isinstance(part, str) else text[slice(*letters.span(match.span(part)))]
            for part in self._parts
        )


def _span_of(match: Any) -> Span:
    start, end = match.span()
    return int(start), int(end)


class _Letters:
    """A text that is composed as it stands."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, span: Span) -> Span:
        """Return which characters of the text as it stands make up *span* of the composed one.

        That of a group which took no part, ``(-1, -1)``, stays as it is: no characters.
        """
        return span


class _ComposedLetters(_Letters):
    """A text with its letters composed, and the way back to the places of the text as it stands."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        pieces = []
        for letter in regex.finditer(r"\X", text):
            at = letter.start()
            for length, composed in _smallest(letter[0]):
                pieces.append(composed)
                self._starts.extend([at] * len(composed))
                at += length
                self._ends.extend([at] * len(composed))
        self._starts.append(len(text))
        super().__init__("".join(pieces))

    def span(self, span: Span) -> Span:
        """Return which characters of the text as it stands make up *span* of the composed one."""
        start, end = span
        first = self._starts[start] if start >= 0 else start
        return first, (self._ends[end - 1] if end > start else first)


def _smallest(letter: str) -> Iterator[tuple[int, str]]:
    """Yield the smallest runs of *letter* that compose each by itself: their lengths, and composed."""
    rest = letter
    while rest:
        whole = unicodedata.normalize("NFC", rest)
        ends = range(1, len(rest) if len(rest) <= _LONGEST_LETTER else 1)
        heads = ((end, unicodedata.normalize("NFC", rest[:end])) for end in ends)
        fits = (
            (end, head)
            for end, head in heads
            if head + unicodedata.normalize("NFC", rest[end:]) == whole
        )
        end, composed = next(fits, (len(rest), whole))
        yield end, composed
        rest = rest[end:]


def _letters(text: str) -> _Letters:
    if text.isascii() or (len(text) > _UNCHECKED and _PILE.search(text)):
        return _Letters(text)
    is_composed = unicodedata.is_normalized("NFC", text)
    return _Letters(text) if is_composed else _ComposedLetters(text)


def _literal(char: str) -> str:
    return f"[{_SPACES}]" if char == " " else str(regex.escape(char, special_only=True))


def _with_spaces_of(found: str, pattern: str, replacement: str) -> str:
    """Return *replacement* with the kinds of spaces that *found* has where *pattern* has plain ones.

    Only where both have as many: ``10 km`` made ``10 kilometres`` keeps the number and its unit on
    one line if they were.
    """
    plain = pattern.count(" ")
    if not plain or found == pattern:
        return replacement
    spaces = [char for char in found if char in _SPACES]
    if plain != replacement.count(" ") or plain != len(spaces) or set(spaces) <= {" "}:
        return replacement
    kept: Iterator[str] = iter(spaces)
    return "".join(next(kept) if char == " " else char for char in replacement)


def _compile(source: str, flags: int) -> Any:
    try:
        return regex.compile(source, flags, cache_pattern=False)
    except regex.error as error:
        reason = str(error.msg)
        raise SearchError(
            f"This is no regular expression: {reason} {_place(error.pos, len(source))}. "
            "Mend it, or untick “Regular expression” to find these characters as they are."
        ) from error
    except (RecursionError, OverflowError, ValueError, KeyError, MemoryError) as error:
        raise SearchError("The pattern is too deep or too large. Make it simpler.") from error


def _place(at: int | None, length: int) -> str:
    return "at its end" if at is None or at >= length else f"at character {at + 1}"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of regular expressions that finds any of *words*, the longest that fits."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(str(regex.escape(word, special_only=True)) for word in longest_first)


def _template(replacement: str, compiled: Any) -> tuple[str | int, ...]:
    """Return *replacement* as literal texts and numbers of groups of the *compiled* pattern."""
    parts: list[str | int] = []
    at = 0
    while (slash := replacement.find("\\", at)) >= 0:
        parts.append(replacement[at:slash])
        reference = _REFERENCE.match(replacement, slash + 1)
        following = replacement[slash + 1 : slash + 2]
        if reference:
            parts.append(_group(reference[1] or reference[2], compiled, slash))
            at = reference.end()
        elif following in _ESCAPES or (following and not following.isalnum()):
            parts.append(_ESCAPES.get(following, following))
            at = slash + 2
        else:
            raise SearchError(
                f"The replacement means nothing at character {slash + 1}: “\\{following}”. "
                "Write \\\\ for a backslash, \\1 or \\g<name> for what a group found."
            )
    return (*parts, replacement[at:])


def _group(name: str, compiled: Any, at: int) -> int:
    number = int(name) if name.isdecimal() else compiled.groupindex.get(name)
    if number is None or number > compiled.groups:
        raise SearchError(
            f"The replacement names a group that the pattern does not have, "
            f"at character {at + 1}: “{name[:40]}”. Groups stand in ( ) in the pattern."
        )
    return int(number)
