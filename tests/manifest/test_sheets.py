"""The copy desk's sheet: out to a spreadsheet and back."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from factories import photo, story, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.captions.text import clean
from curator.errors import SheetError
from curator.manifest import sheets
from curator.manifest.sheets import FIELDS, Corrections
from curator.story import edits
from curator.story.edits import EditKind, read_field
from curator.story.values import Place, Story

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "hostile" / "text_payloads.txt"
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'quoted",
    "\tindented",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''",
    "'",
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "captions.csv"


def written(story: Story, sheet: Path) -> list[dict[str, str]]:
    """Write the sheet and return its rows as another program reads them."""
    sheets.write(story, str(sheet))
    text = sheet.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def table(
    sheet: Path, *rows: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8"
) -> str:
    """Write rows as a spreadsheet does; return the path."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    sheet.write_bytes(out.getvalue().encode(encoding))
    return str(sheet)


def changed(story: Story, sheet: Path | str) -> dict[str, dict]:
    return {i: dict(values) for i, values in sheets.read(story, str(sheet)).values.items()}


# ---- out


def test_a_sheet_has_one_row_a_photo_in_story_order_those_set_aside_last(sheet: Path) -> None:
    ordered = edits.set_aside(["p2"]).apply(edits.move(["p3"], "p1").apply(story(3)))
    rows = written(ordered, sheet)
    assert [(r["number"], r["id"], r["file"], r["caption"]) for r in rows] == [
        ("1", "p3", "DSC_0003.JPG", "Caption 3"),
        ("2", "p1", "DSC_0001.JPG", "Caption 1"),
        ("", "p2", "DSC_0002.JPG", "Caption 2"),
    ]


def test_a_sheet_opens_in_a_spreadsheet(sheet: Path) -> None:
    written(story(1), sheet)
    data = sheet.read_bytes()
    assert data.startswith(b'\xef\xbb\xbf"id","number","file",')
    assert data.count(b"\r\n") == data.count(b"\n") == 2


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_as_a_formula_and_each_comes_back(sheet: Path, text: str) -> None:
    names = [name for name in FIELDS if name not in sheets._LISTS and name not in edits.PLACE_PARTS]
    before = story_of(photo(1, id=text, file=f"/pictures/{text}.jpg", **dict.fromkeys(names, text)))
    (row,) = written(before, sheet)
    assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r＝＋－＠")]
    corrections = sheets.read(before, str(sheet))
    assert corrections == Corrections({}, 1, ())


def test_the_fingerprint_of_a_row_is_never_taken_for_a_number(sheet: Path) -> None:
    rows = written(story(300), sheet)
    assert all(row["fingerprint"][0].isalpha() for row in rows)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(clean)
WORDS = st.one_of(st.sampled_from([*FORMULAS, "a;b", "a\nb", 'say "no"', "é,;\t"]).map(clean), TEXT)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, WORDS)), min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_a_sheet_that_nobody_touched_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, words: list[dict[str, str]]
) -> None:
    sheet = tmp_path_factory.getbasetemp() / "untouched.csv"
    values = {
        f"p{n}": {
            sheets._field(name): [text] if name in sheets._LISTS else text
            for name, text in given.items()
        }
        for n, given in enumerate(words, 1)
    }
    before = edits.set_fields(values).apply(story(len(words)))
    sheets.write(before, str(sheet))
    corrections = sheets.read(before, str(sheet))
    assert corrections == Corrections({}, len(words), ())
    assert corrections.edit().apply(before) is before
    # Into a story without words, by id, every word comes back; a list is parted where it says “;”.
    bare = story_of(*(photo(n, caption="") for n in range(1, len(words) + 1)))
    after = sheets.read(bare, str(sheet)).edit().apply(bare)
    for photo_id, photo_before in before.photos.items():
        for name in set(FIELDS) - {"keywords", "persons"}:
            field = sheets._field(name)
            assert read_field(after.photos[photo_id], field) == read_field(photo_before, field)


