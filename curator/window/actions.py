"""Every action of the window as one row of a table: its words, its keys, its menu, what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from curator.errors import shown
from curator.story.values import HeadingBlock, TextBlock
from curator.window.desk import Desk
from curator.window.session import Session
from curator.window.settings import Settings
from curator.window.theme import Looks
from curator.window.views import Views

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
        self._by_name: dict[str, QAction] = {}
        self._needs: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        for title, rows in table.items():
            menu = self.menus[title.replace("&", "")] = menu_bar.addMenu(title)
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


@dataclass(frozen=True, slots=True)
class Doings:
    """What the table's actions do beyond the desk and the session."""

    add_photos: Do
    add_folder: Do
    export: Do
    check: Do
    story_words: Do
    larger: Do
    smaller: Do
    about: Do
    quit: Do


def table(
    desk: Desk, session: Session, views: Views, doings: Doings
) -> dict[str, list[Row | None]]:
    """Return all actions by menu, in the order in which they stand there."""
    return {
        "&File": _file_rows(session, doings),
        "&Edit": _edit_rows(desk, views),
        "&Photo": _photo_rows(desk, views),
        "&Story": _story_rows(desk, doings),
        "&View": _view_rows(views, doings),
        "&Help": [Row("about", "&About Curator", (), doings.about)],
    }


def _file_rows(session: Session, doings: Doings) -> list[Row | None]:
    return [
        Row("new", "&New story", ("Ctrl+N",), session.new),
        Row("open", "&Open story…", ("Ctrl+O",), session.open),
        SEPARATOR,
        Row("save", "&Save", ("Ctrl+S",), session.save),
        Row("save_as", "Save &as…", ("Ctrl+Shift+S",), session.save_as),
        SEPARATOR,
        Row("add_photos", "Add &photos…", ("Ctrl+I",), doings.add_photos),
        Row("add_folder", "Add &folder…", ("Ctrl+Shift+I",), doings.add_folder),
        SEPARATOR,
        Row("export", "&Export…", ("Ctrl+Shift+E",), doings.export),
        SEPARATOR,
        Row("quit", "&Quit", ("Ctrl+Q",), doings.quit),
    ]


def _edit_rows(desk: Desk, views: Views) -> list[Row | None]:
    return [
        Row("undo", "&Undo", ("Ctrl+Z",), desk.undo),
        Row("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), desk.redo),
        SEPARATOR,
        Row("paste", "&Paste photos", ("Ctrl+V",), desk.paste),
        Row("select_all", "Select &all", ("Ctrl+A",), lambda: views.grid.selectAll(), in_grid=True),
        Row(
            "select_none",
            "Select &none",
            ("Ctrl+D",),
            lambda: views.grid.clearSelection(),
            in_grid=True,
        ),
    ]


def _photo_rows(desk: Desk, views: Views) -> list[Row | None]:
    return [
        Row("large", "Show &large", ("F3",), views.open_viewer, "photos"),
        Row("next", "&Next photo, same field", ("Ctrl+Return", "Ctrl+Enter"), lambda: desk.step(1)),
        Row(
            "previous",
            "&Previous photo, same field",
            ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            lambda: desk.step(-1),
        ),
        SEPARATOR,
        Row("caption", "Write the &caption", ("F2",), lambda: desk.write("caption"), "photos"),
        Row("confirm", "Confirm &words from the file", ("Ctrl+Shift+C",), desk.confirm, "photos"),
        SEPARATOR,
        *_order_rows(desk),
        SEPARATOR,
        Row("set_aside", "Set &aside", ("Del", "Backspace"), desk.set_aside, "rows", in_grid=True),
        Row(
            "bring_back",
            "&Bring into the story",
            ("Ins", "Ctrl+B"),
            desk.bring_back,
            "photos",
            True,
        ),
        Row(
            "remove", "&Remove from this story", ("Shift+Del",), desk.remove, "photos", in_grid=True
        ),
    ]


def _order_rows(desk: Desk) -> list[Row | None]:
    return [
        Row(
            "earlier",
            "Move &earlier",
            ("Alt+Left",),
            lambda: desk.move_by(-1),
            "rows",
            in_grid=True,
        ),
        Row("later", "Move la&ter", ("Alt+Right",), lambda: desk.move_by(1), "rows", in_grid=True),
        Row(
            "line_up",
            "Move a line &up",
            ("Alt+Up",),
            lambda: desk.move_line(-1),
            "rows",
            in_grid=True,
        ),
        Row(
            "line_down",
            "Move a line &down",
            ("Alt+Down",),
            lambda: desk.move_line(1),
            "rows",
            in_grid=True,
        ),
        Row("send", "&Send to place…", ("Ctrl+G",), desk.send_to_place, "rows"),
        SEPARATOR,
        Row("by_time", "&Order by date taken", (), lambda: desk.sort(by_name=False)),
        Row("by_name", "Order b&y file name", (), lambda: desk.sort(by_name=True)),
        Row("shift", "Sh&ift date taken…", (), desk.shift_time, "photos"),
    ]


def _story_rows(desk: Desk, doings: Doings) -> list[Row | None]:
    return [
        Row("story_words", "&Title, credits, links…", ("Ctrl+T",), doings.story_words),
        SEPARATOR,
        Row("insert_text", "Insert te&xt", ("Ctrl+Shift+T",), lambda: desk.insert(TextBlock(""))),
        Row(
            "insert_heading",
            "Insert &heading",
            ("Ctrl+Shift+H",),
            lambda: desk.insert(HeadingBlock("")),
        ),
        SEPARATOR,
        Row("check", "&Check story", ("F7",), doings.check),
    ]


def _view_rows(views: Views, doings: Doings) -> list[Row | None]:
    return [
        Row("view_photos", "&Photos", ("Ctrl+1",), lambda: views.show_view("photos")),
        Row("view_story", "&Story", ("Ctrl+2",), lambda: views.show_view("story")),
        Row("view_page", "P&age", ("Ctrl+3",), lambda: views.show_view("page")),
        SEPARATOR,
        Row("larger", "&Larger thumbnails", ("Ctrl++", "Ctrl+="), doings.larger),
        Row("smaller", "S&maller thumbnails", ("Ctrl+-",), doings.smaller),
    ]


def add_appearance_menu(menu: QMenu, window: QWidget, looks: Looks, settings: Settings) -> None:
    """Add the choice between the system's appearance, light and dark to *menu*."""
    submenu = menu.addMenu("Appea&rance")
    group = QActionGroup(window)
    for name, words in (("system", "As the &system"), ("light", "&Light"), ("dark", "&Dark")):
        action = QAction(words, window)
        action.setCheckable(True)
        action.setChecked(settings.appearance == name)
        group.addAction(action)
        submenu.addAction(action)

        def choose(name: str = name) -> None:
            settings.appearance = name
            looks.show(name)

        action.triggered.connect(lambda _=False, choose=choose: choose())


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
