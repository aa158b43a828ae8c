"""What the steps of undo are called that work on blocks."""

import pytest
from factories import story

from curator.story import blocks, pictures
from curator.story.edits import EditKind
from curator.story.values import HeadingBlock, QuoteBlock, TextBlock
from curator.window import wording


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (blocks.insert_after(TextBlock(""), None), "insert text"),
        (blocks.insert_after(HeadingBlock(""), None), "insert heading"),
        (blocks.insert_block(QuoteBlock(""), None), "insert quote"),
        (blocks.set_block_text(1, "x"), "text between photos"),
        (blocks.turn_into([1], QuoteBlock), "turn into a quote"),
        (blocks.split_text(1, 4), "split text"),
        (blocks.join([1, 2]), "join texts"),
        (blocks.group(["p1", "p2", "p3"]), "group 3 photos"),
        (blocks.ungroup(["p1", "p2"]), "ungroup 2 photos"),
        (blocks.split_group("p2"), "split the group before DSC_0002.JPG"),
        (blocks.set_group_caption("p1", "x"), "group caption of DSC_0001.JPG"),
        (blocks.make_lead("p3"), "make DSC_0003.JPG the lead photo"),
        (blocks.set_layout(["p1"], "wide"), "layout of DSC_0001.JPG"),
        (pictures.duplicate(["p1", "p2"]), "duplicate 2 photos"),
        (pictures.duplicate([1]), "duplicate text"),
    ],
)
def test_a_step_says_what_it_did(edit, words):
    assert wording.edit_name(edit, story(3)) == words


def test_every_kind_of_step_has_words():
    assert set(wording._KINDS) == set(EditKind)
