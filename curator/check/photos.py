"""Rules about one photo's fields: what is missing, what is filler, what contradicts what.

Sources: the caption rules of AP and Reuters (every picture says who, what, where and when, and
carries a credit), WCAG 2.2 success criterion 1.1.1 (text alternatives), IPTC Photo Metadata 2025.1
(alt text of at most 250 characters).
"""

import os
import re
from collections.abc import Iterator
from functools import cache

from curator.captions.credit import credit_in_caption, read_credit, strip_credit
from curator.captions.dates import is_iso
from curator.captions.filler import is_camera_filler, is_filler_credit
from curator.captions.text import is_blank
from curator.check.addresses import is_web_address
from curator.check.problem import Finding, Level
from curator.check.rule import PhotoRule, Subject
from curator.story import edits, inherit

_VARIABLE = re.compile(r"\{(\w+)(:[^{}]*)?\}")
_COPYRIGHT_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ELSEWHERE = re.compile(
    r"\(?(?:credit )?too long|see caption|see below|siehe bildtext", re.IGNORECASE
)

Found = Iterator[tuple[str, Finding]]


def _caption_missing(subject: Subject) -> Found:
    if is_blank(subject.photo.caption) and not subject.has_group_caption:
        yield "caption", Finding("No caption yet")


def _caption_filler(subject: Subject) -> Found:
    for field in ("caption", "alt", "headline"):
        text = getattr(subject.photo, field).strip()
        stem = os.path.splitext(subject.photo.file_name)[0]
        if text and (is_camera_filler(text) or text in (subject.photo.file_name, stem)):
            name = {"caption": "caption", "alt": "alt text"}.get(field, field)
            yield field, Finding(f"The {name} is what a camera wrote, not a person", text)


def _credit_missing(subject: Subject) -> Found:
    if is_blank(inherit.credit_line(subject.photo, subject.defaults)):
        yield "credit", Finding("No credit: nobody is named")


def _credit_filler(subject: Subject) -> Found:
    credit = subject.photo.credit
    if not is_blank(credit) and is_filler_credit(credit):
        message = "The credit names nobody: say who took the picture, or whom it came from"
        yield "credit", Finding(message, credit)


def _credit_elsewhere(subject: Subject) -> Found:
    for field in ("credit", "photographer"):
        text = getattr(subject.photo, field)
        if found := _ELSEWHERE.search(text):
            yield field, Finding("The credit sends the reader elsewhere", found[0], found.start())


def _credit_in_caption(subject: Subject) -> Found:
    found = credit_in_caption(subject.photo.caption)
    if found is None:
        return
    caption = found[0]
    tail = subject.photo.caption[len(caption) :]
    start = len(caption) + len(tail) - len(tail.lstrip())
    message = "The caption ends with a credit, which the page would print twice"
    yield "caption", Finding(message, tail.strip(), start, whole=caption)


def _credit_contradicts(subject: Subject) -> Found:
    found = credit_in_caption(subject.photo.caption)
    line = inherit.credit_line(subject.photo, subject.defaults)
    if found is None or is_blank(line):
        return
    told, known = found[1], read_credit(line)
    is_other_agency = told.credit and known.credit and not _share_a_name(told.credit, line)
    is_other_person = (
        told.photographer
        and known.photographer
        and not _share_a_name(told.photographer, known.photographer)
    )
    if is_other_agency or is_other_person:
        said = "/".join(filter(None, (told.photographer, told.credit)))
        message = f"The caption credits {said[:60]}, the credit says {line[:60]}"
        yield "credit", Finding(message, line)


def _share_a_name(one: str, other: str) -> bool:
    words = set(re.findall(r"\w{2,}", one.casefold()))
    return bool(words & set(re.findall(r"\w{2,}", other.casefold())))


def _credit_dressed(subject: Subject) -> Found:
    for field in ("credit", "photographer"):
        text = getattr(subject.photo, field).strip()
        bare = strip_credit(text) if text else ""
        if bare and bare != " ".join(text.split()) and not is_filler_credit(text):
            message = f"“{text[:60]}” says more than a name: the page puts the words itself"
            yield field, Finding(message, text, -1, bare)


def _photographer_unnamed(subject: Subject) -> Found:
    """Find a photographer whom the story's credit leaves out: readers would not learn who took it."""
    photo = subject.photo
    line = inherit.credit_line(photo, subject.defaults)
    is_left_out = is_blank(photo.credit) and photo.photographer.casefold() not in line.casefold()
    if not is_blank(photo.photographer) and is_left_out:
        message = (
            f"The credit “{line[:60]}” does not name the photographer, {photo.photographer[:60]}"
        )
        yield "credit", Finding(message, line, -1, f"{photo.photographer}/{line}")


