"""Photos whose files went elsewhere, came back, or hold another picture: told, found, taken in one step."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, story_of, telling_picture
from PIL import Image
from pressing import press

from curator.photos.seeking import Reason
from curator.story.edits import set_field
from curator.story.hiding import hide_also
from curator.story.values import Area

FACE = Area("ellipse", 0.1, 0.1, 0.3, 0.3)


@pytest.fixture
def trip(tmp_path, drop) -> Path:
    """Three photos in the story, in a folder of their own."""
    folder = tmp_path / "Trip" / "Photos"
    for number in range(3):
        telling_picture(folder / f"DSC_{number}.jpg", number)
    drop(folder)
    return folder


@pytest.fixture
def look(qtbot, program):
    """Look at the files as when the person comes back to the window."""

    def do() -> None:
        program.window.notices.clear()
        with qtbot.waitSignal(program.rooms.watch.looked):
            program.window.returned.emit()

    return do


def files(program) -> list[str]:
    return [photo.file for photo in program.document.story.photos.values()]


def result(qtbot, program):
    """Wait until the search is over; return its window."""
    seeking = program.rooms.seeking
    qtbot.waitUntil(lambda: "dialog" in seeking.__dict__ and seeking.dialog.isVisible())
    qtbot.waitUntil(lambda: seeking._job is None, timeout=20_000)
    return seeking.dialog


def test_a_folder_that_moved_is_told_and_all_its_photos_taken_at_once(qtbot, program, trip, look):
    words = set_field(list(program.document.story.photos), "caption", "Kept.")
    program.document.apply(words)
    (trip.parent / "Archive").mkdir()
    new = trip.rename(trip.parent / "Archive" / "Photos")
    look()
    assert program.window.notices.text == "3 photos of this story are not where they were."
    press(program, "Find photos…")
    dialog = result(qtbot, program)
    assert dialog.title.text() == "3 photos are not where they were; 3 found."
    assert dialog.moves.text() == f"“{trip}” is “{new}” now: 3 photos"
    assert [row.field for row in dialog.table.rows] == ["The very same file"] * 3
    assert dialog.take.text() == "&Take 3 photos"
    dialog.take.click()
    assert files(program) == [str(new / f"DSC_{n}.jpg") for n in range(3)]
    assert {p.caption for p in program.document.story.photos.values()} == {"Kept."}
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not program.rooms.watch.missing)
    assert "3 photos found again" in program.window.notices.text
    press(program, "Undo")
    assert files(program) == [str(trip / f"DSC_{n}.jpg") for n in range(3)]


def test_what_is_in_doubt_is_shown_unticked(qtbot, program, trip, answers):
    (trip / "DSC_0.jpg").unlink()
    telling_picture(trip / "other" / "DSC_0.jpg", 77)
    program.actions["find_photos"].trigger()
    dialog = result(qtbot, program)
    assert [match.reason for match in dialog.rows] == [Reason.SAME_NAME]
    assert dialog.table.ticked == []
    assert not dialog.take.isEnabled()
    dialog.table.model.tick([0], True)
    dialog.take.click()
    assert files(program)[0] == str(trip / "other" / "DSC_0.jpg")


def test_what_is_not_found_is_looked_for_in_another_folder(qtbot, program, trip, answers, tmp_path):
    far = tmp_path / "far" / "away"
    far.parent.mkdir()
    trip.rename(far)
    program.actions["find_photos"].trigger()
    dialog = result(qtbot, program)
    assert dialog.table.rows == []
    assert "3 photos not found" in dialog.progress.text()
    answers.folder_path = str(tmp_path / "far")
    dialog.elsewhere.click()
    qtbot.waitUntil(lambda: len(dialog.table.ticked) == 3, timeout=20_000)


def test_a_search_can_be_stopped_and_nothing_is_taken(qtbot, program, trip):
    trip.rename(trip.with_name("Moved"))
    before = program.document.story
    program.actions["find_photos"].trigger()
    seeking = program.rooms.seeking
    qtbot.waitUntil(lambda: "dialog" in seeking.__dict__ and seeking.dialog.isVisible())
    seeking.dialog.close_button.click()
    assert seeking._job is None
    assert program.document.story is before


def test_where_nothing_is_missing_it_says_so(qtbot, program, trip):
    program.actions["find_photos"].trigger()
    words = "Every photo of this story is where it was."
    qtbot.waitUntil(lambda: program.window.notices.text == words)


def test_a_drive_that_comes_back_is_seen_without_a_restart(qtbot, program, trip, look):
    away = trip.rename(trip.with_name("unplugged"))
    look()
    assert len(program.rooms.watch.missing) == 3
    away.rename(trip)
    with qtbot.waitSignal(program.rooms.watch.looked):
        program.window.returned.emit()
    assert not program.rooms.watch.missing
    assert not program.window.notices.text


def test_a_story_opened_without_its_photos_is_told(qtbot, program, tmp_path):
    program.session.begin_with(story_of(*(photo(n) for n in (1, 2))))
    with qtbot.waitSignal(program.rooms.watch.looked):
        program.rooms.watch.look()
    assert program.window.notices.text == "2 photos of this story are not where they were."


def test_a_story_is_looked_at_by_itself_once_it_is_open(qtbot, program, monkeypatch):
    monkeypatch.setattr("curator.window.seeking.watch._SOON", 1)
    with qtbot.waitSignal(program.session.replaced):
        program.session.begin_with(story_of(photo(1)))
    words = "1 photo of this story is not where it was."
    qtbot.waitUntil(lambda: program.window.notices.text == words)


def test_a_notice_that_is_up_is_not_pushed_away(qtbot, program, trip):
    shutil.rmtree(trip)
    program.window.notices.warn("Something that matters more.")
    with qtbot.waitSignal(program.rooms.watch.looked):
        program.window.returned.emit()
    assert program.window.notices.text == "Something that matters more."
    program.window.notices._take_down()
    assert "not where they were" in program.window.notices.text


def test_notices_that_wait_come_one_after_the_other_the_latest_of_each_kind(program):
    notices = program.window.notices
    notices.tell("Which?", offers=[("This", lambda: None)], is_question=True)
    for words, topic in (("Old", "one"), ("Other", "two"), ("New", "one")):
        notices.tell(words, offers=[("Do", lambda: None)], topic=topic)
    seen = []
    while notices.text:
        seen.append(notices.text)
        notices._take_down()
    assert seen == ["Which?", "Other", "New"]


def test_a_picture_saved_anew_in_its_place_is_shown_with_all_its_words(qtbot, program, trip, look):
    look()
    first = next(iter(program.document.story.photos))
    program.document.apply(set_field([first], "caption", "Kept."))
    before = program.document.story.photos[first]
    telling_picture(trip / "DSC_0.jpg", 50, (100, 100))
    look()
    after = program.document.story.photos[first]
    assert (after.width, after.height) == (100, 100)
    assert after.digest != before.digest
    assert after.caption == "Kept."
    assert program.window.notices.text.startswith("1 photo changed on disk")
    assert "hidden" not in program.window.notices.text
    press(program, "Undo")
    assert program.document.story.photos[first] == before


def test_areas_hidden_in_a_picture_that_changed_stay_hidden_and_are_told(
    qtbot, program, trip, look
):
    first = next(iter(program.document.story.photos))
    program.document.apply(hide_also([first], [FACE]))
    telling_picture(trip / "DSC_0.jpg", 50)
    look()
    assert program.document.story.photos[first].hidden == (FACE,)
    assert "look whether they still cover what they should" in program.window.notices.text
    assert "“DSC_0.jpg”" in program.window.notices.text


def test_a_file_touched_but_not_changed_is_nothing(qtbot, program, trip, look):
    look()
    before = program.document.story
    data = (trip / "DSC_0.jpg").read_bytes()
    (trip / "DSC_0.jpg").write_bytes(data)
    look()
    assert program.document.story is before
    assert not program.window.notices.text


def test_areas_hidden_in_a_photo_exported_anew_are_told_before_it_is_taken(
    qtbot, program, trip, look
):
    first = next(iter(program.document.story.photos))
    program.document.apply(hide_also([first], [FACE]))
    Image.open(trip / "DSC_0.jpg").resize((160, 100)).save(trip / "DSC_0.png")
    (trip / "DSC_0.jpg").unlink()
    program.actions["find_photos"].trigger()
    dialog = result(qtbot, program)
    (row,) = dialog.table.rows
    assert row.field == "Same name, same look; check its hidden areas"
    dialog.take.click()
    after = program.document.story.photos[first]
    assert after.file == str(trip / "DSC_0.png")
    assert after.hidden == (FACE,)
    assert "still cover what they should" in program.window.notices.text


def test_another_story_ends_the_search(qtbot, program, trip):
    trip.rename(trip.with_name("Moved"))
    program.actions["find_photos"].trigger()
    seeking = program.rooms.seeking
    qtbot.waitUntil(lambda: "dialog" in seeking.__dict__ and seeking.dialog.isVisible())
    program.session.restore(replace(story_of(photo(1))), "", None)
    qtbot.waitUntil(lambda: not seeking.dialog.isVisible())
    assert seeking._job is None
