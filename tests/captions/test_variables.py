"""Variables in a text: what they become, what is tidied where they are empty, what is left as typed."""

import locale

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.variables import (
    NAMES,
    Completions,
    Value,
    completions,
    expand,
    faults,
    format_date,
)

VALUES: dict[str, Value] = {
    "city": "", "place": "Tower Bridge", "country": "UK", "photographer": "", "credit": "AP",
    "caption": "", "date": "2026-03-04T07:05:09+01:00", "year": "2026-03-04", "time": "2026-03-04",
    "number": 7, "persons": ("Oh", "Pak", "Kim"), "keywords": (),
}  # fmt: skip


def words(text: str, language: str = "en", **values: Value) -> str:
    return expand(text, VALUES | values, language).words


def test_values_take_the_place_of_variables() -> None:
    assert words("{place}, {country}: {credit}") == "Tower Bridge, UK: AP"
    assert words("{Place} {CREDIT}") == "Tower Bridge AP"


def test_doubled_braces_stand_for_braces() -> None:
    assert words("{{place}} is {place}") == "{place} is Tower Bridge"
    assert words("{{{place}}}") == "{Tower Bridge}"


@pytest.mark.parametrize("text", ["a { b", "a } b", "{not a name}", "{}", "{ place }", "{place"])
def test_braces_around_anything_else_stay(text: str) -> None:
    assert words(text) == text


def test_what_a_value_says_is_never_read_as_a_variable() -> None:
    assert words("{place}", place="{credit} {{x}}") == "{credit} {{x}}"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("{place}, {city}, {country}", "Tower Bridge, UK"),
        ("{city}, {country}", "UK"),
        ("{country}, {city}", "UK"),
        ("{country}, {city}, {photographer}", "UK"),
        ("{city}, {photographer}, {country}", "UK"),
        ("A view of {city} at dawn", "A view of at dawn"),
        ("In {city}, soldiers march", "In, soldiers march"),
        ("By {photographer}.", "By."),
        ("{photographer}/{credit}", "AP"),
        ("{credit}/{photographer}", "AP"),
        ("Oh ({city}) waves", "Oh waves"),
        ("(Seoul, {city})", "(Seoul)"),
        ("{city}\nThe bridge", "The bridge"),
        ("The bridge\n{city}\n{country}", "The bridge\nUK"),
        ("The bridge\n{city}", "The bridge"),
        ("{city}{photographer}, {caption}", ""),
        ("{city} {photographer}", ""),
        ("A,, b  {country}", "A,, b  UK"),
        ("x{city}y", "xy"),
    ],
)
def test_an_empty_value_leaves_no_comma_or_space_of_its_own(text: str, after: str) -> None:
    assert words(text) == after


def test_words_far_from_an_empty_value_stay_as_typed() -> None:
    assert words("Sic ,, and  so {city}, end ,,") == "Sic ,, and  so, end ,,"


@given(st.text(alphabet="ab ,.\n(/)", max_size=20), st.text(alphabet="ab ,.\n(/)", max_size=20))
def test_tidying_takes_no_letter_away(left: str, right: str) -> None:
    after = words(f"{left}{{city}}{right}")
    assert [c for c in after if c in "ab."] == [c for c in left + right if c in "ab."]


@given(st.text(max_size=60))
def test_any_text_can_be_expanded(text: str) -> None:
    found = expand(text, VALUES)
    assert isinstance(found.words, str)
    for fault in found.faults:
        assert text[fault.start] == "{"
        assert text[fault.end - 1] == "}"


# Dates, numbers, lists


@pytest.mark.parametrize(
    ("form", "after"),
    [
        ("%-d %B %Y", "4 March 2026"),
        ("%d.%m.%y", "04.03.26"),
        ("%-m/%-d", "3/4"),
        ("%A, %b %-d", "Wednesday, Mar 4"),
        ("%a", "Wed"),
        ("%H:%M:%S", "07:05:09"),
        ("%-I:%M %p", "7:05 am"),
        ("100%%", "100%"),
    ],
)
def test_dates_take_the_form_that_is_asked_for(form: str, after: str) -> None:
    assert words(f"{{date:{form}}}") == after


