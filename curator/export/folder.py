"""The folder a story is published to: whether it may be, and how it changes as a whole or not at all.

A page is built in a sibling, ``.<name>.curator-<process>-<random>``, and swapped in by renaming.
What is in the folder is left to ``site``, what it was to ``report``.
"""

import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from curator.errors import FolderNotOurs, shown
from curator.export import report

_ASIDE = ".old"
_ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a page goes: an absolute path, and the names of what stays there though it is not ours."""

    path: str
    foreign: tuple[str, ...] = ()


def inspect(folder: str, photo_files: Iterable[str], *, force: bool = False) -> Target:
    """Return *folder* as the target of a page; raise :class:`FolderNotOurs` if it must not be.

    With *force*, files of ours that somebody changed are no hindrance; files of others always are,
    where no report of ours stands beside them.
    """
    path = os.path.abspath(folder)
    if os.path.islink(path):
        raise FolderNotOurs(path, "this is a link; name the folder itself")
    if os.path.lexists(path) and not os.path.isdir(path):
        raise FolderNotOurs(path, "this is a file, not a folder")
    if os.path.dirname(path) == path:
        raise FolderNotOurs(path, "a page needs a folder of its own")
    refuse_photos(path, photo_files)
    if not os.path.isdir(path) or not os.listdir(path):
        return Target(path)
    digests = report.read(path)
    if digests is None:
        raise FolderNotOurs(
            path, "this folder holds files that Curator did not make; choose a new or an empty one"
        )
    contents = report.compare(path, digests)
    if contents.changed and not force:
        raise FolderNotOurs(
            path,
            f"{shown(contents.changed[0])} was changed since the page was made; "
            "keep a copy of it, or export by force to overwrite it",
        )
    return Target(path, contents.foreign)


def refuse_photos(path: str, photo_files: Iterable[str]) -> None:
    """Raise :class:`FolderNotOurs` if one of *photo_files*, or what it links to, is below *path*."""
    files = list(photo_files)
    homes = {os.path.dirname(file) for file in files}  # Far fewer than files: resolve these once.
    reached = [os.path.realpath(home) for home in homes]
    reached += [os.path.realpath(file) for file in files if os.path.islink(file)]
    inside = os.path.join(os.path.realpath(path), "")
    if any(os.path.join(place, "").startswith(inside) for place in reached):
        raise FolderNotOurs(path, "photos of the story lie in this folder; choose another")


def inspect_archive(path: str) -> None:
    """Raise :class:`FolderNotOurs` if at *path* stands what is no archive of ours."""
    if not os.path.lexists(path):
        return
    is_file = stat.S_ISREG(os.lstat(path).st_mode)
    if not is_file or not report.is_our_archive(path):
        raise FolderNotOurs(path, "Curator did not make this file, and so does not replace it")


@contextmanager
def sibling(target: str) -> Iterator[str]:
    """Make a folder beside *target* to build in; whatever of it is left at the end is removed."""
    above, name = os.path.split(target)
    made = _make_folders(above)
    path = os.path.join(above, f".{name}.curator-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        os.mkdir(path)
        yield path
    finally:
        _discard(path)
        with suppress(OSError):
            os.unlink(archive_beside(path))
        for folder in reversed(made):
            with suppress(OSError):  # Not empty: the page, or somebody else's file, is in it.
                os.rmdir(folder)


def archive_beside(work: str) -> str:
    """Return the path at which an archive is built while the page is in *work*."""
    return work + _ARCHIVE


def _make_folders(path: str) -> list[str]:
    """Make *path* and what is missing above it; return the folders made, from the top."""
    missing = []
    while not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    made = []
    for folder in reversed(missing):
        os.mkdir(folder)
        made.append(folder)
    return made


def write_file(folder: str, name: str, content: bytes) -> None:
    """Write a new file called *name* in *folder*, and the folders between where they are missing."""
    path = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as file:
        file.write(content)


def carry_over(target: Target, work: str, *, force: bool = False) -> None:
    """Copy what is not ours from *target* into *work*, times and links as they are.

    Where a file of the new page takes a name, the new page wins only with *force*.
    """
    for name in target.foreign:
        source = os.path.join(target.path, *name.split("/"))
        place = os.path.join(work, *name.split("/"))
        if os.path.lexists(place):
            if force:
                continue
            raise FolderNotOurs(
                target.path, f"{shown(name)} is not Curator's, and the new page needs its name"
            )
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise FolderNotOurs(
                target.path, f"{shown(name)} is not Curator's, and is in the new page's way"
            ) from error
        _copy(source, place, target.path, name)


def _copy(source: str, place: str, folder: str, name: str) -> None:
    mode = os.lstat(source).st_mode
    if stat.S_ISDIR(mode):
        os.mkdir(place)
        shutil.copystat(source, place)
    elif stat.S_ISREG(mode) or stat.S_ISLNK(mode):
        shutil.copy2(source, place, follow_symlinks=False)
    else:
        raise FolderNotOurs(folder, f"{shown(name)} is neither a file nor a folder")


def swap_in(work: str, target: str, archive: str = "") -> None:
    """Put *work* where *target* is or will be, and the archive built beside it at *archive* if that is named.

    If any of it fails, folder and archive stand as they stood.
    """
    aside = work + _ASIDE
    is_in = False
    if os.path.isdir(target):
        shutil.copymode(target, work)
        os.rename(target, aside)
    try:
        os.rename(work, target)
        is_in = True
        if archive:
            os.replace(archive_beside(work), archive)
    except BaseException:  # Ctrl+C as well: the page that stood there must stand again
        if is_in:
            os.rename(target, work)
        if os.path.isdir(aside):
            os.rename(aside, target)
        raise
    _discard(aside)


def _discard(path: str) -> None:
    """Remove the folder at *path* as far as the system lets us; twice, for what was held for a moment."""
    for _ in range(2):
        with suppress(OSError):  # Told to ignore errors, it lets some through nevertheless.
            shutil.rmtree(path, ignore_errors=True)


def tidy(target: str) -> None:
    """Clear away what exports to *target* left that were killed; put back a page they had set aside."""
    above, name = os.path.split(os.path.abspath(target))
    ours = re.compile(rf"\.{re.escape(name)}\.curator-(\d+)-[0-9a-f]{{8}}(\.old|\.zip)?")
    try:
        found = [match for entry in os.listdir(above) if (match := ours.fullmatch(entry))]
    except OSError:
        return
    for match in found:
        path = os.path.join(above, match[0])
        if os.path.islink(path) or _is_alive(int(match[1])):
            continue
        if match[2] == _ARCHIVE:
            os.unlink(path)
        elif match[2] == _ASIDE and not os.path.lexists(target):
            os.rename(path, target)
        else:
            _discard(path)


def _is_alive(process: int) -> bool:
    """Say whether *process* may be running; always where asking would end it, as on Windows."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
