"""Every text of a story and where it stands, found and replaced; what counts as found is left to ``captions``.

The order is that in which a reader meets them, the photos set aside last. Web addresses are no
words: a word replaced in one would break it, so they are gone through only where asked for.
"""

import dataclasses
import time
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from curator.captions.search import Search
from curator.captions.text import clean, clean_line
from curator.errors import SearchError
from curator.story import edits
from curator.story import sequence as order
from curator.story.blocks import GROUP_CAPTION as GROUP_CAPTION  # It names passages as well.
from curator.story.edits import PLACE_PARTS, Edit, EditKind
from curator.story.values import (
    Block,
    BlockKey,
    GroupBlock,
    HeadingBlock,
    Key,
    Photo,
    PhotoId,
    QuoteBlock,
    Story,
    WordBlock,
)

_PLACES = tuple(f"place.{part}" for part in PLACE_PARTS)
_LISTS = frozenset({"keywords", "persons"})
_PARAGRAPHS = frozenset({"text", "quote", "group.caption", "corrections.text"})
_SHARED = ("credit", "photographer", "copyright", "usage", *_PLACES)

PHOTO_WORDS = ("caption", "headline", "alt", *_SHARED, "keywords", "persons", "notes")
"""The fields of a photo that hold words, in the order in which they are met."""

ADDRESSES = ("license_url", "defaults.license_url", "source.url", "links.url")
"""The fields that hold web addresses."""

_LEADING = ("title", "standfirst", "byline", "dateline", *(f"defaults.{name}" for name in _SHARED))

_BLOCK_WORDS = (GROUP_CAPTION, "text", "heading", "quote", "by")

WORDS = (
    *_LEADING, *PHOTO_WORDS, *_BLOCK_WORDS, "closing_credit", "source.name", "links.label",
    "corrections.text",
)  # fmt: skip
"""Every field that holds words: of the story, its defaults, photos, blocks, source, links and corrections.

The caption of a group is found at its first photo.
"""

MOST_SECONDS = 20.0
"""Time after which a search through a whole story gives up; 10,000 photos take a fiftieth."""

MOST_CHARACTERS = 100_000_000
"""Characters that one replacement may make in all."""

