"""The dialog in which photographers are interleaved: clocks, the order to come, one step."""

from datetime import timedelta

import pytest
from factories import photo, story_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from curator.story import edits
from curator.story import sequence as order
from curator.story.values import GroupBlock, PhotoBlock, TextBlock
from curator.window.ordering.interleave.plan import planned
from curator.window.ordering.interleave.rows import MOST_ROWS
from curator.window.ordering.interleave.signs import letter
from curator.window.ordering.interleave.strip import when


def shot(number, clock, by, **values):
    taken = f"2026-03-14T{clock}" if clock else ""
    return photo(number, taken=taken, photographer=by, file=f"/nowhere/{number}.jpg", **values)


@pytest.fixture
def program_of_two(program):
    """A story of two photographers; the clock of the second is an hour behind."""
    photos = [
        shot(1, "07:00:00", "Mina Oh"),
        shot(2, "07:20:00", "Mina Oh"),
        shot(3, "07:40:00", "Mina Oh"),
        shot(4, "06:10:00", "Kim Lee"),
        shot(5, "06:30:00", "Kim Lee"),
        shot(6, "06:50:00", "Kim Lee"),
    ]
    blocks = [PhotoBlock(p.id) for p in photos[:5]]
    blocks.insert(2, TextBlock("It rained."))
    program.document.open(story_of(*photos, sequence=blocks))
    return program


@pytest.fixture
def dialog(qtbot, program_of_two):
    dialog = program_of_two.rooms.ordering.interleaving
    with qtbot.waitSignal(dialog.planned):
        program_of_two.actions["interleave"].trigger()
    yield dialog
    dialog.close()


def shown(program):
    return "".join(i[1:] for i in order.photo_ids(program.document.story.sequence))


def coming(dialog):
    return "".join(frame.photo.id[1:] for frame in dialog.strip.rows.frames)


def put_forward(qtbot, dialog, row, text):
    """Type a shift, as a person does."""
    field = dialog.rows.rows[row].field
    field.clear()
    if text:
        qtbot.keyClicks(field, text)
    else:
        dialog.rows.edited.emit()
    qtbot.waitUntil(lambda: dialog.is_current)


def test_photographers_are_listed_with_counts_and_times(dialog):
    rows = dialog.rows.rows
    assert [row.box.text() for row in rows] == ["Mina Oh", "Kim Lee"]
    assert [row.count.text() for row in rows] == ["3 photos", "2 photos + 1 set aside"]
    assert rows[0].times.text() == "14 Mar 2026, 07:00:00 – 07:40:00"
    assert dialog._head.text() == "5 photos of the story, 2 photographers"
    assert dialog.button.text() == "&Interleave 5 photos"


def test_the_order_to_come_is_seen_before_it_is_made(qtbot, program_of_two, dialog):
    assert coming(dialog) == "45123"
    put_forward(qtbot, dialog, 1, "+1:00")
    assert coming(dialog) == "14253"
    assert shown(program_of_two) == "12345"
    said = dialog.strip.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "2: Kim Lee, 14 Mar 2026 07:10:00, 4.jpg"
    assert dialog.outcome.text() == "As the story will stand: 4 photos get another number"


def test_interleaving_is_one_step_that_leaves_dates_alone(qtbot, program_of_two, dialog):
    before = program_of_two.document.story
    put_forward(qtbot, dialog, 1, "+1:00")

    dialog.button.click()

    assert shown(program_of_two) == "14253"
    assert program_of_two.document.story.photos is before.photos
    assert [b for b in program_of_two.document.story.sequence if isinstance(b, TextBlock)]
    assert order.rows(program_of_two.document.story.sequence)[2:4] == (
        "p2",
        before.sequence[2].key,
    )
    assert not dialog.isVisible()
    assert program_of_two.window.notices.text == "5 photos interleaved by time. Undo takes it back."
    program_of_two.actions["undo"].trigger()
    assert program_of_two.document.story is before


def test_dates_are_put_right_where_that_is_ticked_set_aside_or_not(qtbot, program_of_two, dialog):
    put_forward(qtbot, dialog, 1, "+1:00")
    assert dialog.corrects.text() == "&Correct the dates too, also of 1 set aside"
    dialog.corrects.setChecked(True)

    dialog.button.click()

    dates = {i: p.taken[11:16] for i, p in program_of_two.document.story.photos.items()}
    assert [dates[f"p{n}"] for n in (1, 4, 5, 6)] == ["07:00", "07:10", "07:30", "07:50"]
    assert shown(program_of_two) == "14253"
    assert "The dates of 3 photos are put right." in program_of_two.window.notices.text
    program_of_two.actions["undo"].trigger()
    assert program_of_two.document.story.photos["p4"].taken[11:16] == "06:10"


def test_who_takes_no_part_stays(qtbot, program_of_two, dialog):
    program_of_two.desk.reorder(edits.arrange(["p5", "p4", "p3", "p2", "p1"]))
    qtbot.waitUntil(lambda: dialog.is_current)
    dialog.rows.rows[0].box.setChecked(False)
    qtbot.waitUntil(lambda: dialog.is_current)
    assert coming(dialog) == "45321"
    assert [f.strand for f in dialog.strip.rows.frames] == [1, 1, None, None, None]
    dialog.button.click()
    assert shown(program_of_two) == "45321"


