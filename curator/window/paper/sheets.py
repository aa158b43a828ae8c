"""What a person chooses for paper, as one frozen value: size, columns, which photos, what is said of each.

How the choice is kept between starts is told here, as text; where it is kept is left to ``settings``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

PAPERS: Mapping[str, tuple[float, float]] = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
"""Width and height of each paper upright, in millimetres (ISO 216; ANSI/ASME Y14.1)."""

COLUMNS = range(1, 9)
ROWS = range(1, 11)

TEXT_SIZES = range(6, 19)
"""Points: below six nobody reads, above eighteen captions are posters."""

MARGINS = range(51)
"""Millimetres that one margin can have."""

NARROWEST, FEWEST_SIGNS = 18.0, 6
"""What a column has at least: millimetres, and letters of the width of an em."""

GUTTER = 5.0
"""Millimetres between two columns."""

_LEAST_INSIDE = 0.5
# The share of either side of the paper that margins leave, so that a page always holds a line.

POINT = 25.4 / 72
"""Millimetres in a point."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Kind(StrEnum):
    """What a sheet is made for."""

    CONTACT = "contact"
    PICTURES = "pictures"
    CAPTIONS = "captions"

    @property
    def is_list(self) -> bool:
        """Whether photos stand one below the other, as they are read."""
        return self is not Kind.CONTACT


class Which(StrEnum):
    """Which photos go on paper."""

    STORY = "story"
    SELECTION = "selection"
    ALL = "all"


class Field(StrEnum):
    """What can be said of a photo on paper, in the order in which it stands there."""

    NUMBER = "number"
    FILE = "file"
    RATING = "rating"
    HEADLINE = "headline"
    CAPTION = "caption"
    CREDIT = "credit"
    PHOTOGRAPHER = "photographer"
    DATE = "date"
    PLACE = "place"
    ALT = "alt"
    KEYWORDS = "keywords"
    NOTES = "notes"


class Heading(StrEnum):
    """What can stand at the head of each page."""

    TITLE = "title"
    DATE = "date"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Margins:
    """The white at the edges of the paper, in millimetres."""

    left: int = 12
    top: int = 12
    right: int = 12
    bottom: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """All choices for paper. ``text_size`` is the size of captions, in points.

    ``rows`` is how many rows of a contact sheet stand on a page, as far as their words leave room;
    ``has_texts`` lets title, standfirst and the texts between photos stand in a list of captions.
    """

    kind: Kind = Kind.CONTACT
    paper: str = "A4"
    is_landscape: bool = False
    margins: Margins = Margins()
    columns: int = 4
    rows: int = 5
    fields: frozenset[Field] = frozenset({Field.NUMBER, Field.FILE, Field.CAPTION, Field.CREDIT})
    which: Which = Which.STORY
    header: frozenset[Heading] = frozenset(Heading)
    text_size: int = 8
    has_texts: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper as it lies, in millimetres."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.is_landscape else (width, height)

    @property
    def inside(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what the margins leave, in millimetres.

        Margins that would leave less than half of the paper are made smaller together.
        """
        width, height = self.size
        left, right = _within(self.margins.left, self.margins.right, width)
        top, bottom = _within(self.margins.top, self.margins.bottom, height)
        return left, top, width - left - right, height - top - bottom

    @property
    def columns_that_fit(self) -> int:
        """How many columns there are: as many as are wanted, or as can be read."""
        narrowest = max(NARROWEST, FEWEST_SIGNS * self.text_size * POINT)
        most = int((self.inside[2] + GUTTER) / (narrowest + GUTTER))
        return max(1, min(self.columns, most))

    @property
    def text(self) -> str:
        """The choice as settings keep it."""
        return json.dumps(_plain(self))

    @staticmethod
    def of(text: str) -> "Sheet":
        """Return the choice that settings kept as *text*; what is no choice there is the usual one."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            return Sheet()
        return _read(values) if isinstance(values, dict) else Sheet()


def _within(first: int, second: int, side: float) -> tuple[float, float]:
    most = side * (1 - _LEAST_INSIDE)
    scale = min(1.0, most / (first + second)) if first + second else 1.0
    return first * scale, second * scale


_WHAT = {"kind", "columns", "rows", "fields", "header", "text_size", "has_texts"}
# What a preset settles; paper, margins and which photos stay as they were.

PRESETS: Mapping[str, Sheet] = {
    "Contact sheet 4 × 5": Sheet(),
    "Captions for the copy desk": Sheet(
        kind=Kind.CAPTIONS,
        columns=1,
        fields=frozenset(Field) - {Field.RATING, Field.KEYWORDS, Field.NOTES},
        text_size=11,
        has_texts=True,
    ),
    "Captions with pictures": Sheet(
        kind=Kind.PICTURES,
        columns=1,
        fields=frozenset(
            {Field.NUMBER, Field.FILE, Field.CAPTION, Field.CREDIT, Field.DATE, Field.PLACE}
        ),
        text_size=10,
        has_texts=True,
    ),
}
"""Choices that have a name."""


def with_preset(sheet: Sheet, name: str) -> Sheet:
    """Return *sheet* with what the preset called *name* settles."""
    return replace(sheet, **{field: getattr(PRESETS[name], field) for field in _WHAT})


def preset_of(sheet: Sheet) -> str:
    """Return the name of the preset that *sheet* is as it stands, ``""`` if it is none."""
    return next((name for name in PRESETS if with_preset(sheet, name) == sheet), "")


def _plain(sheet: Sheet) -> dict[str, Any]:
    edges = [getattr(sheet.margins, edge.name) for edge in fields(Margins)]
    values: dict[str, Any] = {f.name: getattr(sheet, f.name) for f in fields(Sheet)}
    return values | {
        "margins": edges,
        "fields": sorted(sheet.fields),
        "header": sorted(sheet.header),
    }


def _read(values: Mapping[str, Any]) -> Sheet:
    usual = Sheet()
    return Sheet(
        kind=_one_of(Kind, values.get("kind"), usual.kind),
        paper=str(values["paper"]) if values.get("paper") in [*PAPERS] else usual.paper,
        is_landscape=values.get("is_landscape") is True,
        margins=_margins(values.get("margins")),
        columns=_number(COLUMNS, values.get("columns"), usual.columns),
        rows=_number(ROWS, values.get("rows"), usual.rows),
        fields=_some_of(Field, values.get("fields"), usual.fields),
        which=_one_of(Which, values.get("which"), usual.which),
        header=_some_of(Heading, values.get("header"), usual.header),
        text_size=_number(TEXT_SIZES, values.get("text_size"), usual.text_size),
        has_texts=values.get("has_texts") is True,
    )


def _one_of(kind: type[_Choice], value: object, usual: _Choice) -> _Choice:
    return next((choice for choice in kind if choice.value == value), usual)


def _some_of(kind: type[_Choice], value: object, usual: frozenset[_Choice]) -> frozenset[_Choice]:
    if not isinstance(value, list):
        return usual
    return frozenset(choice for choice in kind if choice.value in value)


def _number(within: range, value: object, usual: int) -> int:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and value in within else usual  # type: ignore[return-value]


def _margins(value: object) -> Margins:
    edges = value if isinstance(value, list) else []
    usual = Margins()
    if len(edges) != len(fields(Margins)):
        return usual
    return Margins(*(_number(MARGINS, edge, usual.left) for edge in edges))
