"""Situations of ordering: dragging blocks, keys, sending to a place, setting aside and back."""

import pytest
from PySide6.QtCore import Qt

from curator.story import edits
from curator.story import sequence as order

ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.views.story.setFocus()
    return program.views.story.rows.keys


def numbers(program, ids):
    """Return the order as the numbers that the photos had at first."""
    return [ids.index(i) + 1 for i in order.photo_ids(program.document.story.sequence)]


def test_several_dragged_as_one_block_keep_their_order(program, ids):
    grid = program.views.story
    grid.select([ids[0], ids[2], ids[4]])

    grid.moved.emit(grid.selected_keys, ids[7])

    assert numbers(program, ids) == [2, 4, 6, 7, 1, 3, 5, 8, 9, 10]
    assert grid.selected_photos == (ids[0], ids[2], ids[4])


def test_a_drop_lands_where_the_mark_shows(program, ids):
    grid = program.views.story
    cell = grid.gridSize()
    left_of_second = grid.visualRect(grid.rows.index(1)).topLeft()

    assert grid._gap_at(left_of_second) == 1
    assert grid._gap_at(grid.visualRect(grid.rows.index(0)).center() - _x(cell.width() // 4)) == 0
    assert grid._gap_at(grid.visualRect(grid.rows.index(9)).bottomRight()) == 10


def _x(distance):
    from PySide6.QtCore import QPoint

    return QPoint(distance, 0)


def test_alt_and_arrows_move_by_one_and_by_a_line(program, ids, press):
    grid = program.views.story
    grid.select([ids[0]])
    press(KEY.Key_Right, ALT)
    assert numbers(program, ids)[:3] == [2, 1, 3]
    press(KEY.Key_Left, ALT)
    assert numbers(program, ids)[:3] == [1, 2, 3]
    press(KEY.Key_Down, ALT)
    assert numbers(program, ids).index(1) == grid.columns
    press(KEY.Key_Up, ALT)
    assert numbers(program, ids)[:3] == [1, 2, 3]


def test_moving_stops_at_the_ends(program, ids, press):
    program.views.story.select([ids[0]])
    press(KEY.Key_Left, ALT)
    assert numbers(program, ids) == list(range(1, 11))
    assert program.document.undo_step.edit.kind is edits.EditKind.ADD


def test_photos_are_sent_to_a_place_by_number(program, ids, answers):
    program.views.story.select([ids[8], ids[9]])
    answers.place_answer = 2
    program.actions["send"].trigger()
    assert answers.asked == ["place 9 of 10"]
    assert numbers(program, ids)[:4] == [1, 9, 10, 2]


def test_setting_aside_keeps_the_words_and_bringing_back_shows_them(program, ids, press):
    program.document.apply(edits.set_field([ids[3]], "caption", "Mine"))
    program.views.story.select([ids[3]])
    press(KEY.Key_Delete)

    assert ids[3] not in program.views.story.rows.keys
    assert program.document.story.photos[ids[3]].caption == "Mine"
    assert program.views.story.selected_photos == (ids[4],)

    program.views.show_view("photos")
    program.views.photos.select([ids[3]])
    program.actions["bring_back"].trigger()
    assert numbers(program, ids)[-1] == 4


def test_undo_brings_a_removed_photo_back_with_its_words(program, ids, press):
    program.document.apply(edits.set_field([ids[0]], "caption", "Mine"))
    program.views.story.select([ids[0]])
    program.actions["remove"].trigger()
    assert ids[0] not in program.document.story.photos

    program.actions["undo"].trigger()

    assert program.document.story.photos[ids[0]].caption == "Mine"
    assert numbers(program, ids) == list(range(1, 11))


def test_the_selection_follows_from_view_to_view(program, ids):
    program.views.story.select(ids[2:4])
    program.views.show_view("photos")
    assert program.views.photos.selected_photos == ids[2:4]
    assert program.editor.keys == ids[2:4]


def test_numbers_follow_the_order(program, ids):
    from curator.window.grid.model import Role

    grid = program.views.story
    grid.select([ids[9]])
    program.desk.move_by(-9)
    assert grid.rows.index_of(ids[9]).data(Role.NUMBER) == 1
    assert grid.rows.index_of(ids[0]).data(Role.NUMBER) == 2


def test_the_order_is_set_by_date_or_by_name(program, ids):
    first, second = ids[0], ids[1]
    program.document.apply(edits.set_field([second], "taken", "2026-01-01T08:00"))
    program.document.apply(edits.set_field([first], "taken", "2026-01-01T09:00"))
    program.views.story.select([first])

    program.actions["by_time"].trigger()
    assert numbers(program, ids)[:3] == [2, 1, 3]
    program.actions["by_name"].trigger()
    assert numbers(program, ids) == list(range(1, 11))


def test_a_wrong_camera_clock_is_put_right_for_the_selection(program, ids, answers):
    program.document.apply(edits.set_field(ids[:2], "taken", "2026-01-01T08:00"))
    program.views.story.select(ids[:2])
    answers.span_answer = "+1:30"
    program.actions["shift"].trigger()
    assert [program.document.story.photos[i].taken for i in ids[:2]] == ["2026-01-01T09:30"] * 2
    answers.span_answer = "a bit"
    program.actions["shift"].trigger()
    assert "no span of time" in program.window.notices.text


def test_the_photos_view_never_moves_the_hidden_selection_of_the_story(program, ids):
    program.views.story.select([ids[0]])
    program.views.show_view("photos")
    program.views.photos.select([ids[5]])
    for name in ("earlier", "later", "line_up", "line_down", "send"):
        assert not program.actions[name].isEnabled()


def test_photos_and_texts_set_aside_together_are_one_step(program, ids):
    program.views.story.select([ids[0]])
    program.actions["insert_text"].trigger()
    keys = program.views.story.rows.keys
    program.views.story.select(keys[:3])
    program.desk.set_aside()
    assert len(program.views.story.rows.keys) == 8
    program.actions["undo"].trigger()
    assert program.views.story.rows.keys == keys


def test_an_order_made_while_photos_come_in_is_kept(
    qtbot, program, tmp_path, make_picture, monkeypatch
):
    from PIL import Image

    from curator.photos import intake

    monkeypatch.setattr(intake, "BATCH_SECONDS", 0)
    for hour, name in ((9, "a.jpg"), (8, "b.jpg"), (7, "c.jpg")):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"2026:03:14 0{hour}:00:00"
        make_picture(tmp_path / "in" / name, exif=exif)

    def move_once(before, after):
        if len(after.sequence) == 2:
            program.document.changed.disconnect(move_once)
            program.document.apply(edits.move([after.sequence[1].photo], after.sequence[0].photo))

    program.document.changed.connect(move_once)
    with qtbot.waitSignal(program.arrivals.finished):
        program.desk.add([str(tmp_path / "in")])

    story = program.document.story
    assert [story.photos[i].file_name for i in order.photo_ids(story.sequence)] == [
        "b.jpg",
        "a.jpg",
        "c.jpg",
    ]
