"""A story as one HTML text: pure and deterministic, from words and facts about pictures; files are left to ``site``."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from curator.export import alone, feed, layout, markup, sharing, structured
from curator.export.language import Language, speaking
from curator.export.layout import Figure, Picture, Step
from curator.export.sharing import Home
from curator.export.theme import Theme
from curator.story.closing import closing_credit
from curator.story.values import LINK_KINDS, Link, PhotoId, Story

# No script runs and nothing leaves the folder. 'connect-src' gives nothing away where no script
# runs, and lets auditors of pages fetch robots.txt.
_POLICY = (
    "default-src 'none'; img-src {images}; style-src {style};{fonts} connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what belongs to it: names and contents of the files beside it, and what its blocks are."""

    html: str
    beside: Mapping[str, bytes]
    blocks: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads: ``url`` if it is safe, else ``refused`` is what the story says."""

    label: str
    url: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class LinksOfKind:
    """The links of one kind, in the order of the story."""

    kind: str
    links: tuple[Address, ...]


def make(
    story: Story,
    pictures: Mapping[PhotoId, Picture],
    theme: Theme,
    *,
    single_file: bool = False,
    is_preview: bool = False,
) -> Page:
    """Return the page of *story*; photos without an entry in *pictures* are not on it.

    With *single_file*, style and icon stand inside the page and photos lead nowhere. A preview has no
    full views and no page for each photo: there, a click on a photo leads to its words.
    """
    language = speaking(story.language)
    blocks = tuple(layout.steps(story, pictures, theme, language))
    figures = [figure for block in blocks for figure in block.photos]
    style = style_sheet(theme, figures)
    where = sharing.home(story)
    files = {} if single_file else _files_beside(theme, style)
    head = _head(story, theme, style, tuple(files))
    article = structured.article(story, figures, language, where, description=head["description"])
    values = {
        **head,
        **opening(story, language, len(figures)),
        **closing(story, language),
        "house": markup.markdown(theme.house),
        "canonical": where.address,
        "card": sharing.card(where, "", figures),
        "neighbours": tuple(sharing.neighbours(story)),
        "feed": feed.NAME if where.address and not single_file else "",
        "blocks": blocks,
        "figures": figures,
        "links_to_pictures": not single_file,
        "has_full_views": not single_file and not is_preview,
        "structured": markup.script_data(article),
    }
    html = theme.template.render(page=values, words=language.words)
    if not single_file and not is_preview:
        files |= _text_files(story, figures, theme, language, where, values)
    return Page(html, files, blocks)


def _text_files(
    story: Story,
    figures: Sequence[Figure],
    theme: Theme,
    language: Language,
    where: Home,
    values: Mapping[str, Any],
) -> dict[str, bytes]:
    """Return what else is to be read beside the page: a page for each photo, and a feed."""
    pages = alone.pages(story, figures, theme, language, where, values)
    files = {name: html.encode() for name, html in pages}
    if where.address:
        files[feed.NAME] = feed.feed(story, figures, language, where, values["description"])
    return files


def _words_language(language: Language) -> Markup:
    """Return the attributes of the page's own words, where these are not in the story's language."""
    if language.words_tag == language.tag:
        return Markup("")
    return Markup(' lang="{}" dir="ltr"').format(language.words_tag)


def style_sheet(theme: Theme, figures: Iterable[Figure]) -> str:
    """Return the style of the theme with a line for each figure: a page without style attributes."""
    lines = []
    for figure in figures:
        colour = figure.picture.colour
        told = f"--c:{colour};" if _COLOUR.fullmatch(colour) else ""
        told += f"--r:{figure.picture.ratio:.4f};--w:{figure.largest.width}px"
        lines.append(f".p{figure.number}{{{told}}}\n")
        lines += _on_phones(figure)
    return theme.style + "".join(lines)


def _on_phones(figure: Figure) -> Iterator[str]:
    """Yield the shape that the figure has on phones, where they show a part of it.

    A page that is being written has no picture of that part: there, the browser cuts it out, if it can.
    """
    crop, place = figure.photo.phone_crop, f"figure.p{figure.number}"
    if figure.phone is not None:
        widest = figure.phone.copies[-1].width
        told = f"{place}{{--r:{figure.phone.ratio:.4f};--w:{widest}px}}"
    elif crop is not None:
        edges = (
            crop.top,
            1 - crop.left - crop.width,
            1 - crop.top - crop.height,
            crop.left,
        )
        inset = " ".join(f"{max(0.0, edge):.2%}" for edge in edges)
        ratio = figure.picture.ratio * crop.width / crop.height
        cut = f"{place} .frame img{{object-view-box:inset({inset});aspect-ratio:{ratio:.4f}}}"
        told = f"@supports (object-view-box:inset(0)){{{place}{{--r:{ratio:.4f}}}{cut}}}"
    else:
        return
    yield f"@media {layout.PHONE_WINDOW}{{{told}}}\n"


def hashed_name(stem: str, content: bytes, ending: str) -> str:
    """Return a file name that changes with the content, so that it may be cached for ever."""
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def has_hashed_name(name: str, digest: str) -> bool:
    """Say whether *name*, one of :func:`hashed_name`, is that of a file with this SHA-256 *digest*."""
    return name.rpartition(".")[0].endswith(f".{digest[:8]}")


def data_url(kind: str, content: bytes) -> str:
    """Return *content* as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _files_beside(theme: Theme, style: str) -> dict[str, bytes]:
    content = style.encode()
    return {
        hashed_name("style", content, "css"): content,
        hashed_name("icon", theme.icon, "svg"): theme.icon,
    }


