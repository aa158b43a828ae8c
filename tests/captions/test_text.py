"""Cleaning text at every edge, and measuring it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.text import (
    MAX_LENGTH,
    clean,
    clean_line,
    first_line,
    is_blank,
    word_count,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\u2028two\u2029three\x85four", "one\ntwo\nthree\nfour"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("tab\tstays", "tab\tstays"),
        ("\ufeffmark", "mark"),
        ("half \ud83d a pair", "half  a pair"),
        ("non\ufdd0char\ufffe\U0010ffff", "nonchar"),
    ],
)
def test_ends_of_lines_become_one_kind_and_what_nobody_sees_goes(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Prix\u00a0: 3\u202f€",
        "e\u0301 and \u00e9",
        "김철수 \u1112\u1161\u11ab",
        "👩\u200d👩\u200d👧 family, 🇰🇷, ✊🏽, ❤\ufe0f",
        "\u200eleft\u200f right \u2067inside\u2069",
        "  spaces at both ends  ",
        "“It’s – here…”",
    ],
)
def test_what_a_person_may_have_typed_on_purpose_stays(text: str) -> None:
    assert clean(text) == text


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_whatever_comes_in_can_be_written_as_utf8(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)
    assert "\r" not in clean(text)
    assert "\0" not in clean(text)


def test_a_field_of_one_line_holds_one_line() -> None:
    assert clean_line("a\r\n\r\n\tb\nc") == "a b c"


def test_a_text_beyond_all_measure_is_cut() -> None:
    assert len(clean("x" * (MAX_LENGTH + 5))) == MAX_LENGTH
    assert len(clean("é" * (MAX_LENGTH + 5))) == MAX_LENGTH


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\u00a0\u3000", "\u200b", " \u200b ", "\u200d \u2060\u00ad", "\u200f"]
)
def test_a_text_that_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " . ", "\u200bx\u200b", "👍", "—"])
def test_a_text_that_shows_something_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_the_first_line_is_the_first_that_shows_something() -> None:
    assert first_line("\n \u200b \n  A ferry \nleaves") == "A ferry"
    assert first_line(" \n ") == ""


def test_words_are_what_stands_between_white_space() -> None:
    assert word_count("A ferry\nleaves\u00a0Wonsan, at  dawn.") == 6
    assert word_count("  ") == 0
