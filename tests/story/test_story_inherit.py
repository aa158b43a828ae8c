"""What a photo takes from the story's defaults until it has its own."""

import pytest
from factories import photo

from curator.story import inherit
from curator.story.values import Defaults, Place


@pytest.mark.parametrize(
    ("own", "defaults", "line"),
    [
        ({"credit": "Oh/AFP", "photographer": "Oh"}, {"credit": "Reuters"}, "Oh/AFP"),
        ({"photographer": "Oh"}, {"credit": "Reuters"}, "Reuters"),
        ({"photographer": "Oh"}, {"photographer": "Kim"}, "Oh"),
        ({}, {"credit": "Reuters", "photographer": "Kim"}, "Reuters"),
        ({}, {"photographer": "Kim"}, "Kim"),
        ({}, {}, ""),
    ],
)
def test_the_nearest_name_stands_under_the_photo(own: dict, defaults: dict, line: str) -> None:
    assert inherit.credit_line(photo(**own), Defaults(**defaults)) == line


def test_photographer_and_copyright_are_the_photos_own_or_the_storys() -> None:
    defaults = Defaults(photographer="Kim", copyright="© Kim")
    assert inherit.photographer(photo(), defaults) == "Kim"
    assert inherit.copyright_notice(photo(), defaults) == "© Kim"
    own = photo(photographer="Oh", copyright="© Oh")
    assert inherit.photographer(own, defaults) == "Oh"
    assert inherit.copyright_notice(own, defaults) == "© Oh"


def test_a_place_is_never_mixed_of_two() -> None:
    defaults = Defaults(place=Place(city="London", country="United Kingdom"))
    assert inherit.place(photo(), defaults) == defaults.place
    own = Place(city="Wonsan")
    assert inherit.place(photo(place=own), defaults) == own
    assert inherit.place(photo(), defaults).line == "London, United Kingdom"
