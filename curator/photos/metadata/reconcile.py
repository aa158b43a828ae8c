"""Which container of a file is believed, field by field; reading the containers is left to the others.

MWG 2.0 believes EXIF before XMP, and so lets ``SONY DSC`` beat a caption. Curator believes XMP, then
IIM, then EXIF, and passes over what a camera wrote by itself. What MWG says of XMP against IIM holds:
a digest that no longer fits shows that an old program changed IIM alone, and then IIM is the newer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curator.captions.filler import is_camera_filler
from curator.photos.metadata.findings import Findings
from curator.photos.metadata.iim import BYTE_LIMITS
from curator.photos.metadata.values import FIELDS, Candidate, Value

Candidates = tuple[tuple[str, tuple[Candidate, ...]], ...]

_FREE_OF_FILLER = {"caption", "headline"}

# A cut may fall within a letter of several bytes, and blanks at the end are stripped.
_CUT_SLACK = 4


@dataclass(frozen=True, slots=True)
class Sources:
    """What each container says; ``iim_is_newer`` if the stored digest tells that IIM was changed alone.

    ``others`` are those that hardly any program reads, with their names: PNG's texts, comments.
    """

    sidecar: Findings = field(default_factory=Findings)
    xmp: Findings = field(default_factory=Findings)
    iim: Findings = field(default_factory=Findings)
    exif: Findings = field(default_factory=Findings)
    others: tuple[tuple[str, Findings], ...] = ()
    iim_is_newer: bool = False


def reconcile(sources: Sources) -> Candidates:
    """Return the candidates of each field, best first; fields that nobody speaks of are left out."""
    found = ((name, tuple(_candidates(name, sources))) for name in FIELDS)
    return tuple((name, candidates) for name, candidates in found if candidates)


def _candidates(name: str, sources: Sources) -> Iterator[Candidate]:
    ranked = _dates(sources) if name == "taken" else _texts(name, sources)
    for origin, values in ranked:
        for value in values:
            if not (name in _FREE_OF_FILLER and is_camera_filler(str(value))):
                yield Candidate(value, origin)


Ranked = Iterator[tuple[str, Sequence[Value]]]


def _texts(name: str, sources: Sources) -> Ranked:
    yield "sidecar", sources.sidecar.of(name)
    xmp, iim = sources.xmp.of(name), sources.iim.of(name)
    pair = [("XMP", xmp), ("IPTC", iim)]
    if sources.iim_is_newer and xmp and iim and not _is_remnant(iim[0], xmp[0], BYTE_LIMITS[name]):
        pair.reverse()
    yield from pair
    yield "EXIF", sources.exif.of(name)
    for origin, findings in sources.others:
        yield origin, findings.of(name)


def _dates(sources: Sources) -> Ranked:
    """Rank the dates: the camera's own first, those of digitizing last."""
    pair = [("XMP", sources.xmp), ("IPTC", sources.iim)]
    if sources.iim_is_newer:
        pair.reverse()
    for name in ("taken", "digitized"):
        yield "sidecar", sources.sidecar.of(name)
        for origin, findings in (("EXIF", sources.exif), *pair, *sources.others):
            yield origin, findings.of(name)


def _is_remnant(iim: Value, xmp: Value, limit: int) -> bool:
    """Say whether *iim* is what the limits of IIM left of *xmp*: cut off, or its letters made ``?``."""
    if isinstance(iim, str) and isinstance(xmp, str):
        return _is_cut(iim, xmp, limit) or _is_masked(iim, xmp)
    if isinstance(iim, tuple) and isinstance(xmp, tuple) and len(iim) == len(xmp):
        pairs = list(zip(iim, xmp, strict=True))
        return all(a == b or _is_remnant(a, b, limit) for a, b in pairs)
    return False


def _is_cut(iim: str, xmp: str, limit: int) -> bool:
    return xmp.startswith(iim) and len(iim) < len(xmp) and len(iim.encode()) >= limit - _CUT_SLACK


def _is_masked(iim: str, xmp: str) -> bool:
    """Say whether *iim* is *xmp* with a question mark for each letter that its charset lacks."""
    if len(iim) != len(xmp) or "?" not in iim:
        return False
    return all(a == b or (a == "?" and not b.isascii()) for a, b in zip(iim, xmp, strict=True))
