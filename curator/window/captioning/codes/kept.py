"""A value of the kit while the program runs: loaded, changed, undone and kept; what it means is left to its book."""

from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, Signal

from curator.errors import KitError
from curator.kit.shelf import set_aside
from curator.window.jobs import Jobs

_MOST_STEPS = 200


class Kept(QObject):
    """Owns one value of the kit; every change is undoable and kept on the shelf at once.

    A file that could not be read is set aside before the first change is kept: it is somebody's work.

    Signals:
        changed(): the value is another one, or was loaded.
        told(sentences): something was damaged, or could not be read or kept.
    """

    changed = Signal()
    told = Signal(object)

    def __init__(
        self,
        empty: Any,
        load: Callable[[], tuple[Any, Sequence[str]]],
        keep: Callable[[Any], None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._value = self._saved = empty
        self._read, self._keep, self._jobs = load, keep, jobs
        self._done: list[Any] = []
        self._undone: list[Any] = []
        self._burst: Hashable = None
        self._is_loaded = self._is_writing = False
        self._unread = ""  # The file that could not be read, as long as it lies in the way.
        self._lock = Lock()
        self._asked = self._written = 0

    @property
    def value(self) -> Any:
        """The value as it stands now."""
        return self._value

    @property
    def is_loaded(self) -> bool:
        """Whether the shelf was read; before, nothing can be changed."""
        return self._is_loaded

    @property
    def is_kept(self) -> bool:
        """Whether the shelf has the value as it stands."""
        return self._value is self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._undone)

    def load(self) -> None:
        """Read the value from the shelf, in a job."""
        self._jobs.call(self._read, self._loaded, self._not_loaded)

    def change(self, value: Any, burst: Hashable = None) -> None:
        """Let *value* take the place of what there is; changes of one burst are one step of undo."""
        if not self._is_loaded or value is self._value or value == self._value:
            return
        if burst is None or burst != self._burst:
            self._done = [*self._done[1 - _MOST_STEPS :], self._value]
        self._burst = burst
        self._undone.clear()
        self._show(value)

    def undo(self) -> None:
        """Go back one change."""
        self._walk(self._done, self._undone)

    def redo(self) -> None:
        """Go forward one change."""
        self._walk(self._undone, self._done)

    def finish(self) -> None:
        """Keep what is not kept yet before the program ends; the one write that nobody waits for elsewhere."""
        if not self.is_kept:
            self._asked += 1
            try:
                self._keep_if_newest(self._value, self._asked)
            except KitError as error:
                self.told.emit([str(error)])
            self._saved = self._value

    def _walk(self, source: list[Any], target: list[Any]) -> None:
        if source:
            target.append(self._value)
            self._burst = None
            self._show(source.pop())

    def _show(self, value: Any) -> None:
        self._value = value
        self.changed.emit()
        self._write()

    def _loaded(self, found: tuple[Any, Sequence[str]]) -> None:
        self._value, remarks = found
        self._saved = self._value
        self._is_loaded = True
        self._unread = ""
        self.changed.emit()
        if remarks:
            self.told.emit(list(remarks))

    def _not_loaded(self, error: Exception) -> None:
        if not isinstance(error, KitError):
            self.told.emit([str(error)])
            return  # What lies there is not known, so nothing is put in its place.
        # The program goes on with nothing.
        self._is_loaded = True
        self._unread = error.path
        self.changed.emit()
        self.told.emit([f"{error}. It is set aside at your next change."])

    def _write(self) -> None:
        if self._is_writing or self.is_kept:
            return
        self._is_writing = True
        self._asked += 1
        value, number = self._value, self._asked
        self._jobs.call(
            lambda: self._keep_if_newest(value, number),
            lambda _: self._was_written(value),
            self._was_not_written,
        )

    def _keep_if_newest(self, value: Any, number: int) -> None:
        """Keep *value* unless one asked for later was kept meanwhile; runs in any thread."""
        with self._lock:
            if number > self._written:
                if self._unread:
                    set_aside(self._unread)
                    self._unread = ""
                self._keep(value)
                self._written = number

    def _was_written(self, value: Any) -> None:
        self._is_writing = False
        self._saved = value
        self._write()

    def _was_not_written(self, error: Exception) -> None:
        self._is_writing = False
        self.told.emit([str(error)])
