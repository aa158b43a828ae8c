"""A manifest claimed by one process of the account: others know at once, and a process that died claims nothing."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from curator.manifest import claims as module
from curator.manifest.claims import Asked, Claims, Wish, key_of

HOLDER = """
import select, sys
from pathlib import Path
from curator.manifest.claims import Claims, Wish
claims = Claims(Path(sys.argv[1]))
door = claims.open_door()
print(claims.take(sys.argv[2]), flush=True)
while True:
    if sys.stdin in (ready := select.select([door, sys.stdin], [], [])[0]):
        break
    for asked in claims.wishes():
        if asked.wish is Wish.YIELD:
            claims.let_go(sys.argv[2])
        print(asked.wish, flush=True)
        claims.answer(asked)
claims.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "open"


@pytest.fixture
def story(tmp_path: Path) -> str:
    return str(tmp_path / "London.json")


@pytest.fixture
def claims(folder: Path):
    made = Claims(folder)
    yield made
    made.close()


@pytest.fixture
def other(folder: Path, story: str):
    """Another process that has the story open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), story],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    yield process
    process.kill()
    process.communicate()


def test_what_another_process_has_open_is_told_and_can_be_brought_up(
    claims: Claims, other: subprocess.Popen, story: str
) -> None:
    assert claims.is_elsewhere(story)
    assert not claims.take(story)
    assert claims.ask(story, Wish.SHOW)
    assert other.stdout.readline() == "show\n"
    assert claims.is_elsewhere(story)


def test_a_story_is_taken_over_from_a_process_that_answers(
    claims: Claims, other: subprocess.Popen, story: str
) -> None:
    assert claims.take_over(story)
    assert other.stdout.readline() == "yield\n"
    assert claims.take(story)


def test_a_process_that_hangs_keeps_nobody_out_and_learns_of_it_later(
    claims: Claims, folder: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    hanging = Claims(folder)
    hanging.open_door()
    assert hanging.take(story)
    assert not claims.take_over(story)
    assert hanging.is_elsewhere(story) is False  # It does not know yet,
    (asked,) = hanging.wishes()  # but finds the wish when it goes on.
    assert asked == Asked(Wish.YIELD, key_of(story), asked.answer_to)
    hanging.let_go(story)
    hanging.answer(asked)
    hanging.close()
    third = Claims(folder)
    assert third.is_elsewhere(story)


def test_a_crash_leaves_no_claim(claims: Claims, other: subprocess.Popen, story: str) -> None:
    other.kill()
    other.wait()
    assert not claims.is_elsewhere(story)
    assert not claims.ask(story, Wish.SHOW)
    assert claims.take(story)


def test_a_claim_given_up_is_free(claims: Claims, folder: Path, story: str) -> None:
    third = Claims(folder)
    assert claims.take(story)
    assert not third.take(story)
    claims.let_go(story)
    assert third.take(story)
    third.close()
    assert os.listdir(folder) == []


def test_two_windows_of_one_process_each_give_a_claim_up(
    claims: Claims, folder: Path, story: str
) -> None:
    assert claims.take(story)
    assert claims.take(story)
    claims.let_go(story)
    assert Claims(folder).is_elsewhere(story)
    claims.let_go(story)
    assert not Claims(folder).is_elsewhere(story)


def test_a_link_to_a_story_is_the_story(claims: Claims, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("{}")
    (tmp_path / "link.json").symlink_to("real.json")
    assert claims.take(str(tmp_path / "link.json"))
    assert Claims(folder).is_elsewhere(str(tmp_path / "real.json"))


def test_nobody_else_can_look_in_and_no_name_is_told(
    claims: Claims, folder: Path, story: str
) -> None:
    claims.open_door()
    claims.take(story)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        told = path.name + ("" if path.suffix == ".pipe" else path.read_text())
        assert "London" not in told


@pytest.mark.parametrize(
    "message",
    [
        b"show\n",
        b"open " + b"a" * 32 + b" " + b"b" * 16 + b"\n",
        b"show ../../etc/passwd " + b"b" * 16 + b"\n",
        b"show " + b"a" * 32 + b" ../../../x\n",
        b"\xff" * 5000,
        b"show " + b"a" * 32 + b" " + b"b" * 16,
    ],
)
def test_messages_that_are_none_are_passed_over(
    claims: Claims, folder: Path, message: bytes
) -> None:
    claims.open_door()
    (pipe,) = folder.glob("*.pipe")
    handle = os.open(pipe, os.O_WRONLY)
    os.write(handle, message)
    os.close(handle)
    assert claims.wishes() == []


def test_pipes_of_processes_that_are_no_more_are_cleared_away(claims: Claims, folder: Path) -> None:
    folder.mkdir(parents=True)
    os.mkfifo(folder / "dead.pipe")
    living = Claims(folder)
    living.open_door()
    claims.open_door()
    assert len(list(folder.glob("*.pipe"))) == 2
    assert not (folder / "dead.pipe").exists()
    living.close()


def test_a_lock_file_that_names_something_else_is_asked_nothing(
    claims: Claims, folder: Path, story: str
) -> None:
    third = Claims(folder)
    third.take(story)
    for words in ("../../../etc/passwd", "", "\N{SNOWMAN}"):
        (folder / f"{key_of(story)}.lock").write_text(words)
        assert not claims.ask(story, Wish.SHOW)
    third.close()


def test_a_folder_that_cannot_be_made_grants_every_claim(tmp_path: Path, story: str) -> None:
    (tmp_path / "file").write_text("")
    claims = Claims(tmp_path / "file" / "open")
    assert claims.open_door() is None
    assert claims.take(story)
    assert not claims.is_elsewhere(story)
    assert claims.wishes() == []
    claims.close()


def test_claims_taken_from_many_threads_are_had_by_one(folder: Path, story: str) -> None:
    several = [Claims(folder) for _ in range(8)]
    begin = threading.Barrier(8)
    had: list[bool] = []

    def take(claims: Claims) -> None:
        begin.wait()
        had.append(claims.take(story))

    threads = [threading.Thread(target=take, args=(claims,)) for claims in several]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(had) == 1
    for claims in several:
        claims.close()
