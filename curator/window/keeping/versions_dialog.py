"""The window of versions, open beside the work: all of them, and what differs between two of them, or one and now."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from curator.manifest.versions.index import Version
from curator.window.buttons import press_by_enter
from curator.window.document import StoryDocument
from curator.window.keeping.book import VersionBook
from curator.window.keeping.changes_pane import ChangesPane, push_button
from curator.window.keeping.version_list import VersionList
from curator.window.session import Session
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_WAIT = 400
# Milliseconds of quiet after which the story as it is now is compared again.

_NEVER_SAVED = "This story has not been saved yet. From its first save on, every save is kept here."
_NO_VERSION = (
    "No version is kept of this story yet. From its next save on, every save is kept here."
)
_CHOOSE = "Choose a version to see what has changed since."
_HINT = "One version is compared with the story as it is now; two, selected with Ctrl or Shift, with each other."


class VersionsDialog(QDialog):
    """The versions of the open story beside what differs.

    Signals:
        led_to(line): the person asked to be led to what a change is about.
        name_asked(version): a version is to be named.
        open_asked(story): a version is to be opened as a story of its own.
    """

    led_to = Signal(object)
    name_asked = Signal(object)
    open_asked = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        book: VersionBook,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Versions — Curator")
        self._document, self._session, self._book = document, session, book
        self.versions = VersionList(looks)
        self.pane = ChangesPane(document, thumbnails, looks)
        self.open_button = push_button("&Open as a story of its own", self._ask_open)
        self.name_button = push_button("&Name…", self._ask_name)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self.compare)
        self._arrange()
        self._connect()
        self.resize(1080, 640)

    def open(self) -> None:
        """Show the versions as they are now, and put the keyboard on their list."""
        self.pane.status.clear()
        self.show()
        self.activateWindow()
        self.versions.setFocus()
        self._book.refresh()

    def compare(self) -> None:
        """Compare what is selected."""
        self._later.stop()
        pair = self.versions.pair
        if pair is None or not self._book.versions:
            self.pane.show_empty(self._why_empty())
        elif self.isVisible():
            older, newer = (self.versions.rows.version(row) for row in pair)
            self._book.compare(older, newer)
        self._show_buttons()

    def _why_empty(self) -> str:
        if not self._session.path:
            return _NEVER_SAVED
        if not self._book.is_loaded:
            return ""
        return _CHOOSE if self._book.versions else _NO_VERSION

    @property
    def _chosen(self) -> Version | None:
        """The version that the buttons under the list are about: the older of those that are compared."""
        pair = self.versions.pair
        return self.versions.rows.version(pair[0]) if pair else None

    @property
    def _is_unsaved(self) -> bool:
        return self._document.is_modified or not self._session.path

    def _ask_name(self) -> None:
        if self._chosen is not None:
            self.name_asked.emit(self._chosen)

    def _ask_open(self) -> None:
        shown = self.pane.shown
        if shown is not None and shown.older is self._chosen:
            self.open_asked.emit(shown.found.before)

    # What is shown

    def _show_versions(self) -> None:
        """Show the list of versions anew, the same of them selected."""
        rows = self.versions.rows
        old = [rows.version(index.row()) for index in self.versions.selectedIndexes()]
        rows.show_versions(self._book.versions, self._book.summaries)
        rows.show_modified(self._is_unsaved)
        kept = [rows.row_of(version.number) if version else 0 for version in old]
        chosen = [row for row in kept if row >= 0]
        if not any(chosen) and self._book.versions:
            # To begin with: the last save if something changed since, else the one before it.
            is_alone = len(self._book.versions) == 1
            chosen = [1 if self._document.is_modified or is_alone else 2]
        self.versions.blockSignals(True)
        self.versions.select(chosen)
        self.versions.blockSignals(False)
        self.compare()

    def _show_buttons(self) -> None:
        for button in (self.open_button, self.name_button):
            button.setEnabled(self._chosen is not None)

    def _show_saved(self) -> None:
        if self.isVisible():
            self.versions.rows.show_modified(self._is_unsaved)

    def _refresh(self) -> None:
        if self.isVisible():
            self._book.refresh()

    def _follow(self) -> None:
        """Compare anew once the person pauses, if the story as it is now is one side."""
        pair = self.versions.pair
        if self.isVisible() and pair is not None and pair[1] == 0:
            self._later.start()

    # Parts

    def _connect(self) -> None:
        book, document = self._book, self._document
        book.listed.connect(self._show_versions)
        book.summed_up.connect(self.versions.rows.refresh)
        book.compared.connect(self.pane.show_comparison)
        book.failed.connect(self.pane.show_empty)
        self.versions.chosen.connect(self.compare)
        self.versions.rename_asked.connect(self._ask_name)
        self.pane.changes.activated_line.connect(self.led_to)
        self.pane.brought_back.connect(self.compare)
        document.changed.connect(lambda *_: self._follow())
        document.saved_changed.connect(self._show_saved)
        self._session.kept.connect(lambda _: self._refresh())
        self._session.replaced.connect(self._refresh)
        for key, do in (
            (QKeySequence.StandardKey.Undo, document.undo),
            (QKeySequence.StandardKey.Redo, document.redo),
        ):
            action = QAction(self)
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.triggered.connect(lambda _=False, do=do: do())
            self.addAction(action)

    def _arrange(self) -> None:
        hint = QLabel(_HINT)
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        close = push_button("&Close", self.close)
        self.pane.foot.addWidget(close)
        press_by_enter(self.open_button, self.name_button, close)
        foot = QHBoxLayout()
        foot.addWidget(self.name_button)
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(self.versions, 1)
        column.addWidget(hint)
        column.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([330, 750])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.addWidget(split)

    # Qt's methods

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave off what was being read."""
        if not event.spontaneous():  # Not when it is only put away by the desktop.
            self._book.stop()
        super().hideEvent(event)
