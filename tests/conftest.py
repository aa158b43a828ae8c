"""What every test of the window shares: a real offscreen window with scripted answers, and silence.

An unexpected Qt message, Python warning or log record fails the test in which it appears.
"""

import gc
import itertools
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The browser engine draws without a graphics card here; it would say so in warnings.
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --no-sandbox --log-level=3")

from PIL import Image
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from curator.check import Level, Problem
from curator.check.mending import waive
from curator.check.style import USUAL
from curator.kit.shelf import Shelf
from curator.manifest.recovery import RecoveryStore
from curator.photos.thumbnails import ThumbnailCache
from curator.photos.workers import Readers
from curator.story.values import Photo, PhotoId, Story
from curator.window.checking.house import House
from curator.window.program import Program
from curator.window.prompts import Prompts, Unsaved
from curator.window.settings import Settings

QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

_TESTS_BETWEEN = 40
_finished = itertools.count(1)


@pytest.fixture(autouse=True)
def cycles_are_collected_here() -> Iterator[None]:
    """Look for unused cycles in this thread alone: elsewhere, what Qt owns would be destroyed there."""
    gc.disable()
    yield
    if next(_finished) % _TESTS_BETWEEN == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which something was logged that it did not expect."""
    yield
    for phase in ("setup", "call"):
        loud = [r for r in caplog.get_records(phase) if r.levelno >= logging.WARNING]
        assert not loud, f"unexpected log: {[r.getMessage() for r in loud]}"


@pytest.fixture(scope="session", autouse=True)
def _account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An account of nobody: what commands remember is no matter of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("account")))
        yield


class _KeptReaders(Readers):
    """Readers that outlive the window that lets go of them: starting workers costs half a second."""

    def close(self) -> None:
        """Stay."""

    def really_close(self) -> None:
        super().close()


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """Worker processes for all tests."""
    kept = _KeptReaders(2)
    yield kept
    kept.really_close()


@dataclass
class Answers(Prompts):
    """What the person answers in a test, and what was asked."""

    unsaved_answer: Unsaved = Unsaved.CANCEL
    open_path: str = ""
    save_path: str = ""
    photo_paths: list[str] = field(default_factory=list)
    folder_path: str = ""
    export_path: str = ""
    export_forms: frozenset[str] | None = None
    place_answer: int | None = None
    after_answer: int | None = None
    replacement_path: str = ""
    span_answer: str = ""
    reason_answer: str = ""
    template_answer: str = ""
    may_write_beside: bool = True
    may_forget: bool = True
    sheet_path: str = ""
    codes_path: str = ""
    pdf_path: str = ""
    choose_printer: Callable[[object], bool] = lambda _: False
    collect_path: str = ""
    unpack_path: str = ""
    version_answer: str | None = None
    told_open: str = ""
    asked: list[str] = field(default_factory=list)

    def _answer(self, question: str, answer: object) -> object:
        self.asked.append(question)
        return answer

    def unsaved(self, title: str) -> Unsaved:
        return self._answer("unsaved", self.unsaved_answer)  # type: ignore[return-value]

    def forget_story(self, name: str) -> bool:
        return self._answer(f"forget {name}", self.may_forget)  # type: ignore[return-value]

    def open_story(self, folder: str) -> str:
        return self._answer("open", self.open_path)  # type: ignore[return-value]

    def save_story(self, suggestion: str) -> str:
        return self._answer(f"save {suggestion}", self.save_path)  # type: ignore[return-value]

    def add_photos(self, folder: str) -> list[str]:
        return self._answer("photos", self.photo_paths)  # type: ignore[return-value]

    def seek_folder(self, folder: str) -> str:
        return self._answer(f"seek {folder}", self.folder_path)  # type: ignore[return-value]

    def add_folder(self, folder: str) -> str:
        return self._answer("folder", self.folder_path)  # type: ignore[return-value]

    def export_choice(
        self,
        suggestion: str,
        still_open: str,
        forms: frozenset[str],
        report: Callable[[frozenset[str]], str],
    ) -> tuple[str, frozenset[str]]:
        self.told_open = still_open
        self.told_leaving = report(self.export_forms or forms)
        path = str(self._answer("export", self.export_path))
        return path, forms if self.export_forms is None else self.export_forms

    def span(self) -> str:
        return self._answer("span", self.span_answer)  # type: ignore[return-value]

    def write_beside(self, folders: Sequence[str]) -> bool:
        return self._answer(f"sidecars {len(folders)}", self.may_write_beside)  # type: ignore[return-value]

    def sheet_target(self, suggestion: str) -> str:
        return self._answer(f"sheet {suggestion}", self.sheet_path)  # type: ignore[return-value]

    def sheet_source(self, folder: str) -> str:
        return self._answer("corrected sheet", self.sheet_path)  # type: ignore[return-value]

    def pdf_target(self, suggestion: str) -> str:
        return self._answer(f"pdf {suggestion}", self.pdf_path)  # type: ignore[return-value]

    def printer(self, printer: object) -> bool:
        return self._answer("printer", self.choose_printer(printer))  # type: ignore[return-value]

    def open_codes(self, folder: str) -> str:
        return self._answer("codes", self.codes_path)  # type: ignore[return-value]

    def save_codes(self, suggestion: str) -> str:
        return self._answer(f"codes {suggestion}", self.codes_path)  # type: ignore[return-value]

    def replacement(self, name: str, folder: str) -> str:
        return self._answer(f"replacement of {name}", self.replacement_path)  # type: ignore[return-value]

    def after(self, now: int, last: int) -> int | None:
        return self._answer(f"after {now} of {last}", self.after_answer)  # type: ignore[return-value]

    def collect_target(self, suggestion: str) -> str:
        return self._answer(f"collect {suggestion}", self.collect_path)  # type: ignore[return-value]

    def unpack_folder(self, name: str, suggestion: str) -> str:
        return self._answer(f"unpack {name} to {suggestion}", self.unpack_path)  # type: ignore[return-value]

    def version_name(self, name: str) -> str | None:
        return self._answer(f"version {name}", self.version_answer)  # type: ignore[return-value]

    def template_name(self, name: str) -> str:
        return self._answer("template name", self.template_answer)  # type: ignore[return-value]

    def reason(self, about: str) -> str:
        return self._answer(f"reason for {about}", self.reason_answer)  # type: ignore[return-value]

    def place(self, now: int, last: int) -> int | None:
        return self._answer(f"place {now} of {last}", self.place_answer)  # type: ignore[return-value]


@pytest.fixture
def answers() -> Answers:
    """The answers of the person in this test."""
    return Answers()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of nobody."""
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def program(
    qtbot,
    qapp: QApplication,
    readers: Readers,
    tmp_path: Path,
    answers: Answers,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """A whole program with its window shown and active.

    Files of photos are looked at when a test asks for it: most stories of tests have none.
    """
    monkeypatch.setattr("curator.window.seeking.watch._SOON", 3_600_000)
    cache, store = ThumbnailCache(tmp_path / "cache"), RecoveryStore(tmp_path / "recovery")
    shelf = Shelf(tmp_path / "kit")
    built = Program(settings, readers, cache, store, shelf, lambda _: answers)
    built.window.resize(1280, 800)
    built.window.show()
    with qtbot.waitSignal(built.kit.loaded):
        assert built.captions
    built.begin_helping(House(USUAL))  # As the program does by itself, half a second later.
    built.window.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is built.window)
    yield built
    built.shut_down()
    built.window.close_now()
    built.window.deleteLater()
    built.deleteLater()
    qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


