"""What a person can do to keep a story: name and compare versions, collect it with its photos, open a zip."""

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject

from curator.errors import CuratorError
from curator.manifest.foreign import OwnFiles, outside
from curator.manifest.versions.index import Version
from curator.manifest.versions.store import VersionStore
from curator.photos.thumbnails import ThumbnailCache
from curator.story.merging import Merged
from curator.story.values import PhotoId, Story
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs
from curator.window.keeping.book import VersionBook
from curator.window.keeping.change_lines import Line
from curator.window.keeping.clashes_dialog import ClashesDialog
from curator.window.keeping.collecting import Collecting
from curator.window.keeping.unpacking import Unpacking
from curator.window.keeping.versions_dialog import VersionsDialog
from curator.window.main_window import MainWindow
from curator.window.prompts import Prompts
from curator.window.session import Session
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

LeadTo = Callable[[PhotoId | None, str], None]
"""Shows a field of a photo, or of the story if that is ``None``, with the cursor in it."""


class KeepingDesk(QObject):
    """The tools of keeping, each made when it is first used."""

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        store: VersionStore,
        lead_to: LeadTo,
        thumbnails: Thumbnails,
        jobs: Jobs,
        disk_jobs: Jobs,
        looks: Looks,
        settings: Settings,
        prompts: Prompts,
        window: MainWindow,
        cache: ThumbnailCache,
        account: Path,
    ) -> None:
        super().__init__()
        self._document, self._session, self._store = document, session, store
        self._lead_to, self._thumbnails = lead_to, thumbnails
        self._jobs, self._disk_jobs = jobs, disk_jobs
        self._looks, self._settings, self._prompts = looks, settings, prompts
        self._window, self._cache, self._account = window, cache, account

    # Tools

    @cached_property
    def book(self) -> VersionBook:
        """The versions of the open story."""
        return VersionBook(
            self._document, self._session, self._store, self._jobs, self._disk_jobs, self
        )

    @cached_property
    def versions(self) -> VersionsDialog:
        """The window of versions."""
        dialog = VersionsDialog(
            self._document,
            self._session,
            self.book,
            self._thumbnails,
            self._looks,
            self._window,
        )
        dialog.led_to.connect(self.lead_to)
        dialog.name_asked.connect(self._name)
        dialog.open_asked.connect(self.open_version)
        return dialog

    @cached_property
    def collecting(self) -> Collecting:
        """The story collected in one folder or zip file."""
        window = self._window
        return Collecting(self._document, self._jobs, window.notices, window.collecting)

    @cached_property
    def unpacking(self) -> Unpacking:
        """Stories taken out of zip files."""
        window = self._window
        return Unpacking(
            self._session, self._jobs, window.notices, window.collecting, self._prompts
        )

    @cached_property
    def clashes(self) -> ClashesDialog:
        """The window of values that two people changed."""
        dialog = ClashesDialog(self._document, self._thumbnails, self._looks, self._window)
        dialog.led_to.connect(self.lead_to)
        return dialog

    # What a person does

    def show_clashes(self, merged: Merged) -> None:
        """Show the values that both sides of *merged* changed."""
        self.clashes.open_with(merged)

    def collect(self) -> None:
        """Ask where to, and collect the story with its photos."""
        if self.collecting.is_busy:
            return
        folder = self._settings.folder or os.path.expanduser("~")
        base = self._session.path or os.path.join(folder, "Story.json")
        stem = os.path.splitext(os.path.basename(base))[0]
        suggestion = os.path.join(os.path.dirname(base), f"{stem} collected")
        target = self._prompts.collect_target(suggestion)
        if target:
            self.collecting.collect(target, self._session.path)

    def name_version(self) -> None:
        """Name the story as it is now: the last save, or one that is made for it."""
        if self._document.is_modified or not self._session.path:
            self._session.save(self._name_last)
        else:
            self._name_last()

    def forget(self) -> None:
        """Ask, and forget all that is kept of the open story apart from its file; then close that."""
        path = self._session.path
        if not path:
            words = (
                "This story has no file yet, so nothing is kept of it but what a crash would cost."
            )
            self._window.notices.tell(words, topic="forget")
        elif self._prompts.forget_story(self._session.name):
            self._session.leave(lambda: self._forget(path, self._document.story))

    def _forget(self, path: str, story: Story) -> None:
        def work() -> None:
            from curator.export.copies import CopyCache

            self._store.forget(path)
            OwnFiles(self._account).forget(outside(story, os.path.dirname(path)))
            CopyCache(self._cache.sibling("copies")).clear()

        def done(_: None) -> None:
            self._settings.forget_story(path)
            self._window.notices.tell("The story is forgotten; its file stays.", topic="forget")

        self._session.begin_anew()
        self._thumbnails.forget()
        self._disk_jobs.call(work, done, self._fail)

    def open_version(self, story: Story) -> None:
        """Open *story*, as it was once, as an unsaved one of its own."""
        self._session.leave(lambda: self._session.restore(story, "", None))

    def lead_to(self, line: Line) -> None:
        """Show the words of the window that *line* is about."""
        if line.leads_to is None:
            return
        photo_id, field = line.leads_to
        if photo_id is None or photo_id in self._document.story.photos:
            self._lead_to(photo_id, field)
            self._window.activateWindow()

    # Parts

    def _name_last(self, *, may_save: bool = True) -> None:
        path, fingerprint = self._session.path, self._session.fingerprint

        def ask(found: tuple[Version, ...]) -> None:
            if found and found[0].digest == fingerprint:
                self._ask_name(path, found[0])
            elif may_save:
                # It was last saved before versions were kept, or none could be.
                self._session.save(lambda: self._name_last(may_save=False))

        # Behind the save, in the one queue of the disk: its version is there by then.
        self._disk_jobs.call(lambda: self._store.versions(path, fingerprint), ask, self._fail)

    def _name(self, version: Version) -> None:
        self._ask_name(self._session.path, version)

    def _ask_name(self, path: str, version: Version) -> None:
        name = self._prompts.version_name(version.name)
        if name is None or name.strip() == version.name:
            return
        self._disk_jobs.call(
            lambda: self._store.rename(path, version.number, name), self._named, self._fail
        )

    def _named(self, version: Version) -> None:
        if "versions" in self.__dict__ and self.versions.isVisible():
            self.book.refresh()
        elif version.name:
            words = f"This version is called “{version.name}” now. Find it under File, Versions…"
            self._window.notices.tell(words, topic="version")

    def _fail(self, error: Exception) -> None:
        words = str(error) if isinstance(error, CuratorError) else f"This did not work ({error!r})"
        self._window.notices.warn(words, topic="version")
