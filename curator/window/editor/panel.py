"""The pane right of the grid: the selected photos, the selected text, or the story."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.errors import shown
from curator.photos.workers import Readers
from curator.story.values import BlockKey, Key, PhotoId
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.editor.elided import ElidedLabel
from curator.window.jobs import Jobs
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

# Fields cost the most of all that a window is made of, and nothing is to be written in an empty one.
if TYPE_CHECKING:
    from curator.window.editor.photo_panel import PhotoPanel
    from curator.window.editor.story_panel import StoryPanel
    from curator.window.editor.text_panel import TextPanel


_APART = 20
# Milliseconds between the steps of making ready, for the window to answer in between.


class EditorPanel(QWidget):
    """Shows the panel that fits the selection, or the story's own on demand.

    Signals:
        stepped(by): the person asked for the next (1) or the previous (-1) photo.
        opened(): the person asked for the photo large.
        left(): the person pressed Escape in a field.
        join_asked(): the person asked for one block of the several that are selected.
    """

    left = Signal()
    join_asked = Signal()
    stepped = Signal(int)
    opened = Signal()

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        looks: Looks,
        readers: Readers,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document, self._looks = document, looks
        self._thumbnails, self._readers, self._jobs = thumbnails, readers, jobs
        self._nothing = QLabel("Select a photo to write its caption.")
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._keys: tuple[Key, ...] = ()
        self._photo_tab, self._story_tab = self._make_tabs()
        self._where = ElidedLabel()
        self._where.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(self._stack, 1)
        document.changed.connect(lambda *_: self._refresh())
        document.opened.connect(lambda _: self._refresh())
        self.show_keys(())

    @cached_property
    def photos(self) -> "PhotoPanel":
        """The words of photos, once one is selected or somebody wants to help writing."""
        from curator.window.editor.from_file import FromFile
        from curator.window.editor.photo_panel import PhotoPanel
        from curator.window.editor.preview import Preview

        preview = Preview(self._thumbnails, self._looks)
        preview.opened.connect(self.opened)
        from_file = FromFile(self._document, self._readers, self._jobs)
        panel = PhotoPanel(self._document, preview, from_file, self._stack)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def story(self) -> "StoryPanel":
        """The words of the story itself, once somebody turns to them."""
        from curator.window.editor.story_panel import StoryPanel

        panel = StoryPanel(self._document, self._stack)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def text(self) -> "TextPanel":
        """The words of a block, once one is selected."""
        from curator.window.editor.text_panel import TextPanel  # Not in the start.

        panel = TextPanel(self._document, self._looks)
        panel.join_asked.connect(self.join_asked)
        self._stack.addWidget(panel)
        return panel

    def make_ready(self, then: Callable[[], object]) -> None:
        """Make what nobody has turned to yet, and do *then*, one after the other: in one it would be felt."""
        steps = (lambda: self.photos, lambda: self.story, then)
        for number, step in enumerate(steps):
            QTimer.singleShot(number * _APART, self, step)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The rows being edited."""
        return self._keys

    @property
    def where(self) -> str:
        """What the head says of the selection."""
        return self._where.text()

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Edit the rows of *keys*."""
        self._keys = keys
        self._refresh()

    def show_story(self, field: str = "title") -> None:
        """Put up the story's own words, the cursor in *field*."""
        self._story_tab.setChecked(True)
        self._refresh()
        self.story.focus_field(field)

    def reveal_story(self) -> None:
        """Put up the story's own words, the keyboard where it is."""
        self._story_tab.setChecked(True)
        self._refresh()

    def show_selection(self) -> None:
        """Put up what is selected."""
        self._photo_tab.setChecked(True)
        self._refresh()

    def _make_tabs(self) -> tuple[QToolButton, QToolButton]:
        group = QButtonGroup(self)
        tabs = []
        for words in ("Photo", "Story"):
            tab = QToolButton()
            tab.setText(words)
            tab.setCheckable(True)
            tab.setObjectName("tab")
            tab.setAccessibleName(f"Edit the {words.lower()}")
            tab.clicked.connect(self._refresh)
            group.addButton(tab)
            tabs.append(tab)
        tabs[0].setChecked(True)
        return tabs[0], tabs[1]

    def _make_head(self) -> QHBoxLayout:
        views = QWidget()
        views.setObjectName("views")
        views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(views)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        row.addWidget(self._photo_tab)
        row.addWidget(self._story_tab)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 4)
        head.setSpacing(4)
        head.addWidget(views)
        head.addSpacing(8)
        self._back = self._make_step("‹", "Previous photo", -1)
        self._on = self._make_step("›", "Next photo", 1)
        head.addStretch(1)
        head.addWidget(self._where, 1000)
        head.addWidget(self._back)
        head.addWidget(self._on)
        return head

    def _make_step(self, sign: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("plain")
        button.setText(sign)
        button.setFixedWidth(28)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.stepped.emit(by))
        return button

    def _refresh(self) -> None:
        story = self._document.story
        ids = tuple(PhotoId(k) for k in self._keys if isinstance(k, str) and k in story.photos)
        blocks = [BlockKey(k) for k in self._keys if not isinstance(k, str)]
        if not ids and "photos" in self.__dict__:
            self.photos.show_photos(())
        if self._story_tab.isChecked():
            self._stack.setCurrentWidget(self.story)
        elif ids:
            self.photos.show_photos(ids)
            self._stack.setCurrentWidget(self.photos)
        elif blocks:
            self.text.show_blocks(blocks)
            self._stack.setCurrentWidget(self.text)
        else:
            self._stack.setCurrentWidget(self._nothing)
        self._show_head(ids)

    def _show_head(self, ids: tuple[PhotoId, ...]) -> None:
        story = self._document.story
        on_photo = bool(ids) and not self._story_tab.isChecked()
        for widget in (self._back, self._on, self._where):
            widget.setVisible(on_photo)
        if len(ids) > 1:
            self._where.setText(wording.count(len(ids), "photo"))
        elif ids:
            numbers = self._document.numbers
            number = numbers.get(ids[0])
            place = f"{number:,} of {len(numbers):,}" if number else "Set aside"
            self._where.setText(f"{place} · {shown(story.photos[ids[0]].file_name)}")

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the fields with Escape; nothing is lost by it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
