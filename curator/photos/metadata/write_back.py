"""What a story's words change in an XMP packet, and what has to be told of it; how, is left to ``xmp_writing``.

Which property holds which word is the IPTC Photo Metadata Standard's (2025.1), the same that ``xmp``
reads. All else in a packet is somebody else's.

Decisions
---------
* Nothing is emptied: a word that the story does not have stays as the sidecar has it. Only where the
  story contradicts a place or terms of use, these are replaced as a whole: a city of one place with
  the country of another, or terms beside the licence of something else, would say what nobody said.
* A word that still stands as a file brought it and nobody confirmed never replaces another one: that
  is newer, written by another program since. It is told.
* A word that replaces another is told, old and new.
* What says the same in a second place is brought into step where it is there: ``LocationShown``,
  which readers of MWG 2.0 believe before the older four fields, and ``exif:DateTimeOriginal``.
  ``LocationCreated`` says something else, and stays.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from curator.captions.credit import read_credit, strip_credit
from curator.captions.text import clean, clean_line
from curator.photos.metadata import dates
from curator.photos.metadata.xmp_source import (
    Element,
    Packet,
    UnsoundXmp,
    find,
    scan,
    text_of,
    texts_of,
)
from curator.photos.metadata.xmp_writing import PacketWriter, Property, Shape

Words = Mapping[str, tuple[str, ...]]
"""What a photo says by field, each never empty; most are of one text."""

_DC = ("http://purl.org/dc/elements/1.1/", "dc")
_PHOTOSHOP = ("http://ns.adobe.com/photoshop/1.0/", "photoshop")
_XMP = ("http://ns.adobe.com/xap/1.0/", "xmp")
_RIGHTS = ("http://ns.adobe.com/xap/1.0/rights/", "xmpRights")
_CORE = ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore")
_EXT = ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt")
_EXIF = ("http://ns.adobe.com/exif/1.0/", "exif")

PROPERTIES = {
    "caption": Property(*_DC, "description", Shape.ALTERNATIVES),
    "headline": Property(*_PHOTOSHOP, "Headline"),
    "photographer": Property(*_DC, "creator", Shape.SEQUENCE),
    "credit": Property(*_PHOTOSHOP, "Credit"),
    "copyright": Property(*_DC, "rights", Shape.ALTERNATIVES),
    "alt": Property(*_CORE, "AltTextAccessibility", Shape.ALTERNATIVES),
    "keywords": Property(*_DC, "subject", Shape.BAG),
    "persons": Property(*_EXT, "PersonInImage", Shape.BAG),
    "rating": Property(*_XMP, "Rating"),
    "taken": Property(*_PHOTOSHOP, "DateCreated"),
    "usage": Property(*_RIGHTS, "UsageTerms", Shape.ALTERNATIVES),
    "license_url": Property(*_RIGHTS, "WebStatement"),
    "sublocation": Property(*_CORE, "Location"),
    "city": Property(*_PHOTOSHOP, "City"),
    "state": Property(*_PHOTOSHOP, "State"),
    "country": Property(*_PHOTOSHOP, "Country"),
}
"""The property of each word that is written."""

_TERMS = ("usage", "license_url")
_SHOWN_FIELDS = {
    "sublocation": Property(*_EXT, "Sublocation"),
    "city": Property(*_EXT, "City"),
    "state": Property(*_EXT, "ProvinceState"),
    "country": Property(*_EXT, "CountryName"),
}
_PLACE = tuple(_SHOWN_FIELDS)
_SHOWN = Property(*_EXT, "LocationShown", Shape.BAG)
_ORIGINAL = Property(*_EXIF, "DateTimeOriginal")
_CHANGED = Property(*_XMP, "MetadataDate")
_EXTENSION = Property(*_PHOTOSHOP, "SidecarForExtension")

_ALONE = tuple(name for name in PROPERTIES if name not in ("taken", *_TERMS, *_PLACE))
_PARAGRAPHS = frozenset(("caption", "alt", "copyright", "usage"))

_WANTED = frozenset(
    known.key for known in (*PROPERTIES.values(), _SHOWN, _ORIGINAL, _CHANGED, _EXTENSION)
)

_EMPTY = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Curator">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description
    rdf:about="">
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which the sidecar says ``theirs`` and the story ``ours``."""

    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A packet after the words went in; ``data`` is ``None`` where it says everything already.

    ``replaced`` names the values that are gone, ``kept`` those that stayed against the story's.
    """

    data: bytes | None
    replaced: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()


def new_packet(words: Words, now: str, extension: str = "") -> bytes:
    """Return a packet that says *words*; *extension* names the kind of file that it is beside."""
    packet = scan(_EMPTY, _WANTED)
    writer = PacketWriter(packet)
    for name, values in words.items():
        writer.put(PROPERTIES[name], values)
    if extension:
        writer.put(_EXTENSION, [extension])
    writer.put(_CHANGED, [now])
    return writer.written()


def read_packet(data: bytes) -> Packet:
    """Return *data* ready for :func:`merge`; raise :class:`UnsoundXmp` if it must not be touched."""
    packet = scan(data, _WANTED)
    if not packet.descriptions:
        raise UnsoundXmp("it describes nothing")
    return packet


def extension_of(packet: Packet) -> str:
    """Return the ending of the file that *packet* says it is the sidecar of, ``""`` if of any."""
    return _one(_read(packet, _EXTENSION))


def merge(packet: Packet, words: Words, untouched: Collection[str], now: str) -> Merged:
    """Put *words* into *packet*; those of *untouched* stand as a file brought them.

    *now* is the time of the change, in ISO 8601. Raises :class:`UnsoundXmp` if the packet would not
    say the words afterwards.
    """
    work = _Merge(packet, words, untouched)
    for name in _ALONE:
        work.put_alone(name)
    work.put_taken()
    work.put_terms()
    work.put_place()
    if not work.changed:
        return Merged(None, (), tuple(work.kept))
    work.writer.put(_CHANGED, [now])
    data = work.writer.written()
    after = read_packet(data)
    if any(not _agree(name, _read(after, PROPERTIES[name]), words[name]) for name in work.changed):
        raise UnsoundXmp("it cannot be changed without harm to what else is in it")
    return Merged(data, tuple(work.replaced), tuple(work.kept))


class _Merge:
    """One merge under way: what is written, and what has to be told."""

    def __init__(self, packet: Packet, words: Words, untouched: Collection[str]) -> None:
        self.writer = PacketWriter(packet)
        self.changed: set[str] = set()
        self.replaced: list[Difference] = []
        self.kept: list[Difference] = []
        self._packet, self._words, self._untouched = packet, words, untouched

    def put_alone(self, name: str) -> None:
        """Put in a word that stands for itself."""
        ours, theirs = self._words.get(name), _read(self._packet, PROPERTIES[name])
        if not ours or _agree(name, theirs, ours):
            return
        if theirs and name in self._untouched:
            if _as_taken_in(name, theirs) != _shown(ours):
                self.kept.append(Difference(name, _shown(theirs), _shown(ours)))
            return
        self._put(name, ours, theirs)

    def put_taken(self) -> None:
        """Put in when the photo was taken, in both places if both are there."""
        before = len(self.replaced)
        self.put_alone("taken")
        original = _read(self._packet, _ORIGINAL)
        ours = self._words.get("taken")
        if not ours or not original or "taken" in self._untouched:
            return
        known = dates.from_xmp(original[0])
        if not known or not (known.startswith(ours[0]) or ours[0].startswith(known)):
            self.writer.put(_ORIGINAL, ours)
            self.changed.add("taken")
            if len(self.replaced) == before:
                self.replaced.append(Difference("taken", _shown(original), _shown(ours)))

    def put_terms(self) -> None:
        """Put in usage terms and licence, which belong together."""
        theirs = {name: _read(self._packet, PROPERTIES[name]) for name in _TERMS}
        ours = {name: self._words.get(name, ()) for name in _TERMS}
        news = [n for n in _TERMS if ours[n] and not _agree(n, theirs[n], ours[n])]
        for name in news:
            self._put(name, ours[name], theirs[name])
        for name in _TERMS:
            if news and theirs[name] and not ours[name]:
                self.writer.remove(PROPERTIES[name])
                self.replaced.append(Difference(name, _shown(theirs[name]), ""))

    def put_place(self) -> None:
        """Put in the place: in the four older fields, and in the places shown if there are any."""
        ours = {name: self._words[name] for name in _PLACE if name in self._words}
        theirs = {name: _read(self._packet, PROPERTIES[name]) for name in _PLACE}
        shown = [_shown_place(body) for body in self._shown_bodies()]
        if not ours or ("place" in self._untouched and self._is_kept(ours, theirs, shown)):
            return
        if _contradicts(theirs, ours):
            self.replaced.append(Difference("place", _line(theirs), _line(ours)))
            for name in _PLACE:
                if name not in ours:
                    self.writer.remove(PROPERTIES[name])
        for name, text in ours.items():
            if not _agree(name, theirs[name], text):
                self.writer.put(PROPERTIES[name], text)
                self.changed.add(name)
        if shown and all(_contradicts(place, ours) for place in shown):
            self._put_shown(ours, shown)

    def _is_kept(self, ours: Words, theirs: Words, shown: Sequence[Words]) -> bool:
        """Say whether the place stays as it is, and tell if it is a newer one than that read."""
        places = [place for place in (theirs, *shown) if any(place.values())]
        if not any(_contradicts(place, ours) for place in places):
            return False
        if all(_contradicts(place, ours) for place in places):
            self.kept.append(Difference("place", _line(places[0]), _line(ours)))
        return True

    def _shown_held(self) -> Element | None:
        """Return the places shown, those read last if they stand there twice."""
        spots = list(find(self._packet.descriptions, _SHOWN.key))
        held = spots[-1].held if spots else None
        return held if isinstance(held, Element) else None

    def _shown_bodies(self) -> list[Element]:
        held = self._shown_held()
        if held is None:
            return []
        items = held.items or ([] if held.array else [held])
        return [item.body for item in items]

    def _put_shown(self, ours: Words, shown: Sequence[Words]) -> None:
        """Bring the place shown into step; where there are several, put ours before them."""
        held, bodies = self._shown_held(), self._shown_bodies()
        self.changed.update(ours)
        if len(bodies) > 1 and held is not None and held.array is not None:
            fields = [(_SHOWN_FIELDS[name], text[0]) for name, text in ours.items()]
            self.writer.put_structure_first(held.array, fields)
            return
        for name in _PLACE:
            if name in ours and not _agree(name, shown[0][name], ours[name]):
                self.writer.put(_SHOWN_FIELDS[name], ours[name], bodies[:1])
            elif name not in ours:
                self.writer.remove(_SHOWN_FIELDS[name], bodies[:1])
        told = Difference("place", _line(shown[0]), _line(ours))
        if told not in self.replaced:
            self.replaced.append(told)

    def _put(self, name: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        self.writer.put(PROPERTIES[name], ours)
        self.changed.add(name)
        if theirs and not (name == "rating" and theirs == ("0",)):  # 0 stands for no rating.
            self.replaced.append(Difference(name, _shown(theirs), _shown(ours)))


def _read(packet: Packet, known: Property) -> tuple[str, ...]:
    """Return the texts that *packet* has for a property, cleaned; of several, those read last."""
    return _read_from(packet.descriptions, known)


def _read_from(bodies: Sequence[Element], known: Property) -> tuple[str, ...]:
    spots = list(find(bodies, known.key))
    if not spots:
        return ()
    is_list = known.shape in (Shape.BAG, Shape.SEQUENCE)
    texts = texts_of(spots[-1].held) if is_list else [text_of(spots[-1].held)]
    return tuple(dict.fromkeys(kept for text in texts if (kept := clean(text).strip())))


def _shown_place(body: Element) -> dict[str, tuple[str, ...]]:
    return {name: _read_from([body], known) for name, known in _SHOWN_FIELDS.items()}


def _contradicts(theirs: Words, ours: Words) -> bool:
    """Say whether two places differ in something that both tell."""
    return any(theirs.get(name) and not _agree(name, theirs[name], ours[name]) for name in ours)


def _agree(name: str, theirs: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Say whether both mean the same for the field *name*."""
    if name == "taken":
        return _is_same_moment(_one(theirs), _one(ours))
    if name == "rating":
        return _is_same_number(_one(theirs), _one(ours))
    if name == "photographer":
        return _shown(theirs) == _shown(ours)
    fit = clean if name in _PARAGRAPHS else clean_line
    return tuple(map(fit, theirs)) == ours


