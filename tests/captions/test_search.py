"""Looking for words: what counts as the same, where it stands, and what takes its place."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curator.captions import search
from curator.captions.search import Search
from curator.captions.text import MAX_LENGTH
from curator.errors import SearchError

# Letters with and without accents, composed and not, a syllable of jamo, apostrophes, spaces.
TEXTS = st.text("aAbß eé\u0301\u0323xσςΣ’-.\u1112\u1161\u11ab한\U0001f600", max_size=30)


def found(pattern: str, text: str, **how: object) -> list[str]:
    sought = Search(pattern, **how)  # type: ignore[arg-type]
    return [text[start:end] for start, end in sought.spans(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("strasse", "Straße, STRASSE", ["Straße", "STRASSE"]),
        ("STRAßE", "strasse", ["strasse"]),
        ("odysseus", "ΟΔΥΣΣΕΥΣ odysseus", ["odysseus"]),
        ("ΟΔΟΣ", "οδος οδός", ["οδος"]),
        ("s", "ß", []),
        ("kovač", "KOVAČ Kovac", ["KOVAČ"]),
        ("Kovac", "Kovač", []),
        ("a.c", "abc a.c", ["a.c"]),
    ],
)
def test_letters_are_the_same_whatever_their_case_but_not_whatever_their_accents(
    pattern, text, expected
):
    assert found(pattern, text) == expected


def test_case_counts_where_it_is_asked_for():
    assert found("anna", "Anna anna", match_case=True) == ["anna"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("is_regex", [False, True])
def test_composed_and_decomposed_letters_are_the_same_letter(form, is_regex):
    text = unicodedata.normalize("NFD", "Un café, un café noir à Việt Nam, 한국")
    for word in ("café", "Việt", "한국"):
        pattern = unicodedata.normalize(form, word)
        pieces = found(pattern, text, is_regex=is_regex)
        assert pieces
        assert {unicodedata.normalize("NFC", piece) for piece in pieces} == {word}


def test_a_letter_is_not_found_in_one_with_an_accent_of_its_own():
    assert found("cafe", "cafe\u0301") == []
    assert found("x", "x\u0301 x") == ["x"]


def test_a_space_finds_a_no_break_space_which_stays_one():
    sought = Search("10 km", replacement="10 kilometres")
    assert sought.replaced("10\u00a0km, 10 km") == "10\u00a0kilometres, 10 kilometres"


def test_a_no_break_space_finds_only_itself_and_can_be_replaced():
    assert Search("\u00a0", replacement=" ").replaced("a\u00a0b c") == "a b c"


def test_a_space_put_in_place_of_spaces_of_another_number_is_plain():
    assert Search("a b", replacement="a b c").replaced("a\u00a0b") == "a b c"


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("Anna", "Annabel Hanna Anna_1 Anna", 1),
        ("Anna", "Anna’s and Anna's", 2),
        ("Anna", "‘Anna’ “Anna” 'Anna'", 3),
        ("Brien", "O’Brien, O'Brien, Brien", 1),
        ("O’Brien", "O’Brien’s", 1),
        ("don", "don’t", 0),
        ("she", "she’ll", 1),
        ("homme", "l’homme, qu’homme, L'homme", 3),
        ("amore", "dell’amore", 1),
        ("London", "London-based", 1),
        ("well-known", "the well-known, unwell-known", 1),
        ("St.", "St. James, Ost.", 1),
        ("é", "caf\u00e9 cafe\u0301 é", 1),
        ("dampf", "Donau\u00addampf", 0),
        ("木", "木 大木", 1),
        ("(left)", "x(left)y", 1),
    ],
)
def test_a_whole_word_is_no_part_of_another(word, text, expected):
    assert len(found(word, text, whole_word=True)) == expected


def test_a_whole_word_of_a_pattern_takes_the_way_that_ends_at_one():
    assert found("an|anna", "anna", is_regex=True, whole_word=True) == ["anna"]


def test_plain_words_are_literal_and_so_is_what_replaces_them():
    assert Search("(a+)", replacement=r"\1\g<0>\n").replaced("(a+)") == r"\1\g<0>\n"


@pytest.mark.parametrize(
    ("pattern", "replacement", "text", "expected"),
    [
        (r"(\w+) (\w+)", r"\2, \1", "Anna Kovač", "Kovač, Anna"),
        (r"(?P<first>\w+) (?P<last>\w+)", r"\g<last> \g<1>", "Anna Kovač", "Kovač Anna"),
        (r"\d+", r"<\0>", "7 of 12", "<7> of <12>"),
        ("a", r"\n\t\\\.", "a", "\n\t\\."),
        ("(a)|b", r"[\1]", "ab", "[a][]"),
        ("^", "> ", "one\ntwo", "> one\n> two"),
        ("$", "!", "one\ntwo", "one!\ntwo!"),
        (".*", "x", "abc", "x"),
        ("(?r)[ab]", "x", "abc", "xxc"),
        ("(?x) a  # a letter", "x", "ab", "xb"),
    ],
)
def test_a_regular_expression_puts_in_what_its_groups_found(pattern, replacement, text, expected):
    assert Search(pattern, is_regex=True, replacement=replacement).replaced(text) == expected


def test_a_group_brings_its_letters_as_they_stand():
    sought = Search("(café) (noir)", is_regex=True, replacement=r"\2 \1")
    assert sought.replaced("le cafe\u0301 noir") == "le noir cafe\u0301"


def test_a_verbose_pattern_may_end_in_a_comment_though_whole_words_are_asked_for():
    assert found("(?x)ann  # a name", "ann anna", is_regex=True, whole_word=True) == ["ann"]


@pytest.mark.parametrize(
    ("pattern", "replacement", "says"),
    [
        ("a(", "", "at its end"),
        ("ab**", "", "at character 4"),
        ("[a", "", "at its end"),
        (r"\p{Nonsense}", "", "regular expression"),
        (r"\L<names>", "", "regular expression"),
        ("a", r"\1", "at character 1"),
        ("(a)", r"x\2", "at character 2"),
        ("(a)", r"\g<name>", "“name”"),
        ("a", r"ab\q", "at character 3"),
        ("a", "ab\\", "at character 3"),
        ("(" * 5000 + ")" * 5000, "", "too deep"),
        ("a" * 10_001, "", "10,000"),
    ],
)
def test_what_is_no_pattern_or_replacement_is_told_with_its_place(pattern, replacement, says):
    with pytest.raises(SearchError, match=says.replace("(", r"\(")):
        Search(pattern, is_regex=True, replacement=replacement)


def test_a_pattern_that_fits_in_too_many_ways_is_given_up_in_time(monkeypatch):
    monkeypatch.setattr(search, "SECONDS", 0.1)
    began = time.monotonic()
    with pytest.raises(SearchError, match="simpler"):
        Search(r"(a|aa)+\d", is_regex=True).spans("a" * 1000)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("text", ["ab" * 20_000 + "a" * 60, "a" * 60 + "ab" * 20_000])
def test_one_place_that_fits_in_too_many_ways_is_told_though_many_others_were_found(
    text, monkeypatch
):
    monkeypatch.setattr(search, "SECONDS", 0.2)
    pattern = r"ab|(?:a|aa)+\d" if text.startswith("ab") else r"(?r)ab|\d(?:a|aa)+"
    with pytest.raises(SearchError, match="too many ways"):
        Search(pattern, is_regex=True).spans(text)


@pytest.mark.parametrize("pattern", [".", "(?r)."])
def test_a_plain_pattern_that_fits_everywhere_is_told_by_the_length_of_the_text(
    pattern, monkeypatch
):
    monkeypatch.setattr(search, "SECONDS", 0.02)
    with pytest.raises(SearchError, match="too long to go through"):
        Search(pattern, is_regex=True).spans("x" * MAX_LENGTH)


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("a{3000000}", "above 1,000"),
        ("a{0,1001}", "above 1,000"),
        ("a{1001,}", "above 1,000"),
        (f"a{{{'9' * 5000}}}", "above 1,000"),
        ("(?:a{1000}){1000}", "inside one another"),
        ("(?:(?:(?:a{30}){30}){30})", "inside one another"),
        ("(?x)(?:a{1000} ) {1000}", "inside one another"),
        ("(?x)(?: # )\na{1000}){1000}", "inside one another"),
        ("(?V1)(?:[[a])]a{1000}){1000}", "inside one another"),
        ("(?:a{1000}){10}" * 600, "too large"),
        ("(?:" + "a" * 200 + "){1000}", "too large"),
        ("(?R)?a", "calls itself"),
        ("(?0)?a", "calls itself"),
        ("(a)(?1)", "calls itself"),
        ("(a)(?-1)", "calls itself"),
        ("(?<n>a)(?&n)", "calls itself"),
        ("(?<n>a)(?P>n)", "calls itself"),
    ],
)
def test_a_pattern_that_would_take_all_memory_is_refused_before_it_is_compiled(
    pattern, says, monkeypatch
):
    compiled = []
    monkeypatch.setattr(search.regex, "compile", lambda *args, **how: compiled.append(args))
    with pytest.raises(SearchError, match=says):
        Search(pattern, is_regex=True)
    assert not compiled


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\d{4}", "2026"),
        ("(?:[a-z]{1,1000}){10}", "a" * 10),
        (r"a\{3000\}", "a{3000}"),
        ("[{2000}]+", "{2000}"),
        (r"\(?R", "(R"),
        ("[(?R)]+", "(?R)"),
        ("(?-i:A)", "A"),
        ("(?:Ana){e<=1}", "Ann"),
        ("(?#a{3000})b", "b"),
        (r"\p{L}{2}", "ab"),
        (r"(?<n>a)\g<n>", "aa"),
        ("a{3000}", "a{3000}"),
    ],
)
def test_a_pattern_of_a_usual_size_is_looked_for_whatever_braces_it_has(pattern, text):
    is_regex = pattern != "a{3000}"
    assert found(pattern, text, is_regex=is_regex, match_case=True) == [text]


def test_a_text_that_would_grow_without_bound_is_refused():
    with pytest.raises(SearchError, match="1,000,000"):
        Search("a", replacement="b" * 5000).replaced("a" * 1000)


def test_the_longest_text_is_looked_through():
    text = "wörd " * (MAX_LENGTH // 5)
    assert Search("word", replacement="x").replaced(text) == text
    assert Search("wörd", replacement="word").counted(text) == (
        "word " * (MAX_LENGTH // 5),
        200_000,
    )


def test_nothing_is_found_by_nothing():
    assert Search("").spans("abc") == []
    assert Search("", is_regex=True, replacement="x").replaced("abc") == "abc"


@given(TEXTS, TEXTS, st.booleans())
def test_what_is_found_is_what_was_looked_for_and_overlaps_nothing(pattern, text, match_case):
    # An accent alone may be found in a letter whose accents stand in another order: then as all of it.
    assume(not pattern or not unicodedata.combining(pattern[0]))
    last = 0
    for start, end in Search(pattern, match_case=match_case).spans(text):
        assert last <= start < end
        last = end
        piece, wanted = (unicodedata.normalize("NFC", t) for t in (text[start:end], pattern))
        if not match_case:
            piece, wanted = (unicodedata.normalize("NFC", t.casefold()) for t in (piece, wanted))
        assert piece == wanted
    assert last <= len(text)


@given(TEXTS, TEXTS)
def test_words_replaced_by_themselves_leave_the_text_as_a_reader_sees_it(pattern, text):
    after = Search(pattern, match_case=True, replacement=pattern).replaced(text)
    assert unicodedata.normalize("NFC", after) == unicodedata.normalize("NFC", text)


@given(TEXTS, st.sampled_from(["x*", "^|$", r"\b", "(a|e)?", r"\X", "(?r)a*"]))
def test_empty_matches_come_to_an_end_and_lose_nothing(text, pattern):
    sought = Search(f"({pattern})", is_regex=True, replacement=r"\1")
    assert sought.replaced(text) == text
    spans = sought.spans(text)
    assert all(one[1] <= other[0] and one != other for one, other in pairwise(spans))


def test_a_letter_beside_one_that_is_composed_is_replaced_alone():
    assert Search("\u1112", replacement="x").replaced("\u1112\u1112\u1161") == "x\u1112\u1161"


def test_a_letter_under_a_mountain_of_accents_holds_nobody_up():
    began = time.monotonic()
    assert found("kyiv", "a" + "\u0301\u0323" * 400_000 + " Kyiv") == ["Kyiv"]
    assert time.monotonic() - began < 10
