"""Keys that make words of a text strong, emphasised or a link; what signs that takes is left to ``captions``.

In the menus the same keys do other things: a field that has them for its words goes first, as in
every editor.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu

from curator.captions.formatting import EMPHASIS, STRONG, Rewriting, emphasised, linked
from curator.window.editor.fields import TextField

_Make = Callable[[str, int, int], Rewriting | None]


def _strong(text: str, start: int, end: int) -> Rewriting:
    return emphasised(text, start, end, STRONG)


def _emphasis(text: str, start: int, end: int) -> Rewriting:
    return emphasised(text, start, end, EMPHASIS)


_KEYS: dict[int, tuple[str, str, _Make]] = {
    Qt.Key.Key_B: ("&Strong", "Ctrl+B", _strong),
    Qt.Key.Key_I: ("&Emphasis", "Ctrl+I", _emphasis),
    Qt.Key.Key_K: ("&Link", "Ctrl+K", linked),
}
"""What each key with Ctrl does, and what it is called in the menu."""


class FormattingKeys(QObject):
    """Hears the keys of one field, and offers the same in its menu."""

    def __init__(self, field: TextField) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)
        field.menu_asked.connect(self._extend_menu)

    def _extend_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        for words, keys, make in _KEYS.values():
            action = QAction(f"{words}\t{keys}", menu)
            action.triggered.connect(lambda _=False, make=make: self._rewrite(make))
            menu.addAction(action)

    def _rewrite(self, make: _Make) -> None:
        """Let *make* have the selection, as a step of undo of its own."""
        field = self._field
        text = field.text()
        made = make(text, *field.selected_span())
        if made is None:
            return
        if made.words != text[made.start : made.end]:
            field.parted.emit()
            field.put(made.start, made.end, made.words)
            field.parted.emit()
        field.select_span(made.first, made.last)

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of formatting before the window hears them."""
        is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not is_key or not isinstance(event, QKeyEvent):
            return False
        is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        meant = _KEYS.get(event.key()) if is_ctrl else None
        if meant is None:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._rewrite(meant[2])
        event.accept()
        return True
