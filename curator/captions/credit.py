"""Reading credit lines, ``Name via Agency/Agency``, and cleaning them; whether a credit will do is left to the check.

The forms are those in use on picture desks: ``Mina Oh/Reuters``, ``Mina Oh via Reuters/Pool``,
``REUTERS/Mina Oh``, ``AP Photo/Mina Oh``, ``© 2019 Mina Oh``, ``(Photograph: Mina Oh for Magnum)``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curator.captions.filler import is_filler_credit
from curator.captions.text import clean_line, is_blank


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line taken apart: who took the picture (``""`` if it does not say) and who is credited.

    ``credit`` is the agency where one is named, else the line itself; it is empty only where the
    line was.
    """

    photographer: str = ""
    credit: str = ""


# What stands before a name and is not part of it. A word must be followed by a sign or by "by",
# so that "Photo Agency Seoul" and "Image Bank" keep their names.
_BY = re.compile(
    r"""
    (?: (?: (?: file | staff | handout | pool | contributed | courtesy | still ) \s+ )?
        (?: photo(?:graph)?(?:s|y)? | picture | pic | image | images? | pictures )
        (?: \s+ (?: credit | taken | copyright ) )?
        (?: \s* : | \s+ by \b \s* :? )
    | (?: photo \s+ )? credit (?: \s+ line )? (?: s | ed )? \s* (?: : | \b to \b \s* :? | \b by \b \s* :? )
    | photographer s? \s* : | photographed \s+ by \b \s* :?
    | (?: foto | fotos | bild | bilder ) \s* (?: : | von \b )
    | by \s+ (?=[^\W\d_]) | by \s* : | \( \s* by \s+
    ) \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)

_COPYRIGHT = re.compile(
    r"""
    (?: copyright \b | © | \(c\) | ℗ | \(?copr\.\)? ) [\s:,]*
    (?: (?: by \b | of \b ) \s* )?
    (?: \d{4} (?: \s* [-–] \s* \d{2,4} )? [\s,.:]* (?: by \b \s* )? )?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_RIGHTS = re.compile(r"[\s.,;–-]*\ball rights reserved\b\.?", re.IGNORECASE)
_FILED = re.compile(r"\s*[,;]\s*files?$", re.IGNORECASE)  # out of the archive, says AP
_TRAILING_YEAR = re.compile(r"[\s,]*(?:©|\(c\))\s*\d{4}$", re.IGNORECASE)

_VIA = re.compile(r"\s*(?:,\s*)?\b(?:via|through|by arrangement with)\s+", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+(?=(?:the\s+)?[A-Z])")
_SLASH = re.compile(r"\s*(?:/|\||／|⁄)\s*")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+")
_COURTESY = re.compile(r"(?:image\s+|photo\s+)?courtesy\s*(?:of\b)?\s*:?\s*", re.IGNORECASE)

# Agencies that stand before the name in their own house style, and never are a photographer.
_AGENCIES = re.compile(
    r"""
    (?: a\.?p\.? | associated \s press | the \s associated \s press | reuters | a\.?f\.?p\.?
      | agence \s france[- ]presse | getty (?: \s images )? | epa (?: -efe | efe )? | efe | dpa
      | ansa | anp | apa | ap \s images | kcna | xinhua | kyodo (?: \s news )? | yonhap | newsis | tass
      | ria \s novosti | sputnik | press \s association | pa (?: \s (?: wire | images | media ) )?
      | upi | afp-jiji | jiji (?: \s press )? | zuma (?: \s (?: press | wire ) )? | sipa (?: \s usa )?
      | abaca | alamy (?: \s (?: live \s news | stock \s photo ) )? | shutterstock | rex (?: \s features )?
      | corbis | bloomberg | magnum (?: \s photos )? | vii | panos (?: \s pictures )? | noor | redux
      | polaris | nurphoto | anadolu (?: \s (?: agency | images ) )? | imago | picture \s alliance
      | cp | the \s canadian \s press | aap | tt | ntb | scanpix | ritzau | lehtikuva | keystone
      | gamma-rapho | contrasto | laif | eyevine | wenn | splash | backgrid | barcroft
    )
    (?: \s+ (?: photos? | pictures? | images ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:agence|agencia|agency|archives?|army|department|embassy|foundation|images|institute"
    r"|library|ministry|museum|navy|news|office|photos|pictures|police|press|service|university)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]{3,6}")
_HOUSE_WORD = re.compile(r"\s+(?:photos?|pictures?)$", re.IGNORECASE)

_MAX_ROUNDS = 8
_MAX_LENGTH = 500


# Where a credit stands at the end of a caption: in brackets, or after a sentence, a dash or a line end.
_BRACKETED = re.compile(r"\s*(?:\(([^()]{3,150})\)|\[([^\[\]]{3,150})\])\s*\.?\s*$")
_AFTER_SENTENCE = re.compile(
    r"""(?: (?<=[.!?…]) | (?<=[.!?…]["”’'»)\]]) ) \s+ | \s* \n \s* | \s+ [–—|-]{1,2} \s+""",
    re.VERBOSE,
)
_HOUSE_STYLE = re.compile(
    r"(?<!\S)(?:REUTERS|AP Photo|AFP PHOTO|AFP|EPA(?:-EFE)?|EFE|ANSA|Xinhua)\s?/\s?[^\W\d_][^.!?\n]*\.?\s*$"
)
_SMALL_WORDS = frozenset((
    "a", "af", "al", "and", "av", "bin", "by", "courtesy", "da", "das", "de", "del", "della", "den",
    "der", "di", "do", "dos", "du", "e", "el", "for", "handout", "in", "la", "le", "of", "pool",
    "stringer", "ten", "ter", "the", "through", "und", "van", "via", "von", "y", "zu",
))  # fmt: skip
_MAX_WORDS = 12


def credit_in_caption(text: str) -> tuple[str, Credit] | None:
    """Return *text* without the credit at its end, and that credit; ``None`` if no credit stands there.

    Says no when in doubt: what it takes for a credit leaves the caption.
    """
    for start, line in _tails(text[-_MAX_LENGTH:]):
        caption = text[: max(0, len(text) - _MAX_LENGTH) + start].rstrip(" \t\n–—|-")
        credit = _certain_credit(line.strip().removesuffix("."))
        if credit and not is_blank(caption):
            return caption, credit
    return None


def _tails(text: str) -> Iterator[tuple[int, str]]:
    """Yield what may be a credit at the end of *text*, with its start, the longest first."""
    if bracketed := _BRACKETED.search(text):
        yield bracketed.start(), bracketed[1] or bracketed[2]
        return
    for found in _AFTER_SENTENCE.finditer(text):
        yield found.start(), text[found.end() :]
    if house := _HOUSE_STYLE.search(text):
        yield house.start(), house[0]


def _certain_credit(line: str) -> Credit | None:
    """Return the credit that *line* is, ``None`` if it may be something else."""
    said = _BY.match(line) or _COPYRIGHT.match(line)
    rest = line[said.end() :] if said else line
    words = re.findall(r"[^\s/|&,]+", rest)
    if not 1 <= len(words) <= _MAX_WORDS or not all(map(_is_name_like, words)):
        return None
    credit = read_credit(line)
    if said or (_AGENCIES.fullmatch(line) and _HOUSE_WORD.search(line)):
        return credit
    has_agency = any(_AGENCIES.fullmatch(part) for part in credit.credit.split("/"))
    is_nobody = bool(_VIA.search(line)) and not credit.photographer
    return credit if has_agency and (" " in credit.photographer or is_nobody) else None


def _is_name_like(word: str) -> bool:
    letters = word.strip("().,:;'’\"“”-–—")
    is_small = letters.lower() in _SMALL_WORDS or letters.isdigit() or not letters
    is_agency = bool(_AGENCIES.fullmatch(letters))
    return is_small or is_agency or (letters[0].isalpha() and not letters[0].islower())


def strip_credit(text: str) -> str:
    """Return *text* without what belongs to the page and not to the name: ©, ``Photo by``, brackets.

    Never empty where *text* is not: where nothing would remain, it comes back as it is.
    """
    line = " ".join(clean_line(text).split())
    if len(line) > _MAX_LENGTH:
        return line
    kept, _ = _stripped(line)
    return kept


def _stripped(line: str) -> tuple[str, bool]:
    """Return *line* stripped, and whether it said "by": that what follows is a person's name."""
    is_by = False
    for _ in range(_MAX_ROUNDS):
        before = line
        line = _unbracketed(line)
        by = _BY.match(line)
        if by and line[by.end() :].strip(" .:"):
            line, is_by = line[by.end() :], is_by or "credit" not in by[0].lower()
        for pattern in (_COPYRIGHT, _RIGHTS, _FILED, _TRAILING_YEAR):
            line = _without(pattern, line)
        line = line.strip(" ,;:") or before
        if line == before:
            break
    return line, is_by


def _without(pattern: re.Pattern[str], line: str) -> str:
    """Return *line* without what *pattern* finds at its start, or anywhere if it ends the line."""
    found = pattern.match(line) if pattern is _COPYRIGHT else pattern.search(line)
    if not found:
        return line
    kept = line[: found.start()] + line[found.end() :]
    return kept if any(char.isalnum() for char in kept) else line


def _unbracketed(line: str) -> str:
    """Return *line* without brackets that hold all of it."""
    for opening, closing in ("()", "[]", "{}"):
        if line.startswith(opening) and line.endswith(closing) and line.count(opening) == 1:
            return line[1:-1].strip() or line
    return line


def read_credit(text: str) -> Credit:
    """Take the credit line *text* apart.

    A bare name is taken for a photographer only where the line says so (``Photo by``): an agency
    may be called anything. Names that name nobody (``Handout via Reuters``) are nobody's.
    """
    line = " ".join(clean_line(text).split())
    if len(line) > _MAX_LENGTH:
        return Credit(credit=line)
    line, is_by = _stripped(line)
    if courtesy := _COURTESY.match(line):
        return Credit(credit=line[courtesy.end() :] or line)
    name, agency = _split(line)
    if not agency:
        is_name = is_by and not _AGENCIES.fullmatch(line) and not is_filler_credit(line)
        return Credit(line if is_name else "", line)
    return Credit("" if is_filler_credit(name) else name, agency)


def _split(line: str) -> tuple[str, str]:
    """Return name and agency of *line*, both empty if it is not made of two."""
    for pattern in (_VIA, _FOR):
        name, agency = _halves(pattern, line)
        if name and agency:
            return _split_before_via(name, _slashed(agency), line)
    for pattern in (_SLASH, _DASH):
        if pattern.search(line):
            return _split_slash(pattern.sub("/", line))
    return "", ""


def _split_before_via(name: str, agency: str, line: str) -> tuple[str, str]:
    """Return name and agency where *name* may hold a first agency, or be nothing but one."""
    if _is_agency(name):
        return "", line
    first, rest = _split_slash(name)
    return (first, f"{rest}/{agency}") if rest else (name, agency)


def _halves(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    found = pattern.search(line)
    if not found:
        return line, ""
    return line[: found.start()].strip(" ,"), line[found.end() :].strip(" ,")


def _slashed(agencies: str) -> str:
    """Return *agencies* with slashes without spaces, as wires write them."""
    return _SLASH.sub("/", agencies)


def _split_slash(line: str) -> tuple[str, str]:
    """Return name and agencies of a line such as ``Mina Oh/AFP/Getty Images`` or ``REUTERS/Mina Oh``."""
    parts = [part.strip() for part in _SLASH.split(line) if part.strip()]
    if len(parts) < 2:
        return "", ""
    is_agency_first = _is_agency(parts[0]) or (
        _INITIALS.fullmatch(parts[0]) and " " in parts[-1] and not _is_agency(parts[-1])
    )
    if not is_agency_first:
        return parts[0], "/".join(parts[1:])
    first, *others = parts
    people = [part for part in others if not _is_agency(part)]
    agencies = [first, *(part for part in others if _is_agency(part))]
    agencies = [_HOUSE_WORD.sub("", part) for part in agencies]
    return (people[0] if people else ""), "/".join(agencies + people[1:])


def _is_agency(text: str) -> bool:
    return bool(_AGENCIES.fullmatch(text) or _ORGANISATION.search(text))
