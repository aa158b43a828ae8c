"""Situations of the Page view: it follows the edits, keeps its place, leads to the words, and lets nothing out."""

import json
import sys

import pytest
from PySide6.QtCore import Qt

from curator.story import blocks, edits
from curator.story.values import QuoteBlock, TextBlock

pytest.importorskip("PySide6.QtWebEngineCore", reason="no browser engine is installed")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, program, drop, folder):
    drop(folder)
    program.document.apply(edits.set_story("title", "Walls"))
    program.views.show_view("page")
    view = program.views.page
    ask(qtbot, view, "document.readyState === 'complete' && typeof curator === 'object'", True)
    return view


def ask(qtbot, page, expression, expected=None):
    """Return what *expression* says on the page, once it says what is *expected*."""
    answers = []

    def is_said():
        page.engine.ask(f"JSON.stringify({expression})", answers.append)
        if not answers or not answers[-1]:
            return False
        return expected is None or json.loads(answers[-1]) == expected

    qtbot.waitUntil(is_said, timeout=15_000)
    return json.loads(answers[-1])


CAPTIONS = (
    "[...document.querySelectorAll('figcaption .words p:first-child')].map(e => e.textContent)"
)


def test_the_page_follows_every_edit_without_being_loaded_anew(qtbot, program, page):
    ids = program.views.story.rows.keys
    ask(qtbot, page, "(window.kept = 'the same', document.querySelectorAll('figure').length)", 10)
    program.document.apply(edits.set_field([ids[1]], "caption", "A tomato wall."))
    ask(qtbot, page, CAPTIONS, ["A tomato wall."])
    program.document.apply(blocks.insert_block(QuoteBlock("I paint.", "Mina Oh"), ids[1]))
    ask(qtbot, page, "document.querySelector('.quote cite').textContent", "Mina Oh")
    program.document.undo()
    ask(qtbot, page, "document.querySelector('.quote') === null", True)
    assert ask(qtbot, page, "window.kept") == "the same"


def test_the_place_that_is_read_is_kept_when_something_above_grows(qtbot, program, page):
    ids = program.views.story.rows.keys
    ask(
        qtbot,
        page,
        "(window.scrollTo(0, document.getElementById('photo-6').offsetTop), window.scrollY > 0)",
        True,
    )
    top = "Math.round(document.getElementById('photo-6').getBoundingClientRect().top)"
    before = ask(qtbot, page, top)
    program.document.apply(edits.set_field([ids[1]], "caption", "Long. " * 300))
    ask(qtbot, page, "document.body.textContent.includes('Long. Long.')", True)
    assert abs(ask(qtbot, page, top) - before) <= 1


def test_a_click_on_the_page_leads_to_the_words_and_a_selection_to_the_page(qtbot, program, page):
    ids = program.views.story.rows.keys
    ask(qtbot, page, "(document.querySelector('#photo-3 img').click(), true)", True)
    qtbot.waitUntil(lambda: program.views.story.selected_keys == (ids[2],))
    ask(qtbot, page, "document.querySelector('[data-curator-chosen]').id", "photo-3")
    ask(qtbot, page, "(document.querySelector('h1').click(), true)", True)
    qtbot.waitUntil(lambda: program.window.focusWidget() is program.editor.story.fields["title"])
    program.views.select((ids[8],))
    ask(qtbot, page, "document.querySelector('[data-curator-chosen]').id", "photo-9")
    seen = "document.getElementById('photo-9').getBoundingClientRect().top < window.innerHeight"
    ask(qtbot, page, seen, True)


def test_what_is_typed_runs_nowhere_and_asks_for_nothing(qtbot, program, page):
    ids = program.views.story.rows.keys
    hostile = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    program.document.apply(edits.set_field(ids, "caption", hostile))
    words = TextBlock("![x](https://a.example/x.png) <iframe src='https://a.example'></iframe>")
    program.document.apply(blocks.insert_block(words, None))
    ask(qtbot, page, "document.body.textContent.includes('onerror=')", True)
    assert ask(qtbot, page, "document.title") == "Walls"
    assert ask(qtbot, page, "document.querySelectorAll('iframe, script:not([type])').length") == 0
    assert page.engine.refused == []


