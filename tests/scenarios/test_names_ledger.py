"""Situations of names: seen with every place, decided by a key, renamed with all places in view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from curator.captions.codes import Code, CodeTable
from curator.story import edits
from curator.window.ledger.rows import Head, Name, Way

KEY = Qt.Key
CAPTIONS = (
    "Kim Yong Chol waves from a boat.",
    "A guide greets Kim Yong Chol on the quay.",
    "Kim Yong-chol’s car waits in Wonsan.",
    "Mina Oh sells squid in Wonsan.",
)


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    ids = program.views.story.rows.keys
    for photo_id, words in zip(ids, CAPTIONS, strict=False):
        program.document.apply(edits.set_field([photo_id], "caption", words))
    program.document.apply(edits.set_field(ids, "credit", "Jo Pak/Harbor Pictures"))
    return ids


@pytest.fixture
def ledger(qtbot, program, ids):
    panel = program.rooms.ledger
    with qtbot.waitSignal(panel.listed, timeout=10_000):
        panel.open()
    return panel


@pytest.fixture
def go_to(ledger):
    def do(words):
        row = next(n for n, r in enumerate(ledger.lines.rows.rows) if shown(ledger, r) == words)
        ledger.lines.go(row)
        ledger.lines.setFocus()

    return do


def shown(ledger, row):
    return ledger.lines.rows.look(row).words


def titles(ledger):
    return [shown(ledger, row) for row in ledger.lines.rows.rows]


def test_the_names_are_listed_by_kind_and_those_in_doubt_first(ledger):
    assert titles(ledger)[:4] == ["People", "Kim Yong Chol", "Kim Yong Chol", "Kim Yong-chol"]
    assert {"Places", "Wonsan", "Organisations", "Harbor Pictures", "Mina Oh"} <= set(
        titles(ledger)
    )
    assert ledger._title.text() == "5 names · 1 in several spellings"


def test_enter_leads_from_place_to_place_to_the_very_words(program, ledger, go_to, press, ids):
    go_to("Wonsan")
    field = program.editor.photos.fields["caption"]
    press(KEY.Key_Return)
    assert (program.views.grid.current_key, field.textCursor().selectedText()) == (ids[2], "Wonsan")
    ledger.lines.setFocus()
    press(KEY.Key_Return)
    assert program.views.grid.current_key == ids[3]


def test_one_key_decides_on_a_spelling_and_the_check_goes_by_it(
    qtbot, program, ledger, go_to, press, checked
):
    go_to("Kim Yong-chol")
    with qtbot.waitSignal(ledger.listed, timeout=10_000):
        press(KEY.Key_Space)
    assert [a.name for a in program.document.story.names] == ["Kim Yong-chol"]
    assert ledger.entries[0].name == "Kim Yong-chol"
    found = [p for p in checked() if p.rule == "name-spellings"]
    assert {p.suggestion for p in found} == {"Kim Yong-chol"}
    assert len(found) == 2
    with qtbot.waitSignal(ledger.listed, timeout=10_000):
        press(KEY.Key_Space)
    assert program.document.story.names == ()


def test_renaming_shows_every_place_first_and_leaves_the_rest_of_the_words(
    qtbot, program, ledger, go_to, press, ids
):
    go_to("Kim Yong-chol")
    replacing = program.captions.replacing
    with qtbot.waitSignal(replacing.listed, timeout=10_000):
        press(KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
    form = replacing.form
    assert (form.pattern.text(), form.replacement.text()) == ("Kim Yong-chol", "Kim Yong Chol")
    with qtbot.waitSignal(replacing.replaced, timeout=10_000) as done:
        replacing.replace()
    assert done.args == [1]
    caption = program.document.story.photos[ids[2]].caption
    assert caption == "Kim Yong Chol’s car waits in Wonsan."
    program.document.undo()
    assert program.document.story.photos[ids[2]].caption == CAPTIONS[2]


def test_the_list_follows_the_words_and_the_filter(qtbot, program, ledger, ids):
    with qtbot.waitSignal(ledger.listed, timeout=10_000):
        program.document.apply(edits.set_field([ids[5]], "caption", "In Haeju, Ri Un Sim rests."))
    assert {"Haeju", "Ri Un Sim"} <= set(titles(ledger))
    ledger._filter.setText("un s")
    ledger._filter.edited.emit()
    assert titles(ledger) == ["People", "Ri Un Sim"]


def test_groups_and_names_fold(ledger, go_to, press):
    go_to("Kim Yong Chol")
    press(KEY.Key_Left)
    assert titles(ledger).count("Kim Yong-chol") == 0
    press(KEY.Key_Left)
    assert isinstance(ledger.lines.current, Head)
    press(KEY.Key_Left)
    assert "Mina Oh" not in titles(ledger)
    press(KEY.Key_Right)
    assert "Mina Oh" in titles(ledger)
    assert not any(isinstance(row, Way) for row in ledger.lines.rows.rows)
    assert any(isinstance(row, Name) for row in ledger.lines.rows.rows)


def test_a_code_is_made_for_a_name(qtbot, program, ledger, go_to):
    qtbot.waitUntil(lambda: program.kit.is_loaded)
    go_to("Mina Oh")
    ledger._code.click()
    codes = [line for line in program.kit.codes.table.lines if isinstance(line, Code)]
    assert codes[-1] == Code("mo", ("Mina Oh",))
    ledger._code.click()
    assert len([line for line in program.kit.codes.table.lines if isinstance(line, Code)]) == len(
        codes
    )


def test_deciding_on_a_name_offers_to_put_codes_right(qtbot, program, ledger, go_to, press):
    qtbot.waitUntil(lambda: program.kit.is_loaded)
    kept = program.kit.codes
    kept.change(CodeTable((Code("kyc", ("Minister Kim Yong-chol",)),)))
    go_to("Kim Yong Chol")
    press(KEY.Key_Space)
    notices = program.window.notices
    assert notices.text == "1 code with another spelling of “Kim Yong Chol”: kyc."
    next(b for b in notices.findChildren(QPushButton) if b.text() == "Put right").click()
    assert notices.text == ""
    assert kept.table.codes == (Code("kyc", ("Minister Kim Yong Chol",)),)


def test_all_other_spellings_are_renamed_at_once(qtbot, program, ledger, go_to, ids):
    with qtbot.waitSignal(ledger.listed, timeout=10_000):
        program.document.apply(edits.set_field([ids[4]], "caption", "Kim Yongchol rests."))
    go_to("Kim Yong Chol")
    assert len(ledger.lines.current.entry.spellings) == 3
    replacing = program.captions.replacing
    with qtbot.waitSignal(replacing.listed, timeout=10_000):
        ledger._rename.click()
    with qtbot.waitSignal(replacing.replaced, timeout=10_000) as done:
        replacing.replace()
    assert done.args == [2]
    photos = program.document.story.photos
    assert photos[ids[2]].caption == "Kim Yong Chol’s car waits in Wonsan."
    assert photos[ids[4]].caption == "Kim Yong Chol rests."


def test_the_names_and_the_problems_take_turns_below_the_photos(program, ledger):
    program.rooms.check()
    assert (ledger.isVisible(), program.rooms.problems.isVisible()) == (False, True)
    program.rooms.show_names()
    assert (ledger.isVisible(), program.rooms.problems.isVisible()) == (True, False)
