"""What the benchmarks of the window measure with: costs, silences of the event loop, memory, a table to print.

What is measured is left to them. Work of the window is told in processor time of its own thread, which
other programs of the machine hardly touch; a silence is told on the clock, with how much of it this
thread, the other threads of the window and the rest of the machine had.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PATHS = [str(path) for path in (ROOT, ROOT / "tests", ROOT / "tests/photos/metadata", HERE)]
sys.path[:0] = [path for path in PATHS if path not in sys.path]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FRAME, CHOICE, KEY, SILENCE = 16.0, 100.0, 10.0, 100.0
"""Milliseconds that a frame, filtering or sorting, help with a key, and a silence of the event loop may take."""

_LONG = 50.0
# Milliseconds from which a silence is counted: some frames are missing.


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds that something took: of the processor in this thread, and on the clock."""

    cpu: float
    wall: float


def cost(work: Callable[[], object]) -> Cost:
    """Do *work* and return what it took."""
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return Cost((time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)


def middle(costs: Sequence[Cost], share: float = 0.5) -> Cost:
    """Return the cost below which *share* of *costs* lie, clock and processor each for itself."""
    place = min(int(len(costs) * share), len(costs) - 1)
    return Cost(sorted(c.cpu for c in costs)[place], sorted(c.wall for c in costs)[place])


@dataclass(frozen=True, slots=True)
class Silence:
    """Milliseconds without a turn of the event loop: on the clock, of this thread, of all threads, and when."""

    wall: float
    cpu: float
    all_cpu: float
    at: float

    def __str__(self) -> str:
        others = max(self.all_cpu - self.cpu, 0)
        return f"{self.wall:.0f} ms at {self.at:.1f} s (own {self.cpu:.0f}, other threads {others:.0f})"


class Silences:
    """Watches the event loop by a timer of one millisecond, from :meth:`start` to :meth:`stop`."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.all: list[Silence] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._begun = self._last = (0.0, 0.0, 0.0)

    def start(self) -> "Silences":
        """Begin to watch."""
        self._begun = self._last = _clocks()
        self._timer.start()
        return self

    def stop(self) -> "Silences":
        """Watch no more."""
        self._timer.stop()
        self._tick()
        return self

    def _tick(self) -> None:
        now = _clocks()
        wall, cpu, all_cpu = ((a - b) * 1000 for a, b in zip(now, self._last, strict=True))
        self.all.append(Silence(wall, cpu, all_cpu, self._last[0] - self._begun[0]))
        self._last = now

    @property
    def longest(self) -> Silence:
        """The longest."""
        return max(self.all, key=lambda one: one.wall)

    @property
    def hardest(self) -> Silence:
        """The one in which this thread worked most: of a full machine's silences no matter."""
        return max(self.all, key=lambda one: one.cpu)

    @property
    def long(self) -> int:
        """How many take longer than some frames."""
        return sum(1 for one in self.all if one.wall > _LONG)


def _clocks() -> tuple[float, float, float]:
    return time.perf_counter(), time.thread_time(), time.process_time()


@contextmanager
def silences() -> Iterator[Silences]:
    """Watch the event loop meanwhile."""
    watch = Silences().start()
    try:
        yield watch
    finally:
        watch.stop()


_BYSTANDER = """
import sys, threading, time
ended, longest, last = [], 0.0, time.monotonic()
threading.Thread(target=lambda: (sys.stdin.read(), ended.append(1)), daemon=True).start()
while not ended:
    time.sleep(0.001)
    now = time.monotonic()
    longest, last = max(longest, now - last), now
print(longest * 1000)
"""


class Bystander:
    """A process that has nothing to do but to wake up each millisecond: its silences are the machine's."""

    def __init__(self) -> None:
        command, pipe = [sys.executable, "-S", "-c", _BYSTANDER], subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe)

    def longest(self) -> float:
        """End it, and return the milliseconds of its longest silence."""
        return float(self._process.communicate()[0])


