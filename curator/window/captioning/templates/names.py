"""The list of templates by name: new, duplicate, rename, delete; what a template says is left to the editor."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.story.templates import Template
from curator.window.captioning.templates.book import TemplateBook

_NAME = Qt.ItemDataRole.UserRole


class TemplateNames(QWidget):
    """The names of the templates, one of them current; F2 renames it, Delete deletes it.

    Signals:
        chosen(): another template is current.
    """

    chosen = Signal()

    def __init__(self, book: TemplateBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._is_showing = False
        self.list = QListWidget()
        self.list.setAccessibleName("Templates")
        self.list.setObjectName("problems")
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.list.itemChanged.connect(self._rename)
        delete = QAction("Delete the template", self.list)
        delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(lambda: self.delete())
        self.list.addAction(delete)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        self._needing: list[QPushButton] = []
        parts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("&New", self.add),
            ("D&uplicate", self.duplicate),
            ("&Rename", self.rename),
            ("De&lete", self.delete),
        )
        for at, (words, do) in enumerate(parts):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, do=do: do())
            buttons.addWidget(button, at // 2, at % 2)
            if at:
                self._needing.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        book.changed.connect(self._show)
        self._show()

    @property
    def current(self) -> str:
        """The name of the current template, ``""`` if there is none."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def select(self, name: str) -> None:
        """Make the template called *name* the current one."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def add(self) -> None:
        """Make an empty template and begin typing its name."""
        self._put(Template(self._book.templates.free_name("New template")))

    def duplicate(self) -> None:
        """Make another template that says the same, and begin typing its name."""
        template = self._book.templates.named(self.current)
        if template is not None:
            name = self._book.templates.free_name(f"{template.name} copy")
            self._put(replace(template, name=name))

    def rename(self) -> None:
        """Begin typing another name for the current template."""
        item = self.list.currentItem()
        if item is not None:
            self.list.setFocus()
            self.list.editItem(item)

    def delete(self) -> None:
        """Delete the current template; undo brings it back."""
        if self.current:
            self._book.change(self._book.templates.removed(self.current))

    def _put(self, template: Template) -> None:
        self._book.change(self._book.templates.added(template, self.current))
        self.select(template.name)
        self.rename()

    def _rename(self, item: QListWidgetItem) -> None:
        name, wanted = str(item.data(_NAME)), item.text().strip()
        template = self._book.templates.named(name)
        if self._is_showing or template is None or wanted == name:
            return
        if not wanted:
            item.setText(name)
            return
        wanted = self._book.templates.free_name(wanted)
        item.setData(_NAME, wanted)  # Before the book tells: this item stays the current one.
        item.setText(wanted)
        self._book.change(self._book.templates.changed(name, replace(template, name=wanted)))

    def _show(self) -> None:
        """Show the names as the book has them now, the same one current where it is still there."""
        names = [template.name for template in self._book.templates.templates]
        items = [self.list.item(row) for row in range(self.list.count())]
        if [(item.text(), item.data(_NAME)) for item in items] != [(n, n) for n in names]:
            self._fill(names)
        for button in self._needing:
            button.setEnabled(bool(names))
        if not self.current and names:
            self.list.setCurrentRow(0)

    def _fill(self, names: list[str]) -> None:
        current, row = self.current, self.list.currentRow()
        self._is_showing = True
        self.list.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        if names:
            at = names.index(current) if current in names else min(max(row, 0), len(names) - 1)
            self.list.setCurrentRow(at)
        self._is_showing = False
        self.chosen.emit()

    def _choose(self) -> None:
        if not self._is_showing:
            self.chosen.emit()
