"""Situations of words for many photos: find and replace, paste, the copy desk's sheet, sidecars, credit by camera."""

import csv
import io

import pytest
from metadata_files import exif, jpeg, segment
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from curator.story import choice, edits
from curator.window.captioning.correction_rows import FIELD, MINE, PHOTO, THEIRS
from curator.window.prompts import Unsaved

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # lists and windows that come up


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


@pytest.fixture(autouse=True)
def empty_clipboard(qapp):
    yield
    QGuiApplication.clipboard().clear()


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def photos(program):
    return [photo(program, key) for key in program.views.story.rows.keys]


def captions(program):
    return [one.caption for one in photos(program)]


def field(program, name):
    return program.editor.photos.fields[name]


def put(program, photo_id, **values):
    for name, value in values.items():
        program.document.apply(edits.set_field([photo_id], name.replace("__", "."), value))


# Find and replace


@pytest.fixture
def kiev(program, ids):
    """A story that says Kiev in many places."""
    program.document.apply(edits.set_story("title", "Days in Kiev"))
    put(program, ids[0], caption="Kiev and Kiev again.", credit="Kiev Post")
    put(program, ids[1], caption="Kiev sleeps.")
    put(program, ids[2], caption="Lviv.", keywords=("Kiev", "Lviv"))
    return ids


@pytest.fixture
def look_for(qtbot, program, press, write):
    """Bring up find and replace by its keys and type; return the panel once all is listed."""

    def do(words: str, others: str = ""):
        press(KEY.Key_H, CTRL)
        panel = program.captions.replacing
        write(words)
        press(KEY.Key_Tab)
        write(others)
        qtbot.waitUntil(lambda: panel.is_current and panel.form.asked.replacement == others)
        return panel

    return do


def test_words_are_replaced_everywhere_but_where_the_tick_is_taken_away_in_one_step(
    qtbot, program, kiev, look_for
):
    before = program.document.story
    panel = look_for("Kiev", "Kyiv")
    assert panel.count.text() == "6 matches in 5 texts"
    titles = [(row.title, row.field) for row in panel.table.rows]
    untick = titles.index(("1 · DSC_0001.JPG", "Credit"))
    for key in (*[KEY.Key_Down] * untick, KEY.Key_Space):
        qtbot.keyClick(panel.table.view, key)
    assert panel.button.text() == "&Replace 5"
    assert program.document.story is before
    qtbot.mouseClick(panel.button, LEFT)
    assert program.document.story.title == "Days in Kyiv"
    assert captions(program)[:3] == ["Kyiv and Kyiv again.", "Kyiv sleeps.", "Lviv."]
    assert photo(program, kiev[2]).keywords == ("Kyiv", "Lviv")
    assert photo(program, kiev[0]).credit == "Kiev Post"
    program.actions["undo"].trigger()
    assert program.document.story == before


def test_finding_leads_from_place_to_place_and_selects_the_words(
    qtbot, program, kiev, look_for, press
):
    panel = look_for("Kiev")
    program.views.story.setFocus()
    places = []
    for key, held in [(KEY.Key_F4, Qt.KeyboardModifier.NoModifier)] * 3 + [(KEY.Key_F4, SHIFT)]:
        press(key, held)
        caption = field(program, "caption").textCursor()
        places.append((program.editor.keys, caption.selectionStart(), caption.selectedText()))
    assert places[1:] == [
        ((kiev[0],), 0, "Kiev"),
        ((kiev[0],), 9, "Kiev"),
        ((kiev[0],), 0, "Kiev"),
    ]
    assert panel.isVisible()


def test_selected_words_are_looked_for(qtbot, program, kiev, press):
    press(KEY.Key_F2)
    field(program, "caption").select_span(9, 13)
    press(KEY.Key_H, CTRL)
    panel = program.captions.replacing
    qtbot.waitUntil(lambda: panel.is_current)
    assert panel.form.pattern.text() == "Kiev"
    assert panel.count.text() == "6 matches in 5 texts"
    press(KEY.Key_Escape)
    assert not panel.isVisible()
    assert program.views.story.hasFocus()


def test_only_the_selection_is_looked_through_when_asked(qtbot, program, kiev, look_for):
    program.views.story.select(kiev[1:3])
    panel = look_for("Kiev", "Kyiv")
    where = panel.form.where
    where.setCurrentIndex(where.findData("selection"))
    where.activated.emit(where.currentIndex())
    qtbot.waitUntil(lambda: panel.is_current)
    assert panel.count.text() == "2 matches in 2 texts"
    qtbot.mouseClick(panel.button, LEFT)
    assert captions(program)[:2] == ["Kiev and Kiev again.", "Kyiv sleeps."]


# Copy and paste


