"""What one window knows of the other windows of the program: asked through here, so that none holds another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from curator.story.carrying import carried
from curator.story.values import Photo, PhotoId, Story


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another window: the name of its story, what brings it up, and what gives it photos with their words."""

    name: str
    show: Callable[[], None]
    take: Callable[[Sequence[Photo]], None]


def _nothing() -> None:
    return


class Neighbours:
    """The others, seen from one window; alone as it is, there are none.

    ``close_own`` closes that window, once nothing would be lost by it.
    """

    def __init__(self) -> None:
        self.close_own: Callable[[], object] = _nothing

    @property
    def others(self) -> tuple[Neighbour, ...]:
        """The other windows."""
        return ()

    @property
    def windows(self) -> list[tuple[str, Callable[[], None]]]:
        """The other windows, for a menu: the name of each, and what brings it up."""
        return [(other.name, other.show) for other in self.others]

    def takers(self, story: Story, ids: Sequence[PhotoId]) -> list[tuple[str, Callable[[], None]]]:
        """Return the other windows, for a menu: each takes the photos of *ids* of *story* with their words."""
        photos = tuple(carried(story, ids).photos.values())
        return [(other.name, partial(other.take, photos)) for other in self.others if photos]

    def open(self, story: Story | None = None) -> None:
        """Open another window, empty or with *story*, which no file holds yet."""

    def show_story(self, path: str) -> bool:
        """Bring up the other window that has the manifest at *path*; return whether one has."""
        return False

    def leave(self) -> None:
        """Tell that this window is closed."""

    def quit(self) -> None:
        """Close every window, each once nothing would be lost by it."""
        self.close_own()
