"""The names of a story: gathered with every place, told apart by what they are of, one entry a name."""

from factories import photo, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.check.ledger import Entry, ledger
from curator.story.accepting import accept_name, forget_name
from curator.story.values import (
    ORGANISATION,
    PERSON,
    PLACE,
    AcceptedName,
    GroupBlock,
    Place,
    Story,
    TextBlock,
)


def names_of(story: Story) -> dict[str, Entry]:
    *_, entries = ledger(story)
    return {entry.name: entry for entry in entries}


def test_every_place_is_told_with_its_very_characters() -> None:
    text = TextBlock("On the quay Mina Oh waits.")
    group = GroupBlock(("p2",), caption="Two views of Mina Oh’s kiosk.")
    story = story_of(
        photo(1, caption="A cook, Mina Oh, lifts a lid.", alt="Mina Oh at a stove"),
        photo(2, caption="Rain."),
        sequence=[*story_of(photo(1)).sequence, text, group],
        closing_credit="Photographs by Mina Oh",
    )
    entry = names_of(story)["Mina Oh"]
    (spelling,) = entry.spellings
    for place in spelling.places:
        assert place.passage.text[place.start : place.end] == "Mina Oh"
    fields = [place.passage.field for place in spelling.places]
    assert sorted(fields) == ["alt", "caption", "closing_credit", "group.caption", "text"]
    assert entry.count == 5


def test_fields_say_what_a_name_is_of() -> None:
    story = story_of(
        photo(
            1, caption="Boats leave.", credit="Jo Pak/Harbor Pictures", persons=("Ann Lee",),
            place=Place(city="Wonsan", country="North Korea"),
        )
    )  # fmt: skip
    kinds = {name: entry.kind for name, entry in names_of(story).items()}
    assert kinds == {
        "Jo Pak": PERSON, "Harbor Pictures": ORGANISATION, "Ann Lee": PERSON, "Wonsan": PLACE,
        "North Korea": PLACE,
    }  # fmt: skip


def test_words_within_a_name_say_what_it_is_of() -> None:
    story = story_of(
        photo(
            1, caption="A boat on the Taedong River passes the Hotel Koryo with Pak Pong Ju aboard."
        ),
        photo(2, caption="A guide for Pak waits in Kaesong."),
    )
    kinds = {name: entry.kind for name, entry in names_of(story).items()}
    assert kinds["Taedong River"] == PLACE
    assert kinds["Hotel Koryo"] == ORGANISATION
    assert kinds["Pak Pong Ju"] == PERSON
    assert kinds.get("Pak", PERSON) == PERSON
    assert kinds["Kaesong"] == PLACE


def test_spellings_of_one_name_come_together_the_frequent_one_first() -> None:
    captions = [
        "Here Kim Yong Chol waves.",
        "There Kim Yong Chol waits.",
        "Now Kim Yong-chol leaves.",
    ]
    story = story_of(*(photo(n, caption=text) for n, text in enumerate(captions, 1)))
    entry = names_of(story)["Kim Yong Chol"]
    assert [(s.name, len(s.places)) for s in entry.spellings] == [
        ("Kim Yong Chol", 2), ("Kim Yong-chol", 1),
    ]  # fmt: skip


def test_the_accepted_spelling_counts_however_rare_it_is() -> None:
    captions = [
        "Here Kim Yong Chol waves.",
        "There Kim Yong Chol waits.",
        "Now Kim Yong-chol leaves.",
    ]
    story = story_of(*(photo(n, caption=text) for n, text in enumerate(captions, 1)))
    story = accept_name("Kim Yong-chol", PERSON).apply(story)
    entry = names_of(story)["Kim Yong-chol"]
    assert entry.is_accepted
    assert [s.name for s in entry.spellings] == ["Kim Yong-chol", "Kim Yong Chol"]
    both = accept_name("Kim Yong Chol", PERSON).apply(story)
    assert {"Kim Yong Chol", "Kim Yong-chol"} <= set(names_of(both))


def test_a_name_in_capitals_is_the_same_name() -> None:
    captions = [
        "WONSAN waits.",
        "Squid dries in WONSAN.",
        "A boat leaves Wonsan.",
        "US and Us meet.",
    ]
    story = story_of(*(photo(n, caption=words) for n, words in enumerate(captions)))
    found = names_of(story)
    assert [s.name for s in found["Wonsan"].spellings] == ["Wonsan", "WONSAN"]
    assert "WONSAN" not in found
    decided = accept_name("WONSAN", PLACE, ("Wonsan",)).apply(story)
    assert [s.name for s in names_of(decided)["WONSAN"].spellings] == ["WONSAN", "Wonsan"]


def test_an_accepted_name_is_listed_although_no_words_have_it() -> None:
    story = accept_name("Ri Un Sim", PERSON).apply(story_of(photo(1)))
    entry = names_of(story)["Ri Un Sim"]
    assert (entry.count, entry.kind, entry.is_accepted) == (0, PERSON, True)


def test_a_field_of_blanks_holds_no_name() -> None:
    blank = photo(1, place=Place(city="  "), photographer=" ", credit=" ")
    assert names_of(story_of(blank)) == {}


def test_names_that_ask_for_a_decision_come_first() -> None:
    captions = ["Here Kim Yong Chol waves.", "Now Kim Yong-chol leaves.", "In Kaesong it rains."]
    captions += ["Snow in Kaesong.", "Fog in Kaesong."]
    story = story_of(*(photo(n, caption=text) for n, text in enumerate(captions, 1)))
    *_, entries = ledger(story)
    assert len(entries[0].spellings) == 2


def test_accepting_decides_against_the_other_spellings_and_can_be_taken_back() -> None:
    story = Story(names=(AcceptedName("Kim Yong-chol", PERSON),))
    after = accept_name(" Kim  Yong Chol ", PERSON, ["Kim Yong-chol"]).apply(story)
    assert after.names == (AcceptedName("Kim Yong Chol", PERSON),)
    assert accept_name("Kim Yong Chol", PERSON).apply(after) is after
    assert forget_name("Kim Yong Chol").apply(after).names == ()
    assert forget_name("nobody").apply(after) is after
    assert accept_name("Kim Yong Chol", PLACE).apply(after).names[0].kind == PLACE
    assert accept_name("  ", PERSON).apply(after) is after


WORDS = st.lists(
    st.sampled_from(["Mina Oh", "Kim Yong-chol", "waits", "in", "Wonsan", "and", ",", "the", "“", "ﬁ", "김철수"]),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.lists(WORDS, max_size=4))
def test_whatever_the_words_every_place_holds_its_name(captions: list[str]) -> None:
    photos = [photo(n, caption=text, credit="Jo Pak / AP") for n, text in enumerate(captions, 1)]
    story = story_of(*photos)
    *_, entries = ledger(story)
    for entry in entries:
        for spelling in entry.spellings:
            for place in spelling.places:
                assert place.passage.text[place.start : place.end] == spelling.name
    assert len({s.name for e in entries for s in e.spellings}) == sum(
        len(e.spellings) for e in entries
    )
