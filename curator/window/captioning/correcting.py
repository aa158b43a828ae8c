"""The corrections of a sheet before they are taken: a table of before and after, a choice in every row.

How the rows follow the story is left to ``correction_rows``, reading the sheet to ``sheets``.
"""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from rapidfuzz.distance import LCSseq

from curator.manifest.sheets import Correction, Corrections, taking
from curator.manifest.sheets.columns import joined
from curator.window import wording
from curator.window.captioning.correction_rows import (
    FIELD,
    HEADS,
    MINE,
    PHOTO,
    THEIRS,
    CorrectionRows,
)
from curator.window.document import StoryDocument
from curator.window.theme import Looks

_MOST_REMARKS = 1000
_MOST_PARTS = 4000
# Words and signs of a text that are compared: a longer one is shown without marks.


_Index = QModelIndex | QPersistentModelIndex


class _Table(QTableView):
    """The table; the space bar chooses the other side, whichever cell of a row has the keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the other side of the current row with the space bar."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            assert isinstance(model, CorrectionRows)
            model.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _Ticks(QStyledItemDelegate):
    """Draws cells whose boxes to tick are seen in every theme."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks

    # Qt's methods

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802
        """Give the box a frame that stands out."""
        super().initStyleOption(option, index)
        # WORKAROUND: Fusion frames a box darker than the window, which nobody sees on a dark one.
        palette = option.palette
        palette.setColor(palette.ColorRole.Window, QColor(self._looks.theme.muted))
        option.palette = palette


