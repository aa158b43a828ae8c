"""The rows of the galley as Qt sees them: what a reader meets, from top to bottom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from curator.captions.text import first_line, is_blank, word_count
from curator.story import inherit
from curator.story import sequence as order
from curator.story.values import (
    Block,
    BlockKey,
    Key,
    Photo,
    PhotoId,
    Story,
    WordBlock,
)
from curator.window import wording
from curator.window.grid.rows import story_rows

_Index = QModelIndex | QPersistentModelIndex

_SAID = 2000
# Characters of a caption that a screen reader is given of a row; the field has them all.


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says: the caption of ``photo`` and its credit, or the words of ``block``."""

    key: Key
    words: str
    credit: str = ""
    number: int = 0
    photo: Photo | None = None
    block: WordBlock | None = None


class GalleyModel(QAbstractListModel):
    """The rows of one story, brought up to date when the view asks for it.

    ``alike`` says of a photo which others open like it, for the screen reader.
    """

    def __init__(self, alike: Callable[[PhotoId], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alike = alike
        self._story = Story()
        self._numbers: Mapping[PhotoId, int] = {}
        self._keys: tuple[Key, ...] = ()
        self._rows: dict[Key, int] = {}
        self._blocks: dict[BlockKey, WordBlock] = {}

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all rows, in order."""
        return self._keys

    def row_of(self, key: Key | None) -> int:
        """Return the row of *key*; -1 if it has none."""
        return -1 if key is None else self._rows.get(key, -1)

    def has_other_rows(self, story: Story) -> bool:
        """Say whether *story* has other rows, or in another order, than are shown."""
        before = self._story.sequence
        return len(story.sequence) != len(before) or any(
            order.keys_of(one) != order.keys_of(other) for one, other in _changed(before, story)
        )

    def show(self, story: Story, numbers: Mapping[PhotoId, int]) -> None:
        """Show *story*, with other rows."""
        self.beginResetModel()
        self._keys = story_rows(story)
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._blocks = {
            block.key: block for block in story.sequence if isinstance(block, WordBlock)
        }
        self._story, self._numbers = story, numbers
        self.endResetModel()

    def follow(self, story: Story) -> list[int]:
        """Show *story*, which has the same rows; return those that say something else now."""
        before, self._story = self._story, story
        photos = story.photos.differing_ids(before.photos)
        rows = [self._rows[photo_id] for photo_id in photos if photo_id in self._rows]
        for _, block in _changed(before.sequence, story):
            if isinstance(block, WordBlock):
                self._blocks[block.key] = block
                rows.append(self._rows[block.key])
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))
        return rows

    def entry(self, row: int) -> Entry:
        """Return what *row* says."""
        key = self._keys[row]
        if isinstance(key, str):
            photo = self._story.photos[key]
            credit = inherit.credit_line(photo, self._story.defaults)
            return Entry(key, photo.caption, credit, self._numbers.get(key, 0), photo)
        block = self._blocks[key]
        return Entry(key, block.words, block=block)

    def extents(self) -> Iterator[tuple[int, tuple[int, int] | None]]:
        """Yield of each row how many characters its words have, and the shape of its picture if any."""
        photos = self._story.photos
        for key in self._keys:
            if isinstance(key, str):
                photo = photos[key]
                yield len(photo.caption), (photo.width, photo.height)
            else:
                yield len(self._blocks[key].words), None

    def _said(self, entry: Entry) -> str:
        """Return what a screen reader says of a row."""
        if entry.block is not None:
            kind = wording.block_kind(entry.block).lower()
            return f"{kind}: {entry.words[:_SAID] or 'empty'}"
        if is_blank(entry.words):
            said = ["no caption yet"]
        else:
            said = [entry.words[:_SAID], wording.count(word_count(entry.words), "word")]
        said.insert(1, entry.credit or "no credit")
        alike = self._alike(PhotoId(str(entry.key)))
        return f"{entry.number}: " + ", ".join([*said, alike.lower()] if alike else said)

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer the screen reader."""
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(self.entry(index.row()))
        if role == Qt.ItemDataRole.DisplayRole:
            return first_line(self.entry(index.row()).words)
        return None


def _changed(before: order.Sequence, story: Story) -> list[tuple[Block, Block]]:
    """Return the blocks of *story* that are not the very same as in *before*, each with the one before."""
    after = story.sequence
    if after is before:
        return []
    return [pair for pair in zip(before, after, strict=False) if pair[0] is not pair[1]]