@pytest.fixture
def make_picture() -> Callable[..., Path]:
    """Make a small picture file, each colour another picture."""

    def make(
        path: Path, colour: str = "teal", size: tuple[int, int] = (60, 40), **save: object
    ) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, colour).save(path, **save)
        return path

    return make


_COLOURS = ("teal", "tomato", "gold", "navy", "orchid", "olive", "salmon", "gray", "plum", "tan")


@pytest.fixture
def folder(tmp_path: Path, make_picture: Callable[..., Path]) -> Path:
    """A folder of ten pictures, ``DSC_0001.JPG`` to ``DSC_0010.JPG``."""
    photos = tmp_path / "photos"
    for number, colour in enumerate(_COLOURS, 1):
        make_picture(photos / f"DSC_{number:04}.JPG", colour, format="JPEG")
    return photos


@pytest.fixture
def drop(qtbot, program: Program) -> Callable[..., None]:
    """Drop files on the view that is up, and wait until they are in."""

    def do(*paths: Path) -> None:
        with qtbot.waitSignal(program.arrivals.finished, timeout=20_000):
            program.desk.add([str(path) for path in paths])

    return do


@pytest.fixture
def checked(qtbot, program: Program) -> Callable[[], list[Problem]]:
    """Wait until the story is checked as it stands now; return what was found."""

    def do() -> list[Problem]:
        program.findings.check_soon()
        qtbot.waitUntil(lambda: program.findings.is_current, timeout=20_000)
        return program.findings.problems

    return do


@pytest.fixture
def settle(program: Program, checked: Callable[[], list[Problem]]) -> Callable[[], None]:
    """Let every error be that is open, with a reason, so that the story may be exported."""

    def do() -> None:
        errors = [problem for problem in checked() if problem.level is Level.ERROR]
        if errors:
            program.document.apply(waive(errors, "Let be for this test"))
        assert all(problem.level is not Level.ERROR for problem in checked())

    return do


@pytest.fixture
def press(qtbot, qapp: QApplication) -> Callable[..., None]:
    """Press a key where the keyboard is."""

    def do(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(qapp.focusWidget(), key, modifier)

    return do


@pytest.fixture
def write(qtbot, qapp: QApplication) -> Callable[[str], None]:
    """Type text where the keyboard is."""

    def do(text: str) -> None:
        qtbot.keyClicks(qapp.focusWidget(), text)

    return do


def story_of(count: int, **words: str) -> Story:
    """Return a story of *count* photos that need no files."""
    from curator.story import edits

    photos = [
        Photo(PhotoId(f"p{n}"), f"/nowhere/DSC_{n:04}.JPG", **words) for n in range(1, count + 1)
    ]
    return edits.add_photos(photos).apply(Story())
