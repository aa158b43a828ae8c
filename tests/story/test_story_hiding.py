"""What is hidden of photos: set, added, offered for other frames, and kept when pictures change."""

import pytest
from factories import ids, photo, story, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.story import hiding, pictures
from curator.story.values import ELLIPSE, RECTANGLE, Area

FACE, SIGN = Area(RECTANGLE, 0.1, 0.1, 0.2, 0.2), Area(ELLIPSE, 0.5, 0.5, 0.1, 0.2)
LOOK = "f0f0f0f00f0f0f0f"
ANYWHERE = st.floats(-2, 3, allow_nan=False)


@given(ANYWHERE, ANYWHERE, ANYWHERE, ANYWHERE)
def test_an_area_lies_inside_the_picture_whichever_corner_it_was_drawn_from(
    left: float, top: float, right: float, bottom: float
) -> None:
    made = hiding.area(ELLIPSE, left, top, right, bottom)
    assert made == hiding.area(ELLIPSE, right, bottom, left, top)
    if made is not None:
        assert 0 <= made.left <= 1
        assert 0 <= made.top <= 1
        assert made.left + made.width <= 1.00011
        assert made.top + made.height <= 1.00011
        assert made.width > 0
        assert made.height > 0


def test_a_click_that_draws_nothing_makes_no_area() -> None:
    assert hiding.area(RECTANGLE, 0.3, 0.3, 0.3, 0.6) is None
    assert hiding.area(RECTANGLE, 1.2, 0, 1.4, 1) is None


def test_areas_are_set_for_each_photo_and_setting_them_again_changes_nothing() -> None:
    edit = hiding.set_hidden({"p1": [FACE, SIGN, FACE], "p2": [SIGN], "gone": [FACE]})
    after = edit.apply(story(3))
    assert [p.hidden for p in after.photos.values()] == [(FACE, SIGN), (SIGN,), ()]
    assert edit.apply(after) is after
    assert hiding.set_hidden({"p1": []}).apply(after).photos["p1"].hidden == ()


def test_more_areas_come_beside_those_that_are_there() -> None:
    before = hiding.set_hidden({"p1": [FACE]}).apply(story(2))
    after = hiding.hide_also(ids(2), [FACE, SIGN]).apply(before)
    assert [p.hidden for p in after.photos.values()] == [(FACE, SIGN), (FACE, SIGN)]


def test_frames_of_one_burst_are_found_and_crops_are_not() -> None:
    near = format(int(LOOK, 16) ^ 0b1011, "016x")
    first = photo(1, look=LOOK, width=60, height=40, hidden=(FACE,))
    photos = (
        first,
        photo(2, look=near, width=600, height=400),
        photo(3, look=near, width=40, height=60),
        photo(4, look="0f0f0f0ff0f0f0f0", width=60, height=40),
        photo(5, look=near, width=60, height=40, hidden=(FACE,)),
    )
    held = story_of(*photos)
    assert [p.id for p in hiding.frames_like(held, first)] == ["p2", "p5"]
    assert [p.id for p in hiding.uncovered(held, first)] == ["p2"]


@pytest.mark.parametrize("more", [(), (SIGN,)])
def test_what_was_hidden_stays_hidden_under_a_replaced_picture(more: tuple[Area, ...]) -> None:
    before = story_of(photo(1, hidden=(FACE,)))
    edit = pictures.replace_picture("p1", photo(9, file="/new.jpg", hidden=more))
    assert edit.apply(before).photos["p1"].hidden == (FACE, *more)


def test_areas_go_with_their_picture_when_pictures_or_words_are_swapped() -> None:
    before = story_of(photo(1, hidden=(FACE,)), photo(2))
    after = pictures.swap_pictures("p1", "p2").apply(before).photos
    assert (after["p1"].hidden, after["p2"].hidden) == ((), (FACE,))
    after = pictures.swap_words("p1", "p2").apply(before).photos
    assert (after["p1"].hidden, after["p2"].hidden) == ((FACE,), ())
