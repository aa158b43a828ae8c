"""Situations of the check: led to the very words, one key takes a suggestion, a reason lets a problem be."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from curator.check import Level
from curator.manifest import files
from curator.story import edits
from curator.window.checking.rows import LET_BE, Grouping, Head, Let, Line

KEY = Qt.Key
WORDS = "A gold wall in the the old harbour."


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


@pytest.fixture
def listed(program, ids, checked):
    """A story with a doubled word in its third caption, and the list of its problems up."""
    program.document.apply(edits.set_field([ids[2]], "caption", WORDS))
    program.problems.open()
    checked()
    return ids


@pytest.fixture
def go_to(program):
    def do(is_wanted):
        rows = program.problems.lines.rows
        number = next(n for n, row in enumerate(rows.rows) if is_wanted(row))
        program.problems.lines.setCurrentIndex(rows.index(number))
        program.problems.lines.setFocus()

    return do


def of_rule(rule):
    return lambda row: isinstance(row, Line) and row.problem.rule == rule


def found(program, rule):
    return [p for p in program.problems.problems if p.rule == rule]


def caption(program, photo_id):
    return program.document.story.photos[photo_id].caption


def test_enter_leads_to_the_very_words(program, listed, press, go_to):
    go_to(of_rule("doubled-word"))
    press(KEY.Key_Return)
    field = program.editor.photos.fields["caption"]
    assert program.window.focusWidget() is field
    assert field.textCursor().selectedText() == "the the"


def test_one_key_takes_the_suggestion_and_undo_takes_it_back(
    program, listed, press, go_to, checked
):
    go_to(of_rule("doubled-word"))
    press(KEY.Key_Insert)
    assert caption(program, listed[2]) == "A gold wall in the old harbour."
    assert not found(program, "doubled-word")
    checked()
    program.document.undo()
    checked()
    assert found(program, "doubled-word")


def test_a_problem_is_let_be_for_a_reason_that_is_saved_and_told_again(
    program, listed, press, answers, go_to, checked
):
    go_to(of_rule("doubled-word"))
    press(KEY.Key_Delete)
    assert program.document.story.waivers == ()  # No reason, no waiver.
    answers.reason_answer = "A song of that name"
    press(KEY.Key_Delete)
    checked()
    assert not found(program, "doubled-word")
    saved = files.to_bytes(program.document.story, "/stories").decode()
    assert '"reason": "A song of that name"' in saved
    assert program.document.undo_step.edit.photos == (listed[2],)

    go_to(lambda row: isinstance(row, Head) and row.key == LET_BE)
    press(KEY.Key_Right)
    go_to(lambda row: isinstance(row, Let))
    press(KEY.Key_Delete)
    checked()
    assert program.document.story.waivers == ()
    assert found(program, "doubled-word")


def test_next_and_previous_problem_go_round_by_key(program, listed):
    lines = program.problems.lines
    first, last = program.problems.problems[0], program.problems.problems[-1]
    lines.go_to(first)
    program.actions["next_problem"].trigger()
    assert lines.current.problem is program.problems.problems[1]
    program.actions["previous_problem"].trigger()
    program.actions["previous_problem"].trigger()
    assert lines.current.problem.place == last.place


def test_the_list_goes_by_photo_or_by_rule_and_remembers_which(program, listed, settings):
    heads = [row for row in program.problems.lines.rows.rows if isinstance(row, Head)]
    assert heads[0].title == "The story"
    assert heads[3].title.startswith("3 · ")
    assert sum(len(head.problems) for head in heads) == len(program.findings.problems)

    program.problems.group_by(Grouping.RULE)
    heads = [row for row in program.problems.lines.rows.rows if isinstance(row, Head)]
    missing = next(head for head in heads if head.key == ("rule", "alt-missing"))
    assert (missing.title, missing.counts) == ("Photos without alt text", (10, 0, 0))
    assert settings.problem_grouping == "rule"


def test_groups_fold_by_keys_and_levels_are_left_out(program, listed, press, go_to):
    before = len(program.problems.problems)
    go_to(lambda row: isinstance(row, Head) and row.title.startswith("3 · "))
    held = len(program.problems.lines.current.problems)
    press(KEY.Key_Left)
    assert len(program.problems.problems) == before - held
    press(KEY.Key_Return)
    assert len(program.problems.problems) == before

    program.problems.show_level(Level.HINT, False)
    program.problems.show_level(Level.WARNING, False)
    assert {p.level for p in program.problems.problems} == {Level.ERROR}


def test_all_suggestions_of_a_rule_are_taken_in_one_step(
    program, ids, press, go_to, checked, answers
):
    for number in (1, 4, 7):
        words = f"Wall number {number} of the the old harbour."
        program.document.apply(edits.set_field([ids[number]], "caption", words))
    program.problems.group_by(Grouping.RULE)
    program.problems.open()
    checked()
    go_to(lambda row: isinstance(row, Head) and row.key == ("rule", "doubled-word"))
    press(KEY.Key_Insert)
    captions = [caption(program, ids[n]) for n in (1, 4, 7)]
    assert captions == [f"Wall number {n} of the old harbour." for n in (1, 4, 7)]
    program.document.undo()
    assert "the the" in caption(program, ids[7])


def test_what_a_caption_s_own_words_settle_is_told_at_the_keystroke(program, listed, write):
    program.captions.lead_to(listed[2], "caption", 14, 18)
    write(" ")
    assert caption(program, listed[2]) == "A gold wall in  the old harbour."
    assert not found(program, "doubled-word")
    assert [p.photo for p in found(program, "space-doubled")] == [listed[2]]


# ---- lines under the words


def marks_of(program, name="caption"):
    field = program.editor.photos.fields[name]
    return [
        (field.text()[m.start : m.end], m.kind) for m in program.captions.writing.marks.marks(field)
    ]


def test_the_words_are_underlined_in_the_field_by_their_level(program, listed):
    program.views.story.select([listed[2]])
    assert ("the the", "warning") in marks_of(program)
    program.views.story.select([listed[3]])
    assert not [m for m in marks_of(program) if m[1] == "warning"]


def test_the_line_goes_with_the_words_that_were_wrong(program, listed, write):
    program.captions.lead_to(listed[2], "caption", 14, 18)
    write("")
    program.document.apply(
        edits.set_field([listed[2]], "caption", "A gold wall in the old harbour.")
    )
    assert not [m for m in marks_of(program) if m[1] == "warning"]


def test_a_field_of_one_line_is_marked_as_well(program, listed, checked):
    program.document.apply(edits.set_field([listed[2]], "credit", "© Mina Oh"))
    checked()
    program.views.story.select([listed[2]])
    field = program.editor.photos.fields["credit"]
    (problem,) = [
        p for p in program.captions.writing.problems.at(field, 0) if p.rule == "credit-dressed"
    ] or [None]
    assert problem is None or problem.text in field.text()


def test_the_menu_at_the_words_takes_the_suggestion(program, listed, qtbot):
    program.views.story.select([listed[2]])
    field = program.editor.photos.fields["caption"]
    field.select_span(16, 16)
    menu = QMenu()
    field.menu_asked.emit(menu)
    entries = {action.text(): action for action in menu.actions()}
    assert "Let it be…" in entries
    assert "Show in the list" in entries
    entries["Take “the”"].trigger()
    assert caption(program, listed[2]) == "A gold wall in the old harbour."


def test_the_menu_elsewhere_offers_nothing_of_the_kind(program, listed):
    program.views.story.select([listed[2]])
    field = program.editor.photos.fields["caption"]
    field.select_span(2, 2)
    menu = QMenu()
    field.menu_asked.emit(menu)
    assert "Let it be…" not in [action.text() for action in menu.actions()]


def test_the_place_under_the_mouse_is_told_by_characters(program, listed):
    program.views.story.select([listed[2]])
    field = program.editor.photos.fields["caption"]
    assert field.place_at(QPoint(0, 0)) == 0
    assert field.place_at(QPoint(5_000, 5_000)) == len(WORDS)


# ---- the export that waits


def test_an_export_waits_for_the_errors_and_goes_on_when_they_are_settled(
    qtbot, program, ids, checked, press, answers, tmp_path, go_to
):
    answers.export_path = str(tmp_path / "page")
    program.actions["export"].trigger()
    qtbot.waitUntil(lambda: program.problems.is_waited_for, timeout=20_000)
    assert {p.level for p in program.problems.problems} == {Level.ERROR}
    assert "The export waits for 31 errors" in program.problems._waiting.text()
    assert not program.problems._export.isEnabled()
    assert "export" not in answers.asked

    answers.reason_answer = "A test of the walls"
    program.problems.group_by(Grouping.RULE)
    while found_errors := [p for p in checked() if p.level is Level.ERROR]:
        go_to(
            lambda row, rule=found_errors[0].rule: (
                isinstance(row, Head) and row.key == ("rule", rule)
            )
        )
        press(KEY.Key_Delete)
    assert program.problems._waiting.text().startswith("No error is open")
    with qtbot.waitSignal(program.publishing.finished, timeout=30_000):
        program.problems._export.click()
    assert (tmp_path / "page" / "index.html").exists()


def test_warnings_and_hints_stop_nobody_and_are_told_where_the_page_goes(
    qtbot, program, ids, settle, answers, tmp_path
):
    settle()
    answers.export_path = str(tmp_path / "page")
    with qtbot.waitSignal(program.publishing.finished, timeout=30_000):
        program.actions["export"].trigger()
    assert answers.asked[-1] == "export"
    assert "warning" in answers.told_open
    assert "error" not in answers.told_open


def test_the_check_before_an_export_can_be_cancelled(program, ids, answers):
    program.actions["export"].trigger()
    program.publishing.gate.cancel()
    assert not program.window.exporting.isVisible()
    assert "export" not in answers.asked
