"""The pictures of the page, made in worker processes when the page comes near them."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from curator.errors import PhotoError
from curator.export.preview import LONGEST
from curator.photos.thumbnails import ThumbnailCache, thumbnail
from curator.photos.workers import Readers
from curator.story.values import Area, Photo
from curator.window.jobs import Jobs

OnPicture = Callable[[bytes], object]


class PagePictures(QObject):
    """Makes JPEGs of photos for the page, each once; the disk cache has them the next time."""

    def __init__(
        self,
        readers: Readers,
        cache: ThumbnailCache,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._readers, self._cache, self._jobs = readers, cache, jobs
        self._waiting: dict[tuple[str, tuple[Area, ...]], list[OnPicture]] = {}

    def get(self, photo: Photo, on_picture: OnPicture) -> None:
        """Call *on_picture* with the JPEG of *photo*, or with nothing where there is none."""
        wanted = photo.file, photo.hidden
        waiting = self._waiting.get(wanted)
        if waiting is not None:
            waiting.append(on_picture)
            return
        self._waiting[wanted] = [on_picture]
        self._jobs.call(
            lambda: self.make(photo),
            lambda jpeg: self._answer(wanted, jpeg),
            lambda _: self._answer(wanted, b""),
        )

    def make(self, photo: Photo) -> bytes:
        """Return the JPEG of *photo*; blocks, so call it in a thread. Raises :class:`PhotoError`."""
        if not photo.file:
            raise PhotoError(photo.file_name, "the file is refused")
        return thumbnail(self._readers, self._cache, photo.file, LONGEST, photo.hidden)

    def _answer(self, wanted: tuple[str, tuple[Area, ...]], jpeg: bytes) -> None:
        for on_picture in self._waiting.pop(wanted, ()):
            on_picture(jpeg)