@pytest.fixture
def paste(qtbot, qapp, program, press):
    """Copy the words of a photo by keys, and ask by keys to paste them onto others."""

    def do(source, *targets):
        program.views.story.setFocus()
        program.views.story.select([source])
        press(KEY.Key_C, CTRL)
        program.views.story.select(targets)
        press(KEY.Key_V, CTRL)
        dialog = program.captions.pasting.dialog
        with qtbot.waitSignal(dialog.previewed, timeout=5_000):
            pass
        qtbot.waitUntil(lambda: qapp.activeWindow() is dialog)
        return dialog

    return do


def test_only_ticked_words_are_pasted_and_the_choice_is_remembered(
    qtbot, program, ids, paste, press
):
    put(program, ids[0], caption="A wall.", credit="Mina Oh", rating=4)
    put(program, ids[2], credit="Own")
    dialog = paste(ids[0], ids[1], ids[2])
    assert {name for name, tick in dialog.ticks.items() if tick.isChecked()} == {
        "caption",
        "credit",
    }
    with qtbot.waitSignal(dialog.previewed, timeout=5_000):
        qtbot.keyClick(dialog.ticks["caption"], KEY.Key_Space)
    dialog.modes.setCurrentIndex(1)  # Keep words that are there.
    with qtbot.waitSignal(dialog.previewed, timeout=5_000):
        dialog.modes.activated.emit(1)
    qtbot.keyClick(dialog, KEY.Key_Return)
    assert [one.credit for one in photos(program)[:4]] == ["Mina Oh", "Mina Oh", "Own", ""]
    assert captions(program)[1:3] == ["", ""]

    program.views.story.select([ids[3]])
    program.actions["paste_again"].trigger()
    assert photo(program, ids[3]).credit == "Mina Oh"
    assert (photo(program, ids[3]).caption, photo(program, ids[3]).rating) == ("", 0)
    program.actions["undo"].trigger()
    program.actions["undo"].trigger()
    assert [one.credit for one in photos(program)[:4]] == ["Mina Oh", "", "Own", ""]


def test_a_row_of_the_preview_can_be_left_out(qtbot, program, ids, paste):
    put(program, ids[0], caption="A wall.")
    dialog = paste(ids[0], *ids[1:4])
    assert len(dialog.table.rows) == 3
    for key in (KEY.Key_Down, KEY.Key_Space):
        qtbot.keyClick(dialog.table.view, key)
    qtbot.keyClick(dialog, KEY.Key_Return)
    assert captions(program)[:5] == ["A wall.", "A wall.", "", "A wall.", ""]


def test_in_a_field_the_same_keys_copy_and_paste_text(program, ids, press, write):
    put(program, ids[0], caption="A wall.", credit="Mina Oh")
    press(KEY.Key_C, CTRL)
    program.views.story.select([ids[1]])
    press(KEY.Key_F2)
    press(KEY.Key_V, CTRL)
    assert program.captions.pasting.dialog is None
    assert photo(program, ids[1]).caption == "A wall.\nMina Oh"
    press(KEY.Key_Home, CTRL)
    press(KEY.Key_End, SHIFT)
    press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "A wall."
    assert not program.captions.pasting.can_paste()


def test_the_photo_before_gives_its_words_to_all_that_are_selected(program, ids, press):
    put(program, ids[1], caption="A wall.", credit="Mina Oh")
    program.views.story.select(ids[2:5])
    press(KEY.Key_Apostrophe, CTRL)
    assert captions(program)[:6] == ["", "A wall.", "A wall.", "A wall.", "A wall.", ""]
    assert [one.credit for one in photos(program)[2:5]] == [""] * 3
    program.actions["undo"].trigger()
    assert captions(program)[2:5] == [""] * 3
    program.views.story.select([ids[0]])
    press(KEY.Key_Apostrophe, CTRL)
    assert program.window.notices.text == "1 photo had none before with a caption to take."


# The copy desk's sheet


@pytest.fixture
def sent(qtbot, program, answers, tmp_path):
    """Send the captions out by the action; return how the copy desk corrects them."""
    path = tmp_path / "story-captions.csv"

    def do():
        answers.sheet_path = str(path)
        with qtbot.waitSignal(program.captions.sheets.written, timeout=10_000):
            program.actions["sheet_out"].trigger()
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))

        def correct(*cells):
            for row, name, words in cells:
                rows[row][name] = words
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, rows[0])
            writer.writeheader()
            writer.writerows(rows)
            path.write_text(out.getvalue(), "utf-8", newline="")

        return rows, correct

    return do


@pytest.fixture
def offered(qtbot, program):
    """Read the sheet by the action; return the table of its corrections."""

    def do():
        with qtbot.waitSignal(program.captions.sheets.offered, timeout=10_000) as offered:
            program.actions["sheet_in"].trigger()
        (dialog,) = offered.args
        assert dialog.isVisible()
        return dialog

    return do


