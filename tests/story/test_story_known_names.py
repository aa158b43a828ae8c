"""The words that a story spells right by having them: names of its fields, its dictionary, and what stands often."""

import time
from dataclasses import replace

import pytest
from factories import photo, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.story import blocks, edits
from curator.story.dictionary import add_word, remove_word
from curator.story.known_names import KnownNames
from curator.story.table import PhotoTable
from curator.story.values import (
    Defaults,
    HeadingBlock,
    PhotoBlock,
    PhotoId,
    Place,
    Source,
    Story,
    TextBlock,
)


def known(**values):
    return KnownNames(story_of(photo(1, **values)))


@pytest.mark.parametrize(
    "values",
    [
        {"persons": ("Ngozi Okonkwo",)},
        {"photographer": "Ngozi Okonkwo"},
        {"credit": "Ngozi Okonkwo/AFP"},
        {"place": Place("Okonkwo Square", "", "", "")},
        {"place": Place("", "Okonkwo")},
        {"place": Place("", "", "Okonkwo")},
        {"place": Place("", "", "", "OKONKWO")},
    ],
)
def test_every_word_of_a_photos_names_is_right(values):
    assert "Okonkwo" in known(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"byline": "By Ngozi Okonkwo"},
        {"source": Source("The Okonkwo Times")},
        {"dictionary": ("Okonkwo",)},
        {"defaults": Defaults(credit="Okonkwo Agency")},
        {"defaults": Defaults(photographer="Okonkwo")},
        {"defaults": Defaults(place=Place("", "Okonkwo"))},
    ],
)
def test_every_word_of_the_storys_names_is_right(values):
    assert "Okonkwo" in KnownNames(Story(**values))


def test_words_of_captions_are_not_right_for_standing_there():
    names = known(caption="A judge, Okonkwo, waits for soliders.")
    assert "Okonkwo" not in names
    assert "soliders" not in names
    assert names.uses("Okonkwo")
    assert not names.uses("soliders")


def test_a_capital_that_opens_a_sentence_makes_no_name():
    assert not known(caption="Okonkwo waits. Eze left.").uses("Okonkwo")


def test_names_of_several_parts_are_right_whole_and_by_part():
    names = known(persons=("Kim Yong-chol", "Ludwig van Eyck", "Cre\u0301mer"))
    for word in ("Yong-chol", "Yong", "chol", "van", "Van", "Crémer"):
        assert word in names
    assert "yong" not in names


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Okonko", "Okonkwo"),
        ("Okonkwoo", "Okonkwo"),
        ("Okonkow", "Okonkwo"),
        ("Maisuradse", "Maisuradze"),
        ("Okonkwo", ""),
        ("Okinawa", ""),
        ("Oko", ""),
        ("", ""),
    ],
)
def test_a_word_close_to_a_name_is_taken_for_that_name_misspelt(word, name):
    assert known(persons=("Ngozi Okonkwo", "Giorgi Maisuradze")).near(word) == name


def test_short_names_that_differ_in_a_letter_are_two_names():
    assert known(persons=("Hansen",)).near("Jansen") == ""


def test_among_captions_the_spelling_that_stands_more_often_counts():
    captions = ["a judge, Okonkwo, waits"] * 2 + ["a judge, Okonko, waits"]
    names = KnownNames(story_of(*(photo(n, caption=c) for n, c in enumerate(captions))))
    assert names.near("Okonko") == "Okonkwo"
    assert names.near("Okonkwo") == ""


def test_two_spellings_that_stand_equally_often_are_both_left_alone():
    captions = ["a judge, Okonkwo, waits", "a judge, Okonko, waits"] * 3
    names = KnownNames(story_of(*(photo(n, caption=c) for n, c in enumerate(captions))))
    assert names.near("Okonko") == names.near("Okonkwo") == ""


def test_names_follow_the_edits_of_a_story():
    story = story_of(photo(1), photo(2))
    names = KnownNames(story)
    for edit, word, is_right in (
        (edits.set_field([PhotoId("p1")], "persons", ["Okonkwo"]), "Okonkwo", True),
        (edits.set_field([PhotoId("p2")], "persons", ["Okonkwo"]), "Okonkwo", True),
        (edits.set_field([PhotoId("p1")], "persons", ["Eze"]), "Okonkwo", True),
        (edits.remove_photos([PhotoId("p2")]), "Okonkwo", False),
        (edits.set_default("credit", "Nwosu"), "Nwosu", True),
        (add_word("xqzt"), "xqzt", True),
        (remove_word("xqzt"), "xqzt", False),
    ):
        story = edit.apply(story)
        names.follow(story)
        assert names.catch_up()
        assert (word in names) == is_right


def test_a_change_of_names_forgets_only_what_it_can_touch():
    story = story_of(photo(1, persons=("Okonkwo", "Maisuradze")), photo(2), photo(3))
    names = KnownNames(story)
    asked = {"Okonko": "Okonkwo", "Maisuradse": "Maisuradze", "Xqztwvbn": "", "Lindqist": ""}
    assert {word: names.near(word) for word in asked} == asked
    assert all(map(names.has_looked, asked))
    story = edits.set_field([PhotoId("p2")], "persons", ["Ann Lindqvist"]).apply(story)
    names.follow(story)
    names.catch_up()
    assert [word for word in asked if not names.has_looked(word)] == ["Lindqist"]
    assert names.near("Lindqist") == "Lindqvist"
    story = edits.remove_photos([PhotoId("p1")]).apply(story)
    names.follow(story)
    names.catch_up()
    assert [word for word in asked if not names.has_looked(word)] == ["Okonko", "Maisuradse"]
    assert names.near("Okonko") == ""


