"""The one door to the files that ship beside the code: themes, icons, schema, word lists.

An installed wheel carries them as ``curator/resources``; in a checkout they lie beside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder of resources, wherever this installation keeps it."""
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (candidate / "themes").is_dir():
            return candidate
    raise RuntimeError("Curator's resources folder is missing; install Curator again")


def read_text(*parts: str) -> str:
    """Return the text of the resource at *parts*, for example ``("schema", "story.json")``."""
    return root().joinpath(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """Return the bytes of the resource at *parts*."""
    return root().joinpath(*parts).read_bytes()
