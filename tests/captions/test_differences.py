"""Two texts compared word by word."""

from hypothesis import given
from hypothesis import strategies as st

from curator.captions.differences import Part, compared, in_full

WORDS = st.lists(st.sampled_from(["Anna", "waits", "in", "Kyiv", "’", ",", " ", "\n"]), max_size=12)


def differing(parts):
    return [part.text for part in parts if part.differs]


def test_only_the_words_that_differ_are_told():
    before, after = compared("The mayor of Kiev waits", "The mayor of Kyiv waits")
    assert differing(before) == ["Kiev"]
    assert differing(after) == ["Kyiv"]


def test_a_whole_word_differs_if_one_of_its_letters_does():
    before, after = compared("O’Brian-Smith left", "O’Brien-Smith left")
    assert (differing(before), differing(after)) == (["O’Brian-Smith"], ["O’Brien-Smith"])


def test_words_that_differ_side_by_side_are_one_difference():
    before, _ = compared("by Mina Oh today", "by Jo Pak today")
    assert differing(before) == ["Mina Oh"]


def test_a_space_that_is_another_is_seen():
    before, after = compared("10\u00a0km", "10 km")
    assert (differing(before), differing(after)) == (["⍽"], [" "])


def test_a_new_line_is_seen_on_the_one_line_there_is():
    _, after = compared("one two", "one\ntwo")
    assert differing(after) == ["↵"]
    assert all("\n" not in part.text for part in after)


def test_long_stretches_that_are_alike_are_cut_to_what_stands_beside_the_difference():
    text = "word " * 500
    before, after = compared(f"{text}Kiev {text}Kiev", f"{text}Kyiv {text}Kyiv")
    assert differing(before) == ["Kiev", "Kiev"]
    assert len("".join(part.text for part in after)) < 250


def test_nothing_and_something_are_compared():
    assert compared("", "Words") == ((), (Part("Words", True),))
    assert compared("Words", "") == ((Part("Words", True),), ())


def test_a_text_of_a_million_characters_is_compared_at_once():
    text = "letters and spaces " * 50_000
    before, after = compared(f"{text}Kiev", f"{text}Kyiv")
    assert (differing(before), differing(after)) == (["Kiev"], ["Kyiv"])


@given(WORDS, WORDS)
def test_what_does_not_differ_is_the_same_on_both_sides(old, new):
    before, after = compared("".join(old), "".join(new))
    alike = ["".join(p.text for p in parts if not p.differs) for parts in (before, after)]
    assert alike[0].replace(" ", "") == alike[1].replace(" ", "")
    assert before != after or "".join(old) == "".join(new)


PIECES = st.sampled_from(
    ["A ferry", " ", "leaves", "\n", "at dawn", ", ", "é", "e\u0301", "👩‍👧", "x" * 90]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS, TEXTS)
def test_in_full_nothing_is_left_out_and_what_is_alike_is_in_both(before: str, after: str) -> None:
    sides = in_full(before, after)
    assert tuple("".join(part.text for part in side) for side in sides) == (before, after)
    alike = ["".join(p.text for p in side if not p.differs) for side in sides]
    assert "".join(alike[0].split()) == "".join(alike[1].split())
    assert (before == after) == (not any(p.differs for side in sides for p in side))


def test_in_full_a_difference_far_behind_the_first_is_told_as_well() -> None:
    before, after = "One " + "word " * 3_000 + "end", "Two " + "word " * 3_000 + "END"
    sides = in_full(before, after)
    assert tuple("".join(part.text for part in side) for side in sides) == (before, after)
    assert [part.differs for part in sides[0]] == [True, False, True]
