"""What a rule finds, as a value; how it is shown is left to the command line and the window."""

from dataclasses import dataclass
from enum import StrEnum

from curator.story.values import PhotoId


class Level(StrEnum):
    """How bad a problem is: an error must be mended, a warning looked at, a hint may be ignored."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the check found.

    ``rule`` names the rule, ``photo`` and ``file`` the photo it is about (``None`` and ``""`` for
    the story), ``field`` the field, ``text`` the very words in it, ``message`` a sentence for a
    person, ``suggestion`` better words where there are any.
    """

    rule: str
    level: Level
    message: str
    photo: PhotoId | None = None
    file: str = ""
    field: str = ""
    text: str = ""
    suggestion: str = ""
