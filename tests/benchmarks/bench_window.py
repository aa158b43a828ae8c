"""What the start of the window costs; run by hand: ``python tests/benchmarks/bench_window.py``.

Start: processor time of a whole process until its window is painted, beside a bare Qt window: empty, and
with a saved story of 10,000 photos until its first rows are painted. After it: the longest silences of the
event loop in three seconds. Typing and scrolling are left to ``bench_grid``, photos coming in to ``bench_drop``.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from measuring import HERE, PATHS, ROOT, SILENCE, Bystander, Table

COUNT = 10_000
STARTS, WATCHES = 7, 3

_EYE = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
class Eye(QObject):
    def __init__(self, widget, is_ready, then):
        super().__init__(widget)
        self.is_ready, self.then = is_ready, then
        widget.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.then and self.is_ready():
            QTimer.singleShot(0, self.then)
            self.then = None
        return False
def end():
    print(time.process_time(), time.monotonic(), flush=True)
    os._exit(0)
"""

_BARE = f"""{_EYE}
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 800)
eye = Eye(window.centralWidget(), lambda: True, end)
window.show()
application.exec()
"""

_OURS = f"""
import gc, sys
gc.disable()  # as the program does before it loads what its window takes
sys.path[:0] = {PATHS[:1]!r}
{_EYE}
import curator.window.program as made
class Watched(made.Program):
    def open(self, paths):
        self.window.resize(1280, 800)
        if paths:
            grid = self.views.story
            self.eye = Eye(grid.viewport(), lambda: grid.indexAt(QPoint(40, 40)).isValid(), end)
        else:
            self.eye = Eye(self.views.welcome, lambda: True, end)
        super().open(paths)
made.Program = Watched
from curator.app import main
main(sys.argv[1:])
"""

_WATCHED = f"""
import sys
sys.path[:0] = {PATHS!r}
{_EYE}
import json
from measuring import Silences, plain
import curator.window.program as made
how = sys.argv.pop(1)
def tell(watch):
    watch.stop()
    told = {{"longest": watch.longest, "hardest": watch.hardest, "long": watch.long}}
    print(json.dumps(plain(told)), flush=True)
    os._exit(0)
class Watched(made.Program):
    def open(self, paths):
        self.window.resize(1280, 800)
        self.watch = Silences()
        if how == "open":
            QTimer.singleShot(2500, lambda: self.begin(lambda: self.session.open(paths[0])))
            return
        self.eye = Eye(self.views.welcome, lambda: True, lambda: self.begin(lambda: None))
        super().open(paths)
    def begin(self, then):
        self.watch.start()
        QTimer.singleShot(3000, lambda: tell(self.watch))
        then()
made.Program = Watched
from curator.app import main
main(sys.argv[1:])
"""


def build(folder: str, make_prompts: "Callable[[Any], Any] | None" = None):
    """Return the application and a program that keeps everything in *folder*."""
    from PySide6.QtCore import QSettings, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from curator.kit.shelf import Shelf
    from curator.manifest.recovery import RecoveryStore
    from curator.photos.thumbnails import ThumbnailCache
    from curator.photos.workers import Readers
    from curator.window.collecting import Collector
    from curator.window.program import Program
    from curator.window.prompts import Prompts
    from curator.window.settings import Settings

    qInstallMessageHandler(_tell)
    application = QApplication.instance() or QApplication([])
    Collector(application)
    place = Path(folder)
    settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
    cache, store = ThumbnailCache(place / "cache"), RecoveryStore(place / "recovery")
    prompts = make_prompts or Prompts
    program = Program(settings, Readers(), cache, store, Shelf(place / "kit"), prompts)
    program.window.resize(1280, 800)
    return application, program


def _tell(kind: object, context: object, words: str) -> None:
    """Print what Qt has to say, but that there is no window manager."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def account(folder: Path) -> dict[str, str]:
    """Return the environment of an account whose home is *folder*, in which byte code is kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    return kept | {name: str(folder / name.lower()) for name in homes}


def told(code: str, folder: Path, *arguments: str) -> str:
    """Return what a Python process that runs *code* prints."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=account(folder), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip().rpartition("\n")[2]


def processor_milliseconds(code: str, folder: Path, *arguments: str) -> float:
    """Return the processor time of a process until it has painted, the median of several."""
    spent = [told(code, folder, *arguments) for _ in range(STARTS + 1)][1:]
    return median(float(line.split()[0]) for line in spent) * 1000


def saved_story(folder: Path) -> str:
    """Save a story in *folder*, its photos below it, and return its path."""
    from bench_story import full_story

    from curator.manifest import files

    path = folder / "story.json"
    files.save(full_story(COUNT, str(folder / "photos")), str(path), None)
    return str(path)


def starts(folder: Path, story: str) -> Table:
    """Return what starting costs."""
    table = Table("Start, until painted", "", "processor", "ratio to a bare window")
    bare = processor_milliseconds(_BARE, folder)
    table.add("a bare Qt window", f"{bare:.0f} ms", "1.00 ×")
    for name, arguments in (
        ("Curator, empty", ()),
        (f"Curator with a story of {COUNT:,} photos", (story,)),
    ):
        ours = processor_milliseconds(_OURS, folder, *arguments)
        table.add(name, f"{ours:.0f} ms", f"{ours / bare:.2f} ×")
    return table


def quiet(folder: Path, story: str) -> Table:
    """Return how long the event loop is silent after a start, and after a story is opened."""
    table = Table(
        "Longest silence of the event loop in the 3 seconds after",
        *("", "clock", "limit", "ratio", "of it own work", "all threads", "at", "over 50 ms"),
        *("most own work in one", "a bystander"),
    )
    for name, arguments in (
        ("the start, empty", ("start",)),
        (f"the start with a story of {COUNT:,} photos", ("start", story)),
        (f"opening a story of {COUNT:,} photos", ("open", story)),
    ):
        bystander = Bystander()
        runs = [json.loads(told(_WATCHED, folder, *arguments)) for _ in range(WATCHES)]
        machine = bystander.longest()
        run = sorted(runs, key=lambda run: run["longest"]["wall"])[WATCHES // 2]
        worst = run["longest"]
        table.judged(
            name,
            worst["wall"],
            SILENCE,
            f"{worst['cpu']:.0f} ms",
            f"{worst['all_cpu']:.0f} ms",
            f"{worst['at']:.1f} s",
            str(run["long"]),
            f"{run['hardest']['cpu']:.0f} ms",
            f"{machine:.0f} ms",
        )
    return table


def main() -> None:
    """Measure and print."""
    compiling = [sys.executable, "-m", "compileall", "-q", str(ROOT / "curator"), str(HERE)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(compiling, check=True, env=account(Path(folder)))
        story = saved_story(Path(folder))
        starts(Path(folder), story).show()
        quiet(Path(folder), story).show()


if __name__ == "__main__":
    main()
