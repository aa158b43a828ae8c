"""Where the rows of a board lie: every one once, none over another, and found again where it is seen."""

from hypothesis import given
from hypothesis import strategies as st

from curator.window.board.placing import Box, Cells, Piece, Placing, placed

CELL = (100, 80)
CELLS = Cells(CELL, (96, 77))


@st.composite
def boards(draw: st.DrawFn) -> tuple[Placing, int]:
    """Return a board and how many rows it has."""
    pieces, row = [], 0
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["cells", "band", "heading", "group"]))
        count = draw(st.integers(1, 9)) if kind in ("cells", "group") else 1
        match kind:
            case "cells":
                pieces.append(Piece(row, count))
            case "group":
                pieces.append(Piece(row, count, 24, ("group", number), framed=True))
            case _:
                pieces.append(Piece(row, 1, draw(st.integers(20, 90)), number, kind == "heading"))
        row += count
    columns = draw(st.integers(1, 6))
    names = [piece.key for piece in pieces if piece.key is not None]
    folded = frozenset(draw(st.lists(st.sampled_from(names), max_size=3))) if names else frozenset()
    width = columns * CELL[0] + draw(st.integers(12, 40))
    return placed(pieces, width, columns, CELLS, folded), row


def overlap(one: Box, other: Box) -> bool:
    across = one.left < other.left + other.width and other.left < one.left + one.width
    return across and one.top < other.top + other.height and other.top < one.top + one.height


@given(boards())
def test_rows_lie_in_order_inside_the_width_and_none_over_another(
    board: tuple[Placing, int],
) -> None:
    placing, rows = board
    boxes = [box for row in range(rows) if (box := placing.box(row)) is not None]
    for box in boxes:
        assert box.left >= 0
        assert box.left + box.width <= placing.width
        assert box.top + box.height <= placing.height
    assert [(b.top, b.left) for b in boxes] == sorted((b.top, b.left) for b in boxes)
    for strip in placing.strips:
        if strip.piece.framed and strip.has_cells:
            frame, head = placing.frame(strip), placing.head(strip)
            assert frame.left >= 0
            assert frame.left + frame.width <= placing.width
            assert head.left + head.width <= frame.left + frame.width
            rows_in = range(strip.piece.first, strip.piece.first + strip.piece.count)
            cells = [placing.box(row) for row in rows_in]
            assert all(c and c.left + c.width <= frame.left + frame.width for c in cells)
            assert all(c and c.top >= head.top + head.height for c in cells)
    assert not any(overlap(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@given(boards())
def test_what_is_seen_at_a_point_is_what_lies_there(board: tuple[Placing, int]) -> None:
    placing, rows = board
    for row in range(rows):
        box = placing.box(row)
        if box is not None:
            middle = box.left + box.width // 2, box.top + box.height // 2
            assert placing.row_at(*middle) == row
            assert row in set(placing.rows_between(box.top, box.top + box.height))
    assert placing.row_at(5, placing.height + 10) is None


@given(boards())
def test_going_on_meets_every_row_that_is_seen_and_no_other(board: tuple[Placing, int]) -> None:
    placing, rows = board
    seen = [row for row in range(rows) if placing.box(row) is not None]
    if not seen:
        return
    walked, row = [], seen[0]
    while row is not None:
        walked.append(row)
        row = placing.beside(row, 1)
    assert walked == seen
    back, row = [], seen[-1]
    while row is not None:
        back.append(row)
        row = placing.beside(row, -1)
    assert back == seen[::-1]


@given(boards())
def test_up_and_down_lead_to_what_is_seen_there(board: tuple[Placing, int]) -> None:
    placing, rows = board
    for row in range(rows):
        box = placing.box(row)
        if box is None:
            assert placing.over(row, 1) is None
            continue
        for by in (1, -1):
            found = placing.over(row, by)
            if found is not None:
                other = placing.box(found)
                assert other is not None
                is_there = other.top >= box.top + box.height if by > 0 else other.top < box.top
                assert is_there


@given(boards(), st.integers(-20, 800), st.integers(-20, 3000))
def test_a_drop_lands_before_a_row_or_at_the_end_and_its_mark_is_seen(
    board: tuple[Placing, int], x: int, y: int
) -> None:
    placing, rows = board
    gap = placing.gap_at(x, y, rows)
    assert 0 <= gap <= rows
    mark = placing.gap_box(gap, rows)
    assert mark.width > 0
    assert mark.height > 0
    assert mark.left < max(placing.width, 10) + CELL[0]


def test_a_long_run_of_photos_is_one_strip() -> None:
    placing = placed([Piece(0, 100_000)], 520, 5, CELLS, frozenset())
    assert len(placing.strips) == 1
    assert placing.box(99_999) == Box(400, 19_999 * 80, 100, 80)
    assert len(list(placing.rows_between(8000, 8500))) == 35


def test_a_folded_heading_hides_its_section_and_tells_how_many_photos() -> None:
    pieces = [
        Piece(0, 1, 40, "one", opens=True), Piece(1, 3), Piece(4, 1, 50, "text"),
        Piece(5, 2, 24, "group", framed=True), Piece(7, 1, 40, "two", opens=True), Piece(8, 2),
    ]  # fmt: skip
    placing = placed(pieces, 520, 5, CELLS, frozenset({"one"}))
    assert [strip.piece.first for strip in placing.strips] == [0, 7, 8]
    assert placing.strips[0].hides == 5
    assert placing.box(5) is None
    assert placing.box(8) is not None
    assert placing.beside(0, 1) == 7
    assert placing.gap_at(10, 39, 10) == 7


def test_of_a_folded_group_the_first_photo_stands_for_all() -> None:
    pieces = [Piece(0, 2), Piece(2, 3, 24, "group", framed=True), Piece(5, 2)]
    placing = placed(pieces, 520, 5, CELLS, frozenset({"group"}))
    assert placing.box(2) == Box(6, 80, 508, 36)
    assert placing.box(3) is None
    assert placing.strips[1].hides == 3
    assert (placing.beside(1, 1), placing.beside(2, 1), placing.beside(5, -1)) == (2, 5, 2)
    assert placing.over(0, 1) == 2
