"""Situations in which words could land on another photo than the one in view, and do not."""

import json

import pytest
from PySide6.QtCore import Qt

from curator.captions.codes import Code, CodeTable
from curator.story import choice, dictionary, edits
from curator.story.choice import Choice
from curator.story.values import Story, TextBlock
from curator.window.prompts import Unsaved

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def ids(program, drop, folder, qtbot):
    drop(folder)
    program.views.grid.setFocus()
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    return program.views.story.rows.keys


def caption(program, photo_id):
    return program.document.story.photos[photo_id].caption


def test_a_recount_leaves_the_photo_being_written_in_place(qtbot, program, ids, write):
    program.chips.chip(choice.NO_CAPTION).click()
    program.views.story.select([ids[3]])
    program.desk.write("caption")
    write("Lions ")
    program.document.apply(edits.set_default("credit", "Mina Oh/AP"))
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    write("sleep.")
    assert caption(program, ids[3]) == "Lions sleep."
    assert caption(program, ids[4]) == ""


def test_a_recount_keeps_the_selection_under_with_problems(qtbot, program, ids):
    program.chips.chip(choice.WITH_PROBLEMS).click()
    program.views.story.select([ids[5]])
    program.document.apply(edits.set_default("credit", "Mina Oh/AP"))
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    assert program.views.story.selected_photos == (ids[5],)
    assert program.views.story.rows.keys == ids


def test_a_search_without_hits_gives_the_place_back(program, ids):
    program.views.story.select([ids[6]])
    program.choosing.choose(Choice(words="zebra"))
    program.choosing.choose(Choice())
    assert program.views.story.selected_photos == (ids[6],)


