"""The photographers found, one a row: whether each takes part, and by how much the clock is put forward."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QMenu, QToolButton, QWidget

from curator.photos.interleaving import Strand
from curator.story.times import read_span
from curator.story.values import Story
from curator.window import wording
from curator.window.editor.fields import LineField
from curator.window.ordering.interleave.signs import letter, paint_sign
from curator.window.ordering.interleave.strip import when

MOST_ROWS = 40
"""Photographers that are listed; with more of them nobody puts clocks right one by one."""

_HEADS = ("", "Photographer", "Photos", "First to last", "Shift, as +1:00")

_NO_SHIFT = "none"

Match = tuple[str, str | None]
"""A way of putting a clock right: its words, and the shift that it means, ``None`` where it cannot be."""


class _Sign(QWidget):
    """The letter of a strand on its colour."""

    def __init__(self, strand: int) -> None:
        super().__init__()
        self._strand = strand
        self.setFixedSize(QSize(24, 20))

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, QRect(0, 0, self.width(), self.height()), self._strand)


class Row:
    """The widgets of one photographer."""

    def __init__(self, strand: Strand, number: int, story: Story) -> None:
        name = strand.name or "Nobody named"
        self.strand = strand
        self.sign = _Sign(number)
        self.box = QCheckBox(name[:60].replace("&", "&&"))
        self.box.setChecked(True)
        self.box.setAccessibleName(f"{letter(number)}: {name} takes part")
        self.count = QLabel(_counted(strand))
        self.times = QLabel(_first_to_last(strand, story))
        self.field = LineField(f"Shift of the clock of {name}", undoes_itself=True)
        self.field.setPlaceholderText(_NO_SHIFT)
        self.field.setFixedWidth(110)
        self.match = QToolButton()
        self.match.setText("Match")
        self.match.setAccessibleName(f"Match the clock of {name}")
        self.match.setToolTip("Put the clock right by photos that show one moment")
        self.match.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for label in (self.count, self.times):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setObjectName("muted")

    @property
    def span(self) -> timedelta | None:
        """The shift that is typed, none at all if nothing is; ``None`` if it cannot be read."""
        text = self.field.text().strip()
        return read_span(text) if text else timedelta()

    @property
    def widgets(self) -> Iterator[QWidget]:
        """All widgets, from left to right."""
        yield from (self.sign, self.box, self.count, self.times, self.field, self.match)


class StrandRows(QWidget):
    """A row for each photographer; *matches* tells the ways in which the clock of one can be put right.

    Signals:
        edited(): somebody takes part or not, or has another shift.
    """

    edited = Signal()

    def __init__(
        self, matches: Callable[[Strand], list[Match]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._matches = matches
        self.rows: list[Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(MOST_ROWS + 1, 1)  # What is left over stays below.
        for column, words in enumerate(_HEADS):
            label = QLabel(words)
            label.setObjectName("muted")
            self._grid.addWidget(label, 0, column)

    @property
    def spans(self) -> dict[str, timedelta]:
        """The shift of each who takes part, by name; without those whose shift cannot be read."""
        ticked = ((row.strand.name, row.span) for row in self.rows if row.box.isChecked())
        return {name: span for name, span in ticked if span is not None}

    @property
    def left_out(self) -> set[str]:
        """Who is listed and takes no part, by name: unticked, or with a shift that cannot be read."""
        return {row.strand.name for row in self.rows} - self.spans.keys()

    @property
    def unread(self) -> str:
        """A shift that is typed and cannot be read; ``""`` if there is none."""
        odd = (row for row in self.rows if row.box.isChecked() and row.span is None)
        return next((row.field.text().strip() for row in odd), "")

    def show_strands(self, strands: tuple[Strand, ...], story: Story) -> None:
        """Show *strands* of *story*; who is listed already keeps shift and tick."""
        listed = strands[:MOST_ROWS]
        if [row.strand.name for row in self.rows] == [strand.name for strand in listed]:
            for row, strand in zip(self.rows, listed, strict=True):
                row.strand = strand
                row.count.setText(_counted(strand))
                row.times.setText(_first_to_last(strand, story))
            return
        kept = {row.strand.name: (row.field.text(), row.box.isChecked()) for row in self.rows}
        for row in self.rows:
            for widget in row.widgets:
                widget.hide()
                widget.deleteLater()
        self.rows = [Row(strand, number, story) for number, strand in enumerate(listed)]
        for number, row in enumerate(self.rows, 1):
            text, is_ticked = kept.get(row.strand.name, ("", True))
            row.field.show_text(text, _NO_SHIFT)
            row.box.setChecked(is_ticked)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, number, column)
            self._connect(row)

    def clear_shifts(self) -> None:
        """Put no clock forward, and let everybody take part."""
        for row in self.rows:
            row.field.show_text("", _NO_SHIFT)
            row.box.setChecked(True)

    def _connect(self, row: Row) -> None:
        row.field.edited.connect(self.edited)
        row.box.toggled.connect(self.edited)
        menu = QMenu(row.match)
        menu.setTitle("Match")
        menu.aboutToShow.connect(lambda: self._fill(menu, row))
        row.match.setMenu(menu)

    def _fill(self, menu: QMenu, row: Row) -> None:
        menu.clear()
        for words, shift in self._matches(row.strand):
            action = menu.addAction(words.replace("&", "&&"))
            action.setEnabled(shift is not None)
            action.triggered.connect(partial(self._take, row, shift or ""))

    def _take(self, row: Row, shift: str) -> None:
        row.field.show_text(shift, _NO_SHIFT)
        self.edited.emit()


def _counted(strand: Strand) -> str:
    aside = f" + {len(strand.aside):,} set aside" if strand.aside else ""
    return f"{wording.count(len(strand.photos), 'photo')}{aside}"


def _first_to_last(strand: Strand, story: Story) -> str:
    """Return the first and the last moment of the photos of *strand*, as their dates stand."""
    dated = [taken for i in strand.photos if (taken := story.photos[i].taken)]
    if not dated:
        return "no dates"
    (first_day, first), (last_day, last) = when(dated[0]), when(dated[-1])
    if first_day == last_day:
        times = f"{first_day}, {first} – {last}" if first and last else first_day
    else:
        times = f"{first_day} {first} – {last_day} {last}"
    lacking = len(strand.photos) - len(dated)
    return f"{times}; {lacking:,} without" if lacking else times
