"""The photos that stand side by side: where each stands, which is the current one, which move together.

What keys do is left to ``compare``.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from curator.story.values import Photo, PhotoId
from curator.window.large import arranging
from curator.window.large.pane import Pane
from curator.window.large.pictures import Pictures
from curator.window.large.sights import Sight, shifted
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_IN_VIEW = 768 * 1024 * 1024
# Bytes that all zoomed pictures together may take: four of 50 megapixels, two of 100.

_SETTLES = 120
# Milliseconds without a change of size after which pictures are made anew for the places they have.


class Panes(QWidget):
    """Photos beside each other, one of them the current one.

    Signals:
        current_changed(): another pane is the current one.
    """

    current_changed = Signal()

    def __init__(
        self,
        thumbnails: Thumbnails,
        looks: Looks,
        number: Callable[[Photo], int | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbnails, self._looks, self._number = thumbnails, looks, number
        self._pictures = Pictures(thumbnails.large, parent=self)
        self._panes: list[Pane] = []
        self._current: Pane | None = None
        self._columns = 1
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES)
        self._settling.timeout.connect(self._plan)
        self._pictures.arrived.connect(lambda _: self._plan())

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All panes, in the order in which they stand."""
        return tuple(self._panes)

    @property
    def current(self) -> Pane | None:
        """The pane that keys are about."""
        return self._current

    @property
    def columns(self) -> int:
        """How many panes stand beside each other."""
        return self._columns

    @property
    def bytes_kept(self) -> int:
        """Bytes of all large pictures kept."""
        return self._pictures.bytes_kept

    def show_photos(self, photos: Iterable[Photo]) -> None:
        """Show *photos*, all fitted and linked, the first of them the current one."""
        old, had_focus = self._panes, any(pane.hasFocus() for pane in self._panes)
        self._current = None
        self._panes = [self._make(photo) for photo in photos]
        self._arrange()
        if self._panes:
            self.take_up(self._panes[0])
            if had_focus:
                self._panes[0].setFocus()
        for pane in old:
            _remove(pane)
        self._plan()

    def take_up(self, pane: Pane) -> None:
        """Make *pane* the current one."""
        if pane is self._current or pane not in self._panes:
            return
        self._current = pane
        for each in self._panes:
            each.show_current(each is pane)
        self.current_changed.emit()

    def step(self, by: int) -> None:
        """Go to the pane *by* places further on, as far as there is one."""
        if self._current is None:
            return
        place = self._panes.index(self._current) + by
        if 0 <= place < len(self._panes):
            self.take_up(self._panes[place])
            self._panes[place].setFocus()

    def refresh(self, photo: Photo) -> None:
        """Show *photo* as it is now, where it stands."""
        for pane in self._panes:
            if pane.photo.id == photo.id and pane.photo is not photo:
                pane.show_photo(photo)
        self._plan()

    def take_out(self, photo_id: PhotoId) -> None:
        """Let the others have the place of the photo *photo_id*."""
        gone = next((pane for pane in self._panes if pane.photo.id == photo_id), None)
        if gone is None:
            return
        place = self._panes.index(gone)
        had_focus = gone.hasFocus()
        self._panes.remove(gone)
        if gone is self._current:
            self._current = None
            if self._panes:
                heir = self._panes[min(place, len(self._panes) - 1)]
                self.take_up(heir)
                if had_focus:
                    heir.setFocus()
        _remove(gone)
        self._arrange()
        self._settling.start()

    def look_again(self) -> None:
        """Try again what could not be shown."""
        self._pictures.retry()
        for pane in self._panes:
            pane.show_photo(pane.photo)

    def _make(self, photo: Photo) -> Pane:
        pane = Pane(self._thumbnails, self._pictures, self._looks, self._number, self)
        pane.show_photo(photo)
        pane.taken_up.connect(lambda: self.take_up(pane))
        pane.link_changed.connect(lambda: self._join(pane))
        pane.canvas.seen.connect(lambda *seen: self._follow(pane, *seen))
        pane.canvas.laid_out.connect(self._settling.start)
        pane.show()
        return pane

    def _follow(self, moved: Pane, before: Sight, after: Sight, is_alone: bool) -> None:
        """Let the others go where the person went in *moved*."""
        if moved.is_linked and not is_alone:
            for pane in self._linked_but(moved):
                pane.canvas.show_sight(shifted(pane.canvas.sight, before, after))
        self._plan()

    def _join(self, pane: Pane) -> None:
        others = self._linked_but(pane)
        if pane.is_linked and others:
            pane.canvas.show_sight(others[0].canvas.sight)
            self._plan()

    def _linked_but(self, pane: Pane) -> list[Pane]:
        return [each for each in self._panes if each is not pane and each.is_linked]

    def _arrange(self) -> None:
        """Give each pane its place."""
        if not self._panes:
            return
        known = [self._pictures.whole_size(pane.photo) for pane in self._panes]
        shapes = [QSize(3, 2) if size.isEmpty() else size for size in known]
        head = self._panes[0].head_height
        self._columns = arranging.columns_for(shapes, self.size(), head)
        places = arranging.cells(len(self._panes), self._columns, self.size())
        for pane, place in zip(self._panes, places, strict=True):
            pane.setGeometry(place)

    def _plan(self) -> None:
        """Say which pictures are needed, those of the current pane first; none while nobody looks."""
        if not self.isVisible():
            return
        ordered = sorted(self._panes, key=lambda pane: pane is not self._current)
        for pane in ordered:
            pane.canvas.limit_memory(_IN_VIEW // len(ordered))
        wants = [pane.canvas.wants() for pane in ordered]
        fitted = [want for each in wants for want in each[:1]]
        self._pictures.want([*fitted, *(want for each in wants for want in each[1:])])

    # Qt's methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for pictures, now that the places are known."""
        super().showEvent(event)
        self._plan()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of most pictures."""
        super().hideEvent(event)
        self._pictures.rest()
        for pane in self._panes:
            pane.show_photo(pane.photo)  # They would hold on to what they painted.


def _remove(pane: Pane) -> None:
    pane.hide()
    pane.setParent(None)
    pane.deleteLater()
