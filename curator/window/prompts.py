"""Every question to the person, behind one small class; what is only told goes to ``notices``."""

import os
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

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
        folder, name = os.path.split(suggestion)
        dialog = QFileDialog(self._parent, "Save story as", folder, _STORIES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")  # by the dialog, so that it asks about the very name
        dialog.selectFile(name)
        if not dialog.exec():
            return ""
        path = dialog.selectedFiles()[0]
        return path if path.lower().endswith(".json") else f"{path}.json"

    def add_photos(self, folder: str) -> list[str]:
        """Ask for photo files."""
        return QFileDialog.getOpenFileNames(self._parent, "Add photos", folder)[0]

    def add_folder(self, folder: str) -> str:
        """Ask for a folder of photos; ``""`` if none."""
        return QFileDialog.getExistingDirectory(self._parent, "Add a folder of photos", folder)

    def export_folder(self, suggestion: str) -> str:
        """Ask for the folder to export to, which may or may not exist yet; ``""`` if none."""
        dialog = FolderDialog(self._parent, suggestion)
        return dialog.path if dialog.exec() else ""

    def span(self) -> str:
        """Ask by how much dates are moved; ``""`` if not at all."""
        words = "Hours and minutes to add, for example +1:00, -0:05:30 or -1d 2:00:"
        return QInputDialog.getText(self._parent, "Shift date taken", words, text="+1:00")[0]

    def place(self, now: int, last: int) -> int | None:
        """Ask for the place, from 1 to *last*, to which photos are sent."""
        number, is_given = QInputDialog.getInt(
            self._parent, "Send to place", f"Number in the story (1 to {last}):", now, 1, last
        )
        return number if is_given else None


class FolderDialog(QDialog):
    """Asks for one folder by its path, new or there already; a file dialog would only walk into it."""

    def __init__(self, parent: QWidget, suggestion: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export the page")
        self._field = QLineEdit(suggestion)
        self._field.setMinimumWidth(460)
        self._field.setAccessibleName("Folder of the page")
        label = QLabel("&Folder of the page:")
        label.setBuddy(self._field)
        choose = QPushButton("&Choose…")
        choose.setAutoDefault(False)  # Enter in the field exports.
        choose.clicked.connect(self._choose)
        about = QLabel(
            "It is made if it is not there. An earlier page in it is replaced, nothing else ever."
        )
        about.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        export = buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._field.textChanged.connect(lambda text: export.setEnabled(bool(text.strip())))
        row = QHBoxLayout()
        row.addWidget(self._field, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(about)
        column.addSpacing(8)
        column.addWidget(buttons)

    @property
    def path(self) -> str:
        """The absolute path that was typed or chosen."""
        return os.path.abspath(os.path.expanduser(self._field.text().strip()))

    def _choose(self) -> None:
        near = os.path.dirname(self.path)
        chosen = QFileDialog.getExistingDirectory(self, "A folder for the page", near)
        if chosen:
            self._field.setText(chosen)
