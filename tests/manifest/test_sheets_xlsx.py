"""Sheets as workbooks: texts only on the way out, a stranger's file on the way in."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from factories import photo, story, story_of

from curator.errors import SheetError
from curator.manifest import sheets
from curator.manifest.sheets import Written, parts, reading, workbook
from curator.manifest.sheets.cell_values import shown_number
from curator.manifest.sheets.table import Moment

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "captions.xlsx"


def packed(sheet: Path, *files: tuple[str, str], method: int = zipfile.ZIP_DEFLATED) -> str:
    """Write a workbook whose parts are *files*, the others as they usually are."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    usual = {
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{relation}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns:r="x"><sheets>'
        '<sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{relation}/worksheet"'
        f' Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relation}/sharedStrings"'
        ' Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": "<sst/>",
    }
    with zipfile.ZipFile(sheet, "w", method) as archive:
        for name, text in (usual | dict(files)).items():
            archive.writestr(name, text)
    return str(sheet)


def rows_of(path: str | Path) -> list[tuple]:
    table = reading.load(str(path))
    return [table.head, *(cells for _, cells in table.rows)]


def refused(path: str | Path) -> str:
    with pytest.raises(SheetError) as caught:
        reading.load(str(path))
    assert str(path) in str(caught.value)
    return caught.value.reason


