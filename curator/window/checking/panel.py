"""The list of all problems: found in the background, one line each, Enter leads to the words."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.check import Level, Problem
from curator.errors import shown
from curator.story import sequence as order
from curator.story.values import PhotoId, Story
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs

if TYPE_CHECKING:
    from curator.check.checker import Checker

_WAIT = 400
# Milliseconds of quiet before the story is checked again.

_QUICK = 3000
# Blocks up to which the whole story is checked after every pause, for the badges.

_MOST = 2000
# Lines shown at most: nobody reads more, and the list stays quick.

_SIGNS = {Level.ERROR: "●", Level.WARNING: "▲", Level.HINT: "○"}
_RANKS = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}
_NAMES = {Level.ERROR: "Error", Level.WARNING: "Warning", Level.HINT: "Hint"}


class ProblemPanel(QWidget):
    """The problems of the open story, while the panel is up.

    Signals:
        chosen(problem): Enter or a double click asked to be led to it.
        listed(): the list is up to date.
        closed(): the person closed the list.
        mend_asked(problem): the person takes what it suggests.
        waive_asked(problem): the person lets it be.
    """

    chosen = Signal(object)
    mend_asked = Signal(object)
    waive_asked = Signal(object)
    listed = Signal()
    closed = Signal()

    def __init__(self, document: StoryDocument, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._jobs = document, jobs
        self._job: Job | None = None
        self._problems: list[Problem] = []
        self._checker: Checker | None = None
        self._is_behind = False
        self._found: list[Problem] = []
        self._title = QLabel()
        self._title.setObjectName("section")
        self._mend = self._make_button("Take the suggestion", "Insert", self._ask_to_mend)
        self._waive = self._make_button("Let it be…", "Delete", self._ask_to_waive)
        close = QToolButton()
        close.setObjectName("plain")
        close.setText("✕")
        close.setAccessibleName("Close the list of problems")
        close.setToolTip("Close the list of problems")
        close.clicked.connect(self._close)
        self._list = QListWidget()
        self._list.setObjectName("problems")
        self._list.setAccessibleName("Problems")
        self._list.itemActivated.connect(self._choose)
        self._list.setUniformItemSizes(True)
        self._list.currentItemChanged.connect(lambda *_: self._show_means())
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._mend)
        head.addWidget(self._waive)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.addLayout(head)
        column.addWidget(self._list)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self.check)
        document.changed.connect(self.check_soon)
        document.opened.connect(self.check_soon)
        self.setMaximumHeight(260)
        self.hide()

    @property
    def problems(self) -> list[Problem]:
        """The problems as last found."""
        return self._problems

    @property
    def lines(self) -> QListWidget:
        """The list itself."""
        return self._list

    def open(self) -> None:
        """Show the list, check, and put the keyboard on the list."""
        self.show()
        self.check()
        self._list.setFocus()

    def check(self) -> None:
        """Check the story as it stands now, and list what is found."""
        checker = self._checker
        if checker is None or self._job is not None:
            self._is_behind = True  # A checker belongs to one thread at a time.
            return
        story = self._document.story
        self._is_behind, self._found = False, []
        self._title.setText("Checking…")
        self._job = self._jobs.start(
            checker.check(story),
            self._found.extend,
            lambda: self._end(story),
            lambda _: self._end(story),
        )

    def step(self, by: int) -> None:
        """Lead to the next problem of the list, or the previous one; put the list up first."""
        if not self.isVisible():
            self.show()
            self.check()
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + by) % count)
            self._choose(self._list.currentItem())

    def check_with(self, checker: "Checker") -> None:
        """Check with *checker* from now on; it takes a while to load after the window is up."""
        self._checker = checker
        if self._is_behind:
            self.check_soon()

    def check_soon(self, *_: object) -> None:
        """Check after a pause; a large story only while the list is up: its badges need no list."""
        if self.isVisible() or len(self._document.story.sequence) <= _QUICK:
            self._later.start()
        else:
            self._later.stop()  # as after a small story gave way to this one

    def _end(self, story: Story) -> None:
        self._job = None
        self._show(story, self._found)
        if self._is_behind:
            self.check_soon()

    def _make_button(self, words: str, keys: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("link")
        button.setText(words)
        button.setToolTip(f"{words.rstrip('…')} ({keys})")
        button.clicked.connect(do)
        button.setEnabled(False)
        return button

    def _current(self) -> Problem | None:
        item = self._list.currentItem()
        problem: Problem | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return problem

    def _show_means(self) -> None:
        problem = self._current()
        self._mend.setEnabled(problem is not None and problem.mended is not None)
        self._waive.setEnabled(problem is not None)

    def _ask_to_mend(self) -> None:
        problem = self._current()
        if problem is not None and problem.mended is not None:
            self.mend_asked.emit(problem)

    def _ask_to_waive(self) -> None:
        problem = self._current()
        if problem is not None:
            self.waive_asked.emit(problem)

    def _show(self, story: Story, problems: list[Problem]) -> None:
        numbers = order.numbers(story.sequence)
        problems = sorted(problems, key=lambda p: (_RANKS[p.level], _place(p, numbers)))
        self._problems = problems
        row = self._list.currentRow()
        self._list.clear()
        for problem in problems[:_MOST]:
            number = numbers.get(problem.photo) if problem.photo is not None else None
            name = shown(problem.file) or "The story"
            about = f"{number} · {name}" if number else name
            item = QListWidgetItem(f"{_SIGNS[problem.level]}  {about} · {problem.message}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{_NAMES[problem.level]}: {about}: {problem.message}",
            )
            item.setData(Qt.ItemDataRole.UserRole, problem)
            self._list.addItem(item)
        self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        self._title.setText(_summary(problems))
        self.listed.emit()

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, take the suggestion with Insert, let the problem be with Delete."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() == Qt.Key.Key_Insert:
            self._ask_to_mend()
        elif event.key() == Qt.Key.Key_Delete:
            self._ask_to_waive()
        else:
            super().keyPressEvent(event)


def _place(problem: Problem, numbers: Mapping[PhotoId, int]) -> int:
    """Return where in the story *problem* stands: its photo's number, 0 for the story as a whole."""
    return numbers.get(problem.photo, 0) if problem.photo is not None else 0


def _summary(problems: list[Problem]) -> str:
    if not problems:
        return "No problem found"
    levels = [problem.level for problem in problems]
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "hint"}
    counts = [
        wording.count(levels.count(level), name) for level, name in names.items() if level in levels
    ]
    return " · ".join(counts)
