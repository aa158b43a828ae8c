"""Templates: named sets of words put on many photos, to each as its own values ask; storing them is left to ``kit``.

A text of a template may hold variables and codes. Codes come first, so that the form of a code may
hold variables and ``={city}=`` names a code by a value; what values say is never taken for either.
Texts without variables are put on a photo first: a template that fills in the city may say ``{city}``
in its caption. Only the fields that a template names are touched: what a code gives other fields
counts while typing, not here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curator.captions.codes import LISTS, CodeTable, replaced, split_list
from curator.captions.dates import read_date
from curator.captions.text import is_blank
from curator.captions.variables import Value, expand, has_variables
from curator.story import sequence as order
from curator.story.edits import (
    PHOTO_FIELDS,
    Edit,
    EditKind,
    cleaned,
    read_field,
    set_fields,
    typed,
)
from curator.story.joining import Mode as Mode
from curator.story.joining import is_empty, joined
from curator.story.values import Extra, Photo, PhotoId, Story
from curator.story.variables import values_of

SINGLE = ("license_url", "taken", "rating", "mark")
"""Fields that hold one value, before or after which nothing can be put."""

MAX_RATING = 5
_MARKS = ("pick", "reject")

_LONGEST = 100
# Characters of a date or a number at most: what is longer is neither, and slow to be looked at.


@dataclass(frozen=True, slots=True)
class Entry:
    """What a template says of one field; kept but not applied while it is not ticked."""

    field: str
    text: str = ""
    mode: Mode = Mode.REPLACE
    is_ticked: bool = True
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A named set of words for photos, one entry a field.

    ``unread`` holds entries of its file that make no sense here; they are written back.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    extra: Extra = ()
    unread: tuple[Any, ...] = ()

    def entry(self, field: str) -> Entry | None:
        """Return what the template says of *field*."""
        return next((entry for entry in self.entries if entry.field == field), None)

    def with_entry(self, entry: Entry) -> "Template":
        """Return the template with *entry* in place of what it said of that field."""
        others = {e.field: e for e in self.entries} | {entry.field: entry}
        ordered = sorted(others.values(), key=lambda e: PHOTO_FIELDS.index(e.field))
        return replace(self, entries=tuple(ordered))


@dataclass(frozen=True, slots=True)
class Change:
    """What a template changes in one field of one photo."""

    photo: PhotoId
    field: str
    before: Any
    after: Any


Row = tuple[PhotoId, str]
"""One field of one photo."""

_NO_CODES = CodeTable()


def preview(
    story: Story, ids: Iterable[PhotoId], template: Template, codes: CodeTable = _NO_CODES
) -> Iterator[Change]:
    """Yield what *template* would change in the photos of *ids*, one field after the other."""
    numbers = order.numbers(story.sequence) if _needs_number(template, codes) else {}
    for photo_id in ids:
        photo = story.photos.get(photo_id)
        if photo is not None:
            yield from changes_of(story, photo, template, codes, numbers.get(photo_id, 0))


def changes_of(
    story: Story, photo: Photo, template: Template, codes: CodeTable = _NO_CODES, number: int = 0
) -> Iterator[Change]:
    """Yield what *template* would change in *photo*, which has *number* in *story*."""
    ticked = [entry for entry in template.entries if entry.is_ticked]
    texts = {entry.field: _with_codes(entry, story, photo, codes) for entry in ticked}
    after = {
        entry.field: _after(entry, texts[entry.field], photo)
        for entry in ticked
        if not has_variables(texts[entry.field])
    }
    is_whole = len(after) == len(ticked)
    values = {} if is_whole else values_of(story, typed(photo, after), number)
    for entry in ticked:
        if entry.field not in after:
            words = _expanded(entry, texts[entry.field], values, story.language)
            after[entry.field] = _after(entry, words, photo)
        before = read_field(photo, entry.field)
        if after[entry.field] != before:
            yield Change(photo.id, entry.field, before, after[entry.field])


def apply(
    ids: Iterable[PhotoId],
    template: Template,
    only: Collection[Row] | None = None,
    codes: CodeTable = _NO_CODES,
) -> Edit:
    """Make the edit that puts *template* on the photos of *ids*; of its changes those of *only*, if given."""
    chosen = tuple(ids)
    return Edit(
        EditKind.TEMPLATE,
        lambda story: _applied(story, preview(story, chosen, template, codes), only),
        chosen,
    )


def prepare(
    story: Story,
    ids: Iterable[PhotoId],
    template: Template,
    only: Collection[Row] | None = None,
    codes: CodeTable = _NO_CODES,
) -> Edit:
    """Make the edit of :func:`apply` with the work done here, in any thread, for *story* as it stands.

    A photo that changes before the edit is applied gets its changes worked out anew.
    """
    chosen = tuple(ids)
    done = _applied(story, preview(story, chosen, template, codes), only)
    renewed = done.photos.differing_ids(story.photos)
    touched = {i: (story.photos[i], done.photos[i]) for i in chosen if i in renewed}

    def put(now: Story) -> Story:
        ready, late = [], []
        for photo_id, (before, after) in touched.items():
            photo = now.photos.get(photo_id)
            if photo is before:
                ready.append(after)
            elif photo is not None:
                late.append(photo_id)
        there = replace(now, photos=now.photos.with_photos(ready)) if ready else now
        return _applied(there, preview(there, late, template, codes), only) if late else there

    return Edit(EditKind.TEMPLATE, put, tuple(touched))


def stamped(photo: Photo, template: Template, story: Story, codes: CodeTable = _NO_CODES) -> Photo:
    """Return *photo*, which is just coming into *story*, with *template* on it."""
    changes = changes_of(story, photo, template, codes)
    return typed(photo, {change.field: change.after for change in changes})


def with_values(
    ids: Iterable[PhotoId], values: Mapping[str, str | tuple[str, ...]], burst: Any = None
) -> Edit:
    """Make the edit by which a code gives other fields of the photos of *ids* their values.

    Text replaces what is there, lists are added to. A burst makes it one step with what was typed.
    """
    chosen = tuple(ids)

    def put(story: Story) -> Story:
        photos = [story.photos[i] for i in chosen if i in story.photos]
        given = {
            photo.id: {
                name: (*read_field(photo, name), *value) if name in LISTS else value
                for name, value in values.items()
            }
            for photo in photos
        }
        return set_fields(given).apply(story)

    return Edit(EditKind.FIELD, put, chosen, next(iter(values), ""), burst)


def expanded(
    entry: Entry, story: Story, photo: Photo, codes: CodeTable = _NO_CODES, number: int = 0
) -> str:
    """Return the words that *entry* has for *photo*, before they are put with what is there."""
    text = _with_codes(entry, story, photo, codes)
    return _expanded(entry, text, values_of(story, photo, number), story.language)


def fault_of(field: str, text: str) -> str:
    """Return why *text*, expanded, can be no value of *field*; ``""`` if it can."""
    words = text.strip()
    if not words:
        return ""
    if field == "rating" and not _is_rating(words):
        return f"a rating is a number from 0 to {MAX_RATING}"
    if field == "mark" and words.lower() not in _MARKS:
        return "a mark is pick or reject"
    if field == "taken" and (len(words) > _LONGEST or read_date(words) is None):
        return f"“{words[:40]}” is no date"
    return ""


def _is_rating(words: str) -> bool:
    is_number = len(words) <= _LONGEST and words.isascii() and words.isdigit()
    return is_number and int(words) <= MAX_RATING


def _applied(story: Story, changes: Iterable[Change], only: Collection[Row] | None) -> Story:
    values: dict[PhotoId, dict[str, Any]] = {}
    for change in changes:
        if only is None or (change.photo, change.field) in only:
            values.setdefault(change.photo, {})[change.field] = change.after
    return set_fields(values).apply(story)


def _needs_number(template: Template, codes: CodeTable) -> bool:
    """Say whether the order of the story has to be known: forms of codes may ask for it too."""
    ticked = [entry.text for entry in template.entries if entry.is_ticked]
    return any("{number" in replaced(text, codes).lower() for text in ticked)


def _with_codes(entry: Entry, story: Story, photo: Photo, codes: CodeTable) -> str:
    """Return the text of *entry* with its codes replaced; a variable between two signs names the code."""
    text = "; ".join(split_list(entry.text)) if entry.field in LISTS else entry.text
    if codes.delimiter not in text:
        return text

    def resolve(key: str) -> str:
        return expand(key, values_of(story, photo), story.language).words if "{" in key else key

    return replaced(text, codes, resolve)


def _expanded(entry: Entry, text: str, values: Mapping[str, Value], language: str) -> str:
    sign = "; " if entry.field in LISTS else ", "
    return expand(text, values, language, list_sign=sign).words


def _after(entry: Entry, words: str, photo: Photo) -> Any:
    """Return what *words* of *entry* make of its field in *photo*.

    An empty text empties the field; one that only comes out empty for this photo leaves it alone.
    """
    before = read_field(photo, entry.field)
    if entry.mode is Mode.EMPTY and not is_empty(before):
        return before
    if is_blank(words) and not is_blank(entry.text):
        return before
    if fault_of(entry.field, words):
        return before
    value = cleaned(entry.field, _value(entry.field, words))
    return value if entry.field in SINGLE else joined(value, before, entry.mode)


def _value(field: str, text: str) -> Any:
    """Return *text* as a value of *field*."""
    words = text.strip()
    if field in LISTS:
        return tuple(text.split(";"))
    if field == "rating":
        return int(words or 0)
    if field == "mark":
        return words.lower()
    if field == "taken":
        return read_date(words) or ""
    return words
