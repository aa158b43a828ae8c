"""What collecting a story and keeping its versions cost; run by hand: ``python tests/benchmarks/bench_keeping.py``.

The save of the window is told twice, with versions and without: nobody may wait longer for it.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import PATHS

sys.path[:0] = [path for path in PATHS if path not in sys.path]

from made_photos import camera_photos  # noqa: E402
from made_stories import mixed_story  # noqa: E402

from curator.export.collection.collect import collect  # noqa: E402
from curator.export.collection.unpack import unpack  # noqa: E402
from curator.manifest import files  # noqa: E402
from curator.manifest.versions.store import VersionStore  # noqa: E402
from curator.story import edits  # noqa: E402
from curator.story.bringing_back import bring_back_story  # noqa: E402
from curator.story.comparing import compare  # noqa: E402
from curator.window.keeping.change_lines import lines_of  # noqa: E402

PHOTOS, MANY, TIMES = 200, 10_000, 7


def seconds(work: Callable[[], object]) -> float:
    """Return how long *work* took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def collecting(folder: Path) -> None:
    """Print what it costs to collect and to take out some hundred photos of a camera."""
    originals = folder / "originals"
    camera_photos(originals, PHOTOS)
    paths = sorted(str(path) for path in originals.iterdir())
    size = sum(Path(path).stat().st_size for path in paths) / 1e6
    story = mixed_story(PHOTOS, paths)
    for name, as_zip in (("folder", False), ("s.zip", True)):
        target = str(folder / name)
        first = seconds(lambda t=target, z=as_zip: list(collect(story, t, as_zip=z)))
        again = seconds(lambda t=target, z=as_zip: list(collect(story, t, as_zip=z)))
        print(
            f"collect {PHOTOS} photos, {size:,.0f} MB, {name}: {first:.1f} s, again {again:.1f} s"
        )
    took = seconds(lambda: list(unpack(str(folder / "s.zip"), str(folder / "out"))))
    print(f"unpack them: {took:.1f} s")
    plain = seconds(lambda: shutil.copytree(originals, folder / "copy"))
    print(f"a plain copy of the files, for comparison: {plain:.1f} s")


def versions(folder: Path) -> None:
    """Print what a save of many photos costs, what its version does, and comparing two."""
    store = VersionStore(folder / "versions")
    story, path = mixed_story(MANY), str(folder / "story.json")
    known, saving, keeping = None, [], []
    for n in range(TIMES):
        story = edits.set_story("title", f"Save {n}").apply(story)
        began = time.perf_counter()
        written = files.write(story, path, known)
        saved = time.perf_counter()
        store.keep(story, written, path)
        saving.append(saved - began)
        keeping.append(time.perf_counter() - saved)
        known = written.fingerprint
    kept = store.versions(path)
    print(
        f"save {MANY:,} photos: {min(saving):.3f} s; its version, afterwards: {min(keeping):.3f} s"
    )
    print(f"a version takes {kept[0].size / 1e6:.2f} MB of {len(written.data) / 1e6:.1f} MB")
    loading = min(seconds(lambda: store.load(path, kept[0])) for _ in range(3))
    then = store.load(path, kept[-1])
    credits = edits.set_field(list(story.photos), "credit", "Mina Oh").apply(story)
    for name, now in (("one value", story), ("a value of each photo", credits)):
        comparing = min(seconds(lambda n=now: compare(then, n)) for _ in range(3))
        telling = min(seconds(lambda n=now: lines_of(compare(then, n))) for _ in range(3))
        back = min(seconds(lambda n=now: bring_back_story(then).apply(n)) for _ in range(3))
        print(
            f"{name}: load {loading:.2f} s, compare {comparing:.2f} s, with its lines {telling:.2f} s, "
            f"bring everything back {back:.2f} s"
        )


def in_the_window(folder: Path) -> None:
    """Print how long the window's save of many photos takes with versions and without."""
    from measuring import until
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from curator.kit.shelf import Shelf
    from curator.manifest.recovery import RecoveryStore
    from curator.photos.thumbnails import ThumbnailCache
    from curator.photos.workers import Readers
    from curator.window.program import Program
    from curator.window.settings import Settings

    application = QApplication.instance() or QApplication([])
    settings = Settings(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    store = RecoveryStore(folder / "recovery")
    program = Program(
        settings, Readers(1), ThumbnailCache(folder / "c"), store, Shelf(folder / "kit")
    )
    program.window.show()
    path = str(folder / "window.json")
    files.save(mixed_story(MANY), path, None)
    program.session.open(path)
    until(lambda: program.session.path == path)
    keep = program.session.keep
    for name, how in (("with versions", keep), ("without", None), ("with versions", keep)):
        program.session.keep = how
        took = []
        for n in range(TIMES):
            program.document.apply(edits.set_story("title", f"{name} {n}"))
            until(lambda: program.disk_jobs.is_idle)
            done: list[bool] = []
            began = time.perf_counter()
            program.session.save(lambda done=done: done.append(True))
            until(lambda done=done: bool(done))
            took.append(time.perf_counter() - began)
        print(
            f"a save in the window until it is told, {MANY:,} photos, {name}: {sorted(took)[TIMES // 2]:.3f} s"
        )
    program.shut_down()
    program.window.close_now()
    application.processEvents()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        versions(Path(folder))
        in_the_window(Path(folder))
        collecting(Path(folder))


if __name__ == "__main__":
    main()
