"""The line of long work in the status bar: what is going on, how far it is, and Cancel."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from curator.window.wording import tool_tip


class ProgressLine(QWidget):
    """Shows one piece of long work; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # Names of files are in it.
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("Progress")
        self._cancel_button = QToolButton()
        self._cancel_button.setObjectName("plain")
        self._cancel_button.setText("Cancel")
        self._cancel_button.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        for widget in (self._text, self._bar, self._cancel_button):
            row.addWidget(widget)
        self._on_cancel: Callable[[], None] = lambda: None
        self.hide()

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text.text()

    def begin(self, what: str, on_cancel: Callable[[], None]) -> None:
        """Show that work began whose end is not known yet."""
        self._on_cancel = on_cancel
        self._cancel_button.setToolTip(tool_tip(f"Stop: {what}"))
        self._bar.setRange(0, 0)
        self._text.setText(what)
        self.show()

    def report(self, what: str, done: int, total: int) -> None:
        """Show how far the work is; *total* 0 means that nobody knows."""
        self._text.setText(what)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Show that the work is over."""
        self.hide()

    def _cancel(self) -> None:
        self.end()
        self._on_cancel()
