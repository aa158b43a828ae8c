"""The bytes of versions: each one compressed file that never changes, verified whenever it is read."""

import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from curator.manifest import safe_write
from curator.manifest.files import MAX_BYTES, fingerprint_of
from curator.manifest.versions.index import Version

_ENDING = ".z"
_SHOWN = 16
# Characters of the digest in a file name: enough to tell any two versions of one story apart.

_LEVEL = 3
# Of zlib. A manifest of 10,000 photos (8 MB) takes 0.03 s and a twelfth of the room at 3; at 6 it
# takes nearly three times as long for a seventh less.


def place(home: Path, number: int, digest: str) -> Path:
    """Return the file of a version."""
    return home / f"{number:06}-{digest[:_SHOWN]}{_ENDING}"


def write(path: Path, data: bytes) -> int:
    """Write *data* to *path* and return the bytes it takes; raise :class:`OSError` unless it reads back."""
    packed = zlib.compress(data, _LEVEL)
    safe_write.write(str(path), packed)
    if path.read_bytes() != packed:
        path.unlink()
        raise OSError(5, os.strerror(5), str(path))
    return len(packed)


def read(path: Path, digest: str = "") -> bytes | None:
    """Return what :func:`write` wrote to *path*; ``None`` if it is not there or not what it was.

    Without a *digest* the one in the file's name has to do.
    """
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(path.read_bytes(), MAX_BYTES)
    except (OSError, zlib.error):
        return None
    wanted = digest or path.stem.rpartition("-")[2]
    return data if unpacking.eof and fingerprint_of(data).startswith(wanted) else None


def is_there(home: Path, version: Version) -> bool:
    """Say whether the file of *version* is there, as long as it was."""
    try:
        return place(home, version.number, version.digest).stat().st_size == version.size
    except OSError:
        return False


def link(source: Path, target: Path) -> None:
    """Let *target* be the file *source*, too; where links are not to be had, a copy of it."""
    with suppress(FileExistsError):
        try:
            os.link(source, target)
        except (OSError, NotImplementedError):
            if not target.exists():
                shutil.copyfile(source, target)


def found(home: Path) -> Iterator[tuple[int, Path]]:
    """Yield number and file of all versions that lie in *home*, listed or not."""
    for path in home.glob(f"*{_ENDING}"):
        number = path.stem.partition("-")[0]
        if number.isdigit():
            yield int(number), path


def tidy(home: Path, kept: frozenset[str]) -> None:
    """Remove the files of versions in *home* that are not of these names."""
    for _, path in found(home):
        if path.name not in kept:
            with suppress(OSError):
                path.unlink()
