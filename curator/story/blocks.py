"""Edits of the blocks between and around photos: texts, headings and quotes, groups of photos, layouts.

Where several rows make one, the first of them says where it stands; where one becomes several, they
stand where it stood. No words are lost by it: what has no place in the new form becomes a text.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from curator.captions.text import clean, clean_line, is_blank
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

LAYOUTS = ("column", "wide", "full", "tall", "lead")
"""Layouts of one photo: the column, wider, the whole width, the whole height, and the lead photo."""

GROUP_LAYOUTS = ("pair", "row", "diptych", "grid")
"""Layouts of a group: two side by side, a row of three or four, two portraits, a grid."""


# ---- words


def with_words(block: WordBlock, words: str) -> WordBlock:
    """Return *block* with other *words*, cleaned; headings are one line."""
    match block:
        case HeadingBlock():
            return replace(block, heading=clean_line(words))
        case QuoteBlock():
            return replace(block, quote=clean(words))
        case TextBlock():
            return replace(block, text=clean(words))


def insert_block(block: WordBlock, before: Key | None) -> Edit:
    """Make the edit that puts *block* before the row of *before*, or at the end."""
    new = with_words(block, block.words)
    return Edit(
        EditKind.INSERT_TEXT,
        lambda story: replace(story, sequence=order.insert(story.sequence, [new], before)),
    )


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

    def changed(block: WordBlock) -> WordBlock:
        if isinstance(block, kind):
            return block
        words = _spoken(block)
        made: WordBlock
        if kind is HeadingBlock:
            made = HeadingBlock("", block.key, block.extra)
        elif kind is QuoteBlock:
            made = QuoteBlock("", "", block.key, block.extra)
        else:
            made = TextBlock("", block.key, block.extra)
        return with_words(made, words)

    return _each_word_block(EditKind.TURN, set(keys), changed)


def _spoken(block: WordBlock) -> str:
    if isinstance(block, QuoteBlock) and block.by:
        return f"{block.quote}\n\n— {block.by}" if block.quote else f"— {block.by}"
    return block.words


def _each_word_block(
    kind: EditKind,
    keys: Iterable[Key],
    changed: Callable[[WordBlock], WordBlock],
    burst: Hashable = None,
) -> Edit:
    wanted = set(keys)
    return _each_block(
        kind,
        (),
        lambda block: (
            changed(block) if isinstance(block, WordBlock) and block.key in wanted else block
        ),
        burst,
    )


def _each_block(
    kind: EditKind,
    photos: tuple[PhotoId, ...],
    changed: Callable[[Block], Block],
    burst: Hashable = None,
) -> Edit:
    def apply(story: Story) -> Story:
        after = tuple(map(changed, story.sequence))
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(kind, apply, photos, burst=burst)


def split_text(key: BlockKey, place: int) -> Edit:
    """Make the edit that ends the block of words of *key* at *place* and goes on in a new one.

    *place* counts characters. Nothing is done where either part would be blank.
    """

    def halves(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, WordBlock) or block.key != key:
            return (block,)
        first, second = block.words[:place].rstrip(), block.words[place:].lstrip()
        if is_blank(first) or is_blank(second):
            return (block,)
        match block:
            case HeadingBlock():
                return (with_words(block, first), HeadingBlock(second))
            case QuoteBlock():  # Who said it stands under the end of it.
                return (replace(block, quote=clean(first), by=""), QuoteBlock(second, block.by))
            case TextBlock():
                return (with_words(block, first), TextBlock(second))

    return _spread(EditKind.SPLIT, (), halves)


def _spread(
    kind: EditKind, photos: tuple[PhotoId, ...], parts: Callable[[Block], tuple[Block, ...]]
) -> Edit:
    def apply(story: Story) -> Story:
        after = tuple(part for block in story.sequence for part in parts(block))
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(kind, apply, photos)


def join(keys: Iterable[Key]) -> Edit:
    """Make the edit that makes one text of several blocks of words, in their order.

    Headings and quotes become Markdown of the text. Photos among *keys* are left alone.
    """
    wanted = set(keys)

    def apply(story: Story) -> Story:
        chosen = [b for b in story.sequence if isinstance(b, WordBlock) and b.key in wanted]
        if len(chosen) < 2:
            return story
        first = chosen[0]
        if all(isinstance(block, HeadingBlock) for block in chosen):
            one = with_words(first, " ".join(filter(None, (b.words.strip() for b in chosen))))
        else:
            text = "\n\n".join(filter(None, (_in_markdown(b).strip("\n") for b in chosen)))
            extra = first.extra if isinstance(first, TextBlock) else ()
            one = TextBlock(clean(text), first.key, extra)
        gone = {block.key for block in chosen}
        after: list[Block] = []
        for block in story.sequence:
            if block is first:
                after.append(one)
            elif not (isinstance(block, WordBlock) and block.key in gone):
                after.append(block)
        return replace(story, sequence=tuple(after))

    return Edit(EditKind.JOIN, apply)


def _in_markdown(block: WordBlock) -> str:
    match block:
        case HeadingBlock(heading=heading):
            return f"## {heading}" if heading.strip() else ""
        case QuoteBlock() if not is_blank(_spoken(block)):
            return "\n".join(f"> {line}".rstrip() for line in _spoken(block).split("\n"))
    return block.words


# ---- groups


def group(ids: Iterable[PhotoId], layout: str = "") -> Edit:
    """Make the edit that shows the photos of *ids* as one group, where the first of them stands.

    Photos set aside come in behind those of the sequence. Captions that groups had come along.
    """
    chosen = tuple(dict.fromkeys(ids))

    def apply(story: Story) -> Story:
        there = [i for i in chosen if i in story.photos]
        wanted = set(there)
        ordered = [i for i in order.photo_ids(story.sequence) if i in wanted]
        ordered += [i for i in there if i not in set(ordered)]
        if len(ordered) < 2:
            return story
        taken, rest = order.split(story.sequence, ordered)
        groups = [block for block in taken if isinstance(block, GroupBlock)]
        if len(taken) == 1 and groups and groups[0].layout == layout:
            return story
        caption = "\n".join(filter(None, (block.caption for block in groups)))
        extra = groups[0].extra if len(groups) == 1 else ()
        made = GroupBlock(tuple(ordered), layout, extra, clean(caption))
        at = _place_of(story.sequence, ordered, rest)
        return replace(story, sequence=(*rest[:at], made, *rest[at:]))

    return Edit(EditKind.GROUP, apply, chosen)


def _place_of(before: order.Sequence, ids: list[PhotoId], rest: order.Sequence) -> int:
    """Return where in *rest* the first of *ids* stood in *before*: how many blocks end before it."""
    first = next((i for i in order.photo_ids(before) if i in set(ids)), None)
    if first is None:
        return len(rest)
    keys: set[Key] = set()
    for block in before:
        if first in order.photos_of(block):
            break
        keys.update(order.keys_of(block))
    kept = [n for n, block in enumerate(rest, 1) if not keys.isdisjoint(order.keys_of(block))]
    # Blocks without a row of their own stay with the one before them.
    return max(kept, default=0)


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

    return _spread(EditKind.SPLIT, (first,), parts)


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

    return _each_block(EditKind.FIELD, (photo,), changed, burst)


def group_of(sequence: order.Sequence, photo: PhotoId) -> GroupBlock | None:
    """Return the group of *sequence* that shows *photo*; ``None`` if it stands alone or not at all."""
    return next((b for b in sequence if isinstance(b, GroupBlock) and photo in b.photos), None)


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
        text = (TextBlock(caption),) if caption else ()
        after = (replace(own, layout="lead"), *text, *others)
        return story if after == story.sequence else replace(story, sequence=after)

    return Edit(EditKind.LAYOUT, apply, (photo,))


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