def test_typing_in_a_caption_of_many_names_looks_for_none_of_them_again():
    many = [
        f"{a}{b}{c}" for a in ("Kor", "Lam", "Wen") for b in ("il", "op") for c in ("sen", "dorf")
    ]
    story = story_of(photo(1, persons=("Okonkwo",)), photo(2))
    names = KnownNames(story)
    for length in range(1, 8):
        caption = f"a judge, {', '.join(f'with {name}' for name in many)} and {'Nwosuxyz'[:length]}"
        story = edits.set_field([PhotoId("p2")], "caption", caption).apply(story)
        names.follow(story)
        names.catch_up()
        assert length == 1 or all(map(names.has_looked, many))
        assert not any(map(names.near, many))


def test_what_was_found_while_the_names_changed_is_not_kept(monkeypatch):
    story = story_of(photo(1, persons=("Okonkwo",)))
    names = KnownNames(story)
    close = KnownNames._close

    def interrupted(self, word):
        found = list(close(self, word))
        names.follow(Story())
        names.catch_up()
        return iter(found)

    monkeypatch.setattr(KnownNames, "_close", interrupted)
    names.near("Okonko")
    monkeypatch.undo()
    assert names.near("Okonko") == ""


def test_texts_between_photos_are_followed():
    block = TextBlock("with Okonkwo")
    story = Story(sequence=(block, HeadingBlock("In Old Enugu")))
    names = KnownNames(story)
    assert names.uses("Okonkwo")
    assert not names.uses("Old")  # Many a heading has capitals throughout.
    names.follow(blocks.set_block_text(block.key, "with Eze").apply(story))
    names.catch_up()
    assert not names.uses("Okonkwo")
    assert names.uses("Eze")


def test_words_of_a_personal_dictionary_are_right_as_well():
    names = known(persons=("Okonkwo",))
    names.accept(["Arirang", "xqzt"])
    assert {"Arirang", "xqzt", "Xqzt"} <= {w for w in ("Arirang", "xqzt", "Xqzt") if w in names}
    names.accept([])
    assert "Arirang" not in names
    assert "Okonkwo" in names


def test_a_large_story_is_learnt_in_steps():
    story = story_of(*(photo(n, persons=(f"Okonkwo{'xyz'[n % 3]}",)) for n in range(100)))
    names = KnownNames(Story())
    names.follow(story)
    steps = 0
    while names.is_behind:
        names.catch_up(40)
        steps += 1
    assert steps == 3
    assert "Okonkwoz" in names


def test_an_edit_costs_what_it_touches_with_10_000_photos():
    photos = [photo(n, persons=("Ngozi Okonkwo",)) for n in range(10_000)]
    blocks = tuple(PhotoBlock(p.id) for p in photos)
    story = Story(photos=PhotoTable(photos), sequence=blocks)
    names = KnownNames(story)

    def edit(number):
        after = edits.set_field([PhotoId("p7")], "caption", f"For Eze {number}").apply(story)
        began = time.perf_counter()
        names.follow(after)
        names.catch_up()
        return time.perf_counter() - began

    assert min(edit(number) for number in range(5)) < 0.005


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p0", "p1", "p2"]),
            st.sampled_from(["Okonkwo", "Eze", "", "with Oh Eze"]),
        ),
        max_size=10,
    )
)
def test_what_is_known_after_edits_is_what_a_fresh_look_finds(changes):
    story = story_of(*(photo(n) for n in range(3)))
    names = KnownNames(story)
    for photo_id, words in changes:
        changed = replace(story.photos[PhotoId(photo_id)], persons=(words,), caption=f"a {words}")
        story = replace(story, photos=story.photos.with_photos([changed]))
        names.follow(story)
        names.catch_up()
    fresh = KnownNames(story)
    for word in ("Okonkwo", "Eze", "with", "Oh", "Caption"):
        assert (word in names) == (word in fresh)
        assert names.uses(word) == fresh.uses(word)
        assert names.near(word + "x") == fresh.near(word + "x")


NAMES = (
    "Okonkwo",
    "Okonkwa",
    "Okonkwoo",
    "Maisuradze",
    "Maisuradse",
    "Hansen",
    "Hanesn",
    "Eze",
    "with",
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p0", "p1", "p2"]),
            st.lists(st.sampled_from(NAMES), max_size=3),
            st.lists(st.sampled_from(NAMES), max_size=3),
        ),
        max_size=10,
    )
)
def test_what_words_are_close_to_is_right_at_every_step_whatever_was_asked_before(changes):
    story = story_of(*(photo(n) for n in range(3)))
    names = KnownNames(story)
    for photo_id, persons, said in changes:
        changed = replace(
            story.photos[PhotoId(photo_id)], persons=tuple(persons), caption=f"a, {', '.join(said)}"
        )
        story = replace(story, photos=story.photos.with_photos([changed]))
        names.follow(story)
        names.catch_up()
        fresh = KnownNames(story)
        for word in (*NAMES, "Okonkow", "Maisuradz", "Hansne"):
            assert names.near(word) == fresh.near(word)
