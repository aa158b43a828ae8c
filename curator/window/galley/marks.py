"""Which captions of the open story open alike, kept up to date as they are written; drawing is left to ``painting``."""

from collections import deque
from collections.abc import Collection, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from curator.captions.openings import Openings
from curator.story.values import PhotoId, Story

_SLICE = 400
# Captions looked at in one turn of the event loop: some two milliseconds.

_NAMED = 8
# Numbers of other photos named at most.


class Marks(QObject):
    """The repeated openings of the story.

    A long story is looked through in turns, so that it is on screen at once and marked a moment later.

    Signals:
        changed(): other captions may be marked now, or the same otherwise.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._story = Story()
        self._numbers: Mapping[PhotoId, int] = {}
        self._openings: Openings[PhotoId] = Openings()
        self._waiting: deque[PhotoId] = deque()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._look_on)

    @property
    def is_settled(self) -> bool:
        """Whether all captions were looked at."""
        return not self._waiting

    def arrange(self, story: Story, numbers: Mapping[PhotoId, int]) -> None:
        """Take over *story*, whose photos are others or in another order: *numbers* are theirs."""
        self._story, self._numbers = story, numbers
        known = self._openings
        for photo_id in [i for i in known if i not in numbers]:
            known.drop(photo_id)
        known.arrange(numbers)
        self._waiting = deque(i for i in numbers if i not in known)
        self._look_on()

    def follow(self, story: Story, ids: Collection[PhotoId]) -> None:
        """Take over *story*, in which the photos of *ids* may have other captions."""
        self._story = story
        changes = [
            self._openings.put(photo_id, story.photos[photo_id].caption)
            for photo_id in ids
            if photo_id in self._openings
        ]
        if any(changes):
            self.changed.emit()

    def length(self, photo_id: PhotoId, caption: str) -> int:
        """Return how many characters of *caption* are marked."""
        return self._openings.length(photo_id, caption)

    def words(self, photo_id: PhotoId) -> str:
        """Return which photos open like that of *photo_id*, as a sentence; ``""`` if none does."""
        others = self._openings.others(photo_id)
        if not others:
            return ""
        names = [f"{self._numbers[other]:,}" for other in others[:_NAMED]]
        more = self._openings.count(photo_id) - len(names)
        if more:
            names.append(f"{more:,} more")
        *first, last = names
        return f"Opens like {', '.join(first)} and {last}" if first else f"Opens like {last}"

    def _look_on(self) -> None:
        for _ in range(min(_SLICE, len(self._waiting))):
            photo_id = self._waiting.popleft()
            self._openings.put(photo_id, self._story.photos[photo_id].caption)
        if self._waiting:
            self._turn.start()
        else:
            self._turn.stop()
            self.changed.emit()
