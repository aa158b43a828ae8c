"""The list of completions under a field: what opens it, what takes from it, and that it is in nobody's way."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from curator.captions.completion import NAMES, Lexicon
from curator.window.editor.completion import CompletionList, CompletionPopup
from curator.window.editor.fields import SEVERAL, LineField, TextField
from curator.window.editor.form import Form

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, ALTGR = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.GroupSwitchModifier


class Known:
    """Words that a test knows."""

    def __init__(self, **kinds: list[str]) -> None:
        self._kinds = {
            kind: Lexicon({v: (1, 9 - n) for n, v in enumerate(vs)}) for kind, vs in kinds.items()
        }

    def lexicons(self, kind: str) -> list[Lexicon]:
        return [self._kinds[kind]] if kind in self._kinds else []


class Desk(QWidget):
    """A window with a caption, a credit, and room to scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.several: list[tuple[str, int]] = []
        self.heard: list[str] = []
        self.form = Form()
        self.caption, self.credit = TextField("Caption", 3), LineField("Credit")
        self.notes = TextField("Notes", 20)
        for field in (self.caption, self.credit, self.notes):
            self.form.add_field(field.accessibleName(), field)
        QVBoxLayout(self).addWidget(self.form)
        names = {NAMES: ["Kim Yong Chol", "Kim Jong Un", "Żory", "Nam", "Namibia Desert", "Nampo"]}
        words = Known(credit=["Mina Oh", "Mina Ri/AP", "Jo Pak"], **names)
        self.popup = CompletionPopup(words, parent=self)
        self.popup.attach(self.caption, "caption", lambda: self.several)
        self.popup.attach(self.credit, "credit", lambda: self.several)
        self.popup.attach(self.notes, "notes")
        for keys in ("Ctrl+Return", "Escape", "Ctrl+Space"):
            action = QAction(keys, self)
            action.setShortcut(keys)
            action.triggered.connect(lambda _=False, k=keys: self.heard.append(k))
            self.addAction(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != KEY.Key_Control:
            self.heard.append(KEY(event.key()).name)

    @property
    def popup_list(self) -> CompletionList:
        return self.findChild(CompletionList)

    @property
    def rows(self) -> list[str]:
        return [self.popup_list.item(row).text() for row in range(self.popup_list.count())]


@pytest.fixture
def desk(qtbot, qapp):
    made = Desk()
    qtbot.addWidget(made)
    made.resize(420, 360)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is made)
    made.caption.setFocus()
    return made


# While typing


def test_a_name_being_typed_brings_up_the_list_and_typing_on_narrows_it(desk, write):
    write("with K")
    assert not desk.popup.is_open
    write("i")
    assert desk.rows == ["Kim Yong Chol", "Kim Jong Un"]
    assert desk.popup_list.isVisible()
    write("m J")
    assert desk.rows == ["Kim Jong Un"]
    assert desk.popup_list.isVisible()
    assert desk.caption.hasFocus()
    write("x")
    assert not desk.popup_list.isVisible()
    assert desk.caption.text() == "with Kim Jx"


def test_typing_through_the_list_changes_nothing(desk, write, press):
    write("with Kim.")
    press(KEY.Key_Return)
    write("Kim")
    press(KEY.Key_Return)
    write("Ki ")
    assert desk.caption.text() == "with Kim.\nKim\nKi "
    assert not desk.popup.is_open


def test_tab_goes_to_the_next_field_and_takes_nothing(desk, write, press):
    write("with Ki")
    assert desk.popup.is_open
    press(KEY.Key_Tab)
    assert desk.credit.hasFocus()
    assert desk.caption.text() == "with Ki"
    assert not desk.popup.is_open


def test_right_at_the_end_of_the_text_takes_the_first(desk, write, press):
    write("with Ki")
    press(KEY.Key_Right)
    assert desk.caption.text() == "with Kim Yong Chol"
    assert desk.caption.cursor_place() == 18
    assert not desk.popup.is_open
    write(".")
    assert desk.caption.text() == "with Kim Yong Chol."


