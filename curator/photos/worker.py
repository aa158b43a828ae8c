"""A worker process: answers one question after the other about foreign files, within limits.

Started by ``workers`` and spoken to over its standard input and output; see ``photos`` for why.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from curator.errors import PhotoError

MEMORY = 3 * 1024**3
"""Bytes of address space that a worker may map; about one of them is the interpreter's own."""

Answer = tuple[Any, tuple[bytes, ...]]
"""What a question is answered by: a value that JSON can hold, and blobs beside it."""


def limit() -> None:
    """Take from this process what a hostile file could use, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows: the deadline of ``workers`` still holds.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(question: dict[str, Any]) -> Answer:
    """Call the function that *question* names; foreign files may make it raise anything."""
    module, _, name = question["function"].partition(":")
    if not module.startswith("curator."):
        raise ValueError(question["function"])
    function: Callable[..., Answer] = getattr(importlib.import_module(module), name)
    if hasattr(signal, "setitimer"):
        # The timer's signal ends the process even within a C call that never returns.
        signal.setitimer(signal.ITIMER_PROF, question["seconds"])
    try:
        return function(*question["arguments"])
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


def reply(question: dict[str, Any]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return the answer to *question* as it travels; errors travel by name."""
    try:
        value, blobs = answer(question)
    except PhotoError as error:
        kind, path, reason = type(error).__name__, error.path, error.reason
    except MemoryError:
        kind, path = "OversizedPhoto", str(question["arguments"][0])
        reason = "it asks for more memory than Curator grants"
    except Exception as error:  # noqa: BLE001 — the edge where whatever a reader raises is caught
        kind, path = "DamagedPhoto", str(question["arguments"][0])
        reason = f"it cannot be read ({type(error).__name__}: {str(error)[:200]})"
    else:
        return {"value": value, "blobs": [len(blob) for blob in blobs]}, blobs
    return {"error": kind, "path": path, "reason": reason, "blobs": []}, ()


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer each line of *questions* until there are no more."""
    for line in questions:
        head, blobs = reply(json.loads(line))
        answers.write(json.dumps(head).encode("ascii") + b"\n")
        for blob in blobs:
            answers.write(blob)
        answers.flush()


def main() -> None:
    """Serve on standard input and output; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asks.
    limit()
    importlib.import_module("curator.photos.answers")  # while nobody is waiting yet
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
