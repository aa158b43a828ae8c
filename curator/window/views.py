"""The views left of the editor: welcome, Photos, Story, Galley, Page, and photos large over them."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from curator.story.choice import Choice
from curator.story.values import Key, Photo, PhotoId
from curator.window.board.view import BoardView
from curator.window.choosing import Choosing
from curator.window.document import StoryDocument
from curator.window.editor.fields import TextField
from curator.window.grid.delegate import CellDelegate
from curator.window.grid.model import GridModel
from curator.window.grid.rows import photo_rows, story_rows
from curator.window.grid.view import GridView
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

# What is not seen at the start is made, and its module loaded, when it is first asked for.
if TYPE_CHECKING:
    from curator.window.galley.view import GalleyView
    from curator.window.large.compare import Compare
    from curator.window.large.viewer import Viewer
    from curator.window.page.view import PageView
    from curator.window.welcome import Welcome


class Views(QStackedWidget):
    """Shows one of the views; the welcome takes the place of the grids while there is nothing in them.

    Whoever helps fields of words sets ``help_field``, which is given each field of the galley.

    Signals:
        view_changed(name): ``photos``, ``story``, ``galley`` or ``page`` came up.
        selected(): other rows are selected, or another view with its own selection came up.
        rated(ids, stars), marked(ids, mark): photos were judged while they were up large.
        hidden(id, areas, burst), cropped(id, area, burst): parts of the photo that is up large were marked.
        hiding_ended(id): that is over for this photo.
        menu_asked(place): the galley was asked for its context menu.
        field_asked(name): words of the story itself were clicked on the page.
    """

    view_changed = Signal(str)
    selected = Signal()
    rated = Signal(object, int)
    marked = Signal(object, str)
    hidden, cropped = Signal(str, object, object), Signal(str, object, object)
    hiding_ended = Signal(str)
    menu_asked = Signal(object)
    field_asked = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        choosing: Choosing,
        thumbnails: Thumbnails,
        looks: Looks,
        make_welcome: "Callable[[], Welcome]",
        make_page: "Callable[[], PageView]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._choosing = document, choosing
        self._thumbnails, self._looks = thumbnails, looks
        self._make_welcome, self._make_page = make_welcome, make_page
        self.help_field: Callable[[TextField, str], None] = lambda field, kind: None
        delegate = CellDelegate(thumbnails, looks, self)
        rows = partial(GridModel, document, thumbnails, choosing=choosing, parent=self)
        self.photos = GridView(rows(rows_of=photo_rows), delegate, looks, can_reorder=False)
        self.story = BoardView(rows(rows_of=story_rows), delegate, looks, can_reorder=True)
        self.photos.setAccessibleName("Photos")
        self.story.setAccessibleName("Story")
        self.name, self._is_beside = "story", False
        self._beside: GridView | None = None
        for grid in (self.photos, self.story):
            self.addWidget(grid)
            grid.selected.connect(self._grid_selected)
            grid.opened.connect(self.open_viewer)
        document.changed.connect(lambda *_: self._settle())
        document.opened.connect(lambda _: self._opened())
        self._settle()

    @cached_property
    def welcome(self) -> "Welcome":
        """What the window shows while there is nothing in the story."""
        welcome = self._make_welcome()
        self.addWidget(welcome)
        return welcome

    @cached_property
    def page(self) -> "PageView":
        """The page as a reader will see it."""
        page = self._make_page()
        page.photo_clicked.connect(lambda photo_id: self.select((PhotoId(photo_id),)))
        page.block_clicked.connect(lambda key: self.select((key,)))
        page.field_clicked.connect(self.field_asked)
        self.selected.connect(lambda: page.show_key(self.grid.current_key))
        self.addWidget(page)
        return page

    @cached_property
    def galley(self) -> "GalleyView":
        """All captions as one running text."""
        from curator.window.galley.view import GalleyView

        galley = GalleyView(
            self._document,
            self._thumbnails,
            self._looks,
            lambda field, kind: self.help_field(field, kind),
        )
        galley.selected.connect(lambda key: self.story.select([key]))
        galley.opened.connect(lambda _: self.open_viewer())
        galley.menu_asked.connect(self.menu_asked)
        self.story.selected.connect(self._follow_in_galley)
        self.addWidget(galley)
        return galley

    def _follow_in_galley(self) -> None:
        if self._document.is_changing:
            # The rows of the grid are ahead of those of the galley: its turn comes.
            QTimer.singleShot(0, self.galley, self._show_in_galley)
        else:
            self._show_in_galley()

    def _show_in_galley(self) -> None:
        key = self.story.current_key
        if key is not None:
            self.galley.show_key(key)

    @cached_property
    def viewer(self) -> "Viewer":
        """One photo large."""
        from curator.window.large.viewer import Viewer

        viewer = Viewer(
            self._thumbnails, self._looks, neighbour=self._neighbour, number=self._number
        )
        viewer.closed.connect(self.close_large)
        viewer.stepped.connect(self.step)
        viewer.rated.connect(lambda stars: self.rated.emit(_ids(viewer.photo), stars))
        viewer.marked.connect(lambda mark: self.marked.emit(_ids(viewer.photo), mark))
        viewer.hidden.connect(self.hidden)
        viewer.cropped.connect(self.cropped)
        viewer.hiding_ended.connect(self.hiding_ended)
        self.addWidget(viewer)
        return viewer

    @cached_property
    def compare(self) -> "Compare":
        """Two to four photos side by side."""
        from curator.window.large.compare import Compare

        compare = Compare(self._thumbnails, self._looks, number=self._number)
        compare.closed.connect(self.close_large)
        compare.opened.connect(self._open_compared)
        compare.panes.current_changed.connect(self._follow_compared)
        compare.chosen.connect(self._keep_compared)
        compare.rated.connect(lambda photo_id, stars: self.rated.emit((photo_id,), stars))
        compare.marked.connect(lambda photo_id, mark: self.marked.emit((photo_id,), mark))
        self.addWidget(compare)
        return compare

    @property
    def grid(self) -> GridView:
        """The grid that counts: the one that is up, or was before the page, or one beside the views."""
        if self._is_beside and self._beside is not None:
            return self._beside
        return self.grid_up

    @property
    def grid_up(self) -> GridView:
        """The grid that is up, or was before the page, whether it counts or one beside it."""
        return self.photos if self.name == "photos" else self.story

    def add_beside(self, grid: GridView) -> None:
        """Let *grid*, which stands beside the views, be worked with as one of them."""
        self._beside = grid
        grid.selected.connect(self._grid_selected)
        grid.opened.connect(self.open_viewer)
        grid.menu_asked.connect(self.menu_asked)

    @property
    def is_beside(self) -> bool:
        """Whether the grid beside the views is the one that counts."""
        return self._is_beside

    def count_beside(self, is_counted: bool) -> None:
        """Let the grid beside the views be the one that counts, or the one that is up again."""
        if is_counted is not self._is_beside:
            self._is_beside = is_counted
            self.selected.emit()

    @property
    def is_large(self) -> bool:
        """Whether photos are up large."""
        return self.currentWidget() in (self.__dict__.get("viewer"), self.__dict__.get("compare"))

    @property
    def is_galley(self) -> bool:
        """Whether the galley is up, and counts."""
        return self.currentWidget() is self.__dict__.get("galley") and not self._is_beside

    @property
    def current_photo(self) -> Photo | None:
        """The current photo of the grid."""
        return self.grid.rows.photo(self.grid.currentIndex())

    def show_view(self, name: str) -> None:
        """Bring up the view called *name*, the same photos selected where it has them."""
        if name in ("galley", "page"):
            # They show the whole story, whatever the grids leave out.
            self._choosing.choose(Choice())
        kept, was_grid, was_up = self.grid.selected_keys, self.grid, self.grid_up
        self.name, self._is_beside = name, False
        if self.is_large:
            self.setCurrentWidget(self.grid)
        self._settle()
        there = [key for key in kept if self.grid.rows.index_of(key).isValid()]
        if self.grid is not was_grid and (there or (kept and self.grid is not was_up)):
            self.grid.select(there)
        if name == "galley":
            self._show_in_galley()
        self.view_changed.emit(name)
        self.selected.emit()
        self._up.setFocus()

    @property
    def _up(self) -> QWidget:
        """What is up, or comes back when what is large is closed."""
        if self.name == "page":
            return self.page
        return self.galley if self.name == "galley" else self.grid_up

    def order_photos(self, name: str) -> None:
        """Show the Photos view in the order called *name*, one of :data:`chips.ORDERS`."""
        from curator.window.grid.arranging import arrange  # Not in the start.

        arrange(self.photos.rows, name, self._document)

    def fold(self) -> None:
        """Fold or unfold where the current row of the Story view is."""
        if self.name == "story":
            self.story.fold()

    def select(self, keys: tuple[Key, ...]) -> None:
        """Select *keys* in the grid that has them; what hides them is lifted."""
        self.count_beside(self._are_beside(keys))
        if keys and not self._shows(keys):
            self._choosing.choose(Choice())
        if keys and not self._shows(keys):
            self.show_view("photos")
        self.grid.select(keys)
        self._refresh_large()

    def _are_beside(self, keys: tuple[Key, ...]) -> bool:
        """Say whether the grid beside the views is the one that shows *keys* to somebody."""
        beside = self._beside
        if (
            beside is None
            or not beside.isVisible()
            or (self.name == "photos" and not self._is_beside)
        ):
            return False
        return any(beside.rows.index_of(key).isValid() for key in keys)

    def _shows(self, keys: tuple[Key, ...]) -> bool:
        return any(self.grid.rows.index_of(key).isValid() for key in keys)

    def open_viewer(self) -> None:
        """Show the current photo large."""
        photo = self.current_photo
        if photo is not None:
            self.viewer.show_photo(photo)
            self._bring_up(self.viewer)

    def open_compare(self) -> bool:
        """Show the selected photos side by side, or the current one and the next; tell if they are 2 to 4."""
        photos = [self._document.story.photos[i] for i in self.grid.selected_photos]
        if len(photos) == 1 and (following := self._neighbour(1)) is not None:
            photos.append(following)
        if not 2 <= len(photos) <= 4:
            return False
        self.compare.show_photos(photos)
        self._bring_up(self.compare)
        self._follow_compared()
        return True

    def look_again(self) -> None:
        """Try again what could not be shown large: a drive may be back."""
        for large in (self.__dict__.get("viewer"), self.__dict__.get("compare")):
            if large is not None:
                large.look_again()

    def close_large(self) -> None:
        """Go back from what is large to the view under it."""
        if self._is_beside:
            # Before what is large goes, and hands the keyboard to what is under it.
            self.grid.setFocus()
        self.setCurrentWidget(self._up)
        self.focus_up()

    def focus_up(self) -> None:
        """Give the keyboard to what is up, large or not, or to the grid beside that counts."""
        up = self.currentWidget() if self.is_large else self._up
        if self._is_beside and not self.is_large:
            up = self.grid
        if up is not None:
            up.setFocus()

    def _bring_up(self, large: QWidget) -> None:
        self.setCurrentWidget(large)
        large.setFocus()

    def _number(self, photo: Photo) -> int | None:
        return self._document.numbers.get(photo.id)

    def _neighbour(self, by: int) -> Photo | None:
        """Return the photo *by* photos further on in the grid."""
        rows, row = self.grid.rows, self.grid.currentIndex().row()
        way = 1 if by > 0 else -1
        photo: Photo | None = None
        for _ in range(abs(by)):
            row += way
            while 0 <= row < rows.rowCount() and rows.photo(rows.index(row)) is None:
                row += way
            if not 0 <= row < rows.rowCount():
                return None
            photo = rows.photo(rows.index(row))
        return photo

    def _follow_compared(self) -> None:
        """Let the editor be about the photo that is framed, and no other."""
        photo = self.compare.current_photo
        if photo is not None and self.currentWidget() is self.compare:
            self.grid.select([photo.id])

    def _open_compared(self, photo_id: str) -> None:
        self.select((PhotoId(photo_id),))
        self.open_viewer()

    def _keep_compared(self, photo_id: str) -> None:
        """Pick the photo that somebody chose among those side by side."""
        self.marked.emit((PhotoId(photo_id),), "pick")
        self.select((PhotoId(photo_id),))
        self.close_large()

    def step(self, by: int) -> bool:
        """Go to the next or the previous photo, large or not; return whether there is one."""
        if self.is_galley:
            return self.galley.step(by)
        has_moved = self.grid.step(by)
        self._refresh_large()
        return has_moved

    def _refresh_large(self) -> None:
        """Show what is large as the story has it now."""
        up, photo = self.currentWidget(), self.current_photo
        if up is self.__dict__.get("viewer") and photo is not None:
            self.viewer.show_photo(photo)
        elif up is self.__dict__.get("compare"):
            for compared in self.compare.photos:
                now = self._document.story.photos.get(compared.id)
                if now is None:
                    self.compare.take_out(compared.id)
                else:
                    self.compare.refresh(now)

    def _grid_selected(self) -> None:
        if self.sender() is self.grid:
            self.selected.emit()

    def _opened(self) -> None:
        self.name, self._is_beside = "story", False
        self.setCurrentWidget(self.grid)
        self._settle()
        self.view_changed.emit(self.name)
        keys = self.grid.rows.keys
        self.grid.select(keys[:1])
        self.grid.setFocus()

    def _settle(self) -> None:
        """Bring up what belongs up now: an empty story has nothing but a welcome."""
        self.photos.rows.watch(self.name == "photos")
        self.story.rows.watch(self.name != "photos")
        is_empty = not self._document.story.photos and not self._document.story.sequence
        if self.is_large and self._document.story.photos:
            self._refresh_large()
            return
        if is_empty and self.currentWidget() is not self.welcome:
            self.welcome.refresh()
        self.setCurrentWidget(self.welcome if is_empty else self._up)


def _ids(photo: Photo | None) -> tuple[PhotoId, ...]:
    return () if photo is None else (photo.id,)
