"""Pages on a printer: which of them, how large, and that pictures drawn in slices leave no gap."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from factories import photo, picture_file, story_of
from hypothesis import given
from hypothesis import strategies as st
from pdf_reading import Pdf
from PySide6.QtCore import QMarginsF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from curator.errors import PaperError
from curator.story.values import Story
from curator.window.jpegs import decoded, size_of
from curator.window.paper.making import Made, Order, print_on
from curator.window.paper.printer import PrinterPress, printer_for, slices
from curator.window.paper.sheets import PRESETS, Sheet

PICTURES = replace(PRESETS["Captions with pictures"], paper="A5")


def told(folder: Path, count: int = 6) -> Story:
    photos = []
    for number in range(1, count + 1):
        file = picture_file(folder / f"DSC_{number}.png", size=(90, 60), colour="teal")
        photos.append(photo(number, file=file, width=90, height=60))
    return story_of(*photos, title="Nets")


def to_file(sheet: Sheet, path: Path) -> QPrinter:
    """Return a printer that prints into a file, as one that is not plugged in cannot be asked."""
    printer = printer_for(sheet, "Nets")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_all_pages_are_printed_on_the_paper_of_the_sheet(tmp_path, readers, qapp) -> None:
    printer = to_file(PICTURES, tmp_path / "out.pdf")
    *_, end = print_on(printer, Order(told(tmp_path), PICTURES), readers)
    assert isinstance(end, Made)
    found = Pdf(tmp_path / "out.pdf")
    assert end.pages == len(found.pages) > 1
    assert found.size(found.pages[0]) == pytest.approx((148 / 25.4 * 72, 210 / 25.4 * 72), abs=1)
    said = "".join(found.words(page) for page in found.pages)
    assert [said.count(f"Caption{number}") for number in range(1, 7)] == [1] * 6
    assert found.info["Title"] == "Nets"


def test_only_the_pages_asked_for_are_printed(tmp_path, readers, qapp) -> None:
    printer = to_file(PICTURES, tmp_path / "out.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2"))
    *_, end = print_on(printer, Order(told(tmp_path), PICTURES), readers)
    assert isinstance(end, Made)
    found = Pdf(tmp_path / "out.pdf")
    assert (end.pages, len(found.pages)) == (1, 1)
    assert "Page2of" in found.words(found.pages[0])


def test_another_paper_in_the_printer_shows_the_page_as_large_as_it_can(
    tmp_path, readers, qapp
) -> None:
    printer = to_file(PICTURES, tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    *_, _ = print_on(printer, Order(told(tmp_path, 1), PICTURES), readers)
    found = Pdf(tmp_path / "out.pdf")
    (placed,) = found.pictures(found.pages[0])
    assert placed.x == pytest.approx(12 * 2 / 25.4 * 72, rel=0.02)


def test_margins_that_the_dialog_for_printers_set_do_not_move_the_page(
    tmp_path, readers, qapp
) -> None:
    printer = to_file(PICTURES, tmp_path / "out.pdf")
    printer.setPageMargins(QMarginsF(30, 30, 30, 30), QPageLayout.Unit.Millimeter)
    assert not printer.fullPage()
    *_, _ = print_on(printer, Order(told(tmp_path, 1), PICTURES), readers)
    found = Pdf(tmp_path / "out.pdf")
    (placed,) = found.pictures(found.pages[0])
    assert placed.x == pytest.approx(12 / 25.4 * 72, abs=0.5)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_told(tmp_path, readers, qapp) -> None:
    printer = to_file(PICTURES, tmp_path / "no folder/out.pdf")
    with pytest.raises(PaperError, match="the printer does not answer"):
        list(print_on(printer, Order(told(tmp_path, 1), PICTURES), readers))


@given(width=st.integers(1, 12_000), height=st.integers(1, 12_000))
def test_slices_cover_a_picture_and_each_goes_a_little_under_the_next(width, height) -> None:
    found = list(slices(width, height))
    assert found[0].start == 0
    assert found[-1].stop == height
    for one, other in pairwise(found):
        assert one.start < other.start < one.stop


def test_a_picture_in_slices_is_the_picture(tmp_path, qapp) -> None:
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for row in range(900):
        painter.fillRect(0, row, 1200, 1, QColor(row % 256, row // 4, 255 - row % 256))
    painter.end()
    image.save(str(tmp_path / "a.jpg"), "JPEG", 95)  # type: ignore[call-overload]
    jpeg = (tmp_path / "a.jpg").read_bytes()
    assert size_of(jpeg) == QSize(1200, 900)
    assert len(list(slices(1200, 900))) > 1

    canvas = QImage(1200, 900, QImage.Format.Format_RGB32)
    canvas.fill(0xFFFFFF)
    press = PrinterPress.__new__(PrinterPress)
    press.painter = QPainter(canvas)
    press.picture(QRectF(0, 0, 1200, 900), jpeg)
    press.painter.end()

    assert canvas == decoded(jpeg)
