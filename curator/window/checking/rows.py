"""The list of problems as rows: heads of groups, and under each its problems; no Qt, so fit for a thread."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from curator.check import Level, Problem
from curator.errors import shown
from curator.story.values import PhotoId, Waiver

RANKS = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}
"""How weighty each level is, the weightiest first."""

NAMES = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "hint"}


class Grouping(StrEnum):
    """What the problems of one group have in common."""

    PHOTO = "photo"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: ``key`` names it as long as the story is open, ``counts`` by level, weightiest first."""

    key: Hashable
    title: str
    counts: tuple[int, int, int]
    problems: tuple[Problem, ...] = field(repr=False)
    waivers: tuple[Waiver, ...] = ()
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A problem; ``about`` says whose, where the group does not."""

    problem: Problem
    about: str = ""


@dataclass(frozen=True, slots=True)
class Let:
    """A problem that somebody let be: ``about`` says whose, the waiver why."""

    waiver: Waiver
    about: str = ""


Row = Head | Line | Let


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the list is asked for: the groups, the levels that show, the groups that are folded."""

    grouping: Grouping = Grouping.PHOTO
    levels: frozenset[Level] = frozenset(Level)
    folded: frozenset[Hashable] = frozenset()


LET_BE = "let be"
"""The key of the group of problems that somebody let be."""


def counts_of(problems: Iterable[Problem]) -> tuple[int, int, int]:
    """Return how many *problems* are errors, warnings and hints."""
    counts = [0, 0, 0]
    for problem in problems:
        counts[RANKS[problem.level]] += 1
    return counts[0], counts[1], counts[2]


def arranged(
    problems: Sequence[Problem],
    waivers: Sequence[Waiver],
    numbers: Mapping[PhotoId, int],
    files: Callable[[PhotoId], str],
    tells: Mapping[str, str],
    how: Arrangement,
) -> list[Row]:
    """Return the rows of *problems* and, folded at first, of *waivers*.

    *numbers* are the places of photos in the story, *files* the names of their files fit to be shown,
    *tells* what each rule looks for.
    """
    wanted = [problem for problem in problems if problem.level in how.levels]
    is_by_photo = how.grouping is Grouping.PHOTO
    groups = (
        _by_photo(wanted, numbers, how) if is_by_photo else _by_rule(wanted, numbers, tells, how)
    )
    return [*groups, *_let_be(waivers, numbers, files, how)]


def _by_photo(
    problems: list[Problem], numbers: Mapping[PhotoId, int], how: Arrangement
) -> list[Row]:
    groups: dict[PhotoId | None, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.photo, []).append(problem)
    rows: list[Row] = []
    for photo in sorted(groups, key=lambda photo: numbers.get(photo, 0) if photo else 0):
        found = sorted(groups[photo], key=lambda problem: RANKS[problem.level])
        key = ("photo", photo)
        rows += _group(key, about(found[0], numbers), found, how, lambda _: "")
    return rows


def _by_rule(
    problems: list[Problem],
    numbers: Mapping[PhotoId, int],
    tells: Mapping[str, str],
    how: Arrangement,
) -> list[Row]:
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.rule, []).append(problem)
    rows: list[Row] = []
    for rule in sorted(groups, key=lambda rule: (RANKS[groups[rule][0].level], -len(groups[rule]))):
        found = sorted(groups[rule], key=lambda p: numbers.get(p.photo, 0) if p.photo else 0)
        told = tells.get(rule, rule)
        title = told[:1].upper() + told[1:]
        rows += _group(("rule", rule), title, found, how, lambda p: about(p, numbers))
    return rows


def _group(
    key: Hashable,
    title: str,
    problems: list[Problem],
    how: Arrangement,
    about_of: Callable[[Problem], str],
) -> list[Row]:
    is_folded = key in how.folded
    head = Head(key, title, counts_of(problems), tuple(problems), is_folded=is_folded)
    lines = [] if is_folded else [Line(problem, about_of(problem)) for problem in problems]
    return [head, *lines]


def _let_be(
    waivers: Sequence[Waiver],
    numbers: Mapping[PhotoId, int],
    files: Callable[[PhotoId], str],
    how: Arrangement,
) -> list[Row]:
    """Return the group of problems that were let be, at the end; it is open only where somebody opened it."""
    if not waivers:
        return []
    is_folded = (
        LET_BE not in how.folded
    )  # It begins folded, so what is kept of it is that it is not.
    head = Head(LET_BE, "Let be, with a reason", (0, 0, 0), (), tuple(waivers), is_folded)
    if is_folded:
        return [head]
    lines = [
        Let(waiver, _named(waiver.photo, files(waiver.photo) if waiver.photo else "", numbers))
        for waiver in waivers
    ]
    return [head, *lines]


def about(problem: Problem, numbers: Mapping[PhotoId, int]) -> str:
    """Return whose *problem* is, for example ``3 · DSC_0048.JPG``."""
    return _named(problem.photo, shown(problem.file), numbers)


def _named(photo: PhotoId | None, name: str, numbers: Mapping[PhotoId, int]) -> str:
    if photo is None:
        return "The story"
    number = numbers.get(photo)
    return f"{number} · {name}" if number else name


def said_counts(counts: tuple[int, int, int]) -> str:
    """Return *counts* in words, for example ``1 error · 3 hints``; ``""`` if there is nothing."""
    parts = [
        f"{number:,} {name}{'s' * (number != 1)}"
        for number, name in zip(counts, NAMES.values(), strict=True)
        if number
    ]
    return " · ".join(parts)
