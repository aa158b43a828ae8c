"""What a misspelt word may mean, to choose from in a menu and in a list; finding it is left to ``spelling``."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget
from shiboken6 import isValid

LOOKING = "Looking for suggestions…"
NONE_FOUND = "No suggestions"
TO_STORY = "Add to this story’s dictionary"
TO_MINE = "Add to my dictionary"


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

    Signals:
        chosen(word): a suggestion was taken.
        story_chosen(), mine_chosen(): the word is right, and belongs into that dictionary.
        next_asked(): the person wants the next word.
        closed(): the list is gone, whatever the reason.
    """

    chosen = Signal(str)
    story_chosen = Signal()
    mine_chosen = Signal()
    next_asked = Signal()
    closed = Signal()

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName("suggestions")
        self.setAccessibleName(f"Suggestions for “{word}”")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._at = QPoint()
        self._above = 0
        self._words: tuple[str, ...] = ()
        self.itemClicked.connect(self._take)
        self._fill(LOOKING)

    def show_at(self, at: QPoint, above: int) -> None:
        """Open below the point *at* of the screen, or where there is no room over a line *above* high."""
        self._at, self._above = at, above
        self._fit()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_suggestions(self, words: Sequence[str]) -> None:
        """Show *words*, the first chosen."""
        self._words = tuple(words)
        self._fill(NONE_FOUND)
        self._fit()

    def _fill(self, instead: str) -> None:
        self.clear()
        for number, word in enumerate(self._words, 1):
            self._add(f"{number}   {word}", word)
        if not self._words:
            self._add(instead, "").setFlags(Qt.ItemFlag.NoItemFlags)
        self._add(TO_STORY, TO_STORY)
        self._add(TO_MINE, TO_MINE)
        self.setCurrentRow(0 if self._words else 1)

    def _add(self, words: str, spoken: str) -> QListWidgetItem:
        item = QListWidgetItem(words, self)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken or words)
        return item

    def _fit(self) -> None:
        """Be as large as the rows, and stay on the screen."""
        frame = 2 * self.frameWidth()
        height = sum(self.sizeHintForRow(row) for row in range(self.count())) + frame
        self.resize(self.sizeHintForColumn(0) + frame + 16, height)
        screen = self.screen().availableGeometry()
        left = min(self._at.x(), screen.right() - self.width())
        is_low = self._at.y() + height > screen.bottom()
        top = self._at.y() - self._above - height if is_low else self._at.y()
        self.move(max(left, screen.left()), max(top, screen.top()))

    def _take(self, item: QListWidgetItem) -> None:
        if not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        row = self.row(item)
        self.close()
        if row < len(self._words):
            self.chosen.emit(self._words[row])
        elif item.text() == TO_STORY:
            self.story_chosen.emit()
        else:
            self.mine_chosen.emit()

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter or a number, go on with the keys that opened the list, close with Escape."""
        key, is_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        number = key - Qt.Key.Key_1
        if key == Qt.Key.Key_Escape:
            self.close()
        elif is_ctrl and key == Qt.Key.Key_Period:
            self.close()
            self.next_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.currentItem())
        elif not is_ctrl and 0 <= number < len(self._words):
            self._take(self.item(number))
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the list is gone."""
        super().hideEvent(event)
        self.closed.emit()
