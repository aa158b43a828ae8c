"""Every question to the person, behind one small class; what is only told goes to ``notices``."""

import os
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

_STORIES = "Stories (*.json);;All files (*)"


class Unsaved(Enum):
    """What to do with a story that is not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Prompts:
    """Asks a person in dialogs over *parent*; tests answer in its place."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def unsaved(self, title: str) -> Unsaved:
        """Ask what to do with the unsaved story called *title*."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Curator")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Save the changes to “{title}” before closing it?")
        box.setInformativeText("If you don’t save, the changes since the last save are lost.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.setEscapeButton(buttons.Cancel)
        answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
        return answers.get(buttons(box.exec()), Unsaved.CANCEL)

    def overwrite_changed(self, path: str) -> bool:
        """Ask whether to save over a story that somebody else changed on disk."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Curator")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"“{os.path.basename(path)}” was changed by somebody else since you opened it.")
        box.setInformativeText("Save over their changes? To keep both, cancel and use Save as…")
        over = box.addButton("Save over them", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is over

    def open_story(self, folder: str) -> str:
        """Ask which story to open; ``""`` if none."""
        return QFileDialog.getOpenFileName(self._parent, "Open story", folder, _STORIES)[0]

    def save_story(self, suggestion: str) -> str:
        """Ask where to save the story; ``""`` if nowhere."""
        path = QFileDialog.getSaveFileName(self._parent, "Save story as", suggestion, _STORIES)[0]
        return path if not path or os.path.splitext(path)[1] else f"{path}.json"

    def add_photos(self, folder: str) -> list[str]:
        """Ask for photo files."""
        return QFileDialog.getOpenFileNames(self._parent, "Add photos", folder)[0]

    def add_folder(self, folder: str) -> str:
        """Ask for a folder of photos; ``""`` if none."""
        return QFileDialog.getExistingDirectory(self._parent, "Add a folder of photos", folder)

    def export_folder(self, suggestion: str) -> str:
        """Ask for the folder to export to, which may not exist yet; ``""`` if none."""
        dialog = QFileDialog(
            self._parent, "Export the page to a folder", os.path.dirname(suggestion)
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        # A folder of ours is replaced whole, any other refused; the export says so itself.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Folder to make:")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Export")
        dialog.selectFile(os.path.basename(suggestion))
        return dialog.selectedFiles()[0] if dialog.exec() else ""

    def place(self, now: int, last: int) -> int | None:
        """Ask for the place, from 1 to *last*, to which photos are sent."""
        number, is_given = QInputDialog.getInt(
            self._parent, "Send to place", f"Number in the story (1 to {last}):", now, 1, last
        )
        return number if is_given else None
