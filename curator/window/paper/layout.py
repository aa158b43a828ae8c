"""Where everything stands on paper: plain arithmetic, from texts that somebody else has measured.

``stacks`` says how lines stand under each other and where a column of them may end; this module puts
photos and words into rows, and rows onto pages. All lengths are millimetres, all places counted from
the upper left corner of the paper. What a page looks like is left to ``painting``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from curator.story.values import PhotoId
from curator.window.paper.contents import Entry, Item, Passage
from curator.window.paper.sheets import GUTTER, POINT, Field, Kind, Sheet
from curator.window.paper.stacks import (
    TOLERANCE,
    Lines,
    Setter,
    Stack,
    beginning,
    fitting,
    height_of,
    placed,
    stack,
)
from curator.window.paper.texts import Role, Text

HEADER_SIZE = 8.0
"""Points of the letters at the head of a page, whatever size the captions have."""

_HEADER = HEADER_SIZE * POINT * 1.4 + 5.0
# What the head of a page takes: its line, and the white below.

_ROW_GAP, _LIST_GAP = 4.0, 5.0
# The white between rows of a contact sheet, and between steps of a list.

_LOWEST_ROW = 15.0
# What a row of a contact sheet has of the height of its page at least.

_PICTURE_GAP, _BESIDE_GAP = 1.4, 4.5
# The white between a picture and its words below it, and beside it.

_PICTURE_SHARE = 0.38
# What a picture takes of its column in a list.

_TALLEST = 0.5
# What a picture takes of the height of a page at most, so that words always find room under it.

_LEAST_PICTURE = 0.5
# What a picture has of its row in a contact sheet at least; the rest is for words.

_LINE = 1.35
# How high a line mostly is, in sizes of its letters.

_NUMBER_SIGNS = 3.4
# The room for a number beside the words, in sizes of the letters: four digits.

_USUAL_SHAPE = (3, 2)
# The proportions of a picture whose size nobody knows: those of most cameras.


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a picture stands."""

    photo: PhotoId
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    frames: tuple[Frame, ...]
    lines: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A photo with its words, or words alone, before it stands anywhere.

    All places are counted from the cell's upper left corner. ``name`` tells whose words they are where
    they are carried to another page; ``number`` stands beside the first of them.
    """

    stack: Stack
    width: float
    x: float = 0.0
    words_x: float = 0.0
    words_y: float = 0.0
    frame: Frame | None = None
    number: Stack = ()
    name: str = ""

    @property
    def height(self) -> float:
        """How high it stands when nothing of it is carried on."""
        return self.with_words(self.stack)

    @property
    def start(self) -> float:
        """How much room its beginning needs."""
        return self.with_words(beginning(self.stack))

    def with_words(self, lines: Stack) -> float:
        """Return how high the picture and *lines*, the first of the words, stand."""
        least = self.frame.y + self.frame.height if self.frame else height_of(self.number)
        return max(least, self.words_y + height_of(lines) if lines else 0.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells side by side that share a height; it takes ``least`` where there is so much room."""

    cells: tuple[_Cell, ...]
    gap: float
    least: float = 0.0
    leads: bool = False
    is_whole: bool = True

    @property
    def height(self) -> float:
        """How high it stands when nothing of it is carried on."""
        return max(cell.height for cell in self.cells)

    @property
    def start(self) -> float:
        """How much room its beginning needs."""
        return max(cell.start for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the page that is filled from top to bottom."""

    x: float
    y: float
    width: float
    height: float


def pages(sheet: Sheet, items: Iterable[Item], setter: Setter) -> Iterator[Page]:
    """Yield the pages that *items* fill on *sheet*, one as soon as it is full.

    Every line of every text stands on exactly one of them. There is one page at least.
    """
    left, top, width, height = sheet.inside
    head = _HEADER if sheet.header else 0.0
    body = _Region(left, top + head, width, height - head)
    rows, regions = _contact(sheet, items, setter, body), [body]
    if sheet.kind.is_list:
        columns = sheet.columns_that_fit
        share = (width - GUTTER * (columns - 1)) / columns
        regions = [
            replace(body, x=left + n * (share + GUTTER), width=share) for n in range(columns)
        ]
        rows = _list(sheet, items, setter, regions[0])
    flow = _Flow(regions, sheet.text_size, setter)
    for chain in _chains(rows):
        yield from flow.place(chain)
    yield flow.page()


def _contact(
    sheet: Sheet, items: Iterable[Item], setter: Setter, region: _Region
) -> Iterator[_Row]:
    """Yield the rows of a contact sheet: the pictures of each stand on one line, words below it."""
    columns = sheet.columns_that_fit
    width = (region.width - GUTTER * (columns - 1)) / columns
    rows = max(1, min(sheet.rows, int((region.height + _ROW_GAP) / (_LOWEST_ROW + _ROW_GAP))))
    pitch = (region.height - _ROW_GAP * (rows - 1)) / rows
    most = pitch - min(_usual_words(sheet), pitch * (1 - _LEAST_PICTURE))
    entries = (item for item in items if isinstance(item, Entry))
    while row := tuple(islice(entries, columns)):
        stacks = [stack(entry.texts, width, sheet.text_size, setter) for entry in row]
        # However high the letters of some script are: the first of the words stand under the picture.
        first = max(height_of(beginning(lines)) for lines in stacks)
        room = min(most, region.height - _PICTURE_GAP - first)
        sizes = [_fitted(entry.shape, width, room) for entry in row]
        tall = max(high for _, high in sizes)
        cells = (
            _Cell(
                stacks[n],
                width,
                x=n * (width + GUTTER),
                words_y=tall + _PICTURE_GAP,
                frame=Frame(entry.photo, 0.0, tall - high, wide, high),
                name=entry.name,
            )
            for n, (entry, (wide, high)) in enumerate(zip(row, sizes, strict=True))
        )
        yield _Row(tuple(cells), _ROW_GAP, least=pitch)


def _usual_words(sheet: Sheet) -> float:
    """Return how high words under a picture mostly stand: a caption of three lines, the rest of one."""
    fields = sheet.fields
    lines = len(fields) + 2 * (Field.CAPTION in fields)
    lines -= max(len(fields & {Field.NUMBER, Field.FILE, Field.RATING}) - 1, 0)
    lines -= max(len(fields & {Field.DATE, Field.PLACE}) - 1, 0)
    return _PICTURE_GAP + lines * _LINE * sheet.text_size * POINT


def _list(sheet: Sheet, items: Iterable[Item], setter: Setter, region: _Region) -> Iterator[_Row]:
    """Yield the steps of a list of captions, one below the other."""
    size, width = sheet.text_size, region.width
    picture = width * _PICTURE_SHARE
    tallest = min(picture, region.height * _TALLEST)
    has_pictures = sheet.kind is Kind.PICTURES
    beside = _NUMBER_SIGNS * size * POINT if Field.NUMBER in sheet.fields else 0.0
    x = picture + _BESIDE_GAP if has_pictures else beside
    for item in items:
        if isinstance(item, Passage):
            left = x if item.of_photos else 0.0
            cell = _Cell(stack(item.texts, width - left, size, setter), width - left, words_x=left)
            yield _Row((cell,), _LIST_GAP, leads=item.leads, is_whole=item.is_whole or item.leads)
        else:
            wide, high = _fitted(item.shape, picture, tallest)
            frame = Frame(item.photo, 0.0, 0.0, wide, high) if has_pictures else None
            yield _Row((_words(item, x, width - x, size, setter, frame),), _LIST_GAP)


def _words(
    entry: Entry, x: float, width: float, size: int, setter: Setter, frame: Frame | None
) -> _Cell:
    """Return the words of *entry* from *x* on, with what stands left of them."""
    number = (Text(entry.number, Role.NUMBER),) if entry.number else ()
    return _Cell(
        stack(entry.texts, width, size, setter),
        width,
        words_x=x,
        frame=frame,
        number=stack(number, x, size, setter),
        name=entry.name,
    )


def _fitted(shape: tuple[int, int], width: float, height: float) -> tuple[float, float]:
    """Return the largest size of *shape* that goes into *width* and *height*."""
    wide, high = shape if min(shape) > 0 else _USUAL_SHAPE
    scale = min(width / wide, height / high)
    return wide * scale, high * scale


def _chains(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Yield *rows*, those that lead together with what they lead to."""
    chain: list[_Row] = []
    for row in rows:
        chain.append(row)
        if not row.leads:
            yield chain
            chain = []
    if chain:
        yield chain


class _Flow:
    """Pages being filled, region after region."""

    def __init__(self, regions: list[_Region], size: int, setter: Setter) -> None:
        self._regions, self._size, self._setter = regions, size, setter
        self._number = 0
        self._used = 0.0
        self._frames: list[Frame] = []
        self._lines: list[Lines] = []

    @property
    def _region(self) -> _Region:
        return self._regions[self._number]

    @property
    def _most(self) -> float:
        """The height of a region, with what sums of parts may differ by."""
        return self._region.height + TOLERANCE

    def page(self) -> Page:
        """Return the page as it is now, and begin another."""
        page = Page(tuple(self._frames), tuple(self._lines))
        self._frames, self._lines = [], []
        self._number, self._used = 0, 0.0
        return page

    def place(self, chain: list[_Row]) -> Iterator[Page]:
        """Put the rows of *chain* where the last ones end; yield the pages that are full."""
        *leading, last = chain
        lead = sum(row.height + after.gap for row, after in zip(leading, chain[1:], strict=True))
        is_whole = last.is_whole and lead + last.height <= self._most
        need = lead + (last.height if is_whole else last.start)
        if self._room(chain[0]) < need <= self._most:
            yield from self._advance()
        for row in leading:
            yield from self._place(row, is_whole=row.height <= self._most)
        yield from self._place(last, is_whole=is_whole)

    def _room(self, row: _Row) -> float:
        """Return how much of the region is left for *row*."""
        return self._most - self._used - (row.gap if self._used else 0.0)

    def _advance(self) -> Iterator[Page]:
        """Go on in the next region, unless nothing stands in this one."""
        if not self._used:
            return
        if self._number + 1 < len(self._regions):
            self._number += 1
            self._used = 0.0
        else:
            yield self.page()

    def _place(self, row: _Row, *, is_whole: bool) -> Iterator[Page]:
        if (row.height if is_whole else min(row.start, row.height)) > self._room(row):
            yield from self._advance()
        self._used += row.gap if self._used else 0.0
        left = [cell.stack for cell in row.cells]
        self._used += self._begin(row, left)
        while any(left):
            yield from self._advance()
            self._used += max(self._go_on(cell, left, n) for n, cell in enumerate(row.cells))

    def _begin(self, row: _Row, left: list[Stack]) -> float:
        """Put the pictures and first words of *row* down, take those from what is *left*; return the height."""
        room, is_forced = self._region.height - self._used, not self._used
        used = [min(row.least, room)]
        for n, cell in enumerate(row.cells):
            x, y = self._region.x + cell.x, self._region.y + self._used
            if frame := cell.frame:
                self._frames.append(replace(frame, x=x + frame.x, y=y + frame.y))
            self._lines += placed(cell.number, x, y, cell.words_x, self._size)
            count = fitting(left[n], room - cell.words_y, is_forced=is_forced)
            here, left[n] = left[n][:count], left[n][count:]
            self._put(cell, here, y + cell.words_y)
            used.append(cell.with_words(here))
        return max(used)

    def _go_on(self, cell: _Cell, left: list[Stack], n: int) -> float:
        """Put down what fits of the words of cell *n* that are *left*, take it from them; return the height."""
        if not left[n]:
            return 0.0
        name = (Text(f"{cell.name} (continued)", Role.GOES_ON),) if cell.name else ()
        over = stack(name, cell.width, self._size, self._setter)
        y = self._region.y + self._used
        self._put(cell, over, y)
        height = height_of(over)
        room = self._region.height - self._used - height
        count = fitting(left[n], room, is_forced=True)
        here, left[n] = left[n][:count], left[n][count:]
        self._put(cell, here, y + height)
        return height + height_of(here)

    def _put(self, cell: _Cell, lines: Stack, y: float) -> None:
        x = self._region.x + cell.x + cell.words_x
        self._lines += placed(lines, x, y, cell.width, self._size)
