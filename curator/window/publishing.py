"""The export from the window: progress, Cancel, and afterwards the page and its folder at hand."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from curator.errors import CuratorError, shown
from curator.photos.workers import Readers
from curator.story.values import Story
from curator.window import wording
from curator.window.checking.findings import Findings
from curator.window.checking.gate import ExportGate
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.main_window import MainWindow
from curator.window.prompts import EXPORT_FORMS, Prompts
from curator.window.session import Session
from curator.window.settings import Settings

if TYPE_CHECKING:
    from curator.export.site import Published


class Publishing(QObject):
    """Exports the open story, one export at a time; copies of photos are kept in the folder *copies*.

    Signals:
        finished(result): the page is there, whole.
        failed(): it is not; the notice says why.
        problems_asked(): the person asked for the problems that are still open.
    """

    finished = Signal(object)
    failed = Signal()
    problems_asked = Signal()

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        findings: Findings,
        jobs: Jobs,
        readers: Readers,
        prompts: Prompts,
        window: MainWindow,
        settings: Settings,
        copies: Path,
    ) -> None:
        super().__init__()
        self._settings, self._copies = settings, copies
        self._document, self._session, self._prompts = document, session, prompts
        self._jobs, self._readers = jobs, readers
        self._notices, self._progress = window.notices, window.exporting
        self.gate = ExportGate(findings, window.exporting, self)
        self.gate.passed.connect(self.ask)
        self._job: Job | None = None
        self._result: Published | None = None
        self._open = ""
        self._is_cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def ask(self, still_open: str) -> None:
        """Ask where the page goes, and make it; *still_open* says what the check found."""
        suggestion = f"{os.path.splitext(self._session.suggestion())[0]}-page"
        forms = self._settings.export_forms
        folder, forms = self._prompts.export_choice(suggestion, still_open, forms, self._leaving)
        if folder:
            self._settings.export_forms = forms - {"draft"}  # A draft is wanted now, not ever.
            self.export(folder, still_open, forms)

    def _leaving(self, forms: frozenset[str]) -> str:
        """Return what would leave with an export in *forms*, as lines to be read."""
        from curator.export.leaving import leaving

        told = leaving(self._document.story, keep_location="keep_location" in forms)
        return "\n".join(told.lines())

    def export(
        self, folder: str, still_open: str = "", forms: frozenset[str] = frozenset()
    ) -> None:
        """Export the story as it stands now to *folder*; *still_open* says what the check found in it.

        *forms* are names of :data:`curator.window.prompts.EXPORT_FORMS`.
        """
        if self._job is not None:
            return
        self._result, self._open, self._is_cancelled = None, still_open, False
        self._notices.clear("export")
        story = self._document.story
        self._progress.begin("Exporting the page…", self.cancel)
        self._job = self._jobs.start(
            self._work(story, folder, forms, self._settings.page_theme),
            self._report,
            self._done,
            lambda error: self._fail(folder, error),
        )

    def cancel(self) -> None:
        """Stop the export; nothing of it is left behind."""
        if self._job is not None:
            self._is_cancelled = True
            self._progress.begin("Cancelling the export…", lambda: None)

    def _work(self, story: Story, folder: str, forms: frozenset[str], theme: str) -> Iterator[Any]:
        from curator.export.copies import CopyCache
        from curator.export.site import (  # Not before a page is made: it is half of Curator.
            Options,
            publish,
        )

        options = Options(theme=theme, **dict.fromkeys(forms & EXPORT_FORMS.keys(), True))
        cache = CopyCache(self._copies)
        with closing(publish(story, folder, self._readers, options, cache)) as steps:
            for step in steps:
                yield step
                if self._is_cancelled:
                    return  # Closing the export clears it away.

    def _report(self, step: Any) -> None:
        from curator.export.site import Published

        if isinstance(step, Published):
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
        if self._open:
            words = f"{words} Still open: {self._open}."
        if left_out:
            words = f"{words} {wording.count(len(left_out), 'photo')} could not be read and were left out."
        offers = [
            ("Open page", lambda: show_path(result.index)),
            ("Show folder", lambda: show_path(result.folder)),
        ]
        if self._open:
            offers.append(("Show problems", self.problems_asked.emit))
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
