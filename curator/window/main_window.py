"""The main window: places the panes, shows title and status, and closes; what happens in them is theirs."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from curator.window.bar import Bar
from curator.window.chips import Chips
from curator.window.editor.panel import EditorPanel
from curator.window.incoming import dropped_paths, has_paths
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine
from curator.window.settings import Settings
from curator.window.views import Views


class MainWindow(QMainWindow):
    """The one window of a story.

    Signals:
        closing(): the person wants to close; :meth:`close_now` does once nothing would be lost.
        returned(): the window has the keyboard again.
        dropped(paths): files were dropped beside the grids.
        files_near(): files are being dragged over the window, or chosen.
    """

    closing = Signal()
    returned = Signal()
    dropped = Signal(object)
    files_near = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._may_close = False
        self.notices = NoticeBar()
        self.importing = ProgressLine()
        self.exporting = ProgressLine()
        self.writing = ProgressLine()
        self.collecting = ProgressLine()
        self.printing = ProgressLine()
        self._counts = QLabel()
        self._saved = QLabel()
        self._saved.setObjectName("muted")
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(820, 480))
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(12, 2, 12, 2)
        lines = (
            self.importing,
            self.exporting,
            self.writing,
            self.collecting,
            self.printing,
        )
        for widget in (self._counts, *lines):
            self.statusBar().addWidget(widget)
        self.statusBar().addPermanentWidget(self._saved)
        self._split = QSplitter(Qt.Orientation.Horizontal)

    def place(self, bar: Bar, chips: Chips, views: Views, editor: EditorPanel) -> None:
        """Put the panes where they belong, as wide as they were last time."""
        left = QWidget()
        column = self._left = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(chips)
        self._stage = QSplitter(Qt.Orientation.Vertical)
        self._stage.setHandleWidth(1)
        self._stage.setChildrenCollapsible(False)
        self._stage.addWidget(views)
        column.addWidget(self._stage, 1)
        left.setMinimumWidth(300)
        editor.setMinimumWidth(340)
        self._split.addWidget(left)
        self._split.addWidget(editor)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setHandleWidth(1)
        self._split.setSizes([900, 430])
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget, stretch in ((bar, 0), (self.notices, 0), (self._split, 1)):
            whole.addWidget(widget, stretch)
        self.setCentralWidget(centre)
        self._restore_layout()

    def add_below(self, panel: QWidget) -> None:
        """Put *panel* under the views."""
        self._left.addWidget(panel)

    def add_beside(self, panel: QWidget, height: int) -> None:
        """Put *panel* at the foot of the views, at first *height* logical pixels high; it can be drawn higher."""
        self._stage.addWidget(panel)
        self._stage.setStretchFactor(0, 1)
        self._stage.setSizes([max(self._stage.height() - height, 1), height])

    def show_name(self, name: str, *, is_modified: bool) -> None:
        """Show what the story is called, and whether it is saved."""
        self.setWindowTitle(f"{name.replace('[*]', '[*][*]')}[*] — Curator")
        self.setWindowModified(is_modified)

    def show_counts(self, words: str) -> None:
        """Show how far the work is."""
        self._counts.setText(words)

    def show_saved(self, words: str) -> None:
        """Show when the story was last saved."""
        self._saved.setText(words)

    def close_now(self) -> None:
        """Close without asking."""
        self._may_close = True
        self.close()

    def _restore_layout(self) -> None:
        self.resize(1280, 800)
        self.restoreGeometry(self._settings.layout("window"))
        self._split.restoreState(self._settings.layout("split"))

    # Qt's methods

    def changeEvent(self, event: QEvent) -> None:
        """Tell that the person came back from another program, where files may have changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.returned.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first; keep the layout for the next start."""
        if not self._may_close:
            event.ignore()
            # Later: Qt lets nothing close a window that is just being asked to.
            QTimer.singleShot(0, self.closing.emit)
            return
        self._settings.keep_layout("window", self.saveGeometry())
        self._settings.keep_layout("split", self._split.saveState())
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files anywhere on the window."""
        if has_paths(event.mimeData()):
            self.files_near.emit()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(dropped_paths(event.mimeData()))
