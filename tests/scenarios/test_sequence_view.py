"""Situations of the Story view as a board: true order in bands and frames, folding, moving by what is seen."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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


def middle(board, key):
    return rect(board, key).center()


def head_of(board, first, across=200):
    place = rect(board, first)
    return QPoint(place.left() + across, place.top() - 12)


def click(board, place, held=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, held, place)


def test_a_cell_is_painted_without_those_beside_it(board, ids, monkeypatch):
    board.viewport().repaint()
    painted = []
    paint = board._drawing.paint_row
    monkeypatch.setattr(
        board._drawing, "paint_row", lambda *given: (painted.append(given[1]), paint(*given))
    )
    board.viewport().repaint(rect(board, ids[1]).adjusted(2, 2, -2, -2))
    assert painted == [board.rows.index_of(ids[1]).row()]


@pytest.fixture
def carried(board, monkeypatch):
    """What drags begin with: the keys that go along."""
    begun = []
    monkeypatch.setattr(board, "startDrag", lambda actions: begun.append(board.carried_keys))
    return begun


def drag(board, start):
    """Press at *start* and move on as far as a drag takes to begin."""
    viewport = board.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 4):
        place = QPointF(start + QPoint(12 * step, 12 * step))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        at = viewport.mapToGlobal(place)
        move = QMouseEvent(QEvent.Type.MouseMove, place, at, Qt.MouseButton.NoButton, left, none)
        QApplication.sendEvent(viewport, move)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 40))


def test_a_group_is_dragged_by_its_head(board, ids, carried):
    drag(board, head_of(board, ids[3]))
    assert carried == [ids[3:5]]


def test_a_head_takes_along_what_is_selected_with_its_group(board, ids, carried):
    board.select([TEXT.key, *ids[3:5]])
    drag(board, head_of(board, ids[3]))
    assert carried == [(TEXT.key, *ids[3:5])]


def test_a_group_is_taken_in_and_out_of_the_selection_by_its_head(board, ids):
    control = Qt.KeyboardModifier.ControlModifier
    board.select([ids[0]])
    click(board, head_of(board, ids[3]), control)
    assert board.selected_photos == (ids[0], *ids[3:5])
    click(board, head_of(board, ids[3]), control)
    assert board.selected_photos == (ids[0],)


def test_a_click_on_a_head_selects_its_group_alone(board, ids):
    board.select([TEXT.key, *ids[3:5]])
    click(board, head_of(board, ids[3]))
    assert board.selected_keys == ids[3:5]


def test_two_quick_clicks_on_the_sign_of_a_fold_open_nothing(program, board, ids):
    for place in (QPoint(14, head_of(board, ids[3]).y()), QPoint(14, middle(board, NOON.key).y())):
        QTest.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=head_of(board, ids[1]))
    assert not program.views.is_large


def test_a_group_that_is_folded_is_selected_and_dragged_whole(board, ids, carried):
    click(board, QPoint(14, head_of(board, ids[3]).y()))
    click(board, middle(board, ids[3]))
    assert board.selected_keys == ids[3:5]
    assert ids[4] not in seen(board)  # still folded
    drag(board, middle(board, ids[3]))
    assert carried == [ids[3:5]]


def test_a_folded_group_set_aside_takes_all_its_photos_along(program, board, ids):
    board.select([ids[3]])
    program.actions["fold"].trigger()
    program.actions["set_aside"].trigger()
    assert not {*ids[3:5]} & {*board.rows.keys}


def test_a_section_that_is_folded_is_dragged_whole_and_stays_folded(program, board, ids, carried):
    board.select([NOON.key])
    program.actions["fold"].trigger()
    assert board.selected_keys == (NOON.key,)  # its words can be written
    drag(board, middle(board, NOON.key))
    assert carried == [(NOON.key, *ids[5:])]
    board.select([NOON.key])
    board.take_rows(carried[0], DAWN.key)
    assert board.rows.keys[:6] == (NOON.key, *ids[5:])
    assert ids[5] not in seen(board)


def test_folded_sections_change_places_by_keys(program, board, ids):
    program.actions["fold_all"].trigger()
    board.select([DAWN.key])
    program.actions["later"].trigger()
    assert board.rows.keys == (NOON.key, *ids[5:], DAWN.key, *ids[:3], TEXT.key, *ids[3:5])
    assert seen(board) == [NOON.key, DAWN.key]
    program.actions["earlier"].trigger()
    assert board.rows.keys[0] == DAWN.key


def test_the_end_key_unfolds_nothing(program, board, ids, press):
    program.actions["fold_all"].trigger()
    board.select([DAWN.key])
    press(KEY.Key_End)
    assert board.current_key == NOON.key
    assert seen(board) == [DAWN.key, NOON.key]


def test_a_filter_shows_photos_of_folded_groups_and_no_frames(program, board, ids):
    from curator.story.choice import Choice

    board.select([ids[3]])
    program.actions["fold"].trigger()
    program.document.apply(edits.set_field(ids[2:5], "rating", 4))
    program.choosing.choose(Choice(frozenset({("stars", "4")})))
    assert seen(board) == list(ids[2:5])
    assert len({rect(board, key).top() for key in ids[2:5]}) == 1


def test_a_screen_reader_hears_what_is_folded_and_how_much(program, board, ids):
    def spoken(key):
        return board.rows.index_of(key).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken(DAWN.key) == "heading: Before dawn, unfolded"
    assert spoken(ids[3]).startswith("group of 2 begins, unfolded: Two ways of crossing; 4: ")
    assert "begins" not in spoken(ids[4])
    program.actions["fold_all"].trigger()
    assert spoken(DAWN.key) == "heading: Before dawn, folded, 5 photos and 1 text in it"
    assert spoken(NOON.key) == "heading: Noon, folded, 5 photos in it"


def test_a_text_is_folded_to_one_line(program, board, ids):
    high = rect(board, TEXT.key).height()
    board.select([TEXT.key])
    program.actions["fold"].trigger()
    one = rect(board, TEXT.key).height()
    assert one < high / 1.5
    program.document.apply(blocks.set_block_text(TEXT.key, "Other words. " * 90))
    assert rect(board, TEXT.key).height() == one


def test_a_row_of_photos_stands_beside_each_other_as_far_as_free_ones_do(program, board, ids):
    program.document.apply(blocks.group(ids[5 : 5 + board.columns], "row"))
    tops = {rect(board, key).top() for key in ids[5 : 5 + board.columns]}
    assert len(tops) == 1
    last = rect(board, ids[4 + board.columns])
    assert last.right() < board.viewport().width()


def test_a_drop_over_a_frame_lands_beside_its_group(board, ids):
    first, last = rect(board, ids[3]), rect(board, ids[4])
    assert board._key_at_gap(QPoint(last.left() + 4, first.top() + 4)) == ids[3]
    assert board._key_at_gap(QPoint(last.left() + 4, first.bottom() - 4)) == NOON.key


def test_a_view_made_lower_keeps_what_somebody_looks_at(board, ids, qtbot):
    board.select([DAWN.key])
    board.resize(600, 500)
    bar = board.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    there = bar.value()
    board.resize(600, 400)
    assert bar.value() == there
    board.select([ids[-1]])
    assert rect(board, ids[-1]).bottom() > 300
    board.resize(600, 300)
    assert rect(board, ids[-1]).bottom() <= board.viewport().height()


def test_the_mark_of_a_drop_follows_what_scrolls_under_it(board, ids, qtbot):
    board.resize(600, 400)
    qtbot.waitUntil(lambda: board.verticalScrollBar().maximum() > 0)
    board._dragged_to = QPoint(300, board.viewport().height() - 4)
    board._set_gap(board._gap_at(board._dragged_to))
    before = board._gap
    for _ in range(40):
        board._roll_on()
    assert board._gap > before
    assert board._gap == board._gap_at(board._dragged_to)
    assert board.viewport().rect().intersects(board._gap_rect(board._gap))


def test_words_that_do_not_fit_end_in_an_ellipsis(board, ids):
    from curator.window.board.measures import lines_of

    lines = lines_of(TEXT, board.font(), 300)
    assert len(lines) == 3
    assert lines[2].endswith("…")
    assert not lines[1].endswith("…")
    assert lines_of(TextBlock("One.\n\nTwo 🐟."), board.font(), 300) == ["One.", "Two 🐟."]
    assert lines_of(TextBlock(" \n"), board.font(), 300) == [""]
