"""The one mechanism for long work: a generator driven in a thread, its results handed to the GUI thread."""

import logging
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from curator.errors import CuratorError

_log = logging.getLogger(__name__)

_TURN = 0.0003
# Seconds of Python in one thread before another gets its turn. Every call from Qt into Python and back
# waits for a turn while a thread computes: hundreds in one painting, which Python's usual 5 ms make seconds.
# With 1 ms a painting beside three threads still took up to 0.16 s.


class _Relay(QObject):
    """Carries results over to the thread it lives in."""

    passed = Signal(object, object)


class _Turns:
    """Lets one thread at a time go on, in the order in which they came."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *error: object) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


_COMPUTING = _Turns()
# All windows of the process share one interpreter: whoever computes in Python makes all others wait.


class Job:
    """One piece of long work under way; :meth:`cancel` ends it at its next result, in silence."""

    def __init__(
        self,
        on_item: Callable[[Any], object],
        on_done: Callable[[], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        self._on_item, self._on_done, self._on_failed = on_item, on_done, on_failed
        self.is_cancelled = False

    def cancel(self) -> None:
        """End the work; none of its results arrives any more."""
        self.is_cancelled = True

    def receive(self, kind: str, value: Any) -> None:
        """Hand one result to whoever asked for the work."""
        if self.is_cancelled:
            return
        if kind == "item":
            self._on_item(value)
        elif kind == "done":
            self._on_done()
        else:
            self._on_failed(value)


class Jobs(QObject):
    """Drives generators in a pool of threads and calls back on the GUI thread.

    The only place that catches whatever work may raise: an error of ours goes to ``on_failed`` as
    it is, any other is logged as well, since it is a fault of the program. Sees to it that all
    threads of this process take short turns, so that work never makes the window wait.
    """

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._relay = _Relay(self)
        self._relay.passed.connect(self._deliver)
        self._running: set[Job] = set()
        self._is_shut = False

    @property
    def is_idle(self) -> bool:
        """Whether no work is under way."""
        return not self._running

    def start(
        self,
        work: Iterator[Any],
        on_item: Callable[[Any], object],
        on_done: Callable[[], None] = lambda: None,
        on_failed: Callable[[Exception], None] = lambda error: None,
        *,
        in_turn: bool = False,
    ) -> Job:
        """Drive *work* in a thread: ``on_item`` for each result, then ``on_done`` or ``on_failed``.

        Of all work that goes on *in_turn* one piece computes at a time, up to its next result: what
        takes seconds of Python, and nobody waits for, leaves the window more turns like that. After
        :meth:`shut_down` nothing begins any more.
        """
        job = Job(on_item, on_done, on_failed)
        if self._is_shut:
            job.cancel()
            return job
        self._running.add(job)
        steps = _in_turn(job, work) if in_turn else work
        self._pool.start(lambda: self._drive(job, steps))
        return job

    def call(
        self,
        function: Callable[[], Any],
        on_result: Callable[[Any], object],
        on_failed: Callable[[Exception], None] = lambda error: None,
    ) -> Job:
        """Call *function* in a thread and hand on its result."""

        def work() -> Generator[Any, None, None]:
            yield function()

        return self.start(work(), on_result, on_failed=on_failed)

    def wait(self, milliseconds: int) -> None:
        """Wait until the threads have nothing to do, at most so long; nothing is handed on meanwhile."""
        self._pool.waitForDone(milliseconds)

    def stop(self) -> None:
        """Cancel everything, and begin nothing any more."""
        self._is_shut = True
        for job in self._running:
            job.cancel()
        self._pool.clear()

    def shut_down(self) -> None:
        """Cancel everything and wait until the threads have let go."""
        self.stop()
        self._pool.waitForDone()
        self._running.clear()

    def _drive(self, job: Job, work: Iterator[Any]) -> None:
        try:
            try:
                for item in work:
                    if job.is_cancelled:
                        break
                    self._relay.passed.emit(job, ("item", item))
            finally:
                if isinstance(work, Generator):
                    work.close()  # Before the end is told: whoever waits for it finds all cleared away.
            self._relay.passed.emit(job, ("done", None))
        except CuratorError as error:
            self._relay.passed.emit(job, ("failed", error))
        except Exception as error:  # noqa: BLE001 — a fault in the work must not end the program
            if not job.is_cancelled:
                _log.exception("work in the background failed")
            self._relay.passed.emit(job, ("failed", error))

    @Slot(object, object)
    def _deliver(self, job: Job, result: tuple[str, Any]) -> None:
        kind, value = result
        if kind != "item":
            self._running.discard(job)
        job.receive(kind, value)


def _in_turn(job: Job, work: Iterator[Any]) -> Iterator[Any]:
    """Yield what *work* yields, and let others who compute have their turn between two results."""
    end = object()
    try:
        while not job.is_cancelled:
            with _COMPUTING:
                item = end if job.is_cancelled else next(work, end)
            if item is end:
                return
            yield item
    finally:
        if isinstance(work, Generator):
            work.close()
