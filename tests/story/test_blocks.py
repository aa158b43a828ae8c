"""Blocks between and around photos: texts, headings, quotes, groups, layouts; read as a sketch of the sequence."""

from dataclasses import replace

import pytest
from block_sketches import drawn, laid_out, sketch
from factories import ids, photo, reloaded, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.text import MAX_LENGTH
from curator.story import blocks, edits
from curator.story import sequence as order
from curator.story.edits import EditKind
from curator.story.values import (
    GroupBlock,
    HeadingBlock,
    OtherBlock,
    PhotoBlock,
    QuoteBlock,
    TextBlock,
)
from curator.story.word_blocks import halves, joined, turned

KINDS = [TextBlock, HeadingBlock, QuoteBlock]


def key(block: object) -> object:
    return block.key


# ---- inserting and writing


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("p1", "p1 | new | (p2 p3) | p4"),
        ("p2", "p1 | (p2 p3) | new | p4"),
        ("p3", "p1 | (p2 p3) | new | p4"),
        (None, "p1 | (p2 p3) | p4 | new"),
        ("gone", "p1 | (p2 p3) | p4 | new"),
    ],
)
def test_words_are_put_behind_a_block_never_into_a_group(after, expected):
    before = laid_out("p1", ("p2", "p3"), "p4")
    assert sketch(blocks.insert_after(TextBlock("new"), after).apply(before)) == expected


def test_words_are_put_before_a_row_or_at_the_end():
    before = laid_out("p1", "p2")
    assert sketch(blocks.insert_block(QuoteBlock("q", "A"), "p2").apply(before)) == "p1 | “q”A | p2"
    assert sketch(blocks.insert_block(HeadingBlock("h"), None).apply(before)) == "p1 | p2 | # h"


def test_words_are_cleaned_as_their_kind_asks():
    typed = "a\r\nb\0"
    for block, expected in (
        (TextBlock(typed), "a\nb"),
        (HeadingBlock(typed), "# a b"),
        (QuoteBlock(typed), "“a\nb”"),
    ):
        after = blocks.insert_after(block, None).apply(laid_out("p1"))
        assert drawn(after.sequence[1]) == expected


def test_words_and_speakers_are_written_by_key():
    text, quote = TextBlock("old"), QuoteBlock("old")
    story = laid_out(text, "p1", quote)
    story = blocks.set_block_text(text.key, "new").apply(story)
    story = blocks.set_block_text(quote.key, "said").apply(story)
    story = blocks.set_quote_by(quote.key, "Mina\nOh").apply(story)
    assert sketch(story) == "new | p1 | “said”Mina Oh"
    assert [b.key for b in story.sequence if not isinstance(b, PhotoBlock)] == [text.key, quote.key]


def test_only_a_quote_is_said_by_somebody():
    text = TextBlock("words")
    story = laid_out(text)
    assert blocks.set_quote_by(text.key, "Mina Oh").apply(story) is story


# ---- turning


@pytest.mark.parametrize(
    ("block", "kind", "expected"),
    [
        (TextBlock("Dawn\n\nat sea"), HeadingBlock, "# Dawn at sea"),
        (TextBlock("## Dawn ##"), HeadingBlock, "# Dawn"),
        (TextBlock("#Dawn"), HeadingBlock, "# #Dawn"),
        (HeadingBlock("Dawn"), TextBlock, "Dawn"),
        (HeadingBlock("Dawn"), QuoteBlock, "“Dawn”"),
        (HeadingBlock("One — two"), QuoteBlock, "“One — two”"),
        (QuoteBlock("We wait", "Mina Oh"), TextBlock, "We wait\n\n— Mina Oh"),
        (QuoteBlock("We wait", "Mina Oh"), HeadingBlock, "# We wait — Mina Oh"),
        (QuoteBlock("", "Mina Oh"), TextBlock, "— Mina Oh"),
        (QuoteBlock("We wait"), TextBlock, "We wait"),
        (TextBlock("We wait\n\n— Mina Oh"), QuoteBlock, "“We wait”Mina Oh"),
        (TextBlock("— Mina Oh"), QuoteBlock, "“”Mina Oh"),
        (TextBlock("> We wait\n>\n> — Mina Oh"), QuoteBlock, "“We wait”Mina Oh"),
        (TextBlock("We wait\n— Mina Oh"), QuoteBlock, "“We wait\n— Mina Oh”"),
        (TextBlock("> We wait\n\nand wait"), QuoteBlock, "“> We wait\n\nand wait”"),
        (TextBlock("One —\n\n— "), QuoteBlock, "“One —\n\n— ”"),
    ],
)
def test_words_turned_into_another_kind_are_all_still_there(block, kind, expected):
    after = turned(block, kind)
    assert type(after) is kind
    assert drawn(after) == expected
    assert after.key == block.key


