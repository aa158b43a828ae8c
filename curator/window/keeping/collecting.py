"""A story collected from the window: progress, Cancel, and afterwards what came along and what did not."""

import os
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError, shown
from curator.story.values import Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine
from curator.window.publishing import show_path

if TYPE_CHECKING:
    from curator.export.collection.steps import Collected

_TOPIC = "collect"


class Collecting(QObject):
    """Collects the open story, once at a time.

    Signals:
        finished(result): the collection is there, whole.
        failed(): it is not; the notice says why.
    """

    finished = Signal(object)
    failed = Signal()

    def __init__(
        self, document: StoryDocument, jobs: Jobs, notices: NoticeBar, progress: ProgressLine
    ) -> None:
        super().__init__()
        self._document, self._jobs = document, jobs
        self._notices, self._progress = notices, progress
        self._job: Job | None = None
        self._result: Collected | None = None
        self._is_cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether a story is being collected."""
        return self._job is not None

    def collect(self, target: str, origin: str) -> None:
        """Collect the story as it stands now at *target*; its manifest lies at *origin*."""
        if self._job is not None:
            return
        self._result, self._is_cancelled = None, False
        self._notices.clear(_TOPIC)
        self._progress.begin("Collecting the story…", self.cancel)
        work = self._work(self._document.story, target, origin)
        self._job = self._jobs.start(
            work, self._report, self._done, lambda error: self._fail(target, error)
        )

    def cancel(self) -> None:
        """Stop; nothing of the collection is left behind."""
        if self._job is not None:
            self._is_cancelled = True
            self._progress.begin("Cancelling…", lambda: None)

    def _work(self, story: Story, target: str, origin: str) -> Iterator[Any]:
        from curator.export.collection.collect import collect  # Not before it is asked for.

        as_zip = target.lower().endswith(".zip")
        with closing(collect(story, target, origin, as_zip=as_zip)) as steps:
            for step in steps:
                yield step
                if self._is_cancelled:
                    return  # Closing the work clears it away.

    def _report(self, step: Any) -> None:
        from curator.export.collection.steps import Collected

        if isinstance(step, Collected):
            self._result = step
        elif not self._is_cancelled:
            verb = "Checking" if step.is_check else "Collecting"
            words = f"{verb}: {step.done:,} of {step.total:,}" if step.total else f"{verb}…"
            self._progress.report(words, step.done, step.total)

    def _done(self) -> None:
        self._job = None
        self._progress.end()
        result = self._result
        if result is None:
            self._notices.tell("Collecting was cancelled. Nothing was changed.", topic=_TOPIC)
            return
        size = f"{wording.count(result.files, 'file')}, {result.bytes / 1e6:,.1f} MB"
        words = f"The story is collected in {shown(result.path)} ({size})."
        details = [f"{item.name}: {item.reason}" for item in result.left_out]
        if details:
            words = f"{words} {wording.count(len(details), 'file')} could not come along; the words did."
        if result.renamed:
            words = f"{words} {wording.count(len(result.renamed), 'file')} got another name there."
        if result.bare:
            words = f"{words} Areas that are hidden on the page show in {wording.count(result.bare, 'file')} of it."
        details += [f"{shown(old)} is called {new}" for old, new in result.renamed]
        folder = os.path.dirname(result.path) if not result.story else result.path
        self._notices.tell(words, details, [("Show", lambda: show_path(folder))], topic=_TOPIC)
        self.finished.emit(result)

    def _fail(self, target: str, error: Exception) -> None:
        self._job = None
        self._progress.end()
        is_ours = isinstance(error, CuratorError)
        words = str(error) if is_ours else f"{shown(target)}: nothing was collected ({error})"
        self._notices.warn(words, topic=_TOPIC)
        self.failed.emit()
