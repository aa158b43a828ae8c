"""What one window knows of the other windows of the program: asked through here, so that none holds another."""

from collections.abc import Callable

from curator.story.values import Story

Neighbour = tuple[str, Callable[[], None]]
"""The name of another window's story, and what brings that window up."""


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
