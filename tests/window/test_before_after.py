"""The table of texts before and after: ticks by mouse and keys, the way to a text, thousands of rows."""

import time

import pytest
from dressing import dressed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from curator.window.captioning.before_after import BeforeAfter, Row

KEY = Qt.Key
ROLE = Qt.ItemDataRole


def rows(count):
    return [Row(f"{n} · DSC_{n:04}.JPG", "Caption", f"Kiev {n}", f"Kyiv {n}") for n in range(count)]


@pytest.fixture
def table(qtbot):
    made = BeforeAfter(dressed("light"), "Texts that would change")
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show_rows(rows(5))
    made.show()
    made.view.setFocus()
    return made


def cell(table, row, column, role=ROLE.DisplayRole):
    return table.model.index(row, column).data(role)


def test_a_row_tells_whose_text_it_is_and_how_it_reads_before_and_after(table):
    assert [cell(table, 1, column) for column in range(4)] == [
        "1 · DSC_0001.JPG", "Caption", "Kiev 1", "Kyiv 1",
    ]  # fmt: skip
    assert cell(table, 1, 2, ROLE.AccessibleTextRole) == "Before: Kiev 1"


def test_all_rows_are_ticked_but_those_said_not_to_be(table):
    assert table.ticked == [0, 1, 2, 3, 4]
    table.show_rows(rows(3), unticked=[1])
    assert table.ticked == [0, 2]
    assert cell(table, 1, 0, ROLE.CheckStateRole) == Qt.CheckState.Unchecked


def test_space_ticks_the_current_row_and_takes_the_tick_away(table, qtbot):
    table.view.selectRow(2)
    with qtbot.waitSignal(table.ticked_changed):
        qtbot.keyClick(table.view, KEY.Key_Space)
    assert table.ticked == [0, 1, 3, 4]
    qtbot.keyClick(table.view, KEY.Key_Space)
    assert table.ticked == [0, 1, 2, 3, 4]


def test_space_makes_all_selected_rows_alike(table, qtbot):
    table.model.tick([1], False)
    table.view.selectRow(0)
    qtbot.keyClick(table.view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, KEY.Key_Space)
    assert table.ticked == [3, 4]
    qtbot.keyClick(table.view, KEY.Key_Space)
    assert table.ticked == [0, 1, 2, 3, 4]


def test_a_click_on_the_box_ticks_only_that_row(table, qtbot):
    view = table.view
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = view.visualRect(table.model.index(3, 0))
    option.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert table.ticked == [0, 1, 2, 4]


def test_all_or_none_are_ticked_by_a_button(table, qtbot):
    qtbot.mouseClick(table._none, Qt.MouseButton.LeftButton)
    assert table.ticked == []
    assert table._count.text() == "0 of 5 texts ticked"
    qtbot.mouseClick(table._all, Qt.MouseButton.LeftButton)
    assert table.ticked == [0, 1, 2, 3, 4]


def test_enter_and_a_double_click_ask_to_be_led_to_the_text(table, qtbot):
    table.view.selectRow(3)
    with qtbot.waitSignal(table.jumped) as jumped:
        qtbot.keyClick(table.view, KEY.Key_Return)
    assert jumped.args == [3]
    place = table.view.visualRect(table.model.index(1, 2)).center()
    with qtbot.waitSignal(table.jumped) as jumped:
        qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert jumped.args == [1]
    assert table.ticked == [0, 1, 2, 3, 4]


def test_tab_leaves_the_table(table, qtbot):
    qtbot.waitUntil(table.view.hasFocus)
    qtbot.keyClick(table.view, KEY.Key_Tab)
    assert not table.view.hasFocus()


def test_other_rows_keep_the_keyboard_where_it_was(table):
    table.view.selectRow(3)
    table.show_rows(rows(10))
    assert table.view.currentIndex().row() == 3
    table.show_rows(rows(2))
    assert table.view.currentIndex().row() == 1
    table.show_rows([])
    assert table.ticked == []


def test_markup_in_a_text_is_shown_and_not_obeyed(table):
    table.show_rows([Row("<b>x</b>", "Caption", "<i>a</i>", "<i>b</i> & c")])
    assert cell(table, 0, 3) == "<i>b</i> & c"
    tip = cell(table, 0, 3, ROLE.ToolTipRole)
    assert "<i>" not in tip
    assert "&lt;i&gt;" in tip
    assert "<b>x" not in cell(table, 0, 0, ROLE.ToolTipRole)


def painted(table, row, column):
    """Return the colours of the cell."""
    rect = table.view.visualRect(table.model.index(row, column))
    picture = table.view.viewport().grab(rect).toImage()
    return {
        picture.pixelColor(QPoint(x, y)).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_that_differ_are_marked_in_both_appearances(qtbot, name):
    looks = dressed(name)
    table = BeforeAfter(looks, "Texts")
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.show_rows([Row("x", "Caption", "same", "same"), *rows(2)])
    table.show()
    assert looks.theme.attention in painted(table, 1, 2)
    assert looks.theme.accent in painted(table, 1, 3)
    assert not {looks.theme.attention, looks.theme.accent} & painted(table, 0, 2)


def test_ten_thousand_rows_are_shown_without_delay(table, qtbot):
    many = rows(10_000)
    began = time.perf_counter()
    table.show_rows(many)
    table.grab()
    table.model.tick(range(10_000), False)
    table.view.scrollToBottom()
    table.grab()
    assert time.perf_counter() - began < 1.0
    assert table._count.text() == "0 of 10,000 texts ticked"
