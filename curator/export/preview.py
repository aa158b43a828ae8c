"""The page while it is being written: the very page of :mod:`page`, of pictures that need not be there yet.

What shows it, and how it follows the edits, is left to the window. It tells which part of the page is
which part of the story, so that a click on one leads to the other.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from curator.export import layout, page
from curator.export.layout import Copy, Picture
from curator.export.rendering import rendered
from curator.export.theme import Theme
from curator.story.reserve import reserved
from curator.story.values import BlockKey, Photo, PhotoId, Story

if TYPE_CHECKING:  # It makes pictures, which a page that is only shown needs not.
    from curator.export.copies import Readers

LONGEST = 1600
"""Pixels of the longer side of a preview's pictures: sharp enough beside an editor, quick to make."""

UNKNOWN = (3, 2)
"""The shape of a picture of which no size is known yet."""

SCHEMES = ("system", "light", "dark")

_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)")
_LIGHT = re.compile(r"@media\s*\(prefers-color-scheme:\s*light\)")


@dataclass(frozen=True, slots=True)
class Part:
    """What a block of the page is of: the photos it shows by their numbers, or a block of words."""

    photos: tuple[tuple[int, PhotoId], ...] = ()
    block: BlockKey | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A page that is shown while it is written.

    ``files`` are what lies beside it, by name. ``parts`` tell of each block of the page what it is,
    in order; ``pictures`` which photo is meant by the address of a picture.
    """

    html: str
    files: dict[str, bytes]
    parts: tuple[Part, ...]
    pictures: dict[str, Photo]


def preview(
    story: Story, theme: Theme, scheme: str = "system", readers: "Readers | None" = None
) -> Preview:
    """Return the page of *story* as it stands, in one of :data:`SCHEMES`.

    All photos of the sequence are on it, whether they can be read or not. A theme with templates of a desk's
    own takes *readers*, in which these are rendered.
    """
    story = reserved(story)
    photos = {address(photo): photo for photo in layout.shown_photos(story)}
    pictures = {photo.id: _picture(photo, where) for where, photo in photos.items()}
    dressed = replace(theme, style=in_scheme(theme.style, scheme))
    made = (
        page.make(story, pictures, dressed, is_preview=True)
        if readers is None
        else rendered(story, pictures, dressed, readers, is_preview=True)
    )
    html = made.html
    if scheme != "system":
        html = html.replace('content="light dark"', f'content="{scheme}"', 1)
    parts = tuple(
        Part(tuple((figure.number, figure.photo.id) for figure in step.photos), step.block)
        for step in made.blocks
    )
    return Preview(html, dict(made.beside), parts, photos)


def address(photo: Photo) -> str:
    """Return where the page finds the picture of *photo*: another one when its file is another.

    The same holds when another part of it is hidden. Nothing of the file's name or its folder is in it.
    """
    facts = f"{photo.id}\0{photo.file}\0{photo.digest}\0{photo.hidden or ''}"
    told = facts.encode("utf-8", "surrogatepass")
    return f"photos/{hashlib.sha256(told).hexdigest()[:24]}.jpg"


def _picture(photo: Photo, where: str) -> Picture:
    width, height = (photo.width, photo.height) if photo.width and photo.height else UNKNOWN
    scale = LONGEST / max(width, height)
    if scale < 1 or (width, height) == UNKNOWN:
        width, height = max(1, round(width * scale)), max(1, round(height * scale))
    return Picture((Copy(where, width, height),))


def in_scheme(style: str, scheme: str) -> str:
    """Return *style* as it shows in a browser that prefers *scheme*, whatever this one prefers."""
    if scheme == "system":
        return style
    is_dark = scheme == "dark"
    style = _DARK.sub("@media all" if is_dark else "@media not all", style)
    style = _LIGHT.sub("@media not all" if is_dark else "@media all", style)
    return style.replace("color-scheme: light dark", f"color-scheme: {scheme}")