SPOKEN = st.text(st.sampled_from("aB —>#\n.-’"), max_size=12)


@given(quote=SPOKEN.map(str.strip), by=SPOKEN.map(lambda t: t.replace("\n", "").strip()))
def test_a_quote_with_a_speaker_turned_into_text_and_back_is_the_same(quote, by):
    block = QuoteBlock(quote, by)
    back = turned(turned(block, TextBlock), QuoteBlock)
    if by and not quote.startswith(">"):
        assert back == block


@given(st.sampled_from(KINDS), st.sampled_from(KINDS), SPOKEN)
def test_turning_keeps_every_letter(first, second, words):
    after = turned(first(words), second)
    said = after.words + (after.by if isinstance(after, QuoteBlock) else "")
    assert [c for c in said if c.isalpha()] == [c for c in words if c.isalpha()]


def test_turning_concerns_only_blocks_of_words_of_another_kind():
    text, heading = TextBlock("a"), HeadingBlock("b")
    story = laid_out(text, "p1", heading)
    edit = blocks.turn_into([text.key, heading.key, "p1"], HeadingBlock)
    assert sketch(edit.apply(story)) == "# a | p1 | # b"
    assert blocks.turn_into([heading.key], HeadingBlock).apply(story) is story
    assert (edit.kind, edit.field) == (EditKind.TURN, "heading")


def test_a_turned_block_is_saved_as_what_it_is_whatever_keys_a_manifest_had_beside_it():
    odd = TextBlock("a", extra=(("heading", "b"), ("by", "c"), ("quote", "d"), ("note", 1)))
    story = blocks.turn_into([odd.key], QuoteBlock).apply(laid_out(odd))
    assert story.sequence[0].extra == (("note", 1),)
    assert reloaded(story) == story


# ---- parting and joining


@pytest.mark.parametrize(
    ("block", "place", "expected"),
    [
        (TextBlock("One. Two."), 4, "One. | Two."),
        (TextBlock("One.\n\nTwo."), 5, "One. | Two."),
        (TextBlock("👩‍👧 one two"), 8, "👩‍👧 one | two"),
        (HeadingBlock("Dawn at sea"), 5, "# Dawn | # at sea"),
        (QuoteBlock("We wait. And wait.", "Mina Oh"), 8, "“We wait.” | “And wait.”Mina Oh"),
        (TextBlock("One."), 0, "One."),
        (TextBlock("One."), 4, "One."),
        (TextBlock("One.\n \n"), 4, "One.\n \n"),
        (TextBlock("One. Two."), -3, "One. Two."),
        (TextBlock("One. Two."), 99, "One. Two."),
        (TextBlock(""), 0, ""),
    ],
)
def test_words_are_parted_where_both_parts_show_something(block, place, expected):
    story = laid_out(block)
    after = blocks.split_text(block.key, place).apply(story)
    assert sketch(after) == expected
    assert after.sequence[0].key == block.key
    assert (after is story) == (len(after.sequence) == 1)


TEXT = st.text(st.sampled_from("ab \n.é👧"), max_size=12)


