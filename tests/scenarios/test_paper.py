"""Situations of bringing a story to paper: the dialog, a PDF, a printer, and changing one's mind."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdf_reading import Pdf
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from curator.story import edits
from curator.window.paper import prints
from curator.window.paper.choices import OWN
from curator.window.paper.sheets import Field, Kind, Sheet, Which


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    found = program.views.story.rows.keys
    program.document.apply(edits.set_story("title", "Ten walls"))
    program.document.apply(edits.set_field(found[:3], "caption", "A wall in the rain."))
    return found


@pytest.fixture
def open_paper(qtbot, program):
    """Open the dialog from the menu, and wait until its page is there."""

    def do(name: str = "paper"):
        program.actions[name].trigger()
        dialog = program.rooms.paper.dialog
        qtbot.waitUntil(lambda: dialog.isVisible() and is_shown(dialog), timeout=10_000)
        return dialog

    return do


def is_shown(dialog) -> bool:
    """Say whether the page in the dialog is that of the story and the choices as they are."""
    preview, proof = dialog.preview, dialog.proof
    return (
        not dialog.is_waiting
        and proof.is_whole
        and (proof.is_empty or (preview.is_drawn and preview.words is not None))
    )


@pytest.fixture
def settle(qtbot):
    def do(dialog) -> None:
        qtbot.waitUntil(lambda: is_shown(dialog), timeout=10_000)

    return do


def choose(combo, value) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def save(qtbot, program, answers, path: Path) -> Pdf:
    answers.pdf_path = str(path)
    with qtbot.waitSignal(program.rooms.paper.made, timeout=30_000):
        program.rooms.paper.dialog.save_button.click()
    return Pdf(path)


def test_the_menu_opens_the_pages_and_one_button_makes_the_pdf(
    qtbot, program, ids, answers, open_paper, tmp_path
):
    dialog = open_paper()
    assert not dialog.isModal()
    assert dialog.save_button.isDefault()
    assert dialog.preview.accessibleDescription() == "Page 1 of 1"

    found = save(qtbot, program, answers, tmp_path / "sheet.pdf")

    assert answers.asked[-1].endswith("story-contact-sheet.pdf")
    assert len(found.pages) == 1
    assert len(found.pictures(found.pages[0])) == 10
    assert found.words(found.pages[0]).count("Awallintherain.") == 3
    assert found.info["Title"] == "Ten walls"
    assert dialog.notices.text == "The PDF is ready: sheet.pdf, 1 page."
    assert [p.name for p in tmp_path.iterdir() if p.suffix in (".pdf", ".tmp")] == ["sheet.pdf"]


def test_print_opens_the_same_dialog_ready_to_print(program, ids, open_paper):
    dialog = open_paper("print")
    assert dialog.print_button.isDefault()
    assert open_paper("paper") is dialog
    assert dialog.save_button.isDefault()


def test_choices_show_in_the_pages_and_are_kept(program, ids, open_paper, settle):
    dialog = open_paper()
    assert dialog.choices.preset.currentText() == "Contact sheet 4 × 5"
    choose(dialog.choices.preset, "Captions with pictures")
    dialog.choices.margins[0].setValue(25)
    dialog.choices.fields[Field.PLACE].setChecked(False)
    settle(dialog)
    assert dialog.choices.preset.currentText() == OWN
    assert dialog.sheet.kind is Kind.PICTURES
    assert {frame.x for frame in dialog.proof.pages[0].frames} == {25.0}
    assert dialog.proof.total > 1
    assert Sheet.of(program.settings.paper) == dialog.sheet


def test_rows_are_for_contact_sheets_and_texts_for_lists(program, ids, open_paper):
    choices = open_paper().choices
    assert choices.rows.isEnabled()
    assert not choices.texts.isEnabled()
    choose(choices.kind, Kind.CAPTIONS)
    assert not choices.rows.isEnabled()
    assert choices.texts.isEnabled()


def test_columns_that_find_no_room_are_told(program, ids, open_paper):
    choices = open_paper().choices
    remark = choices.findChild(QLabel, "muted")
    assert remark.isHidden()
    choices.columns.setValue(8)
    choices.text_size.setValue(18)
    assert remark.text() == "There is room for 4 columns at this size of paper and text."


def test_the_pages_follow_the_story_while_the_dialog_is_open(program, ids, open_paper, settle):
    dialog = open_paper()
    choose(dialog.choices.preset, "Captions for the copy desk")
    settle(dialog)
    program.document.apply(edits.set_field(ids[:1], "caption", "Another wall."))
    assert dialog.is_waiting
    settle(dialog)
    said = [run.text.words for run in dialog.proof.pages[0].lines]
    assert "Another wall." in said


def test_the_selection_can_be_printed_alone(qtbot, program, ids, answers, open_paper, tmp_path):
    program.views.show_view("photos")
    program.views.photos.select([ids[4], ids[1]])
    dialog = open_paper()
    assert dialog.choices.which.itemText(1) == "The selection (2)"
    choose(dialog.choices.which, Which.SELECTION)
    found = save(qtbot, program, answers, tmp_path / "two.pdf")
    words = found.words(found.pages[0])
    assert len(found.pictures(found.pages[0])) == 2
    assert words.index("DSC_0002") < words.index("DSC_0005")


def test_with_nothing_to_print_the_dialog_says_so(program, ids, open_paper, settle):
    dialog = open_paper()
    program.views.grid.clearSelection()
    choose(dialog.choices.which, Which.SELECTION)
    settle(dialog)
    assert dialog.preview.accessibleDescription() == "Nothing is selected."
    assert not dialog.save_button.isEnabled()
    choose(dialog.choices.which, Which.STORY)
    settle(dialog)
    assert dialog.save_button.isEnabled()


def test_pages_are_turned_by_keys_and_buttons(qtbot, program, ids, open_paper, settle):
    dialog = open_paper()
    choose(dialog.choices.preset, "Captions with pictures")
    settle(dialog)
    assert dialog.proof.total == 3
    dialog.preview.setFocus()
    qtbot.keyClick(dialog.preview, Qt.Key.Key_PageDown)
    assert dialog.page.value() == 2
    qtbot.keyClick(dialog.preview, Qt.Key.Key_End)
    settle(dialog)
    assert dialog.preview.accessibleDescription() == "Page 3 of 3"
    assert not dialog.after.isEnabled()
    dialog.before.click()
    assert dialog.page.value() == 2
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Home)
    assert (dialog.page.value(), dialog.before.isEnabled()) == (1, False)


def test_a_photo_that_is_gone_is_told_and_the_rest_is_made(
    qtbot, program, ids, answers, open_paper, tmp_path, folder
):
    open_paper()
    (folder / "DSC_0002.JPG").unlink()
    found = save(qtbot, program, answers, tmp_path / "sheet.pdf")
    assert len(found.pictures(found.pages[0])) == 9
    notices = program.rooms.paper.dialog.notices
    assert notices.text.endswith("1 photo could not be shown.")
    assert notices.details.startswith("DSC_0002.JPG: ")


@pytest.fixture
def held(monkeypatch) -> Iterator[threading.Event]:
    """Let no picture come before the event is set."""
    may_come = threading.Event()
    real = prints.large

    def large(*arguments, **named):
        may_come.wait(20)
        return real(*arguments, **named)

    monkeypatch.setattr(prints, "large", large)
    yield may_come
    may_come.set()


def test_cancelling_leaves_nothing(qtbot, program, ids, answers, open_paper, tmp_path, held):
    dialog = open_paper()
    answers.pdf_path = str(tmp_path / "sheet.pdf")
    with qtbot.waitSignal(program.rooms.paper.failed, timeout=30_000):
        dialog.save_button.click()
        assert not dialog.save_button.isEnabled()
        assert dialog.progress.text == "Making the PDF…"
        program.rooms.paper.cancel()
    assert dialog.notices.text == "Cancelled. Nothing was written."
    assert [p.name for p in tmp_path.iterdir() if p.suffix in (".pdf", ".tmp")] == []
    assert dialog.save_button.isEnabled()


def test_closing_the_dialog_lets_the_pdf_be_finished(
    qtbot, program, ids, answers, open_paper, tmp_path, held
):
    dialog = open_paper()
    answers.pdf_path = str(tmp_path / "sheet.pdf")
    with qtbot.waitSignal(program.rooms.paper.made, timeout=30_000):
        dialog.save_button.click()
        dialog.reject()
        assert program.window.printing.isVisible()
        held.set()
    assert program.window.notices.text.startswith("The PDF is ready")
    assert program.window.printing.isHidden()


def test_closing_the_window_while_a_pdf_is_made_leaves_nothing(
    qtbot, program, ids, answers, open_paper, tmp_path, held
):
    answers.pdf_path = str(tmp_path / "sheet.pdf")
    dialog = open_paper()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.progress.text == "Page 0 of 1")
    assert [p.suffix for p in tmp_path.iterdir() if p.suffix in (".pdf", ".tmp")] == [".tmp"]
    program.shut_down()
    assert [p.name for p in tmp_path.iterdir() if p.suffix in (".pdf", ".tmp")] == []


def test_a_folder_that_takes_no_file_is_told(qtbot, program, ids, answers, open_paper, tmp_path):
    dialog = open_paper()
    answers.pdf_path = str(tmp_path / "gone/sheet.pdf")
    with qtbot.waitSignal(program.rooms.paper.failed, timeout=30_000):
        dialog.save_button.click()
    assert "the PDF was not written (No such file or directory)" in dialog.notices.text


def test_choosing_no_file_and_no_printer_makes_nothing(program, ids, answers, open_paper):
    dialog = open_paper()
    dialog.save_button.click()
    dialog.print_button.click()
    assert answers.asked[-1] == "printer"
    assert not program.rooms.paper.is_busy


def test_printing_to_a_file_writes_it_whole_as_any_pdf(
    qtbot, program, ids, answers, open_paper, tmp_path
):
    def choose_file(printer: QPrinter) -> bool:
        assert printer.docName() == "Ten walls"
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return True

    answers.choose_printer = choose_file
    dialog = open_paper("print")
    with qtbot.waitSignal(program.rooms.paper.made, timeout=30_000):
        dialog.print_button.click()
    found = Pdf(tmp_path / "printed.pdf")
    assert len(found.pictures(found.pages[0])) == 10


def test_every_part_of_the_dialog_is_reached_by_keyboard_and_has_a_name(
    qtbot, qapp, program, ids, open_paper
):
    dialog = open_paper()
    assert dialog.width() <= 1280
    assert dialog.height() <= 800
    choices = dialog.choices
    wanted = {
        choices.preset, choices.kind, choices.which, choices.paper, choices.orientation,
        choices.columns, choices.rows, choices.text_size, *choices.margins,
        *choices.fields.values(), *choices.header.values(), dialog.preview, dialog.page,
        dialog.save_button, dialog.print_button,
    }  # fmt: skip
    choices.preset.setFocus()
    met = []
    for _ in range(60):
        met.append(qapp.focusWidget())
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= set(met)
    for widget in wanted:
        assert widget.accessibleName() or widget.text()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_paper_is_white_in_light_and_dark(qtbot, program, ids, open_paper, settle, appearance):
    program.looks.show(appearance)
    dialog = open_paper()
    settle(dialog)
    seen = dialog.preview.grab().toImage()
    centre = seen.pixelColor(seen.width() // 2, seen.height() - 40)
    edge = seen.pixelColor(4, seen.height() // 2)
    assert centre.name() == "#ffffff"
    assert edge.name() == program.looks.theme.window
