"""The open story: the one place where it changes; which file it belongs to is left to ``session``."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from curator.story import changes
from curator.story import sequence as order
from curator.story.edits import Edit
from curator.story.history import History, Step
from curator.story.values import GroupBlock, PhotoId, Story


class StoryDocument(QObject):
    """The story that the window shows, its undo and redo, and whether it is saved.

    Signals:
        changed(before, after, change): after every change, once: both stories, and what differs.
        opened(story): another story took the place of this one; undo begins anew.
        saved_changed(): the story was saved, or is no longer as saved.
    """

    changed = Signal(object, object, object)
    opened = Signal(object)
    saved_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(Story())
        self._saved = self._history.story
        self._is_changing = False
        self._numbered: order.Sequence | None = None
        self._numbers: dict[PhotoId, int] = {}
        self._grouped: order.Sequence | None = None
        self._groups: dict[PhotoId, GroupBlock] = {}

    @property
    def story(self) -> Story:
        """The story as it stands now."""
        return self._history.story

    @property
    def numbers(self) -> Mapping[PhotoId, int]:
        """Each photo's number in the story, counted from 1; worked out once for each order."""
        sequence = self.story.sequence
        if self._numbered is not sequence:
            self._numbered, self._numbers = sequence, order.numbers(sequence)
        return self._numbers

    def group_of(self, photo: PhotoId) -> GroupBlock | None:
        """Return the group that shows *photo*, ``None`` if it stands alone or not at all; asked at each keystroke."""
        sequence = self.story.sequence
        if self._grouped is not sequence:
            self._grouped, self._groups = sequence, order.groups(sequence)
        return self._groups.get(photo)

    @property
    def is_modified(self) -> bool:
        """Whether the story differs from the one last saved."""
        return self.story is not self._saved

    @property
    def is_changing(self) -> bool:
        """Whether some are being told of a change and others are not yet."""
        return self._is_changing

    @property
    def undo_step(self) -> Step | None:
        """What :meth:`undo` would take back."""
        return self._history.undo_step

    @property
    def redo_step(self) -> Step | None:
        """What :meth:`redo` would do again."""
        return self._history.redo_step

    def open(self, story: Story, *, is_saved: bool = True) -> None:
        """Show another story, with an undo history of its own."""
        self._history = History(story)
        self._saved = story if is_saved else Story()
        self.opened.emit(story)
        self.saved_changed.emit()

    def apply(self, edit: Edit) -> None:
        """Take the story one edit further."""
        before = self.story
        if self._history.apply(edit):
            self._tell(before)

    def extend(self, edit: Edit) -> bool:
        """Take *edit* into the earlier step of its burst; return whether that step is still there."""
        before = self.story
        alive = self._history.extend(edit)
        if self.story is not before:
            self._tell(before)
        return alive

    def undo(self) -> None:
        """Go back one step."""
        before = self.story
        if self._history.undo():
            self._tell(before)

    def undo_only(self, step: Step | None) -> None:
        """Go back one step if *step* is still the last: an old offer takes back nothing that came after."""
        if step is not None and step is self.undo_step:
            self.undo()

    def redo(self) -> None:
        """Go forward one step."""
        before = self.story
        if self._history.redo():
            self._tell(before)

    def mark_saved(self, story: Story) -> None:
        """Take note that *story*, which may meanwhile be an earlier one, is on disk."""
        self._saved = story
        self._history.seal()
        self.saved_changed.emit()

    def mark_unsaved(self) -> None:
        """Take note that no file holds the story any more."""
        self._saved = Story()
        self._history.seal()
        self.saved_changed.emit()

    def _tell(self, before: Story) -> None:
        self._is_changing = True
        try:
            self.changed.emit(before, self.story, changes.between(before, self.story))
        finally:
            self._is_changing = False
        self.saved_changed.emit()
