"""Situations of the story's own words: dateline, corrections, and a closing credit that follows the photos."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from curator.story import edits
from curator.story.closing import closing_credit


@pytest.fixture
def panel(program, drop, folder):
    drop(folder)
    program.editor.show_story()
    return program.editor.story


def test_the_closing_credit_follows_the_photos_until_somebody_writes_it(
    qtbot, program, panel, write
):
    ids = program.views.story.rows.keys
    program.document.apply(edits.set_field(ids[:5], "credit", "Mina Oh/AFP"))
    qtbot.mouseClick(panel.from_photos, Qt.MouseButton.LeftButton)
    closing = panel.fields["closing_credit"]
    assert closing.placeholderText() == "Photographs by Mina Oh/AFP"
    program.document.apply(edits.set_field(ids[5:], "credit", "Jon Ek/AFP"))
    assert closing.placeholderText() == "Photographs by Mina Oh and Jon Ek/AFP"
    assert not panel.from_photos.isVisible()

    closing.setFocus()
    write("All by us.")
    assert closing_credit(program.document.story) == "All by us."
    assert panel.from_photos.isVisible()
    program.document.undo()
    assert closing_credit(program.document.story) == "Photographs by Mina Oh and Jon Ek/AFP"


def test_a_correction_is_dated_today_and_its_date_is_read_however_it_is_typed(
    program, panel, write
):
    panel.corrections.add()
    write("The bridge opened in 1894.")
    (correction,) = program.document.story.corrections
    assert (correction.date, correction.text) == (
        date.today().isoformat(),
        "The bridge opened in 1894.",
    )
    row = panel.corrections.rows[0]
    row.date.setFocus()
    row.date.selectAll()
    write("14 March 2026")
    row.text.setFocus()
    assert program.document.story.corrections[0].date == "2026-03-14"
    panel.corrections.remove(row)
    assert program.document.story.corrections == ()
    program.document.undo()
    assert panel.corrections.rows[0].text.text() == "The bridge opened in 1894."


def test_the_dateline_is_typed_beside_the_date(program, panel, write):
    panel.fields["dateline"].setFocus()
    write("London")
    assert program.document.story.dateline == "London"


def test_the_language_is_told_by_its_name_and_chosen_from_a_menu(program, panel, write):
    assert panel.language.text() == "English"
    field = panel.fields["language"]
    field.setFocus()
    field.selectAll()
    write("de-AT")
    assert panel.language.text() == "German (Austria)"
    field.selectAll()
    write("deutsch")
    assert panel.language.text() == "Not a language that is known"

    menu = panel.language.menu()
    menu.aboutToShow.emit()
    chosen = next(action for action in menu.actions() if action.text().endswith("\tar"))
    chosen.trigger()
    assert (program.document.story.language, field.text()) == ("ar", "ar")
    assert panel.language.text() == "Arabic"
    program.document.undo()
    assert program.document.story.language == "deutsch"
