"""Two stories that grew out of one, merged: what each side changed is there, and what clashes is told."""

from dataclasses import replace
from operator import attrgetter

from block_sketches import laid_out, sketch
from factories import photo, reloaded, story, story_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_comparing import assert_sound, stories

from curator.story import bringing_back as back
from curator.story import edits
from curator.story import sequence as order
from curator.story.comparing import (
    PHOTO_PATHS,
    STORY_PATHS,
    Standing,
    compare,
    is_same_picture,
)
from curator.story.merging import merge, take_merged
from curator.story.values import (
    AcceptedName,
    Area,
    GroupBlock,
    HeadingBlock,
    Link,
    PhotoBlock,
    Story,
    TextBlock,
    Waiver,
)

QUICK = settings(max_examples=40, deadline=None)
FACE, PLATE = Area("ellipse", 0.1, 0.1, 0.2, 0.2), Area("rectangle", 0.5, 0.5, 0.1, 0.1)


def with_words(one: Story, number: int, **words: object) -> Story:
    changed = replace(one.photos[f"p{number}"], **words)
    return replace(one, photos=one.photos.with_photos([changed]))


# ---- laws


@given(stories(), stories())
@QUICK
def test_what_one_side_left_alone_is_as_the_other_made_it(base: Story, changed: Story) -> None:
    assert merge(base, changed, base).story is changed
    assert merge(base, base, changed).story == changed
    assert merge(base, changed, reloaded(changed)).story is changed
    for sides in ((base, changed, base), (base, base, changed), (base, changed, changed)):
        assert merge(*sides).conflicts.is_empty


@given(stories(), stories(), stories())
@QUICK
def test_a_merge_is_sound_and_holds_what_either_side_alone_changed(
    base: Story, ours: Story, theirs: Story
) -> None:
    found = merge(base, ours, theirs)
    assert_sound(found.story)
    closing = ("closing_from_photos", "closing_credit")  # One value in two fields.
    for path in (*((p,) for p in STORY_PATHS if p != "closing_credit"), closing):
        values = [attrgetter(*path)(side) for side in (base, ours, theirs, found.story)]
        assert_held(*values)
    for photo_id in base.photos:
        sides = [side.photos.get(photo_id) for side in (base, ours, theirs, found.story)]
        if all(sides):
            for path in PHOTO_PATHS:
                assert_held(*(attrgetter(path)(side) for side in sides))


def assert_held(base: object, ours: object, theirs: object, merged: object) -> None:
    if theirs in (base, ours):
        assert merged == ours
    elif ours == base:
        assert merged == theirs


@given(stories(), stories(), stories())
@QUICK
def test_photos_come_and_go_as_either_side_wants(base: Story, ours: Story, theirs: Story) -> None:
    found = merge(base, ours, theirs)
    told = {p.photo for p in found.conflicts.photos}
    for photo_id in {*base.photos, *ours.photos, *theirs.photos}:
        was, mine, other = (photo_id in side.photos for side in (base, ours, theirs))
        wanted = mine if mine != was else other
        assert (photo_id in found.story.photos) == wanted or photo_id in told


@given(stories(), stories(), stories())
@QUICK
def test_the_order_of_photos_that_neither_moved_is_kept(
    base: Story, ours: Story, theirs: Story
) -> None:
    merged = order.photo_ids(merge(base, ours, theirs).story.sequence)
    for one, other in zip(list(merged), list(merged)[1:], strict=False):
        numbers = [order.numbers(side.sequence) for side in (base, ours, theirs)]
        if all(one in n and other in n for n in numbers):
            assert any(n[one] < n[other] for n in numbers)


@given(stories(), stories(), stories())
@QUICK
def test_words_between_photos_are_lost_by_no_merge(base: Story, ours: Story, theirs: Story) -> None:
    """Words that one side put in, and the other never saw, stand in the merged story."""
    if all(order.photos_of(block) for block in base.sequence):  # Else it may be rewritten.
        merged = [said(block) for block in merge(base, ours, theirs).story.sequence]
        for side in (ours, theirs):
            assert {said(block) for block in side.sequence} <= {*merged, None}


def said(block: object) -> object:
    """Return what a block of words says; ``None`` of one of photos."""
    return None if isinstance(block, PhotoBlock | GroupBlock) else block


