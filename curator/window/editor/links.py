"""The story's links: kind, words and address, a row each."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.story import edits
from curator.story.values import LINK_KINDS, Link
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst, LineField

_KIND_NAMES = {
    "related": "Related",
    "previous": "Previous",
    "next": "Next",
    "support": "Support",
    "contact": "Contact",
}


class LinksEditor(QWidget):
    """Rows of links, and a button for one more."""

    def __init__(
        self, document: StoryDocument, burst: Burst, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._burst = document, burst
        self._rows: list[_LinkRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        add = QPushButton("Add a link")
        add.clicked.connect(self._add)
        self._column.addWidget(add)

    @property
    def rows(self) -> "list[_LinkRow]":
        """The rows, in the order of the links."""
        return self._rows

    def refresh(self) -> None:
        """Show the links as the story has them now."""
        links = self._document.story.links
        while len(self._rows) > len(links):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(links):
            row = _LinkRow(self, len(self._rows) + 1)
            self._rows.append(row)
            self._column.insertWidget(len(self._rows) - 1, row)
        for row, link in zip(self._rows, links, strict=True):
            row.show_link(link)

    def take(self, row: "_LinkRow") -> None:
        """Take what a person typed into *row*."""
        links = list(self._document.story.links)
        place = self._rows.index(row)
        links[place] = row.link(links[place])
        self._document.apply(edits.set_links(links, self._burst.token("link", place)))

    def remove(self, row: "_LinkRow") -> None:
        """Take the link of *row* off the story."""
        links = list(self._document.story.links)
        del links[self._rows.index(row)]
        self._document.apply(edits.set_links(links))

    def _add(self) -> None:
        self._document.apply(edits.set_links([*self._document.story.links, Link()]))
        self._rows[-1].label.setFocus()


class _LinkRow(QWidget):
    """The fields of one link."""

    def __init__(self, editor: LinksEditor, number: int) -> None:
        super().__init__(editor)
        self.kind = QComboBox()
        for kind in LINK_KINDS:
            self.kind.addItem(_KIND_NAMES[kind], kind)
        self.kind.setAccessibleName(f"Kind of link {number}")
        self.label = LineField(f"Words of link {number}")
        self.label.setPlaceholderText("Words that the reader sees")
        self.url = LineField(f"Address of link {number}")
        self.url.setPlaceholderText("https://…")
        remove = QToolButton()
        remove.setObjectName("plain")
        remove.setText("✕")
        remove.setToolTip("Remove this link")
        remove.setAccessibleName(f"Remove link {number}")
        first = QHBoxLayout()
        first.addWidget(self.kind)
        first.addWidget(self.label, 1)
        first.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.url)
        QWidget.setTabOrder(self.label, self.url)
        QWidget.setTabOrder(self.url, remove)
        self.kind.activated.connect(lambda _: editor.take(self))
        self.label.edited.connect(lambda: editor.take(self))
        self.url.edited.connect(lambda: editor.take(self))
        remove.clicked.connect(lambda: editor.remove(self))

    def show_link(self, link: Link) -> None:
        """Show *link*."""
        if self.kind.findData(link.kind) < 0:
            self.kind.addItem(link.kind, link.kind)
        self.kind.setCurrentIndex(self.kind.findData(link.kind))
        self.label.show_text(link.label, "Words that the reader sees")
        self.url.show_text(link.url, "https://…")

    def link(self, before: Link) -> Link:
        """Return *before* with what the fields say."""
        kind = str(self.kind.currentData())
        return replace(before, kind=kind, label=self.label.text(), url=self.url.text())
