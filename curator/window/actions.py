"""Actions and menus made of rows of a table; which rows there are is left to ``menus``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from curator.errors import shown
from curator.window.session import Session
from curator.window.settings import PAGE_THEMES, Settings
from curator.window.theme import Looks

Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One action: its name in the code, its words, its keys, what it does.

    ``needs`` says when it can: ``""`` always, ``photos`` while photos are selected, ``rows`` while
    rows of the Story view are. ``in_grid`` keys count only while a grid has the keyboard, so that
    the same keys typed in a field are text.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    do: Do
    needs: str = ""
    in_grid: bool = False


SEPARATOR = None


class Actions:
    """The actions of one window by name, and its menus."""

    def __init__(
        self, window: QWidget, menu_bar: QMenuBar, table: dict[str, list[Row | None]]
    ) -> None:
        """Make the menus of *table*; one named ``&Photo/Ratin&g`` lies within the first."""
        self._by_name: dict[str, QAction] = {}
        self._needs: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        for path, rows in table.items():
            above, _, title = path.rpartition("/")
            parent = self.menus[above.replace("&", "")] if above else menu_bar
            menu = self.menus[title.replace("&", "")] = parent.addMenu(title)
            for row in rows:
                if row is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._make(window, row))

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def show_needs(self, *, has_photos: bool, has_rows: bool) -> None:
        """Let actions that need a selection be used while there is one."""
        given = {"": True, "photos": has_photos, "rows": has_rows}
        for name, needs in self._needs.items():
            self._by_name[name].setEnabled(given[needs])

    def add_to_grids(self, grids: list[QWidget]) -> None:
        """Let the keys that count in a grid be heard there."""
        for action in self._by_name.values():
            if action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut:
                for grid in grids:
                    grid.addAction(action)

    def make_context_menu(self, window: QWidget, *names: str) -> QMenu:
        """Return a menu of the actions *names* (``""``: a line) that is kept and asked for anew.

        It holds actions of its own: one that stood in two menus would tell screen readers wrong places.
        """
        menu = QMenu("Photo", window)
        for name in names:
            if not name:
                menu.addSeparator()
                continue
            original = self._by_name[name]
            keys = original.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            twin = menu.addAction(f"{original.text()}\t{keys}")
            twin.triggered.connect(original.trigger)
            menu.aboutToShow.connect(lambda t=twin, o=original: t.setEnabled(o.isEnabled()))
        return menu

    def _make(self, window: QWidget, row: Row) -> QAction:
        action = QAction(row.words, window)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        if row.in_grid:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: row.do())
        self._by_name[row.name] = action
        if row.needs:
            self._needs[row.name] = row.needs
        return action


class ThemeRooms(Protocol):
    """Where the page is shown, and the account's own themes are found."""

    def show_theme(self, name: str) -> None:
        """Show the page in the theme called *name*."""

    def find_themes(self, then: Callable[[list[str]], None]) -> None:
        """Do *then* with the names of the account's own themes, once they are known."""


def add_look_menus(
    menu: QMenu,
    window: QWidget,
    looks: Looks,
    settings: Settings,
    rooms: ThemeRooms,
) -> None:
    """Add the choices of the window's appearance and of the page's theme to *menu*."""

    def appear(name: str) -> None:
        settings.appearance = name
        looks.show(name)

    def dress(name: str) -> None:
        settings.page_theme = name
        rooms.show_theme(name)

    choices = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}
    _add_choice(menu.addMenu("Appea&rance"), window, choices, settings.appearance, appear)
    themes = menu.addMenu("Theme o&f the page")
    group = _add_choice(themes, window, PAGE_THEMES, settings.page_theme, dress)

    def add_own(names: list[str]) -> None:
        known = {action.text() for action in group.actions()}
        fresh = {name: name for name in names if name not in known}
        _add_choice(themes, window, fresh, settings.page_theme, dress, group)

    themes.aboutToShow.connect(lambda: rooms.find_themes(add_own))


def _add_choice(
    menu: QMenu,
    window: QWidget,
    choices: Mapping[str, str],
    current: str,
    choose: Callable[[str], None],
    group: QActionGroup | None = None,
) -> QActionGroup:
    group = group or QActionGroup(window)
    for name, words in choices.items():
        action = QAction(words, window)
        action.setCheckable(True)
        action.setChecked(name == current)
        group.addAction(action)
        menu.addAction(action)
        action.triggered.connect(lambda _=False, name=name: choose(name))
    return group


def fill_recent_menu(menu: QMenu, session: Session, settings: Settings) -> None:
    """Fill *menu* with the recent stories as the settings have them now."""
    menu.clear()
    for path in settings.recent:
        action = menu.addAction(shown(path).replace("&", "&&"))
        action.triggered.connect(lambda _=False, p=path: session.open(p))
    if not settings.recent:
        menu.addAction("No recent stories").setEnabled(False)
        return
    menu.addSeparator()
    menu.addAction("Clear this list").triggered.connect(settings.clear_recent)


def fill_windows(menu: QMenu, entries: Sequence[tuple[str, Do]]) -> None:
    """Fill *menu* with other windows by the name of their story, and what each entry does."""
    menu.clear()
    for name, do in entries:
        menu.addAction(name.replace("&", "&&")[:80]).triggered.connect(lambda _=False, do=do: do())
    if not entries:
        menu.addAction("No other window is open").setEnabled(False)
