"""Whether a file may be read at all, and what it is by its first bytes; decoding is left to ``picture``."""

import os
import stat

from curator.errors import NotAPhoto, OversizedPhoto, PhotoError
from curator.photos.formats import HEAD_BYTES, Format, sniff

MAX_BYTES = 512 * 1024 * 1024
"""Size of a photo file beyond which it is refused."""


def check_file(path: str) -> os.stat_result:
    """Return the status of the file at *path*; raise :class:`PhotoError` unless it may be read."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise PhotoError(path, _system_reason(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotAPhoto(path, "this is not a file")
    if status.st_size == 0:
        raise NotAPhoto(path, "the file is empty")
    if status.st_size > MAX_BYTES:
        raise OversizedPhoto(path, f"the file is larger than {MAX_BYTES // 2**20} MB")
    return status


def _system_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is not there any more"
    if isinstance(error, PermissionError):
        return "you have no permission to read this file"
    return f"the file cannot be read ({error.strerror or type(error).__name__})"


def read_format(path: str) -> Format:
    """Return the format of the file at *path*; raise :class:`NotAPhoto` if Curator reads none such."""
    check_file(path)
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise PhotoError(path, _system_reason(error)) from error
    found = sniff(head, path)
    if found is None:
        raise NotAPhoto(path, "this is not a picture")
    if not found.is_readable:
        raise NotAPhoto(path, f"{found.name}: Curator does not read this format")
    return found
