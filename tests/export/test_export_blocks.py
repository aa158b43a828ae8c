"""Quotes, groups with a caption, the dateline, corrections and the written closing credit on the page."""

from dataclasses import replace

import html5lib
import pytest
from publishing import story_of

from curator.export import page, theme
from curator.export.layout import Copy, Picture
from curator.export.preview import Part, address, in_scheme, preview
from curator.story.values import (
    Correction,
    GroupBlock,
    HeadingBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    TextBlock,
)

PICTURE = Picture((Copy("photos/u.jpg", 800, 1200),))


def photo(name, **words):
    return Photo(id=PhotoId(name), file=f"/originals/{name}.jpg", width=800, height=1200, **words)


STORY = story_of(
    photo("a", caption="One", credit="Mina Oh/AFP"),
    photo("b", caption="Two", credit="Jon Ek/AFP"),
    photo("c", caption="Three", credit="Mina Oh/AFP"),
    title="Walls",
    date="2026-11-22T14:30",
    dateline="London",
    closing_from_photos=True,
    corrections=(Correction("2026-11-23", "It opened in 1894."), Correction("soon", "Later <b>")),
    sequence=(
        PhotoBlock(PhotoId("a"), "lead"),
        QuoteBlock("We never close.\nWho would feed them?", "Ann Able"),
        GroupBlock((PhotoId("b"), PhotoId("c")), "diptych", caption="Two <i>views</i>"),
        TextBlock("Words."),
        HeadingBlock("Morning"),
    ),
)


def html_of(story=STORY, **options):
    return page.make(
        story, dict.fromkeys(story.photos, PICTURE), theme.load("essay"), **options
    ).html


def root_of(html):
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html)


def found(root, kind, name):
    return next(e for e in root.iter(kind) if name in (e.get("class") or "").split())


@pytest.fixture(scope="module")
def root():
    return root_of(html_of())


def test_a_quote_stands_with_who_said_it(root):
    quote = found(root, "figure", "quote")
    assert [p.text for p in quote.find("blockquote")] == ["We never close.", "Who would feed them?"]
    assert "".join(quote.find("figcaption").itertext()).strip() == "Ann Able"


def test_a_group_has_one_caption_beside_those_of_its_photos(root):
    group = found(root, "figure", "group")
    assert "diptych" in group.get("class")
    said = "".join(group.itertext())
    assert [said.count(words) for words in ("Two <i>views</i>", "Two", "Three")] == [1, 2, 1]


def test_a_group_of_one_keeps_its_caption():
    alone = replace(STORY, sequence=(GroupBlock((PhotoId("b"),), caption="Alone."),))
    assert html_of(alone).count("Alone.") == 1


def test_the_lead_fills_the_window(root):
    assert "full" in next(root.iter("figure")).get("class").split()


def test_place_day_and_time_stand_together(root):
    byline = found(root, "p", "byline")
    said = " ".join("".join(byline.itertext()).split())
    assert said == "London 22 November 2026, 14:30 3 photos"
    assert next(byline.iter("time")).get("datetime") == "2026-11-22T14:30"


def test_the_closing_credit_names_who_took_the_photos(root):
    credits = found(root, "div", "credits")
    assert "".join(credits.itertext()).strip() == "Photographs by Mina Oh and Jon Ek/AFP"


def test_corrections_are_told_with_their_dates(root):
    section = found(root, "section", "corrections")
    words = [" ".join("".join(e.itertext()).split()) for e in section.iter("div")]
    assert words == ["23 November 2026 It opened in 1894.", "soon Later <b>"]
    assert [t.get("datetime") for t in section.iter("time")] == ["2026-11-23"]


@pytest.mark.parametrize("single_file", [False, True])
def test_the_page_of_all_parts_is_whole_in_every_form(single_file):
    root_of(html_of(single_file=single_file))


# ---- the preview


def test_the_preview_is_the_page_and_tells_whose_each_part_is():
    made = preview(STORY, theme.load("essay"))
    quote, _, text, heading = STORY.sequence[1:]
    assert made.parts == (
        Part(((1, "a"),)),
        Part(block=quote.key),
        Part(((2, "b"), (3, "c"))),
        Part(block=text.key),
        Part(block=heading.key),
    )
    assert set(made.pictures.values()) == set(STORY.photos.values())
    assert all(where in made.html for where in made.pictures)
    assert "/originals" not in made.html
    root_of(made.html)


def test_another_file_has_another_address_and_other_words_have_not():
    one = STORY.photos["a"]
    assert address(one) == address(replace(one, caption="Other"))
    assert address(one) != address(replace(one, digest="sha256:other"))
    assert address(one) != address(replace(one, file="/originals/x.jpg"))


def test_a_scheme_is_shown_whatever_the_browser_prefers():
    style = theme.load("essay").style
    assert in_scheme(style, "system") == style
    for scheme, dark in (("dark", "@media all"), ("light", "@media not all")):
        shown = in_scheme(style, scheme)
        assert "prefers-color-scheme" not in shown
        assert dark in shown
        assert f"color-scheme: {scheme}" in shown
