"""The bar over the panes: add, choose the view, size of cells, check, export."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

CELL_WIDTHS = (130, 420)
"""Least and most width of a cell, in logical pixels."""


class Bar(QWidget):
    """The bar itself.

    Signals:
        searched(words): other words stand in the search field.
        view_chosen(name): ``photos``, ``story``, ``galley`` or ``page`` was pressed.
        cell_width_chosen(width): the slider moved.
    """

    view_chosen = Signal(str)
    searched = Signal(str)
    cell_width_chosen = Signal(int)

    def __init__(
        self, add: QAction, check: QAction, export: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._views: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(_button(add, "＋ Add photos"))
        row.addWidget(self._make_views())
        row.addWidget(self._make_search(), 100)
        row.addStretch(1)
        row.addLayout(self._make_slider())
        row.addWidget(_button(check, "✓ Check story"))
        row.addWidget(_button(export, "Export…", "primary"))

    def show_view(self, name: str) -> None:
        """Show that the view called *name* is up."""
        self._views[name].setChecked(True)
        self._slider.setEnabled(name != "page")

    def show_counts(self, photos: int, in_story: int) -> None:
        """Show how many photos there are, and how many of them in the story."""
        self._views["photos"].setText(f"Photos {photos:,}")
        self._views["story"].setText(f"Story {in_story:,}")

    def show_cell_width(self, width: int) -> None:
        """Put the slider at *width*."""
        self._slider.setValue(width)

    def _make_views(self) -> QWidget:
        frame = QWidget()
        frame.setObjectName("views")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        group = QButtonGroup(self)
        for name, words, tip in (
            ("photos", "Photos", "Everything that came in: choose (Ctrl+1)"),
            ("story", "Story", "The sequence: order and write (Ctrl+2)"),
            ("galley", "Galley", "All captions as one text beside small pictures (Ctrl+4)"),
            ("page", "Page", "What the reader will see (Ctrl+3)"),
        ):
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleName(f"{words} view")
            button.clicked.connect(lambda _=False, n=name: self.view_chosen.emit(n))
            group.addButton(button)
            row.addWidget(button)
            self._views[name] = button
        return frame

    def _make_search(self) -> QLineEdit:
        field = self.search = SearchField()
        field.textChanged.connect(self.searched)
        return field

    def _make_slider(self) -> QHBoxLayout:
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(*CELL_WIDTHS)
        self._slider.setPageStep(40)
        self._slider.setFixedWidth(110)
        self._slider.setAccessibleName("Size of thumbnails")
        self._slider.setToolTip("Size of thumbnails (Ctrl++ and Ctrl+-)")
        self._slider.valueChanged.connect(self.cell_width_chosen)
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in (_sign("▫"), self._slider, _sign("▣")):
            row.addWidget(widget)
        return row


class SearchField(QLineEdit):
    """Where words are typed that photos are searched for.

    Signals:
        left(): Enter, Down or Escape was pressed: the keyboard goes to what was found.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search captions, credits, names…")
        self.setAccessibleName("Search photos")
        self.setToolTip("Search all words of the photos (Ctrl+F)")
        self.setClearButtonEnabled(True)
        self.findChild(QToolButton).setAccessibleName("Empty the search")  # type: ignore[union-attr]
        self.setMinimumWidth(120)
        self.setMaximumWidth(300)
        self.setMaxLength(500)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what was found with Enter or Down; empty the field with Escape, and then leave it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_LEAVING = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}


def _sign(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("muted")
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return label


def _button(action: QAction, words: str, name: str = "") -> QPushButton:
    """Return a button that does what *action* does, and can when it can."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAccessibleName(action.text().replace("&", ""))
    keys = action.shortcut().toString()
    button.setToolTip(f"{action.text().replace('&', '')}{f' ({keys})' if keys else ''}")
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
