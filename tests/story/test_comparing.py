"""Two versions of a story compared, and what differs brought back: each value, each photo, each text, all."""

from dataclasses import fields, replace

import pytest
from factories import photo, reloaded, story, story_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curator.story import bringing_back as back
from curator.story import edits
from curator.story import sequence as order
from curator.story.comparing import FieldDifference, Standing, compare
from curator.story.history import History
from curator.story.values import (
    Area,
    Correction,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    Place,
    QuoteBlock,
    Source,
    Story,
    TextBlock,
)

WORDS = st.sampled_from(
    ["", "A ferry leaves at dawn.", "A ferry leaves at noon.", "Snow in the harbour", "é e\u0301"]
)


@st.composite
def photos(draw: st.DrawFn, number: int) -> Photo:
    return photo(
        number,
        caption=draw(WORDS),
        credit=draw(WORDS),
        place=draw(st.sampled_from([Place(), Place(city="Wonsan"), Place("Harbour", "Wonsan")])),
        keywords=draw(st.sampled_from([(), ("snow",), ("snow", "dawn")])),
        rating=draw(st.integers(0, 2)),
        digest=draw(st.sampled_from(["", "sha256:a", "sha256:b"])),
        from_file=draw(st.sampled_from([frozenset(), frozenset({"caption"})])),
    )


@st.composite
def blocks_of(draw: st.DrawFn, ids: list[str]) -> list:
    shown = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    blocks: list = []
    while shown:
        size = draw(st.sampled_from([1, 1, 2, 3]))
        some, shown = tuple(shown[:size]), shown[size:]
        layout = draw(st.sampled_from(["", "wide"]))
        is_group = len(some) > 1
        blocks.append(
            GroupBlock(some, layout, caption=draw(WORDS))
            if is_group
            else PhotoBlock(some[0], layout)
        )
    words = st.one_of(
        WORDS.map(TextBlock),
        WORDS.map(HeadingBlock),
        st.builds(QuoteBlock, WORDS, WORDS),
        st.just((("x-poll", "?"),)).map(OtherBlock),
    )
    for block in draw(st.lists(words, max_size=3)):
        blocks.insert(draw(st.integers(0, len(blocks))), block)
    return blocks


@st.composite
def stories(draw: st.DrawFn) -> Story:
    numbers = draw(st.lists(st.integers(1, 6), unique=True))
    made = [draw(photos(number)) for number in numbers]
    follows = draw(st.booleans())
    return story_of(
        *made,
        sequence=draw(blocks_of([p.id for p in made])),
        title=draw(WORDS),
        closing_from_photos=follows,
        closing_credit="" if follows else draw(WORDS),
        source=draw(st.sampled_from([Source(), Source("The Paper", "https://example.org")])),
        links=draw(st.sampled_from([(), (Link("related", "More", "https://example.org/more"),)])),
        corrections=draw(st.sampled_from([(), (Correction("2026-01-02", "A name"),)])),
        defaults=draw(
            st.sampled_from([Story().defaults, replace(Story().defaults, credit="Mina Oh")])
        ),
    )


PAIRS = st.tuples(stories(), stories())
QUICK = settings(max_examples=80, deadline=None)


def assert_sound(whole: Story) -> None:
    shown = list(order.photo_ids(whole.sequence))
    assert len(set(shown)) == len(shown)
    assert set(shown) <= set(whole.photos)


@given(stories())
@QUICK
def test_a_story_read_anew_differs_in_nothing(one: Story) -> None:
    assert compare(one, one).is_empty
    assert compare(one, reloaded(one)).is_empty
    assert back.bring_back_story(reloaded(one)).apply(one) is one


@given(PAIRS)
@QUICK
def test_the_whole_brought_back_is_equal_and_one_step_of_undo(pair: tuple[Story, Story]) -> None:
    then, now = pair
    history = History(now)
    history.apply(back.bring_back_story(then))
    assert compare(then, history.story).is_empty
    expected = [_with_path(p, now.photos.get(p.id)) for p in then.photos.values()]
    assert list(history.story.photos.values()) == expected
    assert replace(history.story, photos=then.photos) == then
    history.undo()
    assert history.story is now


def _with_path(then: Photo, now: Photo | None) -> Photo:
    is_same = now is not None and (then.digest == now.digest != "")
    return replace(then, file=now.file) if is_same and now else then


@given(PAIRS)
@QUICK
def test_each_value_brought_back_is_as_it_was_and_nothing_else_is(
    pair: tuple[Story, Story],
) -> None:
    then, now = pair
    found = compare(then, now)
    own = [*found.fields, *(f for p in found.photos for f in p.fields)]
    for difference in own:
        after = back.bring_back_fields(then, [(difference.photo, difference.field)]).apply(now)
        assert_sound(after)
        left = compare(then, after)
        rest = [*left.fields, *(f for p in left.photos for f in p.fields)]
        assert named(difference) not in map(named, rest)
        if difference.field not in ("layout", "caption", "credit", "place.city"):
            # These have a closing credit, marks of origin or other photos of a group in tow.
            assert len(rest) < len(own)


