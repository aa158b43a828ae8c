"""A story as rules about the whole see it: its photos in the order of readers, and what is known of each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from curator.check.facts import Facts
from curator.check.kept import Kept
from curator.check.rule import About, Kind, Rule
from curator.check.speech import Speech
from curator.check.style import Style
from curator.story.passages import GROUP_CAPTION, Passage
from curator.story.values import PhotoId, Story


@dataclass(frozen=True, slots=True)
class Gathered:
    """A story and what is known of it: ``facts`` by photo, in the order in which readers meet them.

    ``texts`` are the story's own texts and those of its blocks, ``kept`` which captions are alike.
    """

    story: Story
    facts: Mapping[PhotoId, Facts]
    numbers: Mapping[PhotoId, int]
    texts: tuple[Passage, ...]
    kept: Kept
    speech: Speech
    style: Style


StoryFind = Callable[[Gathered], Iterator[About]]
"""Finds in a whole story."""


@dataclass(frozen=True, slots=True)
class StoryRule(Rule):
    """A rule that takes the whole story to settle.

    ``reads`` names what it reads of each photo's :class:`Facts`, apart from the order of photos and
    the story's own texts: while none of these changes, what it found holds.
    """

    find: StoryFind
    reads: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "title": Kind.LINE, "byline": Kind.LINE, "dateline": Kind.LINE, "heading": Kind.LINE,
    "standfirst": Kind.PROSE, "text": Kind.PROSE, "quote": Kind.PROSE, "corrections.text": Kind.PROSE,
    "by": Kind.LINE, "closing_credit": Kind.CREDIT, "links.label": Kind.LINE,
    "source.name": Kind.CREDIT, "defaults.credit": Kind.CREDIT, "defaults.photographer": Kind.CREDIT,
    "defaults.copyright": Kind.CREDIT, GROUP_CAPTION: Kind.CAPTION,
    "caption": Kind.CAPTION, "headline": Kind.LINE, "alt": Kind.ALT, "credit": Kind.CREDIT,
    "photographer": Kind.CREDIT, "copyright": Kind.CREDIT,
}  # fmt: skip
"""What each field that rules read is for."""
