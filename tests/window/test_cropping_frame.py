"""The rectangle that phones show, while it is drawn: one at most, in its shape, inside the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.story.values import Area
from curator.window.large.cropping.frame import Frame

REACH = (0.02, 0.02)
SHARES = st.floats(0, 1)


@given(st.floats(0.2, 4), SHARES, SHARES, SHARES, SHARES)
def test_what_is_drawn_has_the_shape_and_lies_inside(ratio, x, y, to_x, to_y):
    frame = Frame(ratio=ratio).pressed(x, y, REACH).dragged(to_x, to_y).released()
    assert len(frame.areas) <= 1
    for part in frame.areas:
        assert part.left >= 0
        assert part.top >= 0
        assert part.left + part.width <= 1 + 1e-4
        assert part.top + part.height <= 1 + 1e-4
        if min(part.width, part.height) > 0.02:
            assert part.width / part.height == pytest.approx(ratio, rel=0.02)


def test_a_new_part_takes_the_place_of_the_old_one_and_a_click_changes_nothing():
    old = Frame(areas=(Area("rectangle", 0, 0, 0.2, 0.2),), chosen=0)
    assert old.pressed(0.5, 0.5, REACH).released().areas == old.areas
    drawn = old.pressed(0.5, 0.5, REACH).dragged(0.9, 0.8).released()
    assert drawn.areas == (Area("rectangle", 0.5, 0.5, 0.4, 0.3),)


def test_a_part_is_moved_with_the_mouse_and_stays_inside():
    frame = Frame(areas=(Area("rectangle", 0.2, 0.2, 0.4, 0.4),))
    moved = frame.pressed(0.4, 0.4, REACH).dragged(2, 0.4).released()
    assert moved.areas == (Area("rectangle", 0.6, 0.2, 0.4, 0.4),)


def test_another_shape_is_taken_around_where_it_was():
    frame = Frame(areas=(Area("rectangle", 0.6, 0.2, 0.2, 0.2),), chosen=0).of_ratio(0.5)
    (part,) = frame.areas
    assert (part.width, part.height) == (0.5, 1)
    assert part.left == pytest.approx(0.45)
    assert Frame().of_ratio(0.5).areas == (Area("rectangle", 0.25, 0, 0.5, 1),)


def test_it_grows_in_its_shape_and_not_beyond_the_picture():
    frame = Frame(areas=(Area("rectangle", 0, 0, 0.4, 0.8),), chosen=0, ratio=0.5)
    (part,) = frame.grown(0.1, 0).areas
    assert (part.width, part.height) == (0.5, 1)
    assert frame.grown(0.2, 0).areas == frame.areas
    (less,) = frame.grown(0, -0.2).areas
    assert (less.width, less.height) == (0.3, 0.6)