def named(difference: FieldDifference) -> tuple:
    return (difference.photo, difference.field)


@given(PAIRS)
@QUICK
def test_each_photo_brought_back_is_as_it_was(pair: tuple[Story, Story]) -> None:
    then, now = pair
    for difference in compare(then, now).photos:
        after = back.bring_back_photo(then, difference.photo).apply(now)
        assert_sound(after)
        left = {p.photo: p for p in compare(then, after).photos}
        assert difference.photo not in left
        assert (difference.photo in after.photos) == (difference.photo in then.photos)


@given(PAIRS)
@QUICK
def test_each_block_of_words_brought_back_is_as_it_was(pair: tuple[Story, Story]) -> None:
    then, now = pair
    # Of two that say the very same, nobody can tell which is which.
    said = [repr(replace(b, key=0)) for b in then.sequence if not order.photos_of(b)]
    assume(len(set(said)) == len(said))
    blocks = compare(then, now).blocks
    for difference in blocks:
        after = back.bring_back_block(then, difference).apply(now)
        assert_sound(after)
        # Within a group of now there is no place for words: they come behind it, and count as moved.
        is_in_the_way = any(isinstance(block, GroupBlock) for block in now.sequence)
        assert len(compare(then, after).blocks) - is_in_the_way < len(blocks)
        words = [b for b in after.sequence if not order.photos_of(b)]
        assert difference.before is None or difference.before in words


@given(PAIRS)
@QUICK
def test_everything_brought_back_bit_by_bit_is_the_whole(pair: tuple[Story, Story]) -> None:
    then, whole = pair
    for _ in range(
        6
    ):  # What is brought back may show what stood behind it, as in a group taken apart.
        found = compare(then, whole)
        parts = [
            back.bring_back_fields(then, [(None, field.field) for field in found.fields]),
            *(back.bring_back_photo(then, p.photo) for p in found.photos),
            *(back.bring_back_block(then, block) for block in found.blocks),
        ]
        whole = back.together(parts).apply(whole)
        assert_sound(whole)
    assert compare(then, whole).is_empty


# ---- what is told


def test_each_standing_of_a_photo_is_told_with_its_numbers() -> None:
    before = story(6)
    after = edits.set_aside(["p2"]).apply(before)
    after = edits.remove_photos(["p3"]).apply(after)
    after = edits.move(["p6"], "p4").apply(after)
    after = edits.add_photos([photo(7)]).apply(after)
    told = {p.photo: (p.standing, p.numbers) for p in compare(before, after).photos}
    assert told == {
        "p6": (Standing.MOVED, (6, 2)),
        "p7": (Standing.ADDED, (0, 5)),
        "p2": (Standing.SET_ASIDE, (2, 0)),
        "p3": (Standing.REMOVED, (3, 0)),
    }
    back_again = {p.photo: p.standing for p in compare(after, before).photos}
    assert back_again["p2"] is Standing.BROUGHT_IN


def test_a_photo_moved_to_the_front_is_the_only_one_that_moved() -> None:
    before = story(300)
    after = edits.move(["p300"], "p1").apply(before)
    assert [p.photo for p in compare(before, after).photos] == ["p300"]


def test_a_text_that_was_rewritten_is_one_and_a_new_one_is_another() -> None:
    text, heading = TextBlock("The ferry leaves the harbour at dawn."), HeadingBlock("Morning")
    before = story_of(
        photo(1), photo(2), sequence=[PhotoBlock("p1"), text, heading, PhotoBlock("p2")]
    )
    rewritten = replace(text, text="The ferry leaves the old harbour at six.")
    new = TextBlock("Quite something else")
    after = replace(before, sequence=(PhotoBlock("p1"), rewritten, PhotoBlock("p2"), new))
    found = [(b.before, b.after) for b in compare(reloaded(before), after).blocks]
    assert found == [(text, rewritten), (heading, None), (None, new)]


def test_a_text_that_went_past_a_photo_is_told_as_moved() -> None:
    text = TextBlock("The ferry leaves.")
    before = story_of(photo(1), photo(2), sequence=[text, PhotoBlock("p1"), PhotoBlock("p2")])
    after = replace(before, sequence=(PhotoBlock("p1"), PhotoBlock("p2"), text))
    (block,) = compare(reloaded(before), after).blocks
    assert (block.before, block.after, block.is_moved) == (text, text, True)
    assert back.bring_back_block(before, block).apply(after).sequence == before.sequence


def test_a_group_is_told_once_and_can_be_put_together_again() -> None:
    group = GroupBlock(("p1", "p2", "p3"), "row", caption="Three of a kind")
    before = story_of(photo(1), photo(2), photo(3), photo(4), sequence=[group, PhotoBlock("p4")])
    after = replace(before, sequence=tuple(PhotoBlock(f"p{n}") for n in (1, 2, 3, 4)))
    (first,) = compare(before, after).photos
    assert [f.field for f in first.fields] == ["layout"]
    assert back.bring_back_fields(before, [("p1", "layout")]).apply(after) == before
    back_again = compare(after, before)
    assert [p.photo for p in back_again.photos] == ["p1"]
    assert back.bring_back_photo(after, "p1").apply(before) == after


