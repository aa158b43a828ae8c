"""Situations of earlier versions: every save is one, two are compared, and any of it comes back."""

import errno
import os
import threading
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from curator.manifest import files, safe_write
from curator.manifest.versions import blobs
from curator.manifest.versions.store import VersionStore
from curator.story import edits
from curator.story.values import TextBlock
from curator.window.prompts import Unsaved

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def ids(qtbot, program, drop, folder, answers, tmp_path):
    drop(folder)
    answers.save_path = str(tmp_path / "story.json")
    return program.views.story.rows.keys


@pytest.fixture
def save(qtbot, program):
    def do():
        with qtbot.waitSignal(program.session.kept, timeout=10_000):
            program.actions["save"].trigger()

    return do


@pytest.fixture
def dialog(qtbot, program, ids, save):
    """The window of versions over three saves: bare, with captions, with a photo moved and set aside."""
    document = program.document
    save()
    document.apply(edits.set_story("title", "Ten walls"))
    document.apply(edits.set_field([ids[0]], "caption", "A teal wall in the sun"))
    document.apply(edits.set_field([ids[1]], "caption", "A tomato wall"))
    save()
    document.apply(edits.set_field([ids[0]], "caption", "A teal wall in the rain"))
    document.apply(edits.set_field([ids[0]], "credit", "Mina Oh"))
    document.apply(edits.set_aside([ids[4]]))
    save()
    return opened(qtbot, program)


def opened(qtbot, program):
    with qtbot.waitSignal(program.rooms.keeping.book.compared, timeout=10_000):
        program.actions["versions"].trigger()
    return program.rooms.keeping.versions


def choose(qtbot, program, *rows):
    dialog = program.rooms.keeping.versions
    dialog.versions.clearSelection()
    with qtbot.waitSignal(program.rooms.keeping.book.compared, timeout=10_000):
        dialog.versions.select(list(rows))
    return dialog


def lines(dialog):
    return [
        (line.title, line.note or (line.before, line.after))
        for line in dialog.pane.changes.rows.lines
    ]


def row_of(dialog, title, after=0):
    titles = [line.title for line in dialog.pane.changes.rows.lines]
    return titles.index(title, after)


def pick(dialog, *rows):
    changes = dialog.pane.changes
    changes.clearSelection()
    changes.setCurrentIndex(changes.rows.index(rows[0]))
    flags = changes.selectionModel().SelectionFlag
    for row in rows:
        changes.selectionModel().select(changes.rows.index(row), flags.Select)


def press_button(qtbot, program, button):
    with qtbot.waitSignal(program.rooms.keeping.book.compared, timeout=10_000):
        button.click()


# ---- the list


def test_every_save_is_listed_with_what_it_changed(qtbot, program, dialog):
    qtbot.waitUntil(lambda: len(program.rooms.keeping.book.summaries) == 2, timeout=5_000)
    rows = dialog.versions.rows
    said = [rows.lines(row) for row in range(rows.rowCount())]
    assert said[0] == ("As it is now", "Saved", "")
    assert [line[1:] for line in said[1:]] == [
        ("9 photos", "1 photo set aside, 1 caption, 1 credit"),
        ("10 photos", "2 captions, title"),
        ("10 photos", "The first that is kept"),
    ]
    assert said[1][0].startswith("Saved today at ")


def test_the_last_change_is_shown_first_and_after_an_edit_what_is_not_saved(
    qtbot, program, ids, dialog
):
    assert dialog.versions.pair == (2, 0)
    dialog.close()
    program.document.apply(edits.set_field([ids[2]], "caption", "Not saved"))
    dialog.versions.clearSelection()
    dialog = opened(qtbot, program)
    assert dialog.versions.pair == (1, 0)
    assert dialog.versions.rows.lines(0)[1] == "Not saved yet"
    assert lines(dialog) == [
        ("DSC_0003.JPG", "Number 3 · caption"),
        ("Caption", ("", "Not saved")),
    ]


def test_a_story_that_was_never_saved_says_so(qtbot, program):
    program.actions["versions"].trigger()
    dialog = program.rooms.keeping.versions
    qtbot.waitUntil(lambda: "has not been saved yet" in dialog.pane.empty.text())
    assert dialog.versions.rows.lines(0)[1] == "Not saved yet"
    assert not dialog.name_button.isEnabled()
    assert not dialog.pane.back_all.isEnabled()


