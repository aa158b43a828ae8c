"""Captions that open alike: which ones, how far, and kept in step as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.openings import MOST_OTHERS, Openings, opening_words, repeated_openings


def marked(*captions: str) -> dict[str, list[int]]:
    """Return the marked words of captions, with the places where they stand."""
    found: dict[str, list[int]] = {}
    for place, (length, _) in repeated_openings(captions).items():
        found.setdefault(captions[place][:length], []).append(place)
    return found


def test_three_captions_that_open_alike_are_marked_wherever_they_stand() -> None:
    captions = ["A man walks home.", "Rain.", "A man sleeps.", "Fog over the bay.", "A man waits."]
    assert marked(*captions) == {"A man": [0, 2, 4]}


def test_two_that_open_alike_are_marked_only_as_neighbours() -> None:
    assert marked("The two wait.", "The two leave.") == {"The two": [0, 1]}
    assert marked("The two wait.", "Rain.", "The two leave.") == {}


def test_each_names_the_others_in_order() -> None:
    found = repeated_openings(["A man walks.", "A man sits.", "Rain.", "A man waits."])
    assert {place: others for place, (_, others) in found.items()} == {
        0: (1, 3),
        1: (0, 3),
        3: (0, 1),
    }


def test_one_equal_word_is_no_repetition() -> None:
    assert marked("Workers rest.", "Workers march.", "Workers sing.") == {}


def test_articles_alone_are_no_repetition() -> None:
    assert marked("The, the, the", "The the", "The the end") == {}


def test_blank_captions_are_not_alike() -> None:
    assert marked("", "", " \n ", "—", "… !") == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A man walks", "“A MAN”, left"),
        ("A man walks", "a\nman, left"),
        ("A man walks", "— A  man: left"),
        ("Don't look back", "Don’t look now"),
        ("Café owners", "Cafe\u0301 owners"),
        ("Straße leer", "STRASSE leer am Abend"),
        ("رجل يمشي", "رجل يمشي، ثم"),
    ],
)
def test_capitals_punctuation_and_composition_make_no_difference(one: str, other: str) -> None:
    assert set(repeated_openings([one, other])) == {0, 1}


def test_the_mark_ends_with_the_last_equal_word() -> None:
    assert marked("“A man”, left, walks", "A man, right") == {"“A man": [0], "A man": [1]}


def test_the_mark_goes_as_far_as_the_words_are_alike() -> None:
    captions = ["A man walks on.", "A man walks off.", "A man sits."]
    assert marked(*captions) == {"A man walks": [0, 1], "A man": [2]}


def test_a_language_without_spaces_is_left_alone() -> None:
    assert marked("一名男子在街上行走。", "一名男子在街上行走。") == {}


def test_a_huge_caption_costs_its_head_only() -> None:
    assert marked("A man " + "x" * 1_000_000, "A man " + "y " * 500_000) == {"A man": [0, 1]}
    assert len(opening_words("word " * 200_000)) <= 6
    assert opening_words("x" * 500) == ()


def test_only_so_many_others_are_named() -> None:
    found = repeated_openings(["A man walks."] * 300)
    assert len(found) == 300
    assert all(len(others) == MOST_OTHERS for _, others in found.values())
    assert 299 not in found[299][1]


def test_a_change_within_the_opening_is_told_and_one_behind_it_is_not() -> None:
    openings: Openings[str] = Openings()
    openings.arrange({"a": 1, "b": 2})
    openings.put("a", "A man walks along the river bank")
    assert openings.put("b", "A man sits by the river, fishing")
    assert openings.length("a", "A man walks along the river bank") == len("A man")
    assert not openings.put("b", "A man sits by the river, fishing for carp")
    assert openings.put("b", "One man sits by the river, fishing")
    assert openings.length("a", "A man walks along the river bank") == 0


def test_neighbours_that_are_moved_apart_are_marked_no_longer() -> None:
    openings: Openings[str] = Openings()
    for key, caption in {"a": "The two wait", "b": "The two leave", "c": "Rain"}.items():
        openings.put(key, caption)
    openings.arrange({"a": 1, "b": 2, "c": 3})
    assert openings.others("a") == ("b",)
    openings.arrange({"a": 1, "c": 2, "b": 3})
    assert openings.others("a") == ()
    assert openings.count("a") == 0


WORDS = st.lists(st.sampled_from(["A", "a", "man", "Man,", "the", "sits", "—"]), max_size=8)
CAPTIONS = st.lists(WORDS.map(" ".join), max_size=12)
STEPS = st.lists(
    st.tuples(st.integers(0, 11), WORDS.map(" ".join) | st.none()), min_size=1, max_size=30
)


@given(CAPTIONS)
def test_to_open_alike_is_mutual_and_marks_lie_within_their_captions(captions: list[str]) -> None:
    found = repeated_openings(captions)
    for place, (length, others) in found.items():
        assert 0 < length <= len(captions[place])
        assert opening_words(captions[place][:length])[:2] == opening_words(captions[place])[:2]
        assert others
        assert all(place in found[other][1] for other in others)


@given(CAPTIONS, STEPS)
def test_kept_in_step_it_says_the_same_as_found_anew(
    captions: list[str], steps: list[tuple[int, str | None]]
) -> None:
    openings: Openings[int] = Openings()
    openings.arrange({place: place for place in range(12)})
    now = dict(enumerate(captions))
    for place, caption in now.items():
        openings.put(place, caption)
    for place, new in steps:
        if new is None:
            now.pop(place, None)
            openings.drop(place)
        else:
            now[place] = new
            openings.put(place, new)
    wanted = repeated_openings([now.get(place, "") for place in range(12)])
    found = {
        place: (length, openings.others(place))
        for place, caption in now.items()
        if (length := openings.length(place, caption))
    }
    assert found == wanted
    assert all(openings.count(place) == len(others) for place, (_, others) in found.items())
