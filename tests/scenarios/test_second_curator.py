"""A story that another process of Curator has open, or that cannot be saved where it is: told at once."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from factories import photo, story_of
from pressing import press

from curator.manifest import files
from curator.manifest.claims import Claims, Wish, key_of
from curator.story import edits
from curator.window.seeking.watch import FileWatch
from curator.window.windows import Windows


def made(folder: Path, numbers):
    """Return a story of photos in *folder* that have no files."""
    return story_of(
        *(photo(n, file=str(folder / f"{n}.jpg"), caption="As it was.") for n in numbers)
    )


@pytest.fixture(autouse=True)
def _files_of_photos_are_nobodys_concern(monkeypatch):
    """The photos of these stories have no files, which would be told as well."""
    monkeypatch.setattr(FileWatch, "look", lambda _: None)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "stories" / "London.json"
    path.parent.mkdir()
    files.save(made(path.parent, (1, 2)), str(path), None)
    return path


class Other:
    """Another process, played by claims of its own and a thread that answers."""

    def __init__(self, program, path) -> None:
        self.claims = Claims(program.safety.recovery._store.account / "open")
        self.path, self.asked, self._ending = str(path), [], threading.Event()
        self.claims.open_door()
        assert self.claims.take(self.path)
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def _answer(self) -> None:
        while not self._ending.wait(0.005):
            for asked in self.claims.wishes():
                self.asked.append(asked.wish)
                if asked.wish is Wish.YIELD:
                    self.claims.let_go(self.path)
                self.claims.answer(asked)

    def end(self) -> None:
        self._ending.set()
        self._thread.join()
        self.claims.close()


@pytest.fixture
def other(program, path):
    made = Other(program, path)
    yield made
    made.end()


def title(words: str) -> edits.Edit:
    return edits.set_story("title", words)


def test_a_story_open_elsewhere_is_told_at_once_and_its_window_brought_up(
    qtbot, program, path, other
):
    program.session.open(str(path))
    notices = program.window.notices
    qtbot.waitUntil(lambda: "which was brought to the front" in notices.text)
    assert "“London.json” is open in another window of Curator" in notices.text
    assert "Here it is read-only." in notices.text
    assert other.asked == [Wish.SHOW]
    assert "(read-only)" in program.window.windowTitle()


def test_what_is_changed_in_a_read_only_story_is_saved_elsewhere(
    qtbot, program, path, other, answers
):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: program.session.is_read_only)
    program.document.apply(title("Mine"))
    before = path.read_bytes()
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: any(asked.startswith("save ") for asked in answers.asked))
    assert path.read_bytes() == before

    answers.save_path = str(path)  # Nor over it by another way.
    program.actions["save_as"].trigger()
    qtbot.waitUntil(lambda: "Choose another name" in program.window.notices.text)
    assert path.read_bytes() == before

    answers.save_path = str(path.with_name("Mine.json"))
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    qtbot.waitUntil(lambda: not program.session.is_read_only)
    assert "(read-only)" not in program.window.windowTitle()
    assert files.load(answers.save_path).story.title == "Mine"


def test_a_story_is_taken_over_and_saved_as_usual(qtbot, program, path, other):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: "Here it is read-only" in program.window.notices.text)
    press(program, "Take over")
    qtbot.waitUntil(lambda: "is yours" in program.window.notices.text)
    assert other.asked == [Wish.SHOW, Wish.YIELD]
    program.document.apply(title("Mine"))
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    assert files.load(str(path)).story.title == "Mine"


def test_once_the_other_window_is_closed_a_save_goes_where_it_should(qtbot, program, path, other):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: program.session.is_read_only)
    other.claims.let_go(str(path))
    program.document.apply(title("Mine"))
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    assert files.load(str(path)).story.title == "Mine"
    assert not program.session.is_read_only


def test_a_story_got_back_by_a_save_answers_others_again(qtbot, program, path, other):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: program.session.is_read_only)
    assert program.safety.claiming.key == ""
    other.claims.let_go(str(path))
    program.document.apply(title("Mine"))
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    assert program.safety.claiming.key == key_of(str(path))
    program.session.new()
    qtbot.waitUntil(lambda: not other.claims.is_elsewhere(str(path)))


def test_the_window_of_a_read_only_story_can_be_closed_from_its_notice(qtbot, program, path, other):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: "Here it is read-only" in program.window.notices.text)
    press(program, "Close this window")
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_what_the_other_window_saves_is_shown_in_the_read_only_one(qtbot, program, path, other):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: program.session.is_read_only)
    opened = files.load(str(path))
    files.save(title("Theirs").apply(opened.story), str(path), opened.fingerprint)
    program.window.returned.emit()
    qtbot.waitUntil(lambda: program.document.story.title == "Theirs")
    assert program.session.is_read_only


def test_a_story_is_not_saved_over_one_that_is_open_elsewhere(qtbot, program, path, other, answers):
    program.document.apply(title("Another story"))
    answers.save_path = str(path)
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "has this one open" in program.window.notices.text)
    assert files.load(str(path)).story.title == ""


@pytest.fixture
def windows(program):
    """The windows of this process, of which the program is one, with their door open."""
    made = Windows(lambda neighbours: program)
    made._open.append(program)
    made.listen(program.safety.claiming._claims)
    yield made
    program.safety.claiming._claims.close()
    made._door.setEnabled(False)


def asked_by_another(program, path, wish: Wish) -> bool:
    claims = Claims(program.safety.recovery._store.account / "open")
    try:
        return claims.take_over(str(path)) if wish is Wish.YIELD else claims.ask(str(path), wish)
    finally:
        claims.close()


def ask(qtbot, program, path, wish: Wish) -> None:
    """Let another process ask for the story, while this one goes on."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(asked_by_another(program, path, wish)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    assert answers == [True]


