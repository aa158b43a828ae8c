"""The places in a story where something was found, one after the other; who is led to them is left to ``replacing``."""

from collections.abc import Generator, Hashable, Mapping
from dataclasses import dataclass

from curator.captions.search import Search
from curator.errors import shown
from curator.story import passages
from curator.story import sequence as order
from curator.story.passages import Found, Passage
from curator.story.values import Key, Story
from curator.window import wording
from curator.window.captioning.before_after import Row

_FIELD_NAMES = {
    **wording.FIELD_NAMES,
    "source.name": "source",
    "links.label": "link",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person looks for and where, and what takes its place."""

    pattern: str
    is_regex: bool
    whole_word: bool
    match_case: bool
    where: str
    replacement: str

    @property
    def sought(self) -> Hashable:
        """What is looked for, whatever takes its place."""
        return self.pattern, self.is_regex, self.whole_word, self.match_case, self.where


@dataclass(frozen=True, slots=True)
class Result:
    """What a search came to: all that is found, and which of it would change, with a row for each."""

    search: Search
    found: list[Found]
    changing: list[Found]
    rows: list[Row]
    numbers: dict[Hashable, int]
    """Which of ``found`` stands at each address."""


def searching(
    asked: Asked, story: Story, selected: tuple[Key, ...]
) -> Generator[Result | None, None, None]:
    """Look through *story*: ``None`` now and then, so that the search can be ended, and the result."""
    search = Search(
        asked.pattern, asked.is_regex, asked.whole_word, asked.match_case, asked.replacement
    )
    fields = ("caption",) if asked.where == "captions" else None
    found: list[Found] = []
    for batch in passages.found(
        story, search, fields, selected if asked.where == "selection" else None
    ):
        found += batch
        yield None
    changing = [one for one in found if one.after != one.passage.text]
    names = titles(story)
    rows = [
        Row(_title(one.passage, names), _field_name(one.passage), one.passage.text, one.after)
        for one in changing
    ]
    numbers = {one.passage.address: number for number, one in enumerate(found)}
    yield Result(search, found, changing, rows, numbers)


def titles(story: Story) -> dict[Key, str]:
    """Return what each row of *story* is called in a table: number and file name, or where a text stands."""
    names: dict[Key, str] = {i: shown(p.file_name) for i, p in story.photos.items()}
    number = 0
    for block in story.sequence:
        photos = order.photos_of(block)
        for photo_id in photos:
            number += 1
            names[photo_id] = f"{number} · {names.get(photo_id, photo_id)}"
        if not photos:
            where = f"After photo {number}" if number else "At the start"
            names.update(dict.fromkeys(order.keys_of(block), where))
    return names


def _title(passage: Passage, names: Mapping[Key, str]) -> str:
    if passage.key is None:
        return "All photos" if passage.field.startswith("defaults.") else "The story"
    return names.get(passage.key, "")


def _field_name(passage: Passage) -> str:
    name = passage.field.removeprefix("defaults.")
    return _FIELD_NAMES.get(name, name).capitalize()


class Places:
    """Every place where something is found, and at which of them a person is."""

    def __init__(self) -> None:
        self._result: Result | None = None
        self._text, self._nth = -1, 0

    def take(self, result: Result | None) -> None:
        """Go through what *result* has, on from the place where the person was."""
        before, self._result = self._result, result
        if before is None or result is None or self._text < 0:
            self._text, self._nth = -1, 0
            return
        nth = self._nth
        self.go_to(before.found[self._text].passage)
        if self._text >= 0:
            self._nth = min(nth, result.found[self._text].count - 1)

    def go_to(self, passage: Passage) -> None:
        """Go to the first place in *passage*."""
        numbers = self._result.numbers if self._result else {}
        self._text, self._nth = numbers.get(passage.address, -1), 0

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round at the ends."""
        found = self._result.found if self._result else []
        if not found:
            return
        if self._text >= 0 and 0 <= self._nth + by < found[self._text].count:
            self._nth += by
            return
        start = self._text if self._text >= 0 or by > 0 else 0
        self._text = (start + by) % len(found)
        self._nth = 0 if by > 0 else found[self._text].count - 1

    @property
    def here(self) -> tuple[Passage, int, int] | None:
        """The passage and the span where the person is; ``None`` if nowhere."""
        if self._result is None or self._text < 0:
            return None
        passage = self._result.found[self._text].passage
        return passage, *self._result.search.spans(passage.text)[self._nth]

    @property
    def words(self) -> str:
        """How much is found, and at which of it the person is."""
        if self._result is None:
            return ""
        found = self._result.found
        total = sum(one.count for one in found)
        if not total:
            return "Nothing found"
        words = f"{matches(total)} in {wording.count(len(found), 'text')}"
        if self._text >= 0:
            number = sum(one.count for one in found[: self._text]) + self._nth + 1
            words = f"{number:,} of {words}"
        same = len(found) - len(self._result.changing)
        return f"{words}, of which {same:,} would stay the same" if same else words


def matches(count: int) -> str:
    """Return *count* as so many matches."""
    return "1 match" if count == 1 else f"{count:,} matches"
