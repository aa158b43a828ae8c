"""What is sound of a manifest that is damaged: read as far as it goes, value by value; the file is left as it is."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from curator.manifest.form import FORMAT, VERSION, from_json
from curator.manifest.photo_reading import read_photos
from curator.manifest.reading import WrongValue
from curator.story.values import Story

_TOKEN = re.compile(r'\s*(?:([{}\[\],:])|("(?:[^"\\\x00-\x1f]|\\.)*")|([-+.\w]+))', re.DOTALL)
# Marks, texts, and what may be a number or a word of JSON (RFC 8259).

_MOST_BYTES = 64 * 1024 * 1024
# Size of a file that is looked into; a story of 10,000 photos takes 12 MB, and reading on takes a second
# for each of them.

_MOST_TOLD = 50
# Values of which each is told that it was left out.


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read: the story, and what is missing of it in sentences."""

    story: Story
    notices: tuple[str, ...]


def salvage(data: bytes, folder: str) -> Salvaged | None:
    """Return what is sound of the manifest *data* of *folder*; ``None`` if that is nothing worth having.

    A later version's manifest is not looked into: what this version does not know of it, it would take
    for damage.
    """
    if len(data) > _MOST_BYTES:
        return None
    doubled: list[str] = []
    values, is_cut = _parsed(data.decode("utf-8-sig", "replace"), doubled)
    if not isinstance(values, dict) or values.get("format", FORMAT) != FORMAT:
        return None
    version = values.get("version", VERSION)
    if type(version) is int and version > VERSION:
        return None
    sound, left_out = _sound(values, folder)
    story, notices = from_json(sound, folder)
    if not (story.photos or story.title or story.sequence):
        return None
    more = ("the file breaks off or is damaged; what comes after that place is lost",)
    told = (*dict.fromkeys(doubled), *left_out)[:_MOST_TOLD]
    return Salvaged(story, (*(more if is_cut else ()), *told, *notices))


def _parsed(text: str, doubled: list[str]) -> tuple[Any, bool]:
    """Return the values that *text* holds up to where it breaks off, and whether it does.

    Where two values have one key, none is lost that is an object, as photos are: what is told of that
    is put into *doubled*.
    """

    def held(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key not in found:
                found[key] = value
                continue
            doubled.append(f"“{key[:60]}” stands twice in one object")
            if isinstance(value, dict):
                found[next(k for n in count(2) if (k := f"{key}-{n}") not in found)] = value
        return found

    is_cut = False
    for whole in (True, False):
        try:
            read = text if whole else _completed(text)
            return json.loads(read, strict=False, object_pairs_hook=held), is_cut
        except (ValueError, RecursionError):
            is_cut = True
    return None, True


def _completed(text: str) -> str:
    """Return *text* up to its last whole value, with all that is open there closed."""
    end, closers = 0, ""
    open_marks: list[str] = []
    is_key = False
    at = 0
    while (token := _TOKEN.match(text, at)) is not None:
        mark = token[1]
        if mark in ("{", "["):
            open_marks.append("}" if mark == "{" else "]")
            is_key = mark == "{"
        elif mark in ("}", "]"):
            if not open_marks or open_marks.pop() != mark:
                break
            end, closers = token.end(), "".join(reversed(open_marks))
        elif mark == ",":
            is_key = bool(open_marks) and open_marks[-1] == "}"
        elif mark == ":":
            is_key = False
        elif not is_key and open_marks:
            if token[3] is not None and token.end() == len(text):
                break  # A number that may go on.
            end, closers = token.end(), "".join(reversed(open_marks))
        at = token.end()
    return text[:end] + closers


def _sound(values: dict[str, Any], folder: str) -> tuple[dict[str, Any], list[str]]:
    """Return the sound part of *values*, and what was left out."""
    left_out: list[str] = []
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    sound = dict(head)
    for key, value in values.items():
        if key == "photos" and isinstance(value, dict):
            photos = (
                (name, part)
                for name, photo in value.items()
                for part in _parts(photo, partial(_try_photo, name, folder), left_out)
            )
            sound[key] = dict(photos)
        elif key not in head:
            for part in _parts(value, partial(_try_value, head, key, folder), left_out):
                sound[key] = part
    return sound, left_out


def _try_photo(name: str, folder: str, values: Any) -> None:
    read_photos({name: values}, folder)


def _try_value(head: dict[str, Any], key: str, folder: str, value: Any) -> None:
    from_json({**head, key: value}, folder)


def _parts(value: Any, read: Callable[[Any], None], left_out: list[str]) -> Iterator[Any]:
    """Yield *value* if *read* takes it, else what it takes of its parts, one by one; nothing of a single value."""
    if _is_taken(value, read, None):
        yield value
        return
    if isinstance(value, dict):
        value = {k: part for k, part in value.items() if _is_taken({k: part}, read, left_out)}
    elif isinstance(value, list):
        value = [part for part in value if _is_taken([part], read, left_out)]
    if _is_taken(value, read, left_out):
        yield value


def _is_taken(value: Any, read: Callable[[Any], None], left_out: list[str] | None) -> bool:
    try:
        read(value)
    except (WrongValue, ValueError) as error:
        if left_out is not None:
            left_out.append(f"left out: {error}")
        return False
    return True
