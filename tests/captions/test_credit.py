"""Reading and cleaning credit lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.credit import Credit, read_credit, strip_credit
from curator.captions.text import is_blank


@pytest.mark.parametrize(
    ("line", "photographer", "credit"),
    [
        ("Mina Oh via Reuters", "Mina Oh", "Reuters"),
        ("Mina Oh via Reuters/Pool", "Mina Oh", "Reuters/Pool"),
        ("Mina Oh, via Reuters / Pool", "Mina Oh", "Reuters/Pool"),
        ("Mina Oh/AFP via Getty Images", "Mina Oh", "AFP/Getty Images"),
        ("Mina Oh/AFP/Getty Images", "Mina Oh", "AFP/Getty Images"),
        ("Mina Oh / Reuters", "Mina Oh", "Reuters"),
        ("Mina Oh — Reuters", "Mina Oh", "Reuters"),
        ("REUTERS/Mina Oh", "Mina Oh", "REUTERS"),
        ("AP Photo/Mina Oh", "Mina Oh", "AP"),
        ("AFP PHOTO / Mina Oh", "Mina Oh", "AFP"),
        ("EPA-EFE/MINA OH", "MINA OH", "EPA-EFE"),
        ("NPS / Mina Oh", "Mina Oh", "NPS"),
        ("Department of Defense/Mina Oh", "Mina Oh", "Department of Defense"),
        ("Mina Oh for The New York Times", "Mina Oh", "The New York Times"),
        ("(Photograph: Mina Oh for Magnum)", "Mina Oh", "Magnum"),
        ("Photo by Mina Oh/AFP", "Mina Oh", "AFP"),
        ("Photo: Oh/AFP", "Oh", "AFP"),
        ("Photo by Mina Oh", "Mina Oh", "Mina Oh"),
        ("By Mina Oh", "Mina Oh", "Mina Oh"),
        ("Photographer: Mina Oh", "Mina Oh", "Mina Oh"),
        ("Photo by AP", "", "AP"),
        ("Mina Oh", "", "Mina Oh"),
        ("© 2019 Mina Oh", "", "Mina Oh"),
        ("Reuters", "", "Reuters"),
        ("KCNA/Reuters", "", "KCNA/Reuters"),
        ("KCNA via KNS/AFP", "", "KCNA via KNS/AFP"),
        ("Handout via Reuters", "", "Reuters"),
        ("Stringer/Reuters", "", "Reuters"),
        ("Handout", "", "Handout"),
        ("Courtesy of the Oh family", "", "the Oh family"),
        ("University of Oslo", "", "University of Oslo"),
        ("Photo Agency Seoul", "", "Photo Agency Seoul"),
        ("Bypass Films", "", "Bypass Films"),
        ("", "", ""),
    ],
)
def test_a_credit_line_is_taken_apart(line: str, photographer: str, credit: str) -> None:
    assert read_credit(line) == Credit(photographer, credit)


@pytest.mark.parametrize(
    ("line", "stripped"),
    [
        ("© Mina Oh", "Mina Oh"),
        ("(c) Mina Oh", "Mina Oh"),
        ("© 2009-2012 Mina Oh", "Mina Oh"),
        ("Copyright 2004 Mina Oh", "Mina Oh"),
        ("Copyright (c) by Mina Oh", "Mina Oh"),
        ("Mina Oh © 2019", "Mina Oh"),
        ("© Mina Oh. All rights reserved.", "Mina Oh"),
        ("Photo by Mina Oh", "Mina Oh"),
        ("Photo credit: Mina Oh", "Mina Oh"),
        ("Photograph: Mina Oh/AFP", "Mina Oh/AFP"),
        ("[Photo by © Mina Oh]", "Mina Oh"),
        ("  Mina\tOh ", "Mina Oh"),
        ("Mina Oh (left) and (right)", "Mina Oh (left) and (right)"),
        ("©", "©"),
        ("Copyright", "Copyright"),
        ("Photo by", "Photo by"),
        ("", ""),
    ],
)
def test_what_is_no_name_is_stripped_but_never_everything(line: str, stripped: str) -> None:
    assert strip_credit(line) == stripped


@given(st.text(max_size=80))
def test_no_line_that_shows_something_becomes_empty(line: str) -> None:
    if not is_blank(line) and any(char.isalnum() for char in line):
        assert strip_credit(line)
        assert read_credit(line).credit


def test_a_text_far_too_long_for_a_credit_comes_back_whole() -> None:
    line = "via " * 10_000
    assert read_credit(line).credit == line.strip()
