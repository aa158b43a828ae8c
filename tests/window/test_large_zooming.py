"""Situations of looking closely at one photo: zooming about the pointer, moving, keeping the place."""

import pytest
from dressing import dressed
from hypothesis import assume, given
from hypothesis import strategies as st
from large_pictures import Reel, WaitingThumbnails, drag, large_photo, make_viewer, turn
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCursor

from curator.window.large import sights
from curator.window.large.photo_canvas import PhotoCanvas
from curator.window.large.sights import FITTED, Sight

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def looks(qapp):
    return dressed("dark")


@pytest.fixture
def thumbnails(qapp):
    return WaitingThumbnails()


@pytest.fixture
def viewer(qtbot, thumbnails, looks):
    return make_viewer(qtbot, thumbnails, looks)


@pytest.fixture
def canvas(viewer):
    return viewer.findChild(PhotoCanvas)


@pytest.fixture
def reel(viewer):
    return Reel(viewer, [large_photo(number) for number in range(20)])


def part_at(canvas, point):
    return sights.part_at(QPointF(point) * canvas.devicePixelRatioF(), canvas.target)


@pytest.fixture
def shown(viewer, canvas, thumbnails):
    """A viewer with a photo of 24 megapixels up, fitted."""
    viewer.show_photo(large_photo(1))
    thumbnails.answer_all()
    return canvas


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_click_goes_to_100_percent_and_what_was_under_it_stays(
    qtbot, monkeypatch, viewer, shown, ratio
):
    monkeypatch.setattr(PhotoCanvas, "devicePixelRatioF", lambda _: ratio)
    point = QPoint(200, 500)
    before = part_at(shown, point)

    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point)

    assert viewer.is_full_size
    assert shown.target.size().toSize() == QSize(6000, 4000)
    after = part_at(shown, point)
    assert abs(after.x() - before.x()) * 6000 <= 1
    assert abs(after.y() - before.y()) * 4000 <= 1
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point)
    assert shown.sight == FITTED


def test_z_zooms_where_the_pointer_is(qtbot, viewer, shown):
    point = QPoint(700, 130)
    QCursor.setPos(shown.mapToGlobal(point))
    before = part_at(shown, point)

    qtbot.keyClick(viewer, KEY.Key_Z)

    assert viewer.is_full_size
    assert abs(part_at(shown, point).x() - before.x()) * 6000 <= 1
    qtbot.keyClick(viewer, KEY.Key_Z)
    assert not viewer.is_full_size


def test_z_zooms_into_the_middle_while_the_pointer_is_elsewhere(qtbot, viewer, shown):
    QCursor.setPos(shown.mapToGlobal(QPoint(-50, -50)))
    qtbot.keyClick(viewer, KEY.Key_Z)
    assert (shown.sight.x, shown.sight.y) == pytest.approx((0.5, 0.5), abs=0.001)


def test_a_double_click_zooms_once(qtbot, viewer, shown):
    point = QPoint(400, 300)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point)
    qtbot.mouseDClick(shown, Qt.MouseButton.LeftButton, pos=point)
    assert viewer.is_full_size


def test_a_drag_moves_the_picture_with_the_pointer_and_zooms_nothing(qtbot, viewer, shown):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(450, 300))
    before = shown.target

    drag(shown, QPoint(450, 300), QPoint(-120, 45))

    assert viewer.is_full_size
    assert shown.target.topLeft() - before.topLeft() == QPointF(-120, 45)


def test_a_drag_goes_no_further_than_the_edge(qtbot, shown):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(450, 300))
    for _ in range(40):
        drag(shown, QPoint(100, 100), QPoint(600, 500))
    assert shown.target.topLeft() == QPointF(0, 0)


def test_shift_and_arrows_move_while_arrows_step(qtbot, viewer, reel, shown):
    reel.go(5)
    qtbot.keyClick(viewer, KEY.Key_Z)
    before = shown.sight.x

    qtbot.keyClick(viewer, KEY.Key_Right, SHIFT)
    assert shown.sight.x > before
    assert viewer.photo.id == "p5"

    qtbot.keyClick(viewer, KEY.Key_Right)
    assert viewer.photo.id == "p6"


