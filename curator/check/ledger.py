"""The names of a story as it spells them: people, places and organisations, with every place where each stands.

Spellings that are likely one name come together, as the rule about spellings has them. What a name is
of, a field says where it stands in one, else the words around it; that is a guess, and somebody may say
otherwise.
"""

import re
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from curator.captions.credit import read_credit
from curator.captions.filler import is_filler_credit
from curator.captions.names import names
from curator.check.gathered import KINDS
from curator.check.rule import Kind
from curator.check.spellings import accepted, variants
from curator.story import passages
from curator.story.passages import Passage
from curator.story.values import ORGANISATION, PERSON, PLACE, Story

_PAUSE = 0.02
# Seconds after which others get a turn.

_PEOPLE = frozenset({"persons", "photographer", "defaults.photographer", "byline", "by"})
_CREDITS = frozenset({"credit", "defaults.credit"})
_PLACES = frozenset(field for field in passages.WORDS if "place." in field) | {"dateline"}
_TEXTS = frozenset(
    field for field, kind in KINDS.items() if kind in (Kind.CAPTION, Kind.ALT, Kind.PROSE)
)
# Not titles: many have capitals throughout.

_LEAST_LETTERS = 4

_LOOKED_AT = _PEOPLE | _CREDITS | _PLACES | _TEXTS | {"closing_credit", "source.name"}

_PLACE_WORDS = re.compile(
    r"\b(?:river|lake|sea|bay|harbou?r|street|square|avenue|bridge|mountain|mount|valley|island|station"
    r"|stadium|park|beach|airport|north|south|east|west|province|county|platz|straße|brücke|see|rue|place|pont|lac)\b|(?:straße|platz|brücke)$",
    re.IGNORECASE,
)
_HOUSE_WORDS = re.compile(
    r"(?i:\b(?:university|ministry|agency|company|party|army|club|council|institute|museum|school|church"
    r"|committee|hotel|guard|archives?|association|union|team|bank|police|court|press|universität|verein"
    r"|partei|université|musée|comité)\b)|\b[A-Z]{2,5}\b",
)
# Words that say what the name around them is of, in the languages of the check.


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: the characters *start* to *end* of a passage."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which a name is spelled, and every place where it is."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: what it is of, its spellings, the one that counts first, and whether somebody decided on that."""

    kind: str
    spellings: tuple[Spelling, ...]
    is_accepted: bool

    @property
    def name(self) -> str:
        """The spelling that counts."""
        return self.spellings[0].name

    @property
    def count(self) -> int:
        """In how many places it stands."""
        return sum(len(spelling.places) for spelling in self.spellings)


def ledger(story: Story) -> Iterator[tuple[Entry, ...] | None]:
    """Yield nothing now and then, and in the end the names of *story*: those of several spellings first.

    Within these, and within the rest, the most frequent come first.
    """
    found: dict[str, list[Place]] = {}
    votes: dict[str, Counter[str]] = {}
    paused = time.monotonic()
    for passage in passages.passages(story, _LOOKED_AT):
        for name, start, kind in _named(passage, story.language):
            found.setdefault(name, []).append(Place(passage, start, start + len(name)))
            if kind:
                votes.setdefault(name, Counter())[kind] += 1
        if time.monotonic() - paused > _PAUSE:
            yield None
            paused = time.monotonic()
    decided = accepted(story)
    better = variants({name: len(places) for name, places in found.items()}, decided)
    capitals = _in_other_capitals(found, better, set(decided))
    better = {worse: capitals.get(name, name) for worse, name in better.items()} | capitals
    yield None
    yield tuple(_entries(story, found, votes, better))


def _entries(
    story: Story,
    found: Mapping[str, list[Place]],
    votes: Mapping[str, Counter[str]],
    better: Mapping[str, str],
) -> list[Entry]:
    said = {decided.name: decided.kind for decided in story.names}
    groups: dict[str, list[str]] = {name: [name] for name in (*found, *said) if name not in better}
    for worse, name in better.items():
        groups.setdefault(name, [name]).append(worse)
    entries = []
    people = {name for name, told in votes.items() if told.most_common(1)[0][0] == PERSON}
    people |= {name for name in groups if " " in name and _guess(name, ()) == PERSON}
    parts = {part for name in people for part in (name.split()[0], name.split()[-1])}
    for name, spellings in groups.items():
        others = sorted(spellings[1:], key=lambda other: -len(found.get(other, ())))
        told = Counter[str]()
        for spelling in spellings:
            told.update(votes.get(spelling, ()))
        kind = said.get(name, "") or (told.most_common(1)[0][0] if told else _guess(name, parts))
        listed = tuple(Spelling(s, tuple(found.get(s, ()))) for s in (name, *others))
        entries.append(Entry(kind, listed, name in said))
    return sorted(entries, key=lambda e: (len(e.spellings) == 1, -e.count, e.name.casefold()))


def _in_other_capitals(
    found: Mapping[str, list[Place]], better: Mapping[str, str], decided: Collection[str]
) -> dict[str, str]:
    """Return for each name that another differs from in capitals alone the one that counts.

    A decided one counts, else one that is not all in capitals, as datelines are, else the most frequent.
    Short words are left alone: “US” is not “Us”.
    """
    alike: dict[str, list[str]] = {}
    for name in dict.fromkeys([*found, *decided]):
        if name not in better and len(name) >= _LEAST_LETTERS:
            alike.setdefault(name.casefold(), []).append(name)
    counts = {}
    for several in alike.values():
        first = max(several, key=lambda n: (n in decided, not n.isupper(), len(found.get(n, ()))))
        counts.update({name: first for name in several if name != first and name not in decided})
    return counts


def _named(passage: Passage, language: str) -> Iterator[tuple[str, int, str]]:
    """Yield the names in *passage*, where each begins, and what it is of as far as that is sure."""
    field, text = passage.field, passage.text
    if not text.strip():
        return
    if field in _PEOPLE:
        yield text.strip(), text.index(text.strip()), PERSON
    elif field in _PLACES:
        yield text.strip(), text.index(text.strip()), PLACE
    elif field in _CREDITS:
        yield from _credited(text)
    elif field == "source.name":
        yield text.strip(), text.index(text.strip()), ORGANISATION
    else:
        for name in names(text, language):
            if text[name.start : name.end] == name.text:
                yield name.text, name.start, ""


def _credited(text: str) -> Iterator[tuple[str, int, str]]:
    credit = read_credit(text)
    parts = [(credit.photographer, PERSON)]
    parts += [(part.strip(), ORGANISATION) for part in credit.credit.split("/")]
    for name, kind in parts:
        start = text.find(name) if name and not is_filler_credit(name) else -1
        if start >= 0 and name != (credit.photographer if kind == ORGANISATION else ""):
            yield name, start, kind


def _guess(name: str, parts_of_people: Collection[str]) -> str:
    """Return what *name* is likely of; one word of a person's name elsewhere is that person."""
    if _HOUSE_WORDS.search(name):
        return ORGANISATION
    if _PLACE_WORDS.search(name):
        return PLACE
    return PERSON if " " in name or name in parts_of_people else PLACE
