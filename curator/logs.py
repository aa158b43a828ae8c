"""The log of faults: where in the program something went wrong, and nothing of what somebody was working on.

Messages of exceptions hold paths, captions, whatever was at hand, and so do those of libraries; what is kept are
kinds of errors and places in code. That is enough to find a fault, and can be sent to anybody.
"""

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_OWN = "curator"

_MOST_FAULTS = 10
# Faults behind one another that are told.

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


class LogFile(logging.Handler):
    """Keeps records in a file that is turned over; made with the first of them, as most days have none."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record* to the end of the file."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
            )
            self._file.setFormatter(Discreet())
        self._file.handle(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()


class Discreet(logging.Formatter):
    """Writes records without the words that came with them: our own sentences, and where in which code."""

    def format(self, record: logging.LogRecord) -> str:
        """Return *record* as one line, and what was raised as lines below it."""
        is_ours = record.name.partition(".")[0] == _OWN
        said = str(record.msg) if is_ours else "said something"
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        where = f"{Path(record.pathname).name}:{record.lineno}"
        lines = [f"{head} ({where})"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += _told(record.exc_info[1])
        return "\n".join(lines)


def _told(fault: BaseException | None) -> Iterator[str]:
    """Yield the kinds of *fault* and of those behind it, each with the places that it came through."""
    for _ in range(_MOST_FAULTS):
        if fault is None:
            return
        yield f"  {type(fault).__module__}.{type(fault).__qualname__}"
        for frame in traceback.extract_tb(fault.__traceback__):
            yield f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        fault = fault.__cause__ or fault.__context__
