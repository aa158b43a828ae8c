"""What people complain of in programs that caption photos, each complaint as a situation that ends well here."""

import csv
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from metadata_files import (
    alternatives,
    dataset,
    described,
    digest_of,
    exif,
    jpeg,
    photoshop_segment,
    resources,
    segment,
    xmp,
    xmp_segment,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from curator.kit import templates as kit_templates
from curator.kit.shelf import Shelf
from curator.kit.templates import TemplateSet
from curator.manifest.recovery import RecoveryStore
from curator.story import choice, edits
from curator.story.templates import Entry, Mode, Template
from curator.window.checking.rows import Head
from curator.window.editor.fields import SEVERAL
from curator.window.prompts import Unsaved

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ALTGR = Qt.KeyboardModifier.GroupSwitchModifier
LEFT = Qt.MouseButton.LeftButton

INCOMING = Template(
    "Agency",
    (
        Entry("caption", "In Wonsan, on {date}:", Mode.BEFORE),
        Entry("credit", "Mina Oh/Agency", Mode.EMPTY),
        Entry("keywords", "port; winter", Mode.AFTER),
    ),
)
PLACE = Template("Place", (Entry("caption", "{city}:", Mode.BEFORE),))


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


@pytest.fixture
def click(qtbot, program):
    """Click on the photo in a row of the Story view."""

    def do(row: int) -> None:
        grid = program.views.story
        place = grid.visualRect(grid.rows.index(row)).center()
        qtbot.mouseClick(grid.viewport(), LEFT, pos=place)

    return do


@pytest.fixture
def save(qtbot, program, answers, tmp_path):
    """Save the story by its action; return what the manifest says."""

    def do():
        answers.save_path = str(tmp_path / "story.json")
        with qtbot.waitSignal(program.session.saved, timeout=10_000):
            program.actions["save"].trigger()
        return json.loads((tmp_path / "story.json").read_text("utf-8"))

    return do


@pytest.fixture
def begin_anew(program, answers):
    """Give the open story up and begin an empty one."""

    def do() -> None:
        answers.unsaved_answer = Unsaved.DISCARD
        program.actions["new"].trigger()
        assert not program.document.story.photos

    return do


@pytest.fixture
def export(qtbot, program, answers, settle, tmp_path):
    """Let open errors be, and export the story by its action; return the page as it opens."""

    def do() -> str:
        settle()
        answers.export_path = str(tmp_path / "page")
        with qtbot.waitSignal(program.publishing.finished, timeout=30_000):
            program.actions["export"].trigger()
        return (tmp_path / "page/index.html").read_text("utf-8").partition("<dialog")[0]

    return do


@pytest.fixture
def write_sidecars(qtbot, program):
    """Write sidecars of the selected photos by the action."""

    def do() -> None:
        with qtbot.waitSignal(program.captions.sidecars.finished, timeout=20_000):
            program.actions["sidecars"].trigger()

    return do


@pytest.fixture
def problems(program, checked):
    """Check the story by its action; return rules and texts of what was found about words."""

    def do():
        program.actions["check"].trigger()
        return checked()

    return do


@contextmanager
def edited_sheet(path) -> Iterator[list[dict[str, str]]]:
    """Let the copy desk change the rows of the sheet at *path*."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    yield rows
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def captions(program):
    story = program.document.story
    return [story.photos[key].caption for key in program.views.story.rows.keys]


def field(program, name):
    return program.editor.photos.fields[name]


def only_photo(program):
    (found,) = program.document.story.photos.values()
    return found


# Words vanish because nobody pressed “Apply”


def test_words_stay_when_another_photo_is_clicked(program, ids, click, press, write):
    """Text was gone because “apply” had not been pressed before the click elsewhere."""
    press(KEY.Key_F2)
    write("A teal wall.")
    click(4)
    assert captions(program)[0] == "A teal wall."
    click(0)
    assert field(program, "caption").text() == "A teal wall."


def test_words_stay_when_another_field_is_changed_after_them(program, ids, press, write):
    """The title was lost when the description was changed before it was stored."""
    press(KEY.Key_F2)
    write("A teal wall.")
    press(KEY.Key_Tab)
    write("A wall")
    press(KEY.Key_Tab)
    write("Mina Oh")
    found = photo(program, ids[0])
    assert (found.caption, found.alt, found.credit) == ("A teal wall.", "A wall", "Mina Oh")


def test_words_stay_whatever_takes_the_keyboard_away(program, ids, press, write):
    """Text was lost when another view, a search or another tool took the focus."""
    ways = ((KEY.Key_1, CTRL), (KEY.Key_3, CTRL), (KEY.Key_4, CTRL), (KEY.Key_F, CTRL))
    ways += ((KEY.Key_T, CTRL), (KEY.Key_H, CTRL), (KEY.Key_F3, NONE), (KEY.Key_F7, NONE))
    for number, way in enumerate(ways):
        program.actions["view_story"].trigger()
        program.views.story.select([ids[number]])
        press(KEY.Key_F2)
        write(f"Wall {number}")
        press(*way)
        assert captions(program)[number] == f"Wall {number}"
        assert QApplication.focusWidget() is not field(program, "caption")


def test_words_are_saved_without_leaving_the_field(program, ids, save, press, write):
    """Saving while the cursor stood in the field saved what was there before."""
    press(KEY.Key_F2)
    write("Saved in the middle of a wor")
    assert save()["photos"][ids[0]]["caption"] == "Saved in the middle of a wor"
    assert field(program, "caption").hasFocus()


def test_a_crash_costs_no_words(qtbot, program, ids, tmp_path, press, write):
    """A crash took the whole session along."""
    press(KEY.Key_F2)
    write("Never saved")

    def found():
        return [
            r.story.photos[ids[0]].caption for r in RecoveryStore(tmp_path / "recovery").found()
        ]

    kept = tmp_path / "recovery"
    qtbot.waitUntil(
        lambda: any(b"Never saved" in p.read_bytes() for p in kept.glob("*.json")), timeout=3_000
    )
    os.close(program.safety.recovery._store._lock)  # As the system does when a process ends.
    program.safety.recovery._store._lock = None
    assert found() == ["Never saved"]


# Words land under the wrong photo


def test_going_on_with_the_cursor_in_the_caption_shows_the_next_photos_words(
    qtbot, program, ids, click, press, write
):
    """The text of the photo before stayed on show, and was stored for the next one."""
    arrow = next(b for b in program.editor.findChildren(QToolButton) if b.text() == "›")
    ways_on = (
        lambda row: press(KEY.Key_Return, CTRL),
        lambda row: click(row),
        lambda row: qtbot.mouseClick(arrow, LEFT),
        lambda row: (press(KEY.Key_Escape), press(KEY.Key_Right)),
    )
    for row, go_on in zip((1, 3, 5, 7), ways_on, strict=True):
        program.document.apply(edits.set_field([ids[row]], "caption", "Second."))
        program.views.story.select([ids[row - 1]])
        press(KEY.Key_F2)
        write("First.")
        go_on(row)
        assert field(program, "caption").text() == "Second."
        if not field(program, "caption").hasFocus():
            press(KEY.Key_F2)
        press(KEY.Key_End, CTRL)
        write(" More.")
        assert captions(program)[row - 1 : row + 2] == ["First.", "Second. More.", ""]


def test_ctrl_enter_held_down_writes_nothing_twice_and_nothing_elsewhere(
    program, ids, press, write
):
    """A quick or held “save and next” was applied twice, the second time to the wrong photo."""
    press(KEY.Key_F2)
    write("First.")
    steps = program.document.undo_step
    for is_repeated in (False, False, False, True, True):
        where = QApplication.focusWidget()
        QTest.simulateEvent(where, True, KEY.Key_Return, CTRL, "", is_repeated)
    assert program.document.undo_step is steps
    assert captions(program) == ["First."] + [""] * 9
    write("Sixth.")
    assert captions(program) == ["First.", *[""] * 4, "Sixth.", *[""] * 4]
    for _ in range(12):
        QTest.simulateEvent(QApplication.focusWidget(), True, KEY.Key_Return, CTRL, "", True)
    write("Last.")
    QTest.simulateEvent(QApplication.focusWidget(), False, KEY.Key_Return, CTRL, "", False)
    assert captions(program) == ["First.", *[""] * 4, "Sixth.", *[""] * 3, "Last."]


def test_a_filter_that_the_words_themselves_change_keeps_the_photo(
    qtbot, program, ids, press, write
):
    """With “needs caption” on, the photo went at the first letter and the rest hit the next one."""
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    program.chips.chip(choice.NO_CAPTION).click()
    program.views.story.select([ids[3]])
    press(KEY.Key_F2)
    write("A blue wall.")
    press(KEY.Key_Backspace)
    write(", at noon.")
    assert captions(program).count("") == 9
    assert photo(program, ids[3]).caption == "A blue wall, at noon."


def test_a_mark_that_takes_a_photo_out_of_the_filter_moves_no_words(
    qtbot, program, ids, press, write
):
    """After a mark the filter showed the next photo, and what was typed landed there."""
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    program.document.apply(edits.set_field(ids[2:5], "mark", "pick"))
    program.chips.chip(choice.PICKED).click()
    program.views.grid.setFocus()
    program.views.story.select([ids[2]])
    press(KEY.Key_X)
    assert photo(program, ids[2]).mark == "reject"
    press(KEY.Key_F2)
    write("The rejected one.")
    assert [photo(program, i).caption for i in ids[2:5]] == ["The rejected one.", "", ""]
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    write("Picked again.")
    assert [photo(program, i).caption for i in ids[2:5]] == ["Picked again.", "", ""]


def test_a_filter_chosen_while_writing_shows_whose_words_are_written(
    qtbot, program, ids, press, write
):
    """A filter changed the photo under the cursor, and the old text went with it to the new one."""
    qtbot.waitUntil(lambda: program.choosing.is_settled)
    program.document.apply(edits.set_field([ids[6]], "mark", "pick"))
    program.document.apply(edits.set_field([ids[6]], "caption", "Seventh."))
    press(KEY.Key_F2)
    write("First.")
    program.chips.chip(choice.PICKED).click()
    assert program.editor.keys == (ids[6],)
    assert field(program, "caption").text() == "Seventh."
    assert photo(program, ids[0]).caption == "First."
    assert photo(program, ids[6]).caption == "Seventh."


# Keys typed as text do things


TYPED_WITH_ALTGR = (
    (KEY.Key_Q, "@"), (KEY.Key_At, "@"), (KEY.Key_E, "€"), (KEY.Key_L, "ł"), (KEY.Key_X, "ź"),
    (KEY.Key_C, "ć"), (KEY.Key_P, "þ"), (KEY.Key_U, "ó"), (KEY.Key_2, "²"), (KEY.Key_4, "¼"),
    (KEY.Key_Period, "…"), (KEY.Key_Apostrophe, "´"), (KEY.Key_Space, "\N{NO-BREAK SPACE}"),
)  # fmt: skip


def test_letters_that_take_altgr_are_letters(program, ids, press):
    """AltGr counted as Ctrl and Alt: typing € or ł in the caption rejected the photo."""
    steps = set()
    program.document.changed.connect(lambda *_: steps.add(program.document.undo_step.edit.field))

    def type_letters(held) -> None:
        for key, letter in TYPED_WITH_ALTGR:
            where = QApplication.focusWidget()
            QTest.sendKeyEvent(QTest.KeyAction.Click, where, key, letter, held)

    for row, held in enumerate((CTRL | ALT, ALTGR, NONE)):
        program.views.story.select([ids[row]])
        for name in ("caption", "credit"):
            program.desk.write(name)
            type_letters(held)
        assert program.views.currentWidget() is program.views.story
        assert program.views.story.selected_photos == (ids[row],)
    press(KEY.Key_4, CTRL)
    press(KEY.Key_Return)
    press(KEY.Key_Return, CTRL)
    type_letters(CTRL | ALT)
    typed = "".join(letter for _, letter in TYPED_WITH_ALTGR)
    assert captions(program)[:5] == [typed, typed, typed, typed, ""]
    assert [photo(program, i).credit for i in ids[:4]] == [typed, typed, typed, ""]
    assert steps == {"caption", "credit"}
    assert {(photo(program, i).rating, photo(program, i).mark) for i in ids} == {(0, "")}


# One text for many


def test_a_common_caption_gets_words_of_its_own_in_front_by_typing(program, ids, press, write):
    """Wanted: one caption for all, then for each photo its own text put in front."""
    press(KEY.Key_A, CTRL)
    press(KEY.Key_F2)
    write("during the parade.")
    press(KEY.Key_Escape)
    for key in (KEY.Key_End, KEY.Key_Home, KEY.Key_F2):
        press(key)
    for number in range(1, 11):
        press(KEY.Key_Home)
        write(f"Band {number} ")
        press(KEY.Key_Return, CTRL)
    assert captions(program) == [f"Band {n} during the parade." for n in range(1, 11)]


@pytest.fixture
def kept_templates(tmp_path):
    """Templates of last week, one of them for photos as they come in."""
    kit_templates.keep(Shelf(tmp_path / "kit"), TemplateSet((INCOMING, PLACE), incoming="Agency"))


def test_a_common_caption_gets_words_of_its_own_in_front_by_template(
    kept_templates, qtbot, program, drop, folder
):
    """The same by template: what each photo knows of itself is put before what all have."""
    program.kit.templates.change(TemplateSet((PLACE,)))
    drop(folder)
    ids = program.views.story.rows.keys
    program.document.apply(edits.set_field(ids, "caption", "Boats wait for spring."))
    for number, city in enumerate(("Wonsan", "Nampo", "Sinpo")):
        program.document.apply(edits.set_field([ids[number]], "place.city", city))
    program.views.story.select(ids[:3])
    menu = program.actions.menus["Apply template"]
    menu.aboutToShow.emit()
    review = program.captions.templates.review
    with qtbot.waitSignal(review.listed, timeout=5_000):
        menu.actions()[0].trigger()
    qtbot.mouseClick(review.accept_button, LEFT)
    assert captions(program)[:4] == [
        "Wonsan: Boats wait for spring.",
        "Nampo: Boats wait for spring.",
        "Sinpo: Boats wait for spring.",
        "Boats wait for spring.",
    ]


def test_a_batch_reaches_every_selected_photo_and_only_the_fields_that_were_touched(
    program, ids, press, write
):
    """A batch edit reached the first photo only, or wrote fields that nobody had touched."""
    for number, key in enumerate(ids[:3]):
        program.document.apply(edits.set_field([key], "caption", f"Wall {number}"))
    before = program.document.story
    program.views.story.select(ids[:3])
    press(KEY.Key_F2)
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    write("Pool")
    after = program.document.story
    changed = {i for i in ids if after.photos[i] != before.photos[i]}
    assert changed == set(ids[:3])
    for key in ids[:3]:
        assert after.photos[key] == edits.with_field(before.photos[key], "credit", "Pool")
    program.actions["undo"].trigger()
    assert program.document.story.photos == before.photos


def test_photos_get_caption_credit_and_keywords_as_they_come_in(
    kept_templates, program, drop, tmp_path
):
    """Wanted: caption, credit and keywords stamped on every photo as it is imported."""
    jpeg(
        tmp_path / "dated.jpg",
        segment(0xE1, exif(below={0x9003: "2026:03:14 07:42:10"})),
        xmp_segment(described("A ferry.")),
    )
    jpeg(
        tmp_path / "credited.jpg",
        photoshop_segment(resources(dataset(110, b"Jo Pak/Other") + dataset(25, b"sea"))),
    )
    drop(tmp_path / "dated.jpg", tmp_path / "credited.jpg")
    by_name = {p.file_name: p for p in program.document.story.photos.values()}
    dated, credited = by_name["dated.jpg"], by_name["credited.jpg"]
    assert dated.caption == "In Wonsan, on 14 March 2026: A ferry."
    assert (dated.credit, dated.keywords) == ("Mina Oh/Agency", ("port", "winter"))
    assert (credited.credit, credited.photographer) == ("Other", "Jo Pak")
    assert credited.keywords == ("sea", "port", "winter")
    program.actions["undo"].trigger()
    assert not program.document.story.photos


def test_a_field_of_several_values_that_is_left_empty_stays_as_it_is(program, ids, press):
    """What should an empty value do in a batch? Left empty, nothing."""
    for number, key in enumerate(ids[:3]):
        program.document.apply(edits.set_field([key], "caption", f"Wall {number}"))
    before = program.document.story
    program.views.story.select(ids[:3])
    press(KEY.Key_F2)
    assert field(program, "caption").placeholderText() == SEVERAL
    for key in (KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_Tab, KEY.Key_Escape):
        press(key)
    assert program.document.story is before


def test_a_field_that_is_emptied_is_empty_for_all_and_undo_brings_each_back(
    program, ids, press, write
):
    """What should an empty value do in a batch? Emptied on purpose, it empties, and can be undone."""
    for number, key in enumerate(ids[:3]):
        program.document.apply(edits.set_field([key], "caption", f"Wall {number}"))
    program.views.story.select(ids[:3])
    press(KEY.Key_F2)
    write("x")
    press(KEY.Key_Backspace)
    assert captions(program)[:3] == ["", "", ""]
    press(KEY.Key_Z, CTRL)
    assert captions(program)[:3] == ["Wall 0", "Wall 1", "Wall 2"]


def test_a_credit_that_is_emptied_is_the_storys_again_and_says_so(program, ids, press, write):
    """An empty field hid whether nobody or somebody would be credited."""
    program.document.apply(edits.set_default("credit", "Agency"))
    program.desk.write("credit")
    write("Pool")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_Delete)
    assert photo(program, ids[0]).credit == ""
    assert field(program, "credit").placeholderText() == "Agency"
    said = program.views.story.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert ", Agency," in said


def test_the_words_of_one_photo_are_copied_and_pasted_onto_others(qtbot, qapp, program, ids, press):
    """Wanted: copy all fields of one picture, paste them on others."""
    for name, words in (("caption", "A wall."), ("credit", "Oh"), ("place.city", "Nampo")):
        program.document.apply(edits.set_field([ids[0]], name, words))
    program.document.apply(edits.set_field([ids[1]], "caption", "Own words."))
    press(KEY.Key_C, CTRL)
    program.views.story.select(ids[1:4])
    press(KEY.Key_V, CTRL)
    qtbot.waitUntil(lambda: qapp.activeWindow() is program.captions.pasting.dialog)
    press(KEY.Key_Return)
    assert [photo(program, i).credit for i in ids[:5]] == ["Oh"] * 4 + [""]
    assert [photo(program, i).place.city for i in ids[1:4]] == ["Nampo"] * 3
    assert captions(program)[1:5] == ["A wall."] * 3 + [""]
    program.actions["undo"].trigger()
    assert captions(program)[1:4] == ["Own words.", "", ""]
    QGuiApplication.clipboard().clear()


def test_a_credit_is_typed_once_for_all_photos_now_and_later(
    program, ids, drop, tmp_path, make_picture, press, write
):
    """The same credit and rights had to be typed again for each picture."""
    press(KEY.Key_T, CTRL)
    program.editor.story.default_fields["credit"].setFocus()
    write("Mina Oh/Agency")
    program.editor.story.default_fields["copyright"].setFocus()
    write("© 2026 Agency")
    drop(make_picture(tmp_path / "late" / "late.jpg", "pink"))
    said = Qt.ItemDataRole.AccessibleTextRole
    rows = program.views.story.rows
    assert all(", Mina Oh/Agency" in rows.index(row).data(said) for row in range(11))
    assert {p.credit for p in program.document.story.photos.values()} == {""}


# Captions that are none


def test_the_check_tells_captions_that_nobody_wrote(program, ids, problems, press, write):
    """“No caption”, file names and the same filler under many photos were published."""
    said = ("SONY DSC", "IMG_2231.JPG", "DSC_0003", "No caption", "Untitled", "", "Boats.", "boats")
    press(KEY.Key_F2)
    for words in said:
        write(words)
        press(KEY.Key_Return, CTRL)
    kinds = ("caption-filler", "caption-missing", "caption-repeated")
    told = {(p.photo, p.rule) for p in problems() if p.rule in kinds}
    filler = {(i, "caption-filler") for i in ids[:5]}
    missing = {(i, "caption-missing") for i in (ids[5], *ids[8:])}
    assert told == filler | missing | {(ids[7], "caption-repeated")}


def test_a_code_or_a_variable_left_in_a_caption_is_told(program, ids, problems, press, write):
    """Placeholders of another system, never replaced, were published as captions."""
    press(KEY.Key_F2)
    for words in ("=dd13= scores.", "In {city} at noon.", "1 + 1 = 2, a = b."):
        write(words)
        press(KEY.Key_Return, CTRL)
    told = [(p.photo, p.text) for p in problems() if p.rule == "code-unexpanded"]
    assert told == [(ids[0], "=dd13="), (ids[1], "{city}")]


def test_what_a_camera_wrote_is_no_caption(qtbot, program, drop, tmp_path):
    """The camera’s brand turned up as the description of every photo."""
    for name, words in (("sony.jpg", "SONY DSC"), ("olympus.jpg", "OLYMPUS DIGITAL CAMERA")):
        block = exif({0x010E: words, 0x010F: "SONY", 0x0110: "ILCE-7"})
        jpeg(tmp_path / name, segment(0xE1, block), xmp_segment(described(words)))
    drop(tmp_path / "sony.jpg", tmp_path / "olympus.jpg")
    assert captions(program) == ["", ""]
    section = program.editor.photos._from_file
    qtbot.waitUntil(lambda: "ILCE-7" in section.head.text(), timeout=10_000)
    section.head.setChecked(True)
    assert section.buttons == []


def test_a_credit_in_the_caption_or_one_that_names_nobody_is_told(program, ids, problems):
    """Credits came dirty: “(Credit too long, see caption)”, handout, or at the end of the caption."""
    for number, credit in enumerate(("(Credit too long, see caption)", "Handout", "-")):
        program.document.apply(edits.set_field([ids[number]], "credit", credit))
    words = "A ferry leaves. (Photo by Mina Oh/AP)"
    program.document.apply(edits.set_field([ids[3]], "caption", words))
    found = problems()
    assert {p.photo for p in found if p.rule == "credit-filler"} == set(ids[:3])
    (inside,) = [p for p in found if p.rule == "credit-in-caption"]
    assert (inside.photo, inside.suggestion) == (ids[3], "A ferry leaves.")


def test_a_dirty_credit_of_a_file_comes_in_clean(program, drop, tmp_path):
    """Bylines such as “© 2012 Mina Oh / AP” were carried on as they came."""
    record = dataset(110, b"(Photo by Mina Oh / AP)") + dataset(80, "© 2012 Mina Oh".encode())
    jpeg(tmp_path / "dirty.jpg", photoshop_segment(resources(record)))
    drop(tmp_path / "dirty.jpg")
    assert (only_photo(program).photographer, only_photo(program).credit) == ("Mina Oh", "AP")


def test_a_name_that_is_wrong_everywhere_is_put_right_at_once(qtbot, program, ids, press, write):
    """Misspelt names of photographers were corrected by hand, one photo after the other."""
    program.document.apply(edits.set_field(ids, "credit", "Mina Ho/Agency"))
    program.document.apply(edits.set_field(ids[:2], "photographer", "Mina Ho"))
    press(KEY.Key_H, CTRL)
    panel = program.captions.replacing
    write("Mina Ho")
    press(KEY.Key_Tab)
    write("Mina Oh")
    qtbot.waitUntil(lambda: panel.is_current and panel.button.text() == "&Replace 12")
    qtbot.mouseClick(panel.button, LEFT)
    assert {photo(program, i).credit for i in ids} == {"Mina Oh/Agency"}
    assert [photo(program, i).photographer for i in ids[:3]] == ["Mina Oh", "Mina Oh", ""]
    program.actions["undo"].trigger()
    assert {photo(program, i).credit for i in ids} == {"Mina Ho/Agency"}


def test_a_missing_alt_text_is_told_with_its_photo_and_can_be_let_be(
    program, ids, problems, export, press
):
    """“Alt text is mandatory” did not say which picture, and nothing could be published."""
    found = problems()
    missing = [p for p in found if p.rule == "alt-missing"]
    assert [p.file for p in missing] == [f"DSC_{n:04}.JPG" for n in range(1, 11)]
    program.problems.lines.go_to(missing[4])
    row = program.problems.lines.currentIndex().row()
    heads = [r.title for r in program.problems.lines.rows.rows[:row] if isinstance(r, Head)]
    assert heads[-1] == "5 · DSC_0005.JPG"
    program.problems.lines.setFocus()
    press(KEY.Key_Return)
    assert program.views.story.selected_photos == (ids[4],)
    assert field(program, "alt").hasFocus()
    assert export().count("<figure") == 10


# Caption, description and credit are three things


def test_a_caption_never_overwrites_the_description_in_the_file(
    qtbot, program, drop, tmp_path, save, export, write_sidecars, press, write
):
    """The caption for one use was written over the description that the picture keeps for good."""
    path = tmp_path / "ferry.jpg"
    jpeg(path, xmp_segment(described("Ferry, 2012.")))
    before = path.read_bytes()
    drop(path)
    press(KEY.Key_F2)
    write("The last ferry leaves.")
    save()
    export()
    write_sidecars()
    assert path.read_bytes() == before
    assert only_photo(program).caption == "The last ferry leaves."
    section = program.editor.photos._from_file
    qtbot.waitUntil(lambda: section.head.text().startswith("From the file"), timeout=10_000)
    section.head.setChecked(True)

    def offers():
        return [b for b in section.buttons if b.accessibleName() == "Take the caption from XMP"]

    qtbot.waitUntil(lambda: len(offers()) == 1, timeout=10_000)
    offers()[0].click()
    assert only_photo(program).caption == "Ferry, 2012."


def test_writing_touches_no_file_beside_the_photos_and_everything_can_be_undone(
    program, ids, folder, press, write
):
    """Words went straight into the files, and there was no undo."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    story = program.document.story
    press(KEY.Key_A, CTRL)
    press(KEY.Key_F2)
    write("For all.")
    press(KEY.Key_Return, CTRL)
    write(" And more.")
    press(KEY.Key_Tab)
    write("Seen.")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    for _ in range(3):
        press(KEY.Key_Z, CTRL)
    assert program.document.story == story


def test_a_caption_changes_that_caption_in_the_manifest_and_nothing_else(
    program, ids, save, press, write
):
    """Editing one comment added a dozen fields to the picture."""
    before = save()
    press(KEY.Key_F2)
    write("A wall.")
    after = save()
    assert after["photos"][ids[0]].pop("caption") == "A wall."
    assert after == before


def test_a_credit_stays_on_the_page_without_a_caption(program, ids, export, press, write):
    """The credit disappeared together with the empty caption."""
    program.desk.write("credit")
    write("Mina Oh/Agency")
    html = export()
    figure = html[html.index('id="photo-1"') : html.index('id="photo-2"')]
    assert '<p class="credit" dir="auto">Mina Oh/Agency</p>' in figure


def test_caption_and_credit_stay_apart_and_groups_keep_their_credits(
    qtbot, program, ids, save, export, tmp_path
):
    """The credit belongs to the picture, the caption to its use; galleries dropped the credits."""
    program.document.apply(edits.set_field(ids[:1], "caption", "A wall."))
    program.document.apply(edits.set_field(ids[:1], "credit", "Mina Oh"))
    program.document.apply(edits.set_field(ids[1:2], "credit", "Jo Pak"))
    values = save()
    values["sequence"] = [{"photos": list(ids[:2]), "layout": "pair"}, {"photo": ids[2]}]
    (tmp_path / "pair.json").write_text(json.dumps(values), "utf-8")
    with qtbot.waitSignal(program.session.replaced, timeout=10_000):
        program.session.open(str(tmp_path / "pair.json"))
    html = export()
    assert html.count('<p class="credit" dir="auto">Mina Oh</p>') == 1
    assert html.count('<p class="credit" dir="auto">Jo Pak</p>') == 1
    assert html.count('<p dir="auto">A wall.</p>') == 1
    program.document.apply(edits.set_field(ids[:1], "caption", "Another use."))
    assert photo(program, ids[0]).credit == "Mina Oh"


def test_the_photographer_is_never_told_as_a_person_shown(
    program, ids, folder, write_sidecars, write
):
    """Readers took the credited photographer for the person in the picture."""
    program.desk.write("persons")
    write("Oh Sun Hee, Ri Un Sim")
    program.desk.write("photographer")
    write("Mina Oh")
    assert photo(program, ids[0]).persons == ("Oh Sun Hee", "Ri Un Sim")
    write_sidecars()
    told = (folder / "DSC_0001.JPG.xmp").read_text("utf-8")
    shown = told[told.index("PersonInImage") : told.rindex("PersonInImage")]
    assert "Oh Sun Hee" in shown
    assert "Mina Oh" not in shown
    assert "Mina Oh" in told


# Words come back, or arrive broken


def test_a_delivery_has_every_field_without_another_program(
    program, ids, folder, write_sidecars, write
):
    """An agency’s required fields could not be filled in here at all."""
    words = {
        "caption": "A ferry leaves Wonsan.", "headline": "Last ferry", "alt": "A white ship.",
        "credit": "Oh/Agency", "photographer": "Mina Oh", "copyright": "© 2026 Agency",
        "usage": "No sales", "place.sublocation": "Port", "place.city": "Wonsan",
        "place.state": "Kangwon", "place.country": "North Korea", "keywords": "port, winter",
        "persons": "Ri Un Sim", "taken": "2026-03-14 07:42",
    }  # fmt: skip
    for name, text in words.items():
        program.desk.write(name)
        write(text)
    write_sidecars()
    told = (folder / "DSC_0001.JPG.xmp").read_text("utf-8")
    for name, text in words.items():
        for part in text.split(", ") if name == "keywords" else (text.replace(" 07:42", "T07:42"),):
            assert part in told, name


def test_the_newer_of_two_captions_in_a_file_counts_and_the_other_is_told(
    qtbot, program, drop, tmp_path
):
    """An old caption came back, because an older program had changed one of its two copies only."""
    stale, fresh = dataset(120, b"Old words."), dataset(120, b"New words.")
    iim_changed = photoshop_segment(resources(fresh, digest_of(stale)))
    jpeg(tmp_path / "iim.jpg", xmp_segment(described("Old words.")), iim_changed)
    xmp_changed = photoshop_segment(resources(stale, digest_of(stale)))
    jpeg(tmp_path / "xmp.jpg", xmp_segment(described("New words.")), xmp_changed)
    drop(tmp_path / "iim.jpg", tmp_path / "xmp.jpg")
    assert captions(program) == ["New words.", "New words."]
    head = program.editor.photos._from_file.head
    qtbot.waitUntil(lambda: head.text().endswith("sources differ: caption"), timeout=10_000)


def test_words_written_to_a_sidecar_come_back_instead_of_the_files_old_ones(
    program, drop, tmp_path, write_sidecars, begin_anew, press, write
):
    """A corrected caption was lost at the next import, which read the file’s old one."""
    jpeg(tmp_path / "ferry.jpg", xmp_segment(described("Old words.")))
    drop(tmp_path / "ferry.jpg")
    press(KEY.Key_F2)
    write("New words.")
    write_sidecars()
    begin_anew()
    drop(tmp_path / "ferry.jpg")
    assert captions(program) == ["New words."]


def test_names_in_an_undeclared_charset_stay_names(program, drop, tmp_path, save, export):
    """Names turned into mojibake, or the reader crashed at an undeclared Latin-1 record."""
    words, name = "Zoë Müller und José Niño in Besançon", "Renée Strauß"
    for charset in ("latin-1", "cp1252", "utf-8", "mac_roman"):
        record = dataset(120, words.encode(charset)) + dataset(80, name.encode(charset))
        jpeg(tmp_path / f"{charset}.jpg", photoshop_segment(resources(record)))
    drop(*tmp_path.glob("*.jpg"))
    found = program.document.story.photos.values()
    assert [(p.caption, p.photographer) for p in found] == [(words, name)] * 4
    assert [p["caption"] for p in save()["photos"].values()] == [words] * 4
    html = export()
    assert (html.count(f">{words}<"), html.count(f">{name}<")) == (4, 4)


LINES = "One & <two>.\n\n(Three),\nfour."


@pytest.fixture
def several_lines(ids, press, write):
    """A caption of several lines, typed line by line."""
    press(KEY.Key_F2)
    for number, line in enumerate(LINES.split("\n")):
        if number:
            press(KEY.Key_Return)
        write(line)


def test_several_lines_stay_several_lines_in_manifest_sidecar_and_page(
    qtbot,
    program,
    ids,
    folder,
    tmp_path,
    several_lines,
    save,
    export,
    write_sidecars,
    begin_anew,
    drop,
):
    """Captions of several lines were made one, or shown with &amp; and &lt; in them."""
    assert captions(program)[0] == LINES
    html = export()
    save()
    words = html[html.index('<div class="words">') : html.index("</figcaption>")]
    lines = ("One &amp; &lt;two&gt;.", "(Three),", "four.")
    assert [f'<p dir="auto">{line}</p>' in words for line in lines] == [True] * 3
    write_sidecars()
    with qtbot.waitSignal(program.session.replaced, timeout=10_000):
        program.session.open(str(tmp_path / "story.json"))
    assert captions(program)[0] == LINES
    assert field(program, "caption").text() == LINES
    begin_anew()
    drop(folder / "DSC_0001.JPG")
    assert captions(program) == [LINES]


@pytest.fixture
def send_out(qtbot, program, answers, tmp_path):
    """Send the captions to the copy desk by the action; return the sheet."""

    def do(name: str):
        answers.sheet_path = str(tmp_path / name)
        with qtbot.waitSignal(program.captions.sheets.written, timeout=10_000):
            program.actions["sheet_out"].trigger()
        return tmp_path / name

    return do


@pytest.fixture
def take_in(qtbot, program):
    """Read the sheet by the action and take all its corrections; return whether there are any."""

    def do() -> bool:
        with qtbot.waitSignal(program.captions.sheets.offered, timeout=10_000) as offered:
            program.actions["sheet_in"].trigger()
        (dialog,) = offered.args
        if dialog is not None:
            buttons = dialog.findChildren(QPushButton)
            qtbot.mouseClick(next(b for b in buttons if b.objectName() == "primary"), LEFT)
        return dialog is not None

    return do


def test_several_lines_go_to_the_copy_desk_and_come_back(
    program, ids, several_lines, send_out, take_in
):
    """A sheet flattened the lines of a caption, and brought them back so."""
    send_out("captions.xlsx")
    assert not take_in()
    with edited_sheet(send_out("captions.csv")) as rows:
        assert rows[0]["caption"] == LINES
        rows[0]["alt"] = "A wall"
        rows[1]["caption"] = "Five.\n\nSix."
    assert take_in()
    assert captions(program)[:2] == [LINES, "Five.\n\nSix."]
    assert photo(program, ids[0]).alt == "A wall"


# Alt text


def test_alt_text_is_read_from_the_file_and_can_be_changed(program, drop, tmp_path, press, write):
    """Alt text in the file’s metadata was neither read nor shown anywhere to be changed."""
    packet = xmp(alternatives("Iptc4xmpCore:AltTextAccessibility", x_default="A white ship."))
    jpeg(tmp_path / "ferry.jpg", xmp_segment(packet))
    drop(tmp_path / "ferry.jpg")
    assert only_photo(program).alt == "A white ship."
    program.desk.write("alt")
    write("A white ship at a pier.")
    assert only_photo(program).alt == "A white ship at a pier."
    assert "alt" not in only_photo(program).from_file


def test_captions_and_alt_texts_are_loaded_from_a_sheet_at_once(
    program, ids, tmp_path, answers, take_in
):
    """Forty-five captions and alt texts had to be pasted by hand, one by one."""
    lines = [f"DSC_{n:04}.JPG;Wall {n};A wall, number {n}." for n in range(1, 11)]
    sheet = tmp_path / "from-the-desk.csv"
    sheet.write_text("\n".join(["filename;alt text;caption", *lines]), "utf-8")
    answers.sheet_path = str(sheet)
    assert take_in()
    assert captions(program) == [f"A wall, number {n}." for n in range(1, 11)]
    assert [photo(program, i).alt for i in ids] == [f"Wall {n}" for n in range(1, 11)]
    program.actions["undo"].trigger()
    assert captions(program) == [""] * 10


def test_the_caption_is_in_sight_and_one_key_away(program, ids, press, write):
    """The editor was hard to find, and the caption too many clicks away."""
    assert field(program, "caption").isVisible()
    assert program.views.story.hasFocus()
    press(KEY.Key_Return)
    write("At once.")
    assert captions(program)[0] == "At once."