class CorrectingDialog(QDialog):
    """Shows what a sheet corrects beside what the story says; the story can be worked on meanwhile.

    Signals:
        taken(corrections, kept): these were taken in one step; in *kept* conflicts the story's words stand.
    """

    taken = Signal(object, int)

    def __init__(
        self, document: StoryDocument, found: Corrections, name: str, looks: Looks, over: QWidget
    ) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Corrections from {name}")
        self._document, self._looks = document, looks
        self.rows = CorrectionRows(document, found.changes, looks, self)
        self.table = self._make_table()
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self.texts = [self._make_text(head) for head in HEADS[MINE:]]
        self._take = QPushButton()
        self._take.setObjectName("primary")
        self._take.setDefault(True)
        self._take.clicked.connect(self.take)
        self._conflict_buttons: list[QPushButton] = []
        self._place(found.remarks)
        self.rows.chosen.connect(self._show_state)
        self.rows.modelReset.connect(lambda: self._go_to(self._current))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_texts())
        looks.changed.connect(self._show_texts)
        document.opened.connect(self.close)
        self._current: Correction | None = None
        self._go_to(None)
        self._show_state()
        self.resize(1000, 640)
        self.table.setFocus()

    @property
    def summary(self) -> str:
        """What stands over the table."""
        return self._summary.text()

    def take(self) -> None:
        """Take what is ticked into the story, as one step of undo, and close."""
        taken = self.rows.taken
        kept = sum(c.is_conflict for c in self.rows.rows) - sum(c.is_conflict for c in taken)
        self.rows.let_go()
        self._document.apply(taking(taken))
        self.taken.emit(taken, kept)
        self.close()

    def _make_table(self) -> QTableView:
        table = _Table()
        table.setModel(self.rows)
        table.setItemDelegate(_Ticks(self._looks, table))
        table.setAccessibleName("Corrections")
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((PHOTO, 170), (FIELD, 150)):
            head.resizeSection(column, width)
        for column in (MINE, THEIRS):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    @staticmethod
    def _make_text(name: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(f"{name}, whole")
        text.setFixedHeight(104)
        return text

    def _make_button(self, words: str, *, theirs: bool, conflicts: bool) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.rows.choose_all(theirs=theirs, conflicts=conflicts))
        if conflicts:
            self._conflict_buttons.append(button)
        return button

    def _place(self, remarks: Sequence[str]) -> None:
        choices = QHBoxLayout()
        choices.addWidget(self._make_button("&Tick all", theirs=True, conflicts=False))
        choices.addWidget(self._make_button("&Untick all", theirs=False, conflicts=False))
        choices.addStretch(1)
        for words, theirs in (
            ("Keep &mine in conflicts", False),
            ("Take the &sheet’s in conflicts", True),
        ):
            choices.addWidget(self._make_button(words, theirs=theirs, conflicts=True))
        texts = QHBoxLayout()
        for name, text in zip(HEADS[MINE:], self.texts, strict=True):
            side = QVBoxLayout()
            label = QLabel(name)
            label.setObjectName("caption-of-field")
            side.addWidget(label)
            side.addWidget(text)
            texts.addLayout(side)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._take)
        column = QVBoxLayout(self)
        column.addWidget(self._summary)
        column.addLayout(choices)
        column.addWidget(self.table, 1)
        column.addLayout(texts)
        if remarks:
            self._place_remarks(column, remarks)
        column.addLayout(buttons)

    @staticmethod
    def _place_remarks(column: QVBoxLayout, remarks: Sequence[str]) -> None:
        label = QLabel(f"{wording.count(len(remarks), 'remark')} on the sheet")
        label.setObjectName("section")
        lines = QListWidget()
        lines.setObjectName("problems")
        lines.setAccessibleName("Remarks on the sheet")
        lines.setUniformItemSizes(True)
        lines.addItems(list(remarks[:_MOST_REMARKS]))
        if len(remarks) > _MOST_REMARKS:
            lines.addItem(f"… and {len(remarks) - _MOST_REMARKS:,} more")
        lines.setFixedHeight(20 + 18 * min(len(remarks), 4))
        column.addWidget(label)
        column.addWidget(lines)

    def _go_to(self, correction: Correction | None) -> None:
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(self.rows.row_of(correction), THEIRS))
        self._show_texts()

    def _show_state(self) -> None:
        rows, conflicts, taken = self.rows.rows, self.rows.conflicts, len(self.rows.taken)
        photos = len({correction.photo for correction in rows})
        words = f"{wording.count(len(rows), 'correction')} of {wording.count(photos, 'photo')}."
        if conflicts:
            words += (
                f" {wording.count(conflicts, 'conflict')}: story and sheet were both changed; "
                "the story’s words stay where you don’t choose the sheet’s."
            )
        self._summary.setText(words)
        for button in self._conflict_buttons:
            button.setVisible(bool(conflicts))
        self._take.setText(f"Take {wording.count(taken, 'correction')}")
        self._take.setEnabled(bool(taken))
        self._show_texts()

    def _show_texts(self) -> None:
        """Show both texts of the current row whole, with what differs marked."""
        row = self.table.currentIndex().row()
        self._current = self.rows.rows[row] if 0 <= row < self.rows.rowCount() else None
        mine = joined(self._current.mine) if self._current else ""
        theirs = joined(self._current.theirs) if self._current else ""
        for view, text, marks in zip(
            self.texts, (mine, theirs), differing(mine, theirs), strict=True
        ):
            if view.toPlainText() != text:
                view.setPlainText(text)
            view.setExtraSelections([self._marked(view, text, *mark) for mark in marks])

    def _marked(
        self, view: QPlainTextEdit, text: str, start: int, end: int
    ) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(QColor(self._looks.theme.badge))
        look.setForeground(QColor(self._looks.theme.badge_text))
        cursor = view.textCursor()
        cursor.setPosition(_utf16(text[:start]))
        cursor.setPosition(_utf16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, look
        return mark


Span = tuple[int, int]


def differing(mine: str, theirs: str) -> tuple[list[Span], list[Span]]:
    """Return which characters of each text, from and to, the other does not have; by whole words."""
    parts = [re.findall(r"\w+|\s+|[^\w\s]", text) for text in (mine, theirs)]
    if max(map(len, parts)) > _MOST_PARTS:
        return [], []
    places = [_places(words) for words in parts]
    spans: tuple[list[Span], list[Span]] = ([], [])
    for step in LCSseq.opcodes(*parts):
        if step.tag == "equal":
            continue
        for side, start, end in (
            (0, step.src_start, step.src_end),
            (1, step.dest_start, step.dest_end),
        ):
            if start < end:
                spans[side].append((places[side][start], places[side][end]))
    return spans


def _places(words: Iterable[str]) -> list[int]:
    """Return where each of *words* begins, and where the last one ends."""
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
