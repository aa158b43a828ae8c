"""XMP packets parsed into plain nodes, safely; what the properties mean is left to ``xmp``."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from curator.photos.metadata import charsets

MAX_BYTES = 1024 * 1024
"""Bytes of a packet beyond which it is not parsed."""

_MAX_DEPTH = 20
_MAX_NODES = 20_000

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ARRAYS = (f"{RDF}Seq", f"{RDF}Bag", f"{RDF}Alt")


@dataclass(slots=True)
class Node:
    """The value of a property: a ``text``, an array of ``items``, or a structure of ``fields``."""

    text: str = ""
    lang: str = ""
    items: list["Node"] = field(default_factory=list)
    fields: dict[str, "Node"] = field(default_factory=dict)


def parse(packet: bytes) -> dict[str, Node]:
    """Return the properties of *packet* by ``{namespace}name``; none if it is no sound XMP."""
    root = _root(packet)
    properties: dict[str, Node] = {}
    if root is None:
        return properties
    budget = [_MAX_NODES]
    for description in _descriptions(root):
        properties.update(_members(description, 0, budget))
    return properties


def _root(packet: bytes) -> Element | None:
    """Return the root of *packet*, which may be padded, of any Unicode encoding, or lack its wrapper."""
    if len(packet) > MAX_BYTES:
        return None
    text = _decoded(packet)
    for start, end in (("<", ">"), ("<x:xmpmeta", "</x:xmpmeta>"), ("<rdf:RDF", "</rdf:RDF>")):
        first, last = text.find(start), text.rfind(end)
        if first < 0 or last < first:
            continue
        try:
            return _parsed(text[first : last + len(end)])
        except (ParseError, DefusedXmlException, ValueError, RecursionError):
            continue
    return None


def _parsed(text: str) -> Element:
    root: Element = fromstring(text, forbid_dtd=True)
    return root


def _decoded(packet: bytes) -> str:
    """Return *packet* as text, without the declaration, whose encoding would contradict that."""
    start = packet.find(b"<")
    if packet[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = packet.decode("utf-16", "replace")
    elif start >= 0 and packet[start + 1 : start + 2] == b"\0":
        is_big_endian = packet[max(0, start - 1) : start] == b"\0"
        order = "utf-16-be" if is_big_endian else "utf-16-le"
        text = packet[start - is_big_endian :].decode(order, "replace")
    else:
        text = charsets.decode(packet)
    text = text.strip("\ufeff\0 \r\n\t")
    return text.partition("?>")[2] if text.startswith("<?xml ") else text


def _descriptions(root: Element) -> Iterator[Element]:
    graphs = [root] if root.tag == f"{RDF}RDF" else root.findall(f"{RDF}RDF")
    for graph in graphs:
        yield from graph.findall(f"{RDF}Description")


def _members(element: Element, depth: int, budget: list[int]) -> dict[str, Node]:
    """Return the properties that *element* holds as attributes and as elements."""
    found = {
        name: Node(text=value)
        for name, value in element.attrib.items()
        if not name.startswith((RDF, _XML)) and name.startswith("{")
    }
    for child in element:
        if isinstance(child.tag, str) and budget[0] > 0 and depth < _MAX_DEPTH:
            budget[0] -= 1
            found[child.tag] = _node(child, depth + 1, budget)
    return found


def _node(element: Element, depth: int, budget: list[int]) -> Node:
    node = Node(lang=element.get(f"{_XML}lang", "").lower())
    inner: Any = next((child for child in element if isinstance(child.tag, str)), None)
    if element.get(f"{RDF}parseType") == "Resource":
        node.fields = _members(element, depth, budget)
    elif inner is None:
        node.text = element.text or element.get(f"{RDF}resource") or ""
        node.fields = _members(element, depth, budget)
    elif inner.tag in _ARRAYS:
        node.items = _items(inner, depth, budget)
    elif inner.tag == f"{RDF}Description":
        node.fields = _members(inner, depth, budget)
    if f"{RDF}value" in node.fields:  # A value with qualifiers (XMP, part 1, C.2.7).
        return node.fields[f"{RDF}value"]
    return node


def _items(array: Element, depth: int, budget: list[int]) -> list[Node]:
    items = []
    for item in array:
        if item.tag == f"{RDF}li" and budget[0] > 0 and depth < _MAX_DEPTH:
            budget[0] -= 1
            items.append(_node(item, depth + 1, budget))
    return items
