"""Photos coming in: drives the intake in the background and makes one undo step of it."""

from collections.abc import Callable, Iterator, Sequence
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
from curator.window.notices import NoticeBar, Offer
from curator.window.progress import ProgressLine

if TYPE_CHECKING:
    from curator.photos.finding import Search, Skipped
    from curator.photos.intake import Batch


_FIRST_LOOK, _LOOK = 0.15, 0.1
# Seconds of looking for photos before the first is read, and after each batch: in a folder of ten
# thousand the first are there at once, and soon it is known how many there are.


class Arrivals(QObject):
    """Takes photos into the story, one drop after the other.

    ``serials`` are the serial numbers of cameras, as far as photos came in while the program ran.
    ``when_ready`` begins a drop once what these need is there: ``prepare`` may give a photo words
    before it comes in, ``tell`` says what it gave, ``offer_for`` what to offer for those that have
    come.

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
        self.serials: dict[PhotoId, str] = {}
        self.offer_for: Callable[[Sequence[PhotoId]], list[Offer]] = lambda ids: []
        self.prepare: Callable[[Photo], Photo] = lambda photo: photo
        self.tell: Callable[[], str] = lambda: ""
        self.when_ready: Callable[[Callable[[], None]], None] = lambda begin: begin()
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
            self.when_ready(self._start_next)

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
        self.serials.clear()
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
    ) -> Iterator["Batch | list[Photo]"]:
        """Read what is found while the search goes on: the first pictures come at once."""
        # Not before somebody drops something: these bring every reader along.
        from curator.photos.finding import Search
        from curator.photos.intake import take_in
        from curator.photos.order import in_capture_order

        search = drop.search = Search(drop.paths)
        search.look(_FIRST_LOOK)
        photos: list[Photo] = []
        for batch in take_in(search, self._readers, known_files=files, known_ids=ids):
            photos.extend(batch.photos)
            yield batch
            search.look(_LOOK)
        yield in_capture_order(photos)

    def _take(self, drop: "_Drop", news: "Batch | list[Photo]") -> None:
        if isinstance(news, list):
            self._arrange(drop, news)
            return
        drop.done = news.done
        drop.skipped.extend(news.skipped)
        of = "" if drop.is_whole else "at least "
        words = f"Reading photos: {drop.done:,} of {of}{drop.total:,}"
        self._progress.report(words, drop.done, drop.total)
        if news.photos:
            self.serials.update(zip((p.id for p in news.photos), news.serials, strict=True))
            self._add(drop, tuple(map(self.prepare, news.photos)))

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
        if drop.photos and (more := self.tell()):
            parts.append(more)
        details = [_line(item) for item in drop.skipped]
        if details:
            parts.append(f"{len(details):,} skipped")
        offers = self.offer_for([photo.id for photo in drop.photos])
        self._notices.tell(" · ".join(parts), details, offers, topic="arrival")


class _Drop:
    """One drop under way."""

    def __init__(self, paths: list[str], in_sequence: bool, before: Key | None) -> None:
        self.paths, self.in_sequence, self.before = paths, in_sequence, before
        self.done = 0
        self.search: Search | None = None
        self.photos: list[Photo] = []
        self.skipped: list[Skipped] = []
        self.job: Job | None = None

    @property
    def total(self) -> int:
        """How many files are found so far."""
        return self.search.count if self.search is not None else 0

    @property
    def is_whole(self) -> bool:
        """Whether all files are found."""
        return self.search is not None and self.search.is_over


def _line(item: "Skipped") -> str:
    return f"{shown(item.path)}: {item.reason}"
