"""The tray: the photos set aside at the foot of the views, with a search of their own; words are written as ever."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.story.choice import Choice
from curator.story.values import Key, PhotoId
from curator.window import wording
from curator.window.bar import SearchField
from curator.window.choosing import Chooser, OwnChoice
from curator.window.document import StoryDocument
from curator.window.grid.delegate import CellDelegate
from curator.window.grid.model import GridModel
from curator.window.grid.rows import aside_rows
from curator.window.grid.view import GridView
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.views import Views

HEIGHT = 250
"""Logical pixels of the tray at first: its head, and a line of cells with the next one looking in."""

_CELL = 150
# Logical pixels that a cell is at least wide: small, since they are looked through, and the story has room.


class TrayGrid(GridView):
    """The cells of the tray.

    Signals beside those of every grid:
        taken(ids): photos of another view were dropped here.
    """

    taken = Signal(object)

    empty = "Nothing is set aside.\nPress Del on a photo of the story, or drag it here: it keeps its words."
    none_chosen = "No photo set aside has these words.\nPress Esc to see all of them."

    def take_rows(self, keys: tuple[Key, ...], before: Key | None) -> None:
        """Tell which photos were dropped here; words between photos stay where they are."""
        ids = tuple(PhotoId(key) for key in keys if isinstance(key, str))
        if ids:
            self.taken.emit(ids)

    def _accepts(self, event: QDropEvent) -> bool:
        source = event.source()
        if isinstance(source, GridView) and self._is_own(event):
            return source is not self
        return super()._accepts(event)


class Tray(QWidget):
    """Everything set aside, as far as the search takes it; counts in *views* while somebody is at it.

    Signals:
        brought(): the selected photos are to come into the story.
        closed(): the person closed the tray.
    """

    brought = Signal()
    closed = Signal()

    def __init__(
        self,
        document: StoryDocument,
        chooser: Chooser,
        views: Views,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._views = document, views
        self._choice = OwnChoice(document, chooser, self)
        model = GridModel(document, thumbnails, aside_rows, self._choice, self)
        delegate = CellDelegate(thumbnails, looks, self, tells_place=False)
        self.grid = TrayGrid(model, delegate, looks, can_reorder=False)
        self.grid.setAccessibleName("Set aside")
        self.grid.set_cell_width(_CELL)
        self.grid.setMinimumHeight(90)
        self.search = SearchField()
        self.search.setPlaceholderText("Search what is set aside…")
        self.search.setAccessibleName("Search what is set aside")
        self.search.setToolTip("Search all words of the photos set aside")
        self._count = QLabel()
        self._bring = QPushButton("&Bring into the story")
        self._bring.setToolTip("Behind the current photo of the story (Ins, Enter)")
        self._place()
        self._connect()
        self._refresh()

    def open(self) -> None:
        """Show the tray, the keyboard in it."""
        self.show()
        self.grid.setFocus()
        if not self.grid.selected_keys:
            self.grid.select(self.grid.rows.keys[:1])
        self._views.count_beside(True)

    def close_tray(self) -> None:
        """Take the tray down; what is up counts again."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        self._views.count_beside(False)
        if had_focus:
            self._views.focus_up()
        self.closed.emit()

    def _connect(self) -> None:
        rows = self.grid.rows
        self.search.textChanged.connect(lambda words: self._choice.choose(Choice(words=words)))
        self.search.left.connect(self._leave_search)
        self._choice.changed.connect(self._follow_choice)
        self.grid.all_asked.connect(self.search.clear)
        self.grid.entered.connect(self.brought)
        self.grid.selected.connect(self._show_button)
        self._bring.clicked.connect(self.brought)
        for changed in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved):
            changed.connect(self._refresh)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _leave_search(self) -> None:
        """Go to what was found, the first of it if nothing of it is selected."""
        if not self.grid.selected_keys:
            self.grid.select(self.grid.rows.keys[:1])
        self.grid.setFocus()

    def _follow_choice(self) -> None:
        words = self._choice.choice.words
        if self.search.text() != words:
            self.search.setText(words)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Count while the keyboard is in the cells, and until it is in what is up."""
        if now is None or not self.isVisible() or self._views.is_large:
            return
        if now is self.grid:
            self._views.count_beside(True)
        elif self._views.isAncestorOf(now):
            self._views.count_beside(False)

    def _refresh(self) -> None:
        aside = len(self._document.story.photos) - len(self._document.numbers)
        found = self.grid.rows.rowCount()
        words = wording.count(aside, "photo")
        self._count.setText(f"{found:,} of {words}" if self.grid.rows.is_choice else words)
        self._show_button()

    def _show_button(self) -> None:
        self._bring.setEnabled(bool(self.grid.selectionModel().hasSelection()))

    def _place(self) -> None:
        title = QLabel("Set aside")
        title.setFont(_bold(title.font()))
        self._count.setObjectName("muted")
        close = QToolButton()
        close.setObjectName("plain")
        close.setText("✕")
        close.setAccessibleName("Close the tray")
        close.setToolTip("Close the tray (Ctrl+5)")
        close.clicked.connect(self.close_tray)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 2)
        head.setSpacing(12)
        for label in (title, self._count):
            head.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.search, 1)
        head.addStretch(1)
        head.addWidget(self._bring)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.grid, 1)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_tray()
        else:
            super().keyPressEvent(event)


def _bold(font: QFont) -> QFont:
    font.setWeight(QFont.Weight.DemiBold)
    return font
