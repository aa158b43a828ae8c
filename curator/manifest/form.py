"""A story as JSON values and back, unknown keys kept; reading and writing files is left to ``files``."""

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import replace
from operator import attrgetter
from typing import Any

from curator.manifest import paths
from curator.manifest.area_reading import LENGTHS
from curator.manifest.photo_reading import read_photos, read_place
from curator.manifest.reading import Fields
from curator.story import sequence as order
from curator.story.edits import PLACE_PARTS
from curator.story.table import PhotoTable
from curator.story.values import (
    AcceptedName,
    Area,
    Block,
    Correction,
    Defaults,
    GroupBlock,
    HeadingBlock,
    Link,
    OtherBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Source,
    Story,
    TextBlock,
    Waiver,
)

_NO_PLACE = next(field.default for field in fields_of(Photo) if field.name == "place")
# The place that photos without one share.

FORMAT = "curator-story"
VERSION = 1

_STORY_TEXTS = (
    "title", "standfirst", "byline", "date", "date_detail", "dateline", "address", "language", "closing_credit",
)  # fmt: skip
_DEFAULT_TEXTS = (
    "credit", "photographer", "copyright", "usage", "license_url", "taken", "place_detail",
)  # fmt: skip


# ---- to JSON


def to_json(story: Story, folder: str) -> dict[str, Any]:
    """Return *story* as the values of a manifest that lies in *folder*."""
    text_of = paths.Folder(folder).text
    return {
        "format": FORMAT,
        "version": VERSION,
        **_filled({name: getattr(story, name) for name in _STORY_TEXTS}),
        **_closing(story),
        **_filled({"source": _object(story.source, ("name", "url"))}),
        **_filled({"links": [_object(link, ("kind", "label", "url")) for link in story.links]}),
        **_filled({"corrections": [_object(c, ("date", "text")) for c in story.corrections]}),
        **_filled({"defaults": _defaults(story.defaults)}),
        **_filled({"dictionary": list(story.dictionary)}),
        **_filled({"names": [_object(name, ("name", "kind")) for name in story.names]}),
        **_filled({"waivers": [_waiver(waiver) for waiver in story.waivers]}),
        "photos": {photo.id: _photo(photo, text_of) for photo in story.photos.values()},
        "sequence": [_block(block) for block in story.sequence],
        **dict(story.extra),
    }


