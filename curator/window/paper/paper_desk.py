"""What a person can do with paper: look at pages, keep them as a PDF, print them; one at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from curator.errors import CuratorError, shown
from curator.photos.workers import Readers
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.main_window import MainWindow
from curator.window.notices import NoticeBar
from curator.window.paper.contents import spoken_date
from curator.window.paper.dialog import PaperDialog
from curator.window.paper.making import Made, Order, Step, Steps, make_pdf, print_on
from curator.window.paper.printer import printer_for
from curator.window.paper.sheets import Kind, Sheet
from curator.window.prompts import Prompts
from curator.window.publishing import show_path
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails
from curator.window.views import Views

_TOPIC = "paper"

_ENDS = {Kind.CONTACT: "contact-sheet", Kind.PICTURES: "captions", Kind.CAPTIONS: "captions"}
# What the name of a PDF ends with.


class PaperDesk(QObject):
    """Shows the dialog for paper and makes what is asked for there.

    ``where`` returns the path of the manifest, ``""`` while there is none.

    Signals:
        made(path): the pages are in the file at this path, or handed to a printer (``""``).
        failed(): they are not; the notice says why.
    """

    made = Signal(str)
    failed = Signal()

    def __init__(
        self,
        document: StoryDocument,
        views: Views,
        thumbnails: Thumbnails,
        jobs: Jobs,
        readers: Readers,
        looks: Looks,
        settings: Settings,
        prompts: Prompts,
        window: MainWindow,
        where: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._document, self._views, self._where = document, views, where
        self._jobs, self._readers = jobs, readers
        self._settings, self._prompts = settings, prompts
        self._window = window
        sheet = Sheet.of(settings.paper)
        self.dialog = PaperDialog(sheet, self._order, jobs, thumbnails, looks, window)
        self._lines = (self.dialog.progress, window.printing)
        self._job: Job | None = None
        self._result: Made | None = None
        self._is_cancelled = False
        self.dialog.chosen.connect(lambda chosen: setattr(settings, "paper", chosen.text))
        self.dialog.pdf_asked.connect(self.save)
        self.dialog.print_asked.connect(self.print)
        document.changed.connect(lambda *_: self.dialog.follow())
        document.opened.connect(lambda *_: self.dialog.follow())
        views.selected.connect(lambda *_: self.dialog.follow())

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._job is not None

    def open(self, *, to_print: bool) -> None:
        """Show the dialog, ready to print or to save a PDF."""
        self.dialog.come_up(to_print=to_print)

    def save(self) -> None:
        """Ask where, and write the pages of the story as it stands now as a PDF."""
        if self._job is not None:
            return
        folder, name = os.path.split(self._where())
        folder = folder or self._settings.folder or os.path.expanduser("~")
        stem = os.path.splitext(name)[0] or "story"
        end = _ENDS[self.dialog.sheet.kind]
        path = self._prompts.pdf_target(os.path.join(folder, f"{stem}-{end}.pdf"))
        if path:
            self._save_to(path)

    def print(self) -> None:
        """Ask which printer, and print the pages of the story as it stands now."""
        if self._job is not None:
            return
        order = self._order(self.dialog.sheet)
        printer = printer_for(order.sheet, order.title)
        if not self._prompts.printer(printer):
            return
        if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
            self._save_to(printer.outputFileName())  # Whole or not at all, as any other file.
            return
        self._start("Printing…", print_on(printer, order, self._readers), printer.printerName(), "")

    def cancel(self) -> None:
        """Make no more pages; of a file nothing is left behind."""
        if self._job is not None:
            self._is_cancelled = True
            for line in self._lines:
                line.begin("Cancelling…", lambda: None)

    def stop(self) -> None:
        """Make no more pages, and tell nobody: the window closes."""
        if self._job is not None:
            self._job.cancel()

    @property
    def _notices(self) -> NoticeBar:
        """The notices that are seen: the dialog hides those of the window."""
        return self.dialog.notices if self.dialog.isVisible() else self._window.notices

    def _save_to(self, path: str) -> None:
        order = self._order(self.dialog.sheet)
        self._start("Making the PDF…", make_pdf(order, path, self._readers), path, path)

    def _order(self, sheet: Sheet) -> Order:
        keys = frozenset(self._views.grid.selected_keys)
        return Order(self._document.story, sheet, keys, spoken_date(date.today().isoformat()))

    def _start(self, what: str, steps: Steps, target: str, path: str) -> None:
        self._result, self._is_cancelled = None, False
        for bar in (self.dialog.notices, self._window.notices):
            bar.clear(_TOPIC)
        self.dialog.show_busy(is_busy=True)
        for line in self._lines:
            line.begin(what, self.cancel)
        self._job = self._jobs.start(
            self._work(steps),
            self._report,
            lambda: self._done(path),
            lambda error: self._fail(target, error),
        )

    def _work(self, steps: Steps) -> Iterator[Any]:
        with closing(steps):  # Closing clears away what is half made.
            for step in steps:
                yield step
                if self._is_cancelled:
                    return

    def _report(self, step: Step | Made) -> None:
        if isinstance(step, Made):
            self._result = step
        elif step.total and not self._is_cancelled:
            words = f"Page {step.done:,} of {step.total:,}"
            for line in self._lines:
                line.report(words, step.done, step.total)

    def _end(self) -> None:
        self._job = None
        self.dialog.show_busy(is_busy=False)
        for line in self._lines:
            line.end()

    def _done(self, path: str) -> None:
        self._end()
        result, photos = self._result, self._document.story.photos
        if result is None:
            words = "Nothing was written." if path else "Pages at the printer may still come out."
            self._notices.tell(f"Cancelled. {words}", topic=_TOPIC)
            self.failed.emit()
            return
        name, pages = shown(os.path.basename(path)), wording.count(result.pages, "page")
        words = f"The PDF is ready: {name}, {pages}." if path else f"Printed: {pages}."
        unread = [
            f"{shown(photos[i].file_name) if i in photos else i}: {reason}"
            for i, reason in result.unread
        ]
        if unread:
            words = f"{words} {wording.count(len(unread), 'photo')} could not be shown."
        folder = os.path.dirname(path)
        offers = [
            ("Open PDF", lambda: show_path(path)),
            ("Show folder", lambda: show_path(folder)),
        ]
        self._notices.tell(words, unread, offers if path else (), topic=_TOPIC)
        self.made.emit(path)

    def _fail(self, target: str, error: Exception) -> None:
        self._end()
        is_ours = isinstance(error, CuratorError)
        words = str(error) if is_ours else f"{shown(target)}: no pages were made ({error})"
        self._notices.warn(words, topic=_TOPIC)
        self.failed.emit()
