"""A story on paper: the page to print, and the PDF that is set of it."""

import json
import re
import sys
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from PIL import Image, ImageFile
from publishing import HOSTILE, left_behind, run, story_of, tree
from pypdf import PdfReader

from curator.errors import ExportError
from curator.export import segments
from curator.photos.workers import Readers
from curator.story.values import GroupBlock, TextBlock

_SHARED = Path(__file__).parents[2].parent / "shared" / "hostile" / "text_payloads.txt"


def printed(target):
    html = (target / "print.html").read_text(encoding="utf-8")
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html)


def told(element):
    return " ".join("".join(element.itertext()).split())


def pdf(target):
    return PdfReader(target / "story.pdf")


def words_of(reader):
    """Return the words of all pages without any space: a line may end anywhere."""
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def jpegs_in(reader):
    """Return the JPEGs that lie in the PDF, byte by byte."""
    found = {}
    for page in reader.pages:
        drawn = page["/Resources"].get("/XObject", {})
        for name, stream in ((drawn.raw_get(key).idnum, drawn[key]) for key in drawn):
            if "/DCTDecode" in (stream.get("/Filter"), *(stream.get("/Filter") or ())):
                found[name] = stream._data
    return list(found.values())


def test_the_page_for_paper_is_the_whole_story_in_pictures_of_one_kind(rich, target, readers):
    run(rich, target, readers, draft=True)
    page = printed(target)
    seen = told(page.find("body"))
    for text in ("Walls & bridges", "The river at dawn", "Both & more", "We waited.", "Mina Oh/AP"):
        assert text in seen
    images = list(page.iter("img"))
    assert [image.get("alt") for image in images] == ["A grey river", "Two boats", ""]
    for image in images:
        assert image.get("src").endswith(".jpg")
        assert not image.get("srcset")
        assert (target / image.get("src")).is_file()
    assert not list(page.iter("script"))
    assert [m.get("content") for m in page.iter("meta") if m.get("name") == "robots"] == ["noindex"]


@pytest.mark.parametrize(
    ("language", "paper"), [("en-GB", "A4"), ("en-US", "letter"), ("fr", "A4")]
)
def test_paper_is_that_of_the_region(make_photo, target, readers, language, paper):
    run(story_of(make_photo("a.jpg"), language=language), target, readers)
    assert f"size: {paper};" in (target / "print.html").read_text(encoding="utf-8")


def test_photos_of_a_row_are_of_one_height_on_paper(make_photo, target, readers):
    wide, upright = make_photo("a.jpg", size=(600, 400)), make_photo("b.jpg", size=(400, 600))
    run(
        story_of(wide, upright, sequence=(GroupBlock((wide.id, upright.id), "pair"),)),
        target,
        readers,
    )
    style = (target / "print.html").read_text(encoding="utf-8")
    widths = [float(found) for found in re.findall(r"\.side \.w\d+\{width:([\d.]+)%\}", style)]
    assert widths[0] / 1.5 == pytest.approx(widths[1] * 1.5, rel=0.01)
    assert 95 < sum(widths) < 100


def test_a_pdf_says_the_story_and_carries_the_pictures_as_they_are(rich, target, readers):
    run(rich, target, readers, pdf=True, draft=True)
    reader = pdf(target)
    seen = words_of(reader)
    for text in ("Walls&bridges", "Theriveratdawn", "Both&more", "Wewaited.", "MinaOh/AP"):
        assert text in seen
    assert reader.metadata.title.startswith("Walls & bridges <script>")
    assert reader.metadata.author == "Mina Oh"
    assert reader.metadata.creation_date is None
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert reader.outline[0].title.startswith("Walls & bridges")
    exported = {content for name, content in tree(target).items() if name.endswith(".jpg")}
    inside = jpegs_in(reader)
    assert len(inside) == 3
    assert set(inside) <= exported
    for jpeg in inside:
        assert b"<photoshop:Credit>Mina Oh/AP<" in jpeg
        with Image.open(BytesIO(jpeg)) as image:
            image.load()
        assert {marker for marker, _ in segments.segments(jpeg)} & {0xE1, 0xED} == {0xE1}


def test_alt_texts_are_in_the_pdf_for_readers_who_hear_it(rich, target, readers):
    run(rich, target, readers, pdf=True, draft=True)
    assert "A grey river" in alts(pdf(target).trailer["/Root"]["/StructTreeRoot"])


def alts(element):
    """Return the alternate descriptions below a structure element."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return [alt for child in element for alt in alts(child)]
    if not isinstance(element, dict):
        return []
    own = [str(element["/Alt"])] if "/Alt" in element else []
    return own + (alts(element["/K"]) if "/K" in element else [])


def test_the_same_story_gives_the_same_pdf(rich, tmp_path, readers):
    run(rich, tmp_path / "one", readers, pdf=True, draft=True)
    with Readers(1) as real:
        run(rich, tmp_path / "two", real, pdf=True, draft=True)
    assert (tmp_path / "one/story.pdf").read_bytes() == (tmp_path / "two/story.pdf").read_bytes()


def test_a_pdf_of_a_single_file_has_its_pictures_too(make_photo, target, readers):
    run(
        story_of(make_photo("a.jpg", size=(900, 600))),
        target,
        readers,
        pdf=True,
        draft=True,
        single_file=True,
    )
    assert len(jpegs_in(pdf(target))) == 1
    assert not (target / "print.html").exists()


def test_half_a_picture_is_still_none_after_a_pdf_was_set(make_photo, target, readers):
    run(story_of(make_photo("a.jpg")), target, readers, pdf=True, draft=True)
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_without_its_libraries_a_pdf_is_refused_and_nothing_is_made(
    make_photo, target, readers, monkeypatch
):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ExportError, match="libpango"):
        run(story_of(make_photo("a.jpg")), target, readers, pdf=True, draft=True)
    assert left_behind(target) == []


def payloads():
    rows = _SHARED.read_text(encoding="utf-8").splitlines() if _SHARED.exists() else []
    return [HOSTILE, *(json.loads(r.split("\t")[3]) for r in rows if r and r[0] != "#")]


def test_hostile_words_reach_neither_files_nor_hosts_nor_actions(
    make_photo, target, readers, tmp_path
):
    (tmp_path / "canary.jpg").write_bytes(b"CANARY")
    bad = [*payloads(), f'<img src="file://{tmp_path}/canary.jpg">', "url(https://evil.invalid/x)"]
    text = "\n\n".join(word for word in bad if len(word) < 500)
    story = story_of(make_photo("a.jpg", caption=text, alt=HOSTILE, credit=HOSTILE), title=HOSTILE)
    story = story_of(
        *story.photos.values(), title=HOSTILE, sequence=(*story.sequence, TextBlock(text))
    )
    run(story, target, readers, pdf=True, draft=True)
    content = (target / "story.pdf").read_bytes()
    assert b"CANARY" not in content
    for word in (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile", b"/AA ", b"/OpenAction"):
        assert word not in content
    assert len(jpegs_in(pdf(target))) == 1
    page = printed(target)
    assert len(list(page.iter("img"))) == 1
    assert not list(page.iter("script"))
    assert not [n for e in page.iter() for n in e.attrib if str(n).startswith("on")]
    assert "<script>alert(1)</script>" in told(page.find(".//h1"))
