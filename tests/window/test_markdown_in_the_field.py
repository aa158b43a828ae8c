"""Live Markdown in the field of a text: looks, keys, and waves of spelling beside them."""

import pytest
from dressing import dressed
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu

from curator.window.editor.fields import TextField
from curator.window.editor.formatting_keys import FormattingKeys
from curator.window.editor.highlighting import Highlighter
from curator.window.editor.markdown_looks import MarkdownLooks
from curator.window.editor.marks import Mark, Marker

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
EMOJI = "\N{CAMERA WITH FLASH}"


@pytest.fixture
def looks(qapp):
    return dressed("dark")


@pytest.fixture
def field(qtbot, looks):
    field = TextField("Text", 6)
    qtbot.addWidget(field)
    MarkdownLooks(field, looks)
    FormattingKeys(field)
    field.resize(600, 160)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def drawn(field, line=0):
    """Return what is drawn in a line: its words, each with its format."""
    block = field.document().findBlockByNumber(line)
    data = block.text().encode("utf-16-le")
    return {
        data[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le"): QTextCharFormat(f.format)
        for f in block.layout().formats()
    }


def test_words_look_as_on_the_page_and_signs_are_muted(field, looks):
    field.show_text(f"{EMOJI} a **strong** and *soft* [zoo](https://e.x) `x` <b>")
    found = drawn(field)
    assert found["strong"].fontWeight() == QFont.Weight.Bold
    assert found["soft"].fontItalic()
    assert found["zoo"].foreground().color().name() == looks.theme.accent
    assert found["x"].background().color().name() == looks.theme.hover
    for sign in ("**", "*", "](https://e.x)", "<b>"):
        assert found[sign].foreground().color().name() == looks.theme.muted
    assert EMOJI not in "".join(found)


def test_headings_are_larger_and_lines_stand_under_each_other(field):
    field.show_text("Words.\n## Dawn\n> quoted")
    heading = drawn(field, 1)[" Dawn"]
    assert heading.fontWeight() == QFont.Weight.Bold
    assert heading.fontPointSize() > field.fontInfo().pointSizeF()
    assert drawn(field, 2)["quoted"].fontItalic()


def test_lines_below_follow_when_code_begins_above_them(qtbot, field):
    field.show_text("\n*soft*")
    assert drawn(field, 1)["soft"].fontItalic()
    field.select_span(0, 0)
    qtbot.keyClicks(field, "```")
    assert list(drawn(field, 1)) == ["*soft*"]


def test_drawing_is_no_edit(qtbot, field, looks):
    field.show_text("*soft*")
    with qtbot.assertNotEmitted(field.edited), qtbot.assertNotEmitted(field.textChanged):
        looks.show("light")
    assert drawn(field)["*"].foreground().color().name() == looks.theme.muted


def test_headings_grow_with_the_font(field):
    field.show_text("# Dawn")
    before = drawn(field)[" Dawn"].fontPointSize()
    font = QFont(field.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    field.setFont(font)
    assert drawn(field)[" Dawn"].fontPointSize() == pytest.approx(2 * before, rel=0.1)


def test_waves_are_drawn_beside_the_looks(field, looks):
    field.show_text("two **old soliders** wait")
    marker = Marker(field, [lambda text: [Mark(10, 18)]], looks)
    marker.refresh()
    found = drawn(field)
    assert found["soliders"].fontWeight() == QFont.Weight.Bold
    assert found["soliders"].underlineStyle() == found["soliders"].UnderlineStyle.WaveUnderline
    assert found["old "].underlineStyle() == found["old "].UnderlineStyle.NoUnderline
    assert Highlighter.of(field) is Highlighter.of(field)


# ---- keys


def test_keys_put_signs_around_words_and_take_them_away(qtbot, field):
    qtbot.keyClicks(field, "two lions")
    field.select_span(4, 9)
    qtbot.keyClick(field, KEY.Key_B, CTRL)
    assert field.text() == "two **lions**"
    assert field.selected_span() == (6, 11)
    qtbot.keyClick(field, KEY.Key_I, CTRL)
    assert field.text() == "two ***lions***"
    qtbot.keyClick(field, KEY.Key_B, CTRL)
    qtbot.keyClick(field, KEY.Key_I, CTRL)
    assert field.text() == "two lions"
    qtbot.keyClick(field, KEY.Key_K, CTRL)
    assert field.text() == "two [lions](https://)"
    assert field.textCursor().selectedText() == "https://"


def test_places_are_right_behind_an_emoji(qtbot, field):
    field.show_text(f"{EMOJI}{EMOJI} two lions")
    field.select_span(7, 12)
    assert field.textCursor().selectedText() == "lions"
    assert field.selected_span() == (7, 12)
    qtbot.keyClick(field, KEY.Key_B, CTRL)
    assert field.text() == f"{EMOJI}{EMOJI} two **lions**"


def test_a_key_makes_a_step_of_its_own_and_one_that_does_nothing_makes_none(qtbot, field):
    field.show_text("a\n\nb")
    field.selectAll()
    with qtbot.assertNotEmitted(field.edited):
        qtbot.keyClick(field, KEY.Key_K, CTRL)
    steps = []
    field.parted.connect(lambda: steps.append("parted"))
    field.edited.connect(lambda: steps.append("edited"))
    field.select_span(0, 1)
    qtbot.keyClick(field, KEY.Key_B, CTRL)
    assert steps == ["parted", "edited", "parted"]


def test_the_keys_belong_to_the_field_before_the_window(field):
    for key, is_ours in (
        (KEY.Key_B, True),
        (KEY.Key_I, True),
        (KEY.Key_K, True),
        (KEY.Key_S, False),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        event.ignore()
        QApplication.sendEvent(field, event)
        assert event.isAccepted() is is_ours


def test_the_menu_of_the_field_offers_the_same(field):
    field.show_text("lions")
    field.selectAll()
    menu = QMenu()
    field.menu_asked.emit(menu)
    strong, *_ = (a for a in menu.actions() if a.text() == "&Strong\tCtrl+B")
    strong.trigger()
    assert field.text() == "**lions**"
