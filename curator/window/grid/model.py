"""The rows of a view as Qt sees them; a pure adapter from a tuple of keys to insert, remove and move signals."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from curator.captions.text import first_line
from curator.check import Level, Problem
from curator.errors import shown
from curator.story import inherit
from curator.story import sequence as order
from curator.story.changes import Change
from curator.story.values import (
    Block,
    BlockKey,
    Key,
    Photo,
    PhotoBlock,
    PhotoId,
    Story,
    WordBlock,
)
from curator.window import wording
from curator.window.choosing import Chooser
from curator.window.document import StoryDocument
from curator.window.grid.judging import Judging
from curator.window.grid.rewriting import rewritten
from curator.window.grid.runs import runs
from curator.window.grid.wanted import Arrange, Wanted
from curator.window.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex


_MOST_RUNS = 40
# Runs of rows that come or go one by one; with more of them Qt would take longer than for all anew.


class Role(IntEnum):
    """What the delegate and the tests ask of a row beside Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole
    PHOTO = Qt.ItemDataRole.UserRole + 1
    NUMBER = Qt.ItemDataRole.UserRole + 2
    PROBLEMS = Qt.ItemDataRole.UserRole + 3
    CREDIT = Qt.ItemDataRole.UserRole + 4
    BLOCK = Qt.ItemDataRole.UserRole + 5
    LAYOUT = Qt.ItemDataRole.UserRole + 6
    PROBLEMS_SO_FAR = Qt.ItemDataRole.UserRole + 7


