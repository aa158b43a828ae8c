"""Situations of two to four photos side by side: where they stand, moving together, keeping the best."""

from dataclasses import replace

import pytest
from dressing import dressed
from large_pictures import WaitingThumbnails, drag, large_photo
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtWidgets import QToolButton

from curator.errors import PhotoError
from curator.window.large import sights
from curator.window.large.arranging import columns_for
from curator.window.large.compare import Compare
from curator.window.large.sights import FITTED

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
HERE = QPoint(90, 90)


@pytest.fixture(scope="module")
def looks(qapp):
    return dressed("light")


@pytest.fixture
def thumbnails(qapp):
    return WaitingThumbnails()


@pytest.fixture
def compare(qtbot, qapp, thumbnails, looks):
    compare = Compare(thumbnails, looks, number=lambda photo: int(photo.id[1:]) or None)
    qtbot.addWidget(compare)
    compare.resize(1200, 800)
    compare.show()
    compare.activateWindow()
    qtbot.waitUntil(lambda: qapp.activeWindow() is compare)
    return compare


@pytest.fixture
def show(compare, thumbnails):
    """Show photos side by side, their pictures there."""

    def do(*photos):
        compare.show_photos(photos)
        thumbnails.answer_all()
        compare.setFocus()
        return compare.panes.panes

    return do


@pytest.fixture
def three(show):
    return show(large_photo(1), large_photo(2), large_photo(3))


def sights_of(compare):
    return [pane.canvas.sight for pane in compare.panes.panes]


def ids(compare):
    return [photo.id for photo in compare.photos]


# Where they stand

WIDE, TALL = QSize(6000, 4000), QSize(4000, 6000)


@pytest.mark.parametrize(
    ("shapes", "room", "columns"),
    [
        ([WIDE, WIDE], QSize(1600, 800), 2),
        ([WIDE, WIDE], QSize(800, 1000), 1),
        ([TALL, TALL], QSize(1200, 800), 2),
        ([TALL, WIDE], QSize(1200, 800), 2),
        ([WIDE, WIDE, WIDE], QSize(900, 900), 3),
        ([WIDE] * 4, QSize(1200, 800), 2),
        ([TALL] * 4, QSize(1600, 800), 4),
        ([WIDE] * 4, QSize(3440, 700), 4),
    ],
)
def test_photos_stand_so_that_they_are_large(shapes, room, columns):
    assert columns_for(shapes, room, 30) == columns


def test_panes_fill_the_place_and_do_not_overlap(compare, show):
    panes = show(*(large_photo(number) for number in (1, 2, 3, 4)))
    compare.resize(1500, 900)

    rects = [pane.geometry() for pane in panes]
    assert not any(a.intersects(b) for a in rects for b in rects if a is not b)
    whole = rects[0].united(rects[3])
    assert compare.panes.size().width() - whole.width() <= 1
    assert compare.panes.size().height() - whole.height() <= 1


def test_too_few_are_refused_and_too_many_cut(compare, thumbnails):
    with pytest.raises(ValueError, match="two photos"):
        compare.show_photos([large_photo(1), large_photo(1)])
    compare.show_photos([large_photo(number) for number in range(9)])
    assert ids(compare) == ["p0", "p1", "p2", "p3"]


# Pictures


def test_every_pane_gets_a_picture_for_its_place_and_nothing_is_asked_for_ahead(three, thumbnails):
    assert [photo for photo, _ in thumbnails.asked] == ["p1", "p2", "p3"]
    for pane, (_, longest) in zip(three, thumbnails.asked, strict=True):
        assert longest == pane.canvas.width()
        assert pane.canvas.sharp is not None


def test_a_file_that_cannot_be_shown_says_why_in_its_pane(compare, thumbnails):
    compare.show_photos([large_photo(1), large_photo(2)])
    thumbnails.fail(PhotoError("/pictures/DSC_0001.JPG", "the file is not there any more"))
    thumbnails.answer_all()

    first, second = compare.panes.panes
    assert first.canvas.reason == "the file is not there any more"
    assert "cannot be shown" in first.accessibleName()
    assert second.canvas.sharp is not None

    compare.look_again()
    thumbnails.answer_all()
    assert first.canvas.reason == ""
    assert first.canvas.sharp is not None


def test_answers_for_photos_that_are_gone_change_nothing(compare, thumbnails):
    compare.show_photos([large_photo(1), large_photo(2)])
    compare.show_photos([large_photo(3), large_photo(4)])

    thumbnails.answer_late()
    thumbnails.answer_late()
    thumbnails.answer_all()

    assert ids(compare) == ["p3", "p4"]
    assert all(pane.canvas.sharp is not None for pane in compare.panes.panes)


def test_an_answer_for_a_pane_that_was_taken_out_changes_nothing(compare, thumbnails):
    compare.show_photos([large_photo(1), large_photo(2), large_photo(3)])
    compare.take_out("p1")
    thumbnails.answer_late()
    thumbnails.answer_all()
    assert ids(compare) == ["p2", "p3"]


