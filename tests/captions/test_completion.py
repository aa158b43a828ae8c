"""What completes the words being typed: values as a whole, items of lists, names in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.completion import (
    LIMIT,
    MAX_VALUE,
    Completion,
    Lexicon,
    Together,
    completions,
    folded,
)


class Known:
    """Words by kind, each as often as it is named."""

    def __init__(self, **kinds: list[str]) -> None:
        self._kinds = {}
        for kind, values in kinds.items():
            lexicon = self._kinds[kind.replace("__", ".")] = Lexicon()
            for when, value in enumerate(values):
                lexicon.add(value, when)

    def lexicons(self, kind: str) -> list[Lexicon]:
        return [self._kinds[kind]] if kind in self._kinds else []


def offered(kind, typed, words, cursor=None, **how):
    found = completions(kind, typed, len(typed) if cursor is None else cursor, words, **how)
    return [completion.words for completion in found]


PEOPLE = Known(
    names=["Kim Yong Chol", "Kim Yong Chol", "Kim Jong Un", "Kim", "Charles de Gaulle", "Élysée",
           "Theresa May", "J. R. Oh", "Yong Sun", "O’Brien", "India"],
)  # fmt: skip


# Values


def test_a_value_is_completed_from_its_first_letter_and_replaces_what_stands():
    words = Known(credit=["Mina Oh/AFP"])
    assert completions("credit", "mi", 2, words) == [Completion(0, 2, "Mina Oh/AFP")]


def test_case_accents_apostrophes_and_hyphens_make_no_difference():
    words = Known(place__city=["Łódź", "São Paulo", "Val-d’Or"])
    assert offered("place.city", "lod", words) == ["Łódź"]
    assert offered("place.city", "SAO", words) == ["São Paulo"]
    assert offered("place.city", "val dor", words) == ["Val-d’Or"]


def test_values_that_begin_so_come_before_those_with_a_word_that_does():
    words = Known(credit=["Jo Mi/AFP", "Jo Mi/AFP", "Pool/Mina", "Mina Oh"])
    assert offered("credit", "mi", words) == ["Mina Oh", "Jo Mi/AFP", "Pool/Mina"]


def test_the_most_used_comes_first_and_of_equals_the_latest():
    words = Known(credit=["Mina A", "Mina B", "Mina B", "Mina C"])
    assert offered("credit", "mina", words) == ["Mina B", "Mina C", "Mina A"]


def test_this_story_comes_before_recent_ones_and_a_value_of_both_once():
    both = Together(Known(credit=["Mina Oh"]), Known(credit=["Mina Oh", "Mina Ri", "Mina Ri"]))
    assert offered("credit", "mi", both) == ["Mina Oh", "Mina Ri"]


def test_what_already_is_a_value_is_left_alone():
    words = Known(credit=["Mina Oh", "Mina Oh/AFP"])
    assert offered("credit", "Mina Oh", words) == []
    assert offered("credit", "Mina Oh ", words) == []
    assert offered("credit", "mina oh", words) == ["Mina Oh/AFP", "Mina Oh"]


def test_nothing_is_offered_in_the_middle_of_a_value_or_for_nothing():
    words = Known(credit=["Mina Oh"])
    assert offered("credit", "Mina", words, cursor=2) == []
    assert offered("credit", "", words) == []
    assert offered("credit", "  ", words) == []


def test_asked_for_a_field_shows_what_is_used_most_or_the_other_values():
    words = Known(credit=["Mina Oh", "Jo Pak", "Jo Pak"])
    assert offered("credit", "", words, asked=True) == ["Jo Pak", "Mina Oh"]
    assert offered("credit", "Mina Oh", words, asked=True) == ["Jo Pak"]
    assert offered("credit", "Mina", words, cursor=2, asked=True) == ["Mina Oh"]


def test_a_credit_completes_with_a_photographer_too():
    words = Known(credit=["Jo Pak/AFP"], photographer=["Mina Oh"])
    assert offered("credit", "mi", words) == ["Mina Oh"]


def test_a_place_completes_with_a_name_out_of_a_caption():
    words = Known(names=["Wonsan"])
    assert offered("place.city", "Wo", words) == ["Wonsan"]
    assert offered("photographer", "Wo", words) == offered("place.country", "Wo", words) == []


def test_a_headline_completes_as_a_whole_or_in_the_name_being_typed():
    words = Known(names=["Kim Yong Chol"], headline=["A day in Wonsan"])
    assert offered("headline", "A day", words) == ["A day in Wonsan"]
    assert completions("headline", "A day with Kim", 14, words) == [
        Completion(11, 14, "Kim Yong Chol")
    ]


# Lists


def test_in_a_list_the_item_at_the_cursor_is_completed():
    words = Known(keywords=["harvest", "harbour", "rice"])
    assert completions("keywords", "rice, har", 9, words) == [
        Completion(6, 9, "harbour"),
        Completion(6, 9, "harvest"),
    ]
    assert completions("keywords", "har, rice", 3, words)[0] == Completion(0, 3, "harbour")


def test_an_item_that_the_list_has_is_not_offered_again():
    words = Known(keywords=["harvest", "harbour"])
    assert offered("keywords", "harvest, ha", words) == ["harbour"]


def test_a_person_completes_with_a_name_out_of_a_caption():
    assert offered("persons", "Jo Pak, kim y", PEOPLE) == ["Kim Yong Chol"]


# Running text


@pytest.mark.parametrize("kind", ["caption", "alt", "standfirst", "notes", "text"])
def test_in_text_the_name_being_typed_is_completed_from_its_second_letter(kind):
    assert offered(kind, "A guide meets K", PEOPLE) == []
    assert completions(kind, "A guide meets Ki", 16, PEOPLE) == [
        Completion(14, 16, "Kim Yong Chol"),
        Completion(14, 16, "Kim"),
        Completion(14, 16, "Kim Jong Un"),
    ]


def test_words_of_the_name_typed_so_far_are_taken_into_account():
    assert completions("caption", "with Kim Yo", 11, PEOPLE) == [
        Completion(5, 11, "Kim Yong Chol"),
        Completion(9, 11, "Yong Sun"),
    ]
    assert offered("caption", "with Charles de G", PEOPLE) == ["Charles de Gaulle"]
    assert offered("caption", "with J. R. O", PEOPLE) == ["J. R. Oh"]


def test_everyday_words_are_never_completed():
    assert offered("caption", "a kim", PEOPLE) == []
    assert offered("caption", "the ind", PEOPLE) == []


def test_the_beginning_of_a_sentence_may_be_an_everyday_word():
    assert offered("caption", "Th", PEOPLE) == []
    assert offered("caption", "They wave. In", PEOPLE) == []
    assert offered("caption", "They wave. Ind", PEOPLE) == ["India"]
    assert offered("caption", "They wave to In", PEOPLE) == ["India"]


def test_a_name_that_is_whole_is_left_alone_but_not_the_first_word_of_one():
    assert offered("caption", "with Kim Yong Chol", PEOPLE) == []
    assert offered("caption", "with Kim", PEOPLE) == ["Kim Yong Chol", "Kim Jong Un"]


def test_a_name_spelled_another_way_is_offered_as_it_was_spelled_before():
    assert offered("caption", "with Kim Yong-Chol", PEOPLE) == ["Kim Yong Chol"]


@pytest.mark.parametrize("text", ["Kim.", "Kim ", "Kim,", "Kim\n", "Kim Yo!", ""])
def test_past_the_end_of_a_word_nothing_is_offered(text):
    assert offered("caption", f"with {text}", PEOPLE) == []


def test_in_the_middle_of_a_word_nothing_is_offered():
    assert offered("caption", "with Kixx", PEOPLE, cursor=7) == []
    assert offered("caption", "with Ki, left", PEOPLE, cursor=7) != []


def test_a_name_behind_an_elided_article_is_completed():
    assert completions("caption", "à l’Él", 6, PEOPLE, language="fr") == [
        Completion(4, 6, "Élysée")
    ]


def test_german_waits_for_a_third_letter_since_every_noun_has_a_capital():
    assert offered("caption", "mit Ki", PEOPLE, language="de") == []
    assert offered("caption", "mit Kim", PEOPLE, language="de-CH") != []


def test_asked_for_text_offers_names_at_the_cursor_and_for_small_letters():
    assert completions("caption", "with ", 5, PEOPLE, asked=True)[0] == Completion(
        5, 5, "Kim Yong Chol"
    )
    assert offered("caption", "with k", PEOPLE, asked=True)[0] == "Kim Yong Chol"


def test_a_script_without_capitals_is_completed_too():
    words = Known(names=["김영철"])
    assert offered("caption", "평양에서 김영", words) == ["김영철"]


def test_places_are_counted_in_characters():
    text = "👩🏽‍🚀 with Ki"
    (found, *_) = completions("caption", text, len(text), PEOPLE)
    assert text[found.start : found.end] == "Ki"


# Lexicon


def test_a_value_goes_when_its_last_use_does():
    lexicon = Lexicon()
    lexicon.add("Mina Oh")
    lexicon.add("Mina Oh")
    lexicon.remove("Mina Oh")
    assert lexicon.starting("mi") == ["Mina Oh"]
    assert lexicon.with_word("oh") == ["Mina Oh"]
    lexicon.remove("Mina Oh")
    lexicon.remove("Mina Oh")
    assert lexicon.starting("mi") == lexicon.with_word("oh") == lexicon.most_used() == []
    assert len(lexicon) == 0


def test_blank_endless_and_broken_values_are_not_kept():
    lexicon = Lexicon()
    for value in ("", "  ", "x" * (MAX_VALUE + 1), "two\nlines"):
        lexicon.add(value)
    assert list(lexicon) == []


def test_values_longer_than_their_key_are_told_apart():
    one, other = "Photograph " * 10 + "one", "Photograph " * 10 + "other"
    words = Known(usage=[one, other])
    assert offered("usage", "Photograph " * 10 + "ot", words) == [other]
    assert offered("usage", one[:20], words) == [other, one]


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from(["Mina", "Mina Oh", "Oh/AFP", "mina", "Jo"])),
        max_size=60,
    )
)
def test_a_lexicon_finds_what_was_counted_however_it_came_about(steps):
    lexicon, counts = Lexicon(), {}
    for number, (adds, value) in enumerate(steps):
        if adds:
            lexicon.add(value)
            counts[value] = counts.get(value, 0) + 1
        else:
            lexicon.remove(value)
            counts[value] = max(counts.get(value, 0) - 1, 0)
        if number % 3 == 0:
            lexicon.sort()
    left = {value for value, count in counts.items() if count}
    assert set(lexicon) == left
    assert set(lexicon.starting("mina", 9)) == {v for v in left if folded(v).startswith("mina")}
    assert set(lexicon.with_word("oh", 9)) == left & {"Mina Oh"}
    assert all(lexicon.count(value) == counts[value] for value in left)


@given(st.text(max_size=40), st.integers(0, 40), st.booleans(),
       st.sampled_from(["caption", "credit", "keywords", "headline", "persons", "place.city"]))  # fmt: skip
def test_a_completion_lies_in_the_text_and_changes_it(text, cursor, asked, kind):
    words = Known(
        names=["Kim Yong Chol", "Ábel"], credit=["0 zero", "Ábel"], keywords=["a", "b c"], persons=["A"],
        headline=["A headline"], place__city=["Ä"],
    )  # fmt: skip
    cursor = min(cursor, len(text))
    found = completions(kind, text, cursor, words, asked=asked)
    assert len(found) <= LIMIT
    for completion in found:
        assert 0 <= completion.start <= completion.end <= len(text)
        assert text[completion.start : completion.end] != completion.words
    assert len({(c.start, c.words) for c in found}) == len(found)


def test_typing_takes_no_longer_with_thousands_of_values():
    import time

    many = Lexicon({f"Photographer {n:05}/Agency {n % 7}": (n % 5 + 1, n) for n in range(5000)})
    many.sort()

    class Many:
        def lexicons(self, kind: str) -> list[Lexicon]:
            return [many]

    times = []
    for typed in ("P", "Photographer 0", "Agency", "0123", "zz") * 5:
        start = time.process_time()
        completions("credit", typed, len(typed), Many())
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.01
