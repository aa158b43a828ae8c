"""How far the work is, counted: photos in the story, without caption, without credit."""

from collections.abc import Set

from curator.captions.text import is_blank
from curator.story import inherit
from curator.story import sequence as order
from curator.story.changes import Change
from curator.story.values import Photo, PhotoId, Story
from curator.window import wording


class Tally:
    """The counts of the open story, brought up to date by what changed and not counted anew."""

    def __init__(self, story: Story) -> None:
        self._shown: set[PhotoId] = set()
        self._lacking: dict[str, set[PhotoId]] = {"caption": set(), "credit": set()}
        self._count_all(story)

    @property
    def in_story(self) -> int:
        """How many photos the story shows."""
        return len(self._shown)

    def follow(self, after: Story, change: Change) -> None:
        """Bring the counts up to date after an edit."""
        if change.defaults:
            self._count_all(after)
            return
        fresh: Set[PhotoId] = change.photos & self._shown
        if change.sequence:
            shown = set(order.photo_ids(after.sequence))
            fresh = (fresh & shown) | (shown - self._shown)
            for lacking in self._lacking.values():
                lacking &= shown
            self._shown = shown
        for photo_id in fresh:
            self._count(after.photos[photo_id], after)

    def words(self, selected: int) -> str:
        """Return the counts as a line for the status bar."""
        parts = [f"{wording.count(self.in_story, 'photo')} in the story"]
        if lacking := len(self._lacking["caption"]):
            parts.append(f"{lacking:,} need{'s' * (lacking == 1)} a caption")
        if lacking := len(self._lacking["credit"]):
            parts.append(f"{lacking:,} need{'s' * (lacking == 1)} a credit")
        if selected > 1:
            parts.append(f"{selected:,} selected")
        return " · ".join(parts)

    def _count_all(self, story: Story) -> None:
        self._shown = set(order.photo_ids(story.sequence))
        for lacking in self._lacking.values():
            lacking.clear()
        for photo_id in self._shown:
            self._count(story.photos[photo_id], story)

    def _count(self, photo: Photo, story: Story) -> None:
        lacks = {
            "caption": is_blank(photo.caption),
            "credit": is_blank(inherit.credit_line(photo, story.defaults)),
        }
        for name, is_lacking in lacks.items():
            (self._lacking[name].add if is_lacking else self._lacking[name].discard)(photo.id)
