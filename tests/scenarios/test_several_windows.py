"""Situations of several windows: side by side, one file in one window, closed one by one; copies and templates."""

import gc
import weakref

import pytest
from PySide6.QtCore import QMimeData, QSettings
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from curator.check.style import USUAL
from curator.kit import story_templates
from curator.kit.shelf import Shelf
from curator.manifest import files
from curator.manifest.recovery import RecoveryStore
from curator.photos.thumbnails import ThumbnailCache
from curator.story import edits
from curator.story.values import HeadingBlock, Link, Story, TextBlock
from curator.window import carrying
from curator.window.checking.house import House
from curator.window.program import Program
from curator.window.prompts import Unsaved
from curator.window.settings import Settings
from curator.window.windows import Windows


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "kit")


@pytest.fixture
def windows(qtbot, qapp, readers, tmp_path, answers, shelf):
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    cache = ThumbnailCache(tmp_path / "cache")

    def make(neighbours):
        store = RecoveryStore(tmp_path / "recovery")
        made = Program(
            settings, readers, cache, store, shelf, lambda _: answers, neighbours=neighbours
        )
        made.begin_helping(House(USUAL))
        return made

    made = Windows(make)
    yield made
    made.shut_down()
    for program in (*made.programs, *made._leaving):
        program.window.close_now()
        program.window.deleteLater()
        program.deleteLater()
    qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


@pytest.fixture
def manifest(tmp_path, folder):
    def make(name, title):
        path = tmp_path / name
        files.save(Story(title=title), str(path), None)
        return path

    return make


def opened(qtbot, program, title):
    qtbot.waitUntil(lambda: program.document.story.title == title, timeout=10_000)


def test_each_story_named_on_the_command_line_has_a_window(qtbot, windows, manifest):
    one, two = manifest("one.json", "One"), manifest("two.json", "Two")
    windows.open_paths([str(one), str(two)])
    assert len(windows.programs) == 2
    opened(qtbot, windows.programs[0], "One")
    opened(qtbot, windows.programs[1], "Two")


def test_without_paths_there_is_one_empty_window(windows):
    windows.open_paths([])
    (program,) = windows.programs
    assert program.window.isVisible()
    assert not program.document.story.photos


def test_a_new_window_stands_beside_and_knows_the_others(windows):
    windows.open_paths([])
    (first,) = windows.programs
    first.actions["new_window"].trigger()
    _, second = windows.programs
    assert second.window.size() == first.window.size()
    first.document.apply(edits.set_story("title", "The river"))
    assert [other.name for other in second.neighbours.others] == ["The river"]
    assert second.document.story.title == ""


def test_a_story_that_is_open_elsewhere_is_shown_there_and_not_opened_twice(
    qtbot, windows, manifest
):
    path = manifest("one.json", "One")
    windows.open_paths([str(path)])
    opened(qtbot, windows.programs[0], "One")
    second = windows.open()
    second.session.open(str(path))
    assert second.document.story.title == ""
    assert len(windows.programs) == 2
    assert second.session.path == ""


def test_no_two_windows_write_one_file(qtbot, windows, manifest, answers):
    path = manifest("one.json", "One")
    windows.open_paths([str(path)])
    opened(qtbot, windows.programs[0], "One")
    second = windows.open()
    second.document.apply(edits.set_story("title", "Another"))
    answers.save_path = str(path)
    second.actions["save_as"].trigger()
    assert "open in another window" in second.window.notices.text
    assert files.load(str(path)).story.title == "One"


def test_closing_one_window_leaves_the_others_at_work(qtbot, windows, drop_into, folder):
    windows.open_paths([])
    (first,) = windows.programs
    second = windows.open()
    second.window.close()
    qtbot.waitUntil(lambda: windows.programs == (first,), timeout=10_000)
    qtbot.waitUntil(lambda: not windows._leaving, timeout=10_000)
    drop_into(first, folder)
    assert len(first.document.story.photos) == 10


@pytest.fixture
def drop_into(qtbot):
    def do(program, path):
        with qtbot.waitSignal(program.arrivals.finished, timeout=30_000):
            program.desk.add([str(path)])

    return do


