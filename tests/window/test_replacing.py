"""Situations of find and replace: found while typing, led from place to place, replaced as one step."""

import pytest
from dressing import dressed
from factories import ids, photo, story_of
from PySide6.QtCore import Qt

from curator.captions import search
from curator.story import edits
from curator.story.values import PhotoBlock, PhotoId, TextBlock
from curator.window.captioning import replacing
from curator.window.captioning.replacing import ReplacePanel
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
P1, P2, P3 = ids(3)
TEXT = TextBlock("Winter in Kiev")


@pytest.fixture
def document():
    made = StoryDocument()
    photos = (
        photo(1, caption="Kiev and Kiev again", credit="Kiev Post"),
        photo(2, caption="Lviv", keywords=("lviv", "kiev")),
        photo(3, caption="Kievan art"),
    )
    blocks = [PhotoBlock(P1), TEXT, PhotoBlock(P2), PhotoBlock(P3)]
    made.open(story_of(*photos, sequence=blocks, title="Days in Kiev"))
    return made


@pytest.fixture
def selected():
    return []


@pytest.fixture
def panel(qtbot, document, selected, monkeypatch):
    monkeypatch.setattr(replacing, "_WAIT_FOR_TYPING", 10)
    monkeypatch.setattr(replacing, "_WAIT_FOR_STORY", 10)
    jobs = Jobs(1)
    made = ReplacePanel(document, jobs, lambda: selected, dressed("light"))
    qtbot.addWidget(made)
    made.resize(860, 340)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(made.form.pattern.hasFocus)
    yield made
    jobs.shut_down()


@pytest.fixture
def look_for(qtbot, panel):
    """Type into the fields and wait until what is found is listed."""

    def do(pattern, replacement=""):
        panel.form.pattern.clear()
        qtbot.keyClicks(panel.form.pattern, pattern)
        panel.form.replacement.clear()
        qtbot.keyClicks(panel.form.replacement, replacement)
        qtbot.waitUntil(lambda: panel.is_current)

    return do


@pytest.fixture
def led(panel):
    """Where the person was led."""
    places = []
    panel.chosen.connect(lambda *place: places.append(place))
    return places


def where(panel):
    return [(row.title, row.field, row.after) for row in panel.table.rows]


def test_what_is_typed_is_found_everywhere_and_counted(panel, look_for):
    look_for("kiev", "Kyiv")
    assert panel.count.text() == "7 matches in 6 texts"
    assert panel.button.text() == "&Replace 7"
    assert where(panel) == [
        ("The story", "Title", "Days in Kyiv"),
        ("1 · DSC_0001.JPG", "Caption", "Kyiv and Kyiv again"),
        ("1 · DSC_0001.JPG", "Credit", "Kyiv Post"),
        ("After photo 1", "Text", "Winter in Kyiv"),
        ("2 · DSC_0002.JPG", "Keywords", "Kyiv"),
        ("3 · DSC_0003.JPG", "Caption", "Kyivan art"),
    ]


@pytest.mark.parametrize(
    ("choice", "pattern", "count"),
    [
        ("match_case", "Kiev", "6 matches in 5 texts"),
        ("whole_word", "kiev", "6 matches in 5 texts"),
        ("is_regex", "^k.ev", "4 matches in 4 texts"),
    ],
)
def test_a_choice_takes_effect_at_once(qtbot, panel, look_for, choice, pattern, count):
    look_for(pattern)
    box = getattr(panel.form, choice)
    with qtbot.waitSignal(panel.listed):
        qtbot.keyClick(box, KEY.Key_Space)
    assert panel.count.text() == count


def choose_where(panel, qtbot, name):
    box = panel.form.where
    with qtbot.waitSignal(panel.listed):
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())


def test_captions_alone_are_looked_through(qtbot, panel, look_for):
    look_for("kiev")
    choose_where(panel, qtbot, "captions")
    assert [field for _, field, _ in where(panel)] == ["Caption", "Caption"]


def test_the_selection_alone_is_looked_through_and_followed(qtbot, panel, look_for, selected):
    look_for("kiev", "x")
    selected[:] = [P2]
    panel.follow_selection()
    choose_where(panel, qtbot, "selection")
    assert [title for title, _, _ in where(panel)] == ["2 · DSC_0002.JPG"]
    selected[:] = [P3, TEXT.key]
    with qtbot.waitSignal(panel.listed):
        panel.follow_selection()
    assert [title for title, _, _ in where(panel)] == ["After photo 1", "3 · DSC_0003.JPG"]


