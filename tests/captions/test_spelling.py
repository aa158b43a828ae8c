"""Spelling of captions by the lists that come with Curator: faults found, names and what is no word left alone."""

import functools
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling_captions import CORRECT, CORRECT_AS_WELL, MISSPELT

from curator.captions.spelling import MAX_SUGGESTIONS, NO_NAMES, Patience, speller
from curator.captions.wordlists import word_list
from curator.captions.words import plain, words


@functools.cache
def own(tag):
    """Return spelling by Curator's own lists, whatever dictionaries the system has."""
    return speller(tag, folders=())


class Story:
    """Stands in for what a story knows of words."""

    def __init__(self, right=(), used=(), near=()):
        self._right, self._used, self._near = set(right), set(used), dict(near)

    def __contains__(self, word):
        return word in self._right

    def uses(self, word):
        return word in self._used

    def near(self, word):
        return self._near.get(word, "")

    def has_looked(self, word):
        return True


def marked(text, tag="en", names=None):
    """Return the words of *text* that are marked."""
    asked = [text] if names is None else [text, names]
    return [text[start:end] for start, end in own(tag).misspelt(*asked)]


# How good it is


@pytest.mark.parametrize("tag", CORRECT | CORRECT_AS_WELL)
def test_correct_captions_have_fewer_than_two_marks_in_a_hundred_words(tag):
    captions = (CORRECT | CORRECT_AS_WELL)[tag]
    count = sum(len(caption.split()) for caption in captions)
    false = [word for caption in captions for word in marked(caption, tag)]
    assert 100 * len(false) / count < 2, false


@pytest.mark.parametrize(("tag", "allowed"), [("en", 0), ("de", 1), ("fr", 0), ("es", 0)])
def test_misspelt_words_are_found(tag, allowed):
    missed = [wrong for wrong, _, text in MISSPELT[tag] if wrong not in marked(text, tag)]
    assert len(missed) <= allowed, missed


@pytest.mark.parametrize("tag", MISSPELT)
def test_the_right_word_is_among_the_first_five_suggestions_for_nine_in_ten(tag):
    spelling, asked = own(tag), MISSPELT[tag][::3]  # All take two seconds.
    missing = [wrong for wrong, right, _ in asked if right not in spelling.suggestions(wrong)]
    assert len(missing) <= len(asked) / 10, missing


def test_a_caption_of_100_words_is_checked_in_less_than_ten_milliseconds():
    spelling = own("en")
    text = " ".join(" ".join(CORRECT["en"]).split()[:100])

    def once():
        began = time.perf_counter()
        spelling.misspelt(text)
        return time.perf_counter() - began

    assert min(once() for _ in range(5)) < 0.01


# What is no word


@pytest.mark.parametrize(
    "text",
    [
        "on the 21st and 2nd of the 1990s, at 5pm, for 10km",
        "an A380, a MiG-29 and G20 leaders by flight MH17",
        "see https://www.gardian.example/wrld?a=b and www.exmple.org",
        "by mna.oh@exmple.org, @mnaoh and #Odssa",
        "from DSC_0048.JPG, imgg.png or captns.csv",
        "with =dd13#2= and =xqzt= for {ctyy} in {plce.city}",
        "the UNHCR, two NGOs and a YouTuber from McAllen with an iPhone",
        "Louis XIV, part iv and chapter xii",
        "e.g. at 5 a.m. by Lt. Col. J. K. Oh, i.e. the U.S. army, vs. others",
        "a <br> and <b>bold</b> one",
        "the 北京 station and the Москва river",
        "in C:\\Usrs\\mna or /hme/mna/fotos",
        "=",
        "",
        "’’ -- – ...",
    ],
)
def test_what_has_no_spelling_is_never_marked(text):
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The soliders’ tents", "soliders"),
        ("The solider’s and soldeir’s tents", "soldeir"),
        ("a goverment-backed plan", "goverment"),
        ("a state-bcked plan", "bcked"),
        ("a 10-yaer-old boy", "yaer"),
        ("“Childern play,” he said", "Childern"),
        ("(Childern play)", "Childern"),
        ("end.Childern play", ""),
        ("Men wait.\nChildern play", "Childern"),
        ("He says: soliders", "soliders"),
        ("_soliders_ and **goverment**, my_filn_name", "soliders goverment"),
        ("by the [soliders](https://exmple.org/soliders)", "soliders"),
    ],
)
def test_just_the_misspelt_part_is_marked(text, wrong):
    assert marked(text) == wrong.split()


