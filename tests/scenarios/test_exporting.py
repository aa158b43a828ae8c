"""Situations of exporting and checking from the window."""

import sys

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton

from curator.check import Level
from curator.export import theme
from curator.story import edits
from curator.window.prompts import EXPORT_FORMS, FolderDialog, Report
from curator.window.settings import PAGE_THEMES


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    program.document.apply(edits.set_story("title", "Ten walls"))
    return program.views.story.rows.keys


@pytest.fixture
def export(qtbot, program, answers, settle):
    """Let the errors be that stand open, and export to a folder; return what came of it."""

    def do(folder):
        settle()
        answers.export_path = str(folder)
        with qtbot.waitSignal(program.publishing.finished, timeout=30_000) as done:
            program.actions["export"].trigger()
        return done.args[0]

    return do


def test_one_action_makes_the_page_and_offers_to_open_it(program, ids, export, tmp_path):
    program.document.apply(edits.set_field([ids[0]], "caption", "The teal & the <b>bold</b>"))

    result = export(tmp_path / "page")

    html = (tmp_path / "page/index.html").read_text("utf-8").partition("<dialog")[0]
    assert html.count("The teal &amp; the &lt;b&gt;bold&lt;/b&gt;") == 1
    assert html.count("<figure") == 10
    assert result.left_out == ()
    said = program.window.notices.text
    assert said.startswith(f"The page is ready in {tmp_path / 'page'}. Still open: ")
    assert "error" not in said
    program.publishing.problems_asked.emit()
    assert program.problems.isVisible()


def test_exporting_again_replaces_the_page(program, ids, export, tmp_path):
    export(tmp_path / "page")
    program.document.apply(edits.set_story("title", "Another title"))

    export(tmp_path / "page")

    assert "Another title" in (tmp_path / "page/index.html").read_text("utf-8")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("page")] == ["page"]


def test_the_folder_asked_for_may_be_there_already(qtbot, program, tmp_path):
    dialog = FolderDialog(program.window, str(tmp_path))
    assert dialog.path == str(tmp_path)
    dialog._field.setText(f"{tmp_path}/new/../page")
    assert dialog.path == f"{tmp_path}/page"


def test_the_forms_chosen_are_made_and_chosen_again_next_time(
    program, ids, export, answers, tmp_path
):
    answers.export_forms = frozenset({"zip", "epub"})
    result = export(tmp_path / "page")
    assert (tmp_path / "page/story.epub").is_file()
    assert result.archive == str(tmp_path / "page.zip")

    answers.export_forms = None
    export(tmp_path / "other")
    assert (tmp_path / "other/story.epub").is_file()
    assert program.settings.export_forms == {"zip", "epub"}


def test_the_dialog_ticks_what_was_chosen_and_tells_what_is(program, qtbot, tmp_path):
    forms = frozenset({"epub"})
    dialog = FolderDialog(program.window, str(tmp_path), boxes=EXPORT_FORMS, ticked=forms)
    qtbot.addWidget(dialog)
    assert dialog.ticked == forms
    boxes = dialog.findChildren(QCheckBox)
    assert [box.text() for box in boxes] == list(EXPORT_FORMS.values())
    boxes[0].click()
    boxes[2].click()
    assert dialog.ticked == {"single_file"}


def test_a_missing_photo_is_left_out_and_named(program, ids, export, tmp_path, folder):
    (folder / "DSC_0002.JPG").unlink()

    export(tmp_path / "page")

    assert "1 photo could not be read" in program.window.notices.text
    assert program.window.notices.details.startswith("DSC_0002.JPG: ")
    assert (tmp_path / "page/index.html").read_text("utf-8").count("<figure") == 9


def test_a_folder_that_is_not_curators_is_never_touched(
    qtbot, program, ids, answers, settle, tmp_path
):
    settle()
    target = tmp_path / "precious"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    answers.export_path = str(target)

    with qtbot.waitSignal(program.publishing.failed, timeout=30_000):
        program.actions["export"].trigger()

    assert [p.name for p in target.iterdir()] == ["thesis.txt"]
    assert "precious" in program.window.notices.text


