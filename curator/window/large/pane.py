"""One of the photos that stand side by side: its facts over its picture, framed while it is the current one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from curator.errors import shown
from curator.story.values import Photo
from curator.window.large import words
from curator.window.large.lines import Line
from curator.window.large.photo_canvas import PhotoCanvas
from curator.window.large.pictures import Pictures
from curator.window.theme import Looks
from curator.window.thumbnails import Thumbnails

_FRAME = 3


class Pane(QWidget):
    """Shows one photo beside others.

    Signals:
        taken_up(): the person pointed at it, or went to it with the keyboard.
        link_changed(): it joined the others or left them.
    """

    taken_up = Signal()
    link_changed = Signal()

    def __init__(
        self,
        thumbnails: Thumbnails,
        pictures: Pictures,
        looks: Looks,
        number: Callable[[Photo], int | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._looks, self._number = looks, number
        self._is_current = False
        self.canvas = PhotoCanvas(thumbnails, pictures)
        self._facts = Line(looks, share=0.0, is_equal=True)  # Stars stay, names give way.
        self._link = _link_button()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._facts, 1)
        head.addWidget(self._link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.canvas, 1)
        # Focus by a click would come before the click, which then took the pane for the current one.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.canvas.touched.connect(self._touched)
        self.canvas.told.connect(self._tell)
        self._link.toggled.connect(lambda _: self.link_changed.emit())
        looks.changed.connect(self.update)
        self.show_current(False)

    @property
    def photo(self) -> Photo:
        """The photo being shown."""
        photo = self.canvas.photo
        assert photo is not None
        return photo

    @property
    def facts(self) -> tuple[str, str]:
        """What stands over the picture: which and how, and what was judged of it."""
        return self._facts.words

    @property
    def is_linked(self) -> bool:
        """Whether it follows the others, and they follow it."""
        return self._link.isChecked()

    @property
    def head_height(self) -> int:
        """Logical pixels of its height that the picture does not get."""
        return self._facts.sizeHint().height() + 2 * _FRAME

    def show_photo(self, photo: Photo) -> None:
        """Show *photo*."""
        self.canvas.show_photo(photo)
        self._link.setAccessibleName(f"{shown(photo.file_name)} follows the others")

    def show_current(self, is_current: bool) -> None:
        """Frame it, or take the frame away."""
        self._is_current = is_current
        # A click on another pane chooses it; zooming in as well would lose the place.
        self.canvas.zooms_on_click = is_current
        self.update()

    def toggle_link(self) -> None:
        """Let it go its own way, or join the others again."""
        self._link.toggle()

    def _touched(self) -> None:
        self.taken_up.emit()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _tell(self) -> None:
        photo, how = self.photo, self.canvas.how
        number = self._number(photo)
        named = [*words.named(photo, number), how]
        self._facts.show_words(" · ".join(named), " · ".join(words.judged(photo)))
        self.setAccessibleName(f"{words.spoken(photo, number)}, {how}")
        self.setAccessibleDescription(words.described(photo))

    # Qt's methods

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the current one."""
        super().focusInEvent(event)
        self.taken_up.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._looks.theme.panel))
        if self._is_current:
            painter.setPen(QPen(QColor(self._looks.theme.accent), 2 * _FRAME))
            painter.drawRect(self.rect())


def _link_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("plain")
    button.setText("Linked")
    button.setCheckable(True)
    button.setChecked(True)
    button.setToolTip("Zooms and moves with the others (L)")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.toggled.connect(lambda is_on: button.setText("Linked" if is_on else "Not linked"))
    return button
