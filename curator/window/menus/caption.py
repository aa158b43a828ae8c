"""What the Caption menu offers: writing, tools for many captions, exchange with others."""

from curator.window.actions import SEPARATOR, Row
from curator.window.desk import Desk
from curator.window.rooms import Rooms


def caption_rows(desk: Desk, rooms: Rooms) -> list[Row | None]:
    """Return the rows of the Caption menu."""
    return [
        *_writing_rows(desk, rooms),
        SEPARATOR,
        *_tool_rows(rooms),
        SEPARATOR,
        *_exchange_rows(rooms),
    ]


def _writing_rows(desk: Desk, rooms: Rooms) -> list[Row | None]:
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
            lambda: rooms.captions.same_as_previous(),
            "photos",
        ),
        Row("confirm", "Confirm &words from the file", ("Ctrl+Shift+C",), desk.confirm, "photos"),
        SEPARATOR,
        Row(
            "complete",
            "Co&mplete a name or value",
            ("Ctrl+Space",),
            lambda: rooms.captions.writing.complete(),
        ),
        Row(
            "correct",
            "Correct the next misspelt wor&d",
            ("Ctrl+.",),
            lambda: rooms.captions.correct(),
        ),
        Row(
            "spelling",
            "Mark misspelt words, &or not",
            ("Ctrl+Shift+F7",),
            lambda: rooms.captions.switch_spelling(),
        ),
    ]


def _tool_rows(rooms: Rooms) -> list[Row | None]:
    return [
        Row("templates", "&Templates…", ("Ctrl+Shift+M",), lambda: rooms.captions.templates.open()),
        Row(
            "dictionary",
            "D&ictionary…",
            ("Ctrl+Shift+Y",),
            lambda: rooms.captions.dictionary.open(),
        ),
        Row("codes", "Code &replacements…", ("Ctrl+Shift+R",), lambda: rooms.captions.codes.open()),
        Row(
            "by_camera",
            "Photographer and credit &by camera",
            ("Ctrl+Shift+B",),
            lambda: rooms.captions.fill_by_camera(),
            "photos",
        ),
    ]


def _exchange_rows(rooms: Rooms) -> list[Row | None]:
    return [
        Row(
            "sheet_out",
            "Send captions to the cop&y desk…",
            ("Ctrl+Shift+D",),
            lambda: rooms.captions.sheets.export(),
        ),
        Row(
            "sheet_in",
            "T&ake a corrected sheet…",
            ("Ctrl+Shift+K",),
            lambda: rooms.captions.sheets.take(),
        ),
        Row(
            "sidecars",
            "Write &XMP sidecars of the selected photos…",
            ("Ctrl+Shift+X",),
            lambda: rooms.captions.write_sidecars(),
            "photos",
        ),
        Row(
            "forget_words",
            "&Forget words of recent stories",
            ("Ctrl+Shift+Del",),
            lambda: rooms.captions.forget_words(),
        ),
    ]
