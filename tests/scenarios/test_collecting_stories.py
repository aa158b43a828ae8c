"""Situations of sending a story on with its photos, and of getting one in a zip file."""

import json
import os
import shutil
import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton

from curator.export.collection import collect as collect_module
from curator.story import edits
from curator.window.keeping.collect_dialog import CollectDialog
from curator.window.prompts import FolderDialog, FolderWords, Unsaved


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.document.apply(edits.set_story("title", "Ten walls"))
    return program.views.story.rows.keys


def collect(qtbot, program, answers, target):
    answers.collect_path = str(target)
    with qtbot.waitSignal(program.rooms.keeping.collecting.finished, timeout=20_000) as done:
        program.actions["collect"].trigger()
    return done.args[0]


@pytest.fixture
def zipped(qtbot, program, ids, answers, tmp_path):
    """A zip file of a story, and a window that shows nothing of it any more."""
    collect(qtbot, program, answers, tmp_path / "sent" / "Walls.zip")
    program.document.open(type(program.document.story)())
    program.window.notices.clear()
    return tmp_path / "sent" / "Walls.zip"


def opened_from(qtbot, program, path, start):
    """Open the zip file at *path* by *start*, and wait until its story is open."""
    with qtbot.waitSignal(program.session.replaced, timeout=20_000):
        start()
    return program.document.story


# ---- collecting


def test_one_action_collects_the_story_as_it_stands(qtbot, program, ids, answers, tmp_path):
    program.document.apply(edits.set_aside([ids[3]]))
    result = collect(qtbot, program, answers, tmp_path / "sent")

    values = json.loads((tmp_path / "sent/story.json").read_text("utf-8"))
    assert values["title"] == "Ten walls"
    assert len(values["photos"]) == 10
    assert len(values["sequence"]) == 9
    assert len(list((tmp_path / "sent/photos").iterdir())) == 10
    assert result.left_out == ()
    words = program.window.notices.text
    assert words.startswith(f"The story is collected in {tmp_path / 'sent'} (11 files, ")
    assert "Show" in [b.text() for b in program.window.notices.findChildren(QPushButton)]
    assert program.session.path == ""
    assert program.document.is_modified
    assert program.document.story.photos[ids[0]].file == str(tmp_path / "photos/DSC_0001.JPG")


def test_the_place_that_is_offered_lies_beside_the_story(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "Walls.json")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    program.actions["collect"].trigger()
    assert answers.asked[-1] == f"collect {tmp_path / 'Walls collected'}"
    assert not program.rooms.keeping.collecting.is_busy
    collect(qtbot, program, answers, tmp_path / "sent")
    assert (tmp_path / "sent/Walls.json").exists()


def test_photos_that_cannot_come_along_are_named(qtbot, program, ids, answers, tmp_path, folder):
    (folder / "DSC_0002.JPG").unlink()
    collect(qtbot, program, answers, tmp_path / "sent")
    notices = program.window.notices
    assert "1 file could not come along; the words did." in notices.text
    assert notices.details == "DSC_0002.JPG: the file is not there any more"


def test_a_folder_that_is_not_curators_is_never_touched(qtbot, program, ids, answers, tmp_path):
    target = tmp_path / "precious"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    answers.collect_path = str(target)
    with qtbot.waitSignal(program.rooms.keeping.collecting.failed, timeout=20_000):
        program.actions["collect"].trigger()
    assert [p.name for p in target.iterdir()] == ["thesis.txt"]
    assert "precious" in program.window.notices.text


def test_cancel_leaves_nothing_behind(qtbot, program, ids, answers, tmp_path, monkeypatch):
    collecting = program.rooms.keeping.collecting
    real = collect_module.copy_file

    def slow(source, target):
        collecting.cancel()
        yield
        return (yield from real(source, target))

    monkeypatch.setattr(collect_module, "copy_file", slow)
    answers.collect_path = str(tmp_path / "out" / "sent")
    program.actions["collect"].trigger()
    qtbot.waitUntil(lambda: not collecting.is_busy, timeout=20_000)
    assert not (tmp_path / "out").exists()
    assert "cancelled" in program.window.notices.text
    assert program.window.collecting.isHidden()


def test_typing_goes_on_while_a_story_is_collected(qtbot, program, ids, answers, tmp_path):
    answers.collect_path = str(tmp_path / "sent")
    with qtbot.waitSignal(program.rooms.keeping.collecting.finished, timeout=20_000):
        program.actions["collect"].trigger()
        program.document.apply(edits.set_story("title", "Meanwhile"))
    assert json.loads((tmp_path / "sent/story.json").read_text())["title"] == "Ten walls"
    assert program.document.story.title == "Meanwhile"


# ---- from a zip


def test_a_zip_chosen_like_a_story_is_taken_out_and_opened(
    qtbot, program, zipped, answers, tmp_path, folder
):
    shutil.rmtree(folder)
    answers.open_path, answers.unpack_path = str(zipped), str(tmp_path / "got")
    story = opened_from(qtbot, program, zipped, program.actions["open"].trigger)

    assert answers.asked[-1] == f"unpack Walls.zip to {tmp_path / 'sent/Walls'}"
    assert program.session.path == str(tmp_path / "got/story.json")
    assert story.title == "Ten walls"
    assert all(os.path.isfile(photo.file) for photo in story.photos.values())
    assert not program.document.is_modified
    words = program.window.notices.text
    assert words == f"The story is in {tmp_path / 'got'} now, with its photos."
    photo = next(iter(story.photos.values()))
    qtbot.waitUntil(lambda: program.thumbnails.pixmap(photo, 100) is not None, timeout=10_000)


