"""The words of one photo taken to others: all of them by copy and paste, or one field from the photo before.

What a clipboard is and what a person chooses is left to the window. Only fields that hold something
are copied, so that pasting never empties one; but a place, and terms with the address of their
licence, are copied as a whole: the city of one photo in the country of another would be a place
that there is not, and terms beside the licence of something else would grant what nobody granted.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curator.captions.dates import read_date
from curator.story import edits
from curator.story import sequence as order
from curator.story.edits import DEFAULT_FIELDS, PHOTO_FIELDS, PLACE_PARTS, Edit, EditKind
from curator.story.joining import Mode, is_empty, joined
from curator.story.values import Defaults, Photo, PhotoId, Story

MAX_BYTES = 8 * 1024 * 1024
"""Size of the clipboard's words beyond which they are refused unread."""

MAX_ITEMS = 1000
"""Words that a list is let bring along."""

MAX_DATE = 100
"""Characters of a date beyond which it is none."""

_FORMAT, _VERSION = "curator-words", 1
_LISTS = frozenset({"keywords", "persons"})
_PLACE = frozenset(f"place.{part}" for part in PLACE_PARTS)
_TERMS = frozenset({"usage", "license_url"})
WHOLES = (_PLACE, _TERMS)
"""Fields that are pasted together or not at all: one without the others would say something else."""
_SINGLE = frozenset({"license_url", "taken", "rating", "mark"})

PasteMode = Mode
"""What becomes of the words that a photo has already."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a photo by field, in the order of :data:`~curator.story.edits.PHOTO_FIELDS`.

    ``inherited`` names the fields that the photo has from its story and not of its own. Where one
    part of a place, or of terms and licence, is there, all are, those that hold nothing as ``""``.
    """

    items: tuple[tuple[str, Any], ...] = ()
    inherited: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, Any]:
        """The values by field."""
        return dict(self.items)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are there."""
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
    full = _with_wholes({field for field, value in own.items() if not is_empty(value)})
    shared = {field: edits.read_field(defaults, field) for field in DEFAULT_FIELDS}
    inherited = {f for f, value in shared.items() if f not in full and not is_empty(value)}
    return _made(own | {field: shared[field] for field in inherited}, inherited)


def _with_wholes(fields: Collection[str]) -> frozenset[str]:
    """Return *fields* with all parts of a place, and of terms and licence, of which they have one."""
    named = frozenset(fields)
    return named.union(*(whole for whole in WHOLES if named & whole))


def _made(values: Mapping[str, Any], inherited: Collection[str]) -> Words:
    """Return the words of *values*: those that hold something, and what makes them whole."""
    held = {field: value for field, value in values.items() if not is_empty(value)}
    fields = _with_wholes(held.keys())
    own = _with_wholes(held.keys() - inherited)
    items = tuple((field, held.get(field, "")) for field in PHOTO_FIELDS if field in fields)
    return Words(items, (fields - own) & set(DEFAULT_FIELDS))


def to_json(words: Words) -> bytes:
    """Return *words* as the clipboard carries them."""
    values = {
        "format": _FORMAT,
        "version": _VERSION,
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
    if values.get("version", _VERSION) != _VERSION:
        return None
    read = {field: _read(field, fields[field]) for field in PHOTO_FIELDS if field in fields}
    named = values.get("inherited")
    names = {name for name in named if isinstance(name, str)} if isinstance(named, list) else set()
    return _made(read, names & set(DEFAULT_FIELDS))


def _read(field: str, value: Any) -> Any:
    """Return *value* as *field* would hold it; ``None`` if it could not."""
    if field == "taken":
        is_short = isinstance(value, str) and len(value) <= MAX_DATE
        return read_date(edits.cleaned(field, value)) if is_short else None
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
    """Yield what pasting *fields* of *words* would change, photo by photo.

    Where words are replaced, one part of a place, or of terms and licence, brings all the others.
    """
    given = {field: edits.cleaned(field, value) for field, value in words.items}
    named = given.keys() & set(fields)
    chosen = _with_wholes(named) if mode is PasteMode.REPLACE else named
    values = {field: given.get(field, "") for field in PHOTO_FIELDS if field in chosen}
    followed = _followed(given, words.inherited, story.defaults)
    for photo_id in ids:
        photo = story.photos.get(photo_id)
        if photo is None:
            continue
        own = {field: edits.read_field(photo, field) for field in values}
        kept = _with_wholes(_full(own)) if mode is PasteMode.WHERE_EMPTY else frozenset()
        following = followed - _owned(photo) if followed else followed
        for field, value in values.items():
            before = own[field]
            if before == value or field in kept:
                continue
            # What a photo inherits already stays inherited, and goes on following the story.
            after = "" if field in following else _combined(field, before, value, mode)
            if after != before:
                yield Pasted(photo_id, field, before, after)


def _followed(
    given: Mapping[str, Any], inherited: Collection[str], defaults: Defaults
) -> frozenset[str]:
    """Return which fields of words a photo without its own takes from the story as they are."""
    alike = {f for f in DEFAULT_FIELDS if given.get(f, "") == edits.read_field(defaults, f)}
    same = alike & set(inherited)
    # Parts that hold nothing are nobody's own, but the story must have none there either.
    own = {field for field, value in given.items() if not is_empty(value)} - set(inherited)
    split = [whole for whole in WHOLES if own & whole or not whole <= alike]
    return frozenset(same).difference(*split)


def _owned(photo: Photo) -> frozenset[str]:
    """Return which fields *photo* does not take from its story."""
    return _with_wholes(_full({field: edits.read_field(photo, field) for field in DEFAULT_FIELDS}))


def _full(values: Mapping[str, Any]) -> set[str]:
    return {field for field, value in values.items() if not is_empty(value)}


def _combined(field: str, before: Any, value: Any, mode: PasteMode) -> Any:
    if field in _SINGLE and mode is not PasteMode.REPLACE:
        mode = PasteMode.EMPTY  # A date or a rating has nothing that another could be put before.
    return joined(value, before, mode)


def paste(
    ids: Iterable[PhotoId],
    words: Words,
    fields: Collection[str],
    mode: PasteMode = PasteMode.REPLACE,
    skip: Collection[tuple[PhotoId, str]] = (),
) -> Edit:
    """Make the edit that gives *fields* of *words* to photos; *skip* names fields of photos left alone.

    Where words are replaced, a part that is skipped leaves the whole place, or terms and licence,
    alone. Texts put before or after others are joined with a space, and not put there a second time; lists
    are united. What cannot be joined, such as a rating, then only fills what is empty.
    """
    chosen = tuple(dict.fromkeys(ids))
    left = _skipped(skip, mode)

    def apply(story: Story) -> Story:
        values: dict[PhotoId, dict[str, Any]] = {}
        for one in outcome(story, chosen, words, fields, mode):
            if (one.photo, one.field) not in left:
                values.setdefault(one.photo, {})[one.field] = one.after
        return edits.set_fields(values).apply(story)

    return Edit(EditKind.PASTE, apply, chosen)


def _skipped(
    skip: Collection[tuple[PhotoId, str]], mode: PasteMode
) -> frozenset[tuple[PhotoId, str]]:
    if mode is not PasteMode.REPLACE:
        return frozenset(skip)
    return frozenset((i, other) for i, field in skip for other in _with_wholes({field}))


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