def _copyright_year(subject: Subject) -> Found:
    taken = subject.photo.taken[:4]
    notice = inherit.copyright_notice(subject.photo, subject.defaults)
    years = [int(year) for year in _COPYRIGHT_YEAR.findall(notice)]
    if not (taken.isdigit() and years):
        return
    if max(years) < int(taken) or min(years) > int(taken) + 1:
        message = f"The copyright is of {years[0]}, the picture of {taken}"
        yield "copyright", Finding(message, str(years[0]))


def _alt_missing(subject: Subject) -> Found:
    if is_blank(subject.photo.alt):
        yield "alt", Finding("No alt text: a reader who cannot see the picture gets nothing")


def _alt_is_caption(subject: Subject) -> Found:
    photo = subject.photo
    if not is_blank(photo.alt) and _folded(photo.alt) == _folded(photo.caption):
        message = "The alt text repeats the caption: say what is seen instead"
        yield "alt", Finding(message, photo.alt)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _alt_long(subject: Subject) -> Found:
    length, most = len(subject.photo.alt), subject.style.lengths.alt_most_characters
    if length > most:
        message = f"The alt text has {length} characters; {most} are what readers’ programs take"
        yield "alt", Finding(message)


def _alt_opening(subject: Subject) -> Found:
    found = subject.speech.alt_opening.match(subject.photo.alt)
    if found:
        rest = subject.photo.alt[found.end() :].lstrip(" :")
        better = rest[:1].upper() + rest[1:]
        message = f"“{found[1]}” goes without saying: readers’ programs say that it is a picture"
        yield "alt", Finding(message, subject.photo.alt, 0, better)


def _date_unclear(subject: Subject) -> Found:
    taken = subject.photo.taken
    if taken and not is_iso(taken):
        message = (
            f"“{taken[:40]}” is no date that other programs read; write it as 2026-11-22 07:42"
        )
        yield "taken", Finding(message, taken)


def _unexpanded(subject: Subject) -> Found:
    """Find codes and variables that stand where the words they are for should."""
    for field in ("caption", "headline", "alt", "credit", "photographer", "copyright"):
        text = getattr(subject.photo, field)
        if "=" not in text and "{" not in text:
            continue
        from curator.captions.codes import CodeTable, unknown_codes  # Not in the window's start.
        from curator.captions.variables import NAMES

        codes = [text[start:end] for start, end in unknown_codes(text, CodeTable())]
        for left in codes + [found[0] for found in _VARIABLE.finditer(text) if found[1] in NAMES]:
            message = f"“{left[:40]}” stands where the words that it is for should"
            yield field, Finding(message, left, text.index(left))


def _licence_unsafe(subject: Subject) -> Found:
    url = subject.photo.license_url
    if url and not is_web_address(url):
        yield (
            "license_url",
            Finding("The address of the licence leads nowhere: the page leaves it out", url),
        )


def _persons_unnamed(subject: Subject) -> Found:
    caption = subject.photo.caption.casefold()
    if is_blank(caption):
        return
    for person in subject.photo.persons:
        parts = re.findall(r"\w{2,}", person.casefold())
        if parts and not any(part in caption for part in parts):
            message = f"{person[:60]} is listed as seen, but the caption does not say who that is"
            yield "persons", Finding(message, person)


_LIST = re.compile(
    r"\bfrom (?:the )?(?:left|right)(?: to (?:right|left))?[:,]?\s+([^.;\n]{3,300})", re.IGNORECASE
)
_ENUMERATED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*")


def _listed_wrongly(subject: Subject) -> Found:
    """Find ``from left`` with another number of names than persons are listed as seen."""
    found = _LIST.search(subject.photo.caption) if subject.speech.code == "en" else None
    persons = subject.photo.persons
    if found is None or len(persons) < 2:
        return
    named = [p for p in persons if p.split() and p.split()[-1].casefold() in found[1].casefold()]
    if named and len(named) != len(persons):
        message = (
            f"“{found[0][:40]}…” names {len(named)} of the {len(persons)} who are listed as seen"
        )
        yield "caption", Finding(message, found[0], found.start())


def _side_twice(subject: Subject) -> Found:
    """Find two people who stand at the same side: ``Oh, left, and Pak, left,``."""
    pattern = subject.speech.side.pattern
    caption = subject.photo.caption
    if pattern == "(?!)" or ("," not in caption and "(" not in caption):
        return
    seen: set[str] = set()
    for found in _sided(pattern).finditer(caption):
        side = (found[1] or found[2]).lower()
        if side in seen and "second" not in side:
            message = f"Two people stand at the same side: “{side}” comes twice"
            yield (
                "caption",
                Finding(message, found[1] or found[2], found.start(1 if found[1] else 2)),
            )
        seen.add(side)