@given(st.sampled_from(KINDS), TEXT, st.integers(-2, 14))
def test_parting_loses_nothing_but_space(kind, words, place):
    parts = halves(kind(words), place)
    assert "".join("".join(p.words for p in parts).split()) == "".join(words.split())


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([TextBlock("One."), TextBlock("Two.")], "One.\n\nTwo."),
        ([TextBlock("One.\n"), TextBlock("\nTwo."), TextBlock("")], "One.\n\nTwo."),
        ([HeadingBlock("Dawn"), HeadingBlock(" at sea ")], "# Dawn at sea"),
        ([HeadingBlock("Dawn"), TextBlock("One.")], "## Dawn\n\nOne."),
        ([TextBlock("One."), HeadingBlock("")], "One."),
        ([QuoteBlock("We wait."), QuoteBlock("And wait.", "Mina Oh")], "“We wait.\n\nAnd wait.”Mina Oh"),
        ([QuoteBlock("a", "Mina"), QuoteBlock("b", "Mina")], "“a\n\nb”Mina"),
        ([QuoteBlock("a", "Mina"), QuoteBlock("b")], "> a\n>\n> — Mina\n\n> b"),
        ([QuoteBlock("a", "Mina"), QuoteBlock("b", "Jo")], "> a\n>\n> — Mina\n\n> b\n>\n> — Jo"),
        ([TextBlock("One."), QuoteBlock("", "Jo")], "One.\n\n> — Jo"),
        ([TextBlock(" "), TextBlock("\u200b")], ""),
    ],
)  # fmt: skip
def test_joined_words_make_one_block(parts, expected):
    one = joined(parts)
    assert drawn(one) == expected
    assert one.key == parts[0].key


def test_what_was_parted_is_joined_again():
    for block in (TextBlock("One.\n\nTwo."), QuoteBlock("One.\n\nTwo.", "Jo")):
        assert joined(halves(block, 4)) == block
    assert joined(halves(HeadingBlock("One two"), 3)) == HeadingBlock("One two")


def test_words_are_joined_where_the_first_of_them_stands():
    texts = [TextBlock("a"), TextBlock("b"), TextBlock("c")]
    story = laid_out("p1", texts[0], "p2", texts[1], texts[2])
    edit = blocks.join([texts[2].key, "p2", texts[0].key])
    assert sketch(edit.apply(story)) == "p1 | a\n\nc | p2 | b"
    assert blocks.join([texts[0].key, "p1"]).apply(story) is story


def test_equal_texts_are_told_apart_by_their_keys():
    one, other = TextBlock("a"), TextBlock("a")
    story = laid_out(one, other, "p1")
    assert sketch(blocks.join([one.key, other.key]).apply(story)) == "a\n\na | p1"


def test_words_that_would_be_cut_off_are_not_joined():
    texts = [TextBlock("x" * (MAX_LENGTH - 1)), TextBlock("yy")]
    story = laid_out(*texts)
    assert blocks.join(map(key, texts)).apply(story) is story


# ---- groups


@pytest.mark.parametrize(
    ("sequence", "chosen", "expected"),
    [
        (["p1", "p2", "p3"], ["p3", "p1"], "(p1 p3) | p2"),
        (["p1", "p2", "p3"], ["p2", "p3"], "p1 | (p2 p3)"),
        ([("p1", "p2"), "p3"], ["p3", "p1", "p2"], "(p1 p2 p3)"),
        (["p1", ("p2", "p3", "p4"), "p5"], ["p3", "p5"], "p1 | (p2 p4) | (p3 p5)"),
        (["p1", ("p2", "p3", "p4"), "p5"], ["p2", "p5"], "p1 | (p2 p5) | (p3 p4)"),
        ([TextBlock("t"), "p1", "p2"], ["p1", "p2"], "t | (p1 p2)"),
        (["p1", "p2"], ["p6", "p2", "p5"], "p1 | (p2 p6 p5)"),
        (["p1"], ["p4", "p3"], "p1 | (p4 p3)"),
        ([("p1", "p2")], ["p1", "p2", "p3"], "(p1 p2 p3)"),
    ],
)
def test_photos_become_one_group_where_the_first_of_them_stands(sequence, chosen, expected):
    assert sketch(blocks.group(chosen).apply(laid_out(*sequence))) == expected