def test_enormous_pictures_share_the_memory(compare, show, thumbnails):
    panes = show(*(large_photo(number, size=(10_000, 10_000)) for number in (1, 2, 3, 4)))
    panes[0].canvas.toggle(QPointF(10, 10))
    whole = [longest for photo, longest in thumbnails.asked[4:]]
    assert whole
    assert all(longest**2 * 4 <= 768 * 1024 * 1024 / 4 for longest in whole)


def test_pictures_are_let_go_of_when_nobody_looks(compare, three, thumbnails):
    three[0].canvas.toggle(QPointF(10, 10))
    thumbnails.answer_all()
    assert compare.panes.bytes_kept > 3 * 6000 * 4000 * 4

    compare.hide()

    assert compare.panes.bytes_kept < 64 * 1024 * 1024


# Moving together


def test_a_click_on_the_current_pane_zooms_all_at_the_same_place(qtbot, compare, three, thumbnails):
    canvas = three[0].canvas
    point = QPoint(60, canvas.height() // 2)
    part = sights.part_at(QPointF(point), canvas.target)

    qtbot.mouseClick(canvas, LEFT, pos=point)
    thumbnails.answer_all()

    assert len(set(sights_of(compare))) == 1
    for pane in three:
        assert pane.canvas.sharp.size() == QSize(6000, 4000)
        there = sights.part_at(QPointF(point), pane.canvas.target)
        assert abs(there.x() - part.x()) * 6000 <= 2


def test_panes_of_different_sizes_show_the_same_place(qtbot, compare, show):
    panes = show(large_photo(1), large_photo(2, size=(3000, 2000)))
    qtbot.mouseClick(panes[0].canvas, LEFT, pos=QPoint(60, 300))
    drag(panes[0].canvas, HERE, QPoint(-150, -40))
    assert len(set(sights_of(compare))) == 1


def test_keys_move_all_panes(qtbot, compare, three):
    qtbot.keyClick(compare, KEY.Key_Z)
    before = sights_of(compare)
    qtbot.keyClick(compare, KEY.Key_Right, SHIFT)
    after = sights_of(compare)
    assert len(set(after)) == 1
    assert after[0].x > before[0].x
    qtbot.keyClick(compare, KEY.Key_F)
    assert sights_of(compare) == [FITTED] * 3


def test_with_alt_one_pane_moves_alone_and_keeps_its_shift(qtbot, compare, three):
    qtbot.keyClick(compare, KEY.Key_Z)
    start = three[1].canvas.sight

    drag(three[0].canvas, HERE, QPoint(-60, 0), ALT)
    shift = three[0].canvas.sight.x - three[1].canvas.sight.x
    assert three[1].canvas.sight == start
    assert shift == pytest.approx(60 / 6000)

    drag(three[1].canvas, HERE, QPoint(-100, -30))
    assert three[1].canvas.sight != start
    assert three[0].canvas.sight.x - three[1].canvas.sight.x == pytest.approx(shift)


def test_a_pane_that_is_not_linked_goes_its_own_way_until_it_joins_again(qtbot, compare, three):
    qtbot.keyClick(compare, KEY.Key_L)
    qtbot.keyClick(compare, KEY.Key_Z)
    assert [sight.is_zoomed for sight in sights_of(compare)] == [True, False, False]

    compare.panes.take_up(three[1])
    qtbot.keyClick(compare, KEY.Key_Z)
    qtbot.keyClick(compare, KEY.Key_Right, SHIFT)
    assert three[0].canvas.sight != three[1].canvas.sight
    assert three[1].canvas.sight == three[2].canvas.sight

    three[0].findChild(QToolButton).click()
    assert len(set(sights_of(compare))) == 1


# Which one is current


def test_a_click_on_another_pane_chooses_it_and_zooms_nothing(qtbot, compare, three):
    qtbot.mouseClick(three[2].canvas, LEFT, pos=QPoint(50, 50))
    assert compare.current_photo.id == "p3"
    assert sights_of(compare) == [FITTED] * 3

    qtbot.mouseClick(three[2].canvas, LEFT, pos=QPoint(50, 50))
    assert all(sight.is_zoomed for sight in sights_of(compare))


def test_a_double_click_on_another_pane_chooses_it_and_zooms(qtbot, compare, three):
    qtbot.mouseClick(three[2].canvas, LEFT, pos=QPoint(50, 50))
    qtbot.mouseDClick(three[2].canvas, LEFT, pos=QPoint(50, 50))
    assert compare.current_photo.id == "p3"
    assert all(sight.is_zoomed for sight in sights_of(compare))


def test_tab_and_arrows_choose_the_pane(qtbot, qapp, compare, show):
    show(*(large_photo(number) for number in (1, 2, 3, 4)))
    assert compare.panes.columns == 2

    def press(key):
        qtbot.keyClick(qapp.focusWidget(), key)
        return compare.current_photo.id

    assert press(KEY.Key_Tab) == "p2"
    assert press(KEY.Key_Backtab) == "p1"
    assert press(KEY.Key_Down) == "p3"
    assert press(KEY.Key_Right) == "p4"
    assert press(KEY.Key_Up) == "p2"
    assert press(KEY.Key_Left) == "p1"
    assert press(KEY.Key_Left) == "p1"


def test_the_current_pane_has_a_frame_of_its_own(qtbot, compare, three, looks):
    def frame(pane):
        return pane.grab().toImage().pixelColor(1, pane.height() // 2).name()

    assert frame(three[0]) == looks.theme.accent
    assert frame(three[1]) == looks.theme.panel


# Keeping the best


def test_digits_and_letters_judge_the_current_photo(qtbot, compare, three):
    qtbot.keyClick(compare, KEY.Key_Right)
    with qtbot.waitSignal(compare.rated) as rated:
        qtbot.keyClick(compare, KEY.Key_4)
    assert rated.args == ["p2", 4]
    for key, mark in ((KEY.Key_P, "pick"), (KEY.Key_U, "")):
        with qtbot.waitSignal(compare.marked) as marked:
            qtbot.keyClick(compare, key)
        assert marked.args == ["p2", mark]


@pytest.mark.parametrize("key", [KEY.Key_X, KEY.Key_Delete])
def test_a_rejected_photo_leaves_while_more_than_two_are_there(qtbot, compare, three, key):
    told = []
    compare.marked.connect(lambda *args: told.append(args))

    qtbot.keyClick(compare, key)
    assert ids(compare) == ["p2", "p3"]
    assert compare.current_photo.id == "p2"
    assert compare.panes.current.hasFocus()

    qtbot.keyClick(compare, key)
    assert ids(compare) == ["p2", "p3"]
    assert told == [("p1", "reject"), ("p2", "reject")]


def test_those_that_stay_get_the_place_and_sharp_pictures_for_it(qtbot, compare, three, thumbnails):
    before = three[1].width()
    qtbot.keyClick(compare, KEY.Key_X)
    assert three[1].width() > before

    qtbot.waitUntil(lambda: thumbnails.waiting != [])
    thumbnails.answer_all()
    assert thumbnails.asked[-2:] == [
        ("p2", three[1].canvas.width()),
        ("p3", three[2].canvas.width()),
    ]


def test_enter_keeps_space_opens_and_escape_leaves(qtbot, compare, three):
    qtbot.keyClick(compare, KEY.Key_Right)
    with qtbot.waitSignal(compare.chosen) as chosen:
        qtbot.keyClick(compare, KEY.Key_Return)
    with qtbot.waitSignal(compare.opened) as opened:
        qtbot.keyClick(compare, KEY.Key_Space)
    with qtbot.waitSignal(compare.closed):
        qtbot.keyClick(compare, KEY.Key_Escape)
    assert chosen.args == opened.args == ["p2"]


def test_a_photo_that_left_the_story_leaves_and_one_alone_is_no_comparison(qtbot, compare, show):
    show(large_photo(1), large_photo(2), large_photo(3))
    with qtbot.assertNotEmitted(compare.closed):
        compare.take_out("p1")
        compare.take_out("p77")
    with qtbot.waitSignal(compare.closed):
        compare.take_out("p2")
    assert ids(compare) == ["p3"]


def test_keys_of_the_menus_are_left_to_them(qtbot, compare, three):
    with qtbot.assertNotEmitted(compare.rated), qtbot.assertNotEmitted(compare.marked):
        qtbot.keyClick(compare, KEY.Key_3, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(compare, KEY.Key_X, ALT)
    assert ids(compare) == ["p1", "p2", "p3"]


# Words


def test_each_pane_tells_the_facts_of_its_photo_and_follows_them(compare, show, thumbnails):
    photo = large_photo(12, rating=2, mark="pick", alt="A ferry at dawn")
    first, second = show(photo, large_photo(0))

    assert first.facts == ("DSC_0012.JPG · No. 12 · fitted, 10 %", "★★☆☆☆ · Picked")
    assert second.facts == ("DSC_0000.JPG · set aside · fitted, 10 %", "☆☆☆☆☆")
    assert first.accessibleName().startswith("DSC_0012.JPG, number 12, 2 stars, picked, fitted")
    assert first.accessibleDescription() == "A ferry at dawn"

    compare.refresh(replace(photo, rating=5, mark="reject", caption="x", alt=""))
    compare.refresh(large_photo(99))

    assert first.facts == ("DSC_0012.JPG · No. 12 · fitted, 10 %", "★★★★★ · Rejected")
    assert first.accessibleDescription() == "x"
    assert compare.photos[0].rating == 5
    assert len(thumbnails.asked) == 2


def test_a_refreshed_photo_keeps_its_zoom(qtbot, compare, three):
    qtbot.keyClick(compare, KEY.Key_Z)
    before = sights_of(compare)
    compare.refresh(large_photo(1, rating=5))
    assert sights_of(compare) == before


def test_the_link_of_each_pane_has_a_name(three):
    for pane in three:
        name = pane.findChild(QToolButton).accessibleName()
        assert name == f"{pane.photo.file_name} follows the others"
