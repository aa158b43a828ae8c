"""Lines under the words that the check found something in, and what is offered at them.

How marks are drawn in a field of several lines is left to ``editor.marks``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from curator.check import Problem
from curator.story.values import Key, PhotoId
from curator.window.checking.findings import Findings
from curator.window.editor.fields import LineField, TextField
from curator.window.editor.marks import LineMarker, Mark, Source
from curator.window.theme import Looks

_SPELLING = "spelling"
# The rule that fields mark by themselves, word by word as it is typed.

About = Callable[[], tuple[Key | None, str] | None]
"""Tells whose words a field holds just now: of which photo or block, ``None`` for the story, and which field."""


@dataclass(slots=True)
class _Field:
    """A field whose words are marked, and how to have it drawn anew."""

    about: About
    redraw: Callable[[], None]
    drawn: tuple[Mark, ...] = ()


class ProblemMarks(QObject):
    """Marks in fields what the check found in the very words that they hold.

    Signals:
        mend_asked(problems): the person takes what one suggests.
        waive_asked(problems): the person lets one be.
        show_asked(problem): the person wants to see it in the list.
    """

    mend_asked = Signal(object)
    waive_asked = Signal(object)
    show_asked = Signal(object)

    def __init__(self, findings: Findings, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings, self._looks = findings, looks
        self._fields: dict[TextField | LineField, _Field] = {}
        self._asked_at: int | None = None
        findings.found.connect(self.refresh)
        findings.exchanged.connect(self.refresh)

    def attach_text(self, field: TextField, about: About, redraw: Callable[[], None]) -> Source:
        """Follow *field*; return the source of its marks, which *redraw* has drawn."""
        self._attach(field, field.viewport(), _Field(about, redraw))
        return partial(self._in_paragraph, field)

    def attach_line(self, field: LineField, about: About) -> None:
        """Follow *field* of one line, and mark it."""
        marker = LineMarker(field, self._looks, lambda: list(self._marks(field)))
        self._attach(field, field, _Field(about, marker.draw))
        field.textChanged.connect(lambda _: self._refresh(field))

    def refresh(self) -> None:
        """Draw the marks of those fields anew where they are others than before."""
        for field in list(self._fields):
            self._refresh(field)

    def at(self, field: TextField | LineField, place: int) -> list[Problem]:
        """Return the problems of the words at the character *place* of *field*."""
        return [p for p in self._problems(field) if p.start <= place <= p.start + len(p.text)]

    def fill_menu(self, menu: QMenu, problems: list[Problem]) -> None:
        """Put what can be done about *problems* at the head of *menu*."""
        first = menu.actions()[0] if menu.actions() else None
        part = QMenu(menu)
        for problem in problems:
            part.addAction(_short(problem.message)).setEnabled(False)
            if problem.mended is not None:
                words = (
                    f"Take “{_short(problem.suggestion)}”" if problem.suggestion else "Take it out"
                )
                part.addAction(words).triggered.connect(
                    lambda _=False, p=problem: self.mend_asked.emit((p,))
                )
            part.addAction("Let it be…").triggered.connect(
                lambda _=False, p=problem: self.waive_asked.emit((p,))
            )
            part.addAction("Show in the list").triggered.connect(
                lambda _=False, p=problem: self.show_asked.emit(p)
            )
            part.addSeparator()
        for action in part.actions():
            menu.insertAction(first, action) if first else menu.addAction(action)

    def _attach(self, field: TextField | LineField, widget: QWidget, held: _Field) -> None:
        self._fields[field] = held
        widget.installEventFilter(self)
        field.menu_asked.connect(partial(self._extend_menu, field))
        field.destroyed.connect(lambda: self._fields.pop(field, None))

    def _refresh(self, field: TextField | LineField) -> None:
        held = self._fields[field]
        now = tuple(self._marks(field))
        if now != held.drawn:
            held.drawn = now
            held.redraw()

    def _problems(self, field: TextField | LineField) -> Iterator[Problem]:
        """Yield what was found in words of *field*, as long as it holds what it was found in."""
        held = self._fields.get(field)
        about = held.about() if held is not None else None
        if about is None:
            return
        key, name = about
        photo = PhotoId(key) if isinstance(key, str) else None
        block = None if isinstance(key, str) else key
        here = [p for p in self._findings.of(photo) if p.field == name and p.block == block]
        text = field.text() if here else ""
        for problem in here:
            if problem.text and problem.start >= 0 and problem.rule != _SPELLING:
                end = problem.start + len(problem.text)
                if problem.held == text and text[problem.start : end] == problem.text:
                    yield problem

    def _marks(self, field: TextField | LineField) -> Iterator[Mark]:
        for problem in self._problems(field):
            yield Mark(problem.start, problem.start + len(problem.text), problem.level.value)

    def _in_paragraph(self, field: TextField, paragraph: str) -> list[Mark]:
        """Return the marks of one *paragraph* of *field*; of equal ones, all have those of each."""
        found, start = [], 0
        for line in field.text().split("\n"):
            if line == paragraph:
                end = start + len(line)
                found += [
                    Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind)
                    for m in self._marks(field)
                    if m.start < end and m.end > start
                ]
            start += len(line) + 1
        return found

    def _extend_menu(self, field: TextField | LineField, menu: QMenu) -> None:
        asked_at, self._asked_at = self._asked_at, None
        problems = self.at(field, field.cursor_place() if asked_at is None else asked_at)
        if problems:
            self.fill_menu(menu, problems)

    # Qt's methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell what is wrong with the words under the mouse; note where a menu is asked for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            field = self._field_of(watched)
            problems = self.at(field, field.place_at(event.pos())) if field is not None else []
            if problems and isinstance(watched, QWidget):
                words = "<br>".join(escape(problem.message) for problem in problems)
                QToolTip.showText(event.globalPos(), f"<qt>{words}</qt>", watched)
                return True
        elif isinstance(event, QContextMenuEvent):
            field = self._field_of(watched)
            if field is not None and event.reason() == QContextMenuEvent.Reason.Mouse:
                self._asked_at = field.place_at(event.pos())
        return super().eventFilter(watched, event)

    def _field_of(self, watched: QObject) -> TextField | LineField | None:
        for field in self._fields:
            if field is watched or (isinstance(field, TextField) and field.viewport() is watched):
                return field
        return None


def _short(words: str) -> str:
    """Return *words* for a menu, which takes ``&`` for a mnemonic."""
    one_line = " ".join(words.split())
    cut = one_line if len(one_line) <= 70 else f"{one_line[:69]}…"
    return cut.replace("&", "&&")
