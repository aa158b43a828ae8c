"""Situations of blocks: inserted, split, joined, grouped, duplicated and taken out by keys, each with a way back."""

import pytest
from block_sketches import sketch
from factories import photo, story_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from curator.story import blocks, edits
from curator.story.choice import NO_CREDIT, Choice
from curator.story.values import GroupBlock, HeadingBlock, PhotoBlock, QuoteBlock, TextBlock

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def lay(program):
    """Open a story of these blocks, ids standing for photos and tuples for groups."""

    def do(*steps):
        sequence = [
            PhotoBlock(s) if isinstance(s, str) else GroupBlock(s) if type(s) is tuple else s
            for s in steps
        ]
        known = [photo(n, file=f"/nowhere/{n}.jpg") for n in range(1, 7)]
        program.document.open(story_of(*known, sequence=sequence))
        program.views.story.setFocus()
        return [step.key for step in sequence if hasattr(step, "key")]

    return do


@pytest.fixture
def shown(program):
    """Tell the sequence in a few signs."""
    return lambda: sketch(program.document.story)


@pytest.fixture
def selected(program):
    """Tell which rows are selected: photos by id, words by what they say."""

    def do():
        words = {b.key: b.words for b in program.document.story.sequence if hasattr(b, "words")}
        return [words.get(key, key) for key in program.views.grid.selected_keys]

    return do


def notice(program):
    return program.window.notices.text


def text_field(program):
    return program.editor.text.field


# ---- inserting


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (KEY.Key_T, "p1 | We wait. | p2"),
        (KEY.Key_H, "p1 | # We wait. | p2"),
        (KEY.Key_Q, "p1 | “We wait.” | p2"),
    ],
)
def test_words_are_put_behind_the_current_row_and_written_at_once(
    program, lay, press, write, shown, selected, key, expected
):
    lay("p1", "p2")
    program.views.story.select(["p1"])
    press(key, CTRL | SHIFT)
    write("We wait.")
    assert shown() == expected
    assert selected() == ["We wait."]


def test_words_never_land_within_a_group(program, lay, press, shown):
    lay(("p1", "p2"), "p3")
    program.views.story.select(["p1"])
    press(KEY.Key_T, CTRL | SHIFT)
    assert shown() == "(p1 p2) |  | p3"


def test_words_are_put_behind_the_current_row_although_photos_are_hidden(
    qtbot, program, lay, shown
):
    lay("p1", "p2", "p3")
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    program.document.apply(edits.set_field(["p2"], "credit", "Mina Oh"))
    program.choosing.choose(Choice(frozenset({NO_CREDIT})))
    assert program.views.story.rows.keys == ("p1", "p3")
    program.views.story.select(["p1"])
    program.actions["insert_text"].trigger()
    assert shown() == "p1 |  | p2 | p3"
    assert len(program.views.story.rows.keys) == 4


def test_a_quote_has_who_said_it(program, lay, press, write, shown):
    lay("p1")
    press(KEY.Key_Q, CTRL | SHIFT)
    write("We wait.")
    press(KEY.Key_Tab)
    write("Mina Oh")
    assert shown() == "p1 | “We wait.”Mina Oh"
    press(KEY.Key_Z, CTRL)
    assert shown() == "p1 | “We wait.”"


def test_words_are_inserted_and_written_in_the_galley(program, lay, write, shown):
    lay("p1", "p2")
    program.actions["view_galley"].trigger()
    program.actions["insert_text"].trigger()
    write("Here.")
    assert shown() == "p1 | Here. | p2"
    assert program.views.is_galley


# ---- turning


def test_words_are_turned_by_a_button_and_the_keyboard_goes_along(program, lay, shown, write):
    lay("p1", TextBlock("We wait.\n\n— Mina Oh"))
    program.views.story.select(program.views.story.rows.keys[1:])
    program.desk.write("caption")
    buttons = program.editor.text._buttons
    assert [name for name, b in buttons.items() if b.isChecked()] == ["text"]
    buttons["quote"].click()
    assert shown() == "p1 | “We wait.”Mina Oh"
    assert [name for name, b in buttons.items() if b.isChecked()] == ["quote"]
    assert program.editor.text.fields["by"].text() == "Mina Oh"
    assert program.editor.text.fields["quote"].hasFocus()
    buttons["quote"].click()
    assert buttons["quote"].isChecked()
    buttons["heading"].click()
    assert shown() == "p1 | # We wait. — Mina Oh"
    assert program.editor.text.fields["heading"].hasFocus()
    for _ in range(2):
        program.actions["undo"].trigger()
    assert shown() == "p1 | We wait.\n\n— Mina Oh"
    assert program.editor.text.fields["text"].hasFocus()


