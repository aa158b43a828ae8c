"""Pictures parted from their words: changed, replaced, and second copies of blocks."""

from dataclasses import fields, replace

import pytest
from block_sketches import laid_out, sketch
from factories import photo, story_of

from curator.story import pictures
from curator.story.edits import EditKind
from curator.story.values import (
    GroupBlock,
    HeadingBlock,
    OtherBlock,
    Photo,
    PhotoBlock,
    Place,
    QuoteBlock,
    TextBlock,
)

OF_WORDS = tuple(
    field.name for field in fields(Photo) if field.name not in (*pictures.OF_PICTURE, "id")
)

PICTURE = {
    "digest": "d", "width": 60, "height": 40, "raw": "/pictures/1.NEF", "look": "0f" * 8,
    "camera": "Maker Model", "taken": "2026-03-14T07:42", "refused_file": "",
}  # fmt: skip
WORDS = {
    "credit": "Mina Oh/Agency", "photographer": "Mina Oh", "alt": "A wall", "headline": "Wall",
    "place": Place(city="Wonsan"), "keywords": ("wall",), "rating": 4, "mark": "pick",
    "extra": (("note", 1),),
}  # fmt: skip


def of(one: Photo, names: tuple[str, ...]) -> list[object]:
    return [getattr(one, name) for name in names if name != "from_file"]


@pytest.fixture
def story():
    return story_of(photo(1, **PICTURE, **WORDS), photo(2, taken="2025-01-01"), photo(3))


def test_what_is_of_the_picture_and_what_is_words_is_told_of_every_field():
    assert set(pictures.OF_PICTURE) | set(OF_WORDS) | {"id"} == {f.name for f in fields(Photo)}
    assert "caption" in OF_WORDS
    assert "file" in pictures.OF_PICTURE


def test_pictures_change_places_and_the_words_stay(story):
    edit = pictures.swap_pictures("p1", "p2")
    after = edit.apply(story)
    for one, other in (("p1", "p2"), ("p2", "p1")):
        assert of(after.photos[one], OF_WORDS) == of(story.photos[one], OF_WORDS)
        assert of(after.photos[one], pictures.OF_PICTURE) == of(
            story.photos[other], pictures.OF_PICTURE
        )
    assert after.sequence is story.sequence
    assert after.photos["p3"] is story.photos["p3"]
    assert edit.apply(after) == story
    assert (edit.kind, edit.photos) == (EditKind.SWAP_PICTURES, ("p1", "p2"))


def test_words_change_places_and_the_pictures_stay(story):
    edit = pictures.swap_words("p1", "p2")
    after = edit.apply(story)
    for one, other in (("p1", "p2"), ("p2", "p1")):
        assert of(after.photos[one], OF_WORDS) == of(story.photos[other], OF_WORDS)
        assert of(after.photos[one], pictures.OF_PICTURE) == of(
            story.photos[one], pictures.OF_PICTURE
        )
        assert after.photos[one].id == one
    assert edit.apply(after) == story


def test_what_nobody_confirmed_goes_along_with_what_it_is_about():
    one = photo(1, taken="2026-01-01", from_file=frozenset({"taken", "credit"}))
    other = photo(2, taken="2025-01-01", from_file=frozenset({"caption"}))
    story = story_of(one, other)
    after = pictures.swap_pictures("p1", "p2").apply(story).photos
    assert (after["p1"].from_file, after["p2"].from_file) == ({"credit"}, {"caption", "taken"})
    after = pictures.swap_words("p1", "p2").apply(story).photos
    assert (after["p1"].from_file, after["p2"].from_file) == ({"caption", "taken"}, {"credit"})


@pytest.mark.parametrize("swap", [pictures.swap_pictures, pictures.swap_words])
def test_there_are_two_to_change_places(story, swap):
    for pair in (("p1", "p1"), ("p1", "gone"), ("gone", "p1")):
        assert swap(*pair).apply(story) is story
    twins = story_of(photo(1), replace(photo(1), id="p2"))
    assert swap("p1", "p2").apply(twins) is twins


