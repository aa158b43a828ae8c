"""What a photo file offers for the fields of its photo, every source by itself; taking one is left to the person."""

from dataclasses import dataclass

from curator.captions.credit import credit_in_caption
from curator.photos.answers import read_words
from curator.photos.metadata import Metadata
from curator.photos.metadata.values import Value
from curator.photos.workers import Readers
from curator.story.edits import PLACE_PARTS, cleaned

_FIELDS = ("caption", "headline", "alt", "credit", "photographer", "copyright", "taken")


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that *origin* of the file (``XMP``, ``IPTC``, ``EXIF``, …) offers for *field* of a photo."""

    field: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the editor shows of a file: the camera in a line, and every offer, best first by field."""

    camera: str = ""
    offers: tuple[Offer, ...] = ()

    def differing(self) -> frozenset[str]:
        """Return the fields for which the sources of the file do not agree."""
        texts: dict[str, set[str]] = {}
        for offer in self.offers:
            texts.setdefault(offer.field, set()).add(" ".join(offer.text.split()))
        return frozenset(field for field, found in texts.items() if len(found) > 1)


def file_facts(readers: Readers, path: str) -> FileFacts:
    """Return what the file at *path* offers; blocks. Raises :class:`PhotoError`."""
    found = Metadata.from_json(readers.call(read_words, path, is_urgent=True)[0])
    return FileFacts(camera_line(found), tuple(_offers(found)))


def _offers(found: Metadata) -> list[Offer]:
    offers = []
    for name in (*_FIELDS, *PLACE_PARTS):
        field = f"place.{name}" if name in PLACE_PARTS else name
        for candidate in found.offers(name):
            text = cleaned(field, _joined(candidate.value)).strip()
            if text:
                offers.append(Offer(field, text, candidate.origin))
            if name == "caption" and (tail := credit_in_caption(text)):
                offers.append(Offer("credit", tail[1].credit, f"{candidate.origin} caption"))
    return offers


def _joined(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def camera_line(found: Metadata) -> str:
    """Return camera and exposure as one line, for example ``NIKON D70 · 50 mm · f/8 · 1/250 s · ISO 200``."""
    parts = [
        found.camera,
        f"{found.focal_length_mm:g} mm" if found.focal_length_mm else "",
        f"f/{found.aperture:g}" if found.aperture else "",
        f"{found.exposure_time} s" if found.exposure_time else "",
        f"ISO {found.iso}" if found.iso else "",
    ]
    return " · ".join(part for part in parts if part)
