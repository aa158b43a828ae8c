"""How much readers are told of a place or a date, as one quiet choice; what it means is left to ``story.reserve``."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from curator.story import reserve

_PLACES = {
    reserve.ALL: (
        "All of it",
        "Place, city, state and country, where names of places are exported",
    ),
    reserve.REGION: ("State and country", "Neither the place nor the city"),
    reserve.COUNTRY: ("The country", "Nothing more exact"),
    reserve.NONE: ("Nothing", "The place is held back"),
}

STORY_PLACES: Mapping[str, tuple[str, str]] = _PLACES
"""What readers may be told of the places of all photos."""

PHOTO_PLACES: Mapping[str, tuple[str, str]] = {
    "": ("As for the whole story", "What the story says for all photos"),
    **_PLACES,
}
"""What they may be told of the place of one photo."""

DATES: Mapping[str, tuple[str, str]] = {
    reserve.ALL: ("All of it", "The day, and the time if there is one"),
    reserve.MONTH: ("The month", "Neither the day nor the time"),
    reserve.YEAR: ("The year", "Nothing more exact"),
    reserve.NONE: ("Nothing", "The date is held back"),
}
"""What they may be told of the date of the story."""


class DetailBox(QComboBox):
    """One of *choices*; *take* is called with what the person chose."""

    def __init__(
        self,
        name: str,
        choices: Mapping[str, tuple[str, str]],
        take: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for row, (detail, (words, meaning)) in enumerate(choices.items()):
            self.addItem(words, detail)
            self.setItemData(row, meaning, Qt.ItemDataRole.ToolTipRole)
        self.activated.connect(lambda row: take(str(self.itemData(row))))

    def show_details(self, details: set[str]) -> None:
        """Show the choice that *details* agree on; nothing where they do not, or of one that is unknown."""
        row = self.findData(next(iter(details))) if len(details) == 1 else -1
        self.setCurrentIndex(row)
        several = "Several" if len(details) > 1 else "Of a later version: nothing is told"
        self.setPlaceholderText(several if details else "")
