"""The arithmetic of a story's order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.story import sequence as order
from curator.story.values import GroupBlock, HeadingBlock, PhotoBlock, TextBlock

A, B, C, D = (PhotoBlock(name) for name in "abcd")
PAIR = GroupBlock(("b", "c"), "pair", (("note", "kept"),))
TRIO = GroupBlock(("a", "b", "c"), "row")


def test_rows_and_numbers_follow_the_reader() -> None:
    text = TextBlock("words")
    sequence = (A, text, PAIR, D)
    assert order.rows(sequence) == ("a", text.key, "b", "c", "d")
    assert order.numbers(sequence) == {"a": 1, "b": 2, "c": 3, "d": 4}


def test_a_group_gives_up_photos_as_blocks_of_their_own() -> None:
    taken, rest = order.split((TRIO, D), ["b"])
    assert taken == (B,)
    assert rest == (GroupBlock(("a", "c"), "row"), D)


def test_a_group_left_with_one_photo_becomes_that_photo() -> None:
    assert order.split((PAIR,), ["b"]) == ((B,), (C,))


def test_a_whole_group_moves_as_it_is() -> None:
    assert order.move((PAIR, D), ["c", "b"], None) == (D, PAIR)


def test_a_run_goes_before_a_group_and_never_into_it() -> None:
    assert order.move((PAIR, D), ["d"], "c") == (D, PAIR)


def test_a_target_within_the_moved_run_is_the_next_row_that_stays() -> None:
    assert order.move((A, B, C, D), ["a", "b"], "b") == (A, B, C, D)
    assert order.move((A, B, C, D), ["a", "c"], "c") == (B, A, C, D)


@pytest.mark.parametrize("steps", [1, -1])
def test_a_single_step_always_gets_past_a_group(steps: int) -> None:
    before = (D, PAIR) if steps > 0 else (PAIR, D)
    after = (PAIR, D) if steps > 0 else (D, PAIR)
    assert order.move_by(before, ["d"], steps) == after


def test_a_photo_leaves_its_group_by_a_step() -> None:
    assert order.rows(order.move_by((PAIR, D), ["c"], -1)) == ("c", "b", "d")
    assert order.rows(order.move_by((PAIR, D), ["b"], 1)) == ("c", "b", "d")


@st.composite
def sequences(draw: st.DrawFn) -> order.Sequence:
    names = [f"p{n}" for n in range(draw(st.integers(0, 9)))]
    blocks: list[object] = []
    while names:
        size = draw(st.integers(1, 3))
        taken, names = names[:size], names[size:]
        blocks.append(PhotoBlock(taken[0]) if len(taken) == 1 else GroupBlock(tuple(taken)))
        if draw(st.booleans()):
            blocks.append(draw(st.sampled_from([TextBlock("t"), HeadingBlock("h")])))
    # A strategy may hand out one block several times; each needs a key of its own.
    return tuple(b if order.photos_of(b) else type(b)(f"{n}") for n, b in enumerate(blocks))


@st.composite
def moves(draw: st.DrawFn) -> tuple[order.Sequence, list, object, int]:
    sequence = draw(sequences())
    keys = [*order.rows(sequence), "gone"]
    return (
        sequence,
        draw(st.lists(st.sampled_from(keys), max_size=5)),
        draw(st.sampled_from([*keys, None])),
        draw(st.integers(-12, 12)),
    )


@given(moves())
@settings(max_examples=300)
def test_no_move_loses_or_doubles_a_row(case: tuple) -> None:
    sequence, keys, before, steps = case
    rows = set(order.rows(sequence))
    meant = [key for key in order.rows(sequence) if key in keys]
    for after in (
        order.move(sequence, keys, before),
        order.move_by(sequence, keys, steps),
        order.move_to(sequence, keys, steps),
    ):
        found = order.rows(after)
        assert len(found) == len(rows)
        assert set(found) == rows
        assert [key for key in found if key not in meant] == [
            key for key in order.rows(sequence) if key not in meant
        ]
    if meant:
        moved = order.rows(order.move_by(sequence, keys, steps))
        at = moved.index(meant[0])
        assert list(moved[at : at + len(meant)]) == meant


@given(moves())
def test_what_is_taken_out_and_what_stays_make_the_whole(case: tuple) -> None:
    sequence, keys, _, _ = case
    taken, rest = order.split(sequence, keys)
    assert set(order.rows(taken)) == set(keys) & set(order.rows(sequence))
    assert set(order.rows(taken)) | set(order.rows(rest)) == set(order.rows(sequence))
    assert len(order.rows(taken)) + len(order.rows(rest)) == len(order.rows(sequence))
