"""Rules about who is credited for the whole: the closing credit beside the credits of the photos.

A closing credit that Curator writes from the photos is right by itself; these look at one that somebody
wrote by hand. Source: Reuters and AP ask that every agency and photographer used is named, and no other.
"""

import re
from collections import Counter
from collections.abc import Iterator

from curator.captions.credit import read_credit
from curator.captions.names import names, names_in_credit
from curator.captions.text import is_blank
from curator.check.facts import spaced
from curator.check.gathered import Gathered, StoryRule
from curator.check.problem import Finding, Level
from curator.check.rule import About
from curator.check.spellings import is_variant
from curator.story import inherit
from curator.story.closing import credits_of

_FIELD = "closing_credit"

_SENTENCE = re.compile(r"\n|;|(?<=\w{3})\.\s")
# Ends a sentence; not the point of an initial.

_OF_PICTURES = re.compile(r"\b(?:photo|foto|bild|pictur|image|billed|kuva|zdj)\w*", re.IGNORECASE)
# Words for pictures in the languages of the desks, as far as their beginnings tell.

_AND = re.compile(r"\s*(?:,|&|\+|\b(?:and|und|et|y|e|en|og|och|i|ja)\b)\s*")
# What stands between two people of one credit, in the languages of the desks.

_HOUSES = re.compile(
    r"\b(?:agency|agence|agentur|archives?|archiv|images?|library|museum|news|pictures?|photos?|press)\b",
    re.IGNORECASE,
)
# What is in the name of a house, and of no person.


def _by_hand(gathered: Gathered) -> str:
    """Return the closing credit if somebody wrote it; ``""`` if there is none, or Curator writes it."""
    story = gathered.story
    return (
        "" if story.closing_from_photos or is_blank(story.closing_credit) else story.closing_credit
    )


def _people(gathered: Gathered) -> dict[str, None]:
    return dict.fromkeys(
        person
        for people in credits_of(gathered.story).values()
        for credited in people
        for person in _parted(credited)
    )


def _missing(gathered: Gathered) -> Iterator[About]:
    """Find photographers and agencies of the photos whom the closing credit leaves out."""
    closing = _by_hand(gathered)
    if not closing:
        return
    agencies = [  # A source without a person, as an archive, is credited where its picture stands.
        name
        for line, people in credits_of(gathered.story).items()
        for name in (line.split("/") if people else ())
        if name
    ]
    people = _people(gathered)
    told = [name for name in people if _is_in(name, closing)]
    told_agencies = [name for name in agencies if _is_in(name, closing)]
    if not told and not told_agencies:
        return  # It is about something else.
    left_out = [
        name for name in people if name not in told and not _is_told_otherwise(name, closing)
    ]
    if told_agencies:  # Where one is named, so are the others.
        left_out += [name for name in dict.fromkeys(agencies) if name not in told_agencies]
    for name in left_out:
        message = f"{name[:60]} is credited with a photo, but not in the closing credit"
        yield About(None, _FIELD, Finding(message, closing))


def _unused(gathered: Gathered) -> Iterator[About]:
    """Find photographers and agencies in the closing credit to whom no photo is credited."""
    closing = _by_hand(gathered)
    if not closing or not gathered.numbers:
        return
    defaults = gathered.story.defaults
    lines = {
        line
        for facts in gathered.facts.values()
        for line in (
            inherit.credit_line(facts.photo, defaults),
            inherit.photographer(facts.photo, defaults),
        )
        if line
    }
    credited = spaced(" ".join(lines))
    known = {name for line in lines for name in names_in_credit(line)}
    start = 0
    for sentence in _SENTENCE.split(closing):
        at, start = closing.find(sentence, start), start + len(sentence)
        if not _OF_PICTURES.search(sentence):
            continue
        for name, place in _credited_in(sentence, gathered.speech.code):
            is_other_spelling = any(is_variant(name, other) for other in known)
            if spaced(name) not in credited and not is_other_spelling:
                message = f"{name[:60]} is in the closing credit, but is credited with no photo"
                yield About(None, _FIELD, Finding(message, name, at + place))


def _credited_in(sentence: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield the names of people and agencies in a *sentence* of credits, and where each begins."""
    for found in names(sentence, language):
        text, start = found.text, found.start
        head = _OF_PICTURES.match(text)
        if head is not None:  # “Photographs” at the beginning of it is a word as any.
            rest = text[head.end() :].lstrip(" :")
            text, start = rest, start + len(text) - len(rest)
        if " " in text or text.isupper():
            yield text, start


def _shared(gathered: Gathered) -> Iterator[About]:
    """Find a credit of two people under several photos: nobody learns who took which."""
    defaults = gathered.story.defaults
    shared = Counter(
        line
        for facts in gathered.facts.values()
        if not facts.photo.photographer
        and _is_of_several(line := inherit.credit_line(facts.photo, defaults))
    )
    for facts in gathered.facts.values():
        line = facts.photo.credit
        if not facts.photo.photographer and shared.get(line, 0) > 1:
            yield About(facts.photo.id, "credit", _together(line, shared[line]))
    line = defaults.credit
    if line and shared.get(line, 0) > 1:
        yield About(None, "defaults.credit", _together(line, shared[line]))


def _is_of_several(line: str) -> bool:
    """Say whether the credit *line* names two people or more."""
    credit = read_credit(line)
    return len(_parted(credit.photographer or credit.credit)) > 1


def _together(line: str, count: int) -> Finding:
    return Finding(f"{count} photos share the credit of two people: say who took which", line)


def _parted(people: str) -> list[str]:
    """Return the people that one credit names, each with two names at least where there are several."""
    parts = [part.strip() for part in _AND.split(people) if part.strip()]
    are_people = len(parts) > 1 and all(" " in p and not _HOUSES.search(p) for p in parts)
    return parts if are_people else [people] if people else []


def _is_in(name: str, text: str) -> bool:
    return spaced(name) in spaced(text)


def _is_told_otherwise(name: str, closing: str) -> bool:
    """Say whether *closing* has *name* in another spelling, which another rule tells."""
    return any(is_variant(name, found.text) for found in names(closing, "en"))


RULES = (
    StoryRule(
        "closing-missing", Level.WARNING, "photographers and agencies missing from the closing credit",
        "Reuters, AP", _missing, ("photo.credit", "photo.photographer"),
    ),
    StoryRule(
        "closing-unused", Level.WARNING, "names in the closing credit without a photo", "Reuters, AP",
        _unused, ("photo.credit", "photo.photographer"),
    ),
    StoryRule(
        "credit-shared", Level.WARNING, "one credit of two people for several photos", "Reuters",
        _shared, ("photo.credit", "photo.photographer"),
    ),
)  # fmt: skip
