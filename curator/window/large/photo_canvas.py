"""A photo on a canvas: which pixels it takes here, and how far they have come.

Getting them is left to ``pictures``, a first look to the grid's thumbnails.
"""

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from curator.errors import shown
from curator.story.values import Photo
from curator.window.large import sights
from curator.window.large.pictures import WHOLE, Pictures, Want
from curator.window.large.pointed import PointedCanvas
from curator.window.large.sights import Sight
from curator.window.thumbnails import Thumbnails


class PhotoCanvas(PointedCanvas):
    """Shows one photo from the sharpest picture there is; says which pictures it needs.

    Signals, beside those of the canvas:
        told(): what :attr:`how` says may have changed.
    """

    told = Signal()

    def __init__(
        self, thumbnails: Thumbnails, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails, self._pictures = thumbnails, pictures
        self._photo: Photo | None = None
        self._most = WHOLE
        pictures.arrived.connect(self._follow_file)
        thumbnails.ready.connect(self._follow_photo)
        self.laid_out.connect(self._show)

    @property
    def photo(self) -> Photo | None:
        """The photo being shown."""
        return self._photo

    @property
    def sharp(self) -> QImage | None:
        """The picture that is as sharp as this place can show it, once it is there."""
        return self._pictures.sharp(self._photo, self._side()) if self._photo else None

    @property
    def reason(self) -> str:
        """Why the photo cannot be shown; ``""`` if it can, or may."""
        if self._photo is None:
            return ""
        if not self._photo.file:
            return self._thumbnails.reason(self._photo)
        return self._pictures.reason(self._photo, self._fitted_side(self._photo))

    @property
    def how(self) -> str:
        """How the photo is shown, as far as its sharp pixels have come."""
        photo = self._photo
        if photo is None:
            return ""
        if self.reason:
            return "cannot be shown"
        sharp = self.sharp
        if not self.sight.is_zoomed:
            return f"fitted, {self._percent()}" if sharp is not None else "loading…"
        why = self._pictures.reason(photo, self._most)
        if why:
            return f"{self._percent()}, not sharp: {why}"
        if sharp is None:
            return f"{self._percent()}, loading…"
        side = max(sharp.width(), sharp.height())
        whole = self._whole_size(photo)
        if side < max(whole.width(), whole.height()):
            return f"{self._percent()}, from a picture reduced to {side:,} pixels"
        return self._percent()

    def show_photo(self, photo: Photo | None) -> None:
        """Show *photo*: the best there is at once."""
        self._photo = photo
        self.show_covers(photo.hidden if photo is not None else ())
        self._show()

    def show_sight(self, sight: Sight) -> None:
        """Show the picture as *sight* has it, and tell."""
        super().show_sight(sight)
        self._show()

    def limit_memory(self, most: int) -> None:
        """Have zoomed pictures take at most *most* bytes, if need be by fewer pixels."""
        size = self._pictures.whole_size(self._photo) if self._photo else QSize()
        needed = max(size.width() * size.height() * 4, 1)
        shrink = math.sqrt(min(1.0, most / needed))
        side = int(max(size.width(), size.height()) * shrink)
        self._most = min(WHOLE, side) if shrink < 1 else WHOLE

    def wants(self) -> list[Want]:
        """Return the pictures that are needed to show the photo sharp, in the order of need."""
        if self._photo is None:
            return []
        fitted = self._fitted_side(self._photo)
        sides = [fitted, self._most] if self.sight.is_zoomed else [fitted]
        return [Want(self._photo, side) for side in sides]

    def fitted_want(self, photo: Photo) -> Want:
        """Return the picture that would be needed to show *photo* fitted in this place."""
        return Want(photo, self._fitted_side(photo))

    def _side(self) -> int:
        assert self._photo is not None
        return self._most if self.sight.is_zoomed else self._fitted_side(self._photo)

    def _fitted_side(self, photo: Photo) -> int:
        return min(sights.fitted_side(self._pictures.whole_size(photo), self.room), WHOLE)

    def _whole_size(self, photo: Photo) -> QSize:
        """Return the size of *photo*; where nobody knows, one in the shape of its first look."""
        known = self._pictures.whole_size(photo)
        first = self._thumbnails.at_hand(photo) if known.isEmpty() else None
        if first is None:
            return known
        return first.size().scaled(self.room, Qt.AspectRatioMode.KeepAspectRatio)

    def _percent(self) -> str:
        return f"{round(self.scale * 100)} %"

    def _show(self) -> None:
        photo = self._photo
        if photo is None:
            self.show_picture(QSize(), [])
            return
        layers = self._pictures.all_of(photo)
        if self.sharp is None:
            first = self._thumbnails.at_hand(photo) or self._thumbnails.pixmap(photo, _FIRST_LOOK)
            layers = [*([first.toImage()] if first is not None else []), *layers]
        why = self.reason
        note = f"{shown(photo.file_name)} cannot be shown: {why}" if why else ""
        self.show_picture(self._whole_size(photo), layers, note)
        self.told.emit()

    def _follow_file(self, file: str) -> None:
        if self._photo is not None and self._photo.file == file:
            self._show()

    def _follow_photo(self, photo_id: str) -> None:
        if self._photo is not None and self._photo.id == photo_id and self.sharp is None:
            self._show()


_FIRST_LOOK = 512
# Device pixels of the thumbnail that is asked for where the grid has none: quick, and soon replaced.
