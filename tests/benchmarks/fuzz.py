"""Readers under a search by coverage; run by hand: ``python tests/benchmarks/fuzz.py TARGET MINUTES FOLDER``.

Needs ``atheris``. The targets are those of ``fuzzing.py``. FOLDER keeps the corpus, from which a later
run goes on, and under ``faults`` each input that broke a rule: one for each kind of error and place in
Curator's code. A run that takes more than ten seconds of this process's own time counts as a hang. A
reader that brings the process down is noted, and the search goes on in a new one.
"""

import hashlib
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from types import FrameType

SECONDS = 10.0
_TESTS = Path(__file__).resolve().parents[1]
_PATHS = [str(path) for path in (_TESTS.parent, _TESTS, _TESTS / "photos" / "metadata")]


class Hang(BaseException):
    """A reader took longer than any file is worth."""


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def search(name: str, seconds: int, folder: Path) -> None:
    """Ask the target *name* for so many *seconds*, in this process."""
    import atheris

    with atheris.instrument_imports(include=["curator", "exifread"]):
        sys.path[:0] = _PATHS
        import fuzzing
    target = fuzzing.TARGETS[name]
    for number, seed in enumerate(target.seeds()):
        (folder / "corpus" / f"seed{number}").write_bytes(seed)
    known: set[str] = set()
    signal.signal(signal.SIGVTALRM, _hang)
    warnings.simplefilter("ignore")  # Pillow warns of oddities in files.

    def ask(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            target.ask(data)
        except (Exception, Hang) as error:  # noqa: BLE001 — whatever comes is what is looked for
            place = _place(error)
            if place not in known:
                known.add(place)
                _note(folder, place, data, error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    atheris.Setup(
        [
            sys.argv[0],
            str(folder / "corpus"),
            f"-max_total_time={seconds}",
            "-max_len=16384",
            "-timeout=120",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
            f"-artifact_prefix={folder}/faults/death-",
            "-verbosity=1",
        ],
        ask,
    )
    atheris.Fuzz()


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/curator/" in f.filename or f.filename.endswith("fuzzing.py")]
    last = ours[-1] if ours else frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _note(folder: Path, place: str, data: bytes, error: BaseException) -> None:
    name = hashlib.sha256(place.encode()).hexdigest()[:12]
    (folder / "faults" / f"{name}.bin").write_bytes(data)
    told = "".join(traceback.format_exception(error))
    (folder / "faults" / f"{name}.txt").write_text(f"{place}\n{told}", encoding="utf-8")


def main() -> None:
    """Search until the time is over, in as many processes as it takes, and print what was found."""
    name, minutes, folder = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    for part in ("corpus", "faults"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    before = sum(1 for _ in (folder / "corpus").iterdir())
    until = time.monotonic() + minutes * 60
    told: Counter[str] = Counter()
    while (left := int(until - time.monotonic())) > 5:
        with (folder / "log").open("a+b") as log:
            start = log.tell()
            code = subprocess.run(
                [sys.executable, __file__, "--search", name, str(left), str(folder)],
                stdout=log,
                stderr=log,
                check=False,
            ).returncode
            log.seek(start)
            for line in log.read().decode(errors="replace").splitlines():
                if line.startswith("stat::number_of_executed_units:"):
                    told["executions"] += int(line.split()[-1])
        told["processes"] += 1
        told["processes that ended badly"] += code != 0
    told["paths beyond the seeds"] = sum(1 for _ in (folder / "corpus").iterdir()) - before
    told["faults kept"] = sum(1 for _ in (folder / "faults").glob("*.txt"))
    print(name, dict(told), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--search":
        search(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
