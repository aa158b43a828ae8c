"""The words of a story: what they are, and that following edits costs what they touch."""

from dataclasses import replace

import pytest
from factories import ids, photo, story, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.completion import NAMES
from curator.story import blocks, edits
from curator.story.changes import between
from curator.story.history import History
from curator.story.values import Defaults, Place, QuoteBlock, Source, Story, TextBlock
from curator.story.vocabulary import Vocabulary, values_among, vocabularies

P1, P2, P3 = ids(3)


def built(of: Story) -> Vocabulary:
    *_, vocabulary = vocabularies(of)
    assert vocabulary is not None
    return vocabulary


def words(vocabulary: Vocabulary, kind: str = NAMES) -> dict[str, int]:
    (lexicon,) = vocabulary.lexicons(kind)
    return {value: lexicon.count(value) for value in lexicon}


def counted(vocabulary: Vocabulary) -> dict[str, dict[str, int]]:
    return {kind: words(vocabulary, kind) for kind in vocabulary.used()}


class Open:
    """A story being worked on, its vocabulary following."""

    def __init__(self, of: Story) -> None:
        self.story = of
        self.vocabulary = built(of)

    def apply(self, edit: edits.Edit) -> None:
        self.become(edit.apply(self.story))

    def become(self, after: Story) -> None:
        before, self.story = self.story, after
        self.vocabulary.follow(before, after, between(before, after))

    def type(self, field: str, text: str, *chosen) -> None:
        """Type *text* letter by letter."""
        for end in range(1, len(text) + 1):
            self.apply(edits.set_field(chosen or [P1], field, text[:end], "burst"))


def test_values_of_every_short_field_are_known_by_kind():
    one = photo(
        1, credit="Mina Oh/AFP", photographer="Mina Oh", headline="A day", copyright="© Oh", usage="Once",
        license_url="https://x.example", place=Place("Square", "Wonsan", "Kangwon", "North Korea"),
        keywords=("rice", "harvest"), persons=("Jo Pak",), caption="", alt="",
    )  # fmt: skip
    used = built(story_of(one, one.__class__(P2, "/x", credit="Mina Oh/AFP"))).used()
    assert used["credit"] == ("Mina Oh/AFP",)
    assert used["headline"] == ("A day",)
    assert used["place.city"] == ("Wonsan",)
    assert used["keywords"] == ("rice", "harvest")
    assert used["persons"] == ("Jo Pak",)
    assert set(used) > {"copyright", "usage", "license_url", "place.state", "place.country"}


def test_names_come_from_captions_alt_texts_persons_places_and_credits():
    one = photo(
        1, caption="A guide waves to Kim Yong Chol.", alt="A statue of Kim Il Sung.", persons=("Jo Pak",),
        place=Place(city="Wonsan"), credit="Mina Oh/AFP",
    )  # fmt: skip
    assert set(words(built(story_of(one)))) == {
        "Kim Yong Chol", "Kim Il Sung", "Jo Pak", "Wonsan", "Mina Oh", "AFP",
    }  # fmt: skip


def test_whom_a_credit_names_is_a_photographer():
    assert words(built(story_of(photo(1, credit="Mina Oh/AFP"))), "photographer") == {"Mina Oh": 1}
    both = photo(1, credit="Mina Oh/AFP", photographer="Mina Oh")
    assert words(built(story_of(both)), "photographer") == {"Mina Oh": 1}


def test_notes_and_titles_give_no_words():
    noted = story_of(
        photo(1, notes="the source is Ri Sol Ju", caption=""), title="With Kim Yo Jong"
    )
    assert words(built(noted)) == {}


def test_the_storys_own_words_and_texts_between_photos_count():
    of = Story(
        standfirst="A week with Kim Yong Chol.", byline="Photographs by Mina Oh", closing_credit="The Paper",
        source=Source("The Paper"), defaults=Defaults(credit="Jo Pak/AP", place=Place(country="Japan")),
        sequence=(TextBlock("They went to Wonsan."), QuoteBlock("They left Kaesong.", "ri sol ju")),
    )  # fmt: skip
    vocabulary = built(of)
    named = {"Kim Yong Chol", "Mina Oh", "Wonsan", "Japan", "Jo Pak", "Kaesong", "ri sol ju"}
    assert named <= set(words(vocabulary))
    assert words(vocabulary, "byline") == {"Photographs by Mina Oh": 1}
    assert words(vocabulary, "source") == {"The Paper": 1}
    assert words(vocabulary, "credit") == {"Jo Pak/AP": 1}


def test_what_is_being_typed_is_no_word_yet():
    at = Open(story(3))
    at.type("caption", "A guide waves to Ri Sol Ju")
    at.type("credit", "Mina", P1, P2)
    assert "Ri Sol Ju" in words(at.vocabulary)
    assert "Ri Sol" not in words(at.vocabulary)
    assert words(at.vocabulary, "credit") == {}


@pytest.mark.parametrize("go_on", ["another photo", "another field", "left"])
def test_what_was_typed_becomes_a_word_once_the_person_goes_on(go_on):
    at = Open(story(3))
    at.type("credit", "Mina Oh")
    if go_on == "another photo":
        at.type("credit", "J", P2)
    elif go_on == "another field":
        at.type("headline", "J", P1)
    else:
        at.vocabulary.settle()
    assert words(at.vocabulary, "credit") == {"Mina Oh": 1}


