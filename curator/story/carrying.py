"""Photos carried with their words from one story into another; how they travel is left to the window.

What a photo inherits where it comes from becomes its own on the way, so that readers meet the same words;
what it would inherit where it comes to is left to be inherited.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from curator.story import edits, inherit
from curator.story import sequence as order
from curator.story.edits import PHOTO_FIELDS, Edit, EditKind
from curator.story.table import PhotoTable
from curator.story.values import Defaults, Photo, PhotoBlock, PhotoId, Place, Story


@dataclass(frozen=True, slots=True)
class Arriving:
    """Photos that come to a story: ``new`` ones with ids of their own, and those it has, each with its id there."""

    new: tuple[Photo, ...]
    known: tuple[tuple[PhotoId, Photo], ...]


def carried(story: Story, ids: Iterable[PhotoId]) -> Story:
    """Return a story of the photos of *ids* alone, in the order of *story*, everything inherited made their own."""
    chosen = set(ids)
    shown = [i for i in order.photo_ids(story.sequence) if i in chosen]
    aside = [i for i in story.photos if i in chosen and i not in set(shown)]
    photos = [_with_inherited(story.photos[i], story.defaults) for i in (*shown, *aside)]
    sequence = tuple(PhotoBlock(photo.id) for photo in photos)
    return Story(language=story.language, photos=PhotoTable(photos), sequence=sequence)


def arriving(story: Story, photos: Iterable[Photo]) -> Arriving:
    """Return what *photos* are to *story*: new, or the same picture as one that it has."""
    files = {photo.file: photo.id for photo in story.photos.values() if photo.file}
    digests = {photo.digest: photo.id for photo in story.photos.values() if photo.digest}
    taken = set(story.photos)
    new, known = [], []
    for photo in photos:
        there = files.get(photo.file) or digests.get(photo.digest)
        if there is not None:
            known.append((there, photo))
            continue
        names = itertools.chain([photo.id], (f"{photo.id}-{n}" for n in itertools.count(2)))
        fresh = PhotoId(next(name for name in names if name not in taken))
        taken.add(fresh)
        new.append(replace(_without_inherited(photo, story.defaults), id=fresh))
    return Arriving(tuple(new), tuple(known))


def take_words(pairs: Sequence[tuple[PhotoId, Photo]]) -> Edit:
    """Make the edit that gives each photo the words of another, as far as that one has any."""

    def apply(story: Story) -> Story:
        changed = []
        for photo_id, other in pairs:
            photo = story.photos.get(photo_id)
            if photo is None:
                continue
            words = _without_inherited(other, story.defaults)
            after = photo
            for field in PHOTO_FIELDS:
                value = edits.read_field(words, field)
                if value:
                    after = edits.with_field(after, field, value)
            if words.usage or words.license_url:
                after = replace(after, usage=words.usage, license_url=words.license_url)
            if after != photo:
                changed.append(after)
        return replace(story, photos=story.photos.with_photos(changed)) if changed else story

    return Edit(EditKind.PASTE, apply, tuple(photo_id for photo_id, _ in pairs))


def _with_inherited(photo: Photo, defaults: Defaults) -> Photo:
    usage, license_url = inherit.terms(photo, defaults)
    return replace(
        photo,
        credit=inherit.credit_line(photo, defaults),
        photographer=inherit.photographer(photo, defaults),
        copyright=inherit.copyright_notice(photo, defaults),
        usage=usage,
        license_url=license_url,
        taken=inherit.taken(photo, defaults),
        place=inherit.place(photo, defaults),
        place_detail=photo.place_detail or defaults.place_detail,
    )


def _without_inherited(photo: Photo, defaults: Defaults) -> Photo:
    """Return *photo* without the values that it would inherit from *defaults* anyway.

    Terms and licence go as the pair that they are inherited as: one of them alone would be the photo's own.
    """
    for field in ("credit", "photographer", "copyright", "taken"):
        if edits.read_field(photo, field) == edits.read_field(defaults, field):
            photo = edits.with_field(photo, field, "")
    if (photo.usage, photo.license_url) == (defaults.usage, defaults.license_url):
        photo = replace(photo, usage="", license_url="")
    if photo.place_detail == defaults.place_detail:
        photo = replace(photo, place_detail="")
    return replace(photo, place=Place()) if photo.place == defaults.place else photo
