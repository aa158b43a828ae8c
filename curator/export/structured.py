"""A story as search engines read it (schema.org, JSON-LD); how it gets into the page is left to ``page``.

Captions and alt texts stay out, so that each stands in the page's file exactly once.
"""

from collections.abc import Iterable
from typing import Any

from curator.export import markup
from curator.export.language import Language
from curator.export.layout import Figure
from curator.export.sharing import Home
from curator.story import inherit
from curator.story.values import Story


def article(
    story: Story, figures: Iterable[Figure], language: Language, where: Home, *, description: str
) -> dict[str, Any]:
    """Return *story* with the photos of *figures* as an Article, found at *where*."""
    images = [image(figure, story, where) for figure in figures]
    people = {image["creator"]["name"]: image["creator"] for image in images if "creator" in image}
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": markup.line(story.title),
            "url": where.address,
            "mainEntityOfPage": where.address,
            "description": description,
            "inLanguage": language.tag,
            "datePublished": language.date(story.date)[0],
            "correction": [
                {"@type": "CorrectionComment", "datePublished": language.day(c.date)[0]}
                for c in story.corrections
                if language.day(c.date)[0] and markup.lines(c.text)
            ],
            "author": list(people.values()),
            "image": images,
        }
    )


def image(figure: Figure, story: Story, where: Home) -> dict[str, Any]:
    """Return the photo of *figure* with its rights; one that lies inside the page by its place there."""
    defaults, largest = story.defaults, figure.largest
    is_inside = largest.address.startswith("data:")
    address = f"#photo-{figure.number}" if is_inside else largest.address
    name = markup.line(inherit.photographer(figure.photo, defaults))
    return _said(
        {
            "@type": "ImageObject",
            "contentUrl": where.at(address) or address,
            "width": largest.width,
            "height": largest.height,
            "creditText": figure.credit,
            "creator": {"@type": "Person", "name": name} if name else {},
            "copyrightNotice": markup.line(inherit.copyright_notice(figure.photo, defaults)),
            "license": _web_address(inherit.terms(figure.photo, defaults)[1]),
            "acquireLicensePage": _licensing(story),
        }
    )


def _licensing(story: Story) -> str:
    """Return where a reader learns how to use a photo: the first page of contact that the story links."""
    pages = (_web_address(link.url) for link in story.links if link.kind == "contact")
    return next(filter(None, pages), "")


def _web_address(url: str) -> str:
    safe = markup.safe_url(url) or ""
    return safe if safe.startswith("http") else ""


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Return *values* without the empty ones."""
    return {name: value for name, value in values.items() if value}
