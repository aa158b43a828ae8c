"""What the variables of a text stand for in one photo of a story; how a text is expanded is left to ``captions``."""

import os
from collections.abc import Mapping

from curator.captions.variables import Value
from curator.errors import shown
from curator.story import inherit
from curator.story.values import Photo, Story


def values_of(story: Story, photo: Photo, number: int = 0) -> Mapping[str, Value]:
    """Return what each variable stands for in *photo*, what it inherits from *story* included.

    *number* is its number in the story, 0 for a photo set aside; whoever asks for many photos works
    the numbers out once, by :func:`sequence.numbers`.
    """
    defaults = story.defaults
    place = inherit.place(photo, defaults)
    taken = inherit.taken(photo, defaults)
    file_name = shown(photo.file_name)
    return {
        "place": place.sublocation,
        "sublocation": place.sublocation,
        "city": place.city,
        "state": place.state,
        "country": place.country,
        "date": taken,
        "time": taken,
        "year": taken,
        "photographer": inherit.photographer(photo, defaults),
        "credit": inherit.credit_line(photo, defaults),
        "copyright": inherit.copyright_notice(photo, defaults),
        "usage": inherit.terms(photo, defaults)[0],
        "headline": photo.headline,
        "caption": photo.caption,
        "alt": photo.alt,
        "persons": photo.persons,
        "keywords": photo.keywords,
        "camera": photo.camera,
        "filename": file_name,
        "name": os.path.splitext(file_name)[0],
        "number": number,
        "title": story.title,
        "standfirst": story.standfirst,
        "byline": story.byline,
    }
