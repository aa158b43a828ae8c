"""What the search for missing photos found: each with its reason and a tick, and the pictures to look at."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from curator.errors import shown
from curator.photos.seeking import Match, Reason, moved_folders
from curator.story.values import Photo, PhotoId
from curator.window import wording
from curator.window.buttons import press_by_enter
from curator.window.captioning.before_after import BeforeAfter, Row
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_REASONS = {
    Reason.SAME_BYTES: "The very same file",
    Reason.SAME_NAME_AND_LOOK: "Same name, same look",
    Reason.SAME_NAME_AND_TIME: "Same name, same time",
    Reason.SAME_LOOK_AND_TIME: "Same look, same time",
    Reason.SAME_LOOK: "Same look",
    Reason.SAME_NAME: "Same name only",
    Reason.NEAR_LOOK: "Much the same look",
}

_PICTURE = QSize(220, 140)
# Logical pixels of the two pictures under the table.

_MOST_MOVES = 3

_WHY = 26
# Letters of the column that tells the reason.


class SeekDialog(QDialog):
    """Shows missing photos and what was found for them; nothing is taken before it is asked for.

    Signals:
        take_asked(matches): the ticked ones are to be taken.
        elsewhere_asked(): another folder is to be looked in.
        stop_asked(): the search is to end.
    """

    take_asked = Signal(object)
    elsewhere_asked = Signal()
    stop_asked = Signal()

    def __init__(self, looks: Looks, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find missing photos — Curator")
        self._thumbnails = thumbnails
        self._lost: list[Photo] = []
        self._found: dict[PhotoId, Match] = {}
        self._rows: list[Match] = []
        heads = ("Photo", "Why", "Was at", "Found at")
        self.table = BeforeAfter(looks, "Photos that were found", heads=heads, noun="photo")
        header = self.table.view.horizontalHeader()
        header.resizeSection(1, _WHY * self.table.fontMetrics().averageCharWidth())
        self.title, self.moves, self.progress = QLabel(), QLabel(), QLabel()
        self.was, self.now = QLabel(), QLabel()
        self.take = QPushButton()
        self.elsewhere = QPushButton("&Look in another folder…")
        self.stop = QPushButton("&Stop")
        self.close_button = QPushButton("&Close")
        self._arrange()
        self._connect()
        self.resize(960, 600)

    @property
    def found_ids(self) -> set[PhotoId]:
        """The photos for which something was found that leaves no doubt."""
        return {photo_id for photo_id, match in self._found.items() if match.is_sure}

    @property
    def rows(self) -> Sequence[Match]:
        """What was found, in the order of the table."""
        return self._rows

    def open_up(self) -> None:
        """Show the window, with the keyboard on the table."""
        self.show()
        self.activateWindow()
        self.table.view.setFocus()

    def show_lost(self, lost: Sequence[Photo]) -> None:
        """Show which photos are missing; what was found for others is forgotten."""
        self._lost = list(lost)
        ids = {photo.id for photo in lost}
        self._found = {i: match for i, match in self._found.items() if i in ids}
        self.add_found(())

    def add_found(self, found: Sequence[Match]) -> None:
        """Show more that was found; what is sure takes the place of what is not."""
        for match in found:
            before = self._found.get(match.photo.id)
            if before is None or (match.reason, not match.is_sure) < (
                before.reason,
                not before.is_sure,
            ):
                self._found[match.photo.id] = match
        self._rows = [self._found[p.id] for p in self._lost if p.id in self._found]
        unticked = [row for row, match in enumerate(self._rows) if not match.is_sure]
        self.table.show_rows([_row(match) for match in self._rows], unticked)
        number, there = len(self._lost), len(self._rows)
        are = "photo is" if number == 1 else "photos are"
        were = "it was" if number == 1 else "they were"
        self.title.setText(f"{number:,} {are} not where {were}; {there:,} found.")
        self._show_moves()
        self._show_pictures()

    def show_progress(self, words: str, *, is_busy: bool) -> None:
        """Say how far the search is."""
        self.progress.setText(words)
        self.stop.setVisible(is_busy)
        self.elsewhere.setEnabled(not is_busy)

    def show_result(self) -> None:
        """Say that the search is over."""
        left = len(self._lost) - len(self._rows)
        words = f"{wording.count(left, 'photo')} not found there." if left else ""
        self.show_progress(words, is_busy=False)

    # Parts

    def _show_moves(self) -> None:
        moves = list(moved_folders(self._rows).items())[:_MOST_MOVES]
        lines = [
            f"“{shown(old)}” is “{shown(new)}” now: {wording.count(number, 'photo')}"
            for (old, new), number in moves
            if old != new
        ]
        self.moves.setText("\n".join(lines))
        self.moves.setVisible(bool(lines))

    def _show_count(self) -> None:
        number = len(self.table.ticked)
        self.take.setText(f"&Take {wording.count(number, 'photo')}" if number else "&Take")
        self.take.setEnabled(number > 0)

    def _show_pictures(self) -> None:
        row = self.table.view.currentIndex().row()
        match = self._rows[row] if 0 <= row < len(self._rows) else None
        ratio = self.devicePixelRatioF()
        old = self._thumbnails.at_hand(match.photo) if match else None
        new = self._thumbnails.fitted(match.picture, _PICTURE, ratio) if match else None
        for label, pixmap, words in (
            (self.was, old, "No picture of it is left"),
            (self.now, new, "The picture is on its way"),
        ):
            label.setPixmap(QPixmap() if pixmap is None else _fitted(pixmap, ratio))
            if pixmap is None:
                label.setText(words if match else "")

    def _take(self) -> None:
        self.take_asked.emit([self._rows[row] for row in self.table.ticked])

    def _connect(self) -> None:
        self.table.ticked_changed.connect(self._show_count)
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._show_pictures())
        self.take.clicked.connect(self._take)
        self.elsewhere.clicked.connect(self.elsewhere_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(lambda _: self.stop_asked.emit())
        self._thumbnails.ready.connect(lambda _: self._show_pictures())

    def _arrange(self) -> None:
        self.title.setObjectName("section")
        self.progress.setObjectName("muted")
        self.take.setObjectName("primary")
        for button in (self.take, self.elsewhere, self.stop, self.close_button):
            button.setAutoDefault(False)
        press_by_enter(self.take, self.elsewhere, self.stop, self.close_button)
        for label in (self.title, self.moves, self.progress):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        pictures = QHBoxLayout()
        for label, name in ((self.was, "The photo as it was"), (self.now, "What was found")):
            label.setFixedSize(_PICTURE)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setObjectName("muted")
            label.setAccessibleName(name)
            pictures.addWidget(label)
        pictures.addStretch(1)
        foot = QHBoxLayout()
        for widget in (self.take, self.elsewhere):
            foot.addWidget(widget)
        foot.addWidget(self.progress, 1)
        for widget in (self.stop, self.close_button):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.moves)
        column.addWidget(self.table, 1)
        column.addLayout(pictures)
        column.addLayout(foot)
        self.show_progress("", is_busy=False)
        self._show_count()


def _row(match: Match) -> Row:
    reason = _REASONS[match.reason]
    if match.photo.hidden and match.picture.digest != match.photo.digest:
        reason = f"{reason}; check its hidden areas"
    return Row(
        shown(match.photo.file_name), reason, shown(match.photo.file), shown(match.picture.file)
    )


def _fitted(pixmap: QPixmap, ratio: float) -> QPixmap:
    """Return *pixmap* no larger than the room for it."""
    device = QSize(round(_PICTURE.width() * ratio), round(_PICTURE.height() * ratio))
    if pixmap.width() <= device.width() and pixmap.height() <= device.height():
        return pixmap
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = pixmap.scaled(device, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    scaled.setDevicePixelRatio(ratio)
    return scaled
