"""The views left of the editor: welcome, Photos, Story, Page, and one photo large over them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from curator.story.values import Key, Photo
from curator.window.document import StoryDocument
from curator.window.grid.delegate import CellDelegate
from curator.window.grid.model import GridModel, photo_rows, story_rows
from curator.window.grid.view import GridView
from curator.window.page.view import PageView
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.viewer import Viewer
from curator.window.welcome import Welcome


class Views(QStackedWidget):
    """Shows one of the views; the welcome takes the place of the grids while there is nothing in them.

    Signals:
        view_changed(name): ``photos``, ``story`` or ``page`` came up.
        selected(): other rows are selected, or another view with its own selection came up.
    """

    view_changed = Signal(str)
    selected = Signal()

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        looks: Looks,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.welcome = Welcome(settings)
        delegate = CellDelegate(thumbnails, looks, self)
        self.photos = GridView(
            GridModel(document, thumbnails, photo_rows, self), delegate, looks, can_reorder=False
        )
        self.photos.setAccessibleName("Photos")
        self.story = GridView(
            GridModel(document, thumbnails, story_rows, self), delegate, looks, can_reorder=True
        )
        self.story.setAccessibleName("Story")
        self.page = PageView(document, thumbnails, looks)
        self.viewer = Viewer(thumbnails, looks)
        self.name = "story"
        for widget in (self.welcome, self.photos, self.story, self.page, self.viewer):
            self.addWidget(widget)
        for grid in (self.photos, self.story):
            grid.selected.connect(self._grid_selected)
            grid.opened.connect(self.open_viewer)
        self.viewer.closed.connect(self.close_viewer)
        self.viewer.stepped.connect(self.step)
        document.changed.connect(lambda *_: self._settle())
        document.opened.connect(lambda _: self._opened())
        self._settle()

    @property
    def grid(self) -> GridView:
        """The grid that counts: the one that is up, or was before the page."""
        return self.photos if self.name == "photos" else self.story

    @property
    def is_large(self) -> bool:
        """Whether one photo is up large."""
        return self.currentWidget() is self.viewer

    @property
    def current_photo(self) -> Photo | None:
        """The current photo of the grid."""
        return self.grid.rows.photo(self.grid.currentIndex())

    def show_view(self, name: str) -> None:
        """Bring up the view called *name*, the same photos selected where it has them."""
        kept = self.grid.selected_keys
        was_grid = self.grid
        self.name = name
        if self.is_large:
            self.setCurrentWidget(self.grid)
        self._settle()
        if self.grid is not was_grid and kept:
            self.grid.select([key for key in kept if self.grid.rows.index_of(key).isValid()])
        self.view_changed.emit(name)
        self.selected.emit()
        (self.page if name == "page" else self.grid).setFocus()

    def select(self, keys: tuple[Key, ...]) -> None:
        """Select *keys* in the grid that has them."""
        here = [key for key in keys if self.grid.rows.index_of(key).isValid()]
        if not here and keys:
            self.show_view("photos")
        self.grid.select(keys)

    def open_viewer(self) -> None:
        """Show the current photo large."""
        photo = self.current_photo
        if photo is not None:
            self.viewer.show_photo(photo)
            self.setCurrentWidget(self.viewer)
            self.viewer.setFocus()

    def close_viewer(self) -> None:
        """Go back from the photo to its grid."""
        self.setCurrentWidget(self.grid)
        self.grid.setFocus()

    def step(self, by: int) -> bool:
        """Go to the next or the previous photo, large or not; return whether there is one."""
        has_moved = self.grid.step(by)
        photo = self.current_photo
        if self.is_large and photo is not None:
            self.viewer.show_photo(photo)
        return has_moved

    def _grid_selected(self) -> None:
        if self.sender() is self.grid:
            self.selected.emit()

    def _opened(self) -> None:
        self.name = "story"
        self.setCurrentWidget(self.grid)
        self._settle()
        self.view_changed.emit(self.name)
        keys = self.grid.rows.keys
        self.grid.select(keys[:1])
        self.grid.setFocus()

    def _settle(self) -> None:
        """Bring up what belongs up now: an empty story has nothing but a welcome."""
        is_empty = not self._document.story.photos and not self._document.story.sequence
        if self.is_large and self._document.story.photos:
            photo = self.current_photo
            if photo is not None:
                self.viewer.show_photo(photo)
            return
        wanted: QWidget = (
            self.welcome if is_empty else self.page if self.name == "page" else self.grid
        )
        if is_empty and self.currentWidget() is not self.welcome:
            self.welcome.refresh()
        self.setCurrentWidget(wanted)
