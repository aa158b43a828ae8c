"""Templates of stories on the shelf: each a manifest of its own, named by its file, fit to be shared."""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from curator.errors import KitError, ManifestError
from curator.kit.shelf import Shelf
from curator.manifest import safe_write
from curator.manifest.files import load, to_bytes
from curator.story.skeleton import skeleton
from curator.story.values import Story

FOLDER = "story-templates"
MOST = 500
"""Templates that are looked at; nobody chooses among more."""

_LONGEST = 80
# Characters of a name: as file names have them on every system.


@dataclass(frozen=True, slots=True)
class StoryTemplate:
    """A template: what it is called, and the story that begins with it."""

    name: str
    story: Story


def listed(shelf: Shelf) -> tuple[tuple[StoryTemplate, ...], tuple[str, ...]]:
    """Return all templates by name, and a sentence for each file that cannot be read."""
    found, complaints = [], []
    try:
        files = sorted(_folder(shelf).glob("*.json"), key=lambda path: path.stem.casefold())
    except OSError as error:
        return (), (f"{_folder(shelf)}: the templates cannot be read ({error.strerror or error})",)
    for path in files[:MOST]:
        try:
            found.append(StoryTemplate(path.stem, skeleton(load(str(path)).story)))
        except ManifestError as error:
            complaints.append(str(error))
    return tuple(found), tuple(complaints)


def keep(shelf: Shelf, name: str, story: Story) -> str:
    """Keep *story* as the template called *name*, in place of one of that name; return what it is called."""
    path = _path(shelf, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        safe_write.write(os.fspath(path), to_bytes(skeleton(story), os.fspath(path.parent)))
    except OSError as error:
        raise KitError(path, f"the template was not kept ({error.strerror or error})") from error
    return path.stem


def rename(shelf: Shelf, name: str, new: str) -> str:
    """Call the template *name* otherwise; return what it is called now. Raise :class:`KitError` if that is taken."""
    old, path = _path(shelf, name), _path(shelf, new)
    if path == old:
        return old.stem
    if path.exists():
        raise KitError(path, "there is a template of that name already")
    try:
        old.rename(path)
    except OSError as error:
        raise KitError(old, f"it was not renamed ({error.strerror or error})") from error
    return path.stem


def delete(shelf: Shelf, name: str) -> None:
    """Take the template called *name* off the shelf."""
    path = _path(shelf, name)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise KitError(path, f"it was not deleted ({error.strerror or error})") from error


def _folder(shelf: Shelf) -> Path:
    return shelf.path(FOLDER).parent / FOLDER


def _path(shelf: Shelf, name: str) -> Path:
    """Return where the template called *name* lies, whatever signs somebody put into its name."""
    plain = "".join(
        sign if sign.isalnum() or sign in " -_.,()’'&+" else " "
        for sign in unicodedata.normalize("NFC", name)
    )
    stem = " ".join(plain.split())[:_LONGEST].strip(" .") or "Template"
    return _folder(shelf) / f"{stem}.json"
