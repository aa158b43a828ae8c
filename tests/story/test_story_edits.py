"""Every way a story can change, words first."""

from dataclasses import replace

import pytest
from factories import ids, photo, story, story_of

from curator.story import blocks, edits
from curator.story.edits import DEFAULT_FIELDS, PHOTO_FIELDS, STORY_FIELDS, EditKind, read_field
from curator.story.values import (
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    Place,
    Source,
    TextBlock,
)

VALUES = {"keywords": ["sea", "dawn"], "persons": ["Kim Il"], "rating": 4, "mark": "pick"}


@pytest.mark.parametrize("field", PHOTO_FIELDS)
def test_every_field_of_a_photo_takes_what_is_typed(field: str) -> None:
    value = VALUES.get(field.rpartition(".")[2], "typed")
    after = edits.set_field(["p2"], field, value).apply(story(3))
    expected = tuple(value) if isinstance(value, list) else value
    assert read_field(after.photos["p2"], field) == expected
    assert after.photos["p1"] == story(3).photos["p1"]


@pytest.mark.parametrize("field", STORY_FIELDS)
def test_every_text_of_the_story_takes_what_is_typed(field: str) -> None:
    assert getattr(edits.set_story(field, "typed").apply(story()), field) == "typed"


@pytest.mark.parametrize("field", DEFAULT_FIELDS)
def test_every_default_takes_what_is_typed(field: str) -> None:
    after = edits.set_default(field, "typed").apply(story())
    assert read_field(after.defaults, field) == "typed"


def test_a_field_that_a_story_does_not_have_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="photos"):
        edits.set_story("photos", "x")


def test_one_field_of_a_selection_gets_one_value_and_the_others_stay() -> None:
    before = story(4)
    after = edits.set_field(["p1", "p3"], "credit", "Mina Oh").apply(before)
    assert [p.credit for p in after.photos.values()] == ["Mina Oh", "", "Mina Oh", ""]
    assert [p.caption for p in after.photos.values()] == [p.caption for p in before.photos.values()]


def test_one_part_of_the_place_leaves_the_others() -> None:
    before = story_of(photo(1, place=Place(city="Wonsan", country="Korea")))
    after = edits.set_field(["p1"], "place.city", "Hamhung").apply(before)
    assert after.photos["p1"].place == Place(city="Hamhung", country="Korea")


def test_words_are_cleaned_as_their_field_asks() -> None:
    typed = "one\r\ntwo\0\tthree"
    after = edits.set_fields({"p1": {"caption": typed, "credit": typed}}).apply(story())
    assert after.photos["p1"].caption == "one\ntwo\tthree"
    assert after.photos["p1"].credit == "one two three"


def test_a_list_loses_blanks_and_repeats() -> None:
    after = edits.set_field(["p1"], "keywords", [" sea ", "", "sea", "da\nwn"]).apply(story())
    assert after.photos["p1"].keywords == ("sea", "da wn")


NOTHING_TO_DO = [
    edits.set_field(["p1"], "caption", "Caption 1"),
    edits.set_field(["p1"], "caption", "Caption\x00 1"),
    edits.set_field(["gone"], "caption", "x"),
    edits.set_field([], "caption", "x"),
    edits.set_fields({}),
    edits.confirm(["p1", "gone"]),
    edits.add_photos([photo(1, caption="other")]),
    edits.add_photos([]),
    edits.remove_photos(["gone"]),
    edits.set_aside(["gone"]),
    edits.bring_back(["p1", "gone"]),
    edits.move(["p1"], "p2"),
    edits.move(["p3"], None),
    edits.move(["gone"], "p1"),
    edits.move_by(["p1"], -1),
    edits.move_by(["gone"], 1),
    edits.move_to(["p2"], 2),
    edits.arrange(["p1", "p3"]),
    blocks.set_layout(["p1"], ""),
    edits.set_story("title", ""),
    edits.set_default("credit", ""),
    edits.set_source("", ""),
    edits.set_links([]),
    blocks.set_block_text(-1, "x"),
    edits.set_aside([-1]),
]


@pytest.mark.parametrize("edit", NOTHING_TO_DO, ids=lambda edit: edit.kind.name)
def test_an_edit_with_nothing_to_do_returns_the_very_story(edit: edits.Edit) -> None:
    before = story(3)
    assert edit.apply(before) is before


