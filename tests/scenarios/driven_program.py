"""A whole program driven from photos to page, in a process of its own: ``python driven_program.py FOLDER [page]``.

Photos of FOLDER/photos come in, a caption is typed key by key, texts of FOLDER/words.json (a list) are put
into all fields of all photos if it is there, the story is checked, saved, exported to FOLDER/page, and looked
at as a page if that is said; then it ends by itself. Each step is printed when it is done.

Sockets of the internet are refused by the kernel, to this process and all that it starts: the first one ends
it. Where the page is looked at, they only fail: the browser engine tries to make some, to ask which
network cards there are.
"""

import ctypes
import errno
import json
import os
import platform
import socket
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(path) for path in (TESTS.parent, TESTS, TESTS / "photos" / "metadata")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --disable-gpu")

from PySide6.QtCore import QSettings  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from curator.check import Level  # noqa: E402
from curator.check.mending import waive  # noqa: E402
from curator.kit.shelf import Shelf  # noqa: E402
from curator.manifest.recovery import RecoveryStore  # noqa: E402
from curator.photos.thumbnails import ThumbnailCache  # noqa: E402
from curator.photos.workers import Readers  # noqa: E402
from curator.story.edits import set_field, set_story  # noqa: E402
from curator.window.program import Program  # noqa: E402
from curator.window.prompts import Prompts, Unsaved  # noqa: E402
from curator.window.settings import Settings  # noqa: E402

FIELDS = ("caption", "credit", "alt", "headline")

SECONDS = 300.0
"""How long a step may take."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filters", ctypes.c_void_p))


def refuse_sockets(*, deadly: bool) -> None:
    """Let the kernel refuse sockets of the internet from now on, and end the process for it if *deadly*."""
    number = {"x86_64": 41, "aarch64": 198}[platform.machine()]  # of ``socket``
    action = 0x80000000 if deadly else 0x00050000 | errno.EACCES
    load, equal, give = 0x20, 0x15, 0x06
    steps = (
        (load, 0, 0, 0),  # which call it is,
        (equal, 0, 4, number),
        (load, 0, 0, 16),  # and of which family the socket would be
        (equal, 1, 0, socket.AF_INET),
        (equal, 0, 1, socket.AF_INET6),
        (give, 0, 0, action),
        (give, 0, 0, 0x7FFF0000),  # anything else is allowed
    )
    packed = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.addressof(packed))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)  # no new privileges, without which no filter is taken
    if libc.prctl(22, 2, ctypes.byref(program), 0, 0):
        sys.exit(f"the kernel takes no filter: {os.strerror(ctypes.get_errno())}")


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """End the process if it makes a socket of the internet, or asks for the address of a machine."""
    is_inet = event == "socket.__new__" and arguments[1] != socket.AF_UNIX
    if is_inet or event in ("socket.getaddrinfo", "socket.gethostbyname"):
        print(f"{event} {arguments[1:]}", file=sys.stderr, flush=True)
        os._exit(3)


class _Answers(Prompts):
    """Answers each question of the program as somebody in a hurry does."""

    folder: Path

    def unsaved(self, title: str) -> Unsaved:
        return Unsaved.DISCARD

    def save_story(self, suggestion: str) -> str:
        return str(self.folder / "story.json")

    def export_choice(
        self,
        suggestion: str,
        still_open: str,
        forms: frozenset[str],
        report: Callable[[frozenset[str]], str],
    ) -> tuple[str, frozenset[str]]:
        return str(self.folder / "page"), frozenset(("zip", "epub"))


def _until(what: str, is_so: Callable[[], object]) -> None:
    until = time.monotonic() + SECONDS
    while not is_so():
        if time.monotonic() > until:
            sys.exit(f"this never came: {what}")
        QTest.qWait(10)
    print(what, flush=True)


def drive(program: Program, folder: Path, *, with_page: bool) -> None:
    """Do all that a story needs, one step after the other."""
    program.window.show()
    program.window.activateWindow()
    photos = sorted(str(path) for path in (folder / "photos").rglob("*") if path.is_file())
    program.desk.add(photos)
    story = lambda: program.document.story  # noqa: E731 — what it is by now
    _until("photos came in", lambda: story().photos and not program.arrivals.is_busy)
    program.views.select([next(iter(story().photos))])
    program.desk.write("caption")
    QTest.keyClicks(QApplication.focusWidget(), "A typed caption.")
    _until("typed", lambda: next(iter(story().photos.values())).caption.endswith("typed caption."))
    if (folder / "words.json").is_file():
        _put_words(program, json.loads((folder / "words.json").read_text("utf-8")))
    program.actions["check"].trigger()
    _until("checked", lambda: program.problems.isVisible())
    program.actions["save"].trigger()
    _until("saved", lambda: (folder / "story.json").is_file())
    _let_errors_be(program)
    program.actions["export"].trigger()
    _until("exported", lambda: (folder / "page" / "index.html").is_file())
    if with_page:
        _look_at_the_page(program)


def _put_words(program: Program, texts: list[str]) -> None:
    """Put *texts* into photos, one a field, the first photo apart; all of them, or as many as there are fields."""
    ids = list(program.document.story.photos)[1:]
    places = [(one, name) for one in ids for name in FIELDS]
    for (one, name), text in zip(places, texts, strict=False):
        program.document.apply(set_field([one], name, text))
    program.document.apply(set_story("title", texts[0]))
    _until("words put in", lambda: program.document.is_modified)


def _let_errors_be(program: Program) -> None:
    program.findings.check_soon()
    _until("checked again", lambda: program.findings.is_current)
    errors = [p for p in program.findings.problems if p.level is Level.ERROR]
    program.document.apply(waive(errors, "Let be for this run"))
    program.findings.check_soon()
    _until("errors let be", lambda: program.findings.is_current)


def _look_at_the_page(program: Program) -> None:
    said: list[object] = []
    program.views.show_view("page")

    def is_there() -> bool:
        program.views.page.engine.ask("document.querySelectorAll('figure').length", said.append)
        return bool(said) and bool(said[-1])

    _until("looked at", is_there)


def main() -> None:
    """Drive a program on what lies in the folder that is named."""
    folder = Path(sys.argv[1])
    sys.addaudithook(_refuse_network)
    refuse_sockets(deadly="page" not in sys.argv[2:])
    if "prove" in sys.argv[2:]:
        ctypes.CDLL(None).socket(socket.AF_INET, socket.SOCK_DGRAM, 0)
    application = QApplication([])
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    answers = _Answers.__new__(_Answers)
    answers.folder = folder
    cache, store = ThumbnailCache(folder / "cache"), RecoveryStore(folder / "recovery")
    program = Program(settings, Readers(1), cache, store, Shelf(folder / "kit"), lambda _: answers)
    drive(program, folder, with_page="page" in sys.argv[2:])
    program.shut_down()
    program.window.close_now()
    application.processEvents()
    os._exit(0)


if __name__ == "__main__":
    main()
