"""A page read back from where it was written, before anybody else reads it: and compared with the story.

It reads as a browser and a search engine would, and knows nothing of templates, so that a theme cannot
drop a credit unnoticed. What it finds is a fault of Curator or of a theme; ``site`` then publishes nothing.
"""

import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from defusedxml.ElementTree import fromstring

from curator.export import feed, layout, markup, page, xmp
from curator.export.forms.material import Material
from curator.export.layout import Figure

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# Elements that have no end (HTML, 13.1.2).

_LOADED = frozenset({("img", "src"), ("source", "src"), ("link", "href")})
# Where an address makes a browser load something; those of links wait for a reader.

_NEVER = frozenset(
    {
        "applet",
        "base",
        "embed",
        "form",
        "frame",
        "iframe",
        "math",
        "object",
        "portal",
        "svg",
        "template",
    }
)
# Elements that load, lead or hide what nobody looked at.

_NO_LINK = re.compile(r"\s*(javascript|vbscript|data|file|blob):", re.IGNORECASE)

_LEADING = frozenset({"canonical", "prev", "next"})
# Links in the head that load nothing.


@dataclass(slots=True)
class _Told:
    """What a page says: its ids, the words and alt texts within each, and every address it names."""

    ids: list[str] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    alts: dict[str, list[str]] = field(default_factory=dict)
    loaded: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def said(self, name: str) -> str:
        """Return the words within the element called *name*, all white space as one."""
        return " ".join(" ".join(self.words.get(name, ())).split())


class _Reader(HTMLParser):
    """Reads a page; the words of the whole page are those within ``""``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told = _Told()
        self._open: list[tuple[str, str]] = []
        self._within: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("id", "")
        if tag not in _VOID:
            self._open.append((tag, name))
            self._within += [name] if name else []
        self.told.ids += [name] if name else []
        for key, value in values.items():
            if key == "style" or key.startswith("on"):
                self.told.faults.append(f"the attribute {key} in {tag}")
            self._address(tag, key, value, loads=values.get("rel") not in _LEADING)
        if tag == "img":
            for within in self._within:
                alt = " ".join(values.get("alt", "").split())
                self.told.alts.setdefault(within, []).append(alt)
        if tag in _NEVER:
            self.told.faults.append(f"an element {tag}")
        if tag == "script" and values.get("type") != "application/ld+json":
            self.told.faults.append("a script")

    def _address(self, tag: str, key: str, value: str, *, loads: bool) -> None:
        if (tag, key) in _LOADED and loads:
            self.told.loaded.append(value)
        elif key == "srcset":
            self.told.loaded += [part.split()[0] for part in value.split(",") if part.strip()]
        elif key == "href":
            self.told.linked.append(value)
            if _NO_LINK.match(value):
                self.told.faults.append(f"a link of the kind {value[:12]}")
        elif key in ("commandfor", "aria-labelledby"):
            self.told.linked.append(f"#{value}")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        while self._open:
            opened, name = self._open.pop()
            if name:
                self._within.pop()
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        inner = self._open[-1][0] if self._open else ""
        if inner == "script":
            self.told.data.append(data)
        elif inner not in ("style", "title"):
            for within in self._within:
                self.told.words.setdefault(within, []).append(data)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was read back: how many pages, pictures and texts, and what is not as it should be."""

    pages: int
    pictures: int
    texts: int
    faults: tuple[str, ...]


def read_back(folder: str, index: str, material: Material, digests: Mapping[str, str]) -> ReadBack:
    """Return what the page *index* in *folder* and all that belongs to it say, beside *material*.

    *digests* are the SHA-256 of all files there, by name. Pictures were looked at before they were written;
    here their digest says that they are the same.
    """
    reading = _Reading(folder, material, digests)
    faults = tuple(reading.faults(index))
    return ReadBack(reading.pages, reading.pictures, reading.texts, faults)


