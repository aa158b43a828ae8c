"""Every rule there is, in the order in which its problems are told; the one place that lists them all."""

from curator.check import (
    closing,
    dates,
    files,
    hidden,
    marks,
    photos,
    prose,
    reserved,
    sequence,
    story,
)
from curator.check.gathered import StoryRule
from curator.check.problem import Level
from curator.check.rule import PhotoRule, Rule, TextRule

SPELLING = Rule("spelling", Level.WARNING, "misspelt words", "dictionaries")
"""The rule that needs dictionaries; they are looked up by whoever runs the check."""


OF_TEXTS: tuple[TextRule, ...] = (*marks.RULES, *prose.RULES)
OF_PHOTOS: tuple[PhotoRule, ...] = (*photos.RULES, *dates.RULES, *reserved.RULES)
OF_FILES: tuple[PhotoRule, ...] = files.RULES
OF_STORY: tuple[StoryRule, ...] = (
    *story.RULES,
    *closing.RULES,
    *hidden.RULES,
    *reserved.STORY_RULES,
    *sequence.RULES,
)

ALL: tuple[Rule, ...] = (*OF_STORY, *OF_PHOTOS, *OF_TEXTS, SPELLING, *OF_FILES)

OF_ONE_PHOTO = frozenset(rule.name for rule in (*OF_PHOTOS, *OF_TEXTS))
"""The names of the rules that a photo's own words settle."""

NAMES = frozenset(rule.name for rule in ALL)
"""The public names of all rules."""
