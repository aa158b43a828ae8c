"""The pool of worker processes in which foreign files are read; what is asked of them is left to the askers."""

import json
import os
import select
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from curator import errors
from curator.errors import PhotoError, ReadingStopped
from curator.photos.worker import Answer

PROCESSOR_SECONDS = 8.0
"""Processor time that one question may cost; ordinary photos take a fiftieth of it."""

_PATIENCE = 5.0
# Seconds on the clock for each second of processor time: the machine may be busy elsewhere.

_PACKAGES = str(Path(__file__).resolve().parents[2])


class _Died(Exception):
    """The worker is gone, or as good as gone."""


class _Worker:
    """One worker process, and the pipes to it."""

    def __init__(self) -> None:
        import subprocess  # No picture is wanted in an empty window.

        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "curator.photos.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _PACKAGES},
            cwd="/" if os.name == "posix" else None,  # keeps no removable drive busy
        )
        self._unread = b""

    def ask(self, question: dict[str, Any], deadline: float) -> tuple[dict[str, Any], list[bytes]]:
        """Return the head and the blobs of the answer, or raise :class:`_Died`."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise _Died("the reader stopped") from error
        while b"\n" not in self._unread:
            self._read(deadline)
        line, _, self._unread = self._unread.partition(b"\n")
        head = json.loads(line)
        return head, [self._take(size, deadline) for size in head["blobs"]]

    def _take(self, size: int, deadline: float) -> bytes:
        parts = [self._unread]
        have = len(self._unread)
        while have < size:
            self._unread = b""
            self._read(deadline)
            parts.append(self._unread)
            have += len(self._unread)
        whole = b"".join(parts)
        self._unread = whole[size:]
        return whole[:size]

    def _read(self, deadline: float) -> None:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        if not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise _Died("reading it took too long")
        data = os.read(pipe, 1 << 20)
        if not data:
            raise _Died("reading it took too long or brought the reader down")
        self._unread += data

    def kill(self) -> None:
        """Stop the process, whatever it does; whoever waits for its answer is told."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and let go of it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # What was not sent no longer matters.
        self._process.wait()


class _Turns:
    """So many turns at a time, urgent ones first."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._urgent = 0
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, *, is_urgent: bool) -> Iterator[None]:
        """Wait for a turn, and give it back in the end."""
        with self._changed:
            self._urgent += is_urgent
            self._changed.wait_for(lambda: self._left and (is_urgent or not self._urgent))
            self._urgent -= is_urgent
            self._left -= 1
            if not self._urgent:
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._left += 1
                self._changed.notify_all()


class Readers:
    """A pool of worker processes that read foreign files; safe to call from any thread.

    A worker is started when it is first needed. :meth:`close` ends them all; use the pool as a
    context manager where that fits.
    """

    def __init__(self, size: int | None = None) -> None:
        self.size = size or max(2, os.cpu_count() or 2)
        self._free: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._starting = 0
        self._lock = threading.Lock()
        self._turns = _Turns(self.size)
        self._closed = False

    def call(
        self,
        function: Callable[..., Answer],
        *arguments: Any,
        seconds: float = PROCESSOR_SECONDS,
        is_urgent: bool = False,
    ) -> tuple[Any, list[bytes]]:
        """Have a worker call *function*, and return its value and blobs.

        *function* is a module-level function of Curator, *arguments* are values that JSON can hold,
        the first of them the path it is about. Blocks until a worker is free and has answered.
        An urgent question goes before those that wait: somebody is looking.
        Raises the :class:`PhotoError` that the function raised, or :class:`ReadingStopped` if it
        took more than *seconds* of processor time or brought its worker down.
        """
        question = {
            "function": f"{function.__module__}:{function.__qualname__}",
            "arguments": arguments,
            "seconds": seconds,
        }
        with self._turns.taken(is_urgent=is_urgent):
            worker = self._take_free()
            try:
                head, blobs = worker.ask(question, time.monotonic() + seconds * _PATIENCE)
            except _Died as error:
                self._drop(worker)
                raise ReadingStopped(str(arguments[0]), str(error)) from error
            except BaseException:
                self._drop(worker)
                raise
            self._give_back(worker)
        if "error" in head:
            kind: type[PhotoError] = getattr(errors, head["error"], PhotoError)
            raise kind(head["path"], head["reason"])
        return head["value"], blobs

    def warm(self) -> None:
        """Start the workers now, since they will soon be asked: photos are on their way."""
        while True:
            with self._lock:
                if self._closed or len(self._all) + self._starting >= self.size:
                    return
                self._starting += 1
            self._give_back(self._start())

    def _take_free(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise RuntimeError("the readers are closed")
            if self._free:
                return self._free.pop()
            self._starting += 1
        return self._start()

    def _start(self) -> _Worker:
        """Return a new worker, which was counted as starting."""
        try:
            worker = _Worker()
        finally:
            with self._lock:
                self._starting -= 1
        with self._lock:
            if not self._closed:
                self._all.add(worker)
                return worker
        worker.end()  # Closed while it was starting.
        raise RuntimeError("the readers are closed")

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            if not self._closed:
                self._free.append(worker)
                return
        worker.end()

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()

    def close(self) -> None:
        """End all workers; questions under way fail."""
        with self._lock:
            self._closed = True
            idle, self._free = self._free, []
            busy = self._all.difference(idle)
            self._all.clear()
        for worker in busy:
            worker.kill()  # Its asker lets go of it.
        for worker in idle:
            worker.end()

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