def test_blocks_that_show_nothing_stay_behind_the_one_before_them():
    story = laid_out("p1", OtherBlock((("map", 1),)), "p2", "p3")
    assert sketch(blocks.group(["p2", "p3"]).apply(story)) == "p1 | ? | (p2 p3)"


def test_captions_of_groups_come_along_and_partial_ones_keep_theirs():
    whole = GroupBlock(("p1", "p2"), "pair", caption="One")
    other = GroupBlock(("p3", "p4"), caption="Two")
    story = laid_out(whole, other, "p5")
    after = blocks.group(["p1", "p2", "p3", "p4"], "grid").apply(story)
    assert sketch(after) == "(p1 p2 p3 p4):grid “One\nTwo” | p5"
    after = blocks.group(["p4", "p5"]).apply(story)
    assert sketch(after) == "(p1 p2):pair “One” | (p3) “Two” | (p4 p5)"


@pytest.mark.parametrize("chosen", [[], ["p1"], ["p1", "gone"], ["p2", "p3"], ["p2", "p3", "p2"]])
def test_what_makes_no_other_group_is_no_edit(chosen):
    story = laid_out("p1", ("p2", "p3"))
    assert blocks.group(chosen).apply(story) is story


def test_thousands_of_photos_are_grouped_at_once():
    many = [photo(n) for n in range(1, 8001)]
    shown = story_of(*many, sequence=[PhotoBlock(p.id) for p in many[:4000]])
    after = blocks.group(p.id for p in many).apply(shown)
    assert [len(b.photos) for b in after.sequence] == [8000]


@pytest.mark.parametrize(
    ("caption", "own", "expected", "first"),
    [
        ("", "", "p1 | p2 | p3", ""),
        ("Both", "", "p1 | p2 | p3", "Both"),
        ("Both", "Mine", "p1 | p2 | Both | p3", "Mine"),
        (" ", "", "p1 | p2 | p3", ""),
    ],
)
def test_the_caption_of_a_group_outlives_it(caption, own, expected, first):
    story = laid_out(GroupBlock(("p1", "p2"), "pair", caption=caption), "p3")
    story = edits.set_field(["p1"], "caption", own).apply(story)
    after = blocks.ungroup(["p2"]).apply(story)
    assert sketch(after) == expected
    assert after.photos["p1"].caption == first


def test_a_caption_that_goes_to_a_photo_is_no_word_of_the_file():
    one = photo(1, caption="", from_file=frozenset({"caption", "credit"}))
    story = story_of(one, photo(2), sequence=[GroupBlock(("p1", "p2"), caption="Both")])
    assert blocks.ungroup(["p1"]).apply(story).photos["p1"].from_file == {"credit"}


def test_what_is_in_no_group_is_not_ungrouped():
    story = laid_out("p1", ("p2", "p3"))
    assert blocks.ungroup(["p1", "gone"]).apply(story) is story


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("p2", "p1 | (p2 p3 p4):grid"),
        ("p3", "(p1 p2):grid | (p3 p4):grid"),
        ("p4", "(p1 p2 p3):grid | p4"),
        ("p1", "(p1 p2 p3 p4):grid"),
        ("p5", "(p1 p2 p3 p4):grid"),
    ],
)
def test_a_group_is_parted_before_a_photo(first, expected):
    story = laid_out(GroupBlock(tuple(ids(4)), "grid"))
    assert sketch(blocks.split_group(first).apply(story)) == expected


def test_the_caption_of_a_parted_group_stays_with_the_first_photos():
    story = laid_out(GroupBlock(("p1", "p2"), caption="Both"))
    after = blocks.split_group("p2").apply(story)
    assert sketch(after) == "(p1) “Both” | p2"
    assert sketch(blocks.ungroup(["p1"]).apply(after)) == "p1 | Both | p2"


