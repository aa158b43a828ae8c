"""Photos coming in: drives the intake in the background and makes one undo step of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.errors import shown
from curator.photos.workers import Readers
from curator.story import edits
from curator.story import sequence as order
from curator.story.values import Key, Photo, PhotoId
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine

if TYPE_CHECKING:
    from curator.photos.finding import Skipped
    from curator.photos.intake import Batch


_LOOKED = 200
# Files after which the search for photos tells how far it is, and can be cancelled.


class Arrivals(QObject):
    """Takes photos into the story, one drop after the other.

    Signals:
        begun(ids): the first photos of a drop are in.
        finished(ids): a drop is in, or was cancelled; these photos came of it.
    """

    begun = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        readers: Readers,
        notices: NoticeBar,
        progress: ProgressLine,
    ) -> None:
        super().__init__()
        self._document, self._jobs, self._readers = document, jobs, readers
        self._notices, self._progress = notices, progress
        self._waiting: list[_Drop] = []
        self._running: _Drop | None = None
        document.opened.connect(lambda _: self._forget())

    @property
    def is_busy(self) -> bool:
        """Whether photos are still coming in."""
        return self._running is not None

    def add(self, paths: Sequence[str], *, in_sequence: bool, before: Key | None = None) -> None:
        """Take in what lies at and below *paths*: before the row of *before*, or set aside."""
        if paths:
            self._waiting.append(_Drop(list(paths), in_sequence, before))
            self._start_next()

    def cancel(self) -> None:
        """Stop taking photos in; those that came stay."""
        self._waiting.clear()
        drop = self._running
        if drop is not None and drop.job is not None:
            drop.job.cancel()
            self._end(drop, is_whole=False)

    def _forget(self) -> None:
        """Stop in silence: another story is open, to which none of this belongs."""
        self._waiting.clear()
        if self._running is not None and self._running.job is not None:
            self._running.job.cancel()
            self._running = None
            self._progress.end()

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        drop = self._running = self._waiting.pop(0)
        story = self._document.story
        self._notices.clear("arrival")
        self._progress.begin("Looking for photos…", self.cancel)
        drop.job = self._jobs.start(
            self._work(drop, [p.file for p in story.photos.values() if p.file], list(story.photos)),
            lambda batch: self._take(drop, batch),
            lambda: self._end(drop),
            lambda error: self._fail(drop, error),
        )

    def _work(
        self, drop: "_Drop", files: list[str], ids: list[PhotoId]
    ) -> Iterator["int | Batch | list[Photo]"]:
        """Find everything first, which is quick and tells how much there is; then read it."""
        # Not before somebody drops something: these bring every reader along.
        from curator.photos.finding import Found, Skipped, find
        from curator.photos.intake import take_in
        from curator.photos.order import in_capture_order

        found: list[Found | Skipped] = []
        for item in find(drop.paths):
            found.append(item)
            if len(found) % _LOOKED == 0:
                yield -len(found)
        yield len(found)
        photos: list[Photo] = []
        for batch in take_in(found, self._readers, known_files=files, known_ids=ids):
            photos.extend(batch.photos)
            yield batch
        yield in_capture_order(photos)

    def _take(self, drop: "_Drop", news: "int | Batch | list[Photo]") -> None:
        if isinstance(news, int):
            drop.total = max(news, 0)
            if news < 0:
                self._progress.report(f"Looking for photos: {-news:,} files", 0, 0)
            return
        if isinstance(news, list):
            self._arrange(drop, news)
            return
        drop.done = news.done
        drop.skipped.extend(news.skipped)
        words = f"Reading photos: {drop.done:,} of {drop.total:,}"
        self._progress.report(words, drop.done, drop.total)
        if news.photos:
            self._add(drop, news.photos)

    def _add(self, drop: "_Drop", photos: tuple[Photo, ...]) -> None:
        edit = edits.add_photos(
            photos, in_sequence=drop.in_sequence, before=drop.before, burst=drop
        )
        if not drop.photos:
            self._document.apply(edit)
            self.begun.emit(tuple(photo.id for photo in photos))
        elif not self._document.extend(edit):
            # The drop was undone while it was under way: nothing more of it is wanted.
            if drop.job is not None:
                drop.job.cancel()
            self._end(drop, is_whole=False)
            return
        drop.photos.extend(photos)

    def _arrange(self, drop: "_Drop", ordered: list[Photo]) -> None:
        """Put what came in into the order in which it was taken."""
        ids = [photo.id for photo in drop.photos]
        came = set(ids)
        stand = [i for i in order.photo_ids(self._document.story.sequence) if i in came]
        # Whoever moved some of them meanwhile has an order of their own.
        if drop.in_sequence and ordered != drop.photos and stand == ids:
            self._document.extend(edits.arrange([p.id for p in ordered], burst=drop))
        drop.photos = ordered

    def _end(self, drop: "_Drop", *, is_whole: bool = True) -> None:
        if self._running is not drop:
            return
        self._running = None
        self._progress.end()
        self._tell(drop, is_whole=is_whole)
        self.finished.emit(tuple(p.id for p in drop.photos))
        self._start_next()

    def _fail(self, drop: "_Drop", error: Exception) -> None:
        self._end(drop, is_whole=False)
        self._notices.warn(f"Photos stopped coming in: {error}")

    def _tell(self, drop: "_Drop", *, is_whole: bool) -> None:
        """Say once how many came in, and name each that did not."""
        already = drop.total - drop.done
        added = f"{wording.count(len(drop.photos), 'photo')} added"
        parts = [added if is_whole else f"Stopped: {added}"]
        if is_whole and already:
            parts.append(f"{already:,} in the story already")
        if not drop.in_sequence and drop.photos:
            parts.append("set aside for choosing")
        details = [_line(item) for item in drop.skipped]
        if details:
            parts.append(f"{len(details):,} skipped")
        self._notices.tell(" · ".join(parts), details, topic="arrival")


class _Drop:
    """One drop under way."""

    def __init__(self, paths: list[str], in_sequence: bool, before: Key | None) -> None:
        self.paths, self.in_sequence, self.before = paths, in_sequence, before
        self.total = self.done = 0
        self.photos: list[Photo] = []
        self.skipped: list[Skipped] = []
        self.job: Job | None = None


def _line(item: "Skipped") -> str:
    return f"{shown(item.path)}: {item.reason}"
