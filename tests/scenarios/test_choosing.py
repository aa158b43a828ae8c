"""Situations of choosing: stars and marks by bare keys, filters with counts, search, orders of the Photos view."""

import factories
import pytest
from PySide6.QtCore import Qt

from curator.story import choice, edits
from curator.story.choice import Choice
from curator.story.values import Photo, PhotoId
from curator.window.prompts import Unsaved

KEY = Qt.Key
THIRTY = factories.story_of(*map(factories.photo, range(30)))


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.views.grid.setFocus()
    return program.views.story.rows.keys


@pytest.fixture
def settled(qtbot, program):
    def wait():
        qtbot.waitUntil(lambda: program.choosing.is_settled)

    return wait


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def test_bare_digits_and_letters_rate_and_mark_all_selected_photos_in_one_step(program, ids, press):
    program.views.story.select(ids[:3])
    press(KEY.Key_4)
    press(KEY.Key_P)
    assert [photo(program, i).rating for i in ids[:4]] == [4, 4, 4, 0]
    assert [photo(program, i).mark for i in ids[:4]] == ["pick"] * 3 + [""]

    press(KEY.Key_X)
    program.actions["undo"].trigger()
    assert photo(program, ids[0]).mark == "pick"
    press(KEY.Key_U)
    press(KEY.Key_0)
    assert (photo(program, ids[1]).mark, photo(program, ids[1]).rating) == ("", 0)


def test_the_same_keys_are_text_in_a_field(program, ids, write):
    program.desk.write("caption")
    write("Pixie 5")
    assert photo(program, ids[0]).caption == "Pixie 5"
    assert (photo(program, ids[0]).rating, photo(program, ids[0]).mark) == (0, "")


def test_chips_say_how_many_photos_each_would_show(program, ids, settled):
    settled()
    chip = program.chips.chip
    assert chip(choice.NO_CAPTION).text() == "No caption 10"
    program.document.apply(edits.set_field(ids[:4], "caption", "Done."))
    assert chip(choice.NO_CAPTION).text() == "No caption 6"
    program.document.undo()
    assert chip(choice.NO_CAPTION).text() == "No caption 10"


def test_the_counts_follow_what_all_photos_inherit(program, ids, settled):
    settled()
    assert program.chips.chip(choice.NO_CREDIT).text() == "No credit 10"
    program.document.apply(edits.set_default("credit", "Mina Oh/Agency"))
    settled()
    assert program.chips.chip(choice.NO_CREDIT).text() == "No credit"
    assert not program.chips.chip(choice.NO_CREDIT).isEnabled()


def test_problems_of_photos_that_were_taken_out_and_back_count_again(program, settled):
    def with_problems():
        settled()
        return program.choosing.census.counts[choice.WITH_PROBLEMS]

    program.document.open(THIRTY)
    assert with_problems() == 30
    program.document.apply(edits.remove_photos([f"p{n}" for n in range(25)]))
    assert with_problems() == 5
    program.document.undo()
    assert with_problems() == 30


def test_while_photos_come_in_only_new_ones_are_judged(program, settled, monkeypatch):
    program.document.open(THIRTY)
    settled()
    check, judged = program.choosing.judge.check, []
    find = type(check).problems
    monkeypatch.setattr(
        type(check), "problems", lambda own, photo: (judged.append(photo.id), find(own, photo))[1]
    )
    more = [Photo(PhotoId(f"n{n}"), f"/nowhere/n{n}.jpg") for n in range(25)]
    program.document.apply(edits.add_photos(more, in_sequence=False))
    settled()
    assert {photo.id for photo in more} <= set(judged)
    assert len([i for i in judged if i.startswith("p")]) < 30
    assert program.choosing.census.counts[choice.WITH_PROBLEMS] == 55


