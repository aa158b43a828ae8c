"""What the Story menu offers: its own words, the blocks between photos, the check."""

from curator.story.values import HeadingBlock, TextBlock
from curator.window.actions import SEPARATOR, Row
from curator.window.desk import Desk
from curator.window.menus.doings import Doings


def story_rows(desk: Desk, doings: Doings) -> list[Row | None]:
    """Return the rows of the Story menu."""
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
