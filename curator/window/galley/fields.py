"""The fields of the galley: frameless, as high as their words, and open at both ends to the rows around."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolTip, QWidget

from curator.window.editor.fields import TextField
from curator.window.galley.setting import spans_of, underline

_FRAMELESS = """
QPlainTextEdit { border: none; padding: 0; margin: 0; background: transparent; }
QPlainTextEdit:focus { border: none; }
"""


class GalleyField(TextField):
    """A text field that lies over painted words and looks like them.

    Signals beside those of every field:
        crossed(by, x): the cursor left the first line upwards (-1) or the last downwards (1), at *x*.
        tabbed(by): Tab (1) or Shift+Tab (-1) was pressed.
        escaped(): Escape was pressed.
    """

    crossed = Signal(int, int)
    tabbed = Signal(int)
    escaped = Signal()

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__("", lines, parent)
        self._ground = parent
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(_FRAMELESS)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._mark, self._mark_colour = 0, ""
        self._explain: Callable[[], str] = str
        self._is_composing = False
        self.hide()

    def lie_over(self, words: QRect, font: QFont, side: Qt.AlignmentFlag) -> None:
        """Lie so that lines stand where *words* do, which are set in *font* and begin at *side*."""
        margin = round(self.document().documentMargin())
        if self.font() != font:
            self.setFont(font)
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)
        rect = words.adjusted(-margin, -margin, margin, margin + 2)  # Else the last line seems cut.
        self.setFixedSize(rect.size())  # What TextField works out by its number of lines gives way.
        self.move(rect.topLeft())
        self.verticalScrollBar().setValue(0)

    def show_mark(self, end: int, colour: str, explain: Callable[[], str]) -> None:
        """Mark the first *end* UTF-16 units as repeated; *explain* says where else they stand."""
        self._explain = explain
        if (end, colour) != (self._mark, self._mark_colour):
            self._mark, self._mark_colour = end, colour
            self.viewport().update()

    def put_cursor_at(self, x: int, *, last_line: bool) -> None:
        """Put the cursor into the first or the last line, as near as it goes to *x*."""
        cursor = self.textCursor()
        ends = QTextCursor.MoveOperation
        cursor.movePosition(ends.End if last_line else ends.Start)
        y = self.cursorRect(cursor).center().y()
        cursor = self.cursorForPosition(QPointF(x, y).toPoint())
        cursor.setVerticalMovementX(x)
        self.setTextCursor(cursor)

    def put_cursor_at_end(self) -> None:
        """Put the cursor behind the last character."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def mark_spans(self) -> list[QRectF]:
        """Return where the marked words stand in the viewport."""
        found: list[QRectF] = []
        block, end = self.document().begin(), self._mark
        while block.isValid() and end > 0:
            corner = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
            length = block.length() - 1
            found += [s.translated(corner) for s in spans_of(block.layout(), 0, min(end, length))]
            end -= length + 1
            block = block.next()
        return found

    def _crosses(self, move: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(move)

    def _x(self) -> int:
        """Return the column in which the cursor goes up and down."""
        wanted = self.textCursor().verticalMovementX()
        return wanted if wanted >= 0 else self.cursorRect().left()

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the rows around where the words end; leave pages and Enter on one line to them."""
        moves = QTextCursor.MoveOperation
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier or self._is_composing:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Down and self._crosses(moves.Down):
            self.crossed.emit(1, self._x())
        elif event.key() == Qt.Key.Key_Up and self._crosses(moves.Up):
            self.crossed.emit(-1, self._x())
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take note whether letters are being composed: then arrows are for the composing."""
        super().inputMethodEvent(event)
        self._is_composing = bool(event.preeditString())

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tell that Tab was pressed; whoever listens moves on."""
        self.tabbed.emit(1 if is_next else -1)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the galley, not the field."""
        QCoreApplication.sendEvent(self._ground, event)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and what marks the repeated ones.

        Drawn here and not as extra selections: those belong to whoever helps the field.
        """
        super().paintEvent(event)
        if self._mark:
            painter = QPainter(self.viewport())
            underline(painter, self.mark_spans(), self._mark_colour)
            painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of marked words where else they stand."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._mark:
            place = QPointF(event.pos())
            if any(span.contains(place) for span in self.mark_spans()):
                QToolTip.showText(event.globalPos(), self._explain(), self.viewport())
                return True
        return super().viewportEvent(event)
