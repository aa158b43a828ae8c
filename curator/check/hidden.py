"""Rules about what is hidden: what one photo covers, another must not show."""

from collections.abc import Iterator

from curator.check.gathered import Gathered, StoryRule
from curator.check.problem import Finding, Level
from curator.check.rule import About
from curator.story import hiding


def _shown_elsewhere(gathered: Gathered) -> Iterator[About]:
    """Find photos that show what a photo of the same scene hides, those of the same file among them."""
    told = set()
    for facts in gathered.facts.values():
        if not facts.photo.hidden:
            continue
        for other in hiding.uncovered(gathered.story, facts.photo):
            if other.id in gathered.facts and other.id not in told:
                told.add(other.id)
                number = gathered.numbers[facts.photo.id]
                message = f"It may show what photo {number}, which looks like it, hides"
                yield About(other.id, "file", Finding(message))


RULES = (
    StoryRule(
        "hidden-elsewhere", Level.ERROR, "a photo that shows what another one hides",
        "WITNESS, Guardian Project", _shown_elsewhere,
        ("photo.hidden", "photo.look", "photo.digest", "photo.width", "photo.height"),
    ),
)  # fmt: skip
