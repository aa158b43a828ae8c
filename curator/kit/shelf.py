"""Where the kit lies: one JSON file a kind, read and replaced whole; what a file means is left to its module."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from curator.errors import KitError
from curator.manifest import safe_write

MAX_BYTES = 64 * 1024 * 1024
"""Size of a file beyond which it is refused unread."""


class Shelf:
    """The folder of the kit; safe to use from any thread, since files are replaced whole."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_config_path("curator", appauthor=False)

    def path(self, name: str) -> Path:
        """Return where the kind called *name* lies."""
        return self._folder / f"{name}.json"

    def read(self, name: str) -> Any:
        """Return the values kept as *name*, ``None`` if there are none yet; raise :class:`KitError`."""
        path = self.path(name)
        try:
            with open(path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise KitError(path, f"it cannot be read ({error.strerror or error})") from error
        if len(data) > MAX_BYTES:
            raise KitError(path, f"it is larger than {MAX_BYTES // 2**20} MB")
        try:
            return json.loads(data.decode("utf-8-sig"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            raise KitError(path, f"it is damaged ({error})") from error

    def write(self, name: str, values: Any) -> None:
        """Keep *values*, which JSON can hold, as *name*; raise :class:`KitError` if the disk refuses."""
        path = self.path(name)
        self._spare_damaged(name)
        text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            safe_write.write(os.fspath(path), text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise KitError(path, f"it was not saved ({error.strerror or error})") from error

    def _spare_damaged(self, name: str) -> None:
        """Set a file aside that this version cannot read: there is work in it that somebody wants back."""
        try:
            values = self.read(name)
            is_ours = not isinstance(values, dict) or values.get("version", 1) == 1
        except KitError:
            is_ours = False
        if not is_ours:
            path = self.path(name)
            with suppress(OSError):
                path.replace(path.with_suffix(".unread.json"))