def test_of_several_blocks_of_words_it_is_said_how_many_and_they_are_joined(program, lay, shown):
    keys = lay(TextBlock("One."), "p1", HeadingBlock("Two"), TextBlock("Three."))
    program.views.story.select(keys)
    panel = program.editor.text
    assert panel._several.text() == "2 texts and 1 heading"
    assert not any(field.isVisible() for field in panel.fields.values())
    panel._join.click()
    assert shown() == "One.\n\n## Two\n\nThree. | p1"
    assert panel._several.isHidden()
    assert panel.fields["text"].isVisible()


def test_several_blocks_are_turned_at_once(program, lay, shown):
    keys = lay(TextBlock("One."), HeadingBlock("Two"))
    program.views.story.select(keys)
    program.editor.text._buttons["heading"].click()
    assert shown() == "# One. | # Two"


# ---- splitting and joining


def test_a_text_is_split_at_the_cursor_and_joined_again(
    program, lay, press, write, shown, selected
):
    keys = lay("p1", TextBlock("One. Two."), "p2")
    program.views.story.select(keys)
    program.desk.write("caption")
    text_field(program).select_span(4, 4)
    press(KEY.Key_Return, CTRL | ALT)
    assert shown() == "p1 | One. | Two. | p2"
    assert selected() == ["Two."]
    write("Then ")
    assert shown() == "p1 | One. | Then Two. | p2"

    press(KEY.Key_J, CTRL)
    assert shown() == "p1 | One.\n\nThen Two. | p2"
    write("And ")
    assert shown() == "p1 | One.\n\nAnd Then Two. | p2"


def test_undo_of_a_join_shows_all_that_it_brought_back(program, lay, press, shown, selected):
    keys = lay(TextBlock("One."), TextBlock("Two."), "p1")
    program.views.story.select(keys)
    press(KEY.Key_J, CTRL)
    assert selected() == ["One.\n\nTwo."]
    press(KEY.Key_Z, CTRL)
    assert shown() == "One. | Two. | p1"
    assert selected() == ["One.", "Two."]


@pytest.mark.parametrize("block", [HeadingBlock("Dawn at sea"), QuoteBlock("Dawn at sea", "Jo")])
def test_headings_and_quotes_are_split_as_well(program, lay, press, shown, block):
    keys = lay(block)
    program.views.story.select(keys)
    program.desk.write("caption")
    text_field(program).select_span(4, 4)
    press(KEY.Key_Return, CTRL | ALT)
    assert shown() in ("# Dawn | # at sea", "“Dawn” | “at sea”Jo")
    assert text_field(program).hasFocus()
    assert text_field(program).text() == "at sea"


def test_a_text_is_split_in_the_galley(program, lay, press, write, shown):
    keys = lay("p1", TextBlock("One. Two."))
    program.views.story.select(keys)
    program.actions["view_galley"].trigger()
    program.desk.write("caption")
    program.views.galley.field.select_span(4, 4)
    press(KEY.Key_Return, CTRL | ALT)
    write("Then ")
    assert shown() == "p1 | One. | Then Two."
    press(KEY.Key_J, CTRL)
    assert shown() == "p1 | One.\n\nThen Two."
    assert program.views.is_galley


def test_a_text_whose_cursor_nobody_sees_is_not_split_but_entered(program, lay, press, shown):
    keys = lay(TextBlock("One. Two."))
    program.views.story.select(keys)
    press(KEY.Key_Return, CTRL | ALT)
    assert shown() == "One. Two."
    assert "Put the cursor where" in notice(program)
    assert text_field(program).hasFocus()
    text_field(program).select_span(0, 0)
    press(KEY.Key_Return, CTRL | ALT)
    assert "between the words" in notice(program)


def test_one_text_is_joined_with_the_one_beside_it(program, lay, press, shown):
    keys = lay(TextBlock("One."), TextBlock("Two."), "p1", TextBlock("Three."))
    program.views.story.select([keys[1]])
    press(KEY.Key_J, CTRL)
    assert shown() == "One.\n\nTwo. | p1 | Three."
    program.views.story.select([keys[2]])
    press(KEY.Key_J, CTRL)
    assert "No text stands beside this one" in notice(program)


