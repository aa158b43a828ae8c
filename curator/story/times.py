"""Moving dates of photos by a span, for a camera whose clock was wrong; reading dates is left to ``captions``."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from curator.story.edits import Edit, EditKind, set_fields
from curator.story.values import PhotoId, Story

_SPAN = re.compile(
    r"([+\-\u2212])?\s*(?:(\d+)\s*d(?:ays?)?\s*)?(?:(\d{1,3}):(\d{2})(?::(\d{2}))?)?"
)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?")


def read_span(text: str) -> timedelta | None:
    """Return the span that *text* means: ``+1:00``, ``-0:05:30``, ``-1d 2:00``; ``None`` if it means none."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    return -span if found[1] in ("-", "\u2212") else span


def span_text(span: timedelta) -> str:
    """Return *span* as :func:`read_span` reads it, to the second: ``+1:00``, ``-1d 2:00:05``."""
    total = round(span.total_seconds())
    days, rest = divmod(abs(total), 86_400)
    hours, minutes, seconds = rest // 3_600, rest // 60 % 60, rest % 60
    clock = f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
    return f"{'-' if total < 0 else '+'}{f'{days}d ' if days else ''}{clock}"


def shifted(taken: str, span: timedelta) -> str:
    """Return the ISO 8601 moment *taken* moved by *span*, written as it was; dates without time stay."""
    try:
        moment = datetime.fromisoformat(taken)
    except ValueError:
        return taken
    if "T" not in taken:
        return taken
    try:
        later = moment + span
    except OverflowError:
        return taken
    form = _MOMENT.fullmatch(taken)
    if form is None:
        return later.isoformat()
    text = later.replace(tzinfo=None, microsecond=0).isoformat()
    seconds, fraction, zone = form.groups("")
    digits = f".{later.microsecond:06}"[: len(fraction)]
    return (text if seconds else text[:16]) + digits + zone


def shift_taken(ids: Iterable[PhotoId], span: timedelta) -> Edit:
    """Make the edit that moves the dates taken of the photos of *ids* by *span*."""
    return shift_each(dict.fromkeys(ids, span))


def shift_each(spans: Mapping[PhotoId, timedelta]) -> Edit:
    """Make the edit that moves the date taken of each photo by a span of its own."""

    def apply(story: Story) -> Story:
        there = ((story.photos.get(photo_id), span) for photo_id, span in spans.items() if span)
        moved = ((p, shifted(p.taken, span)) for p, span in there if p is not None)
        values = {p.id: {"taken": taken} for p, taken in moved if taken != p.taken}
        return set_fields(values).apply(story)

    return Edit(EditKind.FIELD, apply, tuple(spans), "taken")
