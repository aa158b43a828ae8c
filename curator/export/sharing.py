"""Where a page stands on the web and what it tells other sites of itself; how that is written is left to the theme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from curator.export import markup
from curator.export.layout import Copy, Figure
from curator.story.values import Story

CARD_WIDTH = 1200
"""Pixels of width from which on networks show a picture across the whole card."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the page will be found on the web: its address, ``""`` while the story names none."""

    address: str = ""

    def at(self, name: str) -> str:
        """Return the whole address of the file *name* beside the page; ``""`` if nobody knows."""
        return urljoin(self.address, name) if self.address else ""


@dataclass(frozen=True, slots=True)
class Card:
    """What other sites show of a page: whole addresses, for cards take no others."""

    address: str
    picture: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""


def home(story: Story) -> Home:
    """Return where *story* will be found, nowhere if its address is none that a page can have.

    An address whose last part has no ending is that of a folder, and ends in ``/`` as hosts have it.
    """
    url = markup.safe_url(story.address)
    if url is None or not url.startswith("http"):
        return Home()
    parts = urlsplit(url)
    path = parts.path or "/"
    if "." not in basename(path) and not path.endswith("/"):
        path += "/"
    return Home(urlunsplit((parts.scheme, parts.netloc, path, "", "")))


def card(where: Home, name: str, figures: Iterable[Figure]) -> Card | None:
    """Return the card of the file *name* with the first of *figures*; ``None`` if the page has no address."""
    if not where.address:
        return None
    for figure in figures:
        copy = card_copy(figure)
        if not copy.address.startswith("data:"):
            picture = where.at(copy.address)
            return Card(where.at(name), picture, copy.width, copy.height, figure.alt)
    return Card(where.at(name))


def card_copy(figure: Figure) -> Copy:
    """Return the copy of *figure* that a card shows: wide enough, and no larger than need be."""
    return next((copy for copy in figure.copies if copy.width >= CARD_WIDTH), figure.largest)


def neighbours(story: Story) -> Iterator[dict[str, Any]]:
    """Yield the story before and the one after as HTML names them, ``rel`` and ``address``."""
    for rel, kind in (("prev", "previous"), ("next", "next")):
        urls = (markup.safe_url(link.url) for link in story.links if link.kind == kind)
        found = next((url for url in urls if url and url.startswith("http")), None)
        if found:
            yield {"rel": rel, "address": found}
