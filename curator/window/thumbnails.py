"""Small pictures for the grid and the editor: asked for while painting, answered from the background."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from curator.errors import CuratorError, PhotoError
from curator.photos.thumbnails import ThumbnailCache, large, pictures
from curator.photos.workers import Readers
from curator.story.values import Photo, PhotoId
from curator.window.jobs import Jobs
from curator.window.jpegs import decoded

SIZES = (256, 512, 1024)
"""Longer sides, in device pixels, in which thumbnails are made; one of them fits any cell well enough."""

_MEMORY = 192 * 1024 * 1024
# Bytes of pixels kept: some twelve screens of cells, so that scrolling back finds them.

_MAX_WAITING = 400
# Requests beyond this many are forgotten, oldest first: those rows have long scrolled away.

_MAX_SCALED = 240
# Pictures kept at the very size of a cell: some screens of them.

_Key = tuple[str, str, int]
# Path and digest of a file, since another picture may come to lie there, and the size asked for.


class Thumbnails(QObject):
    """The small pictures of the open story.

    The newest request is answered first, since it is the one in view. What is far from view is
    forgotten, both as request and as pixels. A file that cannot be shown is remembered with its
    reason and not tried again until :meth:`retry`.

    Signals:
        ready(photo_id): a picture of this photo, or the reason why there is none, has come.
    """

    ready = Signal(str)

    def __init__(
        self,
        readers: Readers,
        cache: ThumbnailCache,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._readers, self._cache, self._jobs = readers, cache, jobs
        self._pixmaps: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._scaled: OrderedDict[tuple[int, int, int], QPixmap] = OrderedDict()
        self._waiting: OrderedDict[_Key, PhotoId] = OrderedDict()
        self._running: set[_Key] = set()
        self._reasons: dict[tuple[str, str], str] = {}
        self._is_forgetting = False

    def pixmap(self, photo: Photo, longest: int) -> QPixmap | None:
        """Return a picture of *photo* fit for *longest* device pixels, or ``None`` and ask for it.

        While a sharp one is on its way, one of another size may stand in for it.
        """
        size = next((s for s in SIZES if s >= longest), SIZES[-1])
        key = (photo.file, photo.digest, size)
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        if photo.file and key[:2] not in self._reasons:
            self._request(key, photo.id)
        return next(self._of(photo, SIZES), None)

    def fitted(self, photo: Photo, size: QSize, ratio: float) -> QPixmap | None:
        """Return a picture of *photo* that fills *size* logical pixels as far as its shape allows.

        Scaled once, so that painting a cell again is a plain copy.
        """
        device = QSize(round(size.width() * ratio), round(size.height() * ratio))
        pixmap = self.pixmap(photo, max(device.width(), device.height()))
        if pixmap is None:
            return None
        key = (pixmap.cacheKey(), device.width(), device.height())
        scaled = self._scaled.get(key)
        if scaled is None:
            aspect, smooth = (
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled = pixmap.scaled(device, aspect, smooth)
            scaled.setDevicePixelRatio(ratio)
            self._scaled[key] = scaled
            if len(self._scaled) > _MAX_SCALED:
                self._scaled.popitem(last=False)
        return scaled

    def reason(self, photo: Photo) -> str:
        """Return why there is no picture of *photo*; ``""`` if there is one, or may be."""
        if not photo.file:
            return "the file is refused: it leads outside the story"
        return self._reasons.get((photo.file, photo.digest), "")

    def retry(self) -> None:
        """Forget which files could not be shown, and try them again when they are painted."""
        self._reasons.clear()

    def forget(self) -> None:
        """Forget all pictures, on the disk as well, those included that are being made just now."""
        self._waiting.clear()
        self._pixmaps.clear()
        self._scaled.clear()
        self._bytes = 0
        self._is_forgetting = True
        self._forget_when_idle()

    def _forget_when_idle(self) -> None:
        if self._is_forgetting and not self._running:
            self._is_forgetting = False
            self._jobs.call(self._cache.clear, lambda _: None)

    def at_hand(self, photo: Photo) -> QPixmap | None:
        """Return the largest picture of *photo* that is there, and ask for none."""
        return next(self._of(photo, reversed(SIZES)), None)

    def _of(self, photo: Photo, sizes: Iterable[int]) -> Iterator[QPixmap]:
        """Yield the pictures of *photo* that there are, in the order of *sizes*."""
        found = (self._pixmaps.get((photo.file, photo.digest, size)) for size in sizes)
        return (pixmap for pixmap in found if pixmap is not None)

    def large(
        self,
        photo: Photo,
        longest: int | None,
        on_result: Callable[[QImage], None],
        on_failed: Callable[[Exception], None],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Ask for a large picture of *photo*, at most *longest* pixels or whole.

        One of the two is called, once. *is_wanted* is asked in a thread of the pool before each
        costly step; where it says no, the rest is left out and a null picture comes.
        """
        path = photo.file

        def make() -> QImage:
            jpeg = large(self._readers, path, longest) if is_wanted() else b""
            return _image(path, jpeg) if jpeg and is_wanted() else QImage()

        self._jobs.call(make, on_result, on_failed)

    def _request(self, key: _Key, photo_id: PhotoId) -> None:
        if key in self._running:
            return
        self._waiting[key] = photo_id
        self._waiting.move_to_end(key)
        if len(self._waiting) > _MAX_WAITING:
            self._waiting.popitem(last=False)
        self._start_next()

    def _start_next(self) -> None:
        while self._waiting and len(self._running) < self._readers.size:
            key, photo_id = self._waiting.popitem(last=True)
            self._running.add(key)
            self._jobs.start(
                self._make(key),
                lambda image, key=key, i=photo_id: self._arrived(key, i, image),  # type: ignore[misc]
                lambda key=key: self._done(key),  # type: ignore[misc]
                lambda error, key=key, i=photo_id: self._failed(key, i, error),  # type: ignore[misc]
            )

    def _make(self, key: _Key) -> Iterator[QImage]:
        path, _, size = key
        for jpeg in pictures(self._readers, self._cache, path, size):
            yield _image(path, jpeg)

    def _arrived(self, key: _Key, photo_id: PhotoId, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        if key in self._pixmaps:  # the first look, which a sharp one follows
            self._bytes -= _size(self._pixmaps[key])
        self._pixmaps[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > _MEMORY and len(self._pixmaps) > 1:
            self._bytes -= _size(self._pixmaps.popitem(last=False)[1])
        self.ready.emit(photo_id)

    def _done(self, key: _Key) -> None:
        self._running.discard(key)
        self._forget_when_idle()
        self._start_next()

    def _failed(self, key: _Key, photo_id: PhotoId, error: Exception) -> None:
        self._running.discard(key)
        known = isinstance(error, PhotoError)
        self._reasons[key[:2]] = (
            error.reason if isinstance(error, PhotoError) else "it cannot be shown"
        )
        if known or isinstance(error, CuratorError):
            self.ready.emit(photo_id)
        self._forget_when_idle()
        self._start_next()


def _image(path: str, jpeg: bytes) -> QImage:
    image = decoded(jpeg)
    if image.isNull():
        raise PhotoError(path, "no picture came of it")
    return image


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
