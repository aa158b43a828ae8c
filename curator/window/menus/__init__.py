"""Every action of the window as one row of a table: its words, its keys, its menu, what it does.

One module a menu; :func:`table` puts them together. What makes actions of the rows is left to
``actions``. A tool of which nothing is seen in the first picture of the window is reached through
``rooms``, which makes it when it is first used.
"""

from curator.window.actions import Row
from curator.window.desk import Desk
from curator.window.menus.caption import caption_rows
from curator.window.menus.doings import Doings
from curator.window.menus.edit import edit_rows
from curator.window.menus.file import file_rows
from curator.window.menus.photo import photo_rows, rating_rows
from curator.window.menus.story import story_rows
from curator.window.menus.view import view_rows
from curator.window.rooms import Rooms
from curator.window.session import Session
from curator.window.views import Views

__all__ = ["CONTEXT", "Doings", "table"]

CONTEXT = (
    "large", "compare", "", "caption", "same", "confirm", "copy", "paste", "sidecars", "",
    "earlier", "later", "send", "after", "", "replace_picture", "set_aside", "bring_back", "remove",
    "", "group", "ungroup", "split", "join", "duplicate",
)  # fmt: skip
"""The actions of the context menu of a photo."""


def table(
    desk: Desk, rooms: Rooms, session: Session, views: Views, doings: Doings
) -> dict[str, list[Row | None]]:
    """Return all actions by menu, in the order in which they stand there."""
    return {
        "&File": file_rows(rooms, session, doings),
        "&Edit": edit_rows(desk, rooms, views, doings),
        "&Photo": photo_rows(desk, rooms, views),
        "&Photo/Ratin&g": rating_rows(desk),
        "&Photo/Copy to window": [],
        "&Caption": caption_rows(desk, rooms),
        "&Caption/App&ly template": [],
        "&Story": story_rows(rooms, views, doings),
        "&View": view_rows(rooms, views, doings),
        "&View/S&how": [],
        "&View/&Order of Photos": [],
        "&View/&Windows": [],
        "&Help": [Row("about", "&About Curator", (), doings.about)],
    }
