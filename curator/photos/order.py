"""The orders in which photos may stand: by instant of capture, or by file name as a person counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from natsort import os_sort_key

from curator.story.values import Photo


def in_capture_order(photos: Iterable[Photo]) -> list[Photo]:
    """Return *photos* by the instant of capture, sub-seconds included, undated ones last by name.

    A time without offset is taken to be in the zone that most of the dated photos name, since the
    photos of one story were mostly taken in one.
    """
    dated = [(photo, _moment(photo.taken)) for photo in photos]
    offsets = Counter(m.utcoffset() for _, m in dated if m is not None and m.tzinfo is not None)
    usual = timezone(offsets.most_common(1)[0][0] or timedelta()) if offsets else UTC

    def key(pair: tuple[Photo, datetime | None]) -> tuple[Any, ...]:
        photo, moment = pair
        name = os_sort_key(photo.file_name)
        if moment is None:
            return (1, 0.0, name)
        instant = moment if moment.tzinfo is not None else moment.replace(tzinfo=usual)
        return (0, (instant - _EPOCH).total_seconds(), name)

    return [photo for photo, _ in sorted(dated, key=key)]


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _moment(taken: str) -> datetime | None:
    try:
        return datetime.fromisoformat(taken)
    except ValueError:
        return None


def in_name_order(photos: Iterable[Photo]) -> list[Photo]:
    """Return *photos* by file name, ``img2`` before ``img10``."""
    return sorted(photos, key=lambda photo: os_sort_key(photo.file_name))
