"""Pages made one after the other, as a generator of small steps: laid out, drawn, handed to a file or a printer.

Runs in a thread. Closing the generator ends the work; of a file nothing is left then.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from curator.captions.text import clean_line
from curator.errors import PaperError
from curator.manifest import safe_write
from curator.photos.workers import Readers
from curator.story.reserve import reserved
from curator.story.values import Key, PhotoId, Story
from curator.window.jpegs import size_of
from curator.window.paper.contents import contents
from curator.window.paper.layout import Frame, Page, pages
from curator.window.paper.painting import (
    Head,
    paint_edge,
    paint_missing,
    paint_words,
    picture_place,
)
from curator.window.paper.pdf import PdfPress
from curator.window.paper.printer import PrinterPress
from curator.window.paper.prints import Print, dots_of, prints
from curator.window.paper.sheets import Sheet
from curator.window.paper.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: a story as it stands now, the choices, what is selected, and the day's date."""

    story: Story
    sheet: Sheet
    selected: frozenset[Key] = frozenset()
    date: str = ""

    @property
    def head(self) -> Head:
        """What stands at the head of each page."""
        return Head(self.title, self.date)

    @property
    def title(self) -> str:
        """The title of the story, as one line."""
        return clean_line(self.story.title).strip()


@dataclass(frozen=True, slots=True)
class Step:
    """So many pages of so many are made; of 0 while they are being counted."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Made:
    """All pages are made; ``unread`` names the photos that could not be shown, and why."""

    pages: int
    unread: tuple[tuple[PhotoId, str], ...]


Steps = Generator[Step | Made, None, None]


class Press(Protocol):
    """What pages are drawn on."""

    painter: QPainter

    def wants(self, number: int) -> bool:
        """Say whether page *number*, from 1, is to be made."""

    def begin_page(self) -> None:
        """Begin a page."""

    def picture(self, place: QRectF, jpeg: bytes) -> None:
        """Put a picture where *place* is, in dots."""


def planned(order: Order, setter: Typesetter) -> Iterator[Page]:
    """Yield the pages of *order*, one as soon as it is laid out."""
    yield from pages(
        order.sheet, contents(reserved(order.story), order.sheet, order.selected), setter
    )


def make_pdf(order: Order, path: str, readers: Readers) -> Steps:
    """Write the pages of *order* as a PDF to *path*: yield each :class:`Step`, then :class:`Made`.

    The file is as it was until the last page is written. Raises :class:`PaperError` if the file
    system refuses.
    """
    author = clean_line(order.story.byline).strip()
    try:
        with safe_write.writing(path) as put:
            press = PdfPress(put, order.sheet, order.title, author)
            try:
                yield from _pressed(order, press, readers)
                press.end()
            finally:
                press.close()
    except OSError as error:
        raise PaperError(path, f"the PDF was not written ({error.strerror or error})") from error


def print_on(printer: QPrinter, order: Order, readers: Readers) -> Steps:
    """Print the pages of *order*: yield each :class:`Step`, then :class:`Made`.

    Raises :class:`PaperError` if the printer refuses.
    """
    press = PrinterPress(printer, order.sheet)
    try:
        yield from _pressed(order, press, readers)
        press.end()
    finally:
        press.close()


def _pressed(order: Order, press: Press, readers: Readers) -> Steps:
    setter = Typesetter(order.sheet.text_size)
    laid_out: list[Page] = []
    for page in planned(order, setter):
        laid_out.append(page)
        yield Step(0, 0)
    total = len(laid_out)
    chosen = [(n, page) for n, page in enumerate(laid_out, 1) if press.wants(n)]
    unread: list[tuple[PhotoId, str]] = []
    photos = order.story.photos
    wanted = ((photos[f.photo], dots_of(f)) for _, page in chosen for f in page.frames)
    with closing(prints(readers, wanted)) as coming:
        for done, (number, page) in enumerate(chosen):
            press.begin_page()
            paint_words(press.painter, page, order.sheet, order.head, number, total, setter)
            for frame in page.frames:
                found = yield from _next(coming, Step(done, len(chosen)))
                _place(press, frame, found, unread)
            yield Step(done + 1, len(chosen))
    yield Made(len(chosen), tuple(unread))


def _next(coming: Iterator[Print | None], meanwhile: Step) -> Generator[Step, None, Print]:
    """Return the next picture; yield *meanwhile* while it is on its way."""
    while (found := next(coming)) is None:
        yield meanwhile
    return found


def _place(press: Press, frame: Frame, found: Print, unread: list[tuple[PhotoId, str]]) -> None:
    if found.jpeg:
        place = picture_place(frame, size_of(found.jpeg))
        press.picture(place, found.jpeg)
        paint_edge(press.painter, place)
    else:
        paint_missing(press.painter, frame, found.reason)
        unread.append((frame.photo, found.reason))
