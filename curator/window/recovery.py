"""Unsaved work put aside while somebody works, and offered again after a crash; files are left to ``manifest``."""

import time
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from curator.errors import CuratorError, shown
from curator.manifest.recovery import Recovered, RecoveryStore
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.session import Session

if TYPE_CHECKING:
    from curator.window.keeping.change_lines import Line

_MOST_LINES = 400
# Lines of what differs that are told; restored, all of it is in the window of versions.

_WAIT = 500
# Milliseconds after the first edit that is not put aside yet: less than a second is at risk, but in
# stories of many thousand photos, whose snapshots take longer (see _SHARE). At 700, two of 150 kills on
# a machine with far more to do than it can cost letters older than a second, by a twentieth.

_AGAIN = 10_000
# Milliseconds after which it is tried again where the disk refused: it may have room by then.

_SHARE = 5
# A snapshot that took a second is not repeated for five: a large story must not keep the disk busy.


class Told(NamedTuple):
    """In what work that was found differs from its saved file: in a few words, and line by line."""

    words: str = ""
    lines: tuple[str, ...] = ()


def _told(found: Recovered) -> Told:
    """Compare what was *found* with its file as it is now; in the background."""
    from curator.manifest import files
    from curator.story.comparing import compare
    from curator.window.keeping.change_lines import lines_of
    from curator.window.keeping.telling import summary

    if not found.path:
        return Told(", but was never saved")
    try:
        saved = files.load(found.path)
    except CuratorError:
        return Told(", but its file cannot be read now")
    differences = compare(saved.story, found.story)
    words = summary(differences)
    also = "" if saved.fingerprint == found.fingerprint else "; the file was changed since"
    lines = (_line(line) for line in islice(lines_of(differences), _MOST_LINES))
    return Told(f": {words[:1].lower()}{words[1:]}{also}", tuple(lines))


def _line(line: "Line") -> str:
    """Return a line of what differs as plain words."""
    if line.is_head or not line.has_words:
        return f"{line.title}: {line.note}" if line.note else line.title
    before, after = (f"“{text}”" if text else "nothing" for text in (line.before, line.after))
    return f"    {line.title}: {after} when Curator ended, {before} in the file"


class Recovery(QObject):
    """Keeps a snapshot of the unsaved story, and none of a saved one."""

    def __init__(
        self,
        store: RecoveryStore,
        document: StoryDocument,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
    ) -> None:
        super().__init__()
        self._store, self._document, self._session = store, document, session
        self._jobs, self._notices = jobs, notices
        self._is_writing = False
        self._pause = 0
        self._has_failed = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._keep)
        document.saved_changed.connect(self._follow)

    def offer(self) -> None:
        """Look for work that a crash left behind, and offer the latest."""

        def work() -> tuple[Recovered, Told] | None:
            found = next(self._store.found(), None)
            return None if found is None else (found, _told(found))

        self._jobs.call(work, lambda pair: None if pair is None else self._offer(*pair))

    def stop(self) -> None:
        """Put nothing more aside; what is there stays."""
        self._later.stop()

    def end(self) -> None:
        """Forget the snapshot: the person closed the window, and nothing is lost by it."""
        self.stop()
        self._store.drop()

    def _follow(self) -> None:
        if self._document.is_modified:
            wait = max(_WAIT, self._pause)
            is_soon = self._later.isActive() and self._later.remainingTime() <= wait
            if not is_soon and not self._is_writing:
                self._later.start(wait)
        elif not self._is_writing:
            self.stop()
            self._be_well()
            self._jobs.call(self._store.drop, lambda _: None)

    def _keep(self) -> None:
        if not self._document.is_modified:
            return
        self._is_writing = True
        story, path, fingerprint = (
            self._document.story,
            self._session.path,
            self._session.fingerprint,
        )
        began = time.monotonic()
        self._jobs.call(
            lambda: self._store.keep(story, path, fingerprint),
            lambda _: self._kept(began, story is not self._document.story),
            self._not_kept,
        )

    def _kept(self, began: float, is_behind: bool) -> None:
        self._is_writing = False
        self._be_well()
        self._pause = round((time.monotonic() - began) * 1000 * _SHARE)
        if is_behind or not self._document.is_modified:
            self._follow()

    def _not_kept(self, error: Exception) -> None:
        self._is_writing = False
        if not self._document.is_modified:  # Saved meanwhile: nothing is at risk.
            self._follow()
            return
        self._later.start(_AGAIN)
        if not self._has_failed:
            self._notices.warn(
                f"{error}. Save soon: a crash would cost the work since the last save.",
                topic="aside",
            )
        self._has_failed = True

    def _be_well(self) -> None:
        """Take back what was told of a refusal: the work is safe again."""
        if self._has_failed:
            self._has_failed = False
            self._notices.clear("aside")

    def _offer(self, found: Recovered, told: Told) -> None:
        name = found.story.title or shown(found.path) or "a story without a name"
        offers = [
            ("Restore", lambda: self._restore(found)),
            ("Discard", lambda: self._discard(found)),
        ]
        self._notices.tell(
            f"Curator ended unexpectedly. Unsaved work on “{name}” is safe{told.words}.",
            told.lines,
            offers,
            topic="recovery",
            is_question=True,
        )

    def _restore(self, found: Recovered) -> None:
        def take() -> None:
            self._notices.clear("recovery")
            self._session.restore(found.story, found.path, found.fingerprint)
            self._keep_then_discard(found)

        self._session.leave(take)

    def _keep_then_discard(self, found: Recovered) -> None:
        """Put the restored work aside as this window's own before the old snapshot goes."""

        def work() -> None:
            self._store.keep(found.story, found.path, found.fingerprint)
            self._store.discard(found)

        # There may be more: of other windows, or of a crash before.
        self._jobs.call(work, lambda _: self.offer(), self._not_kept)

    def _discard(self, found: Recovered) -> None:
        self._notices.clear("recovery")
        self._jobs.call(lambda: self._store.discard(found), lambda _: self.offer())
        back = ("Bring it back", lambda: self._restore(found))
        self._notices.tell("The unsaved work was discarded.", offers=[back], topic="recovery")
