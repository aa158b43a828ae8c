"""Where the rows of a board lie now: worked out when somebody asks, and of that only what is no longer so."""

from collections.abc import Hashable
from dataclasses import dataclass

from curator.story.sequence import Sequence
from curator.story.values import BlockKey, Key, WordBlock
from curator.window.board.measures import Measures
from curator.window.board.pieces import Structure, band, pieces, structure, with_words
from curator.window.board.placing import Cells, Piece, Placing, placed
from curator.window.grid.rewriting import rewritten


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be placed: the rows, of which sequence, how large, and what of it is folded.

    A choice of photos stands in one run: what is around them in the story is left out.
    """

    keys: tuple[Key, ...]
    sequence: Sequence
    is_choice: bool
    measures: Measures
    folded: frozenset[Hashable]

    def is_same(self, other: "Asked") -> bool:
        """Say, without comparing rows one by one, whether *other* asks for the same."""
        are_same = self.keys is other.keys and self.sequence is other.sequence
        return are_same and self._rest == other._rest

    @property
    def _rest(self) -> tuple[object, ...]:
        return self.is_choice, self.measures, self.folded


class Plan:
    """The structure of a sequence and the places of its rows, as asked for last."""

    def __init__(self) -> None:
        self.told = structure(())
        self.placing = Placing((), 1, Cells((1, 1), (1, 1)), 1)
        self._pieces: tuple[Piece, ...] = ()
        self._asked: Asked | None = None
        self._heights: dict[BlockKey, tuple[WordBlock, tuple[int, int]]] = {}

    def follow(self, asked: Asked) -> bool:
        """Place what is *asked* for; return whether anything may lie elsewhere than before."""
        before, self._asked = self._asked, asked
        if before is not None and before.is_same(asked):
            return False
        is_as_large = before is not None and before.measures == asked.measures
        if not is_as_large:
            self._heights.clear()
        pieces_before = self._pieces
        self._follow_rows(before if is_as_large else None, asked)
        is_folded_so = before is not None and before.folded == asked.folded
        if is_as_large and is_folded_so and self._pieces == pieces_before:
            return False
        measures = asked.measures
        cells, columns = measures.cells, measures.columns
        self.placing = placed(self._pieces, measures.width, columns, cells, asked.folded)
        return True

    def _follow_rows(self, before: Asked | None, asked: Asked) -> None:
        def heights_of(block: WordBlock) -> tuple[int, int]:
            return self._heights_of(block, asked.measures)

        words = None
        if before is not None and (before.keys, before.is_choice) == (asked.keys, asked.is_choice):
            words = rewritten(before.sequence, asked.sequence)
        if words is None:
            self.told = structure(asked.sequence)
            told = Structure({}, {}) if asked.is_choice else self.told
            over = asked.measures.frame_head
            self._pieces = tuple(pieces(asked.keys, told, heights_of, over))
        elif words:
            self.told = with_words(self.told, words)
            new = dict[Hashable, WordBlock](words.items())
            self._pieces = tuple(
                piece if block is None else band(piece.first, block, heights_of)
                for piece in self._pieces
                for block in [new.get(piece.key)]
            )

    def _heights_of(self, block: WordBlock, measures: Measures) -> tuple[int, int]:
        known = self._heights.get(block.key)
        if known is None or known[0] is not block:
            known = block, measures.heights_of(block)
            self._heights[block.key] = known
        return known[1]
