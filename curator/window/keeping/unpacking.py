"""A story in a zip file opened from the window: where to is asked, then it is taken out and opened."""

import os
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError, shown
from curator.window import wording
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.progress import ProgressLine
from curator.window.prompts import Prompts
from curator.window.publishing import show_path
from curator.window.session import Session

if TYPE_CHECKING:
    from curator.export.collection.steps import Unpacked

_TOPIC = "unpack"


class Unpacking(QObject):
    """Takes a story out of a zip file and opens it, one at a time.

    Signals:
        finished(result): the story is out; it is being opened.
        failed(): it is not; the notice says why.
    """

    finished = Signal(object)
    failed = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        progress: ProgressLine,
        prompts: Prompts,
    ) -> None:
        super().__init__()
        self._session, self._jobs = session, jobs
        self._notices, self._progress, self._prompts = notices, progress, prompts
        self._job: Job | None = None
        self._result: Unpacked | None = None
        self._is_cancelled = False
        session.replaced.connect(self._tell_what_lacks)

    def open_zip(self, path: str) -> None:
        """Ask where to take the story in the zip file at *path*, and open it there."""
        if self._job is None:
            path = os.path.abspath(path)
            self._jobs.call(lambda: _free_folder(path), lambda folder: self._ask(path, folder))

    def cancel(self) -> None:
        """Stop; nothing that was taken out is left behind."""
        if self._job is not None:
            self._is_cancelled = True
            self._progress.begin("Cancelling…", lambda: None)

    def _ask(self, path: str, suggestion: str) -> None:
        folder = self._prompts.unpack_folder(shown(os.path.basename(path)), suggestion)
        if not folder or self._job is not None:
            return
        self._result, self._is_cancelled = None, False
        self._notices.clear(_TOPIC)
        self._progress.begin("Taking the story out of the zip file…", self.cancel)
        self._job = self._jobs.start(
            self._work(path, folder),
            self._report,
            self._done,
            lambda error: self._fail(path, error),
        )

    def _work(self, path: str, folder: str) -> Iterator[Any]:
        from curator.export.collection.unpack import unpack  # Not before it is asked for.

        with closing(unpack(path, folder)) as steps:
            for step in steps:
                yield step
                if self._is_cancelled:
                    return  # Closing the work clears it away.

    def _report(self, step: Any) -> None:
        from curator.export.collection.steps import Unpacked

        if isinstance(step, Unpacked):
            self._result = step
        elif not self._is_cancelled:
            words = f"Taking out: {step.done:,} of {step.total:,}"
            self._progress.report(words, step.done, step.total)

    def _done(self) -> None:
        self._job = None
        self._progress.end()
        result = self._result
        if result is None:
            words = "The story was not taken out. Nothing was changed."
            self._notices.tell(words, topic=_TOPIC)
            return
        self._tell(result)
        self.finished.emit(result)
        self._session.open(result.story)

    def _tell_what_lacks(self) -> None:
        """Tell once more, now that the story is open: opening took every notice down."""
        result, self._result = self._result, None
        if result is not None and self._session.path == result.story:
            self._tell(result)

    def _tell(self, result: "Unpacked") -> None:
        words = f"The story is in {shown(result.folder)} now, with its photos."
        if result.missing:
            words = f"{words} {wording.count(len(result.missing), 'photo')} of it did not come with the zip file."
        if result.left:
            words = f"{words} {wording.count(len(result.left), 'file')} stayed in the zip file."
        details = [f"{name}: not in the zip file" for name in result.missing]
        details += [f"{name}: left in the zip file" for name in result.left]
        offers = [("Show", lambda: show_path(result.folder))]
        self._notices.tell(words, details, offers, topic=_TOPIC)

    def _fail(self, path: str, error: Exception) -> None:
        self._job = None
        self._progress.end()
        is_ours = isinstance(error, CuratorError)
        words = str(error) if is_ours else f"{shown(path)}: the story was not taken out ({error})"
        self._notices.warn(words, topic=_TOPIC)
        self.failed.emit()


def _free_folder(path: str) -> str:
    """Return a folder that is not there yet beside the zip file at *path*, named as that."""
    stem = os.path.splitext(path)[0]
    number, folder = 1, stem
    while os.path.lexists(folder):
        number += 1
        folder = f"{stem} ({number})"
    return folder
