"""The export from the window: progress, Cancel, and afterwards the page and its folder at hand."""

import os
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from curator.check import Level, check_story
from curator.errors import CuratorError, shown
from curator.photos.workers import Readers
from curator.story.values import Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine

if TYPE_CHECKING:
    from curator.export.site import Published


class Publishing(QObject):
    """Exports the open story, one export at a time.

    Signals:
        finished(result): the page is there, whole.
        failed(): it is not; the notice says why.
        errors_asked(): the person asked for the errors that are still open.
    """

    finished = Signal(object)
    failed = Signal()
    errors_asked = Signal()

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
        self._job: Job | None = None
        self._result: Published | None = None
        self._errors = 0
        self._is_cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def export(self, folder: str) -> None:
        """Export the story as it stands now to *folder*."""
        if self._job is not None:
            return
        self._result, self._errors, self._is_cancelled = None, 0, False
        self._notices.clear("export")
        story = self._document.story
        self._progress.begin("Exporting the page…", self.cancel)
        self._job = self._jobs.start(
            self._work(story, folder),
            self._report,
            self._done,
            lambda error: self._fail(folder, error),
        )

    def cancel(self) -> None:
        """Stop the export; nothing of it is left behind."""
        if self._job is not None:
            self._is_cancelled = True
            self._progress.begin("Cancelling the export…", lambda: None)

    def _work(self, story: Story, folder: str) -> Iterator[Any]:
        from curator.export.site import publish  # Not before a page is made: it is half of Curator.

        with closing(publish(story, folder, self._readers)) as steps:
            for step in steps:
                yield step
                if self._is_cancelled:
                    return  # Closing the export clears it away.
        yield sum(1 for problem in check_story(story) if problem.level is Level.ERROR)

    def _report(self, step: Any) -> None:
        from curator.export.site import Published

        if isinstance(step, int):
            self._errors = step
        elif isinstance(step, Published):
            self._result = step
        else:
            words = f"Exporting: {step.done:,} of {step.total:,}"
            self._progress.report(words, step.done, step.total)

    def _done(self) -> None:
        self._job = None
        self._progress.end()
        result = self._result
        if result is None:
            self._notices.tell("The export was cancelled. Nothing was changed.", topic="export")
            return
        photos = self._document.story.photos
        left_out = [
            f"{shown(photos[i].file_name) if i in photos else i}: {reason}"
            for i, reason in result.left_out
        ]
        words = f"The page is ready in {shown(result.folder)}."
        if self._errors:
            words = f"{words} {wording.count(self._errors, 'error')} still open."
        if left_out:
            words = f"{words} {wording.count(len(left_out), 'photo')} could not be read and were left out."
        offers = [
            ("Open page", lambda: show_path(result.index)),
            ("Show folder", lambda: show_path(result.folder)),
        ]
        if self._errors:
            offers.append(("Show errors", self.errors_asked.emit))
        self._notices.tell(words, left_out, offers, topic="export")
        self.finished.emit(result)

    def _fail(self, folder: str, error: Exception) -> None:
        self._job = None
        self._progress.end()
        words = (
            str(error)
            if isinstance(error, CuratorError)
            else f"{shown(folder)}: the page was not made ({error})"
        )
        self._notices.warn(words, topic="export")
        self.failed.emit()


def show_path(path: str) -> None:
    """Have the desktop show the file or folder at *path*."""
    # By its bytes: a name that is no UTF-8 would not survive QUrl.fromLocalFile.
    QDesktopServices.openUrl(
        QUrl.fromEncoded(b"file://" + quote_from_bytes(os.fsencode(path)).encode())
    )