def test_right_within_the_text_moves_the_cursor(desk, write, press):
    write(", left")
    for _ in range(6):
        press(KEY.Key_Left)
    write("Ki")
    assert desk.popup.is_open
    press(KEY.Key_Right)
    assert (desk.caption.text(), desk.caption.cursor_place()) == ("Ki, left", 3)
    assert not desk.popup.is_open


def test_down_and_up_within_the_text_move_the_cursor(desk, write, press):
    write("x")
    press(KEY.Key_Return)
    press(KEY.Key_Up)
    press(KEY.Key_Home)
    write("Ki, ")
    for _ in range(2):
        press(KEY.Key_Left)
    write("m")
    assert desk.popup.is_open
    press(KEY.Key_Down)
    assert not desk.popup.is_open
    assert desk.caption.textCursor().blockNumber() == 1


def test_a_click_or_an_arrow_elsewhere_closes_it(desk, write, press, qtbot):
    write("with Ki")
    press(KEY.Key_Left)
    assert not desk.popup.is_open
    press(KEY.Key_Right)
    write("m")
    assert desk.popup.is_open
    qtbot.mouseClick(desk.caption.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert not desk.popup.is_open


def test_words_that_are_pasted_or_put_in_bring_up_nothing(desk, write, qapp):
    qapp.clipboard().setText("Kim")
    desk.caption.paste()
    assert not desk.popup.is_open
    desk.caption.put(3, 3, " Ki")
    assert not desk.popup.is_open
    desk.caption.show_text("with Ki")
    assert not desk.popup.is_open


def test_deleting_back_to_a_beginning_offers_again(desk, write, press):
    write("with Kix")
    assert not desk.popup.is_open
    press(KEY.Key_Backspace)
    assert desk.popup.is_open


def type_with(field: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> None:
    """Press keys as a keyboard does that makes one character of several."""
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def test_a_character_of_the_right_alt_key_types(desk, write):
    write("in ")
    type_with(desk.caption, KEY.Key_Z, ALTGR | SHIFT, "Ż")
    type_with(desk.caption, KEY.Key_O, CTRL | ALT, "ó")
    assert desk.caption.text() == "in Żó"
    assert desk.rows == ["Żory"]
    type_with(desk.caption, KEY.Key_Space, CTRL | ALT, "\u00a0")
    assert desk.caption.text() == "in Żó\u00a0"
    assert not desk.popup.is_open


def test_what_an_input_method_brings_is_typing_too(desk):
    event = QInputMethodEvent("", [])
    event.setCommitString("with Ki")
    QApplication.sendEvent(desk.caption, event)
    assert desk.popup.is_open


# Escape


def test_escape_closes_the_list_and_nothing_else(desk, write, press):
    write("with Ki")
    press(KEY.Key_Escape)
    assert not desk.popup.is_open
    assert desk.caption.hasFocus()
    assert desk.heard == []
    press(KEY.Key_Escape)
    assert desk.heard == ["Escape"]


def test_after_escape_the_list_stays_away_until_another_name_is_begun(desk, write, press):
    write("with Ki")
    press(KEY.Key_Escape)
    write("m J")
    assert not desk.popup.is_open
    write(" and Ki")
    assert desk.popup.is_open


def test_after_escape_and_a_step_to_another_photo_the_list_is_back(desk, write, press):
    desk.credit.setFocus()
    write("mi")
    press(KEY.Key_Escape)
    press(KEY.Key_Return, CTRL)
    desk.credit.show_text("")
    write("mi")
    assert desk.popup.is_open


def test_after_escape_the_list_comes_when_asked_for(desk, write, press):
    write("with Ki")
    press(KEY.Key_Escape)
    press(KEY.Key_Space, CTRL)
    assert desk.popup.is_open


# Going into the list


def test_asked_for_the_first_is_chosen_and_enter_takes_it(desk, write, press):
    write("with Ki")
    press(KEY.Key_Space, CTRL)
    assert desk.popup_list.currentRow() == 0
    assert desk.heard == []
    press(KEY.Key_Return)
    assert desk.caption.text() == "with Kim Yong Chol"


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Tab, KEY.Key_Right])
def test_down_at_the_end_goes_into_the_list_and_a_key_takes_the_chosen(desk, write, press, key):
    write("with Ki")
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(key)
    assert desk.caption.text() == "with Kim Jong Un"
    assert desk.caption.hasFocus()


