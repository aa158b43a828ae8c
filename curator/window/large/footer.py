"""What stands under one large photo: its facts and caption, and the keys that go on from here."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.captions.text import first_line
from curator.story.values import Photo
from curator.window.large import words
from curator.window.large.lines import Line
from curator.window.theme import Looks

GOING = (
    "← → photos · Z or click 100 % · + − zoom · Shift+arrows move · Esc back",
    "0–5 stars · P pick · X reject · U no mark · H hide areas · K crop for phones",
)
"""What the keys do while nothing is marked, a line each."""


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
        self, photo: Photo, number: int | None, how: str, hints: tuple[str, str] = GOING
    ) -> None:
        """Show what is to be said of *photo*, number *number* in the story, shown as *how* says, and the keys."""
        facts = [*words.named(photo, number), *words.judged(photo), *words.covered(photo), how]
        self._facts.show_words(" · ".join(facts), hints[0])
        caption = first_line(photo.caption)
        self._caption.show_words(caption or "No caption yet", hints[1], is_lacking=not caption)