# ---- groups


def test_photos_are_grouped_and_ungrouped_by_keys(program, lay, press, shown, selected):
    lay("p1", "p2", "p3", "p4")
    program.views.story.select(["p2", "p4"])
    press(KEY.Key_J, CTRL | SHIFT)
    assert shown() == "p1 | (p2 p4) | p3"
    assert selected() == ["p2", "p4"]
    assert program.actions["undo"].text() == "&Undo: group 2 photos"
    press(KEY.Key_J, CTRL | SHIFT)
    assert "a group already" in notice(program)

    program.views.story.select(["p4"])
    press(KEY.Key_U, CTRL | SHIFT)
    assert shown() == "p1 | p2 | p4 | p3"
    assert selected() == ["p2", "p4"]
    assert notice(program) == ""
    assert program.views.story.hasFocus()


def test_what_becomes_of_the_caption_of_a_group_is_said(program, lay, press, shown, selected):
    lay(GroupBlock(("p1", "p2"), caption="Both"))
    program.views.story.select(["p1"])
    press(KEY.Key_U, CTRL | SHIFT)
    assert shown() == "p1 | p2 | Both"
    assert selected() == ["p1", "p2", "Both"]
    assert "is a text behind its photos now" in notice(program)

    press(KEY.Key_Z, CTRL)
    program.document.apply(edits.set_field(["p1"], "caption", ""))
    press(KEY.Key_U, CTRL | SHIFT)
    assert shown() == "p1 | p2"
    assert "that of its first photo now" in notice(program)


def test_a_group_is_split_before_the_selected_photo(program, lay, press, shown, selected):
    lay(("p1", "p2", "p3", "p4"), "p5")
    program.views.story.select(["p3"])
    press(KEY.Key_Return, CTRL | ALT)
    assert shown() == "(p1 p2) | (p3 p4) | p5"
    assert selected() == ["p3", "p4"]
    press(KEY.Key_Return, CTRL | ALT)
    assert "begins with this photo" in notice(program)
    program.views.story.select(["p5"])
    press(KEY.Key_Return, CTRL | ALT)
    assert "in no group" in notice(program)


def test_join_makes_a_group_of_photos_and_one_text_of_texts_each_for_itself(
    program, lay, press, shown, selected
):
    keys = lay("p1", TextBlock("One."), "p2", TextBlock("Two."), "p3")
    program.views.story.select(["p1", "p2"])
    press(KEY.Key_J, CTRL)
    assert shown() == "(p1 p2) | One. | Two. | p3"
    press(KEY.Key_Z, CTRL)

    program.views.story.select(["p2", "p3", *keys])
    press(KEY.Key_J, CTRL)
    assert shown() == "p1 | One.\n\nTwo. | (p2 p3)"
    assert selected() == ["One.\n\nTwo.", "p2", "p3"]
    press(KEY.Key_Z, CTRL)
    assert shown() == "p1 | One. | p2 | Two. | p3"

    program.views.story.select(["p2", keys[0]])
    press(KEY.Key_J, CTRL)
    assert "two or more texts, or two or more photos" in notice(program)


def test_photos_are_grouped_from_the_photos_view_and_come_into_the_story(
    program, lay, press, shown, selected
):
    lay("p1", "p2")
    program.views.show_view("photos")
    program.views.photos.select(["p2", "p5"])
    press(KEY.Key_J, CTRL | SHIFT)
    assert shown() == "p1 | (p2 p5)"
    assert program.views.name == "photos"
    assert selected() == ["p2", "p5"]
    assert "2 photos are a group in the story" in notice(program)


def test_the_caption_of_a_group_is_written_while_its_photos_are_selected(
    program, lay, shown, write
):
    lay("p1", ("p2", "p3"), "p4")
    panel = program.editor.photos
    program.views.story.select(["p3"])
    assert panel.group_caption.isVisible()
    panel.group_caption.setFocus()
    write("Two boats")
    assert shown() == "p1 | (p2 p3) “Two boats” | p4"
    assert program.actions["undo"].text() == "&Undo: group caption of 3.jpg"
    program.views.story.select(["p2", "p3"])
    assert panel.group_caption.text() == "Two boats"
    for others in (["p1"], ["p1", "p2"], ["p3", "p4"]):
        program.views.story.select(others)
        assert not panel.group_caption.isVisible()
    program.actions["undo"].trigger()
    assert shown() == "p1 | (p2 p3) | p4"


