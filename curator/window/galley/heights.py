"""The heights of a long list of rows, most of them guessed; what rows hold is left to others."""

from collections.abc import Iterable, Iterator


class Heights:
    """Heights of rows in logical pixels, each exact or guessed, and their sums.

    A binary indexed tree: where a row lies, which row lies at a place, and another height for a row
    cost the logarithm of how many rows there are.
    """

    def __init__(self, guesses: Iterable[int] = ()) -> None:
        self._heights = list(guesses)
        self._exact = bytearray(len(self._heights))
        self._total = sum(self._heights)
        tree = [0, *self._heights]
        for i in range(1, len(tree)):
            above = i + (i & -i)
            if above < len(tree):
                tree[above] += tree[i]
        self._tree = tree
        self._step = 1 << (len(self._heights).bit_length() - 1) if self._heights else 0

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self._heights)

    @property
    def total(self) -> int:
        """The height of all rows together."""
        return self._total

    def is_exact(self, row: int) -> bool:
        """Say whether the height of *row* was measured."""
        return bool(self._exact[row])

    def top(self, row: int) -> int:
        """Return how far below the first row's top *row* begins."""
        result = 0
        while row > 0:
            result += self._tree[row]
            row -= row & -row
        return result

    def row_at(self, y: int) -> int:
        """Return which row lies at *y*; the first or the last where none does, -1 if there is none."""
        if not self._heights:
            return -1
        row, step = 0, self._step
        while step:
            if row + step < len(self._tree) and self._tree[row + step] <= y:
                row += step
                y -= self._tree[row]
            step >>= 1
        return min(row, len(self._heights) - 1)

    def measured(self, row: int, height: int) -> int:
        """Take over the exact height of *row*; return by how much it grew."""
        grown = height - self._heights[row]
        self._heights[row] = height
        self._exact[row] = 1
        if grown:
            self._total += grown
            i = row + 1
            while i < len(self._tree):
                self._tree[i] += grown
                i += i & -i
        return grown

    def doubt(self, rows: Iterable[int] | None = None) -> None:
        """Take the heights of *rows*, or of all, for guesses from now on."""
        if rows is None:
            self._exact = bytearray(len(self._heights))
            return
        for row in rows:
            self._exact[row] = 0
