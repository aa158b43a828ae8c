"""Names found in captions: what is one, what is none, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.names import may_be_ordinary, names, names_in_credit


def found(text: str, language: str = "en", known: tuple[str, ...] = ()) -> list[str]:
    return [name.text for name in names(text, language, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A guide waves to Kim Yong Chol.", ["Kim Yong Chol"]),
        ("They meet Kim Yong-chol and Moon Jae-in.", ["Kim Yong-chol", "Moon Jae-in"]),
        ("J. R. Oh, left, waits.", ["J. R. Oh"]),
        ("the coat of Sean O’Brien’s wife", ["Sean O’Brien"]),
        ("the coat of Sean O'Brien's wife", ["Sean O'Brien"]),
        ("by Vincent van Gogh", ["Vincent van Gogh"]),
        ("with Charles de Gaulle", ["Charles de Gaulle"]),
        ("under Bashar al-Assad", ["Bashar al-Assad"]),
        ("of Mohammed bin Salman", ["Mohammed bin Salman"]),
        ("read José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("near St. Petersburg", ["St. Petersburg"]),
        ("for Martin Luther King Jr. today", ["Martin Luther King Jr."]),
        ("and King Charles III.", ["Charles III"]),
        ("while Theresa May waits", ["Theresa May"]),
        ("at the Bank of England", ["Bank of England"]),
        ("a feast of the Workers’ Party of Korea", ["Workers’ Party of Korea"]),
        ("with Mina Oh of Seoul", ["Mina Oh", "Seoul"]),
        ("at the Mangyongdae Children’s Palace", ["Mangyongdae Children’s Palace"]),
        ("in The Hague", ["The Hague"]),
        ("at the UN General Assembly", ["UN General Assembly"]),
        ("in Wonsan, North Korea", ["Wonsan", "North Korea"]),
        ("The New York Times was there", ["New York Times"]),
    ],
)
def test_a_name_is_found_whole(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to President Kim Jong Un", ["Kim Jong Un"]),
        ("with Mr. Moon and Mrs. Oh", ["Moon", "Oh"]),
        ("by Foreign Minister Ri Su Yong", ["Ri Su Yong"]),
        ("with Vice President Mike Pence", ["Mike Pence"]),
        ("by U.S. President Jo Pak", ["Jo Pak"]),
        ("Photographer Mina Oh waits.", ["Mina Oh"]),
        ("of Lt. Gen. Jo Pak", ["Jo Pak"]),
        ("Queen Street is closed. Later Queen Mary came.", ["Queen Street", "Mary"]),
        ("while the Prime Minister waits", []),
    ],
)
def test_titles_are_no_part_of_a_name(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Children play.",
        "On Friday, April 15, 2012, it rained.",
        "A guide waves. Soldiers look on. “Nice,” he says.",
        "the TV and a CEO",
        "I am here, says a man; I’m not.",
        "THE QUICK BROWN FOX JUMPS",
        "A Day In The Life Of A Soldier In The Army",
        "평양에서 한 여자가 손을 흔든다.",
        "",
        "J. and K.",
    ],
)
def test_what_is_no_name_is_none(text):
    assert found(text) == []


def test_the_first_word_of_a_sentence_is_a_name_only_if_something_else_says_so():
    assert found("Pyongyang wakes.") == []
    assert found("Pyongyang wakes. Later it rains in Pyongyang.") == ["Pyongyang", "Pyongyang"]
    assert found("Pyongyang wakes.", known=("Pyongyang",)) == ["Pyongyang"]
    assert found("In Pyongyang people wait.") == ["Pyongyang"]
    assert found("Looking at Seoul. Visiting Seoul. New York wakes.") == [
        "Seoul",
        "Seoul",
        "New York",
    ]
    assert found("Five-year-old Mina Oh eats.") == ["Mina Oh"]


def test_a_possessive_ends_a_name():
    assert found("sees North Korea’s Kim Jong Un") == ["North Korea", "Kim Jong Un"]


def test_what_hangs_on_a_name_by_a_hyphen_is_cut():
    assert found("a Seoul-based painter, pro-Russian talk") == ["Seoul"]


def test_capitals_are_folded_for_a_name_and_kept_for_initials():
    assert found("Here KIM YONG-CHOL meets J. R. OH and NATO.") == [
        "Kim Yong-Chol",
        "J. R. Oh",
        "NATO",
    ]
    assert found("SEOUL, South Korea (AP) — A man waves.") == ["Seoul", "South Korea"]
    assert found("MINA VAN DER BERG") == ["Mina van der Berg"]


def test_a_credit_at_the_end_names_people_and_houses():
    assert found("A man waves. (AP Photo/Mina Oh, File)") == ["Mina Oh"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Eine Frau geht mit Kim Yong Chol an der Mauer entlang.", ["Kim Yong Chol"]),
        ("de", "Alte Männer sitzen am Fluss und trinken Bier.", []),
        ("de-AT", "Angela Merkel winkt Ursula von der Leyen.", ["Angela Merkel", "Ursula von der Leyen"]),
        ("de", "Bundeskanzlerin Angela Merkel besucht die Stadt.", ["Angela Merkel"]),
        ("de", "Peter Müller wartet auf die Regierung Kim.", ["Peter Müller"]),
        ("fr", "Dans Paris, le président Emmanuel Macron.", ["Paris", "Emmanuel Macron"]),
        ("fr", "à l’Opéra Garnier avec Valéry Giscard d’Estaing", ["Opéra Garnier", "Valéry Giscard d’Estaing"]),
        ("es", "Juan Pérez y María López en Madrid.", ["Juan Pérez", "María López", "Madrid"]),
        ("es", "como José Ortega y Gasset.", ["José Ortega y Gasset"]),
        ("nl", "De minister Mark Rutte praat met Robin van Persie.", ["Mark Rutte", "Robin van Persie"]),
        ("pt", "com Luiz Inácio Lula da Silva e Dilma Rousseff", ["Luiz Inácio Lula da Silva", "Dilma Rousseff"]),
        ("it", "Nel 1990 Elsa Fornero a Roma", ["Elsa Fornero", "Roma"]),
        ("ru", "В Пхеньяне ждут. Она видит Ким Чен Ына.", ["Ким Чен Ына"]),
    ],
)  # fmt: skip
def test_each_language_has_capitals_of_its_own(language, text, expected):
    assert found(text, language) == expected


def test_a_german_noun_is_a_name_where_it_is_one_elsewhere():
    assert found("Ein Mann in Seoul wartet.", "de") == []
    assert found("Ein Mann in Seoul wartet.", "de", known=("Seoul",)) == ["Seoul"]


def test_names_say_where_they_stand():
    text = "At noon 👩🏽 Mina  Oh’s son\nwith Jo 👩🏽 meets Kim."
    assert [text[n.start : n.end] for n in names(text)] == ["Mina  Oh", "Jo", "Kim"]
    assert found(text) == ["Mina Oh", "Jo", "Kim"]


_PIECES = st.sampled_from(
    [
        "Kim", "Yong-chol", "J.", "van", "de", "of", "the", "The", "Bank", "President", "May", "y",
        "Oh’s", "O’Brien", "al-Assad", "U.S.", "KIM", "a", "wall", "“", "(", ".", ",", "\n", " ", "’",
        "l’Été", "Jr", "e\u0301", "É", "1", "-", "King", "Monday", "Seoul-based", "👩🏽", "Ким", "평양",
    ]
)  # fmt: skip


_LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "ru", "", "xx-YY"]
_TEXTS = (
    st.lists(_PIECES, max_size=30).map("".join)
    | st.lists(_PIECES, max_size=30).map(" ".join)
    | st.text(max_size=80)
)


@given(_TEXTS, st.sampled_from(_LANGUAGES))
def test_names_lie_in_the_text_in_order_and_never_overlap(text, language):
    last = 0
    for name in names(text, language):
        assert last <= name.start < name.end <= len(text)
        assert name.text.strip() == name.text != ""
        assert name.text.lower() == " ".join(text[name.start : name.end].split()).lower()
        assert any(char.isupper() for char in name.text)
        last = name.end


@given(st.lists(_PIECES, max_size=20).map(" ".join))
def test_a_known_word_takes_no_name_away(text):
    assert set(names(text)) <= set(names(text, known=("Kim", "Bank", "Monday")))


@pytest.mark.parametrize("piece", ["(", "Kim ", "J. ", "van ", "A'", "’s ", "É", "King ", "-(Aa"])
def test_a_hostile_text_costs_no_more_than_its_length(piece, benchmark_seconds):
    assert benchmark_seconds(lambda: names(piece * (100_000 // len(piece)))) < 5


@pytest.fixture
def benchmark_seconds():
    import time

    def measure(do):
        start = time.process_time()
        do()
        return time.process_time() - start

    return measure


def test_a_credit_line_names_photographer_and_agencies():
    assert names_in_credit("Photo by Mina Oh/AFP/Getty Images") == (
        "Mina Oh",
        "AFP",
        "Getty Images",
    )
    assert names_in_credit("REUTERS/Jo Pak") == ("Jo Pak", "REUTERS")
    assert names_in_credit("Handout") == ()
    assert names_in_credit("") == ()


def test_the_beginning_of_a_sentence_may_become_an_everyday_word():
    assert may_be_ordinary("Th", 0, 2, "en")
    assert may_be_ordinary("He came. “Th", 10, 12, "en")
    assert not may_be_ordinary("with Th", 5, 7, "en")
    assert not may_be_ordinary("Ki", 0, 2, "en")
    assert may_be_ordinary("Di", 0, 2, "de")
