"""Spelling in the fields: waves under misspelt words, silence while a word is typed, suggestions by menu and keys."""

from threading import Event

import pytest
import shiboken6
from dressing import dressed
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from curator.captions.spelling import Speller
from curator.kit import dictionary
from curator.kit.shelf import Shelf
from curator.story import edits
from curator.story.values import Photo, PhotoId, Story
from curator.window.document import StoryDocument
from curator.window.editor import settling
from curator.window.editor.corrections import LOOKING, NONE_FOUND, TO_MINE, TO_STORY, SuggestionList
from curator.window.editor.fields import TextField
from curator.window.editor.marks import Mark
from curator.window.editor.spelling import Spelling, SpellingMarks
from curator.window.jobs import Jobs

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
EMOJI = "\N{CAMERA WITH FLASH}"


@pytest.fixture
def jobs(qapp):
    held = Jobs(2), Jobs(1)
    yield held
    for pool in held:
        pool.shut_down()


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "kit")


@pytest.fixture
def document(qapp):
    document = StoryDocument()
    document.open(Story())
    return document


@pytest.fixture
def spelling(document, jobs, shelf):
    """Spelling by the lists that come with Curator, whatever the system has."""
    return Spelling(document, *jobs, shelf, folders=())


@pytest.fixture
def looks(qapp):
    return dressed("dark")


@pytest.fixture
def marks(spelling, looks):
    return SpellingMarks(spelling, looks)


@pytest.fixture
def field(qtbot, marks):
    field = TextField("Caption", 4)
    qtbot.addWidget(field)
    field.resize(600, 120)
    marks.attach(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.fixture
def show(qtbot, field, spelling):
    """Show a text, as when another photo is selected, and wait until its language is there."""

    def do(text):
        if text and spelling._speller is None:
            with qtbot.waitSignal(spelling.loaded, timeout=10_000):
                field.show_text(text)
        field.show_text(text)

    return do


def put_cursor(field, place):
    """Put the cursor before the character *place*."""
    cursor = field.textCursor()
    cursor.setPosition(place)
    field.setTextCursor(cursor)


def waves(field):
    """Return the words that are underlined."""
    found = []
    block = field.document().begin()
    while block.isValid():
        data = block.text().encode("utf-16-le")
        found += [
            data[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le")
            for f in block.layout().formats()
        ]
        block = block.next()
    return found


# Marks


def test_misspelt_words_have_a_wave_once_the_language_is_there(qtbot, field, spelling):
    with qtbot.waitSignal(spelling.loaded, timeout=10_000) as told:
        field.show_text("Childern wave.\nTwo soliders, one goverment.")
        assert waves(field) == []
    assert told.args == ["en", False]
    assert waves(field) == ["Childern", "soliders", "goverment"]


SLIPS = ["Goverment", "Presidnet", "Childern"]


def unknown(syllable):
    """Return long words that are close to none, which takes longest to say; others for each *syllable*."""
    return [
        f"{syllable}{a}{b}{c}"
        for a in ("kworr", "vlamm")
        for b in ("ilx", "opf")
        for c in "uvyqjxzk"
    ]


@pytest.mark.parametrize("between", [" waits. ", " waits.\n"])
def test_words_after_many_unknown_ones_are_looked_up_in_the_background(qtbot, field, show, between):
    show("Two")
    before = unknown("Bro" if between.endswith("\n") else "Ska")
    field.show_text("".join(f"{word}{between}" for word in before + SLIPS))
    assert waves(field) == []
    qtbot.waitUntil(lambda: waves(field) == SLIPS)


def test_words_of_a_story_that_was_closed_are_looked_up_no_more(
    qtbot, field, show, spelling, document, jobs, monkeypatch
):
    monkeypatch.setattr(settling, "_LOOKING", 0)  # However quick the machine is, a job has to look.
    show("Two")
    may_look = Event()
    look = Speller.settle
    monkeypatch.setattr(Speller, "settle", lambda *given: may_look.wait(5) and look(*given))
    field.show_text("".join(f"{word} waits. " for word in unknown("Dwi")))
    qtbot.waitUntil(lambda: not jobs[0].is_idle)
    field.show_text("")
    document.open(Story())
    may_look.set()
    with qtbot.assertNotEmitted(spelling.changed):
        qtbot.waitUntil(lambda: jobs[0].is_idle)


def test_marking_is_no_edit_and_leaves_the_cursor_where_it_is(qtbot, field, marks, show):
    show("Two soliders wait.")
    put_cursor(field, 7)
    with qtbot.assertNotEmitted(field.edited), qtbot.assertNotEmitted(field.textChanged):
        marks.refresh()
    assert field.cursor_place() == 7
    assert waves(field) == ["soliders"]


def test_the_word_being_typed_has_no_wave_until_the_cursor_leaves_it(qtbot, field, show):
    show("Two ")
    qtbot.keyClicks(field, "soliders")
    assert waves(field) == []
    qtbot.keyClicks(field, " ")
    assert waves(field) == ["soliders"]


@pytest.mark.parametrize("key", [KEY.Key_Home, KEY.Key_Up])
def test_a_typed_word_has_its_wave_when_the_cursor_goes_elsewhere(qtbot, field, show, key):
    show("Two\nmen and ")
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, "soliders")
    qtbot.keyClick(field, KEY.Key_Left)
    assert waves(field) == []
    qtbot.keyClick(field, key)
    assert waves(field) == ["soliders"]


def test_a_typed_word_has_its_wave_when_the_keyboard_goes_elsewhere(qtbot, field, show):
    show("Two ")
    qtbot.keyClicks(field, "soliders")
    field.clearFocus()
    assert waves(field) == ["soliders"]


def test_typing_into_a_marked_word_takes_its_wave(qtbot, field, show):
    show("Two soliders wait")
    put_cursor(field, 8)
    assert waves(field) == ["soliders"]
    qtbot.keyClick(field, KEY.Key_Backspace)
    assert waves(field) == []


def test_the_last_word_of_another_photos_caption_is_marked_at_once(qtbot, field, show):
    show("Two ")
    qtbot.keyClicks(field, "soliders")
    show("A goverment")
    assert waves(field) == ["goverment"]


def test_only_the_paragraph_that_changed_is_checked_at_a_keystroke(qtbot, field, marks, show):
    show("One wall.\nTwo walls.\nThree ")
    asked = []
    marks.add_source(lambda text: asked.append(text) or [])
    asked.clear()
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, "w")
    assert set(asked) == {"Three w"}


