"""Edits of the blocks between and around photos: texts, headings and quotes, groups of photos, layouts.

Where several rows make one, the first of them says where it stands; where one becomes several, they
stand where it stood. No words are lost by it: what has no place in the new form becomes a text.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from itertools import takewhile

from curator.captions.text import MAX_LENGTH, clean, clean_line, is_blank
from curator.story import sequence as order
from curator.story.edits import Edit, EditKind
from curator.story.values import (
    Block,
    BlockKey,
    GroupBlock,
    HeadingBlock,
    Key,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Story,
    TextBlock,
    WordBlock,
)
from curator.story.word_blocks import halves, joined, turned, with_words

LAYOUTS = ("column", "wide", "full", "tall", "lead")
"""Layouts of one photo: the column, wider, the whole width, the whole height, and the lead photo."""

GROUP_LAYOUTS = ("pair", "row", "diptych", "grid")
"""Layouts of a group: two side by side, a row of three or four, two portraits, a grid."""

GROUP_CAPTION = "group.caption"
"""The field of the words that stand under a whole group."""


# ---- words


def field_of(kind: type[WordBlock]) -> str:
    """Return what the field of the words of a block of *kind* is called."""
    return {HeadingBlock: "heading", QuoteBlock: "quote"}.get(kind, "text")


def insert_block(block: WordBlock, before: Key | None) -> Edit:
    """Make the edit that puts *block* before the row of *before*, or at the end."""
    new = with_words(block, block.words)
    return Edit(
        EditKind.INSERT_TEXT,
        lambda story: replace(story, sequence=order.insert(story.sequence, [new], before)),
        field=field_of(type(block)),
    )


def insert_after(block: WordBlock, after: Key | None) -> Edit:
    """Make the edit that puts *block* behind the block that holds the row *after*, or at the end."""
    new = with_words(block, block.words)

    def apply(story: Story) -> Story:
        sequence = story.sequence
        held = (at for at, b in enumerate(sequence, 1) if after in order.keys_of(b))
        place = next(held, len(sequence))
        return replace(story, sequence=(*sequence[:place], new, *sequence[place:]))

    return Edit(EditKind.INSERT_TEXT, apply, field=field_of(type(block)))


def set_block_text(key: BlockKey, text: str, burst: Hashable = None) -> Edit:
    """Make the edit that gives the block of words of *key* new words."""
    return _each_word_block(EditKind.TEXT, {key}, lambda block: with_words(block, text), burst)


def set_quote_by(key: BlockKey, by: str, burst: Hashable = None) -> Edit:
    """Make the edit that says who said the quote of *key*."""

    def changed(block: WordBlock) -> WordBlock:
        return replace(block, by=clean_line(by)) if isinstance(block, QuoteBlock) else block

    return _each_word_block(EditKind.TEXT, {key}, changed, burst)


def turn_into(keys: Iterable[Key], kind: type[WordBlock]) -> Edit:
    """Make the edit that turns blocks of words into texts, headings or quotes.

    Who said a quote goes into the words where the new form has no place for it.
    """
    field = field_of(kind)
    return _each_word_block(EditKind.TURN, keys, lambda block: turned(block, kind), field=field)


def _each_word_block(
    kind: EditKind,
    keys: Iterable[Key],
    changed: Callable[[WordBlock], WordBlock],
    burst: Hashable = None,
    field: str = "",
) -> Edit:
    wanted = set(keys)
    return _each_block(
        kind,
        (),
        lambda block: (
            changed(block) if isinstance(block, WordBlock) and block.key in wanted else block
        ),
        burst,
        field,
    )


def _each_block(
    kind: EditKind,
    photos: tuple[PhotoId, ...],
    changed: Callable[[Block], Block],
    burst: Hashable = None,
    field: str = "",
) -> Edit:
    def apply(story: Story) -> Story:
        after = tuple(map(changed, story.sequence))
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(kind, apply, photos, field, burst)


def split_text(key: BlockKey, place: int) -> Edit:
    """Make the edit that ends the block of words of *key* at *place* and goes on in a new one.

    *place* counts characters. Nothing is done where either part would be blank.
    """

    def parts(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, WordBlock) or block.key != key:
            return (block,)
        return halves(block, place)

    return _spread(EditKind.SPLIT, (), parts)


def _spread(
    kind: EditKind, photos: tuple[PhotoId, ...], parts: Callable[[Block], tuple[Block, ...]]
) -> Edit:
    def apply(story: Story) -> Story:
        after = tuple(part for block in story.sequence for part in parts(block))
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(kind, apply, photos)


def join(keys: Iterable[Key]) -> Edit:
    """Make the edit that makes one of several blocks of words, in their order, as ``joined`` says.

    Photos among *keys* are left alone.
    """
    wanted = set(keys)

    def apply(story: Story) -> Story:
        chosen = [b for b in story.sequence if isinstance(b, WordBlock) and b.key in wanted]
        one = joined(chosen) if len(chosen) > 1 else None
        if one is None:
            return story
        gone = {block.key for block in chosen[1:]}
        after = tuple(
            one if block is chosen[0] else block
            for block in story.sequence
            if not (isinstance(block, WordBlock) and block.key in gone)
        )
        return replace(story, sequence=after)

    return Edit(EditKind.JOIN, apply)


# ---- groups


def group(ids: Iterable[PhotoId], layout: str = "") -> Edit:
    """Make the edit that shows the photos of *ids* as one group, where the first of them stands.

    Photos set aside come in behind those of the sequence. Captions that groups had come along.
    """
    chosen = tuple(dict.fromkeys(ids))

    def apply(story: Story) -> Story:
        wanted = {i for i in chosen if i in story.photos}
        shown = dict.fromkeys(i for i in order.photo_ids(story.sequence) if i in wanted)
        members = (*shown, *(i for i in chosen if i in wanted and i not in shown))
        if len(members) < 2:
            return story
        taken, rest = order.split(story.sequence, wanted)
        groups = [block for block in taken if isinstance(block, GroupBlock)]
        is_one = len(taken) == 1 and bool(groups) and groups[0].photos == members
        if is_one and groups[0].layout == layout:
            return story
        caption = "\n".join(filter(None, (block.caption for block in groups)))
        if len(caption) > MAX_LENGTH:
            return story  # No words are lost.
        extra = groups[0].extra if len(groups) == 1 else ()
        made = GroupBlock(members, layout, extra, clean(caption))
        at = _place_of(story.sequence, next(iter(shown), None), rest)
        return replace(story, sequence=(*rest[:at], made, *rest[at:]))

    return Edit(EditKind.GROUP, apply, chosen)


def _place_of(before: order.Sequence, photo: PhotoId | None, rest: order.Sequence) -> int:
    """Return where in *rest* the *photo* stood in *before*: how many blocks have a row ahead of it."""
    if photo is None:
        return len(rest)
    ahead = frozenset(takewhile(lambda key: key != photo, order.rows(before)))
    places = (at for at, b in enumerate(rest, 1) if not ahead.isdisjoint(order.keys_of(b)))
    return max(places, default=0)


def ungroup(ids: Iterable[PhotoId]) -> Edit:
    """Make the edit that shows the photos of each group that has one of *ids* on their own again.

    The caption of the group goes to its first photo if that has none, else it becomes a text behind.
    """
    chosen = tuple(ids)

    def apply(story: Story) -> Story:
        wanted = set(chosen)
        after: list[Block] = []
        captioned = []
        for block in story.sequence:
            if not isinstance(block, GroupBlock) or wanted.isdisjoint(block.photos):
                after.append(block)
                continue
            after.extend(PhotoBlock(photo) for photo in block.photos)
            if is_blank(block.caption):
                continue
            first = story.photos[block.photos[0]]
            if is_blank(first.caption):
                captioned.append(
                    replace(first, caption=block.caption, from_file=first.from_file - {"caption"})
                )
            else:
                after.append(TextBlock(block.caption))
        sequence = tuple(after)
        if sequence == story.sequence:
            return story
        photos = story.photos.with_photos(captioned) if captioned else story.photos
        return replace(story, photos=photos, sequence=sequence)

    return Edit(EditKind.UNGROUP, apply, chosen)


def split_group(first: PhotoId) -> Edit:
    """Make the edit that lets a new group begin with the photo *first* of a group.

    The caption stays with the photos before it.
    """

    def parts(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, GroupBlock) or first not in block.photos[1:]:
            return (block,)
        at = block.photos.index(first)
        halves = (
            replace(block, photos=block.photos[:at]),
            replace(block, photos=block.photos[at:]),
        )
        return (_eased(halves[0]), _eased(replace(halves[1], caption="", extra=())))

    return _spread(EditKind.SPLIT_GROUP, (first,), parts)


def _eased(block: GroupBlock) -> Block:
    """Return *block*, a photo of its own if it is nothing more."""
    is_single = len(block.photos) == 1 and is_blank(block.caption)
    return PhotoBlock(block.photos[0]) if is_single else block


def set_group_caption(photo: PhotoId, caption: str, burst: Hashable = None) -> Edit:
    """Make the edit that gives the group of *photo* a caption for all its photos."""

    def changed(block: Block) -> Block:
        if not isinstance(block, GroupBlock) or photo not in block.photos:
            return block
        return replace(block, caption=clean(caption))

    return _each_block(EditKind.FIELD, (photo,), changed, burst, GROUP_CAPTION)


# ---- layouts


def set_layout(ids: Iterable[PhotoId], layout: str) -> Edit:
    """Make the edit that gives the blocks which show *ids* a layout, ``""`` for the usual one.

    Each takes only a layout that it can have: photos one of :data:`LAYOUTS`, groups one of
    :data:`GROUP_LAYOUTS`. One photo alone can be the lead: it takes the place of the one before.
    """
    chosen = tuple(ids)
    wanted = set(chosen)

    def changed(block: Block) -> Block:
        if isinstance(block, GroupBlock) and layout not in LAYOUTS:
            is_meant = not wanted.isdisjoint(block.photos)
            return replace(block, layout=layout) if is_meant else block
        if isinstance(block, PhotoBlock) and layout not in GROUP_LAYOUTS and block.photo in wanted:
            return replace(block, layout=layout)
        return block

    if layout == "lead":
        return make_lead(chosen[0]) if chosen else Edit(EditKind.LAYOUT, lambda story: story)
    return _each_block(EditKind.LAYOUT, chosen, changed)


def make_lead(photo: PhotoId) -> Edit:
    """Make the edit that lets the story begin with *photo* as its lead, and no other be it."""

    def apply(story: Story) -> Story:
        if photo not in story.photos:
            return story
        taken, rest = order.split(story.sequence, {photo})
        own = next((block for block in taken if isinstance(block, PhotoBlock)), PhotoBlock(photo))
        others = tuple(
            replace(block, layout="")
            if isinstance(block, PhotoBlock) and block.layout == "lead"
            else block
            for block in rest
        )
        caption = next((b.caption for b in taken if isinstance(b, GroupBlock)), "")
        text = () if is_blank(caption) else (TextBlock(caption),)
        after = (replace(own, layout="lead"), *text, *others)
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(EditKind.LEAD, apply, (photo,))


def move_after(keys: Iterable[Key], after: Key) -> Edit:
    """Make the edit that moves rows as one run behind the block that holds the row *after*."""
    moved = tuple(keys)

    def apply(story: Story) -> Story:
        taken, rest = order.split(story.sequence, moved)
        at = next((n for n, b in enumerate(rest, 1) if after in order.keys_of(b)), None)
        if at is None:
            return story
        sequence = (*rest[:at], *taken, *rest[at:])
        return story if sequence == story.sequence else replace(story, sequence=sequence)

    return Edit(EditKind.MOVE, apply, tuple(PhotoId(k) for k in moved if isinstance(k, str)))
