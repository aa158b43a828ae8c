"""Situations of the tray: what is set aside is looked through, written, and brought back to a place."""

import pytest
from factories import photo, story_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from curator.story import blocks, edits
from curator.story import sequence as order
from curator.story.values import PhotoBlock, TextBlock

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ids(program):
    """Ten photos with words, of which the last four are set aside."""
    photos = [
        photo(n, file=f"/nowhere/DSC_{n:04}.JPG", credit=f"Name {n}/AFP") for n in range(1, 11)
    ]
    program.document.open(story_of(*photos, sequence=[PhotoBlock(p.id) for p in photos[:6]]))
    program.views.story.setFocus()
    return tuple(p.id for p in photos)


@pytest.fixture
def tray(program, ids):
    program.actions["tray"].trigger()
    return program.rooms.ordering.tray


def numbers(program, ids):
    return [ids.index(i) + 1 for i in order.photo_ids(program.document.story.sequence)]


def count(tray):
    return next(w.text() for w in tray.findChildren(QLabel) if w.objectName() == "muted")


def shown(tray, ids):
    return [ids.index(i) + 1 for i in tray.grid.rows.keys]


def test_the_tray_shows_what_is_set_aside_and_how_much(program, tray, ids):
    assert tray.isVisible()
    assert shown(tray, ids) == [7, 8, 9, 10]
    assert count(tray) == "4 photos"
    program.document.apply(edits.set_aside(ids[:1]))
    assert shown(tray, ids) == [1, 7, 8, 9, 10]
    assert count(tray) == "5 photos"
    program.actions["undo"].trigger()
    assert count(tray) == "4 photos"


def test_the_tray_is_loaded_when_it_is_first_asked_for(program, ids):
    assert "ordering" not in program.rooms.__dict__


def test_a_key_brings_up_the_tray_and_puts_it_away(program, tray, ids):
    assert tray.grid.hasFocus()
    program.views.story.setFocus()
    program.actions["tray"].trigger()
    assert tray.isVisible()
    assert tray.grid.hasFocus()
    program.actions["tray"].trigger()
    assert not tray.isVisible()
    assert program.views.story.hasFocus()


def test_escape_empties_the_search_and_then_closes(program, tray, ids, press):
    tray.search.setText("DSC_0008")
    assert shown(tray, ids) == [8]
    press(KEY.Key_Escape)
    assert shown(tray, ids) == [7, 8, 9, 10]
    press(KEY.Key_Escape)
    assert not tray.isVisible()


def test_the_words_of_what_is_set_aside_are_written_in_the_editor(program, tray, ids, write, press):
    assert program.editor.keys == (ids[6],)
    tray.grid.select(ids[7:9])
    assert program.editor.keys == ids[7:9]
    assert program.editor.where == "2 photos"
    program.actions["caption"].trigger()
    write(" and more")
    captions = [program.document.story.photos[i].caption for i in ids[6:10]]
    assert captions == ["Caption 7", " and more", " and more", "Caption 10"]
    press(KEY.Key_Escape)
    assert tray.grid.hasFocus()
    assert program.editor.keys == ids[7:9]


def test_keys_of_the_grid_count_in_the_tray_and_leave_the_story_alone(program, tray, ids, press):
    program.views.story.select([ids[0]])
    press(KEY.Key_4)
    press(KEY.Key_P)
    photos = program.document.story.photos
    assert (photos[ids[6]].rating, photos[ids[6]].mark) == (4, "pick")
    assert (photos[ids[0]].rating, photos[ids[0]].mark) == (0, "")
    for name in ("earlier", "later", "send", "set_aside"):
        assert not program.actions[name].isEnabled()
    program.views.story.setFocus()
    assert program.editor.keys == (ids[0],)
    assert program.actions["earlier"].isEnabled()


def test_enter_brings_a_photo_back_behind_the_current_one_and_goes_on(program, tray, ids, press):
    program.views.story.select([ids[1]])
    tray.grid.select([ids[7]])

    press(KEY.Key_Return)

    assert numbers(program, ids) == [1, 2, 8, 3, 4, 5, 6]
    assert shown(tray, ids) == [7, 9, 10]
    assert tray.grid.selected_photos == (ids[8],)
    assert tray.grid.hasFocus()
    assert program.views.story.selected_photos == (ids[7],)
    press(KEY.Key_Insert)
    assert numbers(program, ids) == [1, 2, 8, 9, 3, 4, 5, 6]