def test_links_lead_nowhere_from_here(qtbot, program, page):
    program.document.apply(blocks.insert_block(TextBlock("[map](https://a.example/map)"), None))
    ask(qtbot, page, "document.querySelector('.text a').href", "https://a.example/map")
    ask(
        qtbot,
        page,
        "(document.querySelector('.text a').click(), location.href)",
        "curator-page://story/index.html",
    )
    assert page.engine.refused == []


def test_widths_and_schemes_are_chosen_apart_from_the_windows_own(qtbot, program, page):
    page.show_width("Phone")
    ask(qtbot, page, "window.innerWidth", 390)
    paper = "getComputedStyle(document.body).backgroundColor"
    page.show_scheme("light")
    ask(qtbot, page, "document.querySelector('meta[name=\"color-scheme\"]').content", "light")
    light = ask(qtbot, page, paper)
    page.show_scheme("dark")
    ask(qtbot, page, "document.querySelector('meta[name=\"color-scheme\"]').content", "dark")
    qtbot.waitUntil(lambda: ask(qtbot, page, paper) != light)


def test_the_browser_gets_the_same_page_and_follows(qtbot, program, page, monkeypatch):
    from curator.window.page import browser

    opened = []
    monkeypatch.setattr(browser, "show_path", opened.append)
    page.open_in_browser()
    qtbot.waitUntil(lambda: len(opened) == 1)
    folder = program.views.page.copy.folder
    assert folder.stat().st_mode & 0o077 == 0
    before = (folder / "version.js").read_text()
    ids = program.views.story.rows.keys
    program.document.apply(edits.set_field([ids[0]], "caption", "A teal </script> wall."))
    qtbot.waitUntil(lambda: (folder / "version.js").read_text() != before)
    assert "A teal" in (folder / "page.js").read_text()
    assert "</script>" not in (folder / "page.js").read_text()
    qtbot.waitUntil(lambda: len(list((folder / "photos").glob("[!.]*.jpg"))) == 10, timeout=15_000)
    program.shut_down()
    assert not folder.exists()


def test_the_page_comes_out_on_paper_with_all_its_pictures(qtbot, program, page):
    printed = []
    page.engine.print_pdf(printed.append)
    qtbot.waitUntil(lambda: len(printed) == 1, timeout=20_000)
    assert printed[0].startswith(b"%PDF-")
    assert ask(qtbot, page, "[...document.images].every(image => image.naturalWidth > 0)") is True


def test_without_an_engine_a_sketch_is_shown_and_the_browser_offered(
    qtbot, program, drop, folder, monkeypatch
):
    monkeypatch.setitem(sys.modules, "curator.window.page.engine", None)
    drop(folder)
    program.views.show_view("page")
    page = program.views.page
    assert page.engine is None
    program.document.apply(edits.set_story("title", "Walls"))
    qtbot.waitUntil(lambda: "Walls" in page.sketch.toPlainText())


def test_a_browser_that_shows_the_copy_follows_by_itself(qtbot, program, page, monkeypatch):
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from curator.window.page import browser

    opened = []
    monkeypatch.setattr(browser, "show_path", opened.append)
    page.open_in_browser()
    qtbot.waitUntil(lambda: len(opened) == 1)
    reader = QWebEngineView()
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.show()
    with qtbot.waitSignal(reader.loadFinished, timeout=15_000):
        reader.load(QUrl.fromLocalFile(opened[0]))
    said = []

    def reads(words):
        reader.page().runJavaScript("document.body.textContent", said.append)
        return bool(said) and words in str(said[-1])

    qtbot.waitUntil(lambda: reads("Walls"), timeout=15_000)
    ids = program.views.story.rows.keys
    for words in ("A teal wall & more.", "Another wall <b>."):
        program.document.apply(edits.set_field([ids[0]], "caption", words))
        qtbot.waitUntil(lambda words=words: reads(words), timeout=15_000)
