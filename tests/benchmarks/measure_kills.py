"""What is left after a kill; run by hand: ``python tests/benchmarks/measure_kills.py [KILLS]``.

A process that edits, puts its work aside and saves, and one that exports again and again, are killed
(SIGKILL) at random moments: a thousand times together unless said otherwise. After each the manifest
must open and be no older than the last save that was told to be done, what was put aside must be found
and be no older than the last time that this was done, and the page must be whole, the old or the new one.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from measuring import Table  # isort: skip  # it knows where the makers of stories lie
from factories import picture_file
from made_stories import mixed_story

from curator.errors import CuratorError
from curator.export import report
from curator.export.site import Options, publish
from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.story.table import PhotoTable
from curator.story.values import Photo, PhotoBlock, PhotoId, Story

PHOTOS = 300
SAVING = 0.12
# Seconds within which a saver is killed: some twenty rounds.


class Inline:
    """Decodes photos in this very process, so that a kill ends everything at once."""

    size = 1

    def call(
        self, function: Callable[..., Any], *arguments: Any, seconds: float
    ) -> tuple[Any, Sequence[bytes]]:
        """Return what *function* returns."""
        value: tuple[Any, Sequence[bytes]] = function(*arguments)
        return value


def save_on(folder: Path, told: int) -> None:
    """Edit, put aside and save without end; tell each that is done."""
    story, path = mixed_story(PHOTOS), str(folder / "story.json")
    store, known = RecoveryStore(folder / "recovery"), None
    number = 0
    while True:
        number += 1
        story = replace(story, title=str(number))
        store.keep(story, path, known)
        os.write(told, f"k{number}\n".encode())
        if number % 3 == 0:
            known = files.save(story, path, known)
            os.write(told, f"s{number}\n".encode())


def export_on(folder: Path, told: int) -> None:
    """Export without end, each time under another title."""
    story, number = _small(folder), 0
    while True:
        number += 1
        titled = replace(story, title=f"Number {number}")
        for _ in publish(titled, str(folder / "page"), Inline(), Options(zip=True, draft=True)):
            pass
        os.write(told, f"s{number}\n".encode())


def _small(folder: Path) -> Story:
    names = [folder / f"{number}.jpg" for number in range(2)]
    photos = [
        Photo(id=PhotoId(name.stem), file=str(name if name.exists() else picture_file(name)))
        for name in names
    ]
    sequence = tuple(PhotoBlock(photo.id) for photo in photos)
    return Story(photos=PhotoTable(photos), sequence=sequence)


def killed(work: Callable[[Path, int], None], folder: Path, within: float) -> dict[str, int]:
    """Let *work* run in a process of its own, kill it within so many seconds; return what it told last."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            work(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(random.uniform(0, within))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the process ended by itself")
    with os.fdopen(reading) as lines:
        return {line[0]: int(line[1:]) for line in lines}


def judged_saving(folder: Path, told: dict[str, int]) -> Counter[str]:
    """Return what is wrong after a kill of :func:`save_on`."""
    found: Counter[str] = Counter()
    path = folder / "story.json"
    if path.exists():
        try:
            saved = files.load(str(path)).story
        except CuratorError:
            found["manifests damaged"] += 1
        else:
            is_whole = len(saved.photos) == PHOTOS and int(saved.title) >= told.get("s", 0)
            found["saves lost"] += not is_whole
    else:
        found["saves lost"] += "s" in told
    kept = list(RecoveryStore(folder / "recovery").found())
    newest = max((int(one.story.title) for one in kept), default=0)
    found["edits lost that were put aside"] += newest < told.get("k", 0)
    return found


def judged_export(folder: Path, told: dict[str, int]) -> Counter[str]:
    """Return what is wrong after a kill of :func:`export_on`, as the next start finds it."""
    from curator.export import folder as folders

    target = folder / "page"
    folders.tidy(str(target))
    found: Counter[str] = Counter()
    if not target.exists():
        found["pages lost"] += "s" in told
        return found
    digests = report.read(str(target))
    if digests is None or any(not (target / name).is_file() for name in digests):
        found["pages by halves"] += 1
        return found
    contents = report.compare(str(target), digests)
    found["pages by halves"] += bool(contents.changed or contents.foreign)
    html = (target / "index.html").read_text(encoding="utf-8")
    number = int(html.partition("<title>Number ")[2].partition("<")[0])
    found["pages lost"] += number < told.get("s", 0)
    return found


def main() -> None:
    """Kill, and print what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    table = Table(f"After {kills:,} kills", "what", "kills", "of these with work done", "found")
    random.seed(7)
    with tempfile.TemporaryDirectory() as root:
        began = time.perf_counter()
        small = Path(root) / "small"
        small.mkdir()
        for _ in publish(_small(small), str(small / "page"), Inline(), Options(draft=True)):
            pass
        exporting = (time.perf_counter() - began) * 3
        for name, work, judged, within in (
            ("editing and saving", save_on, judged_saving, SAVING),
            ("exporting", export_on, judged_export, exporting),
        ):
            wrong: Counter[str] = Counter()
            busy = 0
            for number in range(kills // 2):
                folder = Path(root) / f"{name[:4]}{number}"
                folder.mkdir()
                told = killed(work, folder, within)
                busy += bool(told)
                wrong.update(judged(folder, told))
                shutil.rmtree(folder)
            table.add(name, f"{kills // 2:,}", f"{busy:,}", "")
            for what, count in sorted(wrong.items()):
                table.add(f"  {what}", "", "", f"{count:,}")
    table.show()


if __name__ == "__main__":
    main()
