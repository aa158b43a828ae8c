"""What of the photos is looked at, and how much of what there is: the census of the open story, kept up."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from curator.story import changes
from curator.story.changes import Change
from curator.story.choice import WITH_PROBLEMS, Census, Choice, searched
from curator.story.values import Photo, PhotoId, Story
from curator.window.checking.judge import Judge, asks_for_work
from curator.window.document import StoryDocument
from curator.window.jobs import Job, Jobs

if TYPE_CHECKING:
    from curator.check.single import PhotoCheck

_QUIET = 200
# Milliseconds after the last change of what all photos inherit before they are counted anew.

_PAINTED = 150
# Milliseconds after a story is opened before its photos are counted: its first picture does not wait for it.

_STEP = 50
# Photos judged before others get a turn.

_LARGE = 200
# Photos from which on a story is large.

_MOST_AT_ONCE = 20
# Photos that one edit may touch for problems to be looked for at once; beyond, in the background.

_MANY = 1000
# Photos that one edit may touch for the census to follow at once; beyond, and while no row depends on it,
# it counts anew in the background: a letter typed into thousands is not to wait for it.

_PATIENCE = 1500
# Milliseconds after a large story is opened before problems are looked for.

_Verdict = tuple[Photo, bool, str]
# A photo, whether there are problems with it, and its words as they are searched.


class Chooser(QObject):
    """A choice among the photos of the open story.

    Signals:
        changed(): somebody chose something else.
        drifted(): the same choice may take other photos, since more is known of them.
    """

    changed = Signal()
    drifted = Signal()

    def __init__(self, document: StoryDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.choice = Choice()

    @property
    def census(self) -> Census:
        """What is known of the photos."""
        raise NotImplementedError

    @property
    def judge(self) -> Judge:
        """What tells the problems of photos."""
        raise NotImplementedError

    def choose(self, choice: Choice) -> None:
        """Show what *choice* takes."""
        if choice != self.choice:
            self.choice = choice
            self.changed.emit()

    def takes(self, photo_id: PhotoId) -> bool:
        """Say whether the choice takes the photo of *photo_id*, which the story has."""
        return any(self.choice.among([photo_id], self.census, self._document.story))


class OwnChoice(Chooser):
    """A choice of its own over the census of another, for a view that leaves out what others show."""

    def __init__(
        self, document: StoryDocument, other: Chooser, parent: QObject | None = None
    ) -> None:
        super().__init__(document, parent)
        self._other = other
        document.opened.connect(lambda _: self.choose(Choice()))

    @property
    def census(self) -> Census:
        """What the other knows of the photos."""
        return self._other.census

    @property
    def judge(self) -> Judge:
        """What tells the other the problems of photos."""
        return self._other.judge


class Choosing(Chooser):
    """The choice that the views show, and the census behind its counts.

    Signals beside those of every choice:
        counted(): the counts are others.
    """

    counted = Signal()

    def __init__(self, document: StoryDocument, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(document, parent)
        self._jobs = jobs
        self._census = Census()
        self._verdicts = Judge(document, self)
        self._counting: Job | None = None
        self._judged: dict[PhotoId, Photo] = {}
        self._judged_by: PhotoCheck | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._count)
        self._judging = QTimer(self)
        self._judging.setSingleShot(True)
        self._judging.timeout.connect(self._judge)
        self._verdicts.changed.connect(lambda: self._judging.start(_QUIET))
        document.changed.connect(self._follow)
        document.opened.connect(self._open)

    @property
    def is_settled(self) -> bool:
        """Whether the census is that of the story as it stands."""
        waits = self._later.isActive() or self._judging.isActive()
        return self._counting is None and not waits

    @property
    def census(self) -> Census:
        """What is known of the photos so far."""
        return self._census

    @property
    def judge(self) -> Judge:
        """What tells the problems of photos, once the rules are loaded."""
        return self._verdicts

    def _open(self, story: Story) -> None:
        self._census = Census()
        self._judged = {}
        self._stop()
        self._later.start(_PAINTED)
        self.choose(Choice())
        self.counted.emit()

    def _follow(self, before: Story, after: Story, change: Change) -> None:
        is_counted_anew = len(change.photos) > _MANY and self.choice.is_everything
        if change.defaults or is_counted_anew:
            self._later.start(_QUIET)
        if not is_counted_anew:
            self.census.follow(after, change)
        if change.membership:  # What is taken out is looked at again should it come back.
            for photo_id in change.photos:
                if photo_id not in after.photos:
                    self._judged.pop(photo_id, None)
        if len(change.photos) > _MOST_AT_ONCE:
            self._judging.start(0)
            self.counted.emit()
            return
        for photo_id in change.photos:
            photo = after.photos.get(photo_id)
            if photo is not None:
                has_problems = self.judge.has_problems(photo)
                self.census.tell_problems(photo_id, has_problems=has_problems)
                self._note_judged(photo)
        self.counted.emit()

    def _count(self) -> None:
        """Count all photos in the background: nobody waits for it."""
        self._stop()
        story = self._document.story
        if not story.photos:
            return
        found: list[Census] = []
        self._counting = self._jobs.start(
            Census.counting(story),
            found.append,
            lambda: self._arrived(story, found[-1]),
            in_turn=True,
        )

    def _stop(self) -> None:
        """Give up what is being counted or judged: it is that of another story."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = None
        self._judging.stop()

    def _arrived(self, story: Story, census: Census) -> None:
        """Take *census* of *story*, brought up to date with what was done meanwhile."""
        self._counting = None
        for photo_id, found in self.census.traits.items():
            if WITH_PROBLEMS in found:  # as far as is known until all are looked at again
                census.tell_problems(photo_id, has_problems=True)
        census.take_texts(self._census)
        self._census = census
        now = self._document.story
        self._follow(story, now, changes.between(story, now))
        self._tell()
        self._judging.start(_PATIENCE if len(now.photos) > _LARGE else 0)

    def _judge(self) -> None:
        """Look for problems in every photo of which it is not known yet, in the background as well."""
        if self._counting is not None:
            self._judging.start(_QUIET)  # One after the other.
            return
        story, check = self._document.story, self.judge.check
        if check is not self._judged_by:
            self._judged, self._judged_by = {}, check
        self._counting = self._jobs.start(
            _judged(story, check, dict(self._judged)),
            lambda found: self._take(story, found),
            self._end,
            in_turn=True,
        )

    def _note_judged(self, photo: Photo) -> None:
        if self.judge.check is self._judged_by:
            self._judged[photo.id] = photo

    def _take(self, story: Story, found: list[_Verdict]) -> None:
        """Take verdicts on photos of *story*, but on those that were written meanwhile."""
        now = self._document.story.photos
        for photo, has_problems, text in found:
            if now.get(photo.id) is photo:
                self.census.tell_problems(photo.id, has_problems=has_problems)
                self.census.keep_text(photo, story.defaults, text)
                self._note_judged(photo)

    def _end(self) -> None:
        self._counting = None
        self._tell()

    def _tell(self) -> None:
        self.counted.emit()
        if not self.choice.is_everything:
            self.drifted.emit()


def _judged(
    story: Story, check: "PhotoCheck | None", known: Mapping[PhotoId, Photo]
) -> Iterator[list[_Verdict]]:
    """Yield for all photos of *story* but the *known* whether there are problems and their words, some at a time."""
    found: list[_Verdict] = []
    for photo in story.photos.values():
        if known.get(photo.id) is photo:
            continue  # as most, while photos come in
        has_problems = check is not None and asks_for_work(check.problems(photo))
        found.append((photo, has_problems, searched(photo, story.defaults)))
        if len(found) == _STEP:
            yield found
            found = []
    yield found
