"""Templates in the window: written with a preview, put on one photo or many, kept at once."""

from pathlib import Path

import pytest
from dressing import dressed
from factories import ids, photo, story_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from curator.captions.codes import Code, CodeTable
from curator.kit import codes as kit_codes
from curator.kit import templates as kit
from curator.kit.shelf import Shelf
from curator.kit.templates import TemplateSet
from curator.story import edits
from curator.story.templates import Entry, Mode, Template
from curator.story.values import Place
from curator.window.captioning.codes.book import CodeBook
from curator.window.captioning.templates.applier import AT_ONCE, Applier
from curator.window.captioning.templates.book import TemplateBook
from curator.window.captioning.templates.menu import fill_template_menu
from curator.window.captioning.templates.panel import TemplatesPanel
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
AGENCY = Template(
    "Agency", (Entry("caption", "{city}:", Mode.BEFORE), Entry("credit", "AP", is_ticked=False))
)
KEPT = TemplateSet((AGENCY, Template("Pool", (Entry("credit", "Pool"),))))

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # lists that come up


@pytest.fixture(scope="module")
def looks(qapp):
    """The looks of the program: to dress it anew for every test takes its time."""
    return dressed("light")


@pytest.fixture
def jobs(qapp):
    jobs = Jobs(1)
    yield jobs
    jobs.shut_down()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "kit")
    kit.keep(shelf, KEPT)
    kit_codes.keep(shelf, CodeTable((Code("jo", ("Jo Pak",)),)))
    return shelf


@pytest.fixture
def book(qtbot, jobs, shelf):
    book = TemplateBook(shelf, jobs)
    with qtbot.waitSignal(book.changed):
        book.load()
    return book


@pytest.fixture
def document(qapp):
    document = StoryDocument()
    document.open(story_of(*(photo(n, place=Place(city=f"Town {n}")) for n in range(1, 5))))
    return document


@pytest.fixture
def codes(qtbot, jobs, shelf):
    codes = CodeBook(shelf, jobs)
    with qtbot.waitSignal(codes.changed):
        codes.load()
    return codes


@pytest.fixture
def applier(document, codes, jobs):
    return Applier(document, lambda: codes.table, jobs)


@pytest.fixture
def panel(qtbot, qapp, book, codes, document, applier, jobs, looks):
    parent = QWidget()
    qtbot.addWidget(parent)
    panel = TemplatesPanel(book, codes, document, applier, jobs, looks, parent)
    panel.photos_wanted.connect(lambda: panel.show_photos(ids(1)))
    panel.open()
    qtbot.waitUntil(lambda: qapp.activeWindow() is panel)
    yield panel
    parent.close()  # and so it lives as long as this


def row(panel, name):
    return panel.editor.rows[name]


def captions(document) -> list[str]:
    return [p.caption for p in document.story.photos.values()]


# The editor


def test_a_template_is_shown_field_by_field(panel) -> None:
    assert panel.names.current == "Agency"
    caption, credit = row(panel, "caption"), row(panel, "credit")
    assert (caption.text.text(), caption.tick.isChecked()) == ("{city}:", True)
    assert caption.mode.currentText() == "Put before"
    assert (credit.text.text(), credit.tick.isChecked()) == ("AP", False)
    assert not row(panel, "notes").tick.isChecked()


def test_what_the_current_photo_would_say_stands_beside(qtbot, panel, document) -> None:
    outcome = row(panel, "caption").outcome
    assert outcome.text() == "Town 1: Caption 1"
    document.apply(edits.set_field(["p1"], "caption", "Rain"))
    assert outcome.text() == "Town 1: Rain"
    panel.show_photos(["p3"])
    assert outcome.text() == "Town 3: Caption 3"
    row(panel, "caption").text.setFocus()
    qtbot.keyClicks(row(panel, "caption").text, "At ")
    assert outcome.text() == "At Town 3: Caption 3"


def test_typing_ticks_a_field_and_is_kept_and_undone_as_one(qtbot, panel, book, shelf) -> None:
    headline = row(panel, "headline")
    headline.text.setFocus()
    qtbot.keyClicks(headline.text, "Rain")
    assert book.templates.named("Agency").entry("headline") == Entry("headline", "Rain")
    assert headline.tick.isChecked()
    qtbot.waitUntil(lambda: book.is_kept)
    assert kit.load(shelf).templates == book.templates
    qtbot.keyClick(headline.text, KEY.Key_Z, CTRL)
    assert book.templates == KEPT
    assert (headline.text.text(), headline.tick.isChecked()) == ("", False)


