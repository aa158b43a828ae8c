"""Words as safe HTML: links, paragraphs, the Markdown of text blocks."""

import html5lib
import pytest

from curator.export.language import speaking
from curator.export.markup import line, markdown, paragraphs, safe_url, script_data


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a/b?c=d&e=f#g",
        "HTTPS://EXAMPLE.ORG/",
        "https://조선.example/사진",
        "mailto:desk@example.org",
        "mailto:desk@example.org?subject=Hello",
        "  https://example.org/around  ",
    ],
)
def test_a_plain_address_is_safe(url):
    assert safe_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "www.example.org",
        "/page",
        "#photo-1",
        "//evil.invalid/x",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "https:",
        "https://",
        "https:///path",
        "https://user@example.org",
        "https://user:word@example.org",
        "https://example.org:99999",
        "https://[::1",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://example.org/'",
        "https://example.org\\@evil.invalid",
        "https://example.org/\u202egpj",
        "https://example.org/\u200b",
        "https://example.org/\ud800",
        "https://example.org/<b>",
        "https://example.org/" + "x" * 2048,
        "mailto:nobody",
        "mailto://desk@example.org",
    ],
)
def test_any_other_address_is_refused(url):
    assert safe_url(url) is None


def test_each_line_of_a_text_is_a_paragraph():
    assert paragraphs("One <b>\n\n two\r\nthree\n \u200b\n") == (
        '<p dir="auto">One &lt;b&gt;</p>\n<p dir="auto">two</p>\n<p dir="auto">three</p>'
    )
    assert paragraphs(" \n\t") == ""


def test_a_line_that_shows_nothing_is_none():
    assert line(" \t\u00a0\u200b ") == ""
    assert line(" a\nb ") == "a b"


def test_markdown_has_emphasis_links_lists_and_quotes():
    html = markdown("A *b* **c** [d](https://example.org/?a=1&b=2)\n\n- e\n\n> f")
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">d</a>' in html
    assert "<em>b</em> <strong>c</strong>" in html
    assert '<li dir="auto">e</li>' in html
    assert '<blockquote dir="auto">' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "![x](https://evil.invalid/x.png)",
        "![x](x.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](//evil.invalid)",
        "<javascript:alert(1)>",
        "[x]\n\n[x]: javascript:alert(1)",
        "`<img src=x onerror=alert(1)>`",
        "```\n</code><script>x</script>\n```",
        '```"><script>x\nx\n```',
        '[x](https://example.org "\\"onmouseover=alert(1)")',
    ],
)
def test_markdown_lets_nothing_harmful_through(text):
    parsed = html5lib.parseFragment(markdown(text), namespaceHTMLElements=False)
    for element in parsed.iter():
        assert element.tag not in ("script", "img")
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.get("href", "https://").startswith("https://")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# a", ["h2"]),
        ("#### a", ["h2"]),
        ("# a\n# b\n### c\n##### d\n## e", ["h2", "h2", "h3", "h3", "h2"]),
    ],
)
def test_headings_of_markdown_go_below_the_title_without_gaps(text, tags):
    parsed = html5lib.parseFragment(markdown(text), namespaceHTMLElements=False)
    assert [element.tag for element in parsed] == tags


def test_data_cannot_end_its_script_element():
    text = script_data({"a": "</script><!--&\u2028é"})
    assert not set("<>&\u2028é") & set(text)


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("en", "2 March 2026"),
        ("en-GB", "2 March 2026"),
        ("en-US", "March 2, 2026"),
        ("de", "2. März 2026"),
        ("fr", "2 mars 2026"),
        ("es-MX", "2 de marzo de 2026"),
        ("ko", "2 March 2026"),
    ],
)
def test_a_day_is_told_in_the_language_of_the_story(tag, date):
    assert speaking(tag).day("2026-03-02T23:59:59+09:00") == ("2026-03-02", date)


def test_the_first_day_of_a_french_month_has_its_own_name():
    assert speaking("fr").day("2026-05-01")[1] == "1er mai 2026"


@pytest.mark.parametrize("date", ["", "soon", "2026-13-01", "2026-02-30", "2026", "20260302"])
def test_what_is_no_day_is_not_told_as_one(date):
    assert speaking("en").day(date) == ("", "")


def test_photos_are_counted_in_words():
    assert speaking("en").photos(1) == "1 photo"
    assert speaking("de").photos(2) == "2 Fotos"


@pytest.mark.parametrize("tag", ["ar", "he-IL", "fa", "ur", "az-Arab", "uz-Arab-AF"])
def test_some_languages_run_from_right_to_left(tag):
    assert speaking(tag).direction == "rtl"


@pytest.mark.parametrize("tag", ["en", "ko", "ar-Latn", "zh-Hant"])
def test_most_languages_run_from_left_to_right(tag):
    assert speaking(tag).direction == "ltr"


@pytest.mark.parametrize("tag", ["", "nonsense language", '"><script>', "../de"])
def test_what_is_no_language_is_english(tag):
    assert speaking(tag).tag == "en"


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es"])
def test_every_language_has_all_words(tag):
    assert speaking(tag).words.keys() >= speaking("en").words.keys()
    assert speaking(tag).words_tag == tag
