"""Which rows of two orders of a story are the same, and which moved; their values are left to ``comparing``.

Photos have names. Blocks of words have none that a manifest keeps, so they are matched by what they
say: equal ones first, in the order that keeps most of them, and the photos beside them, together;
what then stands between the same neighbours and is much alike is one block whose words changed.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from curator.story import sequence as order
from curator.story.values import (
    Block,
    HeadingBlock,
    Key,
    PhotoId,
    QuoteBlock,
    WordBlock,
)

_ALIKE = 40.0
# Likeness, 0 to 100, from which two blocks at one place are one that was rewritten. Unrelated
# paragraphs of English share letters enough for some 30; the same one recast seldom falls under 50.

_ALIKE_ELSEWHERE = 75.0
# The same for blocks that stand at other places.

_COMPARED = 2_000
# Characters of a block that its likeness is told by.


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two orders side by side.

    ``same`` leads from each row before to the same row after. ``moved`` are rows after that are
    there in both and stand elsewhere: as few as will do, the others having kept their order.
    """

    before: order.Sequence
    after: order.Sequence
    same: dict[Key, Key]
    moved: frozenset[Key]


def align(before: order.Sequence, after: order.Sequence) -> Alignment:
    """Return the orders *before* and *after* side by side."""
    shown = set(order.photo_ids(after))
    same: dict[Key, Key] = {i: i for i in order.photo_ids(before) if i in shown}
    for old, new in _same_words(before, after):
        same[order.keys_of(old)[0]] = order.keys_of(new)[0]
    place = {same[key]: n for n, key in enumerate(order.rows(before)) if key in same}
    common = [key for key in order.rows(after) if key in place]
    kept = _longest_rising([place[key] for key in common])
    moved = frozenset(key for n, key in enumerate(common) if n not in kept)
    return Alignment(before, after, same, moved)


_Item = Block | PhotoId
# A block of words, or a photo that stands beside one and tells its place.


def _same_words(before: order.Sequence, after: order.Sequence) -> list[tuple[Block, Block]]:
    """Return the blocks of words that are the same in both orders, in pairs."""
    beside = {*_beside_words(before), *_beside_words(after)}
    old, new = _items(before, beside), _items(after, beside)
    pairs: list[tuple[Block, Block]] = []
    gaps: list[tuple[list[Block], list[Block]]] = [([], [])]
    for code in Indel.opcodes(_tokens(old), _tokens(new)):
        olds, news = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            pairs += zip(_blocks(olds), _blocks(news), strict=True)
            gaps.append(([], []))
        else:
            gaps[-1][0].extend(_blocks(olds))
            gaps[-1][1].extend(_blocks(news))
    taken: set[int] = set()

    def take(found: list[tuple[Block, Block]]) -> None:
        pairs.extend(found)
        taken.update(id(block) for pair in found for block in pair)

    def left(blocks: list[Block]) -> list[Block]:
        return [block for block in blocks if id(block) not in taken]

    every = [[block for gap in gaps for block in gap[side]] for side in (0, 1)]
    take(_pair_equal(*every))  # those that went past others
    for olds_left, news_left in gaps:
        take(_pair_alike(left(olds_left), left(news_left)))
    take(_pair_alike(left(every[0]), left(every[1]), least=_ALIKE_ELSEWHERE))
    return pairs


def _beside_words(sequence: order.Sequence) -> Iterator[PhotoId]:
    """Yield the photos that stand next to a block of words."""
    for one, other in pairwise(sequence):
        photos = order.photos_of(one), order.photos_of(other)
        if photos[0] and not photos[1]:
            yield photos[0][-1]
        elif photos[1] and not photos[0]:
            yield photos[1][0]


def _items(sequence: order.Sequence, beside: Collection[PhotoId]) -> list[_Item]:
    found: list[_Item] = []
    for block in sequence:
        photos = order.photos_of(block)
        found += [photo for photo in photos if photo in beside] if photos else [block]
    return found


def _blocks(items: Iterable[_Item]) -> list[Block]:
    return [item for item in items if not isinstance(item, str)]


def _tokens(items: Iterable[_Item]) -> list[str]:
    """Return for each of *items* a text that is equal where they are."""
    return [
        f"photo {item}"
        if isinstance(item, str)
        else f"{type(item).__name__} {_said(item)!r} {item.extra!r}"
        for item in items
    ]


def _said(block: Block) -> tuple[str, ...]:
    match block:
        case QuoteBlock():
            return (block.quote, block.by)
        case _:
            return (block.words,) if isinstance(block, WordBlock) else ()


def _pair_equal(old: list[Block], new: list[Block]) -> list[tuple[Block, Block]]:
    """Return the equal ones of both lists in pairs: blocks that went past others."""
    waiting: dict[str, list[Block]] = {}
    for token, block in zip(_tokens(new), new, strict=True):
        waiting.setdefault(token, []).append(block)
    return [
        (block, waiting[token].pop(0))
        for token, block in zip(_tokens(old), old, strict=True)
        if waiting.get(token)
    ]


def _pair_alike(
    old: list[Block], new: list[Block], least: float = _ALIKE
) -> list[tuple[Block, Block]]:
    """Return the blocks that are alike, at *least* so much, in pairs, none crossing another."""
    pairs = []
    start = 0
    for block in old:
        found = next((n for n in range(start, len(new)) if _is_alike(block, new[n], least)), None)
        if found is not None:
            pairs.append((block, new[found]))
            start = found + 1
    return pairs


def _is_alike(old: Block, new: Block, least: float) -> bool:
    """Say whether two blocks may be one that was rewritten; of headings at one place any two may."""
    if not isinstance(old, WordBlock) or not isinstance(new, WordBlock):
        return type(old) is type(new) and least == _ALIKE
    is_heading = isinstance(old, HeadingBlock) and isinstance(new, HeadingBlock)
    if is_heading and least == _ALIKE:
        return True
    return fuzz.ratio(old.words[:_COMPARED], new.words[:_COMPARED]) >= least


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising run among *numbers*, which are all different."""
    tails: list[int] = []  # The least number that ends a run of each length, and where it stands.
    ends: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    found = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = previous[place]
    return found