def test_a_photo_gets_another_picture_and_keeps_its_words(story):
    new = photo(9, file="/new/DSC_0009.JPG", caption="Of the file", width=90, look="ff" * 8)
    edit = pictures.replace_picture("p1", new)
    after = edit.apply(story).photos
    assert of(after["p1"], OF_WORDS) == of(story.photos["p1"], OF_WORDS)
    assert of(after["p1"], pictures.OF_PICTURE) == of(new, pictures.OF_PICTURE)
    assert list(after) == list(story.photos)


def test_a_picture_that_the_story_has_already_changes_places_with_the_one_it_replaces(story):
    there = replace(photo(9), file=story.photos["p2"].file)
    after = pictures.replace_picture("p1", there).apply(story)
    assert after == pictures.swap_pictures("p1", "p2").apply(story)


def test_a_picture_is_not_replaced_by_itself_nor_one_that_is_gone(story):
    assert pictures.replace_picture("p1", story.photos["p1"]).apply(story) is story
    assert pictures.replace_picture("gone", photo(9)).apply(story) is story


def test_a_file_saved_anew_under_its_name_is_taken_over(story):
    anew = replace(photo(9), file=story.photos["p1"].file, digest="sha256:anew", width=1200)
    after = pictures.replace_picture("p1", anew).apply(story).photos["p1"]
    assert (after.digest, after.width) == ("sha256:anew", 1200)
    assert after.caption == story.photos["p1"].caption


def test_photos_whose_files_are_refused_are_not_taken_for_one():
    story = story_of(photo(1, file=""), photo(2, file=""))
    after = pictures.replace_picture("p1", photo(9, file="", refused_file="../x.jpg")).apply(story)
    assert after.photos["p2"] is story.photos["p2"]


# ---- second copies


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (["p1"], "p1:wide | p1-2:wide | (p2 p3):pair “Both” | p4:lead"),
        (["p4"], "p1:wide | (p2 p3):pair “Both” | p4:lead | p4-2"),
        (
            ["p2", "p3"],
            "p1:wide | (p2 p3):pair “Both” | (p2-2 p3-2):pair “Both” | p4:lead",
        ),
        (["p3"], "p1:wide | (p2 p3):pair “Both” | p3-2 | p4:lead"),
        (
            ["p4", "p1", "p1"],
            "p1:wide | (p2 p3):pair “Both” | p4:lead | p1-2:wide | p4-2",
        ),
    ],
)
def test_copies_stand_behind_the_last_of_what_is_duplicated(chosen, expected):
    group = GroupBlock(("p2", "p3"), "pair", caption="Both")
    story = laid_out(PhotoBlock("p1", "wide"), group, PhotoBlock("p4", "lead"), photos=4)
    edit = pictures.duplicate(chosen)
    assert sketch(edit.apply(story)) == expected
    assert edit.photos == tuple(dict.fromkeys(chosen))


def test_a_copy_of_a_photo_has_the_same_picture_and_the_same_words(story):
    after = pictures.duplicate(["p1"]).apply(story).photos
    assert after["p1-2"] == replace(story.photos["p1"], id="p1-2")
    assert list(after) == ["p1", "p2", "p3", "p1-2"]


def test_copies_never_take_the_name_of_a_photo_that_is_there():
    story = story_of(photo(1), replace(photo(2), id="p1-2"), sequence=[PhotoBlock("p1")])
    once = pictures.duplicate(["p1"]).apply(story)
    assert sketch(once) == "p1 | p1-3"
    assert sketch(pictures.duplicate(["p1", "p1-3"]).apply(once)) == "p1 | p1-3 | p1-4 | p1-3-2"


def test_copies_of_words_are_blocks_of_their_own():
    words = [TextBlock("t", extra=(("note", 1),)), HeadingBlock("h"), QuoteBlock("q", "Jo")]
    story = laid_out(*words, "p1")
    after = pictures.duplicate(block.key for block in words).apply(story)
    assert sketch(after) == "t | # h | “q”Jo | t | # h | “q”Jo | p1"
    assert after.sequence[3].extra == (("note", 1),)
    assert len({block.key for block in after.sequence[:6]}) == 6


def test_only_what_is_in_the_sequence_is_duplicated():
    other = OtherBlock((("map", 1),))
    story = laid_out("p1", other, photos=2)
    assert pictures.duplicate(["p2", "gone", other.key]).apply(story) is story
