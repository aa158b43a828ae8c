"""Reading the hidden areas of a photo: strictly, since an area that is misread hides the wrong thing."""

import math
from typing import Any

from curator.manifest.reading import KINDS, WrongValue, wrong
from curator.story.values import RECTANGLE, SHAPES, Area

LENGTHS = ("left", "top", "width", "height")
"""The keys that say where an area lies, as shares of the picture from 0 to 1."""

_MOST = 1000
# Areas of one photo: a crowd has fewer faces than this that a person marks one by one.


def read_areas(where: str, values: list[Any]) -> tuple[Area, ...]:
    """Return the areas that the list *values* at *where* of a manifest describes; raise :class:`WrongValue`.

    A shape that this version does not know is refused, not kept: the photo would go out uncovered.
    """
    if len(values) > _MOST:
        raise WrongValue(f"{where} should hold at most {_MOST} areas, but holds {len(values)}")
    return tuple(_area(f"{where}[{number}]", value) for number, value in enumerate(values))


def read_crop(where: str, value: Any) -> Area | None:
    """Return the rectangle that *value* at *where* of a manifest describes, ``None`` for one without any inside.

    Raises :class:`WrongValue` for anything that is none.
    """
    found = _area(where, value)
    if found.shape != RECTANGLE:
        raise WrongValue(f"{where}.shape should be {RECTANGLE}")
    is_inside = (
        found.left + found.width <= 1 + _ROUNDED and found.top + found.height <= 1 + _ROUNDED
    )
    if not is_inside:
        raise WrongValue(f"{where} should lie within the picture")
    return found if found.width and found.height else None


_ROUNDED = 1e-6
# What shares that were rounded may lie beyond the edge.


def _area(where: str, value: Any) -> Area:
    if type(value) is not dict:
        raise wrong(where, KINDS[dict], value)
    shape = value.get("shape")
    if shape not in SHAPES:
        raise WrongValue(f"{where}.shape should be {' or '.join(SHAPES)}")
    lengths = {name: _length(f"{where}.{name}", value.get(name)) for name in LENGTHS}
    known = ("shape", *LENGTHS)
    extra = tuple((key, kept) for key, kept in value.items() if key not in known)
    return Area(shape=shape, extra=extra, **lengths)


def _length(where: str, value: Any) -> float:
    if type(value) not in (int, float):
        raise wrong(where, "a number", value)
    if not (math.isfinite(value) and 0 <= value <= 1):
        raise WrongValue(f"{where} should be 0 to 1, but is {value!r:.20}")
    return float(value)
