"""Where a picture was taken, in degrees; names of places are left to the readers of XMP and IIM."""

import math
import re
from collections.abc import Sequence

# XMP, part 2, GPSCoordinate: "DDD,MM,SSk" or "DDD,MM.mmk" with k of N, S, E, W.
_XMP = re.compile(r"(\d{1,3})(?:[.,°]\s*(\d{1,2}(?:\.\d+)?))?(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])")
# ExifTool writes what it is given; some give it EXIF's three fractions, without a direction.
_RATIONALS = re.compile(r"(\d{1,9})/(\d{1,9}) (\d{1,9})/(\d{1,9}) (\d{1,9})/(\d{1,9})")
_DECIMAL = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?")

Position = tuple[float, float]


def position_from_exif(
    latitude: Sequence[float], north: str, longitude: Sequence[float], east: str
) -> Position | None:
    """Return the position of EXIF's degrees, minutes and seconds with their references."""
    return _position(
        _degrees(latitude, north.strip("\0 ").upper()[:1], "NS"),
        _degrees(longitude, east.strip("\0 ").upper()[:1], "EW"),
    )


def _degrees(parts: Sequence[float], reference: str, references: str) -> float | None:
    if not 1 <= len(parts) <= 3 or not all(map(math.isfinite, parts)):
        return None
    if not reference or reference not in references or min(parts) < 0:
        return None
    degrees = sum(part / scale for part, scale in zip(parts, (1.0, 60.0, 3600.0), strict=False))
    return degrees if reference == references[0] else -degrees


def position_from_xmp(latitude: str, longitude: str) -> Position | None:
    """Return the position of XMP's ``exif:GPSLatitude`` and ``exif:GPSLongitude``."""
    return _position(_coordinate(latitude, "NS"), _coordinate(longitude, "EW"))


def _coordinate(text: str, references: str) -> float | None:
    text = text.strip()
    if found := _XMP.fullmatch(text):
        return _degrees([float(part) for part in found.groups()[:3] if part], found[4], references)
    if found := _RATIONALS.fullmatch(text):
        parts = [float(part) for part in found.groups()]
        return _degrees(
            [a / b if b else math.nan for a, b in zip(parts[::2], parts[1::2], strict=True)],
            references[0],
            references,
        )
    return float(text) if _DECIMAL.fullmatch(text) else None


def _position(lat: float | None, lon: float | None) -> Position | None:
    """Return both as a position unless one is missing, out of range, or both are a receiver's zero."""
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return None if lat == lon == 0 else (lat, lon)
