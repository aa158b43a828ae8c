"""Which spellings are taken for one name, and which of them counts."""

import pytest
from checking import problems
from factories import photo, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.check.spellings import is_variant, variants
from curator.story.values import Defaults

ONE_NAME = [
    ("Kim Yong-chol", "Kim Yong Chol"),
    ("Kim Chol-su", "Kim Cholsu"),
    ("Nicolae Ceaușescu", "Nicolae Ceausescu"),
    ("Hosni Mubarak", "Hosni Mubarrak"),
    ("Abdullah Saleh", "Abdulah Saleh"),
    ("Muammar Gaddafi", "Muammar Ghaddafi"),
    ("Youssef Hassan", "Yusuf Hassan"),
    ("Mike Rowan", "Michael Rowan"),
    ("Sarah Connor", "Sara Connor"),
    ("Jonathan Eriksson", "Jonathan Ericksson"),
    ("Pyongyang", "Pyongyong"),
    ("Charlie Crowhurst", "Charlie Crowhursst"),
    ("Reuters/Mina Okonkwo", "Reuters/Mina Okonkow"),
]

TWO_NAMES = [
    ("Kim Jong-un", "Kim Jong-il"),
    ("Anna Schmidt", "Peter Schmidt"),
    ("Korea", "Korean"),
    ("North Korea", "South Korea"),
    ("Maria Rossi", "Mario Rossi"),
    ("Roman Forum", "Romans"),
    ("Paris", "Parma"),
    ("Room 12", "Room 13"),
    ("George Bush", "George Busch II"),
    ("London", "Londoner"),
    ("Austria", "Australia"),
    ("Slovakia", "Slovenia"),
    ("Joan Smith", "John Smith"),
    ("Li Wei", "Li Mei"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_are_found_whichever_comes_first(one, other):
    assert is_variant(one, other)
    assert is_variant(other, one)


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_names_of_two_are_left_alone(one, other):
    assert not is_variant(one, other)


def test_the_most_frequent_spelling_counts_and_an_accepted_one_before_it():
    names = {"Kim Yong-chol": 1, "Kim Yong Chol": 3, "Mina Oh": 5}
    assert variants(names) == {"Kim Yong-chol": "Kim Yong Chol"}
    assert variants(names, ["Kim Yong-chol"]) == {"Kim Yong Chol": "Kim Yong-chol"}
    assert variants(names, list(names)) == {}


@given(
    st.dictionaries(
        st.text("abcdelno -’é", min_size=1, max_size=12), st.integers(1, 5), max_size=12
    )
)
def test_a_spelling_that_counts_is_no_spelling_of_another(names):
    better = variants(names)
    assert not set(better.values()) & set(better)
    assert set(better) <= set(names)


def test_captions_credits_and_the_closing_credit_are_taken_together():
    spelled = story_of(
        photo(
            1, caption="Mina Okonkwo rows to the island at dawn.", credit="Charlie Crowhurst/AFP"
        ),
        photo(
            2,
            caption="On the island Mina Okonkwo ties up her boat.",
            credit="Charlie Crowhurst/AFP",
        ),
        photo(
            3, caption="Friends of Mina Okonkow wait on the pier.", credit="Charlie Crowhursst/AFP"
        ),
        title="The island",
        closing_credit="Photographs by Charly Crowhurst",
        defaults=Defaults(),
    )
    found = problems(spelled, "name-spellings")
    assert {(p.photo, p.field, p.text, p.suggestion) for p in found} == {
        ("p3", "caption", "Mina Okonkow", "Mina Okonkwo"),
        ("p3", "credit", "Charlie Crowhursst", "Charlie Crowhurst"),
    }
    (caption,) = [p for p in found if p.field == "caption"]
    assert caption.mended == "Friends of Mina Okonkwo wait on the pier."
