"""The versions of the open story, read and compared in the background; how they look is left to the dialog."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError
from curator.manifest.versions.index import Version
from curator.manifest.versions.store import VersionStore
from curator.story.comparing import Differences, compare
from curator.story.values import Story
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.keeping import telling
from curator.window.keeping.change_lines import Line, lines_of
from curator.window.session import Session

_PATIENCE = 3.0
# Seconds of work on what changed from version to version: of a story of 10,000 photos each takes half
# a second, and what nobody chose to look at must not keep the processor.

_MOST_KEPT = 6
# Stories of versions that stay in memory, so that going up and down in the list reads none twice.


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions held side by side: which (``None``: as it is now), the stories, and the lines.

    The lines are made where the comparison is, in the background.
    """

    older: Version | None
    newer: Version | None
    found: Differences
    lines: tuple[Line, ...]


class VersionBook(QObject):
    """The versions of the open story.

    Signals:
        listed(): the list of versions has come, or another story was opened.
        summed_up(number): what changed with this version is known.
        compared(comparison): two versions were compared.
        failed(words): something asked for cannot be had.
    """

    listed = Signal()
    summed_up = Signal(int)
    compared = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        store: VersionStore,
        jobs: Jobs,
        disk_jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._session, self._store = document, session, store
        self._jobs, self._disk_jobs = jobs, disk_jobs
        self._path = ""
        self._stories: dict[int, Story] = {}
        self._comparing: Job | None = None
        self._summing: Job | None = None
        self.versions: tuple[Version, ...] = ()
        self.summaries: dict[int, str] = {}
        self.is_loaded = False

    # The list

    def refresh(self) -> None:
        """Read the list of versions anew."""
        path, fingerprint = self._session.path, self._session.fingerprint
        if path != self._path:
            self._forget(path)
        if not path:
            self.is_loaded = True
            self.listed.emit()
            return
        # Behind the saves, so that the version of the last one is there.
        self._disk_jobs.call(
            lambda: self._store.versions(path, fingerprint),
            lambda found: self._show(path, found),
            self._fail,
        )

    def stop(self) -> None:
        """Leave off what nobody looks at any more."""
        for job in (self._comparing, self._summing):
            if job is not None:
                job.cancel()

    def _forget(self, path: str) -> None:
        self.stop()
        self._path, self.versions, self.is_loaded = path, (), False
        self._stories.clear()
        self.summaries.clear()

    def _show(self, path: str, found: tuple[Version, ...]) -> None:
        if path != self._path:
            return
        self.versions, self.is_loaded = found, True
        self.listed.emit()
        self._sum_up()

    # What changed with each

    def _sum_up(self) -> None:
        if self._summing is not None:
            self._summing.cancel()
        path = self._path
        wanted = [
            (newer, older)
            for newer, older in zip(self.versions, self.versions[1:], strict=False)
            if newer.number not in self.summaries
        ]
        if wanted:
            self._summing = self._jobs.start(self._sums(path, wanted), self._take_sum)

    def _sums(
        self, path: str, wanted: Sequence[tuple[Version, Version]]
    ) -> Iterator[tuple[int, str]]:
        """Yield what changed with each version, for as long as that is cheap; runs in a thread."""
        began = time.monotonic()
        last: tuple[int, Story] | None = None
        for newer, older in wanted:
            try:
                story = last[1] if last and last[0] == newer.number else self._load(path, newer)
                last = older.number, self._load(path, older)
            except CuratorError:
                last = None
                yield newer.number, ""
                continue
            yield newer.number, telling.summary(compare(last[1], story))
            if time.monotonic() - began > _PATIENCE:
                return

    def _take_sum(self, result: tuple[int, str]) -> None:
        number, words = result
        self.summaries[number] = words
        self.summed_up.emit(number)

    # Two of them

    def compare(self, older: Version | None, newer: Version | None) -> None:
        """Compare two versions, ``None`` for the story as it is now; :attr:`compared` tells what came of it."""
        if self._comparing is not None:
            self._comparing.cancel()
        path, now, kept = self._path, self._document.story, dict(self._stories)

        def story_of(version: Version | None) -> Story:
            if version is None:
                return now
            if version.number not in kept:
                kept[version.number] = self._load(path, version)
            return kept[version.number]

        def work() -> tuple[Comparison, dict[int, Story]]:
            found = compare(story_of(older), story_of(newer))
            return Comparison(older, newer, found, lines_of(found)), kept

        self._comparing = self._jobs.call(work, self._take_comparison, self._fail)

    def _take_comparison(self, result: tuple[Comparison, dict[int, Story]]) -> None:
        comparison, stories = result
        self._stories = dict(list(stories.items())[-_MOST_KEPT:])
        self.compared.emit(comparison)

    def _load(self, path: str, version: Version) -> Story:
        return self._store.load(path, version)

    def _fail(self, error: Exception) -> None:
        words = str(error) if isinstance(error, CuratorError) else f"This did not work ({error!r})"
        self.failed.emit(words)
