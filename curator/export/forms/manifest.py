"""The story as published: a manifest of the page alone, that opens in Curator; writing it is left to ``site``.

What may be in it is listed here, as ``xmp`` lists what may be in a picture: every value is made anew,
and whatever is not named (notes, marks, originals, areas hidden, photos set aside, unknown keys) has
no way in.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

from curator.export.forms.material import Material
from curator.export.layout import Figure
from curator.manifest import files
from curator.story import inherit
from curator.story.table import PhotoTable
from curator.story.values import (
    Block,
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    Photo,
    PhotoBlock,
    PhotoId,
    Place,
    QuoteBlock,
    Source,
    Story,
    TextBlock,
)

NAME = "story.json"


def published(material: Material, folder: str) -> bytes:
    """Return the manifest of what the page in *folder* shows, its photos the largest copies there."""
    return files.to_bytes(published_story(material, folder), folder)


def published_story(material: Material, folder: str) -> Story:
    """Return the story that the page in *folder* tells, and nothing else of it."""
    story = material.story
    names = {figure.photo.id: PhotoId(str(figure.number)) for figure in material.figures}
    return Story(
        title=story.title,
        standfirst=story.standfirst,
        byline=story.byline,
        date=story.date,
        language=story.language,
        dateline=story.dateline,
        closing_credit=story.closing_credit,
        closing_from_photos=story.closing_from_photos,
        source=Source(story.source.name, story.source.url),
        links=tuple(Link(link.kind, link.label, link.url) for link in story.links),
        corrections=tuple(Correction(c.date, c.text) for c in story.corrections),
        defaults=_defaults(story.defaults),
        photos=PhotoTable(_photo(figure, material, folder) for figure in material.figures),
        sequence=tuple(_blocks(story, names)),
    )


def _defaults(defaults: Defaults) -> Defaults:
    return Defaults(
        credit=defaults.credit,
        photographer=defaults.photographer,
        copyright=defaults.copyright,
        usage=defaults.usage,
        license_url=defaults.license_url,
    )


def _photo(figure: Figure, material: Material, folder: str) -> Photo:
    photo, copy = figure.photo, figure.largest
    return Photo(
        id=PhotoId(str(figure.number)),
        file=os.path.join(folder, *copy.address.split("/")),
        width=copy.width,
        height=copy.height,
        caption=photo.caption,
        credit=photo.credit,
        photographer=photo.photographer,
        alt=photo.alt,
        headline=photo.headline,
        copyright=photo.copyright,
        usage=photo.usage,
        license_url=photo.license_url,
        place=_place(photo, material),
    )


def _place(photo: Photo, material: Material) -> Place:
    """Return where *photo* was taken, nowhere unless names of places may travel."""
    if not material.keep_location:
        return Place()
    return replace(inherit.place(photo, material.story.defaults), extra=())


def _blocks(story: Story, names: Mapping[PhotoId, PhotoId]) -> Iterator[Block]:
    left = dict(names)  # A photo is shown where it stands first.
    for block in story.sequence:
        match block:
            case PhotoBlock() if block.photo in left:
                yield PhotoBlock(left.pop(block.photo), block.layout)
            case GroupBlock():
                ids = tuple(left.pop(photo) for photo in block.photos if photo in left)
                if ids:
                    yield GroupBlock(ids, block.layout, caption=block.caption)
            case TextBlock():
                yield TextBlock(block.text)
            case HeadingBlock():
                yield HeadingBlock(block.heading)
            case QuoteBlock():
                yield QuoteBlock(block.quote, block.by)