def test_an_edit_names_its_photos_and_its_field() -> None:
    edit = edits.set_field(iter(["p1", "p2"]), "alt", "x", burst="b")
    assert (edit.kind, edit.photos, edit.field, edit.burst) == (
        EditKind.FIELD, ("p1", "p2"), "alt", "b",
    )  # fmt: skip


# ---- words from the file


def from_file_story():
    return story_of(photo(1, credit="Oh", from_file=frozenset({"caption", "credit", "place"})))


def test_a_change_takes_the_mark_of_the_file_from_that_field_only() -> None:
    after = edits.set_field(["p1"], "caption", "mine").apply(from_file_story())
    assert after.photos["p1"].from_file == {"credit", "place"}


def test_typing_the_same_words_confirms_them() -> None:
    after = edits.set_field(["p1"], "credit", "Oh").apply(from_file_story())
    assert after.photos["p1"].from_file == {"caption", "place"}


def test_a_part_of_the_place_confirms_the_place() -> None:
    after = edits.set_field(["p1"], "place.city", "Wonsan").apply(from_file_story())
    assert after.photos["p1"].from_file == {"caption", "credit"}


def test_confirming_takes_the_marks_and_leaves_the_words() -> None:
    before = from_file_story()
    assert edits.confirm(["p1"], ["caption"]).apply(before).photos["p1"].from_file == {
        "credit",
        "place",
    }
    after = edits.confirm(["p1"]).apply(before).photos["p1"]
    assert not after.from_file
    assert (after.caption, after.credit) == ("Caption 1", "Oh")


def test_confirming_a_field_without_a_mark_changes_nothing() -> None:
    before = from_file_story()
    assert edits.confirm(["p1"], ["alt"]).apply(before) is before


# ---- photos in and out


def shown(after) -> list[str]:
    return [b.photo for b in after.sequence if isinstance(b, PhotoBlock)]


def test_photos_come_in_at_the_end_before_a_row_or_set_aside() -> None:
    new = [photo(8), photo(9)]
    assert shown(edits.add_photos(new).apply(story(2))) == ["p1", "p2", "p8", "p9"]
    assert shown(edits.add_photos(new, before="p2").apply(story(2))) == ["p1", "p8", "p9", "p2"]
    aside = edits.add_photos(new, in_sequence=False).apply(story(2))
    assert shown(aside) == ["p1", "p2"]
    assert list(aside.photos) == ["p1", "p2", "p8", "p9"]


def test_a_photo_that_is_there_already_keeps_its_words() -> None:
    after = edits.add_photos([photo(1, caption="other"), photo(9)]).apply(story(2))
    assert after.photos["p1"].caption == "Caption 1"
    assert shown(after) == ["p1", "p2", "p9"]


def test_a_photo_named_twice_comes_in_and_back_once() -> None:
    assert shown(edits.add_photos([photo(9), photo(9)]).apply(story(1))) == ["p1", "p9"]
    aside = edits.set_aside(["p1"]).apply(story(2))
    assert shown(edits.bring_back(["p1", "p1"]).apply(aside)) == ["p2", "p1"]


def test_a_photo_set_aside_keeps_its_words_and_comes_back_where_it_is_wanted() -> None:
    aside = edits.set_aside(["p1", "p3"]).apply(story(4))
    assert shown(aside) == ["p2", "p4"]
    assert aside.photos["p3"].caption == "Caption 3"
    back = edits.bring_back(["p3", "p1", "p4"], before="p4").apply(aside)
    assert shown(back) == ["p2", "p3", "p1", "p4"]


def test_a_photo_removed_is_gone_from_photos_and_sequence() -> None:
    after = edits.remove_photos(["p2"]).apply(story(3))
    assert list(after.photos) == shown(after) == ["p1", "p3"]


# ---- blocks


def blocks_story():
    blocks = [
        HeadingBlock("Morning"),
        PhotoBlock("p1", "wide"),
        GroupBlock(("p2", "p3"), "pair"),
        TextBlock("Then it rained."),
        OtherBlock((("map", "x"),)),
    ]
    return story_of(photo(1), photo(2), photo(3), sequence=blocks)


def test_a_layout_is_given_to_single_photos_only() -> None:
    after = blocks.set_layout(["p1", "p2"], "full").apply(blocks_story())
    assert after.sequence[1] == PhotoBlock("p1", "full")
    assert after.sequence[2] == GroupBlock(("p2", "p3"), "pair")


