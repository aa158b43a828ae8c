"""The row of filters over the grid: chips with how many photos each would show, and the choice of an order."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from curator.story import choice
from curator.story.choice import Choice, Trait
from curator.window.choosing import Choosing
from curator.window.flow import FlowLayout

_CHIPS: tuple[tuple[Trait, str], ...] = (
    (choice.IN_STORY, "In the story"),
    (choice.SET_ASIDE, "Set aside"),
    (choice.PICKED, "Picked"),
    (choice.REJECTED, "Rejected"),
    (choice.NO_CAPTION, "No caption"),
    (choice.NO_CREDIT, "No credit"),
    (choice.NO_ALT, "No alt text"),
    (choice.WITH_PROBLEMS, "With problems"),
)
_LACKS = {choice.NO_CAPTION, choice.NO_CREDIT, choice.NO_ALT, choice.WITH_PROBLEMS}
_ONLY_PHOTOS = {choice.IN_STORY, choice.SET_ASIDE}
# Everything in the Story view is in the story.

ORDERS = {
    "came": "As they came in",
    "time": "Date taken",
    "name": "File name",
    "rating": "Rating",
    "story": "Place in the story",
}
"""The orders of the Photos view, and what they are called."""

_MOST_VALUES = 60


class Chips(QWidget):
    """The row itself.

    Signals:
        order_chosen(name): one of :data:`ORDERS` was chosen for the Photos view.
    """

    order_chosen = Signal(str)

    def __init__(self, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._choosing = choosing
        self._view = "story"
        self._order = "came"
        self._chips: dict[Trait, QToolButton] = {}
        row = FlowLayout(QMargins(12, 7, 12, 5), 6)
        self._all = self._make_chip("All", self._choose_all)
        row.addWidget(self._all)
        for trait, words in _CHIPS:
            chip = self._chips[trait] = self._make_chip(words, partial(self._toggle, trait))
            chip.setProperty("lacks", trait in _LACKS)
            row.addWidget(chip)
        self._stars = self._make_menu_chip("Stars", self._fill_stars)
        self._people = self._make_menu_chip(
            "Photographer", lambda menu: self._fill_values(menu, "photographer")
        )
        self._days = self._make_menu_chip("Day", lambda menu: self._fill_values(menu, "day"))
        self._orders = self._make_menu_chip("Order", self.fill_orders)
        for chip in (self._stars, self._people, self._days, self._orders):
            row.addWidget(chip)
        self.setLayout(row)
        choosing.changed.connect(self.refresh)
        choosing.counted.connect(self.refresh)
        self.refresh()

    def chip(self, trait: Trait) -> QToolButton:
        """Return the chip of *trait*."""
        return self._chips[trait]

    def show_view(self, name: str) -> None:
        """Offer what means something in the view called *name*."""
        self._view = name
        self.setVisible(name in ("photos", "story"))
        self.refresh()

    def show_order(self, name: str) -> None:
        """Show that the Photos view is in the order called *name*."""
        self._order = name
        self.refresh()

    def refresh(self) -> None:
        """Show the choice and the counts as they are now."""
        if self.isHidden() and self._view == "page":
            return
        now, counts = self._choosing.choice, self._counts
        self._all.setChecked(now.is_everything)
        for trait, words in _CHIPS:
            chip, count = self._chips[trait], counts[trait]
            is_wanted = trait in now.wanted
            chip.setText(f"{words} {count:,}" if count else words)
            chip.setAccessibleName(f"Show only: {words}, {count:,}")
            chip.setChecked(is_wanted)
            chip.setEnabled(bool(count) or is_wanted)
            is_apt = self._view == "photos" or trait not in _ONLY_PHOTOS
            chip.setVisible(is_wanted or (is_apt and (bool(count) or trait in _LACKS)))
        self._show_menu_chip(self._stars, "stars", "Stars")
        self._show_menu_chip(self._people, "photographer", "Photographer")
        self._show_menu_chip(self._days, "day", "Day")
        self._orders.setText(f"Order: {ORDERS[self._order]}")
        self._orders.setAccessibleName(self._orders.text())
        self._orders.setVisible(self._view == "photos")

    @property
    def _counts(self) -> Mapping[Trait, int]:
        census = self._choosing.census
        return census.counts if self._view == "photos" else census.story_counts

    def fill_show(self, menu: QMenu) -> None:
        """Fill *menu* with the filters."""
        menu.clear()
        now, counts = self._choosing.choice, self._counts
        everything = self._add(menu, "&All photos", self._choose_all)
        everything.setCheckable(True)
        everything.setChecked(now.is_everything)
        menu.addSeparator()
        for number, (trait, words) in enumerate(_CHIPS, 1):
            action = self._add(
                menu, f"&{number} {words}\t{counts[trait]:,}", partial(self._toggle, trait)
            )
            action.setCheckable(True)
            action.setChecked(trait in now.wanted)
            action.setEnabled(bool(counts[trait]) or trait in now.wanted)

    def _show_menu_chip(self, chip: QToolButton, kind: str, words: str) -> None:
        values = sorted(value for k, value in self._choosing.choice.wanted if k == kind)
        has_some = any(k == kind for (k, _), n in self._counts.items() if n)
        if kind == "stars" and values:
            chip.setText(f"{'★' * int(values[0])} and more")
        else:
            chip.setText(", ".join(values)[:40] if values else words)
        chip.setAccessibleName(f"Show only, by {words.lower()}: {chip.text() if values else 'any'}")
        chip.setChecked(bool(values))
        chip.setVisible(has_some or bool(values))

    def _make_chip(self, words: str, do: Callable[[], None]) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("filter")
        chip.setCheckable(True)
        chip.setText(words)
        chip.setAccessibleName(f"Show only: {words}" if words != "All" else "Show all photos")
        chip.clicked.connect(lambda: do())
        return chip

    def _make_menu_chip(self, words: str, fill: Callable[[QMenu], None]) -> QToolButton:
        chip = self._make_chip(words, self.refresh)
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(chip)
        menu.setTitle(words)
        menu.aboutToShow.connect(lambda: fill(menu))
        chip.setMenu(menu)
        return chip

    def _choose_all(self) -> None:
        self._choosing.choose(Choice(words=self._choosing.choice.words))
        self.refresh()  # A press had unchecked the chip although nothing changed.

    def _toggle(self, trait: Trait) -> None:
        self._choosing.choose(self._choosing.choice.toggled(trait))

    def _only(self, kind: str, value: str | None) -> None:
        self._choosing.choose(self._choosing.choice.only(kind, value))

    def _fill_stars(self, menu: QMenu) -> None:
        menu.clear()
        self._add(menu, "Any", partial(self._only, "stars", None))
        for least in range(5, 0, -1):
            words = "★" * least + (" and more" if least < 5 else "")
            self._add(menu, words, partial(self._want_stars, least))

    def _want_stars(self, least: int) -> None:
        cleared = self._choosing.choice.only("stars", None)
        wanted = {("stars", str(n)) for n in range(least, 6)}
        self._choosing.choose(Choice(cleared.wanted | wanted, cleared.words))

    def _fill_values(self, menu: QMenu, kind: str) -> None:
        menu.clear()
        now = self._choosing.choice
        self._add(menu, "Any", partial(self._only, kind, None))
        values = [(value, n) for (k, value), n in self._counts.items() if k == kind and n]
        values.sort(key=lambda pair: pair[0] if kind == "day" else (-pair[1], pair[0]))
        for value, count in values[:_MOST_VALUES]:
            words = f"{value[:60].replace('&', '&&')}\t{count:,}"
            action = self._add(menu, words, partial(self._only, kind, value))
            action.setCheckable(True)
            action.setChecked((kind, value) in now.wanted)

    def fill_orders(self, menu: QMenu) -> None:
        """Fill *menu* with the orders of the Photos view."""
        menu.clear()
        for name, words in ORDERS.items():
            action = self._add(menu, words, partial(self.order_chosen.emit, name))
            action.setCheckable(True)
            action.setChecked(name == self._order)

    @staticmethod
    def _add(menu: QMenu, words: str, do: Callable[[], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: do())
        return action
