"""What kills of the real window leave; by hand: ``python tests/benchmarks/measure_window_kills.py [KILLS] [RESTARTS]``.

A whole program types into a caption, a letter every few milliseconds, and tells of each; it is killed
(SIGKILL) at a random moment. What was put aside must then be found, sound, no older than the last time
that putting aside was told to be done, and is compared with what was typed a second before the end. Then
programs that offer that work, and take it up, are killed three times in a row; it must still be there.
Ends with status 1 if anything was lost that must not be.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from measuring import Table  # isort: skip  # it knows where the makers of stories lie
from made_stories import mixed_story

from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.window.recovery import Recovery  # loaded once, before there are children

PHOTOS = 40
LONGEST = 3.0
# Seconds of typing at most; a snapshot is due after half a second.

PATIENCE = 60
# Seconds after which a program that told nothing is given up.

PAUSE = 15
# Milliseconds between two letters.


@dataclass
class Told:
    """What a child told before it was killed: letters typed and letters put aside, with the time of each."""

    typed: list[tuple[float, int]] = field(default_factory=list)
    kept: list[tuple[float, int]] = field(default_factory=list)
    ended: float = 0.0

    def typed_before(self, seconds: float) -> int:
        """Return how many letters were typed more than *seconds* before the end."""
        return max((n for at, n in self.typed if at < self.ended - seconds), default=0)


class TellingStore(RecoveryStore):
    """Puts work aside as ever, and tells how many letters of it are then on the disk."""

    def __init__(self, folder: Path, told: int) -> None:
        super().__init__(folder)
        self._told = told

    def keep(self, story, path, fingerprint) -> None:  # type: ignore[no-untyped-def]  # as above
        super().keep(story, path, fingerprint)
        _tell(self._told, "k", len(next(iter(story.photos.values())).caption))


def _tell(told: int, kind: str, number: int) -> None:
    os.write(told, f"{kind} {time.monotonic()} {number}\n".encode())


@contextmanager
def _program(folder: Path, told: int) -> Iterator[object]:
    """Give a whole program on a story of *folder*, its window shown."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from curator.kit.shelf import Shelf
    from curator.photos.thumbnails import ThumbnailCache
    from curator.photos.workers import Readers
    from curator.window.program import Program
    from curator.window.settings import Settings

    application = QApplication([])
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    cache, store = ThumbnailCache(folder / "cache"), TellingStore(folder / "recovery", told)
    program = Program(settings, Readers(1), cache, store, Shelf(folder / "kit"))
    program.window.show()
    yield program
    application.exec()


def type_on(folder: Path, told: int) -> None:
    """Type into the first caption without end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    path = folder / "story.json"
    files.save(mixed_story(PHOTOS), str(path), None)
    with _program(folder, told) as program:
        count = 0

        def press() -> None:
            nonlocal count
            field = QApplication.focusWidget()
            if field is None:
                return
            QTest.keyClicks(field, "x")
            count += 1
            _tell(told, "t", len(first().caption))

        def first():  # type: ignore[no-untyped-def]
            return next(iter(program.document.story.photos.values()))  # type: ignore[attr-defined]

        def begin() -> None:
            program.views.select([first().id])  # type: ignore[attr-defined]
            program.desk.write("caption")  # type: ignore[attr-defined]
            pressing.start(PAUSE)

        pressing = QTimer()
        pressing.timeout.connect(press)
        program.session.replaced.connect(begin)  # type: ignore[attr-defined]
        program.session.open(str(path))  # type: ignore[attr-defined]


def take_up(folder: Path, told: int) -> None:
    """Offer the work that was left behind, and take it up."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QPushButton

    with _program(folder, told) as program:

        def restore() -> None:
            for button in program.window.notices.findChildren(QPushButton):  # type: ignore[attr-defined]
                if button.text() == "Restore":
                    looking.stop()
                    _tell(told, "r", 0)
                    button.click()

        looking = QTimer()
        looking.timeout.connect(restore)
        looking.start(10)
        program.safety.recovery.offer()  # type: ignore[attr-defined]


def killed(work: Callable[[Path, int], None], folder: Path, within: float, mark: str) -> Told:
    """Let *work* run, kill it a random time within so many seconds after it told *mark*; return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            signal.alarm(PATIENCE)
            os.setpgid(0, 0)  # With its readers, which end with it.
            work(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    told, due = Told(), 0.0
    with os.fdopen(reading, buffering=1) as lines:
        for line in lines:
            kind, at, number = line.split()
            (told.kept if kind == "k" else told.typed).append((float(at), int(number)))
            if kind == mark and not due:
                due = time.monotonic() + random.uniform(0, within)
                if mark == "r":  # From here on nothing more is told.
                    time.sleep(due - time.monotonic())
            if due and time.monotonic() >= due:
                told.ended = time.monotonic()
                os.killpg(child, signal.SIGKILL)
                break
    os.waitpid(child, 0)
    if not told.ended:
        raise RuntimeError("the program ended by itself")
    return told


def _leave_behind(folder: Path) -> None:
    """Put work aside as a program that is no more."""
    child = os.fork()
    if not child:
        RecoveryStore(folder / "recovery").keep(mixed_story(PHOTOS), "", None)
        os._exit(0)
    os.waitpid(child, 0)


def found(folder: Path, due: int = 0) -> int:
    """Return how many letters the work has that was left behind in *folder*, 0 if there is none.

    If there are not the letters that are *due*, it is looked again for a second: a worker that was being
    started when the program was killed may hold its lock for a moment longer than the program lived.
    """
    until = time.monotonic() + 1
    while True:
        left = list(RecoveryStore(folder / "recovery").found())
        letters = [len(next(iter(one.story.photos.values())).caption) for one in left]
        if max(letters, default=0) >= due or time.monotonic() > until:
            return max(letters, default=0)
        time.sleep(0.05)


def main() -> int:
    """Kill, and print what was found; return the exit status."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    restarts = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    random.seed(7)
    lost_kept = lost_second = with_work = 0
    ages: list[float] = []
    with tempfile.TemporaryDirectory() as root:
        for number in range(kills):
            folder = Path(root) / f"k{number}"
            folder.mkdir()
            told = killed(type_on, folder, LONGEST, "t")
            kept = max((n for _, n in told.kept), default=0)
            there = found(folder, kept)
            with_work += bool(told.kept)
            lost_kept += there < kept
            lost_second += there < told.typed_before(1.0)
            missing = [at for at, n in told.typed if n > there]
            ages.append(told.ended - min(missing) if missing else 0.0)
        lost_restart = 0
        for number in range(restarts):
            folder = Path(root) / f"r{number}"
            folder.mkdir()
            _leave_behind(folder)
            before = found(folder)
            for _ in range(3):
                killed(take_up, folder, 0.8, "r")
                lost_restart += found(folder, before) != before
    ages.sort()
    table = Table(f"After {kills} kills of a window while somebody types", "what", "found")
    table.add("kills with something put aside before", f"{with_work}")
    table.add("work lost that was put aside", f"{lost_kept}")
    table.add("letters lost that were older than a second", f"{lost_second}")
    table.add(
        "age of the oldest letter lost, median and most",
        f"{ages[len(ages) // 2]:.2f} s, {ages[-1]:.2f} s",
    )
    table.add(f"work lost by three kills in recovery, {restarts} times", f"{lost_restart}")
    table.show()
    return bool(lost_kept or lost_restart)


if __name__ == "__main__":
    assert Recovery
    sys.exit(main())
