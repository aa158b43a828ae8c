"""The rows of an XLSX workbook, read as a stranger's file; writing one is left to ``xlsx_file``.

Only what the rows need is looked at: names of sheets, texts, number formats, cells. Macros, links,
pictures and formulas are never touched; of a formula the result that was saved counts.

Decision: not read by openpyxl. It builds a row as a tree before anyone can count it (a file of 82 kB
took more than 6 GB and 70 s), follows the size that a sheet claims to have and drops the rows beyond,
loses the difference between ``_x0041_`` as an escape and as words, and takes 16 s for 200,000 rows.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from curator.manifest.sheets.cells import Formats, Rows, Texts
from curator.manifest.sheets.parts import Attributes, Budget, Handler, driven
from curator.manifest.sheets.table import BadTable, Line

MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes that all parts of a workbook may unpack to."""

_MAX_FILES = 10_000


class Workbook:
    """The parts of a workbook that say what its rows show."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        _check(archive)
        self._archive = archive
        self._budget = Budget()
        self._main = self._target("", "officeDocument")
        if self._main not in archive.NameToInfo:
            raise BadTable("this is no workbook that Curator reads; save it as .xlsx or CSV")

    def lines(self) -> Iterator[Line]:
        """Yield the rows of the sheet called Captions, else of the first that is not hidden."""
        about = _Contents()
        self._parse(self._main, about)
        links = self._links(self._main)
        sheets = [s for s in about.sheets if _is_sheet(links.get(s.link))]
        seen = [s for s in sheets if not s.is_hidden] or sheets
        chosen = next((s for s in sheets if s.name == "Captions"), seen[0] if seen else None)
        if chosen is None:
            raise BadTable("the workbook has no sheet")
        texts, formats = Texts(self._budget), Formats()
        for kind, part in (("/sharedStrings", texts), ("/styles", formats)):
            name = next((target for k, target in links.values() if k.endswith(kind)), "")
            if name in self._archive.NameToInfo:
                self._parse(name, part)
        rows = Rows(self._budget, texts.texts, formats.codes, since_1904=about.since_1904)
        with self._opened(links[chosen.link][1]) as stream:
            for _ in driven(stream, rows, self._budget):
                yield from rows.taken()

    def _target(self, part: str, kind: str) -> str:
        links = self._links(part).values()
        return next((target for k, target in links if k.endswith(f"/{kind}")), "")

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what *part* links to, by name: the kind of link, and the part it leads to."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found = _Links(folder)
        if path in self._archive.NameToInfo:
            self._parse(path, found)
        return found.links

    def _parse(self, part: str, handler: "Handler") -> None:
        with self._opened(part) as stream:
            for _ in driven(stream, handler, self._budget):
                pass

    def _opened(self, part: str) -> IO[bytes]:
        try:
            return self._archive.open(part)
        except (KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise BadTable("the workbook is damaged") from error


def _check(archive: zipfile.ZipFile) -> None:
    """Raise :class:`BadTable` for an archive that would not be worth opening."""
    infos = archive.infolist()
    if len(infos) > _MAX_FILES or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise BadTable(f"the workbook unpacks to more than {MAX_UNPACKED // 2**20} MB")
    if any(info.flag_bits & 1 for info in infos):
        raise BadTable("the workbook is protected by a password; save it without one")
    # Other ways of packing may ask for gigabytes before the first byte comes out.
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise BadTable("the workbook is packed in a way that no spreadsheet uses")


def _is_sheet(link: tuple[str, str] | None) -> bool:
    return link is not None and link[0].endswith("/worksheet")


class _Links(Handler):
    """Where a part leads: its relationships."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.links: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a link within the file; those that lead out of it are never followed."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(
                posixpath.join("/", self._folder, attributes.get("Target", ""))
            )
            self.links[attributes.get("Id", "")] = (attributes.get("Type", ""), path.lstrip("/"))


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    link: str
    is_hidden: bool


class _Contents(Handler):
    """The sheets of a workbook, and the day from which it counts."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a sheet, or the calendar."""
        if name == "sheet":
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(_Sheet(attributes.get("name", ""), link, is_hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