def test_the_folder_that_is_offered_is_a_new_one(qtbot, program, zipped, answers, tmp_path):
    (tmp_path / "sent/Walls").mkdir()
    program.session.open(str(zipped))
    qtbot.waitUntil(lambda: "unpack" in answers.asked[-1], timeout=5_000)
    assert answers.asked[-1] == f"unpack Walls.zip to {tmp_path / 'sent/Walls (2)'}"
    assert not program.rooms.keeping.unpacking._job


@pytest.mark.parametrize("place", ["window", "view"])
def test_a_zip_that_is_dropped_is_opened(qtbot, program, zipped, answers, tmp_path, place):
    answers.unpack_path = str(tmp_path / "got")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(zipped))])
    target = program.window if place == "window" else program.views.story

    def drop_it():
        if place == "view":
            program.views.story.dropped.emit([str(zipped)], None)
            return
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        target.dropEvent(event)

    assert opened_from(qtbot, program, zipped, drop_it).title == "Ten walls"


@pytest.mark.parametrize("name", ["Walls.zip", "WALLS.ZIP"])
def test_a_zip_named_on_the_command_line_is_opened(qtbot, program, zipped, answers, tmp_path, name):
    path = zipped.rename(tmp_path / name)
    answers.unpack_path = str(tmp_path / "got")
    assert opened_from(qtbot, program, path, lambda: program.open([str(path)])).title == "Ten walls"


def test_a_story_that_is_dropped_is_opened(qtbot, program, ids, answers, tmp_path):
    answers.save_path = str(tmp_path / "Walls.json")
    with qtbot.waitSignal(program.session.saved):
        program.actions["save"].trigger()
    program.session.new()
    start = lambda: program.desk.add([str(tmp_path / "Walls.json")])  # noqa: E731
    assert opened_from(qtbot, program, tmp_path, start).title == "Ten walls"


def test_a_zip_among_photos_is_told_and_the_photos_come_in(qtbot, program, zipped, drop, folder):
    drop(folder, zipped)
    assert len(program.document.story.photos) == 10
    assert "Walls.zip" in program.window.notices.details


def test_unsaved_work_is_asked_about_and_the_story_lies_there_all_the_same(
    qtbot, program, zipped, answers, tmp_path
):
    program.document.apply(edits.set_story("title", "Mine"))
    answers.unpack_path, answers.unsaved_answer = str(tmp_path / "got"), Unsaved.CANCEL
    program.session.open(str(zipped))
    qtbot.waitUntil(lambda: "unsaved" in answers.asked, timeout=10_000)
    assert program.document.story.title == "Mine"
    assert (tmp_path / "got/story.json").exists()
    assert "The story is in" in program.window.notices.text


def test_what_the_zip_lacks_is_told_once_the_story_is_open(
    qtbot, program, zipped, answers, tmp_path
):
    short = tmp_path / "short.zip"
    with zipfile.ZipFile(zipped) as source, zipfile.ZipFile(short, "w") as target:
        for info in source.infolist():
            if not info.filename.endswith("DSC_0003.JPG"):
                target.writestr(info.filename, source.read(info))
        target.writestr("Walls/readme.txt", "hello")
    answers.unpack_path = str(tmp_path / "got")
    opened_from(qtbot, program, short, lambda: program.session.open(str(short)))
    notices = program.window.notices
    assert (
        "1 photo of it did not come with the zip file. 1 file stayed in the zip file."
        in notices.text
    )
    assert notices.details.split("\n") == [
        "DSC_0003.JPG: not in the zip file",
        "readme.txt: left in the zip file",
    ]


def test_a_hostile_zip_is_refused_with_a_reason_and_the_open_story_stays(
    qtbot, program, ids, answers, tmp_path
):
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.json", "{}")
    answers.unpack_path = str(tmp_path / "got")
    with qtbot.waitSignal(program.rooms.keeping.unpacking.failed, timeout=10_000):
        program.session.open(str(path))
    assert "leads elsewhere" in program.window.notices.text
    assert not (tmp_path / "got").exists()
    assert program.document.story.title == "Ten walls"


# ---- the questions


def test_the_kind_of_collection_and_the_ending_of_its_path_go_together(qtbot, program, tmp_path):
    dialog = CollectDialog(program.window, str(tmp_path / "Walls collected"))
    assert dialog.folder.isChecked()
    dialog.zip.click()
    assert dialog.path == str(tmp_path / "Walls collected.zip")
    dialog.folder.click()
    assert dialog.path == str(tmp_path / "Walls collected")
    dialog.field.selectAll()
    qtbot.keyClicks(dialog.field, str(tmp_path / "other.zip"))
    assert dialog.zip.isChecked()
    assert dialog.path == str(tmp_path / "other.zip")


def test_the_question_where_to_names_the_zip_and_takes_markup_for_text(program, tmp_path):
    words = FolderWords("Open", "&Folder:", "out of “<b>x</b>.zip”", "Open")
    dialog = FolderDialog(program.window, str(tmp_path / "x"), words)
    assert dialog.path == str(tmp_path / "x")
    assert dialog._field.accessibleName() == "Folder"
    (about,) = [label for label in dialog.findChildren(QLabel) if "<b>" in label.text()]
    assert about.textFormat() == Qt.TextFormat.PlainText