def test_words_are_found_where_they_stand():
    text = "=dd1= Über 3 l’été, Yong-chol’s “co-op” e\u0301te\u0301"
    found = list(words(text))
    assert all(text[word.start : word.end] == word.text for word in found)
    assert [word.text for word in found] == [
        "Über",
        "l’été",
        "Yong-chol’s",
        "co-op",
        "e\u0301te\u0301",
    ]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Men wait. Boys play", "Men Boys"),
        ("Gov. Ngozi, e.g. in St. Petersburg. Men", "Men"),
        ("He asks: “Who waits?” Boys do", "He Who Boys"),
        ("Men – boys", "Men boys"),
        ("Men\nboys", "Men boys"),
    ],
)
def test_words_that_open_a_sentence_are_told(text, opening):
    opens = [word.text for word in words(text) if word.opens]
    assert opens == opening.split()


@pytest.mark.parametrize(
    "pair",
    [
        ("l’e\u0301te\u0301", "l'été"),
        ("don’t", "don't"),
        ("co‑op", "co-op"),
        ("Bundes\u00adtag", "Bundestag"),
    ],
)
def test_one_word_written_in_two_ways_is_one_word(pair):
    one, other = pair
    assert plain(one) == plain(other) == unicodedata.normalize("NFC", other)


@given(st.text(max_size=300))
def test_marks_lie_within_the_text_in_order_and_never_touch(text):
    end = -1
    for start, next_end in own("en").misspelt(text):
        assert end < start < next_end <= len(text)
        end = next_end


# Languages


def test_british_and_american_are_both_right_where_no_country_is_named():
    assert marked("Neighbors honour the colour of organised theater, organized theatre") == []


def test_british_spelling_is_wrong_in_america_and_american_in_britain():
    british = "a grey centre where neighbours organise defence and travelled metres"
    american = "a gray center where neighbors organize defense and traveled"
    assert marked(british, "en-GB") == []
    assert marked(american, "en-US") == []
    assert marked(british, "en-US") == [
        "grey",
        "centre",
        "neighbours",
        "organise",
        "defence",
        "travelled",
        "metres",
    ]
    assert marked(american, "en-GB") == ["gray", "center", "neighbors", "defense", "traveled"]
    assert own("en-US").suggestions("neighbours")[0] == "neighbors"
    assert own("en-GB").suggestions("Neighbors")[0] == "Neighbours"


def test_american_words_with_a_sense_of_their_own_are_right_in_britain():
    assert marked("a program to check the meter, a story to practice, a tire", "en-GB") == []


@pytest.mark.parametrize("text", ["l’école", "L’école", "qu’elle", "jusqu'ici", "d’abord", "s’est"])
def test_french_articles_before_a_word_are_no_part_of_it(text):
    assert marked(text, "fr") == []


def test_a_french_word_is_marked_without_its_article():
    assert marked("à l’hopital", "fr") == ["hopital"]


@pytest.mark.parametrize(
    "word",
    [
        "Drohnenangriff",
        "Wahlkampfveranstaltung",
        "neunstöckigen",
        "Feuerwehrleute",
        "Staatspräsidenten",
        "Tränengas",
    ],
)
def test_german_compounds_of_known_words_are_right(word):
    assert marked(f"Das ist {word} heute", "de") == []


def test_swiss_german_needs_no_sharp_s():
    assert marked("die Strasse", "de") == ["Strasse"]
    assert marked("die Strasse", "de-CH") == []


@pytest.mark.parametrize(
    "word", ["haciéndolo", "sostienen", "encienden", "dijeron", "nevadas", "órdenes"]
)
def test_spanish_forms_are_right(word):
    assert marked(f"y {word} ahora", "es") == []


@pytest.mark.parametrize(
    "tag", ["sv", "it", "ja", "xx-Latn", "", "-", "e" * 300, "../en", "e\0n", "ëñ"]
)
def test_a_language_without_a_dictionary_stays_silent(tag):
    spelling = own(tag)
    assert spelling.is_silent
    assert spelling.misspelt("Två soliders xqzt") == []
    assert spelling.suggestions("soliders") == []


# Names


def test_a_name_within_a_sentence_is_not_marked():
    assert marked("with Ngozi Okonkwo of Enugu and Governement of Kaesong") == []


