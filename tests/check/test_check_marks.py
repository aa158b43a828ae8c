"""Rules about the signs of a text: what each finds, what it leaves alone, and what it would put instead."""

import pytest
from checking import findings, mended

from curator.check.rule import Kind

FAULTS = [
    ("doubled-word", "A man walks to the the sea.", "the the", "A man walks to the sea."),
    ("doubled-word", "The The fair opens.", None, None),
    ("doubled-word", "Boys swim in Baden Baden.", None, None),
    ("doubled-word", "All that that bridge had had.", None, None),
    ("doubled-word", "Tea\ntea", None, None),
    ("doubled-word", "She runs a well-known-known shop.", None, None),
    ("echoing-word", "A farmer feeds chicken to chickens.", None, None),
    ("echoing-word", "The market sells market goods.", "market sells market", None),
    ("echoing-word", "Workers build workers quarters.", None, None),
    ("echoing-word", "Fans cheer other fans.", None, None),
    ("echoing-word", "They stand shoulder to shoulder, year after year.", None, None),
    ("echoing-word", "Two bridges over bridges.", None, None),
    ("echoing-word", "The soldiers watch other soldiers.", "soldiers watch other soldiers", None),
    ("space-doubled", "A boat  leaves.", "  ", "A boat leaves."),
    ("space-doubled", "A boat leaves.  ", None, None),
    ("space-before-punctuation", "A boat , white, leaves .", " ,", "A boat, white, leaves."),
    ("space-before-punctuation", "It costs .5 of that …", None, None),
    ("space-missing", "Oh,left, waves.", ",", "Oh, left, waves."),
    ("space-missing", "They came by sea.The boat left.", ".", "They came by sea. The boat left."),
    ("space-missing", "The U.N. and the B.B.C. met at 3.30pm, e.g. at example.org.", None, None),
    ("space-missing", "It cost 1,000 won.", None, None),
    ("punctuation-doubled", "A boat,, leaves..", ",,", "A boat, leaves."),
    ("punctuation-doubled", "She waits ... and waits.", None, None),
    ("unbalanced", "A boat (white leaves.", "(", None),
    ("unbalanced", 'He said "no.', '"', None),
    ("unbalanced", "“No, she says.", "“", None),
    ("unbalanced", "„Nein“, sagt sie.", None, None),
    ("unbalanced", "« Non », dit-elle.", None, None),
    ("unbalanced", 'A 5\' 11" man and a 6" nail.', None, None),
    ("unbalanced", "“No” (she says) [sic].", None, None),
    ("unbalanced", "Choices: a) tea, b) coffee.", None, None),
    ("mojibake", "A man in PÃ¶tsdam.", "A man in PÃ¶tsdam.", "A man in Pötsdam."),
    ("mojibake", "It\u00e2\u20ac\u2122s a boat.", "It\u00e2\u20ac\u2122s a boat.", "It’s a boat."),
    ("mojibake", "A caf\ufffd in town.", "\ufffd", None),
    ("mojibake", "São João, Ångström, Ærø: naïve façades.", None, None),
    ("invisible-character", "A bo\u200bat.", "A bo\u200bat.", "A boat."),
    ("invisible-character", "A family 👩‍👧 and नमस्ते.", None, None),
    ("invisible-character", "\u200fקפה\u200f", None, None),
    ("markup", "Tom &amp; Jo <b>wave</b>.", "&amp;", "Tom & Jo wave."),
    ("markup", "AT&T and 3 < 4 > 2; R&D;", None, None),
    ("all-capitals", "A SOLDIER STANDS GUARD IN SEOUL", "A SOLDIER STANDS GUARD IN SEOUL", None),
    ("all-capitals", "NATO and KCNA meet in the USA.", None, None),
    ("small-letter-first", "a boat leaves.", "a", "A boat leaves."),
    ("small-letter-first", "van Gogh’s chair.", None, None),
    ("small-letter-first", "iPhone sellers wait.", None, None),
]


@pytest.mark.parametrize(("rule", "text", "found", "better"), FAULTS)
def test_a_fault_is_found_at_its_very_words(rule, text, found, better):
    seen = findings(rule, text)
    assert [finding.text for finding in seen[:1]] == ([found] if found else [])
    for finding in seen:
        assert text[finding.start : finding.start + len(finding.text)] == finding.text
    if better is not None:
        assert mended(rule, text) == better


def test_french_puts_a_space_before_high_signs_and_none_before_commas():
    assert findings("space-before-punctuation", "Qui vient ? Lui : le roi !", "fr") == []
    assert findings("space-before-punctuation", "Le roi , assis.", "fr")


def test_links_of_running_text_are_no_unbalanced_brackets():
    assert findings("unbalanced", "See [the map](https://a.example).", kind=Kind.PROSE) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "ko", "ar", "x-none"])
def test_no_sign_of_any_script_brings_a_rule_down(language):
    from checking import TEXT_RULES

    for text in (
        "",
        " ",
        "\n",
        "김철수가 웃는다.",
        "مرحبا بالعالم",
        "\ud800",
        "((((",
        '"' * 99,
        "a" * 9999,
    ):
        for name, rule in TEXT_RULES.items():
            for kind in rule.kinds:
                findings(name, text, language, kind)
