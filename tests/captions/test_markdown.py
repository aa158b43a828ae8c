"""What the signs of Markdown do to the words, compared with what the page makes of them."""

import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.captions.markdown import (
    IN_LIST,
    LIST_PARAGRAPH,
    NOTHING,
    PARAGRAPH,
    Look,
    looks_of,
    typed_tags,
)
from curator.export import markup


def told(line, before=NOTHING):
    """Return which words of *line* have which look, signs left out."""
    styled, _ = looks_of(line, before)
    return [(one.look.value, line[one.start : one.end]) for one in styled if one.look != Look.SIGN]


def signs(line, before=NOTHING):
    """Return *line* with a dot for each sign."""
    styled, _ = looks_of(line, before)
    places = {p for one in styled if one.look == Look.SIGN for p in range(one.start, one.end)}
    return "".join("·" if place in places else char for place, char in enumerate(line))


@pytest.mark.parametrize(
    ("line", "looks", "shown"),
    [
        ("plain words", [], "plain words"),
        ("a *b* c", [("emphasis", "b")], "a ·b· c"),
        ("a **b** c", [("strong", "b")], "a ··b·· c"),
        ("a __b__ _c_", [("strong", "b"), ("emphasis", "c")], "a ··b·· ·c·"),
        ("***b***", [("strong", "b"), ("emphasis", "**b**")], "···b···"),
        ("snake_case_name", [], "snake_case_name"),
        ("2 * 3 * 4", [], "2 * 3 * 4"),
        ("**open", [], "**open"),
        (r"\*no\*", [], "·*no·*"),
        ("`*a*` b", [("code", "*a*")], "·*a*· b"),
        ("`` a`b ``", [("code", " a`b ")], "·· a`b ··"),
        ("`a", [], "`a"),
        ("[the zoo](https://example.org)", [("link", "the zoo")], "·the zoo" + "·" * 22),
        ("[a](http://e.x/a_(b) 'T') b", [("link", "a")], "·a" + "·" * 23 + " b"),
        ("[a](www.example.org)", [], "[a](www.example.org)"),
        ("[a](javascript:alert)", [], "[a](javascript:alert)"),
        ("[*a* b](mailto:a@b.c)", [("link", "*a* b"), ("emphasis", "a")], "··a· b" + "·" * 15),
        ("*[a*](http://e.x)", [("link", "a*")], "*·a*" + "·" * 13),
        ("<https://e.x/a*b*>", [("link", "https://e.x/a*b*")], "·https://e.x/a*b*·"),
        ("a <b>bold</b>", [("as typed", "<b>"), ("as typed", "</b>")], "a <b>bold</b>"),
        ("1 < 2 and 3 > 2", [], "1 < 2 and 3 > 2"),
        ("`<b>`", [("code", "<b>")], "·<b>·"),
        ("# Dawn", [("heading", "# Dawn")], "· Dawn"),
        ("## Dawn *now* ##", [("heading", "## Dawn *now* ##"), ("emphasis", "now")], "·· Dawn ·now····"),
        ("#Dawn", [], "#Dawn"),
        ("> We *wait*", [("quote", "We *wait*"), ("emphasis", "wait")], "· We ·wait·"),
        ("- one", [], "· one"),
        ("12. one", [], "··· one"),
        ("> - # x", [("quote", "- # x"), ("heading", "# x")], "· · · x"),
        ("-one", [], "-one"),
        ("* * *", [], "·····"),
        ("---", [], "···"),
        ("    code", [("code", "    code")], "    code"),
        ("", [], ""),
    ],
)  # fmt: skip
def test_words_look_as_their_signs_say(line, looks, shown):
    assert told(line) == looks
    assert signs(line) == shown


def test_what_a_line_goes_on_with_is_known():
    states = []
    before = NOTHING
    for line in (
        "words",
        "===",
        "",
        "- item",
        "  more",
        "",
        "    of the item",
        "words",
        "~~~",
        "*x*",
        "~~~",
    ):
        _, before = looks_of(line, before)
        states.append(before)
    assert states[:8] == [
        PARAGRAPH, NOTHING, NOTHING, LIST_PARAGRAPH, LIST_PARAGRAPH, IN_LIST, LIST_PARAGRAPH, LIST_PARAGRAPH,
    ]  # fmt: skip
    assert states[8] == states[9] > LIST_PARAGRAPH
    assert states[10] == NOTHING