def test_a_name_that_opens_a_sentence_is_not_marked_unless_it_looks_like_a_slip():
    assert marked("Okonkwo waits. Maisuradze waits. Presidnet Kim waits.") == ["Presidnet"]


def test_a_name_close_to_one_of_the_story_is_marked_and_that_one_offered_first():
    story = Story(right={"Okonkwo"}, near={"Okonko": "Okonkwo"})
    assert marked("by Okonkwo and Okonko’s aunt", names=story) == ["Okonko"]
    assert own("en").suggestions("Okonko", "Okonkwo")[0] == "Okonkwo"


def test_words_that_the_story_has_are_right_as_possessives_and_in_compounds():
    story = Story(right={"xqzt", "Kyong", "hui"})
    assert marked("the xqzt’s tent, xqzts and pre-xqzt Kyong-hui", names=story) == ["xqzts"]


def test_a_word_that_stands_elsewhere_as_a_name_may_open_a_sentence():
    assert marked("Marchel waits.") == ["Marchel"]
    assert marked("Marchel waits.", names=Story(used={"Marchel"})) == []


def test_korean_given_names_with_a_small_second_part_are_names():
    assert marked("with Kim Yong-chol, Ri Sol-ju and Kyong-hui") == []
    assert marked("for Seoul-basde troops") == ["basde"]


def test_a_german_noun_is_no_name_for_its_capital():
    story = Story(used={"Regirung"}, near={"Landesgartenschauen": "Landesgartenschau"})
    text = "Die Regirung besucht Landesgartenschauen"
    assert marked(text, "de", story) == ["Regirung"]


# Suggestions


def test_suggestions_keep_capital_and_apostrophe_and_are_five_at_most():
    spelling = own("en")
    assert spelling.suggestions("Goverment")[0] == "Government"
    assert "don’t" in spelling.suggestions("dont")
    assert "doesn't" in spelling.suggestions("does'nt")
    assert len(spelling.suggestions("ther")) == MAX_SUGGESTIONS


def test_two_words_written_as_one_are_offered_as_two():
    assert "in front" in own("en").suggestions("infront")


def test_a_word_of_any_length_is_answered_soon():
    listed = word_list("de")
    for word in ("test" * 15, "x" * 60, "land" * 5000):
        began = time.perf_counter()
        assert not listed.knows(word + "qx")
        listed.is_near(word + "qx")
        listed.suggestions(word + "qx")
        assert time.perf_counter() - began < 1


# Patience


def test_without_patience_words_that_need_a_look_are_left_open_until_they_are_settled():
    spelling = speller(
        "de", folders=(Path(__file__).parent,)
    )  # One of its own, which has looked at nothing yet.
    text = "Der Bundeskanlzer und die Regeirung reden mit soldatne."
    check = spelling.check(text, NO_NAMES, Patience(0))
    assert [text[start:end] for start, end in check.spans] == ["soldatne"]
    assert [word.text for word in check.unsure] == ["Bundeskanlzer", "Regeirung"]
    for word in check.unsure:
        spelling.settle(word, NO_NAMES)
    settled = spelling.check(text, NO_NAMES, Patience(0))
    assert settled.unsure == ()
    assert [text[start:end] for start, end in settled.spans] == [
        "Bundeskanlzer", "Regeirung", "soldatne",
    ]  # fmt: skip


def test_a_name_that_the_story_did_not_look_for_yet_is_left_open():
    class Unlooked(Story):
        def has_looked(self, word):
            return False

    names = Unlooked(near={"Okonko": "Okonkwo"})
    text = "A judge, Okonko, waits."
    assert own("en").check(text, names, Patience(0)).spans == ()
    assert own("en").check(text, names, Patience()).spans == ((9, 15),)


@pytest.mark.parametrize("slip", ["Febuary", "Wendesday", "Saterday", "Wensday", "Octobre"])
def test_slips_in_days_and_months_are_marked_wherever_they_stand(slip: str) -> None:
    for text in (f"They met on {slip} in Seoul.", f"{slip} was wet."):
        assert [text[a:b] for a, b in speller("en", folders=()).misspelt(text)] == [slip]


def test_names_like_days_and_months_are_left_alone() -> None:
    text = "Walter Mondale, Augusta Friday and Juno Sundays met in Marchand with Octavia Decembrio."
    assert speller("en", folders=()).misspelt(text) == []
