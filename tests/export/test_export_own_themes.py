"""A desk's own theme: its values reach the page, its faults are told with their place, and nothing of it runs free."""

import base64
import json
import re

import html5lib
import pytest
from publishing import left_behind, run, story_of, tree

from curator.errors import ExportError, ThemeError
from curator.export import preview, rendering, theme
from curator.export.own_themes import style
from curator.export.site import Options, publish
from curator.photos.workers import Readers
from curator.story.values import Photo, PhotoId, QuoteBlock

LIGHT = {
    "paper": "#ffffff", "ink": "#111111", "soft": "#444444", "line": "#cccccc", "link": "#003366",
}  # fmt: skip
DARK = {
    "paper": "#101010", "ink": "#eeeeee", "soft": "#bbbbbb", "line": "#444444", "link": "#99ccff",
}  # fmt: skip
WHOLE = {
    "title": "The Review",
    "based_on": "newspaper",
    "colors": {"light": LIGHT, "dark": DARK},
    "fonts": {"serif": ["Review Text", "Georgia"], "sans": ["Review Sans"]},
    "font_files": [{"family": "Review Text", "file": "text.woff2", "weight": 400}],
    "sizes": {"text": 1.25, "measure": 40, "column": 900, "wide": 1200},
    "switches": {"numbers": False, "count": False},
    "footer": "© *The Review*, [imprint](https://review.example/imprint)",
    "css": "style.css",
}
FONT = b"wOF2" + b"\0" * 40


@pytest.fixture(autouse=True)
def account(tmp_path, monkeypatch):
    """Return the folder of the account's themes."""
    folder = tmp_path / "account" / "themes"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(theme, "own_folder", lambda: folder)
    return folder


@pytest.fixture
def own(account):
    """Write a theme called ``review``, with *changes* to a whole one and files beside it."""

    def write(changes=None, css="h1 { letter-spacing: 0; }", blocks=None):
        folder = account / "review"
        (folder / "blocks").mkdir(parents=True, exist_ok=True)
        (folder / "text.woff2").write_bytes(FONT)
        (folder / "style.css").write_text(css, "utf-8")
        for name, source in (blocks or {}).items():
            (folder / "blocks" / f"{name}.html.j2").write_text(source, "utf-8")
        told = changes if isinstance(changes, str) else json.dumps(WHOLE | (changes or {}))
        (folder / "theme.json").write_text(told, "utf-8")
        return folder

    return write


def document(target, name="index.html"):
    html = (target / name).read_text(encoding="utf-8")
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html)


def told(element):
    return " ".join("".join(element.itertext()).split())


def style_of(target):
    return next(target.glob("style.*.css")).read_text(encoding="utf-8")


def test_the_values_of_a_theme_reach_the_page(own, make_photo, target, readers):
    own()
    run(story_of(make_photo("a.jpg", caption="C")), target, readers, theme="review", draft=True)
    css = style_of(target)
    for part in (
        "--paper:#ffffff", "--paper:#101010", '--serif:"Review Text", "Georgia", ', "font-size:1.25rem",
        "--measure:40rem", "900px", ".number{display:none}", ".byline .count{display:none}",
        "letter-spacing: 0", "font-display:block",
    ):  # fmt: skip
        assert part in css, part
    page = document(target)
    papers = {m.get("content") for m in page.iter("meta") if m.get("name") == "theme-color"}
    assert papers == {"#ffffff", "#101010"}
    house = page.find(".//div[@class='house']")
    assert told(house) == "© The Review, imprint"
    assert house.find(".//a").get("href") == "https://review.example/imprint"
    image = page.find(".//figure//img")
    assert "(min-width: 1000px) min(900px, " in image.get("sizes", "") or not image.get("srcset")


@pytest.mark.parametrize("single_file", [False, True])
def test_a_font_goes_along_inside_the_style_and_is_allowed_alone(
    own, make_photo, target, readers, single_file
):
    own()
    story = story_of(make_photo("a.jpg"))
    run(story, target, readers, theme="review", draft=True, single_file=single_file)
    html = (target / "index.html").read_text(encoding="utf-8")
    style = html if single_file else style_of(target)
    found = re.search(r'src:url\("data:font/woff2;base64,([^"]+)"\)', style)
    assert base64.b64decode(found[1]) == FONT
    policy = next(m.get("content") for m in document(target).iter("meta") if m.get("http-equiv"))
    assert " font-src data:;" in policy
    assert not [name for name in tree(target) if name.endswith(".woff2")]


