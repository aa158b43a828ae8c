"""What stands on the page: every text once, safe, in order, and each photo with what belongs to it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from publishing import story_of

from curator.export import page, theme
from curator.export.layout import Copy, Picture
from curator.story.values import (
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    Source,
    TextBlock,
)

LANDSCAPE = Picture(
    (Copy("photos/s.jpg", 480, 320), Copy("photos/l.jpg", 1600, 1067)), colour="#102030"
)
UPRIGHT = Picture((Copy("photos/u.jpg", 800, 1200),), colour="#405060")
SMALL = Picture((Copy("photos/t.jpg", 300, 200),))


def photo(name, **words):
    return Photo(id=PhotoId(name), file=f"/originals/{name}.jpg", **words)


def make(story, picture=LANDSCAPE, **options):
    pictures = dict.fromkeys(story.photos, picture)
    return page.make(story, pictures, theme.load("essay"), **options)


def parsed(html):
    """Return the document of *html*, which must be without any error of form."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    return parser.parse(html)


def told(element):
    return "".join(element.itertext())


def as_it_opens(html):
    """Return the document of *html* without the full views, which are closed."""
    document = parsed(html)
    for element in document.iter("body"):
        for dialog in element.findall("dialog"):
            element.remove(dialog)
    return document


def body(html):
    return told(as_it_opens(html).find("body"))


def test_browsers_are_offered_avif_first_where_there_is_any():
    story = story_of(photo("a", alt="A boat"))
    avif = (Copy("photos/s.avif", 480, 320), Copy("photos/l.avif", 1600, 1067))
    both = parsed(make(story, replace(LANDSCAPE, avif=avif)).html).find(".//picture")
    source, image = both
    assert source.get("type") == "image/avif"
    assert source.get("srcset") == "photos/s.avif 480w, photos/l.avif 1600w"
    assert image.get("srcset") == "photos/s.jpg 480w, photos/l.jpg 1600w"
    assert source.get("sizes") == image.get("sizes")
    assert parsed(make(story).html).find(".//picture") is None


def test_phones_of_three_pixels_a_pixel_are_given_two():
    story = story_of(photo("a"), photo("b"), photo("c"), sequence=[GroupBlock(("a", "b", "c"))])
    phone = "(max-width: 600px) and (min-resolution: 2.5dppx) 66.7vw, "
    for image in as_it_opens(make(story).html).iter("img"):
        assert image.get("sizes").startswith(phone)
        assert image.get("sizes").endswith(" 100vw")


FULL = story_of(
    photo("a", caption="First caption\nSecond line", credit="Zoë / Agency", alt="Seen in A"),
    photo("b", caption="Other caption", alt="Seen in B"),
    photo("c", caption="Caption in a pair"),
    photo("aside", caption="Set aside"),
    title="The title",
    standfirst="The standfirst.\nIts second line.",
    byline="Words by Somebody",
    date="2026-11-22",
    language="en-GB",
    closing_credit="All photographs by Zoë.",
    source=Source("The Review", "https://example.org/review"),
    links=(
        Link("contact", "Write to us", "mailto:desk@example.org"),
        Link("related", "Something near", "https://example.org/near"),
        Link("next", "What follows", "https://example.org/next"),
        Link("odd", "Something odd", "https://example.org/odd"),
    ),
    defaults=Defaults(credit="House credit", copyright="© House"),
    sequence=(
        PhotoBlock(PhotoId("a")),
        TextBlock("Running *text*."),
        HeadingBlock("A heading"),
        GroupBlock((PhotoId("b"), PhotoId("c")), "pair"),
        OtherBlock((("video", "odd.mp4"),)),
    ),
)

TEXTS = (
    "The title", "The standfirst.", "Its second line.", "Words by Somebody", "22 November 2026",
    "3 photos", "First caption", "Second line", "Zoë / Agency", "Running text.", "A heading",
    "Other caption", "Caption in a pair", "All photographs by Zoë.", "First published by The Review",
    "Related", "Something near", "Something odd", "Read next", "What follows", "Contact",
    "Write to us",
)  # fmt: skip


def test_every_text_stands_on_the_page_once_and_in_order():
    seen = body(make(FULL).html)
    assert [seen.count(text) for text in TEXTS] == [1] * len(TEXTS)
    assert sorted(TEXTS, key=seen.index) == list(TEXTS)
    assert seen.count("House credit") == 2


