"""What rules about a whole story need to know of each photo, worked out once while its words stand."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from curator.captions.credit import credit_in_caption
from curator.captions.names import Name, names, names_in_credit
from curator.captions.text import word_count
from curator.check.dates import Told, dates_in
from curator.check.speech import Speech
from curator.story.values import Photo


class Spelled(NamedTuple):
    """A name as it is spelled somewhere: in which field, and where it begins there (-1 if it is a value)."""

    name: str
    field: str
    start: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one photo's words.

    ``folded`` is the caption without case, spaces and punctuation, ``spaced`` with single spaces in
    place of them; ``ends`` says whether a sentence ends with it. ``marks`` are a few numbers that
    captions of nearly the same words share, ``sides`` the first side that stands between commas and
    the first in brackets, each with the character where it begins.
    """

    photo: Photo
    folded: str
    spaced: str
    words: int
    ends: bool
    sides: tuple[tuple[str, int] | None, tuple[str, int] | None]
    marks: tuple[int, ...]
    names: tuple[Spelled, ...]
    agencies: tuple[str, ...]
    dates: tuple[Told, ...]


_MARKS = 4
_SHINGLE = 3
# Words in a row that are looked at together, and how many such runs stand for a caption: those of
# two captions that share nine words of ten have one of four in common in 99 cases of 100.


def facts_of(photo: Photo, speech: Speech) -> Facts:
    """Return what is known of the words of *photo*, in a story that speaks as *speech*."""
    caption = photo.caption
    return Facts(
        photo,
        folded(caption),
        spaced(caption),
        word_count(caption),
        _ends(caption),
        _sides(caption, speech),
        _marks(caption),
        tuple(_names(photo, speech)),
        tuple(names_in_credit(photo.credit)) if photo.credit else (),
        dates_in(caption, speech),
    )


def folded(text: str) -> str:
    """Return *text* without case, spaces and punctuation, for telling equal texts."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def spaced(text: str) -> str:
    """Return *text* in small letters with single spaces for all that is no letter or digit, and around it."""
    return f" {' '.join(_NO_WORD.sub(' ', text.casefold()).split())} "


_NO_WORD = re.compile(r"[\W_]+")
_ENDS = (".", "!", "?", "…", ".”", ".’", '."', ".)", "!”", "?”", ".»", ".“", "。")


def _ends(caption: str) -> bool:
    """Say whether *caption* ends with a sentence, whatever credit stands behind that."""
    if caption.rstrip().endswith(_ENDS):
        return True
    found = credit_in_caption(caption)
    return found is not None and found[0].rstrip().endswith(_ENDS)


def _sides(caption: str, speech: Speech) -> tuple[tuple[str, int] | None, tuple[str, int] | None]:
    side = speech.side.pattern
    if side == "(?!)" or ("," not in caption and "(" not in caption):
        return None, None
    commas = re.search(rf",\s*({side})(?=[,.;])", caption, re.IGNORECASE)
    brackets = re.search(rf"\(({side})\)", caption, re.IGNORECASE)
    return _place(commas), _place(brackets)


def _place(found: re.Match[str] | None) -> tuple[str, int] | None:
    return (found[1], found.start(1)) if found else None


def _marks(text: str) -> tuple[int, ...]:
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHINGLE + 2:
        return ()
    # Not hash(), which is another in every run of the program.
    runs = {
        zlib.crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "replace"))
        for at in range(len(words) - _SHINGLE + 1)
    }
    return tuple(sorted(runs)[:_MARKS])


def _forms(name: Name, text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield *name*, and what is left of it without a first word that may be of no name.

    At the beginning of a sentence any word has a capital, as every noun has in German: of ``Writer José
    Muñoz`` and ``Bürgermeisterin Anna Schröder`` the last two words are the name.
    """
    yield name.text, name.start
    first, _, rest = name.text.partition(" ")
    opens = not text[: name.start].strip() or text[: name.start].rstrip()[-1] in ".!?…:\n"
    if " " in rest and (opens or language == "de"):
        yield rest, name.start + len(first) + 1


def _names(photo: Photo, speech: Speech) -> list[Spelled]:
    found = [
        Spelled(told, field, start)
        for field in ("caption", "headline", "alt")
        if (text := getattr(photo, field))
        for name in names(text, speech.code)
        for told, start in _forms(name, text, speech.code)
    ]
    found += [Spelled(person, "persons", -1) for person in photo.persons]
    for field in ("credit", "photographer"):
        text = getattr(photo, field)
        found += [
            Spelled(name, field, text.find(name))
            for name in (names_in_credit(text) if text else ())
        ]
    if photo.photographer:
        found.append(Spelled(photo.photographer, "photographer", 0))
    return found
