"""Bringing rows to a place from wherever they are."""

from factories import ids, photo, story, story_of
from hypothesis import given
from hypothesis import strategies as st

from curator.story import sequence as order
from curator.story.placing import bring_before, bring_behind
from curator.story.values import GroupBlock, PhotoBlock, TextBlock


def with_aside(count: int, aside: int):
    """Return a story of *count* photos in the sequence and *aside* more set aside."""
    photos = [photo(n, caption=f"words {n}") for n in range(1, count + aside + 1)]
    return story_of(*photos, sequence=map(PhotoBlock, ids(count)))


def shown(after) -> list:
    return list(order.rows(after.sequence))


def test_photos_set_aside_come_in_with_those_that_move() -> None:
    before = with_aside(4, 2)
    assert shown(bring_before(["p6", "p4", "p5", "gone"], "p2").apply(before)) == [
        "p1", "p4", "p6", "p5", "p2", "p3",
    ]  # fmt: skip
    after = bring_behind(["p6", "p1"], "p3").apply(before)
    assert shown(after) == ["p2", "p3", "p1", "p6", "p4"]
    assert after.photos is before.photos


def test_the_ends_are_reached() -> None:
    before = with_aside(2, 1)
    assert shown(bring_before(["p3", "p1"], None).apply(before)) == ["p2", "p1", "p3"]
    assert shown(bring_behind(["p3", "p2"], None).apply(before)) == ["p2", "p3", "p1"]
    assert shown(bring_behind(["p3"], None).apply(with_aside(0, 3))) == ["p3"]


def test_a_run_lands_beside_a_neighbour_that_stays() -> None:
    before = story(5)
    assert shown(bring_before(["p1", "p3"], "p3").apply(before)) == ["p2", "p1", "p3", "p4", "p5"]
    assert shown(bring_behind(["p1", "p3"], "p3").apply(before)) == ["p2", "p1", "p3", "p4", "p5"]
    assert shown(bring_behind(["p1", "p2"], "p1").apply(before)) == ids(5)


def test_a_group_is_never_torn_by_what_lands() -> None:
    text = TextBlock("words")
    before = story_of(
        *(photo(n) for n in range(1, 5)),
        sequence=[GroupBlock(("p1", "p2"), "pair"), text, PhotoBlock("p3")],
    )
    assert shown(bring_behind(["p4"], "p1").apply(before)) == ["p1", "p2", "p4", text.key, "p3"]
    assert shown(bring_before(["p4"], "p2").apply(before)) == ["p4", "p1", "p2", text.key, "p3"]
    assert shown(bring_behind([text.key], "p3").apply(before)) == ["p1", "p2", "p3", text.key]


def test_what_is_there_already_is_no_edit() -> None:
    before = story(3)
    for edit in (bring_before(["p1"], "p2"), bring_behind(["p2"], "p1"), bring_behind([], "p1")):
        assert edit.apply(before) is before


@given(
    st.lists(st.integers(1, 9).map(lambda n: f"p{n}"), max_size=5),
    st.sampled_from([*ids(9), None]),
    st.booleans(),
)
def test_whatever_is_brought_all_of_it_is_there_once_and_the_others_keep_their_order(
    keys: list[str], target: str | None, is_before: bool
) -> None:
    before = with_aside(6, 3)
    after = (bring_before if is_before else bring_behind)(keys, target).apply(before)
    rows = shown(after)
    assert sorted(rows) == sorted({*ids(6), *keys})
    assert [row for row in rows if row not in keys] == [i for i in ids(6) if i not in keys]
    if keys:
        at = min(rows.index(key) for key in keys)
        assert set(rows[at : at + len(set(keys))]) == set(keys)
