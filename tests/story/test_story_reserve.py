"""How much of places and dates readers are told: by the story, by one photo, and never more than was chosen."""

from dataclasses import replace

import pytest
from factories import photo, reloaded, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.story import inherit, reserve
from curator.story.carrying import arriving, carried
from curator.story.comparing import compare
from curator.story.values import Defaults, Place, Story

WHOLE = Place("Pier 5", "Wonsan", "Kangwon", "Korea", extra=(("x-code", "KP"),))
COARSE = {
    "all": WHOLE,
    "region": Place(state="Kangwon", country="Korea"),
    "country": Place(country="Korea"),
    "none": Place(),
    "of a later version": Place(),
}
details = st.sampled_from(["", *COARSE])
places = st.sampled_from([Place(), WHOLE, Place(city="Hamhung"), Place(country="Norway")])


@pytest.mark.parametrize(("detail", "told"), COARSE.items())
def test_a_place_is_told_as_exactly_as_chosen(detail: str, told: Place) -> None:
    one = photo(1, place=WHOLE, place_detail=detail)
    assert reserve.place_told(one, Defaults()) == told
    assert reserve.place_told(replace(one, place_detail=""), Defaults(place_detail=detail)) == told
    inheriting = photo(1, place_detail=detail)
    assert reserve.place_told(inheriting, Defaults(place=WHOLE)) == told


def test_a_photo_has_a_choice_of_its_own() -> None:
    defaults = Defaults(place_detail="none")
    assert reserve.place_told(photo(1, place=WHOLE, place_detail="all"), defaults) == WHOLE


@given(places, places, details, details, st.sampled_from(["", "2026-03-14"]))
def test_nothing_that_was_held_back_is_inherited_after_all(
    own: Place, default: Place, detail: str, default_detail: str, date: str
) -> None:
    one = photo(1, place=own, place_detail=detail)
    whole = story_of(one, defaults=Defaults(place=default, place_detail=default_detail), date=date)
    told = reserve.reserved(whole)
    expected = reserve.place_told(one, whole.defaults)
    assert inherit.place(told.photos["p1"], told.defaults).line == expected.line
    assert reserve.reserved(told) is told or reserve.reserved(told) == told
    assert told.date == date


def test_a_story_without_a_choice_is_told_as_it_is() -> None:
    whole = story_of(photo(1, place=WHOLE), date="2026-03-14", defaults=Defaults(place=WHOLE))
    assert reserve.reserved(whole) is whole


@pytest.mark.parametrize("date", ["2026-03-14", "2026-03-14T07:42+09:00", " 2026-03-14 07:42 "])
@pytest.mark.parametrize(
    ("detail", "told"), [("month", "2026-03"), ("year", "2026"), ("none", ""), ("later", "")]
)
def test_a_date_is_told_as_exactly_as_chosen(date: str, detail: str, told: str) -> None:
    assert reserve.date_told(Story(date=date, date_detail=detail)) == told


@pytest.mark.parametrize(
    ("date", "detail", "told"),
    [
        ("2026-03", "month", "2026-03"),
        ("2026", "month", "2026"),
        ("spring of 2026", "year", ""),
        ("spring of 2026", "all", "spring of 2026"),
        ("14 March 2026", "month", ""),
        ("", "month", ""),
    ],
)
def test_what_is_no_date_is_told_whole_or_not_at_all(date: str, detail: str, told: str) -> None:
    assert reserve.date_told(Story(date=date, date_detail=detail)) == told


def test_choices_are_edits_that_a_manifest_keeps() -> None:
    story = story_of(photo(1), photo(2))
    story = reserve.set_place_detail(["p1"], "country").apply(story)
    story = reserve.set_story_place_detail("none").apply(story)
    story = reserve.set_date_detail("month").apply(story)
    assert [p.place_detail for p in story.photos.values()] == ["country", ""]
    assert reserve.set_place_detail(["p1", "p9"], "country").apply(story) is story
    assert reloaded(story) == story
    found = compare(story_of(photo(1), photo(2)), story)
    assert {f.field for f in found.fields} == {"date_detail", "defaults.place_detail"}
    assert [f.field for p in found.photos for f in p.fields] == ["place_detail"]


def test_a_photo_carried_to_another_story_tells_no_more_there() -> None:
    story = story_of(photo(1, place=WHOLE), defaults=Defaults(place_detail="country"))
    (taken,) = carried(story, ["p1"]).photos.values()
    (there,) = arriving(Story(), [taken]).new
    assert there.place_detail == "country"
    (alike,) = arriving(Story(defaults=Defaults(place_detail="country")), [taken]).new
    assert alike.place_detail == ""
