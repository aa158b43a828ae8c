"""Every way a story can change: makers of edits, each a named, pure step from story to story.

Text is cleaned here, so that no edge can bring in what the others keep out. An edit that finds
nothing to do returns the very story it was given. What a step is called on screen is left to the
window, which gets its kind and the photos it touched.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from curator.captions.text import MAX_LENGTH, clean, clean_line
from curator.story import sequence as order
from curator.story.values import (
    Correction,
    Defaults,
    Key,
    Link,
    Photo,
    PhotoBlock,
    PhotoId,
    Story,
)

OwnerT = TypeVar("OwnerT", Photo, Defaults)

PARAGRAPHS = frozenset(
    {"caption", "alt", "copyright", "notes", "usage", "standfirst", "closing_credit"}
)
"""Fields that may hold several lines; in all others line ends and tabs become spaces."""

PLACE_PARTS = ("sublocation", "city", "state", "country")

PHOTO_FIELDS = (
    "caption", "alt", "credit", "photographer", "headline", "copyright", "usage", "license_url",
    "taken", "notes",
    *(f"place.{part}" for part in PLACE_PARTS),
    "keywords", "persons", "rating", "mark",
)  # fmt: skip
"""Every field of a photo that a person edits; places by part, as ``place.city``."""

STORY_FIELDS = (
    "title", "standfirst", "byline", "date", "dateline", "address", "language",
    "closing_credit",
)  # fmt: skip
"""Every field of a story that is one text."""

DEFAULT_FIELDS = (
    "credit", "photographer", "copyright", "usage", "license_url", "taken",
    *(f"place.{part}" for part in PLACE_PARTS),
)  # fmt: skip
"""Every field of the defaults."""


class EditKind(StrEnum):
    """What an edit does, for the name of its undo step."""

    FIELD = "field"
    CONFIRM = "confirm"
    ADD = "add"
    REMOVE = "remove"
    SET_ASIDE = "set aside"
    BRING_BACK = "bring back"
    MOVE = "move"
    ARRANGE = "arrange"
    INTERLEAVE = "interleave"
    LAYOUT = "layout"
    LEAD = "lead"
    STORY = "story"
    DEFAULTS = "defaults"
    LINKS = "links"
    SOURCE = "source"
    INSERT_TEXT = "insert text"
    TEXT = "text"
    REMOVE_TEXT = "remove text"
    SHEET = "sheet"
    TEMPLATE = "template"
    REPLACE = "replace"
    PASTE = "paste words"
    DICTIONARY = "dictionary"
    TURN = "turn into"
    SPLIT = "split"
    SPLIT_GROUP = "split group"
    JOIN = "join"
    GROUP = "group"
    UNGROUP = "ungroup"
    DUPLICATE = "duplicate"
    SWAP_PICTURES = "swap pictures"
    SWAP_WORDS = "swap words"
    REPLACE_PICTURE = "replace picture"
    CORRECTIONS = "corrections"
    WAIVE = "waive"
    HIDE = "hide"
    CROP = "crop"
    NAMES = "names"
    BRING_BACK_WORDS = "bring back words"
    MERGE = "merge"
    ALLOW = "allow"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class Edit:
    """A named, pure step from one story to the next.

    ``photos`` are those it is about, ``field`` the field where it is about one. Edits of equal
    ``burst`` that follow each other are one step of undo.
    """

    kind: EditKind
    apply: Callable[[Story], Story]
    photos: tuple[PhotoId, ...] = ()
    field: str = ""
    burst: Hashable = None


def cleaned(field: str, value: Any) -> Any:
    """Return *value* as *field* stores it: text cleaned, lists without blanks and repeats."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():  # as most, and asked of thousands at once
            return value[:MAX_LENGTH]
        name = field.rpartition(".")[2]
        return clean(value) if name in PARAGRAPHS else clean_line(value)
    if isinstance(value, list | tuple):
        return tuple(dict.fromkeys(text for v in value if (text := clean_line(v).strip())))
    return value


def read_field(owner: Photo | Defaults, field: str) -> Any:
    """Return the value of *field* (``place.city`` for a part of the place)."""
    head, _, part = field.partition(".")
    value = getattr(owner, head)
    return getattr(value, part) if part else value


def with_field(owner: OwnerT, field: str, value: Any) -> OwnerT:
    """Return *owner* with *field* set; the very same object if it already is."""
    value = cleaned(field, value)
    if read_field(owner, field) == value:
        return owner
    head, _, part = field.partition(".")
    if part:
        value = replace(owner.place, **{part: value})
    return replace(owner, **{head: value})