@pytest.mark.skipif(not PAYLOADS.is_file(), reason="the payloads are not here")
def test_every_hostile_text_comes_back_from_a_sheet(sheet: Path) -> None:
    lines = PAYLOADS.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line.split("\t")[3]) for line in lines if line and line[0] != "#"]
    assert len(texts) > 50
    before = story_of(*(photo(n, caption=clean(text)) for n, text in enumerate(texts)))
    rows = written(before, sheet)
    assert not [row for row in rows if row["caption"][:1] in set("=+-@\t\r＝＋－＠")]
    assert sheets.read(before, str(sheet)).values == {}
    bare = story_of(*(photo(n, caption="") for n in range(len(texts))))
    after = sheets.read(bare, str(sheet)).edit().apply(bare)
    assert [p.caption for p in after.photos.values()] == [clean(text) for text in texts]


# ---- back


def test_corrections_are_one_edit_that_touches_only_what_changed(sheet: Path) -> None:
    before = story_of(photo(1, credit="Oh", from_file=frozenset({"caption", "credit"})), photo(2))
    rows = written(before, sheet)
    rows[0]["caption"] = "Corrected"
    path = table(sheet, tuple(rows[0]), *(tuple(row.values()) for row in rows))
    corrections = sheets.read(before, path)
    assert corrections == Corrections({"p1": {"caption": "Corrected"}}, 2, ())
    edit = corrections.edit()
    assert edit.kind is EditKind.SHEET
    after = edit.apply(before)
    assert after.photos["p1"].caption == "Corrected"
    assert after.photos["p1"].from_file == {"credit"}
    assert after.photos["p2"] is before.photos["p2"]


def test_every_column_of_words_is_taken(sheet: Path) -> None:
    path = table(sheet, ("id", *FIELDS), ("p1", *(f"{name} one; two" for name in FIELDS)))
    after = sheets.read(story(1), path).edit().apply(story(1)).photos["p1"]
    assert after.keywords == ("keywords one", "two")
    assert after.persons == ("persons one", "two")
    assert after.place == Place(*(f"{part} one; two" for part in edits.PLACE_PARTS))
    assert after.headline == "headline one; two"


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("id", "p2"),
        ("file", "DSC_0002.JPG"),
        ("File", "dsc_0002.jpg"),
        ("FILENAME", "DSC_0002"),
        ("file", "/home/desk/from/DSC_0002.JPG"),
        ("file", "C:\\desk\\DSC_0002.JPG"),
        ("number", "2"),
        ("#", " 2 "),
        ("No.", "２"),
    ],
)
def test_a_row_finds_its_photo_by_id_file_or_number(sheet: Path, head: str, first: str) -> None:
    path = table(sheet, (head, "Caption"), (first, "Corrected"))
    assert changed(story(3), path) == {"p2": {"caption": "Corrected"}}


def test_the_id_counts_before_the_file_and_the_file_before_the_number(sheet: Path) -> None:
    head = ("number", "file", "id", "caption")
    path = table(sheet, head, ("3", "DSC_0002.JPG", "p1", "a"), ("1", "DSC_0002.JPG", "", "b"))
    assert changed(story(3), path) == {"p1": {"caption": "a"}, "p2": {"caption": "b"}}