def test_a_closed_window_lets_go_of_its_story(qtbot, qapp, windows, drop_into, folder):
    windows.open_paths([])
    second = windows.open()
    drop_into(second, folder)
    document, window = weakref.ref(second.document), second.window
    second.document.mark_saved(second.document.story)
    second.window.close()
    qtbot.waitUntil(lambda: len(windows.programs) == 1 and not windows._leaving, timeout=10_000)
    del second
    qapp.sendPostedEvents(None, 52)
    gc.collect()
    assert not isValid(window)
    assert document() is None or not document().story.photos


def test_quitting_asks_in_each_window_and_stops_where_somebody_stays(qtbot, windows, answers):
    windows.open_paths([])
    (first,) = windows.programs
    second = windows.open()
    first.document.apply(edits.set_story("title", "Unsaved"))
    answers.unsaved_answer = Unsaved.CANCEL
    second.actions["quit"].trigger()
    qtbot.waitUntil(lambda: "unsaved" in answers.asked, timeout=10_000)
    assert windows.programs == (first,)
    third = windows.open()
    third.window.close()
    qtbot.waitUntil(
        lambda: windows.programs == (first,), timeout=10_000
    )  # and no other goes with it
    answers.unsaved_answer = Unsaved.DISCARD
    with qtbot.waitSignal(windows.all_closed, timeout=10_000):
        first.actions["quit"].trigger()


def test_a_duplicate_is_unsaved_and_leaves_the_file_of_the_original(qtbot, windows, manifest):
    path = manifest("one.json", "One")
    windows.open_paths([str(path)])
    opened(qtbot, windows.programs[0], "One")
    windows.programs[0].actions["duplicate_story"].trigger()
    copy = windows.programs[1]
    assert (copy.document.story.title, copy.session.path) == ("One", "")
    assert copy.document.is_modified
    copy.document.apply(edits.set_story("title", "Two"))
    assert windows.programs[0].document.story.title == "One"


# ---- templates


def house_story():
    story = Story(
        title="One", byline="Mina Oh", language="en-GB", closing_from_photos=True,
        links=(Link("contact", "Write to us", "https://harbour.example"), Link("next", "Two", "")),
        sequence=(HeadingBlock("Before dawn"), TextBlock("How we did it")),
    )  # fmt: skip
    return edits.set_default("credit", "The Harbour").apply(story)


@pytest.fixture
def kept(qtbot, windows, answers, shelf):
    windows.open_paths([])
    (program,) = windows.programs
    program.session.begin_with(house_story())
    answers.template_answer = "House/style"
    program.actions["keep_template"].trigger()
    qtbot.waitUntil(lambda: bool(story_templates.listed(shelf)[0]), timeout=10_000)
    return program


def test_a_template_keeps_settings_and_house_texts_without_the_rest(kept, shelf):
    (template,), complaints = story_templates.listed(shelf)
    assert complaints == ()
    assert template.name == "House style"
    story = template.story
    assert (story.title, story.byline, story.language) == ("", "Mina Oh", "en-GB")
    assert story.defaults.credit == "The Harbour"
    assert [link.kind for link in story.links] == ["contact"]
    assert [block.words for block in story.sequence] == ["Before dawn", "How we did it"]
    assert story.closing_from_photos


def test_a_story_begins_with_a_template_in_a_window_of_its_own(qtbot, windows, kept):
    kept.actions["from_template"].trigger()
    dialog = kept.rooms.templating.dialog
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    assert "Credit: The Harbour" in dialog._about.text()
    dialog.accept()
    begun = windows.programs[1]
    assert begun.document.story.byline == "Mina Oh"
    assert kept.document.story.title == "One"


def test_an_empty_window_takes_the_template_itself(qtbot, windows, kept):
    empty = windows.open()
    empty.actions["from_template"].trigger()
    dialog = empty.rooms.templating.dialog
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    dialog.accept()
    assert len(windows.programs) == 2
    assert empty.document.story.byline == "Mina Oh"


def test_a_damaged_template_is_named_and_the_rest_is_offered(qtbot, kept, shelf, tmp_path):
    (tmp_path / "kit" / story_templates.FOLDER / "Broken.json").write_text("{")
    kept.actions["from_template"].trigger()
    dialog = kept.rooms.templating.dialog
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    assert "Broken.json" in kept.window.notices.details
    assert dialog.names.count() == 1
    dialog.reject()


