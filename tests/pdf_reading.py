"""A small reader of PDF files as Curator writes them, for tests: objects, pages, words, pictures.

Follows the table of objects at the end of the file, so that a wrong place there is found.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image


@dataclass(frozen=True)
class Placed:
    """A picture on a page: its pixels, and where it stands, in points from the lower left corner."""

    image: Image.Image
    x: float
    y: float
    width: float
    height: float

    @property
    def dots_an_inch(self) -> float:
        """How many of its pixels stand on an inch of the paper."""
        return self.image.width / self.width * 72


class Pdf:
    """A PDF file, read whole."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        assert self.data.startswith(b"%PDF-1.")
        table = int(_found(rb"startxref\n(\d+)\s+%%EOF\s*$", self.data)[1])
        head = _found(rb"xref\n0 (\d+)\n", self.data[table : table + 40])
        count, start = int(head[1]), table + head.end()
        self.trailer = self.data[start + 20 * count :]
        self._places = {
            number: int(self.data[start + 20 * number :][:10]) for number in range(1, count)
        }

    def object(self, number: int) -> bytes:
        """Return what stands in object *number*, which must be where the table says."""
        at = self._places[number]
        found = _found(rb"\A%d 0 obj\n(.*?)\nendobj\n" % number, self.data[at:])
        return found[1]

    def stream(self, number: int) -> bytes:
        """Return the bytes of the stream in object *number*, unpacked."""
        at = self._places[number]
        head = _found(rb"\A%d 0 obj\n(.*?)stream\n" % number, self.data[at:])
        length = self._number(head[1], b"Length")
        data = self.data[at + head.end() :][:length]
        assert self.data[at + head.end() + length :].lstrip(b"\n").startswith(b"endstream")
        return zlib.decompress(data) if b"/FlateDecode" in head[1] else data

    @property
    def info(self) -> dict[str, str]:
        """What the file says of itself."""
        said = self.object(int(_found(rb"/Info (\d+) 0 R", self.trailer)[1]))
        values = re.findall(rb"/(\w+) \(((?:[^\\)]|\\.)*)\)", said, re.DOTALL)
        return {name.decode(): _text(value) for name, value in values}

    @property
    def pages(self) -> list[int]:
        """The numbers of the objects that are pages, in their order."""
        root = self.object(int(_found(rb"/Root (\d+) 0 R", self.trailer)[1]))
        tree = self.object(int(_found(rb"/Pages (\d+) 0 R", root)[1]))
        kids = _found(rb"/Kids\s*\[(.*?)\]", tree)[1]
        return [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of *page*, in points."""
        box = _found(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", self.object(page))
        return float(box[1]), float(box[2])

    def words(self, page: int) -> str:
        """Return the words of *page*, as far as its letters tell which they are; without spaces."""
        fonts = {
            name: self._letters(int(number))
            for name, number in self._resources(page, rb"/(F\d+) (\d+) 0 R")
        }
        said, letters = [], dict[int, str]()
        content = self.stream(self._contents(page))
        for name, glyphs in re.findall(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)>", content):
            if name:
                letters = fonts[name]
            else:
                codes = [int(glyphs[n : n + 4], 16) for n in range(0, len(glyphs), 4)]
                said += [letters.get(code, "") for code in codes]
        return unicodedata.normalize("NFKC", "".join("".join(said).split()))

    def pictures(self, page: int) -> list[Placed]:
        """Return the photos on *page*, in the order in which they are drawn."""
        names = dict(self._resources(page, rb"/(Im\d+) (\d+) 0 R"))
        found = []
        for matrix, name in _drawn(self.stream(self._contents(page))):
            number = int(names[name])
            if b"/DCTDecode" not in self.object(number).partition(b"stream")[0]:
                continue
            image = Image.open(BytesIO(self.stream(number)))
            image.load()
            a, _, _, d, e, f = matrix
            found.append(Placed(image, e, min(f, f + d), a, abs(d)))
        return found

    def _number(self, head: bytes, name: bytes) -> int:
        found = _found(rb"/%b (\d+)( 0 R)?" % name, head)
        return int(self.object(int(found[1]))) if found[2] else int(found[1])

    def _contents(self, page: int) -> int:
        return int(_found(rb"/Contents (\d+) 0 R", self.object(page))[1])

    def _resources(self, page: int, pattern: bytes) -> list[tuple[bytes, bytes]]:
        number = int(_found(rb"/Resources (\d+) 0 R", self.object(page))[1])
        return re.findall(pattern, self.object(number))

    def _letters(self, font: int) -> dict[int, str]:
        number = int(_found(rb"/ToUnicode (\d+) 0 R", self.object(font))[1])
        table = self.stream(number).decode("ascii")
        letters: dict[int, str] = {}
        for line in table.splitlines():
            codes = [int(code, 16) for code in re.findall(r"<(\w+)>", line)]
            if len(codes) >= 3:  # a range of glyphs, and its letters or the first of them
                count = codes[1] - codes[0] + 1
                signs = codes[2:] if "[" in line else range(codes[2], codes[2] + count)
                letters |= {codes[0] + n: chr(sign) for n, sign in enumerate(signs)}
        return letters


def _drawn(content: bytes) -> list[tuple[list[float], bytes]]:
    """Return each picture that *content* draws, with the matrix that places it on the paper."""
    kept: list[list[float]] = []
    now = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    found = []
    for numbers, word, name in re.findall(
        rb"((?:-?[\d.]+ +){6})cm\b|\b([qQ])\b|/(Im\d+)\s+Do", content
    ):
        if numbers:
            now = _times([float(number) for number in numbers.split()], now)
        elif word == b"q":
            kept.append(now)
        elif word == b"Q":
            now = kept.pop()
        else:
            found.append((now, name))
    return found


def _times(one: list[float], other: list[float]) -> list[float]:
    a, b, c, d, e, f = one
    k, m, n, o, p, q = other
    return [
        a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o,
        e * k + f * n + p, e * m + f * o + q,
    ]  # fmt: skip


def _text(value: bytes) -> str:
    plain = re.sub(rb"\\(.)", rb"\1", value, flags=re.DOTALL)
    is_wide = plain.startswith(b"\xfe\xff")
    return plain[2:].decode("utf-16-be") if is_wide else plain.decode("latin-1")


def _found(pattern: bytes, data: bytes) -> re.Match[bytes]:
    found = re.search(pattern, data, re.DOTALL)
    assert found, pattern
    return found