def test_a_chip_shows_only_such_photos_and_all_brings_the_rest_back(program, ids, settled):
    settled()
    program.document.apply(edits.set_field(ids[2:4], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    assert program.views.story.rows.keys == ids[2:4]
    program.chips._all.click()
    assert program.views.story.rows.keys == ids


def test_the_view_that_is_not_up_is_worked_out_when_it_comes_up(program, ids, settled):
    settled()
    program.views.story.select([ids[3]])
    program.document.apply(edits.set_field(ids[2:5], "mark", "pick"))
    resets = []
    program.views.photos.rows.modelReset.connect(lambda: resets.append(program.views.name))
    program.chips.chip(choice.PICKED).click()
    program.document.apply(edits.set_field(ids[4:5], "mark", "reject"))
    program.document.apply(edits.remove_photos(ids[2:3]))
    program.document.undo()
    assert resets == []

    program.views.show_view("photos")
    assert resets == ["photos"]
    assert program.views.photos.rows.keys == ids[2:4]
    assert program.views.photos.selected_keys == (ids[3],)
    program.chips._all.click()
    program.document.apply(edits.remove_photos(ids[:1]))

    program.views.show_view("story")
    assert program.views.story.rows.keys == ids[1:]
    assert program.views.story.selected_keys == (ids[3],)
    assert program.views.photos.rows.keys == ids[1:]


def test_chips_of_different_kinds_narrow_and_of_one_kind_widen(program, ids, settled):
    settled()
    program.document.apply(edits.set_field(ids[:2], "mark", "pick"))
    program.document.apply(edits.set_field(ids[2:3], "mark", "reject"))
    program.document.apply(edits.set_field(ids[1:3], "caption", "Done."))
    program.choosing.choose(Choice(frozenset({choice.PICKED, choice.REJECTED})))
    assert program.views.story.rows.keys == ids[:3]
    program.choosing.choose(Choice(frozenset({choice.PICKED, choice.REJECTED, choice.NO_CAPTION})))
    assert program.views.story.rows.keys == ids[:1]


def test_writing_a_caption_under_no_caption_keeps_the_photo_until_one_leaves_it(
    qtbot, program, ids, settled, write, press
):
    settled()
    program.chips.chip(choice.NO_CAPTION).click()
    program.views.story.select([ids[3]])
    program.desk.write("caption")
    write("Lions sleep.")
    assert program.views.story.selected_photos == (ids[3],)
    assert ids[3] in program.views.story.rows.keys

    press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    write("And wake.")
    assert photo(program, ids[4]).caption == "And wake."
    assert ids[3] in program.views.story.rows.keys, "there is a way back to the last one"
    press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ids[3] not in program.views.story.rows.keys)
    assert program.views.story.selected_photos == (ids[5],)
    assert program.editor.photos.fields["caption"].text() == ""


def test_a_filter_that_hides_the_current_photo_goes_to_the_next_that_stays(program, ids, settled):
    settled()
    program.document.apply(edits.set_field([ids[1], ids[6]], "mark", "pick"))
    program.views.story.select([ids[4]])
    program.chips.chip(choice.PICKED).click()
    assert program.views.story.current_key == ids[6]
    program.chips._all.click()
    assert program.views.story.current_key == ids[6]


def test_search_looks_through_all_words_without_case_and_accents(program, ids, qtbot, press, write):
    program.document.apply(edits.set_field([ids[5]], "photographer", "José Niño"))
    program.document.apply(edits.set_field([ids[5], ids[7]], "caption", "Geese cross a RIVER."))
    press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert program.bar.search.hasFocus()
    write("river")
    assert program.views.story.rows.keys == (ids[5], ids[7])
    write(" jose nino")
    assert program.views.story.rows.keys == (ids[5],)
    press(KEY.Key_Return)
    assert program.views.story.hasFocus()
    press(KEY.Key_Escape)
    assert program.views.story.rows.keys == ids
    assert program.bar.search.text() == ""


def test_words_that_nothing_has_say_how_to_come_back(program, ids, write):
    program.bar.search.setFocus()
    write("zebra")
    assert program.views.story.rows.rowCount() == 0
    assert program.views.story.rows.is_choice


def test_photos_that_come_in_are_shown_if_the_choice_takes_them(
    program, ids, drop, tmp_path, make_picture, settled
):
    settled()
    program.chips.chip(choice.NO_CAPTION).click()
    drop(make_picture(tmp_path / "more" / "late.jpg", "pink"))
    settled()
    assert len(program.views.story.rows.keys) == 11


def test_the_photos_view_has_orders_of_its_own(program, ids):
    program.views.show_view("photos")
    program.document.apply(edits.set_field([ids[8]], "rating", 5))
    program.document.apply(edits.set_field([ids[0]], "mark", "reject"))
    program.document.apply(edits.set_field([ids[9]], "taken", "2001-01-01T10:00"))
    orders = {
        "rating": (ids[8], *ids[1:8], ids[9], ids[0]),
        "time": (ids[9], *ids[:9]),
        "name": ids,
    }
    for name, keys in orders.items():
        program.chips.order_chosen.emit(name)
        assert program.views.photos.rows.keys == keys, name
    program.document.apply(edits.move([ids[9]], ids[0]))
    program.chips.order_chosen.emit("story")
    assert program.views.photos.rows.keys == (ids[9], *ids[:9])
    assert program.views.story.rows.keys == (ids[9], *ids[:9])


def test_opening_another_story_shows_all_of_it(program, ids, settled, answers):
    answers.unsaved_answer = Unsaved.DISCARD
    settled()
    program.chips.chip(choice.NO_CAPTION).click()
    program.session.new()
    assert program.choosing.choice.is_everything
