"""One change with all its words: the text before and the text after, whole, the differing words marked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from curator.captions.differences import Parts, in_full
from curator.window.keeping.change_lines import IN_TIME, Line
from curator.window.marking import mark_of
from curator.window.theme import Looks


class FullText(QPlainTextEdit):
    """Shows one line in full; its words can be selected and copied."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._line: Line | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("The change in full")
        self.setPlaceholderText("Choose a change to read all its words.")
        looks.changed.connect(lambda: self.show_line(self._line))

    def show_line(self, line: Line | None) -> None:
        """Show *line*, or nothing."""
        self._line = line
        self.clear()
        if line is None:
            return
        cursor = self.textCursor()
        plain, quiet = _ink(self._looks.theme.text), _ink(self._looks.theme.muted)
        if not line.has_words:
            cursor.insertText(f"{line.title}  ", quiet)
            cursor.insertText(line.note, plain)
        for number, (label, parts, is_before) in enumerate(_sides(line)):
            if number:
                cursor.insertText("\n", plain)
            cursor.insertText(f"{label}  ", quiet)
            mark = mark_of(self._looks.theme, is_before=is_before)
            for part in parts:
                cursor.insertText(part.text, mark if part.differs else plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def below(changes: QWidget, full: FullText, sizes: tuple[int, int]) -> QSplitter:
    """Return *changes* with *full* below it; *sizes* are their heights at first, in logical pixels."""
    texts = QSplitter(Qt.Orientation.Vertical)
    texts.addWidget(changes)
    texts.addWidget(full)
    texts.setStretchFactor(0, 1)
    texts.setSizes(sizes)
    texts.setChildrenCollapsible(False)
    return texts


def _sides(line: Line) -> list[tuple[str, Parts, bool]]:
    """Return the texts of *line* that hold words: what each is called, and whether it is the one before."""
    before, after = in_full(line.before, line.after)
    is_named = bool(line.before and line.after) or line.sides != IN_TIME
    names = line.sides if is_named else ("Taken out", "Put in")
    found = []
    if line.before:
        found.append((names[0], before, True))
    if line.after:
        found.append((names[1], after, False))
    return found


def _ink(colour: str) -> QTextCharFormat:
    ink = QTextCharFormat()
    ink.setForeground(QColor(colour))
    return ink