def test_waves_stand_under_the_right_letters_after_an_emoji(field, marks, show):
    show(f"{EMOJI} two soliders {EMOJI} wait")
    assert waves(field) == ["soliders"]
    assert marks.marks(field) == [Mark(6, 14)]


def test_other_sources_draw_marks_of_their_own_and_go_before_spelling(field, marks, show):
    show("Photo =xq12= by soliders tktk")
    marks.add_source(lambda text: [Mark(text.index("tktk"), text.index("tktk") + 4, "placeholder")])
    assert waves(field) == ["soliders", "tktk"]
    assert [mark.kind for mark in marks.marks(field)] == ["spelling", "placeholder"]


def test_waves_have_the_colour_of_the_theme_that_is_up(field, looks, show):
    show("Two soliders")
    for name in ("light", "dark"):
        looks.show(name)
        wave = field.document().begin().layout().formats()[0]
        assert wave.format.underlineColor().name() == looks.theme.attention


def test_without_a_dictionary_of_the_language_nothing_is_marked(qtbot, field, show, spelling):
    show("Två soliders")
    with qtbot.waitSignal(spelling.loaded, timeout=10_000) as told:
        spelling.set_language("sv")
    assert told.args == ["sv", True]
    assert waves(field) == []


def test_the_language_follows_the_story(qtbot, field, document, spelling, show):
    show("Des soldats attendent devant le gouvernement")
    assert "soldats" in waves(field)
    with qtbot.waitSignal(spelling.loaded, timeout=10_000):
        document.apply(edits.set_story("language", "fr"))
    assert waves(field) == []


def test_marks_can_be_switched_off_and_on(field, spelling, show):
    show("Two soliders")
    spelling.switch(False)
    assert waves(field) == []
    spelling.switch(True)
    assert waves(field) == ["soliders"]


