"""What the File menu offers: stories in and out."""

from curator.window.actions import SEPARATOR, Row
from curator.window.menus.doings import Doings
from curator.window.session import Session


def file_rows(session: Session, doings: Doings) -> list[Row | None]:
    """Return the rows of the File menu."""
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
