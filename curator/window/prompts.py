"""Every question to the person, behind one small class; what is only told goes to ``notices``."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.errors import shown

if TYPE_CHECKING:  # Nobody prints in the first second.
    from PySide6.QtPrintSupport import QPrinter

_STORIES = "Stories (*.json);;All files (*)"
_STORIES_IN = "Stories (*.json *.zip);;All files (*)"
_SHEETS_OUT = "Excel workbook (*.xlsx);;CSV (*.csv);;Tab-separated (*.tsv)"
_SHEETS_IN = "Sheets (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"
_PDF = "PDF (*.pdf)"
_CODES = "Codes (*.txt);;Tab-separated (*.tsv);;All files (*)"


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

    def write_beside(self, folders: Sequence[str]) -> bool:
        """Ask whether sidecars may be written into *folders*, which hold somebody's originals."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Curator")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("Write XMP sidecars beside your photos?")
        listed = [shown(folder) for folder in folders[:5]]
        more = [f"… and {len(folders) - 5:,} more folders"] if len(folders) > 5 else []
        box.setInformativeText(
            "The words go into small .xmp files in:\n" + "\n".join(listed + more) + "\n\n"
            "The photos themselves are never touched. What other programs wrote in a sidecar stays; "
            "a field that is empty here stays as it is there. A place or terms of use that differ "
            "are replaced as a whole. Every value that is replaced is listed afterwards."
        )
        write = box.addButton("Write sidecars", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is write

    def forget_story(self, name: str) -> bool:
        """Ask whether everything that Curator keeps of the story called *name* apart from its file may go."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Curator")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Forget “{name}”?")
        box.setInformativeText(
            "Its earlier versions, its place among the recent stories and all small pictures that are kept to "
            "be quick are removed for good. The story’s file and the photos stay as they are; the story is closed."
        )
        forget = box.addButton("Forget it", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is forget

    def open_story(self, folder: str) -> str:
        """Ask which story to open; ``""`` if none."""
        return QFileDialog.getOpenFileName(self._parent, "Open story", folder, _STORIES_IN)[0]

    def save_story(self, suggestion: str) -> str:
        """Ask where to save the story; ``""`` if nowhere."""
        return self._save("Save story as", suggestion, _STORIES)

    def sheet_target(self, suggestion: str) -> str:
        """Ask where to write the sheet for the copy desk; ``""`` if nowhere."""
        return self._save("Send captions to the copy desk", suggestion, _SHEETS_OUT)

    def pdf_target(self, suggestion: str) -> str:
        """Ask where to write the pages as a PDF; ``""`` if nowhere."""
        return self._save("Save as PDF", suggestion, _PDF)

    def printer(self, printer: "QPrinter") -> bool:
        """Ask which printer prints, and how, and set *printer* to that; say whether it shall."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def sheet_source(self, folder: str) -> str:
        """Ask which corrected sheet to take; ``""`` if none."""
        words = "Take a corrected sheet"
        return QFileDialog.getOpenFileName(self._parent, words, folder, _SHEETS_IN)[0]

    def open_codes(self, folder: str) -> str:
        """Ask which file of codes to read; ``""`` if none."""
        return QFileDialog.getOpenFileName(self._parent, "Import codes", folder, _CODES)[0]

    def save_codes(self, suggestion: str) -> str:
        """Ask where to write the codes; ``""`` if nowhere."""
        return self._save("Export codes", suggestion, _CODES)

    def _save(self, title: str, suggestion: str, filters: str) -> str:
        """Ask where to save; the ending is that of the chosen kind of file, unless one is typed."""
        folder, name = os.path.split(suggestion)
        dialog = QFileDialog(self._parent, title, folder, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

        def take_ending(chosen: str) -> None:
            ending = chosen.partition("*.")[2].rstrip(")")
            # By the dialog, so that it asks about the very name.
            dialog.setDefaultSuffix(ending if ending.isalnum() else "")

        dialog.filterSelected.connect(take_ending)
        take_ending(filters.split(";;")[0])
        dialog.selectFile(name)
        if not dialog.exec():
            return ""
        path = dialog.selectedFiles()[0]
        suffix = dialog.defaultSuffix()
        return path if os.path.splitext(path)[1] or not suffix else f"{path}.{suffix}"

    def add_photos(self, folder: str) -> list[str]:
        """Ask for photo files."""
        return QFileDialog.getOpenFileNames(self._parent, "Add photos", folder)[0]

    def replacement(self, name: str, folder: str) -> str:
        """Ask for the picture that takes the place of the one called *name*; ``""`` if none."""
        words = f"A picture in place of {name}"
        return QFileDialog.getOpenFileName(self._parent, words, folder)[0]

    def add_folder(self, folder: str) -> str:
        """Ask for a folder of photos; ``""`` if none."""
        return QFileDialog.getExistingDirectory(self._parent, "Add a folder of photos", folder)

    def seek_folder(self, folder: str) -> str:
        """Ask for a folder in which missing photos are looked for; ``""`` if none."""
        words = "Look for missing photos in"
        return QFileDialog.getExistingDirectory(self._parent, words, folder)

    def export_choice(
        self,
        suggestion: str,
        still_open: str,
        forms: frozenset[str],
        report: Callable[[frozenset[str]], str],
    ) -> tuple[str, frozenset[str]]:
        """Ask for the folder to export to, ``""`` if none, and in which of :data:`EXPORT_FORMS`.

        The folder may or may not exist yet. *forms* are those ticked at first; *still_open* says
        what the check found, ``""`` if nothing; *report* what would leave with the forms given to it.
        """
        words = FolderWords()
        if still_open:
            words = FolderWords(
                about=f"{words.about}\n\nThe check found no error. Still open: {still_open}."
            )
        dialog = FolderDialog(self._parent, suggestion, words, EXPORT_FORMS, forms, report)
        return (dialog.path, dialog.ticked) if dialog.exec() else ("", forms)

    def collect_target(self, suggestion: str) -> str:
        """Ask for the folder, or the zip file, to collect the story in; ``""`` if none."""
        from curator.window.keeping.collect_dialog import CollectDialog

        dialog = CollectDialog(self._parent, suggestion)
        return dialog.path if dialog.exec() else ""

    def unpack_folder(self, name: str, suggestion: str) -> str:
        """Ask where to take the story out of the zip file called *name*; ``""`` if nowhere."""
        words = FolderWords(
            title="Open a story from a zip file",
            label="&Folder for the story:",
            about=f"The story and its photos are taken out of “{name}” into a new folder.",
            verb="Take out and open",
        )
        dialog = FolderDialog(self._parent, suggestion, words)
        return dialog.path if dialog.exec() else ""

    def version_name(self, name: str) -> str | None:
        """Ask what a version is called, *name* until now; ``None`` if the person thought better of it."""
        words = "Name of this version, for example “As sent to the desk”:"
        text, is_given = QInputDialog.getText(self._parent, "Name this version", words, text=name)
        return text if is_given else None

    def span(self) -> str:
        """Ask by how much dates are moved; ``""`` if not at all."""
        words = "Hours and minutes to add, for example +1:00, -0:05:30 or -1d 2:00:"
        return QInputDialog.getText(self._parent, "Shift date taken", words, text="+1:00")[0]

    def template_name(self, name: str) -> str:
        """Ask what a template is called; ``""`` if there is to be none."""
        words = "What is the template called?"
        return QInputDialog.getText(self._parent, "Template", words, text=name)[0]

    def reason(self, about: str) -> str:
        """Ask why the problem that *about* tells of may stand; ``""`` if it may not."""
        words = f"{about}\n\nWhy may it stand? The reason is kept with the story."
        return QInputDialog.getText(self._parent, "Let it be", words)[0]

    def place(self, now: int, last: int) -> int | None:
        """Ask for the place, from 1 to *last*, to which photos are sent."""
        number, is_given = QInputDialog.getInt(
            self._parent, "Send to place", f"Number in the story (1 to {last}):", now, 1, last
        )
        return number if is_given else None

    def after(self, now: int, last: int) -> int | None:
        """Ask for the number of the photo, from 0 for none to *last*, behind which photos are sent."""
        words = f"Number of the photo that comes before (1 to {last}; 0 for the beginning):"
        number, is_given = QInputDialog.getInt(self._parent, "After photo", words, now, 0, last)
        return number if is_given else None


@dataclass(frozen=True, slots=True)
class FolderWords:
    """What a dialog that asks for a folder says."""

    title: str = "Export the page"
    label: str = "&Folder of the page:"
    about: str = (
        "It is made if it is not there. An earlier page in it is replaced, nothing else ever."
    )
    verb: str = "Export"


EXPORT_FORMS = {
    "single_file": "&One file: the pictures inside the page, to send by mail",
    "zip": "A &zip file of the folder, beside it",
    "epub": "A &book (EPUB) in the folder, for phones and e-readers",
    "pdf": "A &PDF in the folder, to print or to send",
    "markdown": "&Markdown and pictures in the folder, for a site builder",
    "keep_location": "Names of p&laces inside the pictures; coordinates never",
    "draft": "A &draft: pictures made quickly, larger to load",
}
"""What an export can be besides a folder, by the names of its options, and the words for it."""


class FolderDialog(QDialog):
    """Asks for one folder by its path, new or there already; a file dialog would only walk into it.

    Below stand boxes to tick, by their names in *boxes*, where there are some. With *report* a button shows
    what that says of those that are ticked.
    """

    def __init__(
        self,
        parent: QWidget,
        suggestion: str,
        words: FolderWords | None = None,
        boxes: Mapping[str, str] | None = None,
        ticked: frozenset[str] = frozenset(),
        report: Callable[[frozenset[str]], str] | None = None,
    ) -> None:
        super().__init__(parent)
        said = words or FolderWords()
        self.setWindowTitle(said.title)
        self._field = QLineEdit(suggestion)
        self._field.setMinimumWidth(460)
        self._field.setAccessibleName(said.label.replace("&", "").rstrip(":"))
        label = QLabel(said.label)
        label.setBuddy(self._field)
        choose = QPushButton("&Choose…")
        choose.setAutoDefault(False)  # Enter in the field exports.
        choose.clicked.connect(self._choose)
        about = QLabel(said.about)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        about.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        export = buttons.addButton(said.verb, QDialogButtonBox.ButtonRole.AcceptRole)
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
        column.addWidget(about)  # It is about the folder, so it stands under its name.
        self._boxes = {name: QCheckBox(text) for name, text in (boxes or {}).items()}
        for name, box in self._boxes.items():
            box.setChecked(name in ticked)
            column.addWidget(box)
        if report is not None:
            column.addWidget(Report(lambda: report(self.ticked), list(self._boxes.values())))
        column.addSpacing(8)
        column.addWidget(buttons)

    @property
    def path(self) -> str:
        """The absolute path that was typed or chosen."""
        return os.path.abspath(os.path.expanduser(self._field.text().strip()))

    @property
    def ticked(self) -> frozenset[str]:
        """The names of the boxes that are ticked."""
        return frozenset(name for name, box in self._boxes.items() if box.isChecked())

    def _choose(self) -> None:
        near = os.path.dirname(self.path)
        chosen = QFileDialog.getExistingDirectory(self, self.windowTitle(), near)
        if chosen:
            self._field.setText(chosen)


class Report(QWidget):
    """A button that shows what would leave with an export, as it is chosen now; read it or copy it."""

    def __init__(self, report: Callable[[], str], boxes: Sequence[QCheckBox]) -> None:
        super().__init__()
        self._report = report
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("What leaves")
        self._text.setMinimumHeight(160)
        self._text.hide()
        self._button = QPushButton("&What leaves, and what is held back")
        self._button.setCheckable(True)
        self._button.setAutoDefault(False)
        self._button.toggled.connect(self._show)
        for box in boxes:
            box.toggled.connect(lambda _: self._show(self._button.isChecked()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText() if self._text.isVisibleTo(self) else ""

    def _show(self, is_shown: bool) -> None:
        if is_shown:
            self._text.setPlainText(self._report())
        if is_shown is self._text.isVisibleTo(self):
            return
        self._text.setVisible(is_shown)
        dialog = self.window()
        dialog.adjustSize()
        below = dialog.frameGeometry().bottom() - dialog.screen().availableGeometry().bottom()
        if below > 0:  # It grew beyond the screen, and its buttons with it.
            dialog.move(dialog.x(), max(0, dialog.y() - below - 8))
