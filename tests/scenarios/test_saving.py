"""Situations of saving and opening: nothing lost, nothing overwritten unasked."""

import json
import os
import shutil

import pytest

from curator.manifest import files
from curator.story import edits
from curator.story.values import Story
from curator.window.prompts import Unsaved


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


def save(qtbot, program):
    with qtbot.waitSignal(program.session.saved, timeout=10_000):
        program.actions["save"].trigger()


def open_story(qtbot, program, path):
    with qtbot.waitSignal(program.session.replaced, timeout=10_000):
        program.session.open(str(path))


def test_a_story_saved_closed_and_opened_again_is_the_same(qtbot, program, ids, answers, tmp_path):
    program.document.apply(edits.set_field([ids[0]], "caption", "“Côté” – 한"))
    program.document.apply(edits.move([ids[9]], ids[0]))
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    saved = program.document.story

    assert not program.document.is_modified
    assert not program.window.isWindowModified()
    program.session.new()
    assert not program.document.story.photos
    open_story(qtbot, program, tmp_path / "story.json")

    assert program.document.story == saved
    assert program.views.story.rows.keys[0] == ids[9]
    assert program.editor.keys == (ids[9],)


def test_the_title_bar_marks_unsaved_work(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    program.document.apply(edits.set_story("title", "New title"))
    assert program.window.isWindowModified()
    program.actions["undo"].trigger()
    assert not program.window.isWindowModified()
    assert program.window.windowTitle() == "story.json[*] — Curator"


def test_what_is_typed_while_saving_stays_unsaved(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "story.json")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
        program.document.apply(edits.set_story("title", "Meanwhile"))

    assert program.document.is_modified
    assert "Meanwhile" not in (tmp_path / "story.json").read_text("utf-8")


def test_links_are_relative_and_survive_moving_the_folder(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    values = json.loads((tmp_path / "story.json").read_text("utf-8"))
    assert values["photos"][ids[0]]["file"] == "photos/DSC_0001.JPG"

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(tmp_path / "photos", elsewhere / "photos")
    shutil.move(tmp_path / "story.json", elsewhere / "story.json")
    open_story(qtbot, program, elsewhere / "story.json")

    assert program.document.story.photos[ids[0]].file == str(elsewhere / "photos/DSC_0001.JPG")


def test_saving_elsewhere_rewrites_the_links(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    (tmp_path / "far").mkdir()
    answers.save_path = str(tmp_path / "far/copy.json")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save_as"].trigger()

    values = json.loads((tmp_path / "far/copy.json").read_text("utf-8"))
    assert values["photos"][ids[0]]["file"] == str(tmp_path / "photos/DSC_0001.JPG")
    assert program.session.path == str(tmp_path / "far/copy.json")


def test_a_failed_save_says_why_and_leaves_the_old_file_whole(
    qtbot, program, ids, answers, tmp_path, monkeypatch
):
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    before = (tmp_path / "story.json").read_bytes()
    program.document.apply(edits.set_story("title", "Never written"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "disk is full" in program.window.notices.text)
    monkeypatch.undo()

    assert (tmp_path / "story.json").read_bytes() == before
    assert program.document.is_modified
    assert sorted(p.name for p in tmp_path.glob(".curator*")) == []
    save(qtbot, program)
    assert "Never written" in (tmp_path / "story.json").read_text("utf-8")


@pytest.mark.parametrize("answer", list(Unsaved))
def test_closing_with_unsaved_work_asks(qtbot, program, ids, answers, tmp_path, answer):
    answers.unsaved_answer = answer
    answers.save_path = str(tmp_path / "story.json")

    program.window.close()
    qtbot.waitUntil(lambda: "unsaved" in answers.asked)

    if answer is Unsaved.CANCEL:
        assert program.window.isVisible()
    else:
        qtbot.waitUntil(lambda: not program.window.isVisible())
    assert (tmp_path / "story.json").exists() == (answer is Unsaved.SAVE)


def test_closing_without_changes_asks_nothing(qtbot, program, answers):
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    assert answers.asked == []


def test_recent_stories_are_offered_and_open(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    program.session.new()
    program._recent_menu.aboutToShow.emit()
    assert program._recent_menu.actions()[0].text() == str(tmp_path / "story.json")

    with qtbot.waitSignal(program.session.replaced):
        program.views.welcome.open_recent.emit(program.settings.recent[0])
    assert len(program.document.story.photos) == 10


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b'{"format": "curator-story", "version": 1, "title', "breaks off or is damaged at line 1"),
        (b'{"format": "curator-story", "version": 99}', "a later version of Curator"),
        (b'{"title": "x"}', "no story of Curator's"),
        (b'{"format": "curator-story", "version": 1, "title": 5}', "title should be text"),
    ],
)
def test_a_damaged_story_is_refused_with_a_reason_and_the_open_one_stays(
    qtbot, program, ids, answers, tmp_path, content, said
):
    answers.unsaved_answer = Unsaved.DISCARD
    path = tmp_path / "bad.json"
    path.write_bytes(content)

    program.session.open(str(path))
    qtbot.waitUntil(lambda: said in program.window.notices.text)

    assert "bad.json" in program.window.notices.text
    assert len(program.document.story.photos) == 10
    assert path.read_bytes() == content


def test_unknown_keys_survive_an_edit_in_the_window(qtbot, program, tmp_path, make_picture):
    make_picture(tmp_path / "a.jpg")
    path = tmp_path / "story.json"
    values = {
        "format": "curator-story",
        "version": 1,
        "x-desk": {"slug": "zoo"},
        "photos": {"A": {"file": "a.jpg", "x-crop": [1, 2]}},
        "sequence": [{"photo": "A"}, {"x-poll": "?"}],
    }
    path.write_text(json.dumps(values))
    open_story(qtbot, program, path)
    program.document.apply(edits.set_field(["A"], "caption", "Hello"))
    save(qtbot, program)

    after = json.loads(path.read_text("utf-8"))
    assert after["x-desk"] == {"slug": "zoo"}
    assert after["photos"]["A"] == {"file": "a.jpg", "caption": "Hello", "x-crop": [1, 2]}
    assert after["sequence"][1] == {"x-poll": "?"}


def test_the_command_line_reads_what_the_window_saved(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "story.json")
    save(qtbot, program)
    assert files.load(str(tmp_path / "story.json")).story == program.document.story


def test_what_is_typed_while_a_story_is_read_is_asked_about(qtbot, program, answers, tmp_path):
    files.save(edits.set_story("title", "Theirs").apply(Story()), str(tmp_path / "b.json"), None)
    answers.unsaved_answer = Unsaved.CANCEL
    program.session.open(str(tmp_path / "b.json"))
    program.document.apply(edits.set_story("title", "Mine"))

    qtbot.waitUntil(lambda: "unsaved" in answers.asked, timeout=5_000)

    assert program.document.story.title == "Mine"


def test_a_save_while_another_story_is_read_never_mixes_the_two(qtbot, program, answers, tmp_path):
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    files.save(edits.set_story("title", "A").apply(Story()), str(a), None)
    files.save(edits.set_story("title", "B").apply(Story()), str(b), None)
    open_story(qtbot, program, a)
    answers.unsaved_answer = Unsaved.SAVE
    program.document.apply(edits.set_story("title", "A, changed"))
    with qtbot.waitSignal(program.session.replaced, timeout=5_000):
        program.session.open(str(b))
        program.actions["save"].trigger()

    assert program.session.path == str(b)
    assert program.document.story.title == "B"
    program.document.apply(edits.set_story("title", "B, changed"))
    save(qtbot, program)
    assert files.load(str(a)).story.title == "A, changed"
    assert files.load(str(b)).story.title == "B, changed"


def test_what_is_typed_while_saving_before_closing_is_asked_about_again(
    qtbot, program, ids, answers, tmp_path
):
    answers.unsaved_answer = Unsaved.SAVE
    answers.save_path = str(tmp_path / "story.json")
    program.session.new()
    program.document.apply(edits.set_story("title", "Typed while saving"))
    with qtbot.waitSignal(program.session.replaced, timeout=5_000):
        pass

    assert answers.asked.count("unsaved") == 2
    assert files.load(str(tmp_path / "story.json")).story.title == "Typed while saving"


def test_paths_that_are_no_utf8_are_remembered(settings):
    odd = os.fsdecode(b"/tmp/caf\xe9/story.json")
    settings.remember_story(odd)
    settings._store.sync()
    assert settings.recent == [odd]
    settings.folder = odd
    assert settings.folder == odd
