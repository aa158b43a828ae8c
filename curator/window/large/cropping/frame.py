"""One rectangle while it is drawn, which keeps its shape; knows no widget, all lengths are shares of the picture."""

from dataclasses import dataclass, replace
from typing import Self

from curator.story import cropping
from curator.window.large.hiding.drawing import Drawing

_INSIDE = 0.8
# Sides of a part without a shape of its own that is made without a mouse.


@dataclass(frozen=True, slots=True)
class Frame(Drawing):
    """The part that phones show: at most one area, of width to height *ratio* in shares, 0 for any."""

    ratio: float = 0.0

    def dragged(self, x: float, y: float) -> Self:
        """Return the frame when what is held has come to *x*, *y*, or as near as its shape lets it."""
        grip = self.grip
        if grip is None or grip.moves is not None:
            return Drawing.dragged(self, x, y)
        base = replace(self, areas=(), chosen=None) if grip.is_new else self
        after = Drawing.dragged(base, *self._on_ratio(grip.x, grip.y, x, y))
        return after if after.areas else self

    def _on_ratio(self, from_x: float, from_y: float, x: float, y: float) -> tuple[float, float]:
        """Return the corner near *x*, *y* that gives the shape, within the picture."""
        if not self.ratio:
            return x, y
        across, down = (1 if x >= from_x else -1), (1 if y >= from_y else -1)
        room_x = 1 - from_x if across > 0 else from_x
        room_y = 1 - from_y if down > 0 else from_y
        wanted = max(abs(x - from_x), abs(y - from_y) * self.ratio)
        width = min(wanted, room_x, room_y * self.ratio)
        return from_x + across * width, from_y + down * width / self.ratio

    def grown(self, across: float, down: float) -> Self:
        """Make the part larger or smaller, in its shape."""
        if self.ratio:
            width = across or down * self.ratio
            across, down = width, width / self.ratio
            found = self.current
            is_beyond = found is not None and (
                found.left + found.width + across > 1 or found.top + found.height + down > 1
            )
            if is_beyond:
                return self
        return Drawing.grown(self, across, down)

    def added(self) -> Self:
        """Take the largest part of the shape, from the middle."""
        made = cropping.largest(self.ratio or 1.0)
        if not self.ratio:
            edge = (1 - _INSIDE) / 2
            made = replace(made, left=edge, top=edge, width=_INSIDE, height=_INSIDE)
        return replace(self, areas=(made,), chosen=0)

    def of_ratio(self, ratio: float) -> Self:
        """Give the part another shape, around where it was; there is one afterwards in any case."""
        after = replace(self, ratio=ratio)
        found = self.current
        if not ratio:
            return after if found is not None else after.added()
        if found is None:
            return after.added()
        x, y = found.left + found.width / 2, found.top + found.height / 2
        return replace(after, areas=(cropping.largest(ratio, x, y),), chosen=0)
