"""Situations of help while writing: names completed by keys, misspelt words marked, mended and taken as right."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.kit import dictionary
from curator.kit.shelf import Shelf
from curator.story import edits
from curator.window.editor.completion import CompletionList
from curator.window.editor.corrections import LOOKING, TO_MINE, TO_STORY, SuggestionList
from curator.window.editor.fields import SEVERAL
from curator.window.prompts import Unsaved

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


@pytest.fixture
def named(qtbot, program, ids):
    """A story in which people are named, and known to be."""
    program.document.apply(edits.set_field([ids[8]], "persons", ("Kim Yong Chol", "Ri Un Sim")))
    program.document.apply(edits.set_field([ids[9]], "credit", "Mina Oh/Agency"))
    program.kit.words.lexicons("caption")  # As the first key in a field does.
    qtbot.waitUntil(lambda: program.kit.words.is_settled)
    return ids


@pytest.fixture
def misspelt(qtbot, program, ids, press, write):
    """A caption with two misspelt words, its language loaded."""
    with qtbot.waitSignal(program.kit.spelling.loaded, timeout=10_000):
        press(KEY.Key_F2)
        write("Two soliders guard the goverment.")
    qtbot.waitUntil(lambda: marked(program) == ["soliders", "goverment"])
    return ids


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def field(program, name):
    return program.editor.photos.fields[name]


def offered(program):
    """Return the completions that are up, or nothing."""
    found = program.window.findChild(CompletionList)
    if found is None or not found.isVisible():
        return []
    return [found.item(row).text() for row in range(found.count())]


def marked(program, name="caption"):
    """Return the words that are marked as misspelt in a field."""
    target = field(program, name)
    marks = program.captions.writing.marks.marks(target)
    return [target.text()[mark.start : mark.end] for mark in marks]


@pytest.fixture
def suggestions(qtbot, press):
    """Ask for suggestions by keys; return the list once it has some."""

    def do() -> SuggestionList:
        press(KEY.Key_Period, CTRL)
        found = QApplication.focusWidget()
        assert isinstance(found, SuggestionList)
        qtbot.waitUntil(lambda: found.item(0).text() != LOOKING, timeout=10_000)
        return found

    return do


# Completing


def test_a_name_is_taken_by_one_key_at_the_end_of_the_text(program, named, press, write):
    press(KEY.Key_F2)
    write("At noon Ki")
    assert offered(program) == ["Kim Yong Chol"]
    press(KEY.Key_Right)
    write(" waves.")
    assert photo(program, named[0]).caption == "At noon Kim Yong Chol waves."
    assert offered(program) == []


def test_going_into_the_list_and_enter_take_a_name_too(program, named, press, write):
    press(KEY.Key_F2)
    write("Here Ri")
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    write(" and ")
    press(KEY.Key_Space, CTRL)
    assert set(offered(program)) >= {"Kim Yong Chol", "Ri Un Sim"}
    press(KEY.Key_Escape)
    write("Ki")
    press(KEY.Key_Down, ALT)
    press(KEY.Key_Return)
    assert photo(program, named[0]).caption == "Here Ri Un Sim and Kim Yong Chol"


def test_typing_on_tab_and_ctrl_enter_take_nothing(program, named, press, write):
    press(KEY.Key_F2)
    write("With Ki")
    press(KEY.Key_Return, CTRL)
    write("With Ki")
    press(KEY.Key_Tab)
    assert [photo(program, i).caption for i in named[:2]] == ["With Ki", "With Ki"]
    assert field(program, "alt").hasFocus()
    assert offered(program) == []


def test_escape_puts_the_list_away_first_and_leaves_the_field_then(program, named, press, write):
    press(KEY.Key_F2)
    write("With Ki")
    press(KEY.Key_Escape)
    assert offered(program) == []
    assert field(program, "caption").hasFocus()
    press(KEY.Key_Escape)
    assert program.views.story.hasFocus()


def test_undo_takes_back_the_name_and_then_what_was_typed(program, named, press, write):
    press(KEY.Key_F2)
    write("With Ki")
    press(KEY.Key_Right)
    press(KEY.Key_Z, CTRL)
    assert photo(program, named[0]).caption == "With Ki"
    press(KEY.Key_Z, CTRL)
    assert photo(program, named[0]).caption == ""


def test_a_credit_completes_as_a_whole_for_every_selected_photo(program, named, press, write):
    program.views.story.select(named[:3])
    program.desk.write("credit")
    write("mi")
    assert offered(program) == ["Mina Oh/Agency", "Mina Oh"]
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert [photo(program, i).credit for i in named[:4]] == ["Mina Oh/Agency"] * 3 + [""]


def test_one_of_several_values_is_chosen_for_all_in_one_step(program, named, press):
    for number, city in enumerate(("Nampo", "Wonsan", "Wonsan")):
        program.document.apply(edits.set_field([named[number]], "place.city", city))
    before = program.document.story
    program.views.story.select(named[:3])
    program.desk.write("place.city")
    assert field(program, "place.city").placeholderText() == SEVERAL
    press(KEY.Key_Down)
    assert offered(program) == ["Wonsan", "Nampo"]
    press(KEY.Key_Return)
    assert [photo(program, i).place.city for i in named[:4]] == ["Wonsan"] * 3 + [""]
    press(KEY.Key_Z, CTRL)
    assert program.document.story == before


def test_words_of_a_saved_story_complete_in_the_next_one_until_they_are_forgotten(
    qtbot, program, named, drop, folder, answers, tmp_path, press, write
):
    answers.save_path = str(tmp_path / "story.json")
    with qtbot.waitSignal(program.session.saved, timeout=10_000):
        press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: program.disk_jobs.is_idle)
    program.session.new()
    drop(folder)
    program.desk.write("credit")
    write("mi")
    assert offered(program)[0] == "Mina Oh/Agency"
    press(KEY.Key_Escape)
    program.actions["forget_words"].trigger()
    qtbot.waitUntil(lambda: program.disk_jobs.is_idle)
    write("n")
    assert offered(program) == []


# Spelling


def test_a_misspelt_word_is_mended_by_keys_and_the_mending_undone(
    program, misspelt, suggestions, press
):
    press(KEY.Key_Home)
    found = suggestions()
    assert found.item(0).text() == "1   soldiers"
    press(KEY.Key_Return)
    assert photo(program, misspelt[0]).caption == "Two soldiers guard the goverment."
    assert field(program, "caption").hasFocus()
    suggestions()
    press(KEY.Key_1)
    assert photo(program, misspelt[0]).caption == "Two soldiers guard the government."
    assert marked(program) == []
    press(KEY.Key_Z, CTRL)
    assert photo(program, misspelt[0]).caption == "Two soldiers guard the goverment."
    press(KEY.Key_Z, CTRL)
    assert photo(program, misspelt[0]).caption == "Two soliders guard the goverment."


def test_the_same_keys_go_on_to_the_next_word_and_round(program, misspelt, suggestions, press):
    press(KEY.Key_Home)
    caption = field(program, "caption")
    seen = []
    for _ in range(3):
        suggestions()
        seen.append(caption.textCursor().selectedText())
    assert seen == ["soliders", "goverment", "soliders"]
    press(KEY.Key_Escape)
    assert caption.hasFocus()
    assert photo(program, misspelt[0]).caption == "Two soliders guard the goverment."


def test_the_keys_lead_from_the_grid_into_the_caption_or_say_that_all_is_right(
    program, misspelt, suggestions, press
):
    program.views.story.setFocus()
    suggestions()
    press(KEY.Key_Escape)
    program.views.story.select([misspelt[1]])
    press(KEY.Key_Period, CTRL)
    assert program.window.notices.text == "No word here is marked as misspelt."


def test_a_word_taken_into_the_storys_dictionary_is_right_in_this_story_and_undone(
    qtbot, program, misspelt, suggestions, answers, tmp_path, press
):
    press(KEY.Key_Home)
    found = suggestions()
    (row,) = [n for n in range(found.count()) if found.item(n).text() == TO_STORY]
    for _ in range(row):
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert marked(program) == ["goverment"]
    assert program.actions["undo"].text() == "&Undo: dictionary of the story"
    answers.save_path = str(tmp_path / "story.json")
    with qtbot.waitSignal(program.session.saved, timeout=10_000):
        program.actions["save"].trigger()
    assert json.loads((tmp_path / "story.json").read_text("utf-8"))["dictionary"] == ["soliders"]
    press(KEY.Key_Z, CTRL)
    assert program.document.story.dictionary == ()
    qtbot.waitUntil(lambda: marked(program) == ["soliders", "goverment"])
    assert photo(program, misspelt[0]).caption == "Two soliders guard the goverment."


def test_a_word_taken_into_ones_own_dictionary_is_right_in_the_next_story_too(
    qtbot, program, misspelt, suggestions, answers, drop, folder, tmp_path, press, write
):
    press(KEY.Key_Home)
    found = suggestions()
    (row,) = [n for n in range(found.count()) if found.item(n).text() == TO_MINE]
    for _ in range(row):
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert marked(program) == ["goverment"]
    qtbot.waitUntil(lambda: program.disk_jobs.is_idle)
    assert "soliders" in dictionary.load(Shelf(tmp_path / "kit")).of("en")
    answers.unsaved_answer = Unsaved.DISCARD
    program.session.new()
    drop(folder)
    press(KEY.Key_F2)
    write("More soliders, no goverment.")
    qtbot.waitUntil(lambda: marked(program) == ["goverment"])
    assert program.document.story.dictionary == ()


def test_names_of_the_story_are_no_faults_but_a_slip_in_one_is(
    qtbot, program, misspelt, suggestions, press, write
):
    program.document.apply(edits.set_field([misspelt[5]], "persons", ("Oyunchimeg Baatar",)))
    press(KEY.Key_Return, CTRL)
    write("Here Oyunchimeg waits, there Oyunchimge waits.")
    qtbot.waitUntil(lambda: marked(program) == ["Oyunchimge"])
    found = suggestions()
    assert found.item(0).text() == "1   Oyunchimeg"


def test_marks_are_switched_off_and_stay_off_the_next_time(
    qtbot, program, misspelt, settings, press, write
):
    press(KEY.Key_F7, CTRL | SHIFT)
    assert marked(program) == []
    assert not settings.marks_spelling
    press(KEY.Key_Return, CTRL)
    write("More soliders.")
    assert marked(program) == []
    press(KEY.Key_F7, CTRL | SHIFT)
    assert marked(program) == ["soliders"]
    assert settings.marks_spelling


def test_another_language_marks_other_words(qtbot, program, misspelt, press):
    with qtbot.waitSignal(program.kit.spelling.loaded, timeout=10_000) as told:
        program.document.apply(edits.set_story("language", "de"))
    assert told.args == ["de", False]
    qtbot.waitUntil(lambda: {"guard", "goverment"} <= set(marked(program)))


def test_a_language_without_a_dictionary_marks_nothing_and_says_so(qtbot, program, misspelt):
    with qtbot.waitSignal(program.kit.spelling.loaded, timeout=10_000):
        program.document.apply(edits.set_story("language", "tlh"))
    assert marked(program) == []
    assert "no dictionary for the language “tlh”" in program.window.notices.text


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_word_leaves_the_dictionaries_by_one_key_and_is_marked_again(
    qtbot, qapp, program, misspelt, press
):
    program.kit.spelling.add_to_story("soliders")
    program.kit.spelling.add_to_mine("goverment")
    assert marked(program) == []
    press(KEY.Key_Y, CTRL | SHIFT)
    dialog = program.captions.dictionary
    qtbot.waitUntil(lambda: qapp.activeWindow() is dialog)
    words = [dialog.words.item(row).text() for row in range(dialog.words.count())]
    assert words == ["soliders   (this story)", "goverment   (mine, en)"]
    press(KEY.Key_Delete)
    qtbot.waitUntil(lambda: marked(program) == ["soliders"])
    press(KEY.Key_Delete)
    qtbot.waitUntil(lambda: marked(program) == ["soliders", "goverment"])
    assert dialog.words.count() == 0
    program.actions["undo"].trigger()
    assert program.document.story.dictionary == ("soliders",)
