"""The pages as they would be: laid out in the background, anew whenever choices or the story change."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from curator.window.jobs import Job, Jobs
from curator.window.paper.layout import Page
from curator.window.paper.making import Order, planned
from curator.window.paper.typesetting import Typesetter

_BATCH = 20
# Pages that come together after the first, which comes at once.


class Proof(QObject):
    """The pages of one order, as far as they are laid out; the first is there long before the last.

    ``is_whole`` says whether all of them are there.

    Signals:
        changed(): pages have come, or their number is known now.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.order: Order | None = None
        self.pages: list[Page] = []
        self.is_whole = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be printed."""
        return self.is_whole and not any(page.frames or page.lines for page in self.pages[:1])

    @property
    def total(self) -> int:
        """How many pages there are; 0 while nobody knows."""
        return len(self.pages) if self.is_whole else 0

    def show(self, order: Order) -> None:
        """Lay out *order*; the pages that are there stay until the first of it comes."""
        self.stop()
        self.order, self.is_whole = order, False
        is_first = True

        def take(pages: list[Page]) -> None:
            nonlocal is_first
            if is_first:
                self.pages.clear()
            is_first = False
            self.pages.extend(pages)
            self.changed.emit()

        self._job = self._jobs.start(_batches(order), take, self._finish, lambda _: self._finish())

    def stop(self) -> None:
        """Lay out no further."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _finish(self) -> None:
        self._job, self.is_whole = None, True
        self.changed.emit()


def _batches(order: Order) -> Iterator[list[Page]]:
    batch: list[Page] = []
    is_first = True
    for page in planned(order, Typesetter(order.sheet.text_size)):
        batch.append(page)
        if is_first or len(batch) == _BATCH:
            yield batch
            batch, is_first = [], False
    if batch:
        yield batch