def test_a_template_is_renamed_and_deleted_and_comes_back(qtbot, kept, shelf, answers):
    def names():
        return [template.name for template in story_templates.listed(shelf)[0]]

    kept.actions["from_template"].trigger()
    dialog = kept.rooms.templating.dialog
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    answers.template_answer = "Other"
    dialog.rename_asked.emit(dialog.current)
    qtbot.waitUntil(lambda: names() == ["Other"], timeout=10_000)
    qtbot.waitUntil(lambda: dialog.current and dialog.current.name == "Other", timeout=10_000)
    dialog.delete_asked.emit(dialog.current)
    qtbot.waitUntil(lambda: names() == [], timeout=10_000)
    qtbot.waitUntil(lambda: "is deleted" in kept.window.notices.text, timeout=10_000)
    kept.rooms.templating._bring_back(story_templates.StoryTemplate("Other", house_story()))
    qtbot.waitUntil(lambda: names() == ["Other"], timeout=10_000)
    dialog.reject()


def test_without_templates_it_is_told_how_to_make_one(qtbot, windows):
    windows.open_paths([])
    (program,) = windows.programs
    program.actions["from_template"].trigger()
    qtbot.waitUntil(lambda: "no template yet" in program.window.notices.text, timeout=10_000)


def test_names_of_templates_are_names_of_files_on_every_system(shelf):
    assert story_templates.keep(shelf, "../../etc/passwd", Story()) == ".. .. etc passwd".strip(
        " ."
    )
    assert story_templates.keep(shelf, "\0:*?", Story()) == "Template"


# ---- photos from one window to another


@pytest.fixture
def two(windows, drop_into, folder):
    windows.open_paths([])
    (first,) = windows.programs
    drop_into(first, folder)
    ids = first.views.story.rows.keys
    first.document.apply(edits.set_field(ids[:2], "caption", "A wall at dawn."))
    first.document.apply(edits.set_default("credit", "Mina Oh/AFP"))
    return first, windows.open(), ids


def mime_of(program, ids):
    mime = QMimeData()
    mime.setData(carrying.FORMAT, carrying.packed(program.document.story, ids))
    return mime


def test_photos_dragged_to_another_window_keep_their_words(two):
    first, second, ids = two
    before = first.document.story
    second.views.story.carried.emit(mime_of(first, ids[:2]), None)
    photos = list(second.document.story.photos.values())
    assert [one.caption for one in photos] == ["A wall at dawn."] * 2
    assert [one.credit for one in photos] == ["Mina Oh/AFP"] * 2
    assert len(second.document.story.sequence) == 2
    assert first.document.story is before
    assert "2 photos taken over" in second.window.notices.text
    second.document.undo()
    assert not second.document.story.photos


def test_photos_that_are_there_already_are_told_and_their_words_offered(two):
    first, second, ids = two
    second.views.story.carried.emit(mime_of(first, ids[:2]), None)
    first.document.apply(edits.set_field([ids[0]], "caption", "A better caption."))
    second.views.story.carried.emit(mime_of(first, ids[:1]), None)
    assert len(second.document.story.photos) == 2
    assert "1 photo is in this story already" in second.window.notices.text
    buttons = second.window.notices.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Take their words").click()
    captions = [one.caption for one in second.document.story.photos.values()]
    assert captions == ["A better caption.", "A wall at dawn."]


def test_a_menu_copies_the_selected_photos_to_another_window(two):
    first, second, ids = two
    second.document.apply(edits.set_story("title", "Second story"))
    first.views.story.select(ids[3:6])
    menu = first.actions.menus["Copy to window"]
    menu.aboutToShow.emit()
    (entry,) = menu.actions()
    assert entry.text() == "Second story"
    entry.trigger()
    assert len(second.document.story.photos) == 3


def test_given_photos_leave_the_window_that_they_were_dragged_from(two):
    first, _, ids = two
    first.views.story.given.emit(ids[:2])
    assert list(first.document.story.photos) == list(ids[2:])
    first.document.undo()
    assert len(first.document.story.photos) == 10


def test_what_is_no_sound_story_is_refused_with_a_reason(two):
    _, second, _ = two
    mime = QMimeData()
    mime.setData(carrying.FORMAT, b'{"format": "curator-story", "version": 1, "photos": {"a": []}}')
    second.views.story.carried.emit(mime, None)
    assert "cannot be taken over" in second.window.notices.text
    assert not second.document.story.photos


def test_the_menu_of_windows_brings_one_up(two):
    first, second, _ = two
    second.document.apply(edits.set_story("title", "Second & last"))
    menu = first.actions.menus["Windows"]
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Second && last"]
    menu.actions()[0].trigger()
