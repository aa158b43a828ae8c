"""What the Story menu offers: its own words, the blocks of which it is made, the check."""

from curator.story.values import HeadingBlock, QuoteBlock, TextBlock
from curator.window.actions import SEPARATOR, Row
from curator.window.menus.doings import Doings
from curator.window.rooms import Rooms
from curator.window.views import Views


def story_rows(rooms: Rooms, views: Views, doings: Doings) -> list[Row | None]:
    """Return the rows of the Story menu."""
    return [
        Row("story_words", "&Title, credits, links…", ("Ctrl+T",), doings.story_words),
        SEPARATOR,
        *_inserting_rows(rooms),
        SEPARATOR,
        *_block_rows(rooms),
        SEPARATOR,
        Row("fold", "&Fold or unfold", ("Ctrl+Shift+F",), views.fold),
        Row("fold_all", "F&old all", (), lambda: views.story.fold_all(True)),
        Row("unfold_all", "Unfold &all", (), lambda: views.story.fold_all(False)),
        SEPARATOR,
        Row("names", "Na&mes…", ("Ctrl+Alt+M",), rooms.show_names),
        Row("check", "&Check story", ("F7",), doings.check),
        Row("next_problem", "&Next problem", ("F8",), lambda: doings.step_problem(1)),
        Row(
            "previous_problem", "Previous pro&blem", ("Shift+F8",), lambda: doings.step_problem(-1)
        ),
    ]


def _inserting_rows(rooms: Rooms) -> list[Row | None]:
    return [
        Row(
            "insert_text",
            "Insert te&xt",
            ("Ctrl+Shift+T",),
            lambda: rooms.arranging.insert(TextBlock("")),
        ),
        Row(
            "insert_heading",
            "Insert &heading",
            ("Ctrl+Shift+H",),
            lambda: rooms.arranging.insert(HeadingBlock("")),
        ),
        Row(
            "insert_quote",
            "Insert &quote",
            ("Ctrl+Shift+Q",),
            lambda: rooms.arranging.insert(QuoteBlock("")),
        ),
    ]


def _block_rows(rooms: Rooms) -> list[Row | None]:
    # Without needs: where one of these does not apply, it says why.
    return [
        Row("group", "&Group", ("Ctrl+Shift+J",), lambda: rooms.arranging.group()),
        Row("ungroup", "&Ungroup", ("Ctrl+Shift+U",), lambda: rooms.arranging.ungroup()),
        Row(
            "split",
            "S&plit text",
            ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"),
            lambda: rooms.arranging.split(),
        ),
        Row("join", "&Join", ("Ctrl+J",), lambda: rooms.arranging.join()),
        Row("duplicate", "&Duplicate", ("Ctrl+Alt+D",), lambda: rooms.arranging.duplicate()),
        Row(
            "lead",
            "Make it the &lead photo",
            ("Ctrl+Shift+1",),
            lambda: rooms.arranging.lead(),
        ),
    ]
