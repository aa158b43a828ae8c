"""Photos of several photographers in one order of time, with a clock put right."""

from datetime import UTC, datetime, timedelta

import pytest
from factories import photo, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.photos import interleaving
from curator.photos.interleaving import interleave, interleaved, span_between, strands, taker
from curator.story import edits
from curator.story import sequence as order
from curator.story.history import History
from curator.story.values import Defaults, GroupBlock, HeadingBlock, PhotoBlock, TextBlock

HOUR = timedelta(hours=1)


def shot(number: int, clock: str, by: str = "Mina Oh", **values: object):
    """Return a photo taken on one day; *clock* ``""`` for none."""
    taken = f"2026-03-14T{clock}" if clock else ""
    return photo(number, taken=taken, photographer=by, **values)


def shown(story) -> list[str]:
    return list(order.photo_ids(story.sequence))


# ---- who took what


@pytest.mark.parametrize(
    ("words", "defaults", "name"),
    [
        ({"photographer": "Mina Oh", "credit": "Kim/AFP"}, {}, "Mina Oh"),
        ({"credit": "Kim Lee/AFP"}, {"photographer": "Mina Oh"}, "Kim Lee"),
        ({"credit": "AFP"}, {}, "AFP"),
        ({}, {"photographer": "Mina Oh"}, "Mina Oh"),
        ({}, {"credit": "Kim Lee/AFP"}, "Kim Lee"),
        ({"camera": "NIKON D850"}, {}, "NIKON D850"),
        ({}, {}, ""),
    ],
)
def test_who_took_a_photo_is_told_by_its_own_words_first(words, defaults, name) -> None:
    assert taker(photo(1, **words), Defaults(**defaults)) == name


def test_each_photographer_has_a_strand_in_order_of_time_the_longest_first() -> None:
    story = story_of(
        shot(1, "09:00:00", "Kim Lee"),
        shot(2, "08:00:00", "Mina Oh"),
        shot(3, "", "mina  oh"),
        shot(4, "07:00:00", "Mina Oh"),
        shot(5, "06:00:00", "Kim Lee"),
        shot(6, "06:30:00", "Ann Ek"),
        sequence=map(PhotoBlock, ["p1", "p2", "p3", "p4"]),
    )
    mina, kim = strands(story, story.photos)
    assert (mina.name, mina.photos, mina.aside) == ("Mina Oh", ("p4", "p2", "p3"), ())
    assert (kim.name, kim.photos, kim.aside) == ("Kim Lee", ("p1",), ("p5",))
    assert kim.ids == ("p1", "p5")
    assert [s.photos for s in strands(story, ["p2", "gone"])] == [("p2",)]


def test_every_camera_has_a_clock_if_somebody_says_so() -> None:
    story = story_of(
        shot(1, "09:00:00", camera="NIKON D850"),
        shot(2, "08:00:00", camera="NIKON Z 9"),
        shot(3, "08:00:00", camera="NIKON Z 9"),
        shot(4, "08:00:00", "", camera="Pixel 9"),
        shot(5, "08:00:00"),
    )
    assert len(strands(story, story.photos)) == 2
    names = [strand.name for strand in strands(story, story.photos, each_camera=True)]
    assert names == ["Mina Oh · NIKON Z 9", "Mina Oh", "Mina Oh · NIKON D850", "Pixel 9"]


# ---- the order


def test_two_photographers_are_interleaved_with_the_clock_of_one_put_forward() -> None:
    story = story_of(
        shot(1, "07:00:00"),
        shot(2, "07:30:00"),
        shot(3, "06:10:00.50+00:00", "Kim Lee"),
        shot(4, "06:10:00.25+00:00", "Kim Lee"),
        shot(5, "", "Kim Lee"),
    )
    shifts = dict.fromkeys(["p1", "p2"], timedelta()) | dict.fromkeys(["p3", "p4", "p5"], HOUR)

    after = interleave(shifts, corrects_dates=True).apply(story)

    assert shown(after) == ["p1", "p4", "p3", "p2", "p5"]
    assert [p.taken for p in after.photos.values()] == [
        "2026-03-14T07:00:00",
        "2026-03-14T07:30:00",
        "2026-03-14T07:10:00.50+00:00",
        "2026-03-14T07:10:00.25+00:00",
        "",
    ]


def test_the_order_alone_leaves_every_date_as_it_is() -> None:
    story = story_of(shot(1, "07:00:00"), shot(2, "06:30:00", "Kim Lee"))
    after = interleave({"p1": timedelta(), "p2": HOUR}, corrects_dates=False).apply(story)
    assert after is story  # 07:30 with the clock put right: where it stands
    after = interleave({"p1": HOUR, "p2": timedelta()}, corrects_dates=False).apply(story)
    assert shown(after) == ["p2", "p1"]
    assert after.photos is story.photos


def test_dates_of_photos_set_aside_are_put_right_and_they_stay_aside() -> None:
    story = story_of(shot(1, "07:00:00"), shot(2, "08:00:00"), sequence=[PhotoBlock("p1")])
    after = interleave({"p1": HOUR, "p2": HOUR}, corrects_dates=True).apply(story)
    assert shown(after) == ["p1"]
    assert after.photos["p2"].taken == "2026-03-14T09:00:00"