def test_fields_that_are_gone_are_forgotten(qapp, marks):
    field = TextField("Caption", 4)
    marks.attach(field)
    shiboken6.delete(field)
    marks.refresh()
    assert marks.marks(field) == []


# Names


def open_with(document, **values):
    photo = Photo(PhotoId("p1"), "/nowhere/DSC_0001.JPG", **values)
    document.open(edits.add_photos([photo]).apply(Story()))


def test_a_name_of_the_story_is_never_marked(field, document, show):
    open_with(document, persons=("Childern Soliders",))
    show("Childern and Soliders wait.")
    assert waves(field) == []


def test_a_name_that_is_close_to_one_of_the_story_is_marked(field, document, show):
    open_with(document, persons=("Ngozi Okonkwo",))
    show("A judge, Okonko, waits. Then Pak left.")
    assert waves(field) == ["Okonko"]


def test_marks_follow_names_that_other_fields_bring_in(qtbot, field, document, show):
    open_with(document)
    show("A goverment in Okonko and soliders.")
    assert waves(field) == ["goverment", "soliders"]
    document.apply(edits.set_field([PhotoId("p1")], "persons", ["Ngozi Okonkwo"]))
    qtbot.waitUntil(lambda: waves(field) == ["goverment", "Okonko", "soliders"])


def test_a_large_story_is_learnt_by_and_by(qtbot, field, document, spelling, show):
    photos = [
        Photo(PhotoId(f"p{n}"), "/nowhere/x.jpg", persons=("Childern",) if n == 999 else ())
        for n in range(1000)
    ]
    show("Childern and soliders")
    document.open(edits.add_photos(photos).apply(Story()))
    assert waves(field) == []
    qtbot.waitUntil(lambda: waves(field) == ["soliders"])


# The menu


without_warnings = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Offscreen there is nothing that a menu could take hold of."""


@pytest.fixture
def asked_menu(field):
    """Ask for the field's menu, and let a function look at it while it is up."""

    def ask(look, at=None):
        seen = []

        def look_at_menu():
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            try:
                seen.append(look(menu))
            finally:
                menu.close()

        QTimer.singleShot(0, look_at_menu)
        reasons = QContextMenuEvent.Reason
        target = field if at is None else field.viewport()
        pos = QPoint() if at is None else at
        reason = reasons.Keyboard if at is None else reasons.Mouse
        event = QContextMenuEvent(reason, pos, target.mapToGlobal(pos))
        QApplication.sendEvent(target, event)
        assert len(seen) == 1
        return seen[0]

    return ask


def texts(menu):
    return [action.text() for action in menu.actions()]


def wait_for_suggestions(qtbot, menu):
    qtbot.waitUntil(lambda: LOOKING not in texts(menu))


@without_warnings
def test_a_right_click_offers_suggestions_and_dictionaries_at_the_head_of_the_menu(
    qtbot, field, show, asked_menu
):
    show("Two soliders wait for the goverment")
    cursor = field.textCursor()
    cursor.setPosition(6)

    def look(menu):
        before = texts(menu)
        assert not menu.actions()[0].isEnabled()
        wait_for_suggestions(qtbot, menu)
        return before, texts(menu)

    before, after = asked_menu(look, field.cursorRect(cursor).center())
    assert before[:5] == [LOOKING, "", TO_STORY, TO_MINE, ""]
    assert after[0] == "soldiers"
    assert after[after.index("") :] == before[1:]
    assert 1 <= after.index("") <= 5


@without_warnings
def test_a_menu_by_keyboard_is_about_the_word_at_the_cursor(qtbot, field, show, asked_menu):
    show("Two soliders wait for the goverment")
    field.moveCursor(field.textCursor().MoveOperation.End)

    def look(menu):
        wait_for_suggestions(qtbot, menu)
        return texts(menu)

    assert asked_menu(look)[0] == "government"


@without_warnings
def test_the_menu_over_a_right_word_is_the_usual_one(field, show, asked_menu):
    show("Two soliders wait")
    cursor = field.textCursor()
    cursor.setPosition(16)
    rows = asked_menu(texts, field.cursorRect(cursor).center())
    assert TO_STORY not in rows
    assert LOOKING not in rows