def test_layouts_are_those_that_the_selection_can_have(program, lay):
    lay("p1", ("p2", "p3"), "p4", PhotoBlock("p5", "cinema"))
    box = program.editor.photos._placing.box

    def offered(*ids):
        program.views.story.select(ids)
        return [box.itemText(row) for row in range(box.count())]

    assert offered("p1") == ["Usual", "Column", "Wide", "Full width", "Full height", "Lead photo"]
    assert offered("p1", "p4") == ["Usual", "Column", "Wide", "Full width", "Full height"]
    assert offered("p2") == ["Usual", "Pair", "Row", "Diptych of portraits", "Grid"]
    assert offered("p1", "p2") == ["Usual"]
    assert offered("p5")[-1] == "cinema"
    assert box.currentText() == "cinema"
    program.views.show_view("photos")
    program.views.photos.select(["p6"])
    assert not box.isEnabled()


def choose(program, layout):
    box = program.editor.photos._placing.box
    box.setCurrentIndex(box.findData(layout))
    box.activated.emit(box.currentIndex())


def test_a_group_has_its_layout_from_any_of_its_photos(program, lay, shown):
    lay(("p1", "p2"), "p3")
    program.views.story.select(["p2"])
    choose(program, "diptych")
    assert shown() == "(p1 p2):diptych | p3"
    program.views.story.select(["p3"])
    choose(program, "lead")
    assert shown() == "p3:lead | (p1 p2):diptych"


# ---- copies, the lead, and out again


def test_blocks_are_duplicated_and_the_copies_are_selected(program, lay, press, shown, selected):
    keys = lay("p1", TextBlock("One."), ("p2", "p3"))
    program.views.story.select(["p1", keys[0]])
    press(KEY.Key_D, CTRL | ALT)
    assert shown() == "p1 | One. | p1-2 | One. | (p2 p3)"
    assert selected() == ["p1-2", "One."]
    press(KEY.Key_Z, CTRL)
    assert shown() == "p1 | One. | (p2 p3)"
    assert selected() == ["p1"]
    press(KEY.Key_Z, CTRL | SHIFT)
    assert selected() == ["p1-2", "One."]


def test_what_is_set_aside_is_not_duplicated_and_it_is_said_why(program, lay, press, shown):
    lay("p1")
    program.views.show_view("photos")
    program.views.photos.select(["p4"])
    press(KEY.Key_D, CTRL | ALT)
    assert "set aside" in notice(program)
    program.views.photos.clearSelection()
    press(KEY.Key_D, CTRL | ALT)
    assert "Select what" in notice(program)
    assert len(program.document.story.photos) == 6


def test_a_photo_is_made_the_lead(program, lay, press, shown, selected):
    lay(PhotoBlock("p1", "lead"), "p2", ("p3", "p4"))
    program.views.story.select(["p4"])
    press(KEY.Key_1, CTRL | SHIFT)
    assert shown() == "p4:lead | p1 | p2 | p3"
    assert selected() == ["p4"]
    assert program.actions["undo"].text() == "&Undo: make 4.jpg the lead photo"
    press(KEY.Key_1, CTRL | SHIFT)
    assert "leads the story already" in notice(program)
    program.views.story.select(["p1", "p2"])
    press(KEY.Key_1, CTRL | SHIFT)
    assert "only one can lead" in notice(program)


def test_several_blocks_are_deleted_at_once_and_come_back(program, lay, press, shown, selected):
    keys = lay("p1", TextBlock("One."), ("p2", "p3"), QuoteBlock("Two", "Jo"))
    program.views.story.select([keys[0], "p2", "p3", keys[1]])
    press(KEY.Key_Delete)
    assert shown() == "p1"
    assert selected() == ["p1"]
    press(KEY.Key_Z, CTRL)
    assert shown() == "p1 | One. | (p2 p3) | “Two”Jo"
    assert selected() == ["One.", "p2", "p3", "Two"]


def test_a_deleted_text_that_comes_back_is_shown_wherever_one_is(program, lay, press, selected):
    keys = lay("p1", TextBlock("One."))
    program.views.story.select(keys)
    press(KEY.Key_Delete)
    program.views.show_view("photos")
    press(KEY.Key_Z, CTRL)
    assert program.views.name == "story"
    assert selected() == ["One."]


