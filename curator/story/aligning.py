"""Which rows of two orders of a story are the same, and which moved; their values are left to ``comparing``.

Photos have names. Blocks of words have none that a manifest keeps, so they are matched by what they
say: equal ones first, in the order that keeps most of them together; what then stands between the
same neighbours and is much alike is one block whose words changed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from curator.story import sequence as order
from curator.story.values import (
    Block,
    GroupBlock,
    HeadingBlock,
    Key,
    OtherBlock,
    PhotoBlock,
    QuoteBlock,
    WordBlock,
)

_ALIKE = 40.0
# Likeness, 0 to 100, from which two blocks at one place are one that was rewritten. Unrelated
# paragraphs of English share letters enough for some 30; the same one recast seldom falls under 50.

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
    for old, new in _same_words(_words(before), _words(after)):
        same[order.keys_of(old)[0]] = order.keys_of(new)[0]
    place = {same[key]: n for n, key in enumerate(order.rows(before)) if key in same}
    common = [key for key in order.rows(after) if key in place]
    kept = _longest_rising([place[key] for key in common])
    moved = frozenset(key for n, key in enumerate(common) if n not in kept)
    return Alignment(before, after, same, moved)


def _words(sequence: Iterable[Block]) -> list[Block]:
    return [block for block in sequence if not isinstance(block, PhotoBlock | GroupBlock)]


def _same_words(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block, Block]]:
    """Return the blocks of words that are the same in both lists, in pairs."""
    pairs: list[tuple[Block, Block]] = []
    gone: list[list[Block]] = [[]]
    come: list[list[Block]] = [[]]
    tokens = _tokens(old), _tokens(new)
    for code in Indel.opcodes(*tokens):
        olds, news = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        if code.tag == "equal":
            pairs += zip(olds, news, strict=True)
            gone.append([])
            come.append([])
        else:
            gone[-1] += olds
            come[-1] += news
    elsewhere = _pair_equal([b for run in gone for b in run], [b for run in come for b in run])
    pairs += elsewhere
    taken = {id(block) for pair in elsewhere for block in pair}
    for olds, news in zip(gone, come, strict=True):
        pairs += _pair_alike(
            [b for b in olds if id(b) not in taken], [b for b in news if id(b) not in taken]
        )
    return pairs


def _tokens(blocks: Iterable[Block]) -> list[str]:
    """Return for each block a text that is equal where the blocks are."""
    return [f"{type(block).__name__} {_said(block)!r} {block.extra!r}" for block in blocks]


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


def _pair_alike(old: list[Block], new: list[Block]) -> list[tuple[Block, Block]]:
    """Return the blocks of one place that are much alike in pairs, none crossing another."""
    pairs = []
    start = 0
    for block in old:
        found = next((n for n in range(start, len(new)) if _is_alike(block, new[n])), None)
        if found is not None:
            pairs.append((block, new[found]))
            start = found + 1
    return pairs


def _is_alike(old: Block, new: Block) -> bool:
    if isinstance(old, OtherBlock) or isinstance(new, OtherBlock):
        return isinstance(old, OtherBlock) and isinstance(new, OtherBlock)
    texts = [
        block.words[:_COMPARED] if isinstance(block, WordBlock) else "" for block in (old, new)
    ]
    is_heading = isinstance(old, HeadingBlock) and isinstance(new, HeadingBlock)
    return is_heading or fuzz.ratio(*texts) >= _ALIKE


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
