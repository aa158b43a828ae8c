"""Paths out of what is dropped or pasted; what lies at them is left to ``photos.finding``."""

import os
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData

URI_LIST = "text/uri-list"

_STORIES = (".json", ".zip")


def is_story(path: str) -> bool:
    """Say whether *path* is named like a story, on its own or in a zip file with its photos."""
    return path.lower().endswith(_STORIES)


def has_paths(mime: QMimeData) -> bool:
    """Say whether *mime* may hold files of this machine."""
    return mime.hasFormat(URI_LIST)


def dropped_paths(mime: QMimeData) -> list[str]:
    """Return the paths of the files that *mime* holds.

    Read from the raw list: QUrl would drop bytes of names that are no UTF-8, and so name other files.
    """
    lines = bytes(mime.data(URI_LIST).data()).replace(b"\0", b"\n").splitlines()
    return [path for line in lines if (path := _local_path(line.strip()))]


def pasted_paths(mime: QMimeData) -> list[str]:
    """Return the paths that *mime* holds as files, or as text with one path a line."""
    if has_paths(mime):
        return dropped_paths(mime)
    lines = (line.strip().strip("\"'") for line in mime.text().splitlines())
    found = []
    for line in lines:
        if line.startswith("file:"):
            found.append(_local_path(line.encode()))
        elif os.path.isabs(line) or line.startswith("~/"):
            found.append(os.path.expanduser(line))
    return [path for path in found if path]


def _local_path(uri: bytes) -> str:
    """Return the path of a ``file:`` URI (RFC 8089) of this machine; ``""`` of any other."""
    if not uri.lower().startswith(b"file:"):
        return ""
    rest = uri[5:]
    if rest.startswith(b"//"):
        host, slash, rest = rest[2:].partition(b"/")
        if (
            host not in (b"", b"localhost")
            and host.decode("ascii", "replace") != os.uname().nodename
        ):
            return ""
        rest = slash + rest
    return os.fsdecode(unquote_to_bytes(rest))
