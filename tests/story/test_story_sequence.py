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


# ---- orders


def test_photos_are_put_into_an_order_in_the_places_that_they_fill() -> None:
    assert order.arranged((A, B, C, D), ["d", "a", "c"]) == (D, B, A, C)
    assert order.arranged((A, B, C), ["b", "b", "a", "gone"]) == (B, A, C)


def test_words_go_along_with_the_photo_behind_which_they_stand() -> None:
    first, after_a, after_b = TextBlock("first"), TextBlock("of a"), HeadingBlock("of b")
    before = (first, A, after_a, B, after_b, after_b, C)
    assert order.arranged(before, "cba") == (first, C, B, after_b, after_b, A, after_a)


def test_a_group_is_ordered_by_the_first_photo_of_it_that_is_meant() -> None:
    assert order.arranged((D, PAIR), "bdc") == (PAIR, D)
    assert order.arranged((D, PAIR), "cdb") == (D, PAIR)
    assert order.arranged((D, PAIR), "cd") == (PAIR, D)


def test_the_lead_photo_stays_where_it_is() -> None:
    lead = PhotoBlock("d", "lead")
    assert order.arranged((lead, B, A), "abd") == (lead, A, B)


def test_what_stands_in_order_is_the_very_same() -> None:
    before = (A, TextBlock("words"), PAIR, D)
    assert order.arranged(before, "abd") is before
    assert order.arranged(before, ["gone"]) is before


@given(moves())
def test_no_order_loses_a_block_or_moves_what_is_not_meant(case: tuple) -> None:
    sequence, keys, _, _ = case
    after = order.arranged(sequence, [key for key in keys if isinstance(key, str)])
    assert sorted(map(id, after)) == sorted(map(id, sequence))
    still = [n for n, block in enumerate(order_of_photos(sequence)) if not set(block) & set(keys)]
    assert [order_of_photos(after)[n] for n in still] == [
        order_of_photos(sequence)[n] for n in still
    ]
    assert order.arranged(after, [key for key in keys if isinstance(key, str)]) is after


def order_of_photos(sequence: order.Sequence) -> list[tuple]:
    return [photos for block in sequence if (photos := order.photos_of(block))]


def test_a_place_is_the_number_that_a_reader_counts() -> None:
    text = TextBlock("words")
    assert order.rows(order.move_to((text, A, B, C), ["c"], 1)) == (text.key, "c", "a", "b")
    assert order.rows(order.move_to((text, A, B, C), ["a", "c"], 2)) == (text.key, "b", "a", "c")
    assert order.rows(order.move_to((A, B, text), [text.key], 2)) == ("a", text.key, "b")
    assert order.rows(order.move_to((A, B, text), ["a"], 9)) == ("b", text.key, "a")
    assert order.move_to((PAIR, D), ["d"], 2) == (D, PAIR)


def test_the_blocks_that_show_photos_are_found() -> None:
    assert list(order.showing((A, TextBlock("words"), PAIR, D), {"c", "a"})) == [A, PAIR]