def test_being_led_to_a_hidden_photo_shows_it(program, ids, write):
    program.document.apply(edits.set_field([ids[1]], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    program.captions.lead_to(ids[7], "caption", 0, 0)
    write("horse")
    assert program.views.name == "story"
    assert program.views.story.selected_photos == (ids[7],)
    assert (caption(program, ids[7]), caption(program, ids[1])) == ("horse", "")


def test_a_text_put_in_under_a_filter_is_the_one_written(program, ids, write):
    program.chips.chip(choice.NO_CAPTION).click()
    program.rooms.arranging.insert(TextBlock(""))
    write("Between.")
    texts = [
        block.text for block in program.document.story.sequence if isinstance(block, TextBlock)
    ]
    assert texts == ["Between."]


def test_the_galley_shows_and_writes_every_photo_whatever_was_chosen(program, ids, write):
    program.document.apply(edits.set_field([ids[1]], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    program.views.show_view("galley")
    program.views.galley.write()
    for _ in range(4):
        program.actions["next"].trigger()
    write("Here.")
    assert program.choosing.choice.is_everything
    assert caption(program, ids[5]) == "Here."
    assert program.editor.photos.ids == (ids[5],)
    assert not program.bar.search.isEnabled()


def test_a_code_in_the_galley_gives_its_values_to_the_photo_written(program, ids, write):
    table = CodeTable((Code("jo", ("Jo Pak",), (("photographer", "Jo Pak"),)),))
    program.kit.codes.change(table)
    program.views.story.select([ids[1]])
    program.editor.show_story()
    program.views.show_view("galley")
    program.views.galley.show_key(ids[6])
    program.views.galley.write()
    write("By =jo=")
    photos = program.document.story.photos
    assert (photos[ids[6]].caption, photos[ids[6]].photographer) == ("By Jo Pak", "Jo Pak")
    assert photos[ids[1]].photographer == ""


def test_undo_shows_large_what_it_changed(program, ids, press):
    program.views.story.select([ids[0]])
    program.views.open_viewer()
    press(KEY.Key_3)
    press(KEY.Key_Right)
    program.actions["undo"].trigger()
    assert program.views.viewer.photo.id == program.views.story.current_key == ids[0]
    assert program.document.story.photos[ids[0]].rating == 0


def test_keys_for_photos_do_nothing_where_other_words_are_written(program, ids, write, press):
    program.document.apply(edits.set_field([ids[0]], "caption", "First"))
    program.document.apply(edits.set_field([ids[1]], "caption", "Second"))
    program.views.story.select([ids[1]])
    program.editor.show_story()
    before = program.document.story
    program.actions["same"].trigger()
    assert program.document.story is before
    program.desk.write("caption")
    press(KEY.Key_V, CTRL | SHIFT)
    assert caption(program, ids[1]) == "Second"


def test_a_name_with_a_comma_stays_one_name(program, ids, write):
    people = ("Doe, Jane", "King, Martin Luther")
    program.document.apply(edits.set_field([ids[0]], "persons", people))
    program.views.story.select([ids[0]])
    program.desk.write("persons")
    write(" Bob")
    assert program.document.story.photos[ids[0]].persons == (*people, "Bob")


def test_names_are_listed_as_they_are_typed(program, ids, write):
    program.desk.write("persons")
    write("Mina Oh, Jo")
    assert program.document.story.photos[ids[0]].persons == ("Mina Oh", "Jo")
    assert program.editor.photos.fields["persons"].text() == "Mina Oh, Jo"


def test_correcting_with_nothing_open_says_so(program, ids, press, answers):
    answers.unsaved_answer = Unsaved.DISCARD
    program.session.new()
    program.actions["correct"].trigger()
    assert "misspelt" in program.window.notices.text


def test_undo_in_find_takes_back_what_was_typed_there(program, ids, write, press):
    program.document.apply(edits.set_field([ids[0]], "caption", "Stays"))
    program.actions["find"].trigger()
    write("zebra")
    press(KEY.Key_Z, CTRL)
    assert caption(program, ids[0]) == "Stays"
    assert program.captions.replacing.form.pattern.text() == ""


def test_photos_that_come_in_under_a_filter_leave_the_view_alone(
    program, ids, drop, tmp_path, make_picture
):
    program.document.apply(edits.set_field([ids[1]], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    drop(make_picture(tmp_path / "more" / "late.jpg", "pink"))
    assert program.views.name == "story"
    assert program.views.story.rows.keys == (ids[1],)
    assert len(program.document.numbers) == 11


def test_moving_under_a_filter_goes_past_what_is_seen(program, ids):
    program.document.apply(edits.set_field([ids[1], ids[5], ids[8]], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    program.views.story.select([ids[8]])
    program.actions["earlier"].trigger()
    assert program.views.story.rows.keys == (ids[1], ids[8], ids[5])
    assert program.document.numbers[ids[8]] == 6
    program.actions["later"].trigger()
    program.actions["later"].trigger()
    assert program.views.story.rows.keys == (ids[1], ids[5], ids[8])


def test_a_place_is_asked_for_in_numbers_of_the_whole_story(program, ids, answers):
    program.document.apply(edits.set_field([ids[8]], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    program.views.story.select([ids[8]])
    program.actions["send"].trigger()
    assert answers.asked[-1] == "place 9 of 10"


def test_what_a_camera_tells_stays_with_its_story(qtbot, program, ids):
    program.captions.fill_by_camera()
    program.document.open(Story())
    qtbot.waitUntil(lambda: program.jobs.is_idle)
    assert program.document.undo_step is None


def test_a_kit_of_a_later_version_is_set_aside_and_not_written_over(qtbot, program, tmp_path):
    path = tmp_path / "kit" / "codes.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"format": "curator-codes", "version": 2, "codes": []}))
    program.kit.codes.load()
    qtbot.waitUntil(lambda: "later version" in program.window.notices.text)
    program.kit.codes.change(CodeTable((Code("a", ("b",)),)))
    qtbot.waitUntil(lambda: program.kit.codes.is_kept)
    kept = json.loads((tmp_path / "kit" / "codes.unread.json").read_text())
    assert kept["version"] == 2
    assert json.loads(path.read_text())["version"] == 1


def test_undoing_a_drop_in_the_galley_never_moves_the_words_to_a_neighbour(
    program, ids, drop, tmp_path, make_picture, write
):
    for photo_id in ids:
        program.document.apply(edits.set_field([photo_id], "caption", "Done."))
    drop(make_picture(tmp_path / "more" / "late.jpg", "pink"))
    late = program.document.story.sequence[-1].photo
    program.views.select((late,))
    program.views.show_view("galley")
    program.views.galley.write()
    write("New")
    program.actions["undo"].trigger()
    program.actions["undo"].trigger()
    assert {caption(program, i) for i in ids} == {"Done."}
    assert program.views.galley.field is None or not program.views.galley.field.hasFocus()


def test_the_cursor_goes_to_the_end_of_the_words_of_the_next_photo(program, ids, write):
    program.document.apply(edits.set_field([ids[1]], "caption", "Second."))
    program.desk.write("caption")
    write("First.")
    program.editor.stepped.emit(1)
    write(" More")
    assert (caption(program, ids[0]), caption(program, ids[1])) == ("First.", "Second. More")


def test_home_and_end_leave_one_photo_selected(program, ids, press):
    program.views.story.selectAll()
    press(KEY.Key_Home)
    assert program.views.story.selected_photos == (ids[0],)
    press(KEY.Key_End)
    assert program.views.story.selected_photos == (ids[-1],)
    program.views.story.clearSelection()
    press(KEY.Key_End)
    assert program.views.story.selected_photos == (ids[-1],)


def test_enter_in_the_dictionary_takes_nothing_out(qtbot, program, ids, press):
    program.document.apply(dictionary.add_word("turlogh"))
    program.actions["dictionary"].trigger()
    qtbot.waitUntil(program.captions.dictionary.words.hasFocus)
    press(KEY.Key_Return)
    assert program.document.story.dictionary == ("turlogh",)
    press(KEY.Key_Delete)
    assert program.document.story.dictionary == ()