def test_a_tick_and_a_mode_are_taken(panel, book) -> None:
    row(panel, "caption").tick.click()
    mode = row(panel, "credit").mode
    mode.setCurrentIndex(mode.findData(Mode.EMPTY))
    mode.activated.emit(mode.currentIndex())
    assert book.templates.named("Agency").entries == (
        Entry("caption", "{city}:", Mode.BEFORE, is_ticked=False),
        Entry("credit", "AP", Mode.EMPTY, is_ticked=False),
    )


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("headline", "{citi}", "There is no variable {citi}"),
        ("headline", "By =nobody=", "There is no code =nobody="),
        ("headline", "By =jo=", "By Jo Pak"),
        ("headline", "{headline}", "stays empty"),
        ("rating", "9", "A rating is a number from 0 to 5"),
        ("taken", "soon", "“soon” is no date"),
        ("persons", "Oh, Pak", "Oh; Pak"),
    ],
)
def test_what_comes_of_a_text_or_why_nothing_does_is_told(panel, field, text, words) -> None:
    row(panel, field).text.put(0, 0, text)
    assert row(panel, field).outcome.text() == words
    marks = row(panel, field).text.extraSelections()
    assert bool(marks) == words.startswith("There is no")
    if marks:
        assert marks[0].cursor.selectedText() == text.removeprefix("By ")


def test_variables_are_completed_while_they_are_typed(qtbot, panel) -> None:
    text = row(panel, "headline").text
    text.setFocus()
    text.put(0, 0, "𝄞 in ")
    qtbot.keyClicks(text, "{ph")
    assert text.offered == ("photographer",)
    popup = text.variables.popup
    qtbot.keyClick(popup, KEY.Key_Return)
    assert text.text() == "𝄞 in {photographer}"
    assert text.offered == ()
    qtbot.keyClicks(text, " {")
    assert "city" in text.offered
    qtbot.keyClick(popup, KEY.Key_Escape)
    assert text.offered == ()
    assert panel.isVisible()


# The list of names


def test_templates_are_made_renamed_duplicated_and_deleted(qtbot, panel, book) -> None:
    def names() -> list[str]:
        return [t.name for t in book.templates.templates]

    panel.names.duplicate()
    assert names() == ["Agency", "Agency copy", "Pool"]
    assert panel.names.current == "Agency copy"
    assert book.templates.named("Agency copy").entries == AGENCY.entries
    panel.names.list.currentItem().setText("Wire")
    assert names() == ["Agency", "Wire", "Pool"]
    panel.names.list.currentItem().setText("Pool")
    assert names() == ["Agency", "Pool 2", "Pool"]
    assert panel.names.list.currentItem().text() == "Pool 2"
    panel.names.list.currentItem().setText(" ")
    assert panel.names.list.currentItem().text() == "Pool 2"
    panel.names.delete()
    assert names() == ["Agency", "Pool"]
    panel.names.add()
    assert panel.names.current == "New template"
    assert row(panel, "caption").text.text() == ""
    panel.names.list.setFocus()
    book.undo()
    book.undo()
    assert names() == ["Agency", "Pool 2", "Pool"]


def test_another_template_is_shown_when_it_is_chosen(panel, book) -> None:
    panel.names.select("Pool")
    assert row(panel, "credit").text.text() == "Pool"
    row(panel, "credit").text.put(0, 0, "The ")
    assert book.templates.named("Pool").entry("credit").text == "The Pool"
    assert book.templates.named("Agency") == AGENCY


def test_without_a_template_nothing_can_be_written_or_applied(panel, book) -> None:
    panel.names.delete()
    panel.names.delete()
    assert panel.names.current == ""
    assert not panel.editor.isEnabled()
    assert not panel.apply_button.isEnabled()


def test_a_template_for_arriving_photos_is_chosen_by_name(panel, book) -> None:
    box = panel.incoming
    box.setCurrentIndex(box.findData("Pool"))
    box.activated.emit(box.currentIndex())
    assert book.templates.for_incoming == Template("Pool", (Entry("credit", "Pool"),))
    panel.names.select("Pool")
    panel.names.list.currentItem().setText("Press pool")
    assert book.templates.incoming == "Press pool"
    assert box.currentText() == "Press pool"


# On photos


def test_on_one_photo_it_is_applied_at_once(panel, document) -> None:
    assert panel.apply_button.text() == "&Apply to 1 photo"
    panel.apply()
    assert captions(document)[:2] == ["Town 1: Caption 1", "Caption 2"]
    assert panel.status.text() == "“Agency” is on 1 photo."