def set_field(ids: Iterable[PhotoId], field: str, value: Any, burst: Hashable = None) -> Edit:
    """Make the edit that gives *field* of all photos of *ids* one value, as a person typed it."""
    chosen = tuple(ids)
    return Edit(
        EditKind.FIELD,
        lambda story: _with_values(story, {photo_id: {field: value} for photo_id in chosen}),
        chosen,
        field,
        burst,
    )


def set_fields(
    values: Mapping[PhotoId, Mapping[str, Any]], kind: EditKind = EditKind.FIELD
) -> Edit:
    """Make the edit that gives each photo its own values, for example those of a sheet."""
    return Edit(kind, lambda story: _with_values(story, values), tuple(values))


def _with_values(story: Story, values: Mapping[PhotoId, Mapping[str, Any]]) -> Story:
    given = ((story.photos.get(photo_id), fields) for photo_id, fields in values.items())
    pairs = ((photo, typed(photo, fields)) for photo, fields in given if photo is not None)
    return _with_photos(story, [after for before, after in pairs if after is not before])


def typed(photo: Photo, fields: Mapping[str, Any]) -> Photo:
    """Return *photo* with *fields* set by a person, and so no longer as the file brought them.

    The very same object if all read so. All are set at once: a copy for each takes ten times as long.
    """
    changed: dict[str, Any] = {}
    parts: dict[str, Any] = {}
    for field, value in fields.items():
        head, _, part = field.partition(".")
        owner, name, into = (photo.place, part, parts) if part else (photo, head, changed)
        before = getattr(owner, name)
        if before != value and before != (value := cleaned(field, value)):
            into[name] = value
    if parts:
        changed["place"] = replace(photo.place, **parts)
    origins = {field.partition(".")[0] for field in fields} if photo.from_file else frozenset()
    if not photo.from_file.isdisjoint(origins):
        changed["from_file"] = photo.from_file - origins
    return photo.with_values(changed) if changed else photo


def confirm(ids: Iterable[PhotoId], fields: Iterable[str] | None = None) -> Edit:
    """Make the edit by which a person takes what the files said as the story's own words."""
    chosen = tuple(ids)
    named = None if fields is None else frozenset(fields)

    def apply(story: Story) -> Story:
        photos = (story.photos[i] for i in chosen if i in story.photos)
        return _with_photos(
            story,
            [
                replace(photo, from_file=frozenset() if named is None else photo.from_file - named)
                for photo in photos
                if photo.from_file and (named is None or photo.from_file & named)
            ],
        )

    return Edit(EditKind.CONFIRM, apply, chosen)


def _with_photos(story: Story, changed: list[Photo]) -> Story:
    return replace(story, photos=story.photos.with_photos(changed)) if changed else story


def add_photos(
    photos: Iterable[Photo],
    *,
    in_sequence: bool = True,
    before: Key | None = None,
    burst: Hashable = None,
) -> Edit:
    """Make the edit that takes *photos* in: before the row of *before*, or set aside.

    ``None`` stands for the end. A photo whose id the story already has is left as it is.
    """
    given = tuple(photos)

    def apply(story: Story) -> Story:
        new = list({p.id: p for p in given if p.id not in story.photos}.values())
        if not new:
            return story
        grown = replace(story, photos=story.photos.with_photos(new))
        if not in_sequence:
            return grown
        blocks = [PhotoBlock(photo.id) for photo in new]
        return replace(grown, sequence=order.insert(story.sequence, blocks, before))

    return Edit(EditKind.ADD, apply, tuple(photo.id for photo in given), burst=burst)


def remove_photos(ids: Iterable[PhotoId]) -> Edit:
    """Make the edit that takes photos and their words out of the story altogether."""
    chosen = tuple(ids)

    def apply(story: Story) -> Story:
        gone = [photo_id for photo_id in chosen if photo_id in story.photos]
        if not gone:
            return story
        rest = order.split(story.sequence, gone)[1]
        return replace(story, photos=story.photos.without(gone), sequence=rest)

    return Edit(EditKind.REMOVE, apply, chosen)


def set_aside(keys: Iterable[Key]) -> Edit:
    """Make the edit that takes rows out of the sequence: photos keep their words, texts go."""
    chosen = tuple(keys)

    def apply(story: Story) -> Story:
        taken, rest = order.split(story.sequence, chosen)
        return replace(story, sequence=rest) if taken else story

    photos = tuple(PhotoId(key) for key in chosen if isinstance(key, str))
    return Edit(EditKind.SET_ASIDE if photos else EditKind.REMOVE_TEXT, apply, photos)


