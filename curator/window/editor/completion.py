"""A list of what may complete the words being typed, under the cursor of a field; what fits is left to ``captions``.

The list never has the keyboard. Enter, Tab and the arrows do what they do without it until a person
goes into it, with Ctrl+Space or with Down where Down does nothing else; only Right at the very end of
the text, where it does nothing else either, takes the first entry at once. Tab was refused for that:
who goes on to the next field without looking would write its words behind a name put into this one.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from curator.captions.completion import Completion, Words, completions
from curator.captions.text import first_line
from curator.window import wording
from curator.window.editor.fields import SEVERAL, LineField, TextField, focused_field

Among = Callable[[], Sequence[tuple[str, int]]]
"""The values that the selected photos differ in, each with how many photos have it."""

_Key = Qt.Key
_MODIFIERS = (_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta)
_NOTE = Qt.ItemDataRole.UserRole
_BY_RIGHT = "→"  # which takes this entry
_MOST_ROWS = 8  # in view at once
_STEPS: dict[int, int] = {
    _Key.Key_Down: 1,
    _Key.Key_Up: -1,
    _Key.Key_PageDown: 8,
    _Key.Key_PageUp: -8,
}
_MOST_VALUES = 200  # of photos that differ
_WIDEST = 460
_MARGIN, _INSET, _PADDING = 6, 2, 10


class _Rows(QStyledItemDelegate):
    """Paints an entry, and what is said of it at its right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        palette, roles, flags = option.palette, QPalette.ColorRole, Qt.AlignmentFlag
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, palette.highlight())
        note, metrics = str(index.data(_NOTE)), option.fontMetrics
        inner = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.setPen(palette.color(roles.HighlightedText if is_chosen else roles.PlaceholderText))
        painter.drawText(inner, flags.AlignVCenter | flags.AlignRight, note)
        painter.setPen(palette.color(roles.HighlightedText if is_chosen else roles.Text))
        inner.setRight(inner.right() - metrics.horizontalAdvance(note) - _PADDING)
        words = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, flags.AlignVCenter | flags.AlignLeft, words)


