"""What the caption desk costs in a large story; run by hand: ``python tests/benchmarks/bench_captions.py``.

10,000 photos and 5,000 codes. Help while typing happens at the key, on the window's thread, beside its
limit; suggestions, find, templates, sheets and sidecars are jobs, for which the clock counts and how long the
event loop is silent meanwhile. A bystander process tells how silent the machine itself is.
"""

import csv
import io
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from large_desk import CODES, FILES, MISSPELT, PHOTOS, Desk
from made_stories import RARE
from measuring import KEY, SILENCE, Bystander, Cost, Table, cost, middle, rest, silences, until
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curator.captions.codes import expansion
from curator.captions.completion import completions
from curator.manifest import safe_write
from curator.manifest.sheets import reading
from curator.story import edits
from curator.story.templates import Entry, Template

Adding = Callable[[str, list[Cost]], None]
Clearing = Callable[[Callable[[int], Cost]], list[Cost]]

TIMES = 40


def keys(desk: Desk) -> Table:
    """Return what help while typing costs on the window's thread."""
    made = Table(
        f"While typing: {PHOTOS:,} photos, {CODES:,} codes; the window's thread",
        *("", "processor, median", "limit", "ratio", "worst", "clock, median"),
    )

    def add(name: str, costs: list[Cost]) -> None:
        half, worst = middle(costs), middle(costs, 1.0)
        made.judged(name, half.cpu, KEY, f"{worst.cpu:.1f} ms", f"{half.wall:.1f} ms")

    def cleared(do: Callable[[int], Cost]) -> list[Cost]:
        costs = []
        for number in range(TIMES):
            desk.clear()
            costs.append(do(number))
        return costs

    add("a letter, nothing to help with", cleared(lambda n: desk.type("a quiet da")))
    _codes(desk, add, cleared)
    _names(desk, add, cleared)
    _spelling(desk, add)
    desk.clear()
    return made


def _codes(desk: Desk, add: Adding, cleared: Clearing) -> None:
    def closed(number: int) -> Cost:
        place = number * 123 % CODES
        took = desk.type(f"Seen: =p{place}=")
        assert desk.names[place] in desk.field.text()
        return took

    add("the sign that closes a code", cleared(closed))
    table = desk.program.kit.codes.table
    text = f"{desk.long_caption(1)} =p77="
    costs = [cost(lambda: expansion(text, len(text), table)) for _ in range(TIMES)]
    add("    of it finding the code", costs)


def _names(desk: Desk, add: Adding, cleared: Clearing) -> None:
    popup = desk.program.captions.writing.completion
    came: list[bool] = []
    for length in (3, 6):

        def offered(number: int, length: int = length) -> Cost:
            name = desk.program.document.story.photos[f"p{number}"].persons[0]
            took = desk.type(f"At dawn {name[:length]}")
            came.append(popup.is_open)
            return took

        add(f"letter {length} of a name, and the list comes", cleared(offered))
        assert sum(came[-TIMES:]) > TIMES // 2, "names are not offered"
    text = f"{desk.long_caption(2)} At dawn Ma"
    words = desk.program.kit.words
    costs = [cost(lambda: completions("caption", text, len(text), words)) for _ in range(TIMES)]
    add("    of it finding names", costs)

    def taken(number: int) -> Cost:
        offered(number)

        def press() -> None:
            QTest.keyClick(desk.field, Qt.Key.Key_Right)
            desk.application.processEvents()

        return cost(press)

    add("Right, which takes the first", cleared(taken))


def _spelling(desk: Desk, add: Adding) -> None:
    texts = [desk.long_caption(n * 50) for n in range(TIMES)]
    fresh = [cost(lambda text=text: desk.spelling.misspelt(text)) for text in texts]
    warm = [cost(lambda text=text: desk.spelling.misspelt(text)) for text in texts]
    assert sum(len(desk.spelling.misspelt(text)) for text in texts) > TIMES, "little is marked"
    add("spelling of 100 words, warm", warm)
    add("spelling of 100 words, first time", fresh)

    def shown(text: str) -> Cost:
        return cost(lambda: (desk.field.show_text(text), desk.application.processEvents()))

    add("showing a caption of 100 words, marked", [shown(text) for text in texts])
    desk.field.show_text("")
    desk.field.put(0, 0, texts[0])
    add("a letter behind 100 words", [desk.type(" a") for _ in range(TIMES)])


