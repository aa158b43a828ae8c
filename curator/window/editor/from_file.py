"""What the selected photo's file says, every source by itself; one click takes a value into the story."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from curator.photos.workers import Readers
from curator.story import edits
from curator.story.values import Photo
from curator.window import wording
from curator.window.document import StoryDocument
from curator.window.jobs import Jobs

if TYPE_CHECKING:
    from curator.photos.offers import FileFacts, Offer

_WAIT = 120
# Milliseconds a photo has to stay selected before its file is asked: nobody reads while stepping on.

_KEPT = 64

_File = tuple[str, str]
# Path and digest: another picture may come to lie at the same place.


class FromFile(QWidget):
    """A head line with the camera, and below it, on demand, what the file offers for each field."""

    def __init__(
        self, document: StoryDocument, readers: Readers, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._readers, self._jobs = document, readers, jobs
        self._photo: Photo | None = None
        self._facts: OrderedDict[_File, FileFacts] = OrderedDict()
        self._shown: FileFacts | None = None
        self._takes: list[tuple[Offer, QToolButton]] = []
        self._head = QToolButton()
        self._head.setObjectName("disclosure")
        self._head.setCheckable(True)
        # A long camera line must not widen the whole panel.
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setArrowType(Qt.ArrowType.RightArrow)
        self._head.toggled.connect(self._show_rows)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        column.addLayout(self._rows)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._ask)
        self.show_photo(None)

    @property
    def head(self) -> QToolButton:
        """The head line; pressed, it shows the offers."""
        return self._head

    @property
    def buttons(self) -> list[QToolButton]:
        """The buttons that take an offer, in their order."""
        return [b for b in self.findChildren(QToolButton) if b.objectName() == "take"]

    def show_photo(self, photo: Photo | None) -> None:
        """Tell of the file of *photo*; of none while several are selected."""
        is_same_file = photo is not None and self._is_shown(_file(photo))
        self._photo = photo
        self.setVisible(photo is not None)
        if photo is None:
            return
        if _file(photo) in self._facts:
            self._show_facts(self._facts[_file(photo)])
        elif not is_same_file:
            self._head.setText("From the file")
            self._clear()
            self._later.start()

    def _ask(self) -> None:
        photo = self._photo
        if photo is None or not photo.file:
            return
        file = _file(photo)

        def read() -> "FileFacts":
            from curator.photos.offers import file_facts

            return file_facts(self._readers, file[0])

        self._jobs.call(
            read, lambda facts: self._arrived(file, facts), lambda _: self._failed(file)
        )

    def _is_shown(self, file: _File) -> bool:
        return self._photo is not None and _file(self._photo) == file

    def _arrived(self, file: _File, facts: "FileFacts") -> None:
        self._facts[file] = facts
        if len(self._facts) > _KEPT:
            self._facts.popitem(last=False)
        if self._is_shown(file):
            self._show_facts(facts)

    def _failed(self, file: _File) -> None:
        if self._is_shown(file):
            self._head.setText("From the file: it cannot be read")

    def _show_facts(self, facts: "FileFacts") -> None:
        differing = facts.differing()
        words = f"From the file: {facts.camera}" if facts.camera else "From the file"
        if differing:
            names = ", ".join(wording.FIELD_NAMES[field] for field in sorted(differing))
            words = f"{words} · sources differ: {names}"
        elif not facts.offers:
            words = f"{words} · it says nothing in words"
        self._head.setText(words)
        self._head.setToolTip(wording.tool_tip(words))
        self._show_rows(self._head.isChecked())

    def _show_rows(self, is_open: bool) -> None:
        self._head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        facts = self._facts.get(_file(self._photo)) if self._photo is not None else None
        if not is_open or facts is None or self._photo is None:
            self._clear()
            return
        if (
            self._shown is not facts
        ):  # Built anew only for another file: what is read stays in place.
            self._clear()
            self._shown = facts
            for offer in facts.offers:
                self._rows.addWidget(self._make_row(offer))
        for offer, take in self._takes:
            is_taken = edits.read_field(self._photo, offer.field) == offer.text
            take.setText("Taken" if is_taken else "Take")
            take.setEnabled(not is_taken)

    def _make_row(self, offer: "Offer") -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 4)
        name = wording.FIELD_NAMES[offer.field]
        origin = QLabel(f"{name.capitalize()} · {offer.origin}")
        origin.setObjectName("muted")
        words = QLabel(offer.text[:600])
        texts = QVBoxLayout()
        texts.setSpacing(1)
        for label in (origin, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            texts.addWidget(label)
        take = QToolButton()
        take.setObjectName("take")
        take.setFixedWidth(take.fontMetrics().horizontalAdvance("Taken") + 30)
        take.setAccessibleName(f"Take the {name} from {offer.origin}")
        take.clicked.connect(lambda: self._take(offer))
        self._takes.append((offer, take))
        line.addLayout(texts, 1)
        line.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _take(self, offer: "Offer") -> None:
        if self._photo is not None:
            self._document.apply(edits.set_field([self._photo.id], offer.field, offer.text))

    def _clear(self) -> None:
        self._shown = None
        self._takes.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _file(photo: Photo) -> _File:
    return photo.file, photo.digest
