"""Rules about how a caption says it, in each language that they have words for."""

import pytest
from checking import findings

from curator.check.style import Lengths, Style

BAD = [
    ("placeholder", "en", "Name to come opens the fair.", "Name to come"),
    ("placeholder", "en", "TK walks through Seoul.", "TK"),
    ("placeholder", "en", "A man [name] opens the fair.", "[name]"),
    ("placeholder", "en", "Lorem ipsum", "Lorem ipsum"),
    ("placeholder", "en", "Caption here", "Caption here"),
    ("placeholder", "en", "XXX, 41, at home", "XXX"),
    ("placeholder", "en", "The mayor ??? speaks", "???"),
    ("placeholder", "de", "Name folgt vor dem Rathaus.", "Name folgt"),
    ("placeholder", "fr", "Légende à venir", "Légende à venir"),
    ("pointer-word", "en", "The bridge, above, was built in 1964.", ", above"),
    ("pointer-word", "en", "As in the next picture, boats wait.", "next picture"),
    ("pointer-word", "en", "Pictured right: Mina Oh.", "Pictured right"),
    ("pointer-word", "de", "Die Brücke (oben) in Köln.", "(oben)"),
    ("pointer-word", "fr", "Le pont ci-dessus date de 1964.", "ci-dessus"),
    ("relative-date", "en", "Boats left yesterday.", "yesterday"),
    ("relative-date", "en", "A fair opened last week in Seoul.", "last week"),
    ("relative-date", "de", "Boote legten gestern ab.", "gestern"),
    ("relative-date", "fr", "Des bateaux partis hier de Brest.", "hier"),
    ("self-reference", "en", "A boat is seen in the harbour.", "is seen"),
    ("self-reference", "en", "Oh poses for a photo.", "poses for a photo"),
    ("self-reference", "de", "Ein Boot ist zu sehen.", "ist zu sehen"),
    ("self-reference", "fr", "Cette photo montre un bateau.", "Cette photo montre"),
    ("feeling-asserted", "en", "A player ponders defeat.", "ponders"),
    ("toll-unsourced", "en", "Twelve were killed in the blast.", "killed"),
    ("toll-unsourced", "de", "Zwölf Menschen wurden getötet.", "getötet"),
    ("pronoun-first", "en", "He waves from a boat in Wonsan.", "He"),
    ("pronoun-first", "de", "Sie winkt vom Boot aus.", "Sie"),
    ("pronoun-first", "fr", "Il fait signe depuis le bateau.", "Il"),
    ("past-tense", "en", "A woman walked home in the rain.", "walked"),
    ("past-tense", "de", "Eine Frau ging im Regen nach Hause.", "ging"),
    ("caption-thin", "en", "Boy on bike", "Boy on bike"),
]

GOOD = [
    ("placeholder", "en", "A tk-tk taxi? No: a tuk-tuk waits for names of guests."),
    ("placeholder", "en", "Kim Todo and Lorem Stone meet in Rome."),
    ("pointer-word", "en", "Smoke rises above the city of Aleppo."),
    ("pointer-word", "en", "Mina Oh, left, and Pak Sun-hi, right, share a bench."),
    ("pointer-word", "en", "Trains run below the street."),
    ("pointer-word", "de", "Oben auf dem Berg wartet ein Hirte."),
    ("relative-date", "en", "“Today we eat,” says Amal Haddad."),
    ("relative-date", "en", "Boats leave on Saturday, March 14, 2026."),
    ("relative-date", "de", "Boote legen am 14. März 2026 ab."),
    ("self-reference", "en", "Oh holds the union card she got in 1953."),
    ("toll-unsourced", "en", "Twelve were killed in the blast, police said."),
    ("toll-unsourced", "en", "A memorial for students killed in 1960."),
    ("pronoun-first", "en", "The guide waves from a boat."),
    ("pronoun-first", "en", "Herds cross the river."),
    ("past-tense", "en", "A woman walks past the house where Mozart was born."),
    ("past-tense", "en", "The skeleton of a cinema, which was bombed in 2013."),
    ("past-tense", "en", "Mina Oh, left, waits for a bus."),
    ("past-tense", "en", "“We came with nothing,” says Amal Haddad."),
    ("caption-thin", "en", "A boy cycles past a rice field near Kaesong."),
    ("caption-thin", "ja", "少年が水田のそばを自転車で走る。"),
    ("private-data", "en", "The shop opened in 1998 and sold 120,000 books."),
]


@pytest.mark.parametrize(("rule", "language", "text", "found"), BAD)
def test_what_a_desk_would_strike_is_found(rule, language, text, found):
    (finding, *_) = findings(rule, text, language)
    assert finding.text.strip(" ,") == found.strip(" ,")


@pytest.mark.parametrize(("rule", "language", "text"), GOOD)
def test_what_a_desk_would_print_is_left_alone(rule, language, text):
    assert findings(rule, text, language) == []


@pytest.mark.parametrize("language", ["ko", "pl", "tlh"])
def test_rules_that_need_words_are_silent_in_other_languages(language):
    for rule, _, text, _ in BAD:
        if rule not in ("caption-thin", "placeholder"):
            assert findings(rule, text, language) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to mina.oh@desk.example for prints.", "mina.oh@desk.example"),
        ("Call +44 20 7946 0958 for the tour.", "+44 20 7946 0958"),
        ("Shot at 39.0392, 125.7625 at dawn.", "39.0392, 125.7625"),
        ("From /home/mina/cards/one.", "/home/mina/cards/one."),
    ],
)
def test_what_belongs_to_somebody_is_told_before_it_leaves(text, found):
    assert [finding.text for finding in findings("private-data", text)] == [found]


def test_the_house_says_which_words_it_avoids_and_which_it_prefers():
    style = Style(avoid=("stunning",), prefer={"Peking": "Beijing"})
    (avoided,) = findings("house-word", "A stunning view.", style=style)
    assert (avoided.text, avoided.suggestion) == ("stunning", None)
    (better,) = findings("house-word", "A street in Peking.", style=style)
    assert (better.text, better.suggestion) == ("Peking", "Beijing")
    assert findings("house-word", "The Pekingese is stunningly small.", style=style) == []


def test_the_house_says_how_short_and_how_long_a_caption_may_be():
    brief = Style(lengths=Lengths(caption_least_words=1, caption_least_characters=0))
    assert findings("caption-thin", "Dawn.", style=brief) == []
    assert findings("caption-long", "word " * 61)
    assert findings("caption-long", "word " * 60) == []
