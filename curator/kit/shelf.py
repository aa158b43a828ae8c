"""Where the kit lies: one JSON file a kind, read and replaced whole; what a file means is left to its module."""

import json
import os
import re
from collections.abc import Iterator
from itertools import count
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
        except (ValueError, RecursionError) as error:  # numbers of thousands of digits too
            raise KitError(path, f"it is damaged ({error})") from error

    def write(self, name: str, values: Any, most: int = MAX_BYTES) -> None:
        """Keep *values*, which JSON can hold, as *name*; raise :class:`KitError` if the disk refuses.

        What takes more than *most* bytes is refused, and what was there stays.
        """
        path = self.path(name)
        text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
        data = text.encode("utf-8", "backslashreplace")
        if len(data) > most:
            raise KitError(path, f"it was not saved: it would take more than {most // 2**20} MB")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            safe_write.write(os.fspath(path), data)
        except OSError as error:
            raise KitError(path, f"it was not saved ({error.strerror or error})") from error

    def remove(self, name: str) -> None:
        """Delete the file of *name*, and all that were set aside; raise :class:`KitError`."""
        path = self.path(name)
        aside = [other for other in path.parent.glob(f"{name}.unread*.json") if _is_aside(other)]
        for file in (path, *aside):
            try:
                Path(os.path.realpath(file)).unlink(missing_ok=True)
                file.unlink(missing_ok=True)  # a link to the one above
            except OSError as error:
                reason = f"it was not deleted ({error.strerror or error})"
                raise KitError(file, reason) from error


def set_aside(path: str | os.PathLike[str]) -> None:
    """Rename the file at *path*, in which there is work that somebody may want back; raise :class:`KitError`.

    It becomes ``name.unread.json``, or ``name.unread-2.json`` and so on where there are others.
    """
    old = Path(path)
    free = next(other for other in _aside(old) if not os.path.lexists(other))
    try:
        old.rename(free)
    except FileNotFoundError:
        return
    except OSError as error:
        raise KitError(old, f"it cannot be set aside ({error.strerror or error})") from error


def _aside(path: Path) -> Iterator[Path]:
    yield path.with_suffix(".unread.json")
    for number in count(2):
        yield path.with_suffix(f".unread-{number}.json")


def _is_aside(path: Path) -> bool:
    return re.fullmatch(r".+\.unread(-\d+)?\.json", path.name) is not None
