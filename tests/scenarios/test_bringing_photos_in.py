"""Situations in which photos come in, through a real offscreen window."""

import os
import shutil
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from curator.photos import intake
from curator.story import sequence as order


def names(program) -> list[str]:
    story = program.document.story
    return [story.photos[i].file_name for i in order.photo_ids(story.sequence)]


def uri_list(*paths) -> QMimeData:
    mime = QMimeData()
    lines = [b"file://" + quote_from_bytes(os.fsencode(p)).encode() for p in paths]
    mime.setData("text/uri-list", b"\r\n".join(lines))
    return mime


def drop_on(widget, mime) -> QDropEvent:
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), actions, mime, buttons, keys)
    widget.dragEnterEvent(enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(50, 50), actions, mime, buttons, keys)
    widget.dropEvent(event)
    return event


def test_an_empty_window_says_what_to_do(program):
    assert program.views.currentWidget() is program.views.welcome
    assert not program.actions["export"].isEnabled()
    assert program.window.windowTitle().startswith("Untitled story")


def test_a_dropped_folder_fills_the_grid_and_tells_once_how_many_came(program, drop, folder):
    drop(folder)

    assert names(program) == [f"DSC_{n:04}.JPG" for n in range(1, 11)]
    assert program.views.currentWidget() is program.views.story
    assert program.window.notices.text == "10 photos added"
    assert program.document.is_modified


def test_a_drop_on_the_window_itself_brings_photos_in(qtbot, program, folder):
    with qtbot.waitSignal(program.arrivals.finished):
        event = drop_on(program.window, uri_list(folder))

    assert event.dropAction() is Qt.DropAction.CopyAction
    assert len(names(program)) == 10


def test_folders_are_read_to_any_depth_and_several_at_once(program, drop, tmp_path, make_picture):
    make_picture(tmp_path / "a/b/c/d/deep.png", "red")
    make_picture(tmp_path / "x/flat.jpg", "blue")

    drop(tmp_path / "a", tmp_path / "x")

    assert sorted(names(program)) == ["deep.png", "flat.jpg"]


def test_the_same_file_twice_is_one_photo(program, drop, folder):
    drop(folder, folder / "DSC_0001.JPG")
    drop(folder / "DSC_0002.JPG")

    assert len(names(program)) == 10
    assert "1 in the story already" in program.window.notices.text


def test_bad_files_are_each_named_with_a_reason_and_disturb_nothing(program, drop, folder):
    (folder / "notes.txt").write_text("buy film")
    (folder / "empty.jpg").touch()
    whole = (folder / "DSC_0001.JPG").read_bytes()
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])

    drop(folder)

    notice = program.window.notices
    assert notice.text == "10 photos added · 3 skipped"
    details = notice.details.splitlines()
    assert len(details) == 3
    assert any("notes.txt: this is not a picture" in line for line in details)
    assert any("empty.jpg: the file is empty" in line for line in details)
    assert any("cut.jpg: the picture is damaged" in line for line in details)


def test_the_list_of_skipped_files_can_be_copied(qtbot, program, drop, folder):
    (folder / "notes.txt").write_text("buy film")
    drop(folder)

    program.window.notices._copy.click()

    assert "notes.txt: this is not a picture" in QGuiApplication.clipboard().text()


def test_a_whole_drop_is_one_step_of_undo(program, drop, folder):
    drop(folder)

    program.actions["undo"].trigger()

    assert names(program) == []
    assert not program.document.story.photos
    program.actions["redo"].trigger()
    assert len(names(program)) == 10


def test_a_drop_stays_one_step_although_somebody_types_meanwhile(
    qtbot, program, drop, folder, tmp_path, make_picture, monkeypatch
):
    drop(make_picture(tmp_path / "first.jpg"))
    first = program.views.story.selected_photos[0]
    written = []
    monkeypatch.setattr(intake, "BATCH_SECONDS", 0)
    counts = []

    def type_once(before, after):
        counts.append(len(after.photos))
        if len(after.photos) == 4:
            program.document.changed.disconnect(type_once)
            written.append(program.views.story.selected_photos[0])
            program.desk.write("caption")
            qtbot.keyClicks(QGuiApplication.focusObject(), "Typed meanwhile")

    program.document.changed.connect(type_once)
    drop(folder)

    assert counts[:3] == [2, 3, 4]
    assert len(program.document.story.photos) == 11
    assert program.document.story.photos[written[0]].caption == "Typed meanwhile"
    program.actions["undo"].trigger()
    assert program.document.story.photos[written[0]].caption == ""
    assert program.actions["undo"].text() == "&Undo: add 10 photos"
    assert len(program.document.story.photos) == 11
    program.actions["undo"].trigger()
    assert list(program.document.story.photos) == [first]


