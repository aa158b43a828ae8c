"""The photos of a story by id: what neighbouring stories share, and what a keystroke costs."""

import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from factories import photo, story
from hypothesis import given
from hypothesis import strategies as st

from curator.story import changes, edits
from curator.story.table import Later, PhotoTable
from curator.story.values import Photo, PhotoId


def test_photos_stand_in_the_order_in_which_they_came() -> None:
    table = PhotoTable([photo(3), photo(1)]).with_photos([photo(2), photo(1, caption="new")])
    assert list(table) == ["p3", "p1", "p2"]
    assert table["p1"].caption == "new"
    assert list(table.without(["p3", "gone"])) == ["p1", "p2"]


def test_photos_are_found_by_many_ids_at_once_and_walked_through_in_order() -> None:
    table = PhotoTable(photo(n) for n in range(600))
    assert [p.id for p in table.of(["p599", "p0", "p256"])] == ["p599", "p0", "p256"]
    assert table.of(list(table)) == [table[i] for i in table] == list(table.values())
    assert list(table.items()) == [(i, table[i]) for i in table]
    assert (len(table.values()), photo(3) in table.values(), ("p3", photo(3)) in table.items()) == (
        600, True, True,
    )  # fmt: skip
    with pytest.raises(KeyError):
        table.of(["gone"])


def test_two_tables_are_equal_when_their_photos_are() -> None:
    assert PhotoTable([photo(1), photo(2)]) == PhotoTable([photo(1), photo(2)])
    assert PhotoTable([photo(1), photo(2)]) != PhotoTable([photo(2), photo(1)])
    assert PhotoTable([photo(1)]) != PhotoTable([photo(1, alt="x")])
    assert PhotoTable() != {}
    assert "p1" in repr(PhotoTable([photo(1)]))


def test_what_differs_is_found_across_chunks_and_memberships() -> None:
    table = PhotoTable(photo(n) for n in range(600))
    after = table.with_photos([photo(1, alt="x"), photo(599, alt="x")])
    assert after.differing_ids(table) == {"p1", "p599"}
    assert after.has_same_ids(table)
    grown = table.with_photos([photo(700)])
    assert grown.differing_ids(table) == table.differing_ids(grown) == {"p700"}
    assert not grown.has_same_ids(table)
    assert table.differing_ids(table) == set()


CHANGES = st.lists(
    st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 800), st.sampled_from([1, 3, 300]))
)


@given(st.sampled_from([0, 1, 255, 256, 257, 513]), CHANGES)
def test_a_table_is_a_plain_mapping_whatever_is_put_in_and_taken_out(
    count: int, steps: list[tuple[bool, int, int, int]]
) -> None:
    first = table = PhotoTable(photo(n) for n in range(count))
    plain = dict(first)
    for removes, rating, start, length in steps:
        touched = [photo(n, rating=rating) for n in range(start, start + length)]
        before, was = table, dict(plain)
        if removes:
            table = table.without(p.id for p in touched)
            gone = {p.id for p in touched}
            plain = {i: p for i, p in plain.items() if i not in gone}
        else:
            table = table.with_photos(touched)
            plain |= {p.id: p for p in touched}
        assert list(table.items()) == list(plain.items())
        assert len(table) == len(plain)
        differing = {i for i in was.keys() | plain.keys() if was.get(i) is not plain.get(i)}
        assert table.differing_ids(before) == before.differing_ids(table) == differing
    assert list(first) == [f"p{n}" for n in range(count)]


@pytest.mark.parametrize("count", [0, 255, 256, 1000])
def test_photos_added_share_the_full_chunks_of_those_before(count: int) -> None:
    before = PhotoTable(photo(n) for n in range(count))
    after = before.with_photos([photo(count), photo(count + 1)])
    assert [p is q for p, q in zip(before.values(), after.values(), strict=False)] == [True] * count
    assert after.differing_ids(before) == {f"p{count}", f"p{count + 1}"}


