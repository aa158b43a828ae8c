"""Finding the words of a caption that have a spelling; whether it is right is left to ``spelling``.

What has none is passed over: numbers and words with digits, addresses, handles, tags, names of files,
code replacements (``=dd13#2=``), variables (``{city}``), single letters and abbreviations.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex  # type: ignore[import-untyped, unused-ignore]

_LETTERS = r"\p{L}[\p{L}\p{M}\u00ad\u200c\u200d]*+"
_JOINTS = "'’ʼ‘´`‐‑·-"
_SUFFIXES = (
    "jpe?g|png|tiff?|gif|webp|hei[cf]|avif|psd|dng|nef|cr[23w]|arw|raf|orf|rw2|raw|xmp|json|csv|txt|pdf"
    "|docx?|xlsx?|html?|zip|mp[34]|mov"
)
_DOMAINS = "com|org|net|edu|gov|int|info|news|io|tv|uk|de|fr|es|eu|ch|nl|kr|kp|jp|cn|au|ca"

_TOKEN = regex.compile(
    rf"""
    (?P<other>
        =[^\s=][^=\n]{{0,60}}=                               # a code replacement
      | \{{[^{{}}\n]{{1,80}}\}}                              # a variable
      | </?[A-Za-z][^<>\n]{{0,200}}>                         # a tag of HTML
      | (?:https?|ftps?|mailto|file):[^\s<>"”)\]]++
      | www\.[^\s<>"”)\]]++
      | [\w.+-]{{1,64}}+@[\w-]++(?:\.[\w-]++)*+              # mail
      | (?<![\w\p{{M}}])[@\#][\w\p{{M}}][\w\p{{M}}-]*+       # a handle, a tag
      | (?<!\S)[~.]{{0,2}}/[^\s/][^\s]*/[^\s]*+ | \b[A-Za-z]:\\[^\s]++
      | (?:[\w\p{{M}}-]+\.)+(?:{_SUFFIXES}|{_SUFFIXES.upper()}|(?:{_DOMAINS})\b/?)(?![\w\p{{M}}])
      | [\p{{L}}\p{{M}}]*+\d[\w\p{{M}}]*+                    # digits among letters
      | [\p{{L}}\p{{M}}]++_[\p{{L}}\d][\w\p{{M}}]*+
    )
    | (?P<word> {_LETTERS}(?:[{_JOINTS}]{_LETTERS})*+ )
    """,
    regex.VERBOSE,
)

_OPENING = regex.compile(
    r"""[.!?…:][\p{Pe}\p{Pf}"']*\s | \n | [\p{Ps}\p{Pi}"„•*|] | (?<!\S)[–—-]\s""", regex.X
)

_SHORT = (
    "adm al approx apr assn assoc aug av ave bros bzw ca capt cf cie cmdr co col corp cpl dec dept dir "
    "dña dr dra ed esp est etc ev evtl excl exp feb ff fig fr gen ggf gov hon hr hrsg inc incl ing insp "
    "jan jr jul jun km lt ltd maj mar max messrs min mlle mm mme mr mrs ms mt mtro nos nov nr oct okt pag "
    "pfc pres prof prov pvt rep rev sec sen sep sept sgt sog sr sra srta st ste str supt tel usw vgl vol "
    "vs zzt "
)
ABBREVIATIONS = frozenset(_SHORT.split())
"""Words that are followed by a full stop within a sentence, of all languages, in small letters."""

_PLAIN = str.maketrans(
    dict.fromkeys("’ʼ‘´`", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys("\u00ad\u200c\u200d", "")
)


class Word(NamedTuple):
    """A word that has a spelling: where it begins, as written, and whether it opens a sentence.

    A capital letter says nothing of a word that opens.
    """

    start: int
    text: str
    opens: bool

    @property
    def end(self) -> int:
        """Before which character the word is over."""
        return self.start + len(self.text)


def plain(word: str) -> str:
    """Return *word* as dictionaries have it: composed, simple apostrophes and hyphens, nothing invisible."""
    if word.isascii() and "`" not in word:
        return word
    return unicodedata.normalize("NFC", word.translate(_PLAIN))


def words(text: str) -> Iterator[Word]:
    """Yield the words of *text* that have a spelling, compounds with hyphens whole."""
    end, opens_at, before = 0, True, ""
    for found in _TOKEN.finditer(text):
        start = found.start()
        gap = text[end:start]
        opens = opens_at or (gap != " " and _opens(before, gap))
        end, opens_at = found.end(), False
        before = found[0]
        if found.lastgroup == "word" and _has_spelling(before, text[end : end + 1]):
            yield Word(start, before, opens)


def _opens(before: str, gap: str) -> bool:
    """Say whether what follows *gap* opens a sentence, or something in quotes, after *before*."""
    if not _OPENING.search(gap):
        return False
    return not (gap in (". ", ".\u00a0") and _is_abbreviation(before))


def _is_abbreviation(word: str) -> bool:
    return len(word) == 1 or word.lower() in ABBREVIATIONS


def _has_spelling(word: str, following: str) -> bool:
    if len(word) == 1 or word.isupper():
        return False
    return not (following == "." and word.lower() in ABBREVIATIONS)


def parts(word: Word) -> list[Word]:
    """Return the parts of a compound with hyphens; *word* itself if it is none."""
    found = []
    start = 0
    for joint in regex.finditer("[‐‑-]|$", word.text):
        text = word.text[start : joint.start()]
        found.append(Word(word.start + start, text, word.opens and not start))
        start = joint.end()
    return found