def test_up_leaves_the_list_and_enter_is_a_line_again(desk, write, press):
    write("with Ki")
    press(KEY.Key_Down)
    press(KEY.Key_Up)
    assert desk.popup_list.currentRow() == -1
    press(KEY.Key_Return)
    assert desk.caption.text() == "with Ki\n"


def test_typing_on_leaves_the_list(desk, write, press):
    write("with Ki")
    press(KEY.Key_Space, CTRL)
    write("m")
    assert desk.popup_list.currentRow() == -1
    press(KEY.Key_Return)
    assert desk.caption.text() == "with Kim\n"


def test_ctrl_enter_goes_to_the_window_even_from_the_list(desk, write, press):
    write("with Ki")
    press(KEY.Key_Down)
    press(KEY.Key_Return, CTRL)
    assert desk.heard == ["Ctrl+Return"]
    assert desk.caption.text() == "with Ki"
    assert not desk.popup.is_open


def test_a_click_takes_an_entry_and_leaves_the_keyboard_in_the_field(desk, write, qtbot):
    write("with Ki")
    place = desk.popup_list.visualItemRect(desk.popup_list.item(1)).center()
    qtbot.mouseClick(desk.popup_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.caption.text() == "with Kim Jong Un"
    assert desk.caption.hasFocus()


def test_what_takes_tells_before_so_that_undo_can_begin_a_step(desk, write, press, qtbot):
    seen = []
    desk.popup.taking.connect(lambda field: seen.append(field.text()))
    write("with Ki")
    press(KEY.Key_Right)
    assert seen == ["with Ki"]


def test_a_field_that_shows_another_photo_meanwhile_is_left_alone(desk, write):
    write("with Ki")
    desk.caption.show_text("For another Ki")
    desk.popup_list.itemClicked.emit(desk.popup_list.item(0))
    assert desk.caption.text() == "For another Ki"


# A field of one value


def test_a_value_is_taken_with_down_and_enter(desk, write, press):
    desk.credit.setFocus()
    write("mi")
    assert desk.rows == ["Mina Oh", "Mina Ri/AP"]
    press(KEY.Key_Return)
    assert desk.credit.text() == "mi"
    write("n")
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert desk.credit.text() == "Mina Ri/AP"
    assert desk.credit.hasFocus()


def test_tab_takes_a_chosen_value_and_goes_on(desk, write, press):
    desk.credit.setFocus()
    write("mi")
    press(KEY.Key_Down)
    press(KEY.Key_Tab)
    assert desk.credit.text() == "Mina Oh"
    assert desk.notes.hasFocus()


@pytest.mark.parametrize(
    ("key", "held"), [(KEY.Key_Down, ALT), (KEY.Key_Down, None), (KEY.Key_Space, CTRL)]
)
def test_an_empty_field_shows_its_values_when_asked(desk, press, key, held):
    desk.credit.setFocus()
    press(key, held or Qt.KeyboardModifier.NoModifier)
    assert desk.rows == ["Mina Oh", "Mina Ri/AP", "Jo Pak"]
    assert desk.popup_list.currentRow() == 0
    press(KEY.Key_Return)
    assert desk.credit.text() == "Mina Oh"


def test_values_that_photos_differ_in_are_offered_with_their_counts(desk, press, qapp):
    desk.several = [("Jo Pak", 14), ("Mina Oh/AFP", 1)]
    desk.credit.show_text("", SEVERAL)
    desk.credit.setFocus()
    press(KEY.Key_Down)
    spoken = [
        str(desk.popup_list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(desk.popup_list.count())
    ]
    assert spoken == ["Jo Pak, 14 photos", "Mina Oh/AFP, 1 photo"]
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert desk.credit.text() == "Mina Oh/AFP"


def test_captions_that_differ_are_offered_in_the_empty_caption_in_full(desk, press):
    desk.several = [("One line.\nAnother.", 2), ("Short.", 1)]
    desk.caption.show_text("", SEVERAL)
    press(KEY.Key_Down)
    assert desk.popup_list.item(0).text() == "One line."
    press(KEY.Key_Return)
    assert desk.caption.text() == "One line.\nAnother."


def test_down_in_an_empty_caption_opens_nothing_where_there_are_no_values(desk, press):
    press(KEY.Key_Down)
    assert not desk.popup.is_open


def test_escape_from_values_asked_for_does_not_keep_the_list_away(desk, write, press):
    desk.credit.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Escape)
    write("mi")
    assert desk.popup.is_open


def test_the_list_can_be_asked_for_from_a_menu(desk):
    desk.credit.setFocus()
    assert desk.popup.ask()
    assert desk.popup.is_open
    desk.setFocus()
    assert not desk.popup.ask()


# Where it lies


def test_the_list_lies_under_the_name_within_the_window(desk, write):
    write("with Ki")
    corner = desk.caption.mapTo(desk, desk.caption.cursorRect().bottomLeft())
    assert desk.popup_list.geometry().top() >= corner.y()
    assert desk.popup_list.geometry().left() < corner.x()
    assert desk.rect().contains(desk.popup_list.geometry())


def test_the_list_lies_over_the_line_where_there_is_no_room_below(desk, write, press):
    desk.form.verticalScrollBar().setValue(0)
    desk.resize(420, 190)
    desk.credit.setFocus()
    desk.form.ensureWidgetVisible(desk.credit)
    press(KEY.Key_Down)
    top = desk.credit.mapTo(desk, QPoint(0, 0)).y()
    assert (
        desk.popup_list.geometry().bottom() <= top
        or desk.popup_list.geometry().top() >= top + desk.credit.height()
    )
    assert desk.rect().contains(desk.popup_list.geometry())


def test_the_list_does_not_twitch_while_it_narrows(desk, write):
    write("in Na")
    before, shown = desk.popup_list.geometry(), desk.popup_list
    write("mp")
    assert desk.rows == ["Nampo"]
    assert desk.popup_list is shown
    assert (desk.popup_list.x(), desk.popup_list.width()) == (before.x(), before.width())


@pytest.mark.parametrize("how", ["scroll", "resize", "leave", "hide"])
def test_the_list_closes_when_its_field_goes_elsewhere(desk, write, how):
    write("with Ki")
    assert desk.popup.is_open
    if how == "scroll":
        desk.form.verticalScrollBar().setValue(20)
    elif how == "resize":
        desk.resize(500, 400)
    elif how == "leave":
        desk.notes.setFocus()
    else:
        desk.caption.hide()
    assert not desk.popup.is_open
    assert not desk.popup_list.isVisible()


def test_a_field_in_another_window_has_its_own_list(desk, write, press, qtbot, qapp):
    write("with Ki")
    other = QWidget()
    field = LineField("Credit")
    QVBoxLayout(other).addWidget(field)
    desk.popup.attach(field, "credit")
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is other)
    field.setFocus()
    write("mi")
    assert other.findChild(CompletionList).isVisible()
    other.close()
    other.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is desk)
    desk.caption.setFocus()
    write("m")
    assert desk.popup_list.isVisible()


def test_the_list_never_has_the_keyboard_and_has_a_name(desk, write):
    write("with Ki")
    assert desk.popup_list.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert desk.popup_list.accessibleName() == "Completions"
    assert str(desk.popup_list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)) == "Kim Yong Chol"
