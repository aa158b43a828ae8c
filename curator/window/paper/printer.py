"""Pages on a printer, as Qt knows it; which printer, and how many copies, was asked before."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from curator.errors import PaperError
from curator.window.jpegs import decoded
from curator.window.paper.painting import paper_dots
from curator.window.paper.pdf import page_layout
from curator.window.paper.sheets import Sheet

_SLICE = 400_000
# Pixels that are drawn at once: nothing else in the program goes on meanwhile, some 10 ms.

_OVERLAP = 8
# Rows of pixels by which slices overlap, so that no white line can stand between them.


def printer_for(sheet: Sheet, title: str) -> QPrinter:
    """Return a printer that is set to the paper of *sheet*; its job is called *title*."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(sheet))
    printer.setDocName(title)
    printer.setCreator("Curator")
    return printer


class PrinterPress:
    """A print under way on *printer*. To be used in one thread.

    The painter counts in dots from the corner of the paper of *sheet*; another paper in the printer
    shows it as large as it can.
    """

    def __init__(self, printer: QPrinter, sheet: Sheet) -> None:
        self._printer = printer
        # The margins are the sheet's own; the dialog may have set others.
        printer.setFullPage(True)
        self.painter = QPainter()
        if not self.painter.begin(printer):
            name = printer.printerName() or printer.outputFileName()
            raise PaperError(name, "the printer does not answer")
        page, paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), paper_dots(sheet)
        scale = min(page.width() / paper.width(), page.height() / paper.height())
        self.painter.translate(
            (page.width() - paper.width() * scale) / 2, (page.height() - paper.height() * scale) / 2
        )
        self.painter.scale(scale, scale)
        self._is_begun = False

    def wants(self, number: int) -> bool:
        """Say whether page *number*, from 1, was asked for."""
        is_range = self._printer.printRange() is QPrinter.PrintRange.PageRange
        return not is_range or self._printer.pageRanges().contains(number)

    def begin_page(self) -> None:
        """Begin a page; the one before goes to the printer."""
        if self._is_begun and not self._printer.newPage():
            raise PaperError(self._printer.printerName(), "the printer takes no more pages")
        self._is_begun = True

    def picture(self, place: QRectF, jpeg: bytes) -> None:
        """Draw the picture that *jpeg* is where *place* is, filling it."""
        image = decoded(jpeg)
        dot = place.height() / image.height()
        for rows in slices(image.width(), image.height()):
            part = image.copy(0, rows.start, image.width(), len(rows))
            top = place.y() + rows.start * dot
            self.painter.drawImage(QRectF(place.x(), top, place.width(), len(rows) * dot), part)

    def end(self) -> None:
        """Hand everything to the printer."""
        if not self.painter.end():
            raise PaperError(self._printer.printerName(), "the printer did not take the pages")

    def close(self) -> None:
        """Let go of the printer; pages that it has may still come out."""
        if self.painter.isActive():
            self._printer.abort()
            self.painter.end()


def slices(width: int, height: int) -> Iterator[range]:
    """Yield the rows of a picture in runs that are drawn at once, each a little over the next."""
    step = max(_OVERLAP, _SLICE // width)
    for start in range(0, height, step):
        yield range(start, min(start + step + _OVERLAP, height))
