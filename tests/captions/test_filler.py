"""Telling words of a camera or a form from words of a person."""

import pytest

from curator.captions.filler import is_camera_filler, is_filler_credit


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA",
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "Minolta DSC",
        "KONICA MINOLTA DIGITAL CAMERA",
        "KODAK Digital Still Camera",
        "SANYO DIGITAL CAMERA",
        "MOTOROLA DIGITAL CAMERA",
        "SAMSUNG CAMERA PICTURES",
        "SAMSUNG    ",
        "DIGITAL CAMERA",
        "Exif_JPEG_PICTURE",
        "Exif_JPEG_T422",
        "DCIM\\100GOPRO\\GOPR0482.JPG",
        "DCIM/100MEDIA/DJI_0025.JPG",
        "Default",
        "binary comment",
        "charset=Ascii binary comment",
        "Created with GIMP",
        "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90",
        "File written by Adobe Photoshop 4.0",
        "IMG_2231.JPG",
        "IMG_2231",
        "_MG_0633.JPG",
        "DSC00512.jpg",
        "DSC_0048 (2)",
        "P1010101",
        "20191024_081301",
        "IMG-20200101-WA0003.jpg",
        "PXL_20210101_123456789.MP.jpg",
        "ferry-at-dawn.jpeg",
        "untitled",
    ],
)
def test_what_a_camera_or_program_writes_is_filler(text: str) -> None:
    assert is_camera_filler(text)


@pytest.mark.parametrize(
    "text",
    [
        "A ferry leaves Wonsan harbour at dawn.",
        "Sony workers strike in Busan.",
        "A Samsung camera lies on a table.",
        "Canon fire opens the games",
        "Photo of the year",
        "April 15, 2012",
        "1953",
        "Part 2",
        "Caption",
        "Минск",
        "2 000 people march",
    ],
)
def test_what_a_person_writes_is_no_filler(text: str) -> None:
    assert not is_camera_filler(text)


@pytest.mark.parametrize(
    "text",
    ["Handout", "STRINGER", "staff", "Pool", "uncredited", "-", "", "n/a", "(Handout)", "???"],
)
def test_a_credit_that_names_nobody_is_filler(text: str) -> None:
    assert is_filler_credit(text)


@pytest.mark.parametrize(
    "text", ["Mina Oh", "Korea Tourism handout", "Pool/AFP", "Archive of Modern Conflict"]
)
def test_a_credit_that_names_somebody_is_no_filler(text: str) -> None:
    assert not is_filler_credit(text)


def test_a_long_text_is_judged_quickly() -> None:
    assert not is_camera_filler("canon digital " * 100_000)
    assert not is_camera_filler("canon " + "digital " * 20 + "!")
