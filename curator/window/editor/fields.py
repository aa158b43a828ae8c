"""Text fields that take every keystroke and leave undo to the window; which words they edit is left to the panels."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from curator.captions.text import clean_line
from curator.window.incoming import has_paths

SEVERAL = "Several values"
"""What a field says, in grey, while the selected photos differ in it."""


def _is_undo(event: QEvent) -> bool:
    """Say whether *event* is the keys of undo or redo, which belong to the whole story."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        return False
    if not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    is_ctrl_y = (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
    return event.matches(keys.Undo) or event.matches(keys.Redo) or is_ctrl_y


def _without_undo(menu: QMenu) -> QMenu:
    """Take Undo and Redo out of a field's own menu: they would know only the field."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    if menu.actions() and menu.actions()[0].isSeparator():
        menu.removeAction(menu.actions()[0])
    return menu


class Field:
    """What fields of one line and of several have in common: a cursor in characters, and typing by hand or help.

    Places are counted in characters of Python, not in the UTF-16 units of Qt.
    """

    edited: Signal

    def text(self) -> str:
        """Return what the field holds."""
        raise NotImplementedError

    def cursor_place(self) -> int:
        """Return before which character the cursor stands."""
        raise NotImplementedError

    def place_at(self, point: QPoint) -> int:
        """Return before which character the place *point* of the widget is."""
        raise NotImplementedError

    def put(self, start: int, end: int, words: str) -> None:
        """Put *words* in place of the characters *start* to *end*, as if typed; the cursor follows them."""
        raise NotImplementedError


class LineField(QLineEdit, Field):
    """A field of one line.

    Signals:
        edited(): a person changed the text.
        menu_asked(menu): the field's own menu is about to be shown; whoever helps may add to it.
        left(): the keyboard went elsewhere.
        parted(): what comes next is no part of what was typed: a step of undo of its own.
    """

    edited = Signal()
    menu_asked = Signal(object)
    left = Signal()
    parted = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, undoes_itself: bool = False
    ) -> None:
        super().__init__(parent)
        self._undoes_itself = undoes_itself
        self.setAccessibleName(name)
        self.textEdited.connect(lambda _: self.edited.emit())

    def show_text(self, text: str, hint: str = "") -> None:
        """Show *text*, or while it is empty the grey *hint*, without telling anybody."""
        if self.text() != text:
            was_at_end = self.cursorPosition() == len(self.text())
            place = self.cursorPosition()
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)
            elif not was_at_end:
                self.setCursorPosition(min(place, len(text)))
        if self.placeholderText() != hint:
            self.setPlaceholderText(hint)

    def cursor_place(self) -> int:
        """Return before which character the cursor stands."""
        return _characters(self.text(), self.cursorPosition())

    def place_at(self, point: QPoint) -> int:
        """Return before which character the place *point* of the field is."""
        return _characters(self.text(), self.cursorPositionAt(point))

    def put(self, start: int, end: int, words: str) -> None:
        """Put *words* in place of the characters *start* to *end*, as if typed."""
        text = self.text()
        first = _utf16(text[:start])
        self.setSelection(first, _utf16(text[start:end]))
        if start == end:
            self.deselect()
            self.setCursorPosition(first)
        self.insert(words)
        self.edited.emit()

    def select_span(self, start: int, end: int) -> None:
        """Select the characters *start* to *end*."""
        text = self.text()
        self.setSelection(_utf16(text[:start]), _utf16(text[start:end]))

    # Qt's methods

    def event(self, event: QEvent) -> bool:
        """Let the window have the keys of undo and redo, unless the words are no part of the story."""
        if _is_undo(event) and not self._undoes_itself:
            event.ignore()
            return False
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the usual menu without the field's own undo."""
        _show_menu(self, self.createStandardContextMenu(), event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window: their paths are no words."""
        if has_paths(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class TextField(QPlainTextEdit, Field):
    """A field of several lines, *lines* of them in view, up to *most_lines* as it fills; of one if *lines* is 1.

    Signals:
        edited(): a person changed the text.
        menu_asked(menu): the field's own menu is about to be shown; whoever helps may add to it.
        left(): the keyboard went elsewhere.
        parted(): what comes next is no part of what was typed: a step of undo of its own.
    """

    edited = Signal()
    menu_asked = Signal(object)
    left = Signal()
    parted = Signal()

    def __init__(
        self, name: str, lines: int, parent: QWidget | None = None, *, most_lines: int = 0
    ) -> None:
        super().__init__(parent)
        self._most_lines = max(lines, most_lines)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self._lines = lines
        self._is_showing = False
        if lines == 1:
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_height()
        self.textChanged.connect(self._tell)
        if self._most_lines > lines:
            self.document().documentLayout().documentSizeChanged.connect(
                lambda _: self._fit_height()
            )

    def text(self) -> str:
        """Return what the field holds.

        Qt's own ``toPlainText`` would turn no-break spaces into spaces.
        """
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def cursor_place(self) -> int:
        """Return before which character the cursor stands."""
        return _characters(self.text(), self.textCursor().position())

    def place_at(self, point: QPoint) -> int:
        """Return before which character the place *point* of the viewport is."""
        return _characters(self.text(), self.cursorForPosition(point).position())

    def selected_span(self) -> tuple[int, int]:
        """Return where the selection begins and ends; where the cursor stands, twice, if there is none."""
        text, cursor = self.text(), self.textCursor()
        return _characters(text, cursor.selectionStart()), _characters(text, cursor.selectionEnd())

    def put(self, start: int, end: int, words: str) -> None:
        """Put *words* in place of the characters *start* to *end*, as if typed."""
        cursor = self._span(self.text(), start, end)
        cursor.insertText(words)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def show_text(self, text: str, hint: str = "") -> None:
        """Show *text*, or while it is empty the grey *hint*, without telling anybody.

        Replaces only what differs, so that the cursor stays where the change was.
        """
        now = self.text()
        if now != text:
            self._is_showing = True
            try:
                self._replace_difference(now, text)
            finally:
                self._is_showing = False
        if self.placeholderText() != hint:
            self.setPlaceholderText(hint)

    def select_span(self, start: int, end: int) -> None:
        """Select the characters *start* to *end*."""
        self.setTextCursor(self._span(self.text(), start, end))
        self.ensureCursorVisible()

    def _span(self, text: str, start: int, end: int) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(_utf16(text[:start]))
        cursor.setPosition(_utf16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _replace_difference(self, now: str, text: str) -> None:
        start = _common(now, text)
        end = _common(now[start:][::-1], text[start:][::-1])
        cursor = self._span(now, start, len(now) - end)
        cursor.insertText(text[start : len(text) - end])
        if self.hasFocus():
            self.setTextCursor(cursor)
        else:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _tell(self) -> None:
        if not self._is_showing:
            self.edited.emit()

    def _fit_height(self) -> None:
        margins = round(self.document().documentMargin() * 2) + 2 * self.frameWidth() + 8
        filled = round(self.document().size().height())  # in lines, with this layout
        lines = min(max(filled, self._lines), self._most_lines)
        height = lines * self.fontMetrics().lineSpacing() + margins
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    # Qt's methods

    def event(self, event: QEvent) -> bool:
        """Let the window have the keys of undo and redo; grow with the font."""
        if _is_undo(event):
            event.ignore()
            return False
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the window, which goes to the next photo, and Enter where there is one line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (
            self._lines == 1 or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the usual menu without the field's own undo."""
        _show_menu(self, self.createStandardContextMenu(), event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window: their paths are no words."""
        if has_paths(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text as text, whatever else the clipboard holds; on one line where there is one."""
        text = clean_line(source.text()) if self._lines == 1 else source.text()
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


def _show_menu(field: LineField | TextField, menu: QMenu, event: QContextMenuEvent) -> None:
    """Show *menu* of *field* without undo, after whoever helps the field had a say."""
    _without_undo(menu)
    field.menu_asked.emit(menu)
    menu.exec(event.globalPos())
    menu.deleteLater()


def _common(one: str, other: str) -> int:
    """Return how many characters *one* and *other* begin with alike."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(i for i in range(length) if one[i] != other[i])


def _utf16(text: str) -> int:
    """Return the length of *text* as Qt counts it, in UTF-16 units."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def _characters(text: str, units: int) -> int:
    """Return how many characters of *text* the first *units* UTF-16 units hold."""
    if text.isascii():
        return units
    return len(
        text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")
    )


class Burst(QObject):
    """The token by which keystrokes in one field, without a pause, become one step of undo."""

    PAUSE = 2000
    """Milliseconds of quiet after which the next keystroke begins a new step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serial = 0
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self.end)

    def token(self, *what: object) -> tuple[object, ...]:
        """Return the token of an edit of *what*: the same until a pause or :meth:`end`."""
        self._quiet.start(self.PAUSE)
        return (id(self), self._serial, *what)

    def end(self) -> None:
        """Let the next keystroke begin a new step."""
        self._serial += 1


def focused_field() -> QWidget | None:
    """Return the text field that has the keyboard, if one has."""
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, LineField | TextField) else None
