"""What a photo file says about itself, as values that cross a process pipe; reading them is left to ``reading``."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

Value = str | int | tuple[str, ...]
"""What one container says of one field: a text, several texts, or a number."""

FIELDS = (
    "caption", "headline", "title", "photographer", "credit", "source", "copyright", "city",
    "state", "country", "sublocation", "keywords", "alt", "taken", "persons", "rating",
)  # fmt: skip
"""The fields that several containers of one file may speak of."""

_INSPECTED = (
    "width", "height", "orientation", "taken", "make", "model", "lens", "lat", "lon", "caption",
    "headline", "title", "photographer", "credit", "source", "copyright", "city", "state",
    "country", "sublocation", "keywords", "alt", "format",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field may take, and the container that offers it (``XMP``, ``EXIF``, …)."""

    value: Value
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that Curator reads from one photo file.

    ``width`` and ``height`` are pixels as seen upright; ``orientation`` is the EXIF orientation as
    the file stores it (1 where it stores none, or nonsense). ``lat`` and ``lon`` are degrees, south
    and west negative. ``serial`` names the camera's body. Texts are ``""`` and numbers ``None`` where
    the file says nothing. ``candidates`` holds, for each field of :data:`FIELDS` that anything is
    said of, every value with its origin, best first.
    """

    width: int = 0
    height: int = 0
    orientation: int = 1
    format: str = ""
    make: str = ""
    model: str = ""
    lens: str = ""
    serial: str = ""
    software: str = ""
    focal_length_mm: float | None = None
    aperture: float | None = None
    exposure_time: str = ""
    iso: int | None = None
    lat: float | None = None
    lon: float | None = None
    candidates: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()

    def offers(self, field: str) -> tuple[Candidate, ...]:
        """Return every candidate for *field*, best first."""
        return next((found for name, found in self.candidates if name == field), ())

    def best(self, field: str) -> Value | None:
        """Return the best value for *field*; ``None`` if the file has none."""
        found = self.offers(field)
        return found[0].value if found else None

    def text(self, field: str) -> str:
        """Return the best value for *field* as one text, several names joined by commas."""
        value = self.best(field)
        if value is None:
            return ""
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the best value for *field* as several texts: photographers, keywords, persons."""
        value = self.best(field)
        if value is None:
            return ()
        return value if isinstance(value, tuple) else (str(value),)

    @property
    def camera(self) -> str:
        """Make and model as one name, for example ``NIKON D70`` or ``Canon EOS 5D``."""
        make, model = self.make.strip(), self.model.strip()
        first = make.split()[0].casefold() if make else ""
        is_named = first and model.casefold().startswith(first)
        return model if is_named else f"{make} {model}".strip()

    def inspected(self) -> dict[str, Any]:
        """Return the object that ``curator inspect --json`` prints; what is absent is left out."""
        own = {field.name for field in fields(self)}
        found = {
            name: getattr(self, name) if name in own else self.best(name) for name in _INSPECTED
        }
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in found.items()
            if value not in (None, "", ())
        }

    def to_json(self) -> dict[str, Any]:
        """Return the values as an object that any JSON writer takes; :meth:`from_json` reverses it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the metadata that :meth:`to_json` was made of, before or after a turn as JSON."""
        candidates = tuple(
            (name, tuple(Candidate(_value(one["value"]), one["origin"]) for one in found))
            for name, found in data["candidates"]
        )
        return cls(**{**data, "candidates": candidates})


def _value(value: Any) -> Value:
    return tuple(value) if isinstance(value, list | tuple) else value
