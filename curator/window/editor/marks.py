"""Waves under words of a field; which words, sources tell, as ``spelling`` does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QTextCharFormat

from curator.window.editor.fields import TextField
from curator.window.editor.highlighting import Highlighter, Units, text_of

SPELLING = "spelling"
"""The kind of a mark under a misspelt word."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked: the characters *start* to *end*, and as what: :data:`SPELLING` or a kind of its source's."""

    start: int
    end: int
    kind: str = SPELLING


Source = Callable[[str], Iterable[Mark]]
"""Tells what to mark in one paragraph; must be quick, since it is asked at every keystroke."""


class Marker(QObject):
    """The waves of one field. The word that is being typed has none until the cursor leaves it.

    Signals:
        marked(): the marks may be others than before.
    """

    marked = Signal()

    def __init__(
        self, field: TextField, sources: Sequence[Source], colour: Callable[[], QColor]
    ) -> None:
        super().__init__(field.document())
        self._field, self._sources, self._colour = field, sources, colour
        self._highlighter = Highlighter.of(field)
        self._highlighter.add(self._draw)
        self._is_typing = self._was_typed = False
        self._hidden: tuple[int, int] | None = None
        self._revision = field.document().revision()
        field.edited.connect(self._note_typing)
        field.textChanged.connect(self._follow_text)
        field.cursorPositionChanged.connect(self._follow_cursor)
        field.left.connect(self._show_hidden)

    def marks(self) -> list[Mark]:
        """Return all marks of the field, also of the word being typed, with places in its whole text."""
        found = []
        start = 0
        block = self._field.document().begin()
        while block.isValid():
            text = text_of(block.text())
            found += [Mark(start + m.start, start + m.end, m.kind) for m in self._marks_in(text)]
            start += len(text) + 1
            block = block.next()
        return found

    def refresh(self) -> None:
        """Ask the sources again about all of the field."""
        self._highlighter.redraw()
        self.marked.emit()

    def _marks_in(self, text: str) -> list[Mark]:
        """Return the marks of one paragraph; where a word has several, it is no matter of spelling."""
        found = [mark for source in self._sources for mark in source(text)]
        others = [mark for mark in found if mark.kind != SPELLING]
        return sorted(
            (
                mark
                for mark in found
                if mark.kind != SPELLING
                or not any(o.start < mark.end and mark.start < o.end for o in others)
            ),
            key=lambda mark: (mark.start, mark.end),
        )

    def _note_typing(self) -> None:
        self._was_typed = self._field.hasFocus()

    def _follow_text(self) -> None:
        """Hide the mark of the word being typed; where the text was changed otherwise, show all marks."""
        self._revision = self._field.document().revision()
        was_typing, self._is_typing = self._is_typing, self._was_typed
        self._was_typed = False
        if self._is_typing and not was_typing:
            self._highlighter.redraw(self._field.textCursor().block())
        elif not self._is_typing:
            self._show_hidden()
        self.marked.emit()

    def _follow_cursor(self) -> None:
        """Show the mark of the word that was typed once the cursor has left it."""
        if not self._is_typing or self._field.document().revision() != self._revision:
            return  # The text changed; that tells itself.
        place = self._field.textCursor().position()
        if self._hidden is None or not self._hidden[0] <= place <= self._hidden[1]:
            self._show_hidden()

    def _show_hidden(self) -> None:
        self._is_typing = False
        if self._hidden is not None:
            self._highlighter.redraw(self._field.document().findBlock(self._hidden[0]))

    def _draw(self, highlighter: Highlighter, text: str) -> None:
        """Draw the waves of one paragraph."""
        start = highlighter.currentBlock().position()
        cursor = self._field.textCursor().position() - start if self._is_typing else -1
        self._hidden = None
        words = text_of(text)
        units = Units(words)
        for mark in self._marks_in(words):
            first, last = units.at(mark.start), units.at(mark.end)
            if mark.kind == SPELLING and first <= cursor <= last:
                self._hidden = (start + first, start + last)
            else:
                highlighter.put(first, last, self._format(mark.kind))

    def _format(self, kind: str) -> QTextCharFormat:
        styles = QTextCharFormat.UnderlineStyle
        drawn = QTextCharFormat()
        drawn.setUnderlineStyle(styles.WaveUnderline if kind == SPELLING else styles.DashUnderline)
        drawn.setUnderlineColor(self._colour())
        return drawn
