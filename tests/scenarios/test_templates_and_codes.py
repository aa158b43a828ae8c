"""Situations of words kept ready: templates put on many photos, and codes that become words as they are typed."""

import pytest
from metadata_files import dataset, jpeg, photoshop_segment, resources
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from curator.captions.codes import Code, CodeTable
from curator.kit import codes as kit_codes
from curator.kit import templates as kit_templates
from curator.kit.shelf import Shelf
from curator.kit.templates import TemplateSet
from curator.story import edits
from curator.story.templates import Entry, Mode, Template
from curator.window.captioning.writing import CODE

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # lists and windows that come up

CODES = CodeTable(
    (
        Code(
            "kju",
            ("Kim Jong Un", "Kim Jong Un, the country’s leader,"),
            (("persons", "Kim Jong Un"),),
        ),
        Code("mo", ("Oh",), (("credit", "Mina Oh/Agency"), ("photographer", "Mina Oh"))),
        Code("wonsan", ("Wonsan, a port in the east",)),
    )
)
PORT = Template(
    "Port",
    (
        Entry("caption", "In ={city}=:", Mode.BEFORE),
        Entry("credit", "{photographer}/Agency"),
        Entry("headline", "", Mode.REPLACE),
        Entry("copyright", "{usage}"),
        Entry("keywords", "port; winter", Mode.AFTER),
        Entry("notes", "never applied", is_ticked=False),
    ),
)


@pytest.fixture(autouse=True)
def kept_from_last_week(tmp_path):
    """What the person prepared when the program was last used."""
    shelf = Shelf(tmp_path / "kit")
    kit_codes.keep(shelf, CODES)
    kit_templates.keep(shelf, TemplateSet((PORT,)))


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


@pytest.fixture
def choose(program):
    """Choose the first template in the menu."""

    def do() -> None:
        menu = program.actions.menus["Apply template"]
        menu.aboutToShow.emit()
        menu.actions()[0].trigger()

    return do


@pytest.fixture
def looked_at(qtbot, program, choose):
    """Choose the first template for several photos; return the table of what it would change."""

    def do():
        review = program.captions.templates.review
        with qtbot.waitSignal(review.listed, timeout=5_000):
            choose()
        return review

    return do


@pytest.fixture
def panel(qtbot, qapp, program):
    """The window of templates, brought up by its action."""

    def do():
        program.actions["templates"].trigger()
        panel = program.captions.templates
        qtbot.waitUntil(lambda: qapp.activeWindow() is panel)
        return panel

    return do


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def photos(program):
    return [photo(program, key) for key in program.views.story.rows.keys]


def field(program, name):
    return program.editor.photos.fields[name]


def button(parent, words):
    (found,) = [b for b in parent.findChildren(QPushButton) if b.text().replace("&", "") == words]
    return found


def put(program, photo_id, **values):
    for name, value in values.items():
        program.document.apply(edits.set_field([photo_id], name.replace("__", "."), value))


# Templates


def test_a_template_goes_onto_the_selection_after_a_look_and_as_one_step(
    qtbot, program, ids, looked_at
):
    put(program, ids[0], place__city="wonsan", photographer="Mina Oh", caption="A ferry.")
    put(program, ids[1], place__city="nampo", photographer="Jo Pak", headline="Old")
    put(program, ids[2], place__city="wonsan", credit="Pool")
    before = program.document.story
    program.views.story.select(ids[:3])

    review = looked_at()
    assert program.document.story is before
    told = [(row.title, row.field, row.after) for row in review.table.rows]
    assert ("1 · DSC_0001.JPG", "caption", "In Wonsan, a port in the east: A ferry.") in told
    assert ("2 · DSC_0002.JPG", "caption", "In =nampo=:") in told
    untick = told.index(("2 · DSC_0002.JPG", "caption", "In =nampo=:"))
    for key in (*[KEY.Key_Down] * untick, KEY.Key_Space):
        qtbot.keyClick(review.table.view, key)
    qtbot.mouseClick(review.accept_button, LEFT)

    one, two, three = photos(program)[:3]
    assert one.caption == "In Wonsan, a port in the east: A ferry."
    assert (two.caption, two.headline) == ("", "")
    assert three.caption == "In Wonsan, a port in the east:"
    assert [p.credit for p in (one, two, three)] == ["Mina Oh/Agency", "Jo Pak/Agency", "Agency"]
    assert {p.keywords for p in (one, two, three)} == {("port", "winter")}
    assert {(p.notes, p.copyright) for p in photos(program)} == {("", "")}
    assert "is on 3 photos" in program.window.notices.text
    program.actions["undo"].trigger()
    assert program.document.story == before


