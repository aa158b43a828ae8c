"""The copy desk's sheet: out to a spreadsheet and back, each row to its photo."""

import csv
import io
import json
import os
from pathlib import Path

import openpyxl
import pytest
from factories import photo, story, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.captions.text import clean
from curator.errors import SheetError
from curator.manifest import sheets
from curator.manifest.sheets import FIELDS, Correction, Corrections, Written, columns, reading
from curator.story import edits
from curator.story.edits import EditKind
from curator.story.values import Photo, Place, Story

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "hostile" / "text_payloads.txt"
FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "\tindented", "＝1", "＋1", "－1", "＠x"),
    *("'=1", "''", "'", "=cmd|' /C calc'!A0", "#N/A", "-"),
]
NUMBERS = [
    *("0012", "12e4", "1/2", "50%", "10:30", "14 March 2026", "May 1", "TRUE", "false", "(5)"),
    *("'0012", "$5", "2:30 PM", "1.000,5", " 12", "2026", "1E5", "+44 20 7946 0000"),
]
ESCAPES = ["_x0041_", "_x000D_", "_x005F_x0041_", "_x005f_", "x005F_", "__x0009__", "_x"]
FORMS = ["captions.csv", "captions.tsv", "captions.xlsx"]
STARTS = set("=+-@\t\r＝＋－＠")


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


def shown_cells(path: Path) -> list[list[str]]:
    """Return what another program finds in the cells of a sheet."""
    if path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path)["Captions"].iter_rows(values_only=True)
        return [[cell or "" for cell in row] for row in rows]
    text = path.read_bytes().decode("utf-8-sig")
    delimiter = "\t" if path.suffix == ".tsv" else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def words_of(photo: Photo) -> dict[str, str]:
    return {name: columns.cell_text(photo, name) for name in FIELDS}


def read_rows(path: Path) -> list[dict[str, object]]:
    """Return the rows as Curator reads them, by column."""
    table = reading.load(str(path))
    return [dict(zip(table.head, cells, strict=True)) for _, cells in table.rows]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [*FORMULAS, *NUMBERS])
def test_no_cell_begins_as_a_formula_and_each_comes_back(
    tmp_path: Path, form: str, text: str
) -> None:
    names = set(FIELDS) - {*columns.LISTS, *edits.PLACE_PARTS}
    before = story_of(photo(1, id=text, file=f"/pictures/{text}.jpg", **dict.fromkeys(names, text)))
    sheets.write(before, str(tmp_path / form))
    _, row = shown_cells(tmp_path / form)
    assert not [cell for cell in row if cell[:1] in STARTS]
    assert sheets.read(before, str(tmp_path / form)) == Corrections((), 1, ())


def test_what_a_spreadsheet_takes_for_a_number_is_text_in_a_csv(sheet: Path) -> None:
    before = story_of(*(photo(n, caption=text) for n, text in enumerate(NUMBERS)))
    assert [row["caption"][:1] for row in written(before, sheet)] == ["'"] * len(NUMBERS)


def test_the_fingerprint_of_a_row_is_never_taken_for_a_number(sheet: Path) -> None:
    rows = written(story(300), sheet)
    assert all(row["fingerprint"][0].isalpha() for row in rows)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(clean)
HARD = [*FORMULAS, *NUMBERS, *ESCAPES, "a;b", "a\nb", 'say "no"', "é,;\t", " x ", "\u00a0", "שלום"]
WORDS = st.one_of(st.sampled_from(HARD).map(clean), TEXT)


@pytest.mark.parametrize("form", FORMS)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, WORDS)), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None)
def test_a_sheet_that_nobody_touched_changes_nothing(
    form: str, tmp_path_factory: pytest.TempPathFactory, words: list[dict[str, str]]
) -> None:
    sheet = tmp_path_factory.getbasetemp() / form
    values = {
        f"p{n}": {
            columns.field_of(name): [text] if name in columns.LISTS else text
            for name, text in given.items()
        }
        for n, given in enumerate(words, 1)
    }
    before = edits.set_fields(values).apply(story(len(words)))
    sheets.write(before, str(sheet))
    corrections = sheets.read(before, str(sheet))
    assert corrections == Corrections((), len(words), ())
    assert corrections.edit().apply(before) is before
    for row, photo_before in zip(read_rows(sheet), before.photos.values(), strict=True):
        assert row | words_of(photo_before) == row


@pytest.mark.skipif(not PAYLOADS.is_file(), reason="the payloads are not here")
@pytest.mark.parametrize("form", FORMS)
def test_every_hostile_text_comes_back_from_a_sheet(tmp_path: Path, form: str) -> None:
    lines = PAYLOADS.read_text(encoding="utf-8").splitlines()
    texts = [clean(json.loads(line.split("\t")[3])) for line in lines if line and line[0] != "#"]
    assert len(texts) > 50
    sheet = tmp_path / form
    before = story_of(*(photo(n, caption=text) for n, text in enumerate(texts)))
    told = sheets.write(before, str(sheet))
    assert not [row for row in shown_cells(sheet)[1:] if row[4][:1] in STARTS]
    assert sheets.read(before, str(sheet)) == Corrections((), len(texts), ())
    fit = [text if len(text) < 32_000 or sheet.suffix != ".xlsx" else "" for text in texts]
    assert [row["caption"] for row in read_rows(sheet)] == fit
    assert len(told.remarks) == len([text for text in texts if len(text) > 32_767])