def test_being_led_to_a_place_does_not_narrow_the_selection(qtbot, panel, look_for, selected):
    selected[:] = [P1, P2, P3]
    panel.follow_selection()
    look_for("kiev", "x")
    choose_where(panel, qtbot, "selection")

    def select(key, *_):
        selected[:] = [key]
        panel.follow_selection()

    panel.chosen.connect(select)
    for _ in range(5):
        qtbot.keyClick(panel.form.pattern, KEY.Key_Return)
    assert selected == [P3]
    assert panel.count.text() == "5 of 5 matches in 4 texts"


def test_replacing_is_one_step_and_says_how_many(qtbot, panel, document, look_for):
    look_for("kiev", "Kyiv")
    counts = []
    panel.replaced.connect(counts.append)
    with qtbot.waitSignal(panel.listed):
        panel.button.click()
    assert document.story.photos[P1].caption == "Kyiv and Kyiv again"
    assert document.story.title == "Days in Kyiv"
    assert panel.told.text() == "Replaced 7 matches in 6 texts."
    assert panel.count.text() == "Nothing found"
    assert counts == [7]
    document.undo()
    assert document.story.photos[P1].caption == "Kiev and Kiev again"
    assert document.undo_step is None


def test_unticked_rows_are_left_alone_and_stay_unticked(qtbot, panel, document, look_for):
    look_for("kiev", "Kyiv")
    panel.table.model.tick([0, 2], False)
    assert panel.button.text() == "&Replace 5"
    with qtbot.waitSignal(panel.listed):
        qtbot.keyClicks(panel.form.replacement, "!")
    assert panel.table.ticked == [1, 3, 4, 5]
    with qtbot.waitSignal(panel.listed):
        document.apply(edits.set_story("byline", "In Kiev"))
    assert [where(panel)[row][1] for row in (0, 1, 3)] == ["Title", "Byline", "Credit"]
    assert panel.table.ticked == [1, 2, 4, 5, 6]

    with qtbot.waitSignal(panel.listed):
        panel.button.click()
    assert document.story.title == "Days in Kiev"
    assert document.story.photos[P1].credit == "Kiev Post"
    assert document.story.byline == "In Kyiv!"


def test_looking_for_something_else_ticks_everything_again(panel, look_for):
    look_for("kiev", "x")
    panel.table.model.tick([0], False)
    look_for("kie", "x")
    assert panel.table.ticked == list(range(6))


def test_what_reads_so_already_is_counted_but_not_replaced(panel, look_for):
    look_for("kiev", "Kiev")
    assert panel.count.text() == "7 matches in 6 texts, of which 5 would stay the same"
    assert [field for _, field, _ in where(panel)] == ["Keywords"]
    assert panel.button.text() == "&Replace 1"


def test_replacing_by_nothing_is_called_removing(panel, look_for):
    look_for("Kiev ")
    assert panel.button.text() == "&Remove 3"


def test_enter_leads_from_place_to_place_and_round(qtbot, panel, look_for, led):
    look_for("kiev", "Kyiv")
    for _ in range(4):
        qtbot.keyClick(panel.form.pattern, KEY.Key_Return)
    assert led == [
        (None, "title", 8, 12),
        (P1, "caption", 0, 4),
        (P1, "caption", 9, 13),
        (P1, "credit", 0, 4),
    ]
    assert panel.count.text() == "4 of 7 matches in 6 texts"
    assert panel.form.pattern.hasFocus()
    for _ in range(2):
        qtbot.keyClick(panel.form.pattern, KEY.Key_Return, SHIFT)
    assert led[-1] == (P1, "caption", 0, 4)
    for _ in range(2):
        qtbot.keyClick(panel.form.pattern, KEY.Key_Return, SHIFT)
    assert led[-1] == (P3, "caption", 0, 4)


def test_a_text_between_photos_is_led_to_by_its_key(qtbot, panel, look_for, led):
    look_for("winter")
    qtbot.keyClick(panel.form.pattern, KEY.Key_Return)
    assert led == [(TEXT.key, "text", 0, 6)]


