"""What XMP says of a photo, whatever container or sidecar it came in; parsing is left to ``xmp_tree``."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from curator.photos.metadata import dates
from curator.photos.metadata.findings import Findings
from curator.photos.metadata.position import Position, position_from_xmp
from curator.photos.metadata.xmp_tree import Node, parse

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_EXIF_EX = "{http://cipa.jp/exif/1.0/}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
_REGIONS = "{http://www.metadataworkinggroup.com/schemas/regions/}"

# IPTC Photo Metadata Standard 2025.1, technical reference.
_TEXTS = (
    ("caption", f"{_DC}description"),
    ("headline", f"{_PHOTOSHOP}Headline"),
    ("title", f"{_DC}title"),
    ("credit", f"{_PHOTOSHOP}Credit"),
    ("source", f"{_PHOTOSHOP}Source"),
    ("copyright", f"{_DC}rights"),
    ("alt", f"{_CORE}AltTextAccessibility"),
)
_LISTS = (
    ("photographer", f"{_DC}creator"),
    ("keywords", f"{_DC}subject"),
    ("persons", f"{_EXT}PersonInImage"),
)
_PLACES = (
    ("city", f"{_EXT}City", f"{_PHOTOSHOP}City"),
    ("state", f"{_EXT}ProvinceState", f"{_PHOTOSHOP}State"),
    ("country", f"{_EXT}CountryName", f"{_PHOTOSHOP}Country"),
    ("sublocation", f"{_EXT}Sublocation", f"{_CORE}Location"),
)
_DATES = (
    ("taken", f"{_EXIF}DateTimeOriginal"),
    ("taken", f"{_PHOTOSHOP}DateCreated"),
    ("digitized", f"{_EXIF}DateTimeDigitized"),
    ("digitized", f"{_XMP}CreateDate"),
)


@dataclass(frozen=True, slots=True)
class XmpReport:
    """What XMP says: of the photo, of the camera, where it was, how to turn it (0 if it does not say)."""

    findings: Findings = field(default_factory=Findings)
    make: str = ""
    model: str = ""
    lens: str = ""
    position: Position | None = None
    orientation: int = 0


def read_xmp(packets: Iterable[bytes]) -> XmpReport:
    """Return what the *packets* of one file say; a later packet only adds to an earlier one."""
    properties: dict[str, Node] = {}
    for packet in packets:
        for name, node in parse(packet).items():
            properties.setdefault(name, node)
    if not properties:
        return XmpReport()
    turn = _text(properties, f"{_TIFF}Orientation").strip()
    return XmpReport(
        _findings(properties),
        make=_text(properties, f"{_TIFF}Make"),
        model=_text(properties, f"{_TIFF}Model"),
        lens=_text(properties, f"{_EXIF_EX}LensModel") or _text(properties, f"{_AUX}Lens"),
        position=position_from_xmp(
            _text(properties, f"{_EXIF}GPSLatitude"), _text(properties, f"{_EXIF}GPSLongitude")
        ),
        orientation=int(turn) if turn in {"1", "2", "3", "4", "5", "6", "7", "8"} else 0,
    )


def _findings(properties: dict[str, Node]) -> Findings:
    found = Findings()
    for name, key in _TEXTS:
        found.add_text(name, _text(properties, key))
    for name, key in _LISTS:
        found.add_texts(name, _texts(properties.get(key)))
    for name, key in _DATES:
        found.add_text(name, dates.from_xmp(_text(properties, key)))
    _add_places(found, properties)
    found.add_texts("persons", _faces(properties))
    rating = _rating(_text(properties, f"{_XMP}Rating"))
    if rating is not None:
        found.add_number("rating", rating)
    return found


def _add_places(found: Findings, properties: dict[str, Node]) -> None:
    """Add the place shown, then the older fields that do not say which, then where the camera stood.

    Where several places are shown, the older fields go first: they are one place that fits together.
    """
    shown = _structures(properties.get(f"{_EXT}LocationShown"))
    created = _structures(properties.get(f"{_EXT}LocationCreated"))
    for name, key, legacy_key in _PLACES:
        texts = [_text(place, key) for place in shown]
        texts.insert(0 if len(shown) > 1 else len(shown), _text(properties, legacy_key))
        for text in texts + [_text(place, key) for place in created]:
            found.add_text(name, text)


def _faces(properties: dict[str, Node]) -> list[str]:
    """Return the names of the faces that were marked in the picture (MWG 2.0, 5.9)."""
    regions = properties.get(f"{_REGIONS}Regions", Node()).fields.get(f"{_REGIONS}RegionList")
    return [
        _text(region, f"{_REGIONS}Name")
        for region in _structures(regions)
        if _text(region, f"{_REGIONS}Type") in ("Face", "")
    ]


def _structures(node: Node | None) -> list[dict[str, Node]]:
    if node is None:
        return []
    return [item.fields for item in (node.items or [node])]


def _text(properties: dict[str, Node], key: str) -> str:
    """Return a property as one text; of language alternatives the default, else the first."""
    node = properties.get(key)
    if node is None:
        return ""
    alternatives = sorted(node.items, key=lambda item: item.lang != "x-default")
    return next((item.text for item in alternatives if item.text.strip()), node.text)


def _texts(node: Node | None) -> list[str]:
    if node is None:
        return []
    return [item.text for item in node.items] or [node.text]


def _rating(text: str) -> int | None:
    """Return a rating from -1 (rejected) to 5; ``None`` for anything else."""
    try:
        number = round(float(text))
    except (ValueError, OverflowError):
        return None
    return number if -1 <= number <= 5 else None
