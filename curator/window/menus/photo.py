"""What the Photo menu offers: looking, ordering, taking in and out, rating."""

from functools import partial

from curator.window.actions import SEPARATOR, Row
from curator.window.desk import Desk
from curator.window.rooms import Rooms
from curator.window.views import Views


def photo_rows(desk: Desk, rooms: Rooms, views: Views) -> list[Row | None]:
    """Return the rows of the Photo menu."""
    return [
        Row("large", "Show &large", ("F3",), views.open_viewer, "photos"),
        Row("compare", "Co&mpare side by side", ("C",), desk.compare, "photos", in_grid=True),
        Row("hide", "Mar&k areas to hide", ("H",), desk.hide_areas, "photos", in_grid=True),
        Row("crop", "Crop for phones", ("K",), desk.crop, "photos", in_grid=True),
        SEPARATOR,
        *_move_rows(desk, rooms),
        SEPARATOR,
        *_order_rows(desk, rooms),
        SEPARATOR,
        *_picture_rows(rooms),
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


def _move_rows(desk: Desk, rooms: Rooms) -> list[Row | None]:
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
        Row("send", "&Send to place…", ("Ctrl+G",), lambda: rooms.ordering.send_to_place(), "rows"),
        Row(
            "after",
            "A&fter photo…",
            ("Ctrl+Shift+G",),
            lambda: rooms.ordering.after_photo(),
            "photos",
        ),
    ]


def _order_rows(desk: Desk, rooms: Rooms) -> list[Row | None]:
    return [
        Row("by_time", "&Order by date taken", (), lambda: rooms.ordering.order_by("time")),
        Row("by_name", "Order b&y file name", (), lambda: rooms.ordering.order_by("name")),
        Row("by_rating", "Order by rati&ng", (), lambda: rooms.ordering.order_by("rating")),
        Row(
            "as_photos",
            "Order as in the P&hotos view",
            (),
            lambda: rooms.ordering.order_as_in_photos(),
        ),
        Row(
            "interleave",
            "Interlea&ve by time…",
            (),
            lambda: rooms.ordering.interleave(),
        ),
        Row("shift", "Sh&ift date taken…", (), desk.shift_time, "photos"),
    ]


def _picture_rows(rooms: Rooms) -> list[Row | None]:
    return [
        Row(
            "replace_picture",
            "Repla&ce picture…",
            (),
            lambda: rooms.ordering.replace_picture(),
            "photos",
        ),
        Row(
            "swap_pictures", "Swa&p pictures", (), lambda: rooms.ordering.swap_pictures(), "photos"
        ),
        Row("swap_words", "S&wap words", (), lambda: rooms.ordering.swap_words(), "photos"),
    ]


def rating_rows(desk: Desk) -> list[Row | None]:
    """Return the rows of the menu of stars and marks."""
    stars: list[Row | None] = [
        Row(
            f"rate_{n}",
            "★" * n or "&No stars",
            (str(n),),
            partial(desk.rate, n),
            "photos",
            in_grid=True,
        )
        for n in range(5, -1, -1)
    ]
    marks = (("pick", "&Pick", "P"), ("reject", "Re&ject", "X"), ("", "N&either", "U"))
    return [
        *stars,
        SEPARATOR,
        *(
            Row(f"mark_{mark or 'none'}", words, (key,), partial(desk.mark, mark), "photos", True)
            for mark, words, key in marks
        ),
    ]
