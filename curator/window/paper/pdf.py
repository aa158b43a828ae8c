"""Pages as a PDF file: Qt writes words and lines, and the JPEGs of pictures are put in as they are.

Qt would decode and encode each picture again, and let nothing else happen for a tenth of a second
while it does. So it is given a picture of one dot, and where it writes that, the JPEG is written
instead. What follows in the file then stands elsewhere, and the table at its end is corrected.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from operator import itemgetter

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from curator.window.jpegs import decoded, size_of
from curator.window.paper.sheets import Sheet

RESOLUTION = 1200
"""Dots an inch in which painters count."""

PAGE_SIZES = {
    "A3": QPageSize.PageSizeId.A3,
    "A4": QPageSize.PageSizeId.A4,
    "A5": QPageSize.PageSizeId.A5,
    "Letter": QPageSize.PageSizeId.Letter,
    "Legal": QPageSize.PageSizeId.Legal,
    "Tabloid": QPageSize.PageSizeId.Tabloid,
}
"""Qt's names of the papers."""

# How Qt writes a picture: its object, and the length of its bytes as the object after it.
_PICTURE = re.compile(
    rb"(\d+) 0 obj\n<<\n/Type /XObject\n/Subtype /Image\n/Width 1\n/Height 1\n.*?"
    rb"/Length (\d+) 0 R\n.*\nendstream\nendobj\n(\2 0 obj\n\d+\nendobj\n)",
    re.DOTALL,
)
_START = re.compile(rb"startxref\n(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n")


class PdfPress:
    """A PDF under way, whose bytes go to *put* page by page.

    To be used in one thread. The painter counts in dots from the corner of the paper.
    """

    def __init__(self, put: Callable[[bytes], None], sheet: Sheet, title: str, author: str) -> None:
        self._put = put
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(RESOLUTION)
        self._writer.setPageLayout(page_layout(sheet))
        self._writer.setTitle(title)
        self._writer.setCreator("Curator")
        if hasattr(self._writer, "setAuthor"):  # from Qt 6.9 on
            self._writer.setAuthor(author)
        self.painter = QPainter(self._writer)
        self._is_begun = False
        self._written = 0  # by Qt
        self._moves: list[tuple[int, int]] = []

    def wants(self, number: int) -> bool:
        """Say whether page *number* is to be made: each is."""
        return True

    def begin_page(self) -> None:
        """Begin a page; the one before is written."""
        if self._is_begun:
            self._writer.newPage()
        self._is_begun = True
        self._put(self._taken())

    def picture(self, place: QRectF, jpeg: bytes) -> None:
        """Put the picture that *jpeg* is where *place* is, filling it."""
        self._put(self._taken())
        dot = QImage(1, 1, QImage.Format.Format_RGB32)
        dot.fill(0)
        self.painter.drawImage(place, dot)
        written = self._taken()
        found = _PICTURE.fullmatch(written)
        if found is None:  # Another Qt may write otherwise: slower, but a picture all the same.
            self._put(written)
            self.painter.drawImage(place, decoded(jpeg))
            return
        picture, length = _objects(int(found[1]), int(found[2]), jpeg)
        self._put(picture + length)
        moved = self._moves[-1][1] if self._moves else 0
        begun = self._written - len(written)
        grown = len(picture) - found.start(3)
        self._moves.append((begun + found.start(3), moved + grown))
        self._moves.append((self._written, moved + len(picture) + len(length) - len(written)))

    def end(self) -> None:
        """Write what is left; then the file is whole."""
        self.painter.end()
        self._put(self._corrected(self._taken()))

    def close(self) -> None:
        """Let go of everything, whether it is whole or not."""
        if self.painter.isActive():
            self.painter.end()
        self._buffer.close()

    def _taken(self) -> bytes:
        """Return what Qt has written since the last time."""
        length = self._buffer.pos()
        written = bytes(self._buffer.data().data()[:length])
        self._buffer.seek(0)
        self._written += length
        return written

    def _corrected(self, end: bytes) -> bytes:
        """Return *end*, the last bytes that Qt wrote, with the places of objects as they are in the file."""
        start = _START.search(end)
        if start is None or not self._moves:
            return end
        at = int(start[1])
        table = at - (self._written - len(end))
        body, rest = end[:table], end[table : start.start(1)]
        rest = _ENTRY.sub(lambda e: b"%010d %s n" % (self._moved(int(e[1])), e[2]), rest)
        return body + rest + b"%d" % self._moved(at) + end[start.end(1) :]

    def _moved(self, place: int) -> int:
        """Return where in the file stands what Qt wrote at *place*."""
        at = bisect_right(self._moves, place, key=itemgetter(0))
        return place + (self._moves[at - 1][1] if at else 0)


def page_layout(sheet: Sheet) -> QPageLayout:
    """Return the paper of *sheet* as Qt has it, without margins of its own."""
    orientation = (
        QPageLayout.Orientation.Landscape
        if sheet.is_landscape
        else QPageLayout.Orientation.Portrait
    )
    return QPageLayout(QPageSize(PAGE_SIZES[sheet.paper]), orientation, QMarginsF(0, 0, 0, 0))


def _objects(picture: int, length: int, jpeg: bytes) -> tuple[bytes, bytes]:
    """Return *jpeg* as the object number *picture*, and how long it is as the object number *length*."""
    size = size_of(jpeg)
    return (
        b"%d 0 obj\n<<\n/Type /XObject\n/Subtype /Image\n/Width %d\n/Height %d\n"
        b"/BitsPerComponent 8\n/ColorSpace /DeviceRGB\n/Length %d 0 R\n/Filter /DCTDecode\n>>\n"
        b"stream\n%b\nendstream\nendobj\n" % (picture, size.width(), size.height(), length, jpeg)
    ), b"%d 0 obj\n%d\nendobj\n" % (length, len(jpeg))
