"""Situations of looking: cells, selection by mouse and keyboard, finding, one photo large."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from curator.story import edits
from curator.window.grid.model import Role

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def grid(program, drop, folder):
    drop(folder)
    program.views.story.setFocus()
    return program.views.story


def click(qtbot, grid, row, modifier=Qt.KeyboardModifier.NoModifier):
    place = grid.visualRect(grid.rows.index(row)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def rows(grid):
    return sorted(index.row() for index in grid.selectionModel().selectedIndexes())


def test_cells_stand_in_lines_that_fill_the_width(qtbot, grid):
    qtbot.waitUntil(lambda: grid.visualRect(grid.rows.index(9)).isValid())
    rects = [grid.visualRect(grid.rows.index(row)) for row in range(10)]

    assert len({rect.top() for rect in rects[: grid.columns]}) == 1
    assert rects[grid.columns].top() > rects[0].top()
    assert grid.viewport().width() - rects[grid.columns - 1].right() < grid.columns + 4


def test_a_cell_tells_number_caption_credit_and_problems(program, grid):
    first = grid.rows.index(0)
    assert first.data(Role.NUMBER) == 1
    assert len(first.data(Role.PROBLEMS)) == 4  # No caption, credit and alt text; a small picture.
    said = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "1: DSC_0001.JPG, no caption yet, no credit, 4 problems"

    key = grid.rows.keys[0]
    program.document.apply(
        edits.set_field([key], "caption", "A teal wall in the old harbour.\nSecond line.")
    )
    program.document.apply(edits.set_field([key], "alt", "A plain wall"))
    program.document.apply(edits.set_default("credit", "Mina Oh"))

    said = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "1: DSC_0001.JPG, A teal wall in the old harbour., Mina Oh, 1 problem"


def test_pictures_arrive_in_the_cells(qtbot, program, grid):
    photo = grid.rows.photo(grid.rows.index(0))

    qtbot.waitUntil(lambda: program.thumbnails.pixmap(photo, 100) is not None, timeout=10_000)

    colour = program.thumbnails.pixmap(photo, 100).toImage().pixelColor(5, 5)
    assert abs(colour.green() - 128) < 6
    assert colour.red() < 6


def test_a_file_that_vanished_says_so_in_its_cell(qtbot, program, grid, folder):
    for file in folder.iterdir():
        file.unlink()
    photo = grid.rows.photo(grid.rows.index(9))
    program.thumbnails._pixmaps.clear()
    program.thumbnails.pixmap(photo, 1000)

    qtbot.waitUntil(lambda: program.thumbnails.reason(photo) != "", timeout=10_000)

    assert program.thumbnails.reason(photo) == "the file is not there any more"


def test_selection_by_mouse_follows_custom(qtbot, grid):
    click(qtbot, grid, 1)
    assert rows(grid) == [1]
    click(qtbot, grid, 3, SHIFT)
    assert rows(grid) == [1, 2, 3]
    click(qtbot, grid, 2, CTRL)
    assert rows(grid) == [1, 3]


def test_selection_by_keyboard_follows_custom(qtbot, grid, press):
    press(KEY.Key_Home)
    assert rows(grid) == [0]
    press(KEY.Key_Right)
    press(KEY.Key_Right, SHIFT)
    assert rows(grid) == [1, 2]
    press(KEY.Key_End)
    assert rows(grid) == [9]
    press(KEY.Key_A, CTRL)
    assert len(rows(grid)) == 10
    press(KEY.Key_D, CTRL)
    assert rows(grid) == []


def test_arrows_go_up_and_down_by_a_line(grid, press):
    press(KEY.Key_Home)
    press(KEY.Key_Down)
    assert rows(grid) == [grid.columns]
    press(KEY.Key_Up)
    assert rows(grid) == [0]


def test_the_size_of_cells_follows_slider_and_keys(qtbot, program, grid):
    before = grid.columns
    program.bar._slider.setValue(420)
    assert grid.columns < before
    wide = grid.gridSize().width()
    program.actions["smaller"].trigger()
    assert program.settings.cell_width == 380
    assert grid.gridSize().width() <= wide


def test_space_shows_the_photo_large_and_escape_goes_back(qtbot, program, grid, press):
    press(KEY.Key_Home)
    press(KEY.Key_Space)
    viewer = program.views.viewer
    assert program.views.currentWidget() is viewer
    assert viewer.photo.file_name == "DSC_0001.JPG"
    qtbot.waitUntil(lambda: not viewer.picture_size.isEmpty(), timeout=10_000)

    press(KEY.Key_Right)
    assert viewer.photo.file_name == "DSC_0002.JPG"
    press(KEY.Key_Z)
    assert viewer.is_full_size
    press(KEY.Key_Escape)

    assert program.views.currentWidget() is grid
    assert grid.hasFocus()
    assert rows(grid) == [1]


def test_the_large_photo_stands_upright(qtbot, program, drop, tmp_path, make_picture):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    make_picture(tmp_path / "turned.jpg", size=(80, 40), exif=exif)
    drop(tmp_path / "turned.jpg")

    program.views.open_viewer()
    viewer = program.views.viewer
    qtbot.waitUntil(lambda: not viewer.picture_size.isEmpty(), timeout=10_000)

    assert (viewer.picture_size.width(), viewer.picture_size.height()) == (40, 80)
    assert (viewer.photo.width, viewer.photo.height) == (40, 80)


def test_the_grid_model_keeps_the_rules_of_qt_through_any_edit(program, drop, folder):
    import random

    drop(folder)
    model = program.views.story.rows
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chance = random.Random(7)
    for _ in range(150):
        keys = list(model.keys)
        if keys:
            program.views.story.select(chance.sample(keys, min(3, len(keys))))
        kept = program.views.story.selected_keys
        some = chance.sample(keys, chance.randint(1, 4)) if len(keys) > 4 else keys
        everything = list(program.document.story.photos)
        any_edit = [
            edits.move(some, chance.choice([*keys, None])),
            edits.set_aside(some),
            edits.bring_back(chance.sample(everything, 5)),
            edits.set_field(some, "caption", str(chance.random())),
        ]
        program.document.apply(chance.choice(any_edit))
        assert set(kept) & set(model.keys) <= set(program.views.story.selected_keys)
        if chance.random() < 0.3:
            program.document.undo()
    assert tester.model() is model


def test_the_theme_changes_at_once(program):
    program.looks.show("light")
    light = program.window.palette().window().color().lightness()
    program.looks.show("dark")
    assert light > 200 > program.window.palette().window().color().lightness()


def test_everything_that_can_be_used_has_a_name(program, drop, folder):
    from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLineEdit, QPlainTextEdit

    drop(folder)
    for kind in (QAbstractButton, QAbstractSlider, QLineEdit, QPlainTextEdit):
        for widget in program.window.findChildren(kind):
            if widget.objectName().startswith("qt_") or type(widget).__name__ == "QScrollBar":
                continue
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{widget} has no name"


def test_shortcuts_are_unique_and_mnemonics_too(program):
    seen = {}
    for title, menu in program.actions.menus.items():
        mnemonics = set()
        for action in menu.actions():
            for keys in action.shortcuts():
                assert keys.toString() not in seen, f"{keys.toString()} twice"
                seen[keys.toString()] = action.text()
            at = action.text().find("&")
            if at >= 0 and action.text()[at + 1] != "&":
                letter = action.text()[at + 1].lower()
                assert letter not in mnemonics, f"{title}: {letter} twice"
                mnemonics.add(letter)
    assert "Ctrl+Z" in seen


def test_the_window_stays_usable_when_small(program):
    program.window.resize(820, 480)
    assert program.window.width() == 820


def test_home_and_end_scroll_to_the_cell(qtbot, program, grid, press):
    program.bar._slider.setValue(420)
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    view = grid.viewport().rect()
    press(KEY.Key_End)
    assert view.contains(grid.visualRect(grid.rows.index(9)).center())
    assert not view.contains(grid.visualRect(grid.rows.index(0)).center())
    press(KEY.Key_Home)
    assert view.contains(grid.visualRect(grid.rows.index(0)).center())


def test_a_file_that_came_back_is_shown_again(qtbot, program, grid, folder):
    photo = grid.rows.photo(grid.rows.index(3))
    name, kept = photo.file, Path(photo.file).read_bytes()
    os.unlink(name)
    program.thumbnails._pixmaps.clear()
    program.thumbnails.pixmap(photo, 1000)
    qtbot.waitUntil(lambda: program.thumbnails.reason(photo) != "", timeout=10_000)

    qtbot.waitUntil(lambda: program.picture_jobs.is_idle, timeout=10_000)

    Path(name).write_bytes(kept)
    program.window.returned.emit()

    assert program.thumbnails.reason(photo) == ""
    program.thumbnails.pixmap(photo, 1000)
    qtbot.waitUntil(lambda: program.thumbnails.pixmap(photo, 1000) is not None, timeout=10_000)
