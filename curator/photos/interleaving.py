"""Putting the photos of several photographers into one order of time, a wrong clock put right on the way.

The photos of one photographer are a *strand*. What becomes of groups and of words between photos is
left to :func:`sequence.arranged`. How far a clock was wrong nobody can tell from the dates alone, so
nothing is guessed here: :func:`span_between` tells by how much two photos are apart which somebody
says show one moment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from curator.captions.credit import read_credit
from curator.captions.text import is_blank
from curator.photos.order import in_capture_order, instants_of
from curator.story import inherit
from curator.story import sequence as order
from curator.story.edits import Edit, EditKind
from curator.story.times import shift_each, shifted
from curator.story.values import Defaults, Photo, PhotoId, Story

Shifts = Mapping[PhotoId, timedelta]
"""By how much the clock behind each photo is put forward, for all that take part."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The photos of one photographer in order of time, by their dates as they stand.

    ``photos`` are those of the sequence, ``aside`` those set aside. ``name`` is ``""`` where nobody
    and no camera is named.
    """

    name: str
    photos: tuple[PhotoId, ...]
    aside: tuple[PhotoId, ...] = ()

    @property
    def ids(self) -> tuple[PhotoId, ...]:
        """All photos, those set aside last."""
        return self.photos + self.aside


def strands(
    story: Story, ids: Iterable[PhotoId], *, each_camera: bool = False
) -> tuple[Strand, ...]:
    """Return the photos of *ids* by photographer, the strand with most photos of the sequence first.

    Where ``each_camera``, a photographer with several cameras has a strand for each: every camera has
    a clock. Strands without a photo in the sequence are left out.
    """
    shown = set(order.photo_ids(story.sequence))
    named: dict[str, tuple[str, list[Photo]]] = {}
    for photo in in_capture_order(story.photos.of(i for i in ids if i in story.photos)):
        name = taker(photo, story.defaults)
        if each_camera and photo.camera:
            name = f"{name} · {photo.camera}" if name not in ("", photo.camera) else photo.camera
        named.setdefault(" ".join(name.casefold().split()), (name, []))[1].append(photo)
    found = [
        Strand(
            name,
            tuple(photo.id for photo in photos if photo.id in shown),
            tuple(photo.id for photo in photos if photo.id not in shown),
        )
        for name, photos in named.values()
    ]
    return tuple(sorted((s for s in found if s.photos), key=lambda s: (-len(s.photos), s.name)))


def taker(photo: Photo, defaults: Defaults) -> str:
    """Return who took *photo* as far as can be told: a person, else an agency, else a camera, else ``""``.

    What the photo says itself comes before what it inherits.
    """
    own = photo.photographer or _credited(photo.credit)
    name = own or inherit.photographer(photo, defaults) or _credited(defaults.credit)
    return photo.camera if is_blank(name) else name.strip()


@lru_cache(maxsize=1024)
def _credited(line: str) -> str:
    credit = read_credit(line)
    return credit.photographer or credit.credit


def interleaved(story: Story, shifts: Shifts) -> list[Photo]:
    """Return the photos of *shifts* as their clocks put right have them: dates moved, in that order."""
    there = ((story.photos.get(photo_id), span) for photo_id, span in shifts.items())
    corrected = (
        replace(photo, taken=shifted(photo.taken, span)) if span else photo
        for photo, span in there
        if photo is not None
    )
    return in_capture_order(corrected)


def interleave(shifts: Shifts, *, corrects_dates: bool) -> Edit:
    """Make the edit that puts the photos of *shifts* into one order of time, in the places they fill.

    With ``corrects_dates`` they keep the dates by which they were ordered, those set aside as well;
    without, only the order is another.
    """

    def apply(story: Story) -> Story:
        ordered = (photo.id for photo in interleaved(story, shifts))
        sequence = order.arranged(story.sequence, ordered)
        dated = shift_each(shifts).apply(story) if corrects_dates else story
        return dated if sequence is story.sequence else replace(dated, sequence=sequence)

    return Edit(EditKind.INTERLEAVE, apply, tuple(shifts))


def span_between(fixed: Photo, wrong: Photo) -> timedelta | None:
    """Return what puts the clock of *wrong* right if both photos show one moment; ``None`` without dates.

    To the second, which is as much as anybody can say of two pictures.
    """
    instants = instants_of((fixed, wrong))
    if len(instants) < 2:
        return None
    return timedelta(seconds=round(instants[fixed.id] - instants[wrong.id]))