def test_a_change_says_what_it_touched() -> None:
    before = story(3)
    typed = edits.set_field(["p2"], "alt", "x").apply(before)
    assert changes.between(before, typed) == changes.Change(
        frozenset({"p2"}), membership=False, sequence=False, defaults=False
    )
    moved = edits.move(["p1"], None).apply(before)
    assert changes.between(before, moved) == changes.Change(
        frozenset(), membership=False, sequence=True, defaults=False
    )
    credited = edits.set_default("credit", "x").apply(before)
    assert changes.between(before, credited).defaults
    removed = edits.remove_photos(["p3"]).apply(before)
    assert changes.between(before, removed) == changes.Change(
        frozenset({"p3"}), membership=True, sequence=True, defaults=False
    )


def test_a_keystroke_among_a_hundred_thousand_photos_copies_next_to_nothing() -> None:
    before = story(100_000)
    tracemalloc.start()
    try:
        after = edits.set_field(["p50000"], "caption", "x").apply(before)
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert after.photos.differing_ids(before.photos) == {"p50000"}
    assert after.sequence is before.sequence
    assert used < 20_000  # a reference to each photo would be 800,000 bytes


def told_later(count: int, made: list[int]) -> PhotoTable:
    """Return a table of so many photos, in *made* the numbers of those that were made, as they are."""

    def make(ids: tuple[PhotoId, ...]) -> tuple[Photo, ...]:
        numbers = [int(photo_id[1:]) for photo_id in ids]
        made.extend(numbers)
        return tuple(photo(number) for number in numbers)

    ids = [PhotoId(f"p{number}") for number in range(count)]
    return PhotoTable.told(
        ids,
        lambda some: Later(
            lambda: make(some), lambda: [(i, f"/pictures/{i}.jpg", "") for i in some]
        ),
    )


@pytest.mark.parametrize("count", [0, 1, 256, 600])
def test_photos_that_are_made_later_are_as_good_as_made(count: int) -> None:
    made: list[int] = []
    table, plain = told_later(count, made), PhotoTable(photo(n) for n in range(count))
    assert (list(table), len(table), "p0" in table) == (list(plain), count, count > 0)
    assert not made
    assert table == plain
    assert plain == told_later(count, [])
    assert table == told_later(count, [])
    assert made == list(range(count))
    assert list(table.items()) == list(plain.items())


def test_a_photo_that_is_replaced_leaves_others_to_be_made_later() -> None:
    made: list[int] = []
    table = told_later(600, made)
    after = table.with_photos([photo(300, alt="x"), photo(700)])
    assert set(made) == {*range(256, 512), *range(512, 600)}, "the chunks that became others"
    assert after.differing_ids(table) == {"p300", "p700"}
    assert after["p0"] is table["p0"]
    assert after != table


def test_paths_are_told_of_photos_that_are_not_made() -> None:
    made: list[int] = []
    table = told_later(600, made).with_photos([photo(600, file="/a.jpg", raw="/a.nef")])
    del made[:]
    told = list(table.paths())
    assert not made
    assert (told[0], told[600]) == (("p0", "/pictures/p0.jpg", ""), ("p600", "/a.jpg", "/a.nef"))
    assert [photo_id for photo_id, *_ in told] == list(table)


def test_a_table_differs_from_one_of_other_photos_by_all_of_both_and_none_is_made() -> None:
    made: list[int] = []
    table, other = told_later(300, made), PhotoTable([photo(300), photo(301)])
    everything = {f"p{n}" for n in range(302)}
    assert table.differing_ids(other) == other.differing_ids(table) == everything
    assert table.differing_ids(PhotoTable()) == set(table)
    assert not made


def test_threads_that_ask_together_are_given_the_very_same_photos() -> None:
    made: list[int] = []
    table = told_later(256, made)
    at_once = threading.Barrier(4)

    def ask(_: int) -> list[Photo]:
        at_once.wait()
        return list(table.values())

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(ask, range(4))
    assert made == list(range(256))
    assert all(a is b for other in others for a, b in zip(first, other, strict=True))
