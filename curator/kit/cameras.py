"""Who photographs with which camera, learned from what was typed; offering it is left to the window.

::

    {"format": "curator-cameras", "version": 1, "cameras": [
        {"camera": "NIKON D70", "serial": "2001234", "photographer": "Mina Oh",
         "credit": "Mina Oh/Agency", "photos": 26, "last": "2026-11-22"}]}

A body is known by its serial number where its files carry one, else by make and model. The serial
number stays on this shelf: no manifest and no page carries it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from curator.captions.text import clean_line, is_blank
from curator.errors import KitError
from curator.kit.shelf import Shelf
from curator.story.values import Extra

NAME = "cameras"
"""What the cameras are called on the shelf."""

FORMAT, VERSION = "curator-cameras", 1

MAX_BODIES = 2000
"""Bodies that are kept; those longest unused go first."""

_KNOWN = ("format", "version", "cameras")
_KNOWN_IN_ROW = ("camera", "serial", "photographer", "credit", "photos", "last")


@dataclass(frozen=True, slots=True)
class Body:
    """One camera: make and model as one name, and its serial number, ``""`` where the file has none."""

    camera: str
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who uses a camera, for how many photos so far, and on which day last (ISO 8601).

    ``extra`` is what its row of the file says besides; it makes no other owner.
    """

    photographer: str
    credit: str
    photos: int = 0
    last: str = ""
    extra: Extra = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Cameras:
    """The owners of bodies, known by what was typed for their photos; the latest learned last.

    ``unread`` holds rows of the file that make no sense here; they are written back.
    """

    owners: tuple[tuple[Body, Owner], ...] = ()
    extra: Extra = ()
    unread: tuple[Any, ...] = ()

    def owner(self, body: Body) -> Owner | None:
        """Return who uses *body*: by its serial number, else the only one known for the model.

        A model without serial numbers that several people use says nothing.
        """
        exact = [owner for known, owner in self.owners if known == body]
        if exact or (body.serial and any(known.serial == body.serial for known, _ in self.owners)):
            return exact[-1] if exact else None
        same = {
            (owner.photographer, owner.credit): owner
            for known, owner in self.owners
            if known.camera == body.camera and not (known.serial and body.serial)
        }
        return next(iter(same.values())) if len(same) == 1 else None

    def learned(self, uses: Iterable[tuple[Body, str, str]], day: str) -> "Cameras":
        """Return the cameras after *uses*: body, photographer and credit as typed for a photo each.

        The words used for most photos of a body count; where they differ from what was known, the
        new ones replace it. The very same object if nothing is new.
        """
        seen: dict[Body, Counter[tuple[str, str]]] = {}
        for body, photographer, credit in uses:
            named = (clean_line(photographer).strip(), clean_line(credit).strip())
            if (body.camera or body.serial) and not all(map(is_blank, named)):
                seen.setdefault(body, Counter())[named] += 1
        owners = dict(self.owners)
        for body, names in seen.items():
            (photographer, credit), count = names.most_common(1)[0]
            before = owners.pop(body, None)
            is_same = before is not None and (before.photographer, before.credit) == (
                photographer,
                credit,
            )
            photos = count + (before.photos if is_same and before is not None else 0)
            extra = before.extra if before is not None else ()
            owners[body] = Owner(photographer, credit, photos, day, extra)
        kept = tuple(owners.items())[-MAX_BODIES:]
        return self if kept == self.owners else replace(self, owners=kept)


def load(shelf: Shelf) -> Cameras:
    """Return the cameras kept on *shelf*; raise :class:`KitError`."""
    values = shelf.read(NAME)
    if values is None:
        return Cameras()
    path = shelf.path(NAME)
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise KitError(path, "this holds no cameras")
    if values.get("version", VERSION) != VERSION:
        raise KitError(path, "a later version of Curator wrote it; it is left as it is")
    rows = values.get("cameras")
    if not isinstance(rows, list):
        raise KitError(path, "this holds no cameras")
    read = [(row, _read(row)) for row in rows]
    found = dict(pair for _, pair in read if pair)
    unread = tuple(row for row, pair in read if not pair)
    return Cameras(tuple(found.items())[-MAX_BODIES:], _extra(values, _KNOWN), unread)


def keep(shelf: Shelf, cameras: Cameras) -> None:
    """Keep *cameras* on *shelf*; raise :class:`KitError`."""
    rows = [
        {
            "camera": body.camera,
            "serial": body.serial,
            "photographer": owner.photographer,
            "credit": owner.credit,
            "photos": owner.photos,
            "last": owner.last,
            **dict(owner.extra),
        }
        for body, owner in cameras.owners
    ]
    values = {"format": FORMAT, "version": VERSION, **dict(cameras.extra)}
    shelf.write(NAME, {**values, "cameras": [*rows, *cameras.unread]})


def _read(row: Any) -> tuple[Body, Owner] | None:
    """Return the camera of *row*; ``None`` if it is none."""
    if not isinstance(row, dict):
        return None
    camera, serial, photographer, credit, last = (
        clean_line(value) if isinstance(value := row.get(name), str) else ""
        for name in ("camera", "serial", "photographer", "credit", "last")
    )
    photos = row.get("photos")
    if not (camera or serial) or not (photographer or credit):
        return None
    count = photos if isinstance(photos, int) and 0 <= photos < 10**9 else 0
    extra = _extra(row, _KNOWN_IN_ROW)
    return Body(camera, serial), Owner(photographer, credit, count, last, extra)


def _extra(values: Mapping[str, Any], known: Collection[str]) -> Extra:
    return tuple((key, value) for key, value in values.items() if key not in known)