@given(stories(), stories(), stories())
@QUICK
def test_taking_theirs_settles_a_conflict(base: Story, ours: Story, theirs: Story) -> None:
    found = merge(base, ours, theirs)
    fields = [(None, f.field) for f in found.conflicts.fields]
    if fields:
        after = back.bring_back_fields(found.theirs, fields).apply(found.story)
        left = {(None, f.field) for f in compare(found.theirs, after).fields}
        assert left.isdisjoint(fields)


@given(stories(), stories(), stories())
@QUICK
def test_who_is_who_matters_for_clashes_alone(base: Story, ours: Story, theirs: Story) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    if one.conflicts.is_empty and other.conflicts.is_empty:
        assert set(one.story.photos) == set(other.story.photos)
        # Of two new pictures that came with one id, ours keeps it: then who is who matters for that.
        clash = any(
            not is_same_picture(ours.photos[i], theirs.photos[i])
            for i in (ours.photos.keys() & theirs.photos.keys()) - base.photos.keys()
        )
        both = [
            sorted(repr(replace(photo, id="")) if clash else repr(photo) for photo in photos)
            for photos in (one.story.photos.values(), other.story.photos.values())
        ]
        assert both[0] == both[1]


# ---- cases


def test_two_captions_of_two_people_are_both_there() -> None:
    base = story(3, title="Snow")
    ours = with_words(base, 1, caption="A ferry at dawn.")
    theirs = replace(with_words(base, 2, caption="A gull."), title="Snow in May")
    found = merge(base, ours, theirs)
    assert found.story.photos["p1"].caption == "A ferry at dawn."
    assert found.story.photos["p2"].caption == "A gull."
    assert found.story.title == "Snow in May"
    assert found.conflicts.is_empty
    assert [p.photo for p in found.taken.photos] == ["p2"]


def test_the_same_caption_written_by_both_stands_as_ours_and_is_told() -> None:
    base = story(2)
    ours = with_words(base, 1, caption="Ours", credit="Mina Oh")
    theirs = with_words(base, 1, caption="Theirs", alt="A ferry")
    found = merge(base, ours, theirs)
    merged = found.story.photos["p1"]
    assert (merged.caption, merged.credit, merged.alt) == ("Ours", "Mina Oh", "A ferry")
    (told,) = found.conflicts.photos
    assert [(f.field, f.before, f.after) for f in told.fields] == [("caption", "Theirs", "Ours")]


def test_a_photo_they_removed_stays_if_we_wrote_about_it() -> None:
    base = story(3)
    ours = with_words(base, 2, caption="Found out who this is.")
    theirs = edits.remove_photos(["p2"]).apply(base)
    found = merge(base, ours, theirs)
    assert list(order.photo_ids(found.story.sequence)) == ["p1", "p2", "p3"]
    (told,) = found.conflicts.photos
    assert told.standing is Standing.ADDED
    gone = back.bring_back_photo(found.theirs, "p2").apply(found.story)
    assert list(gone.photos) == ["p1", "p3"]


def test_a_photo_we_removed_stays_removed_and_their_words_for_it_are_told() -> None:
    base = story(3)
    theirs = with_words(base, 2, caption="Found out who this is.")
    found = merge(base, edits.remove_photos(["p2"]).apply(base), theirs)
    assert "p2" not in found.story.photos
    (told,) = found.conflicts.photos
    assert told.standing is Standing.REMOVED
    again = back.bring_back_photo(found.theirs, "p2").apply(found.story)
    assert again.photos["p2"].caption == "Found out who this is."
    assert list(order.photo_ids(again.sequence)) == ["p1", "p2", "p3"]


def test_photos_added_by_both_come_in_where_each_put_them() -> None:
    base = story(3)
    ours = edits.add_photos([photo(4)]).apply(base)
    theirs = edits.add_photos([photo(5)], before="p2").apply(base)
    found = merge(base, ours, theirs)
    assert sketch(found.story) == "p1 | p5 | p2 | p3 | p4"


def test_two_new_photos_of_one_id_are_both_kept() -> None:
    base = story(1)
    ours = edits.add_photos([photo(2, file="/a/one.jpg", digest="sha256:a")]).apply(base)
    theirs = edits.add_photos([photo(2, file="/a/other.jpg", digest="sha256:b")]).apply(base)
    theirs = replace(theirs, waivers=(Waiver("caption-thin", "p2", "caption", "Short"),))
    found = merge(base, ours, theirs)
    assert [p.file for p in found.story.photos.values()][1:] == ["/a/one.jpg", "/a/other.jpg"]
    other = list(found.story.photos)[2]
    assert sketch(found.story) == f"p1 | {other} | p2"
    assert found.story.waivers[0].photo == other


