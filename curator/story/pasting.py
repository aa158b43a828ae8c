"""The words of one photo taken to others: all of them by copy and paste, or one field from the photo before.

What a clipboard is and what a person chooses is left to the window. Only fields that hold something
are copied, so that pasting never empties one.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curator.captions.text import MAX_LENGTH, is_blank
from curator.story import edits
from curator.story import sequence as order
from curator.story.edits import DEFAULT_FIELDS, PHOTO_FIELDS, PLACE_PARTS, Edit, EditKind
from curator.story.passages import with_words
from curator.story.values import Defaults, Photo, PhotoId, Story

MAX_BYTES = 8 * 1024 * 1024
"""Size of the clipboard's words beyond which they are refused unread."""

MAX_ITEMS = 1000
"""Words that a list is let bring along."""

_FORMAT = "curator-words"
_LISTS = frozenset({"keywords", "persons"})
_PLACE = frozenset(f"place.{part}" for part in PLACE_PARTS)
_TERMS = frozenset({"usage", "license_url"})
_JOINED = frozenset(PHOTO_FIELDS) - _LISTS - {"license_url", "taken", "rating", "mark"}


class PasteMode(StrEnum):
    """What becomes of the words that a photo has already."""

    REPLACE = "replace"
    WHERE_EMPTY = "only where empty"
    BEFORE = "put before"
    AFTER = "put after"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a photo by field, in the order of :data:`~curator.story.edits.PHOTO_FIELDS`.

    ``inherited`` names the fields that the photo has from its story and not of its own.
    """

    items: tuple[tuple[str, Any], ...] = ()
    inherited: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, Any]:
        """The values by field."""
        return dict(self.items)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that hold something."""
        return tuple(field for field, _ in self.items)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What pasting makes of one field of one photo."""

    photo: PhotoId
    field: str
    before: Any
    after: Any


def copied(photo: Photo, defaults: Defaults) -> Words:
    """Return all words of *photo*, those that it takes from *defaults* marked as such."""
    own = {field: edits.read_field(photo, field) for field in PHOTO_FIELDS}
    shared = {field: edits.read_field(defaults, field) for field in DEFAULT_FIELDS}
    if photo.place.line:
        shared |= dict.fromkeys(_PLACE, "")
    if not all(map(is_blank, (photo.usage, photo.license_url))):
        shared |= dict.fromkeys(_TERMS, "")
    inherited = frozenset(field for field, value in shared.items() if value and not own[field])
    values = own | {field: shared[field] for field in inherited}
    return Words(tuple((f, v) for f, v in values.items() if v), inherited)


def to_json(words: Words) -> bytes:
    """Return *words* as the clipboard carries them."""
    values = {
        "format": _FORMAT,
        "version": 1,
        "fields": words.values,
        "inherited": sorted(words.inherited),
    }
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def from_json(data: bytes) -> Words | None:
    """Return the words that a clipboard carries; ``None`` if *data* is nothing of the kind.

    Whoever filled the clipboard may be hostile: what is no field or no value for it is passed over.
    """
    if len(data) > MAX_BYTES:
        return None
    try:
        values = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    fields = values.get("fields") if isinstance(values, dict) else None
    if not isinstance(fields, dict) or values.get("format") != _FORMAT:
        return None
    read = ((field, _read(field, fields[field])) for field in PHOTO_FIELDS if field in fields)
    items = tuple((field, value) for field, value in read if value)
    named = values.get("inherited")
    names = {name for name in named if isinstance(name, str)} if isinstance(named, list) else set()
    return Words(items, frozenset(names & dict(items).keys() & set(DEFAULT_FIELDS)))


def _read(field: str, value: Any) -> Any:
    """Return *value* as *field* would hold it; ``None`` if it could not."""
    if field == "rating":
        is_rating = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 5
        return value if is_rating else None
    if field == "mark":
        return value if value in ("pick", "reject") else None
    if field in _LISTS:
        is_list = isinstance(value, list)
        texts = [v for v in value[:MAX_ITEMS] if isinstance(v, str)] if is_list else []
        return edits.cleaned(field, texts)
    return edits.cleaned(field, value) if isinstance(value, str) else None


def outcome(
    story: Story,
    ids: Iterable[PhotoId],
    words: Words,
    fields: Collection[str],
    mode: PasteMode,
) -> Iterator[Pasted]:
    """Yield what pasting *fields* of *words* would change, photo by photo."""
    values = {f: edits.cleaned(f, value) for f, value in words.items if f in fields}
    # What a photo inherits already stays inherited, and goes on following the story.
    shared = {f: edits.read_field(story.defaults, f) for f in words.inherited & values.keys()}
    followed = {field for field, value in shared.items() if value == values[field]}
    for photo_id in ids:
        photo = story.photos.get(photo_id)
        if photo is None:
            continue
        kept = _kept(photo, values) if mode is PasteMode.WHERE_EMPTY else frozenset()
        for field, value in values.items():
            before = edits.read_field(photo, field)
            if before == value or field in kept or (field in followed and not before):
                continue
            after = _combined(field, before, value, mode)
            if after != before:
                yield Pasted(photo_id, field, before, after)


def _kept(photo: Photo, values: Mapping[str, Any]) -> frozenset[str]:
    """Return which fields of *values* are not empty in *photo*.

    A place, and terms with the address of their licence, are filled as a whole or not at all: the
    city of one photo in the country of another would be a place that there is not.
    """
    full = {field for field in values if edits.read_field(photo, field)}
    for whole in (_PLACE, _TERMS):
        if full & whole:
            full |= whole
    return frozenset(full)


def _combined(field: str, before: Any, value: Any, mode: PasteMode) -> Any:
    if not before or mode is PasteMode.REPLACE:
        return value
    first, second = (value, before) if mode is PasteMode.BEFORE else (before, value)
    if field in _LISTS:
        return edits.cleaned(field, (*first, *second))
    if field not in _JOINED:
        return before  # A date or a rating has nothing that another could be put before.
    has_it = before.startswith(value) if mode is PasteMode.BEFORE else before.endswith(value)
    joined = before if has_it else _joined(first, second)
    # What is too long to be kept whole would lose words of the photo's own.
    return joined if len(joined) <= MAX_LENGTH else before


def _joined(first: str, second: str) -> str:
    is_parted = first[-1:].isspace() or second[:1].isspace()
    return first + second if is_parted else f"{first} {second}"


def paste(
    ids: Iterable[PhotoId],
    words: Words,
    fields: Collection[str],
    mode: PasteMode = PasteMode.REPLACE,
    skip: Collection[tuple[PhotoId, str]] = (),
) -> Edit:
    """Make the edit that gives *fields* of *words* to photos; *skip* names fields of photos left alone.

    Texts put before or after others are joined with a space, and not put there a second time; lists
    are united. What cannot be joined, such as a rating, then only fills what is empty.
    """
    chosen = tuple(dict.fromkeys(ids))
    left = frozenset(skip)

    def apply(story: Story) -> Story:
        values: dict[PhotoId, dict[str, Any]] = {}
        for one in outcome(story, chosen, words, fields, mode):
            if (one.photo, one.field) not in left:
                values.setdefault(one.photo, {})[one.field] = one.after
        return with_words(story, values)

    return Edit(EditKind.PASTE, apply, chosen)


def same_as_previous(
    story: Story,
    ids: Iterable[PhotoId],
    field: str,
    photos_order: Sequence[PhotoId] | None = None,
) -> Edit:
    """Make the edit by which photos take *field* from the photo before them.

    That is the one before in the sequence; for a photo set aside the one before in *photos_order*,
    the order in which they came in unless given. Photos of *ids* that follow each other all take it
    from the photo before the first. The edit names those that take something; which do not is told
    by :func:`without_previous`.
    """
    taken = _from_previous(story, ids, field, photos_order)
    edit = edits.set_fields({i: {field: value} for i, value in taken.items()}, EditKind.PASTE)
    return Edit(edit.kind, edit.apply, edit.photos, field)


def without_previous(
    story: Story,
    ids: Iterable[PhotoId],
    field: str,
    photos_order: Sequence[PhotoId] | None = None,
) -> tuple[PhotoId, ...]:
    """Return which of *ids* have no photo before them that says anything in *field*."""
    given = tuple(ids)
    taken = _from_previous(story, given, field, photos_order)
    return tuple(photo_id for photo_id in given if photo_id not in taken)


def _from_previous(
    story: Story,
    ids: Iterable[PhotoId],
    field: str,
    photos_order: Sequence[PhotoId] | None,
) -> dict[PhotoId, Any]:
    """Return what each photo takes from the one before it; one that would take nothing is left out."""
    chosen = {photo_id for photo_id in ids if photo_id in story.photos}
    shown = [i for i in order.photo_ids(story.sequence) if i in story.photos]
    aside = chosen - set(shown)
    everything = list(story.photos) if photos_order is None else photos_order
    taken: dict[PhotoId, Any] = {}
    for row, takers in ((shown, chosen - aside), (everything, aside)):
        giver: PhotoId | None = None
        for photo_id in row:
            if photo_id not in chosen:
                giver = photo_id if photo_id in story.photos else giver
            elif photo_id in takers and giver is not None:
                value = edits.read_field(story.photos[giver], field)
                # An empty field that inherits says something; one that does not has nothing to give.
                if value or (field in DEFAULT_FIELDS and edits.read_field(story.defaults, field)):
                    taken[photo_id] = value
    return taken
