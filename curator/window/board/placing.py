"""Where the rows of a board lie for a width, as strips from top to bottom; knows no Qt.

All lengths are logical pixels; a row is its number in the model. A strip is a run of photos in cells,
the band of one block of words, or the frame of one group.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

MARGIN = 6
"""Around bands and frames."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in the sequence, before it has a place: ``count`` rows from ``first`` on.

    ``head`` is the height of a band, or of the line over a frame; ``key`` names what can be folded, and
    a heading ``opens`` a section, which folds with it. In a ``framed`` piece photos stand in a frame.
    """

    first: int
    count: int
    head: int = 0
    key: Hashable = None
    opens: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece in its place: from ``top`` on, ``height`` high; ``hides`` counts the photos that are folded away."""

    piece: Piece
    top: int
    height: int
    is_folded: bool = False
    hides: int = 0

    @property
    def bottom(self) -> int:
        """Where the next strip may begin."""
        return self.top + self.height

    @property
    def has_cells(self) -> bool:
        """Whether its rows stand in cells that are seen."""
        return not self.is_folded and (self.piece.framed or not self.piece.head)


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

    def __init__(
        self, strips: Sequence[Strip], columns: int, cell: tuple[int, int], width: int
    ) -> None:
        self.strips, self.columns, self.width = tuple(strips), columns, width
        self.cell = cell
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
        line, column = divmod(row - strip.piece.first, self._columns_of(strip))
        width, height = self.cell
        left, top = self._corner(strip)
        return Box(left + column * width, top + line * height, width, height)

    def head(self, strip: Strip) -> Box:
        """Return where the line over the frame of *strip* lies."""
        return Box(MARGIN, strip.top + MARGIN, self.width - 2 * MARGIN, strip.piece.head)

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
        column, line = (x - left) // self.cell[0], (y - top) // self.cell[1]
        if not (0 <= column < self._columns_of(strip) and line >= 0):
            return None
        place = line * self._columns_of(strip) + column
        return strip.piece.first + place if place < strip.piece.count else None

    def gap_at(self, x: int, y: int, rows: int) -> int:
        """Return the row before which a drop at a point lands; *rows*, how many there are, for the end."""
        if not self.strips or y >= self.height:
            return rows
        strip = self.strip_at(max(y, 0)) or self.strips[0]
        piece = strip.piece
        if not strip.has_cells or y < self._corner(strip)[1]:
            middle = strip.top + strip.height / 2
            return piece.first if y < middle or strip.has_cells else self._after(strip, rows)
        left, top = self._corner(strip)
        columns = self._columns_of(strip)
        line = (y - top) // self.cell[1]
        column = min(max(round((x - left) / self.cell[0]), 0), columns)
        return min(piece.first + line * columns + column, piece.first + piece.count)

    def gap_box(self, gap: int, rows: int) -> Box:
        """Return where the mark of a drop before the row *gap* is: beside a cell, or over a band."""
        box = self.box(gap) if gap < rows else None
        if box is not None:
            strip = self.strip_of(gap)
            if strip is not None and not strip.has_cells:
                return Box(MARGIN, max(box.top - 2, 0), box.width, 4)
            return Box(max(box.left - 2, 0), box.top + MARGIN, 4, box.height - 2 * MARGIN)
        before = self.box(gap - 1) if gap else None
        if before is None:
            return Box(0, MARGIN, 4, self.cell[1] - 2 * MARGIN)
        strip = self.strip_of(gap - 1)
        if strip is not None and not strip.has_cells:
            return Box(MARGIN, before.top + before.height, before.width, 4)
        right = before.left + before.width - 2
        return Box(min(right, self.width - 4), before.top + MARGIN, 4, before.height - 2 * MARGIN)

    def rows_between(self, top: int, bottom: int) -> Iterator[int]:
        """Yield the rows of which something lies between two heights."""
        for strip in self.strips_between(top, bottom):
            if not strip.has_cells:
                yield strip.piece.first
                continue
            columns, start = self._columns_of(strip), self._corner(strip)[1]
            first = max((top - start) // self.cell[1], 0) * columns
            last = ((bottom - start) // self.cell[1] + 1) * columns
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
        x = box.left + min(box.width, self.cell[0]) // 2
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
        columns = self._columns_of(strip)
        lines = -(-strip.piece.count // columns)
        line = (y - top) // self.cell[1]
        if by > 0:
            line = max(line, 0)
        if not 0 <= line < lines:
            return None
        column = min(max((x - left) // self.cell[0], 0), columns - 1)
        return strip.piece.first + min(line * columns + column, strip.piece.count - 1)

    def _after(self, strip: Strip, rows: int) -> int:
        """Return the row that follows *strip* and all that is folded away with it."""
        at = bisect_right(self._firsts, strip.piece.first)
        return self.strips[at].piece.first if at < len(self.strips) else rows

    def _columns_of(self, strip: Strip) -> int:
        return max(1, self.columns - 1) if strip.piece.framed and self.columns > 1 else self.columns

    def _corner(self, strip: Strip) -> tuple[int, int]:
        if not strip.piece.framed:
            return 0, strip.top
        return 2 * MARGIN, strip.top + MARGIN + strip.piece.head


def placed(
    pieces: Iterable[Piece],
    width: int,
    columns: int,
    cell: tuple[int, int],
    folded: frozenset[Hashable],
) -> Placing:
    """Return where *pieces* lie in *width*, *columns* cells of the size *cell* beside each other.

    What *folded* names is as low as its head; under a folded heading nothing is seen up to the next.
    """
    found = Placing((), columns, cell, width)
    strips: list[Strip] = []
    top = 0
    section: int | None = None  # the folded heading under which everything is hidden
    for piece in pieces:
        if section is not None and not piece.opens:
            photos = 0 if piece.head and not piece.framed else piece.count
            strips[section] = replace(strips[section], hides=strips[section].hides + photos)
            continue
        is_folded = piece.key is not None and piece.key in folded
        section = len(strips) if piece.opens and is_folded else None
        strip = Strip(piece, top, 0, is_folded)
        if not strip.has_cells:
            height = piece.head + 2 * MARGIN if piece.framed else piece.head
        else:
            columns_of = found._columns_of(strip)
            lines = -(-piece.count // columns_of)
            height = lines * cell[1] + (piece.head + 2 * MARGIN if piece.framed else 0)
        hides = piece.count if piece.framed and is_folded else 0
        strips.append(replace(strip, height=height, hides=hides))
        top += height
    return Placing(strips, columns, cell, width)