def test_a_story_without_versions_says_when_the_first_comes(qtbot, program, tmp_path):
    path = tmp_path / "old.json"
    files.save(edits.set_story("title", "Old").apply(program.document.story), str(path), None)
    with qtbot.waitSignal(program.session.replaced, timeout=5_000):
        program.session.open(str(path))
    program.actions["versions"].trigger()
    dialog = program.rooms.keeping.versions
    qtbot.waitUntil(lambda: "No version is kept" in dialog.pane.empty.text())

    program.document.apply(edits.set_story("title", "New"))
    with qtbot.waitSignal(program.rooms.keeping.book.compared, timeout=5_000):
        program.actions["save"].trigger()
    titles = [version.title for version in dialog.versions.rows.versions]
    assert titles == ["New", "Old"]


# ---- what differs


def test_what_changed_is_grouped_by_photo_word_by_word(qtbot, program, dialog):
    choose(qtbot, program, 2)
    assert lines(dialog) == [
        ("DSC_0001.JPG", "Number 1 · caption and credit"),
        ("Caption", ("A teal wall in the sun", "A teal wall in the rain")),
        ("Credit", ("", "Mina Oh")),
        ("DSC_0005.JPG", "Set aside, was number 5"),
        ("Place", "Set aside, was number 5"),
    ]
    pick(dialog, 1)
    assert dialog.pane.full.toPlainText() == (
        "Before  A teal wall in the sun\nAfter  A teal wall in the rain"
    )
    cursor = dialog.pane.full.textCursor()
    cursor.setPosition(dialog.pane.full.toPlainText().index("sun") + 1)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(dialog.pane.full.toPlainText().index("rain") + 1)
    assert cursor.charFormat().fontUnderline()


def test_two_versions_are_compared_with_each_other(qtbot, program, dialog):
    choose(qtbot, program, 2, 3)
    assert lines(dialog)[:2] == [("The story", "Title"), ("Title", ("", "Ten walls"))]
    assert "As it is now" not in dialog.pane.between.text()
    assert dialog.pane.between.text().count("“Saved today at") == 2


def test_an_edit_meanwhile_is_seen_in_the_comparison(qtbot, program, ids, dialog):
    choose(qtbot, program, 1)
    assert dialog.pane.empty.text() == "Nothing differs between these two."
    with qtbot.waitSignal(program.rooms.keeping.book.compared, timeout=5_000):
        program.document.apply(edits.set_field([ids[8]], "caption", "Meanwhile"))
    assert ("Caption", ("", "Meanwhile")) in lines(dialog)
    assert dialog.versions.rows.lines(0)[1] == "Not saved yet"


def test_texts_between_photos_are_compared_too(qtbot, program, ids, dialog, save):
    program.rooms.arranging.insert(TextBlock("Five in the morning"))
    program.document.apply(edits.set_story("byline", "By nobody"))
    save()
    choose(qtbot, program, 2)
    assert lines(dialog)[:2] == [("The story", "Byline"), ("Byline", ("", "By nobody"))]
    assert lines(dialog)[-2:] == [
        ("Texts between photos", "Text"),
        ("Text", ("", "Five in the morning")),
    ]
    pick(dialog, len(lines(dialog)) - 1)
    press_button(qtbot, program, dialog.pane.back)
    assert program.views.story.rows.keys == (*ids[:4], *ids[5:])


# ---- bringing back


def test_one_value_comes_back_and_undo_takes_that_back(qtbot, program, ids, dialog):
    choose(qtbot, program, 2)
    pick(dialog, row_of(dialog, "Caption"))
    press_button(qtbot, program, dialog.pane.back)

    photo = program.document.story.photos[ids[0]]
    assert (photo.caption, photo.credit) == ("A teal wall in the sun", "Mina Oh")
    assert "Brought back: Caption" in dialog.pane.status.text()
    assert "Caption" not in [title for title, _ in lines(dialog)]
    program.actions["undo"].trigger()
    assert program.document.story.photos[ids[0]].caption == "A teal wall in the rain"
    assert dialog.pane.status.text() == ""


def test_one_photo_comes_back_with_all_its_words_and_its_place(qtbot, program, ids, dialog):
    choose(qtbot, program, 2)
    pick(dialog, row_of(dialog, "DSC_0005.JPG"))
    press_button(qtbot, program, dialog.pane.back)
    assert program.views.story.rows.keys == ids
    pick(dialog, row_of(dialog, "DSC_0001.JPG"))
    press_button(qtbot, program, dialog.pane.back)
    photo = program.document.story.photos[ids[0]]
    assert (photo.caption, photo.credit) == ("A teal wall in the sun", "")
    assert lines(dialog) == []


