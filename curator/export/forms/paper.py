"""A published story for paper: one page of JPEGs, each figure whole on a sheet; also what the PDF is made of.

The JPEGs are those of the page itself, so that nothing is made twice and a printed story stays small.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from curator import resources
from curator.export import page
from curator.export.forms.material import Material
from curator.export.forms.text import creators, opening_title
from curator.export.layout import Copy, Figure

NAME = "print.html"

_LONGEST = 1600
"""Pixels of width that a picture on paper has at most: 240 for an inch of the 170 mm of a column."""

_LETTER = frozenset({"US", "CA", "MX", "CL", "CO", "CR", "PA", "PH", "VE"})
"""Regions where paper is Letter; everywhere else it is A4 (Unicode CLDR, paperSize)."""

_GAP = 4 / 170
"""The space between two photos side by side, as a share of the column."""

_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'sha256-{}'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Plate:
    """A photo on paper: the figure of the page, and the copy that is printed."""

    figure: Figure
    copy: Copy


def printed(material: Material) -> str:
    """Return the page for paper."""
    story, language = material.story, material.language
    plates = {figure.number: Plate(figure, printed_copy(figure)) for figure in material.figures}
    style = _style(material)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            page={
                **page.opening(story, language, len(plates)),
                **page.closing(story, language),
            },
            policy=_POLICY.format(digest),
            lang=language.tag,
            direction=language.direction,
            words=language.words,
            title=opening_title(material),
            description=page.description(story),
            creators=creators(material),
            style=Markup(style),  # noqa: S704 — our own, and numbers
            blocks=material.blocks,
            plates=plates,
        )
    )


def printed_copy(figure: Figure) -> Copy:
    """Return the JPEG of *figure* that is printed, and that goes into other forms with it."""
    fitting = [copy for copy in figure.copies if copy.width <= _LONGEST]
    return fitting[-1] if fitting else figure.copies[0]


def _style(material: Material) -> str:
    region = material.language.tag.rpartition("-")[2].upper()
    paper = "letter" if region in _LETTER else "A4"
    style = resources.read_text("forms", "paper", "style.css").replace("PAPER", paper)
    return style + "".join(_widths(material))


def _widths(material: Material) -> Iterator[str]:
    """Yield how wide each photo of a group stands, so that those of a row are of one height."""
    for block in material.blocks:
        for row in block.rows if block.kind == "group" else ():
            total = sum(figure.picture.ratio for figure in row)
            room = 1 - _GAP * (len(row) - 1)
            for figure in row:
                share = figure.picture.ratio / total * room * 100
                yield f".side .w{figure.number}{{width:{share:.2f}%}}\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda part: resources.read_text("forms", "paper", part)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
