"""The problems of photos for their badges: found once, and while somebody scrolls a few photos a turn."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from curator.check import Problem
from curator.story.values import Photo, PhotoId
from curator.window.checking.judge import Judge

_MOST = 4
# Photos that are judged in one turn of the event loop while painting: more, and a jump among many new
# ones would miss its frame.


class Judging(QObject):
    """What *judge* says of photos, and what only a check of the whole story finds.

    *repaint* is called with photos that were painted before anything was known of them.
    """

    def __init__(
        self, judge: Judge, repaint: Callable[[PhotoId], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._judge, self._repaint = judge, repaint
        self._found: dict[PhotoId, list[Problem]] = {}
        self._known: dict[PhotoId, tuple[Photo, object, list[Problem]]] = {}
        self._count = 0
        self._waiting: dict[PhotoId, None] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._go_on)

    def problems(self, photo: Photo) -> list[Problem]:
        """Return the problems of *photo*, found anew only when it or what it is judged by changed."""
        known = self._known.get(photo.id)
        if known is None or known[0] is not photo or known[1] is not self._judge.check:
            own = [*self._judge.problems(photo), *self._found.get(photo.id, ())]
            known = (photo, self._judge.check, own)
            self._known[photo.id] = known
        return known[2]

    def so_far(self, photo: Photo) -> list[Problem]:
        """Return the problems of *photo*; those known before, or none, if this turn has judged enough."""
        known = self._known.get(photo.id)
        if known is not None and known[0] is photo and known[1] is self._judge.check:
            return known[2]
        self._turn.start(0)
        if self._count < _MOST:
            self._count += 1
            return self.problems(photo)
        self._waiting[photo.id] = None
        return known[2] if known is not None else []

    def show_found(self, problems: Iterable[Problem]) -> None:
        """Take over what only a check of the whole story finds."""
        from curator.check.rules import OF_ONE_PHOTO  # Loaded with the check that found them.

        found: dict[PhotoId, list[Problem]] = {}
        for problem in problems:
            if problem.photo is not None and problem.rule not in OF_ONE_PHOTO:
                found.setdefault(problem.photo, []).append(problem)
        before, self._found = self._found, found
        for photo_id in found.keys() | before.keys():
            if found.get(photo_id) == before.get(photo_id):
                continue  # as after nearly every pause in typing
            self._known.pop(photo_id, None)
            self._repaint(photo_id)

    def forget(self) -> None:
        """Forget everything: another story is open."""
        self._known.clear()
        self._found.clear()
        self._waiting.clear()

    def _go_on(self) -> None:
        # Those that are still seen ask again when they are painted; of the others nobody wants to know.
        waiting, self._waiting = tuple(self._waiting), {}
        self._count = 0
        for photo_id in waiting:
            self._repaint(photo_id)
