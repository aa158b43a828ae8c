"""The window of code replacements: find, change, bring in, give out; files are asked for by whoever opens it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.captions import codes
from curator.captions.codes import FIELDS, CodeTable, Merged, Reading
from curator.errors import shown
from curator.kit.codes import export_file, import_file
from curator.window import wording
from curator.window.captioning.codes.book import CodeBook
from curator.window.captioning.codes.model import CodesModel
from curator.window.captioning.codes.sign import SignBox
from curator.window.captioning.codes.view import CodesView
from curator.window.jobs import Jobs
from curator.window.theme import Looks

_MOST_REMARKS = 1000
# Remarks listed at most; how many there are in all is said over them.


class CodesPanel(QDialog):
    """The account's codes in a table; it stays open beside the work.

    Signals:
        import_asked(): a file is to be chosen; give its path to :meth:`import_from`.
        export_asked(): a place for a file is to be chosen; give it to :meth:`export_to`.
    """

    import_asked = Signal()
    export_asked = Signal()

    def __init__(
        self, book: CodeBook, jobs: Jobs, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Code replacements")
        self._book, self._jobs = book, jobs
        self.model = CodesModel(book, looks, self)
        self.filter = QLineEdit()
        self.filter.setAccessibleName("Filter")
        self.filter.setPlaceholderText("Code, name or any other word")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.sign = SignBox()
        self.sign.chosen.connect(self._choose_sign)
        self.sign.refused.connect(self._refuse_sign)
        self.table = CodesView(self.model)
        self.table.delete_asked.connect(self.delete)
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self.remarks = QListWidget()
        self.remarks.setObjectName("problems")
        self.remarks.setAccessibleName("Remarks on the codes")
        self.remarks.setMaximumHeight(110)
        self.remarks.hide()
        self._columns_menu = QMenu("Columns", self)
        self._place()
        self._add_keys()
        book.changed.connect(self._show_state)
        book.told.connect(self._show_remarks)
        self._show_state()
        self.resize(960, 600)

    def open(self) -> None:
        """Show the window and put the keyboard into its filter."""
        self.show()
        self.activateWindow()
        self.filter.setFocus()

    def add(self) -> None:
        """Add a code and begin typing it."""
        self.filter.clear()
        self.table.edit_row(self.model.add())

    def delete(self) -> None:
        """Take the selected codes out; undo brings them back."""
        rows = self.table.selected_rows
        if rows:
            self.model.remove(rows)
            self._say(f"{wording.count(len(rows), 'code')} deleted. Ctrl+Z brings back what was.")

    def import_from(self, path: str) -> None:
        """Take in the codes of the file at *path*, in a job."""
        if not path:
            return
        table = self._book.table

        def work() -> tuple[Reading, Merged]:
            found = import_file(path, table.delimiter)
            ready = codes.merged(table, found.table)
            ready.table.find("")  # Works the index out here: typing never waits for it.
            return found, ready

        self._say(f"Reading {shown(path)}…")
        self._jobs.call(work, lambda result: self._take(path, table, *result), self._fail)

    def export_to(self, path: str) -> None:
        """Write all codes to a file at *path*, in a job."""
        if not path:
            return
        table = self._book.table
        words = f"{wording.count(self.model.total, 'code')} written to {shown(path)}."
        self._jobs.call(lambda: export_file(path, table), lambda _: self._say(words), self._fail)

    def _place(self) -> None:
        head = QHBoxLayout()
        parts: tuple[tuple[str, QWidget, int], ...] = (
            ("&Filter", self.filter, 1),
            ("&Sign around codes", self.sign, 0),
        )
        for words, widget, stretch in parts:
            label = QLabel(words)
            label.setBuddy(widget)
            head.addWidget(label)
            head.addWidget(widget, stretch)
        columns = _button("&Columns ▾", self._show_columns_menu)
        columns.setAccessibleName("Columns: other fields that codes fill in")
        self._columns_button = columns
        self.import_button = _button("&Import…", self.import_asked.emit)
        self.export_button = _button("&Export…", self.export_asked.emit)
        foot = QHBoxLayout()
        foot.addWidget(_button("&Add a code", self.add))
        foot.addWidget(_button("&Delete", self.delete))
        foot.addWidget(columns)
        foot.addStretch(1)
        foot.addWidget(self.import_button)
        foot.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.status)
        column.addWidget(self.remarks)
        column.addLayout(foot)

    def _add_keys(self) -> None:
        standard = QKeySequence.StandardKey
        for words, key, do in (
            ("Undo", standard.Undo, self._book.undo),
            ("Redo", standard.Redo, self._book.redo),
        ):
            action = QAction(words, self)
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.triggered.connect(lambda _=False, do=do: do())
            self.addAction(action)

    def _filter(self, words: str) -> None:
        self.model.show_filter(words)
        self._show_state()

    def _choose_sign(self, sign: str) -> None:
        self._book.change(replace(self._book.table, delimiter=sign))
        self._say(f"Codes are typed {sign}like-this{sign} now.")

    def _refuse_sign(self, sign: str) -> None:
        self._say(
            f"“{sign[:10]}” cannot stand around codes: it takes one or two signs that no word needs."
        )

    def _take(self, path: str, table: CodeTable, found: Reading, ready: Merged) -> None:
        if self._book.table is not table:
            ready = codes.merged(self._book.table, found.table)
        self._book.change(ready.table)
        read = f"{wording.count(len(found.table.codes), 'code')} read from {shown(path)}"
        self._say(f"{read} · {ready.added:,} new · {ready.changed:,} changed")
        self._show_remarks([str(remark) for remark in found.remarks])

    def _fail(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.status.setText(words)
        self._show_remarks([])

    def _show_remarks(self, sentences: Sequence[str]) -> None:
        self.remarks.clear()
        self.remarks.addItems([text[:300] for text in sentences[:_MOST_REMARKS]])
        self.remarks.setVisible(bool(sentences))
        if len(sentences) > _MOST_REMARKS:
            more = f"the first {_MOST_REMARKS:,} of {len(sentences):,} remarks:"
            self.status.setText(f"{self.status.text()} · {more}")

    def _show_state(self) -> None:
        """Show how many codes there are, and the sign around them."""
        self.setEnabled(self._book.is_loaded)
        total, here = self.model.total, self.model.rowCount()
        words = wording.count(total, "code")
        self.status.setText(words if here == total else f"{here:,} of {words}")
        self.sign.show_sign(self._book.table.delimiter)

    def _show_columns_menu(self) -> None:
        self._columns_menu.clear()
        there = {column.field for column in self.model.columns}
        for field in dict.fromkeys(FIELDS.values()):
            name = wording.FIELD_NAMES[field]
            action = self._columns_menu.addAction(name[:1].upper() + name[1:])
            action.setCheckable(True)
            action.setChecked(field in there)
            action.toggled.connect(lambda on, f=field: self.model.show_field(f, is_shown=on))
        corner = self._columns_button.rect().topLeft()
        self._columns_menu.popup(self._columns_button.mapToGlobal(corner))


def _button(words: str, do: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)  # Enter in the filter or in a cell is no click.
    button.clicked.connect(lambda: do())
    return button
