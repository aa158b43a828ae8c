"""What orders and the tray cost with 10,000 and 100,000 photos; run by hand: ``python bench_ordering.py``.

Other numbers of photos may be given. Orders of the sequence, interleaving, and the tray with all but a
thousand photos set aside, in a fresh process for each number. Figures are processor time of the window's
thread, until all is painted; what is worked out in the background is told on the clock.
"""

import dataclasses
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench_window import build
from made_stories import RARE, mixed_story
from measuring import (
    CHOICE,
    FRAME,
    Cost,
    Paints,
    Table,
    apart,
    chance,
    cost,
    middle,
    plain,
    rest,
    until,
)
from PySide6.QtTest import QTest

from curator.photos.interleaving import interleave, strands
from curator.window.ordering.interleave.plan import planned

COUNTS = (10_000, 100_000)
SHOWN = 1_000
ROUNDS, JUMPS = 3, 100


class Desk:
    """A program with a story of *count* photos, and what is measured on it."""

    def __init__(self, count: int, folder: Path) -> None:
        self.story = mixed_story(count)
        self.application, self.program = build(str(folder / "account"))
        self.program.window.show()
        self.program.window.activateWindow()
        until(lambda: "captions" in self.program.rooms.__dict__)
        self.ordering = self.program.rooms.ordering
        self.found: dict[str, Any] = {}

    def open(self, story: Any) -> None:
        """Open *story* and wait until all that follows is done."""
        self.program.document.open(story)
        rest(1.7)
        until(lambda: self.program.choosing.is_settled)

    def note(self, name: str, costs: list[Cost]) -> None:
        """Keep the median of *costs*."""
        self.found[name] = middle(costs)

    def painted(self, grid: Any, work: Callable[[], object]) -> Cost:
        """Do *work* and return what it took until *grid* was painted again."""
        return Paints(grid.viewport()).after(work, self.application)

    def orders(self) -> None:
        """Put the whole sequence into each order, and back."""
        self.open(self.story)
        program, grid = self.program, self.program.views.story
        for name in ("time", "name", "rating"):
            costs = []
            for _ in range(ROUNDS):
                costs.append(self.painted(grid, lambda n=name: self.ordering.order_by(n)))
                program.document.undo()
                rest(0.3)
            self.note(f"order the sequence by {name}", costs)

    def interleaving(self) -> None:
        """Plan and make one order of all photographers, one clock an hour off."""
        story = self.program.document.story
        found = strands(story, story.photos)
        spans = dict.fromkeys((strand.name for strand in found), timedelta())
        spans[found[0].name] = timedelta(hours=1)
        self.note(
            "interleave: plan, in the background", [cost(lambda: planned(story, found, spans))]
        )
        shifts = {i: spans[strand.name] for strand in found for i in strand.photos}
        edit = interleave(shifts, corrects_dates=True)
        grid = self.program.views.story
        self.note(
            "interleave: make it, dates put right",
            [self.painted(grid, lambda: self.program.document.apply(edit))],
        )

    def tray(self) -> None:
        """Look through what is set aside, and bring one photo after the other back."""
        self.open(dataclasses.replace(self.story, sequence=self.story.sequence[:SHOWN]))
        tray, grid = self.ordering.tray, self.ordering.tray.grid
        self.note("tray: open", [self.painted(grid, tray.open)])
        bar, places = grid.verticalScrollBar(), chance()
        jumps = [places.randrange(bar.maximum()) for _ in range(JUMPS)]
        self.note(
            "tray: jump", [self.painted(grid, lambda to=to: bar.setValue(to)) for to in jumps]
        )
        tray.search.setFocus()
        letters = [
            self.painted(grid, lambda letter=letter: QTest.keyClicks(tray.search, letter))
            for letter in RARE
        ]
        self.note("tray: search, the worst letter", [middle(letters, 1.0)])
        self.note("tray: all again", [self.painted(grid, tray.search.clear)])
        grid.setFocus()
        backs = []
        for _ in range(10):
            backs.append(self.painted(grid, self.program.desk.bring_back))
            rest(0.1)
        self.note("tray: bring one back", backs)
        ids = self.program.views.story.rows.keys[5:6]
        self.note("tray: set one aside", [self.painted(grid, lambda: grid.taken.emit(ids))])


def measured(count: int) -> Any:
    """Return what is found with *count* photos, as JSON has it."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(count, Path(folder))
        desk.orders()
        desk.interleaving()
        desk.tray()
        desk.program.shut_down()
        return plain(desk.found)


def main() -> None:
    """Measure and print."""
    counts = [int(text) for text in sys.argv[1:]] or list(COUNTS)
    found = {count: apart("bench_ordering", "measured", count) for count in counts}
    head = [cell for count in counts for cell in (f"{count:,}", "ratio")]
    table = Table("Orders and the tray: milliseconds of the window's thread", "", "limit", *head)
    for name in found[counts[0]]:
        limit = FRAME if name == "tray: jump" else CHOICE
        cells = []
        for count in counts:
            value = found[count][name]["cpu"]
            cells += [f"{value:.1f}", table.ratio(f"{name}, {count:,} photos", value, limit)]
        table.add(name, f"{limit:.0f}", *cells)
    table.show()


if __name__ == "__main__":
    main()
