"""Situations of copy and paste of words: which fields, to how many photos, from another window, again."""

import pytest
from dressing import dressed
from factories import ids, photo, story, story_of
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from curator.story import edits
from curator.story.values import Defaults
from curator.window.captioning import paste_dialog
from curator.window.captioning.paste_dialog import Choice, PasteDialog
from curator.window.captioning.pasting import FORMAT, Pasting
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

P1, P2, P3, P4 = ids(4)
KEY = Qt.Key


class Desk:
    """A window as far as pasting knows it: what is current, what is selected, what is remembered."""

    def __init__(self, jobs, looks, window, opened):
        self.document = StoryDocument()
        self.document.open(opened)
        self.current, self.selected, self.kept, self.said = P1, [P2], "", []
        self.pasting = Pasting(
            self.document,
            jobs,
            looks,
            lambda: self.current,
            lambda: self.selected,
            lambda: self.kept,
            lambda text: setattr(self, "kept", text),
            window,
        )
        self.pasting.told.connect(self.said.append)

    def photo(self, photo_id):
        return self.document.story.photos[photo_id]


@pytest.fixture
def make_desk(qtbot, monkeypatch):
    monkeypatch.setattr(paste_dialog, "_WAIT", 10)
    jobs, looks, window = Jobs(1), dressed("light"), QWidget()
    qtbot.addWidget(window)
    yield lambda opened: Desk(jobs, looks, window, opened)
    QGuiApplication.clipboard().clear()
    jobs.shut_down()


@pytest.fixture
def desk(make_desk):
    first = photo(1, caption="A bridge", credit="Mina Oh/Agency", rating=4, alt="A <b>bridge</b>")
    others = (photo(2, credit="Own"), photo(3), photo(4, caption="A bridge"))
    return make_desk(story_of(first, *others))


@pytest.fixture
def opened(qtbot, desk):
    """Copy the first photo and ask to paste; wait until the dialog says what would change."""

    def do(*selected):
        desk.pasting.copy()
        desk.selected = list(selected)
        desk.pasting.paste()
        dialog = desk.pasting.dialog
        with qtbot.waitSignal(dialog.previewed):
            pass
        return dialog

    return do


def tick(qtbot, dialog, *fields):
    """Let a person press Space on the ticks of *fields*."""
    with qtbot.waitSignal(dialog.previewed):
        for field in fields:
            qtbot.keyClick(dialog.ticks[field], KEY.Key_Space)


def test_words_are_copied_for_curator_and_for_people(desk):
    desk.pasting.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "A bridge\nMina Oh/Agency"
    assert desk.pasting.can_paste()
    assert desk.said == ["Copied the words of DSC_0001.JPG."]


def test_a_clipboard_of_something_else_is_left_for_others(desk):
    QGuiApplication.clipboard().setText("A bridge")
    assert not desk.pasting.can_paste()
    desk.pasting.paste()
    desk.pasting.paste_again()
    assert desk.pasting.dialog is None
    assert desk.said == ["The clipboard holds no words of a photo. Copy those of one first."] * 2


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"format": "curator-words"}'])
def test_a_hostile_clipboard_is_refused_in_words(desk, data):
    mime = QMimeData()
    mime.setData(FORMAT, data)
    QGuiApplication.clipboard().setMimeData(mime)
    desk.pasting.paste()
    assert desk.pasting.dialog is None
    assert "holds no words" in desk.said[0]


def test_a_photo_without_words_leaves_the_clipboard_as_it_was(make_desk):
    desk = make_desk(story_of(photo(1, caption="")))
    QGuiApplication.clipboard().setText("kept")
    desk.pasting.copy()
    desk.current = None
    desk.pasting.copy()
    assert QGuiApplication.clipboard().text() == "kept"
    assert [words.split()[0] for words in desk.said] == ["DSC_0001.JPG", "Select"]


def test_the_dialog_lists_what_came_and_what_it_would_change_in_one_photo(desk, opened):
    dialog = opened(P2)
    assert list(dialog.ticks) == ["caption", "alt", "credit", "rating"]
    effects = {field: label.text() for field, label in dialog.effects.items()}
    assert effects == {
        "caption": "instead of “Caption 2”",
        "alt": "fills what is empty",
        "credit": "instead of “Own”",
        "rating": "",
    }
    assert dialog.table.isHidden()
    assert not dialog.isModal()


def test_pasting_to_one_photo_is_one_step(desk, opened, qtbot):
    dialog = opened(P2)
    qtbot.keyClick(dialog, KEY.Key_Return)
    pasted = desk.photo(P2)
    assert (pasted.caption, pasted.credit, pasted.rating) == ("A bridge", "Mina Oh/Agency", 0)
    assert desk.said[-1] == "Pasted to 1 photo: caption, alt text, credit."
    assert desk.pasting.dialog is None
    desk.document.undo()
    assert desk.photo(P2).caption == "Caption 2"
    assert desk.document.undo_step is None


def test_cancelling_changes_nothing_and_remembers_nothing(desk, opened, qtbot):
    dialog = opened(P2)
    tick(qtbot, dialog, "caption")
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert desk.document.undo_step is None
    assert desk.kept == ""


def test_unticked_fields_are_left_alone(desk, opened, qtbot):
    dialog = opened(P2)
    tick(qtbot, dialog, "caption", "rating")
    dialog.accept()
    pasted = desk.photo(P2)
    assert (pasted.caption, pasted.credit, pasted.rating) == ("Caption 2", "Mina Oh/Agency", 4)


