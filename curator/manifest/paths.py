"""The one door between a manifest's text for a file and a path of this machine; touches no file.

A manifest may come from anybody, so its text is never joined to a folder as it stands: ``..``,
drives, devices, network shares and addresses are refused.
"""

import os
import re

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def to_path(text: str, folder: str) -> str | None:
    """Return the absolute path that *text* names for a manifest in *folder*; ``None`` if refused."""
    if not text or "\0" in text or "\\" in text or text.startswith("//") or _SCHEME.match(text):
        return None
    parts = text.split("/")
    if ".." in parts or any(
        _DEVICES.match(part) or part != part.rstrip(". ") for part in parts if part != "."
    ):
        return None
    return os.path.normpath(os.path.join(folder, text))


def to_text(path: str, folder: str) -> str:
    """Return how a manifest in *folder* names *path*: relative with ``/`` if below it, else absolute."""
    inside = os.path.join(os.path.abspath(folder), "")
    text = path[len(inside) :] if path.startswith(inside) else path
    return text.replace(os.sep, "/")
