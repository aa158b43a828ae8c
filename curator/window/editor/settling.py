"""Looking up in the background what words are close to, where that takes longer than a keystroke may."""

import time
from collections.abc import Generator, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from curator.captions.spelling import Names, Patience, Span, Speller
from curator.captions.words import Word
from curator.window.jobs import Job, Jobs

_LOOKING = 0.005
"""Seconds in one turn of the event loop that may go into looking, whatever number of texts is checked in it."""

_AT_ONCE = 1.0
"""Seconds that a job looks up words before what it found is shown, which takes a check of all texts.

The next one begins after that: a check beside a job would wait for it again and again.
"""


class Settling(QObject):
    """Checks texts at once as far as that goes, and lets a job look up what words are close to beyond that.

    Signals:
        settled(): more is known of words that were left open; check the texts again.
    """

    settled = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._patience = Patience(_LOOKING)
        self._asked: tuple[Speller, Names] | None = None
        self._unsure: dict[Word, None] = {}
        self._job: Job | None = None
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self._go_on)

    def check(self, text: str, speller: Speller, names: Names) -> tuple[Span, ...]:
        """Return where the misspelt words of *text* stand, but for those that a job has to look up first."""
        check = speller.check(text, names, self._patience)
        self._asked = speller, names
        self._unsure.update((word._replace(start=0), None) for word in check.unsure)
        if not self._next_turn.isActive():
            self._next_turn.start()
        return check.spans

    def stop(self) -> None:
        """Look nothing up any more of what was asked so far."""
        self._asked = None
        self._unsure.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _go_on(self) -> None:
        """Be patient again, and let a job look up what the turn before left open."""
        self._patience = Patience(_LOOKING)
        if self._asked is None or self._job is not None or not self._unsure:
            return
        work = _looked_up(*self._asked, tuple(self._unsure))
        self._job = self._jobs.start(work, lambda _: None, self._show, lambda _: self.stop())

    def _show(self) -> None:
        """Let what was found be shown; what is open still, and stands in a text still, is gathered anew."""
        self._job = None
        self._unsure.clear()
        self.settled.emit()


def _looked_up(
    speller: Speller, names: Names, unsure: Iterable[Word]
) -> Generator[None, None, None]:
    """Look up *unsure*, as far as that goes at once; yield where the job may be cancelled."""
    began = time.monotonic()
    for word in unsure:
        speller.settle(word, names)
        yield
        if time.monotonic() - began >= _AT_ONCE:
            return
