"""A story as JSON values and back, unknown keys kept; reading and writing files is left to ``files``."""

from dataclasses import replace
from typing import Any

from curator.manifest import paths
from curator.manifest.reading import Fields, WrongValue
from curator.story import sequence as order
from curator.story.edits import PLACE_PARTS
from curator.story.table import PhotoTable
from curator.story.values import (
    Block,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    Place,
    Source,
    Story,
    TextBlock,
)

FORMAT = "curator-story"
VERSION = 1

_STORY_TEXTS = ("title", "standfirst", "byline", "date", "language", "closing_credit")
_PHOTO_TEXTS = (
    "caption", "credit", "photographer", "alt", "headline", "copyright", "usage", "license_url", "taken",
)  # fmt: skip
_DEFAULT_TEXTS = ("credit", "photographer", "copyright", "usage", "license_url", "taken")


# ---- to JSON


def to_json(story: Story, folder: str) -> dict[str, Any]:
    """Return *story* as the values of a manifest that lies in *folder*."""
    return {
        "format": FORMAT,
        "version": VERSION,
        **_filled({name: getattr(story, name) for name in _STORY_TEXTS}),
        **_filled({"source": _object(story.source, ("name", "url"))}),
        **_filled({"links": [_object(link, ("kind", "label", "url")) for link in story.links]}),
        **_filled({"defaults": _defaults(story.defaults)}),
        **_filled({"dictionary": list(story.dictionary)}),
        "photos": {photo.id: _photo(photo, folder) for photo in story.photos.values()},
        "sequence": [_block(block) for block in story.sequence],
        **dict(story.extra),
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return *values* without the empty ones."""
    return {key: value for key, value in values.items() if value not in ("", 0, [], {}, ())}


def _object(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {**_filled({name: getattr(value, name) for name in names}), **dict(value.extra)}


def _defaults(defaults: Defaults) -> dict[str, Any]:
    return {
        **_filled({name: getattr(defaults, name) for name in _DEFAULT_TEXTS}),
        **_filled({"place": _object(defaults.place, PLACE_PARTS)}),
        **dict(defaults.extra),
    }


def _photo(photo: Photo, folder: str) -> dict[str, Any]:
    return {
        **_filled(
            {
                "file": paths.to_text(photo.file, folder) if photo.file else photo.refused_file,
                "digest": photo.digest,
                "width": photo.width,
                "height": photo.height,
                **{name: getattr(photo, name) for name in _PHOTO_TEXTS},
                "place": _object(photo.place, PLACE_PARTS),
                "keywords": list(photo.keywords),
                "persons": list(photo.persons),
                "rating": photo.rating,
                "mark": photo.mark,
                "notes": photo.notes,
                "raw": paths.to_text(photo.raw, folder) if photo.raw else "",
                "look": photo.look,
                "camera": photo.camera,
                "from_file": sorted(photo.from_file),
            }
        ),
        **dict(photo.extra),
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case PhotoBlock():
            return {"photo": block.photo, **_filled({"layout": block.layout}), **dict(block.extra)}
        case GroupBlock():
            return {
                "photos": list(block.photos),
                **_filled({"layout": block.layout}),
                **dict(block.extra),
            }
        case TextBlock():
            return {"text": block.text, **dict(block.extra)}
        case HeadingBlock():
            return {"heading": block.heading, **dict(block.extra)}
        case OtherBlock():
            return dict(block.extra)


# ---- from JSON


def from_json(values: Any, folder: str) -> tuple[Story, tuple[str, ...]]:
    """Return the story that *values* of a manifest in *folder* describe, and what had to be put right.

    Raises :class:`WrongValue` with the place of the first value that the format forbids. The caller
    has checked format and version.
    """
    fields = Fields(values, "")
    for known in ("format", "version"):
        fields.raw_text(known) if known == "format" else fields.number(known)
    texts = {name: fields.text(name) for name in _STORY_TEXTS}
    source = fields.object("source")
    links = tuple(_read_link(link) for link in fields.objects("links"))
    defaults = _read_defaults(fields.object("defaults"))
    dictionary = fields.texts("dictionary")
    photos = PhotoTable(
        _read_photo(name, photo, folder) for name, photo in fields.named_objects("photos")
    )
    blocks = [_read_block(block) for block in fields.objects("sequence")]
    sequence, notices = _sound(blocks, photos)
    story = Story(
        **texts,
        source=Source(source.text("name"), source.text("url"), source.rest()),
        links=links,
        defaults=defaults,
        dictionary=dictionary,
        photos=photos,
        sequence=sequence,
        extra=fields.rest(),
    )
    refused = [p.refused_file for p in photos.values() if not p.file]
    notices += tuple(
        f"the file “{text[:200]}” is refused: it leads outside the story" for text in refused
    )
    return story, notices


def _read_link(fields: Fields) -> Link:
    kind = fields.text("kind") or "related"
    return Link(kind, fields.text("label"), fields.text("url"), fields.rest())


def _read_place(fields: Fields) -> Place:
    parts = {part: fields.text(part) for part in PLACE_PARTS}
    return Place(**parts, extra=fields.rest())


def _read_defaults(fields: Fields) -> Defaults:
    texts = {name: fields.text(name) for name in _DEFAULT_TEXTS}
    place = _read_place(fields.object("place"))
    return Defaults(**texts, place=place, extra=fields.rest())


def _read_photo(name: str, fields: Fields, folder: str) -> Photo:
    if not name:
        raise WrongValue("a photo has an empty id")
    text = fields.raw_text("file")
    path = paths.to_path(text, folder)
    rating = fields.number("rating")
    if not 0 <= rating <= 5:
        raise WrongValue(f"{fields.place('rating')} should be 0 to 5, but is {rating}")
    width, height = fields.number("width"), fields.number("height")
    if width < 0 or height < 0:
        raise WrongValue(f"{fields.where} has a negative size")
    return Photo(
        id=PhotoId(name),
        file=path or "",
        refused_file="" if path else text,
        digest=fields.text("digest"),
        width=width,
        height=height,
        **{field: fields.text(field) for field in _PHOTO_TEXTS},
        place=_read_place(fields.object("place")),
        keywords=fields.texts("keywords"),
        persons=fields.texts("persons"),
        rating=rating,
        mark=fields.text("mark"),
        notes=fields.text("notes"),
        raw=paths.to_path(fields.raw_text("raw"), folder) or "",
        look=fields.text("look"),
        camera=fields.text("camera"),
        from_file=frozenset(fields.texts("from_file")),
        extra=fields.rest(),
    )


def _read_block(fields: Fields) -> Block:
    if fields.has("photo"):
        return PhotoBlock(PhotoId(fields.raw_text("photo")), fields.text("layout"), fields.rest())
    if fields.has("photos"):
        ids = tuple(PhotoId(text) for text in fields.raw_texts("photos"))
        return GroupBlock(ids, fields.text("layout"), fields.rest())
    if fields.has("text"):
        return TextBlock(fields.text("text"), extra=fields.rest())
    if fields.has("heading"):
        return HeadingBlock(fields.text("heading"), extra=fields.rest())
    return OtherBlock(fields.rest())


def _sound(blocks: list[Block], photos: PhotoTable) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks without photos that are unknown or stand a second time, and say which."""
    seen: set[PhotoId] = set()
    notices: list[str] = []

    def is_sound(photo_id: PhotoId) -> bool:
        name = f"the photo “{photo_id[:80]}”"
        if photo_id not in photos:
            notices.append(f"the sequence names {name}, which is not among the photos")
        elif photo_id in seen:
            notices.append(f"{name} stood in the sequence twice; its first place counts")
        else:
            seen.add(photo_id)
            return True
        return False

    sound: list[Block] = []
    for block in blocks:
        kept = tuple(photo_id for photo_id in order.photos_of(block) if is_sound(photo_id))
        if kept == order.photos_of(block):
            sound.append(block)
        elif isinstance(block, GroupBlock) and kept:
            sound.append(replace(block, photos=kept))
    return tuple(sound), tuple(notices)