def test_cancel_leaves_nothing_behind(qtbot, program, ids, answers, settle, tmp_path):
    settle()
    answers.export_path = str(tmp_path / "page")
    program.actions["export"].trigger()
    assert program.publishing.is_busy
    program.publishing.cancel()

    qtbot.waitUntil(lambda: program.jobs.is_idle, timeout=20_000)

    assert not (tmp_path / "page").exists()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".page")]
    assert "cancelled" in program.window.notices.text


def test_the_check_lists_problems_and_leads_to_the_words(program, ids, checked):
    program.actions["check"].trigger()
    checked()

    errors = [p for p in program.problems.problems if p.level is Level.ERROR]
    assert len(errors) == 30
    assert len(program.problems.problems) == len(program.findings.problems)
    missing = next(p for p in errors if p.photo == ids[4] and p.rule == "credit-missing")
    program.problems.chosen.emit(missing)
    assert program.views.story.selected_photos == (ids[4],)
    assert program.editor.photos.fields["credit"].hasFocus()


def test_the_list_of_problems_follows_the_edits(program, ids, checked):
    program.actions["check"].trigger()
    checked()
    assert [p for p in program.problems.problems if p.rule == "credit-missing"]
    program.document.apply(edits.set_default("credit", "Mina Oh"))
    checked()
    assert not [p for p in program.problems.problems if p.rule == "credit-missing"]


@pytest.fixture
def sketch(program, ids, monkeypatch):
    """The view of a page where no browser engine is installed."""
    monkeypatch.setitem(sys.modules, "curator.window.page.engine", None)
    return program.views.page.sketch


def test_the_sketch_of_the_page_follows_the_edits(qtbot, program, ids, sketch):
    program.views.show_view("page")
    page = sketch
    qtbot.waitUntil(lambda: "Ten walls" in page.toPlainText(), timeout=5_000)

    program.document.apply(edits.set_field([ids[0]], "caption", "<b>A</b> & teal wall"))

    qtbot.waitUntil(lambda: "<b>A</b> & teal wall" in page.toPlainText(), timeout=5_000)


def test_badges_tell_what_only_the_whole_story_shows(program, ids, checked):
    from curator.window.grid.model import Role

    program.document.apply(edits.set_field(ids[:2], "caption", "The same words twice"))
    checked()

    grid = program.views.story.rows
    rules = [[p.rule for p in grid.index(row).data(Role.PROBLEMS)] for row in (0, 1)]
    assert "caption-repeated" not in rules[0]
    assert "caption-repeated" in rules[1]


def test_f7_and_escape_go_to_the_list_and_back(qtbot, program, ids, press):
    from PySide6.QtCore import Qt

    program.views.story.setFocus()
    with qtbot.waitSignal(program.problems.listed, timeout=10_000):
        program.actions["check"].trigger()
    assert program.problems.lines.hasFocus()
    press(Qt.Key.Key_Escape)
    assert not program.problems.isVisible()
    assert program.views.story.hasFocus()


def test_a_problem_of_the_source_leads_to_its_address(program, ids, checked):
    program.document.apply(edits.set_source("The Paper", "javascript:alert(1)"))
    program.actions["check"].trigger()
    checked()
    unsafe = next(p for p in program.problems.problems if p.rule == "link-unsafe")
    program.problems.chosen.emit(unsafe)
    assert program.editor.story.source_url.hasFocus()


def test_the_sketch_of_the_page_comes_to_rest(qtbot, program, sketch):
    page = sketch
    rendered = []
    render = page.setHtml
    page.setHtml = lambda html: (rendered.append(1), render(html))
    program.views.show_view("page")
    qtbot.waitUntil(lambda: bool(rendered), timeout=5_000)
    qtbot.waitUntil(lambda: program.jobs.is_idle and program.picture_jobs.is_idle, timeout=10_000)
    with qtbot.waitSignal(page._later.timeout, timeout=1_000, raising=False):
        pass
    settled = len(rendered)
    with qtbot.waitSignal(page._later.timeout, timeout=600, raising=False) as later:
        pass
    assert not later.signal_triggered
    assert len(rendered) == settled