def test_the_last_photo_out_of_the_tray_leaves_the_keyboard_in_the_story(program, tray, ids, press):
    tray.grid.selectAll()
    press(KEY.Key_Return)
    assert numbers(program, ids) == [1, 7, 8, 9, 10, 2, 3, 4, 5, 6]
    assert program.views.story.hasFocus()
    assert program.editor.keys == ids[6:10]
    program.actions["undo"].trigger()
    assert numbers(program, ids) == [1, 2, 3, 4, 5, 6]
    assert shown(tray, ids) == [7, 8, 9, 10]
    assert set(tray.grid.selected_photos) == set(ids[6:10])


def test_a_story_of_nothing_takes_its_first_photo_from_the_tray(program, tray, ids, press):
    program.document.apply(edits.set_aside(ids[:6]))
    tray.grid.select([ids[3]])
    press(KEY.Key_Return)
    assert numbers(program, ids) == [4]


def test_photos_dragged_out_of_the_tray_land_where_they_are_dropped(program, tray, ids):
    tray.grid.select([ids[6], ids[9]])
    program.views.story.moved.emit(tray.grid.selected_keys, ids[2])
    assert numbers(program, ids) == [1, 2, 7, 10, 3, 4, 5, 6]
    assert count(tray) == "2 photos"
    assert program.views.story.hasFocus()
    assert program.editor.keys == (ids[6], ids[9])


def test_photos_dragged_into_the_tray_are_set_aside_and_words_between_stay(program, tray, ids):
    text = TextBlock("Words")
    program.document.apply(blocks.insert_block(text, ids[1]))
    program.views.story.setFocus()
    tray.grid.take_rows((ids[0], text.key, ids[1]), None)
    assert order.rows(program.document.story.sequence)[0] == text.key
    assert numbers(program, ids) == [3, 4, 5, 6]
    assert tray.grid.hasFocus()
    assert program.editor.keys == ids[:2]
    assert program.views.story.selected_photos == (ids[2],)
    before = program.document.story
    tray.grid.take_rows((text.key,), None)
    assert program.document.story is before


def test_files_dropped_on_the_tray_come_in_set_aside(qtbot, program, tray, ids, folder):
    with qtbot.waitSignal(program.arrivals.finished, timeout=20_000):
        tray.grid.dropped.emit([str(folder / "DSC_0003.JPG")], None)
    assert len(tray.grid.rows.keys) == 5
    assert numbers(program, ids) == [1, 2, 3, 4, 5, 6]
    assert len(program.document.story.photos) == 11


def test_the_tray_is_searched_by_all_words_and_the_story_shows_what_it_showed(
    program, tray, ids, write, press
):
    tray.search.setFocus()
    write("name 9")
    assert shown(tray, ids) == [9]
    assert count(tray) == "1 of 4 photos"
    assert len(program.views.story.rows.keys) == 6
    press(KEY.Key_Down)
    assert tray.grid.hasFocus()
    assert program.editor.keys == (ids[8],)
    program.bar.search.setText("DSC_0002")
    assert shown(tray, ids) == [9]
    assert program.views.story.rows.keys == (ids[1],)


def test_what_is_being_written_stays_in_the_tray_whatever_its_search_takes(program, tray, ids):
    tray.search.setText("caption 9")
    tray.grid.select([ids[8]])
    program.document.apply(edits.set_field([ids[8]], "caption", "Other words"))
    assert shown(tray, ids) == [9]
    tray.search.setText("caption 1")
    assert shown(tray, ids) == [10]


def test_an_empty_tray_says_how_it_is_filled(program, tray, ids):
    program.document.apply(edits.bring_back(ids))
    assert tray.grid.rows.rowCount() == 0
    assert "it keeps its words" in tray.grid.empty
    tray.grid.grab()
    assert count(tray) == "0 photos"


