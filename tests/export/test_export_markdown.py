"""A story for site builders: Markdown that no builder takes for more than it is, facts in front, pictures beside."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image
from publishing import HOSTILE, run, story_of

from curator.export import markup, segments
from curator.export.forms import markdown_writing
from curator.story.values import HeadingBlock, QuoteBlock, TextBlock

BUILDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""A builder that lets raw HTML through, and knows what GitHub's Markdown knows."""

_SHARED = Path(__file__).parents[2].parent / "shared" / "hostile" / "text_payloads.txt"


def bundle(target):
    with zipfile.ZipFile(target / "story-markdown.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parts(target):
    """Return the facts and the text of the bundle in *target*."""
    whole = bundle(target)["index.md"].decode()
    _, facts, text = re.split(r"^---$", whole, maxsplit=2, flags=re.MULTILINE)
    return yaml.safe_load(facts), text


def plain(text):
    """Return what a reader reads of *text* once a builder made HTML of it."""
    found = []
    for token in BUILDER.parse(text):
        assert token.type not in ("html_block", "html_inline")
        for child in token.children or ():
            assert child.type != "html_inline"
            found.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
        found.append(" ")
    return " ".join("".join(found).split())


def test_the_bundle_is_the_story_in_order_with_a_picture_each(rich, target, readers):
    run(rich, target, readers, markdown=True, draft=True)
    facts, text = parts(target)
    assert facts["title"].startswith("Walls & bridges <script>")
    assert (facts["description"], facts["author"]) == ("One. Two.", "Mina Oh")
    assert (facts["date"], facts["lang"]) == ("2026-11-22", "en")
    words = [
        "One.", "![A grey river](photos/01.jpg)", "The river at dawn", "Mina Oh/AP", "## Later",
        "![Two boats](photos/02.jpg)", "![](photos/03.jpg)", "새벽의 강", "Both \\& more",
        "Some *words*, [a link](<https://example.org/?a=1&amp;b=2>)", "* * *", "> We waited.", "> — Ann",
        "[The Paper](<https://example.org/>)", "A name was put right.",
    ]  # fmt: skip
    places = [text.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)
    assert "SECRET" not in text


def test_pictures_of_the_bundle_carry_their_credit_and_no_more(rich, target, readers):
    run(rich, target, readers, markdown=True, draft=True)
    pictures = {name: data for name, data in bundle(target).items() if name.endswith(".jpg")}
    assert sorted(pictures) == ["photos/01.jpg", "photos/02.jpg", "photos/03.jpg"]
    for content in pictures.values():
        assert b"<photoshop:Credit>Mina Oh/AP<" in content
        assert [m for m, _ in segments.segments(content)].count(0xE1) == 1
        with Image.open(BytesIO(content)) as image:
            assert image.width <= 1600


def test_two_bundles_have_the_same_bytes(rich, tmp_path, readers):
    for name in ("one", "two"):
        run(rich, tmp_path / name, readers, markdown=True, draft=True)
    one, two = (tmp_path / n / "story-markdown.zip" for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    "line",
    [
        "1. A year", "2) b", "# no heading", "- no item", "+ no item", "* no item", "> no quote",
        "=====", "-----", "a | b", "~~gone~~", "$x^2$", ":smile: https://e.org", "[x]: y", "![x](y)",
        "{{ site.secret }}", "{% include x %}", "{# x #}", "{{< raw >}}", "<b>x</b>", "<!-- x -->",
        "&amp; &copy;", "back\\slash\\", "`code`", "__init__ and *so*", "a -- b --- c ... d", "[^1]",
        "    indented", "| a | b |", "{: .class }", "www.example.org", "ends with \\",
    ],
)  # fmt: skip
def test_a_line_reads_as_it_was_typed_and_is_no_markup(line):
    told = markdown_writing.escaped(line)
    tokens = BUILDER.parse(told)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} == {"text"}
    assert plain(told) == " ".join(line.split())
    assert not re.search(r"\{[{%#]|<", re.sub(r"\\.", "", told))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60))
def test_any_line_reads_as_it_was_typed(line):
    typed = " ".join(markup.lines(line))
    told = markdown_writing.escaped(typed)
    shown = [c for t in BUILDER.parse(told) for c in t.children or ()]
    assert {child.type for child in shown} <= {"text"}
    assert "".join(child.content for child in shown) == typed.strip()


_PIECES = st.sampled_from(
    ["a", "b ", " c", "*", "**", "_", "`", "``", "[", "](http://e.org/a_b)", "<b>", "\\", "\n", "\n\n",
     "- ", "1. ", "> ", "# ", "```\n", "    ", "{{", "}}", "{%", "&nbsp;", "&amp;", "!", "<http://e.org>",
     "***", "---", "===", "3) ", "é", "漢", "(", ")", '"', "."]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_block_shows_in_a_builder_as_on_the_page(text):
    told = markdown_writing.written(text)
    assert not re.search(r"\{[{%#]|[}%#]\}", told)
    shown = [
        (child.type, child.content)
        for token in BUILDER.parse(told)
        for child in (token.children or [token])
        if "html" in child.type or child.type == "image"
    ]
    assert shown == []
    words = "".join("".join(plain(told).split()).split("\u200b"))
    wanted = "".join(
        "".join(c.content for c in token.children or [token])
        for token in markup.parsed(text)
        if token.type in ("inline", "fence", "code_block")
    )
    codes = "".join(t.content for t in BUILDER.parse(told) if t.type in ("fence", "code_block"))
    assert sorted(words + "".join(codes.split())) == sorted("".join(wanted.split()))


@pytest.mark.parametrize(
    "text",
    [
        "Some *words* and **more**, `code`, [a link](http://e.org/?a=1&b=2)\\\nnext line",
        "1. one\n2. two\n\n   more\n\n> quoted\n> - a\n> - b\n>   - c",
        "3. three\n4. four",
        "## Heading *x*\n\ntext\n\n### Deeper",
        "```\nif a < b: `x`\n```\n\n* * *\n\nend",
        "**_both_** and *a **b** c*",
        "Look\\![a link](http://e.org)",
    ],
)
def test_looks_are_kept_where_they_can_be(text):
    told = markdown_writing.written(text)
    assert markup.markdown(told) == markup.markdown(text)
    assert markdown_writing.written(told) == told


def payloads():
    rows = _SHARED.read_text(encoding="utf-8").splitlines() if _SHARED.exists() else []
    return [HOSTILE, *(json.loads(r.split("\t")[3]) for r in rows if r and r[0] != "#")]


@pytest.mark.parametrize("text", payloads(), ids=lambda text: ascii(text)[:30])
def test_hostile_words_are_words_in_every_place_of_the_bundle(text, make_photo, target, readers):
    shown = make_photo("a.jpg", size=(90, 60), caption=text, alt=text, credit=text)
    story = story_of(
        shown,
        title=text,
        standfirst=text,
        byline=text,
        closing_credit=text,
        sequence=(
            *story_of(shown).sequence,
            HeadingBlock(text),
            QuoteBlock(text, text),
            TextBlock(text),
        ),
    )
    run(story, target, readers, markdown=True, draft=True)
    facts, body = parts(target)
    typed = " ".join(" ".join(markup.lines(text)).split())
    if markup.line(text):
        assert " ".join(facts["title"].split()) == " ".join(markup.line(text).split())
    assert set(facts) <= {"title", "description", "author", "lang", "image"}
    assert not re.search(r"\{[{%#]|[}%#]\}", body)
    assert not typed or plain(body).count(typed) >= 3
    assert bundle(target).keys() == {"index.md", "photos/01.jpg"}