class _Reading:
    """One reading: counts what it looks at."""

    def __init__(self, folder: str, material: Material, digests: Mapping[str, str]) -> None:
        self._folder, self._material, self._digests = folder, material, digests
        self.pages = self.pictures = self.texts = 0

    def faults(self, index: str) -> Iterator[str]:
        """Yield what is wrong, in words that name the file."""
        told = self._page(index)
        yield from self._in_page(index, told)
        story = self._material.story
        opening = [markup.line(story.title), *markup.lines(story.standfirst)]
        yield from self._missing(told, "", opening, index)
        for figure in self._material.figures:
            yield from self._figure(figure, told, index)
        if feed.NAME in self._digests:
            yield from self._feed()

    def _figure(self, figure: Figure, told: _Told, index: str) -> Iterator[str]:
        texts = markup.lines(figure.photo.caption), [figure.credit] if figure.credit else []
        for place in (f"photo-{figure.number}", f"view-{figure.number}"):
            if place in told.ids or place.startswith("photo"):
                for lines in texts:  # A theme may say who made it before what it shows.
                    yield from self._missing(told, place, lines, index)
                yield from self._alt(told, place, figure, index)
        name = figure.page
        if name in self._digests:
            single = self._page(name)
            yield from self._in_page(name, single)
            for lines in texts:
                yield from self._missing(single, "", lines, name)
            yield from self._alt(single, "", figure, name)
        words = xmp.travelling_words(
            figure.photo, self._material.story, keep_location=self._material.keep_location
        )
        yield from self._pictures(figure.picture, xmp.packet(words))

    def _page(self, name: str) -> _Told:
        reader = _Reader()
        with open(self._path(name), encoding="utf-8") as file:
            reader.feed(file.read())
        reader.close()
        self.pages += 1
        return reader.told

    def _in_page(self, name: str, told: _Told) -> Iterator[str]:
        """Yield what is wrong with a page as such: ids, addresses, data."""
        yield from (f"{name}: {fault}" for fault in told.faults)
        if len(set(told.ids)) < len(told.ids):
            yield f"{name}: two places of one name"
        for address in told.loaded:
            if not address.startswith("data:") and not self._is_here(name, address):
                yield f"{name}: {address[:80]} is not beside it"
        for address in told.linked:
            if address.startswith("#"):
                if address[1:] not in told.ids:
                    yield f"{name}: {address[:80]} leads nowhere"
            elif not urlsplit(address).scheme and not self._is_here(name, address):
                yield f"{name}: {address[:80]} leads nowhere"
        for text in told.data:
            try:
                json.loads(text)
            except ValueError:
                yield f"{name}: data that search engines cannot read"

    def _is_here(self, page: str, address: str) -> bool:
        """Say whether *address* on *page* is a file of the folder."""
        parts = urlsplit(address)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        is_below = not parts.scheme and not parts.netloc and not name.startswith(("..", "/"))
        return is_below and name in self._digests

    def _missing(self, told: _Told, place: str, lines: Iterable[str], name: str) -> Iterator[str]:
        """Yield the *lines* that do not stand in *place* of the page, one after the other."""
        said, at = told.said(place), 0
        for line in lines:
            self.texts += 1
            wanted = " ".join(line.split())
            found = said.find(wanted, at)
            if found < 0:
                yield f"{name}: “{wanted[:40]}” is missing{' in ' + place if place else ''}"
            else:
                at = found + len(wanted)

    def _alt(self, told: _Told, place: str, figure: Figure, name: str) -> Iterator[str]:
        self.texts += 1
        if " ".join(figure.alt.split()) not in told.alts.get(place, ()):
            yield f"{name}: the alt text of photo {figure.number} is missing"

    def _pictures(self, picture: layout.Picture, packet: bytes) -> Iterator[str]:
        """Yield the copies that are not those which were looked at byte by byte, or lack their words."""
        if picture.phone is not None:
            yield from self._pictures(picture.phone, packet)
        for copy in (*picture.copies, *picture.avif):
            self.pictures += 1
            if copy.address.startswith("data:"):
                continue
            with open(self._path(copy.address), "rb") as file:
                content = file.read()
            if not page.has_hashed_name(copy.address, self._digests[copy.address]):
                yield f"{copy.address}: not as it was written"
            elif packet not in content:
                yield f"{copy.address}: without its words"

    def _feed(self) -> Iterator[str]:
        with open(self._path(feed.NAME), "rb") as file:
            found = fromstring(file.read())
        shown = len(found.findall("channel/item/{http://search.yahoo.com/mrss/}content"))
        if shown != len(self._material.figures):
            yield f"{feed.NAME}: {shown} photos instead of {len(self._material.figures)}"

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, *name.split("/"))
