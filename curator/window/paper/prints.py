"""The pictures of pages, from worker processes: in the order in which they are drawn, a few in advance.

Nothing is decoded here; a picture comes as a JPEG of no more dots than paper shows.
"""

import math
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from curator.errors import PhotoError
from curator.photos.thumbnails import large
from curator.photos.workers import Readers
from curator.story.values import Photo
from curator.window.paper.layout import Frame

DOTS_AN_INCH = 300
"""Dots of a picture on an inch of paper: what printers show, and eyes see at reading distance."""

_AHEAD = 2
# Pictures of each worker that are under way or waiting to be drawn.

_PATIENCE = 0.1
# Seconds between two answers of those who wait for a picture, so that they can be stopped.


@dataclass(frozen=True, slots=True)
class Print:
    """A picture for paper as a JPEG, or the ``reason`` why there is none."""

    jpeg: bytes
    reason: str = ""


def dots_of(frame: Frame) -> int:
    """Return the longer side, in pixels, of a picture that stands in *frame*."""
    return max(1, math.ceil(max(frame.width, frame.height) / 25.4 * DOTS_AN_INCH))


def prints(
    readers: Readers, wanted: Iterable[tuple[Photo, int]]
) -> Generator[Print | None, None, None]:
    """Yield the picture of each photo *wanted*, at most so many pixels long, in their order.

    While one is on its way ``None`` comes now and then. Close the generator to end the work.
    """
    threads = ThreadPoolExecutor(readers.size, "paper")
    asked = _asked(threads, readers, wanted)
    coming: deque[Future[Print]] = deque()
    try:
        while True:
            while len(coming) < _AHEAD * readers.size and (future := next(asked, None)):
                coming.append(future)
            if not coming:
                return
            first = coming.popleft()
            while not wait([first], _PATIENCE).done:
                yield None
            yield first.result()
    finally:
        # What a worker has begun it ends, and nobody waits for that.
        threads.shutdown(wait=False, cancel_futures=True)


def _asked(
    threads: ThreadPoolExecutor, readers: Readers, wanted: Iterable[tuple[Photo, int]]
) -> Iterator[Future[Print]]:
    for photo, dots in wanted:
        yield threads.submit(_made, readers, photo, dots)


def _made(readers: Readers, photo: Photo, dots: int) -> Print:
    if not photo.file:
        return Print(b"", "the file is refused: it leads outside the story")
    try:
        return Print(large(readers, photo.file, dots, photo.hidden, is_urgent=False))
    except PhotoError as error:
        return Print(b"", error.reason)
