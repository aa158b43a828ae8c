"""Buttons that Enter presses while they have the keyboard, also where a window has no default button."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton


def press_by_enter(*buttons: QPushButton) -> None:
    """Let Enter press each of *buttons* while the keyboard is on it; Qt knows only Space by itself."""
    for button in buttons:
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), button)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