def test_several_lines_come_back_as_one_step(qtbot, program, ids, dialog):
    choose(qtbot, program, 2)
    before = program.document.story
    pick(dialog, row_of(dialog, "Caption"), row_of(dialog, "Place"))
    press_button(qtbot, program, dialog.pane.back)
    assert program.views.story.rows.keys == ids
    assert "2 changes brought back" in dialog.pane.status.text()
    program.document.undo()
    assert program.document.story is before


def test_everything_comes_back_as_one_step(qtbot, program, ids, dialog, tmp_path):
    before = program.document.story
    choose(qtbot, program, 3)
    press_button(qtbot, program, dialog.pane.back_all)
    assert program.document.story.title == ""
    assert program.views.story.rows.keys == ids
    assert dialog.pane.empty.text() == "Nothing differs between these two."
    program.document.undo()
    assert program.document.story is before


def test_what_two_old_versions_differ_in_comes_back_into_the_story_of_now(
    qtbot, program, ids, dialog
):
    choose(qtbot, program, 2, 3)
    pick(dialog, row_of(dialog, "Title"))
    press_button(qtbot, program, dialog.pane.back)
    assert program.document.story.title == ""
    assert program.document.story.photos[ids[0]].credit == "Mina Oh"
    with qtbot.assertNotEmitted(program.document.changed):
        dialog.pane.back.click()
    assert "says the same already" in dialog.pane.status.text()


def test_all_of_it_works_without_a_mouse(qtbot, qapp, program, ids, dialog, press):
    qtbot.waitUntil(lambda: qapp.activeWindow() is dialog)
    assert dialog.versions.hasFocus()
    with qtbot.waitSignal(program.rooms.keeping.book.compared):
        press(KEY.Key_Down)
    assert dialog.versions.pair == (3, 0)
    with qtbot.waitSignal(program.rooms.keeping.book.compared):
        press(KEY.Key_Up)
    with qtbot.waitSignal(program.rooms.keeping.book.compared):
        press(KEY.Key_Up, SHIFT)
    assert dialog.versions.pair == (2, 1)
    with qtbot.waitSignal(program.rooms.keeping.book.compared):
        press(KEY.Key_Down)
    for _ in range(10):
        press(KEY.Key_Tab)
        if dialog.pane.changes.hasFocus():
            break
    assert dialog.pane.changes.hasFocus()
    press(KEY.Key_Home)
    press(KEY.Key_Down)
    with qtbot.waitSignal(program.rooms.keeping.book.compared):
        press(KEY.Key_B, ALT)
    assert program.document.story.photos[ids[0]].caption == "A teal wall in the sun"
    press(KEY.Key_Z, CTRL)
    assert program.document.story.photos[ids[0]].caption == "A teal wall in the rain"
    press(KEY.Key_Escape)
    assert not dialog.isVisible()


def test_enter_leads_to_the_words(qtbot, program, ids, dialog):
    choose(qtbot, program, 2)
    pick(dialog, row_of(dialog, "Credit"))
    dialog.pane.changes.setFocus()
    qtbot.keyClick(dialog.pane.changes, KEY.Key_Return)
    assert program.views.story.selected_photos == (ids[0],)
    assert program.window.focusWidget() is program.editor.photos.fields["credit"]
    choose(qtbot, program, 3)
    pick(dialog, row_of(dialog, "Title"))
    qtbot.keyClick(dialog.pane.changes, KEY.Key_Return)
    assert program.window.focusWidget() is program.editor.story.fields["title"]


# ---- names, and a version on its own


def test_the_last_save_is_named_and_saved_first_if_need_be(qtbot, program, ids, answers, save):
    save()
    program.document.apply(edits.set_story("title", "To be sent"))
    answers.version_answer = "As sent to the desk"
    program.actions["name_version"].trigger()
    qtbot.waitUntil(lambda: "As sent to the desk" in program.window.notices.text, timeout=5_000)
    found = program.rooms.versions.versions(program.session.path)
    assert [(v.title, v.name) for v in found] == [("To be sent", "As sent to the desk"), ("", "")]
    assert not program.document.is_modified


