"""Waves under words of a field; which words, sources tell, as ``spelling`` does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from curator.window.editor.fields import LineField, TextField
from curator.window.editor.highlighting import Highlighter, Units, text_of
from curator.window.theme import Looks, Theme

SPELLING = "spelling"
"""The kind of a mark under a misspelt word."""

_WAITING = frozenset({SPELLING, "error", "warning", "hint"})
# Kinds of marks that wait until the cursor has left their words; the last three are levels of the check.


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
        self, field: TextField, sources: Sequence[Source], looks: Looks, own: Sequence[Source] = ()
    ) -> None:
        """Mark words of *field*: what *sources* tell of every field, and *own* of this one."""
        super().__init__(field.document())
        self._field, self._sources, self._looks, self._own = field, sources, looks, own
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
        found = [mark for source in (*self._sources, *self._own) for mark in source(text)]
        others = [mark for mark in found if mark.kind not in _WAITING]
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
            if mark.kind in _WAITING and first <= cursor <= last:
                self._hidden = (start + first, start + last)
            else:
                highlighter.put(first, last, drawn_as(mark.kind, self._looks.theme))


class LineMarker:
    """The lines under words of a field of one line.

    WORKAROUND: Qt has no means to mark words there, but draws what an input method would mark in the
    text it is composing; with nothing composed, that marks the text itself.
    """

    def __init__(self, field: LineField, looks: Looks, marks: Callable[[], list[Mark]]) -> None:
        self._field, self._looks, self._marks = field, looks, marks
        self._is_drawn = False
        self._soon = QTimer(field)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw)
        looks.changed.connect(self.draw)

    def draw(self) -> None:
        """Draw the marks as they are when the field is done with what it is at."""
        self._soon.start()

    def _draw(self) -> None:
        marks = self._marks()
        if not marks and not self._is_drawn:
            return
        self._is_drawn = bool(marks)
        units, cursor = Units(self._field.text()), self._field.cursorPosition()
        attributes = []
        for mark in marks:
            first, last = units.at(mark.start), units.at(mark.end)
            form = drawn_as(mark.kind, self._looks.theme)
            kind = QInputMethodEvent.AttributeType.TextFormat
            attributes.append(QInputMethodEvent.Attribute(kind, first - cursor, last - first, form))
        QApplication.sendEvent(self._field, QInputMethodEvent("", attributes))


def drawn_as(kind: str, theme: Theme) -> QTextCharFormat:
    """Return how words of a mark of *kind* are underlined: each kind by a stroke and a colour of its own."""
    styles = QTextCharFormat.UnderlineStyle
    style, colour = {
        SPELLING: (styles.WaveUnderline, theme.attention),
        "error": (styles.SingleUnderline, theme.error),
        "warning": (styles.DashUnderline, theme.attention),
        "hint": (styles.DotLine, theme.accent),
    }.get(kind, (styles.DashUnderline, theme.attention))
    drawn = QTextCharFormat()
    drawn.setUnderlineStyle(style)
    drawn.setUnderlineColor(QColor(colour))
    return drawn