def bring_back(ids: Iterable[PhotoId], before: Key | None = None) -> Edit:
    """Make the edit that takes photos set aside into the sequence, in the order given."""
    chosen = tuple(dict.fromkeys(ids))

    def apply(story: Story) -> Story:
        shown = set(order.photo_ids(story.sequence))
        new = [PhotoBlock(i) for i in chosen if i in story.photos and i not in shown]
        if not new:
            return story
        return replace(story, sequence=order.insert(story.sequence, new, before))

    return Edit(EditKind.BRING_BACK, apply, chosen)


def move(keys: Iterable[Key], before: Key | None) -> Edit:
    """Make the edit that moves rows as one run before *before*, to the end if ``None``."""
    return _reorder(keys, lambda sequence, moved: order.move(sequence, moved, before))


def move_by(keys: Iterable[Key], steps: int) -> Edit:
    """Make the edit that moves rows as one run by *steps* places."""
    return _reorder(keys, lambda sequence, moved: order.move_by(sequence, moved, steps))


def move_to(keys: Iterable[Key], place: int) -> Edit:
    """Make the edit that moves rows as one run, whose first photo gets the number *place*."""
    return _reorder(keys, lambda sequence, moved: order.move_to(sequence, moved, place))


def arrange(ids: Iterable[PhotoId], burst: Hashable = None) -> Edit:
    """Make the edit that puts photos of *ids* into that order, in the places they fill now.

    What becomes of groups and of words between photos tells :func:`sequence.arranged`.
    """
    chosen = tuple(dict.fromkeys(ids))

    def apply(story: Story) -> Story:
        after = order.arranged(story.sequence, chosen)
        return story if after is story.sequence else replace(story, sequence=after)

    return Edit(EditKind.ADD if burst else EditKind.ARRANGE, apply, chosen, burst=burst)


def _reorder(
    keys: Iterable[Key], arrange: Callable[[order.Sequence, tuple[Key, ...]], order.Sequence]
) -> Edit:
    moved = tuple(keys)

    def apply(story: Story) -> Story:
        after = arrange(story.sequence, moved)
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(EditKind.MOVE, apply, tuple(PhotoId(k) for k in moved if isinstance(k, str)))


def set_story(field: str, value: str, burst: Hashable = None) -> Edit:
    """Make the edit that sets one of :data:`STORY_FIELDS`.

    A closing credit that somebody writes is not written from the photos any more.
    """
    if field not in STORY_FIELDS:
        raise ValueError(field)
    if field != "closing_credit":
        return _set_on_story(EditKind.STORY, field, cleaned(field, value), burst)
    text = cleaned(field, value)

    def apply(story: Story) -> Story:
        if story.closing_credit == text and not story.closing_from_photos:
            return story
        return replace(story, closing_credit=text, closing_from_photos=False)

    return Edit(EditKind.STORY, apply, field=field, burst=burst)


def write_closing_from_photos() -> Edit:
    """Make the edit that lets the closing credit be written from the photos, and kept in step."""

    def apply(story: Story) -> Story:
        if story.closing_from_photos:
            return story
        return replace(story, closing_credit="", closing_from_photos=True)

    return Edit(EditKind.STORY, apply, field="closing_credit")


def set_default(field: str, value: str, burst: Hashable = None) -> Edit:
    """Make the edit that sets one of :data:`DEFAULT_FIELDS` for all photos without their own."""

    def apply(story: Story) -> Story:
        defaults = with_field(story.defaults, field, value)
        return story if defaults is story.defaults else replace(story, defaults=defaults)

    return Edit(EditKind.DEFAULTS, apply, field=field, burst=burst)


def set_source(name: str, url: str, burst: Hashable = None) -> Edit:
    """Make the edit that says where the story first appeared."""

    def apply(story: Story) -> Story:
        source = replace(story.source, name=clean_line(name), url=clean_line(url))
        return story if source == story.source else replace(story, source=source)

    return Edit(EditKind.SOURCE, apply, field="source", burst=burst)


def set_links(links: Iterable[Link], burst: Hashable = None) -> Edit:
    """Make the edit that replaces the story's links."""
    value = tuple(
        replace(
            link, kind=clean_line(link.kind), label=clean_line(link.label), url=clean_line(link.url)
        )
        for link in links
    )
    return _set_on_story(EditKind.LINKS, "links", value, burst)


def set_corrections(corrections: Iterable[Correction], burst: Hashable = None) -> Edit:
    """Make the edit that replaces the notes of what was corrected."""
    value = tuple(replace(c, date=clean_line(c.date), text=clean(c.text)) for c in corrections)
    return _set_on_story(EditKind.CORRECTIONS, "corrections", value, burst)


def _set_on_story(kind: EditKind, field: str, value: Any, burst: Hashable) -> Edit:
    def apply(story: Story) -> Story:
        return story if getattr(story, field) == value else replace(story, **{field: value})

    return Edit(kind, apply, field=field, burst=burst)