def test_on_several_photos_a_table_shows_what_would_change_first(qtbot, panel, document) -> None:
    panel.show_photos(ids(3))
    with qtbot.waitSignal(panel.review.listed):
        panel.apply_button.click()
    table = panel.review.table
    assert [(r.title, r.field, r.before, r.after) for r in table.rows][:2] == [
        ("1 · DSC_0001.JPG", "caption", "Caption 1", "Town 1: Caption 1"),
        ("2 · DSC_0002.JPG", "caption", "Caption 2", "Town 2: Caption 2"),
    ]
    before = document.story
    table.model.tick([1], False)
    assert panel.review.accept_button.text() == "&Change 2 texts"
    panel.review.accept_button.click()
    assert captions(document) == [
        "Town 1: Caption 1", "Caption 2", "Town 3: Caption 3", "Caption 4",
    ]  # fmt: skip
    assert not panel.review.isVisible()
    document.undo()
    assert document.story is before


def test_going_back_changes_nothing(qtbot, panel, document) -> None:
    before = document.story
    with qtbot.waitSignal(panel.review.listed):
        panel.put(AGENCY, ids(4))
    panel.review.leave()
    assert document.story is before
    assert not panel.review.isVisible()


def test_a_quick_choice_shows_the_table_only_as_long_as_it_is_wanted(
    qtbot, panel, document
) -> None:
    panel.close()
    with qtbot.waitSignal(panel.review.listed):
        panel.put(AGENCY, ids(2))
    assert panel.isVisible()
    panel.review.accept_button.click()
    assert not panel.isVisible()
    assert captions(document)[1] == "Town 2: Caption 2"
    panel.put(AGENCY, ids(4)[3:])
    assert not panel.isVisible()
    assert captions(document)[3] == "Town 4: Caption 4"


def test_the_table_follows_the_codes(qtbot, panel, codes) -> None:
    template = Template("By", (Entry("credit", "=jo="),))
    with qtbot.waitSignal(panel.review.listed):
        panel.put(template, ids(2))
    with qtbot.waitSignal(panel.review.listed):
        codes.change(CodeTable((Code("jo", ("Jo Park",)),)))
    assert {r.after for r in panel.review.table.rows} == {"Jo Park"}


def test_the_table_follows_the_story_and_keeps_what_was_left_out(qtbot, panel, document) -> None:
    with qtbot.waitSignal(panel.review.listed):
        panel.put(AGENCY, ids(3))
    panel.review.table.model.tick([0], False)
    with qtbot.waitSignal(panel.review.listed):
        document.apply(edits.set_field(["p2"], "caption", "Rain"))
    assert panel.review.table.rows[1].after == "Town 2: Rain"
    panel.review.accept_button.click()
    assert captions(document)[:3] == ["Caption 1", "Town 2: Rain", "Town 3: Caption 3"]


def test_a_template_that_changes_nothing_says_so(qtbot, panel, document) -> None:
    with qtbot.waitSignal(panel.review.listed):
        panel.put(Template("Empty"), ids(4))
    assert panel.review._title.text() == "“Empty” changes nothing in 4 photos"
    assert not panel.review.accept_button.isEnabled()


def test_many_photos_are_done_in_the_background_as_one_step(qtbot, applier, document) -> None:
    many = [photo(n, place=Place(city="Seoul")) for n in range(1, AT_ONCE + 20)]
    document.open(story_of(*many))
    with qtbot.waitSignal(applier.applied):
        applier.apply(ids(len(many)), AGENCY)
    assert set(captions(document)) == {f"Seoul: Caption {n}" for n in range(1, AT_ONCE + 20)}
    document.undo()
    assert captions(document)[0] == "Caption 1"


def test_another_story_gets_nothing_of_a_template_under_way(qtbot, jobs, applier, document) -> None:
    many = [photo(n, place=Place(city="Seoul")) for n in range(1, AT_ONCE + 20)]
    document.open(story_of(*many))
    applier.apply(ids(len(many)), AGENCY)
    document.open(story_of(photo(1)))
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert captions(document) == ["Caption 1"]


def test_the_menu_lists_the_templates_and_a_way_to_change_them(qapp, book) -> None:
    menu, chosen, managed = QMenu(), [], []
    fill_template_menu(menu, book, chosen.append, lambda: managed.append(True))
    words = [action.text() for action in menu.actions()]
    assert words == ["&1 Agency", "&2 Pool", "", "Edit templates…"]
    menu.actions()[1].trigger()
    menu.actions()[-1].trigger()
    assert [t.name for t in chosen] == ["Pool"]
    assert managed == [True]