def test_enter_before_anything_is_listed_leads_as_soon_as_it_is(qtbot, panel, led):
    qtbot.keyClicks(panel.form.pattern, "kiev")
    qtbot.keyClick(panel.form.pattern, KEY.Key_Return)
    qtbot.keyClick(panel.form.pattern, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(led))
    assert led == [(P1, "caption", 0, 4)]


def test_enter_in_the_table_leads_to_that_text(qtbot, panel, look_for, led):
    look_for("kiev")
    panel.table.view.selectRow(2)
    qtbot.keyClick(panel.table.view, KEY.Key_Return)
    assert led == [(P1, "credit", 0, 4)]
    panel.step(1)
    assert led[-1] == (TEXT.key, "text", 10, 14)


def test_the_way_goes_on_after_the_story_changed(qtbot, panel, document, look_for, led):
    look_for("kiev")
    panel.step(1)
    panel.step(1)
    document.apply(edits.set_field([P1], "caption", "Now Kiev, then Kiev"))
    panel.step(1)
    qtbot.waitUntil(lambda: len(led) == 3)
    assert led[-1] == (P1, "caption", 15, 19)


def test_what_is_no_pattern_is_said_under_the_field_and_nothing_is_replaced(
    qtbot, panel, document, look_for
):
    panel.form.is_regex.setChecked(True)
    look_for("(kiev", "x")
    assert "missing )" in panel.form.error.text()
    assert panel.form.error.isVisible()
    assert "missing )" in panel.form.pattern.accessibleDescription()
    assert not panel.button.isEnabled()
    before = document.story
    panel.replace()
    assert document.story is before
    look_for("kiev", "x")
    assert not panel.form.error.isVisible()


def test_a_pattern_that_hangs_is_given_up_and_said(panel, document, look_for, monkeypatch):
    monkeypatch.setattr(search, "SECONDS", 0.05)
    document.apply(edits.set_field([P1], "caption", "a" * 2000))
    panel.form.is_regex.setChecked(True)
    look_for(r"(a|aa)+\d")
    assert "too long" in panel.form.error.text()


def test_the_last_of_several_searches_counts(qtbot, panel):
    panel.form.pattern.setText("lviv")
    panel.search()
    panel.form.pattern.setText("kievan")
    with qtbot.waitSignal(panel.listed):
        panel.search()
    assert panel.count.text() == "1 match in 1 text"
    with qtbot.assertNotEmitted(panel.listed, wait=50):
        pass


def test_a_story_that_changed_is_not_replaced_in_by_an_old_list(qtbot, panel, document, look_for):
    look_for("kiev", "Kyiv")
    document.apply(edits.set_field([P1], "caption", "Typed since"))
    panel.replace()
    assert document.story.photos[P1].caption == "Typed since"
    assert document.story.title == "Days in Kiev"
    assert not panel.button.isEnabled()
    with qtbot.waitSignal(panel.listed):
        pass
    panel.replace()
    assert document.story.photos[P1].caption == "Typed since"
    assert document.story.title == "Days in Kyiv"


def test_another_story_is_looked_through_once_it_is_open(qtbot, panel, document, look_for):
    look_for("kiev")
    with qtbot.waitSignal(panel.listed):
        document.open(story_of(photo(9, caption="Kiev")))
    assert [title for title, _, _ in where(panel)] == ["1 · DSC_0009.JPG"]


def test_escape_closes_and_what_is_typed_afterwards_starts_no_search(qtbot, panel, document):
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.form.pattern, KEY.Key_Escape)
    assert not panel.isVisible()
    with qtbot.assertNotEmitted(panel.listed, wait=50):
        document.apply(edits.set_story("title", "Other"))


def test_opening_with_selected_words_looks_for_them(qtbot, panel):
    panel.close_panel()
    with qtbot.waitSignal(panel.listed):
        panel.open("Lviv")
    assert panel.count.text() == "2 matches in 2 texts"
    assert panel.form.pattern.selectedText() == "Lviv"


def test_a_photo_set_aside_is_called_by_its_name(qtbot, panel, document, look_for):
    document.apply(edits.set_aside([PhotoId("p3")]))
    look_for("kievan")
    assert [title for title, _, _ in where(panel)] == ["DSC_0003.JPG"]
