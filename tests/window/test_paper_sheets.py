"""The choices for paper: kept as text, bounded, and named where they are a preset."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.window.paper.sheets import (
    COLUMNS,
    MARGINS,
    PAPERS,
    PRESETS,
    ROWS,
    TEXT_SIZES,
    Field,
    Heading,
    Kind,
    Margins,
    Sheet,
    Which,
    preset_of,
    with_preset,
)

SHEETS = st.builds(
    Sheet,
    kind=st.sampled_from(Kind),
    paper=st.sampled_from(sorted(PAPERS)),
    is_landscape=st.booleans(),
    margins=st.builds(Margins, *[st.sampled_from(MARGINS)] * 4),
    columns=st.sampled_from(COLUMNS),
    rows=st.sampled_from(ROWS),
    fields=st.frozensets(st.sampled_from(Field)),
    which=st.sampled_from(Which),
    header=st.frozensets(st.sampled_from(Heading)),
    text_size=st.sampled_from(TEXT_SIZES),
    has_texts=st.booleans(),
)


@given(sheet=SHEETS)
def test_a_choice_comes_back_from_its_text(sheet: Sheet) -> None:
    assert Sheet.of(sheet.text) == sheet


ANYTHING = st.sampled_from(
    [None, True, 4, -1, 10**30, 1.5, "", "A4", [], [1, 2, 3, 4], [["x"]], {}]
)


@given(st.dictionaries(st.sampled_from([*json.loads(Sheet().text), "other"]), ANYTHING))
def test_whatever_the_settings_hold_gives_a_sheet_that_can_be_printed(values: dict) -> None:
    sheet = Sheet.of(json.dumps(values))
    assert sheet.columns in COLUMNS
    assert sheet.paper in PAPERS
    assert min(sheet.inside) >= 0
    assert Sheet.of(sheet.text) == sheet


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"A4"', "[" * 100_000])
def test_settings_that_are_no_choice_give_the_usual_one(text: str) -> None:
    assert Sheet.of(text) == Sheet()


@given(sheet=SHEETS)
def test_margins_leave_at_least_half_of_the_paper(sheet: Sheet) -> None:
    left, top, width, height = sheet.inside
    wide, high = sheet.size
    assert width >= wide / 2 - 1e-9
    assert height >= high / 2 - 1e-9
    assert left + width <= wide + 1e-9
    assert top + height <= high + 1e-9


@given(sheet=SHEETS)
def test_columns_are_wide_enough_to_be_read_or_there_is_only_one(sheet: Sheet) -> None:
    count = sheet.columns_that_fit
    width = (sheet.inside[2] - 5 * (count - 1)) / count
    assert 1 <= count <= sheet.columns
    assert count == 1 or width >= max(18, 6 * sheet.text_size * 25.4 / 72) - 1e-9


def test_a_lying_paper_is_as_wide_as_it_was_high() -> None:
    assert Sheet(paper="Letter", is_landscape=True).size == (279.4, 215.9)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_keeps_paper_margins_and_which_photos(name: str) -> None:
    own = Sheet(Kind.PICTURES, "Legal", True, Margins(20, 5, 6, 7), 7, 3, frozenset(), Which.ALL)
    chosen = with_preset(own, name)
    assert preset_of(chosen) == name
    kept = (chosen.paper, chosen.is_landscape, chosen.margins, chosen.which)
    assert kept == (own.paper, own.is_landscape, own.margins, own.which)


def test_a_choice_beside_the_presets_has_no_name() -> None:
    assert preset_of(replace(Sheet(), columns=3)) == ""
