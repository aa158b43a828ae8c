"""Saves of several processes on one manifest: nobody's work is overwritten without anybody knowing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factories import story

from curator.errors import ManifestChanged, ManifestGone, ManifestNotWritten
from curator.manifest import files, safe_write
from curator.story import edits

ROUNDS = 100

WRITER = """
import sys
from curator.errors import ManifestChanged
from curator.manifest import files
from curator.story.dictionary import add_word
from curator.story.merging import merge

path, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
opened = files.load(path)
story, base, known, told = opened.story, opened.story, opened.fingerprint, 0
print("ready", flush=True)
sys.stdin.readline()
for n in range(rounds):
    story = add_word(f"{name}{n}").apply(story)
    while True:
        try:
            known = files.save(story, path, known)
        except ManifestChanged:
            told += 1
            opened = files.load(path)
            story = merge(base, story, opened.story).story
            base, known = opened.story, opened.fingerprint
        else:
            base = story
            break
print(told)
"""


def test_two_processes_that_save_a_hundred_times_each_lose_no_word(tmp_path: Path) -> None:
    path = str(tmp_path / "story.json")
    files.save(story(2), path, None)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name, str(ROUNDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("alpha", "beta")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    answers = [writer.communicate("go\n", timeout=60)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    words = set(files.load(path).story.dictionary)
    assert words == {f"{name}{n}" for name in ("alpha", "beta") for n in range(ROUNDS)}
    assert sum(map(int, answers)) > 0  # They met, or this has shown nothing.


def test_a_file_written_while_a_save_is_on_its_way_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By somebody who takes no lock, as a program that syncs folders."""
    path = tmp_path / "story.json"
    known = files.save(story(1), str(path), None)
    theirs = files.to_bytes(story(3), str(tmp_path))
    real = os.fsync

    def meanwhile(handle: int) -> None:
        path.write_bytes(theirs)
        real(handle)

    monkeypatch.setattr(safe_write.os, "fsync", meanwhile)
    with pytest.raises(ManifestChanged):
        files.save(story(2), str(path), known)
    assert path.read_bytes() == theirs
    assert os.listdir(tmp_path) == ["story.json"]


def test_a_file_that_was_removed_is_not_made_again_without_being_asked(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    known = files.save(story(1), str(path), None)
    path.unlink()
    with pytest.raises(ManifestGone, match="removed or moved"):
        files.save(story(2), str(path), known)
    assert os.listdir(tmp_path) == []
    files.save(story(2), str(path), None)


def test_a_folder_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    path = folder / "story.json"
    known = files.save(story(1), str(path), None)
    folder.rename(tmp_path / "unplugged")
    with pytest.raises(ManifestNotWritten, match="folder is not there"):
        files.save(story(2), str(path), known)
    assert not folder.exists()
    (tmp_path / "unplugged").rename(folder)
    assert files.save(story(2), str(path), known)


def test_a_pipe_in_the_place_of_a_story_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    known = files.save(story(1), str(path), None)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ManifestNotWritten):
        files.save(story(2), str(path), known)


def test_somebody_who_keeps_a_folder_for_ever_keeps_nobody_from_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_write, "_PATIENCE", 0.05)
    path = str(tmp_path / "story.json")
    with safe_write.alone(path):
        known = files.save(story(1), path, None)
    assert files.save(edits.set_story("title", "Later").apply(story(1)), path, known)


def test_a_sign_differs_where_size_and_time_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    files.save(story(1), str(path), None)
    status, before = path.stat(), files.sign_of(str(path))
    path.write_bytes(path.read_bytes().replace(b"Caption 1", b"Caption 9"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert files.sign_of(str(path)) != before
    path.unlink()
    assert files.sign_of(str(path)) is None
