"""Where a page is rendered: here, or in a worker process if a desk's own templates take part.

What is on the page is left to ``page``. A worker gets the story as a manifest and what is known of the
pictures, loads the theme itself, and has memory and time within limits: a template is a program.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from curator.errors import PhotoError, ThemeError
from curator.export import layout, page, theme
from curator.export.language import speaking
from curator.export.layout import Copy, Picture
from curator.export.page import Page
from curator.export.theme import Theme
from curator.manifest import files
from curator.story.values import PhotoId, Story

if TYPE_CHECKING:  # It makes pictures, which a page that is only shown needs not.
    from curator.export.copies import Readers

SECONDS = 10.0
"""Processor time that a page may take with templates of a desk's own; one of 150 photos takes a tenth."""

MOST_BYTES = 32 * 1024 * 1024
"""Bytes that such a page may have, all its files together."""

_FOLDER = "/"
# Where the manifest of a worker lies: no file of it is read.


def rendered(
    story: Story,
    pictures: Mapping[PhotoId, Picture],
    dress: Theme,
    readers: "Readers",
    *,
    single_file: bool = False,
    is_preview: bool = False,
) -> Page:
    """Return the page of *story* in the theme *dress*, as :func:`page.make` has it.

    Raises :class:`ThemeError` if a template of the theme fails or takes too much.
    """
    if not dress.has_blocks:
        return page.make(story, pictures, dress, single_file=single_file, is_preview=is_preview)
    facts = {str(name): _told(picture) for name, picture in pictures.items()}
    manifest = files.to_bytes(story, _FOLDER).decode()
    try:
        value, blobs = readers.call(
            render,
            dress.name,
            manifest,
            facts,
            dress.style,
            single_file,
            is_preview,
            seconds=SECONDS,
        )
    except PhotoError as error:
        where = theme.own_folder() / dress.name / "blocks"
        raise ThemeError(where, f"its blocks cannot be rendered ({error.reason})") from error
    if "fault" in value:
        raise ThemeError(theme.own_folder() / dress.name / "blocks", value["fault"])
    html, *contents = blobs
    blocks = tuple(layout.steps(story, pictures, dress, speaking(story.language)))
    return Page(html.decode(), dict(zip(value["names"], contents, strict=True)), blocks)


def render(
    name: str,
    manifest: str,
    pictures: Mapping[str, Any],
    style: str,
    single_file: bool,
    is_preview: bool,
) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return the page that :func:`rendered` asks for: names of files, and their contents; runs in a worker."""
    story = files.load_bytes(manifest.encode(), "story.json", _FOLDER).story
    known = {PhotoId(photo): _picture(told) for photo, told in pictures.items()}
    dress = replace(theme.load(name), style=style)
    try:
        made = page.make(story, known, dress, single_file=single_file, is_preview=is_preview)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        return {"fault": f"{f'line {line}: ' if line else ''}{error.message}"}, ()
    blobs = (made.html.encode(), *made.beside.values())
    if sum(map(len, blobs)) > MOST_BYTES:
        return {"fault": f"the page would have more than {MOST_BYTES // 1024**2} MB"}, ()
    return {"names": list(made.beside)}, blobs


def _told(picture: Picture) -> dict[str, Any]:
    def copies(of: tuple[Copy, ...]) -> list[list[Any]]:
        return [[copy.address, copy.width, copy.height] for copy in of]

    return {
        "copies": copies(picture.copies),
        "avif": copies(picture.avif),
        "colour": picture.colour,
        "phone": _told(picture.phone) if picture.phone else None,
    }


def _picture(told: Mapping[str, Any]) -> Picture:
    copies, avif = ([Copy(*copy) for copy in told[kind]] for kind in ("copies", "avif"))
    phone = _picture(told["phone"]) if told["phone"] else None
    return Picture(tuple(copies), told["colour"], tuple(avif), phone)
