"""The account's codes on its shelf, and files of codes of every charset in and out."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.codes import Code, CodeTable, Comment
from curator.errors import KitError
from curator.kit import codes
from curator.kit.codes import export_file, from_json, import_file, keep, load, to_json
from curator.kit.shelf import Shelf

TABLE = CodeTable(
    (
        Comment("// Detroit"),
        Code(
            "dd13", ("José Núñez", "José Núñez, guard"), (("credit", "AP"), ("persons", "José; Oh"))
        ),
        Comment(""),
        Code("x", (), (("place.city", "Seoul"),)),
    ),
    "*",
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "kit")


def test_a_table_comes_back_from_the_shelf(shelf: Shelf) -> None:
    assert load(shelf).table == CodeTable()
    keep(shelf, TABLE)
    assert load(shelf).table == TABLE
    assert load(shelf).remarks == ()
    assert "José Núñez" in shelf.path("codes").read_text(encoding="utf-8")


def test_damaged_entries_are_told_and_written_back(shelf: Shelf) -> None:
    damaged = [7, {"code": 5}, {"code": "a", "forms": "x"}, {"forms": ["x"]}]
    shelf.write("codes", {"codes": [{"code": "a", "forms": ["A"]}, *damaged], "delimiter": "==="})
    found = load(shelf)
    assert found.table.codes == (Code("a", ("A",)),)
    assert found.table.delimiter == "="
    assert len(found.remarks) == 5
    assert "Entry 2 " in str(found.remarks[0])
    keep(shelf, found.table)
    assert shelf.read("codes")["codes"][1:] == damaged


def test_what_a_later_version_adds_stays(shelf: Shelf) -> None:
    values = {
        "format": "curator-codes", "version": 1, "delimiter": "=", "teams": ["DD"],
        "codes": [{"code": "a", "forms": ["A"], "fields": {"credit": "AP", "event": "Final"}, "age": 7}],
    }  # fmt: skip
    shelf.write("codes", values)
    found = load(shelf)
    assert found.table.codes[0].values == {"credit": "AP"}
    keep(shelf, found.table)
    assert shelf.read("codes") == values


@pytest.mark.parametrize("values", [[], "codes", {}, {"codes": {}}, {"codes": [], "version": 2}])
def test_a_file_that_holds_no_codes_of_this_version_is_refused_whole(
    shelf: Shelf, values: object
) -> None:
    shelf.write("codes", values)
    before = shelf.path("codes").read_bytes()
    with pytest.raises(KitError, match=r"codes\.json"):
        load(shelf)
    assert shelf.path("codes").read_bytes() == before


def test_a_table_beyond_all_bounds_is_not_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "MAX_LINES", 3)
    with pytest.raises(KitError, match="these are more"):
        keep(shelf, TABLE)
    monkeypatch.setattr(codes, "MAX_LINES", 100)
    monkeypatch.setattr(codes, "MAX_BYTES", 200)
    with pytest.raises(KitError, match="take more than"):
        keep(shelf, TABLE)
    assert not shelf.path("codes").exists()


@pytest.mark.parametrize(
    "large",
    [
        CodeTable((Code("a", ("A",), (("credit", "x" * 3000),)),)),
        CodeTable(unread=("x" * 3000,)),
        CodeTable(extra=(("teams", "é" * 1500),)),
    ],
)
def test_everything_that_is_written_counts(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, large: CodeTable
) -> None:
    monkeypatch.setattr(codes, "MAX_BYTES", 4000)
    keep(shelf, TABLE)
    with pytest.raises(KitError, match="take more than"):
        keep(shelf, large)
    assert load(shelf).table == TABLE


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["code", "forms", "fields", "comment", "z"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_is_read_and_nothing_of_it_lost(values: list[object]) -> None:
    once = from_json({"codes": values}).table
    again = from_json(json.loads(json.dumps(to_json(once)))).table
    assert again == once
    assert len(once.lines) + len(once.unread) == len(values)


# Files


@pytest.mark.parametrize(
    ("charset", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_files_of_every_charset_are_read(tmp_path: Path, charset: str, told: str) -> None:
    text = "// Détroit\r\ndd13\tJosé Núñez\tJosé “Pepe” Núñez, guard\r\ncc2\tJürgen Groß\r\n"
    path = tmp_path / "codes.txt"
    path.write_bytes(text.encode(charset))
    found = import_file(str(path))
    assert [code.forms[0] for code in found.table.codes] == ["José Núñez", "Jürgen Groß"]
    assert found.table.lines[0] == Comment("// Détroit")
    assert [told in str(remark) for remark in found.remarks] == ([True] if told else [])


def test_what_was_read_can_be_written_comments_included(tmp_path: Path) -> None:
    path = str(tmp_path / "codes.txt")
    export_file(path, TABLE)
    assert Path(path).read_text(encoding="utf-8") == (
        "// Detroit\ndd13\tJosé Núñez\tJosé Núñez, guard\tcredit=AP\tpersons=José; Oh\n"
        "\nx\tplace.city=Seoul\n"
    )
    assert import_file(path, "*").table == TABLE


def test_a_file_that_is_no_text_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 20)
    with pytest.raises(KitError, match=r"photo\.jpg: it is not a text file"):
        import_file(str(path))
    with pytest.raises(KitError, match="cannot be read"):
        import_file(str(tmp_path / "none.txt"))
    monkeypatch.setattr(codes, "MAX_BYTES", 100)
    with pytest.raises(KitError, match="larger than"):
        import_file(str(path))


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"codes\.txt: it was not written"):
        export_file(str(tmp_path / "none" / "codes.txt"), TABLE)