@cache
def _sided(side: str) -> re.Pattern[str]:
    """Return a pattern that finds a name and, behind it, the *side* at which somebody stands."""
    sides = rf"(?:,\s*({side})(?=[,.;]|\s+and\b)|\s*\(({side})\))"
    return re.compile(rf"[^\W\d_][\w’'-]*{sides}", re.IGNORECASE)


def _place_unsaid(subject: Subject) -> Found:
    """Find a photo whose place readers do not learn: neither its caption nor the story says it."""
    photo = subject.photo
    if is_blank(photo.caption) or not photo.place.line or subject.defaults.place.line:
        return
    place = photo.place
    caption = photo.caption.casefold()
    parts = [p for p in (place.sublocation, place.city, place.state, place.country) if p]
    if not any(part.casefold() in caption for part in parts):
        message = f"The caption does not say where this is: {place.line[:60]}"
        yield "caption", Finding(message)


def _picture_small(subject: Subject) -> Found:
    photo, least = subject.photo, subject.style.lengths.picture_least_pixels
    longer = max(photo.width, photo.height)
    if 0 < longer < least:
        message = f"The picture is small: {photo.width} × {photo.height} pixels; pages want {least}"
        yield "file", Finding(message)


def _required(subject: Subject) -> Found:
    for field in subject.style.required_of_photos:
        try:
            value = edits.read_field(subject.photo, field)
            shared = (
                edits.read_field(subject.defaults, field) if field in edits.DEFAULT_FIELDS else ""
            )
        except AttributeError:
            continue
        if not value and not shared:
            yield field, Finding(f"The house asks for {field.rpartition('.')[2]} in every photo")


def _unconfirmed(subject: Subject) -> Found:
    if "caption" in subject.photo.from_file:
        message = "The caption stands as the file brought it; confirm or change it"
        yield "caption", Finding(message, subject.photo.caption)


E, W, H = Level.ERROR, Level.WARNING, Level.HINT

RULES = (
    PhotoRule("caption-missing", E, "photos without a caption", "AP", _caption_missing),
    PhotoRule(
        "caption-filler", E, "what a camera wrote, or the name of the file", "AP", _caption_filler
    ),
    PhotoRule("credit-missing", E, "photos that credit nobody", "Reuters", _credit_missing),
    PhotoRule("credit-filler", W, "“Handout”, “Stringer”", "Guardian", _credit_filler),
    PhotoRule("credit-elsewhere", E, "“see caption”", "Guardian", _credit_elsewhere),
    PhotoRule("credit-in-caption", W, "a credit inside the caption", "AP", _credit_in_caption),
    PhotoRule(
        "credit-contradicts", E, "a credit in the caption that is another", "AP", _credit_contradicts
    ),
    PhotoRule("credit-dressed", W, "©, “Photo by”", "Guardian", _credit_dressed),
    PhotoRule(
        "photographer-unnamed", W, "a photographer whom the story’s credit leaves out", "Reuters",
        _photographer_unnamed,
    ),
    PhotoRule("copyright-year", H, "a copyright of another year", "all desks", _copyright_year),
    PhotoRule("alt-missing", E, "photos without alt text", "WCAG 1.1.1", _alt_missing),
    PhotoRule("alt-is-caption", W, "alt text that repeats the caption", "WCAG", _alt_is_caption),
    PhotoRule("alt-long", W, "alt text of very many characters", "IPTC", _alt_long),
    PhotoRule("alt-opening", H, "“Image of”", "WCAG", _alt_opening),
    PhotoRule("date-unclear", W, "a date that other programs cannot read", "ISO 8601", _date_unclear),
    PhotoRule("code-unexpanded", E, "codes and variables left standing", "all desks", _unexpanded),
    PhotoRule("link-unsafe", W, "a licence whose address leads nowhere", "HTML", _licence_unsafe),
    PhotoRule(
        "person-unnamed", W, "a person listed as seen whom the caption does not name", "AP",
        _persons_unnamed,
    ),
    PhotoRule(
        "list-incomplete", W, "“from left” with fewer names than persons listed", "AP",
        _listed_wrongly,
    ),
    PhotoRule("side-twice", E, "two people at the same side", "AP", _side_twice),
    PhotoRule("place-unsaid", H, "captions without the place", "AP", _place_unsaid),
    PhotoRule("picture-small", W, "pictures of few pixels", "the page’s layout", _picture_small),
    PhotoRule("required-missing", E, "fields that the house asks for", "the house", _required),
    PhotoRule(
        "caption-unconfirmed", H, "captions as the file brought them", "all desks", _unconfirmed
    ),
)  # fmt: skip
