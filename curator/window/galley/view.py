"""The galley itself: all captions as one running text beside small pictures, written where they stand."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from curator.story.values import Key, PhotoId
from curator.window.document import StoryDocument
from curator.window.galley.editing import Editing, HelpField
from curator.window.galley.fields import GalleyField
from curator.window.galley.page import GalleyPage
from curator.window.galley.painting import State
from curator.window.galley.typesetter import Part
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_AIR = 14
# Logical pixels kept between the cursor and the edges of the view.

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = {
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}


class GalleyView(GalleyPage):
    """The galley of the open story, to be read and written.

    Signals beside ``selected``:
        opened(key): the photo of *key* was asked for large (Space, double click on its picture).
        menu_asked(place): a context menu was asked for at this place of the screen.
    """

    opened = Signal(object)
    menu_asked = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        looks: Looks,
        help_field: HelpField,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(document, thumbnails, looks, parent)
        self._is_writing = self._is_dragging = False
        self._editing = Editing(document, self, help_field)
        self._editing.crossed.connect(self._cross)
        self._editing.tabbed.connect(self._tab)
        self._editing.escaped.connect(self.leave)
        self._editing.cursor_moved.connect(self._show_cursor)
        self.selectionModel().currentChanged.connect(lambda *_: self._follow_current())
        self.viewport().setMouseTracking(True)

    @property
    def field(self) -> GalleyField | None:
        """The field that is open, if one is."""
        return self._editing.field

    @property
    def field_name(self) -> str:
        """Which field of a photo is open, the caption if none is; ``""`` for a text between photos."""
        if not isinstance(self.current_key, str):
            return ""
        spot = self._editing.spot
        return "credit" if spot is not None and spot.part is Part.CREDIT else "caption"

    def write(self, part: Part = Part.WORDS) -> bool:
        """Put the cursor into the current row; return whether there is one."""
        row = self.currentIndex().row()
        if row >= 0:
            self._put(row, part)
        return row >= 0

    def leave(self) -> None:
        """Leave the words; the keyboard, if it was there, stays with their row."""
        had_keyboard = self._editing.has_keyboard
        self._editing.close()
        if had_keyboard:
            self.setFocus()
        self.viewport().update()

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) photo, the cursor in the same field; return whether there is one."""
        spot, row = self._editing.spot, self.currentIndex().row() + by
        while 0 <= row < len(self.rows.keys):
            if isinstance(self.rows.keys[row], str):
                if spot is None:
                    self.go(row)
                else:
                    self._put(row, spot.part)
                return True
            row += 1 if by > 0 else -1
        return False

    def row_state(self, row: int, key: Key) -> State:
        """Return how *row* is to be painted: without the words that the field shows."""
        spot = self._editing.spot
        return State(
            is_current=row == self.currentIndex().row(),
            has_focus=self.hasFocus() or self._editing.has_keyboard,
            edited=spot.part if spot is not None and spot.key == key else None,
        )

    def rows_settled(self) -> None:
        """Keep the field over its words, and these as they are."""
        super().rows_settled()
        spot, field = self._editing.spot, self._editing.field
        row = self.rows.row_of(spot.key) if spot is not None else -1
        if spot is None or field is None or row < 0:
            return
        typeset = self.set_row(row)
        self._editing.follow(typeset, self.row_rect(row).top())
        photo = typeset.entry.photo
        mark = self.mark(typeset) if spot.part is Part.WORDS else 0
        field.show_mark(
            mark, self._looks.theme.attention, lambda: self.marks.words(photo.id) if photo else ""
        )

    def rows_gone(self, *, is_other_story: bool) -> None:
        """Close the field quietly if its row is gone."""
        spot = self._editing.spot
        if spot is not None and (is_other_story or self.rows.row_of(spot.key) < 0):
            self.leave()

    # Moving about

    def _put(
        self, row: int, part: Part = Part.WORDS, *, at: QPoint | None = None, stays: bool = False
    ) -> GalleyField:
        """Open the field for *part* of *row*: the cursor behind the words, or near *at* of the viewport."""
        part = part if self.rows.entry(row).photo is not None else Part.WORDS
        self._is_writing = True
        try:
            if row != self.currentIndex().row():
                self.go(row, stays=stays)
            typeset = self.set_row(row)
            field = self._editing.open(typeset, part, self.row_rect(row).top())
            self.rows_settled()
        finally:
            self._is_writing = False
        photo = typeset.entry.photo
        if at is not None:
            field.setTextCursor(field.cursorForPosition(field.mapFrom(self.viewport(), at)))
        elif photo is not None and _field_name(part) in photo.from_file:
            field.selectAll()  # What the file said is more often replaced than added to.
        else:
            field.put_cursor_at_end()
        self._show_cursor()
        return field

    def _cross(self, by: int, x: int) -> None:
        """Go on in the words above or below, at about the same column."""
        row = self.currentIndex().row()
        spot = self._editing.spot
        if not (by < 0 and spot is not None and spot.part is Part.CREDIT):
            row += by
        if 0 <= row < len(self.rows.keys):
            self._put(row).put_cursor_at(x, last_line=by < 0)

    def _tab(self, by: int) -> None:
        """Go from a caption to its credit and on to the next caption, or the way back."""
        row, spot = self.currentIndex().row(), self._editing.spot
        if spot is None or row < 0:
            return
        is_photo = isinstance(spot.key, str)
        if is_photo and spot.part is (Part.WORDS if by > 0 else Part.CREDIT):
            self._put(row, Part.CREDIT if by > 0 else Part.WORDS)
        elif 0 <= row + by < len(self.rows.keys):
            self._put(row + by, Part.WORDS if by > 0 else Part.CREDIT)
        elif by > 0:
            self.focusNextPrevChild(True)
        else:
            self.leave()

    def _page(self, action: QAbstractItemView.CursorAction) -> None:
        field = self._editing.field
        row = self.moveCursor(action, Qt.KeyboardModifier.NoModifier).row()
        if field is not None and row >= 0:
            x = field.cursorRect().left()
            self._put(row).put_cursor_at(x, last_line=False)

    def _show_cursor(self) -> None:
        rect = self._editing.cursor_rect
        if self._editing.has_keyboard and not self._is_writing:
            self.show_span(rect.top() - _AIR, rect.bottom() + _AIR)

    def _follow_current(self) -> None:
        """Take the field along when another row became current elsewhere; close it if nobody writes in it."""
        spot = self._editing.spot
        if self._is_writing or spot is None or spot.key == self.current_key:
            return
        row = self.currentIndex().row()
        if self._editing.has_keyboard and row >= 0 and self.rows.row_of(spot.key) >= 0:
            self._put(row, spot.part)
        else:
            self.leave()

    def _hit(self, place: QPoint) -> tuple[int, Part | None]:
        """Return the row at *place* and which part of it a click there is for."""
        row = self.row_at(place)
        if row < 0:
            return row, None
        return row, self.set_row(row).part_at(place - self.row_rect(row).topLeft())

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to write with Enter, go on with it in a field of one line; Space asks for the photo large."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = event.key()
        if self._editing.has_keyboard:
            if plain and key in _ENTER:
                self._tab(1)
            elif plain and key in _PAGES:
                self._page(_PAGES[Qt.Key(key)])
            else:
                event.ignore()
        elif plain and key in _ENTER:
            self.write()
        elif plain and key == Qt.Key.Key_Space:
            self._open_large()
        else:
            super().keyPressEvent(event)

    def _open_large(self) -> None:
        if isinstance(self.current_key, str):
            self.opened.emit(PhotoId(self.current_key))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the words were clicked; beside them, make the row the current one."""
        row, part = self._hit(event.position().toPoint())
        if row < 0:
            return
        if event.button() == Qt.MouseButton.LeftButton and part is not None:
            self._put(row, part, at=event.position().toPoint(), stays=True)
            self._is_dragging = True
        elif row != self.currentIndex().row() or event.button() == Qt.MouseButton.LeftButton:
            self.leave()
            self.go(row, stays=True)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select words from where the button went down; else show what a click would do."""
        place = event.position().toPoint()
        if self._is_dragging:
            self._editing.select_to(place)
            return
        is_words = self._hit(place)[1] is not None
        shape = Qt.CursorShape.IBeamCursor if is_words else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop selecting."""
        self._is_dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the photo large if its picture was meant."""
        row, part = self._hit(event.position().toPoint())
        if row >= 0 and part is None:
            self.go(row, stays=True)
            self._open_large()
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: at the pointer, or by its key at the current row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex()) & self.viewport().rect()
            self.menu_asked.emit(self.viewport().mapToGlobal(rect.center()))
        else:
            self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the field that is open, but for who comes back from it."""
        super().focusInEvent(event)
        field = self._editing.field
        if field is not None and event.reason() != Qt.FocusReason.BacktabFocusReason:
            field.setFocus(event.reason())


def _field_name(part: Part) -> str:
    return "credit" if part is Part.CREDIT else "caption"