def test_undo_of_typing_leads_back_to_the_text(program, lay, press, write, selected):
    keys = lay("p1", TextBlock("One."), "p2")
    program.views.story.select(keys)
    program.desk.write("caption")
    write("So. ")
    program.views.story.select(["p2"])
    program.views.story.setFocus()
    press(KEY.Key_Z, CTRL)
    assert selected() == ["One."]


@pytest.mark.parametrize("name", ["group", "ungroup", "split", "join", "duplicate", "lead"])
def test_no_action_does_nothing_without_a_word(program, lay, name):
    lay("p1")
    program.views.story.clearSelection()
    before = program.document.story
    program.actions[name].trigger()
    assert program.document.story is before
    assert notice(program)


def test_blocks_are_moved_as_one_run_by_keys(program, lay, press, shown):
    keys = lay("p1", TextBlock("One."), ("p2", "p3"), "p4")
    program.views.story.select(["p1", keys[0]])
    press(KEY.Key_Right, ALT)
    assert shown() == "(p2 p3) | p1 | One. | p4"


def test_the_menu_of_the_grid_has_the_actions_of_blocks(program):
    from PySide6.QtWidgets import QMenu

    (menu,) = (m for m in program.window.findChildren(QMenu) if m.title() == "Photo")
    words = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions()]
    for expected in (
        "Group",
        "Ungroup",
        "Split text",
        "Join",
        "Duplicate",
    ):
        assert expected in words


def test_what_is_found_in_a_quote_or_under_a_group_is_led_to(program, lay):
    keys = lay(QuoteBlock("We wait", "Mina Oh"), GroupBlock(("p1", "p2"), caption="Two boats"))
    program.captions.lead_to(keys[0], "by", 0, 4)
    assert program.editor.text.fields["by"].selectedText() == "Mina"
    program.captions.lead_to("p1", blocks.GROUP_CAPTION, 4, 9)
    assert program.editor.photos.group_caption.textCursor().selectedText() == "boats"
    assert QApplication.focusWidget() is program.editor.photos.group_caption


# ---- Markdown


def test_a_key_of_formatting_is_for_the_words_while_one_writes(
    program, lay, press, write, shown, answers
):
    lay("p1")
    program.actions["insert_text"].trigger()
    write("two lions")
    text_field(program).select_span(4, 9)
    press(KEY.Key_I, CTRL)
    assert shown() == "p1 | two *lions*"
    press(KEY.Key_Z, CTRL)
    assert shown() == "p1 | two lions"
    assert answers.asked == []
    program.views.story.setFocus()
    press(KEY.Key_I, CTRL)
    assert answers.asked == ["photos"]


def test_a_key_of_formatting_is_for_texts_alone_in_the_galley(program, lay, press, shown):
    keys = lay(TextBlock("Lions"), QuoteBlock("Lions"))
    program.actions["view_galley"].trigger()
    for key in keys:
        program.views.story.select([key])
        program.desk.write("caption")
        program.views.galley.field.selectAll()
        press(KEY.Key_B, CTRL)
    assert shown() == "**Lions** | “Lions”"


def test_html_in_a_text_is_told_to_appear_as_typed(program, lay, write):
    lay("p1")
    program.actions["insert_text"].trigger()
    told = program.editor.text._tags
    write("A ")
    assert told.isHidden()
    write("<b>wall</b>")
    assert told.text() == "HTML such as <b> will appear as typed."
    assert told.isVisible()


def test_misspelt_words_are_marked_in_each_field_of_words(qtbot, program, lay):
    keys = lay(TextBlock("Childern"), HeadingBlock("Childern"), QuoteBlock("**Childern**", "Jo"))
    with qtbot.waitSignal(program.kit.spelling.loaded, timeout=10_000):
        program.views.story.select([keys[0]])
    marks = program.captions.writing.marks
    assert [m.start for m in marks.marks(program.editor.text.fields["text"])] == [0]
    program.views.story.select([keys[2]])
    assert [m.start for m in marks.marks(program.editor.text.fields["quote"])] == [2]


def test_names_complete_who_said_it(qtbot, program, lay, write, press, shown):
    keys = lay("p1", QuoteBlock("We wait."))
    program.document.apply(edits.set_field(["p1"], "persons", ["Mina Oh"]))
    qtbot.waitUntil(lambda: program.kit.words.is_settled)
    program.views.story.select(keys)
    program.editor.text.focus_field("by")
    write("Mi")
    qtbot.waitUntil(lambda: program.captions.writing.completion.is_open)
    press(KEY.Key_Right)
    assert shown() == "p1 | “We wait.”Mina Oh"
