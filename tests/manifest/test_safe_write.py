"""A file is replaced whole or stays whole: through failing calls, full disks and kills."""

import errno
import os
import random
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.manifest import files, safe_write

OLD, NEW = b"old words\n" * 50, b"new words, more of them\n" * 400
CALLS = ("open", "fchmod", "write", "fsync", "close", "replace", "stat", "access")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "story.json"
    path.write_bytes(OLD)
    return path


def failing(real: Callable, at: int, error: int) -> Callable:
    """Return *real*, but its call number *at*, from 1, fails."""
    calls = 0

    def call(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            if real is CLOSE:  # The handle is gone even where closing it reports an error.
                real(*arguments)
            raise OSError(error, os.strerror(error))
        return real(*arguments, **named)

    return call


CLOSE = os.close


def short(real: Callable) -> Callable:
    """Return ``os.write`` as on a disk that takes a little at a time."""
    return lambda handle, data: real(handle, data[:1000])


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=os.strerror)
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("is_new", [False, True], ids=["replacing", "creating"])
def test_whichever_call_fails_the_file_is_whole_and_the_failure_told(
    path: Path, name: str, error: int, is_new: bool
) -> None:
    before = None if is_new else OLD
    real_write = os.write
    for at in range(1, 100):
        path.unlink(missing_ok=True)
        if not is_new:
            path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(os, "write", short(real_write))
            patched.setattr(os, name, failing(getattr(os, name), at, error))
            try:
                safe_write.write(str(path), NEW)
            except OSError as raised:
                told = raised.errno == error
            else:
                told = None
        found = path.read_bytes() if path.exists() else None
        assert os.listdir(path.parent) == ([path.name] if found is not None else [])
        if told is None and found == NEW and not _was_called(name, at, is_new):
            break
        assert told
        assert found in (before, NEW)
    else:
        pytest.fail("no run without a failure")


def _was_called(name: str, at: int, is_new: bool) -> bool:
    """Say whether a write that goes well makes call *at* of *name*."""
    writes = -(-len(NEW) // 1000)
    times = {"write": writes, "open": 2, "close": 2, "fsync": 2, "replace": 1}
    times |= {"fchmod": 0, "access": 0} if is_new else {"fchmod": 1, "access": 1}
    return at <= times.get(name, 0)


def test_a_disk_that_takes_a_little_at_a_time_gets_everything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", short(os.write))
    safe_write.write(str(path), NEW)
    assert path.read_bytes() == NEW


def test_nobody_ever_meets_half_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def watched(handle: int, data: bytes) -> int:
        seen.append(path.read_bytes())
        return real(handle, data[:1000])

    real = os.write
    monkeypatch.setattr(os, "write", watched)
    safe_write.write(str(path), NEW)
    assert set(seen) == {OLD}


def test_the_bytes_reach_the_disk_before_the_name_and_the_name_before_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    for name in ("write", "fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *a, real=real, name=name: (order.append(name), real(*a))[1]
        )
    safe_write.write(str(path), NEW)
    assert order == ["write", "fsync", "replace", "fsync"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666])
def test_the_mode_of_a_file_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    safe_write.write(str(path), NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_is_for_whom_the_user_wants_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        safe_write.write(str(tmp_path / "new.json"), NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.json"
    link.symlink_to("../story.json")
    safe_write.write(str(link), NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert os.listdir(link.parent) == ["link.json"]


def test_a_link_to_nothing_makes_what_it_names(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("made.json")
    safe_write.write(str(link), NEW)
    assert (tmp_path / "made.json").read_bytes() == NEW
    assert link.is_symlink()


def test_a_read_only_file_is_refused(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        safe_write.write(str(path), NEW)
    assert path.read_bytes() == OLD
    assert os.listdir(path.parent) == [path.name]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(OSError, match="not a file"):
            safe_write.write(str(tmp_path / name), NEW)
    assert sorted(os.listdir(tmp_path)) == ["folder", "pipe"]


def test_a_link_laid_where_the_new_file_is_written_is_not_followed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = path.parent / "victim"
    victim.write_bytes(b"untouched")
    monkeypatch.setattr(safe_write.os, "urandom", lambda _: bytes.fromhex("0123"))
    (path.parent / ".curator-0123.tmp").symlink_to(victim)
    with pytest.raises(OSError, match="exists"):
        safe_write.write(str(path), NEW)
    assert victim.read_bytes() == b"untouched"
    assert path.read_bytes() == OLD


def test_a_story_survives_kills_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    chance = random.Random(7)
    tests = str(Path(__file__).resolve().parents[1])
    seen: set[int] = set()
    for _ in range(3):
        # A saving process is forked anew for each kill: starting Python each time takes longest.
        worker = subprocess.Popen(
            [sys.executable, "-c", _FORKING, str(path), str(chance.random())],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([tests, *sys.path])},
        )
        out, _ = worker.communicate(timeout=60)
        assert worker.returncode == 0
        seen.update(int(count) for count in out.split())
    assert len(seen) > 3
    files.load(str(path))


_FORKING = """
import os, random, signal, sys, time
from factories import photo, story_of
from curator.manifest import files

path, seed = sys.argv[1:]
chance = random.Random(seed)
for _ in range(12):
    child = os.fork()
    if not child:
        number = 0
        while True:
            number += 1
            files.save(story_of(*(photo(n) for n in range(number % 40 + 1))), path, None)
    until = time.monotonic() + 10
    while not os.path.exists(path) and time.monotonic() < until:
        pass
    time.sleep(chance.random() / 20)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(len(files.load(path).story.photos))
"""