def test_a_sheet_without_names_is_taken_in_story_order(sheet: Path) -> None:
    captions = [f"{letter}: “it’s” – é 한" for letter in "abcdefghijklmnopqrstuvwxyz"]
    path = table(sheet, ("caption",), *((text,) for text in captions))
    before = edits.set_aside(["p27"]).apply(story(27))
    corrections = sheets.read(before, path)
    after = corrections.edit().apply(before)
    assert [after.photos[f"p{n}"].caption for n in range(1, 27)] == captions
    assert after.photos["p27"].caption == "Caption 27"
    assert (corrections.rows, corrections.remarks) == (26, ())


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [
        (",", "utf-8"),
        (",", "utf-8-sig"),
        (";", "utf-8-sig"),
        (";", "cp1252"),
        ("\t", "utf-16"),
        ("\t", "utf-8"),
        (",", "utf-16"),
    ],
)
def test_a_sheet_is_read_however_a_spreadsheet_saved_it(
    sheet: Path, delimiter: str, encoding: str
) -> None:
    words = "“It’s” – café, 5 €; «x»\nsecond line"
    rows = (("id", "caption", "alt"), ("p1", words, "é"), ("p2", "plain", ""))
    path = table(sheet, *rows, delimiter=delimiter, encoding=encoding)
    assert changed(story(2), path) == {
        "p1": {"caption": words, "alt": "é"},
        "p2": {"caption": "plain"},
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sheet_is_read_with_any_ends_of_lines(sheet: Path, end: str) -> None:
    sheet.write_text(f'id,caption{end}p1,"a{end}b"{end}{end}p2,c{end}', newline="")
    assert changed(story(2), sheet) == {"p1": {"caption": "a\nb"}, "p2": {"caption": "c"}}


def test_what_cannot_be_matched_is_remarked_with_its_row(sheet: Path) -> None:
    path = table(
        sheet,
        ("id", "file", "number", "caption", "mood", ""),
        ("gone", "", "", "a", "happy", ""),
        ("", "none.jpg", "", "b", "", ""),
        ("", "", "99", "c", "", ""),
        ("", "", "0", "d", "", ""),
        ("", "", "9" * 5000, "e", "", ""),
        ("", "", "two", "f", "", ""),
        ("", "", "", "g", "", ""),
        (),
        ("p1", "", "", "h", "", "", "too many"),
        ("", "DSC_0001.JPG", "", "i", "", ""),
        ("p2",),
    )
    corrections = sheets.read(story(2), path)
    assert corrections.values == {"p1": {"caption": "h"}}
    assert corrections.rows == 2
    assert corrections.remarks == (
        "column “mood” means nothing to Curator and was left out",
        "row 2 matches no photo of the story (gone)",
        "row 3 matches no photo of the story (none.jpg)",
        "row 4 matches no photo of the story (c)",
        "row 5 matches no photo of the story (d)",
        "row 6 matches no photo of the story (e)",
        "row 7 matches no photo of the story (f)",
        "row 8 matches no photo of the story (g)",
        "row 11 is about a photo that an earlier row had (DSC_0001.JPG)",
    )


def test_a_name_that_two_files_have_is_not_guessed(sheet: Path) -> None:
    twins = story_of(photo(1, file="/a/DSC_1.JPG"), photo(2, file="/b/DSC_1.jpg"))
    corrections = sheets.read(twins, table(sheet, ("file", "caption"), ("DSC_1.JPG", "a")))
    assert corrections.values == {}
    assert "row 2 matches no photo" in corrections.remarks[0]


def test_of_two_columns_for_one_thing_the_plain_name_or_the_first_counts(sheet: Path) -> None:
    path = table(sheet, ("id", "description", "caption", "caption"), ("p1", "no", "yes", "no"))
    corrections = sheets.read(story(1), path)
    assert corrections.values == {"p1": {"caption": "yes"}}
    assert [remark.split("”")[0] for remark in corrections.remarks] == [
        "column “description",
        "column “caption (again)",
    ]


# ---- empty cells and changes on both sides


def test_an_empty_cell_of_a_foreign_sheet_leaves_the_words(sheet: Path) -> None:
    path = table(sheet, ("id", "caption", "alt"), ("p1", "", "new"))
    assert changed(story(1), path) == {"p1": {"alt": "new"}}


def emptied(before: Story, sheet: Path, **cells: str) -> str:
    rows = written(before, sheet)
    rows[0] |= {"caption": ""} | cells
    return table(sheet, tuple(rows[0]), *(tuple(row.values()) for row in rows))


def test_a_cell_emptied_in_our_own_sheet_empties_the_field(sheet: Path) -> None:
    before = story_of(photo(1, keywords=("sea",)))
    path = emptied(before, sheet, keywords="")
    after = sheets.read(before, path).edit().apply(before).photos["p1"]
    assert (after.caption, after.keywords) == ("", ())


def test_a_cell_emptied_leaves_words_that_changed_here_since(sheet: Path) -> None:
    before = story(2)
    path = emptied(before, sheet)
    meanwhile = edits.set_field(["p1"], "caption", "Written since").apply(before)
    assert sheets.read(meanwhile, path) == Corrections({}, 2, ())


def test_words_changed_on_both_sides_are_taken_and_remarked(sheet: Path) -> None:
    before = story(2)
    path = emptied(before, sheet, caption="Theirs")
    meanwhile = edits.set_field(["p1"], "caption", "Ours").apply(before)
    corrections = sheets.read(meanwhile, path)
    assert corrections.values == {"p1": {"caption": "Theirs"}}
    (remark,) = corrections.remarks
    assert remark.startswith("row 2 (p1): changed here since")
    assert "caption" in remark


# ---- what is no sheet


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"name,mood\nx,y\n", "no column carries words"),
        (b"caption\nx\x81\n", "UTF-8"),
        (b"\xff\xfea", "UTF-8"),
        (b"PK\x03\x04 a spreadsheet", "no column carries words"),
    ],
)
def test_what_is_no_sheet_is_refused_in_plain_words(sheet: Path, data: bytes, told: str) -> None:
    sheet.write_bytes(data)
    with pytest.raises(SheetError, match=told) as caught:
        sheets.read(story(1), str(sheet))
    assert str(sheet) in str(caught.value)