# ---- back


def test_corrections_are_one_edit_that_touches_only_what_changed(sheet: Path) -> None:
    before = story_of(photo(1, credit="Oh", from_file=frozenset({"caption", "credit"})), photo(2))
    rows = written(before, sheet)
    rows[0]["caption"] = "Corrected"
    path = table(sheet, tuple(rows[0]), *(tuple(row.values()) for row in rows))
    corrections = sheets.read(before, path)
    correction = Correction("p1", "caption", "Caption 1", "Corrected", row=2)
    assert corrections == Corrections((correction,), 2, ())
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
        ("file", "DSC_0002.tif"),
        ("id", " P2 "),
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
        ("gone", "DSC_0003.JPG", "", "j", "", ""),
        ("p2",),
    )
    corrections = sheets.read(story(3), path)
    assert corrections.values == {"p1": {"caption": "h"}, "p3": {"caption": "j"}}
    assert corrections.rows == 3
    assert corrections.remarks == (
        "row 10 has more cells than the head line; the rest was left out",
        "column “mood” means nothing to Curator and was left out",
        "row 2 matches no photo of the story (gone)",
        "row 3 matches no photo of the story (none.jpg)",
        "row 4 matches no photo of the story (c)",
        "row 5 matches no photo of the story (d)",
        "row 6 matches no photo of the story (e)",
        "row 7 matches no photo of the story (f)",
        "row 8 matches no photo of the story (g)",
        "row 11 is about a photo that an earlier row had (DSC_0001.JPG)",
        "row 12: the story has no photo with the id “gone”; it was matched by its file name",
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


# ---- what is no sheet


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"name,mood\nx,y\n", "no column carries words"),
        (b"caption\nx\x81\n", "UTF-8"),
        (b"\xff\xfea", "UTF-8"),
        (b"PK\x03\x04 a spreadsheet", "damaged"),
        (b"\xd0\xcf\x11\xe0 an old one", "old Excel workbook, or one with a password"),
        (b"id,caption\n" + b"," * 2_500_000, "a million cells"),
        (b"caption" + b",x" * 201, "200 columns"),
        (b"caption\n" + b"x" * 1_000_001, "1,000,000 characters"),
        (b'caption\n"' + b"x\n" * 1_000_000, "row 2: field larger"),
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
    path = table(sheet, ("id", "caption"), *((f"p{n}", "x" * 100) for n in range(10)))
    monkeypatch.setattr("curator.manifest.sheets.table.MAX_TEXT", 1000)
    with pytest.raises(SheetError, match="million characters"):
        sheets.read(story(1), path)
    monkeypatch.setattr("curator.manifest.sheets.table.MAX_ROWS", 5)
    with pytest.raises(SheetError, match="more than 5 rows"):
        sheets.read(story(1), path)
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    with pytest.raises(SheetError, match="larger"):
        sheets.read(story(1), path)


def test_a_cell_of_a_megabyte_is_read(sheet: Path) -> None:
    path = table(sheet, ("id", "caption"), ("p1", "x" * 1_000_000))
    assert len(changed(story(1), path)["p1"]["caption"]) == 1_000_000


def test_names_of_odd_bytes_travel_escaped_and_find_their_photo(sheet: Path) -> None:
    before = story_of(photo(1, file="/pictures/caf\udce9\n.jpg"), photo(2))
    rows = written(before, sheet)
    assert rows[0]["file"].isprintable()
    path = table(sheet, ("file", "caption"), (rows[0]["file"], "new"))
    assert changed(before, path) == {"p1": {"caption": "new"}}


@pytest.mark.parametrize("form", FORMS)
def test_writing_a_sheet_replaces_the_old_one_whole(tmp_path: Path, form: str) -> None:
    sheet = tmp_path / form
    sheets.write(story(300), str(sheet))
    long = os.path.getsize(sheet)
    assert sheets.write(story(1), str(sheet)) == Written(1)
    assert os.path.getsize(sheet) < long / 2
    assert os.listdir(tmp_path) == [form]


def test_a_sheet_never_replaces_a_photo_the_story_or_another_file(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"\xff\xd8 a picture")
    told = edits.add_photos([photo(1, file=str(picture))]).apply(Story())
    thesis, budget, archive = (tmp_path / n for n in ("thesis.csv", "budget.xlsx", "a.xlsx"))
    thesis.write_text("years,of,work\n")
    book = openpyxl.Workbook()
    book.active.append(["caption", "price"])
    book.save(budget)
    archive.write_bytes(b"PK\x03\x04 something else")
    for target in (picture, thesis, budget, archive):
        before = target.read_bytes()
        with pytest.raises(SheetError, match="another name"):
            sheets.write(told, str(target))
        assert target.read_bytes() == before


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "A.XLSM", "story.json"])
def test_a_sheet_is_not_written_under_a_name_that_promises_another_form(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(SheetError, match=r"\.xlsx, \.csv and \.tsv"):
        sheets.write(story(1), str(tmp_path / name))
    assert os.listdir(tmp_path) == []
