"""The values that two people changed in different ways: both held side by side, each taken with one key."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator.story.merging import Merged
from curator.window.buttons import press_by_enter
from curator.window.document import StoryDocument
from curator.window.keeping.change_lines import Line, bringing_back, lines_of
from curator.window.keeping.change_list import ChangeList
from curator.window.keeping.changes_pane import push_button
from curator.window.keeping.full_text import FullText, below
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

SIDES = ("On the disk", "Here")
"""What the two sides are called."""

_ALL_SETTLED = "Nothing is left: for each of them you took theirs."


class ClashesDialog(QDialog):
    """Shows what both changed; what is taken goes into the story as one step of undo.

    Signals:
        led_to(line): the person asked to be led to what a line is about.
    """

    led_to = Signal(object)

    def __init__(
        self, document: StoryDocument, thumbnails: Thumbnails, looks: Looks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Changed by both — Curator")
        self._document = document
        self._merged: Merged | None = None
        self.changes = ChangeList(looks, thumbnails)
        self.changes.setAccessibleName("What both changed")
        self.full = FullText(looks)
        self.status = QLabel()
        self.take = push_button("&Take theirs", self.take_theirs)
        self.keep = push_button("&Keep mine, close", self.accept)
        self.changes.chosen.connect(self._show_chosen)
        self.changes.activated_line.connect(self.led_to)
        self._arrange()
        self.resize(860, 560)

    def open_with(self, merged: Merged) -> None:
        """Show the conflicts of *merged*, and put the keyboard on them."""
        self._merged = merged
        self.status.setText("Yours stand in the story. Take theirs where those are better.")
        lines = tuple(_sided(lines_of(merged.conflicts)))
        self.changes.show_lines(lines)
        first = next((row for row, line in enumerate(lines) if not line.is_head), 0)
        self.changes.setCurrentIndex(self.changes.rows.index(first))
        self.show()
        self.activateWindow()
        self.changes.setFocus()

    def take_theirs(self) -> None:
        """Take theirs for the selected lines."""
        lines, merged = self.changes.selected_lines, self._merged
        if not lines or merged is None:
            return
        self._document.apply(bringing_back(merged.theirs, lines))
        left = _without(self.changes.rows.lines, lines)
        self.changes.show_lines(left)
        self.status.setText("" if left else _ALL_SETTLED)

    def _show_chosen(self) -> None:
        is_chosen = bool(self.changes.selected_lines)
        self.take.setEnabled(is_chosen)
        self.full.show_line(self.changes.current_line if is_chosen else None)

    def _arrange(self) -> None:
        self.status.setObjectName("muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.take.setObjectName("primary")
        press_by_enter(self.take, self.keep)
        texts = below(self.changes, self.full, (380, 120))
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.status)
        column.addWidget(texts, 1)
        column.addLayout(foot)


def _sided(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield *lines* with the names of the sides, a head taking no more than what is listed below it.

    A photo that one side took out is taken, or not, as a whole.
    """
    listed = list(lines)
    for number, line in enumerate(listed):
        if not line.is_head or not line.pairs:
            yield replace(line, sides=SIDES)
            continue
        below: list[Line] = []
        for other in listed[number + 1 :]:
            if other.is_head:
                break
            below.append(other)
        pairs = tuple(pair for other in below for pair in other.pairs)
        yield replace(line, pairs=pairs or line.pairs, sides=SIDES)


def _without(lines: Iterable[Line], taken: Iterable[Line]) -> tuple[Line, ...]:
    """Return *lines* without what *taken* are about, and without heads that nothing is left below."""
    pairs = {pair for line in taken for pair in line.pairs}
    blocks = {id(block) for line in taken for block in line.blocks}
    left = []
    for line in lines:
        rest = tuple(pair for pair in line.pairs if pair not in pairs)
        kept = tuple(block for block in line.blocks if id(block) not in blocks)
        if rest or kept:
            left.append(replace(line, pairs=rest, blocks=kept))
    return tuple(left)