def test_photos_of_the_tray_are_seen_large_and_closing_comes_back(program, tray, ids, press):
    tray.grid.select([ids[7]])
    press(KEY.Key_Space)
    assert program.views.viewer.photo.id == ids[7]
    press(KEY.Key_Right)
    assert program.views.viewer.photo.id == ids[8]
    press(KEY.Key_3)
    assert program.document.story.photos[ids[8]].rating == 3
    press(KEY.Key_Escape)
    assert program.views.currentWidget() is program.views.story
    assert tray.grid.hasFocus()
    assert tray.grid.selected_photos == (ids[8],)


def test_two_photos_of_the_tray_are_compared(program, tray, ids, press):
    tray.grid.select(ids[6:8])
    press(KEY.Key_C)
    assert [p.id for p in program.views.compare.photos] == list(ids[6:8])
    press(KEY.Key_Escape)
    assert tray.grid.hasFocus()


def test_another_view_takes_over_what_is_selected_in_the_tray(program, tray, ids):
    program.views.story.select([ids[2]])
    tray.grid.setFocus()
    tray.grid.select([ids[7]])
    program.views.show_view("story")
    assert program.views.story.selected_photos == (ids[2],)
    assert program.editor.keys == (ids[2],)
    tray.grid.setFocus()
    program.views.show_view("photos")
    assert program.views.photos.selected_photos == (ids[7],)
    assert not program.views.is_beside


def test_the_galley_writes_its_own_and_the_tray_its_own(program, tray, ids, write):
    program.views.show_view("galley")
    tray.grid.setFocus()
    tray.grid.select([ids[6]])
    assert not program.views.is_galley
    program.actions["caption"].trigger()
    write("!")
    assert program.document.story.photos[ids[6]].caption == "Caption 7!"


def test_a_problem_of_a_photo_set_aside_leads_to_the_tray(program, tray, ids):
    from curator.check import Level, Problem

    program.views.story.setFocus()
    problem = Problem("rule", Level.WARNING, "words", ids[8], "DSC_0009.JPG", "caption", "")
    program.desk.lead_to(problem)
    assert program.views.name == "story"
    assert tray.grid.selected_photos == (ids[8],)
    assert program.editor.keys == (ids[8],)
    tray.close_tray()
    program.desk.lead_to(problem)
    assert program.views.name == "photos"


def test_one_photo_of_the_story_swaps_with_one_of_the_tray(program, tray, ids):
    program.views.story.select([ids[1]])
    tray.grid.select([ids[8]])
    program.actions["swap_pictures"].trigger()
    photos = program.document.story.photos
    assert (photos[ids[1]].file_name, photos[ids[1]].caption) == ("DSC_0009.JPG", "Caption 2")
    assert numbers(program, ids) == [1, 2, 3, 4, 5, 6]
    program.views.story.setFocus()
    program.actions["swap_words"].trigger()
    assert program.document.story.photos[ids[1]].caption == "Caption 9"
    tray.close_tray()
    program.actions["swap_words"].trigger()
    assert program.window.notices.text == "Select two photos to swap their words."


def test_another_story_begins_with_its_own_tray(program, tray, ids):
    tray.search.setText("name 9")
    program.document.open(story_of(photo(1), photo(2), sequence=[PhotoBlock("p1")]))
    assert tray.search.text() == ""
    assert tray.grid.rows.keys == ("p2",)
    assert not program.views.is_beside
    assert program.editor.keys == ("p1",)


def test_the_tray_is_removed_from_like_any_grid(program, tray, ids):
    tray.grid.select([ids[6]])
    program.actions["remove"].trigger()
    assert shown(tray, ids) == [8, 9, 10]
    assert tray.grid.selected_photos == (ids[7],)


def test_the_rows_of_the_tray_keep_the_rules_of_qt(program, tray, ids):
    tester = QAbstractItemModelTester(
        tray.grid.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    program.document.apply(edits.set_aside(ids[1:4]))
    program.document.apply(edits.bring_back([ids[9], ids[2]]))
    program.document.apply(edits.remove_photos([ids[1], ids[7]]))
    program.document.undo()
    tray.search.setText("caption")
    program.document.apply(edits.set_aside([ids[9]]))
    assert tester.model() is tray.grid.rows


def test_the_tray_takes_its_room_and_can_be_drawn_higher(program, tray, ids):
    assert 200 <= tray.height() <= 300
    assert program.views.height() > tray.height()
    assert tray.grid.visualRect(tray.grid.rows.index(0)).contains(QPoint(20, 20))