def test_a_shift_that_cannot_be_read_is_told_and_makes_nothing(qtbot, dialog):
    put_forward(qtbot, dialog, 1, "a bit")
    assert dialog.error.isVisible()
    assert dialog.error.text().startswith("“a bit” is no span of time.")
    assert not dialog.button.isEnabled()
    put_forward(qtbot, dialog, 1, "-0:30")
    assert not dialog.error.isVisible()
    assert dialog.button.isEnabled()


def test_first_frames_are_matched_and_two_selected_of_one_moment(qtbot, program_of_two, dialog):
    kim = dialog.rows.rows[1]
    program_of_two.views.story.select(["p2", "p5"])
    menu = kim.match.menu()
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    assert words == [
        "First frame with the first of Mina Oh: +0:50",
        "The two selected photos show one moment: +0:50",
    ]
    put_forward(qtbot, dialog, 0, "+0:05")
    menu.aboutToShow.emit()
    menu.actions()[1].trigger()
    assert kim.field.text() == "+0:55"
    qtbot.waitUntil(lambda: dialog.is_current)
    assert coming(dialog) == "14253"

    program_of_two.views.story.select(["p2"])
    menu.aboutToShow.emit()
    assert not menu.actions()[1].isEnabled()


def test_what_is_typed_stays_while_the_story_changes(qtbot, program_of_two, dialog):
    put_forward(qtbot, dialog, 1, "+1:00")
    program_of_two.document.apply(edits.set_field(["p2", "p3"], "photographer", "Ann Ek"))
    qtbot.waitUntil(lambda: dialog.is_current)
    assert [row.strand.name for row in dialog.rows.rows] == ["Ann Ek", "Kim Lee", "Mina Oh"]
    assert dialog.rows.spans == {
        "Ann Ek": timedelta(),
        "Kim Lee": timedelta(hours=1),
        "Mina Oh": timedelta(),
    }
    assert coming(dialog) == "14253"


def test_every_camera_can_have_its_clock(qtbot, program_of_two, dialog):
    program_of_two.document.open(
        story_of(
            shot(1, "07:00:00", "Mina Oh", camera="D850"),
            shot(2, "06:00:00", "Mina Oh", camera="Z 9"),
        )
    )
    assert not dialog.isVisible()  # another story
    with qtbot.waitSignal(dialog.planned):
        program_of_two.actions["interleave"].trigger()
    assert len(dialog.rows.rows) == 1
    dialog.clocks.setCurrentIndex(1)
    dialog.clocks.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.is_current)
    assert [row.strand.name for row in dialog.rows.rows] == ["Mina Oh · D850", "Mina Oh · Z 9"]
    assert dialog._head.text() == "2 photos of the story, 2 clocks"


def test_some_selected_are_interleaved_alone(qtbot, program_of_two):
    program_of_two.views.story.select(["p2", "p3", "p4"])
    dialog = program_of_two.rooms.ordering.interleaving
    with qtbot.waitSignal(dialog.planned):
        program_of_two.actions["interleave"].trigger()
    assert dialog._head.text() == "3 photos of the selection, 2 photographers"
    assert coming(dialog) == "14235"
    dialog.close()


def test_the_keyboard_reaches_and_makes_it(qtbot, program_of_two, dialog):
    assert dialog.clocks.hasFocus()
    dialog.button.setFocus()
    qtbot.keyClick(dialog.button, Qt.Key.Key_Return)
    assert shown(program_of_two) == "45123"


def test_the_strip_keeps_the_rules_of_qt(qtbot, dialog):
    tester = QAbstractItemModelTester(
        dialog.strip.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    put_forward(qtbot, dialog, 1, "+1:00")
    dialog.strip.grab()
    assert tester.model() is dialog.strip.rows


def test_of_many_photographers_the_first_are_listed_and_the_others_stay(qtbot, program_of_two):
    photos = [shot(n, f"07:{59 - n:02}:00", f"Name {n:03}") for n in range(1, MOST_ROWS + 3)]
    program_of_two.document.open(story_of(*photos))
    dialog = program_of_two.rooms.ordering.interleaving
    with qtbot.waitSignal(dialog.planned):
        program_of_two.actions["interleave"].trigger()
    assert len(dialog.rows.rows) == MOST_ROWS
    assert dialog._head.text().endswith("; 2 more stay where they are")
    assert coming(dialog).endswith(f"{MOST_ROWS + 1}{MOST_ROWS + 2}")
    dialog.close()


def test_a_plan_numbers_what_a_reader_will_count():
    story = story_of(
        shot(1, "09:00:00", "A"),
        shot(2, "08:00:00", "B"),
        shot(3, "07:00:00", "B"),
        sequence=[PhotoBlock("p1"), GroupBlock(("p2", "p3"))],
    )
    from curator.photos.interleaving import strands

    found = strands(story, story.photos)
    plan = planned(story, found, {"A": timedelta(), "B": timedelta()})
    assert [(f.photo.id, f.number, f.strand) for f in plan.frames] == [
        ("p2", 1, 0),
        ("p3", 2, 0),
        ("p1", 3, 1),
    ]
    assert plan.moved == 3


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ("2026-03-04T07:42:10.5+01:00", ("4 Mar 2026", "07:42:10")),
        ("2026-03-04", ("4 Mar 2026", "")),
        ("about noon", ("about noon", "")),
        ("", ("", "")),
    ],
)
def test_a_moment_is_short(taken, words):
    assert when(taken) == words


def test_every_photographer_has_a_letter():
    assert [letter(n) for n in (0, 1, 25, 26)] == ["A", "B", "Z", "27"]
