"""The copy desk's sheet in the window: sent out, taken back after a look at every correction."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from dressing import dressed
from factories import photo, story, story_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from curator.manifest import sheets as core
from curator.story import edits
from curator.story.values import Story
from curator.window.captioning.correcting import CorrectingDialog, differing
from curator.window.captioning.correction_rows import FIELD, MINE, PHOTO, THEIRS
from curator.window.captioning.sheets import Sheets
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar

BEFORE = story_of(photo(1, credit="Oh"), photo(2, alt="Nets\nand ropes"), photo(3))


class Desk:
    """A story, a window over it, and what the person answers to questions about sheets."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot, self.sheet = qtbot, folder / "captions.csv"
        self.path, self.answer = str(folder / "London.json"), str(self.sheet)
        self.suggested: list[str] = []
        self.document = StoryDocument()
        self.jobs = Jobs(2)
        self.window = QWidget()
        self.notices = NoticeBar(self.window)
        self.window.show()
        self.sheets = Sheets(
            self.document,
            self.jobs,
            self.notices,
            dressed("dark"),
            self.ask,
            self.ask,
            lambda: self.path,
            self.window,
        )

    def ask(self, suggestion: str) -> str:
        self.suggested.append(suggestion)
        return self.answer

    def export(self) -> None:
        with self.qtbot.waitSignal(self.sheets.written, timeout=10_000):
            self.sheets.export()

    def take(self) -> CorrectingDialog | None:
        with self.qtbot.waitSignal(self.sheets.offered, timeout=10_000) as offered:
            self.sheets.take()
        return offered.args[0]

    def fail(self, do) -> str:
        with self.qtbot.waitSignal(self.sheets.failed, timeout=10_000):
            do()
        return self.notices.text

    def correct(self, **cells: dict[str, str]) -> None:
        """Write the sheet of the story as it is, with other words in the rows of photos."""
        core.write(self.document.story, str(self.sheet))
        with self.sheet.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(row | cells.get(row["id"], {}) for row in rows)
        self.sheet.write_text(out.getvalue(), encoding="utf-8", newline="")

    def write(self, photo_id: str, field: str, text: str) -> None:
        self.document.apply(edits.set_field([photo_id], field, text))

    def words(self, photo_id: str, field: str) -> str:
        return edits.read_field(self.document.story.photos[photo_id], field)


