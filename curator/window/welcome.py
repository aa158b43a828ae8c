"""What the window shows while the story is empty: what to do first, and the stories of late."""

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from curator.errors import shown
from curator.window.settings import Settings
from curator.window.wording import tool_tip

_MOST = 6


class Welcome(QWidget):
    """The empty state.

    Signals:
        add_photos(), add_folder(), open_story(): a button was pressed.
        open_recent(path): a recent story was chosen.
    """

    add_photos = Signal()
    add_folder = Signal()
    open_story = Signal()
    open_recent = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        title = QLabel("Drop photo folders here, or Add photos…")
        title.setObjectName("title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        about = QLabel("Folders are read to any depth. The files themselves are never changed.")
        about.setObjectName("muted")
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for words, signal, name in (
            ("Add photos…", self.add_photos, "primary"),
            ("Add folder…", self.add_folder, ""),
            ("Open story…", self.open_story, ""),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._recent_title = QLabel("Recent stories")
        self._recent_title.setObjectName("section")
        self._recent_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(title)
        column.addWidget(about)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addSpacing(28)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addStretch(4)
        self.refresh()

    def refresh(self) -> None:
        """Show the recent stories as the settings have them now."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        paths = self._settings.recent[:_MOST]
        self._recent_title.setVisible(bool(paths))
        for path in paths:
            link = QToolButton()
            link.setObjectName("link")
            link.setText(f"{shown(os.path.basename(path))}  —  {shown(os.path.dirname(path))}")
            link.setToolTip(tool_tip(shown(path)))
            link.setAccessibleName(f"Open {shown(os.path.basename(path))}")
            link.clicked.connect(lambda _=False, p=path: self.open_recent.emit(p))
            self._recent.addWidget(link, alignment=Qt.AlignmentFlag.AlignHCenter)
