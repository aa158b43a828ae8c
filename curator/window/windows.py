"""The open windows of one program: opened, brought up, closed one by one; each is a :class:`Program`.

What windows share (worker processes, the cache of thumbnails, the shelf, the settings) is made by
whoever makes them, and ends with the last of them.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, QTimer, Signal

from curator.manifest.claims import Claims, Wish
from curator.story.values import Story
from curator.window.incoming import is_story
from curator.window.neighbours import Neighbour, Neighbours
from curator.window.program import Program

_STEP = QPoint(32, 32)
# Logical pixels by which a window lies beside the one before it.

_PATIENCE = 100
# Milliseconds after which it is looked again whether a closed window has come to rest.


class Windows(QObject):
    """All windows; *make* makes one, given what it may know of the others.

    Signals:
        all_closed(): the last window was closed.
    """

    all_closed = Signal()

    def __init__(
        self, make: Callable[[Neighbours], Program], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._open: list[Program] = []
        self._leaving: list[Program] = []
        self._is_quitting = False
        self._door: QSocketNotifier | None = None
        self._resting = QTimer(self)
        self._resting.setInterval(_PATIENCE)
        self._resting.timeout.connect(self._let_go)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The open windows, the one that was opened last at the end."""
        return tuple(self._open)

    @property
    def current(self) -> Program | None:
        """The window with the keyboard, or the last one."""
        active = (program for program in self._open if program.window.isActiveWindow())
        return next(active, self._open[-1] if self._open else None)

    def open_paths(self, paths: Sequence[str]) -> None:
        """Open each story of *paths* in a window of its own, and the photos among them in one."""
        stories = [path for path in paths if is_story(path)]
        photos = [path for path in paths if path not in stories]
        first = self.open()
        first.open(photos or stories[:1])
        for path in stories if photos else stories[1:]:
            if not self.show_story(os.path.abspath(path), first):
                self.open().open([path])

    def open(self, story: Story | None = None) -> Program:
        """Open another window, empty or with *story*."""
        before = self._open[-1].window if self._open else None
        seen = _Seen(self)
        program = self._make(seen)
        seen.program = program
        program.neighbours.close_own = program.window.close
        program.session.stayed.connect(self._stay)
        self._open.append(program)
        if before is not None:
            program.window.resize(before.size())
            program.window.move(before.pos() + _STEP)
        program.window.show()
        if story is not None:
            program.session.begin_with(story)
        return program

    def show_story(self, path: str, asker: Program) -> bool:
        """Bring up the window, other than that of *asker*, that has the manifest at *path*."""
        wanted = os.path.realpath(path)
        for program in self._open:
            held = program.session.path
            if program is not asker and held and os.path.realpath(held) == wanted:
                self.bring_up(program)
                return True
        return False

    def bring_up(self, program: Program) -> None:
        """Show the window of *program* over the others."""
        window = program.window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    def listen(self, claims: Claims) -> None:
        """Do what other processes ask of the windows here: bring one up, or let its story be taken over."""
        door = claims.open_door()
        if door is None:
            return
        self._door = QSocketNotifier(door, QSocketNotifier.Type.Read, self)
        self._door.activated.connect(lambda *_: self._answer(claims))

    def _answer(self, claims: Claims) -> None:
        for asked in claims.wishes():
            for program in [p for p in self._open if p.safety.claiming.key == asked.key]:
                if asked.wish is Wish.YIELD:
                    program.safety.claiming.give_up()
                self.bring_up(program)
                claims.answer(asked)

    def closed(self, program: Program) -> None:
        """Take note that the window of *program* is closed; what it still has under way comes to rest."""
        if program not in self._open:
            return
        self._open.remove(program)
        self._leaving.append(program)
        self._resting.start()
        if not self._open:
            self.all_closed.emit()
        elif self._is_quitting:
            self._open[-1].window.close()

    def quit(self) -> None:
        """Close all windows, the last first; where somebody wants to stay in one, the rest stays as well."""
        self._is_quitting = True
        if self._open:
            self._open[-1].window.close()

    def shut_down(self) -> None:
        """End everything that is under way, without asking."""
        self._resting.stop()
        if self._door is not None:
            self._door.setEnabled(False)
        for program in (*self._open, *self._leaving):
            program.shut_down()

    def _stay(self) -> None:
        self._is_quitting = False

    def _let_go(self) -> None:
        """Let go of closed windows that have come to rest."""
        for program in [program for program in self._leaving if program.is_at_rest]:
            self._leaving.remove(program)
            program.document.open(
                Story()
            )  # Closures of Python outlive the window; a story should not.
            program.window.deleteLater()
            program.deleteLater()
        if not self._leaving:
            self._resting.stop()


class _Seen(Neighbours):
    """The other windows, as one window sees them."""

    def __init__(self, windows: Windows) -> None:
        super().__init__()
        self._windows = windows
        self.program: Program | None = None

    @property
    def others(self) -> tuple[Neighbour, ...]:
        return tuple(
            Neighbour(other.session.name, partial(self._windows.bring_up, other), other.desk.bring)
            for other in self._windows.programs
            if other is not self.program
        )

    def open(self, story: Story | None = None) -> None:
        self._windows.open(story)

    def show_story(self, path: str) -> bool:
        return self.program is not None and self._windows.show_story(path, self.program)

    def leave(self) -> None:
        if self.program is not None:
            self._windows.closed(self.program)

    def quit(self) -> None:
        self._windows.quit()
