"""Rules about how a text says it: placeholders, pointers, relative dates, tense, and words a desk avoids.

Sources: the caption entries of AP and Reuters, NPR's guidelines for captions, World Press Photo's for
entries. Each needs words of the language, and is silent where there are none.
"""

import re
from collections.abc import Iterator

from curator.captions.filler import is_camera_filler
from curator.captions.text import word_count
from curator.check.problem import Finding, Level
from curator.check.rule import EVERY, Kind, TextRule
from curator.check.speech import Speech
from curator.check.style import Style

_CAPTION = frozenset({Kind.CAPTION})
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’»)]*\s+(?=[\"“„«(]?[^\W\d_])")
_MARKED = re.compile(
    r"\?{3,}|_{3,}|\[(?:[^\]\[]{0,40}\b(?:name|names|tk|date|place|city|town|country|caption|credit|photographer|ort|stadt|datum|nom|lieu|ville)\b[^\]\[]{0,40}|\s*|\.{2,}|\?+)\]|<[^<>\w]*(?:name|caption|credit|date|place)[^<>]{0,30}>",
    re.IGNORECASE,
)
_QUOTED = re.compile('“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|(?<!\\w)‘[^’]*’(?!\\w)')


def _unquoted(text: str) -> str:
    """Return *text* with what others said blanked out, every letter else in its place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def _placeholder(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for pattern in (speech.placeholder, _MARKED):
        found = pattern.search(text)
        if found:
            message = f"“{found[0][:40]}” holds the place of words that are still to come"
            yield Finding(message, found[0], found.start())
            return


def _pointer(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    found = speech.pointer.search(text)
    if found:
        message = (
            f"“{found[0].strip(' ,')}” points at a place on a page, which is another on a phone"
        )
        yield Finding(message, found[0], found.start())


def _relative_date(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for found in speech.relative_date.finditer(_unquoted(text)):
        message = f"“{found[0]}” is true for a day: give the date"
        yield Finding(message, found[0], found.start())


def _self_reference(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    found = speech.self_reference.search(text)
    if found:
        message = f"“{found[0]}” tells of the picture: say what happens in it"
        yield Finding(message, found[0], found.start())


def _feeling(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    found = speech.feeling.search(_unquoted(text))
    if found:
        message = f"“{found[0]}”: a picture shows no thoughts; say what is seen, or who said so"
        yield Finding(message, found[0], found.start())


def _unsourced(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    found = speech.toll.search(text)
    if found and not speech.sourced.search(text):
        yield Finding(f"“{found[0]}” without who says so", found[0], found.start())


def _pronoun(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    found = speech.pronoun.match(text)
    if found:
        message = f"It begins with “{found[1]}”: readers of one photo do not know who that is"
        yield Finding(message, found[1], found.start(1))


def _past(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    first = _unquoted(_SENTENCE.split(text, maxsplit=1)[0])
    found = speech.past.search(first)
    if found is None or found.start() == 0 or speech.past_granted.search(first):
        return
    if speech.present.search(first[: found.start()]) or speech.sourced.search(first):
        return  # What somebody said of it was before.
    message = f"“{found[0]}”: captions tell what is seen in the present tense"
    yield Finding(message, found[0], found.start())


def _thin(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    lengths = style.lengths
    line = text.strip()
    if is_camera_filler(line):
        return  # Another rule says worse of it.
    has_words = any(character.isspace() for character in line) or line.isascii()
    if not has_words:
        return  # Scripts without spaces between words say much in few characters.
    if (
        word_count(line) < lengths.caption_least_words
        or len(line) < lengths.caption_least_characters
    ):
        yield Finding("The caption is thin: say who, what, where and when", line)


def _long(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    count = word_count(text)
    if count > style.lengths.caption_most_words:
        message = (
            f"{count} words: readers leave a caption after some {style.lengths.caption_most_words}"
        )
        yield Finding(message)


def _avoided(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    lowered = text.casefold()
    for word in style.avoid:
        for found in _whole(word, text) if word.casefold() in lowered else ():
            yield Finding(f"The house avoids “{found[0]}”", found[0], found.start())
    for word, better in style.prefer.items():
        for found in _whole(word, text) if word.casefold() in lowered else ():
            if text.startswith(better, found.start()):
                continue
            message = f"The house writes “{better}” for “{found[0]}”"
            yield Finding(message, found[0], found.start(), better)


def _whole(word: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)


_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)\d[\d ()/-]{7,16}\d(?!\w)")
_COORDINATES = re.compile(
    r"\b\d{1,2}[.,]\d{3,}\s?°?\s?[NS]?\s?[,;/]\s?-?\d{1,3}[.,]\d{3,}|\b\d{1,3}°\s?\d{1,2}[′'’]"
)
_PATH = re.compile(r"(?<![\w/.:])/(?:home|Users|mnt|media|Volumes)/\S+|\b[A-Za-z]:\\\S+")


def _private(text: str, kind: Kind, speech: Speech, style: Style) -> Iterator[Finding]:
    for pattern, what in (
        (_MAIL, "A mail address"),
        (_PHONE, "A telephone number"),
        (_COORDINATES, "Coordinates"),
        (_PATH, "A path of somebody's computer"),
    ):
        found = pattern.search(text)
        if found:
            yield Finding(f"{what} would be published", found[0], found.start())


RULES = (
    TextRule(
        "placeholder", Level.ERROR, "words that hold the place of others", "all desks", EVERY,
        _placeholder,
    ),
    TextRule(
        "pointer-word", Level.WARNING, "“above”, “next picture”, “photo 12”", "NPR", _CAPTION,
        _pointer,
    ),
    TextRule(
        "relative-date", Level.WARNING, "“yesterday”, “last week”", "AP", _CAPTION, _relative_date
    ),
    TextRule(
        "self-reference", Level.WARNING, "“is seen”, “poses for a photo”", "AP", _CAPTION,
        _self_reference,
    ),
    TextRule(
        "feeling-asserted", Level.HINT, "thoughts and feelings told as facts", "AP", _CAPTION,
        _feeling,
    ),
    TextRule(
        "toll-unsourced", Level.WARNING, "deaths, injuries and arrests without a source", "Reuters",
        _CAPTION, _unsourced,
    ),
    TextRule(
        "pronoun-first", Level.WARNING, "captions that begin with a pronoun", "Poynter", _CAPTION,
        _pronoun,
    ),
    TextRule(
        "past-tense", Level.WARNING, "a first sentence in the past without a time", "AP", _CAPTION,
        _past,
    ),
    TextRule("caption-thin", Level.WARNING, "captions of a few words", "Guardian", _CAPTION, _thin),
    TextRule("caption-long", Level.HINT, "captions of very many words", "AP", _CAPTION, _long),
    TextRule(
        "house-word", Level.WARNING, "words that the house avoids or writes otherwise", "the house",
        EVERY, _avoided,
    ),
    TextRule(
        "private-data", Level.WARNING, "addresses, telephone numbers, coordinates and paths",
        "data protection", frozenset({Kind.CAPTION, Kind.ALT, Kind.CREDIT}), _private,
    ),
)  # fmt: skip
