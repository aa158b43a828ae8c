"""A disk that refuses any one call, all calls from one on, or is full at any byte: old or new is whole."""

import errno
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, story, story_of
from faulty_disk import Disk, refusing

from curator.errors import CuratorError, KitError, ManifestNotWritten, SheetError, VersionUnusable
from curator.kit.shelf import Shelf
from curator.manifest import files, sheets
from curator.manifest.recovery import RecoveryStore
from curator.manifest.versions.store import VersionStore
from curator.story.values import Story

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINTR)
OLD, NEW = story(2, title="Old"), story(3, title="New")


class Place:
    """A folder to which something is written, as the old and as the new."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.recovery = RecoveryStore(folder / "recovery")
        self.versions = VersionStore(folder / "versions", lambda: 1.8e9)
        self.shelf = Shelf(folder / "kit")

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def seen(self) -> dict[str, bytes]:
        """Return each file that holds something."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.stat().st_size and path.name != "lock":
                found[str(path.relative_to(self.folder))] = path.read_bytes()
        return found


def save(place: Place, what: Story) -> None:
    files.write(what, place.path("story.json"), None)


def put_aside(place: Place, what: Story) -> None:
    place.recovery.keep(what, "/stories/story.json", None)


def keep(place: Place, what: Story) -> None:
    """Keep a version of a save that went well before."""
    data = files.to_bytes(what, str(place.folder))
    written = files.Written(place.path("story.json"), data, files.fingerprint_of(data))
    place.versions.keep(what, replace(written, replaced=b"{}"))


def csv_sheet(place: Place, what: Story) -> None:
    sheets.write(what, place.path("words.csv"))


def put_on_the_shelf(place: Place, what: Story) -> None:
    place.shelf.write("words", {"title": what.title})


WRITERS: dict[Callable[[Place, Story], None], type[CuratorError]] = {
    save: ManifestNotWritten,
    put_aside: ManifestNotWritten,
    keep: VersionUnusable,
    csv_sheet: SheetError,
    put_on_the_shelf: KitError,
}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count flushes without doing them: no plug is pulled here, and a thousand of them take half a minute."""
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture
def places(tmp_path: Path) -> Callable[[], Place]:
    """Make a place anew; the one before is gone."""

    def make() -> Place:
        shutil.rmtree(tmp_path / "place", ignore_errors=True)
        return Place(tmp_path / "place")

    return make


def judged(place: Place, write: Callable[[Place, Story], None], disk: Disk) -> None:
    """Write the new where the old is, on *disk*; fail unless old or new is whole and a failure is told.

    Afterwards the disk is well again, and the next write must go through.
    """
    write(place, OLD)
    before = place.seen()
    told = ""
    with refusing(disk):
        try:
            write(place, NEW)
        except WRITERS[write] as error:
            told = str(error)
    after = place.seen()
    write(place, NEW)
    whole = place.seen()
    if not told:
        assert after == whole
        return
    assert str(place.folder) in told
    assert before.keys() <= after.keys()
    if write is keep:
        assert titles(place) == ["New", "Old"]
        return  # A version beside the list of them is whole, too, and gone with the next one.
    # What is new may stand there already: then it is whole.
    assert after.keys() <= whole.keys() or disk.for_good
    assert all(after[name] in (before.get(name), whole.get(name)) for name in before)


def titles(place: Place) -> list[str]:
    """Return the titles of the versions kept, each of which can be read."""
    path = place.path("story.json")
    listed = place.versions.versions(path)
    for version in listed:
        assert files.load_bytes(place.versions.read(path, version), path, "/").story
    return [version.title for version in listed]


@pytest.mark.parametrize("error", ERRORS, ids=os.strerror)
@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_whichever_call_the_disk_refuses_old_or_new_is_whole_and_the_refusal_told(
    places: Callable[[], Place], write: Callable[[Place, Story], None], error: int
) -> None:
    for at in range(1, 500):
        disk = Disk(places().folder.parent, error, at=at, short=True)
        judged(places(), write, disk)
        if not disk.failed:
            break
    assert 10 < at < 499


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_a_disk_that_is_gone_from_any_call_on_costs_nothing_that_was_whole(
    places: Callable[[], Place], write: Callable[[Place, Story], None]
) -> None:
    for at in range(1, 500):
        disk = Disk(places().folder.parent, errno.EIO, at=at, for_good=True)
        judged(places(), write, disk)
        if not disk.failed:
            break
    assert 10 < at < 499


@pytest.mark.parametrize("write", [save, put_aside, csv_sheet], ids=lambda write: write.__name__)
def test_a_disk_that_is_full_at_any_byte_leaves_the_old_whole_and_says_so(
    places: Callable[[], Place], write: Callable[[Place, Story], None]
) -> None:
    place, room = places(), -1
    write(place, OLD)
    before = place.seen()
    while True:
        room += 1
        try:
            with refusing(Disk(place.folder, errno.ENOSPC, room=room)):
                write(place, NEW)
        except WRITERS[write] as error:
            told = str(error)
        else:
            break
        assert "full" in told or os.strerror(errno.ENOSPC) in told
        assert place.seen() == before
    assert place.seen().keys() == before.keys()
    assert room == max(map(len, place.seen().values()))


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let the system itself take no more than *size* bytes into any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_system_that_cuts_a_write_short_at_any_byte_never_cuts_a_story(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    files.save(OLD, str(path), None)
    old, new = path.read_bytes(), files.to_bytes(NEW, str(tmp_path))
    for size in range(len(new)):
        with pytest.raises(ManifestNotWritten), files_no_longer_than(size):
            files.save(NEW, str(path), None)
        assert path.read_bytes() == old
        assert os.listdir(tmp_path) == ["story.json"]
    with files_no_longer_than(len(new)):
        files.save(NEW, str(path), None)
    assert path.read_bytes() == new


@pytest.mark.parametrize("call", ["open", "fsync", "close"])
def test_a_story_in_place_that_the_disk_may_not_keep_is_no_story_of_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = str(tmp_path / "story.json")
    known = files.save(OLD, path, None)
    counted = Disk(tmp_path, errno.EIO)
    with refusing(counted):
        files.save(OLD, path, known)
    calls = counted.calls[:-1]  # The last one lets go of the folder, when all is said and done.
    at = len(calls) - calls[::-1].index(call)
    told = pytest.raises(ManifestNotWritten, match="does not say that it keeps")
    with told as raised, refusing(Disk(tmp_path, errno.EIO, at=at)):
        files.save(NEW, path, known)
    assert files.load(path).story.title == "New"
    later = story_of(photo(1), title="Later")
    assert files.save(later, path, raised.value.standing)
    assert files.load(path).story.title == "Later"


def test_a_story_that_never_came_to_stand_there_has_no_fingerprint(tmp_path: Path) -> None:
    path = str(tmp_path / "story.json")
    known = files.save(OLD, path, None)
    with pytest.raises(ManifestNotWritten) as raised, refusing(Disk(tmp_path, errno.EIO, room=9)):
        files.save(NEW, path, known)
    assert not raised.value.standing


def test_a_version_is_kept_whole_or_not_at_all_on_a_disk_full_at_any_byte(
    places: Callable[[], Place],
) -> None:
    place, room = places(), -1
    keep(place, OLD)
    while True:
        room += 7  # Two files are written, one after the other.
        disk = Disk(place.folder, errno.ENOSPC, room=room)
        try:
            with refusing(disk):
                keep(place, NEW)
        except VersionUnusable:
            assert titles(place) == ["Old"]
        else:
            break
    assert titles(place) == ["New", "Old"]
