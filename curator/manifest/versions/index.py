"""The list of a story's versions on disk; the versions themselves are left to ``blobs``."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from curator.manifest import safe_write

NAME = "index.json"

_FORMAT = "curator-versions"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Version:
    """A story as it was at one save.

    ``number`` counts the saves of this story and orders its versions; ``saved_at`` is what the clock
    said, in seconds since 1970, and only to be shown. ``photos`` are those of the sequence, ``name``
    what a person called it, ``size`` the bytes that it takes on the disk. ``folder`` is where the
    manifest lay when it was written, ``""`` if where it lies now: the photos are named from there.
    """

    number: int
    saved_at: int
    digest: str
    title: str = ""
    photos: int = 0
    name: str = ""
    size: int = 0
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The versions of the manifest at ``path``, the newest first."""

    path: str
    versions: tuple[Version, ...] = ()

    @property
    def newest(self) -> Version | None:
        """The version kept last."""
        return self.versions[0] if self.versions else None

    @property
    def next_number(self) -> int:
        """The number of the version to come."""
        return self.versions[0].number + 1 if self.versions else 1


def read(home: Path) -> Index | None:
    """Return the index in *home*; ``None`` if there is none, or none that can be read."""
    try:
        values = json.loads((home / NAME).read_bytes())
        if (values["format"], values["version"]) != (_FORMAT, _VERSION):
            return None
        return Index(str(values["path"]), newest_first(map(_version, values["versions"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _version(values: dict[str, Any]) -> Version:
    made = Version(**values)
    for name, value in asdict(made).items():
        if type(value) is not type(getattr(_BLANK, name)):
            raise TypeError(name)
    return made


_BLANK = Version(0, 0, "")


def write(home: Path, index: Index) -> None:
    """Replace the index in *home*, or raise :class:`OSError` and leave it as it was."""
    values = {
        "format": _FORMAT,
        "version": _VERSION,
        "path": index.path,
        "versions": [
            {name: value for name, value in asdict(v).items() if value} for v in index.versions
        ],
    }
    safe_write.write(str(home / NAME), json.dumps(values).encode("ascii"))


def newest_first(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return *versions* in their order."""
    return tuple(sorted(versions, key=lambda version: version.number, reverse=True))
