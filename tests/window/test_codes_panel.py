"""Code replacements in the window: replaced while typing, edited in their panel, kept at once."""

from pathlib import Path

import pytest
from dressing import dressed
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from curator.captions.codes import Code, CodeTable, Comment
from curator.kit import codes as kit
from curator.kit.shelf import Shelf
from curator.window.captioning.codes.book import CodeBook
from curator.window.captioning.codes.code_typing import CodeTyping
from curator.window.captioning.codes.panel import CodesPanel
from curator.window.editor.fields import LineField, TextField
from curator.window.jobs import Jobs

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
MINA = Code(
    "dd13", ("Mina Oh", "Mina Oh, guard"), (("credit", "Mina Oh/AP"), ("persons", "Mina Oh"))
)
TABLE = CodeTable((Comment("// Detroit"), MINA, Code("dd14", ("Jo Pak",))))


@pytest.fixture(scope="module")
def looks(qapp):
    """The looks of the program: to dress it anew for every test takes its time."""
    return dressed("dark")


@pytest.fixture
def jobs(qapp):
    jobs = Jobs(1)
    yield jobs
    jobs.shut_down()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "kit")
    kit.keep(shelf, TABLE)
    return shelf


@pytest.fixture
def book(qtbot, jobs, shelf):
    book = CodeBook(shelf, jobs)
    with qtbot.waitSignal(book.changed):
        book.load()
    return book


# While typing


@pytest.fixture
def given() -> list[dict[str, object]]:
    """What codes gave other fields."""
    return []


@pytest.fixture(params=[LineField, TextField])
def field(request, qtbot, book, given):
    """A field in which codes are replaced, of one line and of several."""
    made = LineField("Caption") if request.param is LineField else TextField("Caption", 3)
    typing = CodeTyping(lambda: book.table, given.append, made)
    typing.install(made, "caption")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_a_code_is_replaced_with_its_closing_sign(qtbot, field, given) -> None:
    heard = []
    field.edited.connect(lambda: heard.append(field.text()))
    qtbot.keyClicks(field, "Goal by =dd13")
    assert field.text() == "Goal by =dd13"
    qtbot.keyClicks(field, "=")
    assert field.text() == "Goal by Mina Oh"
    assert heard[-1] == "Goal by Mina Oh"
    assert given == [{"credit": "Mina Oh/AP", "persons": ("Mina Oh",)}]
    qtbot.keyClicks(field, ", =dd14=.")
    assert field.text() == "Goal by Mina Oh, Jo Pak."


def test_a_code_is_replaced_in_the_midst_of_other_scripts(qtbot, field) -> None:
    field.show_text("𝄞 사진 …")
    field.put(3, 3, "")
    qtbot.keyClicks(field, "=dd13#2=")
    assert field.text() == "𝄞 사Mina Oh, guard진 …"
    assert field.cursor_place() == 3 + len("Mina Oh, guard")


def test_the_field_that_a_code_is_typed_in_gets_its_words(qtbot, book, given) -> None:
    credit = LineField("Credit")
    qtbot.addWidget(credit)
    CodeTyping(lambda: book.table, given.append, credit).install(credit, "credit")
    qtbot.keyClicks(credit, "=dd13=")
    assert credit.text() == "Mina Oh"
    assert given == [{"persons": ("Mina Oh",)}]


def test_words_that_are_shown_stay_as_they_are(qtbot, field, given) -> None:
    field.show_text("By =dd13=")
    assert field.text() == "By =dd13="
    field.put(9, 9, ".")
    qtbot.keyClick(field, KEY.Key_Backspace)
    assert field.text() == "By =dd13="
    assert given == []


def test_words_that_are_pasted_stay_as_they_are(qtbot, field) -> None:
    QGuiApplication.clipboard().setText("=dd13=")
    qtbot.keyClicks(field, "=")
    field.paste()
    assert field.text() == "==dd13="


def test_a_sign_that_an_input_method_makes_closes_a_code_too(qtbot, field) -> None:
    qtbot.keyClicks(field, "=dd14")
    event = QInputMethodEvent()
    event.setCommitString("=")
    QApplication.sendEvent(field, event)
    assert field.text() == "Jo Pak"


def test_ordinary_signs_stay_and_unknown_codes_are_found(qtbot, field, book) -> None:
    qtbot.keyClicks(field, "a = b = c =dd99=")
    assert field.text() == "a = b = c =dd99="
    typing = CodeTyping(lambda: book.table, lambda values: None)
    assert typing.unknown(field.text()) == ((10, 16),)


# The book


