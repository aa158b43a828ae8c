"""Words of a story, of files and of pages are never obeyed as markup, wherever the window shows them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from curator.story import blocks, edits
from curator.story.values import TextBlock
from curator.window.wording import tool_tip

HOSTILE = '<b>MARK</b><img src="file:///etc/hostname">'


@pytest.mark.parametrize("text", [HOSTILE, "Tom & Jerry", "a < b", "&lt;", "one\ntwo", "“quoted”"])
def test_a_tool_tip_says_the_very_text(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(tool_tip(text))
    assert shown.toPlainText() == text
    assert tool_tip(text).startswith("<p>")  # Else Qt guesses what it is.


def test_no_text_has_no_tool_tip() -> None:
    assert tool_tip("") == ""


def test_hostile_words_everywhere_stay_words_in_every_label_and_tool_tip(
    qtbot, program, tmp_path, make_picture, drop
) -> None:
    names = [f"<b>MARK</b>{number}.jpg" for number in range(3)]
    drop(*(make_picture(tmp_path / "photos" / name) for name in names))
    ids = list(program.document.story.photos)
    for field in ("caption", "credit", "alt", "photographer", "headline"):
        program.document.apply(edits.set_field(ids, field, HOSTILE))
    program.document.apply(edits.set_story("title", HOSTILE))
    program.document.apply(blocks.insert_block(TextBlock(HOSTILE), ids[0]))
    program.window.exporting.begin(f"Exporting {HOSTILE}", lambda: None)
    for view in ("photos", "story", "galley"):
        program.views.show_view(view)
        program.views.select([ids[0]])
        QApplication.processEvents()
    program.rooms.show_names()
    program.actions["check"].trigger()
    qtbot.waitUntil(lambda: program.findings.is_current, timeout=20_000)

    labels = [w for w in QApplication.allWidgets() if isinstance(w, QLabel)]
    marked = [label for label in labels if "<b>MARK" in label.text()]
    assert marked
    assert [w for w in marked if w.textFormat() != Qt.TextFormat.PlainText] == []
    assert [w for w in QApplication.allWidgets() if "<b>MARK" in w.toolTip()] == []
    assert [tip for tip in _tips_of_rows() if "<b>MARK" in tip] == []


def _tips_of_rows() -> Iterator[str]:
    """Yield the tool tip of each row of each list and table that there is."""
    for view in QApplication.allWidgets():
        model = view.model() if isinstance(view, QAbstractItemView) else None
        if model is None:
            continue
        for row in range(model.rowCount(QModelIndex())):
            for column in range(9):
                index = model.index(row, column)
                tip = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
                if isinstance(tip, str):
                    yield tip
