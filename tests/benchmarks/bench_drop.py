"""What a drop of photos costs; run by hand: ``python tests/benchmarks/bench_drop.py [FOLDER]``.

Without a folder 300 photos of 24 megapixels are made. The workers are started a second before, as a drag
over the window does. Measured with idle hands, and while somebody types and scrolls: the first rows, the first
screen of pictures, photos a second, silences of the event loop, memory; each in a fresh process. What reading a
single photo costs is left to ``bench_reading``.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from measuring import (
    FRAME,
    KEY,
    SILENCE,
    Bystander,
    Cost,
    Silences,
    Table,
    apart,
    cost,
    memory,
    middle,
    plain,
    rest,
    until,
)

COUNT, RUNS = 300, 3
FIRST_SCREEN = 1_000.0
"""Milliseconds after which the first screen of pictures should stand."""


class Drop:
    """One drop of *folder* on a program, watched."""

    def __init__(self, folder: str, account: str, is_busy: bool) -> None:
        from bench_window import build

        self.folder, self.is_busy = folder, is_busy
        self.application, self.program = build(account)
        self.at: dict[str, float] = {}
        self.keys: list[Cost] = []
        self.frames: list[Cost] = []
        self.peak = 0.0
        self._timers: list[Any] = []
        self.program.arrivals.finished.connect(lambda ids: self._reach("whole"))
        self.program.window.show()
        self.program.window.activateWindow()
        rest(1.5)  # What helps to write is there, as in a window that somebody has looked at.

    def run(self) -> dict[str, Any]:
        """Drop, wait until all is in and sharp, and return what was seen."""
        until(lambda: "captions" in self.program.rooms.__dict__)
        rest(1)
        self._every(20, self._look)
        self._every(100, self._weigh)
        if self.is_busy:
            self._every(70, self._scroll)
            self._every(110, self._type)
        bystander = Bystander()
        rest(0.2)
        spent, watch = time.process_time(), Silences().start()
        self._begun = time.monotonic()
        self.program.desk.add([self.folder])
        until(lambda: "whole" in self.at, 3_600)
        if not self.is_busy:
            until(lambda: "sharp" in self.at, 30)
        watch.stop()
        spent = time.process_time() - spent
        for timer in self._timers[2:]:
            timer.stop()
        workers = [worker._process.pid for worker in self.program._readers._all]
        told = self._told(watch) | {
            "window": spent,
            "bystander": bystander.longest(),
            "workers": sum(map(_processor_seconds, workers)),
            "memory": (memory(), self.peak, [memory(pid) for pid in workers]),
        }
        self.program.shut_down()
        return plain(told)

    def _told(self, watch: Silences) -> dict[str, Any]:
        return {
            "at": self.at,
            "photos": len(self.program.document.story.photos),
            "silences": (watch.longest, watch.hardest, watch.long),
            "keys": [middle(self.keys, share) for share in (0.5, 1.0)] if self.keys else [],
            "frames": [middle(self.frames, share) for share in (0.5, 1.0)] if self.frames else [],
        }

    def _every(self, milliseconds: int, do: Any) -> None:
        from PySide6.QtCore import QTimer

        timer = QTimer()
        timer.timeout.connect(do)
        timer.start(milliseconds)
        self._timers.append(timer)

    def _reach(self, name: str) -> None:
        self.at.setdefault(name, (time.monotonic() - self._begun) * 1000)

    def _look(self) -> None:
        """See how much of the first screen is there."""
        if "sharp" in self.at:
            return
        grid = self.program.views.grid
        rows, port = grid.rows, grid.viewport().rect()
        there = [rows.index(row) for row in range(min(rows.rowCount(), 60))]
        seen = [rows.photo(index) for index in there if grid.visualRect(index).intersects(port)]
        if not seen:
            return
        self._reach("rows")
        pictures = [self.program.thumbnails.at_hand(photo) for photo in seen]
        if all(pictures) and (len(seen) >= 9 or "whole" in self.at):
            self._reach("screen")
            cell = grid.gridSize().width() - 40  # the picture in it, at most
            if all(max(p.width(), p.height()) >= cell for p in pictures):
                self._reach("sharp")

    def _weigh(self) -> None:
        self.peak = max(self.peak, memory())

    def _scroll(self) -> None:
        grid = self.program.views.grid
        bar = grid.verticalScrollBar()

        def frame() -> None:
            bar.setValue((bar.value() + 300) % max(bar.maximum(), 1))
            grid.viewport().repaint()

        if "screen" in self.at and "whole" not in self.at:
            self.frames.append(cost(frame))

    def _type(self) -> None:
        from PySide6.QtTest import QTest

        field = self.program.editor.photos.fields["caption"]
        if "rows" in self.at and "whole" not in self.at:
            field.setFocus()
            self.keys.append(cost(lambda: QTest.keyClicks(field, "a")))


def _processor_seconds(process: int) -> float:
    """Return the processor seconds that a process has used, 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def dropped(folder: str, is_busy: bool) -> dict[str, Any]:
    """Drop *folder* on a new program and return what was seen."""
    with tempfile.TemporaryDirectory() as account:
        return Drop(folder, account, is_busy).run()


