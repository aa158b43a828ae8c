"""Places and dates held back or made coarser: not a byte of the rest leaves in any form, and it is told beforehand."""

import io
import json

import pypdf
import pytest
from PIL import Image
from publishing import run, story_of
from test_export_leaks import parts

from curator.check import check_story
from curator.export.language import speaking
from curator.export.leaving import leaving
from curator.export.preview import preview
from curator.export.theme import load
from curator.story.values import Defaults, Photo, PhotoId, Place

FORMS = {"zip": True, "epub": True, "pdf": True, "markdown": True}
ALONE = {"single_file": True}
OWN = Place("OWNQUAY", "OWNTOWN", "OWNLAND", "OWNIA")
SHARED = Place("ALLQUAY", "ALLTOWN", "ALLLAND", "ALLIA")
DATE = "2026-03-14T07:42+09:00"


def photos(folder, detail: str) -> list[Photo]:
    """Two photos, with a place of its own and without; the first has a choice of its own."""
    made = []
    for number, place in enumerate((OWN, Place())):
        path = folder / f"{number}.jpg"
        Image.new("RGB", (90, 60), ("navy", "teal")[number]).save(path)
        words = {"caption": f"A wall, number {number}.", "place": place}
        own = detail if number == 0 else ""
        made.append(Photo(PhotoId(f"p{number}"), str(path), place_detail=own, **words))
    return made


def text_of(data: bytes) -> bytes:
    """Return the words of a PDF, and what it says of itself."""
    pdf = pypdf.PdfReader(io.BytesIO(data))
    pages = "\n".join(page.extract_text() for page in pdf.pages)
    return f"{pages}\n{pdf.metadata}".encode()


def everything(folder) -> bytes:
    """Return all that was made, with what is in archives, data addresses and the text of PDFs."""
    found = parts(folder)
    texts = [text_of(d) for n, d in found.items() if n.endswith(".pdf")]
    return b"\n".join([*found.values(), *texts])


@pytest.mark.parametrize(
    ("detail", "told", "form"),
    [
        ("all", 4, ALONE),
        ("region", 2, FORMS),
        ("country", 1, ALONE),
        ("none", 0, FORMS),
        ("none", 0, ALONE),
        ("of a later version", 0, ALONE),
    ],
)
def test_no_more_of_a_place_leaves_than_was_chosen(tmp_path, readers, detail, told, form) -> None:
    whole = story_of(
        *photos(tmp_path, detail),
        title="Walls",
        date=DATE,
        defaults=Defaults(place=SHARED, place_detail=detail),
    )
    (tmp_path / "out").mkdir()
    run(whole, tmp_path / "out" / "page", readers, keep_location=True, **form)
    data = everything(tmp_path / "out")
    for place in (OWN, SHARED):
        names = (place.country, place.state, place.city, place.sublocation)
        assert [name.encode() in data for name in names] == [n < told for n in range(4)]


@pytest.mark.parametrize(
    ("detail", "words", "gone"),
    [
        ("month", "March 2026", (b"2026-03-14", b"14 March", b"07:42", b"14 Mar")),
        ("year", "2026", (b"2026-03", b"March", b"07:42")),
        ("none", "", (b"2026", b"March", b"07:42")),
    ],
)
def test_no_more_of_the_date_leaves_than_was_chosen(tmp_path, readers, detail, words, gone) -> None:
    whole = story_of(*photos(tmp_path, ""), title="Walls", date=DATE, date_detail=detail)
    (tmp_path / "out").mkdir()
    run(whole, tmp_path / "out" / "page", readers, **FORMS)
    page = (tmp_path / "out" / "page" / "index.html").read_text("utf-8")
    assert words in page
    found = parts(tmp_path / "out")
    texts = [
        d for n, d in found.items() if n.endswith((".html", ".json", ".txt", ".md", ".xml", ".opf"))
    ]
    texts += [text_of(d) for n, d in found.items() if n.endswith(".pdf")]
    for text in texts:
        for secret in gone:
            assert secret not in text
    assert json.loads(found["page/story.json"]).get("date", "") in ("2026-03", "2026", "")


def test_the_page_view_tells_no_more_than_the_page(tmp_path) -> None:
    whole = story_of(*photos(tmp_path, "none"), title="Walls", date=DATE, date_detail="year")
    page = preview(whole, load("essay")).html
    assert "2026" in page
    assert "March" not in page


@pytest.mark.parametrize(
    ("iso", "tag", "told"),
    [
        ("2026-03", "en", ("2026-03", "March 2026")),
        ("2026-03", "de", ("2026-03", "März 2026")),
        ("2026", "fr", ("2026", "2026")),
        ("2026-13", "en", ("", "")),
        ("2026-03-14", "en", ("2026-03-14", "14 March 2026")),
        ("soon", "en", ("", "")),
    ],
)
def test_months_and_years_are_said_in_the_language_of_the_story(iso, tag, told) -> None:
    assert speaking(tag).date(iso) == told


def test_what_is_made_coarser_is_told_beforehand(tmp_path) -> None:
    whole = story_of(*photos(tmp_path, "country"), date=DATE, date_detail="month")
    report = leaving(whole, keep_location=True)
    told = "\n".join(report.lines())
    assert "OWNIA (1 photo)" in told
    assert "OWNTOWN" not in told
    assert "the place of 1 photo, or what is more exact of it than you chose to tell" in told
    assert "the date of the story: 2026-03 is told" in told
    assert "2026-03-14" not in told


def test_words_that_name_a_place_held_back_are_told_and_left_alone(tmp_path) -> None:
    one, other = photos(tmp_path, "country")
    words = {"caption": "Boats at owntown, OWNIA.", "alt": "A quay", "headline": "OWNTOWNSHIP"}
    whole = story_of(
        Photo(one.id, one.file, place=OWN, place_detail="country", **words),
        Photo(other.id, other.file, caption="Boats at OWNTOWN.", place=OWN),
    )
    found = [p for p in check_story(whole) if p.rule == "place-named"]
    assert [(p.photo, p.field, p.text) for p in found] == [("p0", "caption", "owntown")]
    assert "owntown, which readers are not to be told" in found[0].message


def test_lines_of_the_story_that_name_a_place_held_back_of_all_photos_are_told(tmp_path) -> None:
    one, other = photos(tmp_path, "")
    whole = story_of(
        one, other, title="Walls of OWNTOWN", dateline="OWNIA", date=DATE,
        defaults=Defaults(place_detail="country"),
    )  # fmt: skip
    found = [p for p in check_story(whole) if p.rule == "place-told"]
    assert [(p.photo, p.field, p.text) for p in found] == [(None, "title", "OWNTOWN")]
    open_one = Photo(other.id, other.file, caption=other.caption, place=OWN, place_detail="all")
    told = story_of(one, open_one, title="Walls of OWNTOWN", defaults=whole.defaults)
    assert not [p for p in check_story(told) if p.rule == "place-told"]
