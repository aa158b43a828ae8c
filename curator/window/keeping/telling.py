"""Versions and what differs between them in words: when, which field, which value, how much."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from curator.captions.text import first_line, is_blank
from curator.errors import shown
from curator.manifest.versions.index import Version
from curator.story.comparing import Differences, PhotoDifference, Standing
from curator.story.values import (
    AcceptedName,
    Area,
    Block,
    Correction,
    GroupBlock,
    Link,
    Photo,
    PhotoBlock,
    WordBlock,
)
from curator.window import wording

_FIELDS = {
    "standing": "place",
    "layout": "layout",
    "group.caption": "caption of the group",
    "picture": "picture",
    "from_file": "from the file",
    "links": "links",
    "corrections": "corrections",
    "dictionary": "dictionary",
    "waivers": "waived problems",
    "hidden": "hidden areas",
    "phone_crop": "crop for phones",
    "place_detail": "what readers are told of the place",
    "date_detail": "what readers are told of the date",
    "names": "accepted names",
    "source.name": "source",
    "source.url": "address of the source",
    "extra": "values of other programs",
}
"""What fields are called that no other part of the window names."""

_WEEK = 7

_MOST_PARTS = 3
# Kinds of changes that a summary names; it is one line beside a list.


def when(at: float, now: float | None = None) -> str:
    """Return the time *at*, in seconds since 1970, as a person would say it, for example ``today at 14:32``."""
    moment = time.localtime(at)
    today = time.localtime(time.time() if now is None else now)
    clock = time.strftime("%H:%M", moment)
    days = _day(today) - _day(moment)
    if days == 0:
        return f"today at {clock}"
    if days == 1:
        return f"yesterday at {clock}"
    if 1 < days < _WEEK:
        return f"{time.strftime('%A', moment)} at {clock}"
    year = "" if moment.tm_year == today.tm_year else f" {moment.tm_year}"
    return f"{moment.tm_mday} {time.strftime('%B', moment)}{year} at {clock}"


def _day(moment: time.struct_time) -> int:
    """Return the number of a day, counted on through months and years."""
    import datetime

    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()


def version_name(version: Version) -> str:
    """Return what *version* is called: its name, else when it was saved."""
    return version.name or f"Saved {when(version.saved_at)}"


def field_name(field: str) -> str:
    """Return what *field*, a path of ``comparing``, is called at the beginning of a line."""
    if field.startswith("defaults."):
        return f"{field_name(field.removeprefix('defaults.'))} for all photos"
    name = _FIELDS.get(field) or wording.FIELD_NAMES.get(field) or _FIELDS["extra"]
    return name[:1].upper() + name[1:]


def value_text(field: str, value: Any) -> str:
    """Return the *value* of *field* as words; ``""`` for an empty one."""
    if field == "rating":
        return "★" * int(value)
    if field == "from_file":
        return ", ".join(sorted(wording.FIELD_NAMES.get(name, name) for name in value))
    if isinstance(value, Photo):
        return shown(value.file_name)
    if isinstance(value, PhotoBlock | GroupBlock):
        return _layout(value)
    return _list(value) if isinstance(value, tuple) else str(value)


def _layout(block: PhotoBlock | GroupBlock) -> str:
    layout = block.layout or "plain"
    if isinstance(block, PhotoBlock):
        return layout
    return f"group of {len(block.photos)}, {layout}"


def _list(values: tuple[Any, ...]) -> str:
    if all(isinstance(value, str) for value in values):
        return ", ".join(values)
    return "\n".join(_item(value) for value in values)


def _item(value: Any) -> str:
    match value:
        case Link():
            return " · ".join(filter(None, (value.kind, value.label, value.url)))
        case AcceptedName():
            return " · ".join(filter(None, (value.name, value.kind)))
        case Area():
            across, down = round(value.left * 100), round(value.top * 100)
            size = f"{max(1, round(value.width * 100))} × {max(1, round(value.height * 100))} %"
            return f"{value.shape} of {size}, {across} % from the left, {down} % from the top"
        case Correction():
            return " · ".join(filter(None, (value.date, value.text)))
        case (str() as key, rest):
            return f"{key}: {json.dumps(rest, ensure_ascii=False, default=str)}"
    return str(value)


def block_text(block: Block | None) -> str:
    """Return what a reader reads of *block*."""
    return block.words if isinstance(block, WordBlock) else ""


def block_name(block: Block | None) -> str:
    """Return what kind of block *block* is."""
    return wording.block_kind(block) if isinstance(block, WordBlock) else "Other block"


def standing(difference: PhotoDifference) -> str:
    """Return what became of a photo in the sequence; ``""`` if nothing."""
    before, after = difference.numbers
    match difference.standing:
        case Standing.ADDED:
            return f"added as number {after}" if after else "added, set aside"
        case Standing.REMOVED:
            return f"removed, was number {before}" if before else "removed, was set aside"
        case Standing.SET_ASIDE:
            return f"set aside, was number {before}"
        case Standing.BROUGHT_IN:
            return f"brought in as number {after}"
        case Standing.MOVED:
            return f"moved from {before} to {after}"
    return ""


def summary(found: Differences) -> str:
    """Return in a line what differs, the weightiest first; ``Nothing changed`` if nothing does."""
    standings = Counter(p.standing for p in found.photos if p.standing is not None)
    parts = [
        f"{wording.count(number, 'photo')} {kind}"
        for kind in Standing
        if (number := standings.get(kind, 0))
    ]
    fields = Counter(f.field.partition(".")[0] for p in found.photos for f in p.fields)
    parts += [_counted(number, field) for field, number in fields.most_common()]
    if found.blocks:
        parts.append(wording.count(len(found.blocks), "text"))
    parts += list(dict.fromkeys(_own_name(f.field) for f in found.fields))
    if not parts:
        return "Nothing changed"
    more = ["…"] if len(parts) > _MOST_PARTS else []
    said = ", ".join([*parts[:_MOST_PARTS], *more])
    return said[:1].upper() + said[1:]


_PLURALS = {"caption": "captions", "alt": "alt texts", "credit": "credits", "picture": "pictures"}


def _counted(number: int, field: str) -> str:
    name = "place name" if field == "place" else field_name(field)
    low = name[:1].lower() + name[1:]
    if number == 1:
        return f"1 {low}" if field in _PLURALS else low
    return f"{number:,} {_PLURALS[field]}" if field in _PLURALS else f"{low} of {number:,} photos"


def _own_name(field: str) -> str:
    name = field_name(field)
    return name[:1].lower() + name[1:]


def listed(names: Iterable[str]) -> str:
    """Return *names* as a person lists them, for example ``a, b and c``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def story_title(title: str) -> str:
    """Return *title* for a line of its own."""
    return "Untitled story" if is_blank(title) else first_line(title)