def test_the_zoom_stays_at_its_place_from_photo_to_photo(qtbot, viewer, reel, thumbnails, canvas):
    reel.go(5)
    thumbnails.answer_all()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 500))
    seen = canvas.sight

    qtbot.keyClick(viewer, KEY.Key_Right)

    assert viewer.is_full_size
    assert canvas.sight == seen


def test_ctrl_and_the_wheel_zoom_about_the_pointer_between_fitted_and_400_percent(viewer, shown):
    point = QPoint(300, 350)
    before, scales = part_at(shown, point), []
    for _ in range(20):
        turn(shown, 120, point, CTRL)
        scales.append(shown.scale)
        assert abs(part_at(shown, point).x() - before.x()) * shown.target.width() <= 1.5
    assert scales == sorted(scales)
    assert 1.0 in scales
    assert scales[-1] == 4.0

    for _ in range(30):
        turn(shown, -120, point, CTRL)
    assert shown.sight == FITTED
    assert viewer.photo.id == "p1"


def test_plus_and_minus_zoom_too(qtbot, viewer, shown):
    fitted = shown.scale
    qtbot.keyClick(viewer, KEY.Key_Plus)
    assert shown.scale == pytest.approx(fitted * 1.25)
    qtbot.keyClick(viewer, KEY.Key_Minus)
    assert shown.sight == FITTED


def test_a_small_photo_between_zoomed_ones_stays_in_the_middle(qtbot, viewer, shown, thumbnails):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    viewer.show_photo(large_photo(2, size=(60, 40)))
    assert (QRectF(shown.rect()).center() - shown.target.center()).manhattanLength() <= 2


@given(
    st.tuples(st.integers(1, 12_000), st.integers(1, 12_000)),
    st.tuples(st.integers(50, 4_000), st.integers(50, 4_000)),
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(st.floats(1.0, 3.0), min_size=1, max_size=5),
)
def test_zooming_in_keeps_any_point_of_any_picture_in_its_place(whole, room, x, y, factors):
    whole, room = QSize(*whole), QSize(*room)
    place = sights.target(FITTED, whole, room)
    assume(min(place.width(), place.height()) >= 4)  # A line of pixels has no inside to point at.
    point = QPointF(place.left() + x * place.width(), place.top() + y * place.height())
    part = sights.part_at(point, place)
    sight = FITTED
    for factor in factors:
        scale = sights.scale_of(sight, whole, room) * factor
        sight = sights.zoomed(sight, whole, room, scale, point)
    place = sights.target(sight, whole, room)
    held = QPointF(place.left() + part.x() * place.width(), place.top() + part.y() * place.height())
    assert (held - point).manhattanLength() <= 3


@given(
    st.tuples(st.integers(1, 12_000), st.integers(1, 12_000)),
    st.tuples(st.integers(50, 4_000), st.integers(50, 4_000)),
    st.lists(st.tuples(st.integers(-9_000, 9_000), st.integers(-9_000, 9_000)), max_size=6),
    st.floats(0.5, 4.0),
)
def test_moving_never_takes_the_picture_out_of_its_place(whole, room, moves, scale):
    whole, room = QSize(*whole), QSize(*room)
    sight = Sight(scale)
    for x, y in moves:
        sight = sights.panned(sight, whole, room, QPointF(x, y))
    place = sights.target(sight, whole, room)
    for start, end, length in (
        (place.left(), place.right(), room.width()),
        (place.top(), place.bottom(), room.height()),
    ):
        assert start <= 2 or end <= length + 2
        assert end >= min(length, end - start) - 2
        assert start <= max(0, length - (end - start)) + 2


def test_small_turns_of_the_wheel_add_up_to_steps(viewer, shown):
    steps = []
    viewer.stepped.connect(steps.append)
    for _ in range(17):
        turn(shown, -15, QPoint(300, 300))
    assert steps == [1, 1]
