"""What tests of large photos share: thumbnails that answer when told to, photos in a row, the mouse."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from curator.story.values import Photo, PhotoId
from curator.window.large.viewer import Viewer

_SEEN = 3000
# Pixels from which a picture is left unpainted: no test looks at it, and 96 MB take their time.


def large_photo(number: int, *, size: tuple[int, int] = (6000, 4000), **values: Any) -> Photo:
    """Return a photo whose file nobody reads."""
    name = f"/pictures/DSC_{number:04}.JPG"
    return Photo(PhotoId(f"p{number}"), name, width=size[0], height=size[1], **values)


@dataclass
class Asked:
    """One question, and the ways to answer it."""

    photo: Photo
    longest: int
    on_result: Any
    on_failed: Any
    is_wanted: Any


def picture(photo: Photo, longest: int, colour: str = "teal") -> QImage:
    """Return the picture that a worker would make of *photo*."""
    scale = min(1.0, longest / max(photo.width, photo.height))
    size = round(photo.width * scale), round(photo.height * scale)
    image = QImage(*size, QImage.Format.Format_RGB32)
    if longest < _SEEN:
        image.fill(QColor(colour))
    return image


class WaitingThumbnails(QObject):
    """Has a first look at every photo, and keeps each question for a large picture waiting."""

    ready = Signal(str)

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first
        self.waiting: list[Asked] = []
        self.asked: list[tuple[str, int]] = []

    def at_hand(self, photo: Photo) -> QPixmap | None:
        return QPixmap.fromImage(picture(photo, 300, self._first)) if self._first else None

    def pixmap(self, photo: Photo, longest: int) -> QPixmap | None:
        return self.at_hand(photo)

    def reason(self, photo: Photo) -> str:
        return "" if photo.file else "the file is refused: it leads outside the story"

    def large(self, photo, longest, on_result, on_failed, is_wanted) -> None:
        self.asked.append((photo.id, longest))
        self.waiting.append(Asked(photo, longest, on_result, on_failed, is_wanted))

    @property
    def waiting_for(self) -> list[str]:
        """The photos of the questions that wait."""
        return [asked.photo.id for asked in self.waiting]

    def answer(self, place: int = 0, colour: str = "teal") -> None:
        """Answer the question at *place* as a worker would: with nothing if it came too late."""
        asked = self.waiting.pop(place)
        wanted = asked.is_wanted()
        asked.on_result(picture(asked.photo, asked.longest, colour) if wanted else QImage())

    def answer_late(self, place: int = 0, colour: str = "tomato") -> None:
        """Answer the question at *place* with a picture, wanted or not."""
        asked = self.waiting.pop(place)
        asked.on_result(picture(asked.photo, asked.longest, colour))

    def fail(self, error: Exception, place: int = 0) -> None:
        """Answer the question at *place* with an error."""
        self.waiting.pop(place).on_failed(error)

    def answer_all(self) -> None:
        """Answer until nothing is asked any more."""
        while self.waiting:
            self.answer()


class Reel:
    """Twenty photos in a row, and the one that is up."""

    def __init__(self, viewer, photos):
        self.viewer, self.photos, self.place = viewer, photos, 0
        viewer._neighbour = self.neighbour
        viewer.stepped.connect(self.step)

    def neighbour(self, by):
        place = self.place + by
        return self.photos[place] if 0 <= place < len(self.photos) else None

    def step(self, by):
        self.go(min(max(self.place + by, 0), len(self.photos) - 1))

    def go(self, place):
        self.place = place
        self.viewer.show_photo(self.photos[place])


def make_viewer(qtbot, thumbnails, looks, number=lambda photo: 7):
    viewer = Viewer(thumbnails, looks, number=number)
    qtbot.addWidget(viewer)
    viewer.resize(900, 700)
    viewer.show()
    return viewer


def turn(canvas, steps, at, modifier=Qt.KeyboardModifier.NoModifier):
    where = QPointF(at)
    event = QWheelEvent(
        where,
        canvas.mapToGlobal(where),
        QPoint(),
        QPoint(0, steps),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drag(canvas, start, by, modifier=Qt.KeyboardModifier.NoModifier):
    """Drag from *start*; QTest's own moves carry no button and no modifier."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, point, button, buttons in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, start + by, none, left),
        (QEvent.Type.MouseButtonRelease, start + by, left, none),
    ):
        place = QPointF(point)
        event = QMouseEvent(kind, place, canvas.mapToGlobal(place), button, buttons, modifier)
        QApplication.sendEvent(canvas, event)
