"""Hunspell's dictionaries: found by language, read with their rules, and never trusted for their size."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.captions import hunspell
from curator.captions.affixes import MAX_BYTES
from curator.captions.hunspell import dictionaries, find
from curator.captions.spelling import speller
from curator.captions.stems import StemDictionary

AFF = """SET UTF-8
TRY esianrtolcdugmphbyfvkwzxqj
NEEDAFFIX n
FORBIDDENWORD f
KEEPCASE k
ONLYINCOMPOUND o
COMPOUNDBEGIN x
COMPOUNDEND z
COMPOUNDMIN 3
REP 1
REP f ph
PFX U Y 1
PFX U 0 un .
SFX S Y 3
SFX S 0 s [^sy]
SFX S y ies [^aeiou]y
SFX S 0 s [aeiou]y
SFX L Y 1
SFX L 0 ly/T .
SFX T Y 1
SFX T 0 est .
SFX N N 1
SFX N 0 nik .
"""
DIC = """16
kind/UL
city/S
ferry/S po:noun
toy/S
proto/nN
ugly/f
photograph/S
Seoul
kg/k
haven/xzS
fischer/x
boots/o
boot/xz
under/x
Straße
co-op/S
"""


def write(folder, name="xx_XX", aff=AFF, dic=DIC, encoding="utf-8"):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.aff").write_bytes(aff.encode(encoding))
    path = folder / f"{name}.dic"
    path.write_bytes(dic.encode(encoding))
    return path


def native(path):
    library = hunspell._library()
    if library is None:
        pytest.skip("this system has no libhunspell")
    return hunspell.NativeDictionary(library, path)


@pytest.fixture(params=[StemDictionary, native], ids=["read by Curator", "libhunspell"])
def opened(request):
    """Open a dictionary in one of two ways: both must answer alike."""
    return request.param


@pytest.fixture
def without_library(monkeypatch):
    monkeypatch.setattr(hunspell, "_library", lambda: None)


# Words and forms


@pytest.mark.parametrize(
    "word",
    [
        "kind",
        "Kind",
        "unkind",
        "kindly",
        "unkindly",
        "kindlyest",
        "city",
        "cities",
        "toys",
        "ferries",
        "protonik",
        "photographs",
        "Seoul",
        "kg",
        "Straße",
        "co-op",
        "co-ops",
        "fischerboot",
        "Fischerhaven",
        "underboot",
        "havens",
    ],
)
def test_words_and_their_forms_are_known(tmp_path, opened, word):
    assert opened(write(tmp_path)).knows(word)


@pytest.mark.parametrize(
    "word",
    [
        "kinds",
        "citys",
        "toies",
        "ferrys",
        "proto",
        "ugly",
        "seoul",
        "Kg",
        "boots",
        "bootfischer",
        "fischerfischer",
        "uncity",
        "kindest",
        "unkindlys",
        "xq",
        "fischerboots",
        "strasse",
    ],
)
def test_other_words_are_not(tmp_path, opened, word):
    assert not opened(write(tmp_path)).knows(word)


def test_suggestions_come_from_slips_and_the_replacements_of_the_dictionary(tmp_path, opened):
    dictionary = opened(write(tmp_path))
    assert "city" in dictionary.suggestions("ctiy")
    assert "photograph" in dictionary.suggestions("fotograph")
    assert "Seoul" in dictionary.suggestions("Seul")


@pytest.mark.parametrize(
    ("kind", "aff", "dic"),
    [
        ("long", "FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\n", "2\nwall/AaBb\nroad/Bb\n"),
        ("num", "FLAG num\nSFX 1001 Y 1\nSFX 1001 0 s .\n", "2\nwall/7,1001\nroad/100\n"),
        ("UTF-8", "FLAG UTF-8\nSFX é Y 1\nSFX é 0 s .\n", "2\nwall/é\nroad/e\n"),
        ("alias", "AF 2\nAF AB\nAF B\nSFX A Y 1\nSFX A 0 s .\n", "2\nwall/1\nroad/2\n"),
    ],
)
def test_flags_of_every_kind_are_read(tmp_path, opened, kind, aff, dic):
    dictionary = opened(write(tmp_path, aff=f"SET UTF-8\n{aff}", dic=dic))
    assert dictionary.knows("walls")
    assert dictionary.knows("road")
    assert not dictionary.knows("roads")


def test_a_circumfix_needs_both_its_ends(tmp_path, opened):
    aff = "SET UTF-8\nCIRCUMFIX X\nPFX A Y 1\nPFX A 0 ge/X .\nSFX B Y 1\nSFX B 0 t/X .\n"
    dictionary = opened(write(tmp_path, aff=aff, dic="1\nspiel/AB\n"))
    assert dictionary.knows("gespielt")
    assert not dictionary.knows("spielt")


def test_encodings_of_old_are_read(tmp_path, opened):
    path = write(tmp_path, aff="SET ISO8859-2\n", dic="1\nžluťoučký\n", encoding="iso-8859-2")
    dictionary = opened(path)
    assert dictionary.knows("žluťoučký")
    assert not dictionary.knows("日本")


# Finding


def test_a_dictionary_of_the_country_goes_before_others_of_the_language(tmp_path):
    for name in ("pt_PT", "pt_BR", "hyph_pt_BR", "en_GB"):
        write(tmp_path, name)
    assert [path.stem for path in find("pt", "BR", [tmp_path])] == ["pt_BR"]


@pytest.mark.parametrize(
    ("language", "region", "there", "expected"),
    [
        ("en", "", ["en_AU", "en_GB", "en_US"], ["en_GB", "en_US"]),
        ("en", "IE", ["en_AU", "en_GB", "en_US"], ["en_GB"]),
        ("de", "", ["de_AT", "de_DE_frami"], ["de_DE_frami"]),
        ("de", "AT", ["de_AT", "de_DE"], ["de_AT"]),
        ("fr", "CA", ["fr", "fr_MC"], ["fr"]),
        ("sr", "", ["sr-Latn", "sr"], ["sr"]),
        ("no", "", ["nb_NO", "nn_NO"], ["nb_NO"]),
        ("es", "", ["es_MX"], ["es_MX"]),
        ("de", "", ["den_XX", "dev"], []),
    ],
)
def test_the_nearest_dictionary_is_used(tmp_path, language, region, there, expected):
    for name in there:
        write(tmp_path, name)
    assert [path.stem for path in find(language, region, [tmp_path])] == expected


def test_the_persons_own_folder_goes_before_the_systems(tmp_path, monkeypatch):
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    write(mine, "xx_XX")
    write(theirs, "xx_XX")
    assert find("xx", "XX", [mine, theirs]) == [mine / "xx_XX.dic"]
    monkeypatch.setenv("DICPATH", f"{mine}{os.pathsep}{theirs}")
    assert hunspell.usual_folders()[:2] == [mine, theirs]


def test_words_without_rules_beside_them_are_no_dictionary(tmp_path):
    write(tmp_path).with_suffix(".aff").unlink()
    assert find("xx", "", [tmp_path, tmp_path / "nowhere"]) == []


def test_a_language_with_a_dictionary_on_the_system_is_checked_by_it(tmp_path):
    write(tmp_path)
    spelling = speller("xx-XX", [tmp_path])
    assert not spelling.is_silent
    text = "kindly cities, citys and =xq= in Seoul"
    assert [text[a:b] for a, b in spelling.misspelt(text)] == ["citys", "and", "in"]
    assert "cities" in spelling.suggestions("citie")


def test_a_dictionary_of_the_system_goes_before_curators_list(tmp_path):
    write(tmp_path, "en_GB")
    spelling = speller("en-GB", [tmp_path])
    assert spelling.misspelt("the walls") == [(0, 3), (4, 9)]
    assert spelling.suggestions("citu") == ["city"]


# Files of strangers


def test_files_that_are_too_large_are_not_opened(tmp_path):
    path = write(tmp_path)
    with open(path.with_suffix(".aff"), "r+b") as file:
        file.truncate(MAX_BYTES + 1)
    assert dictionaries("xx", "", [tmp_path]) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    path = write(tmp_path)
    path.unlink()
    os.mkfifo(path)
    assert dictionaries("xx", "", [tmp_path]) == []


def test_an_unknown_encoding_is_no_dictionary(tmp_path, without_library):
    write(tmp_path, aff="SET KLINGON-7\n")
    assert dictionaries("xx", "", [tmp_path]) == []


def test_endless_lines_and_words_are_passed_over(tmp_path, without_library):
    aff = "SET UTF-8\nSFX S Y 1\nSFX S 0 " + "s" * 100_000 + " .\nSFX S 0 s .\n"
    write(tmp_path, aff=aff, dic=f"2\n{'x' * 100_000}\nwall/S\n{'y' * 300}\n")
    (dictionary,) = dictionaries("xx", "", [tmp_path])
    assert dictionary.knows("walls")
    assert not dictionary.knows("y" * 300)
    assert dictionary.suggestions("x" * 100_000) == []


def test_a_word_that_falls_apart_in_endless_ways_is_answered(tmp_path, without_library):
    aff = "SET UTF-8\nCOMPOUNDFLAG c\nCOMPOUNDMIN 1\n"
    write(tmp_path, aff=aff, dic="3\na/c\naa/c\naaa/c\n")
    (dictionary,) = dictionaries("xx", "", [tmp_path])
    assert dictionary.knows("a" * 60)
    assert not dictionary.knows("a" * 59 + "b")


LINES = st.lists(
    st.sampled_from(
        [
            "SET UTF-8",
            "FLAG long",
            "FLAG num",
            "AF 1",
            "AF A",
            "PFX A Y 1",
            "PFX A 0 un .",
            "PFX A",
            "SFX B Y 1",
            "SFX B e ing [^x",
            "SFX B 0 / .",
            "SFX B y i/AB ]",
            "COMPOUNDFLAG B",
            "COMPOUNDMIN x",
            "COMPOUNDMIN 0",
            "REP",
            "REP a",
            "REP a b",
            "IGNORE",
            "IGNORE a",
            "ICONV a 0",
            "ICONV b",
            "TRY",
            "NEEDAFFIX",
            "CIRCUMFIX A",
            "ONLYINCOMPOUND B",
            "CHECKCOMPOUNDREP",
            "FULLSTRIP",
        ]
    )
    | st.text(max_size=20),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(
    aff=LINES, dic=st.lists(st.text(max_size=12) | st.sampled_from(["walk/AB", "a/1", "\\/", "/"]))
)
def test_rules_that_make_no_sense_raise_nothing_but_what_is_expected(tmp_path_factory, aff, dic):
    folder = tmp_path_factory.mktemp("words")
    (folder / "xx.aff").write_text("\n".join(aff), encoding="utf-8", errors="surrogatepass")
    (folder / "xx.dic").write_text("\n".join(["9", *dic]), encoding="utf-8", errors="surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hunspell, "_library", lambda: None)
        for dictionary in dictionaries("xx", "", [folder]):
            for word in ("walking", "unwalk", "a", "aaaa", "Walk", "x" * 100, ""):
                dictionary.knows(word)
                dictionary.suggestions(word)
