"""Rows that come or go as unbroken runs, as Qt wants to be told of them."""

from itertools import groupby


def runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return the first and last row of each unbroken run in the ascending *rows*."""
    groups = (list(g) for _, g in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]))
    return [(group[0][1], group[-1][1]) for group in groups]
