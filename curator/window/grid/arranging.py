"""The orders of the Photos view by name; how photos are told apart in each is left to ``photos.order``."""

from collections.abc import Sequence

from curator.photos import order as orders
from curator.story.values import Photo
from curator.window.document import StoryDocument
from curator.window.grid.model import GridModel
from curator.window.grid.wanted import Arrange


def arrange(rows: GridModel, name: str, document: StoryDocument) -> None:
    """Show *rows*, all of them photos, in the order called *name*, one of :data:`chips.ORDERS`."""

    def as_in_story(photos: Sequence[Photo]) -> list[Photo]:
        """Return *photos* as the sequence has them, those set aside last."""
        numbers = document.numbers
        return sorted(photos, key=lambda photo: numbers.get(photo.id, len(numbers) + 1))

    arrangements: dict[str, Arrange | None] = {
        "came": None,
        "time": orders.in_capture_order,
        "name": orders.in_name_order,
        "rating": orders.in_rating_order,
        "story": as_in_story,
    }
    rows.arrange(arrangements[name], follows_sequence=name == "story")
