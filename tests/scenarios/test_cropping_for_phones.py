"""Situations of cropping: an editor chooses what phones show, and a phone shows it."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt

KEY = Qt.Key


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.views.grid.setFocus()
    return program.views.story.rows.keys


def crop_of(program, photo_id):
    return program.document.story.photos[photo_id].phone_crop


def test_a_part_is_chosen_by_keys_alone_told_and_undone(program, ids, press):
    program.views.story.select(ids[:1])
    press(KEY.Key_K)
    viewer = program.views.viewer
    press(KEY.Key_4)
    first = crop_of(program, ids[0])
    ratio = viewer._canvas.picture_ratio
    assert first.width * ratio / first.height == pytest.approx(0.8, rel=0.01)
    assert max(first.width, first.height) == 1
    press(KEY.Key_Left)
    press(KEY.Key_Left)
    moved = crop_of(program, ids[0])
    assert moved.left == pytest.approx(first.left - 0.02)
    assert "cropped for phones" in viewer.accessibleDescription()
    press(KEY.Key_Escape)
    assert program.views.is_large
    press(KEY.Key_4)
    assert program.document.story.photos[ids[0]].rating == 4
    program.document.undo()
    program.document.undo()
    assert crop_of(program, ids[0]) == first
    program.document.undo()
    assert crop_of(program, ids[0]) is None


def test_delete_shows_all_of_it_again_and_hiding_and_cropping_take_turns(program, ids, press):
    program.views.story.select(ids[:1])
    press(KEY.Key_K)
    press(KEY.Key_1)
    press(KEY.Key_Delete)
    assert crop_of(program, ids[0]) is None
    program.views.viewer.hide_areas(True)
    press(KEY.Key_Return)
    assert crop_of(program, ids[0]) is None
    assert len(program.document.story.photos[ids[0]].hidden) == 1
    program.views.viewer.crop(True)
    assert not program.views.viewer.is_hiding


def test_phones_get_the_part_and_everybody_else_all_of_it(
    program, ids, press, settle, answers, qtbot, tmp_path
):
    program.views.story.select(ids[:1])
    press(KEY.Key_K)
    press(KEY.Key_1)
    press(KEY.Key_Escape)
    settle()
    answers.export_path = str(tmp_path / "page")
    with qtbot.waitSignal(program.publishing.finished, timeout=30_000):
        program.actions["export"].trigger()
    (part,) = (tmp_path / "page" / "photos").glob("*-phone-*.jpg")
    with Image.open(part) as image:
        assert abs(image.width - image.height) <= 1
    html = (tmp_path / "page" / "index.html").read_text("utf-8")
    assert html.count('media="(max-width: 600px)" srcset=') == 1
