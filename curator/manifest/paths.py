"""The one door between a manifest's text for a file and a path of this machine; touches no file.

A manifest may come from anybody, so its text is never joined to a folder as it stands: ``..``,
drives, devices, network shares and addresses are refused. What this machine can name, though, must
come back as it was written, so a relative name that looks like an address (``IMG:1.jpg``) is
written with ``./`` before it (RFC 3986, 4.2).
"""

import os
import re
from collections.abc import Sequence

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ORDINARY = re.compile(
    r"(?:(?!con|prn|aux|nul|com|lpt)[a-z0-9][\w -]*/)*(?!con|prn|aux|nul|com|lpt)[a-z0-9][\w -]*\.[a-z0-9]{1,5}",
    re.ASCII | re.IGNORECASE,
)
# A relative name in which nothing can hide, as nearly all are.

_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def to_path(text: str, folder: str) -> str | None:
    """Return the absolute path that *text* names for a manifest in *folder*; ``None`` if refused."""
    if not text or "\0" in text or text.startswith(("//", "\\")) or _SCHEME.match(text):
        return None
    parts = re.split(r"[/\\]", text)  # A back-slash climbs on Windows, wherever it was written.
    if ".." in parts or any(_DEVICES.match(part) for part in parts):
        return None
    if os.name == "nt" and not _is_plain(text, parts):
        return None
    return os.path.normpath(os.path.join(folder, text))


class Folder:
    """The folder of a manifest, for turning thousands of texts into paths and back."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._start = os.path.join(folder, "")
        self._inside = os.path.join(os.path.abspath(folder), "")
        self._known: dict[str, str | None] = {}

    def path(self, text: str) -> str | None:
        """Return what :func:`to_path` returns of *text*."""
        if os.name == "posix" and _ORDINARY.fullmatch(text):
            return self._start + text
        if text not in self._known:
            self._known[text] = to_path(text, self._folder)
        return self._known[text]

    def takes(self, texts: Sequence[str]) -> bool:
        """Say whether none of *texts* is refused."""
        if os.name == "posix" and all(map(_ORDINARY.fullmatch, texts)):
            return True
        return None not in map(self.path, texts)

    def text(self, path: str) -> str:
        """Return what :func:`to_text` returns of *path*."""
        inside = self._inside
        text = path[len(inside) :] if path.startswith(inside) else path
        if os.sep != "/":
            text = text.replace(os.sep, "/")
        if text.startswith("//"):  # POSIX leaves the meaning of two slashes open; Linux has none.
            return "/" + text.lstrip("/")
        return f"./{text}" if _SCHEME.match(text) or text.startswith("\\") else text


def _is_plain(text: str, parts: list[str]) -> bool:
    """Say whether Windows takes *text* as it stands: no stream, nothing that it would cut off."""
    cut = any(part != part.rstrip(". ") for part in parts if part != ".")
    return not cut and "\\" not in text and ":" not in text


def to_text(path: str, folder: str) -> str:
    """Return how a manifest in *folder* names *path*: relative with ``/`` if below it, else absolute."""
    return Folder(folder).text(path)
