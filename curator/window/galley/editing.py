"""Writing in the galley: the field that lies over a part of a row, and the edits that its keystrokes make."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from curator.story import blocks, edits
from curator.story.edits import Edit
from curator.story.inherit import credit_line
from curator.story.values import BlockKey, HeadingBlock, Key, PhotoId
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.editor.fields import Burst, TextField
from curator.window.galley.fields import GalleyField
from curator.window.galley.model import Entry
from curator.window.galley.setting import alignment
from curator.window.galley.typesetter import NO_CAPTION, NO_CREDIT, NO_TEXT, Part, SetRow

HelpField = Callable[[TextField, str], None]
"""Lets help attach to a new field for ``caption`` or ``credit``, or for a ``text``, ``heading`` or ``quote``."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What is being edited: a part of the row of a key."""

    key: Key
    part: Part


class Editing(QObject):
    """The one field that is open, if any; a field of each kind is made once and used for every row.

    Signals:
        crossed(by, x): the cursor went on beyond the first (-1) or the last (1) line, at column *x*.
        tabbed(by): Tab (1) or Shift+Tab (-1) asked for the next or previous part.
        escaped(): Escape asked to leave the words.
        cursor_moved(): the cursor stands elsewhere, or its line does.
    """

    crossed = Signal(int, int)
    tabbed = Signal(int)
    escaped = Signal()
    cursor_moved = Signal()

    def __init__(
        self, document: StoryDocument, view: QAbstractScrollArea, help_field: HelpField
    ) -> None:
        super().__init__(view)
        self._document, self._view, self._help_field = document, view, help_field
        self._ground = view.viewport()
        self._fields: dict[str, GalleyField] = {}
        self._burst = Burst(self)
        self._is_placing = False
        self.spot: Spot | None = None
        self.field: GalleyField | None = None

    @property
    def has_keyboard(self) -> bool:
        """Whether the person is typing here."""
        return self.field is not None and self.field.hasFocus()

    @property
    def cursor_rect(self) -> QRect:
        """Where the cursor stands, in the galley's viewport; empty if nothing is edited."""
        if self.field is None:
            return QRect()
        return self.field.cursorRect().translated(self.field.pos())

    def open(self, row: SetRow, part: Part, top: int) -> GalleyField:
        """Put the field for *part* over *row*, which begins at *top* of the viewport."""
        QGuiApplication.inputMethod().commit()  # What is being composed belongs to the row before.
        spot, kind = Spot(row.entry.key, part), _kind(row.entry, part)
        field = self._fields.get(kind) or self._make(kind)
        if spot != self.spot:
            self._burst.end()
            old, self.field, self.spot = self.field, field, spot
            field.setAccessibleName(_name(row.entry, part))
            self.follow(row, top)
            field.show()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if old is not None and old is not field:
                old.hide()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def close(self) -> None:
        """Take the field away; what was typed is in the story already."""
        if self.field is None:
            return
        QGuiApplication.inputMethod().commit()
        self._burst.end()
        field, self.field, self.spot = self.field, None, None
        field.hide()

    def follow(self, row: SetRow, top: int) -> None:
        """Show the words of *row* as they are now, where they are now; the cursor keeps its place."""
        assert self.field is not None
        assert self.spot is not None
        part, entry = self.spot.part, row.entry
        is_heading = isinstance(entry.block, HeadingBlock)
        font = row.measures.heading if is_heading else row.measures.caption
        if part is Part.CREDIT:
            font = row.measures.small
        text, hint = self._shown(entry, part)
        self._is_placing = True
        try:
            self.field.show_text(text, hint)
            self.field.lie_over(row.place(part).translated(0, top), font, alignment(text or hint))
        finally:
            self._is_placing = False

    def select_to(self, place: QPoint) -> None:
        """Select from where the selection began to *place* of the viewport."""
        if self.field is not None:
            there = self.field.cursorForPosition(self.field.mapFrom(self._ground, place))
            cursor = self.field.textCursor()
            cursor.setPosition(there.position(), QTextCursor.MoveMode.KeepAnchor)
            self.field.setTextCursor(cursor)

    def _make(self, kind: str) -> GalleyField:
        field = GalleyField(1 if kind in ("credit", "heading") else 4, self._ground)
        self._fields[kind] = field
        # As a child made late, it would come after everything else in the window.
        QWidget.setTabOrder(self._view, field)
        field.edited.connect(self._take)
        field.parted.connect(self._burst.end)
        field.crossed.connect(self.crossed)
        field.tabbed.connect(self.tabbed)
        field.escaped.connect(self.escaped)
        field.cursorPositionChanged.connect(self._tell_cursor)
        field.left.connect(self._ground.update)
        self._help_field(field, kind)
        return field

    def _tell_cursor(self) -> None:
        if not self._is_placing and self.sender() is self.field:
            self.cursor_moved.emit()

    def _take(self) -> None:
        if self.spot is not None and self.field is not None and self.sender() is self.field:
            self._document.apply(self._edit(self.spot, self.field.text()))

    def _edit(self, spot: Spot, text: str) -> Edit:
        token = self._burst.token("galley", spot)
        if not isinstance(spot.key, str):
            return blocks.set_block_text(BlockKey(spot.key), text, token)
        field = "credit" if spot.part is Part.CREDIT else "caption"
        return edits.set_field((PhotoId(spot.key),), field, text, token)

    def _shown(self, entry: Entry, part: Part) -> tuple[str, str]:
        """Return the words of *part*, and the hint that stands where there are none."""
        photo = entry.photo
        if photo is None:
            return entry.words, NO_TEXT
        if part is Part.WORDS:
            return entry.words, NO_CAPTION
        inherited = edits.with_field(photo, "credit", "")
        return photo.credit, credit_line(inherited, self._document.story.defaults) or NO_CREDIT


def _kind(entry: Entry, part: Part) -> str:
    if entry.block is not None:
        return blocks.field_of(type(entry.block))
    return "credit" if part is Part.CREDIT else "caption"


def _name(entry: Entry, part: Part) -> str:
    """Return what a screen reader calls the field."""
    if entry.block is not None:
        kind = wording.block_kind(entry.block)
        return "Text between photos" if kind == "Text" else kind
    return f"{'Credit' if part is Part.CREDIT else 'Caption'} of photo {entry.number}"
