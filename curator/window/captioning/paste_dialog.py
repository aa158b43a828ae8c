"""The dialog that asks which of the words on the clipboard photos get; the clipboard itself is left to ``pasting``."""

import json
from collections.abc import Collection, Generator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from curator.errors import shown
from curator.story import pasting
from curator.story.joining import is_empty
from curator.story.pasting import WHOLES, Pasted, PasteMode, Words
from curator.story.values import PhotoId, Story
from curator.window import wording
from curator.window.captioning.before_after import BeforeAfter, Row
from curator.window.captioning.places import titles
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.theme import Looks

MODES = {
    PasteMode.REPLACE: "Replace them",
    PasteMode.WHERE_EMPTY: "Keep them, fill what is empty",
    PasteMode.BEFORE: "Put the pasted words before them",
    PasteMode.AFTER: "Put the pasted words after them",
}
"""What becomes of the words that a photo has, and what that is called."""

_USUALLY_OFF = frozenset({"taken", "rating", "mark"})
# What is true of one photo is seldom meant for another.

_WAIT = 200
# Milliseconds of quiet after which the preview follows the story.

_SHORT = 64
# Characters of a value that are shown beside its field.

_BATCH = 5000
# Changes after which a preview can be ended.


@dataclass(frozen=True, slots=True)
class Choice:
    """Which fields a person last ticked or unticked against the usual, and what became of the words there."""

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    mode: PasteMode = PasteMode.REPLACE

    def takes(self, field: str, words: Words) -> bool:
        """Say whether *field* of *words* is pasted; what was inherited is not unless asked for."""
        if field in self.on or field in self.off:
            return field in self.on
        return field not in words.inherited and field not in _USUALLY_OFF

    def after(self, ticks: dict[str, bool], words: Words, mode: PasteMode) -> "Choice":
        """Return the choice after a person left *ticks* at the fields of *words*."""
        moved = {field: tick for field, tick in ticks.items() if tick != self.takes(field, words)}
        on = {field for field, tick in moved.items() if tick}
        off = moved.keys() - on
        return Choice((self.on | on) - off, (self.off | off) - on, mode)

    @property
    def text(self) -> str:
        """The choice as settings keep it."""
        return json.dumps({"on": sorted(self.on), "off": sorted(self.off), "mode": self.mode})

    @staticmethod
    def of(text: str) -> "Choice":
        """Return the choice that settings kept as *text*; the usual one if it is none."""
        try:
            values = json.loads(text)
            on, off = (frozenset(map(str, values[name])) for name in ("on", "off"))
            return Choice(on - off, off, PasteMode(values["mode"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            return Choice()


@dataclass(frozen=True, slots=True)
class _Preview:
    """What pasting would change, and a row for each where they are shown."""

    changes: list[Pasted]
    rows: list[Row]


class PasteDialog(QDialog):
    """Lists the fields that came, each with a tick and with what it would change, for one photo or many.

    Signals:
        previewed(): what would change is shown as it is now.
        chosen(photo, field): the preview asked to be led to a field of a photo.
    """

    previewed = Signal()
    chosen = Signal(str, str)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        looks: Looks,
        words: Words,
        ids: tuple[PhotoId, ...],
        choice: Choice,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paste words")
        self._document, self._jobs, self._choice = document, jobs, choice
        self.words, self.ids = words, ids
        self.ticks: dict[str, QCheckBox] = {}
        self.effects: dict[str, QLabel] = {}
        self.modes = QComboBox()
        self.table = BeforeAfter(looks, "Words that would change")
        self._changes: list[Pasted] = []
        self._skipped: set[tuple[PhotoId, str]] = set()
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self.preview)
        self.button = self._arrange()
        self.table.jumped.connect(self._jump)
        document.changed.connect(self._follow)
        self.finished.connect(lambda _: self._stop())
        self.preview()

    @property
    def fields(self) -> list[str]:
        """The ticked fields."""
        return [field for field, tick in self.ticks.items() if tick.isChecked()]

    @property
    def mode(self) -> PasteMode:
        """What becomes of the words that are there."""
        return PasteMode(self.modes.currentData())

    @property
    def choice(self) -> Choice:
        """What to remember of the ticks and the mode."""
        ticks = {field: tick.isChecked() for field, tick in self.ticks.items()}
        return self._choice.after(ticks, self.words, self.mode)

    @property
    def skipped(self) -> frozenset[tuple[PhotoId, str]]:
        """The fields of photos whose rows are unticked."""
        self._remember_ticks()
        return frozenset(self._skipped)

    def preview(self) -> None:
        """Work out what would change."""
        self._remember_ticks()
        self._stop()
        self.button.setEnabled(bool(self.fields))
        story = self._document.story
        work = _previewing(story, self.ids, self.words, self.fields, self.mode)
        self._job = self._jobs.start(work, self._show)

    def _follow(self, *_: object) -> None:
        photos = self._document.story.photos
        if not any(photo_id in photos for photo_id in self.ids):
            self.reject()
        elif not self._later.isActive():
            self._later.start()

    def _stop(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, preview: _Preview | None) -> None:
        if preview is None:
            return
        self._job = None
        self._changes = preview.changes
        by_field: dict[str, list[Pasted]] = {field: [] for field in self.ticks}
        for change in preview.changes:
            by_field[change.field].append(change)
        for field, changes in by_field.items():
            is_ticked = self.ticks[field].isChecked()
            effect = _effect(changes, len(self.ids), self.mode) if is_ticked else ""
            self.effects[field].setText(effect)
            self.ticks[field].setAccessibleDescription(effect)
        unticked = [n for n, c in enumerate(self._changes) if (c.photo, c.field) in self._skipped]
        self.table.show_rows(preview.rows, unticked if preview.rows else ())
        self.previewed.emit()

    def _tick_whole(self, field: str, is_on: bool) -> None:
        """Tick what belongs to *field*, as the parts of a place do, and show what would come of it."""
        whole = next((fields for fields in WHOLES if field in fields), frozenset())
        for other in whole & self.ticks.keys():
            with QSignalBlocker(self.ticks[other]):
                self.ticks[other].setChecked(is_on)
        self.preview()

    def _remember_ticks(self) -> None:
        if self.table.rows:
            ticked = set(self.table.ticked)
            for row, change in enumerate(self._changes):
                move = self._skipped.discard if row in ticked else self._skipped.add
                move((change.photo, change.field))

    def _jump(self, row: int) -> None:
        self.chosen.emit(self._changes[row].photo, self._changes[row].field)

    def _arrange(self) -> QPushButton:
        """Put everything in its place and return the button that pastes."""
        photos = self._document.story.photos
        name = shown(photos[self.ids[0]].file_name) if self.ids[0] in photos else ""
        is_one = len(self.ids) == 1
        head = QLabel(f"To {name if is_one else wording.count(len(self.ids), 'photo')}")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setObjectName("section")
        for mode, words in MODES.items():
            self.modes.addItem(words, mode.value)
        self.modes.setCurrentIndex(self.modes.findData(self._choice.mode.value))
        self.modes.activated.connect(self.preview)
        label = QLabel("&Where a photo has words already")
        label.setBuddy(self.modes)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.modes)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        button = buttons.addButton("Paste", QDialogButtonBox.ButtonRole.AcceptRole)
        button.setObjectName("primary")
        button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.table.setHidden(is_one)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for part in (head, self._field_list()):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(760 if not is_one else 620, 560 if not is_one else 0)
        return button

    def _field_list(self) -> QWidget:
        """Return the fields, a row each: its tick, the words that came, and what they would change."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for row, (field, value) in enumerate(self.words.items):
            tick = QCheckBox(wording.FIELD_NAMES.get(field, field).capitalize())
            tick.setChecked(self._choice.takes(field, self.words))
            tick.toggled.connect(partial(self._tick_whole, field))
            inherited = " (from the story)" if field in self.words.inherited else ""
            words, effect = _OneLine(), _OneLine()
            words.setText(f"{_short(as_text(value))}{inherited}")
            effect.setObjectName("muted")
            for place, widget in enumerate((tick, words, effect)):
                grid.addWidget(widget, row, place)
            self.ticks[field], self.effects[field] = tick, effect
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.setMaximumHeight(260)
        area.setMinimumHeight(min(content.sizeHint().height() + 4, 260))
        return area


class _OneLine(QLabel):
    """Plain text of one line, cut at its end where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        end = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.text(), end, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


def as_text(value: Any) -> str:
    """Return *value* of a field as a person reads it."""
    return ", ".join(value) if isinstance(value, tuple) else str(value) if value else ""


def _short(text: str) -> str:
    line = " ".join(text[: 4 * _SHORT].split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _effect(changes: list[Pasted], photos: int, mode: PasteMode) -> str:
    """Return what pasting one field to so many *photos* would change."""
    fills = sum(1 for change in changes if is_empty(change.before))
    others = len(changes) - fills
    if photos == 1 and others:
        joins = {PasteMode.BEFORE: "before", PasteMode.AFTER: "after"}
        return f"{joins.get(mode, 'instead of')} “{_short(as_text(changes[0].before))}”"
    if photos == 1:
        return "fills what is empty" if fills else "changes nothing"
    said = {
        "fills": fills,
        "joins" if mode in (PasteMode.BEFORE, PasteMode.AFTER) else "replaces": others,
    }
    words = ", ".join(f"{verb} {count:,}" for verb, count in said.items() if count)
    return words or "changes nothing"


def _previewing(
    story: Story,
    ids: tuple[PhotoId, ...],
    words: Words,
    fields: Collection[str],
    mode: PasteMode,
) -> Generator[_Preview | None, None, None]:
    """Work out what pasting would change: ``None`` now and then, so that it can be ended, and the result."""
    changes: list[Pasted] = []
    for change in pasting.outcome(story, ids, words, fields, mode):
        changes.append(change)
        if len(changes) % _BATCH == 0:
            yield None
    names = titles(story) if len(ids) > 1 else {}
    rows = [
        Row(
            names[change.photo],
            wording.FIELD_NAMES.get(change.field, change.field).capitalize(),
            as_text(change.before),
            as_text(change.after),
        )
        for change in changes
        if names
    ]
    yield _Preview(changes, rows)
