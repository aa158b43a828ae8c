"""Pages, collections and unpacked stories on a disk that refuses: what stood there stands, or the new one is whole."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from factories import picture_file
from faulty_disk import Disk, refusing
from publishing import story_of, tree

from curator.errors import CuratorError
from curator.export import site
from curator.export.collection.collect import collect
from curator.export.collection.unpack import unpack
from curator.story.values import Photo, PhotoId

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINTR)


class Alone:
    """Reads photos one after the other, so that the calls of two runs are the same."""

    size = 1

    def call(self, function, *arguments, seconds):
        return function(*arguments)


class Desk:
    """A place that pages go to, of a story whose photo lies on another disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.photo = picture_file(root / "originals" / "a.jpg", size=(30, 20))
        self.packs = {title: self._pack(title) for title in ("Old", "New")}
        self.place = root / "place"

    def story(self, title: str):
        return story_of(Photo(PhotoId("a"), self.photo, caption=title), title=title)

    def _pack(self, title: str) -> str:
        path = str(self.root / f"{title}.zip")
        list(collect(self.story(title), path, as_zip=True))
        return path

    def publish(self, title: str) -> None:
        options = site.Options(zip=True, epub=True, draft=True)
        list(site.publish(self.story(title), str(self.place / "page"), Alone(), options))

    def collect(self, title: str) -> None:
        list(collect(self.story(title), str(self.place / "together")))

    def pack(self, title: str) -> None:
        list(collect(self.story(title), str(self.place / "together.zip"), as_zip=True))

    def unpack(self, title: str) -> None:
        shutil.rmtree(self.place / title, ignore_errors=True)
        list(unpack(self.packs[title], str(self.place / title)))


WRITERS = [Desk.publish, Desk.collect, Desk.pack, Desk.unpack]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk in memory where the system has such a place: there are hundreds of exports."""
    monkeypatch.setattr(os, "fsync", os.fstat)  # No plug is pulled here.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="curator-", dir=memory) as root:
        yield Desk(Path(root))


def begun(desk: Desk, write: Callable[[Desk, str], None]) -> dict[str, bytes]:
    """Let the old stand in an empty place, and return it."""
    kept = desk.root / "kept"
    shutil.rmtree(desk.place, ignore_errors=True)
    if kept.exists():
        shutil.copytree(kept, desk.place)
    else:
        desk.place.mkdir()
        write(desk, "Old")
        shutil.copytree(desk.place, kept)
    return tree(desk.place)


def refused(desk: Desk, write: Callable[[Desk, str], None], disk: Disk) -> bool:
    """Write the new on *disk*, and say whether that was refused; fail if anything but our error says so."""
    try:
        with refusing(disk):
            write(desk, "New")
    except CuratorError as error:
        told = str(error)
    else:
        return False
    assert str(desk.place) in told
    return True


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_whichever_call_the_disk_refuses_the_old_stands_or_the_new_is_whole(desk, write) -> None:
    begun(desk, write)
    write(desk, "New")
    whole = tree(desk.place)
    for at in range(1, 2_000):
        before = begun(desk, write)
        disk = Disk(desk.place, ERRORS[at % len(ERRORS)], at=at, short=True)
        was_told = refused(desk, write, disk)
        assert tree(desk.place) == (before if was_told else whole), disk.calls[at - 1 :]
        if not disk.failed:
            break
        if at % 10 == 0:  # Well again, the disk takes the new one.
            write(desk, "New")
            assert tree(desk.place) == whole
    assert 30 < at < 1_999


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_a_disk_that_is_full_leaves_the_old_whole_without_a_stray(desk, write) -> None:
    before = begun(desk, write)
    size = max(1, sum(map(len, before.values())))
    rooms = sorted({0, 1, 2, *range(0, size, 1 + size // 50)})
    for room in rooms:
        disk = Disk(desk.place, errno.ENOSPC, room=room)
        if not refused(desk, write, disk):
            break
        assert tree(desk.place) == before
        assert not [name for name in os.listdir(desk.place) if ".curator-" in name]
    write(desk, "New")  # with room again
    assert tree(desk.place) != before
