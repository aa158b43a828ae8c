"""Marking areas on one large photo: by mouse and by keys, in shares of the picture."""

import pytest
from dressing import dressed
from hypothesis import given
from hypothesis import strategies as st
from large_pictures import WaitingThumbnails, large_photo, make_viewer
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from curator.story.values import ELLIPSE, RECTANGLE, Area
from curator.window.large.hiding.drawing import Drawing, contains
from curator.window.large.photo_canvas import PhotoCanvas

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
REACH = (0.01, 0.01)
SIGN = Area(RECTANGLE, 0.1, 0.2, 0.3, 0.2)


@pytest.fixture
def viewer(qtbot):
    viewer = make_viewer(qtbot, WaitingThumbnails("teal"), dressed("dark"))
    viewer.show_photo(large_photo(1))
    return viewer


@pytest.fixture
def canvas(viewer):
    return viewer.findChild(PhotoCanvas)


@pytest.fixture
def told(viewer):
    """What the viewer told to hide, as a story would take it."""
    seen = []

    def take(photo_id, areas, burst):
        seen.append((areas, burst))
        viewer.show_photo(large_photo(1, hidden=areas))

    viewer.hidden.connect(take)
    return seen


def at(canvas, x, y) -> QPoint:
    """Return where a share of the picture lies on the canvas."""
    target = canvas.target
    place = QPointF(target.left() + x * target.width(), target.top() + y * target.height())
    return (place / canvas.devicePixelRatioF()).toPoint()


def drag(canvas, start, *through):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=at(canvas, *start))
    for place in through:
        QTest.mouseMove(canvas, at(canvas, *place))
    QTest.mouseRelease(canvas, left, pos=at(canvas, *through[-1]))


def near(area: Area, left: float, top: float, width: float, height: float) -> bool:
    found = (area.left, area.top, area.width, area.height)
    return found == pytest.approx((left, top, width, height), abs=0.005)


def test_dragging_over_the_picture_hides_what_was_dragged_over(viewer, canvas, told):
    viewer.hide_areas(True)
    drag(canvas, (0.2, 0.3), (0.3, 0.4), (0.4, 0.5))
    (areas, _), *more = told
    assert not more
    assert areas[0].shape == RECTANGLE
    assert near(areas[0], 0.2, 0.3, 0.2, 0.2)


def test_without_the_pen_a_drag_hides_nothing(viewer, canvas, told):
    drag(canvas, (0.2, 0.3), (0.4, 0.5))
    viewer.hide_areas(True)
    viewer.hide_areas(False)
    drag(canvas, (0.2, 0.3), (0.4, 0.5))
    assert told == []


def test_an_area_is_moved_by_its_middle_and_sized_by_its_corners(viewer, canvas, told):
    viewer.show_photo(large_photo(1, hidden=(SIGN,)))
    viewer.hide_areas(True)
    drag(canvas, (0.2, 0.3), (0.3, 0.4), (0.4, 0.5))
    assert near(told[-1][0][0], 0.3, 0.4, 0.3, 0.2)
    drag(canvas, (0.6, 0.6), (0.7, 0.7), (0.8, 0.9))
    assert near(told[-1][0][0], 0.3, 0.4, 0.5, 0.5)


def test_an_area_can_be_dragged_no_further_than_the_edge(viewer, canvas, told):
    viewer.show_photo(large_photo(1, hidden=(SIGN,)))
    viewer.hide_areas(True)
    drag(canvas, (0.2, 0.3), (0.0, 0.1), (0.99, 0.99))
    assert near(told[-1][0][0], 0.7, 0.8, 0.3, 0.2)


def test_keys_alone_add_move_size_shape_and_take_away(viewer, told):
    viewer.setFocus()
    QTest.keyClick(viewer, KEY.Key_H)
    assert viewer.is_hiding
    QTest.keyClick(viewer, KEY.Key_Return)
    assert near(told[-1][0][0], 0.4, 0.4, 0.2, 0.2)
    for _ in range(5):
        QTest.keyClick(viewer, KEY.Key_Left)
    QTest.keyClick(viewer, KEY.Key_Down, SHIFT)
    QTest.keyClick(viewer, KEY.Key_E)
    assert near(told[-1][0][0], 0.35, 0.4, 0.2, 0.21)
    assert told[-1][0][0].shape == ELLIPSE
    QTest.keyClick(viewer, KEY.Key_Return)
    QTest.keyClick(viewer, KEY.Key_Tab)
    QTest.keyClick(viewer, KEY.Key_Delete)
    assert len(told[-1][0]) == 1
    assert near(told[-1][0][0], 0.4, 0.4, 0.2, 0.2)


