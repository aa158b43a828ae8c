"""Real PDFs, written and read back: their words, their pictures, and what is left when something goes wrong."""

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from factories import photo, picture_file, story_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import Pdf
from PIL import Image, ImageChops, ImageStat
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from curator.errors import PaperError
from curator.photos.workers import Readers
from curator.story.values import Defaults, Photo, Place, Story
from curator.window.paper import pdf as pdf_module
from curator.window.paper.contents import contents
from curator.window.paper.making import Made, Order, Step, make_pdf, planned
from curator.window.paper.painting import paint_words
from curator.window.paper.sheets import PAPERS, PRESETS, Field, Kind, Sheet
from curator.window.paper.texts import Role, Text
from curator.window.paper.typesetting import DOTS, Typesetter

PICTURES = PRESETS["Captions with pictures"]
DESK = PRESETS["Captions for the copy desk"]

LONG = " ".join(f"word{number}" for number in range(700))
CAPTIONS = [
    "A fisherman mends his nets; “we counted the nights”, he says.",
    "Ένας ψαράς επισκευάζει τα δίχτυα του.",
    "Рыбак чинит сети на рассвете.",
    LONG,
    "10\u00a0000 tonnes – Łódź, Ærø, Tórshavn…",
    "",
]


@pytest.fixture
def made(tmp_path: Path, readers: Readers, qapp: QGuiApplication):
    """Make a PDF of a story, and return it with what was told at the end."""

    def make(story: Story, sheet: Sheet, name: str = "pages.pdf") -> tuple[Pdf, Made]:
        path = tmp_path / name
        *steps, end = make_pdf(Order(story, sheet, date="3 March 2026"), str(path), readers)
        assert isinstance(end, Made)
        assert all(isinstance(step, Step) for step in steps)
        return Pdf(path), end

    return make