_PAUSE = 0.05
# Seconds between two batches, so that whoever drives the search can end it.


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a story as it was found, and where: in a photo, a block, or the story itself.

    ``field`` is one of :data:`WORDS` or :data:`ADDRESSES`; ``item`` says which of several it is,
    counted from 0, in a list of words, among the links and the corrections.
    """

    photo: PhotoId | None
    block: BlockKey | None
    field: str
    text: str
    item: int | None = None

    @property
    def address(self) -> Hashable:
        """What names this passage as long as it stands there, whatever becomes of its words.

        A word in a list is named by itself, since others come and go before it.
        """
        return self.photo, self.block, self.field, self.text if self.is_listed else self.item

    @property
    def key(self) -> Key | None:
        """The row of the sequence where it stands; ``None`` in the words of the story itself."""
        return self.photo if self.photo is not None else self.block

    @property
    def is_listed(self) -> bool:
        """Whether it is one of the words of a list."""
        return self.field in _LISTS


@dataclass(frozen=True, slots=True)
class Found:
    """A passage in which something was found ``count`` times, and how it would read when replaced."""

    passage: Passage
    after: str
    count: int


def passages(
    story: Story, fields: Collection[str] | None = None, ids: Collection[Key] | None = None
) -> Iterator[Passage]:
    """Yield every text of *story* that holds something, as a reader meets them.

    Only those of *fields*, :data:`WORDS` unless given; with *ids* only those in these photos and
    blocks, and so none of the story itself.
    """
    wanted = frozenset(WORDS if fields is None else fields)
    chosen = None if ids is None else frozenset(ids)
    if chosen is None:
        yield from _of_story(story, wanted, (*_LEADING, "defaults.license_url"))
    yield from _of_sequence(story, wanted, chosen)
    if chosen is None:
        yield from _of_story(story, wanted, ("closing_credit", "source.name", "source.url"))
        for fields_of in ((("links.label", "links.url")), ("corrections.text",)):
            yield from _of_list(story, wanted, fields_of)
    shown = set(order.photo_ids(story.sequence))
    aside = (photo for photo_id, photo in story.photos.items() if photo_id not in shown)
    yield from _of_photos(aside, wanted, chosen)


def _of_story(story: Story, wanted: Collection[str], fields: tuple[str, ...]) -> Iterator[Passage]:
    for field in fields:
        text = _read_story(story, field) if field in wanted else ""
        if text:
            yield Passage(None, None, field, text)


def _of_list(story: Story, wanted: Collection[str], fields: tuple[str, ...]) -> Iterator[Passage]:
    for item, texts in enumerate(
        zip(*(_list_texts(story, field) for field in fields), strict=True)
    ):
        for field, text in zip(fields, texts, strict=True):
            if text and field in wanted:
                yield Passage(None, None, field, text, item)


def _list_texts(story: Story, field: str) -> tuple[str, ...]:
    """Return the texts of *field* of all links or corrections."""
    name, _, part = field.partition(".")
    return tuple(getattr(value, part) for value in getattr(story, name))


def _read_story(story: Story, field: str) -> str:
    head, _, rest = field.partition(".")
    if head == "defaults":
        return str(edits.read_field(story.defaults, rest))
    value = getattr(story, head)
    return str(getattr(value, rest) if rest else value)


def _of_sequence(
    story: Story, wanted: Collection[str], chosen: Collection[Key] | None
) -> Iterator[Passage]:
    for is_text, blocks in groupby(story.sequence, _is_text):
        if not is_text:
            photos = (story.photos.get(photo_id) for photo_id in order.photo_ids(blocks))
            yield from _of_photos((photo for photo in photos if photo), wanted, chosen)
            continue
        for block in blocks:
            if isinstance(block, GroupBlock):
                yield from _of_group(story, block, wanted, chosen)
            elif isinstance(block, WordBlock) and (chosen is None or block.key in chosen):
                for field, text in _block_texts(block).items():
                    if text and field in wanted:
                        yield Passage(None, block.key, field, text)


def _of_group(
    story: Story, block: GroupBlock, wanted: Collection[str], chosen: Collection[Key] | None
) -> Iterator[Passage]:
    photos = (story.photos[photo_id] for photo_id in block.photos if photo_id in story.photos)
    yield from _of_photos(photos, wanted, chosen)
    first = block.photos[0] if block.photos else None
    if block.caption and GROUP_CAPTION in wanted and (chosen is None or first in chosen):
        yield Passage(first, None, GROUP_CAPTION, block.caption)


def _is_text(block: Block) -> bool:
    return isinstance(block, WordBlock) or (isinstance(block, GroupBlock) and bool(block.caption))


def _block_texts(block: WordBlock) -> dict[str, str]:
    """Return the texts of *block* by field."""
    match block:
        case HeadingBlock():
            return {"heading": block.heading}
        case QuoteBlock():
            return {"quote": block.quote, "by": block.by}
    return {"text": block.text}


def _of_photos(
    photos: Iterable[Photo], wanted: Collection[str], chosen: Collection[Key] | None
) -> Iterator[Passage]:
    fields = [field for field in (*PHOTO_WORDS, "license_url") if field in wanted]
    for photo in photos:
        if chosen is not None and photo.id not in chosen:
            continue
        for field in fields:
            value = edits.read_field(photo, field)
            if isinstance(value, tuple):
                for item, text in enumerate(value):
                    yield Passage(photo.id, None, field, text, item)
            elif value:
                yield Passage(photo.id, None, field, value)


def settled(passage: Passage, text: str) -> str:
    """Return *text* as *passage* would keep it: cleaned, on one line where there is one."""
    if passage.field in _PARAGRAPHS:
        return clean(text)
    if passage.field in _LISTS:
        return clean_line(text).strip()
    return str(edits.cleaned(passage.field, text))


def found(
    story: Story,
    search: Search,
    fields: Collection[str] | None = None,
    ids: Collection[Key] | None = None,
) -> Iterator[list[Found]]:
    """Yield in batches where *search* finds something, as :func:`passages` has them.

    A batch comes every few hundredths of a second, be it empty. Raises
    :class:`~curator.errors.SearchError` where the search takes too long or makes too much.
    """
    began = paused = time.monotonic()
    batch: list[Found] = []
    characters = 0
    for passage in passages(story, fields, ids):
        text, count = search.counted(passage.text)
        if count:
            after = settled(passage, text)
            characters += len(after)
            batch.append(Found(passage, after, count))
        now = time.monotonic()
        if now - began > MOST_SECONDS:
            raise SearchError(
                "Looking through the whole story takes too long. Make the pattern simpler, "
                "or look through the captions or the selection only."
            )
        if characters > MOST_CHARACTERS:
            raise SearchError("Replacing would make too much text. Put something shorter in place.")
        if now - paused > _PAUSE:
            yield batch
            batch, paused = [], now
    yield batch


def standing(story: Story, found_before: Iterable[Passage]) -> Iterator[Passage]:
    """Yield those of *found_before* that stand in *story* as they were found."""
    words = {b.key: b for b in story.sequence if isinstance(b, WordBlock)}
    captions = {
        b.photos[0]: b.caption for b in story.sequence if isinstance(b, GroupBlock) and b.photos
    }
    for passage in found_before:
        if passage.field == GROUP_CAPTION:
            stands = captions.get(passage.photo or PhotoId("")) == passage.text
        elif passage.photo is not None:
            photo = story.photos.get(passage.photo)
            stands = (
                photo is not None and _slot(edits.read_field(photo, passage.field), passage) >= 0
            )
        elif passage.block is not None:
            block = words.get(passage.block)
            stands = block is not None and _block_texts(block).get(passage.field) == passage.text
        elif passage.item is not None:
            stands = _slot(_list_texts(story, passage.field), passage) >= 0
        else:
            stands = _read_story(story, passage.field) == passage.text
        if stands:
            yield passage


def _slot(value: Any, passage: Passage) -> int:
    """Return where in the list *value* the words of *passage* stand; 0 in a text, -1 if not at all."""
    if isinstance(value, str):
        return 0 if value == passage.text else -1
    at = passage.item
    if at is not None and at < len(value) and value[at] == passage.text:
        return at
    # No word stands twice in a list, so it is the same one after others went before it.
    return value.index(passage.text) if passage.is_listed and passage.text in value else -1


def replace(changes: Mapping[Passage, str]) -> Edit:
    """Make the edit that puts new words in the place of passages, as one step.

    A passage that does not read any more as it was found is left as it is.
    """
    given = dict(changes)
    photos = tuple(dict.fromkeys(p.photo for p in given if p.photo is not None))

    def apply(story: Story) -> Story:
        for step in (_in_photos, _in_blocks, _in_story):
            story = step(story, given)
        return story

    return Edit(EditKind.REPLACE, apply, photos)


def _in_photos(story: Story, changes: Mapping[Passage, str]) -> Story:
    values: dict[PhotoId, dict[str, Any]] = {}
    for passage, text in changes.items():
        photo = None if passage.photo is None else story.photos.get(passage.photo)
        if photo is None or passage.field == GROUP_CAPTION:
            continue
        now = edits.read_field(photo, passage.field)
        slot = _slot(now, passage)
        if slot < 0:
            continue
        mine = values.setdefault(photo.id, {})
        if isinstance(now, str):
            mine[passage.field] = text
        else:
            mine.setdefault(passage.field, list(now))[slot] = text
    return edits.set_fields(values).apply(story)


def _in_blocks(story: Story, changes: Mapping[Passage, str]) -> Story:
    by_place = {
        (passage.photo if passage.block is None else passage.block, passage.field): (passage, text)
        for passage, text in changes.items()
        if passage.block is not None or passage.field == GROUP_CAPTION
    }
    if not by_place:
        return story

    def changed(block: Block) -> Block:
        if isinstance(block, WordBlock):
            key: Key | None = block.key
            texts = _block_texts(block)
        elif isinstance(block, GroupBlock) and block.photos:
            key, texts = block.photos[0], {GROUP_CAPTION: block.caption}
        else:
            return block
        new: dict[str, Any] = {}
        for field, now in texts.items():
            passage, text = by_place.get((key, field), (None, ""))
            if passage is not None and passage.text == now:
                new[field.rpartition(".")[2]] = settled(passage, text)
        return dataclasses.replace(block, **new) if new else block

    after = tuple(map(changed, story.sequence))
    return story if after == story.sequence else dataclasses.replace(story, sequence=after)


def _in_story(story: Story, changes: Mapping[Passage, str]) -> Story:
    for passage, text in changes.items():
        is_text = passage.key is None and passage.item is None
        if is_text and _read_story(story, passage.field) == passage.text:
            story = _story_edit(story, passage.field, text).apply(story)
    return _in_lists(story, changes)


def _story_edit(story: Story, field: str, text: str) -> Edit:
    head, _, rest = field.partition(".")
    if head == "defaults":
        return edits.set_default(rest, text)
    if head == "source":
        named = {"name": story.source.name, "url": story.source.url, rest: text}
        return edits.set_source(**named)
    return edits.set_story(field, text)


def _in_lists(story: Story, changes: Mapping[Passage, str]) -> Story:
    links, corrections = list(story.links), list(story.corrections)
    for passage, text in changes.items():
        name, _, part = passage.field.partition(".")
        lists: dict[str, list[Any]] = {"links": links, "corrections": corrections}
        values = lists.get(name, [])
        slot = _slot(tuple(getattr(value, part) for value in values), passage)
        if slot >= 0:
            values[slot] = dataclasses.replace(values[slot], **{part: text})
    if tuple(links) != story.links:
        story = edits.set_links(links).apply(story)
    if tuple(corrections) != story.corrections:
        story = edits.set_corrections(corrections).apply(story)
    return story
