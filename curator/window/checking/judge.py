"""What is wrong with one photo by itself, for badges and counts: asked while painting, answered at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.check import Level, Problem
from curator.story.values import Photo, Story
from curator.window.document import StoryDocument

# The rules take longer to load than a first picture of the window may.
if TYPE_CHECKING:
    from curator.check.single import PhotoCheck
    from curator.check.style import Style


_READ = ("sequence", "defaults", "waivers", "language", "date")
# What a check of photos reads of a story beside the photos.


class Judge(QObject):
    """Judges photos of the open story by the house style; finds nothing before it has begun.

    Signals:
        changed(): every photo may be judged otherwise than before.
    """

    changed = Signal()

    def __init__(self, document: StoryDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._style: Style | None = None
        self._story: Story | None = None
        self._check: PhotoCheck | None = None
        self._last: tuple[Photo, PhotoCheck, list[Problem]] | None = None
        document.changed.connect(lambda *_: self._follow())

    @property
    def has_begun(self) -> bool:
        """Whether the rules are loaded."""
        return self._style is not None

    def begin(self, style: "Style") -> None:
        """Judge by *style* from now on; the rules have to be loaded."""
        self._style, self._story = style, None
        self.changed.emit()

    @property
    def check(self) -> "PhotoCheck | None":
        """The check by which photos are judged now: the very same while it would find the same."""
        story, before = self._document.story, self._story
        if self._style is None or story is before:
            return self._check
        self._story = story
        if before is not None and all(
            getattr(before, name) is getattr(story, name) for name in _READ
        ):
            return self._check  # as after nearly every edit: asked at each keystroke
        from curator.check.single import PhotoCheck

        now = PhotoCheck(story, self._style)
        if self._check is None or not now.is_like(self._check):
            self._check = now
        return self._check

    def problems(self, photo: Photo) -> list[Problem]:
        """Return what is wrong with *photo* by itself; of one that is asked for again and again, the same list."""
        check = self.check
        if check is None:
            return []
        last = self._last  # At each keystroke badges, counts and lists ask for the photo in hand.
        if last is None or last[0] is not photo or last[1] is not check:
            last = self._last = (photo, check, check.problems(photo))
        return last[2]

    def _follow(self) -> None:
        before = self._check
        if self.check is not before:
            self.changed.emit()

    def has_problems(self, photo: Photo) -> bool:
        """Say whether there is more to say of *photo* than hints."""
        return asks_for_work(self.problems(photo))


def asks_for_work(problems: list[Problem]) -> bool:
    """Say whether there is more among *problems* than hints."""
    return any(problem.level is not Level.HINT for problem in problems)
