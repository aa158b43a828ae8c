"""What stays of a story that is kept as a template: its settings and house texts, none of its photos."""

from dataclasses import replace

from curator.story.table import PhotoTable
from curator.story.values import Story, WordBlock

_HOUSE_LINKS = frozenset({"contact", "support", "related"})
# Kinds of links that are the same for many stories; the previous and the next one are not.


def skeleton(story: Story) -> Story:
    """Return *story* as a beginning for others.

    Language, byline, defaults, the way of the closing credit, links of the house, dictionary, names and the
    texts between photos stay; title, standfirst, date, corrections, waivers and photos go.
    """
    return replace(
        story,
        title="",
        standfirst="",
        date="",
        dateline="",
        address="",
        corrections=(),
        waivers=(),
        links=tuple(link for link in story.links if link.kind in _HOUSE_LINKS),
        photos=PhotoTable(),
        sequence=tuple(block for block in story.sequence if isinstance(block, WordBlock)),
    )


def described(story: Story) -> tuple[str, ...]:
    """Return what a template brings along, a line each, for somebody who chooses among several."""
    defaults = story.defaults
    texts = [block.words for block in story.sequence if isinstance(block, WordBlock)]
    lines = (
        ("Language", story.language),
        ("Byline", story.byline),
        ("Credit", defaults.credit),
        ("Photographer", defaults.photographer),
        ("Copyright", defaults.copyright),
        ("Place", defaults.place.line),
        (
            "Closing credit",
            "from the photos" if story.closing_from_photos else story.closing_credit,
        ),
        ("Links", ", ".join(link.label or link.url for link in story.links)),
        ("Texts", " · ".join(" ".join(text.split())[:60] for text in texts)),
    )
    return tuple(f"{name}: {value}" for name, value in lines if value.strip())
