"""Drives the search for photos whose files are gone, and takes what the person ticked as one step of undo."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from curator.photos.workers import Readers
from curator.story.pictures import take_found
from curator.story.values import Photo
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.prompts import Prompts
from curator.window.seeking.watch import FileWatch, hidden_told
from curator.window.session import Session
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

if TYPE_CHECKING:
    from curator.photos.seeking import Match, Progress
    from curator.window.seeking.dialog import SeekDialog

_TOPIC = "seeking"


class Seeking(QObject):
    """The search for missing photos of the open story, one at a time, shown in a window *over* another."""

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        watch: FileWatch,
        thumbnails: Thumbnails,
        jobs: Jobs,
        readers: Readers,
        looks: Looks,
        prompts: Prompts,
        notices: NoticeBar,
        over: QWidget,
    ) -> None:
        super().__init__()
        self._document, self._session, self._watch = document, session, watch
        self._thumbnails, self._jobs, self._readers = thumbnails, jobs, readers
        self._looks, self._prompts, self._notices = looks, prompts, notices
        self._over = over
        self._lost: list[Photo] = []
        self._job: Job | None = None
        document.opened.connect(lambda _: self._forget())

    @cached_property
    def dialog(self) -> "SeekDialog":
        """The window of what was found."""
        from curator.window.seeking.dialog import SeekDialog

        made = SeekDialog(self._looks, self._thumbnails, self._over)
        made.elsewhere_asked.connect(self.seek_elsewhere)
        made.take_asked.connect(self.take)
        made.stop_asked.connect(self.stop)
        return made

    def open(self) -> None:
        """Look which photos are missing, and where they may be."""
        photos, folder = self._document.story.photos, os.path.dirname(self._session.path)

        def work() -> tuple[list[Photo], list[str]]:
            from curator.photos import seeking

            lost = seeking.missing(photos.values())
            gone = {photo.id for photo in lost}
            others = (photo for photo in photos.values() if photo.id not in gone)
            return lost, seeking.likely_places(lost, others, folder) if lost else []

        self.stop()
        self._job = self._jobs.call(work, lambda found: self._begin(*found))

    def seek_elsewhere(self) -> None:
        """Ask for a folder, and look there for what is not found yet."""
        was_in = os.path.dirname(self._lost[0].file) if self._lost else ""
        folder = self._prompts.seek_folder(was_in or os.path.expanduser("~"))
        if folder:
            self._seek([folder])

    def stop(self) -> None:
        """Look no further; what was found stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if "dialog" in self.__dict__:
                self.dialog.show_progress("Stopped.", is_busy=False)

    def take(self, found: "Sequence[Match]") -> None:
        """Take the files *found*: the photos have them from now on, with all their words."""
        here = [match for match in found if match.photo.id in self._document.story.photos]
        self._document.apply(take_found((match.photo.id, match.picture) for match in here))
        step = self._document.undo_step
        taken = {match.photo.id for match in here}
        self._lost = [photo for photo in self._lost if photo.id not in taken]
        count = wording.count(len(here), "photo")
        changed = [match.photo for match in here if match.picture.digest != match.photo.digest]
        words = f"{count} found again. Undo takes that back.{hidden_told(changed)}"
        self._notices.clear("missing")
        self._notices.tell(
            words, offers=[("Undo", lambda: self._document.undo_only(step))], topic=_TOPIC
        )
        self._thumbnails.retry()
        self._watch.look()
        if self._lost:
            self.dialog.show_lost(self._lost)
        else:
            self.dialog.accept()

    # The search

    def _begin(self, lost: list[Photo], places: list[str]) -> None:
        self._job = None
        if not lost:
            words = "Every photo of this story is where it was."
            self._notices.tell(words, topic=_TOPIC)
            return
        self._lost = lost
        self.dialog.show_lost(lost)
        self.dialog.open_up()
        if places:
            self._seek(places)

    def _seek(self, places: Sequence[str]) -> None:
        self.stop()
        lost = [photo for photo in self._lost if photo.id not in self.dialog.found_ids]
        known = [photo.file for photo in self._document.story.photos.values() if photo.file]

        def work() -> "Iterator[Progress | list[Match]]":
            from curator.photos import seeking

            yield from seeking.seek(lost, places, self._readers, known)

        self.dialog.show_progress("Looking for photos…", is_busy=True)
        self._job = self._jobs.start(work(), self._take_news, self._end, self._fail)

    def _take_news(self, news: "Progress | list[Match]") -> None:
        if isinstance(news, list):
            self.dialog.add_found(news)
        else:
            read = f", {news.read:,} read" if news.read else ""
            words = f"Looking for photos: {news.found:,} files found{read}"
            self.dialog.show_progress(words, is_busy=True)

    def _end(self) -> None:
        self._job = None
        self.dialog.show_result()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.dialog.show_progress(f"The search broke off ({error}).", is_busy=False)

    def _forget(self) -> None:
        self.stop()
        self._lost = []
        if "dialog" in self.__dict__:
            # Later: it may be its own button that opened another story.
            QTimer.singleShot(0, self.dialog, self.dialog.reject)
