"""What a photo takes from the story's defaults until it has its own."""

from curator.captions.text import is_blank
from curator.story.values import Defaults, Photo, Place


def credit_line(photo: Photo, defaults: Defaults) -> str:
    """Return the credit that a reader sees under *photo*, ``""`` if nobody is named.

    Its own credit, else the story's; where there is neither, its own photographer, else the story's.
    """
    offers = (photo.credit, defaults.credit, photo.photographer, defaults.photographer)
    return next((text for text in offers if not is_blank(text)), "")


def photographer(photo: Photo, defaults: Defaults) -> str:
    """Return who took *photo*, as far as the story says."""
    return photo.photographer or defaults.photographer


def copyright_notice(photo: Photo, defaults: Defaults) -> str:
    """Return the copyright notice of *photo*."""
    return photo.copyright or defaults.copyright


def terms(photo: Photo, defaults: Defaults) -> tuple[str, str]:
    """Return the usage terms of *photo* and the address of its licence: its own pair, or the story's.

    Never one of each: terms beside the licence of something else would grant what nobody granted.
    """
    own = (photo.usage, photo.license_url)
    return (defaults.usage, defaults.license_url) if all(map(is_blank, own)) else own


def taken(photo: Photo, defaults: Defaults) -> str:
    """Return when *photo* was taken, in ISO 8601: as its file or a person says, else the story's date."""
    return photo.taken or defaults.taken


def place(photo: Photo, defaults: Defaults) -> Place:
    """Return where *photo* was taken: its own place, or as a whole the story's."""
    return photo.place if photo.place.line else defaults.place
