"""The names of a story as rows: a head for each kind, a row for each name, and one for each way it is spelled."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from curator.check.ledger import Entry, Spelling
from curator.story.values import ORGANISATION, PERSON, PLACE
from curator.window.row_list import Look

TITLES = {PERSON: "People", PLACE: "Places", ORGANISATION: "Organisations"}
"""The kinds in the order of the list, and what their groups are called."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group."""

    kind: str
    count: int
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name; its spellings follow it where it ``is_folded`` says not."""

    entry: Entry
    is_folded: bool | None


@dataclass(frozen=True, slots=True)
class Way:
    """One of the spellings of a name."""

    entry: Entry
    spelling: Spelling


Row = Head | Name | Way


def arranged(entries: Sequence[Entry], wanted: str, folded: frozenset[Hashable]) -> list[Row]:
    """Return the rows of those *entries* that have *wanted* in a spelling.

    Groups begin unfolded; so do names with several spellings, for these ask for a decision. *folded*
    are the marks of those that somebody folded or unfolded otherwise.
    """
    needle = wanted.casefold().strip()
    rows: list[Row] = []
    for kind in TITLES:
        found = [e for e in entries if e.kind == kind and _has(e, needle)]
        if not found:
            continue
        is_folded = ("kind", kind) in folded
        rows.append(Head(kind, len(found), is_folded))
        for entry in () if is_folded else found:
            several = len(entry.spellings) > 1
            name = Name(entry, (("name", entry.name) in folded) if several else None)
            rows.append(name)
            if several and not name.is_folded:
                rows += [Way(entry, spelling) for spelling in entry.spellings]
    return rows


def _has(entry: Entry, needle: str) -> bool:
    return any(needle in spelling.name.casefold() for spelling in entry.spellings)


def look_of(row: Row) -> Look:
    """Return how *row* shows."""
    match row:
        case Head():
            title = TITLES[row.kind]
            mark = ("kind", row.kind)
            return Look(title, mark, f"{row.count:,}", is_head=True, is_folded=row.is_folded)
        case Name(entry=entry):
            ways = len(entry.spellings)
            beside = _times(entry.count)
            if ways > 1:
                beside = f"{ways} spellings · {beside}"
            if entry.is_accepted:
                beside = f"accepted · {beside}"
            sign, colour = ("✓", "accent") if entry.is_accepted else ("", "muted")
            if ways > 1:
                sign, colour = "▲", "attention"
            spoken = f"{entry.name}, {beside}"
            mark = ("name", entry.name)
            return Look(
                entry.name, mark, beside, spoken, sign, colour, is_folded=row.is_folded, depth=1
            )
    counts = row.spelling is row.entry.spellings[0]
    beside = _times(len(row.spelling.places))
    sign = "✓" if counts and row.entry.is_accepted else "·"
    return Look(
        row.spelling.name, ("way", row.spelling.name), beside, sign=sign, colour="accent", depth=2
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times" if count else "not in the words now"
