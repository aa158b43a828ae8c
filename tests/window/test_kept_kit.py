"""What the program keeps between stories: nothing unread is written over, nothing forgotten comes back."""

import json
from threading import Event

import pytest
from factories import photo, story_of

from curator.captions.codes import Code, CodeTable
from curator.kit import words
from curator.kit.shelf import Shelf
from curator.window.captioning.codes.book import CodeBook
from curator.window.captioning.codes.kept import Kept
from curator.window.captioning.known_words import KnownWords
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

TABLE = CodeTable((Code("a", ("b",)),))


@pytest.fixture
def jobs(qapp):
    jobs = Jobs(1)
    yield jobs
    jobs.shut_down()


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.mark.parametrize(
    "text",
    ['{"version": 1, "codes": {"a": "b"}}', '{"version": 7, "codes": []}', "[]", "{", "9" * 5000],
)
def test_a_file_that_cannot_be_read_is_set_aside_at_the_first_change(qtbot, jobs, shelf, text):
    shelf.path("codes").write_text(text)
    shelf.path("codes").with_suffix(".unread.json").write_text("an older one")
    book = CodeBook(shelf, jobs)
    said = []
    book.told.connect(said.extend)
    with qtbot.waitSignal(book.told):
        book.load()
    assert said[0].startswith(f"{shelf.path('codes')}: ")
    assert said[0].endswith(". It is set aside at your next change.")
    assert "left as it is" not in said[0]
    assert shelf.path("codes").read_text() == text
    for table in (TABLE, CodeTable()):
        book.change(table)
        qtbot.waitUntil(lambda: book.is_kept and jobs.is_idle)
    files = {path.name: path.read_text() for path in shelf.path("codes").parent.iterdir()}
    assert json.loads(files.pop("codes.json"))["codes"] == []
    assert files == {"codes.unread.json": "an older one", "codes.unread-2.json": text}


def test_a_file_that_cannot_be_set_aside_is_not_written_over(qtbot, jobs, shelf, monkeypatch):
    shelf.path("codes").write_text("{")
    book = CodeBook(shelf, jobs)
    with qtbot.waitSignal(book.told):
        book.load()
    monkeypatch.setattr("pathlib.Path.rename", _refused)
    with qtbot.waitSignal(book.told) as told:
        book.change(TABLE)
    assert "cannot be set aside" in told.args[0][0]
    assert shelf.path("codes").read_text() == "{"


def _refused(*_):
    raise PermissionError(13, "Permission denied")


def test_a_file_that_is_mended_meanwhile_is_not_set_aside(qtbot, jobs, shelf):
    shelf.path("codes").write_text("{")
    book = CodeBook(shelf, jobs)
    with qtbot.waitSignal(book.told):
        book.load()
    shelf.path("codes").write_text('{"codes": [{"code": "x", "forms": ["y"]}]}')
    with qtbot.waitSignal(book.changed):
        book.load()
    book.change(TABLE)
    qtbot.waitUntil(lambda: book.is_kept)
    assert [path.name for path in shelf.path("codes").parent.iterdir()] == ["codes.json"]


def test_where_reading_fails_for_a_reason_of_its_own_nothing_is_kept(qtbot, jobs, caplog):
    kept = []

    def fail():
        raise ZeroDivisionError("a fault")

    book = Kept("", fail, kept.append, jobs)
    with qtbot.waitSignal(book.told):
        book.load()
    caplog.clear()
    book.change("something")
    book.finish()
    assert (kept, book.value, book.is_loaded) == ([], "", False)


@pytest.fixture
def disk_jobs(qapp):
    jobs = Jobs(1)
    yield jobs
    jobs.shut_down()


@pytest.fixture
def document(qapp):
    document = StoryDocument()
    document.open(story_of(photo(1, credit="New Name")))
    yield document
    document.deleteLater()


@pytest.fixture
def known(qtbot, jobs, disk_jobs, shelf, document):
    old = words.merged(words.RecentWords(), {"credit": ["Old Name"]}, "2026-01-01")
    words.keep(shelf, old)
    known = KnownWords(document, jobs, disk_jobs, shelf)
    known.load()
    gather(qtbot, known)
    qtbot.waitUntil(lambda: disk_jobs.is_idle)
    yield known
    known.deleteLater()


def gather(qtbot, known):
    known.lexicons("credit")  # Somebody writes, so the words of the story are gathered.
    qtbot.waitUntil(lambda: known.is_settled)


def credits_of(known):
    return {name for lexicon in known.lexicons("credit") for name in lexicon}


def kept_credits(shelf):
    return set(words.load(shelf).kinds["credit"])


def test_words_of_this_story_are_kept_with_those_of_others(qtbot, disk_jobs, shelf, known):
    known.remember()
    qtbot.waitUntil(lambda: disk_jobs.is_idle)
    assert kept_credits(shelf) == {"Old Name", "New Name"}


def test_a_save_before_forgetting_is_done_writes_nothing_forgotten_back(
    qtbot, disk_jobs, shelf, known
):
    gate = Event()
    disk_jobs.call(gate.wait, lambda _: None)
    known.forget()
    assert credits_of(known) == {"New Name"}, "nothing forgotten is offered any more"
    known.remember()
    gate.set()
    qtbot.waitUntil(lambda: disk_jobs.is_idle)
    assert kept_credits(shelf) == {"New Name"}


def test_a_save_before_forgetting_is_forgotten_with_the_rest(qtbot, disk_jobs, shelf, known):
    gate = Event()
    disk_jobs.call(gate.wait, lambda _: None)
    known.remember()
    known.forget()
    gate.set()
    qtbot.waitUntil(lambda: disk_jobs.is_idle)
    assert list(shelf.path(words.NAME).parent.iterdir()) == []


def test_two_saves_in_a_row_keep_the_words_of_both(qtbot, disk_jobs, document, shelf, known):
    gate = Event()
    disk_jobs.call(gate.wait, lambda _: None)
    known.remember()
    document.open(story_of(photo(1, credit="Third Name")))
    gather(qtbot, known)
    known.remember()
    gate.set()
    qtbot.waitUntil(lambda: disk_jobs.is_idle)
    assert kept_credits(shelf) == {"Old Name", "New Name", "Third Name"}