def test_one_photo_gets_a_template_at_once(program, ids, choose):
    put(program, ids[4], place__city="wonsan")
    program.views.story.select([ids[4]])
    choose()
    assert photo(program, ids[4]).caption == "In Wonsan, a port in the east:"
    assert not program.captions.templates.isVisible()
    assert program.actions["undo"].text() == "&Undo: template on DSC_0005.JPG"


def test_applied_twice_it_is_there_once(program, ids, choose):
    put(program, ids[4], place__city="wonsan", caption="A ferry.")
    program.views.story.select([ids[4]])
    choose()
    once = program.document.story
    choose()
    assert program.document.story is once


def test_what_is_written_while_the_table_is_up_is_not_overwritten_unseen(
    qtbot, program, ids, looked_at
):
    program.views.story.select(ids[:2])
    for key in ids[:2]:
        put(program, key, place__city="wonsan")
    review = looked_at()
    with qtbot.waitSignal(review.listed, timeout=5_000):
        put(program, ids[1], caption="Typed meanwhile.")
    rows = {row.title: row for row in review.table.rows if row.field == "caption"}
    assert rows["2 · DSC_0002.JPG"].before == "Typed meanwhile."
    qtbot.mouseClick(review.accept_button, LEFT)
    expected = "In Wonsan, a port in the east: Typed meanwhile."
    assert photo(program, ids[1]).caption == expected


def test_a_template_is_written_in_its_window_and_put_on_the_selection_from_there(
    qtbot, qapp, program, ids, panel, write, press
):
    program.views.story.select(ids[:2])
    templates = panel()
    qtbot.mouseClick(button(templates.names, "New"), LEFT)
    write("Pool")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: templates.names.current == "Pool")
    row = templates.editor.rows["credit"]
    row.text.setFocus()
    write("{camera}Pool")
    assert row.tick.isChecked()
    assert row.outcome.text() == "Pool"
    with qtbot.waitSignal(templates.review.listed, timeout=5_000):
        qtbot.mouseClick(templates.apply_button, LEFT)
    qtbot.mouseClick(templates.review.accept_button, LEFT)
    assert [p.credit for p in photos(program)[:3]] == ["Pool", "Pool", ""]
    assert templates.isVisible()
    assert templates.status.text() == "“Pool” is on 2 photos."


def test_undo_in_the_window_of_templates_is_about_templates(
    qtbot, program, ids, panel, write, press
):
    put(program, ids[0], caption="Stays.")
    templates = panel()
    templates.editor.rows["headline"].text.setFocus()
    write("Rain")
    assert program.kit.templates.templates.named("Port").entry("headline").text == "Rain"
    press(KEY.Key_Z, CTRL)
    assert program.kit.templates.templates.named("Port") == PORT
    assert photo(program, ids[0]).caption == "Stays."


def test_the_template_for_incoming_photos_is_chosen_in_the_window(
    program, panel, drop, tmp_path, make_picture
):
    templates = panel()
    templates.incoming.setCurrentIndex(1)
    templates.incoming.activated.emit(1)
    record = dataset(80, b"Mina Oh") + dataset(90, b"wonsan") + dataset(120, b"A ferry.")
    jpeg(tmp_path / "told.jpg", photoshop_segment(resources(record)))
    drop(tmp_path / "told.jpg")
    (came,) = program.document.story.photos.values()
    assert came.caption == "In Wonsan, a port in the east: A ferry."
    assert (came.credit, came.keywords) == ("Mina Oh/Agency", ("port", "winter"))
    assert came.from_file == {"photographer", "place"}
    assert program.actions["undo"].text() == "&Undo: add told.jpg"

    templates.incoming.setCurrentIndex(0)
    templates.incoming.activated.emit(0)
    drop(make_picture(tmp_path / "later.jpg", "red"))
    assert photos(program)[1].keywords == ()


# Codes


def test_a_code_typed_in_the_caption_sets_the_credit_in_the_same_step(program, ids, press, write):
    press(KEY.Key_F2)
    write("Photographed by =mo=.")
    found = photo(program, ids[0])
    assert found.caption == "Photographed by Oh."
    assert (found.credit, found.photographer) == ("Mina Oh/Agency", "Mina Oh")
    assert field(program, "credit").text() == "Mina Oh/Agency"
    press(KEY.Key_Z, CTRL)
    now = photo(program, ids[0])
    assert (now.caption, now.credit, now.photographer) == ("", "", "")
    assert program.actions["undo"].text() == "&Undo: add 10 photos"


