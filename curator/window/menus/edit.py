"""What the Edit menu offers: going back, finding, taking words along, selecting."""

from curator.window.actions import SEPARATOR, Row
from curator.window.desk import Desk
from curator.window.menus.doings import Doings
from curator.window.rooms import Rooms
from curator.window.views import Views


def edit_rows(desk: Desk, rooms: Rooms, views: Views, doings: Doings) -> list[Row | None]:
    """Return the rows of the Edit menu."""
    return [
        Row("undo", "&Undo", ("Ctrl+Z",), desk.undo),
        Row("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), desk.redo),
        SEPARATOR,
        Row("search", "&Search photos", ("Ctrl+F",), doings.search),
        SEPARATOR,
        Row(
            "copy",
            "&Copy the words of the photo",
            ("Ctrl+C",),
            lambda: rooms.captions.pasting.copy(),
            "photos",
            in_grid=True,
        ),
        Row("paste", "&Paste words or photos", ("Ctrl+V",), lambda: rooms.captions.paste()),
        Row(
            "paste_again",
            "Paste words as &last time",
            ("Ctrl+Shift+V",),
            lambda: rooms.captions.pasting.paste_again(),
            "photos",
            in_grid=True,
        ),
        SEPARATOR,
        Row("find", "&Find and replace…", ("Ctrl+H",), lambda: rooms.captions.find()),
        Row("find_next", "Find ne&xt", ("F4",), lambda: rooms.captions.replacing.step(1)),
        Row(
            "find_previous",
            "Find pre&vious",
            ("Shift+F4",),
            lambda: rooms.captions.replacing.step(-1),
        ),
        SEPARATOR,
        Row("select_all", "Select &all", ("Ctrl+A",), lambda: views.grid.selectAll(), in_grid=True),
        Row(
            "select_none",
            "Select &none",
            ("Ctrl+D",),
            lambda: views.grid.clearSelection(),
            in_grid=True,
        ),
    ]