class CompletionList(QListWidget):
    """The list itself: a child of the window, above everything else in it, without the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("completion")
        self.setAccessibleName("Completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        self.setViewportMargins(_INSET, _INSET, _INSET, _INSET)
        self.hide()

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show *rows* of words and what is said of them, none of them chosen."""
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        height = self.fontMetrics().height() + 8
        for place, (words, note) in enumerate(rows):
            item, line = self.item(place), first_line(words)
            item.setSizeHint(QSize(0, height))
            item.setText(line)
            item.setData(_NOTE, note)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{line}, {note}" if note[1:] else line
            )
        self.choose(-1)

    def choose(self, row: int) -> None:
        """Make *row* the one that Enter takes, none if it is -1, and say so to a screen reader."""
        self.setCurrentRow(row)
        if row < 0:
            self.scrollToTop()
            return
        if self.item(0).data(_NOTE) == _BY_RIGHT:
            self.item(0).setData(_NOTE, "")  # Right takes the chosen one from now on.
        words = str(self.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
        told = QAccessibleAnnouncementEvent(self, f"{words}, {row + 1} of {self.count()}")
        QAccessible.updateAccessibility(told)

    def wanted_size(self, least: int) -> QSize:
        """Return how large the list likes to be, *least* wide."""
        advance, items = self.fontMetrics().horizontalAdvance, map(self.item, range(self.count()))
        texts = [(item.text(), str(item.data(_NOTE)) or _BY_RIGHT) for item in items]
        widest = max((advance(text) + advance(note) for text, note in texts), default=0)
        around = 2 * (self.frameWidth() + _INSET)
        width = widest + 4 * _PADDING + around
        height = min(self.count(), _MOST_ROWS) * self.sizeHintForRow(0) + around
        return QSize(max(least, min(width, _WIDEST)), height)


class CompletionPopup(QObject):
    """Offers completions in the fields it is attached to.

    Signals:
        taking(field): the words of *field* are about to be completed; what follows is a step of its own.
    """

    taking = Signal(object)

    def __init__(
        self,
        words: Words,
        language: Callable[[], str] = lambda: "en",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._language = words, language
        self._list: CompletionList | None = None
        self._at: _Attached | None = None
        self._found: list[Completion] = []
        self._text, self._place = "", 0
        self._start: tuple[QObject, int] | None = None
        self._dismissed: tuple[QObject, int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the list is up."""
        return self._at is not None

    def attach(self, field: LineField | TextField, kind: str, among: Among | None = None) -> None:
        """Complete what is typed into *field*, which edits the field *kind*.

        *among* gives the values to offer on demand while the field says that photos differ in it.
        """
        _Attached(self, field, kind, among)

    def ask(self) -> bool:
        """Open the list for the field that has the keyboard; return whether it is one of these."""
        field = focused_field()
        at = field.findChild(_Attached) if field is not None else None
        return at is not None and self.offer(at, asked=True)

    def offer(self, at: "_Attached", *, asked: bool) -> bool:
        """Show what fits now, or nothing; *asked* for, with the first entry chosen."""
        text, place = at.field.text(), at.field.cursor_place()
        values = at.among()[:_MOST_VALUES] if asked and at.among and at.differs else ()
        found = [Completion(0, 0, value) for value, _ in values] or completions(
            at.kind, text, place, self._words, language=self._language(), asked=asked
        )
        start = (at, min(completion.start for completion in found)) if found and not asked else None
        if not found or (start is not None and start == self._dismissed):
            self._hide()
            return True
        self._start, self._dismissed = start, None
        notes = [wording.count(number, "photo") for _, number in values] or [""] * len(found)
        if not asked and place == len(text):
            notes[0] = _BY_RIGHT
        self._text, self._place, self._found = text, place, found
        self._show(at, [(c.words, note) for c, note in zip(found, notes, strict=True)])
        return self._choose(0) if asked else True

    def close(self) -> None:
        """Put the list away, even if it was dismissed: the next word is offered completions again."""
        self._dismissed = None
        self._hide()

    def _hide(self) -> None:
        if self._at is not None and self._list is not None:
            for widget in _up_to_window(self._at.field):
                widget.removeEventFilter(self)
            self._at = None
            if isValid(self._list):
                self._list.hide()

    def meaning(self, at: "_Attached", event: QKeyEvent) -> Callable[[], bool] | None:
        """Return what a key does to the list, ``None`` if it is none of the list's.

        What it does returns whether the key is used up by it.
        """
        keys, key = Qt.KeyboardModifier, event.key()
        held = event.modifiers() & ~keys.KeypadModifier
        is_down = key == _Key.Key_Down
        is_asking = key == _Key.Key_Space and held == keys.ControlModifier
        if is_asking or (is_down and held == keys.AltModifier):
            return lambda: self.offer(at, asked=True)
        if held != keys.NoModifier or not (self.is_open or is_down):
            return None
        if self._list is None or not self.is_open:
            is_free = at.differs or isinstance(at.field, LineField)  # Down does nothing else.
            return (lambda: self.offer(at, asked=True)) if is_free else None
        row, is_last = self._list.currentRow(), at.field.cursor_place() == len(at.field.text())
        if key == _Key.Key_Escape:
            return self._dismiss
        if key == _Key.Key_Right and is_last:
            return lambda: self._take(max(row, 0))
        if row >= 0:
            return self._meaning_inside(at, key, row)
        can_go_down = is_down and (is_last or isinstance(at.field, LineField))
        return (lambda: self._choose(0)) if can_go_down else None

    def _meaning_inside(self, at: "_Attached", key: int, row: int) -> Callable[[], bool] | None:
        """Return what a key does while the entry *row* is chosen."""
        if key in (_Key.Key_Return, _Key.Key_Enter):
            return lambda: self._take(row)
        if key == _Key.Key_Tab:
            # A field of one value is done with it: Tab goes on to the next, as ever.
            return lambda: self._take(row) and isinstance(at.field, TextField)
        step = _STEPS.get(key)
        return None if step is None else lambda: self._choose(row + step)

    def _choose(self, row: int) -> bool:
        assert self._list is not None
        self._list.choose(min(max(row, -1), self._list.count() - 1))
        return True

    def _dismiss(self) -> bool:
        """Close, and stay closed until another word is begun."""
        self.close()
        self._dismissed = self._start
        return True

    def _take(self, row: int) -> bool:
        """Put the entry *row* into the field, unless the field is not what it was any more."""
        at, completion = self._at, self._found[row]
        assert at is not None
        is_same = at.field.text() == self._text
        self.close()
        if is_same:
            self.taking.emit(at.field)
            at.field.put(completion.start, completion.end, completion.words)
        return True

    def look(self) -> None:
        """Close where the cursor went away from what was completed; go along where the field moved."""
        if self._at is None or self._list is None:
            return
        field = self._at.field
        if field.text() == self._text and field.cursor_place() != self._place:
            self.close()
        else:
            self._move(self._at, self._list)

    def _show(self, at: "_Attached", rows: Sequence[tuple[str, str]]) -> None:
        if self._list is None or not isValid(self._list):  # The last one went with its window.
            self._list = fresh = CompletionList()
            fresh.itemClicked.connect(lambda item: self._take(fresh.row(item)))
        if self._at is not at:
            self._hide()
            self._at = at
            self._list.setParent(at.field.window())
            for widget in _up_to_window(at.field):
                widget.installEventFilter(self)
        self._list.show_rows(rows)
        self._move(at, self._list)
        self._list.show()
        self._list.raise_()

    def _move(self, at: "_Attached", shown: CompletionList) -> None:
        """Put the list under the line being typed, above it where there is more room."""
        window = at.field.window()
        least = min(at.field.width(), _WIDEST) if isinstance(at.field, LineField) else 0
        if shown.isVisible():  # Or it would twitch at each key.
            least = max(least, shown.width())
        size = shown.wanted_size(least)
        corner, line = at.anchor(self._text[self._found[0].start : self._place])
        top = at.field.mapTo(window, corner)
        below = window.height() - top.y() - line
        width = min(size.width(), window.width() - 2 * _MARGIN)
        height = min(size.height(), max(below, top.y(), 60) - 2 * _MARGIN)
        y = top.y() + line + 2 if height + _MARGIN < below else top.y() - height - 2
        x = min(top.x(), window.width() - width - _MARGIN)
        if shown.isVisible() and abs(x - shown.x()) < _PADDING:
            x = shown.x()
        shown.setGeometry(max(x, 0), max(y, 0), width, height)

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go along with the field; close when what it lies in scrolls, moves or goes."""
        kinds, kind = QEvent.Type, event.type()
        is_field = self._at is not None and watched is self._at.field
        is_inside = isinstance(watched, QWidget) and not watched.isWindow()
        if (kind == kinds.Resize and is_inside) or (kind == kinds.Move and is_field):
            self.look()
        elif kind in (kinds.Move, kinds.Resize, kinds.Hide, kinds.WindowDeactivate):
            self.close()
        return False


def _up_to_window(widget: QWidget) -> Iterator[QWidget]:
    """Yield *widget* and all it lies in, up to its window."""
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = None if at.isWindow() else at.parentWidget()


class _Attached(QObject):
    """One field that is completed; it lives as long as its field."""

    def __init__(
        self, popup: CompletionPopup, field: LineField | TextField, kind: str, among: Among | None
    ) -> None:
        super().__init__(field)
        self.field, self.kind, self.among = field, kind, among
        self._popup = popup
        self._is_typing = False
        field.installEventFilter(self)
        field.edited.connect(self._edited)
        field.left.connect(popup.close)
        field.cursorPositionChanged.connect(lambda *_: popup.look())
        if isinstance(field, TextField):
            field.verticalScrollBar().valueChanged.connect(lambda _: popup.look())

    @property
    def differs(self) -> bool:
        """Whether the field says that the selected photos differ in it."""
        return not self.field.text() and self.field.placeholderText() == SEVERAL

    def anchor(self, typed: str) -> tuple[QPoint, int]:
        """Return where the line being typed lies in the field, at the start of *typed*, and its height."""
        if isinstance(self.field, LineField):
            return QPoint(0, 0), self.field.height()
        caret = self.field.cursorRect()
        back = self.field.fontMetrics().horizontalAdvance(typed) + _PADDING + _INSET
        corner = self.field.viewport().mapTo(self.field, caret.topLeft())
        return QPoint(max(corner.x() - back, 0), corner.y()), caret.height()

    def _edited(self) -> None:
        """Offer what fits after a key; words that were pasted or put in are nobody's typing."""
        if self._is_typing and self.field.hasFocus():
            self._is_typing = False
            self._popup.offer(self, asked=False)
        else:
            self._popup.close()

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the list the keys that are its own, and nothing of what is typed."""
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            return self._pressed(event)
        if isinstance(event, QInputMethodEvent):
            self._is_typing = bool(event.commitString())
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        does = self._popup.meaning(self, event)
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if does is not None:
            self._is_typing = False
            if is_override:
                event.accept()  # Or a shortcut of the window would have the key.
            return is_override or does()
        if event.key() not in _MODIFIERS:
            is_deleting = event.key() in (_Key.Key_Backspace, _Key.Key_Delete)
            self._is_typing = is_deleting or (event.text() != "" and event.text().isprintable())
            if not self._is_typing:
                self._popup.close()
        return False
