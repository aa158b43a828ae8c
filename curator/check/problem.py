"""What a rule finds, as values; how it is shown is left to the command line and the window."""

from dataclasses import dataclass
from enum import StrEnum

from curator.story.values import BlockKey, PhotoId


class Level(StrEnum):
    """How bad a problem is: an error must be mended, a warning looked at, a hint may be ignored."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in one text, before it is known whose text that is.

    ``text`` are the very words, ``start`` the character where they begin, -1 if the whole is meant.
    ``suggestion`` are the words to put in their place; ``None`` if the rule knows none. ``whole`` is
    what the whole text should be, where that says more than words in a place.
    """

    message: str
    text: str = ""
    start: int = -1
    suggestion: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the check found.

    ``rule`` names the rule, ``photo`` and ``file`` the photo it is about (``None`` and ``""`` for
    the story), ``block`` the block of words, ``field`` the field, ``text`` the very words in it and
    ``start`` the character where they begin (-1 if the whole is meant), ``message`` a sentence for a
    person, ``suggestion`` better words where there are any. ``mended`` is what the whole field should
    hold in place of ``held``; ``None`` where nothing is known that mends it.
    """

    rule: str
    level: Level
    message: str
    photo: PhotoId | None = None
    file: str = ""
    field: str = ""
    text: str = ""
    suggestion: str = ""
    start: int = -1
    block: BlockKey | None = None
    held: str = ""
    mended: str | None = None

    def told(self) -> dict[str, str | None]:
        """Return the problem as the command line prints it for other programs."""
        return {
            "rule": self.rule, "level": self.level.value, "photo": self.photo, "file": self.file,
            "field": self.field, "text": self.text, "message": self.message,
            "suggestion": self.suggestion,
        }  # fmt: skip

    @property
    def place(self) -> tuple[str, PhotoId | None, str, str]:
        """What names this problem as long as the words stand there: rule, photo, field and text."""
        return self.rule, self.photo, self.field, self.text
