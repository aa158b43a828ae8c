"""The large pictures at hand: asked for in the order of need, kept within bounds of memory.

How a file becomes pixels is left to whoever is asked; nothing here waits or decodes.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from curator.errors import PhotoError
from curator.story.values import Photo

WHOLE = 11_000
"""Longer side, in pixels, of the largest picture that is made: what a close look asks for."""

MEMORY = 256 * 1024 * 1024
"""Bytes of pixels kept, beyond which those looked at longest ago go."""

_AT_REST = 64 * 1024 * 1024
# Bytes kept while nobody looks: enough to come back to a sharp picture.

_AT_ONCE = 2
# Decodes at a time: one for what is in view, and one that began for what was in view before.

_LARGEST_SIDE = 40_000
# Pixels beyond which the size that a manifest claims is not believed.

_Key = tuple[str, str, int]


class Large(Protocol):
    """Makes large pictures in the background; answers once, on the thread that asked.

    A null picture is the answer to a question that ``is_wanted`` no longer wanted answered.
    """

    def __call__(
        self,
        photo: Photo,
        longest: int | None,
        on_result: Callable[[QImage], None],
        on_failed: Callable[[Exception], None],
        is_wanted: Callable[[], bool],
    ) -> None:
        """Ask for a picture of *photo*, its longer side at most *longest* pixels."""


@dataclass(frozen=True, slots=True)
class Want:
    """A picture of ``photo`` that somebody needs, its longer side at most ``longest`` pixels."""

    photo: Photo
    longest: int

    @property
    def key(self) -> _Key:
        """What tells this picture from others."""
        return self.photo.file, self.photo.digest, self.longest


@dataclass(slots=True, eq=False)
class _Request:
    """A question under way, whether its answer is still of use, and whether it ever was not."""

    key: _Key
    is_wanted: bool = True
    was_dropped: bool = False


class Pictures(QObject):
    """The large pictures that one view needs, has, or has asked for.

    Signals:
        arrived(file): a picture of this file has come, or the reason why there is none.
    """

    arrived = Signal(str)

    def __init__(self, large: Large, memory: int = MEMORY, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._large, self._memory = large, memory
        self._images: OrderedDict[_Key, QImage] = OrderedDict()
        self._bytes = 0
        self._now: tuple[Want, ...] = ()
        self._later: tuple[Want, ...] = ()
        self._running: list[_Request] = []
        self._reasons: dict[_Key, str] = {}
        self._pushed_out: set[_Key] = set()

    @property
    def bytes_kept(self) -> int:
        """Bytes of all pixels kept."""
        return self._bytes

    def want(self, now: Iterable[Want], later: Iterable[Want] = ()) -> None:
        """Say which pictures are in view and which may come into view, each in the order of need.

        What was wanted before and is not any more is passed over. Those of *later* are asked for
        one by one, and only while none of *now* is missing.
        """
        first = tuple(want for want in now if want.photo.file)
        then = tuple(want for want in later if want.photo.file)
        is_same = _keys(first) == _keys(self._now) and _keys(then) == _keys(self._later)
        self._now, self._later = first, then
        if is_same:
            return
        wanted = {*_keys(first), *_keys(then)}
        for request in self._running:
            request.is_wanted = request.key in wanted
            request.was_dropped |= not request.is_wanted
        self._reasons = {key: why for key, why in self._reasons.items() if key in wanted}
        self._pushed_out.clear()
        self._shrink()
        self._start_next()

    def sharp(self, photo: Photo, longest: int) -> QImage | None:
        """Return a picture of *photo* with all the pixels there are, up to *longest* a side."""
        exact = self._images.get((photo.file, photo.digest, longest))
        if exact is not None:
            return exact
        whole = ((asked, i) for asked, i in self._of(photo) if _side(i) < asked)
        return next((image for asked, image in whole if _side(image) <= longest), None)

    def all_of(self, photo: Photo) -> list[QImage]:
        """Return every picture of *photo* there is, the smallest first."""
        return sorted((image for _, image in self._of(photo)), key=_side)

    def whole_size(self, photo: Photo) -> QSize:
        """Return the size of *photo* in pixels, as its own pixels tell; else as the story has it.

        Empty where nobody knows yet.
        """
        found = self._of(photo)
        whole = next((image for asked, image in found if _side(image) < asked), None)
        if whole is not None:
            return whole.size()
        is_told = (
            0 < min(photo.width, photo.height) <= max(photo.width, photo.height) <= _LARGEST_SIDE
        )
        told = QSize(photo.width, photo.height) if is_told else QSize()
        largest = max((image for _, image in found), key=_side, default=None)
        if largest is None or (_are_alike(told, largest) and told.width() >= largest.width()):
            return told
        return largest.size()

    def reason(self, photo: Photo, longest: int) -> str:
        """Return why there is no such picture of *photo*; ``""`` if there is, or may be."""
        return self._reasons.get((photo.file, photo.digest, longest), "")

    def retry(self) -> None:
        """Ask again for what is wanted and could not be had."""
        self._reasons.clear()
        self._start_next()

    def rest(self) -> None:
        """Want nothing, and keep only a little."""
        self.want(())
        self._shrink(_AT_REST)

    def _of(self, photo: Photo) -> list[tuple[int, QImage]]:
        """Return what there is of *photo*, each with the longer side that was asked for."""
        wanted = photo.file, photo.digest
        return [(key[2], image) for key, image in self._images.items() if key[:2] == wanted]

    def _is_missing(self, want: Want) -> bool:
        *photo, longest = want.key
        if want.key in self._pushed_out:
            return False
        if any(key[2] <= longest and [*key[:2]] == photo for key in self._reasons):
            return False  # What cannot be made small cannot be made large.
        return self.sharp(want.photo, want.longest) is None

    def _next(self) -> Want | None:
        if len(self._running) >= _AT_ONCE:
            return None
        busy = {request.key[:2] for request in self._running}
        missing = [want for want in self._now if self._is_missing(want)]
        for want in missing:
            if want.key[:2] not in busy:  # One that never ends must not take every turn.
                return want
        if missing or self._running:
            return None
        return next((want for want in self._later if self._is_missing(want)), None)

    def _start_next(self) -> None:
        while (want := self._next()) is not None:
            self._start(want)

    def _start(self, want: Want) -> None:
        request = _Request(want.key)
        self._running.append(request)
        self._large(
            want.photo,
            want.longest,
            lambda image: self._came(request, image),
            lambda error: self._failed(request, error),
            lambda: request.is_wanted,
        )

    def _came(self, request: _Request, image: QImage) -> None:
        self._running.remove(request)
        if not image.isNull():
            self._keep(request, image)
        elif request.is_wanted and not request.was_dropped:
            self._reasons[request.key] = "no picture came of it"
        self._start_next()
        if request.is_wanted:
            self.arrived.emit(request.key[0])

    def _failed(self, request: _Request, error: Exception) -> None:
        self._running.remove(request)
        if request.is_wanted:
            reason = error.reason if isinstance(error, PhotoError) else "it cannot be shown"
            self._reasons[request.key] = reason
        self._start_next()
        if request.is_wanted:
            self.arrived.emit(request.key[0])

    def _keep(self, request: _Request, image: QImage) -> None:
        self._drop(request.key)
        self._images[request.key] = image
        self._bytes += image.sizeInBytes()
        if not request.is_wanted:  # It is made, so it may stay where there is room.
            self._images.move_to_end(request.key, last=False)
        self._shrink()

    def _shrink(self, memory: int | None = None) -> None:
        """Let go of the least needed beyond the bounds; what is in view stays, whatever it takes."""
        wants: Sequence[Want] = (*self._now, *self._later)
        for want in reversed(wants):
            if want.key in self._images:
                self._images.move_to_end(want.key)
        in_view = set(_keys(self._now))
        most = self._memory if memory is None else memory
        for key in list(self._images):
            if self._bytes <= most:
                return
            if key not in in_view:
                self._drop(key)
                self._pushed_out.add(key)

    def _drop(self, key: _Key) -> None:
        image = self._images.pop(key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()


def _keys(wants: Iterable[Want]) -> tuple[_Key, ...]:
    return tuple(want.key for want in wants)


def _side(image: QImage) -> int:
    return max(image.width(), image.height())


def _are_alike(size: QSize, image: QImage) -> bool:
    """Say whether *size* has the proportions of *image*, as far as whole pixels can tell."""
    if size.isEmpty() or image.isNull():
        return False
    slack = 0.02 + 1 / min(image.width(), image.height())
    wide = size.width() * image.height() / (size.height() * image.width())
    return abs(wide - 1) <= slack