def taking(dialog):
    """Return the button that takes the corrections."""
    (found,) = [b for b in dialog.findChildren(QPushButton) if b.objectName() == "primary"]
    return found


def seen(dialog):
    """Return the rows of a table of corrections, a ✓ before the words that will stand."""
    lines = []
    for row in range(dialog.rows.rowCount()):
        cells = [dialog.rows.index(row, column) for column in (PHOTO, FIELD, MINE, THEIRS)]
        on = [i.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked for i in cells]
        lines.append(tuple("✓ " * is_on + i.data() for is_on, i in zip(on, cells, strict=True)))
    return lines


def test_corrections_are_looked_at_and_a_conflict_keeps_the_story_until_one_chooses(
    qtbot, program, ids, sent, offered
):
    for number, key in enumerate(ids[:3]):
        put(program, key, caption=f"Wall {number}.")
    rows, correct = sent()
    assert [row["file"] for row in rows] == [f"DSC_{n:04}.JPG" for n in range(1, 11)]
    correct((0, "caption", "Wall, grey."), (1, "caption", "Theirs."), (2, "caption", "Theirs too."))
    put(program, ids[1], caption="Ours.")
    put(program, ids[2], caption="Ours too.")
    before = program.document.story

    dialog = offered()
    assert seen(dialog) == [
        ("2 · DSC_0002.JPG", "caption · conflict", "✓ Ours.", "Theirs."),
        ("3 · DSC_0003.JPG", "caption · conflict", "✓ Ours too.", "Theirs too."),
        ("1 · DSC_0001.JPG", "caption", "Wall 0.", "✓ Wall, grey."),
    ]
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    assert program.document.story is before
    qtbot.mouseClick(taking(dialog), LEFT)
    assert captions(program)[:3] == ["Wall, grey.", "Theirs.", "Ours too."]
    assert "2 corrections taken" in program.window.notices.text
    assert "In 1 conflict the story’s words were kept." in program.window.notices.text
    program.actions["undo"].trigger()
    assert program.document.story == before


def test_what_is_typed_while_the_corrections_are_up_becomes_a_conflict(
    qtbot, program, ids, sent, offered
):
    put(program, ids[0], caption="Wall.")
    _, correct = sent()
    correct((0, "caption", "Wall, grey."))
    dialog = offered()
    program.window.activateWindow()
    field(program, "caption").setFocus()
    qtbot.keyClicks(field(program, "caption"), "Mine ")
    assert seen(dialog) == [
        ("1 · DSC_0001.JPG", "caption · conflict", "✓ Mine Wall.", "Wall, grey.")
    ]
    assert not taking(dialog).isEnabled()
    dialog.close()
    assert captions(program)[0] == "Mine Wall."


def test_an_emptied_cell_empties_where_the_sheet_was_ours_and_says_nothing_where_it_was_not(
    qtbot, program, ids, sent, offered, answers, tmp_path
):
    put(program, ids[0], caption="Wall.", alt="Seen.")
    _, correct = sent()
    correct((0, "caption", ""))
    dialog = offered()
    assert seen(dialog) == [("1 · DSC_0001.JPG", "caption", "Wall.", "✓ (empty)")]
    qtbot.mouseClick(taking(dialog), LEFT)
    assert (photo(program, ids[0]).caption, photo(program, ids[0]).alt) == ("", "Seen.")
    foreign = tmp_path / "foreign.csv"
    foreign.write_text("file,caption,alt\nDSC_0001.JPG,New.,\n", "utf-8")
    answers.sheet_path = str(foreign)
    dialog = offered()
    qtbot.mouseClick(taking(dialog), LEFT)
    assert (photo(program, ids[0]).caption, photo(program, ids[0]).alt) == ("New.", "Seen.")


def test_a_sheet_goes_out_whole_and_comes_in_whole_whatever_is_filtered(
    qtbot, program, ids, sent, offered
):
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    put(program, ids[0], caption="Wall.")
    program.chips.chip(choice.NO_CAPTION).click()
    program.views.story.select([ids[4]])
    assert program.views.story.rows.keys == ids[1:]
    rows, correct = sent()
    assert len(rows) == 10
    correct(*((row, "caption", f"Corrected {row}.") for row in range(5)))
    qtbot.mouseClick(taking(offered()), LEFT)
    story = program.document.story
    assert [story.photos[i].caption for i in ids[:6]] == [
        *(f"Corrected {n}." for n in range(5)),
        "",
    ]
    assert program.chips.chip(choice.NO_CAPTION).text() == "No caption 5"
    # The one that is selected stays, and the one before it.
    assert program.views.story.rows.keys == (ids[1], *ids[4:])
    assert program.views.story.selected_photos == (ids[4],)
    assert field(program, "caption").text() == "Corrected 4."
    program.actions["undo"].trigger()
    assert program.views.story.rows.keys == ids[1:]


