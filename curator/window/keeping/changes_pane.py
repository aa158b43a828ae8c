"""What differs between two versions, one change of it in full, and the buttons that bring it back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curator.story.bringing_back import bring_back_story
from curator.window import wording
from curator.window.buttons import press_by_enter
from curator.window.document import StoryDocument
from curator.window.keeping import telling
from curator.window.keeping.book import Comparison
from curator.window.keeping.change_lines import Line, bringing_back
from curator.window.keeping.change_list import ChangeList
from curator.window.keeping.full_text import FullText, below
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_SAME = "Nothing differs between these two."


class ChangesPane(QWidget):
    """Shows a comparison; what is brought back goes into the story as it is now, as one step of undo.

    Signals:
        brought_back(): the story was changed so.
    """

    brought_back = Signal()

    def __init__(self, document: StoryDocument, thumbnails: Thumbnails, looks: Looks) -> None:
        super().__init__()
        self._document = document
        self._shown: Comparison | None = None
        self.between = QLabel()
        self.changes = ChangeList(looks, thumbnails)
        self.full = FullText(looks)
        self.empty = QLabel()
        self.status = QLabel()
        self.back = push_button("&Bring this back", self.bring_back)
        self.back_all = push_button("Bring &everything back", self.bring_back_all)
        self.changes.chosen.connect(self._show_chosen)
        document.changed.connect(lambda *_: self.status.clear())
        self._arrange()
        self.show_empty("")

    @property
    def shown(self) -> Comparison | None:
        """The comparison that is shown."""
        return self._shown

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what differs between two versions."""
        self._shown = comparison
        names = [
            f"“{telling.version_name(version)}”" if version else "the story as it is now"
            for version in (comparison.older, comparison.newer)
        ]
        self.between.setText(f"What changed from {names[0]} to {names[1]}")
        self.changes.show_lines(comparison.lines)
        self.empty.setText(_SAME)
        self._panes.setCurrentIndex(0 if comparison.lines else 1)
        self._show_chosen()

    def show_empty(self, words: str) -> None:
        """Show no comparison, but *words* that say why."""
        self._shown = None
        self.between.clear()
        self.changes.show_lines(())
        self.empty.setText(words)
        self._panes.setCurrentIndex(1)
        self._show_chosen()

    def bring_back(self) -> None:
        """Bring back what the selected lines are about."""
        lines, shown = self.changes.selected_lines, self._shown
        if lines and shown is not None:
            edit = bringing_back(shown.found.before, lines)
            self._told(self._applied(lambda: self._document.apply(edit)), _said_of(lines))

    def bring_back_all(self) -> None:
        """Make the whole story as the older of the two versions is."""
        if self._shown is not None:
            edit = bring_back_story(self._shown.found.before)
            is_changed = self._applied(lambda: self._document.apply(edit))
            self._told(is_changed, "The whole story is as it was")

    def _applied(self, apply: Callable[[], None]) -> bool:
        before = self._document.story
        apply()
        return self._document.story is not before

    def _told(self, is_changed: bool, said: str) -> None:
        if not is_changed:
            self.status.setText("The story as it is now says the same already.")
            return
        undo = QKeySequence(QKeySequence.StandardKey.Undo)
        keys = undo.toString(QKeySequence.SequenceFormat.NativeText)
        self.status.setText(f"{said}. {keys} takes that back.")
        self.brought_back.emit()

    def _show_chosen(self) -> None:
        """Show the current line in full, and which buttons can be used."""
        has_lines = self._shown is not None and bool(self._shown.lines)
        is_chosen = has_lines and bool(self.changes.selected_lines)
        self.back.setEnabled(is_chosen)
        self.back_all.setEnabled(has_lines)
        self.full.show_line(self.changes.current_line if is_chosen else None)

    def _arrange(self) -> None:
        for label in (self.empty, self.status):
            label.setObjectName("muted")
        for label in (self.empty, self.status, self.between):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.between.setObjectName("section")
        self.back.setObjectName("primary")
        press_by_enter(self.back, self.back_all)
        texts = below(self.changes, self.full, (420, 110))
        self._panes = QStackedWidget()
        self._panes.addWidget(texts)
        self._panes.addWidget(self.empty)
        self.foot = QHBoxLayout()
        for button in (self.back, self.back_all):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.between)
        column.addWidget(self._panes, 1)
        column.addWidget(self.status)
        column.addLayout(self.foot)


def push_button(words: str, do: Callable[[], object]) -> QPushButton:
    """Return a button that Enter in a list does not press."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: do())
    return button


def _said_of(lines: list[Line]) -> str:
    """Return what was brought back, as the beginning of a sentence."""
    if len(lines) > 1:
        return f"{wording.count(len(lines), 'change')} brought back"
    return f"Brought back: {lines[0].title}"
