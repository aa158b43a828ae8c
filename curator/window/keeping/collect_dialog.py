"""Asks where a story is collected: in a folder or in one zip file, new or there already."""

import os

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

_ZIP = ".zip"


class CollectDialog(QDialog):
    """A path, and whether it is a folder or a zip file, which is told by its ending."""

    def __init__(self, parent: QWidget, suggestion: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Collect story")
        self.folder = QRadioButton("A &folder")
        self.zip = QRadioButton("One &zip file")
        self.field = QLineEdit(suggestion)
        self.field.setMinimumWidth(460)
        self.field.setAccessibleName("Where the story is collected")
        kinds = QButtonGroup(self)
        for kind in (self.folder, self.zip):
            kinds.addButton(kind)
        self._show_kind(suggestion)
        self.zip.toggled.connect(self._change_ending)
        self.field.textEdited.connect(self._show_kind)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        collect = buttons.addButton("Collect", QDialogButtonBox.ButtonRole.AcceptRole)
        collect.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(lambda text: collect.setEnabled(bool(text.strip())))
        self._arrange(buttons)

    @property
    def path(self) -> str:
        """The absolute path that was typed or chosen; of a zip file it ends in ``.zip``."""
        return os.path.abspath(os.path.expanduser(self.field.text().strip()))

    def _show_kind(self, text: str) -> None:
        """Let the choice follow what is typed."""
        is_zip = text.strip().lower().endswith(_ZIP)
        for button in (self.folder, self.zip):
            button.blockSignals(True)
        (self.zip if is_zip else self.folder).setChecked(True)
        for button in (self.folder, self.zip):
            button.blockSignals(False)

    def _change_ending(self, is_zip: bool) -> None:
        """Let the path follow the choice."""
        text = self.field.text().strip()
        bare = text[: -len(_ZIP)] if text.lower().endswith(_ZIP) else text
        self.field.setText(bare + _ZIP if is_zip and bare else bare)

    def _choose(self) -> None:
        if self.zip.isChecked():
            words, kinds = "A zip file for the story", "Zip files (*.zip)"
            chosen = QFileDialog.getSaveFileName(self, words, self.path, kinds)[0]
            if chosen and not chosen.lower().endswith(_ZIP):
                chosen += _ZIP
        else:
            near = os.path.dirname(self.path)
            chosen = QFileDialog.getExistingDirectory(self, "A folder for the story", near)
        if chosen:
            self.field.setText(chosen)

    def _arrange(self, buttons: QDialogButtonBox) -> None:
        about = QLabel(
            "Every photo comes along, also those set aside, with its raw file and sidecar, and all words, "
            "notes too. Your files stay as they are. An earlier collection there is replaced, nothing else ever."
        )
        about.setObjectName("muted")
        about.setWordWrap(True)
        kinds = QHBoxLayout()
        kinds.addWidget(QLabel("Collect the story with its photos in"))
        for kind in (self.folder, self.zip):
            kinds.addWidget(kind)
        kinds.addStretch(1)
        label = QLabel("&Where:")
        label.setBuddy(self.field)
        choose = QPushButton("&Choose…")
        choose.setAutoDefault(False)  # Enter in the field collects.
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(kinds)
        column.addLayout(row)
        column.addWidget(about)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.field.setFocus()
