"""An XMP packet as the bytes it is written in: where each property stands; changing it is left to ``xmp_writing``.

``xmp_tree`` forgets how a packet is written, which is right for reading. A changer needs the places:
then it can replace one value and leave every other byte as another program wrote it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from xml.parsers import expat

from curator.photos.metadata.xmp_tree import RDF

XML = "{http://www.w3.org/XML/1998/namespace}"

_ARRAYS = (f"{RDF}Bag", f"{RDF}Seq", f"{RDF}Alt")
_MAX_ELEMENTS = 50_000
_MAX_NESTED_SPACES = 1_000

_TAG = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG_END = re.compile(rb"\s*(/?)>")


class _Role(Enum):
    """What an element is to the scanner."""

    ROOT = 0
    GRAPH = 1
    DESCRIPTION = 2
    WITHIN = 3  # a property that was asked for, and all that it holds


class UnsoundXmp(ValueError):
    """The bytes are no XMP that could be changed safely; the message says why."""


@dataclass(slots=True)
class Attribute:
    """An attribute, from the white space before it to its closing quote."""

    text: str
    start: int
    value_start: int
    end: int

    @property
    def value_end(self) -> int:
        """Where the value ends: before the closing quote."""
        return self.end - 1


@dataclass(slots=True)
class Element:
    """An element and where it is written; ``name`` is ``{namespace}name``, ``tag`` as it stands there.

    ``inner`` and ``inner_end`` enclose its content. ``attributes_end`` is where another attribute
    could follow, after a ``gap`` like the one before the last. ``spaces`` are the namespaces in
    force, by prefix.
    """

    name: str
    tag: str
    start: int
    attributes_end: int
    gap: str
    inner: int
    inner_end: int
    end: int
    spaces: Mapping[str, str]
    attributes: dict[str, Attribute] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether it is written as one tag that closes itself."""
        return self.inner == self.end

    def child(self, *names: str) -> "Element | None":
        """Return the first child of one of *names*."""
        return next((child for child in self.children if child.name in names), None)

    @property
    def array(self) -> "Element | None":
        """The array that it holds as its value."""
        return self.child(*_ARRAYS)

    @property
    def items(self) -> list["Element"]:
        """The items of the array that it holds."""
        array = self.array
        return [] if array is None else array.listed

    @property
    def listed(self) -> list["Element"]:
        """Its own children that are items of an array."""
        return [child for child in self.children if child.name == f"{RDF}li"]

    @property
    def body(self) -> "Element":
        """The element that holds the fields of a structure: a description within, or itself."""
        return self.child(f"{RDF}Description") or self

    @property
    def is_structure(self) -> bool:
        """Whether its content is fields, as elements, rather than a text."""
        return self.name == f"{RDF}Description" or f"{RDF}parseType" in self.attributes


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a property is held in a ``body``: as an attribute or as an element."""

    body: Element
    held: Attribute | Element


@dataclass(slots=True)
class Packet:
    """A packet with its graphs and descriptions; of the properties, those that were asked for."""

    data: bytes
    graphs: list[Element] = field(default_factory=list)
    descriptions: list[Element] = field(default_factory=list)


def find(bodies: Iterable[Element], name: str) -> Iterator[Spot]:
    """Yield each place where *bodies* hold the property *name*."""
    for body in bodies:
        if name in body.attributes:
            yield Spot(body, body.attributes[name])
        yield from (Spot(body, child) for child in body.children if child.name == name)


def bearer(held: Attribute | Element) -> Attribute | Element:
    """Return what bears the text of *held*: itself, its ``rdf:value``, or the address it refers to."""
    if isinstance(held, Attribute):
        return held
    for holder in (held, held.body):
        value = holder.attributes.get(f"{RDF}value") or holder.child(f"{RDF}value")
        if value is not None:
            return value
    return held.attributes.get(f"{RDF}resource") or held


def text_of(held: Attribute | Element) -> str:
    """Return the text of *held*; of language alternatives the default, else the first."""
    if isinstance(held, Element) and held.items:
        ordered = sorted(held.items, key=lambda item: not is_default(item))
        return next((text for text in map(text_of, ordered) if text.strip()), "")
    return bearer(held).text


def texts_of(held: Attribute | Element) -> list[str]:
    """Return the texts of *held*: of each item, or its one text."""
    if isinstance(held, Element) and held.array is not None:
        return [text_of(item) for item in held.items]
    return [text_of(held)]


def is_default(item: Element) -> bool:
    """Say whether *item* is the default among language alternatives."""
    lang = item.attributes.get(f"{XML}lang")
    return lang is not None and lang.text.lower() == "x-default"


def scan(data: bytes, wanted: frozenset[str]) -> Packet:
    """Return where the properties *wanted* stand in *data*; raise :class:`UnsoundXmp` if it is unfit.

    Document types are refused, and with them entities; so is what is not UTF-8.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnsoundXmp("it is not written in UTF-8") from error
    if b"\0" in data:
        raise UnsoundXmp("it is not written in UTF-8")
    scanner = _Scanner(data, wanted)
    try:
        scanner.run()
    except expat.ExpatError as error:
        raise UnsoundXmp(f"it is damaged ({error})") from error
    if not scanner.packet.graphs:
        raise UnsoundXmp("it is no XMP sidecar")
    return scanner.packet