def test_changes_are_kept_at_once_and_undone(qtbot, book, shelf) -> None:
    book.change(CodeTable())
    qtbot.waitUntil(lambda: book.is_kept)
    assert kit.load(shelf).table == CodeTable()
    book.undo()
    qtbot.waitUntil(lambda: book.is_kept)
    assert kit.load(shelf).table == TABLE
    book.redo()
    assert book.table == CodeTable()
    assert (book.can_undo, book.can_redo) == (True, False)


def test_of_many_changes_the_last_is_what_is_kept(qtbot, book, shelf) -> None:
    for number in range(30):
        book.change(CodeTable((Code("a", (f"Form {number}",)),)), "burst")
    qtbot.waitUntil(lambda: book.is_kept)
    assert kit.load(shelf).table.codes[0].forms == ("Form 29",)
    book.undo()
    assert book.table == TABLE


def test_what_is_not_kept_yet_is_kept_when_the_program_ends(book, shelf) -> None:
    book.change(CodeTable((Code("a", ("One",)),)))
    book.change(CodeTable((Code("a", ("Two",)),)))
    book.finish()
    assert kit.load(shelf).table.codes[0].forms == ("Two",)


def test_a_damaged_file_is_told_and_stays_until_somebody_changes_codes(qtbot, jobs, shelf) -> None:
    shelf.path("codes").write_text("{ damaged", encoding="utf-8")
    book = CodeBook(shelf, jobs)
    with qtbot.waitSignal(book.told) as told:
        book.load()
    assert "codes.json" in told.args[0][0]
    book.finish()
    assert shelf.path("codes").read_text(encoding="utf-8") == "{ damaged"


def test_a_disk_that_refuses_is_told(qtbot, book, shelf, monkeypatch) -> None:
    def refuse(path: str, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("curator.kit.shelf.safe_write.write", refuse)
    with qtbot.waitSignal(book.told) as told:
        book.change(CodeTable())
    assert "No space left on device" in told.args[0][0]
    assert not book.is_kept


# The panel


@pytest.fixture
def panel(qtbot, qapp, book, jobs, looks):
    parent = QWidget()
    qtbot.addWidget(parent)
    panel = CodesPanel(book, jobs, looks, parent)
    panel.open()
    qtbot.waitUntil(lambda: qapp.activeWindow() is panel)
    yield panel
    parent.close()  # and so it lives as long as this


def cells(panel: CodesPanel) -> list[list[str]]:
    """Return what the table shows, the empty cells at the end of a row left out."""
    model = panel.model
    rows = []
    for row in range(model.rowCount()):
        texts = [str(model.index(row, c).data()) for c in range(model.columnCount())]
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
    return rows


def type_in_cell(qtbot, qapp, text: str, key: Qt.Key = KEY.Key_Return) -> None:
    editor = qapp.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, key)


def test_codes_stand_in_rows_with_their_forms_and_values(panel) -> None:
    assert [column.title for column in panel.model.columns] == [
        "Code", "Words", "Form 2", "Form 3", "Credit", "Photographer", "Persons",
    ]  # fmt: skip
    assert cells(panel) == [
        ["dd13", "Mina Oh", "Mina Oh, guard", "", "Mina Oh/AP", "", "Mina Oh"], ["dd14", "Jo Pak"],
    ]  # fmt: skip
    assert panel.status.text() == "2 codes"


def test_a_code_is_added_by_typing_and_is_there_to_type_at_once(qtbot, qapp, panel, book) -> None:
    panel.add()
    type_in_cell(qtbot, qapp, "cc2", KEY.Key_Tab)
    type_in_cell(qtbot, qapp, "Ann Lee", KEY.Key_Tab)
    type_in_cell(qtbot, qapp, "Ann Lee, coach", KEY.Key_Tab)
    type_in_cell(qtbot, qapp, "Coach Lee")
    qtbot.waitUntil(lambda: book.table.find("cc2#3") is not None)
    assert book.table.codes[-1] == Code("cc2", ("Ann Lee", "Ann Lee, coach", "Coach Lee"))
    assert book.table.lines[0] == Comment("// Detroit")


def test_an_empty_row_is_added_only_once(panel) -> None:
    panel.add()
    panel.add()
    assert panel.model.rowCount() == 3


def test_a_cell_is_changed_and_undone_in_the_panel(qtbot, qapp, panel, book) -> None:
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.model.index(1, 1))
    qtbot.keyClick(panel.table, KEY.Key_F2)
    type_in_cell(qtbot, qapp, "Jo Park")
    qtbot.waitUntil(lambda: book.table.codes[1].forms == ("Jo Park",))
    qtbot.keyClick(panel.table, KEY.Key_Z, CTRL)
    assert book.table == TABLE
    assert panel.table.currentIndex() == panel.model.index(1, 1)


