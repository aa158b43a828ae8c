"""Arranging fields under their labels, as every panel does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


class Form(QScrollArea):
    """A column of labelled fields that scrolls when the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("fields")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 10, 16, 16)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.setWidget(content)

    def add(self, widget: QWidget) -> None:
        """Put *widget* at the end."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_field(self, label: str, field: QWidget, aside: QWidget | None = None) -> QLabel:
        """Put *field* under its *label* at the end, *aside* right of the label."""
        block, words = labelled(label, field, aside)
        self.add(block)
        return words

    def add_row(self, *fields: tuple[str, QWidget] | tuple[str, QWidget, QWidget | None]) -> None:
        """Put fields beside each other, each under its label, in columns of one width."""
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for column, field in enumerate(fields):
            grid.addWidget(labelled(*field)[0], 0, column)
            grid.setColumnStretch(column, 1)
        self.add(row)

    def add_section(self, title: str) -> None:
        """Put a heading at the end."""
        heading = QLabel(title)
        heading.setObjectName("section")
        heading.setIndent(0)
        self.add(heading)


def labelled(label: str, field: QWidget, aside: QWidget | None = None) -> tuple[QWidget, QLabel]:
    """Return *field* under its *label*, and the label."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    words = QLabel(label)
    words.setObjectName("caption-of-field")
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setBuddy(field)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(words)
    head.addStretch(1)
    if aside is not None:
        aside.setFixedHeight(words.fontMetrics().height() + 4)  # what comes and goes moves nothing
        head.addWidget(aside)
    column.addLayout(head)
    column.addWidget(field)
    return block, words
