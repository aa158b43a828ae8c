"""Work put aside survives what its file may meet: cuts at any byte, damage, kills at any call, other people's eyes."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from factories import photo, story, story_of

from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.story import edits
from curator.story.values import PhotoId, Story


def left_behind(folder: Path, what: Story, path: str = "", known: str | None = None) -> Path:
    """Put *what* aside as a window that is no more; return the file of it."""
    store = RecoveryStore(folder)
    store.keep(what, path, known)
    os.close(store._lock)
    return store._snapshot


def test_a_snapshot_cut_at_any_byte_is_passed_over_and_never_half_a_story(tmp_path: Path) -> None:
    whole = left_behind(tmp_path, story(2, title="Whole"))
    data = whole.read_bytes()
    for size in range(len(data)):
        whole.write_bytes(data[:size])
        for found in RecoveryStore(tmp_path).found():
            assert size == len(data) - 1, "only the last line end may be missing"
            assert found.story.title == "Whole"
            assert len(found.story.photos) == 2


def test_a_damaged_snapshot_hides_no_sound_one(tmp_path: Path) -> None:
    left_behind(tmp_path, story(1, title="Sound"))
    for number, data in enumerate((b"", b"\0" * 500, b"{}", b'{"of": 7}\n{}', b"\xff\xfe\n\n")):
        (tmp_path / f"{number}.json").write_bytes(data)
    assert [found.story.title for found in RecoveryStore(tmp_path).found()] == ["Sound"]


def test_snapshots_tell_the_manifest_and_its_bytes_that_they_build_on(tmp_path: Path) -> None:
    left_behind(tmp_path / "state", story(1, title="Later"), "/stories/a.json", "f1")
    left_behind(tmp_path / "state", story(1, title="Other"), "/stories/b.json", "f2")
    found = {
        f.path: (f.story.title, f.fingerprint) for f in RecoveryStore(tmp_path / "state").found()
    }
    assert found == {"/stories/a.json": ("Later", "f1"), "/stories/b.json": ("Other", "f2")}


def test_an_edit_of_three_hundred_photos_comes_back_the_same(tmp_path: Path) -> None:
    before = story_of(*(photo(number) for number in range(300)))
    ids = [PhotoId(f"p{number}") for number in range(300)]
    after = edits.set_field(ids, "credit", "Ana Ruiz/Agency").apply(before)
    left_behind(tmp_path, after)
    (found,) = RecoveryStore(tmp_path).found()
    assert found.story == after


def test_nobody_else_may_read_what_is_put_aside(tmp_path: Path) -> None:
    left_behind(tmp_path / "state" / "recovery", story(1))
    assert stat.S_IMODE((tmp_path / "state" / "recovery").stat().st_mode) == 0o700


def test_a_hard_link_keeps_what_it_had_and_the_story_goes_on_under_its_name(tmp_path: Path) -> None:
    path, other = tmp_path / "story.json", tmp_path / "other.json"
    known = files.save(story(1, title="Both"), str(path), None)
    other.hardlink_to(path)
    files.save(story(1, title="One"), str(path), known)
    assert files.load(str(path)).story.title == "One"
    assert files.load(str(other)).story.title == "Both"


KILLED = """
import errno, os, sys
from pathlib import Path
from factories import story
from faulty_disk import Disk, refusing
from curator.manifest import files
from curator.manifest.recovery import RecoveryStore

class Deadly(Disk):
    def refuse(self, name, path=None):
        self.calls.append(name)
        if len(self.calls) == self.at:
            os._exit(9)

def work(place, title):
    files.save(story(3, title=title), str(place / "story.json"), None)
    RecoveryStore(place / "recovery").keep(story(3, title=title), "", None)

root = Path(sys.argv[1])
os.fsync = os.fstat
for at in range(1, 200):
    place = root / str(at)
    place.mkdir()
    work(place, "Old")
    child = os.fork()
    if not child:
        with refusing(Deadly(place, errno.EIO, at=at)):
            work(place, "New")
        os._exit(0)
    if not os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        break
print(at)
"""


@pytest.mark.timeout(120)
def test_a_kill_at_any_call_leaves_old_or_new(tmp_path: Path) -> None:
    tests = Path(__file__).resolve().parents[1]
    paths = [str(tests), str(tests / "photos" / "metadata"), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    assert done.returncode == 0, done.stderr
    count = int(done.stdout)
    assert 30 < count < 199
    for at in range(1, count):
        place = tmp_path / str(at)
        assert files.load(str(place / "story.json")).story.title in ("Old", "New")
        kept = [found.story.title for found in RecoveryStore(place / "recovery").found()]
        assert "Old" in kept
        assert set(kept) <= {"Old", "New"}
