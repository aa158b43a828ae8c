"""Saves, snapshots, versions and exports on a disk that is full, at each page of it and at every byte.

By hand: ``python tests/benchmarks/measure_full_disk.py``. A small disk in memory (tmpfs, in a user namespace of
its own: ``unshare -rm``) is filled up but for so many pages, for each number of pages up to those that the
work needs; then a disk made of nothing refuses after each single byte. After each try what stood there
must be whole or the new be, the refusal told, no stray left, and the next try must go through once
there is room. The kernel is asked for each byte, too, by its limit for the size of a file.
"""

import errno
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from measuring import Table  # isort: skip  # it knows where the makers of stories lie
from factories import picture_file, story_of
from faulty_disk import Disk, refusing
from made_stories import mixed_story

from curator.errors import CuratorError
from curator.export.site import Options, publish
from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.manifest.versions.store import VersionStore
from curator.story.edits import set_story
from curator.story.values import Photo, PhotoId, Story

PHOTOS = 6
DISK = 2 * 1024 * 1024
PAGE = 4096


class Inline:
    """Decodes photos in this very process."""

    size = 1

    def call(self, function, *arguments, seconds):  # type: ignore[no-untyped-def]
        """Return what *function* returns."""
        return function(*arguments)


def save(place: Path, title: str) -> None:
    """Save a story."""
    files.save(_titled(title), str(place / "story.json"), None)


def put_aside(place: Path, title: str) -> None:
    """Put a story aside in place of what this process put aside before."""
    store = _STORES.setdefault(place, RecoveryStore(place / "recovery"))
    store.keep(_titled(title), "/nowhere/story.json", None)


def keep(place: Path, title: str) -> None:
    """Keep a version of a story."""
    data = files.to_bytes(_titled(title), str(place))
    written = files.Written(str(place / "x.json"), data, files.fingerprint_of(data), b"{}")
    VersionStore(place / "versions").keep(_titled(title), written)


def export(place: Path, title: str) -> None:
    """Export a page with its zip file."""
    story = story_of(Photo(PhotoId("a"), _picture(), caption=title), title=title)
    list(publish(story, str(place / "page"), Inline(), Options(zip=True, draft=True)))


_STORES: dict[Path, RecoveryStore] = {}
WORKS = (save, put_aside, keep, export)


def _titled(title: str) -> Story:
    return set_story("title", title).apply(mixed_story(PHOTOS))


def _picture() -> str:
    path = Path(tempfile.gettempdir()) / f"curator-full-disk-{os.getuid()}.jpg"
    return str(path) if path.exists() else picture_file(path, size=(300, 200))


def seen(place: Path) -> dict[str, bytes]:
    """Return what stands at *place*, but for versions that no list names yet."""
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name not in ("lock", "filler") and path.suffix not in (".lock",)
    }


def tried(
    place: Path, work: Callable[[Path, str], None], disk: AbstractContextManager[object]
) -> Counter[str]:
    """Do *work* on *disk* where it was done before; return what came of it, and what is wrong."""
    found: Counter[str] = Counter(tries=1)
    before = seen(place)
    try:
        with disk:
            work(place, "New")
    except CuratorError as error:
        found["told"] += 1
        after = seen(place)
        if work is keep:
            after = {name: after[name] for name in before if name in after}
        found["not as before"] += after != before
        found["not told what to do"] += (
            "full" not in str(error) and "space" not in str(error).lower()
        )
    except OSError:
        found["errors that are not ours"] += 1
    else:
        found["went through"] += 1
    found["strays"] += any(".curator-" in name for name in seen(place))
    return found


def on_a_small_disk(place: Path, work: Callable[[Path, str], None]) -> Counter[str]:
    """Try *work* with each number of free pages, from none to enough."""
    found: Counter[str] = Counter()
    for pages in range(DISK // PAGE):
        _emptied(place)
        work(place, "Old")
        _fill(place, pages)
        one = tried(place, work, nullcontext())
        (place / "filler").unlink()
        work(place, "New")  # There is room again: fails here if that is no good.
        found += one
        if one["went through"]:
            return found
    raise RuntimeError("the disk is too small for one round")


def _emptied(place: Path) -> None:
    _STORES.pop(place, None)
    for inside in place.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()


def _fill(place: Path, pages: int) -> None:
    """Fill the disk of *place* but for so many *pages*."""
    with open(place / "filler", "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(PAGE))
        except OSError:
            size = file.seek(0, os.SEEK_END)
        file.truncate(max(0, size - pages * PAGE))


def byte_by_byte(
    place: Path, work: Callable[[Path, str], None], rooms: Iterable[int]
) -> Counter[str]:
    """Try *work* on a disk that takes just so many bytes, for each number of *rooms*."""
    found: Counter[str] = Counter()
    kept = place.with_name("kept")
    work(place, "Old")
    shutil.copytree(place, kept)
    for room in rooms:
        one = tried(place, work, refusing(Disk(place, errno.ENOSPC, room=room)))
        found += one
        if one["went through"]:
            break
        if work in (keep, export):
            shutil.rmtree(place)
            shutil.copytree(kept, place)
    return found


def limited(place: Path) -> Counter[str]:
    """Save under the kernel's own limit for files, at each byte of a manifest."""
    found: Counter[str] = Counter()
    save(place, "Old")
    size = len(files.to_bytes(_titled("New"), str(place)))
    old = (place / "story.json").read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in range(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            save(place, "New")
        except CuratorError:
            found["told"] += 1
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        found["tries"] += 1
        found["not as before"] += (place / "story.json").read_bytes() != old
        found["strays"] += len(os.listdir(place)) != 1
    return found


def _told(table: Table, name: str, found: Counter[str]) -> None:
    wrong = ("not as before", "strays", "errors that are not ours", "not told what to do")
    row = [f"{found[what]:,}" for what in ("tries", "told", "went through", *wrong)]
    table.add(name, *row)


def main() -> None:
    """Fill, try, and print what came of it."""
    if "--inside" not in sys.argv:
        sys.exit(subprocess.call(["unshare", "-rm", sys.executable, __file__, "--inside"]))
    os.fsync = os.fstat  # type: ignore[assignment]  # No plug is pulled here, and there are many thousand.
    head = ("tries", "told", "went through", "harmed", "strays", "other errors", "not told why")
    table = Table("A disk that is full", "what", *head)
    with tempfile.TemporaryDirectory() as root:
        disk = Path(root) / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", disk], check=True)
        for work in WORKS:
            _told(table, f"tmpfs, {work.__name__}, each page", on_a_small_disk(disk, work))
        for work in WORKS:
            place = Path(root) / work.__name__ / "place"
            place.mkdir(parents=True)
            step = 7 if work in (keep, export) else 1
            rooms = range(0, 10_000_000, step)
            _told(table, f"{work.__name__}, each byte by {step}", byte_by_byte(place, work, rooms))
        place = Path(root) / "limited"
        place.mkdir()
        _told(table, "save, kernel's limit, each byte", limited(place))
        table.show()
        subprocess.run(["umount", "-l", disk], check=True)  # Locks of what was put aside are held.


if __name__ == "__main__":
    main()
