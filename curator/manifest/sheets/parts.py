"""One XML part of a workbook, parsed piece by piece and counted on the way; what it says is left to its handler."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from curator.manifest.sheets.table import MAX_TEXT, BadTable

_MAX_ELEMENTS = 3_000_000
_MAX_DEPTH = 64
_MAX_TOKEN = 4 * 1024 * 1024
_PIECE = 128 * 1024

Attributes = dict[str, str]


class Handler:
    """Takes the elements of one part as they come; names are without their prefixes."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take note that an element begins."""

    def end(self, name: str) -> None:
        """Take note that an element ends."""

    def data(self, text: str) -> None:
        """Take a piece of text."""


class Budget:
    """What all parts of one workbook may hold together."""

    def __init__(self) -> None:
        self.elements = _MAX_ELEMENTS
        self.characters = MAX_TEXT

    def spend_number(self) -> None:
        """Count a number, which takes as long to show as four elements to read."""
        self.elements -= 4

    def spend_text(self, text: str) -> None:
        """Count *text*."""
        self.characters -= len(text)
        if self.characters < 0:
            raise BadTable(f"the sheet holds more than {MAX_TEXT // 1_000_000} million characters")


def driven(stream: IO[bytes], handler: Handler, budget: Budget) -> Iterator[None]:
    """Feed *stream* to *handler*; yield after each piece, so that memory holds no more than one."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_encoding
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        budget.elements -= 1
        if budget.elements < 0 or depth > _MAX_DEPTH:
            raise BadTable("the workbook has more cells than Curator reads")
        handler.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name.rpartition(":")[2])

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.data
    fed = 0
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _MAX_TOKEN:
                raise BadTable("the workbook is damaged")
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BadTable("the workbook is damaged") from error
    yield


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    # Any other would be looked up among all that Python knows.
    if encoding is not None and encoding.lower() not in ("utf-8", "utf-16", "us-ascii"):
        raise BadTable("the workbook is damaged")


def _refuse_doctype(*_: object) -> None:
    raise BadTable("the workbook declares a document type, which no spreadsheet does")
