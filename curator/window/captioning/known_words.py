"""The words that fields complete: those of the open story, kept up, and those of recent stories."""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from curator.captions.completion import Lexicon, Together
from curator.kit import words
from curator.kit.shelf import Shelf
from curator.story.changes import Change, between
from curator.story.values import Story
from curator.story.vocabulary import Vocabulary, vocabularies
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs

_TURN = 20
# Milliseconds between slices of taking in what was written.

_PATIENCE = 1500
# Milliseconds after a story is opened before its words are gathered, if nobody asks for them sooner.

_SLICE = 0.003
# Seconds that one slice takes at most.


class KnownWords(QObject):
    """Words to complete with, by the kind of field.

    Signals:
        failed(error): the words of recent stories could not be read or kept.
    """

    failed = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        jobs: Jobs,
        disk_jobs: Jobs,
        shelf: Shelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._disk_jobs, self._shelf = document, jobs, disk_jobs, shelf
        self._story: Vocabulary | None = None
        self._job: Job | None = None
        self._recent, self._may_write = words.RecentWords(), False
        self._forgotten = 0
        self._lock = Lock()
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.setInterval(_PATIENCE)
        self._building.timeout.connect(self._build)
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN)
        self._timer.timeout.connect(self._catch_up)
        document.opened.connect(self._begin)
        document.changed.connect(self._follow)

    @property
    def is_settled(self) -> bool:
        """Whether everything written so far is known."""
        return self._story is not None and not self._timer.isActive()

    def load(self) -> None:
        """Read the words of recent stories, and those of the open one."""
        self._change(lambda _: words.load(self._shelf))
        self._begin()

    def lexicons(self, kind: str) -> Sequence[Lexicon]:
        """Return the words known of *kind*, those of the open story first."""
        if self._building.isActive():
            self._building.stop()
            self._build()  # Somebody is writing already.
        known = (self._story, self._recent) if self._story is not None else (self._recent,)
        return Together(*known).lexicons(kind)

    def settle(self) -> None:
        """Take what was written last as a word: the field was left."""
        if self._story is not None:
            self._story.settle()
            self._timer.start()

    def remember(self) -> None:
        """Keep the words of the open story for the next: it was saved."""
        if self._story is None or not self._may_write:
            return
        self._story.settle()
        used, day = self._story.used(), date.today().isoformat()

        def merge(recent: words.RecentWords) -> words.RecentWords:
            merged = words.merged(recent, used, day)
            if merged is not recent:
                words.keep(self._shelf, merged)
            return merged

        self._change(merge)

    def forget(self) -> None:
        """Forget the words of all recent stories."""
        self._forgotten += 1
        self._recent = words.RecentWords()
        self._change(lambda _: words.forget(self._shelf))

    def _change(self, make: Callable[[words.RecentWords], words.RecentWords]) -> None:
        """Let *make*, called in a thread, turn the words as they are then into others.

        What was asked for before all was forgotten is not done after it.
        """
        asked = self._forgotten

        def work() -> None:
            with self._lock:
                if asked == self._forgotten:
                    self._recent, self._may_write = make(self._recent), True

        self._disk_jobs.call(work, lambda _: None, self.failed.emit)

    def _begin(self) -> None:
        """Forget the words of the story before; gather those of the open one when there is time."""
        if self._job is not None:
            self._job.cancel()
        self._story = None
        self._building.start()

    def _build(self) -> None:
        story = self._document.story
        self._job = self._jobs.start(
            vocabularies(story), lambda found: self._built(story, found), in_turn=True
        )

    def _built(self, story: Story, vocabulary: Vocabulary | None) -> None:
        if vocabulary is None:
            return  # It is still being gathered.
        now = self._document.story
        vocabulary.follow(story, now, between(story, now))
        self._story = vocabulary
        self.settle()

    def _follow(self, before: Story, after: Story, change: Change) -> None:
        if self._story is not None:
            self._story.follow(before, after, change)
            self._timer.start()

    def _catch_up(self) -> None:
        if self._story is None or self._story.catch_up(_SLICE):
            self._timer.stop()
