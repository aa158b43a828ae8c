"""Which photos look alike."""

import random

from factories import photo
from hypothesis import given
from hypothesis import strategies as st

from curator.story.looks import alike

LOOK = 0x0F0F_33CC_AA55_1234


def pairs(*looks: int) -> list[tuple[str, str]]:
    photos = [photo(number, look=f"{look:016x}") for number, look in enumerate(looks, 1)]
    return [(one.id, other.id) for one, other in alike(photos)]


@given(st.sets(st.integers(0, 63), max_size=6))
def test_up_to_three_places_of_difference_are_the_same_picture(places: set[int]) -> None:
    other = LOOK
    for place in places:
        other ^= 1 << place
    assert bool(pairs(LOOK, other)) == (len(places) <= 3)


def test_each_copy_is_told_once_after_the_first() -> None:
    assert pairs(LOOK, LOOK ^ 1, LOOK ^ 2) == [("p1", "p2"), ("p1", "p3")]


def test_plain_pictures_and_unknown_looks_tell_nothing() -> None:
    assert pairs(0, 0, 1, 1) == []
    assert list(alike([photo(1, look=""), photo(2, look=""), photo(3, look="no number")])) == []


def test_chance_pairs_hardly_ever_look_alike() -> None:
    chance = random.Random(3)
    assert pairs(*(chance.getrandbits(64) for _ in range(3000))) == []
