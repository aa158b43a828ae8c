"""The dialog in which photographers are interleaved by time; the order to come is seen before it is made."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator.photos.interleaving import Strand, interleave, interleaved, span_between, strands
from curator.story.times import span_text
from curator.story.values import Photo, PhotoId, Story
from curator.window import wording
from curator.window.buttons import press_by_enter
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.ordering.interleave.plan import Plan, planned, shifts_of
from curator.window.ordering.interleave.rows import MOST_ROWS, Match, StrandRows
from curator.window.ordering.interleave.strip import Strip
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_WAIT = 150
# Milliseconds of quiet after which the order to come is worked out again.

_CLOCKS = ("One clock for each photographer", "One clock for each camera")

_Found = tuple[Story, tuple[Strand, ...], Plan]


class InterleaveDialog(QDialog):
    """Stays open beside the work; *selected* tells which photos are selected.

    Signals:
        planned(): the order to come is worked out and shown.
        applied(count, dates): so many photos were interleaved, and the dates of so many put right.
    """

    planned = Signal()
    applied = Signal(int, int)

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        jobs: Jobs,
        looks: Looks,
        selected: Callable[[], Sequence[PhotoId]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Interleave by time")
        self._document, self._jobs, self._selected = document, jobs, selected
        self._ids: tuple[PhotoId, ...] | None = None
        self._strands: tuple[Strand, ...] = ()
        self._job: Job | None = None
        self._head = QLabel()
        self.clocks = QComboBox()
        self.rows = StrandRows(self._matches)
        self.error = QLabel()
        self.outcome = QLabel()
        self.strip = Strip(thumbnails, looks)
        self.corrects = QCheckBox("&Correct the dates too")
        self.button = QPushButton("&Interleave")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.plan)
        self._place()
        self.rows.edited.connect(self._edited)
        self.clocks.activated.connect(lambda _: self._edited())
        self.button.clicked.connect(self.apply)
        document.changed.connect(lambda *_: self._follow())
        document.opened.connect(lambda _: self.close())
        self.resize(900, 460)

    def open_for(self, ids: Sequence[PhotoId] | None) -> None:
        """Show the dialog for the photos of *ids*, for the whole story if ``None``."""
        self._ids = None if ids is None else tuple(ids)
        if not self.isVisible():
            self.rows.clear_shifts()
            self.corrects.setChecked(False)
        self.show()
        self.activateWindow()
        self.plan()
        self.clocks.setFocus()

    @property
    def is_current(self) -> bool:
        """Whether what is shown is what would be made now."""
        return self._job is None and not self._later.isActive()

    def plan(self) -> None:
        """Work out in the background what interleaving would make of the story as it stands."""
        self._stop()
        story, ids = self._document.story, self._ids
        typed, left_out = self.rows.spans, self.rows.left_out
        each_camera = self.clocks.currentIndex() == 1

        def work() -> _Found:
            found = strands(story, story.photos if ids is None else ids, each_camera=each_camera)
            names = (s.name for s in found[:MOST_ROWS] if s.name not in left_out)
            spans = {name: typed.get(name, timedelta()) for name in names}
            return story, found, planned(story, found, spans)

        self._job = self._jobs.call(work, self._show, lambda _: self._stop())
        self._show_button()

    def apply(self) -> None:
        """Interleave, as one step, what the strip shows."""
        if not self.button.isEnabled():
            return
        corrects, spans = self.corrects.isChecked(), self.rows.spans
        before = self._document.story
        shifts = shifts_of(self._strands, spans, with_aside=corrects)
        self._document.apply(interleave(shifts, corrects_dates=corrects))
        after = self._document.story
        dates = sum(after.photos[i].taken != before.photos[i].taken for i in shifts)
        self.close()
        self.applied.emit(sum(i in self._document.numbers for i in shifts), dates)

    def _edited(self) -> None:
        self._later.start(_WAIT)
        self._show_button()

    def _follow(self) -> None:
        if self.isVisible():
            self._edited()

    def _stop(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, found: _Found) -> None:
        story, self._strands, plan = found
        self._job = None
        self.rows.show_strands(self._strands, story)
        names = [strand.name for strand in self._strands]
        self.strip.show_frames(plan.frames, names)
        self._show_head(plan)
        self._show_button()
        self.planned.emit()

    def _show_head(self, plan: Plan) -> None:
        what = "photographer" if self.clocks.currentIndex() == 0 else "clock"
        photos = sum(len(strand.photos) for strand in self._strands)
        scope = "the story" if self._ids is None else "the selection"
        words = f"{wording.count(photos, 'photo')} of {scope}, {wording.count(len(self._strands), what)}"
        more = len(self._strands) - MOST_ROWS
        self._head.setText(f"{words}; {more:,} more stay where they are" if more > 0 else words)
        moved = wording.count(plan.moved, "photo")
        verb = "gets" if plan.moved == 1 else "get"
        self.outcome.setText(
            f"As the story will stand: {moved} {verb} another number"
            if plan.moved
            else "As the story will stand: nothing moves"
        )
        spans = self.rows.spans
        aside = sum(len(s.aside) for s in self._strands if spans.get(s.name))
        also = f", also of {aside:,} set aside" if aside else ""
        self.corrects.setText(f"&Correct the dates too{also}")

    def _show_button(self) -> None:
        odd = self.rows.unread
        self.error.setVisible(bool(odd))
        self.error.setText(f"“{odd[:40]}” is no span of time. Write +1:00 for an hour later.")
        taking = sum(len(s.photos) for s in self._strands if s.name in self.rows.spans)
        self.button.setText(f"&Interleave {wording.count(taking, 'photo')}")
        self.button.setEnabled(self.is_current and taking > 1 and not odd)

    def _matches(self, strand: Strand) -> list[Match]:
        """Return the ways in which the clock of *strand* can be put right by that of another."""
        story = self._document.story
        others = [s for s in self._strands if s.name != strand.name and s.name in self.rows.spans]
        found: list[Match] = []
        for other in others[:4]:
            words = f"First frame with the first of {other.name or 'nobody named'}"
            found.append(self._match(words, _first(story, other), _first(story, strand)))
        pair = [story.photos[i] for i in self._selected() if i in story.photos]
        mine = [photo for photo in pair if photo.id in strand.ids]
        theirs = [photo for photo in pair if photo.id not in strand.ids]
        words = "The two selected photos show one moment"
        if len(mine) == len(theirs) == 1:
            found.append(self._match(words, theirs[0], mine[0]))
        else:
            found.append(
                ("Select two photos of one moment, one of them of this photographer", None)
            )
        return found

    def _match(self, words: str, fixed: Photo | None, wrong: Photo | None) -> Match:
        """Return *words* with the shift by which *wrong* comes to the moment of *fixed*."""
        if fixed is None or wrong is None:
            return f"{words}: one has no date", None
        shifts = shifts_of(self._strands, self.rows.spans, with_aside=True)
        there = interleaved(
            self._document.story, {i: s for i, s in shifts.items() if i == fixed.id}
        )
        span = span_between(there[0] if there else fixed, wrong)
        if span is None:
            return f"{words}: one has no date", None
        return f"{words}: {span_text(span)}", span_text(span)

    def _place(self) -> None:
        for label, name in ((self._head, "section"), (self.error, "attention")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setObjectName("muted")
        self.error.hide()
        for words in _CLOCKS:
            self.clocks.addItem(words)
        clocks = QLabel("Cloc&ks")
        clocks.setBuddy(self.clocks)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(clocks)
        head.addWidget(self.clocks)
        listed = QScrollArea()
        listed.setWidget(self.rows)
        listed.setWidgetResizable(True)
        listed.setFrameShape(QFrame.Shape.NoFrame)
        listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close = QPushButton("C&lose")
        close.clicked.connect(self.close)
        self.button.setObjectName("primary")
        foot = QHBoxLayout()
        foot.addWidget(self.corrects)
        foot.addStretch(1)
        for button in (close, self.button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        press_by_enter(close, self.button)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(listed, 1)
        for widget in (self.error, self.outcome, self.strip):
            column.addWidget(widget)
        column.addLayout(foot)


def _first(story: Story, strand: Strand) -> Photo | None:
    """Return the first photo of *strand* that has a date."""
    return next((story.photos[i] for i in strand.photos if story.photos[i].taken), None)