def test_sizes_of_pictures_follow_the_widths_of_the_theme(own):
    own({"sizes": {"column": 900}})
    frames = theme.load("review").frames
    assert [(s.from_width, s.size, s.unit) for s in frames["column"]] == [(1000, 900, "px")]
    assert frames["wide"] == theme.load("newspaper").frames["wide"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ("{", "line 1, column 2"),
        ("[]", "the file: expected an object"),
        ({"colour": {}}, "“colour” is no part of a theme; these are: based_on, colors"),
        ({"based_on": "review"}, "based_on: there is no theme “review”; write black or essay"),
        ({"title": 1}, "title: expected a text"),
        ({"colors": {"light": LIGHT | {"paper": "red"}}}, "colors.light.paper: expected a colour"),
        ({"colors": {"light": LIGHT | {"ink": "#fff;}body{"}}}, "colors.light.ink: expected"),
        ({"colors": {"dim": LIGHT}}, "colors: “dim” is not known; these are: light, dark"),
        ({"colors": {"light": LIGHT | {"soft": "#999999"}}}, "contrast on the paper is 2.8 to 1"),
        ({"fonts": {"serif": ['x"; } body { x: url(']}}, "fonts.serif: expected a list of names"),
        ({"fonts": {"mono": ["x"]}}, "fonts: “mono” is not known"),
        ({"font_files": [{"family": "X", "file": "../text.woff2"}]}, "number 1: file: expected"),
        ({"font_files": [{"family": "X", "file": "gone.woff2"}]}, "is not there"),
        ({"font_files": [{"family": "X", "file": "style.css"}]}, "number 1: file: expected"),
        ({"font_files": [{"family": '"', "file": "text.woff2"}]}, "number 1: family: expected"),
        ({"font_files": [{"family": "X", "file": "text.woff2", "weight": "bold"}]}, "weight"),
        ({"font_files": [{"family": "X", "file": "text.woff2", "style": "oblique"}]}, "style"),
        ({"font_files": [{"family": "X", "file": "text.woff2"}] * 9}, "a list of at most 8"),
        ({"sizes": {"text": 9}}, "sizes.text: expected a number from 0.875 to 2"),
        ({"sizes": {"text": True}}, "sizes.text: expected a number"),
        ({"switches": {"numbers": "no"}}, "switches.numbers: expected true or false"),
        ({"switches": {"ads": True}}, "switches: “ads” is not known"),
        ({"footer": "x" * 2001}, "footer: expected a text of at most 2000"),
        ({"css": "../style.css"}, "css: expected a name such as style.css"),
    ],
)
def test_a_fault_is_told_with_its_place(own, changes, fault):
    own(changes)
    with pytest.raises(ThemeError) as caught:
        theme.load("review")
    assert fault in str(caught.value)
    assert "review" in str(caught.value)


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        ("@import 'x.css';", "line 1: @import is not for a theme"),
        ("a {}\n@font-face { src: local(x) }", "line 2: @font-face is not for a theme"),
        ("\nbody { background: url(https://evil.invalid/x.png) }", "line 2: a style names no address"),
        ("body { background: url('x') }", "url"),
        ("@media print { p { background: image-set('x' 1x) } }", "image-set() loads something"),
        ("p { background: UrL(\"x\") }", "loads something"),
        ("p { background: \\75rl(x) }", "address"),
        ("p { content: '</style><script>1</script>' }", "“<” has no place"),
        ("p { color: red } }", "line 1"),
        ("p { --x: { y: url(z) } }", "address"),
    ],
)  # fmt: skip
def test_css_that_leads_outside_is_refused_with_its_line(own, css, fault):
    own(css=css)
    with pytest.raises(ThemeError, match=r"style\.css") as caught:
        theme.load("review")
    assert fault in str(caught.value)


def test_plain_css_of_every_kind_is_taken(own):
    css = "@media (min-width: 40em) { h1 { color: var(--ink) } }\n@supports (gap: 1px) { p::after { content: '→' } }"
    own(css=css)
    assert css in theme.load("review").style


def test_contrast_is_that_of_wcag():
    assert style.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert style.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_link_in_the_folder_leads_nowhere(own, tmp_path):
    folder = own()
    (tmp_path / "outside.css").write_text("p { color: red }")
    (folder / "style.css").unlink()
    (folder / "style.css").symlink_to(tmp_path / "outside.css")
    with pytest.raises(ThemeError, match="is not there, or no plain file"):
        theme.load("review")


def test_a_theme_that_is_not_sound_stops_the_export_before_anything_is_made(
    own, make_photo, target, readers
):
    own({"title": 1})
    with pytest.raises(ExportError, match=r"theme\.json: title"):
        list(publish(story_of(make_photo("a.jpg")), str(target), readers, Options(theme="review")))
    assert left_behind(target) == []


def test_only_the_account_has_themes_and_none_hides_one_of_ours(
    own, account, make_photo, target, readers
):
    own()
    (account / "essay").mkdir()
    (account / "essay" / "theme.json").write_text("{")
    (account / "Odd name").mkdir()
    (account / "Odd name" / "theme.json").write_text("{}")
    assert theme.own_names() == ["review"]
    assert theme.load("essay").title == "Essay"
    with pytest.raises(ExportError, match="there is no theme called"):
        run(story_of(make_photo("a.jpg")), target, readers, theme="../themes/review")


# ---- Blocks


CAPTION = """<p class="who" dir="auto">{{ photo.credit }}</p>
{{ photo.caption }}
"""


