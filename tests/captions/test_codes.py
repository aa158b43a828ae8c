"""Code replacements: what is replaced while typing, what looks like a code, and the text of a table."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.codes import (
    FIELDS,
    MAX_CODE,
    MAX_FORM,
    MAX_LINES,
    Code,
    CodeTable,
    Comment,
    expansion,
    fault,
    is_delimiter,
    merged,
    read,
    replaced,
    split_list,
    tidy,
    unknown_codes,
    write,
)

MINA = Code("dd13", ("Mina Oh", "Mina Oh, goalkeeper"), (("credit", "Mina Oh/AP"),))
TABLE = CodeTable((MINA, Code("DD13", ("Jo Pak",)), Code("x#2", ("exactly so",))))


def typed(text: str, table: CodeTable = TABLE) -> str:
    """Return *text* after its last character was typed, the cursor behind it."""
    found = expansion(text, len(text), table)
    return text if found is None else text[: found.start] + found.words + text[found.end :]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("=dd13=", "Mina Oh"),
        ("Goal by =dd13=", "Goal by Mina Oh"),
        ("Goal by =dd13#1=", "Goal by Mina Oh"),
        ("Goal by =dd13#2=", "Goal by Mina Oh, goalkeeper"),
        ("(=DD13=", "(Jo Pak"),
        ("=Dd13=", "Mina Oh"),
        ("=dD13#2=", "Mina Oh, goalkeeper"),
        ("=x#2=", "exactly so"),
        ("사진=dd13=", "사진Mina Oh"),
        ("x = =dd13=", "x = Mina Oh"),
        ("first line =\n=dd13=", "first line =\nMina Oh"),
    ],
)
def test_a_code_becomes_its_words_with_the_closing_sign(text: str, after: str) -> None:
    assert typed(text) == after


@pytest.mark.parametrize(
    "text",
    ["=dd13", "=dd13#3=", "=dd13#0=", "=dd14=", "= dd13 =", "=dd 13=", "==dd13=", "=", "==",
     "=dd13\n=", "dd13=", "a = b = c", "x=#2="],
)  # fmt: skip
def test_other_words_between_signs_stay(text: str) -> None:
    assert typed(text) == text


def test_only_what_stands_right_before_the_cursor_counts() -> None:
    text = "=dd13= and more"
    assert expansion(text, len(text), TABLE) is None
    found = expansion(text, 6, TABLE)
    assert found is not None
    assert (found.start, found.end, found.words) == (0, 6, "Mina Oh")


def test_a_code_has_values_for_other_fields_lists_by_item() -> None:
    code = Code(
        "k", ("Kim",), (("credit", "Kim/AP"), ("persons", "Kim; Oh, Jr."), ("keywords", "a, b"))
    )
    found = expansion("=k=", 3, CodeTable((code,)))
    assert found is not None
    assert found.values == {
        "credit": "Kim/AP",
        "persons": ("Kim", "Oh, Jr."),
        "keywords": ("a", "b"),
    }


def test_a_code_may_have_nothing_but_values_for_other_fields() -> None:
    table = CodeTable((Code("c", (), (("credit", "AP"),)),))
    found = expansion("by =c=", 6, table)
    assert found is not None
    assert (found.words, found.values) == ("", {"credit": "AP"})


@pytest.mark.parametrize("sign", ["\\", "*", "==", "::", "§"])
def test_other_signs_may_stand_around_codes(sign: str) -> None:
    table = CodeTable((MINA,), sign)
    assert typed(f"by {sign}dd13{sign}", table) == "by Mina Oh"
    assert typed(f"by {sign}dd13#2{sign}", table) == "by Mina Oh, goalkeeper"
    assert unknown_codes(f"by {sign}dd14{sign}", table) == ((3, 7 + 2 * len(sign)),)


def test_words_letters_and_braces_are_no_signs() -> None:
    assert [text for text in ("=", "\\", "==", "*", "x", "1", " ", "#", "{", "===", "", "a=", "-", ".")
            if is_delimiter(text)] == ["=", "\\", "==", "*"]  # fmt: skip


def test_what_looks_like_a_code_and_is_none_is_found() -> None:
    text = "By =dd13= and =dd14=, (=nobody#2=) =dd13#9="
    assert [text[a:b] for a, b in unknown_codes(text, TABLE)] == [
        "=dd14=",
        "=nobody#2=",
        "=dd13#9=",
    ]


@pytest.mark.parametrize(
    "text",
    ["a = b = c", "a=b=c", "https://x.org/?a=b&c=d", "==Title==", "=-=", "1=2=3", "= =", "=x\ny="],
)
def test_ordinary_equals_signs_are_not_marked(text: str) -> None:
    assert unknown_codes(text, TABLE) == ()


def test_all_codes_of_a_text_are_replaced_where_a_whole_text_is_asked_for() -> None:
    assert replaced("=dd13= and =DD13=, =nobody=", TABLE) == "Mina Oh and Jo Pak, =nobody="
    assert (
        replaced("={who}= scores", TABLE, lambda key: key.replace("{who}", "dd13"))
        == "Mina Oh scores"
    )


@given(st.text(alphabet="=ab 13d#\n", max_size=60))
def test_replacing_leaves_a_text_without_known_codes_alone(text: str) -> None:
    table = CodeTable((Code("zz", ("never",)),))
    assert replaced(text, table) == text
    assert typed(text, table) == text


def test_a_large_table_answers_at_once() -> None:
    codes = tuple(Code(f"dd{n}", (f"Person {n}",)) for n in range(5000))
    table = CodeTable(codes)
    text = " ".join(["word"] * 98 + ["=nobody=", "=dd4999="])
    assert typed(text, table).endswith("Person 4999")  # works the index out

    def seconds(work: object) -> float:
        start = time.perf_counter()
        work()  # type: ignore[operator]
        return time.perf_counter() - start

    assert min(seconds(lambda: expansion(text, len(text), table)) for _ in range(20)) < 0.001
    assert min(seconds(lambda: unknown_codes(text, table)) for _ in range(20)) < 0.001


# As text


def test_lines_of_photo_mechanic_are_read() -> None:
    text = '// Detroit\r\n\r\nDD13\tVictor "Vic" Zen\tVictor Zen, guard\r\nDD14\tKen Pierce\r\n'
    found = read(text)
    assert found.remarks == ()
    assert found.table.lines == (
        Comment("// Detroit"),
        Comment(""),
        Code("DD13", ('Victor "Vic" Zen', "Victor Zen, guard")),
        Code("DD14", ("Ken Pierce",)),
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(ends: str) -> None:
    found = read(f"\ufeffa\tOne{ends}b\tTwo{ends}")
    assert [code.code for code in found.table.codes] == ["a", "b"]


def test_a_column_may_name_another_field() -> None:
    found = read("dd13\tMina Oh\tcredit=Mina Oh/AP\tCity=Seoul\tpersons=Mina Oh; Jo Pak\tx=y")
    (code,) = found.table.codes
    assert code.forms == ("Mina Oh", "x=y")
    assert dict(code.fields) == {
        "credit": "Mina Oh/AP", "place.city": "Seoul", "persons": "Mina Oh; Jo Pak",
    }  # fmt: skip


def test_a_form_that_reads_like_a_field_can_be_written() -> None:
    table = CodeTable((Code("c", ("credit=due", "form=al")),))
    text = write(table)
    assert text == "c\tform=credit=due\tform=form=al\n"
    assert read(text).table.lines == table.lines


def test_lines_that_are_no_codes_are_told_by_number_and_kept() -> None:
    text = f"no tab here\n\tno code\nempty\t\t \nok\tfine\nok\tagain\na b\tspace\nl=r\tsign\n{'x' * 101}\tlong\n"
    found = read(text)
    told = [(remark.line, str(remark)) for remark in found.remarks]
    assert [line for line, _ in told] == [1, 2, 3, 5, 6, 7, 8]
    assert told[0][1] == "Line 1: there is no tab in it, so no words for a code"
    assert told[3][1] == "Line 5: “ok” is in line 4 already, which counts"
    assert found.table.find("ok") == (Code("ok", ("fine",)), "fine")
    assert write(found.table).splitlines()[:2] == ["no tab here", "\tno code"]
    assert write(found.table).count("\n") == 8


def test_a_table_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(f"a\t{'x' * (MAX_FORM + 1)}\nb\tfine")
    assert [code.code for code in found.table.codes] == ["b"]
    assert found.remarks[0].line == 1
    monkeypatch.setattr("curator.captions.codes.MAX_LINES", 3)
    found = read("a\t1\nb\t2\nc\t3\nd\t4\n")
    assert len(found.table.lines) == 3
    assert "Line 4" in str(found.remarks[0])
    assert MAX_LINES == 200_000


WORDS = st.text(
    alphabet=st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("=#/ "), max_size=20
)
CODES = st.builds(
    lambda code, forms, fields: tidy(Code(code, tuple(forms), tuple(fields.items()))),
    st.text(alphabet="abcDD19#é", min_size=1, max_size=8),
    st.lists(WORDS, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(sorted(set(FIELDS.values()))), WORDS, max_size=3),
).filter(lambda code: code.forms or code.fields)


@given(st.lists(CODES | st.just(Comment("// remark")) | st.just(Comment("")), max_size=6))
def test_a_table_comes_back_from_its_text(lines: list[Code | Comment]) -> None:
    assert list(read(write(CodeTable(tuple(lines)))).table.lines) == lines


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_written_again(text: str) -> None:
    once = read(text).table
    assert read(write(once)).table.lines == once.lines


def test_codes_that_cannot_be_typed_say_why() -> None:
    assert fault(MINA, "=") == ""
    assert "space" in fault(Code("a b", ("x",)), "=")
    assert "sign =" in fault(Code("a=b", ("x",)), "=")
    assert "comment" in fault(Code("//a", ("x",)), "=")
    assert tidy(Code(" a\n", ("x\ty", " ", ""))) == Code("a", ("x y",))
    assert len(tidy(Code("x" * 500, ("x",))).code) == MAX_CODE


def test_another_table_is_taken_in_by_code() -> None:
    ours = CodeTable((Comment("// ours"), Code("a", ("old",)), Code("b", ("kept",))))
    theirs = CodeTable((Comment("// theirs"), Code("a", ("new",)), Code("c", ("added",))))
    result = merged(ours, theirs)
    assert (result.added, result.changed) == (1, 1)
    assert result.table.lines == (
        Comment("// ours"), Code("a", ("new",)), Code("b", ("kept",)),
        Comment("// theirs"), Code("c", ("added",)),
    )  # fmt: skip
    assert merged(result.table, theirs).table.lines == result.table.lines


def test_lists_are_parted_by_semicolons_or_else_by_commas() -> None:
    assert split_list("Oh, Jr.; Pak") == ("Oh, Jr.", "Pak")
    assert split_list("sea, dawn,, sea") == ("sea", "dawn")
    assert split_list(" ") == ()
