"""Edits, counts and outcomes as sentences; what went wrong words itself in ``errors``."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from curator.check.problem import Problem
from curator.errors import shown
from curator.story.choice import IN_STORY, NO_CAPTION, NO_CREDIT, Trait
from curator.story.edits import Edit, EditKind
from curator.story.values import HeadingBlock, PhotoId, QuoteBlock, Story, WordBlock

FIELD_NAMES = {
    "caption": "caption",
    "alt": "alt text",
    "credit": "credit",
    "photographer": "photographer",
    "headline": "headline",
    "copyright": "copyright",
    "taken": "date taken",
    "keywords": "keywords",
    "persons": "persons",
    "rating": "rating",
    "mark": "mark",
    "notes": "notes",
    "place.sublocation": "place",
    "place.city": "city",
    "place.state": "state",
    "place.country": "country",
    "dateline": "dateline",
    "address": "web address",
    "title": "title",
    "standfirst": "standfirst",
    "byline": "byline",
    "date": "date",
    "language": "language",
    "closing_credit": "closing credit",
    "usage": "usage terms",
    "license_url": "licence address",
    "text": "text",
    "heading": "heading",
    "quote": "quote",
    "by": "said by",
    "group.caption": "group caption",
}
"""What each field is called in the middle of a sentence."""

_KINDS = {
    EditKind.CONFIRM: "confirm the words of {photos}",
    EditKind.ADD: "add {photos}",
    EditKind.REMOVE: "remove {photos}",
    EditKind.SET_ASIDE: "set {photos} aside",
    EditKind.BRING_BACK: "bring {photos} into the story",
    EditKind.MOVE: "move {photos}",
    EditKind.ARRANGE: "order {photos}",
    EditKind.INTERLEAVE: "interleave {photos} by time",
    EditKind.LAYOUT: "layout of {photos}",
    EditKind.LEAD: "make {photos} the lead photo",
    EditKind.STORY: "{field} of the story",
    EditKind.DEFAULTS: "{field} for all photos",
    EditKind.LINKS: "links of the story",
    EditKind.SOURCE: "source of the story",
    EditKind.INSERT_TEXT: "insert {field}",
    EditKind.TEXT: "text between photos",
    EditKind.REMOVE_TEXT: "remove text",
    EditKind.SHEET: "corrections of {photos}",
    EditKind.FIELD: "{field} of {photos}",
    EditKind.TEMPLATE: "template on {photos}",
    EditKind.REPLACE: "replace words",
    EditKind.PASTE: "paste words to {photos}",
    EditKind.TURN: "turn into a {field}",
    EditKind.SPLIT: "split text",
    EditKind.SPLIT_GROUP: "split the group before {photos}",
    EditKind.JOIN: "join texts",
    EditKind.GROUP: "group {photos}",
    EditKind.UNGROUP: "ungroup {photos}",
    EditKind.DUPLICATE: "duplicate {photos}",
    EditKind.SWAP_PICTURES: "swap the pictures of {photos}",
    EditKind.SWAP_WORDS: "swap the words of {photos}",
    EditKind.REPLACE_PICTURE: "replace the picture of {photos}",
    EditKind.WAIVE: "let a problem be",
    EditKind.NAMES: "names of the story",
    EditKind.HIDE: "hidden areas of {photos}",
    EditKind.CROP: "crop for phones of {photos}",
    EditKind.CORRECTIONS: "corrections of the story",
    EditKind.BRING_BACK_WORDS: "bring back earlier words",
    EditKind.MERGE: "changes from the disk",
    EditKind.RESERVE: "what readers are told of places and dates",
    EditKind.ALLOW: "allow files outside the story",
    EditKind.DICTIONARY: "dictionary of the story",
}


def tool_tip(text: str) -> str:
    """Return *text* as a tool tip that says just that, whatever signs are in it; ``""`` of none.

    Qt obeys markup in a tool tip wherever a text looks like it, and loads the files that it names; of a
    text that is only escaped it shows the ``&amp;``.
    """
    from html import escape  # Its table of names is long, and no part of a first picture.

    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def edit_name(edit: Edit, *stories: Story) -> str:
    """Return what *edit* did, for example ``caption of DSC_0048.JPG``, with names found in *stories*."""
    photos = photo_names(edit.photos, stories) if edit.photos else "text"
    return _KINDS[edit.kind].format(photos=photos, field=FIELD_NAMES.get(edit.field, edit.field))


def photo_names(ids: tuple[PhotoId, ...], stories: Iterable[Story]) -> str:
    """Return the file name of a single photo, else how many photos there are."""
    if len(ids) != 1:
        return count(len(ids), "photo")
    photo = next((story.photos[ids[0]] for story in stories if ids[0] in story.photos), None)
    return shown(photo.file_name) if photo else "1 photo"


def progress(counts: Mapping[Trait, int], selected: int, shown: int | None = None) -> str:
    """Return how far the work on the photos of the story is, and how many are *shown* if not all."""
    parts = [] if shown is None else [f"Showing {shown:,}"]
    parts += [f"{count(counts[IN_STORY], 'photo')} in the story"]
    for trait, what in ((NO_CAPTION, "a caption"), (NO_CREDIT, "a credit")):
        if lacking := counts[trait]:
            parts.append(f"{lacking:,} need{'s' * (lacking == 1)} {what}")
    if selected > 1:
        parts.append(f"{selected:,} selected")
    return " · ".join(parts)


def block_kind(block: WordBlock) -> str:
    """Return what a block of words is called on its own, for example ``Heading``."""
    match block:
        case HeadingBlock():
            return "Heading"
        case QuoteBlock():
            return "Quote"
    return "Text"


def counted_blocks(blocks: Sequence[WordBlock]) -> str:
    """Return how many of which kind *blocks* are, for example ``2 texts and 1 quote``."""
    kinds = Counter(block_kind(block).lower() for block in blocks)
    *most, last = [count(number, kind) for kind, number in kinds.items()] or [""]
    return " and ".join(filter(None, (", ".join(most), last)))


def file_name(path: str) -> str:
    """Return the name of the file at *path* as it stands in a sentence."""
    return f"“{shown(os.path.basename(path))}”"


def count(number: int, noun: str) -> str:
    """Return *number* with *noun*, for example ``1 photo`` or ``1,200 photos``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def problems(found: Sequence[Problem]) -> str:
    """Return what a question about the problems *found* says they are: what one is, or how many."""
    if len(found) == 1:
        return found[0].message
    rules = {problem.rule for problem in found}
    return f"{count(len(found), 'problem')}{f' of the rule “{rules.pop()}”' if len(rules) == 1 else ''}"


def counted_words(words: int, characters: int) -> str:
    """Return the counts that stand over a text."""
    return f"{count(words, 'word')} · {count(characters, 'character')}"
