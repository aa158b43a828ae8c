"""What a story passes before it is exported: a check as it stands, and no error open."""

from PySide6.QtCore import QObject, Signal

from curator.check import Level
from curator.window.checking.findings import Findings
from curator.window.checking.rows import counts_of, said_counts
from curator.window.progress import ProgressLine


class ExportGate(QObject):
    """Lets an export go on once the story is checked and no error is open.

    Errors must be mended or let be with a reason; of warnings and hints it is only told.

    Signals:
        passed(open): the export may go on; *open* says what is still open, ``""`` if nothing.
        held(): errors are open.
    """

    passed = Signal(str)
    held = Signal()

    def __init__(
        self, findings: Findings, progress: ProgressLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._findings, self._progress = findings, progress
        self._is_asked = False
        findings.found.connect(self._follow)

    def ask(self) -> None:
        """Check the story where it was not checked as it stands now, and decide."""
        if self._is_asked:
            return
        self._is_asked = True
        if self._findings.is_current:
            self._decide()
        else:
            self._progress.begin("Checking the story before it is exported…", self.cancel)
            self._findings.check()

    def cancel(self) -> None:
        """Let the question be; the check goes on by itself."""
        if self._is_asked:
            self._is_asked = False
            self._progress.end()

    def _follow(self) -> None:
        if self._is_asked and self._findings.is_current:
            self._progress.end()
            self._decide()

    def _decide(self) -> None:
        self._is_asked = False
        problems = self._findings.problems
        if any(problem.level is Level.ERROR for problem in problems):
            self.held.emit()
        else:
            self.passed.emit(said_counts(counts_of(problems)))
