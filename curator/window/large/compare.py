"""Two to four photos side by side, to keep the best of them.

What is done to a photo that was rated, marked or chosen is left to the window.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.story.values import Photo, PhotoId
from curator.window.large import keys
from curator.window.large.lines import Line
from curator.window.large.pane import Pane
from curator.window.large.panes import Panes
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

FEWEST, MOST = 2, 4
"""How many photos can be compared."""

_GOING = "Tab, arrows choose · Enter keeps · Space large · Esc back"
_DOING = "Z 100 % · + − zoom · Shift+arrows move · L or Alt+drag one alone · 0–5 stars · P pick · X reject"


def _uncounted(photo: Photo) -> int | None:
    return 0


class Compare(QWidget):
    """Shows photos side by side; keys are about the current one, which is framed.

    *number* tells which number a photo has in the story, ``None`` if it is set aside.

    Signals:
        closed(): the person is done (Escape), or there are no two photos left to compare.
        opened(photo_id): the current photo was asked for large (Space).
        chosen(photo_id): the current photo is the one to keep (Enter).
        rated(photo_id, stars): the person gave a photo 0 to 5 stars.
        marked(photo_id, mark): the person marked a photo: ``pick``, ``reject`` or ``""``.
    """

    closed = Signal()
    opened = Signal(str)
    chosen = Signal(str)
    rated = Signal(str, int)
    marked = Signal(str, str)

    def __init__(
        self,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget | None = None,
        *,
        number: Callable[[Photo], int | None] = _uncounted,
    ) -> None:
        super().__init__(parent)
        self.panes = Panes(thumbnails, looks, number)
        foot = Line(looks, share=0.5)
        foot.show_words(_GOING, _DOING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.panes, 1)
        layout.addWidget(foot)
        self.setAccessibleName("Photos side by side")
        self.panes.current_changed.connect(self._follow)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos that stand side by side."""
        return tuple(pane.photo for pane in self.panes.panes)

    @property
    def current_photo(self) -> Photo | None:
        """The photo that keys are about."""
        return self.panes.current.photo if self.panes.current else None

    def show_photos(self, photos: Iterable[Photo]) -> None:
        """Show two to four *photos* side by side; of more, the first four."""
        different = list({photo.id: photo for photo in photos}.values())[:MOST]
        if len(different) < FEWEST:
            raise ValueError("two photos or more can be compared")
        self.panes.show_photos(different)

    def refresh(self, photo: Photo) -> None:
        """Show *photo* as it is now, if it stands here."""
        self.panes.refresh(photo)

    def take_out(self, photo_id: PhotoId) -> None:
        """Show the others alone; with one left there is nothing to compare."""
        if all(photo.id != photo_id for photo in self.photos):
            return
        self.panes.take_out(photo_id)
        if len(self.photos) < FEWEST:
            self.closed.emit()

    def look_again(self) -> None:
        """Try again what could not be shown: a drive may be back."""
        self.panes.look_again()

    def _follow(self) -> None:
        """Let the keyboard go where the frame went."""
        current = self.panes.current
        if current is not None:
            self.setFocusProxy(current)
            self.setAccessibleDescription(current.accessibleName())

    def _judge(self, pane: Pane, event: QKeyEvent) -> bool:
        """Rate or mark the photo of *pane* if the key says so; return whether it did."""
        photo_id = pane.photo.id
        stars = keys.rating_of(event)
        mark = "reject" if event.key() == Qt.Key.Key_Delete else keys.mark_of(event)
        if event.isAutoRepeat() or (stars is None and mark is None):
            return False
        if stars is not None:
            self.rated.emit(photo_id, stars)
        elif mark is not None:
            self.marked.emit(photo_id, mark)
            if mark == "reject" and len(self.photos) > FEWEST:
                self.take_out(photo_id)
        return True

    def _go(self, pane: Pane, event: QKeyEvent) -> bool:
        """Go elsewhere if the key says so; return whether it did."""
        key = Qt.Key
        match event.key():
            case key.Key_Escape:
                self.closed.emit()
            case key.Key_Space:
                self.opened.emit(pane.photo.id)
            case key.Key_Return | key.Key_Enter:
                self.chosen.emit(pane.photo.id)
            case key.Key_L:
                pane.toggle_link()
            case key.Key_Left | key.Key_Right:
                self.panes.step(1 if event.key() == key.Key_Right else -1)
            case key.Key_Up | key.Key_Down:
                columns = self.panes.columns
                self.panes.step(columns if event.key() == key.Key_Down else -columns)
            case _:
                return False
        return True

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, judge, zoom, leave."""
        pane = self.panes.current
        if pane is None or keys.is_command(event):
            super().keyPressEvent(event)
        elif keys.zoom(event, pane.canvas) or self._judge(pane, event) or self._go(pane, event):
            event.accept()
        else:
            super().keyPressEvent(event)
