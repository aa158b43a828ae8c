"""Situations of writing: every keystroke taken, one photo or many, undo from inside a field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from curator.story import edits
from curator.window.editor.fields import SEVERAL

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def ids(program, drop, folder):
    drop(folder)
    return program.views.story.rows.keys


def photo(program, photo_id):
    return program.document.story.photos[photo_id]


def field(program, name):
    return program.editor.photos.fields[name]


def test_a_caption_is_taken_on_every_keystroke(program, ids, write):
    program.desk.write("caption")
    write("A")
    assert photo(program, ids[0]).caption == "A"
    write(" wall")
    assert photo(program, ids[0]).caption == "A wall"


def test_clicking_elsewhere_loses_nothing_and_shows_the_other_photos_words(program, ids, write):
    program.desk.write("caption")
    write("For the first")
    program.views.story.select([ids[1]])

    assert field(program, "caption").text() == ""
    write_into = field(program, "caption")
    write_into.setFocus()
    write("For the second")

    assert photo(program, ids[0]).caption == "For the first"
    assert photo(program, ids[1]).caption == "For the second"


@pytest.mark.parametrize(
    "name",
    [
        "caption",
        "alt",
        "credit",
        "photographer",
        "headline",
        "copyright",
        "notes",
        "place.city",
        "place.country",
    ],
)
def test_every_field_is_written(program, ids, write, name):
    program.desk.write(name)
    write("Words")
    assert edits.read_field(photo(program, ids[0]), name) == "Words"


def test_the_date_taken_is_stored_as_iso_and_shown_for_reading(program, ids, write):
    program.desk.write("taken")
    field(program, "taken").clear()
    write("2026-03-14 07:42")
    assert photo(program, ids[0]).taken == "2026-03-14T07:42"
    assert field(program, "taken").text() == "2026-03-14 07:42"


def test_counts_stand_over_the_caption(program, ids, write):
    program.desk.write("caption")
    write("Two lions, asleep")
    assert program.editor.photos._counts.text() == "3 words · 17 characters"


def test_ctrl_enter_goes_on_with_the_cursor_in_the_same_field(program, ids, write, press):
    program.desk.write("credit")
    write("Mina Oh")
    press(KEY.Key_Return, CTRL)
    write("Jo Pak")
    press(KEY.Key_Return, CTRL | SHIFT)
    write("/Agency")

    assert photo(program, ids[0]).credit == "Mina Oh/Agency"
    assert photo(program, ids[1]).credit == "Jo Pak"
    assert field(program, "credit").hasFocus()


def test_ctrl_enter_held_down_never_writes_to_the_wrong_photo(program, ids, write, press):
    program.desk.write("caption")
    for number in range(1, 11):
        write(f"Caption {number}")
        press(KEY.Key_Return, CTRL)
    press(KEY.Key_Return, CTRL)

    captions = [photo(program, i).caption for i in ids]
    assert captions == [f"Caption {n}" for n in range(1, 11)]


def test_a_selection_is_edited_as_one_and_untouched_fields_stay(program, ids, write):
    program.document.apply(edits.set_field([ids[0]], "caption", "Only mine"))
    program.views.story.select(ids[:3])

    assert field(program, "caption").text() == ""
    assert field(program, "caption").placeholderText() == SEVERAL
    program.desk.write("credit")
    write("Pool")

    assert [photo(program, i).credit for i in ids[:4]] == ["Pool", "Pool", "Pool", ""]
    assert photo(program, ids[0]).caption == "Only mine"
    program.actions["undo"].trigger()
    assert [photo(program, i).credit for i in ids[:3]] == ["", "", ""]


def test_defaults_show_grey_until_a_photo_has_its_own(program, ids, write):
    program.editor.show_story()
    program.editor.story.default_fields["credit"].setFocus()
    write("Agency")
    program.editor.show_selection()

    assert field(program, "credit").text() == ""
    assert field(program, "credit").placeholderText() == "Agency"


def test_undo_reaches_the_story_from_inside_a_field(program, ids, write, press):
    program.desk.write("caption")
    write("Hello world")
    press(KEY.Key_Z, CTRL)

    assert photo(program, ids[0]).caption == ""
    assert field(program, "caption").text() == ""
    press(KEY.Key_Z, CTRL | SHIFT)
    assert photo(program, ids[0]).caption == "Hello world"


def test_undo_from_inside_a_line_reaches_the_story_too(program, ids, write, press):
    program.desk.write("credit")
    write("Mina")
    press(KEY.Key_Z, CTRL)
    assert photo(program, ids[0]).credit == ""
    press(KEY.Key_Y, CTRL)
    assert photo(program, ids[0]).credit == "Mina"


def test_undo_names_its_step(program, ids, write):
    program.desk.write("caption")
    write("Hello")
    assert program.actions["undo"].text() == "&Undo: caption of DSC_0001.JPG"
    program.actions["undo"].trigger()
    assert program.actions["redo"].text() == "&Redo: caption of DSC_0001.JPG"
    assert program.actions["undo"].text() == "&Undo: add 10 photos"


def test_a_pause_begins_a_new_step(program, ids, write, press):
    program.desk.write("caption")
    write("First.")
    program.editor.photos._burst.end()
    write(" Second.")
    press(KEY.Key_Z, CTRL)
    assert photo(program, ids[0]).caption == "First."


def test_undo_leads_back_to_the_photo_it_changed(program, ids, write):
    program.desk.write("caption")
    write("Hello")
    program.views.story.select([ids[8]])

    program.actions["undo"].trigger()

    assert program.views.story.selected_photos == (ids[0],)


def test_keys_typed_in_a_field_never_trigger_the_grid(program, ids, write, press):
    program.desk.write("caption")
    write("a b")
    press(KEY.Key_Space)
    press(KEY.Key_Delete)
    press(KEY.Key_Backspace)
    press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(KEY.Key_A, CTRL)

    assert program.views.currentWidget() is program.views.story
    assert program.views.story.rows.keys == ids
    assert len(program.views.story.selected_keys) == 1
    assert photo(program, ids[0]).caption == "a b"


def test_typographic_characters_and_no_break_spaces_survive(program, ids):
    words = "“Côté” – l’été : 한국 é 👩🏽‍👩🏻‍👦🏿"
    QGuiApplication.clipboard().setText(words)
    program.desk.write("caption")
    field(program, "caption").paste()
    assert photo(program, ids[0]).caption == words
    program.views.story.select([ids[1]])
    program.views.story.select([ids[0]])
    assert field(program, "caption").text() == words


def test_several_lines_stay_several_lines(program, ids, write, press):
    program.desk.write("caption")
    write("One.")
    press(KEY.Key_Return)
    write("Two.")
    assert photo(program, ids[0]).caption == "One.\nTwo."


def test_the_cursor_stays_where_undo_changed_the_text(program, ids, write, press):
    program.desk.write("caption")
    write("Hello world")
    program.editor.photos._burst.end()
    caption = field(program, "caption")
    cursor = caption.textCursor()
    cursor.setPosition(5)
    caption.setTextCursor(cursor)
    write(",")
    assert caption.text() == "Hello, world"
    press(KEY.Key_Z, CTRL)
    assert caption.text() == "Hello world"
    assert caption.textCursor().position() == 5


def test_tab_leaves_every_field(program, ids, press):
    from PySide6.QtWidgets import QApplication

    program.desk.write("caption")
    seen = []
    for _ in range(40):
        press(KEY.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is field(program, "caption"):
            break
    assert field(program, "alt") in seen
    assert seen[-1] is field(program, "caption")


def test_the_stories_own_words_are_edited_in_one_place(program, ids, write, press):
    program.actions["story_words"].trigger()
    write("A title")
    panel = program.editor.story
    for name in ("standfirst", "byline", "date", "closing_credit"):
        panel.fields[name].setFocus()
        write(f"The {name}")
    panel.fields["language"].setFocus()
    panel.fields["language"].clear()
    write("de")
    panel.source_name.setFocus()
    write("The Paper")
    panel.source_url.setFocus()
    write("https://paper.example/1")

    story = program.document.story
    assert story.title == "A title"
    assert story.standfirst == "The standfirst"
    assert story.byline == "The byline"
    assert story.date == "The date"
    assert story.closing_credit == "The closing_credit"
    assert story.language == "de"
    assert (story.source.name, story.source.url) == ("The Paper", "https://paper.example/1")
    assert program.window.windowTitle().startswith("A title")


def test_links_are_added_changed_and_removed(program, ids, write):
    program.editor.show_story()
    links = program.editor.story.links
    links._add()
    write("More")
    links.rows[0].url.setFocus()
    write("https://more.example")
    links.rows[0].kind.setCurrentIndex(1)
    links.rows[0].kind.activated.emit(1)

    link = program.document.story.links[0]
    assert (link.kind, link.label, link.url) == ("previous", "More", "https://more.example")
    links.remove(links.rows[0])
    assert program.document.story.links == ()
    program.actions["undo"].trigger()
    assert len(program.document.story.links) == 1


def test_text_between_photos_is_inserted_and_written(program, ids, write):
    from curator.story.values import HeadingBlock, TextBlock

    program.views.story.select([ids[2]])
    program.actions["insert_text"].trigger()
    write("The light comes *late*.")
    program.actions["insert_heading"].trigger()
    write("Morning")

    sequence = program.document.story.sequence
    assert [type(b) for b in sequence[3:5]] == [TextBlock, HeadingBlock]
    assert sequence[4].heading == "Morning"
    assert sequence[3].text == "The light comes *late*."
    assert program.views.story.rows.index(3).data() == "text: The light comes *late*."


def test_layout_is_chosen_for_the_selection(program, ids):
    program.views.story.select(ids[:2])
    box = program.editor.photos._placing.box
    box.setCurrentIndex(box.findData("full"))
    box.activated.emit(box.currentIndex())
    sequence = program.document.story.sequence
    assert [block.layout for block in sequence[:3]] == ["full", "full", ""]


def test_a_file_dropped_on_a_field_is_a_photo_and_no_words(program, ids, folder):
    from PySide6.QtCore import QMimeData, QPoint, QUrl
    from PySide6.QtGui import QDragEnterEvent

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / "DSC_0001.JPG"))])
    mime.setText(str(folder / "DSC_0001.JPG"))
    for name in ("caption", "credit"):
        event = QDragEnterEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.setAccepted(True)
        field(program, name).dragEnterEvent(event)
        assert not event.isAccepted()


def test_escape_leaves_a_field_for_the_grid(program, ids, write, press):
    program.desk.write("caption")
    write("Hello")
    press(KEY.Key_Escape)
    assert program.views.story.hasFocus()
    assert photo(program, ids[0]).caption == "Hello"


def test_a_date_typed_in_words_is_stored_as_iso_when_the_field_is_left(program, ids, write, press):
    program.editor.show_story()
    program.editor.story.fields["date"].setFocus()
    write("22 November 2026")
    press(KEY.Key_Tab)
    assert program.document.story.date == "2026-11-22"
    assert program.editor.story.fields["date"].text() == "2026-11-22"


def test_the_context_menu_does_what_the_menus_do(program, ids):
    from PySide6.QtWidgets import QMenu

    menu = next(
        m
        for m in program.window.findChildren(QMenu)
        if m.title() == "Photo" and m.parent() is program.window
    )
    program.views.story.select([ids[0]])
    menu.aboutToShow.emit()
    later = next(a for a in menu.actions() if a.text().startswith("Move la"))
    assert later.isEnabled()
    later.trigger()
    assert program.views.story.rows.keys[1] == ids[0]


def test_insert_pressed_in_a_field_brings_nothing_back(program, ids, press):
    program.document.apply(edits.set_aside([ids[0]]))
    program.views.show_view("photos")
    program.views.photos.select([ids[0]])
    program.desk.write("caption")
    press(KEY.Key_Insert)
    assert ids[0] not in program.views.story.rows.keys


def test_letters_of_a_date_in_words_stay_and_it_settles_with_ctrl_enter(program, ids, write, press):
    program.desk.write("taken")
    write("14 OCT 2026")
    assert field(program, "taken").text() == "14 OCT 2026"
    press(KEY.Key_Return, CTRL)
    assert photo(program, ids[0]).taken == "2026-10-14"


def test_leaving_the_date_of_the_file_alone_confirms_nothing(
    program, drop, tmp_path, make_picture, press
):
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:03:14 07:42:10"
    drop(make_picture(tmp_path / "dated.jpg", exif=exif))
    photo_id = program.views.story.selected_photos[0]
    program.desk.write("taken")
    press(KEY.Key_Tab)
    assert "taken" in photo(program, photo_id).from_file
