"""The rules about one photo, run over it: for the check of a whole story, and for badges."""

from collections.abc import Iterator

from curator.check import rules
from curator.check.gathered import KINDS
from curator.check.problem import Finding, Level, Problem
from curator.check.rule import Kind, PhotoRule, Rule, Subject, problem_of
from curator.check.speech import Speech, speech
from curator.check.style import USUAL, Style
from curator.story import edits, passages
from curator.story.sequence import apart
from curator.story.values import GroupBlock, Photo, PhotoId, Story

PHOTO_TEXTS = ("caption", "headline", "alt", "credit", "photographer", "copyright")
"""The fields of a photo whose words rules about any text read."""


class PhotoCheck:
    """What rules about one photo find in the photos of one story: for badges, which ask at every paint."""

    def __init__(self, story: Story, style: Style = USUAL) -> None:
        self._defaults, self._date, self._style = story.defaults, story.date, style
        self._speech = speech(story.language)
        self._captioned = frozenset(captioned(story))
        self._waived = frozenset(waiver.place for waiver in story.waivers)

    def is_like(self, other: "PhotoCheck") -> bool:
        """Say whether *other* finds the same in every photo."""
        return _frame_of(self) == _frame_of(other)

    def problems(self, photo: Photo) -> list[Problem]:
        """Return what is wrong with *photo* by itself."""
        has_caption = photo.id in self._captioned
        subject = Subject(photo, self._defaults, self._speech, self._style, has_caption, self._date)
        return [found for found in problems_of(subject) if found.place not in self._waived]


_EXAMPLE = Photo(
    PhotoId("example"),
    "",
    caption="Mina Oh, left, reads to Jon Pak at the window, March 14, 2026.",
    headline="Reading at the window",
    alt="A woman reads aloud to a boy",
    credit="Mina Oh/Agency",
)
# Of which rules have something to look at.


def make_ready(language: str) -> None:
    """Let the rules make what they make at their first use: the words and patterns of the BCP 47 *language*."""
    PhotoCheck(Story(language=language)).problems(_EXAMPLE)


def _frame_of(check: PhotoCheck) -> tuple[object, ...]:
    return (
        check._defaults, check._date, check._style, check._speech, check._captioned, check._waived,
    )  # fmt: skip


def problems_of(subject: Subject) -> Iterator[Problem]:
    """Yield what rules about one photo find that need neither disk nor dictionary nor other photos."""
    yield from run(rules.OF_PHOTOS, subject)
    photo, style = subject.photo, subject.style
    for field in PHOTO_TEXTS:
        text = getattr(photo, field)
        if text:
            for rule, level, finding in in_text(text, KINDS[field], subject.speech, style):
                yield problem_of(rule, level, finding, field, text, photo)


def run(which: tuple[PhotoRule, ...], subject: Subject) -> Iterator[Problem]:
    """Yield what each rule of *which* finds in the photo of *subject*."""
    for rule in which:
        level = subject.style.level(rule.name, rule.level)
        if level is None:
            continue
        for field, finding in rule.find(subject):
            value = value_of(subject.photo, field)
            yield problem_of(rule, level, finding, field, value, subject.photo)


def in_text(
    text: str, kind: Kind, speaking: Speech, style: Style
) -> Iterator[tuple[Rule, Level, Finding]]:
    """Yield what rules about any text find in *text*, which is for *kind*."""
    for rule in rules.OF_TEXTS:
        level = style.level(rule.name, rule.level)
        if level is not None and kind in rule.kinds:
            for finding in rule.find(text, kind, speaking, style):
                yield rule, level, finding


def captioned(story: Story) -> set[PhotoId]:
    """Return the photos of which a caption of their group says what they show."""
    return {
        photo_id
        for block in apart(story.sequence)
        if isinstance(block, GroupBlock) and block.caption.strip()
        for photo_id in block.photos
    }


def value_of(photo: Photo, field: str) -> str:
    """Return what *field* of *photo* holds, if it is one text."""
    if field in ("file", "", passages.GROUP_CAPTION):
        return ""
    value = edits.read_field(photo, field)
    return value if isinstance(value, str) else ""