@without_warnings
def test_a_suggestion_taken_from_the_menu_replaces_the_word_as_if_typed(
    qtbot, field, show, asked_menu
):
    show("Two soliders wait")
    put_cursor(field, 4)

    def look(menu):
        wait_for_suggestions(qtbot, menu)
        menu.actions()[0].trigger()

    with qtbot.waitSignal(field.edited):
        asked_menu(look)
    assert field.text() == "Two soldiers wait"
    assert field.cursor_place() == len("Two soldiers")
    assert waves(field) == []


@without_warnings
def test_a_menu_that_is_gone_gets_no_suggestions(qtbot, field, show, asked_menu, jobs):
    show("Two soliders wait")
    put_cursor(field, 4)
    asked_menu(lambda menu: None)
    qtbot.waitUntil(lambda: jobs[0].is_idle)
    assert field.text() == "Two soliders wait"


@without_warnings
def test_a_name_of_the_story_is_the_first_suggestion(qtbot, field, document, show, asked_menu):
    open_with(document, persons=("Ngozi Okonkwo",))
    show("A judge, Okonko, waits")
    put_cursor(field, 12)

    def look(menu):
        wait_for_suggestions(qtbot, menu)
        return texts(menu)[0]

    assert asked_menu(look) == "Okonkwo"


def choose(words):
    def look(menu):
        next(action for action in menu.actions() if action.text() == words).trigger()

    return look


@without_warnings
def test_a_word_added_to_the_storys_dictionary_is_right_in_this_story(
    field, document, show, asked_menu
):
    show("Two soliders wait")
    put_cursor(field, 4)
    asked_menu(choose(TO_STORY))
    assert document.story.dictionary == ("soliders",)
    assert waves(field) == []


def test_undo_takes_a_word_out_of_the_storys_dictionary(qtbot, field, document, spelling, show):
    show("Two soliders wait")
    spelling.add_to_story("soliders")
    document.undo()
    qtbot.waitUntil(lambda: waves(field) == ["soliders"])


@without_warnings
def test_a_word_added_to_my_dictionary_is_kept(qtbot, field, jobs, shelf, show, asked_menu):
    show("Two soliders wait")
    put_cursor(field, 4)
    asked_menu(choose(TO_MINE))
    assert waves(field) == []
    qtbot.waitUntil(lambda: jobs[1].is_idle)
    assert dictionary.load(shelf).words == {"en": ("soliders",)}


def test_my_words_of_other_stories_are_right(qtbot, field, document, jobs, shelf, looks):
    dictionary.add(shelf, "soliders", "en")
    other = Spelling(document, *jobs, shelf, folders=())
    marks = SpellingMarks(other, looks)
    marks.attach(field)
    with qtbot.waitSignal(other.loaded, timeout=10_000):
        field.show_text("Two soliders, one goverment")
    qtbot.waitUntil(lambda: jobs[1].is_idle)
    assert [m.start for m in marks.marks(field)] == [18]


def test_a_word_taken_out_of_my_dictionary_is_marked_again(
    qtbot, field, jobs, shelf, spelling, show
):
    show("Two soliders wait")
    spelling.add_to_mine("soliders")
    spelling.remove_from_mine("soliders", "en")
    assert waves(field) == ["soliders"]
    qtbot.waitUntil(lambda: jobs[1].is_idle)
    assert dictionary.load(shelf).listed() == []


def test_a_damaged_dictionary_is_told_and_kept_as_it_is(qtbot, field, spelling, shelf, jobs, show):
    show("Two soliders wait")
    qtbot.waitUntil(lambda: jobs[1].is_idle)
    path = shelf.path(dictionary.NAME)
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with qtbot.waitSignal(spelling.failed) as told:
        spelling.add_to_mine("soliders")
    assert str(path) in str(told.args[0])
    assert path.read_text() == "{"
    assert waves(field) == []


# The list at the word


def open_list():
    popup = QApplication.focusWidget()
    assert isinstance(popup, SuggestionList)
    return popup


def rows(popup):
    return [popup.item(row).text() for row in range(popup.count())]


