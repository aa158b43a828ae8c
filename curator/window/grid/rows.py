"""Which rows a view over a story has: those of the Story view, of the Photos view, and of what is set aside."""

from curator.story import sequence as order
from curator.story.values import Key, OtherBlock, PhotoBlock, Story


def story_rows(story: Story) -> tuple[Key, ...]:
    """Return the rows of the Story view: every block that a reader meets, in order."""
    keys: list[Key] = []
    for block in story.sequence:
        if isinstance(block, PhotoBlock):  # as most, and asked of thousands at once
            keys.append(block.photo)
        elif not isinstance(block, OtherBlock):
            keys.extend(order.keys_of(block))
    return tuple(keys)


def photo_rows(story: Story) -> tuple[Key, ...]:
    """Return the rows of the Photos view: everything that came in."""
    return tuple(story.photos)


def aside_rows(story: Story) -> tuple[Key, ...]:
    """Return the rows of what is set aside: everything that came in and the sequence does not show."""
    shown = set(order.photo_ids(story.sequence))
    return tuple([photo_id for photo_id in story.photos if photo_id not in shown])
