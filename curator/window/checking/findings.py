"""What the check finds in the open story: found in the background, and kept up while somebody writes."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from curator.check import Problem
from curator.story import edits
from curator.story.changes import Change
from curator.story.values import Photo, PhotoId, Story
from curator.window.checking.judge import Judge
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs

if TYPE_CHECKING:
    from curator.check.checker import Checker

_WAIT, _LONG_WAIT = 60, 250
# Milliseconds of quiet before the story is checked again, and before a long one is.

_QUICK, _LONG = 3000, 500
# Blocks up to which the whole story is checked after every pause, for the badges, and of a long one.

_FEW = 20
# Photos whose own problems are exchanged at once; where more changed, the next check tells.


Grouped = Mapping[PhotoId | None, tuple[Problem, ...]]
"""Problems by the photo that they are about; ``None`` is the story."""


class Findings(QObject):
    """The problems of the open story, as last found.

    Signals:
        begun(): the rules are loaded: from now on something is found.
        found(): the whole story was checked.
        exchanged(): meanwhile, what the own words of some photos settle may be otherwise.
    """

    begun = Signal()
    found = Signal()
    exchanged = Signal()

    def __init__(
        self, document: StoryDocument, judge: Judge, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._judge, self._jobs = document, judge, jobs
        self._job: Job | None = None
        self._checker: Checker | None = None
        self._problems: dict[PhotoId | None, tuple[Problem, ...]] = {}
        self._coming: Grouped = {}
        self._story: Story | None = None
        self._is_behind = self._is_watched = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.check)
        document.changed.connect(self._follow)
        document.opened.connect(self._open)

    @property
    def by_photo(self) -> Grouped:
        """The problems by photo; a copy, so that a thread may have it."""
        return dict(self._problems)

    @property
    def problems(self) -> list[Problem]:
        """All problems."""
        return list(chain.from_iterable(self._problems.values()))

    @property
    def is_current(self) -> bool:
        """Whether the whole story has been checked as it stands now."""
        return self._story is self._document.story

    @property
    def has_begun(self) -> bool:
        """Whether the rules are loaded."""
        return self._checker is not None

    def of(self, photo: PhotoId | None) -> tuple[Problem, ...]:
        """Return the problems of *photo*, or of the story and its blocks."""
        return self._problems.get(photo, ())

    def check_with(self, checker: "Checker") -> None:
        """Check with *checker* from now on; it takes a while to load after the window is up."""
        self._checker = checker
        self.begun.emit()
        if self._is_behind:
            self.check_soon()

    def watch(self, is_watched: bool) -> None:
        """Keep what is found in step with the story, however long it is: somebody looks at all of it."""
        self._is_watched = is_watched

    def check(self) -> None:
        """Check the story as it stands now."""
        self._later.stop()
        checker = self._checker
        if checker is None or self._job is not None:
            self._is_behind = True  # A checker belongs to one thread at a time.
            return
        story = self._document.story
        self._is_behind = False
        self._job = self._jobs.start(
            _grouped(checker.check(story)),
            self._take,
            lambda: self._end(story),
            lambda _: self._end(None),
            in_turn=True,
        )

    def check_soon(self) -> None:
        """Check after a pause; a very long story only while it is watched: badges need no list."""
        blocks = len(self._document.story.sequence)
        if self._is_watched or blocks <= _QUICK:
            self._later.start(_WAIT if blocks <= _LONG else _LONG_WAIT)
        else:
            self._later.stop()  # as after a small story gave way to this one

    def _take(self, step: Grouped | None) -> None:
        if step is not None:
            self._coming = step

    def _end(self, story: Story | None) -> None:
        self._job = None
        if story is not None:
            self._problems, self._story = dict(self._coming), story
            self.found.emit()
        if self._is_behind or (story is not None and not self.is_current):
            self.check_soon()

    def _open(self, story: Story) -> None:
        self._problems, self._story = {}, None
        self.check_soon()
        self.exchanged.emit()

    def _follow(self, before: Story, after: Story, change: Change) -> None:
        """Exchange what a few photos' own words settle, and look at the rest after a pause."""
        is_words = not (change.membership or change.sequence or change.defaults)
        if self._judge.has_begun and is_words and 0 < len(change.photos) <= _FEW:
            for photo_id in change.photos:
                self._exchange(after.photos[photo_id])
            self.exchanged.emit()
        self.check_soon()

    def _exchange(self, photo: Photo) -> None:
        from curator.check.rules import OF_ONE_PHOTO  # Loaded with the judge.

        if photo.id not in self._document.numbers:
            return  # set aside: no reader meets it
        kept = (
            problem
            for problem in self.of(photo.id)
            if problem.rule not in OF_ONE_PHOTO and _stands(problem, photo)
        )
        self._problems[photo.id] = (*self._judge.problems(photo), *kept)


def _grouped(batches: Iterator[list[Problem]]) -> Iterator[Grouped | None]:
    """Yield nothing now and then while the problems of *batches* come, and in the end all by photo."""
    found: dict[PhotoId | None, list[Problem]] = {}
    for batch in batches:
        for problem in batch:
            found.setdefault(problem.photo, []).append(problem)
        yield None
    yield {photo: tuple(problems) for photo, problems in found.items()}


def _stands(problem: Problem, photo: Photo) -> bool:
    """Say whether the words in which *problem* was found still stand."""
    if problem.field in ("", "file"):
        return True
    try:
        return bool(edits.read_field(photo, problem.field) == problem.held)
    except AttributeError:  # a caption of its group
        return True
