"""Find and replace over the words of a story, shown in a table first; what counts as found is left to ``captions``."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.captions.search import any_of
from curator.errors import CuratorError
from curator.story import passages
from curator.story.values import Key
from curator.window import wording
from curator.window.captioning.before_after import BeforeAfter
from curator.window.captioning.places import Asked, Places, Result, matches, searching
from curator.window.document import StoryDocument
from curator.window.editor.fields import LineField
from curator.window.jobs import Job, Jobs
from curator.window.theme import Looks

_WAIT_FOR_TYPING = 150
_WAIT_FOR_STORY = 400
# Milliseconds of quiet after which the story is looked through again.

WHERE = {"words": "All words", "captions": "Captions only", "selection": "Selection only"}
"""Where words are looked for, and what that is called."""


class _Form(QWidget):
    """The fields and choices that say what is looked for.

    Signals:
        edited(): a person changed one.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pattern = LineField("Find", undoes_itself=True)
        self.replacement = LineField("Replace with", undoes_itself=True)
        self.match_case = QCheckBox("Match &case")
        self.whole_word = QCheckBox("&Whole word")
        self.is_regex = QCheckBox("Regular e&xpression")
        self.where = QComboBox()
        self.where.setAccessibleName("Where words are looked for")
        for name, words in WHERE.items():
            self.where.addItem(words, name)
        self.error = QLabel()
        self.error.setObjectName("attention")
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.setWordWrap(True)
        self.error.hide()
        self._arrange()
        for field in (self.pattern, self.replacement):
            field.edited.connect(self.edited)
        for box in (self.match_case, self.whole_word, self.is_regex):
            box.toggled.connect(self.edited)
        self.where.activated.connect(self.edited)

    @property
    def asked(self) -> Asked:
        """What the fields and choices say."""
        return Asked(
            self.pattern.text(),
            self.is_regex.isChecked(),
            self.whole_word.isChecked(),
            self.match_case.isChecked(),
            str(self.where.currentData()),
            self.replacement.text(),
        )

    def show_error(self, words: str) -> None:
        """Say under the field what is wrong with the pattern; nothing if *words* is empty."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.pattern.setAccessibleDescription(words)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        fields = {"Fi&nd": self.pattern, "Rep&lace with": self.replacement}
        for column, (words, field) in enumerate(fields.items()):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, 0, 2 * column)
            grid.addWidget(field, 0, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        grid.addWidget(self.error, 1, 1, 1, 3)
        choices = QHBoxLayout()
        choices.setSpacing(14)
        for box in (self.match_case, self.whole_word, self.is_regex):
            choices.addWidget(box)
        choices.addStretch(1)
        label = QLabel("&In")
        label.setBuddy(self.where)
        choices.addWidget(label)
        choices.addWidget(self.where)
        grid.addLayout(choices, 2, 1, 1, 3)


class ReplacePanel(QWidget):
    """Looks for words while they are typed, leads from place to place, and replaces the ticked ones.

    *selected* tells the rows that are selected; call :meth:`follow_selection` when they change.

    Signals:
        chosen(key, field, start, end): the person asked to be led to the characters *start* to *end*
            of *field*: of the photo or the block of *key*, or of the story itself where it is ``None``.
        listed(): the table is up to date.
        replaced(count): words were replaced in so many places.
        closed(): the person closed the panel.
    """

    chosen = Signal(object, str, int, int)
    listed = Signal()
    replaced = Signal(int)
    closed = Signal()

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        selected: Callable[[], Sequence[Key]],
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._selected = document, jobs, selected
        self._job: Job | None = None
        self._result: Result | None = None
        self._places = Places()
        self._sought: Hashable = None
        self._unticked: set[Hashable] = set()
        self._keys: tuple[Key, ...] = ()
        self._is_leading = False
        self._steps = 0
        self.form = _Form()
        self.table = BeforeAfter(looks, "Texts that would change")
        self.button = QPushButton("Replace")
        self.button.setObjectName("primary")
        self.button.clicked.connect(self.replace)
        self.count, self.told = QLabel(), QLabel()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.search)
        self._arrange()
        self.form.edited.connect(self._edited)
        self.table.ticked_changed.connect(self._show_button)
        self.table.jumped.connect(self._jump)
        document.changed.connect(self._follow)
        document.opened.connect(self._follow)
        self._show_button()
        self.setMaximumHeight(360)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the panel with the keyboard in it, looking for *words* if there are any."""
        self.show()
        if words:
            self.form.pattern.show_text(words)
        self.form.pattern.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.pattern.selectAll()
        self._keys = tuple(self._selected())
        self.search()

    def rename(self, spellings: Sequence[str], name: str) -> None:
        """Show every place where one of *spellings* stands as a whole, to be replaced by *name*.

        Typing changes both. Several are looked for by a pattern, the longest first.
        """
        form = self.form
        is_pattern = len(spellings) > 1
        pattern = spellings[0]
        if is_pattern:
            pattern = any_of(spellings)
            name = name.replace("\\", "\\\\")
        for box, is_on in (
            (form.match_case, True),
            (form.whole_word, True),
            (form.is_regex, is_pattern),
        ):
            box.setChecked(is_on)
        form.where.setCurrentIndex(0)
        form.replacement.show_text(name)
        self.open(pattern)
        if pattern == name:
            form.replacement.setFocus()
            form.replacement.selectAll()

    def close_panel(self) -> None:
        """Take the panel down; nothing is looked for any more."""
        self._stop()
        self.hide()
        self.closed.emit()

    def follow_selection(self) -> None:
        """Look through the new selection, if it is the selection that is looked through.

        Being led to a place selects it, and leaves what is looked through as it was.
        """
        if not self._is_leading and self.isVisible():
            self._keys = tuple(self._selected())
            if self.form.asked.where == "selection":
                self._follow()

    def search(self) -> None:
        """Look through the story as it stands now; of several searches the last one counts."""
        self._stop()
        self._remember_ticks()
        asked = self.form.asked
        if not asked.pattern:
            self._show(None)
            return
        self.count.setText("Searching…")
        work = searching(asked, self._document.story, self._keys)
        self._job = self._jobs.start(work, self._receive, on_failed=self._fail)
        self._show_button()

    def step(self, by: int) -> None:
        """Lead to the next place (1) or the one before (-1), round at the ends."""
        if not self.isVisible():
            self.open()  # What was found while it was closed may be gone.
            self._steps += by
            return
        if not self.is_current:
            self._steps += by
            if self._job is None:
                self.search()
            return
        self._places.step(by)
        self._lead()

    def replace(self) -> None:
        """Replace in all ticked rows, as one step; what changed meanwhile stays as it is."""
        if self._result is None or not self.is_current:
            return
        ticked = [self._result.changing[row] for row in self.table.ticked]
        now = self._document.story
        standing = set(passages.standing(now, (one.passage for one in ticked)))
        fresh = [one for one in ticked if one.passage in standing]
        count = sum(one.count for one in fresh)
        words = f"Replaced {matches(count)} in {wording.count(len(fresh), 'text')}."
        if len(fresh) < len(ticked):
            left = wording.count(len(ticked) - len(fresh), "text")
            words = f"{words} {left} changed meanwhile: left alone."
        self.form.pattern.setFocus()
        self._document.apply(passages.replace({one.passage: one.after for one in fresh}))
        self.told.setText(words)
        self.search()
        self.replaced.emit(count)

    @property
    def is_current(self) -> bool:
        """Whether the table shows what a search would find now."""
        return self._job is None and not self._later.isActive()

    def _edited(self) -> None:
        self.told.clear()
        self._later.start(_WAIT_FOR_TYPING)
        self._show_button()

    def _follow(self, *_: object) -> None:
        self.told.clear()
        if self.isVisible() and not self._later.isActive():
            self._later.start(_WAIT_FOR_STORY)
            self._show_button()

    def _stop(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _receive(self, result: Result | None) -> None:
        if result is not None:
            self._show(result)

    def _fail(self, error: Exception) -> None:
        known = isinstance(error, CuratorError)
        self._show(None, str(error) if known else "Looking for this failed. Write it another way.")

    def _show(self, result: Result | None, error: str = "") -> None:
        self._job = None
        self._result = result
        self.form.show_error(error)
        self._places.take(result)
        changing = result.changing if result else []
        unticked = (n for n, one in enumerate(changing) if one.passage.address in self._unticked)
        self.table.show_rows(result.rows if result else [], unticked if self._unticked else ())
        self.count.setText(self._places.words)
        self._show_button()
        steps, self._steps = self._steps, 0
        for _ in range(abs(steps)):
            self._places.step(1 if steps > 0 else -1)
        if steps:
            self._lead()
        self.listed.emit()

    def _remember_ticks(self) -> None:
        """Keep which rows are unticked for as long as the same is looked for."""
        sought = self.form.asked.sought
        ticked = set(self.table.ticked)
        if self._result is not None and (self._unticked or len(ticked) < len(self._result.rows)):
            for row, one in enumerate(self._result.changing):
                change = self._unticked.discard if row in ticked else self._unticked.add
                change(one.passage.address)
        if sought != self._sought:
            self._unticked.clear()
            self._sought = sought

    def _jump(self, row: int) -> None:
        if self._result is not None:
            self._places.go_to(self._result.changing[row].passage)
            self._lead()

    def _lead(self) -> None:
        """Lead to the place where the person is; the keyboard stays in the field that finds."""
        here = self._places.here
        self.count.setText(self._places.words)
        if here is None:
            return
        passage, start, end = here
        was_finding = self.form.pattern.hasFocus()
        self._is_leading = True
        try:
            self.chosen.emit(passage.key, passage.field, start, end)
        finally:
            self._is_leading = False
        if was_finding:
            self.form.pattern.setFocus()

    def _show_button(self) -> None:
        ticked = self.table.ticked
        result = self._result if self.is_current else None
        count = sum(result.changing[row].count for row in ticked) if result else 0
        is_removing = not self.form.replacement.text()
        verb = "Remove" if is_removing else "Replace"
        self.button.setText(f"&{verb} {count:,}" if count else f"&{verb}")
        self.button.setEnabled(count > 0)
        # Who only looks for something is not led to take it out.
        self.button.setObjectName("" if is_removing else "primary")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def _arrange(self) -> None:
        title = QLabel("Find and replace")
        title.setObjectName("section")
        self.told.setObjectName("muted")
        close = QToolButton()
        close.setObjectName("plain")
        close.setText("✕")
        close.setAccessibleName("Close find and replace")
        close.setToolTip("Close find and replace")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.setSpacing(12)
        for label, stretch in ((title, 0), (self.count, 0), (self.told, 1)):
            head.addWidget(label, stretch, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(close)
        self.table.view.setMinimumHeight(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.table, 1)
        self.table.foot.addWidget(self.button)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or the previous place with Enter in the field that finds; close with Escape."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif is_enter and self.form.pattern.hasFocus():
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)