def peer(folder: str, count: int = 20) -> float:
    """Return the processor milliseconds of Pillow for the thumbnail of one photo of *folder*."""
    from PIL import Image

    paths = sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() == ".jpg")[
        :count
    ]

    def thumbnails() -> None:
        for path in paths:
            with Image.open(path) as image:
                image.thumbnail((320, 320))

    return cost(thumbnails).cpu / max(len(paths), 1)


def table(idle: list[dict[str, Any]], busy: dict[str, Any], pillow: float) -> Table:
    """Return all figures."""
    made = Table(
        f"A drop of {busy['photos']:,} photos", "", "idle hands", "at work", "limit", "ratio"
    )
    runs = {
        name: sorted(run["at"].get(name, float("inf")) for run in idle)[len(idle) // 2]
        for name in idle[0]["at"]
    }

    def add(name: str, quiet: float, working: float, limit: float) -> None:
        worst = max(quiet, working)
        made.add(
            name, f"{quiet:.0f} ms", f"{working:.0f} ms", f"{limit:.0f} ms", made.ratio(name, worst, limit)
        )  # fmt: skip

    add("first rows", runs["rows"], busy["at"]["rows"], FIRST_SCREEN)
    add("first screen of pictures", runs["screen"], busy["at"]["screen"], FIRST_SCREEN)
    made.add("… all of them sharp", f"{runs['sharp']:.0f} ms")
    rates = [busy["photos"] / at["whole"] * 1000 for at in (runs, busy["at"])]
    made.add("photos a second", *(f"{rate:.0f}" for rate in rates))
    quiet = sorted(idle, key=lambda run: run["silences"][0]["wall"])[len(idle) // 2]
    longest = [run["silences"][0] for run in (quiet, busy)]
    add("longest silence", *(one["wall"] for one in longest), SILENCE)
    made.add("    of it own work", *(f"{one['cpu']:.0f} ms" for one in longest))
    made.add("    of it all threads", *(f"{one['all_cpu']:.0f} ms" for one in longest))
    made.add("    a bystander’s", *(f"{run['bystander']:.0f} ms" for run in (quiet, busy)))
    longs = [run["silences"][2] for run in (quiet, busy)]
    made.add("silences over 50 ms", *map(str, longs))
    hardest = [run["silences"][1]["cpu"] for run in (quiet, busy)]
    add("most own work in one turn", *hardest, SILENCE)
    for name, key, limit in (("keystroke", "keys", KEY), ("frame", "frames", FRAME)):
        for words, one in zip(("median", "worst"), busy[key], strict=False):
            ratio = made.ratio(f"{name}, {words}", one["cpu"], limit)
            cells = f"{one['cpu']:.1f} ms", f"{limit:.0f} ms", ratio
            made.add(f"{name}, {words}: processor", "", *cells)
            made.add("    on the clock", "", f"{one['wall']:.1f} ms")
    for name, key in (("processor a photo: window", "window"), ("… workers", "workers")):
        each = [run[key] / run["photos"] * 1000 for run in (quiet, busy)]
        peers = f"{each[0] / pillow:.2f} × Pillow’s thumbnail ({pillow:.0f} ms)"
        made.add(name, *(f"{one:.1f} ms" for one in each), "", peers)
    for place, name in enumerate(("memory of the window at the end", "… at most")):
        made.add(name, *(f"{run['memory'][place]:.0f} MB" for run in (quiet, busy)))
    held = (" + ".join(f"{one:.0f}" for one in run["memory"][2]) for run in (quiet, busy))
    made.add("memory of the workers", *(f"{one} MB" for one in held))
    return made


def report(folder: str, runs: int) -> None:
    """Measure with the photos of *folder*, and print."""
    idle = [apart("bench_drop", "dropped", folder, False) for _ in range(runs)]
    busy = apart("bench_drop", "dropped", folder, True)
    table(idle, busy, peer(folder)).show()


def main() -> None:
    """Measure with the folder given, or with photos made for it."""
    if len(sys.argv) > 1:
        report(os.path.abspath(sys.argv[1]), 1)
        return
    from made_photos import camera_photos

    with tempfile.TemporaryDirectory() as folder:
        camera_photos(Path(folder), COUNT)
        report(folder, RUNS)


if __name__ == "__main__":
    main()
