"""What a keystroke, a save and a load cost; run by hand: ``python tests/benchmarks/bench_story.py``."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[n]) for n in (1, 2)]
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "photos" / "metadata"))

from factories import photo, story_of  # noqa: E402

from curator.manifest import files  # noqa: E402
from curator.story import changes, edits  # noqa: E402
from curator.story.history import History  # noqa: E402
from curator.story.values import Place, Story  # noqa: E402


def fastest(work: Callable[[], object], times: int) -> float:
    """Return the seconds of the fastest of *times* runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def full_story(count: int, folder: str = "/pictures") -> Story:
    """Return a story whose photos, below *folder*, have about as many words as real ones."""
    words = (
        "A ferry leaves the harbour of Wonsan at dawn, March 14, 2026, as snow begins to fall. " * 3
    )
    place = Place("Harbour", "Wonsan", "Kangwon", "North Korea")
    return story_of(
        *(
            photo(
                n,
                file=f"{folder}/DSC_{n:05}.JPG",
                caption=f"{words} {n}",
                alt=words,
                credit="Mina Oh/AFP",
                place=place,
                keywords=("ferry", "dawn", "snow"),
                digest="sha256:" + "0" * 64,
                width=6000,
                height=4000,
                taken="2026-03-14T07:42:10+01:00",
            )
            for n in range(count)
        )
    )


def keystroke(count: int) -> float:
    """Return the seconds of one keystroke in a story of *count* photos: edit, step, difference."""
    history = History(full_story(count))
    middle = f"p{count // 2}"
    typed = iter(range(10**9))

    def press() -> None:
        before = history.story
        history.apply(edits.set_field([middle], "caption", f"typed {next(typed)}", "typing"))
        changes.between(before, history.story)

    return fastest(press, 300)


def main() -> None:
    """Print the figures."""
    base = keystroke(20)
    for count in (20, 1_000, 100_000):
        took = keystroke(count)
        print(
            f"keystroke, {count:>7,} photos: {took * 1e6:8.1f} µs, {took / base:5.1f} × 20 photos"
        )

    many = full_story(10_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "story.json")
        plain = Path(folder, "plain.json")
        saving = fastest(lambda: files.save(many, str(path), None), 5)
        values = json.loads(path.read_bytes())
        dumping = fastest(
            lambda: plain.write_text(json.dumps(values, indent=2, ensure_ascii=False), "utf-8"), 5
        )
        loading = fastest(lambda: files.load(str(path)), 5)
        parsing = fastest(lambda: json.loads(plain.read_bytes()), 5)
        size = path.stat().st_size / 1e6
    print(f"save 10,000 photos ({size:.1f} MB): {saving:.3f} s, {saving / dumping:.2f} × json.dump")
    print(
        f"load 10,000 photos ({size:.1f} MB): {loading:.3f} s, {loading / parsing:.2f} × json.load"
    )


if __name__ == "__main__":
    main()
