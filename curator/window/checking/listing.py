"""The list of problems on the screen: heads that fold, lines with their level, what each suggests."""

from PySide6.QtWidgets import QWidget

from curator.check import Level, Problem
from curator.window.checking.rows import NAMES, Head, Let, Line, Row, said_counts
from curator.window.row_list import Look, RowList
from curator.window.theme import Looks
from curator.window.wording import FIELD_NAMES

SIGNS = {Level.ERROR: "●", Level.WARNING: "▲", Level.HINT: "○"}
"""What stands for each level beside its colour, for those who see colours otherwise."""

_COLOURS = {Level.ERROR: "error", Level.WARNING: "attention", Level.HINT: "accent"}


class ProblemList(RowList[Row]):
    """The list; Enter, Insert and Delete are left to whoever owns it."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("Problems", looks, look_of, parent)

    @property
    def problems(self) -> list[Problem]:
        """The problems whose lines show, in order."""
        return [row.problem for row in self.rows.rows if isinstance(row, Line)]

    def go_to(self, problem: Problem) -> None:
        """Make the line of *problem* the current one, if it shows."""
        row = self.row_of(("line", problem.place))
        if row is not None:
            self.go(row)

    def step(self, by: int) -> Problem | None:
        """Go *by* lines on, round and round; return the problem there, ``None`` if there is none."""
        lines = [number for number, row in enumerate(self.rows.rows) if isinstance(row, Line)]
        if not lines:
            return None
        place = self.currentIndex().row()
        ahead = [n for n in (lines if by > 0 else lines[::-1]) if (n - place) * by > 0]
        row = ahead[0] if ahead else (lines[0] if by > 0 else lines[-1])
        self.go(row)
        line = self.rows.rows[row]
        return line.problem if isinstance(line, Line) else None


def look_of(row: Row) -> Look:
    """Return how *row* shows."""
    match row:
        case Head():
            beside = said_counts(row.counts) or f"{len(row.waivers):,}"
            spoken = f"{row.title}, {beside}"
            return Look(row.title, row.key, beside, spoken, is_head=True, is_folded=row.is_folded)
        case Let(waiver=waiver):
            where = FIELD_NAMES.get(waiver.field, waiver.field)
            text = f"“{waiver.text[:60]}”" if waiver.text else where
            words = _about(row.about, f"{waiver.rule}: {text}" if text else waiver.rule)
            spoken = f"Let be: {words}: {waiver.reason}"
            return Look(words, ("let", waiver.place), waiver.reason, spoken, "✓", depth=1)
    problem = row.problem
    words, name = _about(row.about, problem.message), NAMES[problem.level]
    better = f", suggestion: {problem.suggestion}" if problem.suggestion else ""
    return Look(
        words,
        ("line", problem.place),
        _suggestion(problem),
        f"{name[:1].upper() + name[1:]}: {words}{better}",
        SIGNS[problem.level],
        _COLOURS[problem.level],
        depth=1,
    )


def _about(about: str, words: str) -> str:
    return f"{about} · {words}" if about else words


def _suggestion(problem: Problem) -> str:
    if problem.mended is None:
        return ""
    return f"→ {problem.suggestion}" if problem.suggestion else "→ take it out"
