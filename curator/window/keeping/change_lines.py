"""What differs between two versions as lines to be shown, each knowing what would bring it back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curator.errors import shown
from curator.story.bringing_back import (
    Pair,
    bring_back_block,
    bring_back_fields,
    pairs_of,
    together,
)
from curator.story.comparing import (
    FROM_FILE,
    STANDING,
    BlockDifference,
    Differences,
    FieldDifference,
    PhotoDifference,
    Standing,
)
from curator.story.edits import Edit
from curator.story.values import Photo, PhotoId, Story
from curator.window.keeping import telling

IN_TIME = ("Before", "After")
"""What the sides of a change are called where one came after the other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the head of a photo, of the story or of its texts, or one value below it.

    ``title`` is what it is about, ``note`` what is told of it besides. Of a value ``before`` and
    ``after`` are its words. ``pairs`` and ``blocks`` are what this line brings back; ``photo`` whose
    picture stands before a head, ``leads_to`` the photo and field of the window that it is about.
    ``sides`` are what ``before`` and ``after`` are called.
    """

    title: str
    note: str = ""
    before: str = ""
    after: str = ""
    is_head: bool = False
    pairs: tuple[Pair, ...] = ()
    blocks: tuple[BlockDifference, ...] = ()
    photo: Photo | None = None
    leads_to: tuple[PhotoId | None, str] | None = None
    sides: tuple[str, str] = IN_TIME

    @property
    def has_words(self) -> bool:
        """Whether words were taken out or put in."""
        return bool(self.before or self.after)


def lines_of(found: Differences) -> tuple[Line, ...]:
    """Return the lines that tell of *found*: the story, each photo, then the texts between photos."""
    return (*_story_lines(found), *_photo_lines(found), *_block_lines(found))


def bringing_back(other: Story, lines: Iterable[Line]) -> Edit:
    """Make the edit that brings back from *other* all that *lines* are about."""
    chosen = list(lines)
    pairs = list(dict.fromkeys(pair for line in chosen for pair in line.pairs))
    blocks = {id(block): block for line in chosen for block in line.blocks}
    edits = [bring_back_fields(other, pairs)] if pairs else []
    return together([*edits, *(bring_back_block(other, block) for block in blocks.values())])


def _story_lines(found: Differences) -> Iterator[Line]:
    if not found.fields:
        return
    pairs = tuple((None, field.field) for field in found.fields)
    names = [telling.field_name(field.field) for field in found.fields]
    yield Line("The story", _begun(_some(names)), is_head=True, pairs=pairs)
    for field in found.fields:
        yield _value_line(field, (None, field.field.removesuffix(".extra")))


def _photo_lines(found: Differences) -> Iterator[Line]:
    for difference in found.photos:
        yield _head(difference)
        photo_id = difference.photo
        if difference.standing in (Standing.MOVED, Standing.SET_ASIDE, Standing.BROUGHT_IN):
            note = _begun(telling.standing(difference))
            pairs: tuple[Pair, ...] = ((photo_id, STANDING),)
            yield Line("Place", note, pairs=pairs, leads_to=(photo_id, "caption"))
        for field in difference.fields:
            yield _value_line(field, (photo_id, field.field))


def _head(difference: PhotoDifference) -> Line:
    photo = difference.after or difference.before
    assert photo is not None
    parts = [telling.standing(difference)]
    if difference.standing is None and difference.numbers[1]:
        parts = [f"number {difference.numbers[1]}"]
    parts += [_some([telling.field_name(f.field) for f in difference.fields])]
    note = " · ".join(filter(None, parts))
    leads = (photo.id, "caption") if difference.after is not None else None
    return Line(
        shown(photo.file_name),
        _begun(note),
        is_head=True,
        pairs=pairs_of(photo.id),
        photo=photo,
        leads_to=leads,
    )


def _value_line(field: FieldDifference, leads_to: tuple[PhotoId | None, str]) -> Line:
    before, after = (telling.value_text(field.field, v) for v in (field.before, field.after))
    note = ""
    if field.field == FROM_FILE:
        note = (
            f"Confirmed: {before}" if before and not after else f"From the file: {after or before}"
        )
        before = after = ""
    elif before == after:
        note = "Another one" if before else "In another form"
        before = after = ""
    title = telling.field_name(field.field)
    return Line(title, note, before, after, pairs=((field.photo, field.field),), leads_to=leads_to)


def _block_lines(found: Differences) -> Iterator[Line]:
    if not found.blocks:
        return
    blocks = tuple(found.blocks)
    kinds = _begun(_some([_kind(block) for block in blocks]))
    yield Line("Texts between photos", kinds, is_head=True, blocks=blocks)
    for difference in blocks:
        before, after = (telling.block_text(b) for b in (difference.before, difference.after))
        note = _block_note(difference, before) if before == after else ""
        if note:
            before = after = ""
        is_both = difference.is_moved and not note
        title = f"{_kind(difference)}, moved" if is_both else _kind(difference)
        yield Line(title, note, before, after, blocks=(difference,))


def _block_note(difference: BlockDifference, words: str) -> str:
    """Return what is told of a block of words that says the same *words* before and after."""
    if difference.before is None or difference.after is None:
        return "Taken out; it was empty" if difference.after is None else "Put in; it is empty"
    return f"Moved: {words}" if difference.is_moved else f"In another form: {words}"


def _kind(difference: BlockDifference) -> str:
    return telling.block_name(difference.after or difference.before)


def _some(names: list[str]) -> str:
    """Return the names of what differs in small letters, each once."""
    unique = list(dict.fromkeys(name[:1].lower() + name[1:] for name in names))
    return telling.listed(unique) if unique else ""


def _begun(words: str) -> str:
    """Return *words* as they begin a line."""
    return words[:1].upper() + words[1:]
