"""Settling problems by edits: taking what they suggest, letting them be."""

from checking import problems
from factories import photo, story_of

from curator.check.mending import mend, unwaive, waive
from curator.story import blocks, edits
from curator.story.history import History
from curator.story.values import Defaults, GroupBlock, QuoteBlock, TextBlock

WORDS = TextBlock("Boats  leave.")
QUOTE = QuoteBlock("We we row.", "Ann  Able")


def whole():
    photos = [photo(n, caption=f"A ferry number {n} leaves Wonsan at dawn.") for n in (1, 2, 3)]
    return story_of(
        *photos,
        title="The the river",
        defaults=Defaults(credit="Oh  Mina"),
        sequence=[
            WORDS,
            QUOTE,
            GroupBlock(("p1", "p2"), caption="Boats on on the river at dawn."),
            *story_of(photo(3)).sequence,
        ],
    )


def test_every_suggestion_that_is_offered_settles_its_problem():
    history = History(
        edits.set_field(["p3"], "caption", "A ferry  leaves Wonsan ,at dawn.").apply(whole())
    )
    for _ in range(20):
        offered = [(p, e) for p in problems(history.story) if (e := mend([p])) is not None]
        if not offered:
            break
        problem, edit = offered[0]
        assert history.apply(edit), problem
        assert problem.place not in {p.place for p in problems(history.story)}
    story = history.story
    assert story.title == "The river"
    assert story.defaults.credit == "Oh Mina"
    assert [block.words for block in story.sequence[:2]] == ["Boats leave.", "We row."]
    assert story.sequence[1].by == "Ann Able"
    assert story.sequence[2].caption == "Boats on the river at dawn."
    assert story.photos["p3"].caption == "A ferry leaves Wonsan, at dawn."


def test_a_suggestion_for_words_that_are_gone_does_nothing():
    story = edits.set_field(["p1"], "caption", "A ferry  leaves Wonsan at dawn.").apply(whole())
    (problem,) = [p for p in problems(story, "space-doubled") if p.photo == "p1"]
    other = edits.set_field(["p1"], "caption", "Other words.").apply(story)
    assert mend([problem]).apply(other) is other


def test_words_written_since_are_never_lost_to_a_suggestion():
    found = [p for p in problems(whole()) if p.mended is not None]
    assert {p.field for p in found} >= {"title", "text", "quote", "by", "group.caption"}
    later = edits.set_story("title", "The the river, and more").apply(whole())
    for block in later.sequence[:2]:
        later = blocks.set_block_text(block.key, f"{block.words} More.").apply(later)
    later = blocks.set_group_caption("p1", "Boats on on the river at dawn, and more.").apply(later)
    later = blocks.set_quote_by(later.sequence[1].key, "Ann  Able, baker").apply(later)
    later = edits.set_default("credit", "Oh  Mina/AFP").apply(later)
    for problem in found:
        assert mend([problem]).apply(later) == later


def test_a_problem_is_waived_once_with_the_latest_reason():
    story = whole()
    problem = problems(story, "doubled-word")[0]
    twice = waive([problem], "as well").apply(waive([problem], "so").apply(story))
    assert [(w.place, w.reason) for w in twice.waivers] == [(problem.place, "as well")]
    assert problem.place not in {p.place for p in problems(twice)}


def test_suggestions_for_one_text_are_taken_together_in_one_step():
    words = "A ferry  leaves Wonsan at the the dawn ."
    story = edits.set_field(["p3"], "caption", words).apply(whole())
    found = [
        p for p in problems(story) if p.photo == "p3" and p.field == "caption" and p.start >= 0
    ]
    assert len([p for p in found if p.mended is not None]) >= 3
    after = mend(found).apply(story)
    assert after.photos["p3"].caption == "A ferry leaves Wonsan at the dawn."


def test_what_was_let_be_is_told_again():
    story = whole()
    found = problems(story, "doubled-word")
    let = waive(found, "A refrain").apply(story)
    assert problems(let, "doubled-word") == []
    again = unwaive(let.waivers[:1])
    assert [p.place for p in problems(again.apply(let), "doubled-word")] == [let.waivers[0].place]
    assert again.apply(story) is story
