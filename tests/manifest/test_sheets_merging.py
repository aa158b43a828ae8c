"""A sheet and a story that both went on: merged field by field, with the conflicts named."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import photo, story, story_of

from curator.manifest import sheets
from curator.manifest.sheets import Correction, Corrections, reading, table
from curator.story import edits
from curator.story.values import Photo, Place, Story

Correct = Callable[[dict[str, str]], None]

OLD_FIELDS = (
    *("headline", "caption", "alt", "credit", "photographer", "copyright", "taken"),
    *("sublocation", "city", "state", "country", "keywords", "persons", "notes"),
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "captions.csv"


def corrected(before: Story, sheet: Path, **cells: str | None) -> str:
    """Write the sheet of *before* and change cells of its first row; ``None`` takes the column out."""
    sheets.write(before, str(sheet))
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return saved(sheet, rows, cells)


def saved(sheet: Path, rows: list[dict[str, str]], cells: dict[str, str | None]) -> str:
    rows[0] |= {name: text for name, text in cells.items() if text is not None}
    names = [name for name in rows[0] if cells.get(name, "") is not None]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    sheet.write_text(out.getvalue(), encoding="utf-8", newline="")
    return str(sheet)


def old_sheet(before: Story, sheet: Path, **cells: str) -> str:
    """Write a sheet as Curator did when a row had one digest."""
    rows = []
    for shown in before.photos.values():
        words = [sheets.columns.cell_text(shown, name) for name in OLD_FIELDS]
        digest = hashlib.sha256(json.dumps(words).encode()).hexdigest()[:12]
        rows.append(
            {"id": shown.id, **dict(zip(OLD_FIELDS, words, strict=True))}
            | {"fingerprint": f"v{digest}"}
        )
    return saved(sheet, rows, dict(cells))


def written_since(before: Story, **words: str) -> Story:
    return edits.set_fields({"p1": words}).apply(before)


BEFORE = story_of(
    photo(1, alt="Nets", credit="Oh/AFP", keywords=("sea", "dawn"), place=Place(city="Wonsan")),
    photo(2),
)


def test_what_the_sheet_alone_changed_is_taken_and_what_the_story_alone_changed_stays(
    sheet: Path,
) -> None:
    path = corrected(BEFORE, sheet, caption="Theirs", credit="", city="Hamhung")
    meanwhile = written_since(BEFORE, alt="Ours", headline="Ours")
    corrections = sheets.read(meanwhile, path)
    assert corrections.values == {
        "p1": {"caption": "Theirs", "credit": "", "place.city": "Hamhung"}
    }
    assert (corrections.conflicts, corrections.remarks) == ((), ())
    after = corrections.edit().apply(meanwhile).photos["p1"]
    assert (after.alt, after.headline) == ("Ours", "Ours")


def test_what_both_changed_alike_is_nothing(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="New", keywords="sea;  dusk")
    meanwhile = written_since(BEFORE, caption="New", keywords=["sea", "dusk"])
    assert sheets.read(meanwhile, path) == Corrections((), 2, ())


def test_what_both_changed_in_their_own_way_is_a_conflict(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="Theirs", alt="Theirs, too")
    meanwhile = written_since(BEFORE, caption="Ours")
    corrections = sheets.read(meanwhile, path)
    assert corrections.conflicts == (
        Correction("p1", "caption", "Ours", "Theirs", is_conflict=True, row=2),
    )
    after = corrections.edit().apply(meanwhile).photos["p1"]
    assert (after.caption, after.alt) == ("Theirs", "Theirs, too")
    after = corrections.edit(keep_mine=True).apply(meanwhile).photos["p1"]
    assert (after.caption, after.alt) == ("Ours", "Theirs, too")


def test_a_conflict_says_what_both_sides_wrote(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="Theirs\nin two lines")
    meanwhile = written_since(BEFORE, caption="Ours")
    (conflict,) = sheets.read(meanwhile, path).conflicts
    assert conflict.told(meanwhile, is_taken=True) == (
        "row 2 (DSC_0001.JPG): caption was changed on both sides; "
        "story: “Ours”, sheet: “Theirs ⏎ in two lines”; the sheet’s words were taken"
    )
    assert conflict.told(meanwhile, is_taken=False).endswith("the story’s words were kept")


def test_words_written_since_are_not_lost_to_an_emptied_cell(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="")
    meanwhile = written_since(BEFORE, caption="Written since")
    corrections = sheets.read(meanwhile, path)
    assert [c.theirs for c in corrections.conflicts] == [""]
    assert corrections.edit().apply(meanwhile) is meanwhile


def test_a_cell_emptied_in_our_own_sheet_empties_the_field(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="", keywords="")
    after = sheets.read(BEFORE, path).edit().apply(BEFORE).photos["p1"]
    assert (after.caption, after.keywords) == ("", ())


def test_a_column_that_the_desk_deleted_is_left_alone(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="Theirs", alt=None)
    assert sheets.read(BEFORE, path).values == {"p1": {"caption": "Theirs"}}


@pytest.mark.parametrize("told", [None, ""])
def test_without_a_fingerprint_every_cell_with_words_is_taken(
    sheet: Path, told: str | None
) -> None:
    path = corrected(BEFORE, sheet, fingerprint=told, caption="Theirs", alt="")
    meanwhile = written_since(BEFORE, caption="Ours")
    corrections = sheets.read(meanwhile, path)
    assert corrections.values == {"p1": {"caption": "Theirs"}}
    assert corrections.conflicts == ()


@pytest.mark.parametrize("told", ["v2:abc", "v9:unknown", "#NAME?"])
def test_under_a_fingerprint_that_tells_nothing_every_difference_is_a_conflict(
    sheet: Path, told: str
) -> None:
    path = corrected(BEFORE, sheet, fingerprint=told, caption="Theirs", alt="")
    assert sheets.read(BEFORE, path).changes == (
        Correction("p1", "caption", "Caption 1", "Theirs", is_conflict=True, row=2),
    )


def test_a_fingerprint_in_capitals_still_tells(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="Theirs")
    text = sheet.read_text(encoding="utf-8")
    mark = text.rpartition("v2:")[2].strip()
    sheet.write_text(text.replace(f"v2:{mark}", f" V2:{mark.upper()} "), encoding="utf-8")
    meanwhile = written_since(BEFORE, alt="Ours")
    assert sheets.read(meanwhile, path).values == {"p1": {"caption": "Theirs"}}


def test_columns_in_each_others_place_are_seen(sheet: Path) -> None:
    before = story_of(photo(1, caption="One", alt="Two"))
    path = corrected(before, sheet, caption="Two", alt="One")
    assert sheets.read(before, path).values == {"p1": {"caption": "Two", "alt": "One"}}


def test_a_story_of_a_colleague_merges_the_same_sheet(sheet: Path) -> None:
    path = corrected(BEFORE, sheet, caption="Theirs")
    elsewhere = story_of(photo(1, caption="Caption 1", file="/elsewhere/a.jpg"))
    corrections = sheets.read(elsewhere, path)
    assert corrections.values == {"p1": {"caption": "Theirs"}}
    assert len(corrections.remarks) == 1  # the second photo is not there


def test_terms_and_licence_travel_and_stars_and_marks_stay_at_home(sheet: Path) -> None:
    before = story_of(photo(1, usage="One use", rating=3, mark="pick"))
    path = corrected(before, sheet, usage="Two uses", license_url="https://licence.example/by")
    assert sheets.read(before, path).values == {
        "p1": {"usage": "Two uses", "license_url": "https://licence.example/by"}
    }
    assert not {"rating", "mark"} & set(sheets.FIELDS)


# ---- sheets of the first form


def test_an_old_sheet_of_an_unchanged_photo_is_merged_field_by_field(sheet: Path) -> None:
    path = old_sheet(BEFORE, sheet, caption="Theirs", credit="")
    corrections = sheets.read(BEFORE, path)
    assert corrections.values == {"p1": {"caption": "Theirs", "credit": ""}}
    assert corrections.conflicts == ()


def test_an_old_sheet_in_which_nothing_was_changed_changes_nothing(sheet: Path) -> None:
    path = old_sheet(BEFORE, sheet)
    meanwhile = written_since(BEFORE, caption="Ours", alt="")
    assert sheets.read(meanwhile, path) == Corrections((), 2, ())


def test_an_old_sheet_changed_on_both_sides_is_all_conflicts(sheet: Path) -> None:
    path = old_sheet(BEFORE, sheet, caption="Theirs", credit="")
    meanwhile = written_since(BEFORE, alt="Ours")
    corrections = sheets.read(meanwhile, path)
    assert {c.field for c in corrections.conflicts} == {"caption", "alt"}


# ---- a story that goes on while somebody looks at the corrections


def test_a_correction_is_seen_against_the_story_of_now() -> None:
    correction = Correction("p1", "caption", "Caption 1", "Theirs", row=2)
    assert sheets.against(correction, BEFORE) is correction
    changed = sheets.against(correction, written_since(BEFORE, caption="Ours"))
    assert changed == Correction("p1", "caption", "Ours", "Theirs", is_conflict=True, row=2)
    assert sheets.against(correction, written_since(BEFORE, caption="Theirs")) is None
    assert sheets.against(correction, edits.remove_photos(["p1"]).apply(BEFORE)) is None


# ---- cells that hold no text


def test_a_cell_that_shows_an_error_is_told_and_left_out(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = ("p1", table.Unread("holds an error (#REF!)"), "new")
    made = table.Table(("id", "caption", "alt"), ((7, cells),))
    monkeypatch.setattr(reading, "load", lambda path: made)
    corrections = sheets.read(story(1), str(sheet))
    assert corrections.values == {"p1": {"alt": "new"}}
    assert corrections.remarks == ("row 7: caption holds an error (#REF!) and was left out",)


def test_a_date_is_iso_where_dates_are_kept_and_elsewhere_as_it_was_seen(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = table.Moment("14-Mar-26", "2026-03-14")
    made = table.Table(("id", "caption", "taken"), ((2, ("p1", moment, moment)),))
    monkeypatch.setattr(reading, "load", lambda path: made)
    (values,) = sheets.read(story(1), str(sheet)).values.values()
    assert values == {"caption": "14-Mar-26", "taken": "2026-03-14"}


def test_photos_of_one_id_but_for_what_nobody_sees_are_told_apart_by_their_files(
    sheet: Path,
) -> None:
    twins = story_of(photo(1, id="a\x00"), photo(2, id="a\x01"), Photo("b", "/p/b.jpg"))
    path = corrected(twins, sheet, caption="Theirs")
    assert sheets.read(twins, path).values == {"a\x00": {"caption": "Theirs"}}
