"""The closing credit beside the credits of the photos, and credits of two people for several photos."""

import pytest
from checking import problems
from factories import photo, story_of

from curator.story.values import Defaults

MINA, JO = photo(1, credit="Mina Oh/AP"), photo(2, credit="Jo Pak/AP")


def found(rule: str, *photos: object, **values: object) -> list[str]:
    return [p.message for p in problems(story_of(*photos, **values), rule)]


@pytest.mark.parametrize(
    "closing",
    [
        "Photographs by Mina Oh and Jo Pak",
        "Photographs by Mina Oh and Jo Pak/AP",
        "Pictures: Jo Pak, Mina Oh",
        "Words by Ann Lee. Photographs by Mina Oh and Jo Pak",
        "Additional reporting by Ann Lee",
        "",
    ],
)
def test_a_closing_credit_that_names_everybody_is_let_alone(closing: str) -> None:
    assert found("closing-missing", MINA, JO, closing_credit=closing) == []
    assert found("closing-unused", MINA, JO, closing_credit=closing) == []


def test_who_is_left_out_is_told() -> None:
    (message,) = found("closing-missing", MINA, JO, closing_credit="Photographs by Mina Oh")
    assert message.startswith("Jo Pak is credited with a photo")


def test_where_one_agency_is_named_so_are_the_others() -> None:
    other = photo(3, credit="Ann Lee/AFP")
    closing = "Photographs by Mina Oh/AP and Ann Lee"
    assert [m[:3] for m in found("closing-missing", MINA, other, closing_credit=closing)] == ["AFP"]


def test_an_archive_is_credited_where_its_picture_stands() -> None:
    archive = photo(3, credit="City Archive")
    assert found("closing-missing", MINA, archive, closing_credit="Photographs by Mina Oh/AP") == []


def test_who_took_no_photo_is_told_with_the_place_of_the_name() -> None:
    story = story_of(MINA, closing_credit="Photographs by Mina Oh and Jo Pak/AP")
    (problem,) = problems(story, "closing-unused")
    assert (problem.text, problem.start) == ("Jo Pak", 27)


def test_another_spelling_is_left_to_the_rule_for_that() -> None:
    katya, closing = photo(1, credit="Katya Petrova/AP"), "Photographs by Katia Petrova"
    assert found("closing-unused", katya, closing_credit=closing) == []
    assert found("closing-missing", katya, closing_credit=closing) == []
    assert len(found("name-spellings", katya, closing_credit=closing)) > 0


def test_what_curator_writes_itself_is_right() -> None:
    assert found("closing-missing", MINA, JO, closing_from_photos=True) == []


def test_a_credit_of_two_people_for_several_photos_is_told() -> None:
    both = [photo(n, credit="Mina Oh and Jo Pak/AP") for n in (1, 2)]
    assert len(found("credit-shared", *both)) == 2
    assert found("credit-shared", both[0], MINA) == []
    named = [photo(n, credit="Mina Oh and Jo Pak/AP", photographer="Mina Oh") for n in (1, 2)]
    assert found("credit-shared", *named) == []


@pytest.mark.parametrize(
    "credit", ["Mina Oh and Jo Pak", "Mina Oh, Jo Pak/AP", "Mina Oh et Jo Pak/AFP"]
)
def test_a_default_credit_of_two_people_is_told_once(credit: str) -> None:
    story = story_of(photo(1), photo(2), defaults=Defaults(credit=credit))
    (problem,) = problems(story, "credit-shared")
    assert (problem.photo, problem.field) == (None, "defaults.credit")


@pytest.mark.parametrize(
    "credit", ["Getty Images and Press Association", "Rolls and Royce/AP", "AP"]
)
def test_two_houses_are_not_two_people(credit: str) -> None:
    assert found("credit-shared", photo(1, credit=credit), photo(2, credit=credit)) == []
