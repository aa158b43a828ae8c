"""Edits that bring rows to a place in the sequence from wherever they are: another place, or set aside."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from curator.story import sequence as order
from curator.story.edits import Edit, EditKind
from curator.story.values import Key, PhotoBlock, PhotoId, Story

Rows = tuple[Key, ...]


def bring_before(keys: Iterable[Key], before: Key | None) -> Edit:
    """Make the edit that brings rows as one run before the row of *before*, to the end if ``None``.

    What stands in the sequence keeps its order; photos set aside follow in the order given. Where
    *before* is itself among them, they land before the next row that stays.
    """

    def place(rows: Rows, rest: order.Sequence) -> int:
        stays = set(order.rows(rest))
        at = rows.index(before) if before in rows else len(rows)
        following = next((key for key in rows[at:] if key in stays), None)
        blocks = enumerate(rest)
        return next((n for n, block in blocks if following in order.keys_of(block)), len(rest))

    return _bring(keys, place)


def bring_behind(keys: Iterable[Key], behind: Key | None, kind: EditKind = EditKind.MOVE) -> Edit:
    """Make the edit that brings rows as one run behind the row of *behind*, to the head if ``None``.

    Otherwise as :func:`bring_before`; behind a row of a group is behind the group.
    """

    def place(rows: Rows, rest: order.Sequence) -> int:
        stays = set(order.rows(rest))
        end = rows.index(behind) + 1 if behind in rows else 0
        last = next((key for key in reversed(rows[:end]) if key in stays), None)
        blocks = enumerate(rest, 1)
        return next((n for n, block in blocks if last in order.keys_of(block)), 0)

    return _bring(keys, place, kind)


def _bring(
    keys: Iterable[Key],
    place: Callable[[Rows, order.Sequence], int],
    kind: EditKind = EditKind.MOVE,
) -> Edit:
    """Make the edit that brings rows to the *place* that is told of all rows and the blocks that stay."""
    chosen = tuple(dict.fromkeys(keys))

    def apply(story: Story) -> Story:
        rows = order.rows(story.sequence)
        shown = set(rows)
        ids = (PhotoId(key) for key in chosen if isinstance(key, str) and key not in shown)
        fresh = [PhotoBlock(photo_id) for photo_id in ids if photo_id in story.photos]
        taken, rest = order.split(story.sequence, chosen)
        at = place(rows, rest)
        after = (*rest[:at], *taken, *fresh, *rest[at:])
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(kind, apply, tuple(PhotoId(k) for k in chosen if isinstance(k, str)))