class _Scanner:
    """One reading of a packet; elements that nobody asked for leave ``None`` on the stack."""

    def __init__(self, data: bytes, wanted: frozenset[str]) -> None:
        self.packet = Packet(data)
        self._data, self._wanted = data, wanted
        self._stack: list[tuple[Element, _Role] | None] = []
        self._spaces: dict[str, str] = {}
        self._outer_spaces: list[dict[str, str]] = []
        self._count = 0
        parser = self._parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self._declare
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartNamespaceDeclHandler = self._enter_space
        parser.EndNamespaceDeclHandler = self._leave_space
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take_text

    def run(self) -> None:
        """Read the packet."""
        self._parser.Parse(self._data, True)

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise UnsoundXmp("it is not written in UTF-8")

    def _refuse_doctype(self, *_: object) -> None:
        raise UnsoundXmp("it declares a document type, which no sidecar does")

    def _enter_space(self, prefix: str | None, uri: str | None) -> None:
        self._outer_spaces.append(self._spaces)
        if len(self._outer_spaces) > _MAX_NESTED_SPACES:
            raise UnsoundXmp("it holds more than any sidecar does")
        self._spaces = {**self._spaces, prefix or "": uri or ""}

    def _leave_space(self, _prefix: str | None) -> None:
        self._spaces = self._outer_spaces.pop()

    def _role(self, name: str) -> _Role | None:
        """Return what the element *name* is at this place; ``None`` if nobody asked for it."""
        if not self._stack:
            return _Role.GRAPH if name == f"{RDF}RDF" else _Role.ROOT
        parent = self._stack[-1]
        if parent is None:
            return None
        match parent[1]:
            case _Role.ROOT:
                return _Role.GRAPH if name == f"{RDF}RDF" else None
            case _Role.GRAPH:
                return _Role.DESCRIPTION if name == f"{RDF}Description" else None
            case _Role.DESCRIPTION:
                return _Role.WITHIN if name in self._wanted else None
            case _:
                return _Role.WITHIN

    def _start(self, name: str, attributes: list[str]) -> None:
        name = _expanded(name)
        role = self._role(name)
        if role is None:
            self._stack.append(None)
            return
        self._count += 1
        if self._count > _MAX_ELEMENTS:
            raise UnsoundXmp("it holds more than any sidecar does")
        element = self._element(name, attributes, only_wanted=role is not _Role.WITHIN)
        if role is _Role.GRAPH:
            self.packet.graphs.append(element)
        elif role is _Role.DESCRIPTION:
            self.packet.descriptions.append(element)
        elif self._stack and (parent := self._stack[-1]) is not None:
            parent[0].children.append(element)
        self._stack.append((element, role))

    def _element(self, name: str, attributes: list[str], *, only_wanted: bool) -> Element:
        """Return the element whose start tag the parser has just read."""
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        assert tag is not None
        found: dict[str, Attribute] = {}
        pairs = iter(zip(attributes[::2], attributes[1::2], strict=True))
        position, gap = tag.end(), b" "
        while written := _ATTRIBUTE.match(self._data, position):
            position, gap = written.end(), written[1]
            if written[2] != b"xmlns" and not written[2].startswith(b"xmlns:"):
                key, text = next(pairs)
                if not only_wanted or _expanded(key) in self._wanted:
                    value_start = max(written.start(3), written.start(4))
                    place = Attribute(text, written.start(), value_start, position)
                    found[_expanded(key)] = place
        end = _TAG_END.match(self._data, position)
        assert end is not None
        inner = end.end()
        return Element(
            name,
            tag[1].decode(),
            start,
            position,
            gap.decode(),
            inner,
            inner,
            inner if end[1] else -1,
            self._spaces,
            found,
        )

    def _end(self, _name: str) -> None:
        kept = self._stack.pop()
        if kept is not None and kept[0].end < 0:
            kept[0].inner_end = self._parser.CurrentByteIndex
            kept[0].end = self._data.index(b">", kept[0].inner_end) + 1

    def _take_text(self, text: str) -> None:
        if self._stack and (kept := self._stack[-1]) is not None and kept[1] is _Role.WITHIN:
            kept[0].text += text


def _expanded(name: str) -> str:
    """Return the parser's name of an element or attribute as ``{namespace}name``."""
    return f"{{{name}" if "}" in name else name
