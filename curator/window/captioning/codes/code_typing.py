"""Codes replaced the moment their closing sign is typed; which words they stand for is left to ``captions``."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from curator.captions.codes import CodeTable, Span, Values, expansion, unknown_codes
from curator.window.editor.fields import LineField, TextField


class CodeTyping(QObject):
    """Replaces codes in the fields it is installed on, as a person types them.

    Words that are shown, pasted, or come to end at the cursor because something was deleted stay as
    they are. *set_values* gets what a code gives other fields than the one typed in.
    """

    def __init__(
        self,
        table: Callable[[], CodeTable],
        set_values: Callable[[Values], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._table, self._set_values = table, set_values
        self._is_closing = False

    def install(self, field: LineField | TextField, name: str = "") -> None:
        """Replace codes typed in *field*, which edits the field *name* of a photo, from now on."""
        field.installEventFilter(self)
        field.edited.connect(lambda: self._look(field, name))

    def unknown(self, text: str) -> tuple[Span, ...]:
        """Return where *text* has what looks like a code and is none, for marking."""
        return unknown_codes(text, self._table())

    def _look(self, field: LineField | TextField, name: str) -> None:
        if not self._is_closing:
            return
        self._is_closing = False  # What is put next is no typing.
        found = expansion(field.text(), field.cursor_place(), self._table())
        if found is None:
            return
        field.put(found.start, found.end, found.words)
        others = {key: value for key, value in found.values.items() if key != name}
        if others:
            self._set_values(others)

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of whether what is typed now may close a code."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._is_closing = self._closes(event.text())
        elif isinstance(event, QInputMethodEvent):
            self._is_closing = self._closes(event.commitString())
        return False

    def _closes(self, typed: str) -> bool:
        return typed != "" and typed[-1] == self._table().delimiter[-1]