@pytest.mark.parametrize(
    ("language", "usual", "named"),
    [
        ("en", "4 March 2026", "Wednesday March"),
        ("en-GB", "4 March 2026", "Wednesday March"),
        ("en-US", "March 4, 2026", "Wednesday March"),
        ("de-AT", "4. März 2026", "Mittwoch März"),
        ("fr", "4 mars 2026", "mercredi mars"),
        ("es-MX", "4 de marzo de 2026", "miércoles marzo"),
        ("it", "4 marzo 2026", "mercoledì marzo"),
        ("pt-BR", "4 de março de 2026", "quarta-feira março"),
        ("nl", "4 maart 2026", "woensdag maart"),
        ("sv", "4 mars 2026", "onsdag mars"),
    ],
)
def test_dates_speak_the_language_of_the_story(language: str, usual: str, named: str) -> None:
    assert words("{date}", language) == usual
    assert words("{date:%A %B}", language) == named


def test_names_of_months_do_not_come_from_the_machine() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "C")
        assert words("{date:%B}", "de") == "März"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_the_first_of_a_month_is_written_as_the_language_does() -> None:
    assert words("{date}", "fr", date="2026-03-01") == "1er mars 2026"
    assert words("{date:%-d %B}", "fr", date="2026-03-01") == "1 mars"


def test_a_language_whose_months_are_not_known_gets_numbers_and_says_why_not_names() -> None:
    assert words("{date}", "ko") == "2026-03-04"
    found = expand("{date:%-d %B}", VALUES, "ko")
    assert found.words == "{date:%-d %B}"
    assert "“ko”" in found.faults[0].reason


def test_a_date_says_no_more_than_it_knows() -> None:
    assert words("{date}", date="2026-03") == "March 2026"
    assert words("{date}", date="2026") == "2026"
    assert words("{date:%Y}", date="2026") == "2026"
    assert words("{date:%-d %B %Y}", date="2026-03") == ""
    assert words("at {time} sharp") == "at sharp"
    assert words("{time}", time="2026-03-04T07:05") == "07:05"


@pytest.mark.parametrize("date", ["spring 2026", "2026-02-31", "2026-13"])
def test_what_is_no_date_stays_in_words_and_has_no_year(date: str) -> None:
    assert words("{date}", date=date) == date
    assert words("{year}", year=date) == ""


def test_numbers_take_zeros_before_them() -> None:
    assert words("{number} {number:03}") == "7 007"
    assert words("{number:03}", number=1234) == "1234"
    assert words("no. {number}", number=0) == "no."


def test_lists_take_a_word_before_the_last() -> None:
    assert words("{persons}") == "Oh, Pak, Kim"
    assert words("{persons:and}") == "Oh, Pak and Kim"
    assert words("{persons:and}", persons=("Oh",)) == "Oh"
    assert words("x {keywords}") == "x"


# What is left as typed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{citi}", "there is no variable {citi}"),
        ("{date:%Q}", "there is no %Q in dates; write %-d %B %Y, for example"),
        ("{date:%}", "there is no % in dates; write %-d %B %Y, for example"),
        ("{number:x}", "“x” is no form of a number; write 03 for three digits"),
        ("{city:x}", "{city} takes nothing after a colon"),
    ],
)
def test_what_means_nothing_says_why_and_stays(text: str, reason: str) -> None:
    found = expand(f"in {text}", dict.fromkeys(NAMES, "x") | {"number": 1, "date": "2026"})
    assert found.words == f"in {text}"
    assert [(fault.span, fault.reason) for fault in found.faults] == [((3, 3 + len(text)), reason)]
    assert [fault.reason for fault in faults(text)] == [reason]


def test_every_variable_that_is_offered_exists() -> None:
    assert faults(" ".join(f"{{{name}}}" for name in NAMES)) == ()
    assert faults("{date:%-d %B %Y} {number:03} {persons:and} {{x}}") == ()


# While typing


def test_names_are_offered_for_a_variable_that_is_begun() -> None:
    assert completions("In {ci", 6) == Completions(3, 6, ("city",))
    found = completions("{", 1)
    assert found is not None
    assert set(found.names) == set(NAMES)
    assert completions("{PHO", 4) == Completions(0, 4, ("photographer",))


def test_a_name_takes_the_place_of_the_whole_variable() -> None:
    assert completions("{ci}, UK", 3) == Completions(0, 4, ("city",))
    assert completions("{cixx}", 3) == Completions(0, 6, ("city",))


@pytest.mark.parametrize("text", ["{{ci", "ci", "{city}", "{date:%", "{zz", "{ c", ""])
def test_nothing_is_offered_elsewhere(text: str) -> None:
    assert completions(text, len(text)) is None


def test_nothing_is_offered_for_a_variable_that_is_whole() -> None:
    assert completions("{city}", 5) is None


def test_a_form_of_no_date_formats_like_the_language() -> None:
    assert format_date("2026-03-04", "", "de") == "4. März 2026"
