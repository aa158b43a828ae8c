"""What Curator put into a folder it published, and what was changed there since; writing is left to ``site``."""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curator.export.reading_back import ReadBack

NAME = "export-report.json"
"""The report's file name; a folder or an archive without one is not ours."""

_MAKER = "Curator"
_FORMAT = "curator-export"
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A photo that is not on the page: its number in the sequence, and why in a word."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a published folder, by names relative to it with ``/``.

    ``changed`` are files of ours that differ from the report, ``foreign`` what the report does not
    name: files and links, and folders that hold nothing.
    """

    changed: tuple[str, ...]
    foreign: tuple[str, ...]


def build(digests: Mapping[str, str], left_out: Sequence[LeftOut], found: ReadBack) -> bytes:
    """Return the report on files of these *digests* (SHA-256, hexadecimal) by name, and what was *found* in them."""
    told: dict[str, Any] = {"made_by": _MAKER, "format": _FORMAT, "version": 1}
    told["read_back"] = {"pages": found.pages, "pictures": found.pictures, "texts": found.texts}
    told["files"] = dict(sorted(digests.items()))
    if left_out:
        told["left_out"] = [{"photo": item.number, "reason": item.reason} for item in left_out]
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def files_of(content: bytes, form: str) -> dict[str, str] | None:
    """Return the digests by name that *content*, a list of the format *form*, tells; ``None`` if not ours."""
    try:
        told: Any = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or (told.get("made_by"), told.get("format")) != (_MAKER, form):
        return None
    files = told.get("files")
    if not isinstance(files, dict):
        return None
    return {name: digest for name, digest in files.items() if isinstance(digest, str)}


def files_at(path: str, form: str) -> dict[str, str] | None:
    """Return what the list at *path* tells, as :func:`files_of`; ``None`` if there is none of ours."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return None
        with open(path, "rb") as file:
            return files_of(file.read(), form)
    except FileNotFoundError:
        return None


def parse(content: bytes) -> dict[str, str] | None:
    """Return the digests by name that the report *content* tells, ``None`` if it is not ours."""
    return files_of(content, _FORMAT)


def read(folder: str) -> dict[str, str] | None:
    """Return the digests that the report in *folder* tells, ``None`` if there is none of ours."""
    return files_at(os.path.join(folder, NAME), _FORMAT)


def is_our_archive(path: str) -> bool:
    """Say whether the file at *path* is a zip that Curator made."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(NAME).file_size > _MOST_BYTES:
                return False
            return parse(archive.read(NAME)) is not None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False


def compare(folder: str, digests: Mapping[str, str]) -> Contents:
    """Return what in *folder* is not as the report with these *digests* says."""
    changed, foreign = [], []
    for name, entry in walk(folder):
        if name == NAME:
            continue
        if name not in digests:
            foreign.append(name)
        elif not entry.is_file(follow_symlinks=False) or digest_of(entry.path) != digests[name]:
            changed.append(name)
    return Contents(tuple(changed), tuple(foreign))


def walk(folder: str, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield name and entry of all in *folder* that holds nothing itself, in order; follow no link."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = above + entry.name
        if entry.is_dir(follow_symlinks=False) and os.listdir(entry.path):
            yield from walk(entry.path, f"{name}/")
        else:
            yield name, entry


def digest_of(path: str) -> str:
    """Return the SHA-256 of the file at *path*, hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
