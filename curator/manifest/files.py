"""Loading and saving a manifest; the form of its values is left to ``form``, the swap to ``safe_write``."""

import errno
import hashlib
import json
import os
import re
import stat
from dataclasses import dataclass
from typing import Any

import orjson

from curator.errors import (
    ManifestChanged,
    ManifestError,
    ManifestGone,
    ManifestNotWritten,
    ManifestTooNew,
    ManifestUnreadable,
)
from curator.manifest import safe_write
from curator.manifest.form import FORMAT, VERSION, from_json, to_json
from curator.manifest.reading import WrongValue, finite, refuse_constant, unique_keys
from curator.story.values import PhotoId, Story

MAX_BYTES = 512 * 1024 * 1024
"""Size of a manifest beyond which it is refused unread; 10,000 photos take about 12 MB."""


_SOMETHING = re.compile(rb"[^\0 \t\r\n]")
# After a power cut a file may be as long as it was, and all zeros.

_AS_WRITTEN = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


@dataclass(frozen=True, slots=True)
class Opened:
    """A manifest as it was read: its story, its absolute path, and what had to be put right.

    ``fingerprint`` is that of the very bytes, by which a later save knows whether somebody else
    changed them. ``held`` are the photos outside the story that were held back (see ``foreign``).
    """

    story: Story
    path: str
    fingerprint: str
    notices: tuple[str, ...] = ()
    held: tuple[PhotoId, ...] = ()


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
    if not _SOMETHING.search(data):
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
    :class:`ManifestChanged` is raised, if it is not there any more :class:`ManifestGone`, and nothing
    written. ``None`` replaces whatever is there. Blocks until the disk has it.
    """
    path = os.path.abspath(path)
    data = to_bytes(story, os.path.dirname(path))
    fingerprint = fingerprint_of(data)
    with safe_write.alone(path):
        there = _current(path, is_needed=known is not None)
        if known is not None and there is None:
            raise _gone(path)
        if known is not None and there and fingerprint_of(there.data) not in (known, fingerprint):
            raise _changed(path)

        def is_settled() -> None:
            if known is not None and there is not None and sign_of(path) != there.sign:
                raise _changed(path)

        try:
            safe_write.write(path, data, is_settled)
        except OSError as error:
            standing = fingerprint if isinstance(error, safe_write.Unflushed) else ""
            raise ManifestNotWritten(path, _why_not(error), standing) from error
    if there is None:
        return Written(path, data, fingerprint)
    return Written(path, data, fingerprint, there.data, there.written_at)


def _changed(path: str) -> ManifestChanged:
    return ManifestChanged(path, "somebody else changed this story since it was opened")


def _gone(path: str) -> ManifestError:
    """Return what to say of a manifest that is not there, according to its folder."""
    if os.path.isdir(os.path.dirname(path)):
        return ManifestGone(path, "the story was removed or moved since it was opened")
    return ManifestNotWritten(path, _why_not(FileNotFoundError()))


Sign = tuple[int, int, int, int]
"""Which file it is, its size, and when it was written and changed: differs if the file may differ."""


def sign_of(path: str) -> Sign | None:
    """Return the sign of the file at *path*; ``None`` if there is none. Reads nothing of it."""
    try:
        return _sign(os.stat(path))
    except FileNotFoundError:
        return None


def _sign(status: os.stat_result) -> Sign:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


@dataclass(frozen=True, slots=True)
class Current:
    """A manifest as it is on the disk at one moment: its bytes, its sign, and when it was written."""

    data: bytes
    sign: Sign
    written_at: float


def current(path: str) -> Current | None:
    """Return the manifest at *path* as it is now, ``None`` if there is none; raise :class:`ManifestError`."""
    try:
        return _read_current(path)
    except OSError as error:
        reason = f"the story cannot be read ({error.strerror})"
        raise ManifestUnreadable(path, reason) from error


def _current(path: str, *, is_needed: bool) -> Current | None:
    """Return what is at *path*; what cannot be read stops a save that *is_needed* for, else it is nothing."""
    try:
        return _read_current(path) if is_needed or os.path.isfile(path) else None
    except OSError as error:
        if is_needed:
            raise ManifestNotWritten(path, _why_not(error)) from error
        return None


def _read_current(path: str) -> Current | None:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OSError(errno.EINVAL, "this is no file")  # A pipe would be waited for.
        with open(path, "rb") as file:
            data, status = file.read(MAX_BYTES + 1), os.fstat(file.fileno())
    except FileNotFoundError:
        return None
    return Current(data, _sign(status), status.st_mtime)


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
