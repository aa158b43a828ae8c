"""The words that a person added to a dictionary: of this story, or their own; a word leaves by one key."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.kit.dictionary import ALL
from curator.story.dictionary import remove_word
from curator.window.buttons import press_by_enter
from curator.window.document import StoryDocument
from curator.window.editor.spelling import Spelling


class DictionaryDialog(QDialog):
    """Lists the words, and takes them out again."""

    def __init__(self, document: StoryDocument, spelling: Spelling, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dictionary — Curator")
        self.resize(520, 420)
        self._document, self._spelling = document, spelling
        about = QLabel("These words are never marked as misspelt. Delete takes one out.")
        about.setObjectName("muted")
        about.setWordWrap(True)
        self.words = _Words()
        self.words.deleted.connect(self.remove)
        self.words.setAccessibleName("Words of the dictionaries")
        self.remove_button = QPushButton("&Take out")
        self.remove_button.clicked.connect(self.remove)
        close = QPushButton("&Close")
        close.clicked.connect(self.close)
        for button in (self.remove_button, close):
            button.setAutoDefault(False)  # Enter in the list takes nothing out.
        press_by_enter(self.remove_button, close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(self.words, 1)
        column.addLayout(foot)
        document.changed.connect(lambda *_: self.refresh())
        document.opened.connect(lambda _: self.refresh())
        spelling.personal_changed.connect(self.refresh)

    def open(self) -> None:
        """Show the words as they are now."""
        self.refresh()
        self.show()
        self.activateWindow()
        self.words.setFocus()

    def refresh(self) -> None:
        """List the words anew: those of the story first."""
        row = self.words.currentRow()
        self.words.clear()
        for word in sorted(self._document.story.dictionary, key=str.casefold):
            self._add(f"{word}   (this story)", partial(self._take_from_story, word))
        for word, language in self._spelling.personal.listed():
            where = "mine" if language == ALL else f"mine, {language}"
            self._add(f"{word}   ({where})", partial(self._take_from_mine, word, language))
        self.words.setCurrentRow(min(max(row, 0), self.words.count() - 1))
        self.remove_button.setEnabled(self.words.count() > 0)

    def remove(self) -> None:
        """Take the current word out of its dictionary."""
        item = self.words.currentItem()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole)()

    def _add(self, words: str, take_out: object) -> None:
        item = QListWidgetItem(words, self.words)
        item.setData(Qt.ItemDataRole.UserRole, take_out)

    def _take_from_story(self, word: str) -> None:
        self._document.apply(remove_word(word))

    def _take_from_mine(self, word: str, language: str) -> None:
        self._spelling.remove_from_mine(word, language)


class _Words(QListWidget):
    """The list; Delete asks for its current word to go.

    Signals:
        deleted(): the key was pressed.
    """

    deleted = Signal()

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Delete for the person; leave the rest to Qt."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
