"""The dialog for paper: choices left, the pages right; saving and printing are left to ``paper_desk``."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.paper.choices import Choices
from curator.window.paper.making import Order
from curator.window.paper.preview import Preview
from curator.window.paper.proof import Proof
from curator.window.paper.sheets import Sheet, Which
from curator.window.progress import ProgressLine
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_WAIT = 150
# Milliseconds of quiet after which the pages follow the story and the choices.

_SIZE = QSize(1060, 740)
# What the dialog takes at first, so that it fits on a small screen.

_NOTHING = {
    Which.STORY: "There is nothing in the story yet.",
    Which.SELECTION: "Nothing is selected.",
    Which.ALL: "There are no photos yet.",
}
# What stands in place of a page.


class PaperDialog(QDialog):
    """Choices for paper beside the pages that come of them. *order* returns what would be made of a sheet.

    ``notices`` and ``progress`` tell here what would be hidden behind the dialog.

    Signals:
        chosen(sheet): the person chose something else.
        pdf_asked(): the person wants the pages as a PDF.
        print_asked(): the person wants them printed.
    """

    chosen = Signal(object)
    pdf_asked = Signal()
    print_asked = Signal()

    def __init__(
        self,
        sheet: Sheet,
        order: Callable[[Sheet], Order],
        jobs: Jobs,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paper")
        self._order = order
        self._is_busy = False
        self.choices = Choices(sheet)
        self.proof = Proof(jobs, self)
        self.preview = Preview(jobs, thumbnails, looks)
        self.notices = NoticeBar()
        self.progress = ProgressLine()
        self.page = QSpinBox()
        self.of = QLabel()
        self.before = QPushButton("‹")
        self.after = QPushButton("›")
        self.save_button = QPushButton("&Save as PDF…")
        self.print_button = QPushButton("Pri&nt…")
        self._arrange()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._lay_out)
        self._connect()

    @property
    def sheet(self) -> Sheet:
        """What is chosen."""
        return self.choices.sheet

    @property
    def is_waiting(self) -> bool:
        """Whether the pages are soon laid out anew."""
        return self._later.isActive()

    def follow(self) -> None:
        """Show the pages as the story and the selection are now, soon."""
        if self.isVisible():
            self._later.start()

    def come_up(self, *, to_print: bool) -> None:
        """Come up, Enter doing what was asked for."""
        buttons = (self.save_button, self.print_button)
        _prefer(*buttons[:: -1 if to_print else 1])
        self.show()
        self.activateWindow()
        self._lay_out()

    def show_busy(self, *, is_busy: bool) -> None:
        """Let nothing be saved or printed while something is."""
        self._is_busy = is_busy
        self._show_page()

    def _lay_out(self) -> None:
        order = self._order(self.sheet)
        self.choices.show_selection(len(order.selected))
        self.proof.show(order)

    def _choose(self) -> None:
        self._later.start()
        self.chosen.emit(self.sheet)

    def _show_page(self) -> None:
        """Show the page that is turned up, as far as it is laid out."""
        proof, count = self.proof, len(self.proof.pages)
        is_empty = proof.is_empty
        with QSignalBlocker(self.page):
            self.page.setRange(1, max(count, 1))
        number = self.page.value()
        self.of.setText(f"of {max(count, 1):,}{'' if proof.is_whole else '…'}")
        self.before.setEnabled(number > 1)
        self.after.setEnabled(number < count)
        for button in (self.save_button, self.print_button):
            button.setEnabled(not self._is_busy and not is_empty)
        if is_empty:
            self.preview.show_nothing(_NOTHING[self.sheet.which])
        elif proof.order is not None and count:
            self.preview.show_page(proof.pages[number - 1], proof.order, number, proof.total)

    def _turn(self, steps: int) -> None:
        self.page.setValue(self.page.value() + steps)

    def _seek(self, is_last: bool) -> None:
        self.page.setValue(self.page.maximum() if is_last else 1)

    def _connect(self) -> None:
        self.choices.edited.connect(self._choose)
        self.proof.changed.connect(self._show_page)
        self.page.valueChanged.connect(self._show_page)
        self.preview.turned.connect(self._turn)
        self.preview.sought.connect(self._seek)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.save_button.clicked.connect(self.pdf_asked)
        self.print_button.clicked.connect(self.print_asked)

    def _arrange(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.choices)
        # Wide enough for the form beside its scroll bar, which would cover it otherwise.
        bar = area.verticalScrollBar().sizeHint().width()
        area.setFixedWidth(self.choices.minimumSizeHint().width() + bar)
        right = QVBoxLayout()
        right.addWidget(self.notices)
        right.addWidget(self.preview, 1)
        right.addLayout(self._turning())
        panes = QHBoxLayout()
        panes.setSpacing(14)
        panes.addWidget(area)
        panes.addLayout(right, 1)
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress)
        buttons.addStretch(1)
        for button in (close, self.print_button, self.save_button):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setSpacing(10)
        whole.addLayout(panes, 1)
        whole.addLayout(buttons)
        self.resize(_SIZE)

    def _turning(self) -> QHBoxLayout:
        """Return the row that turns pages."""
        label = QLabel("Pa&ge")
        label.setBuddy(self.page)
        self.page.setAccessibleName("Page of the preview")
        self.before.setAccessibleName("Page before")
        self.after.setAccessibleName("Page after")
        row = QHBoxLayout()
        row.addStretch(1)
        for widget in (self.before, label, self.page, self.of, self.after):
            row.addWidget(widget)
        for button in (self.before, self.after):
            button.setToolTip(button.accessibleName())
            button.setAutoDefault(False)
        row.addStretch(1)
        return row

    # Qt's methods

    def done(self, result: int) -> None:
        """Go down, and work for nobody."""
        self._later.stop()
        self.proof.stop()
        self.preview.stop()
        super().done(result)


def _prefer(one: QPushButton, other: QPushButton) -> None:
    """Let Enter press *one*, and let it look like that."""
    for button in (one, other):
        button.setDefault(button is one)
        button.setObjectName("primary" if button is one else "")
        button.style().unpolish(button)
        button.style().polish(button)