class GridModel(QAbstractListModel):
    """The rows of one view over the open story of ``document``, told by *rows_of*, one of ``rows``."""

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        rows_of: Callable[[Story], tuple[Key, ...]],
        choosing: Chooser,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self._choosing = document, choosing
        self._wanted = Wanted(rows_of, choosing)
        self._held: frozenset[Key] = frozenset()
        self._at: frozenset[Key] = frozenset()
        self._keys: tuple[Key, ...] = ()
        self._rows: dict[Key, int] = {}
        self._blocks: dict[BlockKey, Block] = {}
        self._layouts: dict[PhotoId, str] = {}
        self._sequence: order.Sequence | None = None
        self._is_watched = True
        self._is_behind = False
        self._more_of: Callable[[Key], str] = lambda _: ""
        self._judging = Judging(choosing.judge, self._repaint, self)
        document.changed.connect(self._follow)
        document.opened.connect(self._open)
        choosing.changed.connect(self._choose)
        choosing.drifted.connect(self._let_go)
        thumbnails.ready.connect(self._repaint)
        choosing.judge.changed.connect(lambda: self._tell_rows(0, len(self._keys) - 1))
        self._open(document.story)

    def arrange(self, arrange: "Arrange | None", *, follows_sequence: bool = False) -> None:
        """Show the rows in the order that *arrange* gives photos; as they stand if ``None``.

        ``follows_sequence`` says whether that order is another one after photos of the story moved.
        """
        self._wanted.arrange(arrange, follows_sequence=follows_sequence)
        self._begin_anew()

    def watch(self, is_watched: bool) -> None:
        """Follow the story at once, as somebody looks at the rows, or not before somebody asks for them."""
        self._is_watched = is_watched
        if is_watched:
            self._catch_up()

    def _catch_up(self) -> None:
        if self._is_behind:
            self._is_behind = False
            self._reset()

    def say_more(self, more_of: Callable[[Key], str]) -> None:
        """Let a screen reader say before a photo, or behind words, what *more_of* tells, if anything."""
        self._more_of = more_of

    def in_order(self, ids: Iterable[PhotoId]) -> list[PhotoId]:
        """Return *ids* as the rows would show them, whatever the choice leaves out."""
        return self._wanted.in_order(self.document.story, ids)

    def hold(self, keys: Iterable[Key]) -> None:
        """Keep the rows of *keys* although an edit lets the choice leave them out: somebody is at them.

        Those that somebody was at before are kept as well, so that there is a way back.
        """
        now = frozenset(keys)
        if now == self._at:
            return
        before, self._at = self._at, now
        held, self._held = self._held, now | before
        if not self._choosing.choice.is_everything and any(
            self._has_fallen_out(key) for key in held - self._held
        ):
            # Later: Qt is in the middle of a selection.
            QTimer.singleShot(0, self._let_go)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all rows, in order."""
        self._catch_up()
        return self._keys

    @property
    def sequence(self) -> order.Sequence:
        """The sequence whose rows these are."""
        return self._sequence if self._sequence is not None else ()

    @property
    def is_choice(self) -> bool:
        """Whether some photos may be left out."""
        return not self._choosing.choice.is_everything

    def key(self, index: _Index) -> Key | None:
        """Return the key of the row at *index*; ``None`` if that is no row."""
        return self._keys[index.row()] if index.isValid() else None

    def index_of(self, key: Key | None) -> QModelIndex:
        """Return the index of the row of *key*, an invalid one if there is none."""
        self._catch_up()
        row = self._rows.get(key) if key is not None else None
        return QModelIndex() if row is None else self.index(row)

    def photo(self, index: _Index) -> Photo | None:
        """Return the photo of the row at *index*; ``None`` if it is none."""
        key = self.key(index)
        return self.document.story.photos.get(key) if isinstance(key, str) else None

    def problems(self, photo: Photo) -> list[Problem]:
        """Return the problems of *photo*."""
        return self._judging.problems(photo)

    def show_found(self, problems: Iterable[Problem]) -> None:
        """Take over what only a check of the whole story finds, for the badges."""
        self._judging.show_found(problems)

    def _open(self, story: Story) -> None:
        self._judging.forget()
        self._wanted.forget()
        self._held = self._at = frozenset()
        self._begin_anew()

    def _choose(self) -> None:
        self._held = self._at = frozenset()
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Take all rows anew; where nobody looks at them, when somebody does."""
        if self._is_watched:
            self._reset()
        else:
            self._is_behind = True

    def _reset(self) -> None:
        story = self.document.story
        self.beginResetModel()
        self._take_order(story, self._wanted.rows(story, self._held))
        self.endResetModel()

    def _let_go(self) -> None:
        self._is_behind = not self._is_watched
        if self._is_watched:
            story = self.document.story
            self._show(story, self._wanted.rows(story, self._held))

    def _has_fallen_out(self, key: Key) -> bool:
        is_photo = isinstance(key, str) and key in self.document.story.photos
        return key in self._rows and not (is_photo and self._choosing.takes(PhotoId(str(key))))

    def _is_misplaced(self, photo_id: PhotoId) -> bool:
        """Say whether the row of *photo_id* should come or go, after an edit."""
        return photo_id not in self._held and self._choosing.takes(photo_id) is (
            photo_id not in self._rows
        )

    def _take_order(self, story: Story, keys: tuple[Key, ...]) -> None:
        if keys != self._keys:
            self._rows = dict(zip(keys, range(len(keys)), strict=True))
        self._keys = keys
        before, self._sequence = self._sequence or (), story.sequence
        words = {} if before is story.sequence else rewritten(before, story.sequence)
        if words is not None:
            self._blocks.update(words)
            return
        self._layouts, self._blocks = {}, {}
        for block in [b for b in story.sequence if type(b) is not PhotoBlock or b.layout]:
            if isinstance(block, PhotoBlock):
                self._layouts[block.photo] = block.layout
            elif isinstance(block, WordBlock):
                self._blocks[block.key] = block

    def _follow(self, before: Story, after: Story, change: Change) -> None:
        if self._is_behind:
            return
        are_others = change.membership or change.sequence
        if are_others or (self.is_choice and any(map(self._is_misplaced, change.photos))):
            self._let_go()
        elif change.defaults or len(change.photos) > _MOST_RUNS:
            self._tell_rows(0, len(self._keys) - 1)
        else:
            for photo_id in change.photos:
                self._repaint(photo_id)

    def _repaint(self, key: Key) -> None:
        row = self._rows.get(key)
        if row is not None:
            self._tell_rows(row, row)

    def _tell_rows(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _show(self, story: Story, keys: tuple[Key, ...]) -> None:
        """Go from the rows shown to *keys* by removing, moving and inserting, so that selections hold."""
        if len(keys) > len(self._keys) and keys[: len(self._keys)] == self._keys:
            self._append_rows(story, keys)
            return
        if keys == self._keys:
            words = rewritten(self._sequence or (), story.sequence)
            self._take_order(story, keys)
            if words is None:
                self._tell_rows(0, len(keys) - 1)
            for key in words or ():
                self._repaint(key)
            return
        if len(keys) == len(self._keys) and all(map(self._rows.__contains__, keys)):
            self._permute(story, keys)
            self._tell_rows(0, len(keys) - 1)
            return
        wanted = set(keys)
        gone = [r for r, key in enumerate(self._keys) if key not in wanted]
        come = [r for r, key in enumerate(keys) if key not in self._rows]
        if len(runs(gone)) + len(runs(come)) > _MOST_RUNS:
            self._reset()
            return
        self._remove_rows(story, gone)
        held = set(self._keys)
        self._permute(story, tuple(key for key in keys if key in held))
        if len(held) != len(keys):
            self._insert_rows(story, keys, held)
        self._take_order(story, keys)
        self._tell_rows(0, len(keys) - 1)

    def _append_rows(self, story: Story, keys: tuple[Key, ...]) -> None:
        """Add rows at the end, as photos coming in do: nothing changes for those that stand."""
        self.beginInsertRows(QModelIndex(), len(self._keys), len(keys) - 1)
        self._take_order(story, keys)
        self.endInsertRows()

    def _remove_rows(self, story: Story, rows: list[int]) -> None:
        for first, last in reversed(runs(rows)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._take_order(story, self._keys[:first] + self._keys[last + 1 :])
            self.endRemoveRows()

    def _permute(self, story: Story, keys: tuple[Key, ...]) -> None:
        if keys == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        moved = [self._keys[index.row()] for index in old]
        self._take_order(story, keys)
        self.changePersistentIndexList(old, [self.index_of(key) for key in moved])
        self.layoutChanged.emit()

    def _insert_rows(self, story: Story, keys: tuple[Key, ...], held: set[Key]) -> None:
        for first, last in runs([r for r, key in enumerate(keys) if key not in held]):
            self.beginInsertRows(QModelIndex(), first, last)
            grown = self._keys[:first] + keys[first : last + 1] + self._keys[first:]
            self._take_order(story, grown)
            self.endInsertRows()

    def _text(self, photo: Photo, number: int | None, problem_count: int) -> str:
        """Return what a screen reader says of a cell."""
        place = f"{number}: " if number else "set aside: "
        caption = first_line(photo.caption) or "no caption yet"
        credit = inherit.credit_line(photo, self.document.story.defaults) or "no credit"
        told = f", {wording.count(problem_count, 'problem')}" if problem_count else ""
        return f"{place}{shown(photo.file_name)}, {caption}, {credit}{told}"

    # Qt's methods

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._keys)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every row be dragged; drops go between rows."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer the delegate, the screen reader and the tests."""
        key = self.key(index)
        if role == Role.KEY or key is None:
            return key
        if not isinstance(key, str):
            told = self._block_data(self._blocks.get(key), role)
        else:
            photo = self.document.story.photos.get(key)
            told = None if photo is None else self._photo_data(photo, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and told:
            more = self._more_of(key)
            if more:
                told = f"{more}; {told}" if isinstance(key, str) else f"{told}, {more}"
        return told

    def _photo_data(self, photo: Photo, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(photo.file_name)
            case Qt.ItemDataRole.AccessibleTextRole:
                counted = sum(1 for p in self.problems(photo) if p.level is not Level.HINT)
                return self._text(photo, self.document.numbers.get(photo.id), counted)
            case Role.PHOTO:
                return photo
            case Role.NUMBER:
                return self.document.numbers.get(photo.id)
            case Role.LAYOUT:
                return self._layouts.get(photo.id, "")
            case Role.PROBLEMS:
                return self.problems(photo)
            case Role.PROBLEMS_SO_FAR:
                return self._judging.so_far(photo)
            case Role.CREDIT:
                return inherit.credit_line(photo, self.document.story.defaults)
        return None

    def _block_data(self, block: Block | None, role: int) -> Any:
        if not isinstance(block, WordBlock):
            return None
        if role == Role.BLOCK:
            return block
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{wording.block_kind(block).lower()}: {first_line(block.words) or 'empty'}"
        return None
