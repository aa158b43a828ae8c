"""The account's own words: kept per language, added and removed, and never lost to a damaged file."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import KitError
from curator.kit import dictionary
from curator.kit.dictionary import ALL, PersonalDictionary
from curator.kit.shelf import Shelf

WORDS = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=12)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "kit")


def test_an_empty_shelf_holds_no_words(shelf):
    assert dictionary.load(shelf) == PersonalDictionary()
    assert dictionary.load(shelf).of("en-GB") == frozenset()


def test_a_word_added_is_there_the_next_time(shelf):
    dictionary.add(shelf, "Arirang")
    assert dictionary.load(shelf).of("fr") == {"Arirang"}


def test_a_word_of_one_language_is_right_in_that_language_only(shelf):
    dictionary.add(shelf, "Ahrtal", "de-AT")
    words = dictionary.load(shelf)
    assert words.of("de") == words.of("de-DE") == {"Ahrtal"}
    assert words.of("en") == frozenset()


def test_a_word_removed_is_gone_and_the_others_stay(shelf):
    dictionary.add(shelf, "Arirang")
    dictionary.add(shelf, "Juche")
    dictionary.remove(shelf, "Arirang")
    assert dictionary.load(shelf).listed() == [("Juche", ALL)]


def test_words_are_listed_in_the_order_of_the_alphabet_with_their_language(shelf):
    for word, language in (("zebra", "en"), ("Äpfel", "de"), ("Arirang", ALL)):
        dictionary.add(shelf, word, language)
    assert dictionary.load(shelf).listed() == [("Arirang", ALL), ("zebra", "en"), ("Äpfel", "de")]


def test_two_windows_keep_each_others_words(shelf):
    in_one = dictionary.load(shelf)
    dictionary.add(shelf, "Arirang")
    assert in_one.of("en") == frozenset()
    assert dictionary.add(shelf, "Juche").of("en") == {"Arirang", "Juche"}


def test_blank_words_and_words_that_are_there_change_nothing(shelf):
    words = PersonalDictionary().with_word("Arirang")
    assert words.with_word("Arirang") is words
    assert words.with_word(" \n ") is words
    assert words.without_word("Juche") is words


def test_a_word_is_kept_clean_and_short(shelf):
    words = dictionary.add(shelf, "  Kim\n Yong-chol\u0000 ")
    assert words.of("en") == {"Kim Yong-chol"}
    assert len(*dictionary.add(shelf, "x" * 5000, "de").words["de"]) == dictionary.MAX_LENGTH


@pytest.mark.parametrize(
    "values",
    ["[]", '{"words": 3}', '{"words": {"all": "Arirang"}}', '{"words": {}, "version": 2}', "{"],
)
def test_a_file_that_cannot_be_read_is_named_and_never_written_over(shelf, values):
    path = shelf.path(dictionary.NAME)
    path.parent.mkdir()
    path.write_text(values)
    with pytest.raises(KitError, match=r"dictionary\.json"):
        dictionary.load(shelf)
    with pytest.raises(KitError):
        dictionary.add(shelf, "Arirang")
    assert path.read_text() == values


def test_a_full_dictionary_says_so_and_loses_no_word(shelf, monkeypatch):
    monkeypatch.setattr(dictionary, "MAX_WORDS", 2)
    for word in ("Arirang", "Juche"):
        dictionary.add(shelf, word)
    with pytest.raises(KitError, match=r"dictionary\.json: there is no room for “Ahrtal”"):
        dictionary.add(shelf, "Ahrtal")
    dictionary.add(shelf, "Juche")
    dictionary.add(shelf, "Ahrtal", "de")
    monkeypatch.setattr(dictionary, "MAX_WORDS", 1)
    dictionary.remove(shelf, "Ahrtal", "de")
    assert dictionary.load(shelf).words == {ALL: ("Arirang", "Juche")}


def test_entries_that_are_no_words_are_passed_over(shelf):
    shelf.write(dictionary.NAME, {"words": {ALL: ["Juche", 3, None, "", ["x"], "Juche"], "en": []}})
    assert dictionary.load(shelf).words == {ALL: ("Juche",)}


def test_the_file_can_be_read_by_a_person(shelf):
    dictionary.add(shelf, "Pyŏngyang")
    text = shelf.path(dictionary.NAME).read_text(encoding="utf-8")
    assert "Pyŏngyang" in text
    assert json.loads(text)["format"] == "curator-dictionary"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from([ALL, "en", "de"])), max_size=8))
def test_what_is_kept_comes_back(tmp_path_factory, pairs):
    shelf = Shelf(tmp_path_factory.mktemp("kit"))
    words = PersonalDictionary()
    for word, language in pairs:
        words = words.with_word(word, language)
    dictionary.keep(shelf, words)
    assert dictionary.load(shelf) == words