class Jobs:
    """Work in the background, and the silences that it makes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.table = Table(
            f"In the background: {PHOTOS:,} photos",
            *("", "clock", "longest silence", "limit", "ratio", "own work", "all threads"),
            *("over 50 ms", "a bystander", "", ""),
        )

    def watch(self, name: str, work: Callable[[], object], is_done: Callable[[], object]) -> Cost:
        """Do *work*, wait until *is_done*, note the silences and return what all threads took."""
        bystander = Bystander()
        rest(0.15)
        spent = time.process_time()
        with silences() as watch:
            took = cost(lambda: (work(), until(is_done))).wall
        spent = (time.process_time() - spent) * 1000
        longest, machine = watch.longest, bystander.longest()
        self.table.add(
            name,
            f"{took:.0f} ms",
            f"{longest.wall:.1f} ms",
            f"{SILENCE:.0f} ms",
            self.table.ratio(f"silence, {name}", longest.wall, SILENCE),
            f"{longest.cpu:.0f} ms",
            f"{longest.all_cpu:.0f} ms",
            str(watch.long),
            f"{machine:.0f} ms",
        )
        return Cost(spent, took)

    def signalled(self, name: str, work: Callable[[], object], *signals: Any) -> Cost:
        """Do *work* and wait for one of *signals*, as :meth:`watch`."""
        came: list[object] = []
        for signal in signals:
            signal.connect(lambda *_: came.append(1))
        return self.watch(name, work, lambda: came)

    def beside(self, *words: str) -> None:
        """Add to the last row what came of it, or what somebody else takes for the same."""
        self.table.extend(*words)

    def idle(self) -> None:
        """Do nothing, to see what a silence is without any work."""
        self.watch("nothing at all", lambda: rest(1), lambda: True)

    def suggesting(self) -> None:
        """Look for what misspelt words may mean, one after the other."""
        shown: list[list[str]] = []

        def following(*_: object) -> None:
            if len(shown) < len(MISSPELT):
                self.desk.spelling.suggest(MISSPELT[len(shown)], arrived)

        def arrived(words: list[str]) -> None:
            shown.append(words)
            following()

        count = len(MISSPELT)
        took = self.watch(f"suggestions for {count} words", following, lambda: len(shown) == count)
        self.beside(f"{took.wall / count:.0f} ms a word")

    def finding(self) -> None:
        """Find a rare word and a frequent one in the whole story."""
        panel = self.desk.program.captions.replacing
        for words in (RARE, "the"):
            panel.open()

            def search(words: str = words) -> None:
                panel.form.pattern.show_text(words)
                panel.form.replacement.show_text("quay")
                panel.search()

            self.signalled(f"find “{words}” to replace it", search, panel.listed)
            self.beside(panel.count.text())
        panel.close_panel()

    def templating(self) -> None:
        """Look at what a template changes in all photos, and put it on them."""
        program = self.desk.program
        text = "{persons} in {city}, {country}, {date}. {caption}"
        template = Template("Wire", (Entry("caption", text), Entry("credit", "{photographer}/AFP")))
        panel, ids = program.captions.templates, tuple(program.document.story.photos)
        self.signalled("template, preview", lambda: panel.put(template, ids), panel.review.listed)
        self.beside(f"{len(panel.review.table.rows):,} changes")
        applied = program.captions.applier.applied
        self.signalled("template, on all", panel.review.accept_button.click, applied)
        panel.close()

    def sheets(self) -> None:
        """Write sheets, and take one back in which a hundred captions are others."""
        sheets = self.desk.program.captions.sheets
        for suffix in ("csv", "xlsx"):
            self.desk.sheet = str(self.desk.folder / f"captions.{suffix}")
            ends = sheets.written, sheets.failed
            took = self.signalled(f"sheet as {suffix.upper()}", sheets.export, *ends)
            cells = reading.load(self.desk.sheet).rows
            rows = [[str(cell) for cell in line] for _, line in cells]
            peer = cost(lambda s=suffix, rows=rows: _packed(s, rows)).cpu
            ratio = f"{took.cpu / peer:.2f} × the bare library"
            self.beside(f"processor {took.cpu:.0f} ms", f"{ratio} ({peer:.0f} ms)")
        for suffix in ("csv", "xlsx"):
            self.desk.sheet = str(self.desk.folder / f"captions.{suffix}")
            if suffix == "csv":
                _correct(self.desk.sheet)
            ends = sheets.offered, sheets.failed
            self.signalled(f"sheet back from {suffix.upper()}", sheets.take, *ends)
            size = os.stat(self.desk.sheet).st_size / 1e6
            self.beside(f"{size:.1f} MB")
            if sheets._dialog is not None:
                sheets._dialog.close()

    def sidecars(self) -> None:
        """Write sidecars, then change them."""
        program = self.desk.program
        ids, tool = list(program.document.story.photos)[:FILES], program.captions.sidecars
        took = self.signalled(f"{FILES} sidecars, new", lambda: tool.write(ids), tool.finished)
        written = sorted((self.desk.folder / "photos").glob("*.xmp"))
        assert len(written) == FILES
        data = [path.read_bytes() for path in written]
        bare = self.desk.folder / "bare"
        bare.mkdir()

        def flush() -> None:
            for path, one in zip(written, data, strict=True):
                safe_write.write(str(bare / path.name), one)

        peer = cost(flush).wall
        self.beside(f"{took.wall / peer:.2f} × the disk’s flushes", f"({peer:.0f} ms)")
        program.document.apply(edits.set_field(ids, "headline", "A ferry leaves"))
        took = self.signalled(f"{FILES} sidecars, changed", lambda: tool.write(ids), tool.finished)
        self.beside(f"{took.wall / peer:.2f} × the disk’s flushes")


def _packed(suffix: str, rows: list[list[str]]) -> None:
    """Write *rows* into memory by the library alone."""
    if suffix == "csv":
        csv.writer(io.StringIO(newline="")).writerows(rows)
        return
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


def _correct(path: str) -> None:
    """Change a hundred captions of the CSV sheet at *path*, as a copy desk does."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    place = rows[0].index("caption")
    for row in rows[1:10_000:100]:
        row[place] = f"{row[place]} Corrected."
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        keys(desk).show()
        jobs = Jobs(desk)
        for work in (
            jobs.idle,
            jobs.suggesting,
            jobs.finding,
            jobs.sheets,
            jobs.sidecars,
            jobs.templating,
        ):
            work()
        jobs.table.show()
        desk.program.shut_down()


if __name__ == "__main__":
    main()
