"""What collecting and unpacking tell on their way, and at their end."""

from dataclasses import dataclass

from curator.story.values import PhotoId


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: ``done`` of ``total`` files, now at *what* (a name fit to be shown).

    ``is_check`` while what was written is read back.
    """

    done: int
    total: int
    what: str
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that did not come along: of which photo, its name fit to be shown, and why."""

    photo: PhotoId
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Collected:
    """The collection stands at ``path``, a folder or a zip file.

    ``story`` is the manifest in a folder, ``""`` in a zip file; ``files`` counts it with the others.
    ``renamed`` are files that have another name there: the path they have, and the new name.
    ``bare`` counts the photos that hide areas from readers: collected files are as they were.
    """

    path: str
    story: str
    files: int
    bytes: int
    left_out: tuple[LeftOut, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    bare: int = 0


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The story is out of its zip file: its manifest at ``story`` in ``folder``.

    ``missing`` are names of photos that the zip file does not hold, ``left`` what it holds besides
    and was not taken out.
    """

    folder: str
    story: str
    files: int
    missing: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
