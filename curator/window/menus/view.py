"""What the View menu offers: which view is up, and how large things are."""

from curator.window.actions import SEPARATOR, Row
from curator.window.menus.doings import Doings
from curator.window.rooms import Rooms
from curator.window.views import Views


def view_rows(rooms: Rooms, views: Views, doings: Doings) -> list[Row | None]:
    """Return the rows of the View menu."""
    return [
        Row("view_photos", "&Photos", ("Ctrl+1",), lambda: views.show_view("photos")),
        Row("view_story", "&Story", ("Ctrl+2",), lambda: views.show_view("story")),
        Row("view_galley", "&Galley", ("Ctrl+4",), lambda: views.show_view("galley")),
        Row("view_page", "P&age", ("Ctrl+3",), lambda: views.show_view("page")),
        SEPARATOR,
        Row("tray", "Set-aside &tray", ("Ctrl+5",), lambda: rooms.ordering.toggle_tray()),
        SEPARATOR,
        Row("larger", "&Larger thumbnails", ("Ctrl++", "Ctrl+="), doings.larger),
        Row("smaller", "S&maller thumbnails", ("Ctrl+-",), doings.smaller),
    ]
