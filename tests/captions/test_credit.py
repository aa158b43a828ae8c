"""Reading and cleaning credit lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.credit import Credit, credit_in_caption, read_credit, strip_credit
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


WALK = "People walk along the river in Seoul, South Korea, on May 3, 2021"


@pytest.mark.parametrize(
    ("tail", "photographer", "credit"),
    [
        (". (Photo by Mina Oh/AFP)", "Mina Oh", "AFP"),
        (". (Photo by Mina Oh/Getty Images).", "Mina Oh", "Getty Images"),
        (" (Photo by Mina Oh)", "Mina Oh", "Mina Oh"),
        (". (AP Photo/Mina Oh)", "Mina Oh", "AP"),
        (". (AP Photo/Mina Oh, File)", "Mina Oh", "AP"),
        (". (AP Photo)", "", "AP Photo"),
        (". (Mina Oh/AFP via Getty Images)", "Mina Oh", "AFP/Getty Images"),
        (". (Handout via Reuters)", "", "Reuters"),
        (". [Photo: Mina Oh/EPA]", "Mina Oh", "EPA"),
        (". (© 2019 Mina Oh)", "", "Mina Oh"),
        (". REUTERS/Mina Oh", "Mina Oh", "REUTERS"),
        (". REUTERS/Mina Oh.", "Mina Oh", "REUTERS"),
        (" REUTERS/Mina Oh", "Mina Oh", "REUTERS"),
        (". AP Photo/Mina Oh", "Mina Oh", "AP"),
        (". AFP PHOTO / MINA OH", "MINA OH", "AFP"),
        (". Mina Oh/AFP", "Mina Oh", "AFP"),
        (". Photograph: Mina Oh/AFP", "Mina Oh", "AFP"),
        (". Photograph: Mina van der Oh for Magnum", "Mina van der Oh", "Magnum"),
        (".\nPhoto: Mina Oh", "Mina Oh", "Mina Oh"),
        ("\nFoto: Mina Oh/dpa", "Mina Oh", "dpa"),
        (" — Photo by Mina Oh", "Mina Oh", "Mina Oh"),
        (". Photo by Mina Oh for The New York Times", "Mina Oh", "The New York Times"),
        (". © Mina Oh / Magnum Photos", "Mina Oh", "Magnum Photos"),
        (". “It is fine.” Credit: Mina Oh", "", "Mina Oh"),
    ],
)
def test_a_credit_at_the_end_of_a_caption_is_lifted(
    tail: str, photographer: str, credit: str
) -> None:
    found = credit_in_caption(WALK + tail)
    assert found is not None
    caption, lifted = found
    assert lifted == Credit(photographer, credit)
    assert caption.startswith(WALK)
    assert set(caption[len(WALK) :]) <= set(". “It is fine.”")


@pytest.mark.parametrize(
    "caption",
    [
        "",
        "Photo by Mina Oh",
        "(Photo by Mina Oh/AFP)",
        f"{WALK}.",
        f"{WALK} (left).",
        f"{WALK} (2019)",
        f"{WALK} (Labour/Conservative)",
        f"{WALK} (CP/NDP)",
        f"{WALK} (Mina Oh)",
        f"{WALK} (Mina Oh and Jon Doe)",
        f"{WALK} (seen from the AP office)",
        f"{WALK} (photo taken by a drone on Monday)",
        f"{WALK}. The photo by Mina Oh won a prize.",
        f"{WALK}. Photo: a man and his dog rest.",
        f"{WALK}. Photo by the river wins a prize.",
        f"{WALK}. He works for Reuters.",
        f"{WALK}, Reuters reported.",
        f"{WALK} and/or New York",
        f"{WALK}. Mina Oh/Jon Doe",
        f"{WALK} - Jon Doe",
        f"{WALK} (Photo by Mina Oh/AFP) and a dog",
        "(" * 400 + ")" * 400,
        "- " * 5_000,
    ],
)
def test_what_is_no_credit_stays_in_the_caption(caption: str) -> None:
    assert credit_in_caption(caption) is None


@given(st.text(max_size=200))
def test_lifting_a_credit_never_changes_what_stays(caption: str) -> None:
    found = credit_in_caption(caption)
    assert found is None or (caption.startswith(found[0]) and found[1].credit)
