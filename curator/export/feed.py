"""A story as a feed of one entry (RSS 2.0 with Media RSS), for readers of feeds and for newsrooms that take them over.

Only a story that names its address has one: what stands in a feed is read elsewhere.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from curator import resources
from curator.export import markup, sharing
from curator.export.language import Language
from curator.export.layout import Copy, Figure
from curator.export.sharing import Home
from curator.story import inherit
from curator.story.values import Story

NAME = "feed.xml"


def feed(
    story: Story, figures: Sequence[Figure], language: Language, where: Home, description: str
) -> bytes:
    """Return the feed of *story*, its photos with the credit that belongs to each."""
    told = _template().render(
        title=markup.line(story.title) or language.words["untitled"],
        description=description,
        language=language.tag,
        address=where.address,
        feed=where.at(NAME),
        published=_published(story.date, language),
        byline=markup.line(story.byline),
        photos=list(_photos(story, figures, where)),
    )
    return told.encode()


def _photos(
    story: Story, figures: Sequence[Figure], where: Home
) -> Iterator[tuple[str, Copy, Figure, str, str]]:
    """Yield of each photo: whole address, copy, figure, caption and copyright notice."""
    for figure in figures:
        copy = sharing.card_copy(figure)
        caption = " ".join(markup.lines(figure.photo.caption))
        notice = markup.line(inherit.copyright_notice(figure.photo, story.defaults))
        yield where.at(copy.address), copy, figure, caption, notice


def _published(date: str, language: Language) -> str:
    """Return *date* as feeds want it (RFC 822), the beginning of the day if it tells no time; ``""`` if it is none."""
    day, _ = language.day(date)
    if not day:
        return ""
    try:
        moment = datetime.fromisoformat(date.strip())
    except ValueError:
        moment = datetime.fromisoformat(day)
    return format_datetime(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda part: resources.read_text("forms", part)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("feed.xml.j2")
