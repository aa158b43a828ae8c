"""What Curator put into a collection, written beside it, and what was changed there since."""

import json
import os
import zipfile
from collections.abc import Iterator, Mapping

from curator.errors import FolderNotOurs, shown
from curator.export.report import digest_of, files_at, files_of, walk

NAME = "collection-report.json"
"""The file's name; a folder or a zip file without one is no collection of ours."""

_MAKER = "Curator"
_FORMAT = "curator-collection"
_MOST_BYTES = 64 * 1024 * 1024


def build(digests: Mapping[str, str]) -> bytes:
    """Return the list of files of these *digests* (SHA-256, hexadecimal) by name."""
    told = {
        "made_by": _MAKER,
        "format": _FORMAT,
        "version": 1,
        "files": dict(sorted(digests.items())),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def parse(content: bytes) -> dict[str, str] | None:
    """Return the digests by name that the list *content* tells, ``None`` if it is not ours."""
    return files_of(content, _FORMAT)


def read(folder: str) -> dict[str, str] | None:
    """Return the digests that the list in *folder* tells, ``None`` if there is none of ours."""
    return files_at(os.path.join(folder, NAME), _FORMAT)


def check(folder: str) -> Iterator[str]:
    """Yield the name of each file of the collection in *folder*, found as Curator left it.

    Raises :class:`FolderNotOurs` at the first that is not, and if there is no collection of ours.
    """
    digests = read(folder)
    if digests is None:
        reason = (
            "this folder holds files that Curator did not put there; choose a new or an empty one"
        )
        raise FolderNotOurs(folder, reason)
    for name, entry in walk(folder):
        if name == NAME:
            continue
        if name not in digests:
            reason = f"{shown(name)} was put there by somebody else; choose another folder"
            raise FolderNotOurs(folder, reason)
        if not entry.is_file(follow_symlinks=False) or digest_of(entry.path) != digests[name]:
            reason = (
                f"{shown(name)} was changed since the story was collected; choose another folder"
            )
            raise FolderNotOurs(folder, reason)
        yield name


def is_our_archive(path: str) -> bool:
    """Say whether the file at *path* is a zip file that holds a collection of ours, and nothing else."""
    try:
        with zipfile.ZipFile(path) as archive:
            lists = [i for i in archive.infolist() if i.filename.rpartition("/")[2] == NAME]
            if len(lists) != 1 or lists[0].file_size > _MOST_BYTES:
                return False
            digests = parse(archive.read(lists[0]))
            top = lists[0].filename.removesuffix(NAME)
            return digests is not None and set(archive.namelist()) == {
                top + name for name in (*digests, NAME)
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return False
