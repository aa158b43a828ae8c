"""What a misspelt word may mean, to choose from in a menu and in a list; finding it is left to ``spelling``."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget
from shiboken6 import isValid

from curator.captions.spelling import MAX_SUGGESTIONS

LOOKING = "Looking for suggestions…"
NONE_FOUND = "No suggestions"
TO_STORY = "Add to this story’s dictionary"
TO_MINE = "Add to my dictionary"

_ROOM = 28  # around the words of a row


class MenuPart:
    """The head of a field's menu over a misspelt word: suggestions once they are there, and the dictionaries."""

    def __init__(
        self,
        menu: QMenu,
        take: Callable[[str], None],
        add_to_story: Callable[[], None],
        add_to_mine: Callable[[], None],
    ) -> None:
        self._menu, self._take = menu, take
        first = menu.actions()[0] if menu.actions() else None
        self._waiting = self._insert(first, LOOKING)
        self._waiting.setEnabled(False)
        self._separate(first)
        self._insert(first, TO_STORY).triggered.connect(lambda: add_to_story())
        self._insert(first, TO_MINE).triggered.connect(lambda: add_to_mine())
        self._separate(first)

    def show_suggestions(self, words: Sequence[str]) -> None:
        """Put *words* in place of the row that said they were being looked for; the menu may be shown or gone."""
        if not isValid(self._menu):
            return
        if not words:
            self._waiting.setText(NONE_FOUND)
            return
        for word in words:
            action = self._insert(self._waiting, word.replace("&", "&&"))
            action.triggered.connect(lambda _=False, word=word: self._take(word))
        self._menu.removeAction(self._waiting)

    def _insert(self, before: QAction | None, words: str) -> QAction:
        action = QAction(words, self._menu)
        if before is None:
            self._menu.addAction(action)
        else:
            self._menu.insertAction(before, action)
        return action

    def _separate(self, before: QAction | None) -> None:
        action = self._insert(before, "")
        action.setSeparator(True)


class SuggestionList(QListWidget):
    """A small list at a misspelt word: up and down choose, Enter or a number takes, Escape closes.

    It lies in the window of the field, above all else there, and has the keyboard until it closes.

    Signals:
        chosen(word): a suggestion was taken.
        story_chosen(), mine_chosen(): the word is right, and belongs into that dictionary.
        next_asked(): the person wants the next word.
        closed(): the list is gone, whatever the reason; told before any of the others.
    """

    chosen = Signal(str)
    story_chosen = Signal()
    mine_chosen = Signal()
    next_asked = Signal()
    closed = Signal()

    def __init__(self, word: str, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self._height = self.fontMetrics().height() + 8
        self._line = QRect()
        self._words: tuple[str, ...] = ()
        self._is_looking = True
        self._has_moved = False
        self.setObjectName("suggestions")
        self.setAccessibleName(f"Suggestions for “{word}”")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        self._fill(LOOKING)

    def show_at(self, line: QRect) -> None:
        """Open below *line*, a place in the window, or above it where there is more room."""
        self._line = line
        self._fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_suggestions(self, words: Sequence[str]) -> None:
        """Show *words*, the first chosen."""
        self._words = tuple(words)
        self._is_looking = False
        self._fill(NONE_FOUND)
        self._fit()

    def _fill(self, instead: str) -> None:
        now = self.currentItem()
        chosen = now.text() if now is not None and self._has_moved else ""
        self.clear()
        for number, word in enumerate(self._words, 1):
            self._add(f"{number}   {word}", word)
        if not self._words:
            self._add(instead, instead).setFlags(Qt.ItemFlag.NoItemFlags)
        self._add(TO_STORY, TO_STORY)
        self._add(TO_MINE, TO_MINE)
        # While suggestions are looked for nothing is chosen: a quick Enter must not call a slip right.
        self.setCurrentRow(0 if self._words else 1 if instead == NONE_FOUND else -1)
        for row in range(self.count()):
            if chosen and self.item(row).text() == chosen:
                self.setCurrentRow(row)  # Somebody went there meanwhile.

    def _add(self, words: str, spoken: str) -> QListWidgetItem:
        item = QListWidgetItem(words, self)
        item.setSizeHint(QSize(self.fontMetrics().horizontalAdvance(words) + _ROOM, self._height))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def _fit(self) -> None:
        """Be as large as the rows, and stay in the window."""
        window, frame = self.window(), 2 * self.frameWidth()
        rows = range(self.count())
        height = min(sum(map(self.sizeHintForRow, rows)) + frame, window.height())
        width = min(self.sizeHintForColumn(0) + frame, window.width())
        has_room = self._line.bottom() + height < window.height()
        top = self._line.bottom() + 1 if has_room else self._line.top() - height
        left = min(self._line.left(), window.width() - width)
        self.setGeometry(max(left, 0), max(top, 0), width, height)

    def _take(self, item: QListWidgetItem) -> None:
        if not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        row, words = self.row(item), item.text()
        self._leave()
        if row < len(self._words):
            self.chosen.emit(self._words[row])
        elif words == TO_STORY:
            self.story_chosen.emit()
        else:
            self.mine_chosen.emit()

    def _take_current(self) -> None:
        # Qt makes some row current with the focus; while suggestions are looked for that means nothing.
        if self.currentItem() is not None and (self._has_moved or not self._is_looking):
            self._take(self.currentItem())

    def _leave(self) -> None:
        """Close, and give the keyboard back to the field."""
        self.hide()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _meaning(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does, ``None`` if it is none of those of the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._has_moved = True
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = key - Qt.Key.Key_1
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Period:
            return self._go_on
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        if key == Qt.Key.Key_Escape:
            return self._leave
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._take_current
        if 0 <= number < MAX_SUGGESTIONS:
            return lambda: self._take(self.item(number)) if number < len(self._words) else None
        return None

    def _go_on(self) -> None:
        self._leave()
        self.next_asked.emit()

    # Qt's methods

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from the keys of the list."""
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and self._meaning(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter or a number, go on with the keys that opened the list, close with Escape."""
        meaning = self._meaning(event)
        if meaning is None:
            super().keyPressEvent(event)
        else:
            meaning()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the list is gone."""
        super().hideEvent(event)
        self.closed.emit()
