"""A photo by itself: in the full view over the story, on its own page, on a card and in a feed."""

import json
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import html5lib
import pytest
from publishing import story_of

from curator.export import page, sharing, theme
from curator.export.layout import Copy, Picture
from curator.story.values import Link, Photo, PhotoId

HOME = "https://example.org/2026/harbour/"
WIDE = Picture(
    tuple(Copy(f"photos/{w}.jpg", w, w * 2 // 3) for w in (480, 1120, 1600, 2560)),
    "#102030",
    tuple(Copy(f"photos/{w}.avif", w, w * 2 // 3) for w in (480, 1120, 1600, 2560)),
)
MEDIA = "{http://search.yahoo.com/mrss/}"


def photos(count):
    return [
        Photo(
            id=PhotoId(f"p{n}"),
            file=f"/originals/{n}.jpg",
            caption=f"Caption {n} & <more>",
            credit=f"Ann {n}/Agency",
            photographer=f"Ann {n}",
            alt=f"Seen in {n}",
        )
        for n in range(1, count + 1)
    ]


def made(count=3, *, dress="essay", single_file=False, **values):
    values.setdefault("title", "The harbour")
    story = story_of(*photos(count), **values)
    return page.make(
        story, dict.fromkeys(story.photos, WIDE), theme.load(dress), single_file=single_file
    )


def parsed(html):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    return parser.parse(html if isinstance(html, str) else html.decode())


def told(element):
    return " ".join("".join(element.itertext()).split())


def meta(document):
    return {
        m.get("property") or m.get("name"): m.get("content")
        for m in document.iter("meta")
        if m.get("property") or m.get("name")
    }


def links(document, rel):
    return [link.get("href") for link in document.iter("link") if link.get("rel") == rel]


def test_each_photo_opens_a_full_view_with_its_words_and_without_script():
    document = parsed(made().html)
    dialogs = {dialog.get("id"): dialog for dialog in document.iter("dialog")}
    for number, figure in enumerate(document.findall(".//figure"), 1):
        button = figure.find(".//button")
        assert (button.get("command"), button.get("type")) == ("show-modal", "button")
        view = dialogs[button.get("commandfor")]
        assert f"Caption {number} & <more>" in told(view)
        assert f"Ann {number}/Agency" in told(view)
        assert view.find(".//img").get("alt") == f"Seen in {number}"
        assert view.find(".//img").get("loading") == "lazy"
        closing = view.find("button")
        assert (closing.get("command"), closing.get("commandfor")) == ("close", view.get("id"))
        name = document.find(f".//*[@id='{view.get('aria-labelledby')}']")
        assert told(name) == f"Photo {number} of 3"
    assert len(dialogs) == 3


def test_browsers_without_commands_open_the_file():
    document = parsed(made(1).html)
    assert document.find(".//figure//a[@class='over']").get("href") == "photos/2560.jpg"
    style = next(c for name, c in made(1).beside.items() if name.startswith("style.")).decode()
    assert re.search(r"^button\.over \{ display: var\(--view, none\); \}$", style, re.MULTILINE)


def test_a_single_file_has_no_full_view_and_names_no_other_file():
    html = made(2, single_file=True, address=HOME).html
    assert "<dialog" not in html
    assert "<button" not in html
    assert "photo/" not in html
    assert "feed.xml" not in html


def test_ids_on_a_page_are_its_own():
    ids = [e.get("id") for e in parsed(made(4).html).iter() if e.get("id")]
    assert len(ids) == len(set(ids)) > 8


def test_each_photo_has_a_page_that_leads_to_its_neighbours_and_back():
    beside = made().beside
    names = [name for name in beside if name.startswith("photo/")]
    assert names == ["photo/01.html", "photo/02.html", "photo/03.html"]
    middle = parsed(beside["photo/02.html"])
    assert (links(middle, "prev"), links(middle, "next")) == (
        ["../photo/01.html"], ["../photo/03.html"],
    )  # fmt: skip
    addresses = [a.get("href") for a in middle.iter("a")]
    assert addresses == ["../photo/01.html", "../photo/03.html", "../index.html#photo-2"]
    assert told(middle.find(".//title")) == "Photo 2 of 3 – The harbour"
    assert "Caption 2 & <more>" in told(middle.find(".//main"))
    assert "Ann 2/Agency" in told(middle.find(".//main"))
    image = middle.find(".//img")
    assert (image.get("src"), image.get("alt")) == ("../photos/1120.jpg", "Seen in 2")
    assert image.get("srcset").startswith("../photos/480.jpg 480w, ../photos/1120.jpg 1120w")
    first, last = parsed(beside["photo/01.html"]), parsed(beside["photo/03.html"])
    assert (links(first, "prev"), links(last, "next")) == ([], [])


def test_a_page_of_one_photo_names_nothing_outside_the_folder():
    for name, content in made().beside.items():
        if name.endswith(".html"):
            for element in parsed(content).iter():
                for key in ("src", "href"):
                    assert element.get(key, "../").startswith("../")
                assert not element.get("style")
            assert b"<script>" not in content


def test_without_an_address_nothing_pretends_to_have_one():
    result = made()
    document = parsed(result.html)
    assert links(document, "canonical") == []
    assert not {"og:url", "og:image", "twitter:card"} & set(meta(document))
    assert "feed.xml" not in result.beside
    assert "url" not in json.loads(told(document.find(".//script")))


def test_a_story_that_names_its_address_tells_it_everywhere():
    result = made(address=HOME)
    document = parsed(result.html)
    assert links(document, "canonical") == [HOME]
    facts = meta(document)
    assert facts["og:url"] == HOME
    assert facts["og:image"] == f"{HOME}photos/1600.jpg"
    assert (facts["og:image:width"], facts["og:image:height"]) == ("1600", "1066")
    assert facts["og:image:alt"] == "Seen in 1"
    assert facts["twitter:card"] == "summary_large_image"
    article = json.loads(told(document.find(".//script")))
    assert article["url"] == article["mainEntityOfPage"] == HOME
    assert article["image"][0]["contentUrl"] == f"{HOME}photos/2560.jpg"


def test_the_card_of_one_photo_is_its_own_and_search_engines_keep_the_story():
    second = parsed(made(address=HOME).beside["photo/02.html"])
    assert links(second, "canonical") == [HOME]
    facts = meta(second)
    assert facts["og:url"] == f"{HOME}photo/02.html"
    assert facts["og:image:alt"] == "Seen in 2"
    assert facts["og:description"] == facts["description"] == "Caption 2 & <more>"
    image = json.loads(told(second.find(".//script")))
    assert (image["@type"], image["creditText"]) == ("ImageObject", "Ann 2/Agency")


@pytest.mark.parametrize(
    ("typed", "home"),
    [
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org", "https://example.org/"),
        (" https://example.org/a/story.html?ref=1#x ", "https://example.org/a/story.html"),
        ("http://example.org:8080/a/", "http://example.org:8080/a/"),
        ("mailto:desk@example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://user:word@example.org/", ""),
        ("//example.org/a/", ""),
        ("example.org", ""),
        ("", ""),
    ],
)
def test_an_address_is_taken_whole_or_not_at_all(typed, home):
    assert sharing.home(story_of(address=typed)).address == home


def test_names_beside_a_page_stand_beside_it_on_the_web():
    where = sharing.home(story_of(address="https://example.org/a/story.html"))
    assert where.at("photos/1.jpg") == "https://example.org/a/photos/1.jpg"
    assert sharing.Home().at("photos/1.jpg") == ""


def test_the_story_before_and_the_one_after_are_told_to_browsers():
    chain = (
        Link("previous", "Before", "https://example.org/1"),
        Link("next", "Odd", "javascript:alert(1)"),
        Link("next", "After", "https://example.org/3"),
    )
    document = parsed(made(links=chain).html)
    assert links(document, "prev") == ["https://example.org/1"]
    assert links(document, "next") == ["https://example.org/3"]


def test_who_asks_for_a_licence_is_led_to_the_contact():
    chain = (
        Link("contact", "Mail", "mailto:desk@example.org"),
        Link("contact", "Write", "https://example.org/desk"),
    )
    article = json.loads(told(parsed(made(1, links=chain).html).find(".//script")))
    assert article["image"][0]["acquireLicensePage"] == "https://example.org/desk"
    plain = json.loads(told(parsed(made(1).html).find(".//script")))
    assert "acquireLicensePage" not in plain["image"][0]


def test_the_feed_carries_every_photo_with_its_caption_and_credit():
    result = made(address=HOME, date="2026-11-22T09:30+01:00", language="en-GB", byline="Ann")
    document = parsed(result.html)
    assert "feed.xml" in links(document, "alternate")
    item = ElementTree.fromstring(result.beside["feed.xml"]).find("channel/item")
    assert (item.findtext("title"), item.findtext("link")) == ("The harbour", HOME)
    moment = parsedate_to_datetime(item.findtext("pubDate"))
    assert moment.isoformat() == "2026-11-22T09:30:00+01:00"
    shown = item.findall(f"{MEDIA}content")
    assert [photo.get("url") for photo in shown] == [f"{HOME}photos/1600.jpg"] * 3
    assert shown[1].findtext(f"{MEDIA}description") == "Caption 2 & <more>"
    assert shown[1].findtext(f"{MEDIA}credit") == "Ann 2/Agency"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2026-11-22", "Sun, 22 Nov 2026 00:00:00 +0000"),
        ("2026-11-22 14:30", "Sun, 22 Nov 2026 14:30:00 +0000"),
        ("2026-11-22T25:99", "Sun, 22 Nov 2026 00:00:00 +0000"),
        ("late autumn", None),
        ("", None),
    ],
)
def test_a_feed_tells_the_day_only_if_the_story_does(date, published):
    feed = made(1, address=HOME, date=date).beside["feed.xml"]
    assert ElementTree.fromstring(feed).findtext("channel/item/pubDate") == published


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></title><script>1</script>",
    "{{ 6*7 }} %(name)s",
    "a\x00b\x1bc\ud800d",
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_words_do_nothing_on_any_page_or_in_the_feed(text):
    words = dict.fromkeys(("caption", "credit", "alt", "photographer", "copyright"), text)
    story = story_of(
        Photo(id=PhotoId("a"), file="/a.jpg", **words),
        title=text,
        standfirst=text,
        byline=text,
        address=HOME,
    )
    result = page.make(story, {"a": WIDE}, theme.load("essay"))
    seen = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    for html in (result.html, result.beside["photo/01.html"]):
        document = parsed(html)
        assert [s.get("type") for s in document.iter("script")] == ["application/ld+json"]
        json.loads(told(document.find(".//script")))
        assert not [n for e in document.iter() for n in e.attrib if str(n).startswith("on")]
        assert seen in told(document.find("body"))
        assert {i.get("src").split("/")[-1] for i in document.iter("img")} == {"1120.jpg"}
    item = ElementTree.fromstring(result.beside["feed.xml"]).find("channel/item")
    assert item.findtext("title") == seen
    assert item.findtext(f"{MEDIA}content/{MEDIA}description") == seen
