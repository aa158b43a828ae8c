"""Which manifest is open: new, open, save, save as, close; the story itself is left to the document."""

import os
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal

from curator.captions.text import is_blank
from curator.errors import (
    CuratorError,
    ManifestChanged,
    ManifestGone,
    ManifestNotWritten,
    ManifestUnreadable,
    shown,
)
from curator.manifest import files
from curator.manifest.files import Opened, Written
from curator.story.values import Story
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar
from curator.window.prompts import Prompts, Unsaved
from curator.window.settings import Settings

Then = Callable[[], None]

Keep = Callable[[Story, Written, str], object]
"""Keeps a version of a story, given what was written and the path it was open under."""

Screen = Callable[[Opened], Opened]
"""Holds back what a story just read must not be trusted with; called in the background."""

IsElsewhere = Callable[[str], bool]
"""Says whether another window has the manifest at a path, and shows that window."""


def _nothing() -> None:
    return


class Session(QObject):
    """The open manifest: its path, and the fingerprint of what was last read or written.

    Saves run one after the other in the background; typing goes on, and what was typed meanwhile
    stays unsaved. ``keep`` is called there once a save is on disk, and whatever becomes of it, the
    save stands. ``is_elsewhere`` is asked before a manifest is opened or written under another name: no
    two windows write one file. The same of other processes is told by ``is_claimed_elsewhere``, asked in
    the background, and ``reclaim`` tries whether what was read-only can be had now. ``screen`` sees each
    story that is read before anybody else does.

    Signals:
        path_changed(): another manifest, or none, is open.
        saved(): a save has reached the disk.
        kept(version): so has the version of it.
        replaced(): another story took the place of the open one.
        stayed(): the person was asked about unsaved work, and wants nothing to be done.
        held_back(ids): these photos of the story that was opened lie outside, and are not looked at.
        unreadable(path, words): the manifest at a path is no sound story, as *words* say.
        met_claim(): a save was refused, since another process has the manifest.
        met_another(): a save met a manifest that somebody else changed or removed; nothing was written.
        zip_chosen(path): the story to be opened is in a zip file.
    """

    path_changed = Signal()
    saved = Signal()
    kept = Signal(object)
    replaced = Signal()
    stayed = Signal()
    met_another = Signal()
    met_claim = Signal()
    held_back = Signal(object)
    unreadable = Signal(str, str)
    zip_chosen = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        settings: Settings,
        prompts: Prompts,
        notices: NoticeBar,
    ) -> None:
        super().__init__()
        self._document, self._jobs, self._settings = document, jobs, settings
        self._prompts, self._notices = prompts, notices
        self._path = ""
        self._fingerprint: str | None = None
        self._base: Story | None = None
        self._loading: Job | None = None
        self._is_saving = False
        self._after_saving: list[Then] = []
        self._is_read_only = False
        self.keep: Keep | None = None
        self.is_elsewhere: IsElsewhere = lambda path: False
        self.is_claimed_elsewhere: IsElsewhere = lambda path: False
        self.screen: Screen = lambda opened: opened
        self.reclaim: IsElsewhere = lambda path: True

    @property
    def path(self) -> str:
        """The absolute path of the open manifest; ``""`` while the story has none."""
        return self._path

    @property
    def fingerprint(self) -> str | None:
        """The fingerprint of the open manifest as last read or written."""
        return self._fingerprint

    @property
    def base(self) -> Story | None:
        """The story of that fingerprint, which edits since went out from; ``None`` if nobody knows it."""
        return self._base

    @property
    def is_read_only(self) -> bool:
        """Whether another process has the manifest: what is changed here is saved elsewhere."""
        return self._is_read_only

    def set_read_only(self, is_read_only: bool) -> None:
        """Take note that another process has the open manifest, or has it no longer."""
        if is_read_only != self._is_read_only:
            self._is_read_only = is_read_only
            self._document.saved_changed.emit()

    @property
    def is_saving(self) -> bool:
        """Whether a save is under way."""
        return self._is_saving

    @property
    def name(self) -> str:
        """What the story is called in a title bar."""
        title = self._document.story.title
        if is_blank(title):
            title = shown(os.path.basename(self._path)) if self._path else "Untitled story"
        return f"{title} (read-only)" if self._is_read_only else title

    def new(self) -> None:
        """Begin an empty story, once the open one is saved or given up."""
        self.leave(self.begin_anew)

    def begin_anew(self) -> None:
        """Begin an empty story without asking: what was open is saved, or given up."""
        self._begin(Story(), "", None)

    def open(self, path: str = "") -> None:
        """Open the manifest at *path*, or ask which, once the open one is saved or given up."""
        chosen = path or self._prompts.open_story(self._settings.folder)
        if chosen.lower().endswith(".zip"):
            self.zip_chosen.emit(chosen)
        elif chosen and not self.is_elsewhere(os.path.abspath(chosen)):
            self._load(chosen)

    def begin_with(self, story: Story) -> None:
        """Begin with *story*, which no file holds yet, once the open one is saved or given up."""
        self.leave(lambda: self._begin(story, "", None, is_saved=False))

    def leave(self, then: Then) -> None:
        """Do *then* once nothing would be lost by it; ask if something would."""
        if self._is_saving:
            self._after_saving.append(lambda: self.leave(then))
            return
        if not self._document.is_modified:
            then()
            return
        match self._prompts.unsaved(self.name):
            case Unsaved.SAVE:
                # What is typed while the save runs is asked about again.
                self.save(lambda: self.leave(then))
            case Unsaved.DISCARD:
                then()
            case Unsaved.CANCEL:
                self.stayed.emit()

    def save(self, then: Then = _nothing) -> None:
        """Save where the story was last saved, or ask where; do *then* once it is on disk."""
        if not self._path:
            self.save_as(then)
        elif self._is_read_only:
            self._save_read_only(then)
        else:
            self._write(self._path, self._fingerprint, then)

    def _save_read_only(self, then: Then) -> None:
        """Save if the other process has let go of the manifest meanwhile; else ask where to."""
        path = self._path

        def receive(is_ours: bool) -> None:
            if path != self._path:
                return
            self.set_read_only(not is_ours)
            if is_ours:
                self.save(then)
            else:
                self.met_claim.emit()
                self.save_as(then)

        self._jobs.call(lambda: self.reclaim(path), receive)

    def save_over(self) -> None:
        """Save over whatever is there now."""
        if self._path:
            self._write(self._path, None, _nothing)

    def adopt(self, base: Story, fingerprint: str) -> None:
        """Take note that the manifest on the disk is *base* now, and that the open story knows of it."""
        self._base, self._fingerprint = base, fingerprint

    def save_as(self, then: Then = _nothing) -> None:
        """Ask where to save, and save there."""
        path = self._prompts.save_story(self.suggestion())
        if path and self.is_elsewhere(os.path.abspath(path)):
            self._notices.warn(f"{shown(path)} is open in another window: choose another name.")
        elif path:
            self._write(os.path.abspath(path), None, then)

    def suggestion(self) -> str:
        """Return where the story lies, or where it would be saved."""
        if self._path:
            return self._path
        photos = iter(self._document.story.photos.values())
        first = next(photos, None)
        folder = os.path.dirname(first.file) if first and first.file else self._settings.folder
        plain = "".join(c for c in self.name if c.isalnum() or c in " -_").strip()
        return os.path.join(folder or os.path.expanduser("~"), f"{plain[:80] or 'Story'}.json")

    def restore(self, story: Story, path: str, fingerprint: str | None) -> None:
        """Take up *story*, recovered after a crash, as unsaved work on the manifest at *path*."""
        self._begin(story, path, fingerprint, is_saved=False)

    def _begin(
        self, story: Story, path: str, fingerprint: str | None, *, is_saved: bool = True
    ) -> None:
        self._path, self._fingerprint = path, fingerprint
        self._base = story if is_saved else None
        self._notices.clear()
        self._document.open(story, is_saved=is_saved)
        self.path_changed.emit()
        self.replaced.emit()

    def _load(self, path: str) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._jobs.call(
            lambda: self.screen(files.load(path)),
            self._loaded,
            lambda error: self._not_opened(path, error),
        )

    def _loaded(self, opened: Opened) -> None:
        self._loading = None
        # Asked only now: whatever was typed while the file was read counts.
        self.leave(lambda: self._take_up(opened))

    def _take_up(self, opened: Opened) -> None:
        self._begin(opened.story, opened.path, opened.fingerprint)
        self._remember(opened.path)
        if opened.notices:
            self._notices.warn("The story is open; some of it had to be put right.", opened.notices)
        if opened.held:
            self.held_back.emit(opened.held)

    def _not_opened(self, path: str, error: Exception) -> None:
        self._loading = None
        words = (
            str(error)
            if isinstance(error, CuratorError)
            else f"The story was not opened ({error!r})"
        )
        self._notices.warn(words)
        if isinstance(error, ManifestUnreadable):
            self.unreadable.emit(path, words)

    def _remember(self, path: str) -> None:
        self._settings.remember_story(path)
        self._settings.folder = os.path.dirname(path)

    def _write(self, path: str, known: str | None, then: Then) -> None:
        if self._is_saving:
            # The path and fingerprint that count are those after the save under way.
            again = self.save if known is not None else lambda then: self._write(path, None, then)
            self._after_saving.append(lambda: again(then))
            return
        story, previous = self._document.story, self._path
        is_written = False
        self._is_saving = True

        def work() -> Iterator[Any]:
            is_another = path != previous or self._is_read_only
            if is_another and self.is_claimed_elsewhere(path):
                reason = "the story was not saved: another window of Curator has this one open"
                raise ManifestNotWritten(path, f"{reason}. Choose another name")
            written = files.write(story, path, known)
            yield written
            # Told already: whoever waits for the save does not wait for this, and it is not lost
            # when the window closes now.
            if self.keep is not None:
                yield self.keep(story, written, previous)

        def receive(item: Any) -> None:
            nonlocal is_written
            if isinstance(item, Written):
                is_written = True
                self._written(story, item, then)
            else:
                self.kept.emit(item)

        def fail(error: Exception) -> None:
            if is_written:
                self._notices.warn(f"The story is saved. {error}", topic="version")
            else:
                self._not_written(path, error, then)

        self._jobs.start(work(), receive, on_failed=fail)

    def _written(self, story: Story, written: Written, then: Then) -> None:
        path = written.path
        self._path, self._fingerprint, self._base = path, written.fingerprint, story
        self._document.mark_saved(story)
        self._remember(path)
        self.path_changed.emit()
        self._notices.clear("save", "version", "outside")
        self.saved.emit()
        self._finish_saving()
        then()

    def _not_written(self, path: str, error: Exception, then: Then) -> None:
        self._finish_saving()
        if isinstance(error, ManifestChanged | ManifestGone):
            self.met_another.emit()
            return
        if isinstance(error, ManifestNotWritten) and error.standing and path == self._path:
            self._fingerprint = (
                error.standing
            )  # What stands there now is ours, not somebody else's.
        again = ("Save as…", lambda: self.save_as(then))
        self._notices.warn(str(error), offers=[again], topic="save")

    def _finish_saving(self) -> None:
        self._is_saving = False
        waiting, self._after_saving = self._after_saving, []
        for do in waiting:
            do()