def _is_same_moment(theirs: str, ours: str) -> bool:
    """Say whether *theirs* is *ours*, or tells it more exactly."""
    known = dates.from_xmp(theirs)
    return known == ours or (len(ours) >= len("2026-03-14T07:42:10") and known.startswith(ours))


def _is_same_number(theirs: str, ours: str) -> bool:
    try:
        return float(theirs) == float(ours)
    except ValueError:
        return False


def _as_taken_in(name: str, theirs: tuple[str, ...]) -> str:
    """Return what the intake makes of *theirs*: it takes credits apart, and rounds stars."""
    if name == "credit":
        return read_credit(_one(theirs)).credit
    if name == "photographer":
        return ", ".join(map(strip_credit, theirs))
    if name == "rating":
        return _rounded(_one(theirs))
    fit = clean if name in _PARAGRAPHS else clean_line
    return _shown(tuple(dict.fromkeys(map(fit, theirs))))


def _rounded(number: str) -> str:
    try:
        return str(round(float(number)))
    except (ValueError, OverflowError):
        return number


def _one(texts: tuple[str, ...]) -> str:
    return texts[0] if texts else ""


def _shown(texts: tuple[str, ...]) -> str:
    return ", ".join(texts)


def _line(place: Words) -> str:
    return ", ".join(_one(place[name]) for name in _PLACE if place.get(name))
