"""Writing the words of photos into sidecars from the window: asked about, with progress, Cancel and an account.

What is written where is left to ``photos.sidecars``.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.captions.text import clean_line
from curator.errors import shown
from curator.manifest import safe_write
from curator.photos.workers import Readers
from curator.story.values import PhotoId, Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine

if TYPE_CHECKING:
    from curator.photos.metadata.write_back import Difference
    from curator.photos.sidecars import Result

Ask = Callable[[Sequence[str]], bool]
"""Asks whether files may be written into these folders."""

_MOST_LINES = 2_000
# Lines of the account that are listed; beyond, only how many there are more.

_LONGEST = 60
# Characters of a value that the account quotes.

_REPORT_SECONDS = 0.1


class WritingBack(QObject):
    """Writes sidecars for photos of the open story, one run at a time.

    The person is asked once for each folder, before the first file is written there.

    Signals:
        finished(results): a run is over, whole or cancelled; these sidecars were dealt with.
    """

    finished = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        readers: Readers,
        notices: NoticeBar,
        progress: ProgressLine,
        ask: Ask,
    ) -> None:
        super().__init__()
        self._document, self._jobs, self._readers = document, jobs, readers
        self._notices, self._progress, self._ask = notices, progress, ask
        self._allowed: set[str] = set()
        self._run: _Run | None = None

    @property
    def is_busy(self) -> bool:
        """Whether sidecars are being written."""
        return self._run is not None

    def write(self, ids: Sequence[PhotoId]) -> None:
        """Write what the story now says of the photos of *ids* into sidecars, if the person agrees."""
        story = self._document.story
        chosen = [photo_id for photo_id in dict.fromkeys(ids) if photo_id in story.photos]
        if self._run is not None or not chosen or not self._may_write(story, chosen):
            return
        run = self._run = _Run(story, len(chosen))
        self._notices.clear("sidecars")
        self._progress.begin("Writing sidecars…", self.cancel)
        self._jobs.start(
            self._work(run, chosen), lambda news: self._report(run, news), self._end, self._fail
        )

    def cancel(self) -> None:
        """Stop after the sidecar under way; those that are written stay."""
        if self._run is not None:
            self._run.is_cancelled = True
            self._progress.begin("Stopping…", lambda: None)

    def _may_write(self, story: Story, ids: Sequence[PhotoId]) -> bool:
        files = (story.photos[photo_id].file for photo_id in ids)
        folders = {os.path.dirname(file) for file in files if file}
        if folders <= self._allowed:
            return True
        if not self._ask(sorted(folders)):
            return False
        self._allowed |= folders
        return True

    def _work(self, run: "_Run", ids: Sequence[PhotoId]) -> "Iterator[list[Result]]":
        """Write, and yield what came of it often enough to watch."""
        from curator.photos.sidecars import write_sidecars  # Not before it is asked for.

        news: list[Result] = []
        last = time.monotonic()
        with closing(write_sidecars(run.story, ids, self._readers, safe_write.write)) as results:
            for result in results:
                news.append(result)
                if run.is_cancelled:
                    break
                if time.monotonic() - last >= _REPORT_SECONDS:
                    yield news
                    news, last = [], time.monotonic()
        yield news

    def _report(self, run: "_Run", news: "list[Result]") -> None:
        run.results.extend(news)
        run.seen.update(result.photo for result in news)
        if not run.is_cancelled:
            words = f"Writing sidecars: {len(run.seen):,} of {run.total:,}"
            self._progress.report(words, len(run.seen), run.total)

    def _end(self) -> None:
        run, self._run = self._run, None
        self._progress.end()
        if run is not None:
            self._notices.tell(run.words(), run.lines(), topic="sidecars")
            self.finished.emit(tuple(run.results))

    def _fail(self, error: Exception) -> None:
        run, self._run = self._run, None
        self._progress.end()
        if run is not None:
            words = f"{run.words()}. Then it stopped: {error}"
            self._notices.warn(words, run.lines(), topic="sidecars")
            self.finished.emit(tuple(run.results))


class _Run:
    """One run: the story as it was when it began, and what came of each photo so far."""

    def __init__(self, story: Story, total: int) -> None:
        self.story, self.total = story, total
        self.results: list[Result] = []
        self.seen: set[PhotoId] = set()
        self.is_cancelled = False

    def words(self) -> str:
        """Return the account in one line."""
        from curator.photos.sidecars import LeftAlone, NotWritten, Written

        def photos(kind: type) -> set[PhotoId]:
            return {result.photo for result in self.results if isinstance(result, kind)}

        written, failed = photos(Written), photos(NotWritten)
        same = len(photos(LeftAlone) - written - failed)
        values = sum(len(result.replaced) for result in self.results if isinstance(result, Written))
        parts = [f"Sidecars written for {wording.count(len(written), 'photo')}"]
        if self.is_cancelled and len(self.seen) < self.total:
            parts[0] = f"Stopped: sidecars written for {wording.count(len(written), 'photo')}"
        if same:
            parts.append(f"{same:,} needed no change")
        if values:
            parts.append(f"{wording.count(values, 'value')} of other programs replaced")
        if failed:
            parts.append(f"{len(failed):,} could not be written")
        return " · ".join(parts)

    def lines(self) -> list[str]:
        """Return what has to be told of single sidecars: first those that were not written."""
        from curator.photos.sidecars import NotWritten, Written

        lines = [
            f"{self._name(result)}: {result.reason}"
            for result in self.results
            if isinstance(result, NotWritten)
        ]
        for result in self.results:
            if isinstance(result, Written):
                lines += [f"{self._name(result)}: {_replaced(d)}" for d in result.replaced]
            if not isinstance(result, NotWritten):
                lines += [f"{self._name(result)}: {_kept(d)}" for d in result.kept]
        more = len(lines) - _MOST_LINES
        return [*lines[:_MOST_LINES], f"… and {more:,} more"] if more > 0 else lines

    def _name(self, result: "Result") -> str:
        """Return the name of the sidecar, or of the photo where there is none."""
        return shown(os.path.basename(result.path) or self.story.photos[result.photo].file_name)


def _replaced(difference: "Difference") -> str:
    field = wording.FIELD_NAMES.get(difference.field, difference.field)
    if not difference.ours:
        return f"{field}: took out {_quoted(difference.theirs)}"
    return f"{field}: replaced {_quoted(difference.theirs)} by {_quoted(difference.ours)}"


def _kept(difference: "Difference") -> str:
    field = wording.FIELD_NAMES.get(difference.field, difference.field)
    ours = _quoted(difference.ours)
    if not difference.theirs:
        return f"{field}: {ours} was not written, it is no date that a sidecar can hold"
    theirs = _quoted(difference.theirs)
    return f"{field}: kept {theirs}; here it is {ours}, from the file and not confirmed"


def _quoted(text: str) -> str:
    line = clean_line(text)
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}”"
