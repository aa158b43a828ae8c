"""Edits of the words that are spelled right in this story; what is misspelt is left to ``captions.spelling``."""

from dataclasses import replace

from curator.captions.text import clean_line
from curator.story.edits import Edit, EditKind
from curator.story.values import Story

MAX_LENGTH = 100
"""Characters of one word, or name of several words, at most."""


def add_word(word: str) -> Edit:
    """Make the edit that takes *word*, or a name of several words, into the story's dictionary."""
    new = " ".join(clean_line(word).split())[:MAX_LENGTH]

    def apply(story: Story) -> Story:
        if not new or new in story.dictionary:
            return story
        return replace(story, dictionary=(*story.dictionary, new))

    return Edit(EditKind.DICTIONARY, apply)


def remove_word(word: str) -> Edit:
    """Make the edit that takes *word* out of the story's dictionary."""

    def apply(story: Story) -> Story:
        if word not in story.dictionary:
            return story
        return replace(story, dictionary=tuple(w for w in story.dictionary if w != word))

    return Edit(EditKind.DICTIONARY, apply)