def ready_list(qtbot):
    popup = open_list()
    qtbot.waitUntil(lambda: LOOKING not in rows(popup))
    return popup


def is_closed():
    return not isinstance(QApplication.focusWidget(), SuggestionList)


@pytest.fixture
def faults(field, show):
    show("A wall. Two soliders wait for the goverment")
    put_cursor(field, 0)
    return field


def test_ctrl_full_stop_selects_the_next_misspelt_word_and_lists_suggestions(qtbot, faults, marks):
    assert marks.correct(faults)
    assert faults.textCursor().selectedText() == "soliders"
    popup = open_list()
    assert rows(popup)[0] == LOOKING
    assert rows(ready_list(qtbot))[0].split() == ["1", "soldiers"]
    assert rows(popup)[-2:] == [TO_STORY, TO_MINE]
    assert "soliders" in popup.accessibleName()
    popup.hide()


def test_enter_takes_the_first_suggestion(qtbot, faults, marks):
    marks.correct(faults)
    popup = ready_list(qtbot)
    with qtbot.waitSignals([marks.taking, faults.edited], order="strict"):
        qtbot.keyClick(popup, KEY.Key_Return)
    assert is_closed()
    assert faults.text() == "A wall. Two soldiers wait for the goverment"


def test_a_number_takes_its_suggestion(qtbot, faults, marks):
    marks.correct(faults)
    popup = ready_list(qtbot)
    second = rows(popup)[1].split()[-1]
    qtbot.keyClick(popup, KEY.Key_2)
    assert faults.text() == f"A wall. Two {second} wait for the goverment"


def test_escape_closes_the_list_and_changes_nothing(qtbot, faults, marks):
    marks.correct(faults)
    with qtbot.assertNotEmitted(faults.edited):
        qtbot.keyClick(ready_list(qtbot), KEY.Key_Escape)
    assert is_closed()
    assert faults.hasFocus()


def test_pressed_again_it_goes_to_the_next_word_and_round(qtbot, faults, marks):
    marks.correct(faults)
    seen = []
    for _ in range(2):
        qtbot.keyClick(open_list(), KEY.Key_Period, CTRL)
        seen.append(faults.textCursor().selectedText())
    assert seen == ["goverment", "soliders"]
    qtbot.keyClick(open_list(), KEY.Key_Escape)
    marks.correct(faults)
    assert faults.textCursor().selectedText() == "goverment"
    qtbot.keyClick(open_list(), KEY.Key_Escape)


def test_the_word_that_was_just_typed_can_be_corrected(qtbot, field, marks, show):
    show("A wall. ")
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, "Soliders")
    marks.correct(field)
    qtbot.keyClick(ready_list(qtbot), KEY.Key_1)
    assert field.text() == "A wall. Soldiers"


def test_a_word_can_be_added_to_the_story_from_the_list(qtbot, faults, marks, document):
    marks.correct(faults)
    popup = ready_list(qtbot)
    qtbot.keyClick(popup, KEY.Key_End)
    qtbot.keyClick(popup, KEY.Key_Up)
    qtbot.keyClick(popup, KEY.Key_Return)
    assert document.story.dictionary == ("soliders",)
    assert waves(faults) == ["goverment"]


def test_a_word_without_suggestions_says_so(qtbot, field, marks, show):
    show("Two qxzvwqkjhgfdsazz wait")
    marks.correct(field)
    popup = ready_list(qtbot)
    assert rows(popup) == [NONE_FOUND, TO_STORY, TO_MINE]
    qtbot.keyClick(popup, KEY.Key_1)
    assert not is_closed()
    popup.hide()


def test_where_nothing_is_misspelt_there_is_nothing_to_correct(field, marks, show):
    show("Two soldiers wait.")
    assert not marks.correct(field)
    assert is_closed()


def test_marks_of_other_kinds_are_selected_without_a_list(field, marks, show):
    show("A wall, tktk")
    marks.add_source(lambda text: [Mark(8, 12, "placeholder")] if "tktk" in text else [])
    assert marks.correct(field)
    assert field.textCursor().selectedText() == "tktk"
    assert is_closed()
