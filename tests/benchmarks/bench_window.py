"""What the window costs; run by hand: ``python tests/benchmarks/bench_window.py``.

Start: processor seconds of a whole process, beside a bare Qt window. Keystroke: a letter typed into
the caption, with 20 and with 20,000 photos. Arrivals: the longest silences of the event loop while
1,000 photos come in.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "photos" / "metadata")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""

OURS = """
import sys
sys.path[:0] = [{root!r}, {tests!r}, {here!r}]
from bench_window import build
from PySide6.QtCore import QTimer
application, program = build({folder!r})
program.window.show()
QTimer.singleShot(0, lambda: application.exit(0))
application.exec()
program.shut_down()
"""


def build(folder: str):
    """Return the application and a program that keeps everything in *folder*."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from curator.app import collect_seldom
    from curator.kit.shelf import Shelf
    from curator.manifest.recovery import RecoveryStore
    from curator.photos.thumbnails import ThumbnailCache
    from curator.photos.workers import Readers
    from curator.window.program import Program
    from curator.window.settings import Settings

    collect_seldom()
    application = QApplication.instance() or QApplication([])
    place = Path(folder)
    settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
    cache, store = ThumbnailCache(place / "cache"), RecoveryStore(place / "recovery")
    program = Program(settings, Readers(), cache, store, Shelf(place / "kit"))
    program.window.resize(1280, 800)
    return application, program


def processor_seconds(code: str) -> float:
    """Return the processor seconds of a Python process that runs *code*, the median of five."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return sorted(spent)[2]


def keystroke(program, application, photos: int) -> float:
    """Return the milliseconds of one letter with *photos* in the story, the median of 60."""
    from factories import story
    from PySide6.QtTest import QTest

    program.document.open(story(photos))
    application.processEvents()
    program.desk.write("caption")
    field = program.editor.photos.fields["caption"]
    spent = []
    for _ in range(60):
        start = time.perf_counter()
        QTest.keyClicks(field, "a")
        spent.append((time.perf_counter() - start) * 1000)
        application.processEvents()
    return sorted(spent)[30]


def silences(program, application, folder: Path) -> list[float]:
    """Return the milliseconds between turns of the event loop while *folder* comes in, sorted."""
    from curator.story.values import Story

    program.document.open(Story())
    finished = []
    program.arrivals.finished.connect(finished.append)
    program.desk.add([str(folder)])
    gaps, last = [], time.perf_counter()
    while not finished:
        application.processEvents()
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
    return sorted(gaps)


def main() -> None:
    """Measure and print."""
    from factories import picture_file

    with tempfile.TemporaryDirectory() as folder:
        places = {
            "root": str(ROOT),
            "tests": str(ROOT / "tests"),
            "here": str(Path(__file__).parent),
        }
        bare = processor_seconds(BARE)
        ours = processor_seconds(OURS.format(folder=folder, **places))
        print(f"start: {ours:.2f} s, a bare window {bare:.2f} s: {ours / bare:.1f} ×")
        application, program = build(folder)
        program.window.show()
        few, many = keystroke(program, application, 20), keystroke(program, application, 20_000)
        print(
            f"keystroke: {few:.2f} ms with 20 photos, {many:.2f} ms with 20,000: {many / few:.1f} ×"
        )
        photos = Path(folder) / "photos"
        photos.mkdir()
        for number in range(1000):
            picture_file(photos / f"DSC_{number:04}.jpg", size=(900, 600))
        gaps = silences(program, application, photos)
        middle, worst = gaps[len(gaps) * 99 // 100], gaps[-1]
        print(
            f"1,000 photos coming in: silences of {middle:.0f} ms at the 99th per cent, {worst:.0f} at most"
        )
        program.shut_down()


if __name__ == "__main__":
    main()
