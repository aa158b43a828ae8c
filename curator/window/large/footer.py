"""What stands under one large photo: its facts and caption, and the keys that go on from here."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.captions.text import first_line
from curator.story.values import Photo
from curator.window.large import words
from curator.window.large.hiding import pen
from curator.window.large.lines import Line
from curator.window.theme import Looks

_GOING = "← → photos · Z or click 100 % · + − zoom · Shift+arrows move · H hide areas · Esc back"
_JUDGING = "0–5 stars · P pick · X reject · U no mark"


class Footer(QWidget):
    """Two lines: what and how is shown, and the first line of the caption."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._caption = Line(looks), Line(looks, share=0.6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._facts)
        layout.addWidget(self._caption)

    @property
    def facts(self) -> str:
        """What the first line says of the photo."""
        return self._facts.words[0]

    @property
    def caption(self) -> str:
        """What the second line says of it."""
        return self._caption.words[0]

    def show_photo(
        self, photo: Photo, number: int | None, how: str, *, is_hiding: bool = False
    ) -> None:
        """Show what is to be said of *photo*, number *number* in the story, shown as *how* says."""
        facts = [*words.named(photo, number), *words.judged(photo), *words.covered(photo), how]
        self._facts.show_words(" · ".join(facts), pen.HINTS if is_hiding else _GOING)
        caption, more = first_line(photo.caption), pen.MORE_HINTS if is_hiding else _JUDGING
        self._caption.show_words(caption or "No caption yet", more, is_lacking=not caption)
