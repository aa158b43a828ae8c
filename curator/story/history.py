"""Undo and redo over immutable stories; what a step is called on screen is left to the window."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from curator.story.edits import Edit
from curator.story.values import Story


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step: the stories before and after it, and the edit that made it."""

    before: Story
    after: Story
    edit: Edit


class History:
    """The steps of one open story, and where among them it stands.

    Edits that carry the same burst become one step until :meth:`seal` is called or another edit
    comes between. A burst that ends where it began leaves no step.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open_burst: Hashable = None

    @property
    def story(self) -> Story:
        """The story as it stands now."""
        return self._story

    @property
    def undo_step(self) -> Step | None:
        """The step that :meth:`undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def redo_step(self) -> Step | None:
        """The step that :meth:`redo` would do again."""
        return self._undone[-1] if self._undone else None

    def apply(self, edit: Edit) -> bool:
        """Take the story one edit further; return whether it changed."""
        after = edit.apply(self._story)
        if after is self._story or after == self._story:
            return False
        merges = edit.burst is not None and edit.burst == self._open_burst
        step = self._done.pop() if merges else None
        before, earlier = (step.before, step.edit) if step else (self._story, None)
        self._undone.clear()
        if before == after:
            self._story = before
            self._open_burst = None
        else:
            self._story = after
            self._done.append(Step(before, after, _merged(edit, earlier)))
            self._open_burst = edit.burst
        return True

    def extend(self, edit: Edit) -> bool:
        """Take *edit* into the earlier step of its burst, and into every story since.

        For work that goes on while a person types, such as photos still coming in: it stays one
        step, and must be an edit that gets along with whatever was done since. Returns whether the
        step is still there; once it was undone, nothing happens.
        """
        if edit.burst is not None and edit.burst == self._open_burst:
            self.apply(edit)
            return True
        at = next(
            (i for i in reversed(range(len(self._done))) if self._done[i].edit.burst == edit.burst),
            None,
        )
        if edit.burst is None or at is None:
            return False
        renewed: dict[int, Story] = {}

        def renew(story: Story) -> Story:
            if id(story) not in renewed:
                renewed[id(story)] = edit.apply(story)
            return renewed[id(story)]

        old = self._done[at:] + self._undone  # Keeps every story alive, and so its id its own.
        first = self._done[at]
        self._done[at:] = [
            Step(first.before, renew(first.after), _merged(edit, first.edit)),
            *(Step(renew(s.before), renew(s.after), s.edit) for s in old[1 : len(self._done) - at]),
        ]
        self._undone = [Step(renew(s.before), renew(s.after), s.edit) for s in self._undone]
        self._story = renew(self._story)
        return True

    def seal(self) -> None:
        """Let the next edit begin a step of its own, whatever its burst."""
        self._open_burst = None

    def undo(self) -> bool:
        """Go back one step; return whether there was one."""
        return self._walk(self._done, self._undone, forward=False)

    def redo(self) -> bool:
        """Go forward one step; return whether there was one."""
        return self._walk(self._undone, self._done, forward=True)

    def _walk(self, source: list[Step], target: list[Step], *, forward: bool) -> bool:
        if not source:
            return False
        step = source.pop()
        target.append(step)
        self._story = step.after if forward else step.before
        self._open_burst = None
        return True


def _merged(edit: Edit, earlier: Edit | None) -> Edit:
    """Return *edit* as the name of a step that *earlier* edits of its burst began."""
    if earlier is None or earlier.photos == edit.photos:
        return edit
    return replace(
        edit, kind=earlier.kind, photos=tuple(dict.fromkeys(earlier.photos + edit.photos))
    )