def test_steps_of_one_key_held_down_are_one_and_each_drag_is_its_own(viewer, canvas, told):
    viewer.hide_areas(True)
    drag(canvas, (0.2, 0.3), (0.3, 0.4), (0.4, 0.5))
    drag(canvas, (0.6, 0.6), (0.7, 0.7), (0.8, 0.9))
    QTest.keyClick(viewer, KEY.Key_Left)
    QTest.keyClick(viewer, KEY.Key_Left, CTRL)
    bursts = [burst for _, burst in told]
    assert len(set(bursts)) == 3
    assert bursts[-1] == bursts[-2]


def test_escape_ends_the_marking_first_and_then_the_large_view(qtbot, viewer):
    ended, closed = [], []
    viewer.hiding_ended.connect(ended.append)
    viewer.closed.connect(lambda: closed.append(1))
    viewer.hide_areas(True)
    QTest.keyClick(viewer, KEY.Key_Escape)
    assert (ended, closed, viewer.is_hiding) == (["p1"], [], False)
    QTest.keyClick(viewer, KEY.Key_Escape)
    assert closed == [1]


def test_going_on_to_the_next_photo_ends_the_marking_of_this_one(viewer):
    ended = []
    viewer.hiding_ended.connect(ended.append)
    viewer.hide_areas(True)
    viewer.show_photo(large_photo(2, hidden=(SIGN,)))
    assert (ended, viewer.is_hiding) == (["p1"], False)


def test_what_is_hidden_is_seen_and_said(viewer, canvas):
    bare = canvas.grab().toImage()
    viewer.show_photo(large_photo(1, hidden=(SIGN, Area(ELLIPSE, 0.6, 0.6, 0.2, 0.2))))
    veiled = canvas.grab().toImage()
    inside, outside = at(canvas, 0.22, 0.31), at(canvas, 0.05, 0.05)
    assert veiled.pixelColor(inside) != bare.pixelColor(inside)
    assert veiled.pixelColor(outside) == bare.pixelColor(outside)
    assert "2 areas hidden" in viewer.accessibleDescription()


PLACES = st.floats(-0.2, 1.2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pressed"), PLACES, PLACES),
        st.tuples(st.just("dragged"), PLACES, PLACES),
        st.tuples(st.sampled_from(["moved", "grown"]), PLACES, PLACES),
        st.tuples(st.sampled_from(["released", "added", "without_chosen"])),
        st.tuples(st.just("shaped"), st.sampled_from([RECTANGLE, ELLIPSE])),
        st.tuples(st.just("turned"), st.sampled_from([1, -1])),
    ),
    max_size=25,
)


@given(STEPS)
def test_whatever_is_done_every_area_stays_in_the_picture_and_can_be_taken_away(steps):
    drawing = Drawing()
    for name, *values in steps:
        if name == "pressed":
            values.append(REACH)
        drawing = getattr(drawing, name)(*values)
        for area in drawing.areas:
            assert area.left >= 0
            assert area.top >= 0
            assert area.width > 0
            assert area.height > 0
            assert area.left + area.width <= 1.0002
            assert area.top + area.height <= 1.0002
        assert drawing.chosen is None or 0 <= drawing.chosen < len(drawing.areas)
    for _ in range(len(drawing.areas)):
        drawing = drawing.turned(1).without_chosen()
    assert drawing.areas == ()


def test_the_corners_of_an_ellipse_s_box_are_not_in_it():
    oval = Area(ELLIPSE, 0, 0, 0.5, 0.5)
    assert contains(oval, 0.25, 0.25)
    assert not contains(oval, 0.02, 0.02)
    assert contains(Area(RECTANGLE, 0, 0, 0.5, 0.5), 0.02, 0.02)
