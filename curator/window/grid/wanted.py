"""Which rows belong in a view, in which order: those of the story, chosen and arranged."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, cast

from curator.captions.folding import folded
from curator.story.choice import Choice
from curator.story.sequence import Sequence as Blocks
from curator.story.table import PhotoTable
from curator.story.values import Defaults, Key, Photo, PhotoId, Story
from curator.window.choosing import Chooser

Arrange = Callable[[Sequence[Photo]], Iterable[Photo]]
"""Puts photos into an order."""

_Standing = tuple[PhotoTable, Blocks, tuple[Key, ...]]
# The photos and the sequence of a story, and the rows that it has while nothing is left out.

_Arranged = tuple[PhotoTable, tuple[Key, ...], tuple[Key, ...]]
# What was put into order lately: the photos it was of, the rows as they stood, and as they came out.


class _Searched(NamedTuple):
    """A search by words alone: of what, for what, and what it found."""

    keys: tuple[Key, ...]
    photos: PhotoTable
    defaults: Defaults
    words: list[str]
    found: tuple[Key, ...]

    def holds_all_of(self, other: "_Searched") -> bool:
        """Say whether *other* can find nothing that this did not: the same rows, and words that go on."""
        is_same = self.keys is other.keys and self.photos is other.photos
        return (
            is_same
            and self.defaults is other.defaults
            and all(any(word in longer for longer in other.words) for word in self.words)
        )


class Wanted:
    """The rows that a view should have: of those that *rows_of* tells what *choosing* takes, arranged.

    What neither the story nor a choice changes is worked out once, since a choice among 100,000 photos
    should be seen at once.
    """

    def __init__(self, rows_of: Callable[[Story], tuple[Key, ...]], choosing: Chooser) -> None:
        self._rows_of, self._choosing = rows_of, choosing
        self._arrange: Arrange | None = None
        self._follows_sequence = False
        self._stood: _Standing | None = None
        self._arranged: _Arranged | None = None
        self._searched: _Searched | None = None

    def arrange(self, arrange: Arrange | None, *, follows_sequence: bool) -> None:
        """Put rows into the order that *arrange* gives photos; as they stand if ``None``.

        ``follows_sequence`` says whether that order is another one after photos of the story moved.
        """
        self._arrange, self._follows_sequence = arrange, follows_sequence
        self._arranged = None

    def forget(self) -> None:
        """Forget what was worked out: another story is open, and this one is not to be kept for it."""
        self._stood = self._arranged = self._searched = None

    def rows(self, story: Story, held: Collection[Key]) -> tuple[Key, ...]:
        """Return the rows that belong here now: those chosen, those *held*, in their order."""
        keys = self._standing(story)
        choice = self._choosing.choice
        if not choice.is_everything:
            keys = self._chosen(story, keys, choice, held)
        return self._in_order(story, keys)

    def _chosen(
        self, story: Story, keys: tuple[Key, ...], choice: Choice, held: Collection[Key]
    ) -> tuple[Key, ...]:
        """Return those of *keys* that *choice* takes, and the *held* ones; of a longer search, among the last."""
        words = folded(choice.words).split()
        search = _Searched(keys, story.photos, story.defaults, words, ())
        last = self._searched
        if last is not None and not held and last.holds_all_of(search):
            keys = last.found
        photos = [PhotoId(key) for key in keys if isinstance(key, str)]
        always = {PhotoId(key) for key in held if isinstance(key, str)}
        found = tuple(choice.among(photos, self._choosing.census, story, always))
        is_search = not choice.wanted and not held
        self._searched = search._replace(found=found) if is_search else None
        return found

    def in_order(self, story: Story, ids: Iterable[PhotoId]) -> list[PhotoId]:
        """Return *ids* as the rows would show them, whatever the choice leaves out."""
        chosen = set(ids)
        keys = tuple(key for key in self._standing(story) if key in chosen)
        return [PhotoId(str(key)) for key in self._in_order(story, keys)]

    def _standing(self, story: Story) -> tuple[Key, ...]:
        """Return the rows of *story*, whatever is chosen."""
        stood = self._stood
        if stood is None or stood[0] is not story.photos or stood[1] is not story.sequence:
            stood = self._stood = (story.photos, story.sequence, self._rows_of(story))
        return stood[2]

    def _in_order(self, story: Story, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        """Return *keys* arranged."""
        if self._arrange is None:
            return keys
        last = None if self._follows_sequence else self._arranged
        if last is not None and last[0] is story.photos and last[1] == keys:
            return last[2]
        ids = cast(tuple[PhotoId, ...], keys)  # Only views of photos alone are ever arranged.
        after = tuple([photo.id for photo in self._arrange(story.photos.of(ids))])
        self._arranged = (story.photos, keys, after)
        return after
