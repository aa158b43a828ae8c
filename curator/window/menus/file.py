"""What the File menu offers: stories in and out."""

from curator.window.actions import SEPARATOR, Row
from curator.window.menus.doings import Doings
from curator.window.rooms import Rooms
from curator.window.session import Session


def file_rows(rooms: Rooms, session: Session, doings: Doings) -> list[Row | None]:
    """Return the rows of the File menu."""
    return [
        Row("new", "&New story", ("Ctrl+N",), session.new),
        Row("new_window", "New &window", ("Ctrl+Shift+N",), doings.neighbours.open),
        Row("open", "&Open story…", ("Ctrl+O",), session.open),
        Row("duplicate_story", "D&uplicate story", (), lambda: rooms.templating.duplicate()),
        Row(
            "from_template",
            "New story from template…",
            ("Ctrl+Alt+N",),
            lambda: rooms.templating.begin(),
        ),
        Row("keep_template", "&Keep as template…", (), lambda: rooms.templating.keep()),
        SEPARATOR,
        Row("save", "&Save", ("Ctrl+S",), session.save),
        Row("save_as", "Save &as…", ("Ctrl+Shift+S",), session.save_as),
        Row("versions", "&Versions…", ("Ctrl+Alt+V",), lambda: rooms.keeping.versions.open()),
        Row("name_version", "Na&me this version…", (), lambda: rooms.keeping.name_version()),
        Row("forget", "Forget this story…", (), lambda: rooms.keeping.forget()),
        SEPARATOR,
        Row("add_photos", "Add &photos…", ("Ctrl+I",), doings.add_photos),
        Row("add_folder", "Add &folder…", ("Ctrl+Shift+I",), doings.add_folder),
        Row("find_photos", "Fin&d missing photos…", ("Ctrl+Alt+F",), lambda: rooms.seeking.open()),
        SEPARATOR,
        Row("collect", "Co&llect story…", ("Ctrl+Shift+L",), lambda: rooms.keeping.collect()),
        Row("export", "&Export…", ("Ctrl+Shift+E",), doings.export),
        SEPARATOR,
        Row(
            "paper",
            "&Contact sheet and captions as PDF…",
            ("Ctrl+Shift+P",),
            lambda: rooms.paper.open(to_print=False),
        ),
        Row("print", "Prin&t…", ("Ctrl+P",), lambda: rooms.paper.open(to_print=True)),
        SEPARATOR,
        Row("close", "Close w&indow", ("Ctrl+W",), doings.close),
        Row("quit", "&Quit", ("Ctrl+Q",), doings.neighbours.quit),
    ]
