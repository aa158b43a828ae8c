"""A page for each photo of a story, to be sent to somebody; what it looks like is left to the theme.

It shows the photo as the full view does, leads to its neighbours and back to its place in the story, and
names the story as the one that search engines keep.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curator.export import markup, sharing, structured
from curator.export.language import Language
from curator.export.layout import Figure
from curator.export.sharing import Home
from curator.export.theme import Theme
from curator.story.values import Story


def pages(
    story: Story,
    figures: Sequence[Figure],
    theme: Theme,
    language: Language,
    where: Home,
    head: Mapping[str, Any],
) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of the page of each of *figures*; *head* is that of the story's page."""
    neighbours = [None, *figures, None]
    for figure, before, after in zip(figures, neighbours, neighbours[2:], strict=False):
        said = " ".join(markup.lines(figure.photo.caption))
        image = structured.image(figure, story, where)
        values = {
            **head,
            "story_title": head["title"],
            "description": said or figure.alt or head["description"],
            "card": sharing.card(where, figure.page, [figure]),
            "photo": figure,
            "count": len(figures),
            "before": before,
            "after": after,
            "structured": markup.script_data({"@context": "https://schema.org", **image}),
        }
        yield figure.page, theme.photo_template.render(page=values, words=language.words)
