"""Sheets as text, in every dress in which spreadsheets save them."""

import csv
import io
from pathlib import Path

import pytest
from factories import photo, story, story_of

from curator.errors import SheetError
from curator.manifest import sheets
from curator.manifest.sheets import csv_file, guarding, moments
from curator.story.values import Story

WORDS = "“It’s” – café, 5 €; «x»\nsecond line"


def changed(before: Story, sheet: Path) -> dict[str, dict]:
    return {i: dict(values) for i, values in sheets.read(before, str(sheet)).values.items()}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "captions.csv"


def test_a_sheet_called_tsv_is_parted_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "captions.TSV"
    sheets.write(story(1), str(path))
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"id"\t"number"\t"file"\t')


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_sheet_is_read_however_a_spreadsheet_saved_it(
    sheet: Path, delimiter: str, encoding: str
) -> None:
    rows = (("id", "caption", "alt"), ("p1", WORDS, "é"), ("p2", "plain", ""))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    sheet.write_bytes(out.getvalue().encode(encoding))
    corrections = sheets.read(story(2), str(sheet))
    assert corrections.values == {"p1": {"caption": WORDS, "alt": "é"}, "p2": {"caption": "plain"}}
    assert corrections.remarks == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sheet_is_read_with_any_ends_of_lines(sheet: Path, end: str) -> None:
    sheet.write_text(f'{end}id,caption{end}p1,"a{end}b"{end}{end}p2,c{end}', newline="")
    assert changed(story(2), sheet) == {"p1": {"caption": "a\nb"}, "p2": {"caption": "c"}}


@pytest.mark.parametrize(
    "text",
    [
        '"one, two, three, four";id;caption\nx;p1;new\n',
        'id;"caption"\np1;new\n',
        "id\tno,te,s,x\tcaption\np1\tx\tnew\n",
        'sep=;\nid;caption\np1;"new"\n',
        '"sep=|"\r\nid|caption\r\np1|new\r\n',
        "SEP=,\nid,caption\np1,new\n",
        '"id,number";"id";"caption"\n"1,2";"p1";"new"\n',
    ],
)
def test_what_parts_the_cells_is_told_by_the_columns_that_mean_something(
    sheet: Path, text: str
) -> None:
    sheet.write_text(text, newline="")
    assert changed(story(1), sheet) == {"p1": {"caption": "new"}}


def test_a_sheet_of_captions_alone_keeps_their_commas(sheet: Path) -> None:
    sheet.write_text("caption\nMina Oh, left, and Jon Ek\nDawn; the river\n")
    assert changed(story(2), sheet) == {
        "p1": {"caption": "Mina Oh, left, and Jon Ek"},
        "p2": {"caption": "Dawn; the river"},
    }


def test_quotation_marks_that_do_not_pair_up_are_told_with_their_row(sheet: Path) -> None:
    sheet.write_text('id,caption\np1,new\np2,"open\np3,lost\n')
    corrections = sheets.read(story(3), str(sheet))
    assert corrections.values["p1"] == {"caption": "new"}
    (remark,) = corrections.remarks
    assert "quotation marks do not pair up (row 3" in remark


def test_letters_of_another_script_in_an_old_encoding_are_told(sheet: Path) -> None:
    sheet.write_bytes("id,caption\np1,Рассвет над рекой в Вонсане\n".encode("cp1251"))
    (remark,) = sheets.read(story(1), str(sheet)).remarks
    assert "not in UTF-8" in remark


def test_damaged_utf8_is_not_read_as_something_else(sheet: Path) -> None:
    sheet.write_bytes("id,caption\np1,Café – à l’aube\n".encode() + b"p2,\xff\n")
    with pytest.raises(SheetError, match="UTF-8, but damaged"):
        sheets.read(story(2), str(sheet))


def test_a_caption_longer_than_excel_holds_is_told_and_a_cut_one_is_not_taken(sheet: Path) -> None:
    before = story_of(photo(1, caption="long " * 8000), photo(2))
    written = sheets.write(before, str(sheet))
    (remark,) = written.remarks
    assert "DSC_0001.JPG: caption is longer than the 32,767 characters" in remark
    assert sheets.read(before, str(sheet)) == sheets.Corrections((), 2, ())
    text = sheet.read_text("utf-8-sig")
    long = before.photos["p1"].caption
    sheet.write_text(text.replace(long, long[:32_767]), "utf-8-sig", newline="")
    corrections = sheets.read(before, str(sheet))
    assert corrections.changes == ()
    assert corrections.remarks == ("row 2: caption is too long for a spreadsheet and was left out",)


# ---- dates, which spreadsheets dress anew


@pytest.mark.parametrize(
    "told",
    [
        "2026-03-14T07:42:10",
        "2026-03-14 07:42:10",
        "14/03/2026 07:42",
        "3/14/26 7:42 AM",
        "14.03.2026 07:42:10",
        "14-Mar-26 7:42",
        "March 14, 2026 07:42",
        "2026/03/14 07:42:10",
    ],
)
def test_a_date_in_other_dress_is_no_correction(told: str) -> None:
    assert moments.is_same_moment(told, "2026-03-14T07:42:10")


