"""Moving dates by a span."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.story import edits
from curator.story.times import read_span, shift_each, shift_taken, shifted, span_text
from curator.story.values import Photo, PhotoId, Story


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("+1:00", timedelta(hours=1)),
        ("1:00", timedelta(hours=1)),
        ("-0:05:30", -timedelta(minutes=5, seconds=30)),
        ("−1d 2:00", -timedelta(days=1, hours=2)),
        ("2 days", timedelta(days=2)),
    ],
)
def test_a_span_is_read(typed, span):
    assert read_span(typed) == span


@pytest.mark.parametrize("typed", ["", "+", "an hour", "1", "1:0", "1:00:00:00"])
def test_what_is_no_span_is_refused(typed):
    assert read_span(typed) is None


@pytest.mark.parametrize(
    ("taken", "hours", "after"),
    [
        ("2026-03-14T07:42:10+01:00", 1, "2026-03-14T08:42:10+01:00"),
        ("2026-12-31T23:30", 1, "2027-01-01T00:30"),
        ("2026-03-14T07:42:10.07", -8, "2026-03-13T23:42:10.07"),
        ("2026-03-14", 5, "2026-03-14"),
        ("about noon", 5, "about noon"),
        ("9999-12-31T23:00:00", 5, "9999-12-31T23:00:00"),
    ],
)
def test_a_moment_keeps_its_form(taken, hours, after):
    assert shifted(taken, timedelta(hours=hours)) == after


@given(
    st.datetimes(min_value=datetime(1900, 1, 1)).map(
        lambda d: d.replace(microsecond=0).isoformat()
    ),
    st.integers(-10_000, 10_000),
)
def test_there_and_back_is_the_same(taken, minutes):
    span = timedelta(minutes=minutes)
    there = shifted(taken, span)
    assert there == taken or shifted(there, -span) == taken


def test_shifting_is_one_step_for_all_and_confirms_the_date():
    photos = [
        Photo(PhotoId("a"), "/a.jpg", taken="2026-03-14T07:00", from_file=frozenset({"taken"})),
        Photo(PhotoId("b"), "/b.jpg"),
    ]
    story = edits.add_photos(photos).apply(Story())
    after = shift_taken([PhotoId("a"), PhotoId("b"), PhotoId("gone")], timedelta(hours=1)).apply(
        story
    )
    assert after.photos[PhotoId("a")].taken == "2026-03-14T08:00"
    assert after.photos[PhotoId("a")].from_file == frozenset()
    assert after.photos[PhotoId("b")] is story.photos[PhotoId("b")]


def test_each_photo_moves_by_a_span_of_its_own_in_one_step():
    photos = [Photo(PhotoId(name), f"/{name}.jpg", taken="2026-03-14T07:00") for name in "abc"]
    story = edits.add_photos(photos).apply(Story())
    spans = {"a": timedelta(hours=1), "b": timedelta(), "gone": timedelta(hours=2)}
    after = shift_each(spans).apply(story)
    assert [photo.taken[11:] for photo in after.photos.values()] == ["08:00", "07:00", "07:00"]
    assert shift_each({"b": timedelta(), "gone": timedelta(hours=2)}).apply(story) is story


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("+0:00", timedelta()),
        ("+1:00", timedelta(hours=1)),
        ("-0:05:30", timedelta(minutes=-5, seconds=-30)),
        ("-1d 2:00", timedelta(days=-1, hours=-2)),
        ("+400d 23:59:59", timedelta(days=401, seconds=-1)),
    ],
)
def test_a_span_is_written_as_a_person_would(text, span):
    assert span_text(span) == text


@given(st.integers(-(10**9), 10**9))
def test_a_span_is_read_as_it_is_written(seconds):
    span = timedelta(seconds=seconds)
    assert read_span(span_text(span)) == span
