"""Areas while they are drawn: which is chosen, and what a press, a drag or a key makes of them.

Knows no widget: all lengths are shares of the picture, from 0 to 1.
"""

from dataclasses import dataclass, replace
from typing import Self

from curator.story.hiding import area
from curator.story.values import ELLIPSE, RECTANGLE, Area

_FIRST = 0.2
# Sides of an area that is made without a mouse.


@dataclass(frozen=True, slots=True)
class _Grip:
    """What the mouse holds: the corner across from the one held, or the place inside an area."""

    x: float
    y: float
    moves: Area | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """The areas of one photo, ``chosen`` the number of one of them, ``shape`` that of the next."""

    areas: tuple[Area, ...] = ()
    chosen: int | None = None
    shape: str = RECTANGLE
    grip: _Grip | None = None

    @property
    def current(self) -> Area | None:
        """The chosen area."""
        return None if self.chosen is None else self.areas[self.chosen]

    def showing(self, areas: tuple[Area, ...]) -> Self:
        """Return this drawing with *areas* as the story has them, the choice kept where it can be."""
        if areas == self.areas:
            return self
        is_there = self.chosen is not None and self.chosen < len(areas)
        return replace(self, areas=areas, chosen=self.chosen if is_there else None, grip=None)

    def pressed(self, x: float, y: float, reach: tuple[float, float]) -> Self:
        """Take hold of what is at *x*, *y*: a corner of the chosen area, an area, or bare picture.

        *reach* is how far from a corner it is still held, along both sides.
        """
        held = self._corner_across(x, y, reach)
        if held is not None:
            return replace(self, grip=_Grip(*held))
        for number in reversed(range(len(self.areas))):
            found = self.areas[number]
            if contains(found, x, y):
                grip = _Grip(x - found.left, y - found.top, moves=found)
                return replace(self, chosen=number, grip=grip)
        return replace(self, chosen=None, grip=_Grip(x, y, is_new=True))

    def dragged(self, x: float, y: float) -> Self:
        """Return the drawing when what is held has come to *x*, *y*."""
        grip = self.grip
        if grip is None:
            return self
        if grip.moves is not None:
            return self._with_current(_at(grip.moves, x - grip.x, y - grip.y))
        current = self.current
        drawn = area(current.shape if current else self.shape, grip.x, grip.y, x, y)
        if drawn is None:
            return self
        if grip.is_new:
            areas = (*self.areas, drawn)
            return replace(self, areas=areas, chosen=len(self.areas), grip=_Grip(grip.x, grip.y))
        return self._with_current(drawn)

    def released(self) -> Self:
        """Let go of what is held."""
        return replace(self, grip=None)

    def rested(self) -> Self:
        """Choose and hold nothing."""
        return replace(self, chosen=None, grip=None)

    def added(self) -> Self:
        """Add an area in the middle of the picture, to be moved from there."""
        start, end = 0.5 - _FIRST / 2, 0.5 + _FIRST / 2
        made = area(self.shape, start, start, end, end)
        assert made is not None
        return replace(self, areas=(*self.areas, made), chosen=len(self.areas))

    def moved(self, across: float, down: float) -> Self:
        """Move the chosen area."""
        found = self.current
        if found is None:
            return self
        return self._with_current(_at(found, found.left + across, found.top + down))

    def grown(self, across: float, down: float) -> Self:
        """Make the chosen area wider and higher, or less so."""
        found = self.current
        if found is None:
            return self
        right, bottom = found.left + found.width + across, found.top + found.height + down
        if right <= found.left or bottom <= found.top:
            return self
        made = area(found.shape, found.left, found.top, right, bottom)
        return self if made is None else self._with_current(made)

    def shaped(self, shape: str) -> Self:
        """Give the chosen area, and the next ones, another *shape*."""
        after = replace(self, shape=shape)
        found = self.current
        return after if found is None else after._with_current(replace(found, shape=shape))

    def without_chosen(self) -> Self:
        """Take the chosen area away, and choose the one before it."""
        if self.chosen is None:
            return self
        areas = (*self.areas[: self.chosen], *self.areas[self.chosen + 1 :])
        chosen = min(max(self.chosen - 1, 0), len(areas) - 1) if areas else None
        return replace(self, areas=areas, chosen=chosen, grip=None)

    def turned(self, by: int) -> Self:
        """Choose the next area, or the one before, round and round."""
        if not self.areas:
            return self
        first = -1 if by > 0 else 0
        chosen = (first if self.chosen is None else self.chosen) + by
        return replace(self, chosen=chosen % len(self.areas))

    def _with_current(self, changed: Area) -> Self:
        assert self.chosen is not None
        areas = [*self.areas]
        areas[self.chosen] = replace(changed, extra=self.areas[self.chosen].extra)
        return replace(self, areas=tuple(areas))

    def _corner_across(
        self, x: float, y: float, reach: tuple[float, float]
    ) -> tuple[float, float] | None:
        found = self.current
        if found is None:
            return None
        right, bottom = found.left + found.width, found.top + found.height
        for held_x, other_x in ((found.left, right), (right, found.left)):
            for held_y, other_y in ((found.top, bottom), (bottom, found.top)):
                if abs(x - held_x) <= reach[0] and abs(y - held_y) <= reach[1]:
                    return other_x, other_y
        return None


def contains(found: Area, x: float, y: float) -> bool:
    """Say whether the place *x*, *y* of a picture lies in the area *found*."""
    across, down = (x - found.left) / found.width, (y - found.top) / found.height
    if not (0 <= across <= 1 and 0 <= down <= 1):
        return False
    return found.shape != ELLIPSE or (2 * across - 1) ** 2 + (2 * down - 1) ** 2 <= 1


def _at(found: Area, left: float, top: float) -> Area:
    """Return *found* with its corner at *left*, *top*, as near to it as the picture's edge lets it."""
    left = min(max(left, 0.0), max(0.0, 1 - found.width))
    top = min(max(top, 0.0), max(0.0, 1 - found.height))
    moved = area(found.shape, left, top, left + found.width, top + found.height)
    return found if moved is None else moved
