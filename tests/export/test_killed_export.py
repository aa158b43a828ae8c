"""Exports killed at any of their calls, made elsewhere and by others, and of photos that lead out of the story."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from publishing import run, story_of, tree

from curator.export import folder as folders
from curator.export import report
from curator.story.values import Photo, PhotoId

TESTS = Path(__file__).resolve().parents[1]
PATHS = [str(TESTS), str(TESTS / "photos" / "metadata"), str(TESTS / "export"), *sys.path]


def python(code: str, *arguments: str, **environment: str) -> str:
    """Run *code* in a process of its own, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=150,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(PATHS), **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


PUBLISHING = """
import errno, os, shutil, sys
from pathlib import Path
from publishing import story_of
from curator.export.site import Options, publish
from curator.story.values import Photo, PhotoId

class Alone:
    size = 1
    def call(self, function, *arguments, seconds):
        return function(*arguments)

def export(photo, target, title, **more):
    story = story_of(Photo(PhotoId("a"), photo, caption=title), title=title)
    list(publish(story, target, Alone(), Options(**more)))
"""

KILLED = (
    PUBLISHING
    + """
from faulty_disk import Disk, refusing

class Deadly(Disk):
    def refuse(self, name, path=None):
        self.calls.append(name)
        if len(self.calls) == self.at:
            os._exit(9)

root, photo = Path(sys.argv[1]), sys.argv[2]
(root / "old").mkdir()
export(photo, str(root / "old" / "page"), "Old", draft=True, zip=True)
counted = Disk(root / "count", errno.EIO)
shutil.copytree(root / "old", root / "count")
with refusing(counted):
    export(photo, str(root / "count" / "page"), "New", draft=True, zip=True)
shutil.rmtree(root / "count")
last = len(counted.calls)
# Each call of the last fifty, in which the pages change places, and each third one before.
for at in [*range(1, last - 50, 3), *range(last - 50, last + 1)]:
    shutil.copytree(root / "old", root / str(at))
    child = os.fork()
    if not child:
        with refusing(Deadly(root / str(at), errno.EIO, at=at)):
            export(photo, str(root / str(at) / "page"), "New", draft=True, zip=True)
        os._exit(0)
    os.waitpid(child, 0)
    print(at)
"""
)


@pytest.mark.timeout(200)
def test_a_kill_at_any_call_of_an_export_leaves_a_whole_page(make_photo, tmp_path) -> None:
    root = tmp_path / "killed"
    root.mkdir()
    photo = make_photo("a.jpg", size=(60, 40))
    tried = python(KILLED, str(root), photo.file).split()
    assert len(tried) > 100
    seen = set()
    for at in tried:
        target = root / at / "page"
        folders.tidy(str(target))  # as the next export does first of all
        digests = report.read(str(target))
        assert digests is not None, at
        assert not report.compare(str(target), digests).changed
        assert set(digests) | {report.NAME} == set(tree(target))
        seen.add("New" if b"<title>New" in (target / "index.html").read_bytes() else "Old")
        assert [n for n in os.listdir(root / at) if ".curator-" in n] == []
    assert seen == {"Old", "New"}


ELSEWHERE = (
    PUBLISHING
    + """
import time
os.umask(int(sys.argv[3], 8))
real = time.time
time.time = lambda: real() + 400_000_000
export(sys.argv[1], sys.argv[2], "Walls", zip=True, epub=True)
"""
)


def test_a_page_made_elsewhere_at_another_time_by_somebody_else_has_the_same_bytes(
    make_photo, tmp_path
) -> None:
    photo = make_photo("a.jpg", size=(60, 40))
    other = tmp_path / "somewhere else"
    other.mkdir()
    moved = other / "b.jpg"
    moved.write_bytes(Path(photo.file).read_bytes())
    here = {"TZ": "UTC", "USER": "ana", "HOME": str(tmp_path), "PYTHONHASHSEED": "1", "LANG": "C"}
    there = {
        "TZ": "Asia/Tokyo",
        "USER": "bo",
        "HOME": "/",
        "PYTHONHASHSEED": "2",
        "LANG": "C.UTF-8",
    }
    for target, file, umask, account in (
        (tmp_path / "one" / "page", photo.file, "022", here),
        (other / "two" / "page", str(moved), "077", there),
    ):
        python(ELSEWHERE, file, str(target), umask, HOSTNAME=account["USER"], **account)
    first, second = tree(tmp_path / "one"), tree(other / "two")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("target", ["/etc/hostname", "/dev/zero", "/proc/self/environ"])
def test_a_link_of_the_story_that_leads_to_no_picture_publishes_nothing_of_it(
    make_photo, tmp_path, readers, target
) -> None:
    link = tmp_path / "originals" / "link.jpg"
    sound = make_photo("sound.jpg", size=(60, 40))
    link.symlink_to(target)
    story = story_of(sound, Photo(id=PhotoId("link"), file=str(link)))
    end = run(story, tmp_path / "page", readers)
    assert [one for one, _ in end.left_out] == ["link"]
    environment = os.environ.get("PATH", "").encode()
    assert not [name for name, data in tree(tmp_path / "page").items() if environment in data]
