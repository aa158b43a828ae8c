"""The galley as it is read: the rows of the open story in type, kept in step with it; writing is left to ``view``."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QWidget

from curator.story.values import Key, PhotoId, Story
from curator.window.document import StoryDocument
from curator.window.galley.marks import Marks
from curator.window.galley.measures import PAD, measures
from curator.window.galley.model import GalleyModel
from curator.window.galley.painting import RowPainter, State
from curator.window.galley.rows import RowsView
from curator.window.galley.typesetter import SetRow, Typesetter
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex

_EMPTY = (
    "No photo is in the story.\n"
    "Choose some in Photos and press Insert: here their captions are read as one text."
)


class GalleyPage(RowsView):
    """The galley of the open story, to be read; costs nothing while it is hidden.

    Signals:
        selected(key): another row became the current one, other than by :meth:`show_key`.
    """

    selected = Signal(object)

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._looks = document, looks
        self._story = Story()
        self._is_other_story = False
        self._is_laid_out = False
        self._is_quiet = self._stays = False
        self._wanted: Key | None = None
        self.marks = Marks(self)
        self.rows = GalleyModel(self.marks.words, self)
        self._typesetter = Typesetter(measures(self.viewport().width(), self.font()))
        self._painter = RowPainter(thumbnails, looks)
        self.setModel(self.rows)
        self.setObjectName("galley")
        self.setAccessibleName("Galley")
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.marks.changed.connect(self.rows_settled)
        document.changed.connect(lambda *_: self._catch_up())
        document.opened.connect(lambda _: self._open())
        thumbnails.ready.connect(self._repaint)
        looks.changed.connect(self.rows_settled)

    @property
    def current_key(self) -> Key | None:
        """The key of the current row."""
        row = self.currentIndex().row()
        return self.rows.keys[row] if self._wanted is None and row >= 0 else self._wanted

    def show_key(self, key: Key) -> None:
        """Make the row of *key* the current one and bring it into view, now or when the galley comes up."""
        row = self.rows.row_of(key)
        if not self.isVisible():
            self._wanted = key
        elif row >= 0 and row != self.currentIndex().row():
            self.go(row, quietly=True)

    def go(self, row: int, *, quietly: bool = False, stays: bool = False) -> None:
        """Make *row* the current one: *quietly* tells nobody, and what *stays* does not scroll."""
        self._is_quiet, self._stays = quietly, stays
        try:
            self.setCurrentIndex(self.rows.index(row))
        finally:
            self._is_quiet = self._stays = False

    def set_row(self, row: int) -> SetRow:
        """Return *row* in type."""
        return self._typesetter.row(self.rows.entry(row))

    def mark(self, row: SetRow) -> int:
        """Return how many UTF-16 units of the caption of *row* are marked."""
        entry = row.entry
        if entry.photo is None:
            return 0
        length = self.marks.length(entry.photo.id, entry.words)
        return len(entry.words[:length].encode("utf-16-le", "surrogatepass")) // 2

    def row_state(self, row: int, key: Key) -> State:
        """Return how *row*, which is that of *key*, is to be painted."""
        return State(is_current=row == self.currentIndex().row(), has_focus=self.hasFocus())

    def rows_gone(self, *, is_other_story: bool) -> None:
        """Take note that rows came, went or moved, or that all are those of another story."""

    # Following the story

    def _open(self) -> None:
        self._is_other_story, self._wanted = True, None
        self._catch_up()

    def _catch_up(self) -> None:
        """Show the story as it is now, if anybody looks."""
        story, before = self._document.story, self._story
        if not self.isVisible():
            return
        if self._is_other_story or self.rows.has_other_rows(story):
            self._show_rows(story)
            self.marks.arrange(story, self._document.numbers)
        elif story is not before:
            rows = self.rows.follow(story)
            photos = [key for row in rows if isinstance(key := self.rows.keys[row], str)]
            self.marks.follow(story, photos)
            self.look_again(None if story.defaults is not before.defaults else rows)
        self._story, self._is_other_story = story, False
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.show_key(wanted)

    def _show_rows(self, story: Story) -> None:
        """Show *story*, whose rows are others; what was in view, and what was current, stays so."""
        held: dict[Key, int] = {}
        current, row = self.current_key, self.currentIndex().row()
        if self._is_other_story:
            current, row = None, -1
        else:
            held = {self.rows.keys[r]: self.row_rect(r).top() for r in self.rows_in_view}
            if current in held:
                held = {current: held[current]} | held
        self.rows.show(story, self._document.numbers)
        self._is_laid_out = False
        self._take_width()
        anchor = next((k for k in held if self.rows.row_of(k) >= 0), None)
        if anchor is not None:
            self.lay_out(self.rows.row_of(anchor), held[anchor])
        else:
            self.lay_out(0 if self._is_other_story else -1)
        self._is_laid_out = True
        self._go_on(current, row)
        self.rows_gone(is_other_story=self._is_other_story)
        self.setAccessibleDescription("" if self.rows.keys else _EMPTY)

    def _go_on(self, current: Key | None, row: int) -> None:
        """Make *current* the current row again; where it is gone, what stands in its *row* now."""
        there = self.rows.row_of(current)
        if there >= 0:
            self.go(there, quietly=True, stays=True)
        elif self.rows.keys:
            last = len(self.rows.keys) - 1
            self.go(min(max(row, 0), last), quietly=row < 0, stays=True)

    def _current_changed(self, index: _Index) -> None:
        if not self._stays:
            self.scrollTo(index)
        if not self._is_quiet and index.isValid():
            self.selected.emit(self.rows.keys[index.row()])
        self.viewport().update()

    def _repaint(self, key: str) -> None:
        row = self.rows.row_of(PhotoId(key))
        if row in self.rows_in_view:
            self.viewport().update(self.row_rect(row))

    # Rows, as RowsView asks for them

    def guess_rows(self) -> list[int]:
        """Return about how high each row is, by how many characters it has."""
        known: dict[tuple[int, tuple[int, int] | None], int] = {}
        heights = []
        for extent in self.rows.extents():
            height = known.get(extent)
            if height is None:
                height = known[extent] = self._typesetter.guess(*extent)
            heights.append(height)
        return heights

    def measure_row(self, row: int) -> int:
        """Return how high *row* is in type."""
        return self.set_row(row).height

    def paint_row(self, painter: QPainter, row: int, rect: QRect) -> None:
        """Paint *row*."""
        typeset = self.set_row(row)
        state = self.row_state(row, typeset.entry.key)
        self._painter.paint(painter, typeset, rect, state, self.mark(typeset))

    def rows_settled(self) -> None:
        """Paint anew."""
        self.viewport().update()

    def _take_width(self) -> None:
        """Set rows for the width and the font that the view has now."""
        m = measures(self.viewport().width(), self.font(), len(self.rows.keys))
        before, self._typesetter.measures = self._typesetter.measures, m
        if m.fills_rows_like(before) or not self._is_laid_out:
            return
        if not self.isVisible():
            self._is_laid_out = False
            return
        first = self.rows_in_view.start
        self.lay_out(first, self.row_rect(first).top() if first < len(self.rows.keys) else 0)

    # Qt's methods

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: what would be found by them is not on screen."""

    def changeEvent(self, event: QEvent) -> None:
        """Set rows in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._take_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set rows in another width."""
        self._take_width()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the story."""
        super().showEvent(event)
        self._catch_up()
        if not self._is_laid_out:
            self.lay_out(max(self.currentIndex().row(), 0), PAD)
            self._is_laid_out = True

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of marked words where else they stand."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos())
            words = self._mark_words(row, event.pos()) if row >= 0 else ""
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _mark_words(self, row: int, place: QPoint) -> str:
        typeset = self.set_row(row)
        photo = typeset.entry.photo
        corner = typeset.words_place.topLeft() + self.row_rect(row).topLeft()
        spans = typeset.words.spans(0, self.mark(typeset))
        is_marked = any(span.contains(place - corner) for span in spans)
        return self.marks.words(photo.id) if photo is not None and is_marked else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or what to do where there is none."""
        super().paintEvent(event)
        if not self.rows.keys:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._looks.theme.muted))
            rect = self.viewport().rect().adjusted(2 * PAD, PAD, -2 * PAD, -PAD)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect, flags, _EMPTY)
            painter.end()