def test_a_date_put_right_is_no_longer_as_the_file_brought_it() -> None:
    files = frozenset({"taken", "caption"})
    story = story_of(
        shot(1, "07:00:00", from_file=files), photo(2, taken="2026-03-14", from_file=files)
    )
    after = interleave({"p1": HOUR, "p2": HOUR}, corrects_dates=True).apply(story)
    assert after.photos["p1"].from_file == frozenset({"caption"})
    assert after.photos["p2"] is story.photos["p2"]  # a day has no clock


def test_words_follow_their_photo_and_a_group_goes_by_its_first() -> None:
    early, late = HeadingBlock("Morning"), TextBlock("It rained.")
    photos = [shot(n, f"{clock:02}:00:00") for n, clock in enumerate([9, 8, 12, 7, 6, 5], 1)]
    blocks = [
        TextBlock("First words"),
        PhotoBlock("p1"),
        late,
        GroupBlock(("p2", "p3"), "pair", (), "Both"),
        early,
        PhotoBlock("p4"),
        PhotoBlock("p5", "lead"),
        PhotoBlock("p6"),
    ]
    story = story_of(*photos, sequence=blocks)

    after = interleave(dict.fromkeys(["p1", "p2", "p3", "p4", "p5"], HOUR), corrects_dates=False)

    text, one, rain, both, morning, four, lead, six = blocks
    assert after.apply(story).sequence == (text, four, both, morning, one, rain, lead, six)


def test_it_is_one_step_that_undo_takes_back_whole() -> None:
    story = story_of(shot(1, "08:00:00"), shot(2, "06:30:00", "Kim Lee"))
    history = History(story)
    assert history.apply(interleave({"p1": timedelta(), "p2": HOUR}, corrects_dates=True))
    assert shown(history.story) == ["p2", "p1"]
    assert history.story.photos["p2"].taken == "2026-03-14T07:30:00"
    assert history.undo()
    assert history.story is story
    assert not history.undo()


CLOCKS = st.none() | st.datetimes(datetime(2026, 3, 14), datetime(2026, 3, 15)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 10_000 * 10_000)
)
SPANS = st.integers(-100_000, 100_000).map(lambda seconds: timedelta(seconds=seconds))


@given(
    st.lists(st.tuples(CLOCKS, st.booleans(), st.sampled_from("abt")), min_size=1, max_size=12),
    SPANS,
    SPANS,
)
def test_whatever_is_interleaved_nothing_is_lost_and_each_date_moves_by_its_span(
    made, mine, hers
) -> None:
    photos, blocks = [], []
    for n, (moment, _, kind) in enumerate(made):
        taken = moment.isoformat() if moment else ""
        photos.append(photo(n, taken=taken, photographer=kind))
        blocks.append(PhotoBlock(f"p{n}"))
        if kind == "t":
            blocks.append(TextBlock(f"behind p{n}"))
    if len(photos) > 2:
        blocks[0:1] = []
        blocks.append(GroupBlock(("p0",), caption="alone"))
    story = story_of(*photos, sequence=blocks)
    shifts = {
        photos[n].id: mine if kind == "a" else hers
        for n, (_, takes_part, kind) in enumerate(made)
        if takes_part
    }

    after = interleave(shifts, corrects_dates=True).apply(story)

    assert sorted(map(str, order.rows(after.sequence))) == sorted(
        map(str, order.rows(story.sequence))
    )
    assert set(after.sequence) == set(story.sequence)
    still = [n for n, i in enumerate(shown(story)) if i not in shifts]
    assert [shown(after)[n] for n in still] == [shown(story)[n] for n in still]
    for before, (moment, _, _) in zip(photos, made, strict=True):
        now = after.photos[before.id]
        if moment is not None:
            there = datetime.fromisoformat(now.taken)
            assert there == moment + shifts.get(before.id, timedelta())
        assert edits.with_field(now, "taken", before.taken) == before
    dates = [after.photos[i].taken for i in shown(after) if i in shifts]
    told = [datetime.fromisoformat(d).replace(tzinfo=UTC) for d in dates if d]
    assert told == sorted(told)
    assert all(dates[: len(told)])  # undated last
    assert interleave(dict.fromkeys(shifts, timedelta()), corrects_dates=True).apply(after) is after


# ---- how far a clock is off


def test_two_photos_of_one_moment_tell_how_far_a_clock_is_off() -> None:
    fixed, wrong = shot(1, "08:00:10.75"), shot(2, "06:58:00.50")
    span = span_between(fixed, wrong)
    assert span == timedelta(hours=1, minutes=2, seconds=10)
    (one, other) = interleaved(story_of(fixed, wrong), {"p1": timedelta(), "p2": span})
    assert abs(datetime.fromisoformat(one.taken) - datetime.fromisoformat(other.taken)) < HOUR / 60


def test_zones_count_where_both_photos_name_one() -> None:
    fixed, wrong = shot(1, "08:00:00+09:00"), shot(2, "00:00:00+00:00")
    assert span_between(fixed, wrong) == -HOUR
    assert span_between(fixed, shot(2, "07:00:00")) == HOUR


def test_a_photo_without_a_date_tells_nothing() -> None:
    assert span_between(shot(1, "08:00:00"), shot(2, "")) is None


def test_a_credit_line_that_many_share_is_read_once() -> None:
    interleaving._credited.cache_clear()
    photos = [photo(n, credit=f"Name {n % 9}/AFP") for n in range(5_000)]
    assert len(strands(story_of(*photos), [p.id for p in photos])) == 9
    assert interleaving._credited.cache_info().misses == 9