def test_lines_of_code_are_code_until_their_fence():
    fence = looks_of("````py")[1]
    assert told("```", fence) == [("code", "```")]
    assert told("# no heading", fence) == [("code", "# no heading")]
    assert signs("`````", fence) == "·····"
    assert looks_of("`````", fence)[1] == NOTHING
    assert looks_of("> ```")[1] == PARAGRAPH


def test_indented_words_are_no_code_within_a_paragraph_or_a_list():
    assert told("    words", PARAGRAPH) == []
    assert told("    words", IN_LIST) == []
    assert told("\twords") == [("code", "\twords")]


def test_tags_of_html_are_told():
    text = "A <b>wall</b>\n```\n<i>\n```\n<script src='x'> <!-- no -->"
    assert list(typed_tags(text)) == ["<b>", "</b>", "<script src='x'>", "<!--", "-->"]


@pytest.mark.parametrize(
    "tag", ["<b>", "<script>alert(1)</script>", "<img src=x onerror=y>", "<!-- x -->"]
)
def test_what_is_told_to_appear_as_typed_does_on_the_page(tag):
    parsed = html5lib.parseFragment(markup.markdown(f"A {tag} wall"), namespaceHTMLElements=False)
    assert "".join(parsed.itertext()).strip() == f"A {tag} wall"
    assert [element.tag for element in parsed.iter() if element is not parsed] == ["p"]
    assert next(typed_tags(f"A {tag} wall"))[0] == "<"


# ---- as the page has it

_LOOKS = {"strong_open": "strong", "em_open": "emphasis", "link_open": "link"}


def on_the_page(line):
    """Return the letters of *line* as the page shows them, each with its looks."""
    seen = []
    inline = next((t for t in markup._parser().parse(line) if t.type == "inline"), None)
    looks = []
    for token in inline.children if inline else ():
        if token.nesting == 1:
            looks.append(_LOOKS[token.type])
        elif token.nesting == -1:
            looks.pop()
        else:
            more = ["code"] if token.type == "code_inline" else []
            seen += [(c, frozenset(looks + more)) for c in token.content if not c.isspace()]
    return seen


def in_the_field(line):
    """Return the same as this module has it."""
    styled, _ = looks_of(line)
    looks = [set() for _ in line]
    for one in styled:
        for place in range(one.start, one.end):
            looks[place].add(one.look.value)
    return [
        (char, frozenset(found - {"as typed"}))
        for char, found in zip(line, looks, strict=True)
        if "sign" not in found and not char.isspace()
    ]


PIECES = [
    "*", "**", "***", "_", "__", "a", "b ", " c", ". ", "“", "`", "``", "\\", "[", "]", "(", ")", "é",
    "[d](https://e.x/f)", "[g", "](http://h.i 'j')", "<b>", "<https://k.l>", "](www.m)", "<m@n.o>", "!",
]  # fmt: skip


TYPED = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@given(TYPED.filter(lambda text: "]()" not in text))  # A link to nowhere.
def test_words_look_as_they_will_on_the_page(text):
    line = f"x{text}"  # No list, quote or heading.
    assert in_the_field(line) == on_the_page(line)


@pytest.mark.parametrize(
    "line",
    ["*a " * 6000, "_*" * 9000, "[" * 19000, "[a](" * 4500, "`" * 19000, "<" * 19000, "<!--" * 4500,
     "".join("`" * (n % 90) + "a" for n in range(400)), "**x** " * 3000, "> " * 9000, "*_**__" * 3000,
     "[a](http://b" + "(" * 15000, "[a](http://b " + '"' * 15000, "# " + " #" * 9000, "- " * 9000,
     "[a](http://b)" * 1400, "[" * 9000 + "](http://b)" * 900, "x" * 1_000_000],
)  # fmt: skip
def test_no_line_takes_long(line):
    began = time.process_time()
    looks_of(line)
    assert time.process_time() - began < 0.5
