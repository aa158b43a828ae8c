"""What interleaving would make of the story, worked out before anybody asks for it; showing it is left to ``strip``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from curator.photos.interleaving import Strand, interleave
from curator.story import sequence as order
from curator.story.values import Photo, PhotoId, Story


@dataclass(frozen=True, slots=True)
class Frame:
    """A photo of the story to come: its number, its date put right, and whose it is.

    ``strand`` counts the strands from 0; ``None`` for a photo that takes no part, and stays.
    """

    photo: Photo
    number: int
    taken: str
    strand: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The story to come: its photos in order, and how many of them get another number."""

    frames: tuple[Frame, ...]
    moved: int


def shifts_of(
    strands: Iterable[Strand], spans: Mapping[str, timedelta], *, with_aside: bool
) -> dict[PhotoId, timedelta]:
    """Return the shift of each photo of the strands that have one in *spans*, by their names."""
    return {
        photo: spans[strand.name]
        for strand in strands
        if strand.name in spans
        for photo in (strand.ids if with_aside else strand.photos)
    }


def planned(story: Story, strands: tuple[Strand, ...], spans: Mapping[str, timedelta]) -> Plan:
    """Return what interleaving the strands that have a shift in *spans* makes of *story*."""
    shifts = shifts_of(strands, spans, with_aside=False)
    after = interleave(shifts, corrects_dates=True).apply(story)
    owners = {photo: n for n, strand in enumerate(strands) for photo in strand.photos}
    numbers = order.numbers(story.sequence)
    ids = tuple(order.photo_ids(after.sequence))
    frames = tuple(
        Frame(photo, number, photo.taken, owners[photo.id] if photo.id in shifts else None)
        for number, photo in enumerate(after.photos.of(ids), 1)
    )
    return Plan(frames, sum(numbers[photo] != n for n, photo in enumerate(ids, 1)))