def test_the_caption_of_a_group_is_told_as_words() -> None:
    group = GroupBlock(("p1", "p2"), "pair", caption="Two of a kind")
    before = story_of(photo(1), photo(2), sequence=[group])
    after = replace(before, sequence=(replace(group, caption="Two of a sort"),))
    (told,) = compare(before, after).photos
    assert told.fields == (
        FieldDifference("p1", "group.caption", "Two of a kind", "Two of a sort"),
    )
    assert back.bring_back_fields(before, [("p1", "group.caption")]).apply(after) == before


def test_a_picture_that_lies_elsewhere_is_the_same_and_keeps_its_path() -> None:
    there = photo(1, file="/old/a.jpg", digest="sha256:a", caption="Then")
    here = photo(1, file="/new/a.jpg", digest="sha256:a", caption="Now")
    found = compare(story_of(there), story_of(here))
    assert [f.field for f in found.photos[0].fields] == ["caption"]
    whole = back.bring_back_story(story_of(there)).apply(story_of(here))
    assert whole.photos["p1"] == replace(there, file="/new/a.jpg")


def test_a_picture_that_was_replaced_comes_back_under_the_words_of_now() -> None:
    then = story_of(photo(1, file="/a.jpg", digest="sha256:a", width=30, taken="2026-01-01"))
    now = story_of(photo(1, file="/b.jpg", digest="sha256:b", caption="New", taken="2026-02-02"))
    assert [f.field for f in compare(then, now).photos[0].fields] == ["caption", "taken", "picture"]
    after = back.bring_back_fields(then, [("p1", "picture")]).apply(now).photos["p1"]
    assert (after.file, after.digest, after.width) == ("/a.jpg", "sha256:a", 30)
    assert (after.caption, after.taken) == ("New", "2026-02-02")


def test_words_that_were_only_confirmed_are_told_and_words_that_changed_bring_their_mark_back() -> (
    None
):
    then = story_of(photo(1, caption="A", from_file=frozenset({"caption", "credit"})))
    confirmed = edits.confirm(["p1"], ["credit"]).apply(then)
    typed = edits.set_field(["p1"], "caption", "B").apply(confirmed)
    (told,) = compare(then, typed).photos
    assert [(f.field, f.before, f.after) for f in told.fields] == [
        ("caption", "A", "B"),
        ("from_file", frozenset({"credit"}), frozenset()),
    ]
    after = back.bring_back_fields(then, [("p1", "caption")]).apply(typed)
    assert after.photos["p1"].from_file == {"caption"}


def test_a_closing_credit_is_compared_as_readers_meet_it() -> None:
    by_hand = story(1, closing_credit="Photographs by hand")
    follows = edits.write_closing_from_photos().apply(by_hand)
    (told,) = compare(by_hand, follows).fields
    assert (told.field, told.before, told.after) == ("closing_credit", "Photographs by hand", "")
    assert back.bring_back_fields(by_hand, [(None, "closing_credit")]).apply(follows) == by_hand


def other(value: object) -> object:
    """Return another value of the same kind."""
    match value:
        case bool():
            return not value
        case str() | int():
            return value + type(value)(1)
        case frozenset():
            return value | {"credit"}
        case Place() | Source():
            return replace(value, extra=(("x", 1),))
        case tuple():
            return (*value, ("x", 1))
        case None:
            return Area("rectangle", 0.1, 0.2, 0.5, 0.5)
    return replace(value, extra=(("x", 1),))  # the defaults


PATHS = {"id", "file", "refused_file", "raw", "look", "camera", "width", "height"}
"""What says where a file lies, or what Curator read from it."""


@pytest.mark.parametrize("name", [f.name for f in fields(Photo) if f.name not in PATHS])
def test_no_value_of_a_photo_is_overlooked(name: str) -> None:
    one = photo(1, digest="sha256:a")
    changed = replace(one, **{name: other(getattr(one, name))})
    found = compare(story_of(one), story_of(changed))
    assert len(found.photos) == 1
    pairs = [(f.photo, f.field) for f in found.photos[0].fields]
    assert back.bring_back_fields(story_of(one), pairs).apply(story_of(changed)) == story_of(one)


@pytest.mark.parametrize(
    "name", [f.name for f in fields(Story) if f.name not in ("photos", "sequence")]
)
def test_no_value_of_a_story_is_overlooked(name: str) -> None:
    one = story(1)
    changed = replace(one, **{name: other(getattr(one, name))})
    (told,) = compare(one, changed).fields
    assert back.bring_back_fields(one, [(None, told.field)]).apply(changed) == one


def test_two_orders_of_ten_thousand_photos_are_compared_and_brought_back() -> None:
    before = story(10_000)
    turned = list(reversed(before.sequence[:2_000])) + list(before.sequence[2_000:])
    after = replace(reloaded(before), sequence=tuple(turned))
    found = compare(before, after)
    assert len(found.photos) == 1_999
    moved = [(p.photo, "standing") for p in found.photos]
    assert back.bring_back_fields(before, moved).apply(after).sequence == before.sequence