def test_a_value_for_another_field_is_changed_and_taken_away(panel, book) -> None:
    credit = [column.field for column in panel.model.columns].index("credit")
    panel.model.setData(panel.model.index(0, credit), "Pool")
    assert book.table.codes[0].values["credit"] == "Pool"
    panel.model.setData(panel.model.index(0, credit), " ")
    assert "credit" not in book.table.codes[0].values


def test_selected_codes_are_deleted_and_come_back(qtbot, panel, book) -> None:
    panel.table.setFocus()
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, KEY.Key_Delete)
    assert [code.code for code in book.table.codes] == ["dd14"]
    assert panel.status.text() == "1 code deleted. Ctrl+Z brings back what was."
    qtbot.keyClick(panel.table, KEY.Key_Z, CTRL)
    assert book.table == TABLE


def test_the_filter_finds_codes_forms_and_values(qtbot, panel, book) -> None:
    qtbot.keyClicks(panel.filter, "GUARD")
    assert [row[0] for row in cells(panel)] == ["dd13"]
    assert panel.status.text() == "1 of 2 codes"
    panel.filter.setText("pak")
    panel.table.selectRow(0)
    panel.delete()
    assert [code.code for code in book.table.codes] == ["dd13"]
    panel.filter.clear()
    assert [row[0] for row in cells(panel)] == ["dd13"]


def test_codes_that_can_never_be_used_say_why(panel, book) -> None:
    bad = (Code("dd13", ("again",)), Code("a b", ("x",)), Code("a=b", ("x",)), Code("none"))
    book.change(CodeTable((*TABLE.lines, *bad)))
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    why = [panel.model.index(row, 0).data(role) for row in range(6)]
    assert why[:2] == ["", ""]
    assert [words.split(" ", 1)[0] for words in why[2:]] == ["“dd13”", "“a", "“a=b”", "There"]


def test_words_of_a_table_are_never_read_as_markup(panel, book) -> None:
    book.change(CodeTable((Code("<b>x y</b>", ("<img src=x>",)),)))
    tip = panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;" in tip


def test_another_sign_is_chosen_and_a_letter_is_not(panel, book) -> None:
    panel.sign.setCurrentText("*")
    panel.sign.lineEdit().editingFinished.emit()
    assert book.table.delimiter == "*"
    panel.sign.setCurrentText("x")
    panel.sign.lineEdit().editingFinished.emit()
    assert book.table.delimiter == "*"
    assert panel.sign.currentText() == "*"
    assert "cannot stand around codes" in panel.status.text()


def test_a_file_is_brought_in_with_remarks_and_undone_as_one(qtbot, panel, book, tmp_path) -> None:
    path = tmp_path / "team.txt"
    path.write_text("dd14\tJo Park\nee1\tEve Ray\nno tab\n", encoding="utf-8")
    with qtbot.waitSignal(book.changed):
        panel.import_from(str(path))
    assert panel.status.text() == f"2 codes read from {path} · 1 new · 1 changed"
    assert [panel.remarks.item(n).text() for n in range(panel.remarks.count())] == [
        "Line 3: there is no tab in it, so no words for a code"
    ]
    assert [code.forms[0] for code in book.table.codes] == ["Mina Oh", "Jo Park", "Eve Ray"]
    book.undo()
    assert book.table == TABLE


def test_a_file_that_cannot_be_read_is_told(qtbot, panel, tmp_path) -> None:
    panel.import_from(str(tmp_path / "none.txt"))
    qtbot.waitUntil(lambda: "cannot be read" in panel.status.text())


def test_codes_are_given_out_as_a_file(qtbot, panel, tmp_path) -> None:
    path = tmp_path / "out.txt"
    panel.export_to(str(path))
    qtbot.waitUntil(lambda: "written" in panel.status.text())
    assert path.read_text(encoding="utf-8").startswith(
        "// Detroit\ndd13\tMina Oh\tMina Oh, guard\t"
    )


def test_another_field_gets_a_column(panel) -> None:
    panel.model.show_field("place.city", is_shown=True)
    assert "City" in [column.title for column in panel.model.columns]
    panel.model.show_field("credit", is_shown=False)
    assert "Credit" in [column.title for column in panel.model.columns]  # a code has a credit


def test_five_thousand_codes_are_there_without_delay(qtbot, panel, book) -> None:
    codes = tuple(Code(f"dd{n}", (f"Person {n}",)) for n in range(5000))
    book.change(CodeTable(codes))
    assert panel.model.rowCount() == 5000
    panel.filter.setText("person 4999")
    assert cells(panel) == [["dd4999", "Person 4999"]]
    assert len(panel.table.findChildren(QLineEdit)) == 0


def test_escape_closes_the_panel(qtbot, panel) -> None:
    qtbot.keyClick(panel.filter, KEY.Key_Escape)
    assert not panel.isVisible()