def test_the_window_that_has_the_story_comes_up_when_asked(qtbot, program, path, windows):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: bool(program.safety.claiming.key))
    program.window.showMinimized()
    ask(qtbot, program, path, Wish.SHOW)
    assert not program.window.isMinimized()
    assert not program.session.is_read_only


def test_a_window_whose_story_is_taken_over_keeps_its_work_and_saves_elsewhere(
    qtbot, program, path, windows
):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: bool(program.safety.claiming.key))
    program.document.apply(title("Unsaved"))
    ask(qtbot, program, path, Wish.YIELD)
    assert program.session.is_read_only
    assert "was taken over by another window" in program.window.notices.text
    assert program.document.story.title == "Unsaved"
    assert program.document.is_modified


def test_a_story_that_is_left_is_free_for_others(qtbot, program, path):
    program.session.open(str(path))
    qtbot.waitUntil(lambda: bool(program.safety.claiming.key))
    third = Claims(program.safety.recovery._store.account / "open")
    assert third.is_elsewhere(str(path))
    program.session.new()
    qtbot.waitUntil(lambda: not third.is_elsewhere(str(path)))
    assert not program.window.notices.text


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_story_that_cannot_be_saved_where_it_is_is_told_when_it_is_opened(
    qtbot, program, path, what, monkeypatch
):
    if what == "file":
        path.chmod(0o444)
    else:
        real = os.access
        folder = str(path.parent)
        monkeypatch.setattr(os, "access", lambda given, mode: given != folder and real(given, mode))
    program.session.open(str(path))
    words = "can be changed here, but saved only elsewhere"
    qtbot.waitUntil(lambda: words in program.window.notices.text)
    assert f"{what} is read-only" in program.window.notices.text


def test_the_program_called_twice_with_one_story_brings_up_the_first(
    qtbot, program, path, windows, tmp_path
):
    """The second process ends before it has made a window."""
    program.session.open(str(path))
    qtbot.waitUntil(lambda: bool(program.safety.claiming.key))
    account = program.safety.recovery._store.account
    state = tmp_path / "state"
    state.mkdir()
    (state / "curator").symlink_to(account)
    second = subprocess.Popen(
        [sys.executable, "-m", "curator", str(path)],
        env=os.environ | {"XDG_STATE_HOME": str(state), "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert "is open already; its window was brought to the front" in second.communicate()[1]
