"""The galley: captions read as one text, and written where they stand."""

import pytest
from dressing import dressed
from factories import photo, story_of
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QHelpEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from curator.story import blocks, edits
from curator.story.values import (
    Defaults,
    GroupBlock,
    HeadingBlock,
    OtherBlock,
    PhotoBlock,
    PhotoId,
    TextBlock,
)
from curator.window.document import StoryDocument
from curator.window.galley import setting
from curator.window.galley.heights import Heights
from curator.window.galley.typesetter import Part
from curator.window.galley.view import GalleyView
from curator.window.jobs import Jobs
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

LONG = (
    "Workers leave the shipyard at the end of the early shift. The yard has built no ship since"
    " 2019, and repairs what other yards will not touch: ferries, dredgers, a lightship."
)
ARABIC = "صيادون يصلحون شباكهم عند الفجر في ميناء المدينة القديمة، قبل أن تبدأ الرياح الشمالية."


class StillThumbnails(Thumbnails):
    """Pictures that are there at once, and who was asked for."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, None, jobs)
        self.asked: set[str] = set()

    def fitted(self, photo, size: QSize, ratio: float) -> QPixmap:
        self.asked.add(photo.id)
        pixmap = QPixmap(size)
        pixmap.fill(QColor("teal"))
        return pixmap


class Desk:
    """A galley in a window with a field behind it, and what it told."""

    def __init__(self, document: StoryDocument, thumbnails: StillThumbnails, looks: Looks) -> None:
        self.helped: list[tuple[object, str]] = []
        self.document, self.thumbnails, self.looks = document, thumbnails, looks
        self.window = QWidget()
        self.galley = GalleyView(
            document, thumbnails, looks, lambda field, kind: self.helped.append((field, kind))
        )
        self.behind = QLineEdit()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.galley)
        column.addWidget(self.behind)
        self.window.resize(1000, 700)
        self.selected: list[object] = []
        self.galley.selected.connect(self.selected.append)

    @property
    def captions(self) -> list[str]:
        return [p.caption for p in self.document.story.photos.values()]

    def said(self) -> list[str]:
        rows = self.galley.rows
        role = Qt.ItemDataRole.AccessibleTextRole
        return [rows.index(row).data(role) for row in range(rows.rowCount())]

    def words_rect(self, row: int) -> QRect:
        corner = self.galley.row_rect(row).topLeft()
        return self.galley.set_row(row).words_place.translated(corner)


@pytest.fixture
def desk(qtbot, qapp: QApplication):
    jobs = Jobs(1)
    built = Desk(StoryDocument(), StillThumbnails(jobs), dressed("light"))
    yield built
    jobs.shut_down()
    built.window.close()
    built.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def show(qtbot, qapp: QApplication, desk: Desk):
    """Open a story of captions, or a whole one, and show the galley with the keyboard in it."""

    def do(*captions: str, story=None, **values: object) -> GalleyView:
        given = [photo(n, caption=text, **values) for n, text in enumerate(captions, 1)]
        desk.document.open(story or story_of(*given))
        desk.window.show()
        desk.window.activateWindow()
        qtbot.waitUntil(lambda: qapp.activeWindow() is desk.window)
        qtbot.waitUntil(lambda: desk.galley.marks.is_settled)
        desk.galley.setFocus()
        return desk.galley

    return do


@pytest.fixture
def press(qtbot, qapp: QApplication):
    def do(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        qtbot.keyClick(qapp.focusWidget(), key, modifier)

    return do


@pytest.fixture
def write(qtbot, qapp: QApplication):
    def do(text: str) -> None:
        qtbot.keyClicks(qapp.focusWidget(), text)

    return do


def click(qtbot, galley: GalleyView, place: QPoint) -> None:
    child = galley.viewport().childAt(place)
    target = child or galley.viewport()
    at = target.mapFrom(galley.viewport(), place) if child else place
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, NONE, at)


# Reading


def test_rows_are_what_a_reader_meets_in_its_order(desk: Desk, show) -> None:
    photos = [photo(n, caption=f"Caption {n}", credit="Mina Oh") for n in range(1, 6)]
    blocks = [
        HeadingBlock("Winter"),
        PhotoBlock(PhotoId("p3")),
        OtherBlock(extra=()),
        TextBlock("The light comes late."),
        GroupBlock((PhotoId("p1"), PhotoId("p5"))),
    ]
    show(story=story_of(*photos, sequence=blocks))
    assert desk.said() == [
        "heading: Winter",
        "1: Caption 3, Mina Oh, 2 words",
        "text: The light comes late.",
        "2: Caption 1, Mina Oh, 2 words",
        "3: Caption 5, Mina Oh, 2 words",
    ]


def test_a_screen_reader_finds_the_rows(desk: Desk, show) -> None:
    galley = show("A man waits.", "", "A man sits.", "A man sleeps.")
    interface = QAccessible.queryAccessibleInterface(galley)
    names = [interface.child(i).text(QAccessible.Text.Name) for i in range(interface.childCount())]
    assert names[0] == "1: A man waits., no credit, 3 words, opens like 3 and 4"
    assert names[1] == "2: no caption yet, no credit"


def test_only_pictures_in_view_are_asked_for(desk: Desk, show) -> None:
    galley = show(*(f"Caption {n}" for n in range(1, 2001)))
    galley.grab()
    assert "p1" in desk.thumbnails.asked
    assert len(desk.thumbnails.asked) < 20
    galley.verticalScrollBar().setValue(galley.verticalScrollBar().maximum())
    galley.grab()
    assert "p2000" in desk.thumbnails.asked
    assert len(desk.thumbnails.asked) < 40


@pytest.mark.parametrize("width", [700, 1000, 1400, 2000])
def test_the_column_of_words_keeps_its_measure_and_stands_in_the_middle(
    desk: Desk, show, width: int
) -> None:
    desk.window.resize(width, 600)
    galley = show(LONG)
    m = galley.set_row(0).measures
    assert 45 <= m.line_characters <= 75
    assert abs(m.left - (galley.viewport().width() - m.right)) <= 1
    assert m.left > 0


def test_an_empty_story_says_what_to_do_until_a_photo_comes(desk: Desk, show) -> None:
    galley = show()
    empty = galley.grab().toImage()
    assert "press Insert" in galley.accessibleDescription()
    desk.document.apply(edits.add_photos([photo(1)]))
    assert galley.accessibleDescription() == ""
    assert galley.grab().toImage() != empty


def test_a_story_opened_meanwhile_is_shown_when_the_galley_comes_up(desk: Desk, show) -> None:
    galley = show("One", "Two")
    galley.hide()
    desk.document.open(story_of(*(photo(n, caption=f"New {n}") for n in range(1, 4))))
    desk.document.apply(edits.set_field([PhotoId("p2")], "caption", "Newer"))
    galley.show_key(PhotoId("p3"))
    assert galley.current_key == "p3"
    galley.show()
    assert desk.said()[1].startswith("2: Newer")
    assert galley.currentIndex().row() == 2
    assert desk.selected == []


def test_moving_by_keyboard_tells_the_other_views_and_being_moved_does_not(
    desk: Desk, show, press
) -> None:
    galley = show("One", "Two", "Three")
    press(KEY.Key_Down)
    assert desk.selected == ["p2"]
    galley.show_key(PhotoId("p1"))
    press(KEY.Key_End)
    press(KEY.Key_Up)
    assert desk.selected == ["p2", "p3", "p2"]


def test_space_and_a_double_click_on_the_picture_ask_for_it_large(
    qtbot, desk: Desk, show, press
) -> None:
    galley = show("One", "Two")
    asked: list[object] = []
    galley.opened.connect(asked.append)
    press(KEY.Key_Space)
    place = galley.set_row(1).picture.center() + galley.row_rect(1).topLeft()
    qtbot.mouseDClick(galley.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    click(qtbot, galley, place)
    assert galley.current_key == "p2"
    assert galley.field is None
    press(KEY.Key_Space)
    assert asked == ["p1", "p2", "p2"]


def test_the_menu_key_asks_for_a_menu_at_the_current_row(desk: Desk, show) -> None:
    galley = show("One", "Two")
    galley.show_key(PhotoId("p2"))
    places: list[QPoint] = []
    galley.menu_asked.connect(places.append)
    place = galley.mapToGlobal(QPoint(1, 1))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), place)
    QApplication.sendEvent(galley.viewport(), event)
    assert galley.row_at(galley.viewport().mapFromGlobal(places[0])) == 1


# Long stories


def test_opening_sets_only_rows_in_view(monkeypatch, desk: Desk, show) -> None:
    made: list[str] = []
    real = setting.SetText.__init__

    def counted(self, text, font, width):
        made.append(text)
        real(self, text, font, width)

    monkeypatch.setattr(setting.SetText, "__init__", counted)
    show(*([LONG, "Rain.", ""] * 1000))
    assert len(made) < 60


@pytest.mark.parametrize("count", [20, 3000])
def test_a_keystroke_sets_its_own_row_only(monkeypatch, desk: Desk, show, write, count) -> None:
    galley = show(*(f"Number {n} of many" for n in range(count)))
    galley.write()
    write("a")
    galley.grab()
    made: list[str] = []
    real = setting.SetText.__init__

    def counted(self, text, font, width):
        made.append(text)
        real(self, text, font, width)

    monkeypatch.setattr(setting.SetText, "__init__", counted)
    write("b")
    galley.grab()
    assert made == ["Number 0 of manyab", "no credit"]


def test_what_is_on_screen_does_not_jump_while_scrolling_up_through_unseen_rows(
    desk: Desk, show
) -> None:
    galley = show(*([LONG * 3, "Rain.", "", LONG] * 100))
    bar = galley.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(60):
        row = galley.rows_in_view[2]
        top = galley.row_rect(row).top()
        bar.setValue(bar.value() - 50)
        assert galley.row_rect(row).top() == top + 50


def test_going_to_a_far_row_brings_all_of_it_into_view(desk: Desk, show, press) -> None:
    galley = show(*([LONG * 3, "Rain.", "", LONG] * 100))
    for key in (KEY.Key_End, KEY.Key_Home):
        press(key)
        rect = galley.row_rect(galley.currentIndex().row())
        assert galley.viewport().rect().contains(rect)
    galley.show_key(PhotoId("p203"))
    assert galley.viewport().rect().contains(galley.row_rect(202))


def test_what_changes_above_does_not_move_what_is_read(desk: Desk, show) -> None:
    galley = show(*(f"Caption {n}" for n in range(200)))
    galley.verticalScrollBar().setValue(4000)
    row = galley.rows_in_view[1]
    key, top = galley.rows.keys[row], galley.row_rect(row).top()

    desk.document.apply(edits.set_field([PhotoId("p1")], "caption", LONG * 5))
    desk.document.apply(edits.remove_photos([PhotoId("p2"), PhotoId("p3")]))
    desk.document.apply(blocks.insert_block(TextBlock(LONG * 4), PhotoId("p5")))

    assert galley.row_rect(galley.rows.row_of(key)).top() == top


def test_another_width_keeps_the_place(desk: Desk, show) -> None:
    galley = show(*([LONG, "Rain."] * 100))
    galley.verticalScrollBar().setValue(4000)
    first = galley.rows_in_view[0]
    desk.window.resize(640, 700)
    assert galley.rows_in_view[0] == first


# Writing


def test_enter_begins_and_escape_leaves_and_keeps_what_was_typed(
    desk: Desk, show, press, write
) -> None:
    galley = show("One", "Two")
    press(KEY.Key_Return)
    write(" more")
    assert desk.captions == ["One more", "Two"]
    press(KEY.Key_Escape)
    assert galley.field is None
    assert galley.hasFocus()
    press(KEY.Key_Down)
    assert galley.current_key == "p2"


def test_a_click_puts_the_cursor_where_it_was(qtbot, desk: Desk, show, write) -> None:
    galley = show("One", "Two words here")
    rect = desk.words_rect(1)
    click(qtbot, galley, rect.topLeft() + QPoint(1, rect.height() // 2))
    write("The ")
    assert desk.captions == ["One", "The Two words here"]
    assert desk.selected == ["p2"]
    click(qtbot, galley, QPoint(rect.right() + 20, rect.center().y()))
    write(".")
    assert desk.captions[1] == "The Two words here."


def test_words_are_selected_by_dragging_from_where_nothing_was_open(
    qtbot, desk: Desk, show, write
) -> None:
    galley = show("One", "Two words here")
    rect, view = desk.words_rect(1), galley.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, NONE, rect.topLeft() + QPoint(1, 8))
    qtbot.mouseMove(view, rect.topLeft() + QPoint(300, 8))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, rect.topLeft() + QPoint(300, 8))
    write("Rain.")
    assert desk.captions == ["One", "Rain."]


CASES = {
    "one line": "The ferry crosses.",
    "several lines": LONG,
    "paragraphs": "One line.\n\nAnother, after an empty one.",
    "right to left": ARABIC,
    "emoji": "Feeds gulls 🕊️ on the quay 🎉 with " + LONG,
    "no-break spaces": "Kim\u00a0Yong\u00a0Chol " * 8,
    "a word without end": "x" * 150,
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_jumps_when_writing_begins(qtbot, desk: Desk, show, name: str) -> None:
    galley = show("One", CASES[name], credit="Mina Oh")
    galley.show_key(PhotoId("p2"))
    galley.write(Part.CREDIT)
    desk.behind.setFocus()  # and the cursor is gone, which is no part of the words
    area = desk.words_rect(1).adjusted(-4, -1, 4, 1)
    read = galley.viewport().grab(area).toImage()

    galley.write()
    desk.behind.setFocus()
    assert galley.field.text() == CASES[name]
    written = galley.viewport().grab(area).toImage()

    assert galley.field.isVisible()
    assert written == read


def test_rows_below_give_way_while_a_caption_grows(desk: Desk, show, write) -> None:
    galley = show("One", LONG, "Three")
    galley.show_key(PhotoId("p2"))
    galley.write()
    above, below = galley.row_rect(0), galley.row_rect(2).top()
    write(" " + LONG + LONG)
    lines = galley.field.height()
    assert galley.row_rect(0) == above
    assert galley.row_rect(2).top() > below
    assert galley.field.geometry().bottom() < galley.row_rect(2).top()
    assert lines == desk.words_rect(1).height() + 10
    assert galley.field.verticalScrollBar().maximum() == 0


def test_the_cursor_stays_in_view_while_writing_at_the_lower_edge(
    desk: Desk, show, press, write
) -> None:
    galley = show(*["Rain."] * 20)
    galley.show_key(PhotoId("p20"))
    galley.write()
    for _ in range(12):
        press(KEY.Key_Return)
    cursor = galley.field.cursorRect().translated(galley.field.pos())
    assert galley.viewport().rect().contains(cursor)


def test_the_wheel_over_the_field_scrolls_the_galley(desk: Desk, show) -> None:
    galley = show(*["Rain."] * 20)
    galley.write()
    top, target = galley.field.y(), galley.field.viewport()
    place = QPointF(target.rect().center())
    event = QWheelEvent(
        place,
        QPointF(target.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)
    assert galley.verticalOffset() > 0
    assert galley.field.y() == top - galley.verticalOffset()


def test_down_and_up_go_on_in_the_next_caption_at_about_the_same_column(
    desk: Desk, show, press
) -> None:
    galley = show(LONG, "Rain.", LONG)
    galley.write()
    field = galley.field
    field.put_cursor_at(200, last_line=False)
    lines = 0
    while galley.current_key == "p1":
        press(KEY.Key_Down)
        lines += 1
    assert lines >= 3
    assert galley.current_key == "p2"
    assert galley.field.cursor_place() == len("Rain.")
    press(KEY.Key_Down)
    assert galley.current_key == "p3"
    assert abs(galley.field.cursorRect().left() - 200) < 12
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    assert galley.current_key == "p1"
    assert abs(galley.field.cursorRect().left() - 200) < 12
    assert galley.field.cursor_place() > len(LONG) // 2


def test_at_either_end_of_the_story_the_arrows_stay(desk: Desk, show, press, write) -> None:
    galley = show("One")
    galley.write()
    press(KEY.Key_Down)
    press(KEY.Key_Up)
    write("!")
    assert desk.captions == ["One!"]


def test_tab_goes_through_captions_and_credits_and_out_at_the_end(
    desk: Desk, show, press, write
) -> None:
    galley = show("One", "Two")
    galley.write()
    press(KEY.Key_Tab)
    write("Mina Oh")
    press(KEY.Key_Tab)
    write("!")
    press(KEY.Key_Tab)
    write("Jo Pak")
    press(KEY.Key_Backtab, SHIFT)
    press(KEY.Key_Backtab, SHIFT)
    write("/Agency")
    assert desk.captions == ["One", "Two!"]
    assert [p.credit for p in desk.document.story.photos.values()] == ["Mina Oh/Agency", "Jo Pak"]
    for _ in range(3):
        press(KEY.Key_Tab)
    assert desk.behind.hasFocus()


def test_shift_tab_before_the_first_caption_leaves_the_words(desk: Desk, show, press) -> None:
    galley = show("One", "Two")
    galley.write()
    press(KEY.Key_Backtab, SHIFT)
    assert galley.field is None
    assert galley.hasFocus()


def test_enter_in_a_credit_goes_on_to_the_next_caption(desk: Desk, show, press, write) -> None:
    galley = show("One", "Two")
    galley.write(Part.CREDIT)
    write("Mina Oh")
    press(KEY.Key_Return)
    write("!")
    assert desk.captions == ["One", "Two!"]
    assert desk.document.story.photos[PhotoId("p1")].credit == "Mina Oh"


def test_a_photo_that_inherits_its_credit_shows_it_as_a_hint(
    desk: Desk, show, press, write
) -> None:
    story = story_of(photo(1), photo(2, credit="Jo Pak"), defaults=Defaults(credit="The Agency"))
    galley = show(story=story)
    assert [said.split(", ")[1] for said in desk.said()] == ["The Agency", "Jo Pak"]
    galley.write(Part.CREDIT)
    assert galley.field.text() == ""
    assert galley.field.placeholderText() == "The Agency"
    desk.document.apply(edits.set_default("credit", "Another"))
    assert galley.field.placeholderText() == "Another"
    write("M")
    assert desk.document.story.photos[PhotoId("p1")].credit == "M"


def test_a_longer_credit_for_all_photos_moves_the_rows_below(desk: Desk, show) -> None:
    galley = show(LONG * 2, LONG * 2)
    before = galley.row_rect(1).top()
    desk.document.apply(edits.set_default("credit", "Handout via the Harbour Authority, " * 6))
    assert galley.row_rect(1).top() > before


def test_stepping_goes_from_photo_to_photo_in_the_same_field(desk: Desk, show, write) -> None:
    photos = [photo(n, caption=f"Caption {n}") for n in (1, 2)]
    blocks = [PhotoBlock(photos[0].id), HeadingBlock("Winter"), PhotoBlock(photos[1].id)]
    galley = show(story=story_of(*photos, sequence=blocks))
    galley.write(Part.CREDIT)
    assert galley.step(1)
    write("Jo Pak")
    assert not galley.step(1)
    assert galley.step(-1)
    assert not galley.step(-1)
    write("Mina Oh")
    assert [p.credit for p in desk.document.story.photos.values()] == ["Mina Oh", "Jo Pak"]


def test_headings_and_texts_are_written_too(desk: Desk, show, press, write) -> None:
    blocks = [HeadingBlock("Winter"), TextBlock("Late light."), PhotoBlock(PhotoId("p1"))]
    galley = show(story=story_of(photo(1), sequence=blocks))
    galley.write()
    write(" nights")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    write("Early dark.")
    press(KEY.Key_Down)
    write("!")
    heading, text, _ = desk.document.story.sequence
    assert (heading.heading, text.text) == ("Winter nights", "Late light.\nEarly dark.")
    assert desk.captions == ["Caption 1!"]


def test_page_down_goes_on_writing_a_page_further(desk: Desk, show, press, write) -> None:
    galley = show(*(f"Caption {n}" for n in range(1, 41)))
    galley.write()
    press(KEY.Key_PageDown)
    row = galley.currentIndex().row()
    assert row >= 4
    press(KEY.Key_PageUp)
    assert galley.current_key == "p1"
    press(KEY.Key_End)
    write("!")
    assert desk.captions[0] == "Caption 1!"


def test_words_from_the_file_are_selected_to_be_replaced(desk: Desk, show, press, write) -> None:
    story = story_of(photo(1), photo(2, from_file=frozenset({"caption"})))
    galley = show(story=story)
    galley.write()
    assert galley.step(1)
    write("Mine")
    assert desk.captions == ["Caption 1", "Mine"]


def test_each_kind_of_field_is_given_help_once(desk: Desk, show, press) -> None:
    blocks = [
        HeadingBlock("A"),
        TextBlock("B"),
        PhotoBlock(PhotoId("p1")),
        PhotoBlock(PhotoId("p2")),
    ]
    galley = show(story=story_of(photo(1), photo(2), sequence=blocks))
    galley.write()
    for _ in range(5):
        press(KEY.Key_Tab)
    assert sorted(kind for _, kind in desk.helped) == ["caption", "credit", "heading", "text"]
    assert len({id(field) for field, _ in desk.helped}) == 4


# The story changes elsewhere


def test_keystrokes_are_one_step_of_undo_and_moving_on_begins_another(
    desk: Desk, show, press, write
) -> None:
    galley = show("One", "Two")
    galley.write()
    write(" more")
    press(KEY.Key_Down)
    write(" less")
    desk.document.undo()
    assert desk.captions == ["One more", "Two"]
    assert galley.field.text() == "Two"
    desk.document.undo()
    assert desk.captions == ["One", "Two"]


def test_coming_back_to_a_caption_begins_another_step(desk: Desk, show, press, write) -> None:
    galley = show("One", "Two")
    galley.write()
    write("!")
    press(KEY.Key_Down)
    press(KEY.Key_Up)
    write("!")
    desk.document.undo()
    assert desk.captions == ["One!", "Two"]


def test_an_open_field_follows_and_the_cursor_keeps_its_place(desk: Desk, show, write) -> None:
    galley = show("The ferry leaves at dawn", "Two")
    galley.write()
    galley.field.select_span(4, 4)
    desk.document.apply(edits.set_field([PhotoId("p2")], "caption", LONG))
    desk.document.apply(edits.move([PhotoId("p2")], PhotoId("p1")))
    write("last ")
    assert desk.captions[0] == "The last ferry leaves at dawn"
    desk.document.apply(
        edits.set_field([PhotoId("p1")], "caption", "The last ferry leaves at dawn.")
    )
    assert galley.field.text() == "The last ferry leaves at dawn."
    assert galley.field.hasFocus()
    rect = desk.words_rect(galley.rows.row_of(PhotoId("p1")))
    assert galley.field.geometry().adjusted(4, 4, -4, -6) == rect


@pytest.mark.parametrize("edit", [edits.remove_photos, edits.set_aside])
def test_the_field_closes_quietly_when_its_photo_goes(desk: Desk, show, write, edit) -> None:
    galley = show("One", "Two", "Three")
    galley.show_key(PhotoId("p2"))
    galley.write()
    desk.document.apply(edit([PhotoId("p2")]))
    assert galley.field is None
    assert galley.hasFocus()
    assert galley.current_key == "p3"
    assert desk.selected == ["p3"]
    desk.document.undo()
    assert len(desk.said()) == 3


def test_another_row_asked_for_takes_the_keyboard_along(desk: Desk, show, write) -> None:
    galley = show("One", "Two", "Three")
    galley.write()
    galley.show_key(PhotoId("p3"))
    write("!")
    assert desk.captions == ["One", "Two", "Three!"]
    desk.behind.setFocus()
    galley.show_key(PhotoId("p1"))
    assert galley.field is None
    assert desk.behind.hasFocus()


def test_another_story_closes_the_field(desk: Desk, show) -> None:
    galley = show("One", "Two")
    galley.show_key(PhotoId("p2"))
    galley.write()
    desk.document.open(story_of(photo(1, caption="Other"), photo(2, caption="Another")))
    assert galley.field is None
    assert galley.current_key == "p1"
    assert [said[:8] for said in desk.said()] == ["1: Other", "2: Anoth"]
    assert desk.selected == []


# Repeated openings


# The offscreen platform cannot raise a tip that is up already.
quiet_tooltips = pytest.mark.qt_log_ignore("does not support raise", extend=True)


def tooltip(target: QWidget, place: QPoint) -> str:
    event = QHelpEvent(QEvent.Type.ToolTip, place, target.mapToGlobal(place))
    QApplication.sendEvent(target, event)
    return QToolTip.text()


@quiet_tooltips
def test_repeated_openings_are_named_over_the_painted_words(desk: Desk, show) -> None:
    galley = show("A man waits.", "Rain.", "A man sits.", "A man sleeps.")
    unmarked, marked = desk.words_rect(1).topLeft(), desk.words_rect(0).topLeft()
    assert tooltip(galley.viewport(), unmarked + QPoint(20, 8)) == ""
    assert tooltip(galley.viewport(), marked + QPoint(20, 8)) == "Opens like 3 and 4"


@quiet_tooltips
def test_repeated_openings_are_marked_in_the_field_and_follow_the_typing(
    desk: Desk, show, press, write
) -> None:
    galley = show("A man waits.", "Rain.", "A man sits.", "A boat sinks.")
    galley.show_key(PhotoId("p4"))
    galley.write()
    assert galley.field.mark_spans() == []
    desk.document.apply(edits.set_field([PhotoId("p4")], "caption", "🎉 A man sleeps."))
    assert galley.field.mark_spans() == []
    desk.document.apply(edits.set_field([PhotoId("p4")], "caption", "A man sleeps."))
    spans = galley.field.mark_spans()
    place = spans[0].center().toPoint()
    assert tooltip(galley.field.viewport(), place) == "Opens like 1 and 3"
    press(KEY.Key_Home)
    write("No, ")
    assert galley.field.mark_spans() == []


def test_the_mark_is_painted_in_the_attention_colour(desk: Desk, show) -> None:
    galley = show("A man waits.", "A man sits.", "Rain.")

    def attention_in(row: int) -> int:
        image = galley.viewport().grab(desk.words_rect(row).adjusted(0, 0, 0, 2)).toImage()
        wanted = QColor(desk.looks.theme.attention)
        colours = (
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        )
        return sum(
            abs(c.red() - wanted.red()) + abs(c.blue() - wanted.blue()) < 30 for c in colours
        )

    assert attention_in(1) > 10
    assert attention_in(2) == 0


def test_a_long_story_is_marked_a_moment_after_it_is_on_screen(qtbot, desk: Desk, show) -> None:
    galley = show(*(f"Number {n} of many" for n in range(1200)), "A man waits.", "A man sits.")
    desk.document.apply(edits.add_photos([photo(5000, caption="A man sleeps.")]))
    qtbot.waitUntil(lambda: galley.marks.is_settled)
    assert desk.said()[-1].endswith("opens like 1,201 and 1,202")


def test_a_photo_that_goes_repeats_nothing_any_more(desk: Desk, show) -> None:
    show("A man waits.", "Rain.", "A man sits.", "Fog.", "A man sleeps.")
    assert desk.said()[0].endswith("opens like 3 and 5")
    desk.document.apply(edits.set_aside([PhotoId("p3")]))
    assert desk.said()[0] == "1: A man waits., no credit, 3 words"
    desk.document.apply(edits.remove_photos([PhotoId("p2"), PhotoId("p4")]))
    assert desk.said()[0].endswith("opens like 2")


def test_so_many_others_are_counted(desk: Desk, show) -> None:
    show(*["A man waits."] * 30)
    assert desk.said()[-1].endswith("opens like 1, 2, 3, 4, 5, 6, 7, 8 and 21 more")


# What is too long, and where rows lie


def test_a_caption_beyond_all_measure_is_cut_on_screen_and_nowhere_else(
    desk: Desk, show, write
) -> None:
    monster = "word " * 30_000
    galley = show(monster, "Two")
    assert galley.row_rect(0).height() < 20_000
    galley.write()
    write("x")
    assert desk.captions[0] == monster + "x"


@given(st.lists(st.integers(1, 300), max_size=40), st.data())
def test_heights_say_where_rows_lie_as_adding_them_up_does(guesses: list[int], data) -> None:
    heights, plain = Heights(guesses), list(guesses)
    for _ in range(5 if plain else 0):
        row = data.draw(st.integers(0, len(plain) - 1))
        height = data.draw(st.integers(1, 300))
        assert heights.measured(row, height) == height - plain[row]
        plain[row] = height
    assert list(heights) == plain
    assert heights.total == sum(plain)
    for row in range(len(plain)):
        top = sum(plain[:row])
        assert heights.top(row) == top
        assert heights.row_at(top) == row
        assert heights.row_at(top + plain[row] - 1) == row
    assert heights.row_at(sum(plain) + 5) == len(plain) - 1
