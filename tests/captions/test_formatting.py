"""Keys that put signs of Markdown around words: guillemets stand for the selection, ``|`` for the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.formatting import EMPHASIS, STRONG, Rewriting, emphasised, linked
from curator.captions.markdown import Look, looks_of


def taken(drawn: str) -> tuple[str, int, int]:
    """Return the text, and where the selection begins and ends, of «words» drawn with guillemets."""
    if "|" in drawn:
        at = drawn.index("|")
        return drawn.replace("|", ""), at, at
    start = drawn.index("«")
    return drawn.replace("«", "").replace("»", ""), start, drawn.index("»") - 1


def done(text: str, made: Rewriting) -> str:
    """Return *text* after *made*, drawn in the same way."""
    after = text[: made.start] + made.words + text[made.end :]
    if made.first == made.last:
        return f"{after[: made.first]}|{after[made.first :]}"
    return f"{after[: made.first]}«{after[made.first : made.last]}»{after[made.last :]}"


@pytest.mark.parametrize(
    ("before", "sign", "after"),
    [
        ("two «lions» sleep", STRONG, "two **«lions»** sleep"),
        ("two **«lions»** sleep", STRONG, "two «lions» sleep"),
        ("two «**lions**» sleep", STRONG, "two «lions» sleep"),
        ("two «lions » sleep", EMPHASIS, "two *«lions»*  sleep"),
        ("two **«lions»** sleep", EMPHASIS, "two ***«lions»*** sleep"),
        ("two ***«lions»*** sleep", EMPHASIS, "two **«lions»** sleep"),
        ("two ***«lions»*** sleep", STRONG, "two *«lions»* sleep"),
        ("two *«lions»* sleep", STRONG, "two ***«lions»*** sleep"),
        ("two li|ons sleep", STRONG, "two **li|ons** sleep"),
        ("two **li|ons** sleep", STRONG, "two li|ons sleep"),
        ("two |", STRONG, "two **|**"),
        ("two **|**", STRONG, "two |"),
        ("two **lions|**", STRONG, "two **lions**|"),
        ("two *lions|*", EMPHASIS, "two *lions*|"),
        ("two **lions|**", EMPHASIS, "two **lions*|***"),
        ("two lions|", EMPHASIS, "two lions*|*"),
        ("«»", EMPHASIS, "*|*"),
        ("l’é|té", EMPHASIS, "*l’é|té*"),
        ("«- one\n- two\n\nthree »", STRONG, "«- **one**\n- **two**\n\n**three** »"),
        ("«- **one**\n- **two**»", STRONG, "«- one\n- two»"),
        ("a «- b\n> c»", EMPHASIS, "a «*- b*\n> *c*»"),
        ("«\n»", EMPHASIS, "«\n»"),
    ],
)
def test_a_key_gives_words_their_signs_and_takes_them_away(before, sign, after):
    text, start, end = taken(before)
    assert done(text, emphasised(text, start, end, sign)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see «the zoo» now", "see [the zoo](«https://») now"),
        ("see «the zoo » now", "see [the zoo](«https://»)  now"),
        ("see z|oo", "see [zoo](«https://»)"),
        ("see |", "see [|](https://)"),
        ("«https://e.x/a»", "[|](https://e.x/a)"),
        ("see [the z|oo](https://e.x/a_(b) 'T')", "see [the zoo](«https://e.x/a_(b)» 'T')"),
        ("see [«the»](<https://e.x>)", "see [the](<«https://e.x»>)"),
        ("«a [b»", "[a \\[b](«https://»)"),
        ("«a [b] c»", "[a [b] c](«https://»)"),
    ],
)
def test_a_key_makes_words_a_link(before, after):
    text, start, end = taken(before)
    assert done(text, linked(text, start, end)) == after


def test_a_link_holds_no_paragraphs():
    assert linked("a\n\nb", 0, 4) is None


WORDS = st.text(st.sampled_from("ab é*_ [\n"), min_size=1, max_size=12)


@given(WORDS, st.data(), st.sampled_from([EMPHASIS, STRONG]))
def test_signs_change_no_letter_and_the_selection_lies_in_the_text(text, data, sign):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for made in (emphasised(text, start, end, sign), linked(text, start, end)):
        if made is not None:
            after = text[: made.start] + made.words + text[made.end :]
            assert 0 <= made.first <= made.last <= len(after)
            letters = after.replace("https://", "")
            assert [c for c in letters if c.isalpha()] == [c for c in text if c.isalpha()]


@given(
    st.text(st.sampled_from("ab é."), min_size=1, max_size=9), st.sampled_from([EMPHASIS, STRONG])
)
def test_what_was_emphasised_looks_so_and_the_same_key_takes_it_back(words, sign):
    if not words.strip():
        return
    text = f"x {words} y"
    made = emphasised(text, 2, 2 + len(words), sign)
    after = text[: made.start] + made.words + text[made.end :]
    look = Look.STRONG if sign == STRONG else Look.EMPHASIS
    assert [after[s.start : s.end] for s in looks_of(after)[0] if s.look is look] == [words.strip()]
    back = emphasised(after, made.first, made.last, sign)
    assert after[: back.start] + back.words + after[back.end :] == text
