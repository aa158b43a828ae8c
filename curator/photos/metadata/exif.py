"""What EXIF says of a photo and its camera; decoding the tags is left to ``directories``."""

import math
from dataclasses import dataclass, field

from curator.photos.metadata import charsets, dates
from curator.photos.metadata.directories import Directories, Directory
from curator.photos.metadata.findings import Findings
from curator.photos.metadata.position import Position, position_from_exif

# EXIF 3.0, 4.6.4 and 4.6.5; XP… are Windows Explorer's, Rating is Microsoft's.
_DESCRIPTION, _MAKE, _MODEL, _ORIENTATION, _SOFTWARE = 0x010E, 0x010F, 0x0110, 0x0112, 0x0131
_ARTIST, _COPYRIGHT, _RATING = 0x013B, 0x8298, 0x4746
_XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_KEYWORDS = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E
_EXPOSURE_TIME, _F_NUMBER, _ISO, _FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x920A
_USER_COMMENT, _SERIAL, _LENS = 0x9286, 0xA431, 0xA434
_TAKEN = (0x9003, 0x9291, 0x9011)  # the date, its sub-seconds, its offset from UTC
_DIGITIZED = (0x9004, 0x9292, 0x9012)
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4

# EXIF 3.0, 4.6.5, UserComment: the first eight bytes name the charset.
_COMMENT_HEAD = 8


@dataclass(frozen=True, slots=True)
class ExifReport:
    """What EXIF says: of the photo, of the camera, where it was, how to turn it (0 if it does not say)."""

    findings: Findings = field(default_factory=Findings)
    orientation: int = 0
    make: str = ""
    model: str = ""
    lens: str = ""
    serial: str = ""
    software: str = ""
    focal_length_mm: float | None = None
    aperture: float | None = None
    exposure_time: str = ""
    iso: int | None = None
    position: Position | None = None


def read_exif(found: Directories) -> ExifReport:
    """Return what the directories say."""
    main, exif, gps = found.main, found.exif, found.gps
    iso = exif.number(_ISO)
    return ExifReport(
        _findings(main, exif),
        orientation=_orientation(main),
        make=main.text(_MAKE),
        model=main.text(_MODEL),
        lens=exif.text(_LENS),
        serial=exif.text(_SERIAL),
        software=main.text(_SOFTWARE),
        focal_length_mm=_positive(exif.number(_FOCAL_LENGTH)),
        aperture=_positive(exif.number(_F_NUMBER)),
        exposure_time=_exposure_time(exif.number(_EXPOSURE_TIME)),
        iso=int(iso) if iso and iso > 0 else None,
        position=position_from_exif(
            gps.numbers(_LATITUDE),
            gps.text(_LATITUDE_REF),
            gps.numbers(_LONGITUDE),
            gps.text(_LONGITUDE_REF),
        ),
    )


def _findings(main: Directory, exif: Directory) -> Findings:
    found = Findings()
    found.add_text("caption", main.text(_DESCRIPTION))
    found.add_text("caption", _xp_text(main, _XP_COMMENT))
    found.add_text("caption", _comment(exif.raw(_USER_COMMENT)))
    found.add_text("title", _xp_text(main, _XP_TITLE))
    found.add_texts("photographer", _split(main.text(_ARTIST)))
    found.add_texts("photographer", _split(_xp_text(main, _XP_AUTHOR)))
    found.add_texts("keywords", _split(_xp_text(main, _XP_KEYWORDS)))
    found.add_text("copyright", _copyright(main))
    found.add_text("taken", _date(exif, _TAKEN) or _date(main, _TAKEN))
    found.add_text("digitized", _date(exif, _DIGITIZED) or _date(main, _DIGITIZED))
    rating = main.number(_RATING)
    if rating is not None and 0 <= rating <= 5:
        found.add_number("rating", int(rating))
    return found


def _orientation(main: Directory) -> int:
    value = main.number(_ORIENTATION)
    return int(value) if value is not None and value in range(1, 9) else 0


def _date(directory: Directory, tags: tuple[int, int, int]) -> str:
    return dates.from_exif(*(directory.text(tag) for tag in tags))


def _split(names: str) -> list[str]:
    """Return the names of a list, which EXIF has no form for: MWG 2.0, 5.3 separates by semicolons."""
    return names.split(";")


def _copyright(main: Directory) -> str:
    """Return both parts, the photographer's and the editor's, which a zero byte separates (EXIF 3.0)."""
    parts = (charsets.decode(part).strip() for part in main.raw(_COPYRIGHT).split(b"\0")[:2])
    return "; ".join(part for part in parts if part)


def _xp_text(main: Directory, tag: int) -> str:
    """Return a text of Windows Explorer, which is always little-endian UTF-16."""
    return charsets.decode_utf16(main.raw(tag)).partition("\0")[0]


def _comment(raw: bytes) -> str:
    head, body = raw[:_COMMENT_HEAD], raw[_COMMENT_HEAD:]
    kind = head.rstrip(b"\0 ").upper()
    if kind == b"UNICODE":
        return charsets.decode_utf16(body.rstrip(b" "), big_endian=True).partition("\0")[0]
    if kind == b"JIS":
        return body.decode("iso2022_jp", "replace").strip("\0")
    if kind in (b"ASCII", b""):
        return charsets.decode(body.strip(b"\0 ").partition(b"\0")[0])
    return charsets.decode(raw.partition(b"\0")[0])  # Some writers leave the charset out.


def _positive(number: float | None) -> float | None:
    return round(number, 4) if number is not None and number > 0 else None


def _exposure_time(seconds: float | None) -> str:
    """Return *seconds* as a photographer says them: ``1/250``, ``0.8``, ``2``."""
    if seconds is None or not 0 < seconds < math.inf:
        return ""
    if seconds < 0.3 and 1 / seconds < 1e9:
        return f"1/{round(1 / seconds)}"
    return f"{seconds:.4g}"
