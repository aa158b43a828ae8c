"""What Curator remembers of a person's habits, typed; the only door to QSettings."""

import os
import re
from collections.abc import Sequence
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PySide6.QtCore import QByteArray, QSettings

MAX_RECENT = 12

PAGE_THEMES = {"essay": "&Essay", "black": "&Black", "newspaper": "&Newspaper column"}
"""The themes of pages and what menus call them; told here, for the menus stand before any page is made."""


_THEME = re.compile("[a-z][a-z0-9-]{0,80}")


class Settings:
    """Habits kept between starts: window, sizes, appearance, recent stories."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "curator", "curator"
        )

    @property
    def recent(self) -> list[str]:
        """Paths of the stories opened last, the latest first."""
        value = self._store.value("recent", [])
        paths = [value] if isinstance(value, str) else value
        return [_path(str(text)) for text in paths] if isinstance(paths, list) else []

    def remember_story(self, path: str) -> None:
        """Put *path* at the head of the recent stories."""
        others = [p for p in self.recent if p != path]
        self._keep_recent([path, *others][:MAX_RECENT])

    def forget_story(self, path: str) -> None:
        """Forget that the story at *path* was open, and its folder if that is where files were looked for last."""
        self._keep_recent([other for other in self.recent if other != path])
        if self.folder == os.path.dirname(path):
            self.folder = ""

    def clear_recent(self) -> None:
        """Forget all recent stories."""
        self._keep_recent([])

    def _keep_recent(self, paths: Sequence[str]) -> None:
        self._store.setValue("recent", [_text(path) for path in paths])

    @property
    def cell_width(self) -> int:
        """Width that a cell of the grid should at least have, in logical pixels."""
        return self._number("grid/cell-width", 220)

    @cell_width.setter
    def cell_width(self, width: int) -> None:
        self._store.setValue("grid/cell-width", width)

    @property
    def appearance(self) -> str:
        """``system``, ``light`` or ``dark``."""
        value = str(self._store.value("window/appearance", "system"))
        return value if value in ("system", "light", "dark") else "system"

    @appearance.setter
    def appearance(self, value: str) -> None:
        self._store.setValue("window/appearance", value)

    @property
    def folder(self) -> str:
        """The folder in which a person last looked for files."""
        return _path(str(self._store.value("window/folder", "")))

    @folder.setter
    def folder(self, path: str) -> None:
        self._store.setValue("window/folder", _text(path))

    @property
    def pasting(self) -> str:
        """The last choice of what is pasted, as the window wrote it."""
        return str(self._store.value("caption/pasting", ""))

    @pasting.setter
    def pasting(self, choice: str) -> None:
        self._store.setValue("caption/pasting", choice)

    @property
    def paper(self) -> str:
        """The last choices for paper, as the window wrote them."""
        return str(self._store.value("window/paper", ""))

    @paper.setter
    def paper(self, choices: str) -> None:
        self._store.setValue("window/paper", choices)

    @property
    def export_forms(self) -> frozenset[str]:
        """The forms that a person last chose for an export."""
        return frozenset(filter(None, str(self._store.value("export/forms", "")).split(",")))

    @export_forms.setter
    def export_forms(self, names: frozenset[str]) -> None:
        self._store.setValue("export/forms", ",".join(sorted(names)))

    @property
    def page_theme(self) -> str:
        """The name of the theme in which pages are shown and exported: one of ours, or of the account."""
        name = str(self._store.value("export/theme", "essay"))
        return name if _THEME.fullmatch(name) else "essay"

    @page_theme.setter
    def page_theme(self, name: str) -> None:
        self._store.setValue("export/theme", name)

    @property
    def problem_grouping(self) -> str:
        """By what problems are put into groups in their list: ``photo`` or ``rule``."""
        return "rule" if self._store.value("check/grouping") == "rule" else "photo"

    @problem_grouping.setter
    def problem_grouping(self, name: str) -> None:
        self._store.setValue("check/grouping", name)

    @property
    def marks_spelling(self) -> bool:
        """Whether misspelt words are marked."""
        return str(self._store.value("caption/spelling", "true")) != "false"

    @marks_spelling.setter
    def marks_spelling(self, is_on: bool) -> None:
        self._store.setValue("caption/spelling", "true" if is_on else "false")

    def layout(self, name: str) -> QByteArray:
        """Return the layout kept for *name*; empty if none is."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Keep the layout of *name* for the next start."""
        self._store.setValue(f"layout/{name}", state)

    def _number(self, key: str, default: int) -> int:
        try:
            return int(str(self._store.value(key, default)))
        except ValueError:
            return default


def _text(path: str) -> str:
    """Return *path* as text that survives QSettings, whatever bytes it is made of."""
    return quote_from_bytes(os.fsencode(path))


def _path(text: str) -> str:
    return os.fsdecode(unquote_to_bytes(text))