def test_a_block_of_its_own_takes_the_place_of_ours(own, make_photo, target):
    own(
        blocks={
            "caption": CAPTION,
            "quote": "<blockquote>{{ block.text }}</blockquote>\n{{ block.by }}\n",
        }
    )
    shown = make_photo("a.jpg", caption="One <b>", credit="Ann & Co")
    story = story_of(shown, title="T", sequence=(*story_of(shown).sequence, QuoteBlock("Q", "By")))
    with Readers(1) as real:
        run(story, target, real, theme="review", draft=True)
    words = document(target).find(".//figure[@id='photo-1']//div[@class='words']")
    assert [(p.get("class"), told(p)) for p in words.iter("p")] == [
        ("who", "Ann & Co"),
        (None, "One <b>"),
    ]


@pytest.fixture(autouse=True)
def workers_know_the_account(account, monkeypatch):
    """Let worker processes find the themes where the account has them."""
    (account.parent / "curator").mkdir(parents=True, exist_ok=True)
    link = account.parent / "curator" / "themes"
    if not link.exists():
        link.symlink_to(account)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(account.parent))


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% include 'page.html.j2' %}", "line 1: a block names no other file"),
        ("\n{% import 'x' as y %}", "line 2: a block names no other file"),
        ("{% extends 'x' %}", "a block names no other file"),
        ("{{ photo.caption|safe }}", "there is no filter “safe”"),
        ("{{ photo|attr('photo') }}", "there is no filter “attr”"),
        (
            "{% autoescape false %}{{ page.title }}{% endautoescape %}",
            "cannot turn off the escaping",
        ),
        ("{% if %}", "line 1"),
        ("x" * 20_001, "longer than 20000 characters"),
    ],
)
def test_a_block_that_reaches_further_is_refused(own, source, fault):
    own(blocks={"caption": source})
    with pytest.raises(ThemeError, match=r"caption\.html\.j2") as caught:
        theme.load("review")
    assert fault in str(caught.value)


def test_a_block_of_another_name_is_refused(own):
    own(blocks={"page": "x"})
    with pytest.raises(ThemeError, match=r"there is no such block; these are: opening\.html\.j2"):
        theme.load("review")


HOSTILE_BLOCKS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ photo.__init__.__globals__ }}",
    "{{ page.photo }}{{ gone }}",
    "{{ words.__class__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 9999999999 }}",
    "{% set x = ['y'] %}{% for i in range(9000) %}{{ 'z' * 900000 }}{% endfor %}",
    "{{ 'a'.join(range(99999999999)) }}",
    "{{ page.figures.clear() }}",
]


@pytest.mark.parametrize("source", HOSTILE_BLOCKS, ids=lambda source: source[:40])
def test_a_hostile_block_ends_as_a_message_and_nothing_is_made(
    own, make_photo, target, source, monkeypatch
):
    monkeypatch.setattr(rendering, "SECONDS", 1.0)
    own(blocks={"quote": source + "{{ block.text }}{{ block.by }}"})
    shown = make_photo("a.jpg", size=(90, 60))
    story = story_of(shown, sequence=(*story_of(shown).sequence, QuoteBlock("Q", "By")))
    with Readers(1) as real, pytest.raises(ExportError, match=r"review|story"):
        run(story, target, real, theme="review", draft=True)
    assert left_behind(target) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ photo.caption }}", "is missing in photo-1"),
        ("{{ photo.credit }}", "is missing in photo-1"),
        ("{{ photo.caption }}{{ photo.credit }}<script>1</script>", "a script"),
        ("{{ photo.caption }}{{ photo.credit }}<i onclick='x'>y</i>", "the attribute onclick"),
        ("{{ photo.caption }}{{ photo.credit }}<i style='x:y'>y</i>", "the attribute style"),
        ("{{ photo.caption }}{{ photo.credit }}<iframe src='x'></iframe>", "iframe"),
        ("{{ photo.caption }}{{ photo.credit }}<form action='https://e.org'></form>", "form"),
        ("{{ photo.caption }}{{ photo.credit }}<a href='javascript:1'>x</a>", "javascript"),
        (
            "{{ photo.caption }}{{ photo.credit }}<img src='https://e.org/x' alt=''>",
            "not beside it",
        ),
    ],
)
def test_a_block_that_drops_words_or_adds_what_runs_is_found_when_read_back(
    own, make_photo, target, source, fault
):
    own(blocks={"caption": source})
    story = story_of(make_photo("a.jpg", size=(90, 60), caption="Cap", credit="Cred"))
    with Readers(1) as real, pytest.raises(ExportError) as caught:
        run(story, target, real, theme="review", draft=True)
    assert fault in str(caught.value)
    assert left_behind(target) == []


def test_the_page_view_shows_a_theme_with_blocks_too(own):
    own(blocks={"caption": CAPTION})
    photo = Photo(id=PhotoId("a"), file="/a.jpg", caption="One", credit="Ann")
    with Readers(1) as real:
        shown = preview.preview(story_of(photo), theme.load("review"), "dark", real)
    assert '<p class="who" dir="auto">Ann</p>' in shown.html
    assert [part.photos for part in shown.parts] == [((1, "a"),)]