def test_a_cancel_at_the_swap_tells_the_truth(
    qtbot, program, ids, answers, settle, tmp_path, monkeypatch
):
    settle()
    from curator.export import folder as export_folder

    swap = export_folder.swap_in

    def swap_late(*arguments):
        program.publishing._is_cancelled = True
        return swap(*arguments)

    monkeypatch.setattr(export_folder, "swap_in", swap_late)
    answers.export_path = str(tmp_path / "page")
    program.actions["export"].trigger()
    qtbot.waitUntil(lambda: not program.publishing.is_busy, timeout=20_000)

    is_there = (tmp_path / "page").exists()
    assert is_there == ("The page is ready" in program.window.notices.text)
    assert is_there != ("Nothing was changed" in program.window.notices.text)


def test_the_page_is_exported_in_the_theme_that_the_view_menu_says(program, ids, export, tmp_path):
    menu = program.actions.menus["View"]
    themes = next(a.menu() for a in menu.actions() if a.text() == "Theme o&f the page")
    assert [a.text() for a in themes.actions() if a.isChecked()] == [PAGE_THEMES["essay"]]
    next(a for a in themes.actions() if a.text() == PAGE_THEMES["black"]).trigger()
    export(tmp_path / "page")
    html = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert '<meta name="color-scheme" content="dark">' in html


def test_the_menu_has_every_theme_that_there_is():
    assert sorted(PAGE_THEMES) == theme.theme_names()
    for name, words in PAGE_THEMES.items():
        assert words.replace("&", "") == theme.load(name).title


@pytest.fixture
def own_theme(tmp_path, monkeypatch):
    """Return the file of a theme that the account has, sound."""
    monkeypatch.setattr(theme, "own_folder", lambda: tmp_path / "themes")
    file = tmp_path / "themes" / "review" / "theme.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"title": "Review", "footer": "House of Review"}', encoding="utf-8")
    return file


def choose_own_theme(qtbot, program):
    """Choose the account's theme in the menu, as soon as it is there."""
    menu = program.actions.menus["View"]
    themes = next(a.menu() for a in menu.actions() if a.text() == "Theme o&f the page")
    themes.aboutToShow.emit()
    qtbot.waitUntil(lambda: "review" in [a.text() for a in themes.actions()], timeout=10_000)
    themes.aboutToShow.emit()
    next(a for a in themes.actions() if a.text() == "review").trigger()
    return themes


def test_a_theme_of_the_account_is_in_the_menu_once_and_dresses_the_page(
    qtbot, program, ids, export, own_theme, tmp_path
):
    themes = choose_own_theme(qtbot, program)
    export(tmp_path / "page")
    assert "House of Review" in (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert [a.text() for a in themes.actions()].count("review") == 1


def test_a_theme_with_a_fault_is_told_with_its_place_and_nothing_is_exported(
    qtbot, program, ids, answers, own_theme, tmp_path
):
    own_theme.write_text('{"title": 1}', encoding="utf-8")
    choose_own_theme(qtbot, program)
    program.views.show_view("page")
    qtbot.waitUntil(lambda: "theme.json" in program.window.notices.text, timeout=10_000)
    assert "title: expected a text" in program.window.notices.text
    answers.export_path = str(tmp_path / "page")
    program.actions["export"].trigger()
    qtbot.waitUntil(lambda: not program.publishing.is_busy, timeout=20_000)
    assert not (tmp_path / "page").exists()


def test_what_leaves_is_shown_before_the_export_and_follows_the_boxes(qtbot, program, ids):
    credited = edits.set_field([ids[0]], "credit", "Mina Oh/AP")
    placed = edits.set_field([ids[0]], "place.city", "Wonsan")
    for edit in (credited, placed):
        program.document.apply(edit)
    dialog = FolderDialog(
        program.window, "/tmp/x", None, EXPORT_FORMS, frozenset(), program.publishing._leaving
    )
    qtbot.addWidget(dialog)
    (report,) = dialog.findChildren(Report)
    assert report.text == ""
    next(b for b in dialog.findChildren(QPushButton) if "leaves" in b.text()).click()
    assert "Mina Oh/AP (1 photo)" in report.text
    assert "Wonsan" not in report.text
    next(b for b in dialog.findChildren(QCheckBox) if "coordinates" in b.text()).click()
    assert "Wonsan (1 photo)" in report.text