# Sidecars


def written(folder):
    return sorted(path.name for path in folder.glob("*.xmp"))


def test_no_sidecar_is_written_before_the_question_is_answered(
    qtbot, program, ids, folder, answers
):
    put(program, ids[0], caption="A wall.")
    answers.may_write_beside = False
    program.views.story.select(ids[:2])
    program.actions["sidecars"].trigger()
    assert answers.asked == ["sidecars 1"]
    assert not program.captions.sidecars.is_busy
    assert written(folder) == []

    answers.may_write_beside = True
    for _ in range(2):
        with qtbot.waitSignal(program.captions.sidecars.finished, timeout=20_000):
            program.actions["sidecars"].trigger()
    assert answers.asked == ["sidecars 1"] * 2  # Once for a folder is enough.
    assert written(folder) == ["DSC_0001.JPG.xmp"]
    assert "A wall." in (folder / "DSC_0001.JPG.xmp").read_text("utf-8")


def test_another_folder_is_asked_about_anew(
    qtbot, program, ids, drop, folder, answers, tmp_path, make_picture
):
    put(program, ids[0], caption="A wall.")
    program.views.story.select([ids[0]])
    with qtbot.waitSignal(program.captions.sidecars.finished, timeout=20_000):
        program.actions["sidecars"].trigger()
    drop(make_picture(tmp_path / "other" / "late.jpg", "pink"))
    late = program.views.story.rows.keys[-1]
    put(program, late, caption="Late.")
    answers.may_write_beside = False
    program.views.story.select([ids[0], late])
    program.actions["sidecars"].trigger()
    assert answers.asked == ["sidecars 1", "sidecars 2"]
    assert written(tmp_path / "other") == []


# Credit by camera


@pytest.fixture
def shot(tmp_path):
    """Make a photo of a camera; return its path."""

    def do(name: str, model: str, serial: str):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        jpeg(path, segment(0xE1, exif({0x010F: "NIKON", 0x0110: model}, {0xA431: serial})))
        return path

    return do


@pytest.fixture
def learned(qtbot, program, drop, shot, answers, tmp_path, press, write):
    """A story of a Nikon's photo, credited by hand and saved, and then a new one begun."""
    drop(shot("first/a.jpg", "NIKON D70", "4711"))
    program.desk.write("credit")
    write("Mina Oh/Agency")
    press(KEY.Key_Tab)
    write("Mina Oh")
    answers.save_path = str(tmp_path / "story.json")
    with qtbot.waitSignal(program.kit.cameras.learned, timeout=10_000):
        program.actions["save"].trigger()
    answers.unsaved_answer = Unsaved.DISCARD
    program.actions["new"].trigger()


def offers(program):
    words = [button.text() for button in program.window.notices.findChildren(QPushButton)]
    return [text for text in words if "camera" in text]


def test_the_credit_of_a_known_camera_is_offered_and_never_filled_in_by_itself(
    qtbot, learned, program, drop, shot
):
    drop(
        shot("next/b.jpg", "NIKON D70", "4711"),
        shot("next/c.jpg", "NIKON D70", "4711"),
        shot("next/d.jpg", "NIKON D850", "1"),
    )
    assert {(one.credit, one.photographer) for one in photos(program)} == {("", "")}
    assert offers(program) == ["Fill in by camera: Mina Oh (2)"]
    before = program.document.story
    notices = program.window.notices
    (offer,) = [b for b in notices.findChildren(QPushButton) if b.text() == offers(program)[0]]
    qtbot.mouseClick(offer, LEFT)
    filled = [(one.credit, one.photographer) for one in photos(program)]
    assert filled == [("Mina Oh/Agency", "Mina Oh")] * 2 + [("", "")]
    assert "Filled in for 2 photos: Mina Oh (2)" in notices.text
    program.actions["undo"].trigger()
    assert program.document.story == before


def test_photos_that_name_somebody_already_are_left_alone(learned, program, drop, shot, qtbot):
    drop(shot("next/b.jpg", "NIKON D70", "4711"), shot("next/c.jpg", "NIKON D70", "4711"))
    first, second = program.views.story.rows.keys
    put(program, first, credit="Jo Pak")
    program.views.story.select([first, second])
    with qtbot.waitSignal(program.document.changed, timeout=10_000):
        program.actions["by_camera"].trigger()
    assert [one.credit for one in photos(program)] == ["Jo Pak", "Mina Oh/Agency"]


def test_another_body_of_the_same_model_is_nobodys(learned, program, drop, shot):
    drop(shot("next/b.jpg", "NIKON D70", "9999"))
    assert offers(program) == []
    assert [one.credit for one in photos(program)] == [""]
