"""What the Story view costs with a long essay; run by hand: ``python tests/benchmarks/bench_board.py``.

A story of 150 blocks, 60 of them photos of 24 megapixels and the others words. It is opened, scrolled, ten
photos are dragged over it as one and dropped, words are typed, sections are folded. Figures are processor
time of the window's thread until the view is painted, beside the limits; then the memory of the program.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_window import build
from made_photos import camera_photos
from measuring import CHOICE, FRAME, Cost, Paints, Table, chance, cost, memory, middle, rest, until

BLOCKS, PHOTOS, CARRIED = 150, 60, 10
STEPS, LETTERS, ROUNDS = 300, 40, 10


class Board:
    """The program with the essay in its Story view."""

    def __init__(self, folder: Path) -> None:
        photos = folder / "photos"
        photos.mkdir()
        camera_photos(photos, PHOTOS)
        self.application, self.program = build(str(folder / "account"))
        self.program.window.resize(1440, 900)
        self.program.window.show()
        self.program.window.activateWindow()
        until(lambda: "captions" in self.program.rooms.__dict__)
        self.program.views.show_view("story")
        done: list[object] = []
        self.program.arrivals.finished.connect(done.append)
        self.program.desk.add([str(photos)])
        until(lambda: done)
        self.write()
        self.view: Any = self.program.views.grid
        self._paints = Paints(self.view.viewport())
        rest(3)

    def write(self) -> None:
        """Put words between the photos."""
        from curator.story import blocks, edits
        from curator.story.values import HeadingBlock, QuoteBlock, TextBlock

        ids = list(self.program.document.story.photos)
        words = "Words that stand between the photos, and tell what they do not. " * 6
        kinds = (TextBlock(words), HeadingBlock("Morning"), QuoteBlock("Never.", "Ann"))
        apply = self.program.document.apply
        for number in range(BLOCKS - PHOTOS):
            apply(blocks.insert_block(kinds[number % 3], ids[number * 2 // 3]))
        apply(edits.set_field(ids, "caption", "A tug passes the bridge. " * 4))

    def painted(self, work: Callable[[], object]) -> Cost:
        """Do *work* and return what it took until the view was painted again."""
        return self._paints.after(work, self.application)

    def scrolling(self) -> tuple[list[Cost], list[Cost]]:
        """Return what jumps and small steps cost, all pictures being there."""
        bar, places = self.view.verticalScrollBar(), chance()
        for screen in range(0, bar.maximum() + 1, bar.pageStep() or 1):
            bar.setValue(screen)
            rest(0.3)
        jumps = [places.randrange(bar.maximum()) for _ in range(STEPS)]
        steps = [place % bar.maximum() for place in range(20, 20 * STEPS, 20)]
        go = lambda to: self.painted(lambda: bar.setValue(to))  # noqa: E731
        return [go(to) for to in jumps], [go(to) for to in steps]

    def dragging(self) -> tuple[Cost, list[Cost], Cost, Cost]:
        """Return what ten photos cost: their picture, each move over the view, the drop, and undo."""
        from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
        from PySide6.QtGui import QDragMoveEvent, QDropEvent

        from curator.window.grid.view import _ROWS

        view = self.view
        view.verticalScrollBar().setValue(0)
        view.select(list(self.program.document.story.photos)[:CARRIED])
        mime = QMimeData()
        mime.setData(_ROWS, b"1")
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
        at = QPointF(width / 2, height - 60.0)
        drop = Drop(at, Qt.DropAction.CopyAction, mime, left, keys)
        before = view.rows.keys
        dropped = self.painted(lambda: view.dropEvent(drop))
        if view.rows.keys == before:
            raise RuntimeError("nothing was moved")
        rest(0.5)
        return picture, moves, dropped, self.painted(self.program.document.undo)

    def typing(self) -> list[Cost]:
        """Return what letters cost that are typed into the words of a text."""
        from PySide6.QtTest import QTest

        rows = self.view.rows
        self.view.select([next(key for key in rows.keys if key not in rows.document.story.photos)])
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


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        board = Board(Path(folder))
        jumps, steps = board.scrolling()
        picture, moves, dropped, undone = board.dragging()
        title = f"The Story view: {BLOCKS} blocks, {PHOTOS} photos of 24 megapixels"
        table = Table(title, "what", "median", "worst", "limit", "worst / limit")
        for name, costs, limit in (
            ("a jump", jumps, FRAME),
            ("a step of scrolling", steps, FRAME),
            ("ten photos: their picture at the mouse", [picture], CHOICE),
            ("ten photos: a move over the view", moves, FRAME),
            ("ten photos: the drop", [dropped], CHOICE),
            ("ten photos: undone", [undone], CHOICE),
            ("a letter into a text", board.typing(), FRAME),
            ("everything folded or unfolded", board.folding(), CHOICE),
        ):
            worst = middle(costs, 1.0).cpu
            ratio = table.ratio(name, worst, limit)
            table.add(
                name, f"{middle(costs).cpu:.1f} ms", f"{worst:.1f} ms", f"{limit:.0f} ms", ratio
            )
        table.show()
        print(f"memory of the program: {memory():.0f} MB")
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
