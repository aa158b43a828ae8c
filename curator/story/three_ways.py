"""One value that two people may have changed, from what it was: theirs, ours, both, or a conflict."""

from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any

_NAMED_BY: dict[str, Callable[[Any], Hashable]] = {
    "waivers": attrgetter("place"),
    "names": attrgetter("name"),
}
# What makes an item of a list the same, although something else of it may differ.

_ADDED_TO = frozenset({"keywords", "persons", "dictionary", "names", "waivers"})
# Lists whose items stand for themselves: each is put in or taken out, none is rewritten.

_REWRITTEN = frozenset({"links", "corrections"})
# Lists whose items are rewritten in place: the same one changed by both cannot stand twice.


def three_ways(field: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, bool]:
    """Return the value of *field* that keeps both changes, and whether it could not: then it is *ours*.

    Areas that no reader may see are never uncovered by putting two changes together: whatever either
    side hides is hidden.
    """
    if theirs in (base, ours):
        return ours, False
    if ours == base:
        return theirs, False
    if field == "hidden":
        return _with_added(field, base, ours, theirs), False
    if field in _ADDED_TO:
        return _with_added(field, base, _without_gone(base, ours, theirs), theirs), False
    if field in _REWRITTEN and not _is_rewritten_twice(base, ours, theirs):
        return _with_added(field, base, _without_gone(base, ours, theirs), theirs), False
    if field.rpartition(".")[2] == "extra":
        return _merged_keys(base, ours, theirs)
    return ours, True


def _with_added(
    field: str, base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Return *ours* with what *theirs* has more than *base*, at the end."""
    known = {_name(field, item) for item in ours}
    new = (item for item in theirs if item not in base)
    return (*ours, *(item for item in new if _name(field, item) not in known))


def _name(field: str, item: Any) -> Hashable:
    name_of = _NAMED_BY.get(field)
    named: Hashable = item if name_of is None else name_of(item)
    return named


def _without_gone(
    base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Return *ours* without what *theirs* took out of *base*."""
    return tuple(item for item in ours if item not in base or item in theirs)


def _is_rewritten_twice(
    base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]
) -> bool:
    return any(item not in ours and item not in theirs for item in base)


def _merged_keys(base: Any, ours: Any, theirs: Any) -> tuple[Any, bool]:
    """Return keys of other programs merged one by one, and whether both changed one of them."""
    old, mine, other = dict(base), dict(ours), dict(theirs)
    missing = object()
    is_conflict = False
    merged = []
    for key in (*mine, *(key for key in other if key not in mine)):
        values = [side.get(key, missing) for side in (old, mine, other)]
        value, is_clash = three_ways("", *values)
        is_conflict |= is_clash
        if value is not missing:
            merged.append((key, value))
    return tuple(merged), is_conflict
