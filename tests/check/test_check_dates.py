"""Rules about dates in captions: impossible ones, wrong weekdays, and other days than the picture's."""

import pytest
from checking import photo_problems, rules_of
from factories import photo

from curator.check.dates import dates_in
from curator.check.speech import speech
from curator.story.values import Defaults

DATES = {"date-impossible", "weekday-wrong", "date-contradicts"}


def found(caption: str, taken: str = "", language: str = "en") -> list[str]:
    subject = photo(1, caption=caption, taken=taken, alt="Seen from afar", credit="Mina Oh/AFP")
    return [rule for rule in rules_of(subject, language=language) if rule in DATES]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on Sunday, April 15, 2012, in Pyongyang", "en", (2012, 4, 15, 6)),
        ("on 15 April 2012", "en", (2012, 4, 15, None)),
        ("on the 1st of May 2012", "en", (2012, 5, 1, None)),
        ("in April 2012", "en", (2012, 4, None, None)),
        ("on Sept. 3", "en", (None, 9, 3, None)),
        ("am Sonntag, den 15. April 2012", "de", (2012, 4, 15, 6)),
        ("le dimanche 15 avril 2012", "fr", (2012, 4, 15, 6)),
        ("le 1er mai 2012", "fr", (2012, 5, 1, None)),
    ],
)
def test_dates_are_read_in_the_order_and_the_words_of_the_language(text, language, expected):
    (told,) = dates_in(text, speech(language))
    assert (told.year, told.month, told.day, told.weekday) == expected
    assert text[told.start :].startswith(told.text)


@pytest.mark.parametrize(
    "text", ["May 40 people eat", "Marched 12 miles", "Mar, 12", "room 12 May said"]
)
def test_a_month_that_is_another_word_is_no_date(text):
    assert [t for t in dates_in(text, speech("en")) if t.year] == []


@pytest.mark.parametrize(
    ("caption", "taken", "language", "rules"),
    [
        ("A fair on 31 February 2012.", "", "en", ["date-impossible"]),
        ("A fair on 30 April 2012.", "", "en", []),
        ("A fair on 12 May 3012.", "2012-05-12", "en", ["date-impossible"]),
        ("A parade on Friday, April 15, 2012.", "", "en", ["weekday-wrong"]),
        ("A parade on Sunday, April 15, 2012.", "", "en", []),
        ("Eine Parade am Freitag, den 15. April 2012.", "", "de", ["weekday-wrong"]),
        ("Un défilé le vendredi 15 avril 2012.", "", "fr", ["weekday-wrong"]),
        ("A parade on April 16.", "2012-05-14T08:00", "en", ["date-contradicts"]),
        ("A parade on May 15.", "2012-05-14T08:00", "en", []),
        ("A parade in May 2012.", "2012-05-14T08:00", "en", []),
        ("A parade in May 2011.", "2012-05-14T08:00", "en", ["date-contradicts"]),
        ("The bridge, built in May 1964, at noon.", "2012-05-14T08:00", "en", []),
        ("A woman born on 3 June 1951 votes.", "2012-05-14T08:00", "en", []),
        ("From 1 May 2012 to 3 June 2012 the fair was open.", "2012-05-20", "en", []),
        ("A fair.", "1980-01-01T00:00:12", "en", ["date-impossible"]),
    ],
)
def test_a_date_has_to_fit_the_calendar_and_the_picture(caption, taken, language, rules):
    assert found(caption, taken, language) == rules


def test_the_right_weekday_is_offered_as_the_wrong_one_was_written():
    for caption, better in (
        ("A parade on Friday, April 15, 2012.", "A parade on Sunday, April 15, 2012."),
        ("A parade on Fri, April 15, 2012.", "A parade on Sun, April 15, 2012."),
    ):
        problems = photo_problems(photo(1, caption=caption), Defaults())
        (problem,) = [p for p in problems if p.rule == "weekday-wrong"]
        assert problem.mended == better


def test_the_storys_date_counts_for_photos_without_their_own():
    shared = Defaults(taken="2012-05-14")
    subject = photo(1, caption="A parade on April 16 in Seoul.", alt="Seen", taken="")
    assert "date-contradicts" in rules_of(subject, shared)
