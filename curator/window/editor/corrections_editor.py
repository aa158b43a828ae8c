"""The notes of what was corrected after the story was published: a date and a text, a row each."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from curator.captions.dates import read_date
from curator.story import edits
from curator.story.values import Correction
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst, LineField, TextField


class CorrectionsEditor(QWidget):
    """Rows of corrections, and a button for one more."""

    def __init__(
        self, document: StoryDocument, burst: Burst, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._burst = document, burst
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        add = QPushButton("Add a correction")
        add.clicked.connect(self.add)
        self._column.addWidget(add)

    @property
    def rows(self) -> "list[_Row]":
        """The rows, in the order of the corrections."""
        return self._rows

    def refresh(self) -> None:
        """Show the corrections as the story has them now."""
        corrections = self._document.story.corrections
        while len(self._rows) > len(corrections):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(corrections):
            row = _Row(self, len(self._rows) + 1)
            self._rows.append(row)
            self._column.insertWidget(len(self._rows) - 1, row)
        for row, correction in zip(self._rows, corrections, strict=True):
            row.show_correction(correction)

    def add(self) -> None:
        """Put a correction of today at the end, the cursor in its words."""
        new = Correction(date.today().isoformat())
        self._document.apply(edits.set_corrections([*self._document.story.corrections, new]))
        self._rows[-1].text.setFocus()

    def take(self, row: "_Row") -> None:
        """Take what a person typed into *row*."""
        corrections = list(self._document.story.corrections)
        place = self._rows.index(row)
        corrections[place] = row.correction(corrections[place])
        token = self._burst.token("correction", place)
        self._document.apply(edits.set_corrections(corrections, token))

    def settle(self, row: "_Row") -> None:
        """Store the date as ISO 8601 once the person leaves it, however it was typed."""
        corrections = list(self._document.story.corrections)
        place = self._rows.index(row)
        read = read_date(corrections[place].date)
        if read is not None:
            corrections[place] = replace(corrections[place], date=read)
            token = self._burst.token("correction", place)
            self._document.apply(edits.set_corrections(corrections, token))

    def remove(self, row: "_Row") -> None:
        """Take the correction of *row* off the story."""
        corrections = list(self._document.story.corrections)
        del corrections[self._rows.index(row)]
        self._document.apply(edits.set_corrections(corrections))


class _Row(QWidget):
    """The fields of one correction."""

    def __init__(self, editor: CorrectionsEditor, number: int) -> None:
        super().__init__(editor)
        self.date = LineField(f"Date of correction {number}")
        self.text = TextField(f"Correction {number}", 2)
        remove = QToolButton()
        remove.setObjectName("plain")
        remove.setText("✕")
        remove.setToolTip("Remove this correction")
        remove.setAccessibleName(f"Remove correction {number}")
        head = QHBoxLayout()
        head.addWidget(self.date, 1)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.text)
        self.date.edited.connect(lambda: editor.take(self))
        self.date.editingFinished.connect(lambda: editor.settle(self))
        self.text.edited.connect(lambda: editor.take(self))
        remove.clicked.connect(lambda: editor.remove(self))

    def show_correction(self, correction: Correction) -> None:
        """Show *correction*."""
        self.date.show_text(correction.date, "2026-11-22")
        self.text.show_text(correction.text, "What was wrong, and how it is right")

    def correction(self, before: Correction) -> Correction:
        """Return *before* with what the fields say."""
        return replace(before, date=self.date.text(), text=self.text.text())
