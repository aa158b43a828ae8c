"""The story's own dictionary: words added and taken out, each an edit that undo knows."""

import pytest
from factories import reloaded

from curator.story.dictionary import MAX_LENGTH, add_word, remove_word
from curator.story.edits import EditKind
from curator.story.history import History
from curator.story.values import Story


def test_a_word_is_added_once_at_the_end():
    story = add_word("Juche").apply(add_word("Arirang").apply(Story()))
    assert story.dictionary == ("Arirang", "Juche")
    assert add_word("Arirang").apply(story) is story


@pytest.mark.parametrize("word", ["", "  ", "\n\t", "\x00"])
def test_nothing_is_no_word(word):
    story = Story()
    assert add_word(word).apply(story) is story


def test_a_word_is_stored_clean_and_short():
    assert add_word(" Kim\n Yong-chol\x00 ").apply(Story()).dictionary == ("Kim Yong-chol",)
    assert len(add_word("x" * 1000).apply(Story()).dictionary[0]) == MAX_LENGTH


def test_a_word_is_taken_out_and_one_that_is_not_there_changes_nothing():
    story = Story(dictionary=("Arirang", "Juche"))
    assert remove_word("Arirang").apply(story).dictionary == ("Juche",)
    assert remove_word("arirang").apply(story) is story


def test_undo_takes_a_word_back():
    history = History(Story())
    history.apply(add_word("Arirang"))
    assert history.undo_step.edit.kind == EditKind.DICTIONARY
    history.undo()
    assert history.story.dictionary == ()


def test_the_dictionary_travels_with_the_story():
    assert reloaded(add_word("Pyŏngyang").apply(Story())).dictionary == ("Pyŏngyang",)
