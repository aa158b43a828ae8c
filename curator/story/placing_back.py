"""The sequence of a story made as it was in another version, for some photos or one block of words at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from curator.story import sequence as order
from curator.story.aligning import align
from curator.story.comparing import BlockDifference, shared_holders
from curator.story.edits import remove_photos
from curator.story.values import (
    Block,
    GroupBlock,
    Key,
    OtherBlock,
    PhotoBlock,
    PhotoId,
    Story,
    WordBlock,
)


def with_standing(story: Story, other: Story, photos: Sequence[PhotoId]) -> Story:
    """Return *story* with *photos* in it, in its sequence and at their places, or not, as in *other*.

    Those that kept their order among the rest stay where they are.
    """
    known = [photo for photo in photos if photo in other.photos]
    if len(known) < len(photos):
        story = remove_photos(i for i in photos if i not in other.photos).apply(story)
    new = [other.photos[photo] for photo in known if photo not in story.photos]
    if new:
        story = replace(story, photos=story.photos.with_photos(new))
    shown = set(order.photo_ids(story.sequence))
    then = set(order.photo_ids(other.sequence))
    moved = align(other.sequence, story.sequence).moved
    aside = {photo for photo in known if photo in shown and photo not in then}
    meant = {i for i in known if i in then and (i not in shown or i in moved)}
    if not aside and not meant:
        return story
    return replace(story, sequence=_replaced(story.sequence, other.sequence, aside, meant))


def _replaced(
    sequence: order.Sequence, other: order.Sequence, aside: set[PhotoId], meant: set[PhotoId]
) -> order.Sequence:
    """Return *sequence* without *aside*, and with *meant* where they stood in *other*."""
    now, then = _holders(sequence), _holders(other)
    new = meant - now.keys()
    blocks: dict[Key, Block] = {
        i: _carried(i, then[i], new) if i in new else _carried(i, now[i], meant) for i in meant
    }
    rest = order.split(sequence, aside | meant)[1]
    return inserted(rest, other, blocks)


def _holders(sequence: order.Sequence) -> dict[PhotoId, Block]:
    """Return the block that holds each photo of *sequence*."""
    return {photo: block for block in sequence for photo in order.photos_of(block)}


def _carried(photo: PhotoId, block: Block, going: Collection[PhotoId]) -> Block:
    """Return the block in which *photo* goes to its place: *block* if all photos of it do."""
    return block if set(order.photos_of(block)) <= set(going) else PhotoBlock(photo)


def inserted(
    rest: order.Sequence, other: order.Sequence, blocks: Mapping[Key, Block]
) -> order.Sequence:
    """Return *rest* with *blocks* put behind what came before their rows in *other*.

    What counts is what kept its order; whatever is in *rest* alone stays where it is.
    """
    alignment = align(other, rest)
    behind: dict[Key | None, list[Block]] = {}
    anchor: Key | None = None
    placed: set[Key] = set()
    for row in order.rows(other):
        if row in blocks:
            if row not in placed:
                behind.setdefault(anchor, []).append(blocks[row])
                placed.update(order.keys_of(blocks[row]), (row,))
        elif (found := alignment.same.get(row)) is not None and found not in alignment.moved:
            anchor = found
    after = list(behind.get(None, ()))
    for block in rest:
        after.append(block)
        for key in order.keys_of(block):
            after += behind.get(key, ())
    return tuple(after)


def with_layout(story: Story, other: Story, photos: Sequence[PhotoId]) -> Story:
    """Return *story* with *photos* alone or in groups, laid out as in *other*.

    Photos that share a group with one of them, in either, go into the blocks that they were in.
    """
    then, now = shared_holders(other.sequence, story.sequence)
    for photo in photos:
        if photo in now and now[photo] != then[photo]:
            meant = {*order.photos_of(now[photo]), *order.photos_of(then[photo])}
            after = _laid_out(story.sequence, other.sequence, photo, meant)
            story = replace(story, sequence=after)
            then, now = shared_holders(other.sequence, after)
    return story


def _laid_out(
    sequence: order.Sequence, other: order.Sequence, photo: PhotoId, meant: set[PhotoId]
) -> order.Sequence:
    """Return *sequence* with the photos *meant* in the blocks of *other*, where *photo* stands."""
    blocks = [_only(block, meant) for block in other if meant.intersection(order.photos_of(block))]
    at = next(n for n, block in enumerate(sequence) if photo in order.photos_of(block))
    before, here, behind = (
        order.split(part, meant)[1]
        for part in (sequence[:at], sequence[at : at + 1], sequence[at + 1 :])
    )
    return (*before, *blocks, *here, *behind)


def _only(block: Block, photos: set[PhotoId]) -> Block:
    """Return *block* with those of its photos alone that are among *photos*."""
    return order.split((block,), set(order.photos_of(block)) - photos)[1][0]


def with_group_captions(story: Story, other: Story, photos: Sequence[PhotoId]) -> Story:
    """Return *story* with the captions that the groups of *photos* have in *other*."""
    now, then = _holders(story.sequence), _holders(other.sequence)
    changed: dict[int, Block] = {}
    for photo in photos:
        block, earlier = now.get(photo), then.get(photo)
        if isinstance(block, GroupBlock) and isinstance(earlier, GroupBlock):
            changed[id(block)] = replace(block, caption=earlier.caption)
    sequence = tuple(changed.get(id(block), block) for block in story.sequence)
    return story if sequence == story.sequence else replace(story, sequence=sequence)


def with_block(story: Story, other: Story, difference: BlockDifference) -> Story:
    """Return *story* with one block of words as *difference* says it was: put, changed, moved or gone."""
    then = _found(other.sequence, difference.before)
    if then is None:
        now = _found(story.sequence, difference.after)
        rest = tuple(block for block in story.sequence if block is not now)
        return replace(story, sequence=rest) if now is not None else story
    alignment = align(other.sequence, story.sequence)
    origin = order.keys_of(then)[0]
    key = alignment.same.get(origin)
    now = next((block for block in story.sequence if key in order.keys_of(block)), None)
    new: Block = then
    if isinstance(now, WordBlock | OtherBlock) and isinstance(then, WordBlock | OtherBlock):
        new = replace(then, key=now.key)
    if now is not None and key not in alignment.moved:
        sequence = tuple(new if block is now else block for block in story.sequence)
    else:
        rest = tuple(block for block in story.sequence if block is not now)
        sequence = inserted(rest, other.sequence, {origin: new})
    return story if sequence == story.sequence else replace(story, sequence=sequence)


def _found(sequence: order.Sequence, block: Block | None) -> Block | None:
    """Return the block of *sequence* that is *block*, by its key or else by what it says."""
    if block is None:
        return None
    key = order.keys_of(block)[0]
    same = (b for b in sequence if key in order.keys_of(b))
    return next(same, None) or next((b for b in sequence if b == block), None)
