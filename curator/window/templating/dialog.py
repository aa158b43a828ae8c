"""The templates of stories to choose from, with what each brings along."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.kit.story_templates import StoryTemplate
from curator.story.skeleton import described


class TemplateDialog(QDialog):
    """Lets a person choose a template.

    Signals:
        chosen(story): the story to begin with.
        delete_asked(template): a template is to go.
        rename_asked(template): a template is to be called otherwise.
    """

    chosen = Signal(object)
    delete_asked = Signal(object)
    rename_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New story from template")
        self.resize(640, 380)
        self._templates: Sequence[StoryTemplate] = ()
        self.names = QListWidget()
        self.names.setAccessibleName("Templates")
        self.names.currentRowChanged.connect(lambda _: self._show_current())
        self.names.itemActivated.connect(lambda _: self.accept())
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        begin = buttons.addButton("New story", QDialogButtonBox.ButtonRole.AcceptRole)
        begin.setDefault(True)
        rename = buttons.addButton("&Rename…", QDialogButtonBox.ButtonRole.ActionRole)
        delete = buttons.addButton("&Delete", QDialogButtonBox.ButtonRole.ActionRole)
        self._needing: tuple[QPushButton, ...] = (begin, rename, delete)
        rename.clicked.connect(lambda: self._ask(self.rename_asked))
        delete.clicked.connect(lambda: self._ask(self.delete_asked))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.names, 2)
        row.addWidget(self._about, 3)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    @property
    def current(self) -> StoryTemplate | None:
        """The template that is chosen as yet."""
        row = self.names.currentRow()
        return self._templates[row] if 0 <= row < len(self._templates) else None

    def show_templates(self, templates: Sequence[StoryTemplate]) -> None:
        """Show *templates*; the row stays."""
        row = max(self.names.currentRow(), 0)
        self._templates = templates
        self.names.clear()
        self.names.addItems([template.name for template in templates])
        self.names.setCurrentRow(min(row, len(templates) - 1))
        self._show_current()
        self.names.setFocus()

    def _show_current(self) -> None:
        current = self.current
        lines = described(current.story) if current is not None else ()
        self._about.setText("\n".join(lines) or "It brings nothing along.")
        for button in self._needing:
            button.setEnabled(current is not None)

    def _choose(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current.story)

    def _ask(self, signal: object) -> None:
        if self.current is not None:
            signal.emit(self.current)  # type: ignore[attr-defined]

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete the chosen template with Delete, rename it with F2."""
        if event.key() == Qt.Key.Key_Delete:
            self._ask(self.delete_asked)
        elif event.key() == Qt.Key.Key_F2:
            self._ask(self.rename_asked)
        else:
            super().keyPressEvent(event)
