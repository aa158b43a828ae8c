"""Loading and saving a manifest; the form of its values is left to ``form``, the swap to ``safe_write``."""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from typing import Any

import orjson

from curator.errors import (
    ManifestChanged,
    ManifestNotWritten,
    ManifestTooNew,
    ManifestUnreadable,
)
from curator.manifest import safe_write
from curator.manifest.form import FORMAT, VERSION, from_json, to_json
from curator.manifest.reading import WrongValue, finite, refuse_constant, unique_keys
from curator.story.values import Story

MAX_BYTES = 512 * 1024 * 1024
"""Size of a manifest beyond which it is refused unread; 10,000 photos take about 12 MB."""


_AS_WRITTEN = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


@dataclass(frozen=True, slots=True)
class Opened:
    """A manifest as it was read: its story, its absolute path, and what had to be put right.

    ``fingerprint`` is that of the very bytes, by which a later save knows whether somebody else
    changed them.
    """

    story: Story
    path: str
    fingerprint: str
    notices: tuple[str, ...] = ()


def load(path: str) -> Opened:
    """Read the manifest at *path*; raise :class:`ManifestError` with what is wrong and where."""
    path = os.path.abspath(path)
    return load_bytes(_read(path), path, os.path.dirname(path))


def load_bytes(data: bytes, path: str, folder: str) -> Opened:
    """Read the manifest *data* of *path*, whose photos lie relative to *folder*; raise as :func:`load`."""
    try:
        values = _quickly_parsed(data)
        if values is None:
            values = json.loads(
                data.decode("utf-8-sig"),
                object_pairs_hook=unique_keys,
                parse_constant=refuse_constant,
                parse_float=finite,
            )
        _check_version(path, values)
        story, notices = from_json(values, folder)
    except WrongValue as error:
        raise ManifestUnreadable(path, f"this is not a sound story: {error}") from error
    except UnicodeDecodeError as error:
        raise ManifestUnreadable(
            path, f"this is not a story: byte {error.start + 1} is no UTF-8 text"
        ) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ManifestUnreadable(
            path, f"the story breaks off or is damaged at {where} ({error.msg})"
        ) from error
    except RecursionError as error:
        raise ManifestUnreadable(path, "this is not a story: it is nested too deeply") from error
    except ValueError as error:  # for example a number of 5,000 digits
        raise ManifestUnreadable(path, f"this is not a sound story: {error}") from error
    return Opened(story, path, fingerprint_of(data), notices)


def _quickly_parsed(data: bytes) -> Any:
    """Return the values of a manifest as Curator writes them; ``None`` of any other, sound or not.

    The quick parser is lenient: of two equal keys it keeps one, and it rounds numbers that are too
    large. Written again, what it made of such a file differs from the file; so only what comes out
    the same to the byte counts, and everything else is read with care and told with its place.
    """
    try:
        values = orjson.loads(data)
        is_same = orjson.dumps(values, option=_AS_WRITTEN) == data
    except (orjson.JSONDecodeError, TypeError, RecursionError):
        return None
    return values if is_same else None


def _read(path: str) -> bytes:
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
        raise ManifestUnreadable(
            path, "this is no file, so no story"
        )  # A pipe would be waited for.
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ManifestUnreadable(path, "there is no story here") from error
    except IsADirectoryError as error:
        raise ManifestUnreadable(path, "this is a folder, not a story") from error
    except OSError as error:
        raise ManifestUnreadable(path, f"the story cannot be read ({error.strerror})") from error
    if not data.strip(b"\0 \t\r\n"):
        raise ManifestUnreadable(path, "the file is empty")
    if len(data) > MAX_BYTES:
        raise ManifestUnreadable(path, f"the file is larger than {MAX_BYTES // 2**20} MB")
    return data


def _check_version(path: str, values: Any) -> None:
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise ManifestUnreadable(
            path, f"this is no story of Curator's (it lacks “format”: “{FORMAT}”)"
        )
    version = values.get("version")
    if type(version) is not int or version < 1:
        raise ManifestUnreadable(
            path, "this is not a sound story: version should be a whole number from 1"
        )
    if version > VERSION:
        reason = (
            f"a later version of Curator wrote this story (format {version}; this one reads up to {VERSION}). "
            "Open it with that version; nothing was changed"
        )
        raise ManifestTooNew(path, reason)


def to_bytes(story: Story, folder: str) -> bytes:
    """Return the manifest of *story* for *folder*: UTF-8, indented, with a final newline."""
    values = to_json(story, folder)
    try:
        return orjson.dumps(values, option=_AS_WRITTEN)
    except TypeError:
        # A file name that is no UTF-8 holds lone surrogates; JSON can escape them, UTF-8 cannot.
        text = json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        return re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Written:
    """A save that reached the disk: the absolute path, the very bytes, and their fingerprint.

    ``replaced`` are the bytes that stood there before, from the time ``replaced_at`` (seconds since
    1970); ``None`` where nothing did, or where nobody could read it.
    """

    path: str
    data: bytes
    fingerprint: str
    replaced: bytes | None = None
    replaced_at: float = 0.0


def save(story: Story, path: str, known: str | None) -> str:
    """Write *story* as :func:`write` does, and return the fingerprint of what was written."""
    return write(story, path, known).fingerprint


def write(story: Story, path: str, known: str | None) -> Written:
    """Write *story* to *path* whole or not at all, and return what was written and replaced.

    *known* is the fingerprint of the file as last read or written; if the file now differs from it,
    :class:`ManifestChanged` is raised and nothing written. ``None`` replaces whatever is there.
    Blocks until the disk has it.
    """
    path = os.path.abspath(path)
    data = to_bytes(story, os.path.dirname(path))
    fingerprint = fingerprint_of(data)
    replaced, replaced_at = _current(path, is_needed=known is not None)
    there = None if replaced is None else fingerprint_of(replaced)
    if known is not None and there not in (known, None, fingerprint):
        raise ManifestChanged(path, "somebody else changed this story since it was opened")
    try:
        safe_write.write(path, data)
    except OSError as error:
        standing = fingerprint if isinstance(error, safe_write.Unflushed) else ""
        raise ManifestNotWritten(path, _why_not(error), standing) from error
    return Written(path, data, fingerprint, replaced, replaced_at)


def _current(path: str, *, is_needed: bool) -> tuple[bytes | None, float]:
    """Return the bytes of the file at *path* and when they were written; ``None`` if there is none.

    What cannot be read stops a save that *is_needed* for; else it is as if there were nothing.
    """
    try:
        if not is_needed and not os.path.isfile(path):
            return None, 0.0
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1), os.fstat(file.fileno()).st_mtime
    except FileNotFoundError:
        return None, 0.0
    except OSError as error:
        if is_needed:
            raise ManifestNotWritten(path, _why_not(error)) from error
        return None, 0.0


def fingerprint_of(data: bytes) -> str:
    """Return the fingerprint of a manifest of these bytes: their SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _why_not(error: OSError) -> str:
    match error:
        case safe_write.Unflushed():
            told = error.strerror or type(error).__name__
            return (
                f"the disk does not say that it keeps the story ({told}). Save it elsewhere as well"
            )
        case FileNotFoundError():
            return "the story was not saved: its folder is not there. Save it elsewhere"
        case PermissionError():
            return "the story was not saved: you may not write here. Save it elsewhere"
        case OSError(errno=28 | 122):  # ENOSPC, EDQUOT
            return "the story was not saved: the disk is full. Free some space and save again"
    return f"the story was not saved ({error.strerror or type(error).__name__}). Save it elsewhere"