def test_captions_are_not_repeated_but_in_the_full_view():
    html = make(FULL).html
    for caption in ("First caption", "Second line", "Other caption", "Caption in a pair"):
        assert html.count(caption) == 2
        assert html.partition("<dialog")[0].count(caption) == 1


def test_what_is_not_for_readers_is_not_there():
    html = make(FULL).html
    assert "Set aside" not in html
    assert "/originals" not in html
    assert "odd.mp4" not in html


def test_a_story_of_two_exports_reads_the_same():
    assert make(FULL) == make(FULL)


def test_no_script_runs_and_no_style_stands_in_an_element():
    document = parsed(make(FULL).html)
    scripts = document.findall(".//script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert not [element for element in document.iter() if element.get("style")]


def test_each_photo_is_a_figure_with_its_words():
    document = parsed(make(FULL).html)
    figures = document.findall(".//figure")
    assert [figure.get("id") for figure in figures] == ["photo-1", "photo-2", "photo-3"]
    assert [told(figure.find(".//a[@class='number']")) for figure in figures] == [
        "Photo 1", "Photo 2", "Photo 3",
    ]  # fmt: skip
    words = [told(p) for p in figures[0].findall("./figcaption//p")]
    assert words == ["First caption", "Second line", "Zoë / Agency"]


def test_a_picture_tells_its_copies_size_and_alt():
    document = parsed(make(FULL).html)
    image = document.find(".//figure//img")
    assert image.get("alt") == "Seen in A"
    assert image.get("srcset") == "photos/s.jpg 480w, photos/l.jpg 1600w"
    assert (image.get("src"), image.get("width"), image.get("height")) == (
        "photos/s.jpg", "480", "320",
    )  # fmt: skip
    assert document.find(".//figure//a[@class='over']").get("href") == "photos/l.jpg"


def test_only_the_first_picture_does_not_wait():
    images = parsed(make(FULL).html).findall(".//figure//img")
    assert [image.get("loading") for image in images] == [None, "lazy", "lazy"]
    assert [image.get("fetchpriority") for image in images] == ["high", None, None]


def test_an_alt_text_nobody_wrote_is_empty():
    images = parsed(make(FULL).html).findall(".//figure//img")
    assert images[2].get("alt") == ""


def layouts(story, picture):
    figures = parsed(make(story, picture).html).findall(".//figure")
    return [figure.get("class").split()[1:-1] for figure in figures]


def test_the_first_photo_fills_the_window_if_it_is_wide_and_large():
    story = story_of(photo("a"), photo("b"))
    assert layouts(story, LANDSCAPE) == [["full"], ["column"]]
    assert layouts(story, UPRIGHT) == [["column"], ["column"]]
    assert layouts(story, SMALL) == [["column"], ["column"]]


@pytest.mark.parametrize("layout", ["wide", "full", "tall"])
def test_a_photo_has_the_layout_it_was_given(layout):
    story = story_of(photo("a"), sequence=(PhotoBlock(PhotoId("a"), layout),))
    assert layouts(story, LANDSCAPE) == [[layout]]


def test_a_layout_nobody_knows_is_the_column():
    story = story_of(photo("a"), sequence=(PhotoBlock(PhotoId("a"), 'x"><script>'),))
    assert layouts(story, LANDSCAPE) == [["column"]]


@pytest.mark.parametrize(
    ("count", "layout", "shown", "rows"),
    [
        (2, "", "pair", [2]),
        (3, "", "row", [3]),
        (4, "", "grid", [2, 2]),
        (7, "", "grid", [3, 2, 2]),
        (5, "row", "row", [3, 2]),
        (3, "pair", "pair", [2, 1]),
        (2, "unheard of", "pair", [2]),
    ],
)
def test_a_group_stands_in_even_rows(count, layout, shown, rows):
    photos = [photo(str(number)) for number in range(count)]
    group = GroupBlock(tuple(p.id for p in photos), layout)
    document = parsed(make(story_of(*photos, sequence=(group,))).html)
    found = document.find(".//div[@id='story']/div")
    assert found.get("class") == f"group {shown}"
    assert [len(row.findall("figure")) for row in found] == rows


def test_a_group_of_which_one_photo_is_left_is_that_photo():
    story = story_of(photo("a"), photo("b"), sequence=(GroupBlock((PhotoId("a"), PhotoId("b"))),))
    made = page.make(story, {PhotoId("b"): LANDSCAPE}, theme.load("essay"))
    document = parsed(made.html)
    assert not document.findall(".//div[@class='side']")
    assert [figure.get("id") for figure in document.findall(".//figure")] == ["photo-1"]


def test_a_photo_shown_twice_is_shown_once():
    twice = (PhotoBlock(PhotoId("a")), GroupBlock((PhotoId("a"), PhotoId("gone"))))
    story = story_of(photo("a", caption="Only once"), sequence=twice)
    assert body(make(story).html).count("Only once") == 1


def test_absent_words_leave_no_empty_boxes():
    document = parsed(make(story_of(photo("a", caption=" \n\u200b"))).html)
    assert document.find(".//figcaption") is None
    assert document.find(".//footer") is None
    for element in document.find("body").iter():
        assert element.find(".//img") is not None or element.tag == "img" or told(element).strip()


def test_a_story_without_a_title_still_has_a_heading_and_a_name():
    document = parsed(make(story_of(photo("a"))).html)
    assert [told(h1) for h1 in document.findall(".//h1")] == ["Photo story"]
    assert told(document.find(".//title")) == "Photo story"


def test_a_story_of_words_alone_is_a_page():
    html = make(story_of(title="T", sequence=(TextBlock("Only words"),))).html
    assert "Only words" in body(html)
    assert "0 photos" not in html


def test_links_stand_by_kind():
    document = parsed(make(FULL).html)
    kinds = [
        (section.get("class"), [a.get("href") for a in section.iter("a")])
        for section in document.findall(".//nav/section")
    ]
    assert kinds == [
        ("related", ["https://example.org/near", "https://example.org/odd"]),
        ("next", ["https://example.org/next"]),
        ("contact", ["mailto:desk@example.org"]),
    ]


def test_an_unsafe_link_is_shown_as_text():
    story = story_of(
        photo("a"),
        source=Source("The Review", "javascript:alert(1)"),
        links=(Link("support", "", "www.example.org/give"), Link("next", "Next", "//evil.invalid")),
    )
    document = parsed(make(story).html)
    footer = document.find(".//footer")
    assert footer.findall(".//a") == []
    assert "The Review (javascript:alert(1))" in told(footer)
    assert "www.example.org/give" in told(footer)


def test_the_page_speaks_the_language_of_the_story():
    html = parsed(make(story_of(photo("a"), language="de-CH", date="2026-11-22")).html)
    assert (html.get("lang"), html.get("dir")) == ("de-CH", "ltr")
    assert "22. November 2026" in told(html)
    assert "1 Foto" in told(html)


def test_words_of_the_page_in_another_language_say_so():
    html = parsed(make(story_of(photo("a"), language="ar", date="2026-11-22")).html)
    assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
    assert (html.find(".//time").get("lang"), html.find(".//time").get("dir")) == ("en", "ltr")
    assert html.find(".//a[@class='skip']").get("lang") == "en"


def test_a_date_that_is_none_is_shown_as_typed():
    document = parsed(make(story_of(photo("a"), date="in spring")).html)
    assert "in spring" in told(document.find(".//header"))
    assert document.find(".//time") is None


def test_search_engines_are_told_who_made_what():
    document = parsed(make(FULL).html)
    data = json.loads(told(document.find(".//script")))
    assert data["@type"] == "Article"
    assert data["headline"] == "The title"
    assert [image.get("creditText") for image in data["image"]] == [
        "Zoë / Agency", "House credit", "House credit",
    ]  # fmt: skip
    assert "author" not in data


def test_colours_and_ratios_stand_in_the_style():
    made = make(FULL)
    style = next(content for name, content in made.beside.items() if name.endswith(".css"))
    assert b".p1{--c:#102030;--r:1.4995;--w:1600px}" in style


def test_a_colour_that_is_none_stays_out():
    picture = Picture(LANDSCAPE.copies, "red;}body{display:none")
    assert all(b"display:none" not in content for content in make(FULL, picture).beside.values())


def test_a_single_file_needs_no_other():
    picture = Picture((Copy("data:image/jpeg;base64,AAAA", 1600, 1067),), "#102030")
    made = make(FULL, picture, single_file=True)
    document = parsed(made.html)
    assert made.beside == {}
    assert document.findall(".//link[@rel='stylesheet']") == []
    assert all(image.get("src").startswith("data:") for image in document.iter("img"))
    policy = document.find(".//meta[@http-equiv]").get("content")
    assert "style-src 'sha256-" in policy
    assert not document.findall(".//figure/a")


HOSTILE = [
    "<script>window.x=1</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>-->",
    '" onfocus="alert(1)" autofocus tabindex="0',
    "' onfocus='alert(1)",
    "&lt;svg onload=alert(1)&gt; &amp; Tom & Jerry <3",
    "<img src=https://evil.invalid/x.png>",
    "<style>*{display:none}</style>",
    "</title><script>1</script>",
    "{{ 6*7 }} {% for x in y %} {caption} %(name)s",
    "photo\u202egpj.exe \u2066",
    "a\x00b\x1b[31mc\x7f\x9bd\ufeffe\uffff\ud800f",
    "a\r\nb\u2028c\td",
    "W" * 5000,
    "조선 — צילום — صورة 12 (AP) 👩🏽‍👩🏻‍👦🏿",
]

_SHARED = Path(__file__).parents[2].parent / "shared" / "hostile" / "text_payloads.txt"


def shared_payloads():
    if not _SHARED.exists():
        return []
    rows = _SHARED.read_text(encoding="utf-8").splitlines()
    return [json.loads(row.split("\t")[3]) for row in rows if row and not row.startswith("#")]


def squeezed(text):
    """Return *text* as a reader gets it: without controls, all white space as one space."""
    text = re.sub("\r\n|[\r\x85\u2028\u2029\n]", " ", text)
    gone = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff]"
    text = re.sub(gone, "", text)
    return " ".join("".join(c for c in text if ord(c) & 0xFFFE != 0xFFFE).split())


