"""Tells where files of photos are gone, back, or hold another picture; finding them is left to ``seeking``."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from curator.errors import shown
from curator.photos.workers import Readers
from curator.story.pictures import take_found
from curator.story.values import Photo, PhotoId
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar

if TYPE_CHECKING:
    from curator.photos.whereabouts import Seen, Sign

_SOON = 1_500
# Milliseconds after a story is opened until its files are looked at: what is in view comes first.

_Pairs = list[tuple[Photo, Photo]]


class FileWatch(QObject):
    """Looks at the files of the open story, one look at a time; *find* begins the search for missing ones.

    Signals:
        looked(): it is known anew which files are missing.
    """

    looked = Signal()

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        readers: Readers,
        notices: NoticeBar,
        find: Callable[[], None],
    ) -> None:
        super().__init__()
        self._document, self._jobs, self._readers = document, jobs, readers
        self._notices, self._find = notices, find
        self._signs: Mapping[str, Sign] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)
        self._told: frozenset[PhotoId] = frozenset()
        self._job: Job | None = None
        self.missing: frozenset[PhotoId] = frozenset()
        document.opened.connect(lambda _: self._begin_anew())

    def look_soon(self) -> None:
        """Look at all files once the window has come to rest."""
        self._later.start(_SOON)

    def look(self) -> None:
        """Look at all files, unless a look is under way."""
        photos, signs = self._document.story.photos, self._signs
        if self._job is not None or not photos:
            return

        def work() -> "tuple[Seen, _Pairs]":
            from curator.photos import whereabouts

            seen = whereabouts.look(photos.values(), signs)
            return seen, whereabouts.changed(seen.suspects, self._readers)

        self._job = self._jobs.call(work, lambda found: self._see(*found), lambda _: self._end())

    def _begin_anew(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()
        self._signs, self._told, self.missing = {}, frozenset(), frozenset()
        self.look_soon()

    def _end(self) -> None:
        self._job = None

    def _see(self, seen: "Seen", pairs: _Pairs) -> None:
        self._end()
        self._signs = seen.signs
        self.missing = frozenset(i for i in seen.missing if i in self._document.story.photos)
        self._tell_missing()
        if pairs:
            self._take(pairs)
        self.looked.emit()

    def _tell_missing(self) -> None:
        if not self.missing:
            if self._told:
                self._notices.clear("missing")
        elif self.missing != self._told:
            number = len(self.missing)
            count = wording.count(number, "photo")
            words = f"{count} of this story {'is' if number == 1 else 'are'} not where it was."
            if number > 1:
                words = f"{count} of this story are not where they were."
            offers = [("Find photos…", self._find)]
            self._notices.tell(words, offers=offers, topic="missing", is_patient=True)
        self._told = self.missing

    def _take(self, pairs: _Pairs) -> None:
        """Show the pictures that the files hold now; what is hidden stays so, and is told."""
        now = self._document.story.photos
        taken = [(was, new) for was, new in pairs if now.get(was.id) is was]
        if not taken:
            return
        self._document.apply(take_found((was.id, new) for was, new in taken))
        step = self._document.undo_step
        count = wording.count(len(taken), "photo")
        words = f"{count} changed on disk: what the file holds now is shown, under the same words."
        self._notices.tell(
            words + hidden_told([was for was, _ in taken]),
            [shown(was.file) for was, _ in taken],
            [("Undo", lambda: self._document.undo_only(step))],
            topic="changed",
        )


def hidden_told(photos: Sequence[Photo]) -> str:
    """Return what to say of *photos* that have another picture now and areas that are hidden; ``""`` if none has."""
    hidden = [photo for photo in photos if photo.hidden]
    if not hidden:
        return ""
    names = ", ".join(f"“{shown(photo.file_name)}”" for photo in hidden[:3])
    more = f" and {len(hidden) - 3:,} more" if len(hidden) > 3 else ""
    return f" Areas are hidden in {names}{more}: look whether they still cover what they should."
