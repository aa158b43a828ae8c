"""What a good desk would catch: a story in, problems out; mends nothing and shows nothing.

``problem`` is what a rule finds; ``photos`` holds the rules about one photo, quick enough to run
for a badge while somebody types; ``story`` those about the story as a whole; ``files`` the one that
asks the disk. :func:`check_story` runs them all, in the order in which a reader meets the story.

A rule is one small function that yields problems. Its name in ``Problem.rule`` is public: the
command line prints it, and other programs may filter by it.
"""

from collections.abc import Iterator

from curator.check.files import file_problems
from curator.check.photos import photo_problems
from curator.check.problem import Level, Problem
from curator.check.story import story_problems
from curator.story import sequence as order
from curator.story.values import Story

WHOLE_STORY_RULES = frozenset(
    {"caption-repeated", "picture-repeated", "picture-alike", "file-missing", "file-refused"}
)
"""Rules about a photo that its own words do not settle: they need the whole story, or the disk."""

__all__ = [
    "WHOLE_STORY_RULES",
    "Level",
    "Problem",
    "check_story",
    "file_problems",
    "photo_problems",
    "story_problems",
]


def check_story(story: Story) -> Iterator[Problem]:
    """Yield every problem of *story*: those of the whole first, then photo by photo.

    Asks the disk whether the files are there, so call it where waiting is no harm. Photos set aside
    are not checked: no reader meets them.
    """
    yield from story_problems(story)
    for photo_id in order.photo_ids(story.sequence):
        photo = story.photos[photo_id]
        yield from photo_problems(photo, story.defaults)
        yield from file_problems(photo)
