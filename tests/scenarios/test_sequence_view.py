"""Situations of the Story view as a board: true order in bands and frames, folding, moving by what is seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest

from curator.story import blocks, edits
from curator.story.values import HeadingBlock, TextBlock

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
DAWN, NOON = HeadingBlock("Before dawn"), HeadingBlock("Noon")
TEXT = TextBlock("The first ferry leaves at five. " * 12)


@pytest.fixture
def ids(program, drop, folder):
    """Ten photos: a heading, three of them, a text, a pair with a caption; a heading, five of them."""
    program.window.resize(1280, 900)
    drop(folder)
    ids = program.views.story.rows.keys
    apply = program.document.apply
    apply(blocks.insert_after(TEXT, ids[2]))
    apply(blocks.insert_after(NOON, ids[4]))
    apply(blocks.group(ids[3:5]))
    apply(blocks.set_group_caption(ids[3], "Two ways of crossing"))
    apply(blocks.insert_block(DAWN, ids[0]))
    apply(blocks.set_layout([ids[1]], "wide"))
    program.views.story.setFocus()
    return ids


@pytest.fixture
def board(program, ids):
    return program.views.story


def rect(board, key):
    return board.visualRect(board.rows.index_of(key))


def seen(board):
    return [key for key in board.rows.keys if not rect(board, key).isNull()]


def test_words_are_bands_across_and_stand_in_true_order(board, ids):
    assert board.rows.keys == (
        DAWN.key, *ids[:3], TEXT.key, *ids[3:5], NOON.key, *ids[5:],
    )  # fmt: skip
    tops = [rect(board, key).top() for key in board.rows.keys]
    assert tops == sorted(tops)
    width = board.viewport().width()
    assert rect(board, DAWN.key).width() > width * 0.95
    assert rect(board, TEXT.key).width() > width * 0.95
    assert rect(board, TEXT.key).height() > rect(board, DAWN.key).height()
    assert rect(board, ids[0]).width() < width / 2


def test_a_band_grows_with_its_words_up_to_three_lines(program, board):
    low = rect(board, TEXT.key).height()
    program.document.apply(blocks.set_block_text(TEXT.key, "One line."))
    one = rect(board, TEXT.key).height()
    program.document.apply(blocks.set_block_text(TEXT.key, "Many words. " * 400))
    assert one < low
    assert rect(board, TEXT.key).height() <= 3.5 * one


def test_a_click_on_the_frame_selects_its_group_and_one_on_its_end_folds_it(board, ids):
    first = rect(board, ids[3])
    head = QPoint(first.left() + 200, first.top() - 12)
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert board.selected_photos == ids[3:5]
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(14, head.y()))
    assert ids[4] not in seen(board)
    assert ids[3] in seen(board)  # it stands for the group
    QTest.mouseClick(
        board.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(14, rect(board, ids[3]).center().y()),
    )
    assert ids[4] in seen(board)


def test_a_folded_section_hides_all_up_to_the_next_heading(program, board, ids):
    board.select([DAWN.key])
    program.actions["fold"].trigger()
    assert seen(board) == [DAWN.key, NOON.key, *ids[5:]]
    program.actions["fold"].trigger()
    assert seen(board) == list(board.rows.keys)


def test_folding_from_within_a_section_leaves_its_heading_selected(program, board, ids):
    board.select([ids[6]])
    program.actions["fold"].trigger()
    assert board.current_key == NOON.key
    assert board.selected_keys == (NOON.key,)


def test_all_is_folded_and_unfolded_and_that_is_no_edit(program, board, ids):
    story = program.document.story
    program.actions["fold_all"].trigger()
    assert seen(board) == [DAWN.key, NOON.key]
    assert program.document.story is story
    program.actions["unfold_all"].trigger()
    assert seen(board) == list(board.rows.keys)


def test_what_is_asked_for_is_unfolded(program, board, ids):
    program.actions["fold_all"].trigger()
    program.views.select((ids[4],))
    assert board.current_key == ids[4]
    assert not rect(board, ids[4]).isNull()
    assert rect(board, ids[7]).isNull()


def test_arrows_go_by_what_is_seen(board, ids, press):
    board.select([DAWN.key])
    press(KEY.Key_Down)
    assert board.current_key == ids[0]
    press(KEY.Key_Right)
    assert board.current_key == ids[1]
    press(KEY.Key_Down)
    assert board.current_key == TEXT.key
    press(KEY.Key_Up)
    assert board.current_key in ids[:3]
    press(KEY.Key_End)
    assert board.current_key == ids[-1]
    press(KEY.Key_Home)
    assert board.current_key == DAWN.key


def test_shift_takes_in_everything_from_here_to_there(board, ids, press):
    board.select([ids[1]])
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Down, SHIFT)
    chosen = board.selected_keys
    keys = board.rows.keys
    first = keys.index(ids[1])
    assert chosen == keys[first : first + len(chosen)]
    assert TEXT.key in chosen
    assert len(chosen) >= 4


def test_a_drop_between_lands_before_what_is_under_it(board, ids):
    text = rect(board, TEXT.key)
    assert board._key_at_gap(QPoint(300, text.top() + 2)) == TEXT.key
    assert board._key_at_gap(QPoint(300, text.bottom() - 2)) == ids[3]
    photo = rect(board, ids[1])
    assert board._key_at_gap(QPoint(photo.left() + 10, photo.center().y())) == ids[1]
    assert board._key_at_gap(QPoint(photo.right() - 10, photo.center().y())) == ids[2]
    assert board._key_at_gap(QPoint(300, 10_000)) is None


def test_several_blocks_are_dragged_as_one_pile(board, ids):
    board.select([DAWN.key, *ids[:3], TEXT.key])
    picture = board._drag_picture(board.currentIndex())
    assert isinstance(picture, QPixmap)
    assert not picture.isNull()
    assert picture.width() <= 180
    before = board.rows.keys
    board.take_rows(board.selected_keys, None)
    assert board.rows.keys == (*before[5:], *before[:5])


def test_layouts_are_told_on_their_photos(board, ids):
    from curator.window.grid.model import Role

    assert board.rows.index_of(ids[1]).data(Role.LAYOUT) == "wide"
    assert board.rows.index_of(ids[0]).data(Role.LAYOUT) == ""


def test_a_filter_shows_photos_alone_and_all_comes_back(program, board, ids):
    program.document.apply(edits.set_field([ids[2]], "rating", 4))
    from curator.story.choice import Choice

    program.choosing.choose(Choice(frozenset({("stars", "4")})))
    assert board.rows.keys == (ids[2],)
    assert rect(board, ids[2]).top() == 0
    program.choosing.choose(Choice())
    assert len(board.rows.keys) == 13


def test_the_board_scrolls_to_its_end_and_paints_there(board, ids, qtbot):
    board.resize(500, 300)
    bar = board.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    last = rect(board, ids[-1])
    assert last.bottom() <= board.viewport().height()
    assert not board.grab().isNull()
