"""What a good desk would catch: a story in, problems out; mends nothing and shows nothing.

The way of the data: ``checker`` runs every rule over a story, ``single`` those about one photo. For
each photo it works out ``facts`` once, and keeps them and what rules about one photo found as long
as the photo is the very same; the rules about the whole go by the facts, as ``gathered``. ``rules``
lists all rules: ``marks`` and ``prose`` hold those about any text, ``photos`` and ``dates`` those
about one photo's fields, ``story`` ``closing``, ``sequence`` and ``hidden`` those about the whole,
``reserved`` what tells a place held back,
``spellings`` the arithmetic of names, ``files`` the ones that ask the disk. ``speech`` knows the
words of a language, ``style`` the house's own rules. ``mending`` makes the edits that settle a
problem.

``ledger`` gathers the names of a story for whoever decides how they are spelled.

A ``rule`` is one small function that yields findings; its name, usual level, what it looks for and
its source stand beside it in the table at the end of its module. The name is public: the command
line prints it, and other programs may filter by it. A problem that somebody waived, with a reason
that stays in the manifest, is not told as long as the words stand.

Decisions
---------
* Rules about one text know nothing of where it stands, so that each is tested on its own and holds
  for titles and running text as well as captions.
* A rule that needs words of a language has them as data; for a language without them it is silent.
* Where a rule may be wrong about good captions as often as right about bad ones, it is a hint.
* Left out: what needs values that no manifest has (restrictions, digital source type, crops,
  coordinates), and the 32 bytes of IIM, which Curator does not write.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from curator.check.problem import Level, Problem

# The rules are loaded when something is first checked: a window starts without.
if TYPE_CHECKING:
    from curator.check.style import Style
    from curator.story.values import Story

__all__ = ["Level", "Problem", "check_story"]


def check_story(
    story: "Story", style: "Style | None" = None, own_words: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield every problem of *story*: those of the whole first, then photo by photo.

    Asks the disk whether the files are there, so call it where waiting is no harm. Photos set aside
    are not checked: no reader meets them. *own_words* are spelled right beside those of dictionaries.
    """
    from curator.check.checker import Checker
    from curator.check.style import USUAL

    words = tuple(own_words)
    for batch in Checker(style or USUAL, own_words=lambda tag: words).check(story):
        yield from batch