@pytest.mark.parametrize("text", [*HOSTILE, *shared_payloads()], ids=lambda text: ascii(text)[:30])
def test_hostile_words_are_shown_and_do_nothing(text):
    story = story_of(
        photo(
            "a",
            caption=text,
            credit=text,
            alt=text,
            photographer=text,
            copyright=text,
            headline=text,
        ),
        title=text,
        standfirst=text,
        byline=text,
        date=text,
        language=text,
        closing_credit=text,
        source=Source(text, text),
        links=(Link("related", text, text), Link(text, "", text)),
        defaults=Defaults(credit=text, license_url=text),
        sequence=(PhotoBlock(PhotoId("a"), text), HeadingBlock(text), TextBlock(text)),
    )
    document = parsed(make(story).html)
    for element in document.iter():
        assert not any(str(name).startswith("on") for name in element.attrib)
        assert "autofocus" not in element.attrib
        for name in ("src", "href", "srcset"):
            address = element.get(name, "")
            assert address.startswith(
                ("photos/", "style.", "icon.", "#", "https://")
            ) or address in ("", "story.txt", "print.html")
    assert len(document.findall(".//img")) == 2
    assert [s.get("type") for s in document.iter("script")] == ["application/ld+json"]
    assert not document.findall(".//style")
    json.loads(told(document.find(".//script")))
    if squeezed(text).strip("\u200b\u200c\u200d\u2060\u00ad"):
        assert squeezed(told(document.find(".//h1"))) == squeezed(text)
        words = " ".join(told(p) for p in document.findall(".//figcaption//p[@dir]")[:-1])
        assert squeezed(words) == squeezed(text)
        assert squeezed(document.find(".//figure//img").get("alt")) == squeezed(text)


@pytest.mark.parametrize("name", ["essay", "black", "newspaper"])
def test_every_theme_says_all_of_the_story(name):
    dress = theme.load(name)
    made = page.make(FULL, dict.fromkeys(FULL.photos, LANDSCAPE), dress)
    assert body(made.html) == body(make(FULL).html)
    document = parsed(made.html)
    papers = {m.get("content") for m in document.iter("meta") if m.get("name") == "theme-color"}
    style = next(content for path, content in made.beside.items() if path.startswith("style."))
    for paper in papers:
        assert paper.encode() in style or paper[:4].encode() in style
    assert b"url(" not in style
    assert b"@import" not in style


def test_a_theme_based_on_another_adds_to_its_style():
    essay, black = theme.load("essay"), theme.load("black")
    assert black.style.startswith(essay.style)
    assert (black.widths, black.quality) == (essay.widths, essay.quality)
    assert (black.color_scheme, dict(black.papers)) == ("dark", {"dark": "#000000"})


def test_themes_are_found_by_name_and_only_so():
    assert theme.theme_names() == ["black", "essay", "newspaper"]
    for name in ("words", "../essay", "", "Essay", "essay/../essay"):
        with pytest.raises(LookupError):
            theme.load(name)
