"""The pool of worker processes: foreign files may loop, crash and swell, and only they suffer."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from factories import picture_file
from hostile_files import png, slow_jpeg

from curator import cli
from curator.captions import filler
from curator.errors import DamagedPhoto, NotAPhoto, OversizedPhoto, PhotoError, ReadingStopped
from curator.photos import worker
from curator.photos.answers import make_large, make_thumbnail, read_photo
from curator.photos.files import check_file
from curator.photos.workers import Readers

PATIENCE = 30.0


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def workers() -> set[int]:
    """Return the ids of this process's worker processes."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = entry.joinpath("stat").read_text().rpartition(")")[2].split()[1]
                command = entry.joinpath("cmdline").read_bytes()
            except OSError:
                continue
            if int(parent) == os.getpid() and b"curator.photos.worker" in command:
                found.add(int(entry.name))
    return found


def test_a_question_is_answered_by_values_and_bytes(readers: Readers, tmp_path: Path) -> None:
    value, blobs = readers.call(make_thumbnail, picture_file(tmp_path / "a.png"), 20)
    assert value == [20, 15]
    assert len(blobs) == 1
    assert blobs[0].startswith(b"\xff\xd8")


def test_a_large_answer_comes_whole(readers: Readers, tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((1500, 1500), 90).save(tmp_path / "noise.png")
    value, (blob,) = readers.call(make_large, str(tmp_path / "noise.png"), None)
    assert len(blob) > 1 << 20
    assert Image.open(BytesIO(blob)).size == tuple(value)


def test_an_error_arrives_as_it_was_raised(readers: Readers, tmp_path: Path) -> None:
    text = tmp_path / "a\udce9.jpg"
    text.write_text("no picture")
    with pytest.raises(NotAPhoto) as caught:
        readers.call(read_photo, str(text))
    assert (caught.value.path, caught.value.reason) == (str(text), "this is not a picture")


def test_whatever_else_a_reader_raises_is_a_damaged_photo(readers: Readers) -> None:
    with pytest.raises(DamagedPhoto, match=r"pic.jpg: it cannot be read \(TypeError"):
        readers.call(make_thumbnail, "pic.jpg")


def test_only_functions_of_curator_are_called(readers: Readers, tmp_path: Path) -> None:
    before = len(os.listdir(tmp_path))
    with pytest.raises(DamagedPhoto, match="ValueError"):
        readers.call(os.mkdir, str(tmp_path / "made"))
    assert len(os.listdir(tmp_path)) == before


def test_a_file_that_takes_for_ever_is_given_up_within_its_time(
    readers: Readers, tmp_path: Path
) -> None:
    slow = slow_jpeg(tmp_path / "slow.jpg")
    sound = picture_file(tmp_path / "sound.jpg")
    before = time.process_time(), time.monotonic()
    with ThreadPoolExecutor(2) as threads:
        stuck = threads.submit(readers.call, make_thumbnail, slow, 50, seconds=0.5)
        answered = 0
        while not stuck.done():
            assert readers.call(make_thumbnail, sound, 20)[0] == [20, 15]
            answered += 1
        with pytest.raises(ReadingStopped, match=r"slow\.jpg"):
            stuck.result()
    assert answered > 3
    assert time.monotonic() - before[1] < PATIENCE
    assert readers.call(make_thumbnail, sound, 20)[0] == [20, 15]


def test_time_that_one_question_left_is_not_taken_from_the_next(tmp_path: Path) -> None:
    slow = slow_jpeg(tmp_path / "slow.jpg", scans=60)
    spent = 0.0
    with Readers(1) as readers:
        while spent < 1.5:
            before = time.monotonic()
            assert readers.call(make_thumbnail, slow, 50, seconds=1)[0] == [50, 50]
            spent += time.monotonic() - before


def test_a_worker_that_leaves_is_replaced(tmp_path: Path) -> None:
    with Readers(1) as readers:
        with pytest.raises(ReadingStopped):
            readers.call(cli.main, ["--help"])  # ends the process that runs it
        sound = picture_file(tmp_path / "sound.jpg")
        assert readers.call(make_thumbnail, sound, 20)[0] == [20, 15]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
@pytest.mark.parametrize("death", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_worker_that_crashes_is_replaced(tmp_path: Path, death: signal.Signals) -> None:
    others = workers()
    slow = slow_jpeg(tmp_path / "slow.jpg")
    sound = picture_file(tmp_path / "sound.jpg")
    with Readers(1) as readers, ThreadPoolExecutor(1) as threads:
        question = threads.submit(readers.call, make_thumbnail, slow, 50, seconds=60)
        wait_until(lambda: bool(workers() - others))
        (victim,) = workers() - others
        os.kill(victim, death)
        with pytest.raises(ReadingStopped, match=r"slow\.jpg"):
            question.result(PATIENCE)
        assert readers.call(make_thumbnail, sound, 20)[0] == [20, 15]
        assert victim not in workers()
    assert workers() == others


def test_closing_ends_questions_under_way_and_waiting(tmp_path: Path) -> None:
    others = workers()
    slow = slow_jpeg(tmp_path / "slow.jpg")
    readers = Readers(1)
    with ThreadPoolExecutor(3) as threads:
        asked = [
            threads.submit(readers.call, make_thumbnail, slow, 50, seconds=60) for _ in range(3)
        ]
        wait_until(lambda: bool(workers() - others))
        readers.close()
        for question in asked:
            with pytest.raises((ReadingStopped, RuntimeError)):
                question.result(PATIENCE)
    assert workers() == others
    with pytest.raises(RuntimeError, match="closed"):
        readers.call(make_thumbnail, slow, 50)
    readers.close()


def test_closing_while_a_worker_is_starting_leaves_none_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = workers()
    readers = Readers(1)
    real = subprocess.Popen

    def start(*arguments: object, **named: object) -> subprocess.Popen:
        process = real(*arguments, **named)
        readers.close()
        return process

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(RuntimeError, match="closed"):
        readers.call(make_thumbnail, "a.jpg", 50)
    assert workers() == others


def test_a_pool_never_runs_more_workers_than_its_size(tmp_path: Path) -> None:
    others = workers()
    sound = picture_file(tmp_path / "sound.jpg")
    most = 0
    with Readers(2) as readers, ThreadPoolExecutor(6) as threads:
        asked = [threads.submit(readers.call, make_thumbnail, sound, 20) for _ in range(40)]
        while not all(question.done() for question in asked):
            most = max(most, len(workers() - others))
        assert [question.result()[0] for question in asked] == [[20, 15]] * 40
        most = max(most, len(workers() - others))
    assert 1 <= most <= 2


def test_an_urgent_question_goes_before_those_that_wait(tmp_path: Path) -> None:
    slow = slow_jpeg(tmp_path / "slow.jpg", scans=150)
    sound = picture_file(tmp_path / "sound.jpg")
    answered: list[str] = []

    def ask(name: str, path: str, *, is_urgent: bool) -> None:
        readers.call(make_thumbnail, path, 20, is_urgent=is_urgent)
        answered.append(name)

    others = workers()
    with Readers(1) as readers, ThreadPoolExecutor(6) as threads:
        asked = [threads.submit(ask, "under way", slow, is_urgent=False)]
        wait_until(lambda: bool(workers() - others))
        asked += [threads.submit(ask, "patient", sound, is_urgent=False) for _ in range(4)]
        asked.append(threads.submit(ask, "urgent", sound, is_urgent=True))
        for question in asked:
            question.result(PATIENCE)
    assert answered == ["under way", "urgent", *["patient"] * 4]


def test_a_pool_that_nobody_asks_starts_no_process() -> None:
    others = workers()
    with Readers(2):
        assert workers() == others


_LIMITED = """
import sys
from curator.photos import thumbnails, worker

with open("/proc/self/statm") as file:
    pages = int(file.read().split()[0])
worker.MEMORY = pages * 4096 + 120 * 2**20
worker.limit()
question = {"function": "curator.photos.answers:make_large", "arguments": [sys.argv[1], None]}
print(worker.reply(question | {"seconds": 30})[0])
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_a_picture_that_asks_for_more_memory_than_granted_is_refused(tmp_path: Path) -> None:
    hog = png(tmp_path / "hog.png", 6000, 6000)
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, hog], capture_output=True, text=True, timeout=60
    )
    assert "OversizedPhoto" in done.stdout, done.stderr
    assert "more memory than Curator grants" in done.stdout


def test_memory_that_runs_out_anywhere_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def swell(path: str) -> None:
        raise MemoryError

    monkeypatch.setattr(filler, "is_camera_filler", swell)
    question = {
        "function": "curator.captions.filler:is_camera_filler",
        "arguments": ["big.jpg"],
        "seconds": 5,
    }
    head, blobs = worker.reply(question)
    assert (head["error"], head["path"], blobs) == (OversizedPhoto.__name__, "big.jpg", ())


def test_answers_travel_as_plain_json_and_bytes(tmp_path: Path) -> None:
    sound, odd = picture_file(tmp_path / "a.png"), "gone\udce9\n.jpg"
    questions = [
        {
            "function": "curator.photos.answers:make_thumbnail",
            "arguments": [path, 20],
            "seconds": 5,
        }
        for path in (sound, odd)
    ]
    lines = b"".join(json.dumps(question).encode() + b"\n" for question in questions)
    answers = BytesIO()
    worker.serve(BytesIO(lines), answers)
    head, _, rest = answers.getvalue().partition(b"\n")
    size = json.loads(head)["blobs"][0]
    assert json.loads(head) == {"value": [20, 15], "blobs": [size]}
    assert rest[:size].startswith(b"\xff\xd8")
    error = json.loads(rest[size:])
    assert error == {
        "error": "PhotoError",
        "path": odd,
        "reason": "the file is not there any more",
        "blobs": [],
    }


def test_what_a_library_prints_does_not_mix_with_the_answers(tmp_path: Path) -> None:
    question = {"function": "curator.cli:tell", "arguments": ["noise"], "seconds": 5}
    done = subprocess.run(
        [sys.executable, "-m", "curator.photos.worker"],
        input=json.dumps(question) + "\n" + json.dumps(question) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["error"] for line in lines] == ["DamagedPhoto"] * 2  # it answers nothing to unpack


def test_a_file_that_is_gone_is_told_before_a_worker_is_needed(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="not there any more"):
        check_file(str(tmp_path / "gone.jpg"))


def test_many_threads_ask_at_once_and_each_gets_its_own_answer(
    readers: Readers, tmp_path: Path
) -> None:
    files = [picture_file(tmp_path / f"{n}.png", size=(10 + n, 10)) for n in range(24)]
    barrier = threading.Barrier(8)

    def ask(path: str) -> list[int]:
        if files.index(path) < 8:
            barrier.wait(PATIENCE)
        return readers.call(make_thumbnail, path, 100)[0]

    with ThreadPoolExecutor(8) as threads:
        sizes = list(threads.map(ask, files))
    assert sizes == [[10 + n, 10] for n in range(24)]