def until(is_done: Callable[[], object], seconds: float = 90.0) -> None:
    """Run the event loop until *is_done*; raise :class:`TimeoutError` after *seconds*."""
    from PySide6.QtCore import QEventLoop, QTimer

    if is_done():
        return
    loop, poll, end = QEventLoop(), QTimer(), time.monotonic() + seconds
    poll.timeout.connect(lambda: loop.quit() if is_done() or time.monotonic() > end else None)
    poll.start(4)
    loop.exec()
    poll.stop()
    if not is_done():
        raise TimeoutError(f"it took more than {seconds} seconds")


def rest(seconds: float) -> None:
    """Run the event loop for so long."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() >= end, seconds + 60)


class Paints:
    """Counts how often a widget is painted."""

    def __init__(self, widget: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        class Eye(QObject):
            """Sees every event of the widget."""

            count = 0

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                self.count += event.type() == QEvent.Type.Paint
                return False

        self._eye = Eye(widget)
        widget.installEventFilter(self._eye)

    @property
    def count(self) -> int:
        """How often so far."""
        return self._eye.count

    def after(self, work: Callable[[], object], application: Any) -> Cost:
        """Do *work* and return what it took until the widget was painted again."""
        before = self.count

        def do() -> None:
            work()
            end = time.monotonic() + 20
            while self.count == before and time.monotonic() < end:
                application.processEvents()

        return cost(do)


def memory(process: int | str = "self") -> float:
    """Return the megabytes of memory that a process holds; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def apart(module: str, function: str, *arguments: object) -> Any:
    """Call *function* of the benchmark *module* in a fresh process and return what it returned, as JSON has it."""
    code = (
        f"import sys, json; sys.path[:0] = {PATHS!r}\n"
        f"import {module}\n"
        f"out = {module}.{function}(*json.loads(sys.argv[1]))\n"
        "print('\\n' + json.dumps(out), flush=True)\n"
        "import os; os._exit(0)\n"
    )
    command = [sys.executable, "-c", code, json.dumps(arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.rstrip().rpartition("\n")[2])


def plain(value: Any) -> Any:
    """Return *value* with costs and silences in it as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return asdict(value) if isinstance(value, Cost | Silence) else value


class Table:
    """Rows of cells, printed in columns; cells over their limit are remembered and told at the end."""

    def __init__(self, title: str, *head: str) -> None:
        self.title, self._rows = title, [tuple(head)]
        self._over: list[str] = []

    def add(self, *cells: str) -> None:
        """Add a row."""
        self._rows.append(tuple(cells))

    def extend(self, *cells: str) -> None:
        """Add cells to the last row."""
        self._rows[-1] = (*self._rows[-1], *cells)

    def judged(self, name: str, value: float, limit: float, *more: str) -> None:
        """Add a row of milliseconds, their limit, and their ratio."""
        self.add(name, f"{value:.1f} ms", f"{limit:.0f} ms", self.ratio(name, value, limit), *more)

    def ratio(self, name: str, value: float, limit: float) -> str:
        """Return how many times its limit *value* is, and remember *name* if it is more than once."""
        if value > limit:
            self._over.append(f"{name}: {value:.1f} ms of {limit:.0f}")
        return f"{value / limit:.2f} ×{' !' if value > limit else ''}"

    def show(self) -> None:
        """Print the rows, and what is over its limit."""
        width = max(map(len, self._rows))
        rows = [(*row, *[""] * (width - len(row))) for row in self._rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        print(f"\n{self.title}")
        for number, row in enumerate(rows):
            cells = [cell.rjust(wide) for cell, wide in zip(row[1:], widths[1:], strict=True)]
            print("  ".join((row[0].ljust(widths[0]), *cells)).rstrip())
            if not number:
                print("-" * (sum(widths) + 2 * (width - 1)))
        for line in self._over:
            print(f"over its limit: {line}")


def chance(seed: int = 7) -> random.Random:
    """Return numbers that are the same in every run."""
    return random.Random(seed)
