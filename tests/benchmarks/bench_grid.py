"""What the grid costs with 10,000 and 100,000 photos; run by hand: ``python tests/benchmarks/bench_grid.py``.

Other numbers of photos may be given. Opening, scrolling, filtering, searching, ordering, selecting, typing
and memory, in a fresh process for each number, beside the limits: a frame for what must follow the hand, a
tenth of a second for the rest. Figures are processor time of the window's thread, until the grid is painted.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_window import build
from factories import picture_file
from made_stories import RARE, mixed_story
from measuring import (
    CHOICE,
    FRAME,
    SILENCE,
    Bystander,
    Cost,
    Paints,
    Table,
    apart,
    chance,
    cost,
    memory,
    middle,
    plain,
    rest,
    silences,
    until,
)
from PySide6.QtTest import QTest

from curator.story.choice import NO_CAPTION, PICKED, Choice
from curator.window.chips import ORDERS

COUNTS = (10_000, 100_000)
FEW = 20
JUMPS, STEPS, LETTERS, ROUNDS = 200, 400, 40, 5
PICTURES = 60
PATIENCE = 600
# Seconds until the problems of 100,000 photos are found, in the background: some 90.

SPREAD = ("median", "95th per cent", "worst")


class Grid:
    """A program with a story of *count* photos, and what is measured on it."""

    def __init__(self, count: int, folder: Path) -> None:
        names = [str(folder / f"DSC_{n:04}.JPG") for n in range(PICTURES)]
        self.files = [picture_file(Path(name), size=(900, 600)) for name in names]
        self.count, self.story = count, mixed_story(count)
        self.application, self.program = build(str(folder / "account"))
        self.program.window.show()
        self.program.window.activateWindow()
        until(lambda: "captions" in self.program.rooms.__dict__)
        rest(0.5)
        self.found: dict[str, Any] = {}
        views = self.program.views
        self._paints = {grid: Paints(grid.viewport()) for grid in (views.photos, views.story)}

    @property
    def grid(self) -> Any:
        """The grid that is up."""
        return self.program.views.grid

    def note(self, name: str, costs: list[Cost]) -> None:
        """Keep median, 95th per cent and worst of *costs*."""
        self.found[name] = (middle(costs), middle(costs, 0.95), middle(costs, 1.0))

    def painted(self, work: Callable[[], object]) -> Cost:
        """Do *work* and return what it took until the grid was painted again."""
        return self._paints[self.grid].after(work, self.application)

    def opening(self) -> None:
        """Open the story, wait until all that follows is done, and see what it holds."""
        self.program.document.open(mixed_story(FEW))  # Whatever is loaded once is there after it.
        rest(2.5)
        before = memory()
        self.note("opening", [self.painted(lambda: self.program.document.open(self.story))])
        bystander = Bystander()
        with silences() as watch:
            self.settle()
        longest, machine = watch.longest, bystander.longest()
        self.found["settling"] = (longest, watch.hardest, watch.long, machine)
        self.found["memory"] = memory() - before

    def settle(self) -> None:
        """Wait until all that follows an opening is done."""
        kit, choosing = self.program.kit, self.program.choosing
        rest(1.7)
        until(lambda: choosing.is_settled and kit.spelling._is_acquainted, PATIENCE)
        until(lambda: kit.words.is_settled)
        rest(0.3)

    def illustrate(self) -> None:
        """Open a story of as many photos whose files are there, and wait until pictures have come."""
        del self.story
        self.program.document.open(mixed_story(self.count, self.files))
        self.settle()
        bar = self.grid.verticalScrollBar()
        for screen in range(8):
            bar.setValue(screen * bar.pageStep())
            rest(0.2)

    def scrolling(self, kind: str) -> None:
        """Jump about, then go in small steps."""
        bar, places = self.grid.verticalScrollBar(), chance()
        jumps = [places.randrange(bar.maximum()) for _ in range(JUMPS)]
        self.note(f"jump, {kind}", [self.painted(lambda to=to: bar.setValue(to)) for to in jumps])
        middle_of = bar.maximum() // 2
        bar.setValue(middle_of)
        rest(0.5)
        steps = [middle_of + 40 * n for n in range(1, STEPS + 1)]
        self.note(f"step, {kind}", [self.painted(lambda to=to: bar.setValue(to)) for to in steps])

    def typing(self) -> None:
        """Type into the caption of one photo."""
        self.program.views.show_view("story")
        self.grid.select(self.grid.rows.keys[:1])
        rest(0.3)
        self.program.desk.write("caption")
        field = self.program.editor.photos.fields["caption"]
        costs, after = [], []
        for letter in ("and so it is " * LETTERS)[:LETTERS]:

            def press(letter: str = letter) -> None:
                QTest.keyClicks(field, letter)
                self.application.processEvents()

            costs.append(cost(press))
            after.append(cost(lambda: rest(0.15)))
        self.note("keystroke", costs)
        self.note("after", after)

    def choosing(self) -> None:
        """Filter by a chip and back, and search by a word, letter by letter."""
        program = self.program
        for view in ("photos", "story"):
            program.views.show_view(view)
            rest(0.2)
            for trait in (PICKED, NO_CAPTION):
                there, back = [], []
                for _ in range(ROUNDS):
                    there.append(self.painted(program.chips.chip(trait).click))
                    back.append(self.painted(lambda: program.choosing.choose(Choice())))
                self.note(f"{view}: filter by “{trait[0]}”", there)
                self.note(f"{view}: all again after “{trait[0]}”", back)
        search = program.bar.search
        search.setFocus()
        letters = [
            self.painted(lambda letter=letter: QTest.keyClicks(search, letter)) for letter in RARE
        ]
        self.found["hits"] = self.grid.rows.rowCount()
        self.note("search: the first letter", letters[:1])
        self.note("search: the worst of the others", [middle(letters[1:], 1.0)])
        self.note("search: all again", [self.painted(search.clear)])

    def ordering(self) -> None:
        """Put the Photos view into each order."""
        views = self.program.views
        views.show_view("photos")
        rest(0.2)
        for name, words in (*ORDERS.items(), ("came", ORDERS["came"])):
            costs = [self.painted(lambda n=name: views.order_photos(n)) for _ in range(3)]
            self.note(f"order: {words}", costs)

    def selecting(self) -> None:
        """Select everything, and write a letter into all."""
        self.program.views.show_view("story")
        rest(0.2)
        self.note("select all", [self.painted(self.grid.selectAll)])
        self.program.desk.write("headline")
        field = self.program.editor.photos.fields["headline"]
        self.note("select: a letter into all", [self.painted(lambda: QTest.keyClicks(field, "a"))])
        self.program.document.undo()
        self.grid.select(self.grid.rows.keys[:1])


def measured(count: int) -> Any:
    """Return what is found with *count* photos, as JSON has it."""
    with tempfile.TemporaryDirectory() as folder:
        grid = Grid(count, Path(folder))
        grid.opening()
        grid.typing()
        if count > FEW:
            grid.scrolling("no pictures")
            grid.choosing()
            grid.ordering()
            grid.selecting()
        if FEW < count <= COUNTS[0]:  # What a picture costs is the same in a larger story.
            grid.illustrate()
            grid.scrolling("pictures")
        grid.program.shut_down()
        return plain(grid.found)


_ROWS = (
    ("opening, until painted", "opening", 0, SILENCE),
    *(
        (f"frame of a {kind}: {words}", kind, place, FRAME)
        for kind in ("jump, no pictures", "step, no pictures", "jump, pictures", "step, pictures")
        for place, words in enumerate(SPREAD)
    ),
)


def table(counts: list[int], found: dict[int, Any]) -> Table:
    """Return all figures, a column a number of photos."""
    head = [cell for count in counts for cell in (f"{count:,}", "ratio")]
    made = Table("The grid: milliseconds of the window's thread", "", "limit", *head)

    def add(name: str, key: str, place: int, limit: float) -> None:
        cells = []
        for count in counts:
            if key in found[count]:
                value = found[count][key][place]["cpu"]
                ratio = made.ratio(f"{name}, {count:,} photos", value, limit)
                cells += [f"{value:.1f}", ratio]
            else:
                cells += ["", ""]
        made.add(name, f"{limit:.0f}", *cells)

    for row in _ROWS:
        add(*row)
    for key in found[counts[0]]:
        if key.startswith(("photos:", "story:", "order:", "search", "select")):
            add(key, key, 0, CHOICE)
    return made


def other_figures(counts: list[int], found: dict[int, Any]) -> Table:
    """Return keystrokes, silences and memory."""
    made = Table("Beside it", "", "limit", *(f"{count:,}" for count in (FEW, *counts)), "ratio")
    for place, words in enumerate(SPREAD):
        name = f"keystroke: {words}"
        values = [found[count]["keystroke"][place]["cpu"] for count in (FEW, *counts)]
        for count, value in zip((FEW, *counts), values, strict=True):
            made.ratio(f"{name}, {count:,} photos", value, FRAME)
        ratio = f"{values[-1] / found[FEW]['keystroke'][place]['cpu']:.2f} × {FEW} photos"
        made.add(name, f"{FRAME:.0f}", *(f"{value:.2f} ms" for value in values), ratio)
    values = [found[count]["after"][0]["cpu"] for count in (FEW, *counts)]
    for count, value in zip((FEW, *counts), values, strict=True):
        made.ratio(f"work behind a keystroke, {count:,} photos", value, FRAME)
    ratio = f"{values[-1] / values[0]:.2f} × {FEW} photos"
    limit = f"{FRAME:.0f}"
    made.add("… work behind it: median", limit, *(f"{value:.2f} ms" for value in values), ratio)
    silent = [found[count]["settling"][0] for count in (FEW, *counts)]
    made.add(
        "longest silence while it settles",
        f"{SILENCE:.0f}",
        *(f"{one['wall']:.0f} ms" for one in silent),
        made.ratio("silence while a story settles", silent[-1]["wall"], SILENCE),
    )
    made.add("… of it own work", "", *(f"{one['cpu']:.0f} ms" for one in silent))
    made.add("… of all threads", "", *(f"{one['all_cpu']:.0f} ms" for one in silent))
    made.add("… at second", "", *(f"{one['at']:.1f}" for one in silent))
    hardest = [found[count]["settling"][1] for count in (FEW, *counts)]
    made.add("most own work in one turn", "", *(f"{one['cpu']:.0f} ms" for one in hardest))
    made.add("… at second", "", *(f"{one['at']:.1f}" for one in hardest))
    machine = [found[count]["settling"][3] for count in (FEW, *counts)]
    made.add("a bystander’s longest silence", "", *(f"{one:.0f} ms" for one in machine))
    longs = [str(found[count]["settling"][2]) for count in (FEW, *counts)]
    made.add("silences over 50 ms", "", *longs)
    held = [found[count]["memory"] for count in (FEW, *counts)]
    made.add("memory of opening", "", *(f"{one:.0f} MB" for one in held))
    each = [one * 1024 / count for one, count in zip(held[1:], counts, strict=True)]
    made.add("… a photo", "", "", *(f"{one:.1f} KB" for one in each))
    return made


def main() -> None:
    """Measure and print."""
    counts = [int(text) for text in sys.argv[1:]] or list(COUNTS)
    found = {count: apart("bench_grid", "measured", count) for count in (FEW, *counts)}
    table(counts, found).show()
    other_figures(counts, found).show()
    hits = ", ".join(f"{found[count]['hits']:,}" for count in counts)
    print(f"the search found {hits} photos")


if __name__ == "__main__":
    main()
