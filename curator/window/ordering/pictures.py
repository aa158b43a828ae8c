"""Other pictures under the same words: one read from a file, or two photos that change pictures or words."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from curator.errors import shown
from curator.photos.workers import Readers
from curator.story import pictures
from curator.story.edits import Edit
from curator.story.values import Photo, PhotoId
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs
from curator.window.notices import NoticeBar

_TOPIC = "pictures"


class Pictures(QObject):
    """Parts pictures from words, and tells what came of it.

    Signals:
        replaced(photo_id): a picture was read and came under the words of this photo, or could not.
    """

    replaced = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        readers: Readers,
        notices: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._readers = document, jobs, readers
        self._notices = notices
        self._job: Job | None = None
        document.opened.connect(lambda _: self._forget())

    def replace(self, photo_id: PhotoId, path: str) -> None:
        """Read the picture at *path* in the background, and put it under the words of a photo."""
        self._forget()
        self._notices.tell(f"Reading {wording.file_name(path)}…", topic=_TOPIC)
        known = [(p.file, p.digest) for p in self._document.story.photos.values() if p.file]

        def work() -> Photo:
            from curator.photos.intake import read_picture  # Not in the start: it brings readers.

            return read_picture(path, self._readers, known)

        self._job = self._jobs.call(
            work,
            lambda picture: self._put(photo_id, picture),
            lambda error: self._fail(photo_id, error),
        )

    def swap_pictures(self, pair: Sequence[PhotoId]) -> None:
        """Let the two photos of *pair* change pictures; words, numbers and layouts stay."""
        self._swap(pictures.swap_pictures(*pair), pair, "pictures", "words and places")

    def swap_words(self, pair: Sequence[PhotoId]) -> None:
        """Let the two photos of *pair* change words; pictures, numbers and layouts stay."""
        self._swap(pictures.swap_words(*pair), pair, "words", "pictures and places")

    def _swap(self, edit: Edit, pair: Sequence[PhotoId], what: str, staying: str) -> None:
        one, other = (_called(self._document.story.photos[i]) for i in pair)
        self._document.apply(edit)
        words = f"{one} and {other} changed {what}; {staying} stay. Undo takes it back."
        self._notices.tell(words, topic=_TOPIC)

    def _put(self, photo_id: PhotoId, picture: Photo) -> None:
        self._job = None
        before = self._document.story.photos.get(photo_id)
        if before is None:
            words = f"{_called(picture)} was not put in: its photo is gone from the story."
        else:
            words = self._tell(before, picture)
        self._notices.tell(words, topic=_TOPIC)
        self.replaced.emit(photo_id)

    def _tell(self, before: Photo, picture: Photo) -> str:
        """Put *picture* under the words of *before*, and return what came of it as a sentence."""
        story = self._document.story
        self._document.apply(pictures.replace_picture(before.id, picture))
        if self._document.story is story:
            return f"{_called(picture)} is the picture that stands there already."
        if before.file == picture.file:
            return f"{_called(picture)} was read anew; its words stay. Undo takes it back."
        if any(p.file == picture.file for p in story.photos.values()):
            there = f"{_called(picture)} is in the story already"
            return f"{there}: it and {_called(before)} changed pictures. Undo takes it back."
        stands = f"{_called(picture)} stands in place of {_called(before)}"
        return f"{stands}, under the same words. Undo takes it back."

    def _fail(self, photo_id: PhotoId, error: Exception) -> None:
        self._job = None
        self._notices.warn(f"The picture was not replaced. {error}", topic=_TOPIC)
        self.replaced.emit(photo_id)

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._notices.clear(_TOPIC)


def _called(photo: Photo) -> str:
    return f"“{shown(photo.file_name)}”"
