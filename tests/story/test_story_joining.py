"""Words put with those that are there: each mode, once only, and never inside a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.text import MAX_LENGTH
from curator.story.joining import Mode, is_empty, joined
from curator.story.pasting import PasteMode
from curator.story.templates import Mode as TemplateMode

BOTH = (Mode.BEFORE, Mode.AFTER)


def test_templates_and_pasting_have_the_same_modes():
    assert PasteMode is Mode
    assert TemplateMode is Mode
    assert PasteMode.WHERE_EMPTY is Mode.EMPTY


@pytest.mark.parametrize(
    ("mode", "text", "words", "after"),
    [
        (Mode.AFTER, "A SNAP", "AP", "A SNAP AP"),
        (Mode.BEFORE, "APRIL", "AP", "AP APRIL"),
        (Mode.AFTER, "Mina Oh/AP", "AP", "Mina Oh/AP"),
        (Mode.AFTER, "Photo:\nAP", "AP", "Photo:\nAP"),
        (Mode.BEFORE, "Seoul: a wall", "Seoul", "Seoul: a wall"),
        (Mode.BEFORE, "Seoul:a wall", "Seoul:", "Seoul:a wall"),
        (Mode.BEFORE, "Anna’s house", "Anna", "Anna Anna’s house"),
        (Mode.BEFORE, "“Anna” sang", "“Anna”", "“Anna” sang"),
        (Mode.BEFORE, "Kim-ok sang", "Kim", "Kim Kim-ok sang"),
        (Mode.BEFORE, "3.5 million", "3", "3 3.5 million"),
        (Mode.BEFORE, "Jose\u0301 sang", "Jose", "Jose Jose\u0301 sang"),
        (Mode.AFTER, "in 서울역", "역", "in 서울역 역"),
        (Mode.AFTER, "A wall. ", "Seoul", "A wall. Seoul"),
        (Mode.AFTER, "Seoul", "Seoul", "Seoul"),
        (Mode.BEFORE, " \u200b", "AP", "AP"),
        (Mode.EMPTY, "\n", "AP", "AP"),
        (Mode.EMPTY, "x", "AP", "x"),
        (Mode.AFTER, "x", " ", "x"),
        (Mode.REPLACE, "x", "", ""),
    ],
)
def test_words_go_where_the_mode_says_unless_they_stand_there(mode, text, words, after):
    assert joined(words, text, mode) == after


def test_what_does_not_fit_is_not_put_there():
    full = "x" * (MAX_LENGTH - 1)
    assert [joined("ab", full, mode) for mode in BOTH] == [full, full]


TEXTS = st.text(st.sampled_from("aB1 \n.-’é\u0301\u200b역:"), max_size=8)


@given(TEXTS, TEXTS, st.sampled_from(Mode))
def test_put_twice_words_stand_once_and_nothing_is_lost(words, text, mode):
    once = joined(words, text, mode)
    assert joined(words, once, mode) == once
    if mode in BOTH and not is_empty(words) and not is_empty(text):
        assert text in once
        assert words.strip() in once


@given(st.lists(TEXTS, unique=True).map(tuple), st.lists(TEXTS, unique=True).map(tuple))
def test_lists_are_united(words, before):
    for mode in BOTH:
        after = joined(words, before, mode)
        assert set(after) == {*words, *before}
        assert len(set(after)) == len(after)
