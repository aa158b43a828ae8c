"""Changing single properties of an XMP packet, every other byte left as it is; which and why is left to ``write_back``.

The packet is edited as text, at the places that ``xmp_source`` found. A tree that is written out
anew would lose what XML libraries do not keep: the prefixes that other programs look for, whether a
value is an attribute or an element, comments, the packet's wrapper and its padding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from curator.photos.metadata.xmp_source import (
    Attribute,
    Element,
    Packet,
    bearer,
    find,
    is_default,
    text_of,
)
from curator.photos.metadata.xmp_tree import RDF


class Shape(Enum):
    """How a property holds its value; the word is RDF's."""

    TEXT = ""
    ALTERNATIVES = "Alt"
    BAG = "Bag"
    SEQUENCE = "Seq"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of XMP: the namespace, the prefix that it usually has, its name and its shape."""

    space: str
    prefix: str
    name: str
    shape: Shape = Shape.TEXT

    @property
    def key(self) -> str:
        """The name as ``{namespace}name``."""
        return f"{{{self.space}}}{self.name}"


class PacketWriter:
    """Edits of one packet, gathered and made at once by :meth:`written`."""

    def __init__(self, packet: Packet) -> None:
        self._descriptions = packet.descriptions
        self._data = packet.data
        self._newline = "\r\n" if b"\r\n" in packet.data else "\n"
        self._edits: list[tuple[int, int, str]] = []
        self._added: dict[int, tuple[Element, list[tuple[Property, Sequence[str]]]]] = {}
        self._declared: dict[int, tuple[Element, dict[str, str]]] = {}

    def put(self, wanted: Property, values: Sequence[str], bodies: Sequence[Element] = ()) -> None:
        """Give the property *wanted* its *values*, of which a text has one.

        It is changed where the first of *bodies* holds it, and taken out of the others; where none
        does, it is added to one that knows its namespace. The bodies are the packet's descriptions
        if none are given.
        """
        bodies = bodies or self._descriptions
        spots = list(find(bodies, wanted.key))
        if not spots:
            at_home = (body for body in bodies if wanted.space in body.spaces.values())
            self._add(next(at_home, bodies[0]), wanted, values)
            return
        if not self._change(spots[0].held, wanted, values):
            self._take_out(spots[0].held)
            self._add(spots[0].body, wanted, values)
        for spot in spots[1:]:
            self._take_out(spot.held)

    def remove(self, wanted: Property, bodies: Sequence[Element] = ()) -> None:
        """Take the property out wherever *bodies* hold it."""
        for spot in find(bodies or self._descriptions, wanted.key):
            self._take_out(spot.held)

    def put_structure_first(self, array: Element, fields: Sequence[tuple[Property, str]]) -> None:
        """Put a structure of plain texts before the items that *array* has."""
        first, li = array.listed[0], _item_tag(array)
        kind = f"{self._prefix(array, RDF[1:-1], 'rdf')}:parseType"
        inner = "".join(self._rendered(array, known, [text], "") for known, text in fields)
        item = f'<{li} {kind}="Resource">{inner}</{li}>'
        self._edit(first.start, first.start, item + self._line_before(first.start))

    def written(self) -> bytes:
        """Return the packet with all edits made."""
        for body, added in self._added.values():
            self._insert(body, added)
        for element, spaces in self._declared.values():
            words = "".join(f'{element.gap}xmlns:{p}="{_quoted(u)}"' for p, u in spaces.items())
            self._edit(element.attributes_end, element.attributes_end, words)
        parts: list[bytes] = []
        done = 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            assert start >= done, "edits of a packet never overlap"
            parts += [self._data[done:start], new.encode()]
            done = end
        return b"".join([*parts, self._data[done:]])

    def _edit(self, start: int, end: int, new: str) -> None:
        self._edits.append((start, end, new))

    def _change(self, held: Attribute | Element, wanted: Property, values: Sequence[str]) -> bool:
        """Change *held* where it stands; return whether its form allows that."""
        if wanted.shape is Shape.TEXT:
            return self._put_text(held, values[0])
        array = None if isinstance(held, Attribute) else held.array
        if array is None or not array.listed:
            return False
        if wanted.shape is not Shape.ALTERNATIVES:
            return self._put_items(array, values)
        return array.name == f"{RDF}Alt" and self._put_default(array, values[0])

    def _put_text(self, held: Attribute | Element, text: str) -> bool:
        place = bearer(held)
        if isinstance(place, Attribute):
            self._edit(place.value_start, place.value_end, _quoted(text))
        elif place.is_structure:
            return False
        elif place.is_closed:
            self._edit(place.end - 2, place.end, f">{_escaped(text)}</{place.tag}>")
        else:
            self._edit(place.inner, place.inner_end, _escaped(text))
        return True

    def _put_default(self, array: Element, text: str) -> bool:
        """Change the default of language alternatives, and those that only repeat it.

        So does Adobe's XMP toolkit: a copy of the default under the name of its language must not
        go stale.
        """
        default = next(filter(is_default, array.listed), None)
        if default is None:
            first, li = array.listed[0], _item_tag(array)
            new = f'<{li} xml:lang="x-default">{_escaped(text)}</{li}>'
            self._edit(first.start, first.start, new + self._line_before(first.start))
            return True
        old = text_of(default)
        if not self._put_text(default, text):
            return False
        for item in array.listed:
            if item is not default and old.strip() and text_of(item) == old:
                self._put_text(item, text)
        return True

    def _put_items(self, array: Element, texts: Sequence[str]) -> bool:
        """Make *texts* the items of *array*; those that it has already stay as they are written."""
        slots, li = array.listed, _item_tag(array)
        known = {text_of(slot): self._data[slot.start : slot.end].decode() for slot in slots}
        items = [known.get(text, f"<{li}>{_escaped(text)}</{li}>") for text in texts]
        for slot, item in zip(slots, items, strict=False):
            self._edit(slot.start, slot.end, item)
        for slot in slots[len(items) :]:
            self._take_out(slot)
        more = items[len(slots) :]
        if more:
            line = self._line_before(slots[-1].start)
            self._edit(slots[-1].end, slots[-1].end, "".join(line + item for item in more))
        return True

    def _take_out(self, held: Attribute | Element) -> None:
        start = held.start if isinstance(held, Attribute) else self._blank_before(held.start)
        self._edit(start, held.end, "")

    def _add(self, body: Element, wanted: Property, values: Sequence[str]) -> None:
        if wanted.shape is Shape.TEXT and not body.is_structure:
            # An item whose fields are attributes may hold no elements beside them.
            name = f"{self._prefix(body, wanted.space, wanted.prefix)}:{wanted.name}"
            words = f'{body.gap}{name}="{_quoted(values[0])}"'
            self._edit(body.attributes_end, body.attributes_end, words)
        else:
            self._added.setdefault(body.start, (body, []))[1].append((wanted, values))

    def _insert(self, body: Element, added: Sequence[tuple[Property, Sequence[str]]]) -> None:
        """Write what was *added* to *body* after its last child, laid out as its children are."""
        outer = self._line_before(body.start)
        content = self._data[body.inner : body.inner_end]
        leading = content[: len(content) - len(content.lstrip())]
        first = self._line_before(body.inner + len(leading))
        line = first if content.strip() else outer and f"{outer} "
        words = "".join(line + self._rendered(body, *one, line) for one in added)
        if body.is_closed:
            self._edit(body.end - 2, body.end, f">{words}{outer}</{body.tag}>")
        else:
            place = body.inner + len(content.rstrip())
            self._edit(place, place, words)

    def _rendered(self, body: Element, wanted: Property, values: Sequence[str], line: str) -> str:
        """Return the property as an element within *body*, each part after a *line* of its own."""
        tag = f"{self._prefix(body, wanted.space, wanted.prefix)}:{wanted.name}"
        if wanted.shape is Shape.TEXT:
            return f"<{tag}>{_escaped(values[0])}</{tag}>"
        rdf = self._prefix(body, RDF[1:-1], "rdf")
        array = f"{rdf}:{wanted.shape.value}"
        lang = ' xml:lang="x-default"' if wanted.shape is Shape.ALTERNATIVES else ""
        near, far = (line and f"{line} "), (line and f"{line}  ")
        items = "".join(f"{far}<{rdf}:li{lang}>{_escaped(v)}</{rdf}:li>" for v in values)
        return f"<{tag}>{near}<{array}>{items}{near}</{array}>{line}</{tag}>"

    def _prefix(self, element: Element, space: str, usual: str) -> str:
        """Return a prefix for *space* within *element*; where there is none, have one declared there."""
        declared = self._declared.get(element.start, (element, {}))[1]
        known = {**element.spaces, **declared}
        fitting = [prefix for prefix, uri in known.items() if uri == space and prefix]
        if fitting:
            return fitting[0]
        free = next(p for p in (usual, *(f"{usual}{n}" for n in range(2, 1000))) if p not in known)
        self._declared.setdefault(element.start, (element, {}))[1][free] = space
        return free

    def _line_before(self, place: int) -> str:
        """Return the end of line and the indentation before *place*; ``""`` if it begins no line."""
        blank = self._data[self._blank_before(place) : place]
        if b"\n" not in blank:
            return ""
        return self._newline + blank.rpartition(b"\n")[2].decode()

    def _blank_before(self, place: int) -> int:
        """Return where the white space begins that ends at *place*."""
        while place > 0 and self._data[place - 1] in b" \t\r\n":
            place -= 1
        return place


def _item_tag(array: Element) -> str:
    prefix, colon, _ = array.tag.rpartition(":")
    return f"{prefix}{colon}li"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """Return *text* for an attribute, in whichever quotes."""
    plain = _escaped(text).replace('"', "&quot;").replace("'", "&apos;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")