def test_for_many_photos_a_table_shows_every_change_and_a_row_can_be_left_out(desk, opened):
    dialog = opened(P2, P3, P4)
    assert not dialog.table.isHidden()
    assert [(row.title, row.field, row.before) for row in dialog.table.rows] == [
        ("2 · DSC_0002.JPG", "Caption", "Caption 2"),
        ("2 · DSC_0002.JPG", "Alt text", ""),
        ("2 · DSC_0002.JPG", "Credit", "Own"),
        ("3 · DSC_0003.JPG", "Caption", "Caption 3"),
        ("3 · DSC_0003.JPG", "Alt text", ""),
        ("3 · DSC_0003.JPG", "Credit", ""),
        ("4 · DSC_0004.JPG", "Alt text", ""),
        ("4 · DSC_0004.JPG", "Credit", ""),
    ]
    assert dialog.effects["caption"].text() == "replaces 2"
    assert dialog.effects["credit"].text() == "fills 2, replaces 1"
    dialog.table.model.tick([2], False)
    dialog.accept()
    assert [desk.photo(i).credit for i in (P2, P3, P4)] == ["Own", *["Mina Oh/Agency"] * 2]


def test_a_row_left_out_stays_so_while_the_story_and_the_mode_change(desk, opened, qtbot):
    dialog = opened(P2, P3)
    dialog.table.model.tick([0], False)
    with qtbot.waitSignal(dialog.previewed):
        desk.document.apply(edits.set_field([P3], "credit", "Typed meanwhile"))
    assert dialog.table.rows[5].before == "Typed meanwhile"
    dialog.modes.setCurrentIndex(3)
    with qtbot.waitSignal(dialog.previewed):
        dialog.modes.activated.emit(3)
    assert dialog.table.ticked == [1, 2, 3, 4, 5]
    dialog.accept()
    assert desk.photo(P2).caption == "Caption 2"
    assert desk.photo(P3).credit == "Typed meanwhile Mina Oh/Agency"


def test_enter_in_the_table_leads_to_the_photo_and_pastes_nothing(desk, opened, qtbot):
    dialog = opened(P2, P3)
    led = []
    desk.pasting.chosen.connect(lambda *where: led.append(where))
    dialog.table.view.selectRow(4)
    qtbot.keyClick(dialog.table.view, KEY.Key_Return)
    assert led == [(P3, "alt")]
    assert desk.pasting.dialog is dialog


def test_the_selection_at_the_time_of_asking_is_pasted_to(desk, opened):
    dialog = opened(P2)
    desk.selected = [P3]
    dialog.accept()
    assert desk.photo(P2).caption == "A bridge"
    assert desk.photo(P3).caption == "Caption 3"


def test_the_last_choice_is_remembered_and_pasted_again_without_asking(desk, opened, qtbot):
    dialog = opened(P2)
    tick(qtbot, dialog, "caption", "rating")
    dialog.modes.setCurrentIndex(dialog.modes.findData("empty"))
    dialog.accept()
    desk.selected = [P3]
    desk.document.apply(edits.set_field([P3], "credit", "Kept"))
    desk.pasting.paste_again()
    third = desk.photo(P3)
    assert (third.caption, third.credit, third.rating) == ("Caption 3", "Kept", 4)
    again = opened(P4)
    assert again.fields == ["alt", "credit", "rating"]
    assert again.mode.value == "empty"


def test_pasting_again_what_is_there_already_says_so(desk):
    desk.pasting.copy()
    desk.selected = [P1]
    desk.pasting.paste_again()
    assert desk.said[-1].startswith("Nothing was pasted")
    assert desk.document.undo_step is None


def test_nothing_selected_is_told(desk):
    desk.pasting.copy()
    desk.selected = []
    desk.pasting.paste()
    desk.pasting.paste_again()
    assert desk.said[-2:] == ["Select the photos that get the words."] * 2


def test_words_go_from_one_window_to_another(desk, make_desk):
    other = make_desk(story_of(photo(7, caption=""), defaults=Defaults(credit="House")))
    desk.pasting.copy()
    other.selected = ids(7)[-1:]
    other.pasting.paste_again()
    pasted = other.photo("p7")
    assert (pasted.caption, pasted.credit) == ("A bridge", "Mina Oh/Agency")


def test_what_was_inherited_is_offered_but_not_ticked(make_desk, qtbot):
    desk = make_desk(story_of(photo(1), photo(2), defaults=Defaults(credit="House")))
    desk.pasting.copy()
    desk.pasting.paste()
    dialog = desk.pasting.dialog
    assert dialog.fields == ["caption"]
    tick(qtbot, dialog, "credit")
    assert dialog.effects["credit"].text() == "changes nothing"


def test_the_dialog_goes_with_its_photos_and_its_story(desk, opened):
    opened(P2, P3)
    desk.document.apply(edits.remove_photos([P2]))
    assert desk.pasting.dialog is not None
    desk.document.apply(edits.remove_photos([P3]))
    assert desk.pasting.dialog is None
    opened(P4)
    desk.document.open(story(1))
    assert desk.pasting.dialog is None


def test_asking_again_takes_the_place_of_the_first_question(desk, opened):
    opened(P2)
    second = opened(P3)
    dialogs = desk.pasting.parent().findChildren(PasteDialog)
    assert [dialog for dialog in dialogs if dialog.isVisible()] == [second]
    second.accept()
    assert desk.photo(P2).caption == "Caption 2"
    assert desk.photo(P3).caption == "A bridge"


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"on": 1, "off": [], "mode": "x"}', "["])
def test_settings_that_hold_no_choice_stand_for_the_usual_one(text):
    assert Choice.of(text) == Choice()


def test_a_choice_is_read_as_it_was_kept():
    choice = Choice(frozenset({"rating"}), frozenset({"caption"}), paste_dialog.PasteMode.AFTER)
    assert Choice.of(choice.text) == choice
