"""A published story as a book, EPUB 3: made of the page's own words and pictures.

The form of the container is that of EPUB 3.3 (OCF); its looks are left to the templates and the style
in ``resources/forms/epub``. The same story gives the same bytes: no clock, and a name for the book
that comes from what it says.
"""

import hashlib
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from curator import resources
from curator.export import archive, markup, page
from curator.export.forms.material import Material
from curator.export.forms.text import creators, opening_title
from curator.export.layout import Copy, Figure
from curator.story import inherit

NAME = "story.epub"

_KIND = b"application/epub+zip"
_LONGEST = 1600
"""Pixels of width that a book's pictures have at most: a tablet held upright shows no more."""

_NEVER = "1980-01-01"
"""The day of a book whose story has none; EPUB wants one (5.4.2.6), and a clock must not say it."""

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class Plate:
    """A photo in the book: the figure of the page, the copy that the book holds, and its file's name."""

    figure: Figure
    copy: Copy
    name: str


def write(path: str, material: Material) -> None:
    """Write a new book at *path*."""
    plates = {figure.number: _plate(figure) for figure in material.figures}
    values = _values(material, plates)
    texts = {
        name: _environment().get_template(f"{name}.j2").render(values)
        for name in ("story.xhtml", "nav.xhtml")
    }
    values["identifier"] = uuid.UUID(
        hashlib.sha256("".join(texts.values()).encode()).hexdigest()[:32]
    )
    texts["package.opf"] = _environment().get_template("package.opf.j2").render(values)
    texts["style.css"] = resources.read_text("forms", "epub", "style.css")
    with zipfile.ZipFile(path, "x") as book:
        archive.add(book, "mimetype", _KIND, is_stored=True)
        archive.add(book, "META-INF/container.xml", _CONTAINER.encode())
        for name, text in texts.items():
            archive.add(book, f"EPUB/{name}", text.encode())
        for plate in plates.values():
            archive.add(book, f"EPUB/{plate.name}", material.read(plate.copy), is_stored=True)


def _plate(figure: Figure) -> Plate:
    fitting = [copy for copy in figure.copies if copy.width <= _LONGEST]
    copy = fitting[-1] if fitting else figure.copies[0]
    return Plate(figure, copy, f"photos/{figure.number:04}.jpg")


def _values(material: Material, plates: dict[int, Plate]) -> dict[str, Any]:
    """Return what the templates name."""
    story, language = material.story, material.language
    opening = page.opening(story, language, len(plates))
    return {
        "page": {**opening, **page.closing(story, language)},
        "lang": language.tag,
        "direction": language.direction,
        "words": language.words,
        "words_tag": language.words_tag,
        "title": opening_title(material),
        "description": page.description(story),
        "creators": creators(material),
        "rights": list(dict.fromkeys(filter(None, _rights(material)))),
        "modified": opening["day"] or _NEVER,
        "blocks": list(enumerate(material.blocks, 1)),
        "plates": plates,
        "all_have_alt": all(markup.lines(f.alt) for f in material.figures),
    }


def _rights(material: Material) -> Iterator[str]:
    for figure in material.figures:
        yield markup.line(inherit.copyright_notice(figure.photo, material.story.defaults))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda part: resources.read_text("forms", "epub", part)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
