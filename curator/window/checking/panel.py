"""The list of all problems with its filters and groups; Enter leads to the words, one key settles each."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.check import Level, Problem
from curator.errors import shown
from curator.story.values import PhotoId, Waiver
from curator.window.checking.findings import Findings
from curator.window.checking.listing import SIGNS, ProblemList
from curator.window.checking.rows import (
    NAMES,
    Arrangement,
    Grouping,
    Head,
    Let,
    Line,
    Row,
    arranged,
    counts_of,
    said_counts,
)
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.wording import count

_AT_ONCE = 2000
# Problems up to which the rows are made at once rather than in the background.

_TALLEST = 300
# Logical pixels of the list's height: the photos stay in view.


class ProblemPanel(QWidget):
    """The problems of the open story, while the panel is up.

    Signals:
        chosen(problem): Enter or a double click asked to be led to it.
        mend_asked(problems): the person takes what they suggest.
        waive_asked(problems): the person lets them be.
        unwaive_asked(waivers): the person wants them told again.
        export_asked(): the export that waited may go on.
        listed(): the list is up to date.
        closed(): the person closed the list.
    """

    chosen = Signal(object)
    mend_asked = Signal(object)
    waive_asked = Signal(object)
    unwaive_asked = Signal(object)
    export_asked = Signal()
    listed = Signal()
    closed = Signal()

    def __init__(
        self,
        document: StoryDocument,
        findings: Findings,
        jobs: Jobs,
        looks: Looks,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._findings, self._jobs = document, findings, jobs
        self._settings = settings
        self._how = Arrangement(Grouping(settings.problem_grouping))
        self._is_arranging = self._is_behind = False
        self.lines = ProblemList(looks)
        self.lines.fold_asked.connect(self._fold)
        self.lines.moved.connect(self._show_means)
        self.lines.activated.connect(lambda _: self._choose())
        self._levels = {level: self._make_level(level) for level in Level}
        self._mend = self._make_button("Take the suggestion", "Insert", self._ask_to_mend)
        self._waive = self._make_button("Let it be…", "Delete", self._ask_to_waive)
        self._gate, self._waiting, self._export = self._make_gate()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._gate)
        column.addLayout(self._make_head())
        column.addWidget(self.lines)
        findings.found.connect(self._follow)
        findings.exchanged.connect(self._follow)
        document.opened.connect(lambda _: self._forget())
        self.setMaximumHeight(_TALLEST)
        self.hide()

    @property
    def problems(self) -> list[Problem]:
        """The problems whose lines show, in the order of the list."""
        return self.lines.problems

    @property
    def is_waited_for(self) -> bool:
        """Whether an export waits for the errors to be settled."""
        return not self._gate.isHidden()

    def open(self) -> None:
        """Show the list, check, and put the keyboard on the list."""
        self.show()
        self._findings.check()
        self.lines.setFocus()

    def open_for_export(self) -> None:
        """Show the errors that an export waits for."""
        self._gate.show()
        for level, chip in self._levels.items():
            chip.setChecked(level is Level.ERROR)
        self._show_levels()
        self._show_waiting()
        self.open()

    def step(self, by: int) -> None:
        """Lead to the next problem of the list, or the previous one; put the list up first."""
        if not self.isVisible():
            self.show()
            self._findings.check()
        problem = self.lines.step(by)
        if problem is not None:
            self.chosen.emit(problem)

    def go_to(self, problem: Problem) -> None:
        """Show *problem* in the list."""
        self._levels[problem.level].setChecked(True)
        self._show_levels()
        self.show()
        self.lines.go_to(problem)
        self.lines.setFocus()

    def group_by(self, grouping: Grouping) -> None:
        """Put together the problems of each photo, or those that each rule found."""
        self._settings.problem_grouping = grouping.value
        self._how = replace(self._how, grouping=grouping)
        self._groupings[grouping].setChecked(True)
        self._arrange()

    def show_level(self, level: Level, is_shown: bool) -> None:
        """Show the problems of *level* in the list, or leave them out."""
        self._levels[level].setChecked(is_shown)
        self._show_levels()

    # Making the rows

    def _follow(self) -> None:
        if self.isVisible():
            self._arrange()

    def _arrange(self) -> None:
        """Make the rows anew; in the background where there are many, one making after the other."""
        if self._is_arranging:
            self._is_behind = True
            return
        story, by_photo, how = self._document.story, self._findings.by_photo, self._how
        numbers, photos = self._document.numbers, story.photos
        tells = self._tells()

        def name(photo: PhotoId) -> str:
            return shown(photos[photo].file_name) if photo in photos else ""

        def make() -> tuple[list[Row], tuple[int, int, int]]:
            problems = [problem for found in by_photo.values() for problem in found]
            rows = arranged(problems, story.waivers, numbers, name, tells, how)
            return rows, counts_of(problems)

        if sum(map(len, by_photo.values())) <= _AT_ONCE:
            self._show(*make())
            return
        self._is_arranging = True
        self._jobs.call(make, lambda made: self._show(*made), lambda _: self._show([], (0, 0, 0)))

    def _tells(self) -> dict[str, str]:
        if not self._findings.has_begun:
            return {}
        from curator.check.rules import ALL

        return {rule.name: rule.tells for rule in ALL}

    def _show(self, rows: list[Row], counts: tuple[int, int, int]) -> None:
        self._is_arranging = False
        self.lines.show_rows(rows)
        for (level, chip), number in zip(self._levels.items(), counts, strict=True):
            chip.setText(f"{SIGNS[level]} {count(number, NAMES[level])}")
        self._show_means()
        self._show_waiting()
        self.listed.emit()
        if self._is_behind:
            self._is_behind = False
            self._arrange()

    def _show_levels(self) -> None:
        levels = frozenset(level for level, chip in self._levels.items() if chip.isChecked())
        if levels != self._how.levels:
            self._how = replace(self._how, levels=levels)
            self._arrange()

    def _fold(self, head: Head) -> None:
        self._how = replace(self._how, folded=self._how.folded ^ {head.key})
        self._arrange()

    def _forget(self) -> None:
        self._gate.hide()
        self._how = replace(self._how, folded=frozenset())
        self._follow()

    # What is done to the current row

    def _chosen_problems(self) -> tuple[Problem, ...]:
        match self.lines.current:
            case Line(problem=problem):
                return (problem,)
            case Head(problems=problems):
                return problems
        return ()

    def _chosen_waivers(self) -> tuple[Waiver, ...]:
        match self.lines.current:
            case Let(waiver=waiver):
                return (waiver,)
            case Head(waivers=waivers):
                return waivers
        return ()

    def _show_means(self) -> None:
        """Say on the buttons what the keys do to the current row."""
        problems, waivers = self._chosen_problems(), self._chosen_waivers()
        can_mend = sum(problem.mended is not None for problem in problems)
        self._mend.setText(
            f"Take {can_mend:,} suggestions" if can_mend > 1 else "Take the suggestion"
        )
        self._mend.setEnabled(bool(can_mend))
        waive = f"Let all {len(problems):,} be…" if len(problems) > 1 else "Let it be…"
        self._waive.setText("Tell it again" if waivers else waive)
        self._waive.setEnabled(bool(problems or waivers))

    def _ask_to_mend(self) -> None:
        problems = [p for p in self._chosen_problems() if p.mended is not None]
        if problems:
            self.mend_asked.emit(problems)

    def _ask_to_waive(self) -> None:
        if waivers := self._chosen_waivers():
            self.unwaive_asked.emit(waivers)
        elif problems := self._chosen_problems():
            self.waive_asked.emit(problems)

    def _choose(self) -> None:
        match self.lines.current:
            case Line(problem=problem):
                self.chosen.emit(problem)
            case Head() as head:
                self._fold(head)

    def _close(self) -> None:
        self._gate.hide()
        self.hide()
        self.closed.emit()

    # The export that waits

    def _show_waiting(self) -> None:
        """Say how many errors an export waits for, and let it go on once there is none."""
        counts = counts_of(self._findings.problems) if self.is_waited_for else (0, 0, 0)
        errors, rest = counts[0], said_counts((0, *counts[1:]))
        is_open = not errors and self._findings.is_current
        self._export.setEnabled(is_open)
        if errors:
            words = f"The export waits for {count(errors, 'error')}: mend them, or let them be with a reason."
        elif is_open:
            words = f"No error is open{f' ({rest})' if rest else ''}. The story can be exported."
        else:
            words = "Checking…"
        self._waiting.setText(words)

    # Making the parts

    def _make_gate(self) -> tuple[QWidget, QLabel, QPushButton]:
        gate, words, export = QWidget(), QLabel(), QPushButton("Export…")
        gate.setObjectName("gate")
        gate.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words.setWordWrap(True)
        export.setObjectName("primary")
        export.setAccessibleName("Go on with the export")
        export.clicked.connect(self.export_asked)
        row = QHBoxLayout(gate)
        row.setContentsMargins(10, 6, 8, 6)
        row.addWidget(words, 1)
        row.addWidget(export)
        gate.hide()
        return gate, words, export

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for chip in self._levels.values():
            row.addWidget(chip)
        row.addSpacing(12)
        self._groupings: dict[Grouping, QToolButton] = {}
        group = QButtonGroup(self)
        for grouping, words in ((Grouping.PHOTO, "By photo"), (Grouping.RULE, "By rule")):
            button = self._groupings[grouping] = _chip(words)
            button.setChecked(grouping is self._how.grouping)
            button.clicked.connect(lambda _=False, grouping=grouping: self.group_by(grouping))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        close = QToolButton()
        close.setObjectName("plain")
        close.setText("✕")
        close.setAccessibleName("Close the list of problems")
        close.setToolTip("Close the list of problems (Escape)")
        close.clicked.connect(self._close)
        for button in (self._mend, self._waive, close):
            row.addWidget(button)
        return row

    def _make_level(self, level: Level) -> QToolButton:
        chip = _chip(f"{SIGNS[level]} {NAMES[level]}s")
        chip.setChecked(True)
        chip.setToolTip(f"Show {NAMES[level]}s, or leave them out")
        chip.clicked.connect(self._show_levels)
        return chip

    def _make_button(self, words: str, keys: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("link")
        button.setText(words)
        button.setToolTip(f"The key for this is {keys}")
        button.clicked.connect(do)
        button.setEnabled(False)
        return button

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        """Keep in step from now on."""
        super().showEvent(event)
        self._findings.watch(True)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave very long stories unchecked while nobody looks."""
        super().hideEvent(event)
        self._findings.watch(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, take suggestions with Insert, let problems be with Delete."""
        match event.key():
            case Qt.Key.Key_Escape:
                self._close()
            case Qt.Key.Key_Insert:
                self._ask_to_mend()
            case Qt.Key.Key_Delete:
                self._ask_to_waive()
            case _:
                super().keyPressEvent(event)


def _chip(words: str) -> QToolButton:
    chip = QToolButton()
    chip.setObjectName("filter")
    chip.setText(words)
    chip.setCheckable(True)
    return chip
