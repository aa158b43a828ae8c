"""Situations of the check: led to the very words, one key takes a suggestion, a reason lets a problem be."""

import pytest
from PySide6.QtCore import Qt

from curator.manifest import files
from curator.story import edits

KEY = Qt.Key


@pytest.fixture
def listed(qtbot, program, drop, folder):
    drop(folder)
    ids = program.views.story.rows.keys
    program.document.apply(
        edits.set_field([ids[2]], "caption", "A gold wall in the the old harbour.")
    )
    program.problems.open()

    def until(is_so):
        qtbot.waitUntil(lambda: is_so(program.problems.problems), timeout=15_000)

    def go_to(rule):
        until(lambda problems: any(p.rule == rule for p in problems))
        row = [p.rule for p in program.problems.problems].index(rule)
        program.problems.lines.setCurrentRow(row)
        program.problems.lines.setFocus()

    program.go_to, program.until_problems = go_to, until
    return ids


def test_enter_leads_to_the_very_words(program, listed, press):
    program.go_to("doubled-word")
    press(KEY.Key_Return)
    field = program.editor.photos.fields["caption"]
    assert program.window.focusWidget() is field
    assert field.textCursor().selectedText() == "the the"


def test_one_key_takes_the_suggestion_and_undo_takes_it_back(program, listed, press):
    program.go_to("doubled-word")
    press(KEY.Key_Insert)
    photos = program.document.story.photos
    assert photos[listed[2]].caption == "A gold wall in the old harbour."
    program.until_problems(lambda found: all(p.rule != "doubled-word" for p in found))
    program.document.undo()
    program.until_problems(lambda found: any(p.rule == "doubled-word" for p in found))


def test_a_problem_is_let_be_for_a_reason_that_is_saved(program, listed, press, answers):
    program.go_to("doubled-word")
    press(KEY.Key_Delete)
    assert program.document.story.waivers == ()  # No reason, no waiver.
    answers.reason_answer = "A song of that name"
    press(KEY.Key_Delete)
    program.until_problems(lambda found: all(p.rule != "doubled-word" for p in found))
    saved = files.to_bytes(program.document.story, "/stories").decode()
    assert '"reason": "A song of that name"' in saved
    assert program.document.undo_step.edit.photos == (listed[2],)


def test_next_and_previous_problem_go_round_by_key(program, listed, press):
    program.until_problems(lambda found: len(found) > 3)
    program.problems.lines.setCurrentRow(0)
    program.actions["next_problem"].trigger()
    assert program.problems.lines.currentRow() == 1
    program.actions["previous_problem"].trigger()
    program.actions["previous_problem"].trigger()
    assert program.problems.lines.currentRow() == program.problems.lines.count() - 1
