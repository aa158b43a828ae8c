"""What the desk keeps between stories, while the program runs: codes, templates, words, dictionary, cameras."""

from PySide6.QtCore import QObject, Signal

from curator.kit.shelf import Shelf
from curator.photos.workers import Readers
from curator.window.arrivals import Arrivals
from curator.window.captioning.cameras import CreditByCamera
from curator.window.captioning.codes.book import CodeBook
from curator.window.captioning.known_words import KnownWords
from curator.window.captioning.templates.book import TemplateBook
from curator.window.document import StoryDocument
from curator.window.editor.spelling import Spelling
from curator.window.jobs import Jobs
from curator.window.notices import NoticeBar
from curator.window.session import Session

_PATIENCE = 2000
# Milliseconds that closing waits for what is under way: learning from a save takes a small part of it.


class Kit(QObject):
    """Every kind of the kit, loaded in the background; :meth:`finish` waits until all is kept.

    Signals:
        loaded(): everything was read that could be.
    """

    loaded = Signal()

    def __init__(
        self,
        document: StoryDocument,
        session: Session,
        arrivals: Arrivals,
        jobs: Jobs,
        disk_jobs: Jobs,
        readers: Readers,
        shelf: Shelf,
        notices: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._disk_jobs = jobs, disk_jobs
        self.codes = CodeBook(shelf, disk_jobs, self)
        self.templates = TemplateBook(shelf, disk_jobs, self)
        self.words = KnownWords(document, jobs, disk_jobs, shelf, self)
        self.cameras = CreditByCamera(
            document, jobs, disk_jobs, readers, shelf, notices, arrivals.serials, self
        )
        self.spelling = Spelling(document, jobs, disk_jobs, shelf, parent=self)
        for book in (self.codes, self.templates):
            book.told.connect(lambda said: notices.warn(said[0], said[1:]))
            book.load()
        for kept in (self.words, self.cameras, self.spelling):
            kept.failed.connect(lambda error: notices.warn(str(error)))
        self.words.load()
        self.cameras.load()
        session.saved.connect(self.words.remember)
        session.saved.connect(self.cameras.learn)
        self.is_loaded = False
        disk_jobs.call(lambda: None, lambda _: self._tell_loaded())

    def _tell_loaded(self) -> None:
        self.is_loaded = True
        self.loaded.emit()

    def finish(self) -> None:
        """Wait, at most some seconds, until what a save taught and the last changes are on the shelf."""
        for jobs in (self._jobs, self._disk_jobs):
            jobs.wait(_PATIENCE)
        self.codes.finish()
        self.templates.finish()
