"""What the Story view costs with a long essay; run by hand: ``python tests/benchmarks/bench_board.py``.

A story of 150 blocks, 60 of them photos of 24 megapixels, some in groups, and the others words. It is opened,
scrolled, ten photos are dragged over it as one, past its edge, and dropped; words are typed, sections are
folded. Then one of 10,000 photos and 500 texts, whose files are not there. Figures are processor time of the
window's thread until the view is painted, beside the limits; then the memory of the program.
"""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench_window import build
from made_photos import camera_photos
from made_stories import mixed_story
from measuring import (
    CHOICE,
    FRAME,
    SILENCE,
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
    until,
)

BLOCKS, PHOTOS, CARRIED, GROUPED = 150, 60, 10, 12
MANY, TEXTS = 10_000, 500
STEPS, TURNS, LETTERS, ROUNDS, OPENINGS = 300, 3, 40, 10, 5


class Board:
    """The program with a story in its Story view."""

    def __init__(self, folder: Path) -> None:
        self.application, self.program = build(str(folder / "account"))
        self.program.window.resize(1440, 900)
        self.program.window.show()
        self.program.window.activateWindow()
        until(lambda: "captions" in self.program.rooms.__dict__)
        self.program.views.show_view("story")
        self.view: Any = self.program.views.grid
        self._paints = Paints(self.view.viewport())

    def take_in(self, photos: Path) -> None:
        """Bring photos of a camera in, and put words and groups between them."""
        from curator.story import blocks, edits

        photos.mkdir()
        camera_photos(photos, PHOTOS)
        done: list[object] = []
        self.program.arrivals.finished.connect(done.append)
        self.program.desk.add([str(photos)])
        until(lambda: done)
        ids, apply = list(self.program.document.story.photos), self.program.document.apply
        apply(edits.set_field(ids, "caption", "A tug passes the bridge. " * 4))
        for at in range(0, GROUPED, 2):
            apply(blocks.group(ids[at : at + 2], "pair"))
        self.write(BLOCKS - PHOTOS + GROUPED // 2)
        rest(3)

    def write(self, count: int) -> None:
        """Put *count* blocks of words evenly between what the story shows."""
        from curator.story.values import HeadingBlock, QuoteBlock, TextBlock

        words = "Words that stand between the photos, and tell what they do not. " * 6
        kinds: tuple[Callable[[], Any], ...] = (
            lambda: TextBlock(words),
            lambda: HeadingBlock("Morning"),
            lambda: QuoteBlock("Never.", "Ann"),
        )
        shown = self.program.document.story.sequence
        sequence: list[Any] = []
        for at, block in enumerate(shown):
            here = range(count * at // len(shown), count * (at + 1) // len(shown))
            sequence += [block, *(kinds[number % 3]() for number in here)]
        self.story = replace(self.program.document.story, sequence=tuple(sequence))
        self.program.document.open(self.story)

    def settle(self) -> None:
        """Wait until all that follows an opening is done."""
        rest(1.7)
        until(lambda: self.program.choosing.is_settled and self.program.kit.words.is_settled)
        rest(0.3)

    def opening(self) -> list[Cost]:
        """Return what it costs to open the story."""
        return [
            self.painted(lambda: self.program.document.open(self.story)) for _ in range(OPENINGS)
        ]

    def painted(self, work: Callable[[], object]) -> Cost:
        """Do *work* and return what it took until the view was painted again."""
        return self._paints.after(work, self.application)

    def scrolling(self) -> dict[str, list[Cost]]:
        """Return what jumps and small steps cost, all pictures of a short story being there.

        What comes in after a jump, badges and pictures, is worked off in turns of the event loop of
        its own, told beside it: the next jump would else be charged with it.
        """
        bar, places = self.view.verticalScrollBar(), chance()
        if bar.maximum() < 100 * bar.pageStep():
            for screen in range(0, bar.maximum() + 1, bar.pageStep() or 1):
                bar.setValue(screen)
                rest(0.3)
        jumps, turns = [], []
        for _ in range(STEPS):
            to = places.randrange(bar.maximum())
            jumps.append(self.painted(lambda to=to: bar.setValue(to)))
            turns += [cost(self.application.processEvents) for _ in range(TURNS)]
            rest(0.05)
        places_on = [place % bar.maximum() for place in range(20, 20 * STEPS, 20)]
        steps = [self.painted(lambda to=to: bar.setValue(to)) for to in places_on]
        return {"a jump": jumps, "a turn after a jump": turns, "a step of scrolling": steps}

    def dragging(self) -> dict[str, list[Cost]]:
        """Return what ten photos cost: their picture, each move, each frame at an edge, drop and undo."""
        from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
        from PySide6.QtGui import QDragMoveEvent, QDropEvent

        from curator.window.grid.offering import ROWS

        view = self.view
        view.verticalScrollBar().setValue(0)
        view.select(list(self.program.document.story.photos)[:CARRIED])
        mime = QMimeData()
        mime.setData(ROWS, b"1")
        keys, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton

        class Over(QDragMoveEvent):
            """A move of what this view itself gave away."""

            def source(self) -> Any:
                return view

        class Drop(QDropEvent):
            """The end of it."""

            def source(self) -> Any:
                return view

        width, height = view.viewport().width(), view.viewport().height()
        picture = cost(lambda: view._drag_picture(view.currentIndex()))
        moves = []
        for step in range(STEPS):
            at = QPoint(20 + step * 37 % (width - 40), 80 + step * 3 % (height - 160))
            over = Over(at, Qt.DropAction.CopyAction, mime, left, keys)

            def move(over: QDragMoveEvent = over) -> None:
                view.dragMoveEvent(over)
                self.application.processEvents()

            moves.append(cost(move))
        low = Over(QPoint(width // 2, height - 6), Qt.DropAction.CopyAction, mime, left, keys)
        view.dragMoveEvent(low)
        rolls = [self.painted(view._roll_on) for _ in range(STEPS // 3)]
        at = QPointF(width / 2, height - 60.0)
        drop = Drop(at, Qt.DropAction.CopyAction, mime, left, keys)
        before = view.rows.keys
        dropped = self.painted(lambda: view.dropEvent(drop))
        if view.rows.keys == before:
            raise RuntimeError("nothing was moved")
        rest(0.5)
        return {
            "their picture at the mouse": [picture],
            "a move over the view": moves,
            "a frame of scrolling at the edge": rolls,
            "the drop": [dropped],
            "undone": [self.painted(self.program.document.undo)],
        }

    def typing(self, *, into_text: bool) -> list[Cost]:
        """Return what letters cost that are typed into the words of a text, or into a caption."""
        from PySide6.QtTest import QTest

        keys = self.view.rows.keys
        self.view.select([next(key for key in keys if isinstance(key, str) is not into_text)])
        self.program.desk.write("caption")
        rest(0.3)
        field = self.application.focusWidget()
        letters = ("and so it is " * LETTERS)[:LETTERS]
        return [self.painted(lambda one=one: QTest.keyClicks(field, one)) for one in letters]

    def folding(self) -> list[Cost]:
        """Return what it costs to fold everything and unfold it."""
        fold = self.view.fold_all
        both = (True, False) * ROUNDS
        return [self.painted(lambda folded=folded: fold(folded)) for folded in both]


def measured(count: int) -> Any:
    """Return what is found with the essay, or with *count* photos and texts between them, as JSON has it."""
    with tempfile.TemporaryDirectory() as folder:
        board = Board(Path(folder))
        if count:
            board.program.document.open(mixed_story(count))
            board.write(TEXTS)
            rest(3)
        else:
            board.take_in(Path(folder) / "photos")
        found = {"opening": board.opening()}
        board.settle()
        found |= board.scrolling()
        carried = board.dragging()
        found |= {f"ten photos: {name}": costs for name, costs in carried.items()}
        found["a letter into a text"] = board.typing(into_text=True)
        found["a letter into a caption"] = board.typing(into_text=False)
        found["everything folded or unfolded"] = board.folding()
        return plain({**found, "memory": memory()})


LIMITS = {"opening": SILENCE, "everything folded or unfolded": CHOICE} | {
    f"ten photos: {name}": CHOICE for name in ("their picture at the mouse", "the drop", "undone")
}
"""Of what is no frame."""


def main() -> None:
    """Measure, and print the tables."""
    for count, title in (
        (0, f"The Story view: {BLOCKS} blocks, {PHOTOS} photos of 24 megapixels"),
        (MANY, f"The Story view: {MANY:,} photos, {TEXTS} texts"),
    ):
        found = apart("bench_board", "measured", count)
        held = found.pop("memory")
        table = Table(title, "what", "median", "worst", "limit", "worst / limit")
        for name, costs in found.items():
            limit = LIMITS.get(name, FRAME)
            all_of_it = [Cost(**one) for one in costs]
            worst = middle(all_of_it, 1.0).cpu
            ratio = table.ratio(name, worst, limit)
            usual = f"{middle(all_of_it).cpu:.1f} ms"
            table.add(name, usual, f"{worst:.1f} ms", f"{limit:.0f} ms", ratio)
        table.show()
        print(f"memory of the program: {held:.0f} MB")


if __name__ == "__main__":
    main()