@pytest.fixture
def desk(qtbot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    made.document.open(BEFORE)
    yield made
    made.jobs.shut_down()
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


def lines(dialog: CorrectingDialog) -> list[tuple[str, ...]]:
    """Return the rows as they are seen, a ✓ before the words that will stand."""
    seen = []
    for row in range(dialog.rows.rowCount()):
        cells = []
        for column in (PHOTO, FIELD, MINE, THEIRS):
            index = dialog.rows.index(row, column)
            is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            cells.append("✓ " * is_on + index.data())
        seen.append(tuple(cells))
    return seen


def button(dialog: CorrectingDialog, words: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    (found,) = [b for b in buttons if b.text().replace("&", "").startswith(words)]
    return found


# ---- out


def test_the_sheet_goes_where_the_story_is_and_is_called_like_it(desk: Desk) -> None:
    desk.answer = str(desk.sheet.with_suffix(".xlsx"))
    desk.export()
    assert desk.suggested == [desk.path.replace("London.json", "London-captions.xlsx")]
    assert desk.notices.text == f"3 rows written to {desk.answer}."
    assert core.read(BEFORE, desk.answer) == core.Corrections((), 3, ())


def test_a_story_without_a_file_suggests_a_name_too(desk: Desk) -> None:
    desk.path = desk.answer = ""
    desk.sheets.export()
    desk.sheets.take()
    assert desk.suggested[0].endswith("story-captions.xlsx")
    assert desk.jobs.is_idle  # nothing was answered, nothing is done


def test_a_text_too_long_for_a_cell_is_told(desk: Desk) -> None:
    desk.document.open(story_of(photo(1, caption="long " * 8000)))
    desk.export()
    assert "1 text too long for a cell" in desk.notices.text
    assert "DSC_0001.JPG: caption is longer" in desk.notices.details


def test_a_sheet_that_cannot_be_written_or_read_is_told(desk: Desk) -> None:
    desk.sheet.write_text("years,of,work\n")
    assert "give the sheet another name" in desk.fail(desk.sheets.export)
    assert "no column carries words" in desk.fail(desk.sheets.take)
    assert desk.sheet.read_text() == "years,of,work\n"


# ---- back


def test_every_correction_is_seen_before_and_after_and_taken_in_one_step(desk: Desk) -> None:
    desk.correct(p1={"caption": "New one", "credit": ""}, p2={"alt": "Nets\nand sails"})
    dialog = desk.take()
    assert lines(dialog) == [
        ("1 · DSC_0001.JPG", "caption", "Caption 1", "✓ New one"),
        ("1 · DSC_0001.JPG", "credit", "Oh", "✓ (empty)"),
        ("2 · DSC_0002.JPG", "alt text", "Nets ⏎ and ropes", "✓ Nets ⏎ and sails"),
    ]
    assert not dialog.isModal()
    assert dialog.summary == "3 corrections of 2 photos."
    assert not button(dialog, "Keep mine in conflicts").isVisible()
    desk.qtbot.mouseClick(button(dialog, "Take 3 corrections"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert desk.words("p1", "caption") == "New one"
    assert desk.words("p2", "alt") == "Nets\nand sails"
    assert desk.notices.text == "3 corrections taken from captions.csv."
    desk.document.undo()
    assert desk.document.story is BEFORE


def test_what_is_not_ticked_is_not_taken(desk: Desk) -> None:
    desk.correct(p1={"caption": "New one"}, p2={"caption": "New two"}, p3={"caption": "New three"})
    dialog = desk.take()
    table = dialog.table
    box = QStyleOptionViewItem()
    box.initFrom(table)
    box.rect = table.visualRect(dialog.rows.index(0, THEIRS))
    box.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    place = table.style().subElementRect(
        QStyle.SubElement.SE_ItemViewItemCheckIndicator, box, table
    )
    desk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    desk.qtbot.keyClick(table, Qt.Key.Key_Down)
    desk.qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [line[3] for line in lines(dialog)] == ["New one", "New two", "✓ New three"]
    assert desk.document.story is BEFORE
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert [desk.words(p, "caption") for p in ("p1", "p2", "p3")] == [
        "Caption 1",
        "Caption 2",
        "New three",
    ]


def test_all_can_be_ticked_and_unticked(desk: Desk) -> None:
    desk.correct(p1={"caption": "New one"}, p2={"caption": "New two"})
    dialog = desk.take()
    button(dialog, "Untick all").click()
    assert [line[3] for line in lines(dialog)] == ["New one", "New two"]
    assert not button(dialog, "Take 0 corrections").isEnabled()
    button(dialog, "Tick all").click()
    assert button(dialog, "Take 2 corrections").isEnabled()


def test_conflicts_come_first_and_keep_the_story_until_the_sheet_is_chosen(desk: Desk) -> None:
    desk.correct(p1={"alt": "Seen"}, p2={"caption": "Theirs"}, p3={"caption": "Theirs"})
    desk.write("p2", "caption", "Ours")
    desk.write("p3", "caption", "Ours")
    dialog = desk.take()
    assert lines(dialog) == [
        ("2 · DSC_0002.JPG", "caption · conflict", "✓ Ours", "Theirs"),
        ("3 · DSC_0003.JPG", "caption · conflict", "✓ Ours", "Theirs"),
        ("1 · DSC_0001.JPG", "alt text", "(empty)", "✓ Seen"),
    ]
    assert "2 conflicts: story and sheet were both changed" in dialog.summary
    button(dialog, "Take the sheet’s in conflicts").click()
    assert [line[2:] for line in lines(dialog)][:2] == [("Ours", "✓ Theirs")] * 2
    button(dialog, "Keep mine in conflicts").click()
    desk.qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [line[2:] for line in lines(dialog)][:2] == [("Ours", "✓ Theirs"), ("✓ Ours", "Theirs")]
    dialog.take()
    assert desk.words("p2", "caption") == "Theirs"
    assert desk.words("p3", "caption") == "Ours"
    assert "In 1 conflict the story’s words were kept." in desk.notices.text


def test_ticking_the_storys_side_of_a_conflict_takes_the_tick_from_the_sheets(desk: Desk) -> None:
    desk.correct(p2={"caption": "Theirs"})
    desk.write("p2", "caption", "Ours")
    dialog = desk.take()
    rows = dialog.rows
    on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
    for column, state, taken in ((THEIRS, on, 1), (MINE, on, 0), (MINE, off, 1), (THEIRS, off, 0)):
        rows.setData(rows.index(0, column), state, Qt.ItemDataRole.CheckStateRole)
        assert len(rows.taken) == taken


def test_what_is_written_meanwhile_is_never_overwritten_unasked(desk: Desk) -> None:
    desk.correct(p1={"caption": "Theirs"}, p2={"caption": "Theirs, too"})
    dialog = desk.take()
    desk.write("p2", "caption", "Written meanwhile")
    assert lines(dialog) == [
        ("2 · DSC_0002.JPG", "caption · conflict", "✓ Written meanwhile", "Theirs, too"),
        ("1 · DSC_0001.JPG", "caption", "Caption 1", "✓ Theirs"),
    ]
    dialog.rows.choose(0, theirs=True)
    desk.write("p2", "caption", "Written again")
    assert lines(dialog)[0][2:] == ("✓ Written again", "Theirs, too")
    dialog.take()
    assert desk.words("p1", "caption") == "Theirs"
    assert desk.words("p2", "caption") == "Written again"


def test_rows_come_and_go_with_what_the_story_says(desk: Desk) -> None:
    desk.correct(p1={"caption": "Theirs"}, p2={"caption": "Theirs, too"})
    dialog = desk.take()
    desk.write("p1", "caption", "Theirs")
    desk.document.apply(edits.remove_photos(["p2"]))
    assert lines(dialog) == []
    assert dialog.summary == "0 corrections of 0 photos."
    desk.document.undo()
    assert [line[0] for line in lines(dialog)] == ["2 · DSC_0002.JPG"]
    desk.document.undo()
    assert [line[2:] for line in lines(dialog)] == [
        ("Caption 1", "✓ Theirs"),
        ("Caption 2", "✓ Theirs, too"),
    ]
    desk.document.apply(edits.move(["p2"], "p1"))
    assert [line[0] for line in lines(dialog)] == ["1 · DSC_0002.JPG", "2 · DSC_0001.JPG"]


def test_the_current_row_is_shown_whole_with_what_differs_marked(desk: Desk) -> None:
    desk.document.open(story_of(photo(1, caption="😀 Mina Oh,\nbefore dawn."), photo(2)))
    desk.correct(p1={"caption": "😀 Mina Oh,\nat dawn."}, p2={"caption": "x"})
    dialog = desk.take()
    mine, theirs = dialog.texts
    assert (mine.toPlainText(), theirs.toPlainText()) == (
        "😀 Mina Oh,\nbefore dawn.",
        "😀 Mina Oh,\nat dawn.",
    )
    assert [s.cursor.selectedText() for s in mine.extraSelections()] == ["before"]
    assert [s.cursor.selectedText() for s in theirs.extraSelections()] == ["at"]
    desk.qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert (mine.toPlainText(), theirs.toPlainText()) == ("Caption 2", "x")
    desk.qtbot.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is mine


def test_remarks_are_listed_beside_the_corrections(desk: Desk) -> None:
    desk.sheet.write_text("id,caption,mood\np1,New,good\ngone,x,bad\n")
    dialog = desk.take()
    (listed,) = dialog.findChildren(QListWidget)
    assert [listed.item(n).text() for n in range(listed.count())] == [
        "column “mood” means nothing to Curator and was left out",
        "row 3 matches no photo of the story (gone)",
    ]
    dialog.take()
    assert "row 3 matches no photo" in desk.notices.details


def test_a_sheet_that_agrees_with_the_story_says_so(desk: Desk) -> None:
    desk.correct()
    assert desk.take() is None
    assert desk.notices.text == (
        "Nothing to take from captions.csv: 3 rows matched, all as in the story."
    )
    desk.sheet.write_text("id,caption\ngone,x\n")
    assert desk.take() is None
    assert "1 remark on the sheet" in desk.notices.text
    assert "row 2 matches no photo" in desk.notices.details


def test_corrections_belong_to_the_story_that_was_open(desk: Desk) -> None:
    desk.correct(p1={"caption": "Theirs"})
    dialog = desk.take()
    desk.document.open(story(1))
    assert not dialog.isVisible()


def test_another_sheet_takes_the_place_of_the_one_on_screen(desk: Desk) -> None:
    desk.correct(p1={"caption": "Theirs"})
    desk.take()
    second = desk.take()
    shown = [dialog for dialog in desk.window.findChildren(CorrectingDialog) if dialog.isVisible()]
    assert shown == [second]


def test_corrections_stay_on_screen_when_another_sheet_cannot_be_read(desk: Desk) -> None:
    desk.correct(p1={"caption": "Theirs"})
    dialog = desk.take()
    desk.answer = str(desk.sheet.with_name("none.csv"))
    assert "cannot be read" in desk.fail(desk.sheets.take)
    assert dialog.isVisible()


def test_a_dialog_closed_by_hand_changes_nothing(desk: Desk) -> None:
    desk.correct(p1={"caption": "Theirs"})
    dialog = desk.take()
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert desk.document.story is BEFORE


@pytest.mark.parametrize(
    ("mine", "theirs", "spans"),
    [
        ("a b c", "a x c", ([(2, 3)], [(2, 3)])),
        ("same", "same", ([], [])),
        ("", "new words", ([], [(0, 9)])),
        ("one two", "one, two", ([], [(3, 4)])),
        ("x " * 5000, "y", ([], [])),
    ],
)
def test_two_texts_differ_by_whole_words(mine: str, theirs: str, spans: object) -> None:
    assert differing(mine, theirs) == spans


def test_a_large_story_is_followed_without_a_wait(desk: Desk) -> None:
    large: Story = story(3000)
    desk.document.open(large)
    desk.sheet.write_text("id,caption\n" + "".join(f"p{n},New {n}\n" for n in range(1, 3001)))
    dialog = desk.take()
    assert dialog.rows.rowCount() == 3000
    assert dialog.table.indexAt(QPoint(5, 5)).row() == 0
    dialog.take()
    assert desk.words("p3000", "caption") == "New 3000"