def test_a_sheet_that_is_not_there_or_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="cannot be read"):
        sheets.read(story(1), str(tmp_path / "none.csv"))
    with pytest.raises(SheetError, match="not written"):
        sheets.write(story(1), str(tmp_path / "none" / "a.csv"))


def test_a_sheet_beyond_all_measure_is_refused(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_BYTES", 1000)
    with pytest.raises(SheetError, match="larger"):
        sheets.read(story(1), table(sheet, ("id", "caption"), ("p1", "x" * 1000)))


def test_a_cell_of_a_megabyte_is_read(sheet: Path) -> None:
    path = table(sheet, ("id", "caption"), ("p1", "x" * 1_000_000))
    assert len(changed(story(1), path)["p1"]["caption"]) == 1_000_000


def test_names_of_odd_bytes_travel_escaped_and_find_their_photo(sheet: Path) -> None:
    before = story_of(photo(1, file="/pictures/caf\udce9\n.jpg"), photo(2))
    rows = written(before, sheet)
    assert rows[0]["file"].isprintable()
    path = table(sheet, ("file", "caption"), (rows[0]["file"], "new"))
    assert changed(before, path) == {"p1": {"caption": "new"}}


def test_writing_a_sheet_replaces_the_old_one_whole(sheet: Path) -> None:
    written(story(300), sheet)
    long = os.path.getsize(sheet)
    written(story(1), sheet)
    assert os.path.getsize(sheet) < long / 10
    assert os.listdir(sheet.parent) == [sheet.name]


def test_a_sheet_never_replaces_a_photo_the_story_or_another_file(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"\xff\xd8 a picture")
    told = edits.add_photos([photo(1, file=str(picture))]).apply(Story())
    thesis = tmp_path / "thesis.csv"
    thesis.write_text("years,of,work\n")
    for target in (picture, thesis):
        before = target.read_bytes()
        with pytest.raises(SheetError):
            sheets.write(told, str(target))
        assert target.read_bytes() == before

    sheet = tmp_path / "sheet.csv"
    sheets.write(told, str(sheet))
    sheets.write(told, str(sheet))  # an earlier sheet may be