def test_a_date_in_other_dress_has_lost_its_offset_and_is_no_correction() -> None:
    iso = "2026-03-14T07:42:10+01:00"
    assert moments.is_same_moment("14.3.2026 07:42", iso)
    assert moments.is_same_moment("03/14/2026 07:42:10", iso)
    assert not moments.is_same_moment("2026-03-14T07:42:10+02:00", iso)
    assert not moments.is_same_moment("2026-03-14T07:42:10", iso)


@pytest.mark.parametrize(
    "told",
    [
        "2026",
        "2026-03-15T07:42:10",
        "2026-03-14T07:43:00",
        "2026-03-14",
        "14/03/2026",
        "14/03/2026 19:42",
        "3/14/26 7:42 PM",
        "14/04/2026 07:42",
        "spring",
        "",
    ],
)
def test_another_date_is_a_correction(told: str) -> None:
    assert not moments.is_same_moment(told, "2026-03-14T07:42:10")


def test_day_and_month_in_each_others_place_are_a_correction_where_the_year_leads() -> None:
    assert not moments.is_same_moment("2026-04-03", "2026-03-04")
    assert moments.is_same_moment("4.3.2026", "2026-03-04")
    assert not moments.is_same_moment("3.4.2026", "2026-03-04")


def test_a_date_that_can_mean_one_day_only_is_taken_as_iso(sheet: Path) -> None:
    sheet.write_text("id,date taken\np1,14 March 2026\np2,2026-03-14 07:42\np3,3/4/2026\n")
    assert changed(story(3), sheet) == {
        "p1": {"taken": "2026-03-14"},
        "p2": {"taken": "2026-03-14T07:42"},
        "p3": {"taken": "3/4/2026"},
    }


@pytest.mark.parametrize(
    ("taken", "told", "other"),
    [
        ("2026-03-12", "03/12/2026", "2026-12-03"),
        ("2026-03-12", "12/03/2026", "2026-12-03"),
        ("2026-03-12", "2026/12/03", "2026-12-03"),
        ("2026-03-12T07:42:10", "3/12/26 7:42 AM", "2026-12-03T07:42:10"),
    ],
)
def test_a_date_that_can_be_read_two_ways_is_left_alone_and_told(
    sheet: Path, taken: str, told: str, other: str
) -> None:
    before = story_of(photo(1, taken=taken))
    sheets.write(before, str(sheet))
    text = sheet.read_text("utf-8-sig")
    assert taken in text
    sheet.write_text(text.replace(taken, told), "utf-8")
    assert sheets.read(before, str(sheet)) == sheets.Corrections(
        (),
        1,
        (
            f"row 2: the date “{told}” could be read two ways and was left alone; "
            f"write it as {other} if that is meant",
        ),
    )


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ("2026-03-14", "03/14/2026"),  # There is no fourteenth month.
        ("2026-03-03", "3/3/2026"),
        ("2026-03-12", "12 March 2026"),
        ("2026-03-12", "12.3.2026"),
        ("2026-03-12", "2026/03/12"),
        ("2026-03-12T07:42", "2026-03-12 07:42"),
        ("03/12/2026", "03/12/2026"),
    ],
)
def test_a_date_of_one_reading_is_not_remarked_on(sheet: Path, taken: str, told: str) -> None:
    sheet.write_text(f"id,taken\np1,{told}\n")
    assert sheets.read(story_of(photo(1, taken=taken)), str(sheet)) == sheets.Corrections((), 1, ())


def test_a_date_that_the_sheet_was_given_as_it_stands_is_not_remarked_on(sheet: Path) -> None:
    sheets.write(story_of(photo(1, taken="03/12/2026")), str(sheet))
    meanwhile = story_of(photo(1, taken="2026-03-12"))
    assert sheets.read(meanwhile, str(sheet)) == sheets.Corrections((), 1, ())


# ---- what is guarded


@pytest.mark.parametrize(
    "text", ["Nets on the quay", "It’s 5 o’clock", "a=b", "1st", "5 boats", "May they rest", "12 Ω"]
)
def test_words_are_not_guarded(text: str) -> None:
    assert guarding.guarded(text, numbers=True) == text


def test_an_apostrophe_of_a_foreign_sheet_stays() -> None:
    assert guarding.unguarded("'tis the season") == "'tis the season"


def test_guarding_a_long_text_of_months_takes_no_time() -> None:
    assert guarding.guarded("jan" * 300_000, numbers=True) == "jan" * 300_000


def test_a_sheet_is_unpacked_as_it_was_packed() -> None:
    rows = [["id", "caption"], ["p1", 'a "b"\n, ;\t'], ["p2", "x"]]
    table = csv_file.unpacked(csv_file.packed(rows))
    assert [list(table.head), *(list(cells) for _, cells in table.rows)] == rows