def shot(folder: Path, number: int, size: tuple[int, int] = (90, 60), **values: object) -> Photo:
    """Return a photo with a file of its own, red on the left, blue on the right, green below on the left."""
    path = Path(picture_file(folder / f"DSC_{number:04}.png", size=size, colour="red"))
    image = Image.open(path).convert("RGB")
    image.paste("blue", (size[0] // 2, 0, *size))
    image.paste("lime", (0, size[1] // 2, size[0] // 4, size[1]))
    image.save(path)
    return photo(number, file=str(path), width=size[0], height=size[1], **values)


def closely(words: str) -> str:
    """Return *words* as the reader of PDFs tells them: without spaces, ligatures dissolved."""
    return unicodedata.normalize("NFKC", "".join(words.split()))


@pytest.mark.parametrize("name", PRESETS)
def test_every_word_of_every_caption_stands_in_the_file_in_order(made, tmp_path, name) -> None:
    told = story_of(
        *(shot(tmp_path, n, caption=caption) for n, caption in enumerate(CAPTIONS, 1)),
        title="Nets",
    )
    found, end = made(told, PRESETS[name])
    assert end.pages == len(found.pages)
    assert end.unread == ()
    said = "".join(found.words(page) for page in found.pages)
    said = re.sub(r"3March2026Page\d+of\d+Nets", "", said).replace("4(continued)", "")
    places = [said.index(closely(caption)) for caption in CAPTIONS if caption]
    assert places == sorted(places)
    assert all(said.count(closely(caption)) == 1 for caption in CAPTIONS if caption)


def test_each_page_tells_the_title_the_day_and_how_many_there_are(made, tmp_path) -> None:
    told = story_of(photo(1, caption=LONG * 3), title="The last nets")
    found, _ = made(told, DESK)
    count = len(found.pages)
    assert count > 1
    for number, page in enumerate(found.pages, 1):
        assert found.words(page).startswith(f"3March2026Page{number}of{count}Thelastnets")


def test_the_file_carries_title_and_author_and_no_path(made, tmp_path) -> None:
    told = story_of(shot(tmp_path, 1), title="Nets (and) \\ ropes – Ærø", byline="Anna Berg\n")
    found, _ = made(told, Sheet())
    assert found.info["Title"] == "Nets (and) \\ ropes – Ærø"
    assert found.info["Creator"] == "Curator"
    assert found.info.get("Author", "Anna Berg") == "Anna Berg"
    for part in (*tmp_path.parts[1:], os.environ.get("USER", "nobody")):
        for text in (part.encode(), part.encode("utf-16-be")):
            assert text not in found.data or len(part) < 4


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("is_landscape", [False, True])
def test_pages_are_as_large_as_the_paper(made, paper, is_landscape) -> None:
    sheet = replace(DESK, paper=paper, is_landscape=is_landscape)
    found, _ = made(story_of(photo(1)), sheet)
    for points, length in zip(found.size(found.pages[0]), sheet.size, strict=True):
        assert points == pytest.approx(length / 25.4 * 72, abs=0.6)


def test_pictures_stand_where_the_page_has_them_with_their_own_pixels(made, tmp_path) -> None:
    found, _ = made(story_of(shot(tmp_path, 1), shot(tmp_path, 2, (60, 90))), PICTURES)
    wide, tall = found.pictures(found.pages[0])
    assert [wide.image.size, tall.image.size] == [(90, 60), (60, 90)]  # never enlarged
    assert wide.width / wide.height == pytest.approx(1.5, abs=0.01)
    assert tall.width / tall.height == pytest.approx(2 / 3, abs=0.01)
    assert wide.x == pytest.approx(12 / 25.4 * 72, abs=0.1)
    assert tall.y + tall.height < wide.y
    assert is_red_left(wide.image)


def is_red_left(image: Image.Image) -> bool:
    left, right = (image.getpixel((x, image.height // 3)) for x in (5, image.width - 5))
    return left[0] > 200 > right[0]


def test_large_pictures_come_in_as_many_dots_as_paper_shows(made, tmp_path) -> None:
    found, _ = made(story_of(shot(tmp_path, 1, (3000, 2000))), replace(Sheet(), columns=3))
    (placed,) = found.pictures(found.pages[0])
    assert 299 <= placed.dots_an_inch <= 303


@pytest.mark.parametrize("turn", range(1, 9))
def test_pictures_stand_upright(made, tmp_path, turn) -> None:
    turned = shot(tmp_path, 1, (60, 40))
    upright = Image.open(turned.file).convert("RGB")
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = upright.transpose(undo[turn]) if turn > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / "turned.jpg"
    stored.save(path, quality=95, exif=exif)
    found, _ = made(story_of(replace(turned, file=str(path))), PICTURES)
    (placed,) = found.pictures(found.pages[0])
    assert placed.image.size == (60, 40)
    difference = ImageChops.difference(placed.image.convert("RGB"), upright)
    assert max(ImageStat.Stat(difference).mean) < 15


def test_a_photo_that_cannot_be_read_keeps_its_place_and_words_and_says_why(made, tmp_path) -> None:
    broken = shot(tmp_path, 2, caption="The broken one.")
    Path(broken.file).write_bytes(Path(broken.file).read_bytes()[:60])
    gone = replace(shot(tmp_path, 3, caption="The lost one."), file=str(tmp_path / "gone.jpg"))
    refused = photo(4, file="", refused_file="../../x.jpg", caption="The refused one.")
    found, end = made(story_of(shot(tmp_path, 1), broken, gone, refused), PICTURES)
    assert [photo_id for photo_id, _ in end.unread] == ["p2", "p3", "p4"]
    said = "".join(found.words(page) for page in found.pages)
    for words in ("The broken one.", "The lost one.", "The refused one.", end.unread[0][1]):
        assert closely(words) in said
    assert sum(len(found.pictures(page)) for page in found.pages) == 1


def test_another_qt_that_writes_pictures_otherwise_still_gives_them(
    made, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(pdf_module, "_PICTURE", re.compile(b"never"))
    found, _ = made(story_of(shot(tmp_path, 1)), PICTURES)
    sizes = [placed.image.size for placed in found.pictures(found.pages[0])]
    assert (90, 60) in sizes


def test_an_empty_story_gives_one_empty_page(made) -> None:
    found, end = made(Story(), replace(Sheet(), header=frozenset()))
    assert (end.pages, len(found.pages)) == (1, 1)
    assert found.words(found.pages[0]) == ""


# What is left when it does not go to the end.


def steps(folder: Path, readers: Readers, count: int = 6) -> Iterator[Step | Made]:
    told = story_of(*(shot(folder / "photos", n) for n in range(1, count + 1)))
    return make_pdf(Order(told, replace(PICTURES, paper="A5")), str(folder / "out/p.pdf"), readers)


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_closing_it_leaves_nothing_and_the_old_file_as_it_was(
    tmp_path, readers, qapp, after
) -> None:
    (tmp_path / "out").mkdir()
    with closing(steps(tmp_path, readers)) as coming:
        for _ in range(after):
            next(coming)
    assert list((tmp_path / "out").iterdir()) == []
    (tmp_path / "out/p.pdf").write_bytes(b"old")
    with closing(steps(tmp_path, readers)) as coming:
        for _ in range(after):
            next(coming)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["p.pdf"]
    assert (tmp_path / "out/p.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("room", [0, 3_000, 12_000])
def test_a_full_disk_leaves_nothing_and_is_told(tmp_path, readers, qapp, monkeypatch, room) -> None:
    (tmp_path / "out").mkdir()
    coming = steps(tmp_path, readers)
    real, written = os.write, [0]

    def write(handle: int, data: bytes) -> int:
        if not os.readlink(f"/proc/self/fd/{handle}").endswith(".tmp"):
            return real(handle, data)
        written[0] += len(data)
        if written[0] > room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(PaperError, match=r"p\.pdf: the PDF was not written \(No space left"):
        list(coming)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path, readers, qapp) -> None:
    with pytest.raises(PaperError, match="No such file"):
        list(steps(tmp_path, readers))


def test_progress_counts_the_pages(tmp_path, readers, qapp) -> None:
    (tmp_path / "out").mkdir()
    *told, end = steps(tmp_path, readers)
    counted = [step for step in told if isinstance(step, Step) and step.total]
    assert isinstance(end, Made)
    assert counted[-1] == Step(end.pages, end.pages)
    assert [step.done for step in counted] == sorted(step.done for step in counted)


# Setting type.

SCRIPTS = st.text(
    st.sampled_from(
        "abc de\u00a0\u200d\u202b\u2067\u2069éשלוםمرحب日本語😀👩\U0001f1ec\U0001f1e7-/,.१हि\u0301"
    ),
    min_size=1,
    max_size=300,
)


@settings(deadline=None)
@given(words=SCRIPTS, width=st.floats(4, 180), role=st.sampled_from(Role))
def test_lines_hold_every_letter_of_any_script_once_and_none_is_too_wide(
    qapp: QGuiApplication, words: str, width: float, role: Role
) -> None:
    setter = Typesetter(9)
    text = Text(words, role)
    heights = setter.heights(text, width)
    layout = setter._layout(text, width)
    assert heights == setter.heights(text, width)
    at = 0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        assert line.textStart() == at
        at += line.textLength()
    assert at == len(words.encode("utf-16-le")) // 2
    assert min(heights) > 0


def test_a_caption_begins_on_the_side_of_its_own_script(qapp) -> None:
    setter = Typesetter(9)
    lefts = []
    for words in ("Nets and ropes", "رجل يصلح", "שלום Nets"):
        line = setter._layout(Text(words, Role.CAPTION), 100.0).lineAt(0)
        lefts.append(line.naturalTextRect().left() / line.width())
    assert lefts[0] < 0.01
    assert lefts[1] > 0.5
    assert lefts[2] > 0.5


def test_lines_break_at_the_same_places_whatever_stands_around_them(qapp) -> None:
    first, second = Typesetter(9), Typesetter(9)
    told = story_of(*(photo(n, caption=caption) for n, caption in enumerate(CAPTIONS, 1)))
    sheet = Sheet(kind=Kind.CAPTIONS, fields=frozenset({Field.CAPTION}))
    texts = [text for item in contents(told, sheet) for text in item.texts]
    forwards = [first.heights(text, 61.3) for text in texts]
    backwards = [second.heights(text, 61.3) for text in reversed(texts)]
    assert forwards == backwards[::-1]


def test_words_that_go_on_are_drawn_where_their_page_has_them(qapp: QGuiApplication) -> None:
    sheet = replace(DESK, header=frozenset())
    order = Order(story_of(photo(1, caption=LONG * 3)), sheet)
    setter = Typesetter(sheet.text_size)
    _, second, *_ = planned(order, setter)
    image = QImage(210, 297, QImage.Format.Format_Grayscale8)  # a dot for each millimetre
    image.fill(255)
    painter = QPainter(image)
    painter.scale(1 / DOTS, 1 / DOTS)
    paint_words(painter, second, sheet, order.head, 2, 9, setter)
    painter.end()
    rows = [y for y in range(297) if any(image.pixelColor(x, y).black() > 20 for x in range(210))]
    lines = [(run.y, run.y + run.height) for run in second.lines]
    assert abs(rows[0] - min(top for top, _ in lines)) <= 2
    assert abs(rows[-1] - max(bottom for _, bottom in lines)) <= 3


def test_paper_tells_no_more_of_places_and_the_date_than_the_page(made, tmp_path: Path) -> None:
    def told(story: Story, name: str) -> str:
        pdf, _ = made(story, replace(DESK, fields=frozenset(Field)), name)
        return closely(" ".join(map(pdf.words, pdf.pages)))

    one = shot(tmp_path, 1, place=Place("Quay", "Wonsan", "Kangwon", "Korea"), caption="A boat.")
    whole = story_of(one, date="2026-02-14")
    words = told(whole, "whole.pdf")
    assert "Wonsan" in words
    assert "14February" in words
    defaults = Defaults(place_detail="country")
    words = told(replace(whole, defaults=defaults, date_detail="year"), "held.pdf")
    assert "Korea" in words
    assert "Wonsan" not in words
    assert "February" not in words
    assert "02-14" not in words