def test_the_same_new_picture_of_both_is_one_photo() -> None:
    base = story(1)
    ours = edits.add_photos([photo(2, digest="sha256:a", caption="Ours")]).apply(base)
    theirs = edits.add_photos([photo(2, digest="sha256:a", caption="", credit="Oh")]).apply(base)
    found = merge(base, ours, theirs)
    assert sketch(found.story) == "p1 | p2"
    assert (found.story.photos["p2"].caption, found.story.photos["p2"].credit) == ("Ours", "Oh")


def test_moves_of_both_are_both_made() -> None:
    base = story(6)
    ours = replace(base, sequence=order.move(base.sequence, ["p6"], "p1"))
    theirs = replace(base, sequence=order.move(base.sequence, ["p2"], "p5"))
    assert sketch(merge(base, ours, theirs).story) == "p6 | p1 | p3 | p4 | p2 | p5"


def test_a_group_of_theirs_and_words_of_ours_come_together() -> None:
    base = laid_out("p1", "p2", "p3", "p4")
    ours = replace(base, sequence=(HeadingBlock("Dawn"), *base.sequence))
    theirs = replace(
        base, sequence=(PhotoBlock("p1"), GroupBlock(("p2", "p3"), "pair"), PhotoBlock("p4"))
    )
    assert sketch(merge(base, ours, theirs).story) == "# Dawn | p1 | (p2 p3):pair | p4"


def test_texts_of_both_are_both_there_and_one_rewritten_by_both_is_told() -> None:
    text = TextBlock("The harbour lies still in the morning, and nobody is there.")
    base = laid_out("p1", text, "p2")
    ours = replace(base, sequence=(*base.sequence, TextBlock("An end of ours.")))
    theirs = replace(base, sequence=(HeadingBlock("A head of theirs"), *base.sequence))
    merged = merge(base, ours, theirs).story
    assert sketch(merged).startswith("# A head of theirs | p1 | The harbour")
    assert sketch(merged).endswith("p2 | An end of ours.")
    changed = [
        replace(base, sequence=(base.sequence[0], replace(text, text=words), base.sequence[2]))
        for words in (f"{text.text} Ours.", f"{text.text} Theirs.")
    ]
    found = merge(base, *changed)
    assert found.story == changed[0]
    (told,) = found.conflicts.blocks
    assert told.before.words.endswith("Theirs.")
    taken = back.bring_back_block(found.theirs, told).apply(found.story)
    assert taken == changed[1]


def test_lists_take_what_both_put_in_and_leave_what_either_took_out() -> None:
    base = with_words(story(1, dictionary=("Wonsan",)), 1, keywords=("snow", "dawn"))
    ours = with_words(replace(base, dictionary=("Wonsan", "Oh")), 1, keywords=("snow", "sea"))
    theirs = with_words(
        replace(base, dictionary=("Hamhung",)), 1, keywords=("snow", "dawn", "ferry")
    )
    found = merge(base, ours, theirs)
    assert found.conflicts.is_empty
    assert found.story.dictionary == ("Oh", "Hamhung")
    assert found.story.photos["p1"].keywords == ("snow", "sea", "ferry")


def test_a_link_put_right_by_both_is_a_conflict_and_stands_once() -> None:
    link = Link("related", "Mroe", "https://example.org/more")
    base = story(1, links=(link,))
    ours, theirs = (
        replace(base, links=(replace(link, label=label),)) for label in ("More", "More of it")
    )
    found = merge(base, ours, theirs)
    assert [one.label for one in found.story.links] == ["More"]
    assert [f.field for f in found.conflicts.fields] == ["links"]


def test_a_name_decided_by_both_is_decided_once() -> None:
    base = story(1)
    ours = replace(base, names=(AcceptedName("Mina Oh", "person"),))
    theirs = replace(base, names=(AcceptedName("Mina Oh"), AcceptedName("Wonsan", "place")))
    assert [name.name for name in merge(base, ours, theirs).story.names] == ["Mina Oh", "Wonsan"]


def test_what_either_side_hides_is_hidden() -> None:
    base = with_words(story(1), 1, hidden=(FACE,))
    ours = with_words(base, 1, hidden=(FACE, PLATE))
    theirs = with_words(base, 1, hidden=())
    assert set(merge(base, ours, theirs).story.photos["p1"].hidden) == {FACE, PLATE}
    assert set(merge(base, theirs, ours).story.photos["p1"].hidden) == {PLATE}


