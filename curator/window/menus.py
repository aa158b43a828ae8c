"""Every action of the window as one row of a table: its words, its keys, its menu, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from curator.story.values import HeadingBlock, TextBlock
from curator.window.actions import SEPARATOR, Do, Row
from curator.window.desk import Desk
from curator.window.session import Session
from curator.window.views import Views

if TYPE_CHECKING:
    from curator.window.captioning.caption_desk import CaptionDesk

Captions = Callable[[], "CaptionDesk"]
"""Gives the desk of captions, which is made when somebody first needs it."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What the table's actions do beyond the desk and the session."""

    add_photos: Do
    add_folder: Do
    export: Do
    check: Do
    search: Do
    story_words: Do
    larger: Do
    smaller: Do
    about: Do
    quit: Do


def table(
    desk: Desk, captions: Captions, session: Session, views: Views, doings: Doings
) -> dict[str, list[Row | None]]:
    """Return all actions by menu, in the order in which they stand there."""
    return {
        "&File": _file_rows(session, doings),
        "&Edit": _edit_rows(desk, captions, views, doings),
        "&Photo": _photo_rows(desk, views),
        "&Photo/Ratin&g": _rating_rows(desk),
        "&Caption": _caption_rows(desk, captions),
        "&Caption/App&ly template": [],
        "&Story": _story_rows(desk, doings),
        "&View": _view_rows(views, doings),
        "&View/S&how": [],
        "&View/&Order of Photos": [],
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


def _edit_rows(desk: Desk, captions: Captions, views: Views, doings: Doings) -> list[Row | None]:
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
            lambda: captions().pasting.copy(),
            "photos",
            in_grid=True,
        ),
        Row("paste", "&Paste words or photos", ("Ctrl+V",), lambda: captions().paste()),
        Row(
            "paste_again",
            "Paste words as &last time",
            ("Ctrl+Shift+V",),
            lambda: captions().pasting.paste_again(),
            "photos",
            in_grid=True,
        ),
        SEPARATOR,
        Row("find", "&Find and replace…", ("Ctrl+H",), lambda: captions().find()),
        Row("find_next", "Find ne&xt", ("F4",), lambda: captions().replacing.step(1)),
        Row(
            "find_previous", "Find pre&vious", ("Shift+F4",), lambda: captions().replacing.step(-1)
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


def _photo_rows(desk: Desk, views: Views) -> list[Row | None]:
    return [
        Row("large", "Show &large", ("F3",), views.open_viewer, "photos"),
        Row("compare", "Co&mpare side by side", ("C",), desk.compare, "photos", in_grid=True),
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


def _caption_rows(desk: Desk, captions: Captions) -> list[Row | None]:
    return [
        *_writing_rows(desk, captions),
        SEPARATOR,
        *_tool_rows(captions),
        SEPARATOR,
        *_exchange_rows(captions),
    ]


def _writing_rows(desk: Desk, captions: Captions) -> list[Row | None]:
    return [
        Row("caption", "Write the &caption", ("F2",), lambda: desk.write("caption"), "photos"),
        Row("next", "&Next photo, same field", ("Ctrl+Return", "Ctrl+Enter"), lambda: desk.step(1)),
        Row(
            "previous",
            "&Previous photo, same field",
            ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            lambda: desk.step(-1),
        ),
        Row(
            "same",
            "&Same as the photo before",
            ("Ctrl+'",),
            lambda: captions().same_as_previous(),
            "photos",
        ),
        Row("confirm", "Confirm &words from the file", ("Ctrl+Shift+C",), desk.confirm, "photos"),
        SEPARATOR,
        Row(
            "complete",
            "Co&mplete a name or value",
            ("Ctrl+Space",),
            lambda: captions().writing.complete(),
        ),
        Row(
            "correct",
            "Correct the next misspelt wor&d",
            ("Ctrl+.",),
            lambda: captions().correct(),
        ),
        Row(
            "spelling",
            "Mark misspelt words, &or not",
            ("Ctrl+Shift+F7",),
            lambda: captions().switch_spelling(),
        ),
    ]


def _tool_rows(captions: Captions) -> list[Row | None]:
    return [
        Row("templates", "&Templates…", ("Ctrl+Shift+M",), lambda: captions().templates.open()),
        Row("dictionary", "D&ictionary…", ("Ctrl+Shift+Y",), lambda: captions().dictionary.open()),
        Row("codes", "Code &replacements…", ("Ctrl+Shift+R",), lambda: captions().codes.open()),
        Row(
            "by_camera",
            "Photographer and credit &by camera",
            ("Ctrl+Shift+B",),
            lambda: captions().fill_by_camera(),
            "photos",
        ),
    ]


def _exchange_rows(captions: Captions) -> list[Row | None]:
    return [
        Row(
            "sheet_out",
            "Send captions to the cop&y desk…",
            ("Ctrl+Shift+D",),
            lambda: captions().sheets.export(),
        ),
        Row(
            "sheet_in",
            "T&ake a corrected sheet…",
            ("Ctrl+Shift+K",),
            lambda: captions().sheets.take(),
        ),
        Row(
            "sidecars",
            "Write &XMP sidecars of the selected photos…",
            ("Ctrl+Shift+X",),
            lambda: captions().write_sidecars(),
            "photos",
        ),
        Row(
            "forget_words",
            "&Forget words of recent stories",
            ("Ctrl+Shift+Del",),
            lambda: captions().forget_words(),
        ),
    ]


def _rating_rows(desk: Desk) -> list[Row | None]:
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
        Row("view_galley", "&Galley", ("Ctrl+4",), lambda: views.show_view("galley")),
        Row("view_page", "P&age", ("Ctrl+3",), lambda: views.show_view("page")),
        SEPARATOR,
        Row("larger", "&Larger thumbnails", ("Ctrl++", "Ctrl+="), doings.larger),
        Row("smaller", "S&maller thumbnails", ("Ctrl+-",), doings.smaller),
    ]