def test_a_field_from_the_file_typed_over_is_no_word_after_its_first_letter():
    at = Open(story_of(photo(1, credit="DSC", from_file=frozenset({"credit"})), photo(2)))
    at.type("credit", "Mina")
    assert words(at.vocabulary, "credit") == {"DSC": 1}


def test_a_standfirst_being_typed_is_no_word_until_the_person_goes_on():
    at = Open(story(1))
    for text in ("A week with Kim", "A week with Kim Yo", "A week with Kim Yong Chol"):
        at.apply(edits.set_story("standfirst", text, "burst"))
    assert words(at.vocabulary) == {}
    at.apply(edits.set_default("credit", "J", "burst"))
    assert words(at.vocabulary) == {"Kim Yong Chol": 1}
    assert words(at.vocabulary, "credit") == {}


def test_a_text_between_photos_follows_too():
    block = TextBlock("They went to Wonsan.")
    at = Open(story_of(photo(1, caption=""), sequence=[block]))
    at.apply(blocks.set_block_text(block.key, "They went to Hamhung."))
    at.vocabulary.settle()
    assert words(at.vocabulary) == {"Hamhung": 1}


def test_photos_that_come_and_go_bring_and_take_their_words():
    at = Open(story(1))
    at.apply(edits.add_photos([photo(2, credit="Mina Oh")]))
    assert words(at.vocabulary, "credit") == {"Mina Oh": 1}
    at.apply(edits.remove_photos([P2]))
    assert words(at.vocabulary, "credit") == {}


def test_building_stops_where_it_is_closed():
    work = vocabularies(story(500))
    assert next(work) is None
    work.close()
    assert list(work) == []


def test_a_large_edit_is_taken_in_bit_by_bit(monkeypatch):
    from curator.story import vocabulary as module

    monkeypatch.setattr(module, "_SHARE", 0.0)
    at = Open(story(400))
    at.apply(edits.set_field(ids(400), "credit", "Mina Oh"))
    at.vocabulary.settle()
    assert 0 < words(at.vocabulary, "credit")["Mina Oh"] < 400
    while not at.vocabulary.catch_up(0.0):
        pass
    assert words(at.vocabulary, "credit") == {"Mina Oh": 400}


def test_an_edit_costs_what_it_touches(monkeypatch):
    from curator.story import vocabulary as module

    at = Open(story(2000))
    read = []
    monkeypatch.setattr(module, "names", lambda text, language: read.append(text) or [])
    at.type("caption", "Kim", P1)
    at.type("caption", "Kim", P2)
    at.vocabulary.settle()
    assert read == ["Kim", "Kim"]


_EDITS = st.lists(
    st.one_of(
        st.tuples(
            st.just("field"), st.sampled_from([(P1,), (P2,), (P1, P3)]),
            st.sampled_from(["caption", "credit", "photographer", "place.city", "alt", "notes"]),
            st.sampled_from(["", "Mina Oh/AFP", "They meet Jo Pak", "Jo Pak", "Mina Oh"]),
        ),
        st.tuples(st.just("persons"), st.sampled_from([("Jo Pak",), (), ("Mina Oh", "Jo Pak")])),
        st.tuples(st.just("default"), st.sampled_from(["", "Pool/Jo Pak"])),
        st.tuples(st.just("standfirst"), st.sampled_from(["", "We meet Jo Pak"])),
        st.just(("remove",)), st.just(("add",)), st.just(("undo",)), st.just(("redo",)),
        st.just(("settle",)), st.just(("move",)), st.just(("aside",)),
    ),
    max_size=25,
)  # fmt: skip


@given(_EDITS)
def test_following_edits_comes_to_the_same_as_building_anew(steps):
    at = Open(story(3))
    history = History(at.story)
    makers = {
        "field": lambda chosen, field, text: edits.set_field(chosen, field, text, (chosen, field)),
        "persons": lambda persons: edits.set_field([P1], "persons", persons),
        "default": lambda text: edits.set_default("credit", text, "default"),
        "standfirst": lambda text: edits.set_story("standfirst", text, "standfirst"),
        "remove": lambda: edits.remove_photos([P2]),
        "add": lambda: edits.add_photos([photo(2, credit="Added/AP")]),
        "move": lambda: edits.move([P3], None),
        "aside": lambda: edits.set_aside([P1]),
    }
    for name, *given_ in steps:
        if name == "settle":
            at.vocabulary.settle()
        elif name in ("undo", "redo"):
            getattr(history, name)()
        else:
            history.apply(makers[name](*given_))
        if history.story is not at.story:
            at.become(history.story)
    at.vocabulary.settle()
    at.vocabulary.catch_up()
    assert counted(at.vocabulary) == counted(built(at.story))


def test_values_among_photos_are_counted_most_first_without_blanks():
    several = [photo(n, credit=c) for n, c in enumerate(["Mina", "Jo", "Mina", "", " "], 1)]
    assert values_among(several, "credit") == [("Mina", 2), ("Jo", 1)]


def test_values_among_photos_reach_parts_of_places_and_single_keywords():
    one = photo(1, place=Place(city="Wonsan"), keywords=("rice", "sea"))
    other = replace(one, keywords=("sea",))
    assert values_among([one, other], "place.city") == [("Wonsan", 2)]
    assert values_among([one, other], "keywords") == [("sea", 2), ("rice", 1)]
    assert values_among([], "credit") == []