def test_keys_of_other_programs_are_merged_one_by_one() -> None:
    base = story(1, extra=(("x-desk", 1), ("x-state", "draft")))
    ours = replace(base, extra=(("x-desk", 2), ("x-state", "draft")))
    theirs = replace(base, extra=(("x-desk", 1), ("x-state", "done"), ("x-more", [1])))
    found = merge(base, ours, theirs)
    assert dict(found.story.extra) == {"x-desk": 2, "x-state": "done", "x-more": [1]}
    assert found.conflicts.is_empty


def test_a_key_of_another_program_taken_out_here_and_changed_there_is_told() -> None:
    base = story(1, extra=(("x-desk", 1),))
    found = merge(base, replace(base, extra=()), replace(base, extra=(("x-desk", 2),)))
    assert found.story.extra == ()
    assert found.conflicts.count == 1


def test_a_picture_that_they_replaced_or_moved_is_theirs() -> None:
    base = with_words(story(2), 1, digest="sha256:a", width=40)
    ours = with_words(base, 1, caption="Ours")
    moved = with_words(base, 1, file="/elsewhere/one.jpg")
    merged = merge(base, ours, moved).story.photos["p1"]
    assert (merged.file, merged.caption) == ("/elsewhere/one.jpg", "Ours")
    other = with_words(base, 1, file="/elsewhere/other.jpg", digest="sha256:b", width=80)
    merged = merge(base, ours, other).story.photos["p1"]
    assert (merged.digest, merged.width, merged.caption) == ("sha256:b", 80, "Ours")


def test_words_confirmed_here_stay_confirmed() -> None:
    base = with_words(story(1), 1, from_file=frozenset({"caption", "credit"}))
    ours = with_words(base, 1, from_file=frozenset({"credit"}))
    theirs = with_words(base, 1, credit="Mina Oh", from_file=frozenset({"caption"}))
    assert merge(base, ours, theirs).story.photos["p1"].from_file == frozenset()


def test_without_a_common_story_ours_stands_and_everything_else_is_told() -> None:
    ours, theirs = story(2, title="Ours"), with_words(story(2, title="Theirs"), 1, credit="Oh")
    found = merge(None, ours, theirs)
    assert found.story is ours
    assert [f.field for f in found.conflicts.fields] == ["title"]
    assert [f.field for p in found.conflicts.photos for f in p.fields] == ["credit"]


def test_taking_a_merge_is_one_step_that_leaves_alone_what_is_the_same() -> None:
    base = laid_out("p1", TextBlock("Words"), "p2")
    theirs = with_words(reloaded(base), 1, caption="Theirs")
    after = take_merged(merge(base, base, theirs).story).apply(base)
    assert after.sequence[1] is base.sequence[1]
    assert after.photos["p2"] is base.photos["p2"]
    assert after.photos["p1"].caption == "Theirs"
    assert take_merged(merge(base, base, reloaded(base)).story).apply(base) is base


def test_many_photos_with_an_edit_each_are_merged_value_by_value() -> None:
    base = story_of(*(photo(n) for n in range(1, 2001)))
    ours = base
    for number in range(1, 2001, 2):
        ours = with_words(ours, number, credit="Ours")
    theirs = with_words(base, 2000, credit="Theirs")
    merged = merge(base, ours, theirs).story
    assert merged.photos["p1999"].credit == "Ours"
    assert merged.photos["p2000"].credit == "Theirs"


names = st.sampled_from(["p1", "p2", "p3", "p4"])


@given(st.lists(st.tuples(names, names), max_size=3), st.lists(st.tuples(names, names), max_size=3))
@QUICK
def test_moves_alone_never_lose_or_double_a_row(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    base = laid_out("p1", TextBlock("Dawn over the sea"), "p2", ("p3", "p4"), HeadingBlock("End"))
    ours, theirs = base, base
    for moved, before in one:
        ours = replace(ours, sequence=order.move(ours.sequence, [moved], before))
    for moved, before in other:
        theirs = replace(theirs, sequence=order.move(theirs.sequence, [moved], before))
    merged = merge(base, ours, theirs).story
    assert sorted(order.photo_ids(merged.sequence)) == ["p1", "p2", "p3", "p4"]
    assert sum(not order.photos_of(block) for block in merged.sequence) == 2
