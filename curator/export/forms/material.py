"""What every form of a published story is made of; where it is written is left to ``site``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curator.export.language import Language, speaking
from curator.export.layout import Copy, Figure, Picture, Step
from curator.story.values import PhotoId, Story


@dataclass(frozen=True, slots=True)
class Material:
    """A story as its page shows it.

    ``blocks`` are those of the page, ``read`` returns the bytes of a copy, ``keep_location`` says
    whether names of places may travel.
    """

    story: Story
    pictures: Mapping[PhotoId, Picture]
    blocks: tuple[Step, ...]
    read: Callable[[Copy], bytes]
    keep_location: bool = False

    @property
    def language(self) -> Language:
        """How the story speaks."""
        return speaking(self.story.language)

    @property
    def figures(self) -> list[Figure]:
        """The photos in the order in which readers meet them."""
        return [figure for block in self.blocks for figure in block.photos]