def _closing(story: Story) -> dict[str, Any]:
    """Return that the closing credit follows the photos, and for other programs what it says now."""
    if not story.closing_from_photos:
        return {}
    from curator.story.closing import closing_credit  # Reading a story asks nothing of credits.

    return {**_filled({"closing_credit": closing_credit(story)}), "closing_from_photos": True}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return *values* without the empty ones."""
    return {key: value for key, value in values.items() if value not in ("", 0, [], {}, (), None)}


def _object(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {**_filled({name: getattr(value, name) for name in names}), **dict(value.extra)}


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {"rule": waiver.rule, **_object(waiver, ("photo", "field", "text", "reason"))}


def _defaults(defaults: Defaults) -> dict[str, Any]:
    return {
        **_filled({name: getattr(defaults, name) for name in _DEFAULT_TEXTS}),
        **_filled({"place": _object(defaults.place, PLACE_PARTS)}),
        **dict(defaults.extra),
    }


_PHOTO_NAMES = (
    "file", "digest", "width", "height",
    "caption", "credit", "photographer", "alt", "headline", "copyright", "usage", "license_url", "taken",
    "place", "keywords", "persons", "rating", "mark", "notes", "raw", "look", "camera", "hidden", "phone_crop",
    "place_detail", "from_file",
)  # fmt: skip
_photo_values = attrgetter(*_PHOTO_NAMES)


def _photo(photo: Photo, text_of: Callable[[str], str]) -> dict[str, Any]:
    """Return *photo* as JSON values; *text_of* names a file for the manifest."""
    values = {
        name: value for name, value in zip(_PHOTO_NAMES, _photo_values(photo), strict=True) if value
    }
    if photo.file:
        values["file"] = text_of(photo.file)
    elif photo.refused_file:
        values = {"file": photo.refused_file, **values}
    if photo.raw:
        values["raw"] = text_of(photo.raw)
    if photo.place is _NO_PLACE or not (place := _object(photo.place, PLACE_PARTS)):
        del values["place"]
    else:
        values["place"] = place
    if photo.hidden:
        values["hidden"] = [_area(area) for area in photo.hidden]
    if photo.phone_crop:
        values["phone_crop"] = _area(photo.phone_crop)
    for name in ("keywords", "persons", "from_file"):
        if name in values:
            values[name] = sorted(values[name]) if name == "from_file" else list(values[name])
    if photo.extra:
        values.update(photo.extra)
    return values


def _area(area: Area) -> dict[str, Any]:
    lengths = {name: getattr(area, name) for name in LENGTHS}
    return {"shape": area.shape, **lengths, **dict(area.extra)}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case PhotoBlock():
            return {"photo": block.photo, **_filled({"layout": block.layout}), **dict(block.extra)}
        case GroupBlock():
            return {
                "photos": list(block.photos),
                **_filled({"layout": block.layout, "caption": block.caption}),
                **dict(block.extra),
            }
        case QuoteBlock():
            return {"quote": block.quote, **_filled({"by": block.by}), **dict(block.extra)}
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
    fields.raw_text("format")
    fields.number("version")
    texts = {name: fields.text(name) for name in _STORY_TEXTS}
    follows = fields.flag("closing_from_photos")
    if follows:
        texts["closing_credit"] = ""
    source = fields.object("source")
    links = tuple(_read_link(link) for link in fields.objects("links"))
    corrections = tuple(
        Correction(c.text("date"), c.text("text"), c.rest()) for c in fields.objects("corrections")
    )
    defaults = _read_defaults(fields.object("defaults"))
    dictionary = fields.texts("dictionary")
    names = tuple(
        AcceptedName(name.text("name"), name.text("kind"), name.rest())
        for name in fields.objects("names")
    )
    waivers = tuple(_read_waiver(waiver) for waiver in fields.objects("waivers"))
    photos, refused = read_photos(fields.raw_object("photos"), folder)
    blocks = _read_blocks(fields.raw_list("sequence"))
    sequence, notices = _sound(blocks, photos)
    story = Story(
        **texts,
        closing_from_photos=follows,
        corrections=corrections,
        source=Source(source.text("name"), source.text("url"), source.rest()),
        links=links,
        defaults=defaults,
        dictionary=dictionary,
        names=names,
        waivers=waivers,
        photos=photos,
        sequence=sequence,
        extra=fields.rest(),
    )
    notices += tuple(
        f"the file “{text[:200]}” is refused: it leads outside the story" for text in refused
    )
    return story, notices


def _read_link(fields: Fields) -> Link:
    kind = fields.text("kind") or "related"
    return Link(kind, fields.text("label"), fields.text("url"), fields.rest())


def _read_waiver(fields: Fields) -> Waiver:
    photo = PhotoId(fields.raw_text("photo")) or None
    texts = (fields.text("field"), fields.text("text"), fields.text("reason"))
    return Waiver(fields.text("rule"), photo, *texts, fields.rest())


def _read_defaults(fields: Fields) -> Defaults:
    texts = {name: fields.text(name) for name in _DEFAULT_TEXTS}
    place = read_place(fields.place("place"), fields.raw_object("place"))
    return Defaults(**texts, place=place, extra=fields.rest())


def _read_blocks(values: list[Any]) -> list[Block]:
    return [
        PhotoBlock(PhotoId(block["photo"]))  # as nearly all are
        if type(block) is dict and len(block) == 1 and type(block.get("photo")) is str
        else _read_block(f"sequence[{number}]", block)
        for number, block in enumerate(values)
    ]


def _read_block(where: str, values: Any) -> Block:
    fields = Fields(values, where)
    if fields.has("photo"):
        return PhotoBlock(PhotoId(fields.raw_text("photo")), fields.text("layout"), fields.rest())
    if fields.has("photos"):
        ids = tuple(PhotoId(text) for text in fields.raw_texts("photos"))
        layout, caption = fields.text("layout"), fields.text("caption")
        return GroupBlock(ids, layout, fields.rest(), caption)
    if fields.has("text"):
        return TextBlock(fields.text("text"), extra=fields.rest())
    if fields.has("heading"):
        return HeadingBlock(fields.text("heading"), extra=fields.rest())
    if fields.has("quote"):
        return QuoteBlock(fields.text("quote"), fields.text("by"), extra=fields.rest())
    return OtherBlock(fields.rest())


def _sound(blocks: list[Block], photos: PhotoTable) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks without photos that are unknown or stand a second time, and say which."""
    named = list(order.photo_ids(tuple(blocks)))
    if len(set(named)) == len(named) and photos.keys() >= set(named):
        return tuple(blocks), ()
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
