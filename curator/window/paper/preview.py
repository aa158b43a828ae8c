"""One page on the screen as it will be on paper: its words drawn in the background, pictures from thumbnails."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.story.values import Photo
from curator.window.covers import paint_covers
from curator.window.jobs import Job, Jobs
from curator.window.paper.layout import Frame, Page
from curator.window.paper.making import Order
from curator.window.paper.painting import (
    paint_edge,
    paint_missing,
    paint_words,
    paper_dots,
    picture_place,
    place_of,
)
from curator.window.paper.typesetting import Typesetter
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_EDGE = 14
# Logical pixels around the paper.

_NOTCH = 120
# What a wheel tells for one notch, in eighths of a degree.

_SHADE = "#c9c9c6"
# What stands for a picture that is on its way.


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as it is to be shown: which, and how large in device pixels."""

    page: Page
    order: Order
    number: int
    total: int
    size: QSize


class Preview(QWidget):
    """Shows one page, as large as there is room.

    Signals:
        turned(steps): the person turned so many pages on, or back.
        sought(is_last): the person went to the first page, or the last.
    """

    turned = Signal(int)
    sought = Signal(bool)

    def __init__(
        self, jobs: Jobs, thumbnails: Thumbnails, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._thumbnails, self._looks = jobs, thumbnails, looks
        self._asked: tuple[Page, Order, int, int] | None = None
        self._leaf: _Leaf | None = None
        self._words: QImage | None = None
        self._wanted: _Leaf | None = None
        self._job: Job | None = None
        self._empty = ""
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        self.setMinimumSize(QSize(320, 320))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        thumbnails.ready.connect(lambda _: self.update())
        looks.changed.connect(self.update)

    @property
    def words(self) -> QImage | None:
        """The page that is shown, without its pictures."""
        return self._words

    @property
    def is_drawn(self) -> bool:
        """Whether the page that was asked for is on the screen."""
        return self._job is None and self._wanted is self._leaf is not None

    def show_page(self, page: Page, order: Order, number: int, total: int) -> None:
        """Show *page* of *order*, the *number*-th of *total* (0: nobody has counted yet)."""
        self._asked, self._empty = (page, order, number, total), ""
        of = f" of {total:,}" if total else ""
        self.setAccessibleDescription(f"Page {number:,}{of}")
        self._draw()

    def show_nothing(self, words: str) -> None:
        """Show no page, and say why in *words*."""
        self._asked = self._leaf = self._words = self._wanted = None
        self._empty = words
        self.setAccessibleDescription(words)
        self.update()

    def stop(self) -> None:
        """Draw nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._wanted = None

    def _draw(self) -> None:
        """Have the words drawn for the size that there is, unless they are."""
        if self._asked is None:
            return
        page, order, number, total = self._asked
        ratio = self.devicePixelRatioF()
        place = self._place(order)
        size = QSize(round(place.width() * ratio), round(place.height() * ratio))
        leaf = _Leaf(page, order, number, total, size)
        if self._wanted is not None and _is_same(leaf, self._wanted):
            return
        self.stop()
        self._wanted = leaf
        self._job = self._jobs.call(lambda: _drawn(leaf), lambda words: self._take(leaf, words))

    def _take(self, leaf: _Leaf, words: QImage) -> None:
        self._leaf, self._words, self._job = leaf, words, None
        self.update()

    def _place(self, order: Order) -> QRectF:
        """Return where the paper lies, in logical pixels."""
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = (
            paper_dots(order.sheet).size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        place = QRectF(room.topLeft(), size)
        place.moveCenter(room.center())
        return place

    def _paint_paper(self, painter: QPainter, leaf: _Leaf, words: QImage) -> None:
        place = self._place(leaf.order)
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, words)
        scale = place.width() / paper_dots(leaf.order.sheet).width()
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        for frame in leaf.page.frames:
            self._paint_picture(painter, frame, leaf.order.story.photos.get(frame.photo), scale)
        painter.restore()
        painter.setPen(QPen(QColor(self._looks.theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _paint_picture(
        self, painter: QPainter, frame: Frame, photo: Photo | None, scale: float
    ) -> None:
        if photo is None:
            return
        place = place_of(frame)
        reason = self._thumbnails.reason(photo)
        if reason:
            paint_missing(painter, frame, reason)
            return
        size = QSize(round(place.width() * scale), round(place.height() * scale))
        ratio = self.devicePixelRatioF()
        pixmap = self._thumbnails.fitted(photo, size, ratio) if not size.isEmpty() else None
        if pixmap is None:
            painter.fillRect(place, QColor(_SHADE))
        else:
            inside = picture_place(frame, pixmap.size())
            painter.drawPixmap(inside, pixmap, QRectF(pixmap.rect()))
            paint_covers(painter, QRectF(inside), photo.hidden)
            paint_edge(painter, inside)

    # Qt's methods

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the words anew for another size."""
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by the keys that do so everywhere."""
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_Space:
                self.turned.emit(1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.turned.emit(-1)
            case Qt.Key.Key_Home:
                self.sought.emit(False)
            case Qt.Key.Key_End:
                self.sought.emit(True)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn a page for each notch of the wheel."""
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _NOTCH)
        if notches:
            self._wheel -= notches * _NOTCH
            self.turned.emit(-notches)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page that is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(self._looks.theme.window))
        if self._leaf is not None and self._words is not None:
            self._paint_paper(painter, self._leaf, self._words)
        elif self._empty:
            painter.setPen(QColor(self._looks.theme.muted))
            painter.drawText(
                self.rect(),
                int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                self._empty,
            )
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._looks.theme.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _is_same(leaf: _Leaf, other: _Leaf) -> bool:
    """Say whether two leaves look the same; pages are told by identity, since they are long."""
    one = (leaf.number, leaf.total, leaf.size, leaf.order.head)
    return leaf.page is other.page and one == (
        other.number,
        other.total,
        other.size,
        other.order.head,
    )


def _drawn(leaf: _Leaf) -> QImage:
    """Return the words of *leaf* on white; runs in a thread."""
    image = QImage(leaf.size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    scale = leaf.size.width() / paper_dots(leaf.order.sheet).width()
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    setter = Typesetter(leaf.order.sheet.text_size)
    paint_words(
        painter, leaf.page, leaf.order.sheet, leaf.order.head, leaf.number, leaf.total, setter
    )
    painter.end()
    return image