def test_a_story_saved_before_versions_were_kept_can_be_named_at_once(
    qtbot, program, answers, tmp_path
):
    path = tmp_path / "old.json"
    files.save(edits.set_story("title", "Old").apply(program.document.story), str(path), None)
    with qtbot.waitSignal(program.session.replaced, timeout=5_000):
        program.session.open(str(path))
    answers.version_answer = "As found"
    program.actions["name_version"].trigger()
    qtbot.waitUntil(lambda: "As found" in program.window.notices.text, timeout=5_000)
    assert [v.name for v in program.rooms.versions.versions(str(path))] == ["As found"]


def test_thinking_better_of_a_name_changes_nothing(qtbot, program, ids, answers, save):
    save()
    program.actions["name_version"].trigger()
    qtbot.waitUntil(lambda: "version " in answers.asked, timeout=5_000)
    assert [v.name for v in program.rooms.versions.versions(program.session.path)] == [""]


def test_any_version_is_named_in_the_window_of_versions(qtbot, program, dialog, answers):
    choose(qtbot, program, 3)
    answers.version_answer = "The bare one"
    with qtbot.waitSignal(program.rooms.keeping.book.listed, timeout=5_000):
        qtbot.keyClick(dialog.versions, KEY.Key_F2)
    assert dialog.versions.rows.lines(3)[0] == "The bare one"
    assert dialog.versions.pair == (3, 0)


def test_an_old_version_opens_as_a_story_of_its_own(qtbot, program, ids, dialog, answers, tmp_path):
    choose(qtbot, program, 3)
    with qtbot.waitSignal(program.session.replaced):
        dialog.open_button.click()
    assert program.session.path == ""
    assert program.document.is_modified
    assert program.document.story.title == ""
    assert len(program.document.story.photos) == 10
    assert files.load(str(tmp_path / "story.json")).story.title == "Ten walls"
    qtbot.waitUntil(lambda: "has not been saved yet" in dialog.pane.empty.text())


def test_opening_a_version_asks_about_unsaved_work_first(qtbot, program, dialog, answers):
    program.document.apply(edits.set_story("title", "Unsaved"))
    choose(qtbot, program, 3)
    answers.unsaved_answer = Unsaved.CANCEL
    dialog.open_button.click()
    assert "unsaved" in answers.asked
    assert program.document.story.title == "Unsaved"


# ---- faults, and the way of a save


def test_a_fault_in_keeping_a_version_never_touches_the_save(
    qtbot, program, ids, save, monkeypatch, tmp_path
):
    save()
    program.document.apply(edits.set_story("title", "Kept or not"))
    real = safe_write.write

    def full(path, data, *more):
        if "versions" in path:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, data, *more)

    monkeypatch.setattr(safe_write, "write", full)
    program.actions["save"].trigger()
    notices = program.window.notices
    qtbot.waitUntil(lambda: "no version of the story was kept" in notices.text, timeout=5_000)
    assert notices.text.startswith("The story is saved.")
    assert not program.document.is_modified
    assert files.load(str(tmp_path / "story.json")).story.title == "Kept or not"
    monkeypatch.undo()
    program.document.apply(edits.set_story("title", "Again"))
    save()
    titles = [v.title for v in program.rooms.versions.versions(program.session.path)]
    assert titles == ["Again", "Kept or not", ""]


def test_a_fault_of_the_program_in_it_never_touches_the_save_either(
    qtbot, program, ids, caplog, tmp_path
):
    def broken(*_):
        raise ZeroDivisionError

    program.session.keep = broken
    with qtbot.waitSignal(program.session.saved, timeout=5_000):
        program.actions["save"].trigger()
    qtbot.waitUntil(lambda: "The story is saved." in program.window.notices.text)
    qtbot.waitUntil(
        lambda: [r.message for r in caplog.get_records("call")] == ["work in the background failed"]
    )
    caplog.clear()
    assert (tmp_path / "story.json").exists()


def test_the_save_is_told_before_its_version_is_written(qtbot, program, ids):
    order = []
    keep = program.session.keep
    gate = threading.Event()

    def slowly(*given):
        gate.wait(10)
        order.append("kept")
        return keep(*given)

    program.session.keep = slowly
    with qtbot.waitSignal(program.session.saved, timeout=5_000):
        program.actions["save"].trigger()
    order.append("saved")
    assert not program.document.is_modified
    with qtbot.waitSignal(program.session.kept, timeout=5_000):
        gate.set()
    assert order == ["saved", "kept"]


