"""Situations of reading all captions as one text, and of choosing among photos side by side, within the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.captions.codes import Code, CodeTable
from curator.kit import codes
from curator.kit.shelf import Shelf
from curator.story import blocks, choice, edits
from curator.story.values import TextBlock
from curator.window.editor.completion import CompletionList
from curator.window.galley.fields import GalleyField

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def kept_from_last_week(tmp_path):
    code = Code("kyc", ("Kim Yong Chol",), (("credit", "Mina Oh/Agency"),))
    codes.keep(Shelf(tmp_path / "kit"), CodeTable((code,)))


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def captions(program):
    story = program.document.story
    return [one.caption for one in story.photos.values()]


def field(program, name):
    return program.editor.photos.fields[name]


# The galley


@pytest.fixture
def galley(program, ids, press):
    """The galley, brought up by its keys with a text between the second and the third photo."""
    for number, key in enumerate(ids[:3], 1):
        program.document.apply(edits.set_field([key], "caption", f"Wall {number}."))
    program.document.apply(blocks.insert_block(TextBlock("Between."), ids[2]))
    program.views.story.select([ids[0]])
    press(KEY.Key_4, CTRL)
    assert program.views.galley.isVisible()
    return program.views.galley


def in_galley():
    focused = QApplication.focusWidget()
    assert isinstance(focused, GalleyField)
    return focused


def test_the_galley_follows_the_selection_and_takes_it_along(program, ids, galley, press):
    assert galley.current_key == ids[0]
    press(KEY.Key_Down)
    assert program.views.story.selected_keys == (ids[1],)
    assert field(program, "caption").text() == "Wall 2."
    press(KEY.Key_Down)
    assert program.editor.text.field.text() == "Between."
    program.views.story.select([ids[2]])
    assert galley.current_key == ids[2]
    press(KEY.Key_2, CTRL)
    assert program.views.story.selected_keys == (ids[2],)
    assert program.views.story.hasFocus()


def test_words_written_in_the_galley_are_those_of_the_editor_and_the_other_way_round(
    program, ids, galley, press, write
):
    press(KEY.Key_F2)
    write(" At noon.")
    assert photo(program, ids[0]).caption == "Wall 1. At noon."
    assert field(program, "caption").text() == "Wall 1. At noon."
    press(KEY.Key_Tab)
    write("Mina Oh")
    assert field(program, "credit").text() == "Mina Oh"
    press(KEY.Key_Backtab, SHIFT)
    field(program, "caption").setFocus()
    press(KEY.Key_End, CTRL)
    write(" More.")
    said = galley.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("1: Wall 1. At noon. More., Mina Oh,")
    assert galley.field.text() == "Wall 1. At noon. More."


def test_ctrl_enter_in_the_galley_goes_from_photo_to_photo(program, ids, galley, press, write):
    press(KEY.Key_Return)
    for number in range(1, 5):
        write(f" Again {number}.")
        press(KEY.Key_Return, CTRL)
    assert captions(program)[:5] == [
        "Wall 1. Again 1.",
        "Wall 2. Again 2.",
        "Wall 3. Again 3.",
        " Again 4.",
        "",
    ]
    assert program.views.story.selected_keys == (ids[4],)
    press(KEY.Key_Return, CTRL | SHIFT)
    write(" Back.")
    assert photo(program, ids[3]).caption == " Again 4. Back."


def test_undo_from_the_galley_shows_in_the_galley_what_it_was_about(
    program, ids, galley, press, write
):
    press(KEY.Key_F2)
    write(" First.")
    for _ in range(4):
        press(KEY.Key_Return, CTRL)
    write("Fifth.")
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    assert captions(program)[:5] == ["Wall 1.", "Wall 2.", "Wall 3.", "", ""]
    assert program.views.story.selected_keys == (ids[0],)
    assert galley.current_key == ids[0]
    assert in_galley().text() == "Wall 1."
    write(" Anew.")
    assert captions(program)[0] == "Wall 1. Anew."


def test_help_with_writing_is_there_in_the_galley(qtbot, program, ids, galley, press, write):
    program.document.apply(edits.set_field([ids[9]], "persons", ("Ri Un Sim",)))
    program.kit.words.lexicons("caption")
    qtbot.waitUntil(lambda: program.kit.words.is_settled)
    press(KEY.Key_F2)
    write(" =kyc= greets ")
    assert photo(program, ids[0]).caption == "Wall 1. Kim Yong Chol greets "
    assert photo(program, ids[0]).credit == "Mina Oh/Agency"
    write("Ri")
    shown = program.window.findChild(CompletionList)
    assert [shown.item(row).text() for row in range(shown.count())] == ["Ri Un Sim"]
    press(KEY.Key_Right)
    write(" and soliders.")
    assert photo(program, ids[0]).caption == "Wall 1. Kim Yong Chol greets Ri Un Sim and soliders."

    def marked():
        marks = program.captions.writing.marks.marks(in_galley())
        return [in_galley().text()[mark.start : mark.end] for mark in marks]

    qtbot.waitUntil(lambda: marked() == ["soliders"], timeout=10_000)


def test_a_photo_that_moves_while_one_writes_in_the_galley_takes_its_words_along(
    program, ids, galley, press, write
):
    press(KEY.Key_F2)
    write(" Here")
    program.document.apply(edits.move([ids[0]], None))
    write(" and there.")
    assert photo(program, ids[0]).caption == "Wall 1. Here and there."
    assert galley.rows.keys[-1] == galley.current_key == ids[0]
    assert captions(program)[1:3] == ["Wall 2.", "Wall 3."]


def test_the_same_as_the_photo_before_is_there_in_the_galley(program, ids, galley, press, write):
    press(KEY.Key_Down)
    press(KEY.Key_F2)
    press(KEY.Key_Tab)
    write("Mina Oh")
    press(KEY.Key_Return, CTRL)
    press(KEY.Key_Apostrophe, CTRL)
    assert photo(program, ids[2]).credit == "Mina Oh"
    assert photo(program, ids[2]).caption == "Wall 3."
    assert in_galley().text() == "Mina Oh"


def test_find_and_replace_leads_through_the_galley(qtbot, program, ids, galley, press, write):
    press(KEY.Key_H, CTRL)
    write("Between")
    panel = program.captions.replacing
    press(KEY.Key_Tab)
    write("Amid")
    qtbot.waitUntil(lambda: panel.is_current and panel.form.asked.replacement == "Amid")
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    (row,) = [n for n, key in enumerate(galley.rows.keys) if not isinstance(key, str)]
    said = galley.rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "text: Amid."


# Side by side


@pytest.fixture
def compare(program, ids, press):
    """Bring photos up side by side by their key."""

    def do(*chosen):
        program.views.story.setFocus()
        program.views.story.select(chosen)
        press(KEY.Key_C)
        return program.views.compare

    return do


def test_keys_rate_and_mark_the_photo_in_the_frame_and_no_other(program, ids, compare, press):
    shown = compare(*ids[2:5])
    assert [one.id for one in shown.photos] == list(ids[2:5])
    assert shown.isVisible()
    press(KEY.Key_4)
    press(KEY.Key_Right)
    press(KEY.Key_2)
    press(KEY.Key_P)
    press(KEY.Key_Tab)
    press(KEY.Key_5)
    assert [photo(program, i).rating for i in ids[1:6]] == [0, 4, 2, 5, 0]
    assert [photo(program, i).mark for i in ids[2:5]] == ["", "pick", ""]
    assert [one.rating for one in shown.photos] == [4, 2, 5]
    press(KEY.Key_Z, CTRL)
    assert [one.rating for one in shown.photos] == [4, 2, 0]
    assert shown.isVisible()


def test_a_rejected_photo_leaves_its_place_to_the_others_and_the_best_is_kept(
    program, ids, compare, press
):
    shown = compare(*ids[2:5])
    press(KEY.Key_X)
    assert [one.id for one in shown.photos] == list(ids[3:5])
    press(KEY.Key_Right)
    press(KEY.Key_Return)
    assert [photo(program, i).mark for i in ids[2:5]] == ["reject", "", "pick"]
    assert program.views.currentWidget() is program.views.story
    assert program.views.story.selected_photos == (ids[4],)
    assert program.views.story.hasFocus()


def test_escape_goes_back_to_the_same_selection_and_one_photo_is_compared_with_the_next(
    program, ids, compare, press
):
    shown = compare(ids[6])
    assert [one.id for one in shown.photos] == list(ids[6:8])
    press(KEY.Key_Escape)
    assert program.views.story.selected_photos == (ids[6],)
    compare(*ids[:5])
    assert not shown.isVisible()
    assert program.window.notices.text == "Select two to four photos to compare them side by side."


def test_a_photo_is_looked_at_large_from_there_and_captioned_right_after(
    program, ids, compare, press, write
):
    compare(ids[1], ids[3])
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    assert program.views.viewer.photo.id == ids[3]
    press(KEY.Key_Escape)
    press(KEY.Key_F2)
    write("The better one.")
    assert captions(program)[:4] == ["", "", "", "The better one."]


def test_judging_under_a_filter_shows_what_is_left_when_one_comes_back(
    qtbot, program, ids, compare, press
):
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    program.document.apply(edits.set_field(ids[:4], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    shown = compare(*ids[:3])
    press(KEY.Key_X)
    press(KEY.Key_U)
    assert [photo(program, i).mark for i in ids[:4]] == ["reject", "", "pick", "pick"]
    assert [one.id for one in shown.photos] == list(ids[1:3])
    press(KEY.Key_Escape)
    program.views.story.select([ids[3]])
    program.views.story.select([ids[2]])
    qtbot.waitUntil(lambda: program.views.story.rows.keys == ids[2:4])
    assert program.chips.chip(choice.PICKED).text() == "Picked 2"


def test_typing_in_the_editor_beside_them_rates_nothing_and_writes_under_the_one_in_the_frame(
    program, ids, compare, press, write
):
    compare(*ids[:2])
    press(KEY.Key_Right)
    press(KEY.Key_F2)
    write("Pixel 5, x3")
    assert [photo(program, i).rating for i in ids[:2]] == [0, 0]
    assert [photo(program, i).mark for i in ids[:2]] == ["", ""]
    assert captions(program)[:3] == ["", "Pixel 5, x3", ""]
