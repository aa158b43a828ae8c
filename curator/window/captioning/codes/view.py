"""The table of codes as a person sees and edits it; what the cells hold is left to the model."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from curator.window.captioning.codes.model import CodesModel, Column

_WIDTHS = {"code": 110, "form": 210, "field": 150}


class CodesView(QTableView):
    """Shows the codes; typing on a cell edits it, and a change elsewhere leaves the current cell where it is.

    Signals:
        delete_asked(): the Delete key was pressed on the selected codes.
    """

    delete_asked = Signal()

    def __init__(self, model: CodesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = model
        self._columns: Sequence[Column] = ()
        self._current = (-1, -1)
        self.setAccessibleName("Codes")
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        delete = QAction("Delete the selected codes", self)
        delete.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(lambda: self.delete_asked.emit())
        self.addAction(delete)
        model.modelAboutToBeReset.connect(self._note_current)
        model.modelReset.connect(self._find_current)
        model.columnsInserted.connect(lambda *_: self._fit_columns())
        model.columnsRemoved.connect(lambda *_: self._fit_columns())
        self._find_current()

    @property
    def selected_rows(self) -> list[int]:
        """The rows that are selected, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def edit_row(self, row: int) -> None:
        """Go to the code in *row* and begin typing over it."""
        cell = self._codes.index(row, 0)
        self.setFocus()
        self.setCurrentIndex(cell)
        self.scrollTo(cell)
        self.edit(cell)

    def _note_current(self) -> None:
        index = self.currentIndex()
        self._current = (index.row(), index.column())

    def _find_current(self) -> None:
        self._fit_columns()
        row = min(self._current[0], self._codes.rowCount() - 1)
        if row >= 0:
            column = min(self._current[1], len(self._columns) - 1)
            self.setCurrentIndex(self._codes.index(row, column))

    def _fit_columns(self) -> None:
        """Give every column the usual width, once others are shown than before."""
        if self._codes.columns != self._columns:
            self._columns = list(self._codes.columns)
            for number, column in enumerate(self._columns):
                self.setColumnWidth(number, _WIDTHS[column.kind])
