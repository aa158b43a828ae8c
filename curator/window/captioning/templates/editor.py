"""One template, a row a field: tick, mode, text, and beside it what the current photo would say."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from curator.captions.codes import CodeTable, unknown_codes
from curator.captions.variables import faults
from curator.story.edits import PARAGRAPHS, PHOTO_FIELDS, read_field
from curator.story.templates import SINGLE, Entry, Mode, Template, changes_of, expanded, fault_of
from curator.story.values import Photo, Story
from curator.window import wording
from curator.window.captioning.templates.field import VariableField
from curator.window.theme import Looks

MODES = {
    Mode.REPLACE: "Replace",
    Mode.BEFORE: "Put before",
    Mode.AFTER: "Put after",
    Mode.EMPTY: "Only if empty",
}
"""What becomes of the words that a field has already, and what that is called."""

_HINTS = {
    "keywords": "one, two, three",
    "persons": "one, two, three",
    "rating": "0 to 5",
    "mark": "pick or reject",
    "taken": "14 March 2026",
}
_MOST_SHOWN = 300
# Characters of the outcome that are shown beside a text.


class TemplateEditor(QScrollArea):
    """The fields of one template.

    Signals:
        edited(template, field): a person changed what the template says of that field.
    """

    edited = Signal(object, str)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._template = Template("")
        self._story = Story()
        self._photo: Photo | None = None
        self._number = 0
        self._codes = CodeTable()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.setWidget(content)
        grid = QGridLayout(content)
        grid.setContentsMargins(2, 2, 12, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 5)
        grid.setColumnStretch(4, 4)
        self.rows = {name: FieldRow(grid, at, name) for at, name in enumerate(PHOTO_FIELDS)}
        grid.setRowStretch(len(PHOTO_FIELDS), 1)
        looks.changed.connect(self._dress)
        self._dress()
        for row in self.rows.values():
            row.tick.clicked.connect(lambda _=False, r=row: self._take(r))
            row.mode.activated.connect(lambda _=0, r=row: self._take(r))
            row.text.edited.connect(lambda r=row: self._take_text(r))

    @property
    def template(self) -> Template:
        """The template as it stands now."""
        return self._template

    def show_template(self, template: Template) -> None:
        """Edit *template*; leave a field alone that already agrees."""
        self._template = template
        for name, row in self.rows.items():
            row.show_entry(template.entry(name) or Entry(name, is_ticked=False))
        self.show_outcome()

    def show_photo(self, story: Story, photo: Photo | None, number: int, codes: CodeTable) -> None:
        """Show what *photo* of *story* would say, with the codes as they are now."""
        self._story, self._photo, self._number, self._codes = story, photo, number, codes
        self.show_outcome()

    def show_outcome(self) -> None:
        """Show beside each text what comes of it, and mark what means nothing."""
        after: Mapping[str, str] = {}
        if self._photo is not None:
            found = changes_of(self._story, self._photo, self._template, self._codes, self._number)
            after = {change.field: _as_text(change.after) for change in found}
        for name, row in self.rows.items():
            entry = self._template.entry(name)
            reason = self._mark(row, entry)
            row.show_outcome(*self._outcome(entry, reason, after))

    def _dress(self) -> None:
        """Give tick boxes an edge that shows: Fusion makes it from the ground of the window."""
        for row in self.rows.values():
            palette = row.tick.palette()
            palette.setColor(palette.ColorRole.Window, QColor(self._looks.theme.muted))
            row.tick.setPalette(palette)
        self.show_outcome()

    def _mark(self, row: "FieldRow", entry: Entry | None) -> str:
        """Mark what means nothing in the text of *row*; return why, ``""`` if all of it does."""
        text = entry.text if entry is not None else ""
        wrong = faults(text, self._story.language)
        unknown = unknown_codes(text, self._codes)
        spans = [fault.span for fault in wrong] + list(unknown)
        row.text.mark(spans, self._looks.theme.attention)
        if wrong:
            return wrong[0].reason
        return f"there is no code {text[slice(*unknown[0])]}" if unknown else ""

    def _outcome(
        self, entry: Entry | None, reason: str, after: Mapping[str, str]
    ) -> tuple[str, bool]:
        """Return what is shown beside the text of *entry*, and whether it asks for attention."""
        if entry is None or not (entry.is_ticked or entry.text):
            return "", False
        if reason:
            return reason[:1].upper() + reason[1:], True
        if not entry.is_ticked or self._photo is None:
            return "", False
        words = expanded(entry, self._story, self._photo, self._codes, self._number)
        if wrong := fault_of(entry.field, words):
            return wrong[:1].upper() + wrong[1:], True
        if entry.field in after:
            return after[entry.field] or "(emptied)", False
        now = _as_text(read_field(self._photo, entry.field))
        return (f"stays: {now}" if now else "stays empty"), False

    def _take(self, row: "FieldRow") -> None:
        self._template = _with(self._template, row.entry(self._template.entry(row.name)))
        self.show_outcome()
        self.edited.emit(self._template, row.name)

    def _take_text(self, row: "FieldRow") -> None:
        """Take what was typed; a first word ticks the field."""
        before = self._template.entry(row.name)
        if row.text.text() and (before is None or not before.text):
            row.tick.setChecked(True)
        self._take(row)


class FieldRow:
    """The widgets of one field of a photo in the editor."""

    def __init__(self, grid: QGridLayout, at: int, name: str) -> None:
        self.name = name
        words = wording.FIELD_NAMES[name]
        title = words[:1].upper() + words[1:]
        self.tick = QCheckBox()
        self.tick.setAccessibleName(f"Apply the {words}")
        self.tick.setToolTip("Fields without a tick stay as they are")
        self.mode = QComboBox()
        self.mode.setAccessibleName(f"{title}: what becomes of words that are there")
        for mode, called in MODES.items():
            if name not in SINGLE or mode in (Mode.REPLACE, Mode.EMPTY):
                self.mode.addItem(called, mode)
        label = QLabel(title)
        label.setBuddy(self.mode)
        is_long = name in PARAGRAPHS and name != "copyright"
        self.text = VariableField(title, 2 if is_long else 1)
        self.text.setPlaceholderText(_HINTS.get(name, ""))
        self.outcome = QLabel()
        self.outcome.setObjectName("muted")
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        self.outcome.setMinimumWidth(120)
        self.outcome.setAccessibleName(f"{title} of the current photo")
        for column, widget in enumerate((self.tick, label, self.mode, self.text, self.outcome)):
            grid.addWidget(widget, at, column)

    def show_entry(self, entry: Entry) -> None:
        """Show what the template says of the field."""
        self.tick.setChecked(entry.is_ticked)
        self.mode.setCurrentIndex(max(self.mode.findData(entry.mode), 0))
        self.text.show_text(entry.text, _HINTS.get(self.name, ""))

    def entry(self, before: Entry | None) -> Entry:
        """Return what the widgets say of the field, on top of what the template said *before*."""
        kept = before or Entry(self.name)
        mode = Mode(self.mode.currentData())
        return replace(kept, text=self.text.text(), mode=mode, is_ticked=self.tick.isChecked())

    def show_outcome(self, words: str, asks_attention: bool) -> None:
        """Show what comes of the text in the current photo."""
        name = "attention" if asks_attention else "muted"
        if self.outcome.objectName() != name:
            self.outcome.setObjectName(name)
            self.outcome.style().polish(self.outcome)
        first = words.replace("\n", " ")
        shown = first if len(first) <= _MOST_SHOWN else f"{first[:_MOST_SHOWN]}…"
        if self.outcome.text() != shown:
            self.outcome.setText(shown)
            self.outcome.setToolTip(f"<p>{escape(words[:3000])}</p>" if shown != words else "")


def _with(template: Template, entry: Entry) -> Template:
    """Return *template* with *entry*, or without one that says nothing."""
    if entry.text or entry.is_ticked or entry.extra:
        return template.with_entry(entry)
    return replace(template, entries=tuple(e for e in template.entries if e.field != entry.field))


def _as_text(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")
