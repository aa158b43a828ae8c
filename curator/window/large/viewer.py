"""One photo large, with the next and the previous ones at hand.

Which photo is next, and what is done to a photo that was rated or marked, is left to the window.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.story.values import Area, Photo
from curator.window.large import keys, words
from curator.window.large.cropping import pen as crop_pen
from curator.window.large.cropping.pen import CropPen
from curator.window.large.footer import GOING, Footer
from curator.window.large.hiding import pen
from curator.window.large.hiding.pen import AreaPen
from curator.window.large.photo_canvas import PhotoCanvas
from curator.window.large.pictures import MEMORY, WHOLE, Pictures, Want
from curator.window.large.sights import FITTED, Sight
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_SETTLES = 120
# Milliseconds without a change of size after which the picture is made anew for the place it has.


def _nobody(by: int) -> Photo | None:
    return None


def _uncounted(photo: Photo) -> int | None:
    return 0


class Viewer(QWidget):
    """Shows one photo as large as the place allows, or pixel by pixel.

    *neighbour* tells which photo so many steps lead to, *number* which number one has in the story
    (``None`` if it is set aside).

    Signals:
        closed(): the person is done looking (Escape, Space, Enter).
        stepped(by): the person asked for the next (1) or the previous (-1) photo.
        rated(stars): the person gave the photo 0 to 5 stars.
        marked(mark): the person marked the photo: ``pick``, ``reject`` or ``""``.
        hidden(id, areas, burst): the person marked what of the photo to hide; steps of equal burst are one.
        hiding_ended(id): the person is done with that, on this photo at least.
        cropped(id, area, burst): the person chose the part that phones show, ``None`` for all of it.
    """

    closed = Signal()
    stepped = Signal(int)
    rated = Signal(int)
    marked = Signal(str)
    hidden = Signal(str, object, object)
    hiding_ended = Signal(str)
    cropped = Signal(str, object, object)

    def __init__(
        self,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget | None = None,
        *,
        neighbour: Callable[[int], Photo | None] = _nobody,
        number: Callable[[Photo], int | None] = _uncounted,
    ) -> None:
        super().__init__(parent)
        self._neighbour, self._number = neighbour, number
        self._forwards = 1
        self._pictures = Pictures(thumbnails.large, parent=self)
        self._canvas = PhotoCanvas(thumbnails, self._pictures)
        self._footer = Footer(looks)
        self._pen = AreaPen(self._canvas)
        self._pen.drawn.connect(self._hide)
        self._crop_pen = CropPen(self._canvas)
        self._crop_pen.drawn.connect(self._crop)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES)
        self._settling.timeout.connect(self._plan)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._canvas, 1)
        layout.addWidget(self._footer)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photo large")
        self._pictures.arrived.connect(lambda _: self._plan())
        self._canvas.told.connect(self._tell)
        self._canvas.seen.connect(lambda *_: self._plan())
        self._canvas.laid_out.connect(self._settling.start)
        self._canvas.turned.connect(self._step)

    @property
    def photo(self) -> Photo | None:
        """The photo being shown."""
        return self._canvas.photo

    @property
    def is_full_size(self) -> bool:
        """Whether one pixel of the picture fills one of the screen."""
        return self._canvas.sight.scale == 1

    @property
    def picture_size(self) -> QSize:
        """Size in pixels of the sharp picture; empty while it is on its way."""
        sharp = self._canvas.sharp
        return sharp.size() if sharp is not None else QSize()

    @property
    def is_hiding(self) -> bool:
        """Whether areas are being marked that no reader may see."""
        return self._pen.is_on

    def show_photo(self, photo: Photo) -> None:
        """Show *photo*: the best there is at once, the sharp picture when it comes.

        A zoom stays where it is, so that the same place of the next photo is seen.
        """
        if self.photo is not None and self.photo.id != photo.id:
            self._put_pens_away()
        self._canvas.show_photo(photo)
        self._pen.show_areas(photo.hidden)
        self._crop_pen.show_areas((photo.phone_crop,) if photo.phone_crop else ())
        self._plan()

    def hide_areas(self, is_on: bool) -> None:
        """Begin to mark areas that no reader may see, or end it."""
        if is_on is not self._pen.is_on:
            self.crop(False)
            self._pen.switch(is_on)
            self._tell()
            if not is_on and self.photo is not None:
                self.hiding_ended.emit(self.photo.id)

    def crop(self, is_on: bool) -> None:
        """Begin to choose the part that phones show, or end it."""
        if is_on is not self._crop_pen.is_on:
            if is_on:
                self.hide_areas(False)
            self._crop_pen.switch(is_on)
            self._tell()

    def _put_pens_away(self) -> None:
        self.hide_areas(False)
        self.crop(False)

    def _crop(self, areas: tuple[Area, ...], burst: object) -> None:
        if self.photo is not None:
            part = areas[0] if areas else None
            self.cropped.emit(self.photo.id, part, (self.photo.id, burst))

    def _hide(self, areas: tuple[Area, ...], burst: object) -> None:
        if self.photo is not None:
            self.hidden.emit(self.photo.id, areas, (self.photo.id, burst))

    def show_full_size(self, is_full: bool, at: QPointF | None = None) -> None:
        """Show one pixel of the picture on one of the screen, around *at* (0 to 1), or fit it."""
        middle = at if at is not None else QPointF(0.5, 0.5)
        self._canvas.show_sight(Sight(1.0, middle.x(), middle.y()) if is_full else FITTED)
        self._plan()

    def look_again(self) -> None:
        """Try again what could not be shown: a drive may be back."""
        self._pictures.retry()
        if self.photo is not None:
            self.show_photo(self.photo)

    def _step(self, by: int) -> None:
        self._forwards = 1 if by > 0 else -1
        self.stepped.emit(self._forwards)

    def _plan(self) -> None:
        """Say which pictures are needed, now and soon; none while nobody looks."""
        if self.isVisible() and self.photo is not None:
            self._pictures.want(self._canvas.wants(), self._soon(self.photo))

    def _soon(self, photo: Photo) -> list[Want]:
        """Return the pictures of the neighbours, two ahead and one behind, where the person goes."""
        ahead = self._forwards
        near = [self._neighbour(by) for by in (ahead, 2 * ahead, -ahead)]
        wants = [self._canvas.fitted_want(p) for p in near if p is not None and p.file]
        following = near[0]
        is_near = following is not None and following.file and self._canvas.sight.is_zoomed
        if following is not None and is_near and self._has_room(photo, following):
            wants.append(Want(following, WHOLE))
        return wants

    def _has_room(self, *photos: Photo) -> bool:
        """Say whether the memory holds all pixels of *photos*, and some more."""
        sizes = [self._pictures.whole_size(photo) for photo in photos]
        needed = sum(size.width() * size.height() * 4 for size in sizes)
        return all(not size.isEmpty() for size in sizes) and needed < MEMORY * 0.8

    def _tell(self) -> None:
        photo = self.photo
        if photo is None:
            return
        number, how = self._number(photo), self._canvas.how
        hints = GOING
        if self._pen.is_on:
            hints = pen.HINTS, pen.MORE_HINTS
        elif self._crop_pen.is_on:
            hints = crop_pen.HINTS, crop_pen.MORE_HINTS
        self._footer.show_photo(photo, number, how, hints)
        said = f"{words.spoken(photo, number)}, {how}: {words.described(photo)}"
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _go(self, event: QKeyEvent) -> None:
        key = Qt.Key
        match event.key():
            case key.Key_H:
                self.hide_areas(not self._pen.is_on)
            case key.Key_K:
                self.crop(not self._crop_pen.is_on)
            case key.Key_Escape if self._pen.is_on or self._crop_pen.is_on:
                self._put_pens_away()
            case key.Key_Escape | key.Key_Space | key.Key_Return | key.Key_Enter:
                self.closed.emit()
            case key.Key_Right | key.Key_Down | key.Key_PageDown:
                self._step(1)
            case key.Key_Left | key.Key_Up | key.Key_PageUp:
                self._step(-1)
            case _:
                super().keyPressEvent(event)

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for pictures, now that the place is known."""
        super().showEvent(event)
        self._plan()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of most pictures."""
        super().hideEvent(event)
        self._put_pens_away()
        self._pictures.rest()
        self._canvas.show_photo(self.photo)  # It would hold on to what it painted.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, closer or away; judge; mark what to hide or to show on phones."""
        if self._pen.key(event) or self._crop_pen.key(event):
            return
        if keys.is_command(event):
            super().keyPressEvent(event)
            return
        if keys.zoom(event, self._canvas):
            return
        stars, mark = keys.rating_of(event), keys.mark_of(event)
        if stars is not None:
            self.rated.emit(stars)
        elif mark is not None:
            self.marked.emit(mark)
        else:
            self._go(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab for going from area to area while they are marked."""
        is_marking = self._pen.is_on or self._crop_pen.is_on
        return False if is_marking else super().focusNextPrevChild(forward)