def test_a_group_has_one_caption_that_any_of_its_photos_reaches():
    story = laid_out("p1", ("p2", "p3"))
    edit = blocks.set_group_caption("p3", "Two\r\nboats", "burst")
    after = edit.apply(story)
    assert sketch(after) == "p1 | (p2 p3) “Two\nboats”"
    assert (edit.field, edit.photos, edit.burst) == (blocks.GROUP_CAPTION, ("p3",), "burst")
    assert blocks.set_group_caption("p1", "x").apply(story) is story
    assert order.groups(after.sequence)["p2"] is after.sequence[1]
    assert "p1" not in order.groups(after.sequence)


# ---- layouts


def test_photos_and_groups_take_only_layouts_that_they_can_have():
    story = laid_out("p1", ("p2", "p3"), "p4")
    assert sketch(blocks.set_layout(["p1", "p2"], "wide").apply(story)) == "p1:wide | (p2 p3) | p4"
    assert sketch(blocks.set_layout(["p1", "p2"], "pair").apply(story)) == "p1 | (p2 p3):pair | p4"
    usual = blocks.set_layout(["p1", "p2"], "")
    assert usual.apply(story) is story
    laid = laid_out(PhotoBlock("p1", "full"), GroupBlock(("p2", "p3"), "grid"))
    assert sketch(usual.apply(laid)) == "p1 | (p2 p3)"


@pytest.mark.parametrize(
    ("sequence", "lead", "expected"),
    [
        (["p1", "p2"], "p2", "p2:lead | p1"),
        ([TextBlock("t"), "p1"], "p1", "p1:lead | t"),
        ([PhotoBlock("p1", "lead"), "p2"], "p2", "p2:lead | p1"),
        ([PhotoBlock("p1", "full"), "p2"], "p1", "p1:lead | p2"),
        (["p1", ("p2", "p3")], "p3", "p3:lead | p1 | p2"),
        (["p1"], "p5", "p5:lead | p1"),
        (["p1", GroupBlock(("p2",), caption="One")], "p2", "p2:lead | One | p1"),
        (["p1", GroupBlock(("p2",), caption=" ")], "p2", "p2:lead | p1"),
    ],
)
def test_one_photo_leads_the_story(sequence, lead, expected):
    story = laid_out(*sequence)
    for edit in (blocks.make_lead(lead), blocks.set_layout([lead, "p6"], "lead")):
        after = edit.apply(story)
        assert sketch(after) == expected
        assert edit.apply(after) is after


def test_nothing_leads_that_the_story_does_not_have():
    story = laid_out("p1")
    assert blocks.make_lead("gone").apply(story) is story
    assert blocks.set_layout([], "lead").apply(story) is story


# ---- order


def test_rows_are_moved_behind_a_block():
    text = TextBlock("t")
    story = laid_out("p1", ("p2", "p3"), text, "p4")
    assert sketch(blocks.move_after(["p1"], "p2").apply(story)) == "(p2 p3) | p1 | t | p4"
    assert sketch(blocks.move_after([text.key, "p4"], "p1").apply(story)) == "p1 | t | p4 | (p2 p3)"
    for nothing in (blocks.move_after(["p4"], text.key), blocks.move_after(["p1"], "p1")):
        assert nothing.apply(story) is story


def test_no_edit_here_touches_a_block_it_does_not_mean():
    extra = (("note", 1),)
    kept = [
        replace(PhotoBlock("p5"), extra=extra),
        OtherBlock((("map", 2),)),
        TextBlock("stays", extra=extra),
    ]
    story = laid_out(*kept, TextBlock("One. Two."), "p1", ("p2", "p3"))
    text = story.sequence[3].key
    for edit in (
        blocks.split_text(text, 4),
        blocks.turn_into([text], QuoteBlock),
        blocks.group(["p1", "p2", "p3"]),
        blocks.ungroup(["p2"]),
        blocks.split_group("p3"),
        blocks.set_group_caption("p2", "x"),
        blocks.insert_after(TextBlock("x"), "p1"),
        blocks.set_layout(["p1"], "wide"),
    ):
        after = edit.apply(story)
        assert after.sequence[:3] == tuple(kept)
        assert set(order.photo_ids(after.sequence)) == {"p1", "p2", "p3", "p5"}
        assert reloaded(after) == after
