"""The names of the story: looked up, decided on, renamed; kept in step with the story in the background."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from curator.check.ledger import Entry, Spelling, ledger
from curator.story.accepting import accept_name, forget_name
from curator.window.document import StoryDocument
from curator.window.editor.fields import LineField
from curator.window.jobs import Job, Jobs
from curator.window.ledger.rows import Head, Name, Row, Way, arranged, look_of
from curator.window.row_list import RowList
from curator.window.theme import Looks
from curator.window.wording import count

_WAIT = 400
# Milliseconds of quiet after which the names are gathered again.

_TALLEST = 300


class LedgerPanel(QWidget):
    """The names of the open story, while the panel is up.

    Signals:
        chosen(place): the person asked to be led to a place where a name stands.
        rename_asked(spellings, name): these spellings are to become another one everywhere.
        decided(name, others): the person decided that the name is spelled so, and not as the others.
        code_asked(name): the person wants a code that stands for a name.
        listed(): the list is up to date.
        closed(): the person closed the panel.
    """

    chosen = Signal(object)
    rename_asked = Signal(object, str)
    decided = Signal(str, object)
    code_asked = Signal(str)
    listed = Signal()
    closed = Signal()

    def __init__(
        self, document: StoryDocument, jobs: Jobs, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs = document, jobs
        self._entries: tuple[Entry, ...] = ()
        self._folded: frozenset[Hashable] = frozenset()
        self._job: Job | None = None
        self._is_behind = False
        self._turns: dict[str, int] = {}
        self._title = QLabel("Names")
        self._title.setObjectName("strong")
        self._filter = LineField("Names that contain", undoes_itself=True)
        self._filter.setPlaceholderText("Filter names…")
        self._filter.setMaximumWidth(220)
        self._filter.edited.connect(self._arrange)
        self._accept = self._make_button("Accept", "Space", self._decide)
        self._rename = self._make_button("Rename everywhere…", "Ctrl+R", self._ask_to_rename)
        self._code = self._make_button("Make a code", "", self._ask_for_code)
        self.lines: RowList[Row] = RowList("Names", looks, look_of)
        self.lines.fold_asked.connect(self._fold)
        self.lines.moved.connect(self._show_means)
        self.lines.activated.connect(lambda _: self._go())
        self._empty = QLabel("No names yet: they are gathered from captions, credits and fields.")
        self._empty.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addLayout(self._make_head())
        column.addWidget(self._empty)
        column.addWidget(self.lines, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._gather)
        document.changed.connect(lambda *_: self._follow())
        document.opened.connect(lambda _: self._open())
        self.setMaximumHeight(_TALLEST)
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The names as last gathered."""
        return self._entries

    def open(self) -> None:
        """Show the names, and put the keyboard on them."""
        self.show()
        self.lines.setFocus()

    # Gathering

    def _follow(self) -> None:
        if self.isVisible():
            self._later.start()

    def _open(self) -> None:
        self._folded, self._turns = frozenset(), {}
        self._follow()

    def _gather(self) -> None:
        if self._job is not None:
            self._is_behind = True
            return
        self._is_behind = False
        self._job = self._jobs.start(
            ledger(self._document.story), self._take, self._end, lambda _: self._end()
        )

    def _take(self, step: tuple[Entry, ...] | None) -> None:
        if step is not None:
            self._entries = step

    def _end(self) -> None:
        self._job = None
        self._arrange()
        if self._is_behind:
            self._later.start()

    def _arrange(self) -> None:
        rows = arranged(self._entries, self._filter.text(), self._folded)
        self._empty.setVisible(not rows)
        self.lines.setVisible(bool(rows))
        self.lines.show_rows(rows)
        several = sum(len(entry.spellings) > 1 for entry in self._entries)
        odd = f" · {several:,} in several spellings" if several else ""
        self._title.setText(f"{count(len(self._entries), 'name')}{odd}")
        self._show_means()
        self.listed.emit()

    def _fold(self, row: Row) -> None:
        self._folded = self._folded ^ {look_of(row).mark}
        self._arrange()

    # What is done to the current name

    def _current(self) -> tuple[Entry, Spelling] | None:
        match self.lines.current:
            case Name(entry=entry):
                return entry, entry.spellings[0]
            case Way(entry=entry, spelling=spelling):
                return entry, spelling
        return None

    def _show_means(self) -> None:
        """Say on the buttons what can be done to the current name."""
        current = self._current()
        is_decided = current is not None and current[0].is_accepted and _counts(*current)
        self._accept.setText("Leave it open" if is_decided else "Accept")
        for button in (self._accept, self._rename, self._code):
            button.setEnabled(current is not None)

    def _decide(self) -> None:
        """Decide for the current spelling, or leave it open again if that was decided."""
        current = self._current()
        if current is None:
            return
        entry, spelling = current
        if entry.is_accepted and _counts(entry, spelling):
            self._document.apply(forget_name(spelling.name))
        else:
            others = [other.name for other in entry.spellings if other is not spelling]
            self._document.apply(accept_name(spelling.name, entry.kind, others))
            self.decided.emit(spelling.name, others)
        self._later.start(0)

    def _forget(self) -> None:
        current = self._current()
        if current is not None:
            self._document.apply(forget_name(current[0].name))
            self._later.start(0)

    def _ask_to_rename(self) -> None:
        """Ask for the current spelling to be renamed to the one that counts, or all others of a name.

        A name of one spelling is to be renamed to what will be typed.
        """
        current = self._current()
        if current is not None:
            entry, spelling = current
            others = [other.name for other in entry.spellings[1:]] or [entry.name]
            is_own = _counts(entry, spelling)
            self.rename_asked.emit(others if is_own else [spelling.name], entry.name)

    def _ask_for_code(self) -> None:
        current = self._current()
        if current is not None:
            self.code_asked.emit(current[1].name)

    def _go(self) -> None:
        """Lead to the next place where the current spelling stands, or fold what the row is the head of."""
        row = self.lines.current
        if isinstance(row, Head):
            self._fold(row)
            return
        current = self._current()
        places = current[1].places if current is not None else ()
        if current is not None and places:
            turn = self._turns.get(current[1].name, 0)
            self._turns[current[1].name] = turn + 1
            self.chosen.emit(places[turn % len(places)])

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _make_head(self) -> QHBoxLayout:
        close = QToolButton()
        close.setObjectName("plain")
        close.setText("✕")
        close.setAccessibleName("Close the names")
        close.setToolTip("Close the names (Escape)")
        close.clicked.connect(self._close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._filter)
        row.addStretch(1)
        for button in (self._accept, self._rename, self._code, close):
            row.addWidget(button)
        return row

    def _make_button(self, words: str, keys: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("link")
        button.setText(words)
        if keys:
            button.setToolTip(f"The key for this is {keys}")
        button.clicked.connect(do)
        button.setEnabled(False)
        return button

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        """Gather the names as they are now."""
        super().showEvent(event)
        self._gather()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, decide with Space, rename with Ctrl+R, leave open with Delete."""
        is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Escape:
                self._close()
            case Qt.Key.Key_Space:
                self._decide()
            case Qt.Key.Key_R if is_ctrl:
                self._ask_to_rename()
            case Qt.Key.Key_Delete:
                self._forget()
            case _:
                super().keyPressEvent(event)


def _counts(entry: Entry, spelling: Spelling) -> bool:
    """Say whether *spelling* is the one of *entry* that counts."""
    return spelling.name == entry.name
