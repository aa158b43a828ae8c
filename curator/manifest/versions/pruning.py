"""Which versions of a story stay: a rule on their list alone; removing the others is left to ``store``."""

import time
from collections.abc import Iterable, Iterator, Sequence

from curator.manifest.versions.index import Version

NEWEST = 20
"""Versions that stay whatever their day: an afternoon of saving every quarter of an hour."""

DAYS = 60
"""Days of which the last version stays: longer than a desk works on a story; see :func:`kept`."""

MOST_BYTES = 64 * 1024 * 1024
"""Room for the versions of one story: all of them for 5,000 photos, some 90 for 10,000."""


def kept(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return those of *versions* (whole ones, the newest first) that stay.

    All that have a name, the newest, and the last of each day for so many days: days on which
    somebody saved, not days gone by, so that neither a long rest nor a clock set forward clears
    everything away. Beyond the room for one story the oldest without a name go; the newest never.
    """
    wanted = [
        version
        for place, (version, is_last) in enumerate(
            zip(versions, _last_of_days(versions), strict=True)
        )
        if version.name or place < NEWEST or is_last
    ]
    room = MOST_BYTES - sum(version.size for version in wanted[:1])
    room -= sum(version.size for version in wanted[1:] if version.name)
    return (*wanted[:1], *_fitting(wanted[1:], room))


def _last_of_days(versions: Iterable[Version]) -> Iterator[bool]:
    """Yield of each of *versions* whether it is the last of its day, for the latest days."""
    days: set[str] = set()
    for version in versions:
        day = time.strftime("%Y-%m-%d", time.localtime(version.saved_at))
        yield day not in days and len(days) < DAYS
        days.add(day)


def _fitting(versions: Iterable[Version], room: int) -> Iterator[Version]:
    """Yield those of *versions* that have a name, and the others while there is *room*."""
    is_full = False
    for version in versions:
        if version.name:
            yield version
            continue
        room -= version.size
        is_full = is_full or room < 0
        if not is_full:
            yield version
