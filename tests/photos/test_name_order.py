"""Names of files in the order in which a person counts."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from curator.photos.order import by_name

names = st.text("aAÄä19０0\0_.-", max_size=6) | st.integers(0, 10**60).map("img{}.jpg".format)


@given(st.lists(names, max_size=8))
def test_numbers_count_as_numbers_and_all_else_as_text(given_names: list[str]) -> None:
    def in_full(name: str) -> tuple[str, str]:
        plain = unicodedata.normalize("NFKD", name).replace("\0", " ").casefold()
        return re.sub("[0-9]+", lambda found: found[0].zfill(100), plain), name

    assert by_name(given_names, given_names) == sorted(given_names, key=in_full)


def test_case_leading_zeros_and_accents_do_not_part_what_belongs_together() -> None:
    right = ["a1.jpg", "A2.jpg", "a002.jpg", "a10.jpg", "ä1.jpg", "b.jpg"]
    assert by_name(right[::-1], right[::-1]) == right
