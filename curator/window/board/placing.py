"""Where the rows of a board lie for a width, as strips from top to bottom; knows no Qt.

All lengths are logical pixels; a row is its number in the model. A strip is a run of photos in cells,
the band of one block of words, or the frame of one group.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

MARGIN = 6
"""Around bands and frames."""

_LEAST_IN_FRAME = 3
# Cells for which a frame has room at least: the caption of a pair stands over it.


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in the sequence, before it has a place: ``count`` rows from ``first`` on.

    ``head`` is the height of a band, or of the line over a frame, and ``low`` that of a band that is
    folded; ``key`` names what can be folded, and a heading ``opens`` a section, which folds with it. In
    a ``framed`` piece photos stand in a frame.
    """

    first: int
    count: int
    head: int = 0
    key: Hashable = None
    opens: bool = False
    framed: bool = False
    low: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece in its place: from ``top`` on, ``height`` high.

    ``hides`` counts the photos that are folded away with it, ``hides_words`` the blocks of words.
    """

    piece: Piece
    top: int
    height: int
    is_folded: bool = False
    hides: int = 0
    hides_words: int = 0

    @property
    def bottom(self) -> int:
        """Where the next strip may begin."""
        return self.top + self.height

    @property
    def has_cells(self) -> bool:
        """Whether its rows stand in cells that are seen."""
        return not self.is_folded and (self.piece.framed or not self.piece.head)


@dataclass(frozen=True, slots=True)
class Cells:
    """Width and height of a cell that stands free, and of one in a frame: as many fit beside each other."""

    free: tuple[int, int]
    framed: tuple[int, int]

    def of(self, piece: Piece) -> tuple[int, int]:
        """Return the size of those of *piece*."""
        return self.framed if piece.framed else self.free


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: int
    top: int
    width: int
    height: int

    def contains(self, x: int, y: int) -> bool:
        """Say whether the point lies in it."""
        inside_x = self.left <= x < self.left + self.width
        return inside_x and self.top <= y < self.top + self.height


class Placing:
    """All strips of a board."""

    def __init__(self, strips: Sequence[Strip], columns: int, cells: Cells, width: int) -> None:
        self.strips, self.columns, self.width = tuple(strips), columns, width
        self.cells = cells
        self._tops = [strip.top for strip in self.strips]
        self._firsts = [strip.piece.first for strip in self.strips]

    @property
    def height(self) -> int:
        """The height of everything."""
        return self.strips[-1].bottom if self.strips else 0

    def strip_of(self, row: int) -> Strip | None:
        """Return the strip that has *row*; ``None`` if it is folded away."""
        at = bisect_right(self._firsts, row) - 1
        if at < 0:
            return None
        strip = self.strips[at]
        return strip if row < strip.piece.first + strip.piece.count else None

    def box(self, row: int) -> Box | None:
        """Return where *row* lies; ``None`` while it is folded away."""
        strip = self.strip_of(row)
        if strip is None or (not strip.has_cells and row != strip.piece.first):
            return None
        if not strip.has_cells:  # Of a folded group its first photo stands for all.
            return Box(MARGIN, strip.top, self.width - 2 * MARGIN, strip.height)
        line, column = divmod(row - strip.piece.first, self.columns)
        width, height = self.cells.of(strip.piece)
        left, top = self._corner(strip)
        return Box(left + column * width, top + line * height, width, height)

    def head(self, strip: Strip) -> Box:
        """Return where the line over the frame of *strip* lies."""
        width = self.frame(strip).width if strip.has_cells else self.width - MARGIN
        return Box(MARGIN, strip.top + MARGIN, width - MARGIN, strip.piece.head)

    def frame(self, strip: Strip) -> Box:
        """Return where the frame of *strip* is: round its photos, with room for the words over them."""
        edge, count = MARGIN // 2, max(strip.piece.count, _LEAST_IN_FRAME)
        inner = min(count, self.columns) * self.cells.framed[0]
        width = self.width - MARGIN if count >= self.columns else inner + 3 * MARGIN
        return Box(edge, strip.top + edge, width, strip.height - MARGIN)

    def reach(self, row: int) -> Box | None:
        """Return what is to be seen with *row*: its box, and over the first line of a frame its head."""
        box, strip = self.box(row), self.strip_of(row)
        if box is None or strip is None or row >= strip.piece.first + self.columns:
            return box
        return Box(box.left, strip.top, box.width, box.top + box.height - strip.top)

    def rows_with(self, row: int, *, sections: bool) -> range:
        """Return *row* and the rows for which it stands: those of a folded group, or *sections* too."""
        strip = self.strip_of(row)
        if strip is None or not strip.is_folded or row != strip.piece.first:
            return range(row, row + 1)
        count = strip.piece.count
        if strip.piece.opens and sections:
            count += strip.hides + strip.hides_words
        return range(row, row + count)

    @property
    def last(self) -> int:
        """The last row that is seen; 0 if there is none."""
        if not self.strips:
            return 0
        strip = self.strips[-1]
        return strip.piece.first + (strip.piece.count - 1 if strip.has_cells else 0)

    def strip_at(self, y: int) -> Strip | None:
        """Return the strip at the height *y*."""
        at = bisect_right(self._tops, y) - 1
        return self.strips[at] if at >= 0 and y < self.strips[at].bottom else None

    def row_at(self, x: int, y: int) -> int | None:
        """Return the row at a point; ``None`` between and outside of them."""
        strip = self.strip_at(y)
        if strip is None:
            return None
        if not strip.has_cells:
            box = self.box(strip.piece.first)
            return strip.piece.first if box is not None and box.contains(x, y) else None
        left, top = self._corner(strip)
        width, height = self.cells.of(strip.piece)
        column, line = (x - left) // width, (y - top) // height
        if not (0 <= column < self.columns and line >= 0):
            return None
        place = line * self.columns + column
        return strip.piece.first + place if place < strip.piece.count else None

    def gap_at(self, x: int, y: int, rows: int) -> int:
        """Return the row before which a drop at a point lands; *rows*, how many there are, for the end.

        A drop over a frame lands before or behind the whole group: what is moved never joins one.
        """
        if not self.strips or y >= self.height:
            return rows
        y = max(y, 0)  # A drag may have left the view at its upper edge.
        strip = self.strip_at(y) or self.strips[0]
        piece = strip.piece
        if piece.framed or not strip.has_cells:
            is_upper = y < strip.top + strip.height / 2
            return piece.first if is_upper else self._after(strip, rows)
        width, height = self.cells.free
        column = min(max(round(x / width), 0), self.columns)
        return min(
            piece.first + (y - strip.top) // height * self.columns + column,
            piece.first + piece.count,
        )

    def gap_box(self, gap: int, rows: int) -> Box:
        """Return where the mark of a drop before the row *gap* is: beside a cell, or over a band or frame."""
        strip = self.strip_of(gap) if gap < rows else None
        box = self.box(gap) if strip is not None else None
        if strip is not None and box is not None:
            if strip.piece.framed or not strip.has_cells:
                return self._across(max(strip.top - 2, 0))
            return Box(max(box.left - 2, 0), box.top + MARGIN, 4, box.height - 2 * MARGIN)
        before = self.box(gap - 1) if gap else None
        if before is None:  # What lies before is folded away: behind the last that is seen.
            return self._across(max(self.height - 4, 0)) if self.strips else self._beginning()
        strip = self.strip_of(gap - 1)
        if strip is not None and (strip.piece.framed or not strip.has_cells):
            return self._across(strip.bottom - 4)
        right = before.left + before.width - 2
        return Box(min(right, self.width - 4), before.top + MARGIN, 4, before.height - 2 * MARGIN)

    def _across(self, top: int) -> Box:
        return Box(MARGIN, top, max(self.width - 2 * MARGIN, 1), 4)

    def _beginning(self) -> Box:
        return Box(0, MARGIN, 4, self.cells.free[1] - 2 * MARGIN)

    def rows_between(self, top: int, bottom: int) -> Iterator[int]:
        """Yield the rows of which something lies between two heights."""
        for strip in self.strips_between(top, bottom):
            if not strip.has_cells:
                yield strip.piece.first
                continue
            start, height = self._corner(strip)[1], self.cells.of(strip.piece)[1]
            first = max((top - start) // height, 0) * self.columns
            last = ((bottom - start) // height + 1) * self.columns
            begin = strip.piece.first
            yield from range(begin + first, begin + min(max(last, 0), strip.piece.count))

    def strips_between(self, top: int, bottom: int) -> Iterator[Strip]:
        """Yield the strips of which something lies between two heights."""
        at = max(bisect_right(self._tops, top) - 1, 0)
        for strip in self.strips[at:]:
            if strip.top >= bottom:
                return
            if strip.bottom > top:
                yield strip

    def beside(self, row: int, by: int) -> int | None:
        """Return the row that is seen next after *row*, or before it; ``None`` if there is none."""
        strip = self.strip_of(row)
        if strip is not None and strip.has_cells:
            place = row - strip.piece.first + by
            if 0 <= place < strip.piece.count:
                return row + by
        at = bisect_right(self._firsts, row) - 1 + by
        if not 0 <= at < len(self.strips):
            return None
        found = self.strips[at]
        is_last = found.has_cells and by < 0
        return found.piece.first + (found.piece.count - 1 if is_last else 0)

    def over(self, row: int, by: int) -> int | None:
        """Return the row that is seen below *row* (*by* 1) or above it (-1); ``None`` if there is none."""
        box = self.box(row)
        if box is None:
            return None
        x = box.left + min(box.width, self.cells.free[0]) // 2
        y = box.top + box.height if by > 0 else box.top - 1
        while 0 <= y < self.height:
            strip = self.strip_at(y)
            if strip is None:
                return None
            found = self._nearest(strip, x, y, by)
            if found is not None:
                return found
            y = strip.bottom if by > 0 else strip.top - 1
        return None

    def _nearest(self, strip: Strip, x: int, y: int, by: int) -> int | None:
        """Return the row of *strip* nearest to a point, on the line that is met first going *by*."""
        if not strip.has_cells:
            return strip.piece.first
        left, top = self._corner(strip)
        width, height = self.cells.of(strip.piece)
        lines = -(-strip.piece.count // self.columns)
        line = (y - top) // height
        if by > 0:
            line = max(line, 0)
        if not 0 <= line < lines:
            return None
        column = min(max((x - left) // width, 0), self.columns - 1)
        return strip.piece.first + min(line * self.columns + column, strip.piece.count - 1)

    def _after(self, strip: Strip, rows: int) -> int:
        """Return the row that follows *strip* and all that is folded away with it."""
        at = bisect_right(self._firsts, strip.piece.first)
        return self.strips[at].piece.first if at < len(self.strips) else rows

    def _corner(self, strip: Strip) -> tuple[int, int]:
        if not strip.piece.framed:
            return 0, strip.top
        return 2 * MARGIN, strip.top + MARGIN + strip.piece.head


def placed(
    pieces: Iterable[Piece],
    width: int,
    columns: int,
    cells: Cells,
    folded: frozenset[Hashable],
) -> Placing:
    """Return where *pieces* lie in *width*, *columns* of *cells* beside each other.

    What *folded* names is as low as its head; under a folded heading nothing is seen up to the next.
    """
    strips: list[Strip] = []
    top = 0
    section: int | None = None  # the folded heading under which everything is hidden
    photos = words = 0  # what it hides
    for piece in pieces:
        if section is not None and not piece.opens:
            if piece.head and not piece.framed:
                words += piece.count
            else:
                photos += piece.count
            strips[section] = replace(strips[section], hides=photos, hides_words=words)
            continue
        is_folded = piece.key is not None and piece.key in folded
        section = len(strips) if piece.opens and is_folded else None
        photos = words = 0
        strip = Strip(piece, top, 0, is_folded)
        if not strip.has_cells:
            band = (piece.low or piece.head) if is_folded else piece.head
            height = piece.head + 2 * MARGIN if piece.framed else band
        else:
            height = -(-piece.count // columns) * cells.of(piece)[1]
            height += piece.head + 2 * MARGIN if piece.framed else 0
        hides = piece.count if piece.framed and is_folded else 0
        strips.append(Strip(piece, top, height, is_folded, hides))
        top += height
    return Placing(strips, columns, cells, width)


def inner_width(width: int) -> int:
    """Return how wide the room for cells is in a frame on a board of *width*."""
    return width - 4 * MARGIN
