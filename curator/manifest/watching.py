"""What became of an open manifest on the disk: as it was, changed, damaged, gone; what to do is the window's matter."""

import os
from dataclasses import dataclass
from enum import StrEnum

from curator.errors import ManifestError
from curator.manifest import files
from curator.manifest.files import Opened, Sign


class State(StrEnum):
    """How a manifest on the disk stands to the one that is open."""

    AS_SEEN = "as seen"
    """Nothing happened to the file since it was last looked at, whatever it held then."""
    SAME = "same"
    CHANGED = "changed"
    DAMAGED = "damaged"
    """It is another one, but no sound story: damaged, or not whole yet."""
    GONE = "gone"
    AWAY = "away"
    """Its folder is not there either, as when a drive was unplugged."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen: the state, the sign by which the file is known again, the story if it is another one.

    ``reason`` says of a damaged one what is wrong with it.
    """

    state: State
    sign: Sign | None = None
    opened: Opened | None = None
    reason: str = ""


def observe(path: str, fingerprint: str, seen: Sign | None = None) -> Observed:
    """Look at the manifest at *path*, last read or written with *fingerprint*.

    If its sign is the one last *seen*, it is not read. Whatever else happened to it is told by its bytes,
    never by its times: those are set back by whoever unpacks or syncs a folder.
    """
    sign = _sign_of(path)
    if sign is not None and sign == seen:
        return Observed(State.AS_SEEN, sign)
    try:
        current = files.current(path)
    except ManifestError as error:
        return Observed(State.DAMAGED, sign, reason=error.reason)
    if current is None:
        is_away = not os.path.isdir(os.path.dirname(path))
        return Observed(State.AWAY if is_away else State.GONE)
    if files.fingerprint_of(current.data) == fingerprint:
        return Observed(State.SAME, current.sign)
    try:
        opened = files.load_bytes(current.data, path, os.path.dirname(path))
    except ManifestError as error:
        return Observed(State.DAMAGED, current.sign, reason=error.reason)
    return Observed(State.CHANGED, current.sign, opened)


def _sign_of(path: str) -> Sign | None:
    try:
        return files.sign_of(path)
    except OSError:
        return None  # It cannot even be looked at: reading it says why.
