"""What a person can do with the order of the story, one method an action; single steps are left to ``desk``."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from PySide6.QtCore import QObject

from curator.errors import shown
from curator.photos import order as orders
from curator.photos.workers import Readers
from curator.story import edits, placing
from curator.story import sequence as order
from curator.story.edits import Edit
from curator.story.values import Key, Photo, PhotoId
from curator.window import wording
from curator.window.arrivals import Arrivals
from curator.window.choosing import Chooser
from curator.window.desk import Desk
from curator.window.document import StoryDocument
from curator.window.grid.rows import story_rows
from curator.window.jobs import Jobs
from curator.window.main_window import MainWindow
from curator.window.ordering.interleave.dialog import InterleaveDialog
from curator.window.ordering.pictures import Pictures
from curator.window.ordering.tray import HEIGHT, Tray
from curator.window.prompts import Prompts
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.views import Views

_ORDERS: dict[str, tuple[str, Callable[[Iterable[Photo]], list[Photo]]]] = {
    "time": ("date taken", orders.in_capture_order),
    "name": ("file name", orders.in_name_order),
    "rating": ("rating", orders.in_rating_order),
}
# What each order is called in a sentence, and what makes it.

_TOPIC = "order"

_FEWEST_TO_INTERLEAVE = 3
# Photos selected from which they alone are interleaved: two are those that show one moment.


class Ordering(QObject):
    """Turns actions on the order of the story into edits, one step of undo each."""

    def __init__(
        self,
        document: StoryDocument,
        chooser: Chooser,
        arrivals: Arrivals,
        desk: Desk,
        views: Views,
        thumbnails: Thumbnails,
        jobs: Jobs,
        readers: Readers,
        looks: Looks,
        settings: Settings,
        prompts: Prompts,
        window: MainWindow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._chooser, self._arrivals = document, chooser, arrivals
        self._desk, self._views = desk, views
        self._thumbnails, self._jobs, self._readers = thumbnails, jobs, readers
        self._looks, self._settings, self._prompts = looks, settings, prompts
        self._window, self._notices = window, window.notices

    # Tools

    @cached_property
    def interleaving(self) -> InterleaveDialog:
        """The dialog in which photographers are interleaved."""
        dialog = InterleaveDialog(
            self._document,
            self._thumbnails,
            self._jobs,
            self._looks,
            lambda: self._views.grid.selected_photos,
            self._window,
        )
        dialog.applied.connect(self._tell_interleaved)
        return dialog

    @cached_property
    def pictures(self) -> Pictures:
        """What parts pictures from words."""
        return Pictures(self._document, self._jobs, self._readers, self._notices, self)

    @cached_property
    def tray(self) -> Tray:
        """What is set aside, at the foot of the views."""
        tray = Tray(
            self._document, self._chooser, self._views, self._thumbnails, self._looks, self._window
        )
        tray.hide()
        grid = tray.grid
        tray.brought.connect(self._bring_from_tray)
        grid.taken.connect(self._set_aside)
        grid.dropped.connect(lambda paths, _: self._arrivals.add(paths, in_sequence=False))
        for action in self._views.photos.actions():  # the keys that count in every grid
            grid.addAction(action)
        self._views.add_beside(grid)
        self._window.add_beside(tray, HEIGHT)
        return tray

    def toggle_tray(self) -> None:
        """Bring up the tray; put it away if the keyboard is in its cells."""
        if self.tray.isVisible() and self.tray.grid.hasFocus():
            self.tray.close_tray()
        else:
            self.tray.open()

    def _bring_from_tray(self) -> None:
        """Bring what is selected in the tray behind the current row of the story."""
        self._views.count_beside(True)
        self._desk.bring_back()

    def _set_aside(self, ids: Sequence[PhotoId]) -> None:
        """Set aside photos that were dragged into the tray; it shows them, and the story what follows."""
        following = self._desk.following(ids)
        self._document.apply(edits.set_aside(ids))
        if following is not None and self._views.name == "story":
            self._views.story.select([following])
        self.tray.grid.select(ids)
        self.tray.grid.setFocus()

    # Orders

    def order_by(self, name: str) -> None:
        """Put the selected photos, or all if fewer than two are, into the order *name*: by time, name or rating."""
        words, arrange = _ORDERS[name]
        photos = self._document.story.photos.of(self._chosen())
        self._arrange([photo.id for photo in arrange(photos)], f"by {words}")

    def order_as_in_photos(self) -> None:
        """Put the selected photos, or all if fewer than two are, into the order of the Photos view."""
        ordered = self._views.photos.rows.in_order(self._chosen())
        self._arrange(ordered, "as in the Photos view")

    def _chosen(self) -> list[PhotoId]:
        """Return the photos of the sequence that are meant, in its order."""
        story = self._document.story
        shown_ids = list(order.photo_ids(story.sequence))
        selected = set(self._views.grid.selected_photos)
        chosen = [i for i in shown_ids if i in selected] if len(selected) > 1 else []
        return chosen if len(chosen) > 1 else shown_ids

    def _arrange(self, ordered: Sequence[PhotoId], how: str) -> None:
        before = self._document.story
        self._desk.reorder(edits.arrange(ordered))
        count = wording.count(len(ordered), "photo")
        self._notices.tell(
            f"{count} ordered {how}. Undo takes it back."
            if self._document.story is not before
            else f"{count}: in order {how} already.",
            topic=_TOPIC,
        )

    # Places

    def send_to_place(self) -> None:
        """Ask for a number and send the selected rows of the Story view there."""
        keys = self._views.story.selected_keys
        last = len(self._document.numbers)
        if not keys or not last:
            return
        place = self._prompts.place(min(self._number_at(keys[0]), last), last)
        if place is not None:
            self._desk.reorder(edits.move_to(keys, place))

    def after_photo(self) -> None:
        """Ask for a number and bring the selected photos behind the photo that has it; 0 is the beginning.

        Photos set aside come into the story there.
        """
        keys = self._views.grid.selected_keys
        numbers = self._document.numbers
        if not keys:
            return
        inside = any(isinstance(key, str) and key in numbers for key in keys)
        now = self._number_at(keys[0]) - 1 if inside else len(numbers)
        place = self._prompts.after(now, len(numbers))
        if place is not None:
            behind = next((photo for photo, number in numbers.items() if number == place), None)
            self._bring(placing.bring_behind(keys, behind), keys)

    def _number_at(self, key: Key) -> int:
        """Return the number of the photo at the row of *key*, or of the one that would stand there."""
        rows = story_rows(self._document.story)
        at = rows.index(key) if key in rows else len(rows)
        return 1 + sum(isinstance(row, str) for row in rows[:at])

    def _bring(self, edit: Edit, keys: Sequence[Key]) -> None:
        """Apply *edit*, which brings rows of *keys* into the story or moves them there, and show them."""
        if self._views.grid is self._views.story:
            self._desk.reorder(edit)
            return
        self._document.apply(edit)
        self._views.story.select(keys)

    # Photographers

    def interleave(self) -> None:
        """Bring up the dialog for the photos selected, if they are some; else for the whole story."""
        selected = self._views.grid.selected_photos
        numbers = self._document.numbers
        inside = [i for i in selected if i in numbers]
        is_some = _FEWEST_TO_INTERLEAVE <= len(inside) < len(numbers)
        self.interleaving.open_for(inside if is_some else None)

    def _tell_interleaved(self, count: int, dates: int) -> None:
        photos = wording.count(count, "photo")
        right = f" The dates of {wording.count(dates, 'photo')} are put right." if dates else ""
        self._notices.tell(
            f"{photos} interleaved by time.{right} Undo takes it back.", topic=_TOPIC
        )

    # Pictures and words

    def replace_picture(self) -> None:
        """Ask for a file, and put its picture under the words of the selected photo."""
        selected = self._views.grid.selected_photos
        if len(selected) != 1:
            self._notices.tell("Select one photo to replace its picture.", topic=_TOPIC)
            return
        photo = self._document.story.photos[selected[0]]
        path = self._prompts.replacement(shown(photo.file_name), self._settings.folder)
        if path:
            self.pictures.replace(photo.id, path)

    def swap_pictures(self) -> None:
        """Let two photos change pictures."""
        self._with_pair(self.pictures.swap_pictures, "pictures")

    def swap_words(self) -> None:
        """Let two photos change words."""
        self._with_pair(self.pictures.swap_words, "words")

    def _with_pair(self, do: Callable[[Sequence[PhotoId]], None], what: str) -> None:
        pair = self._pair()
        if len(pair) == 2:
            do(pair)
        else:
            self._notices.tell(f"Select two photos to swap their {what}.", topic=_TOPIC)

    def _pair(self) -> tuple[PhotoId, ...]:
        """Return the photos selected where somebody is; a single one with a single one of the tray."""
        here = self._views.grid.selected_photos
        if len(here) != 1 or "tray" not in self.__dict__ or not self.tray.isVisible():
            return here
        other = self._views.grid_up if self._views.is_beside else self.tray.grid
        there = other.selected_photos
        return (*here, *there) if len(there) == 1 and there != here else here
