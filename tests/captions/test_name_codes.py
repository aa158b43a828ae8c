"""Codes that write names: made of initials, and put right where they spell one otherwise."""

import pytest

from curator.captions.codes import Code, CodeTable, Comment
from curator.captions.name_codes import respelled, with_name

NAME = "Kim Yong Chol"
TABLE = CodeTable(
    (
        Comment("# ministers"),
        Code("kyc", ("Kim Yong-chol", "Minister Kim Yong-chol"), (("persons", "Kim Yong-chol"),)),
        Code("mo", ("Mina Oh",)),
        Code("other", ("Kim Yong-chols", "Kim Yong Chol")),
    )
)


def test_codes_write_the_name_as_it_was_decided():
    table, changed = respelled(TABLE, ["Kim Yong-chol"], NAME)
    assert changed == ("kyc",)
    assert table.lines[1] == Code("kyc", (NAME, f"Minister {NAME}"), (("persons", NAME),))
    assert (table.lines[0], *table.lines[2:]) == (TABLE.lines[0], *TABLE.lines[2:])


@pytest.mark.parametrize("spellings", [(), ("",), (NAME,), ("Somebody Else",)])
def test_nothing_changes_where_nothing_is_spelled_otherwise(spellings):
    assert respelled(TABLE, spellings, NAME) == (TABLE, ())


def test_a_short_spelling_is_no_part_of_the_name_itself():
    table = CodeTable((Code("a", ("Kim Yong Chol and Kim Yong",)),))
    mended, _ = respelled(table, ["Kim Yong"], NAME)
    assert mended.codes[0].forms == ("Kim Yong Chol and Kim Yong Chol",)
    shorter, _ = respelled(table, ["Kim Yong Chol"], "Kim Yong")
    assert shorter.codes[0].forms == ("Kim Yong and Kim Yong",)


def test_a_name_gets_its_initials_once():
    table = with_name(with_name(TABLE, "Mara Ost"), "Mara Ost")
    assert [code.code for code in table.codes] == ["kyc", "mo", "other", "mo2"]
    assert with_name(TABLE, "Mina Oh") is TABLE