def test_texts_and_headings_come_in_cleaned_before_their_row() -> None:
    text, heading = TextBlock("a\r\nb\0"), HeadingBlock("a\r\nb")
    after = blocks.insert_block(text, "p1").apply(story(1))
    after = blocks.insert_block(heading, None).apply(after)
    assert after.sequence == (TextBlock("a\nb"), PhotoBlock("p1"), HeadingBlock("a b"))
    assert after.sequence[0].key == text.key


def test_the_words_of_one_block_change_and_its_key_stays() -> None:
    before = blocks_story()
    heading, text = before.sequence[0], before.sequence[3]
    after = blocks.set_block_text(text.key, "It\r\nshone.").apply(before)
    after = blocks.set_block_text(heading.key, "At\nnoon").apply(after)
    assert (after.sequence[0].heading, after.sequence[3].text) == ("At noon", "It\nshone.")
    assert (after.sequence[0].key, after.sequence[3].key) == (heading.key, text.key)


def test_text_blocks_go_and_photos_stay() -> None:
    before = blocks_story()
    after = edits.set_aside([before.sequence[0].key, before.sequence[3].key]).apply(before)
    assert after.sequence == before.sequence[1:3] + before.sequence[4:]


def test_links_and_source_are_cleaned_and_keep_what_this_version_does_not_know() -> None:
    extra = (("rel", "me"),)
    before = story(1, source=Source("Old", "", extra))
    after = edits.set_source("The\nPaper", "https://paper.example ").apply(before)
    assert after.source == Source("The Paper", "https://paper.example ", extra)
    after = edits.set_links([Link("next", "More\0", "https://a.example", extra)]).apply(before)
    assert after.links == (Link("next", "More", "https://a.example", extra),)


def test_photos_are_arranged_in_the_places_that_they_fill() -> None:
    after = edits.arrange(["p4", "p1", "p3"]).apply(story(4))
    assert shown(after) == ["p4", "p2", "p1", "p3"]
    after = edits.arrange(["p2", "p2", "p1", "gone"]).apply(story(3))
    assert shown(after) == ["p2", "p1", "p3"]


def test_rows_move_before_a_row_by_steps_and_to_a_place() -> None:
    assert shown(edits.move(["p1"], "p3").apply(story(4))) == ["p2", "p1", "p3", "p4"]
    assert shown(edits.move_by(["p1", "p3"], 1).apply(story(4))) == ["p2", "p1", "p3", "p4"]
    assert shown(edits.move_to(["p4"], 1).apply(story(4))) == ["p4", "p1", "p2", "p3"]
    assert shown(edits.move_to(ids(2), 99).apply(story(4))) == ["p3", "p4", "p1", "p2"]


def test_many_fields_of_a_photo_are_set_at_once_as_if_one_after_the_other() -> None:
    given = {name: VALUES.get(name, " a\tb\0 ") for name in PHOTO_FIELDS}
    before = story_of(photo(1, from_file=frozenset({"caption", "place", "look"})), photo(2))
    one_by_one = before
    for name, value in given.items():
        one_by_one = edits.set_field(["p1"], name, value).apply(one_by_one)
    after = edits.set_fields({"p1": given, "gone": given}).apply(before)
    assert after == one_by_one
    assert after.photos["p1"].from_file == {"look"}
    assert type(after.photos["p1"].from_file) is frozenset
    assert after.photos["p2"] is before.photos["p2"]
    assert edits.set_fields({"p1": given}).apply(after) is after


def test_a_photo_is_copied_once_however_many_fields_are_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copies: list[object] = []

    def counted(value: object, **changes: object) -> object:
        copies.append(value)
        return replace(value, **changes)  # type: ignore[type-var]

    before = story_of(photo(1, from_file=frozenset({"caption"})))
    given = {name: VALUES.get(name, "typed") for name in PHOTO_FIELDS}
    monkeypatch.setattr(edits, "replace", counted)
    monkeypatch.setattr(Photo, "with_values", lambda one, values: counted(one, **values))
    edits.set_fields({"p1": given}).apply(before)
    assert copies == [before.photos["p1"].place, before.photos["p1"], before]


def test_a_photo_with_other_values_is_what_replace_makes_of_it() -> None:
    before = photo(1, rating=3, extra=(("x", 1),))
    given = {"caption": "Another", "place": Place(city="Wonsan"), "rating": 0}
    assert before.with_values(given) == replace(before, **given)
    assert before.with_values({}) == before
