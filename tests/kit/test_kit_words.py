"""Words of recent stories: kept between stories, bounded, and forgotten when asked."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.captions.completion import NAMES, completions
from curator.errors import KitError
from curator.kit.shelf import Shelf, set_aside
from curator.kit.words import MAX_WORDS, NAME, RecentWords, Used, forget, keep, load, merged

DAY, NEXT = "2026-11-22", "2026-11-23"


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def test_words_come_back_as_they_were_kept(shelf):
    words = merged(RecentWords(), {"credit": ["Mina Oh/AFP"], NAMES: ["Wonsan", "김영철"]}, DAY)
    keep(shelf, words)
    assert load(shelf) == words
    assert load(shelf).kinds["credit"] == {"Mina Oh/AFP": Used(1, DAY)}


def test_there_are_none_before_the_first_story_is_saved(shelf):
    assert load(shelf) == RecentWords()


def test_a_word_counts_once_a_day_however_often_the_story_is_saved():
    once = merged(RecentWords(), {"credit": ["Mina Oh"]}, DAY)
    assert merged(once, {"credit": ["Mina Oh"]}, DAY) is once
    twice = merged(once, {"credit": ["Mina Oh"]}, NEXT)
    assert twice.kinds["credit"] == {"Mina Oh": Used(2, NEXT)}


def test_words_of_other_stories_stay():
    words = merged(RecentWords(), {"credit": ["Mina Oh"]}, DAY)
    assert set(merged(words, {"credit": ["Jo Pak"]}, NEXT).kinds["credit"]) == {"Mina Oh", "Jo Pak"}


def test_captions_headlines_and_blanks_are_never_kept(shelf):
    used = {
        "caption": ["A secret."],
        "headline": ["A day"],
        "notes": ["psst"],
        "credit": [" ", "x" * 501],
    }
    words = merged(RecentWords(), used, DAY)
    assert words == RecentWords()
    keep(shelf, words)
    assert "secret" not in shelf.path(NAME).read_text()


def test_of_too_many_words_the_longest_unused_go():
    old = merged(RecentWords(), {NAMES: [f"Old {n}" for n in range(MAX_WORDS)]}, DAY)
    words = merged(old, {NAMES: ["New"]}, NEXT).kinds[NAMES]
    assert len(words) == MAX_WORDS
    assert "New" in words


def test_recent_words_complete_the_most_used_and_latest_first():
    words = merged(RecentWords(), {"credit": ["Mina A", "Mina B"]}, DAY)
    words = merged(words, {"credit": ["Mina C"]}, NEXT)
    words = merged(words, {"credit": ["Mina B"]}, "2026-11-24")
    found = completions("credit", "mi", 2, words)
    assert [c.words for c in found] == ["Mina B", "Mina C", "Mina A"]


def test_one_word_can_be_taken_out():
    words = merged(RecentWords(), {"credit": ["Mina Oh", "Mnia Oh"]}, DAY).without(
        "credit", "Mnia Oh"
    )
    assert list(words.kinds["credit"]) == ["Mina Oh"]
    assert [c.words for c in completions("credit", "m", 1, words)] == ["Mina Oh"]


def test_everything_can_be_forgotten_even_what_cannot_be_read(shelf):
    shelf.path(NAME).write_text("{damaged")
    assert forget(shelf) == RecentWords()
    assert load(shelf) == RecentWords()
    keep(shelf, merged(RecentWords(), {"credit": ["Mina Oh"]}, DAY))
    set_aside(shelf.path(NAME))
    keep(shelf, merged(RecentWords(), {"credit": ["Mina Oh"]}, DAY))
    forget(shelf)
    assert list(shelf.path(NAME).parent.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"words": []}', '{"words": {"credit": {}}}', '{"version": 2, "words": {}}'],
)
def test_a_file_that_makes_no_sense_is_told_and_left(shelf, text):
    shelf.path(NAME).write_text(text)
    with pytest.raises(KitError) as told:
        load(shelf)
    assert str(shelf.path(NAME)) in str(told.value)
    assert shelf.path(NAME).read_text() == text


def test_an_entry_that_makes_no_sense_is_left_out(shelf):
    entries = [
        1,
        {},
        {"value": 1, "days": 1, "last": ""},
        {"value": "A\nB", "days": -3, "last": "x" * 99},
    ]
    shelf.path(NAME).write_text(json.dumps({"words": {"credit": entries}}))
    assert load(shelf).kinds["credit"] == {"A B": Used(1, "x" * 10)}
    assert [c.words for c in completions("credit", "a", 1, load(shelf))] == ["A B"]


_VALUES = st.dictionaries(
    st.sampled_from(["credit", NAMES, "keywords"]), st.lists(st.text(max_size=9))
)


@settings(max_examples=25)
@given(st.lists(st.tuples(_VALUES, st.sampled_from([DAY, NEXT])), max_size=4))
def test_whatever_is_merged_comes_back_from_the_shelf(tmp_path_factory, steps):
    shelf = Shelf(tmp_path_factory.mktemp("kit"))
    words = RecentWords()
    for used, day in steps:
        words = merged(words, used, day)
    keep(shelf, words)
    kept = {kind: dict(values) for kind, values in load(shelf).kinds.items() if values}
    assert kept == {kind: dict(values) for kind, values in words.kinds.items()}