def _head(story: Story, theme: Theme, style: str, beside: tuple[str, ...]) -> dict[str, Any]:
    language = speaking(story.language)
    fonts = " font-src data:;" if theme.has_fonts else ""
    if beside:
        policy = _POLICY.format(images="'self' data:", style="'self'", fonts=fonts)
        style_name, icon = beside
    else:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
        policy = _POLICY.format(images="data:", style=f"'sha256-{digest}'", fonts=fonts)
        style_name, icon = "", data_url("image/svg+xml", theme.icon)
    return {
        "lang": language.tag,
        "words_lang": _words_language(language),
        "direction": language.direction,
        "policy": policy,
        "color_scheme": theme.color_scheme,
        "papers": theme.papers,
        "style": style_name,
        "icon": icon,
        "inline_style": "" if beside else Markup(style),  # noqa: S704 — the theme's own
        "title": markup.line(story.title),
        "description": description(story),
    }


def description(story: Story) -> str:
    """Return the standfirst of *story* as one line."""
    return " ".join(markup.lines(story.standfirst))


def opening(story: Story, language: Language, count: int) -> dict[str, Any]:
    """Return what stands above the story, of *count* photos, as templates name it."""
    day, date = language.date(story.date)
    return {
        "standfirst": markup.paragraphs(story.standfirst),
        "byline": markup.line(story.byline),
        "day": day,
        "date": date or markup.line(story.date),
        "moment": language.moment(story.date),
        "dateline": markup.line(story.dateline),
        "count": language.photos(count) if count else "",
    }


def closing(story: Story, language: Language) -> dict[str, Any]:
    """Return what stands below the story, as templates name it."""
    before, _, after = language.words["first_published"].partition("{source}")
    return {
        "closing": markup.paragraphs(closing_credit(story)),
        "corrections": tuple(_corrections(story, language)),
        "source": address(story.source.name, story.source.url),
        "before_source": before,
        "after_source": after,
        "links": tuple(_links(story.links)),
    }


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as the page tells it; ``day`` is its date for programs, ``""`` if it is none."""

    text: Markup
    date: str
    day: str


def _corrections(story: Story, language: Language) -> Iterator[Corrected]:
    for correction in story.corrections:
        text = markup.paragraphs(correction.text)
        if text:
            day, date = language.day(correction.date)
            yield Corrected(text, date or markup.line(correction.date), day)


def _links(links: Iterable[Link]) -> list[LinksOfKind]:
    """Return the links by kind; those of a kind nobody knows are related ones."""

    def rank(link: Link) -> int:
        return LINK_KINDS.index(link.kind) if link.kind in LINK_KINDS else 0

    found = []
    for kind, of_kind in groupby(sorted(links, key=rank), key=rank):
        addresses = tuple(filter(None, (address(link.label, link.url) for link in of_kind)))
        if addresses:
            found.append(LinksOfKind(LINK_KINDS[kind], addresses))
    return found


def address(label: str, url: str) -> Address | None:
    """Return the link that says *label* and leads to *url*; ``None`` if there is nothing to say."""
    label, said = markup.line(label), markup.line(url)
    safe = markup.safe_url(url)
    if safe:
        return Address(label or safe, safe)
    if not label and not said:
        return None
    return Address(label or said, refused=said if label else "")
