"""Words of a story as safe HTML; where they stand on the page is left to the theme.

Every text is cleaned and escaped here, or by the template; nothing that a person typed reaches the
page as markup, apart from the small Markdown of text blocks.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from curator.captions.text import clean, clean_line, is_blank

MAX_URL = 2048

_NEVER_IN_URL = re.compile(
    "[\x00-\x20\x7f-\xa0\"'<>`\\\\\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3000\ufeff\ud800-\udfff]"
)
"""Controls, spaces, quotes, brackets, back-slashes, invisible and direction marks, lone surrogates."""

_DIRECTED = frozenset({"p", "h2", "h3", "li", "blockquote"})


def line(text: str) -> str:
    """Return *text* as one clean line, ``""`` if it shows nothing."""
    cleaned = clean_line(text).strip()
    return "" if is_blank(cleaned) else cleaned


def lines(text: str) -> list[str]:
    """Return the lines of *text* that show something, cleaned."""
    return [part.strip() for part in clean(text).split("\n") if not is_blank(part)]


def paragraphs(text: str) -> Markup:
    """Return each line of *text* as a paragraph with its own direction."""
    return Markup("\n").join(Markup('<p dir="auto">{}</p>').format(part) for part in lines(text))


def safe_url(url: str) -> str | None:
    """Return *url* if it may stand in a link: http, https or mailto, whole and without tricks."""
    url = url.strip()
    if not url or len(url) > MAX_URL or _NEVER_IN_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 — a port out of range is noticed only when asked for
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return url if "@" in parts.path and not parts.netloc else None
    plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return url if plain else None


def markdown(text: str) -> Markup:
    """Return *text*, a text block in Markdown, as HTML: no raw HTML, no pictures, safe links only.

    Headings go below the page's own: ``#`` and ``##`` become h2, deeper ones h3.
    """
    parser = _parser()
    tokens = parsed(text)
    for token in tokens:
        _finish(token)
    html = parser.renderer.render(tokens, parser.options, {})
    return Markup(html.strip())  # noqa: S704 — escaped by the renderer, with html=False


def parsed(text: str) -> list[Token]:
    """Return the tokens of *text*, headings lowered as :func:`markdown` has them."""
    tokens = _parser().parse(clean(text))
    _lower_headings(tokens)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")
    parser.validateLink = lambda url: safe_url(url) is not None  # type: ignore[method-assign]
    return parser


def _lower_headings(tokens: Sequence[Token]) -> None:
    above = 1
    for token in tokens:
        if token.type == "heading_open":
            above = min(max(int(token.tag[1:]), 2), above + 1, 3)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{above}"


def _finish(token: Token) -> None:
    if token.nesting == 1 and token.tag in _DIRECTED:
        token.attrSet("dir", "auto")
    for child in token.children or ():
        if child.type == "link_open":
            child.attrSet("rel", "noopener noreferrer")


def script_data(value: Any) -> Markup:
    """Return *value* as JSON that can stand in a script element without ending it."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 — no <, > or & is left