def test_photos_come_in_set_aside_while_the_photos_view_is_up(program, drop, folder):
    program.views.show_view("photos")

    drop(folder)

    assert names(program) == []
    assert len(program.document.story.photos) == 10
    program.views.photos.selectAll()
    program.actions["bring_back"].trigger()
    assert len(names(program)) == 10


def test_paths_copied_as_text_can_be_pasted(qtbot, program, folder):
    QGuiApplication.clipboard().setText(f'{folder / "DSC_0003.JPG"}\n"{folder / "DSC_0004.JPG"}"\n')

    with qtbot.waitSignal(program.arrivals.finished):
        program.actions["paste"].trigger()

    assert names(program) == ["DSC_0003.JPG", "DSC_0004.JPG"]


def test_pasting_something_else_says_what_to_do(program):
    QGuiApplication.clipboard().setText("just words")

    program.actions["paste"].trigger()

    assert "holds no files" in program.window.notices.text


def test_a_name_that_is_no_utf8_comes_in_by_drop(qtbot, program, folder):
    odd = os.fsencode(folder) + b"/caf\xe9.jpg"
    shutil.copy(folder / "DSC_0001.JPG", odd)

    with qtbot.waitSignal(program.arrivals.finished):
        drop_on(program.views.story, uri_list(os.fsdecode(odd)))

    assert [os.fsencode(name) for name in names(program)] == [b"caf\xe9.jpg"]


def test_add_photos_and_add_folder_ask_and_take_in(qtbot, program, answers, folder):
    answers.photo_paths = [str(folder / "DSC_0001.JPG")]
    with qtbot.waitSignal(program.arrivals.finished):
        program.actions["add_photos"].trigger()
    answers.folder_path = str(folder)
    with qtbot.waitSignal(program.arrivals.finished):
        program.actions["add_folder"].trigger()

    assert len(names(program)) == 10


def test_what_the_file_says_becomes_the_first_words_until_confirmed(
    program, drop, tmp_path, make_picture
):
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = "Two lions, asleep"
    exif[0x013B] = "Mina Oh"
    make_picture(tmp_path / "lions.jpg", exif=exif)
    filler = Image.Exif()
    filler[0x010E] = "OLYMPUS DIGITAL CAMERA"
    make_picture(tmp_path / "filler.jpg", "red", exif=filler)

    drop(tmp_path / "lions.jpg", tmp_path / "filler.jpg")

    by_name = {photo.file_name: photo for photo in program.document.story.photos.values()}
    assert by_name["lions.jpg"].caption == "Two lions, asleep"
    assert by_name["lions.jpg"].photographer == "Mina Oh"
    assert {"caption", "photographer"} <= by_name["lions.jpg"].from_file
    assert by_name["filler.jpg"].caption == ""
    program.views.select((by_name["lions.jpg"].id,))
    assert program.editor.photos._marks["caption"].isVisible()
    program.editor.photos._marks["caption"].click()
    assert "caption" not in program.document.story.photos[by_name["lions.jpg"].id].from_file


def test_cancel_stops_the_intake_and_keeps_what_came(qtbot, program, folder):
    program.desk.add([str(folder)])
    qtbot.waitUntil(lambda: program.arrivals.is_busy)

    with qtbot.waitSignal(program.arrivals.finished):
        program.arrivals.cancel()

    assert not program.arrivals.is_busy
    assert program.window.notices.text.startswith("Stopped:")


def test_photos_come_into_the_story_in_the_order_they_were_taken(
    program, drop, tmp_path, make_picture
):
    from PIL import Image

    for name, moment in (("b.jpg", "2026:03:14 07:42:10"), ("a.jpg", "2026:03:14 09:00:00")):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = moment
        make_picture(tmp_path / "in" / name, exif=exif)

    drop(tmp_path / "in")

    assert names(program) == ["b.jpg", "a.jpg"]
