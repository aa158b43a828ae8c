"""A text field that completes variables and marks words that mean nothing; which those are is told to it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QStandardItem, QStandardItemModel, QTextCharFormat
from PySide6.QtWidgets import QCompleter, QTextEdit, QWidget

from curator.captions.codes import Span
from curator.captions.variables import NAMES, Completions, completions
from curator.window.editor.fields import TextField

_WIDTH = 320
_NAME = Qt.ItemDataRole.UserRole
_OF_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)


class VariableList(QObject):
    """The list of variables that comes up under a field; made when it is first wanted.

    Signals:
        chosen(name): a variable was chosen.
    """

    chosen = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._names = QStandardItemModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(field)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_NAME)
        self._completer.setMaxVisibleItems(10)
        popup = self._completer.popup()
        assert popup is not None
        popup.setAccessibleName("Variables")
        self.popup = popup
        self._completer.activated[str].connect(self.chosen.emit)  # type: ignore[index]

    def show(self, names: Sequence[str], place: QRect) -> None:
        """Come up under *place* of the field with *names*."""
        self._names.clear()
        for name in names:
            item = QStandardItem(f"{{{name}}}   {NAMES[name]}")
            item.setData(name, _NAME)
            self._names.appendRow(item)
        place.setWidth(_WIDTH)
        self._completer.complete(place)
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))


class VariableField(TextField):
    """A field of a template: ``{`` brings up the list of variables."""

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(name, lines, parent)
        self._found: Completions | None = None
        self._list: VariableList | None = None
        self._has_marks = False
        self.edited.connect(self._offer)

    @property
    def offered(self) -> tuple[str, ...]:
        """The names in the list, as long as it is up."""
        return self._found.names if self._is_offering and self._found is not None else ()

    @property
    def variables(self) -> VariableList:
        """The list of variables."""
        if self._list is None:
            self._list = VariableList(self)
            self._list.chosen.connect(self._insert)
        return self._list

    def mark(self, spans: Sequence[Span], colour: str) -> None:
        """Underline the characters of *spans* with a wave of *colour*."""
        if not spans and not self._has_marks:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(colour))
        marks = []
        for start, end in spans:
            mark = QTextEdit.ExtraSelection()
            mark.format, mark.cursor = form, self._span(self.text(), start, end)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._has_marks = bool(marks)

    @property
    def _is_offering(self) -> bool:
        return self._list is not None and self._list.popup.isVisible()

    def _offer(self) -> None:
        """Bring up the list while a variable is being typed."""
        self._found = completions(self.text(), self.cursor_place()) if self.hasFocus() else None
        if self._found is not None:
            self.variables.show(self._found.names, self.cursorRect())
        elif self._list is not None:
            self._list.popup.hide()

    def _insert(self, name: str) -> None:
        if self._found is not None:
            self.put(self._found.start, self._found.end, f"{{{name}}}")

    # Qt's methods

    def event(self, event: QEvent) -> bool:
        """Leave the keys of the list to the list while it is up."""
        is_key = isinstance(event, QKeyEvent) and event.key() in _OF_THE_LIST
        if is_key and self._is_offering:
            event.ignore()
            return False
        return super().event(event)
