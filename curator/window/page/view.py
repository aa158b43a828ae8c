"""The Page view as a whole: the page, a bar of widths and schemes over it, and what a click on it means."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.export.preview import Preview
from curator.story.values import Key, PhotoId
from curator.window.document import StoryDocument
from curator.window.page.browser import BrowserCopy
from curator.window.page.pictures import PagePictures
from curator.window.page.rendering import Rendering
from curator.window.page.sketch import Sketch
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

if TYPE_CHECKING:
    from curator.window.page.engine import Engine

WIDTHS = {"Phone": 390, "Tablet": 820, "Desktop": 1280, "Fit": 0}
"""Widths in CSS pixels that the page is shown at; 0 is that of the pane."""

_NO_ENGINE = "This is a sketch: no browser engine is installed. The page itself opens in your browser, and follows."


class PageView(QWidget):
    """The page as its reader will see it, beside the editor and in step with it.

    Signals:
        photo_clicked(photo_id): a photo on the page was clicked.
        block_clicked(key): a text, a heading or a quote was clicked.
        field_clicked(name): words of the story itself were clicked.
    """

    photo_clicked = Signal(str)
    block_clicked = Signal(object)
    field_clicked = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        looks: Looks,
        rendering: Rendering,
        pictures: PagePictures,
        browser: BrowserCopy,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page-view")
        self._rendering, self.copy = rendering, browser
        self._chosen: Key | None = None
        self._width = 0
        self._link = QLabel()
        self._link.setTextFormat(Qt.TextFormat.PlainText)  # It comes from the page.
        self._link.setObjectName("muted")
        self.engine = self._make_engine(pictures)
        self._ground = QWidget()
        self._ground.setObjectName("page-ground")
        self._ground.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_bar())
        if self.engine is None:
            self.sketch = Sketch(document, thumbnails, looks)
            self.sketch.photo_clicked.connect(self.photo_clicked)
            told = QLabel(_NO_ENGINE)
            told.setObjectName("muted")
            told.setWordWrap(True)
            told.setContentsMargins(12, 4, 12, 4)
            column.addWidget(told)
            column.addWidget(self.sketch, 1)
        else:
            self.engine.setParent(self._ground)
            self.engine.told.connect(self._take)
            column.addWidget(self._ground, 1)
        self.setFocusProxy(self.engine or self.sketch)
        rendering.rendered.connect(self._show)

    def end(self) -> None:
        """Let go of the engine and of the folder for the browser."""
        self.copy.end()
        if self.engine is not None:
            self.engine.end()

    def show_key(self, key: Key | None) -> None:
        """Mark the block of *key* on the page and bring it into view."""
        self._chosen = key
        if self.engine is not None and self.isVisible():
            self.engine.choose(self._place(self._rendering.latest))

    def open_in_browser(self) -> None:
        """Show this very page in the reader's browser, which follows the edits."""
        self.copy.open()

    def show_width(self, name: str) -> None:
        """Show the page as wide as *name*, one of :data:`WIDTHS`, says; smaller if it has no room."""
        self._width = WIDTHS[name]
        for button in self._widths.buttons():
            button.setChecked(button.text() == name)
        self._lay_out()

    def show_scheme(self, scheme: str) -> None:
        """Show the page ``light``, ``dark``, or as the ``system`` prefers."""
        for button in self._schemes.buttons():
            button.setChecked(button.text().lower() == scheme)
        self._rendering.show_scheme(scheme)

    def show_theme(self, name: str) -> None:
        """Show the page in the theme called *name*."""
        self._rendering.show_theme(name)

    def _make_engine(self, pictures: PagePictures) -> "Engine | None":
        try:
            from curator.window.page.engine import Engine, prepare
        except ImportError:
            return None
        prepare()
        return Engine(pictures, self)

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(6)
        self._widths = self._make_group(bar, WIDTHS, "Fit", self.show_width, "Width of the page")
        bar.addSpacing(12)
        schemes = {"System": 0, "Light": 0, "Dark": 0}
        self._schemes = self._make_group(
            bar, schemes, "System", lambda name: self.show_scheme(name.lower()), "Page"
        )
        bar.addStretch(1)
        bar.addWidget(self._link)
        paper = QPushButton("Print preview")
        paper.setToolTip("Show the page as it comes out on paper")
        paper.clicked.connect(self._preview_print)
        paper.setVisible(self.engine is not None)
        bar.addWidget(paper)
        opened = QPushButton("Open in browser")
        opened.setToolTip("Open this page in your browser; it follows your edits")
        opened.clicked.connect(self.open_in_browser)
        bar.addWidget(opened)
        return bar

    def _make_group(
        self,
        bar: QHBoxLayout,
        names: dict[str, int],
        chosen: str,
        choose: "object",
        what: str,
    ) -> QButtonGroup:
        frame = QWidget()
        frame.setObjectName("views")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        group = QButtonGroup(self)
        for name in names:
            button = QToolButton()
            button.setText(name)
            button.setCheckable(True)
            button.setChecked(name == chosen)
            button.setAccessibleName(f"{what}: {name.lower()}")
            button.clicked.connect(lambda _=False, n=name: choose(n))  # type: ignore[operator]
            group.addButton(button)
            row.addWidget(button)
        bar.addWidget(frame)
        return group

    def _show(self, preview: Preview) -> None:
        if self.engine is not None:
            self.engine.show_preview(preview, self._place(preview))

    def _place(self, preview: Preview | None) -> dict[str, int] | None:
        """Return where what is chosen stands on the page; ``None`` if it is not there."""
        if preview is None or self._chosen is None:
            return None
        for place, part in enumerate(preview.parts):
            if part.block is not None and part.block == self._chosen:
                return {"block": place, "photo": 0}
            for number, photo_id in part.photos:
                if photo_id == self._chosen:
                    return {"block": place, "photo": number}
        return None

    def _take(self, told: dict[str, object]) -> None:
        link = told.get("link")
        self._link.setText(link[:80] if isinstance(link, str) else "")
        field = told.get("field")
        if isinstance(field, str):
            self.field_clicked.emit(field)
        place, number = told.get("block"), told.get("photo")
        preview = self._rendering.latest
        if preview is None or not isinstance(place, int) or not 0 <= place < len(preview.parts):
            return
        part = preview.parts[place]
        if part.block is not None:
            self.block_clicked.emit(part.block)
            return
        photo = dict(part.photos).get(number if isinstance(number, int) else 0)
        photo = photo or next((photo_id for _, photo_id in part.photos), None)
        if photo is not None:
            self.photo_clicked.emit(PhotoId(photo))

    def _preview_print(self) -> None:
        if self.engine is not None:
            from curator.window.page.paper import show_pdf

            self.engine.print_pdf(lambda data: show_pdf(data, self))

    def _lay_out(self) -> None:
        """Put the engine where it belongs: as wide as chosen, zoomed where the pane has no room for it."""
        if self.engine is None:
            return
        room = self._ground.size()
        wanted = self._width or room.width()
        zoom = min(1.0, room.width() / wanted) if wanted else 1.0
        width = round(wanted * zoom)
        self.engine.setGeometry((room.width() - width) // 2, 0, width, room.height())
        self.engine.setZoomFactor(max(zoom, 0.25))

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the ground."""
        if watched is self._ground and event.type() == QEvent.Type.Resize:
            self._lay_out()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the pane."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was edited out of sight."""
        super().showEvent(event)
        self._rendering.want(is_wanted=True)
        if self._rendering.latest is not None:
            self._show(self._rendering.latest)

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pages that nobody sees; a browser that follows still sees them."""
        super().hideEvent(event)
        self._rendering.want(is_wanted=self.copy.is_open)
