"""Pressing what the bar of notices offers, for scenarios."""

from PySide6.QtWidgets import QPushButton


def press(program, words: str) -> None:
    """Press the button of the notice that begins with *words*."""
    buttons = program.window.notices.findChildren(QPushButton)
    [button for button in buttons if button.text().startswith(words)][-1].click()