def inline(*texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{cells}</row>"


def sheet1(*rows: str) -> tuple[str, str]:
    return "xl/worksheets/sheet1.xml", f"{HEAD}{''.join(rows)}{TAIL}"


# ---- out


def test_a_workbook_holds_nothing_but_texts_under_a_head_that_stays(sheet: Path) -> None:
    before = story_of(photo(1, caption="=1+1", alt="#N/A", credit="0012", notes="a\nb"))
    assert sheets.write(before, str(sheet)) == Written(1)
    page = openpyxl.load_workbook(sheet)["Captions"]
    cells = [cell for row in page for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert page.freeze_panes == "D2"
    assert page["E2"].alignment.wrap_text
    assert page.column_dimensions["E"].width > page.column_dimensions["B"].width
    greyed = [cell.value for cell in page[2] if cell.fill.fill_type]
    assert greyed[:3] == ["p1", "1", "DSC_0001.JPG"]
    assert greyed[3].startswith("v2:")
    assert len(greyed) == 4


def test_a_caption_longer_than_a_cell_is_told_and_left_out_of_the_merge(sheet: Path) -> None:
    long = "ü" * 32_768
    before = story_of(photo(1, caption=long), photo(2, caption="😀" * 16_384), photo(3))
    written = sheets.write(before, str(sheet))
    assert [remark.partition(":")[0] for remark in written.remarks] == [
        "DSC_0001.JPG",
        "DSC_0002.JPG",
    ]
    assert sheets.read(before, str(sheet)) == sheets.Corrections((), 3, ())
    book = openpyxl.load_workbook(sheet)
    book["Captions"]["E2"] = "shorter"
    book.save(sheet)
    corrections = sheets.read(before, str(sheet))
    assert corrections.changes == ()
    assert corrections.remarks == ("row 2: caption is too long for a spreadsheet and was left out",)


def test_a_caption_of_exactly_a_cell_is_written_whole(sheet: Path) -> None:
    before = story_of(photo(1, caption="x" * 32_767), photo(2, caption="_x0041_" * 2_340))
    assert sheets.write(before, str(sheet)).remarks == ()
    assert sheets.read(before, str(sheet)) == sheets.Corrections((), 2, ())
    assert rows_of(sheet)[2][4] == "_x0041_" * 2_340


# ---- back


def test_what_another_program_saved_is_read(sheet: Path) -> None:
    sheets.write(story(3), str(sheet))
    book = openpyxl.load_workbook(sheet)
    page = book["Captions"]
    page["E2"], page["F3"], page["E4"] = "“New”\nin two lines", "Nets", None
    book.create_sheet("Notes", 0).append(["caption", "not this one"])
    book.save(sheet)
    assert sheets.read(story(3), str(sheet)).values == {
        "p1": {"caption": "“New”\nin two lines"},
        "p2": {"alt": "Nets"},
        "p3": {"caption": ""},
    }


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["File name", "Text"])
    book.active.append(["dsc_0002", "New"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    corrections = sheets.read(story(2), str(tmp_path / "a.csv"))
    assert corrections.values == {"p2": {"caption": "New"}}


def test_numbers_and_dates_come_back_as_they_are_seen(sheet: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "caption", "taken", "headline"])
    book.active.append([12, 0.5, datetime.datetime(2026, 3, 14, 7, 42, 10), True])
    book.active.append(["0012", 1500, datetime.date(2026, 3, 14), 2026])
    page = book.active
    page["A2"].number_format, page["B2"].number_format = "0000", "0%"
    page["B3"].number_format = "#,##0.00"
    page["C3"].number_format = "d mmmm yyyy"
    book.save(sheet)
    assert rows_of(sheet)[1:] == [
        ("0012", "50%", Moment("2026-03-14 7:42:10", "2026-03-14T07:42:10"), "TRUE"),
        ("0012", "1,500.00", Moment("14 March 2026", "2026-03-14"), "2026"),
    ]


@pytest.mark.parametrize(
    ("number", "code", "seen"),
    [
        ("12", "General", "12"),
        ("0.30000000000000004", "", "0.3"),
        ("123456789012", "@", "123456789012"),
        ("1e300", "General", "1e+300"),
        ("7", "000", "007"),
        ("0.125", "0.0%", "12.5%"),
        ("46095.5", "yyyy-mm-dd hh:mm", Moment("2026-03-14 12:00", "2026-03-14T12:00:00")),
        ("46095.5", '[$-809]ddd d mmm "at" h:mm am/pm;@', Moment("Sat 14 Mar at 12:00 PM", "2026-03-14T12:00:00")),
        ("46095", "mm-dd-yy", Moment("2026-03-14", "2026-03-14")),
        ("46095", "mmmmm yy\\.", Moment("M 26.", "2026-03-14")),
        ("0.25", "h:mm", "06:00"),
        ("1e300", "yyyy", "1e+300"),
        ("nan", "yyyy", "nan"),
        ("x", "0", "x"),
        ("5", "# ?/?", "5"),
    ],
)  # fmt: skip
def test_a_number_is_seen_in_its_format(number: str, code: str, seen: object) -> None:
    assert shown_number(number, code, since_1904=False) == seen


def test_days_are_counted_from_where_the_workbook_says() -> None:
    shown = shown_number("44633", "yyyy-mm-dd", since_1904=True)
    assert shown == Moment("2026-03-14", "2026-03-14")


def test_of_a_formula_its_saved_result_counts_and_an_error_is_told(sheet: Path) -> None:
    cells = (
        '<row r="5"><c r="A5" t="inlineStr"><is><t>p1</t></is></c>'
        '<c r="B5" t="str"><f>A1&amp;"x"</f><v>worked out</v></c>'
        '<c r="C5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D5"><f>NOW()</f></c></row>'
    )
    path = packed(sheet, sheet1(inline("id", "caption", "alt", "credit"), cells))
    corrections = sheets.read(story(1), path)
    assert corrections.values == {"p1": {"caption": "worked out"}}
    assert corrections.remarks == (
        "row 5: alt holds an error (#DIV/0!) and was left out",
        "row 5: credit holds a formula without a result and was left out",
    )


def test_texts_are_read_with_their_runs_and_escapes_but_not_how_they_are_spoken(
    sheet: Path,
) -> None:
    strings = (
        "<sst><si><r><t>one </t></r><r><t>two</t></r><rPh><t>wan tu</t></rPh></si>"
        "<si><t>_x005F_x0041_ _x000D_\n_xD83D__xDE00_ _x0007_</t></si></sst>"
    )
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    path = packed(sheet, ("xl/sharedStrings.xml", strings), sheet1(inline("caption", "alt"), cells))
    assert rows_of(path)[1] == ("one two", "_x0041_ \n😀 ")


def test_cells_stand_where_they_say_and_rows_have_their_numbers(sheet: Path) -> None:
    cells = '<x:row r="1000000"><x:c r="C9" t="inlineStr"><x:is><x:t>new</x:t></x:is></x:c></x:row>'
    path = packed(sheet, sheet1(inline("id", "file", "caption"), cells))
    assert sheets.read(story(1), path).remarks == (
        "row 1000000 matches no photo of the story (new)",
    )


def test_a_hidden_sheet_is_passed_over(sheet: Path) -> None:
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["caption", "hidden"])
    book.create_sheet("Words").append(["caption", "seen"])
    book.save(sheet)
    assert rows_of(sheet) == [("caption", "seen")]


# ---- a stranger's file


def bomb(rows: Iterable[bytes], sheet: Path) -> str:
    """Write a workbook whose sheet unpacks to *rows*."""
    packed(sheet)
    with (
        zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        part.write(HEAD.encode())
        for row in rows:
            part.write(row)
    return str(sheet)


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 50_000_000)
    assert "50,000,000" not in refused(bomb([b" " * 1_000_000] * 60, sheet))
    assert "unpacks to more than 47 MB" in refused(sheet)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([b"<row>" + b"<c/>" * 40_000] * 2, "more cells"),
        ([b"<a>" * 100], "more cells"),
        ([b'<row><c r="' + b"A" * 8_000_000], "damaged"),
        ([b"<!--" + b"A" * 8_000_000], "damaged"),
        ([b"<row><c><v>" + b"1" * 8_000_000], "1,000,000 characters"),
        ([b'<row><c r="XFD1"><v>1</v></c></row>'], "200 columns"),
        ([b"<row><c t='s'><v>7</v></c></row>"], "damaged"),
        ([b"<row><c>"], "damaged"),
        ([b"<row></c>"], "damaged"),
        ([b"<row>\xff"], "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_sheet_that_would_fill_memory_or_hours_is_refused(
    sheet: Path, rows: list[bytes], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_MAX_ELEMENTS", 60_000)
    assert told in refused(bomb(rows, sheet))


def test_rows_without_end_are_refused_whatever_size_the_sheet_claims(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.manifest.sheets.table.MAX_ROWS", 2000)
    assert "2,000 rows" in refused(bomb([b"<row><c><v>1</v></c></row>"] * 2002, sheet))


def test_a_text_that_many_cells_share_counts_each_time(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strings = ("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 1000}</t></si></sst>")
    cell = '<c t="s"><v>0</v></c>'
    path = packed(sheet, strings, sheet1(f"<row>{cell * 150}</row>"))
    monkeypatch.setattr("curator.manifest.sheets.table.MAX_TEXT", 100_000)
    assert "million characters" in refused(path)


def test_entities_are_refused_and_no_other_file_is_read(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    doctype = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    path = packed(
        sheet, ("xl/worksheets/sheet1.xml", f"{doctype}{HEAD}{inline('&e;', 'caption')}{TAIL}")
    )
    assert "document type" in refused(path)


def test_a_part_in_an_encoding_that_no_spreadsheet_uses_is_refused(sheet: Path) -> None:
    declared = '<?xml version="1.0" encoding="{}"?>'
    utf8, odd = (
        ("xl/worksheets/sheet1.xml", f"{declared.format(name)}{HEAD}{inline('caption')}{TAIL}")
        for name in ("UTF-8", "rot13")
    )
    assert rows_of(packed(sheet, utf8)) == [("caption",)]
    assert "damaged" in refused(packed(sheet, odd))


def test_links_out_of_the_file_are_not_followed(sheet: Path) -> None:
    relation = "http://x/officeDocument"
    path = packed(
        sheet,
        (
            "_rels/.rels",
            f'<Relationships><Relationship Id="a" TargetMode="External" Type="{relation}" '
            'Target="file:///etc/passwd"/></Relationships>',
        ),
    )
    assert "no workbook" in refused(path)


def test_what_is_no_workbook_is_refused_in_plain_words(sheet: Path) -> None:
    sheet.write_bytes(b"PK\x03\x04")
    assert "damaged" in refused(sheet)
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "no workbook" in refused(sheet)
    assert "no workbook" in refused(packed(sheet, ("_rels/.rels", "<Relationships/>")))
    assert "no sheet" in refused(packed(sheet, ("xl/workbook.xml", "<workbook/>")))
    assert "damaged" in refused(packed(sheet))  # the sheet it names is not there
    assert "no spreadsheet uses" in refused(packed(sheet, sheet1(), method=zipfile.ZIP_LZMA))
    assert "empty" in refused(packed(sheet, sheet1()))


def test_a_workbook_cut_off_anywhere_is_refused_or_read_but_never_breaks(sheet: Path) -> None:
    sheets.write(story(2), str(sheet))
    data = sheet.read_bytes()
    for end in range(4, len(data), 197):
        sheet.write_bytes(data[:end])
        refused(sheet)


def test_a_workbook_with_any_byte_changed_is_refused_or_read_but_never_breaks(
    sheet: Path,
) -> None:
    sheets.write(story(2), str(sheet))
    data = sheet.read_bytes()
    outcomes = set()
    for place in range(4, len(data), 61):
        sheet.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            outcomes.add(len(reading.load(str(sheet)).rows))
        except SheetError:
            outcomes.add(-1)
    assert outcomes == {2, -1}


def test_macros_are_not_looked_at(sheet: Path) -> None:
    sheets.write(story(1), str(sheet))
    with zipfile.ZipFile(sheet, "a") as archive:
        archive.writestr("xl/vbaProject.bin", io.BytesIO(b"\xd0\xcf\x11\xe0").getvalue())
    assert sheets.read(story(1), str(sheet)).rows == 1