def test_closing_right_after_a_save_keeps_its_version(qtbot, program, ids, answers, tmp_path):
    answers.unsaved_answer = Unsaved.SAVE
    program.document.apply(edits.set_story("title", "Last words"))
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=10_000)
    found = VersionStore(tmp_path / "versions").versions(str(tmp_path / "story.json"))
    assert [version.title for version in found] == ["Last words"]


def test_a_damaged_version_is_told_and_the_others_are_there(qtbot, program, dialog, tmp_path):
    oldest = dialog.versions.rows.version(3)
    home = next(p for p in (tmp_path / "versions").iterdir() if p.is_dir())
    program.rooms.keeping.book._stories.clear()
    blobs.place(home, oldest.number, oldest.digest).write_bytes(b"rot")
    with qtbot.waitSignal(program.rooms.keeping.book.failed, timeout=5_000):
        dialog.versions.select([3])
    assert "damaged" in dialog.pane.empty.text()
    choose(qtbot, program, 2)
    assert lines(dialog)


def test_a_story_saved_elsewhere_takes_its_versions_along(
    qtbot, program, ids, save, answers, tmp_path
):
    save()
    (tmp_path / "far").mkdir()
    answers.save_path = str(tmp_path / "far/copy.json")
    program.document.apply(edits.set_story("title", "Copy"))
    with qtbot.waitSignal(program.session.kept, timeout=5_000):
        program.actions["save_as"].trigger()
    found = program.rooms.versions.versions(str(tmp_path / "far/copy.json"))
    assert [v.title for v in found] == ["Copy", ""]
    oldest = program.rooms.versions.load(str(tmp_path / "far/copy.json"), found[-1])
    assert Path(oldest.photos[ids[0]].file).exists()


def test_another_story_shows_its_own_versions(qtbot, program, dialog, tmp_path):
    with qtbot.waitSignal(program.rooms.keeping.book.listed, timeout=5_000):
        program.session.new()
    assert dialog.versions.rows.rowCount() == 1
    assert "has not been saved yet" in dialog.pane.empty.text()
    assert lines(dialog) == []


def everything_kept(folder) -> bytes:
    """Return all bytes below *folder*, and all names, versions unpacked."""
    parts = []
    for path in folder.rglob("*"):
        parts.append(str(path.relative_to(folder)).encode())
        if path.is_file():
            data = path.read_bytes()
            parts += [data, zlib.decompress(data) if path.suffix == ".z" else b""]
    return b"\n".join(parts)


def test_a_story_forgotten_leaves_nothing_behind_but_its_file(
    qtbot, program, drop, answers, tmp_path, make_picture, settings
):
    drop(make_picture(tmp_path / "CANARY-AWAY" / "CANARY-PHOTO.jpg", "red"))
    program.document.apply(edits.set_story("title", "CANARY-TITLE"))
    home = tmp_path / "CANARY-HOME"
    home.mkdir()
    answers.save_path = str(home / "CANARY.json")
    with qtbot.waitSignal(program.session.kept):
        program.actions["save"].trigger()
    photo = next(iter(program.document.story.photos.values()))
    qtbot.waitUntil(lambda: program.thumbnails.pixmap(photo, 256) is not None)
    qtbot.waitUntil(lambda: any((tmp_path / "cache").rglob("*.jpg")))
    account = program.safety.recovery._store.account
    before = everything_kept(account / "versions")
    assert b"CANARY-TITLE" in before
    qtbot.waitUntil(lambda: (account / "own-files").exists())

    answers.may_forget = False
    program.actions["forget"].trigger()
    assert everything_kept(account / "versions") == before
    answers.may_forget = True
    program.actions["forget"].trigger()
    qtbot.waitUntil(lambda: "is forgotten" in program.window.notices.text)
    assert program.session.path == ""
    assert not program.document.story.photos
    qtbot.waitUntil(lambda: program.is_at_rest)
    qtbot.waitUntil(lambda: not any((tmp_path / "cache").rglob("*.jpg")))
    settings._store.sync()
    kept = [account / name for name in ("versions", "own-files", "open", "recovery")]
    for folder in [*kept, tmp_path / "cache"]:
        assert b"CANARY" not in everything_kept(folder)
    assert (account / "own-files").read_text().strip() == ""
    assert b"CANARY" not in (tmp_path / "settings.ini").read_bytes()
    assert (home / "CANARY.json").exists()