def test_a_code_typed_for_many_photos_reaches_them_all(program, ids, press, write):
    put(program, ids[1], persons=("Ri Un Sim",))
    program.views.story.select(ids[:3])
    press(KEY.Key_F2)
    write("=kju#2= waves.")
    assert {p.caption for p in photos(program)[:3]} == {"Kim Jong Un, the country’s leader, waves."}
    persons = [p.persons for p in photos(program)[:4]]
    assert persons == [("Kim Jong Un",), ("Ri Un Sim", "Kim Jong Un"), ("Kim Jong Un",), ()]


def test_a_code_in_the_storys_own_words_touches_no_photo(program, ids, press, write):
    before = program.document.story.photos
    press(KEY.Key_T, CTRL)
    write("=mo= in the =wonsan=")
    assert program.document.story.title == "Oh in the Wonsan, a port in the east"
    assert program.document.story.photos == before


def test_a_pasted_code_stays_as_it_is_and_a_code_nobody_knows_is_marked(program, ids, press, write):
    QGuiApplication.clipboard().setText("=kju= ")
    press(KEY.Key_F2)
    press(KEY.Key_V, CTRL)
    QGuiApplication.clipboard().clear()
    write("meets =nobody= here.")
    assert photo(program, ids[0]).caption == "=kju= meets =nobody= here."
    marks = program.captions.writing.marks.marks(field(program, "caption"))
    assert [(m.start, m.end) for m in marks if m.kind == CODE] == [(12, 20)]


def test_a_new_code_works_at_once_and_takes_the_mark_away(qtbot, qapp, program, ids, press, write):
    press(KEY.Key_F2)
    write("Seen in =np=.")
    caption = field(program, "caption")
    marks = program.captions.writing.marks
    assert CODE in [m.kind for m in marks.marks(caption)]
    program.actions["codes"].trigger()
    codes = program.captions.codes
    qtbot.waitUntil(lambda: qapp.activeWindow() is codes)
    qtbot.mouseClick(button(codes, "Add a code"), LEFT)
    write("np")
    press(KEY.Key_Tab)
    write("Nampo")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: (program.kit.codes.table.find("np") or ("", ""))[1] == "Nampo")
    assert CODE not in [m.kind for m in marks.marks(caption)]
    caption.setFocus()
    qtbot.keyClicks(caption, " And =np= again.")
    assert photo(program, ids[0]).caption == "Seen in =np=. And Nampo again."


def test_codes_of_another_desk_are_brought_in_and_given_out(
    qtbot, program, ids, answers, tmp_path, press, write
):
    theirs = tmp_path / "theirs.txt"
    theirs.write_text(
        "// the team\ndd13\tDana Diaz\tDana Diaz (13)\tcredit=Own\nkju\tKim\n", "utf-8"
    )
    program.actions["codes"].trigger()
    codes = program.captions.codes
    answers.codes_path = str(theirs)
    qtbot.mouseClick(codes.import_button, LEFT)
    qtbot.waitUntil(lambda: program.kit.codes.table.find("dd13") is not None, timeout=5_000)
    assert codes.status.text().endswith("1 new · 1 changed")
    answers.codes_path = str(tmp_path / "ours.txt")
    qtbot.mouseClick(codes.export_button, LEFT)
    qtbot.waitUntil(lambda: "written to" in codes.status.text(), timeout=5_000)
    ours = (tmp_path / "ours.txt").read_text("utf-8")
    assert "dd13\tDana Diaz\tDana Diaz (13)\tcredit=Own\n" in ours
    assert "wonsan\tWonsan, a port in the east\n" in ours
    codes.close()
    field(program, "caption").setFocus()
    qtbot.keyClicks(field(program, "caption"), "=dd13#2= runs.")
    assert photo(program, ids[0]).caption == "Dana Diaz (13) runs."
    assert photo(program, ids[0]).credit == "Own"


def test_codes_and_templates_are_there_again_next_time(program, panel, tmp_path, write):
    templates = panel()
    templates.editor.rows["headline"].text.setFocus()
    write("Rain")
    program.shut_down()
    kept = kit_templates.load(Shelf(tmp_path / "kit")).templates.named("Port")
    assert kept.entry("headline").text == "Rain"
    assert kit_codes.load(Shelf(tmp_path / "kit")).table.codes == CODES.codes
